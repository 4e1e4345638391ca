//! Where a new document stands, how the site spells what it names, and whether a build would read it.

use std::sync::Arc;

use crate::content::document::{ParseContext, parse};
use crate::content::name::is_in_drafts;
use crate::content::{Date, Kind};
use crate::diagnostic::Diagnostic;
use crate::line::one_line;
use crate::site::{Article, Site, TermKind, address_of};

/// Why nothing is written.
#[derive(Debug)]
pub enum Fault {
    /// Something in the command line.
    Usage(String),
    /// Something else, in words.
    Failed(String),
    /// What would be wrong with what is written.
    Said(Vec<Diagnostic>),
    /// It would have the address of another file.
    Taken {
        /// The address.
        url: String,
        /// That file.
        by: String,
    },
}

impl From<String> for Fault {
    fn from(text: String) -> Self {
        Self::Usage(text)
    }
}

/// The folder in which the newest article stands, of the new one's year, month and day where it is one of these.
pub fn folder(site: &Site, date: Date) -> String {
    // What stands in a folder of drafts stays one.
    let is_placed = |article: &&Arc<Article>| !is_in_drafts(&article.document.path);
    let Some(newest) = site.articles.iter().find(is_placed) else { return "content".to_owned() };
    let path = &*newest.document.path;
    let (mut folder, _) = path.rsplit_once('/').unwrap_or(("content", ""));
    if newest.document.name().bundle {
        folder = folder.rsplit_once('/').map_or("content", |(folder, _)| folder);
    }
    let of = |date: Date| {
        [format!("{:04}", date.year()), format!("{:02}", date.month()), format!("{:02}", date.day())]
    };
    let (old, new) = (of(newest.date), of(date));
    let mut parts = old.iter().zip(&new);
    let mut next = parts.next();
    let replaced = folder.split('/').map(|name| match next {
        Some((old, new)) if old == name => {
            next = parts.next();
            new.as_str()
        }
        _ => name,
    });
    replaced.collect::<Vec<_>>().join("/")
}

/// Whether a document that is to be written is one that a build reads, at an address that nobody has.
///
/// # Errors
/// Why not.
pub fn check(site: &Site, context: &ParseContext, path: &str, text: &str) -> Result<(), Fault> {
    if site.config.ignore.holds(path) {
        return Err(Fault::Failed(format!(
            "`ignore:` in newsprint.yaml passes over {path}: nothing was written"
        )));
    }
    let Some(kind) = Kind::of(path) else { return Ok(()) };
    let document = parse(&Arc::from(path), kind, text.as_bytes(), context).map_err(Fault::Said)?;
    let errors: Vec<Diagnostic> =
        document.diagnostics.iter().filter(|said| said.is_error()).cloned().collect();
    if !errors.is_empty() {
        return Err(Fault::Said(errors));
    }
    let address = address_of(&document, &site.config);
    let articles = site.articles.iter().map(|article| (&*article.url, &*article.document.path));
    let pages = site.all_pages().map(|page| (&*page.url, &*page.document.path));
    let other = articles.chain(pages).find(|(url, other)| Some(*url) == address.as_deref() && *other != path);
    match other {
        Some((url, other)) => Err(Fault::Taken { url: url.to_owned(), by: other.to_owned() }),
        None => Ok(()),
    }
}

/// A moment as it stands in front matter: with its offset where the clocks of the zone show it twice.
pub fn written(date: Date, zone: chrono_tz::Tz) -> String {
    let text = date.as_written();
    match Date::parse(&text, zone) {
        Ok((read, _)) if read.timestamp == date.timestamp => text,
        _ => date.to_rfc3339(),
    }
}

/// The ending of files in a language of the site: `.uk.md`; without the code for the site's own.
pub fn ending(site: &Site) -> String {
    match site.config.prefix.as_str() {
        "" => ".md".to_owned(),
        _ => format!(".{}.md", site.config.language),
    }
}

/// A name as the site spells it; as it was given, when nobody knows it.
///
/// # Errors
/// When it is nearly a name that the site has: the one that may be meant, in words. `flag` is what gave it.
pub fn spelled(site: &Site, kind: TermKind, flag: &str, name: &str) -> Result<(String, bool), String> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(format!("{flag} is empty"));
    }
    let terms = site.terms(kind);
    if let Some(id) = terms.find(&name) {
        return Ok((terms.get(id).name.clone(), true));
    }
    match terms.nearly(&name) {
        Some(near) => Err(format!(
            "{flag} {name}: did you mean `{}`? To have both, write `newsprint new {} \"{name}\"` first",
            near.name,
            kind.as_str()
        )),
        None => Ok((name, false)),
    }
}

/// Names that flags give, as the site spells them, each once. Of those that nobody knows yet there is a remark.
///
/// # Errors
/// One of them is nearly a name that the site has.
pub fn names(
    site: &Site,
    kind: TermKind,
    flag: &str,
    given: &[String],
    remarks: &mut Vec<String>,
) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for name in given {
        let (name, is_known) = spelled(site, kind, flag, name)?;
        if !is_known {
            remarks.push(format!("“{name}” is a new {}: look at its spelling", kind.as_str()));
        }
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}
