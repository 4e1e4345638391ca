//! Where links and pictures lead: to documents, to files beside them, to `static/`, or out of the site.
//!
//! [`Links::resolve`] is the one way to ask, for checking when the site is assembled and for printing
//! when a body is rendered ([`Resolver`]).

mod anchors;
mod by_name;
mod changed;
mod dead;
mod lookups;
mod nearest;
mod resolver;
mod targets;
mod written;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::pictures::{Published, is_derivable};
use super::{ArticleId, Picture};
use crate::address::{nfc, of_path, to_path};
use crate::config::{Attachments, BaseUrl, Pictures};
use crate::content::Lines;
use crate::content::markdown::{self, scheme};
use crate::hash::{Digest, FastMap};
use crate::source::File;

pub use by_name::relative;
pub(super) use by_name::{Names, from_file, named};
pub(super) use dead::Dead;
pub(super) use lookups::{Lookups, mark};
pub use resolver::Resolver;
pub(super) use targets::Targets;
use written::copy_url;
pub use written::escaped;
pub use written::{decoded_url, is_outside, join, split_suffix};

/// A file that documents may show or link to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedFile {
    /// None for a file of the embedded theme.
    pub file: Option<Arc<File>>,
    /// Whether it is in `content/` and has to be copied beside what shows it.
    pub beside: bool,
    /// Pixels of what is published, when it is a picture that says so.
    pub size: Option<(u32, u32)>,
    /// Of its bytes.
    pub hash: Digest,
}

/// Those of them that are files of the site, by address.
pub(super) fn files(linked: &[(String, LinkedFile)]) -> impl Iterator<Item = (&str, &File)> {
    linked.iter().filter_map(|(url, linked)| Some((&**url, linked.file.as_deref()?)))
}

impl LinkedFile {
    /// A file of the site; `beside` says whether it is in `content/`.
    pub fn new(file: &Arc<File>, beside: bool, pictures: &Pictures) -> Self {
        let size = Published::of(file, pictures).size;
        Self { file: Some(Arc::clone(file)), beside, size, hash: file.hash }
    }

    /// Whether it is a picture of points.
    pub(super) fn is_raster(&self) -> bool {
        self.file.as_deref().is_some_and(|file| file.holds.is_raster())
    }

    /// Whether files can be made of it.
    pub(super) fn is_derivable(&self) -> bool {
        self.file.as_deref().is_some_and(is_derivable)
    }
}

/// What stands for a live document among the targets of links: it stays the same whatever comes and goes around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentId(pub(super) u32);

/// A document that links may name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// It has a page.
    Live {
        /// Where, without base path.
        url: Arc<str>,
        /// Whether it is an article.
        is_article: bool,
        /// Which it is.
        document: DocumentId,
    },
    /// It is held back.
    Held(Arc<HeldTarget>),
    /// There is such a file, and something else is wrong with it.
    Unreadable,
}

/// A document that is held back, as links see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTarget {
    /// Why.
    pub why: String,
    /// Whether it would be an article.
    pub article: bool,
    /// Whether it will never be shown again as things stand: it was taken back, or has expired.
    pub is_gone: bool,
    /// Whether it will be shown without anybody doing anything: then what is wrong with a link to it is wrong today.
    pub comes_due: bool,
    /// The ids of its headings; none when it holds raw HTML, which may bring others.
    pub headings: Option<Lines>,
}

/// Where a link or picture leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination<'a> {
    /// Out of the site, or to a mail address: as written.
    Outside,
    /// To an address of the site that is written as such: without base path, with `#part` and `?query`.
    Path(&'a str),
    /// To a document.
    Document {
        /// Its address without base path.
        url: &'a Arc<str>,
        /// Which article it is.
        article: Option<ArticleId>,
        /// Its number among the live documents.
        document: u32,
        /// `#part`, `?query` or nothing.
        suffix: &'a str,
    },
    /// To a document that is held back, with `#part`, `?query` or nothing.
    Held(&'a HeldTarget, &'a str),
    /// To a file with an error of its own, which is said there.
    Unreadable,
    /// To a file: its address without base path, and the file.
    File(String, LinkedFile),
}

/// An article that a link names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkedArticle {
    /// One that is live.
    Live(ArticleId),
    /// One that is held back.
    Held,
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// There is no such file; perhaps this one was meant.
    Missing(Option<String>),
    /// There is nothing at this path, and what was written is surely no name of a file (`Dead`).
    Dead(String),
    /// Two files have that name without its date.
    Ambiguous(String, String),
    /// It leads out of `content/`.
    OutOfContent,
}

