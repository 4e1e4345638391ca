//! Which outputs a text that was just taken back leaves: those that readers, caches and search engines may still hold.
//!
//! What the output holds before anything is put into place is asked, not what is remembered of it: the answer has to be
//! whole when the caches are lost too.

use rayon::prelude::*;

use super::sink::Sink;
use crate::address::to_path;
use crate::html::escape;
use crate::output::{Context, folder};
use crate::paths::{OutPath, site_url};
use crate::site::{Withdrawn, pictures};

/// A text that was taken back since the last build, and what showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// Its file.
    pub path: String,
    /// Absolute addresses of the outputs that it left, its own first.
    pub urls: Vec<String>,
}

/// The texts that were taken back since the last build. `stale` are the outputs that are about to change or go, sorted.
pub(super) fn left(context: &Context, sink: &Sink, stale: &[&OutPath]) -> Vec<Leftover> {
    let all = context
        .languages()
        .flat_map(|context| context.site().withdrawn.iter().map(move |one| (context, one)));
    all.filter(|(context, withdrawn)| is_new(context, sink, stale, withdrawn))
        .map(|(_, withdrawn)| outputs(context, sink, stale, withdrawn))
        .collect()
}

/// Whether the text itself stands at its address still: the notice names neither its headline nor itself as canonical.
fn is_new(context: &Context, sink: &Sink, stale: &[&OutPath], withdrawn: &Withdrawn) -> bool {
    let Ok(path) = OutPath::of_url(&withdrawn.url) else { return false };
    if stale.binary_search(&&path).is_err() {
        return false;
    }
    let old = sink.old_bytes(&path);
    let absolute = escape(&context.site().config.base_url.absolute(&withdrawn.url));
    let canonical = format!("<link rel=\"canonical\" href=\"{absolute}\">");
    let holds = |text: &str| !text.is_empty() && memchr::memmem::find(&old, text.as_bytes()).is_some();
    // As a heading: the notice may have the same words elsewhere, in the navigation for one.
    let title = &*withdrawn.document.front.title;
    let heading = format!(">{}</h1>", escape(title));
    let language = withdrawn.document.language(&context.site().config.language);
    let of_notice = context.texts(language).plain("withdrawn.title");
    title != of_notice && holds(&heading) || holds(&canonical)
}

/// The context is the one of the site's own language, which knows whose pictures are not published.
fn outputs(context: &Context, sink: &Sink, stale: &[&OutPath], withdrawn: &Withdrawn) -> Leftover {
    let base = &context.site().config.base_url;
    let address = base.page(&withdrawn.url);
    let escaped = escape(&address);
    let finder = memchr::memmem::Finder::new(escaped.as_bytes());
    let inside = to_path(&folder(&withdrawn.url)).into_owned();
    let own = OutPath::of_url(&withdrawn.url).ok();
    let prefix = context.site().config.prefix.as_str();
    let shows = |path: &&&OutPath| {
        let path: &OutPath = path;
        let address = format!("/{path}");
        let original = pictures::original_of(&address).map(|path| path.strip_prefix(prefix).unwrap_or(path));
        let mut pictures = [Some(address.as_str()), original].into_iter().flatten();
        let withheld = &context.site().unpublished_statics;
        let is_its_own = |by: &String| **by == *withdrawn.document.path;
        let picture = pictures.any(|address| withheld.get(address).is_some_and(is_its_own));
        Some(path) == own.as_ref()
            || picture
            || address.starts_with(&inside)
            || finder.find(&sink.old_bytes(path)).is_some()
    };
    let mut paths: Vec<&OutPath> = stale.par_iter().filter(shows).copied().collect();
    paths.sort_by_key(|path| (Some(*path) != own.as_ref(), *path));
    let urls = paths.into_iter().map(|path| base.absolute(&site_url(path.as_str()))).collect();
    Leftover { path: withdrawn.document.path.to_string(), urls }
}
