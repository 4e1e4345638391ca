//! Puts drafts into the folder of a site, and their entries into its editions.
#![allow(clippy::disallowed_methods)] // an edge: reads the site's own lists, writes drafts

use std::path::Path;
use std::sync::Arc;

use super::article::{Article, Card};
use super::draft::{Choices, Draft, draft, sources};
use super::edition::{self, Entry};
use super::newsroom::agencies::Agencies;
use super::notice::{Hint, Notice};
use crate::build::parse_context;
use crate::content::{Kind, document};
use crate::files::{Written, archetype, write_new};
use crate::import::article::Form;
use crate::rewrite::{self, Rewrite};
use crate::scaffold::document::Fault;
use crate::site::{Edition, Site};

/// The agencies that everybody knows, and those of the site.
///
/// # Errors
/// The site's list is none.
pub fn agencies(root: &Path) -> Result<Agencies, Fault> {
    const OWN: &str = "data/agencies.yaml";
    match std::fs::read_to_string(root.join(OWN)) {
        Ok(text) => Agencies::built_in().and(&text).map_err(|why| Fault::Failed(format!("{OWN}: {why}"))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Agencies::built_in()),
        Err(error) => Err(Fault::Failed(format!("{OWN} cannot be read: {error}"))),
    }
}

/// A draft of an article, by the site's archetype of such articles.
///
/// # Errors
/// Why there is none.
pub fn prepared(root: &Path, site: &Site, article: &Article, choices: &Choices) -> Result<Draft, Notice> {
    let labels = article.label.into_iter().chain((article.form == Form::Live).then_some("live"));
    let names: Vec<&str> = labels.chain(["article"]).collect();
    let (_, archetype) = archetype(root, &names).map_err(Notice::from)?;
    draft(site, &parse_context(&site.config), article, choices, &archetype)
}

/// Whether a draft's file is none that is there.
///
/// # Errors
/// There is a file of that name.
pub fn is_free(root: &Path, made: &Draft) -> Result<(), Notice> {
    match root.join(&made.path).symlink_metadata() {
        Ok(_) => Err(taken(&made.path)),
        Err(_) => Ok(()),
    }
}

fn taken(path: &str) -> Notice {
    Notice::with(format!("there is {path} already, and nothing was written"), Hint::OtherFile)
}

/// Puts a draft into place: a new file.
///
/// # Errors
/// There is a file of that name, or it cannot be written.
pub fn place(root: &Path, made: &Draft) -> Result<(), Notice> {
    let path = &made.path;
    match write_new(&root.join(path), &made.text) {
        Ok(Written::New) => Ok(()),
        Ok(Written::WasThere) => Err(taken(path)),
        Err(error) => Err(format!("{path} cannot be written: {error}").into()),
    }
}

/// The editions of a site that are drafts.
pub fn open_editions(site: &Site) -> impl Iterator<Item = &Edition> {
    site.editions.iter().filter(|edition| edition.page.document.front.draft)
}

/// An edition that is a draft, by its file, its path or its address.
///
/// # Errors
/// There is none of that name, or readers have it.
pub fn edition<'a>(site: &'a Site, name: &str) -> Result<&'a Edition, Notice> {
    let is_meant = |edition: &&Edition| {
        let path = &*edition.page.document.path;
        let file = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or("");
        path == name
            || file == name.trim_end_matches(".md")
            || edition.page.url.trim_end_matches('/').rsplit('/').next() == Some(name)
    };
    let Some(edition) = site.editions.iter().find(is_meant) else {
        return Err(Notice::with(format!("there is no edition {name}"), Hint::Edition));
    };
    if !edition.page.document.front.draft {
        return Err(format!(
            "{} is no draft: what readers have is not changed by an import",
            edition.page.document.path
        )
        .into());
    }
    Ok(edition)
}

/// What an edition says of an article: the card of its draft, or a brief that leads to its source.
///
/// # Errors
/// A brief has nowhere to lead.
pub fn entry(
    site: &Site,
    article: &Article,
    made: &Draft,
    is_brief: bool,
    summary: Option<&str>,
) -> Result<Entry, Notice> {
    let title = article.title.as_ref().map_or("", |title| title.value.as_str());
    match &article.url {
        Some(url) if is_brief => {
            let outlet = sources::brief_outlet(site, article, &url.value);
            Ok(edition::brief(title, url.value.as_str(), outlet.as_ref(), summary))
        }
        None if is_brief => {
            Err(Notice::with("a brief leads to its source, and the text has no address", Hint::Address))
        }
        _ => Ok(edition::card(title, &made.path)),
    }
}

/// What an edition would say of another article that a page names; its headline alone where the page does not say where it stands.
pub fn offered(site: &Site, article: &Article, card: &Card) -> String {
    offered_entry(site, article, card).map_or_else(|| card.headline.clone(), |entry| entry.markdown)
}

/// The brief of another article that a page names: of the page's outlet, if it is of the same host.
pub fn offered_entry(site: &Site, article: &Article, card: &Card) -> Option<Entry> {
    let url = card.url.as_ref()?;
    let own = article.url.as_ref().and_then(|own| own.value.host_str());
    let outlet = own.filter(|own| url.host_str() == Some(own));
    let outlet = outlet.and_then(|_| sources::brief_outlet(site, article, url));
    let outlet = outlet.filter(|outlet| !outlet.is_guess());
    Some(edition::brief(&card.headline, url.as_str(), outlet.as_ref(), None))
}

/// Adds an entry to an edition: the file is whole at each moment.
///
/// # Errors
/// It cannot be read or written, has the entry already, or has changed meanwhile.
pub fn add_entry(root: &Path, site: &Site, path: &str, entry: &Entry) -> Result<(), Notice> {
    rewrite::write(root, &[added(root, site, path, entry)?]).map_err(|unwritten| unwritten.why.into())
}

/// An edition as it would be with one more entry, which is not written.
///
/// # Errors
/// As those of [`add_entry`].
pub fn added(root: &Path, site: &Site, path: &str, entry: &Entry) -> Result<Rewrite, Notice> {
    let before = std::fs::read_to_string(root.join(path))
        .map_err(|error| format!("{path} cannot be read: {error}"))?;
    let context = parse_context(&site.config);
    let edition = document::parse(&Arc::from(path), Kind::Edition, before.as_bytes(), &context)
        .map_err(|_| format!("{path} has an error since it was read, and was not changed"))?;
    if edition::has_entry(&edition, entry) {
        return Err(format!("{path} has that already, and was not changed").into());
    }
    let after = edition::with_entry(&before, entry);
    Ok(Rewrite { path: path.to_owned(), before, after })
}