/// Everything that links can lead to.
#[derive(Debug, Default)]
pub struct Links {
    /// Documents.
    pub(super) targets: Targets,
    /// Files of `content/` that are not documents, by path, composed (NFC) whatever form it has on the disk.
    pub(super) files: Arc<BTreeMap<Arc<str>, LinkedFile>>,
    /// Files of `static/`, by address (`/img/map.png`).
    pub(super) statics: Arc<BTreeMap<String, LinkedFile>>,
    /// What is held back, by the addresses that it has, had or would have.
    pub(super) held_at: Arc<FastMap<Box<str>, Arc<HeldTarget>>>,
    /// Files by what texts may call them, if any text has a link by a name.
    pub(super) names: Names,
    /// The schemes that links may have.
    pub(super) schemes: Vec<String>,
    /// Which of the files of `content/` a text may publish.
    pub(super) attachments: Attachments,
    /// Where the site stands: an address of it may be written in full.
    pub(super) base: BaseUrl,
}

/// The document in which a link stands.
#[derive(Debug, Clone, Copy)]
pub struct From<'a> {
    /// Its path.
    pub path: &'a str,
    /// Its address, where files beside it are copied to.
    pub url: &'a str,
    /// Takes what is looked up.
    lookups: Option<&'a Lookups>,
}

impl<'a> From<'a> {
    /// The document at a path, with its address.
    pub fn new(path: &'a str, url: &'a str) -> Self {
        Self { path, url, lookups: None }
    }

    /// The same; what is looked up for it is noted.
    pub(super) fn noting(self, lookups: &'a Lookups) -> Self {
        Self { lookups: Some(lookups), ..self }
    }

    fn note(self, name: &str) {
        if let Some(lookups) = self.lookups {
            lookups.note(name);
        }
    }
}

