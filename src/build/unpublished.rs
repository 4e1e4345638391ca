//! Pictures of `static/` that only a text which was taken back shows, and whether something that is no document names them:
//! a template, a style, a script. What is named stays, and a message says so.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::site::withdrawn::{UnpublishedStatics, still_shown};
use crate::source::Reader;
use crate::theme::{Asset, AssetSource, Template};

/// Endings of files that may name others.
const TEXTS: [&str; 8] = [".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml"];

/// Publishes again what a template or a text of `static/` names.
pub(super) fn keep_named(
    site: &mut Site,
    templates: &BTreeMap<String, Template>,
    assets: &BTreeMap<String, Asset>,
    reader: &Reader,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if site.unpublished_statics.is_empty() {
        return diagnostics;
    }
    let mut withheld = UnpublishedStatics::clone(&site.unpublished_statics);
    let mut look = |by: &str, text: &[u8]| {
        withheld.retain(|url, _| {
            let name = url.rsplit('/').next().unwrap_or(url);
            let named = *url != format!("/{}", by.trim_start_matches("static/"))
                && memchr::memmem::find(text, name.as_bytes()).is_some();
            if named {
                diagnostics.push(still_shown(by, &format!("static{url}")));
            }
            !named
        });
    };
    for (name, template) in templates {
        look(&format!("templates/{name}"), template.text.as_bytes());
    }
    for (path, asset) in assets.iter().filter(|(path, _)| TEXTS.iter().any(|ending| path.ends_with(ending))) {
        let mut bytes = Vec::new();
        // A file that changes meanwhile makes the build start over.
        if let AssetSource::File(file) = &asset.from
            && reader.read(file, &mut bytes).is_ok()
        {
            look(&format!("static/{path}"), &bytes);
        }
    }
    site.unpublished_statics = Arc::new(withheld);
    diagnostics
}
