//! One text, or a few, without reading the whole site: for a hook that runs before each commit.
//!
//! The site is put together as if there were nothing but these texts, what they link to, the registries and the topics. When that
//! has nothing to say of them and no other document can collide with them ([`Catalogue`]), the rules have the last word;
//! else the whole site is asked, whose word holds.
#![allow(clippy::disallowed_methods)] // an edge: looks which files there are

use std::collections::BTreeSet;
use std::path::Path;

use super::Found;
use crate::address::decode;
use crate::build::catalogue::Catalogue;
use crate::build::{Engine, Options, parse_context};
use crate::check::{self, Scope, Settings};
use crate::content::registry::RegistryKind;
use crate::content::{Document, Kind, document};
use crate::diagnostic::Diagnostic;
use crate::site::Site;
use crate::source::{self, CONFIG, Look};

/// The most texts that are looked at in this way: of more the whole site is as quick.
const MOST: usize = 50;

/// What is found of the texts of a scope; none when the whole site has to be asked.
pub(super) fn found(options: &Options, scope: &Scope) -> Option<Found> {
    let places = scope.places.as_ref().filter(|places| (1..=MOST).contains(&places.len()))?;
    let options = Options { fresh: true, ..options.clone() };
    let mut engine = Engine::new(&options);
    let context = parse_context(engine.read_configuration(&options).ok()?);
    let catalogue = Catalogue::read(&engine, &options)?;
    let mut wanted =
        BTreeSet::from([CONFIG.to_owned(), "content/topics".to_owned(), "content/stories".to_owned()]);
    wanted.extend(RegistryKind::ALL.map(|kind| kind.path().to_owned()));
    let mut own = Vec::new();
    for place in places {
        let text = source::text(&options.root, place)?;
        let parsed =
            document::parse(&place.as_str().into(), Kind::of(place)?, text.as_bytes(), &context).ok()?;
        wanted.insert(place.clone());
        wanted.extend(reached(&parsed, &options.root));
        own.extend(parsed.diagnostics.iter().cloned());
    }
    engine.look(&options, Look::Only(&wanted));
    let (loaded, report) = engine.site(&options, None);
    let loaded = loaded?;
    let sites: Vec<&Site> = loaded.context.sites().collect();
    let (settings, problems) = Settings::new(&sites[0].config.checks);
    let is_own = |one: &Diagnostic| own.iter().any(|known| (known.code, known.span) == (one.code, one.span));
    let of_scope = |one: &Diagnostic| one.path.as_deref().is_some_and(|path| scope.holds(path));
    let mut said: Vec<Diagnostic> = report.diagnostics.into_iter().filter(of_scope).collect();
    if !problems.is_empty() || !said.iter().all(is_own) || is_doubtful(&sites, scope, &catalogue) {
        return None;
    }
    let text = |path: &str| source::peek(&options.root, path);
    let by_rules = check::check(&sites, scope, &settings, &text);
    // What is said of the site as a whole is said of too small a one.
    if by_rules
        .iter()
        .any(|one| one.path.as_deref().is_some_and(|path| scope.holds(path)) && check::is_of_site(one.code))
    {
        return None;
    }
    said.extend(by_rules.into_iter().filter(of_scope));
    Some(Found { said, elsewhere: 0, texts: check::documents(&sites, scope).len(), lines: Vec::new() })
}

/// Whether other documents may have something to do with those of a scope.
fn is_doubtful(sites: &[&Site], scope: &Scope, catalogue: &Catalogue) -> bool {
    sites.iter().any(|site| {
        let articles = site.articles.iter().map(|article| (&*article.document, &*article.url, &*article.id));
        let pages = site.all_pages().map(|page| (&*page.document, &*page.url, "\0"));
        let mut live = articles.chain(pages).filter(|(document, ..)| scope.holds(&document.path));
        live.any(|(document, url, id)| catalogue.is_doubtful(document, url, id))
    })
}

/// The files that a document may link to or show.
fn reached(document: &Document, root: &Path) -> Vec<String> {
    let folder = document.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let links = document.facts.links.iter().map(|link| &*link.href);
    let pictures = document.facts.images.iter().map(|image| &*image.src);
    let leading = document.front.image.iter().map(|image| &*image.src);
    let place = |written: &str| -> Option<String> {
        let written = written.split(['?', '#']).next()?;
        let decoded = decode(written).ok()?;
        let path = match decoded.strip_prefix('/') {
            Some(inside) => joined("static", inside)?,
            None => joined(folder, &decoded)?,
        };
        root.join(&path).symlink_metadata().is_ok_and(|metadata| metadata.is_file()).then_some(path)
    };
    links.chain(pictures).chain(leading).filter_map(place).collect()
}

/// A path from a folder, both with `/`; none when it leads out of the site.
fn joined(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