impl Links {
    /// Where `href` leads that stands in `from`.
    ///
    /// # Errors
    /// [`Broken`] when it leads nowhere.
    pub fn resolve<'a>(&'a self, from: From<'_>, href: &'a str) -> Result<Destination<'a>, Broken> {
        let href = match is_outside(href) {
            true => match self.own(href) {
                Some(inside) => inside,
                None => return Ok(Destination::Outside),
            },
            false => href,
        };
        let (path, suffix) = split_suffix(href);
        let decoded = to_path(path);
        let known = decoded.starts_with('/').then(|| {
            from.note(&decoded);
            self.statics.get(&*decoded)
        });
        let full = match known {
            Some(Some(file)) => return Ok(Destination::File(of_path(&decoded).into_owned(), file.clone())),
            // From the root of the site's folder, or of `content/`, as editors complete it.
            Some(None) if decoded.ends_with(".md") => {
                let inside = decoded.trim_start_matches('/');
                join("content/", inside.strip_prefix("content/").unwrap_or(inside))
            }
            Some(None) => {
                let address = of_path(&decoded);
                from.note(&address);
                return Ok(match self.held_at(&address) {
                    Some(held) => Destination::Held(held, suffix),
                    None => Destination::Path(href),
                });
            }
            None => join(from.path, &decoded),
        }
        .ok_or(Broken::OutOfContent)?;
        let full = nfc(&full).into_owned();
        if let Some(target) = self.target(from, &full)? {
            return Ok(match target {
                Target::Live { url, is_article, document } => {
                    let document = self.number(*document);
                    let article = is_article.then_some(ArticleId(document));
                    Destination::Document { url, article, document, suffix }
                }
                Target::Held(held) => Destination::Held(held, suffix),
                Target::Unreadable => Destination::Unreadable,
            });
        }
        match self.files.get(full.as_str()) {
            Some(file) => Ok(Destination::File(copy_url(from.url, &decoded), file.clone())),
            // What a site may have thousands of is not compared with the name of each file.
            None if Dead::of(href).is_some() => Err(Broken::Dead(full)),
            None => Err(Broken::Missing(self.nearest(&full))),
        }
    }

    /// Which article a link names, by its file or by its address.
    pub fn article(&self, from: From<'_>, href: &str) -> Option<LinkedArticle> {
        match self.resolve(from, href).ok()? {
            Destination::Document { article, .. } => article.map(LinkedArticle::Live),
            Destination::Held(held, _) => held.article.then_some(LinkedArticle::Held),
            Destination::Path(inside) => self.at_address(Some(from), inside).map(LinkedArticle::Live),
            Destination::Outside | Destination::Unreadable | Destination::File(..) => None,
        }
    }

    /// Whether the site lets a link have the scheme that this address has.
    pub fn allows(&self, href: &str) -> bool {
        scheme(href).is_none_or(|scheme| self.schemes.iter().any(|allowed| **allowed == *scheme))
    }

    /// The address without base path of a page of this site that is named in full; none when it is none.
    pub fn own<'h>(&self, href: &'h str) -> Option<&'h str> {
        let BaseUrl { origin, path } = &self.base;
        let inside = href.strip_prefix(origin.as_str())?.strip_prefix(path.trim_end_matches('/'))?;
        inside.starts_with('/').then_some(inside)
    }

    /// The file of the document at an address without base path.
    pub fn file_at(&self, address: &str) -> Option<&str> {
        let ArticleId(number) = self.at_address(None, address)?;
        let is_it = |target: &Target| match target {
            Target::Live { is_article, document, .. } => *is_article && self.number(*document) == number,
            _ => false,
        };
        let found = self.targets.by_path.iter().filter(|(_, target)| is_it(target));
        found.map(|(path, _)| &**path).min()
    }

    /// The addresses at which something held back stands, stood or would stand.
    pub fn held_addresses(&self) -> impl Iterator<Item = &str> {
        self.held_at.keys().map(|address| &**address)
    }

    /// What is held back and stands, stood or would stand at an address, given as it is printed.
    pub fn held_at(&self, path: &str) -> Option<&HeldTarget> {
        if self.held_at.is_empty() {
            return None;
        }
        let path = path.strip_suffix("index.html").filter(|path| path.ends_with('/')).unwrap_or(path);
        let with_slash = || self.held_at.get(format!("{path}/").as_str());
        self.held_at.get(path).or_else(with_slash).map(|held| &**held)
    }

    /// The article at an address of the site, in any spelling that hosts take for it.
    pub(super) fn at_address(&self, from: Option<From<'_>>, href: &str) -> Option<ArticleId> {
        let path = to_path(split_suffix(href).0);
        let path = of_path(&path);
        let path = path.strip_suffix("index.html").filter(|path| path.ends_with('/')).unwrap_or(&path);
        let with_slash = || {
            let path = format!("{path}/");
            from.iter().for_each(|from| from.note(&path));
            self.targets.articles.get(path.as_str())
        };
        from.iter().for_each(|from| from.note(path));
        let document = self.targets.articles.get(path).or_else(with_slash)?;
        Some(ArticleId(self.number(*document)))
    }

    /// Whether there is a document of which nothing is made because of its errors.
    pub fn is_incomplete(&self) -> bool {
        self.targets.by_path.values().any(|target| *target == Target::Unreadable)
    }

    /// The number that a live document has now: those of a language first, in their order, then those of the others.
    pub(super) fn number(&self, DocumentId(id): DocumentId) -> u32 {
        self.targets.numbers.get(id as usize).copied().unwrap_or(id)
    }

    /// What the file of a document is to links.
    pub(super) fn target_of(&self, file: &str) -> Option<&Target> {
        self.targets.at(file)
    }

    fn target(&self, from: From<'_>, path: &str) -> Result<Option<&Target>, Broken> {
        from.note(path);
        if let Some(target) = self.targets.by_path.get(path) {
            return Ok(Some(target));
        }
        let index = format!("{}/index.md", path.trim_end_matches('/'));
        from.note(&index);
        if let Some(target) = self.targets.by_path.get(index.as_str()) {
            return Ok(Some(target));
        }
        match self
            .targets
            .undated
            .get(path)
            .or_else(|| self.targets.undated.get(index.as_str()))
            .map(Vec::as_slice)
        {
            None | Some([]) => Ok(None),
            Some([one]) => Ok(self.targets.by_path.get(one)),
            Some([one, two, ..]) => Err(Broken::Ambiguous(one.to_string(), two.to_string())),
        }
    }

    /// The address of a picture. A tag of a template language that stands for the site's root (`{{ site.baseurl }}/a.png`) is
    /// that root, if the picture is there.
    pub(super) fn address_of_picture<'s>(&self, src: &'s str) -> Cow<'s, str> {
        let means = || markdown::path_of(src).filter(|path| self.statics.contains_key(&*to_path(path)));
        match markdown::holds(src).then(means).flatten() {
            Some(path) => Cow::Owned(path),
            None => Cow::Borrowed(src),
        }
    }

    /// The picture at `src`, which stands in `from`.
    ///
    /// # Errors
    /// [`Broken`] when there is no such file.
    pub fn picture(&self, from: From<'_>, src: &str) -> Result<Picture, Broken> {
        match self.resolve(from, &self.address_of_picture(src)).map_err(|broken| self.missing(broken))? {
            Destination::Outside => Ok(Picture::elsewhere(src)),
            Destination::File(url, file) => Ok(Picture::ours(&url, &file)),
            _ => Err(Broken::Missing(None)),
        }
    }
}
