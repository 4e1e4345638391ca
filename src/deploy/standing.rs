//! Whether a folder that no build has just made holds a whole site, without its texts.
//!
//! Its sitemaps tell: they name each page that search engines may know, so where a share of the site is missing some of those are.
#![allow(clippy::disallowed_methods)] // an edge: reads sitemaps

use std::fmt;

use super::files::Folder;
use super::rank::HOME;
use crate::address::uri;
use crate::config::{BaseUrl, Config};
use crate::output::sitemap::Locations;
use crate::paths::{OWNED, OutPath};

/// Why a folder is no whole site. Each is the end of a sentence that begins with the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfinished {
    /// Nothing in it is published.
    Empty,
    /// Files that are listed as newsprint's own are not there.
    Missing(Vec<String>),
    /// A file that each site has is not there.
    Without(String),
    /// Pages that a sitemap names are not there.
    Lacks {
        /// The sitemap.
        sitemap: String,
        /// The address of one of them.
        url: String,
        /// How many there are besides.
        more: usize,
        /// Whether its file is there and not listed as newsprint's own.
        is_unlisted: bool,
    },
    /// A sitemap names what stands at another address.
    Elsewhere {
        /// The sitemap.
        sitemap: String,
        /// What it names.
        url: String,
        /// Where the site will stand.
        base: String,
    },
    /// A sitemap cannot be read.
    Unreadable(String, String),
}

impl fmt::Display for Unfinished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("is empty: build the site into it first, or name another folder with --output")
            }
            Self::Missing(paths) => {
                let some: Vec<&str> = paths.iter().take(3).map(String::as_str).collect();
                let more = if paths.len() > some.len() { ", …" } else { "" };
                write!(
                    f,
                    "is no finished build: {OWNED} lists what is not there ({}{more})",
                    some.join(", ")
                )?;
                f.write_str("; build it again; where shares were put together, remove the list")
            }
            Self::Without(path) => write!(f, "is no finished build: it has no {path}"),
            Self::Lacks { sitemap, url, more, is_unlisted } => {
                let others = if *more > 0 { format!(" and {more} more") } else { String::new() };
                let what = format!("is no finished build: {sitemap} names {url}{others}");
                match is_unlisted {
                    true => write!(
                        f,
                        "{what}, which {OWNED} does not list; where shares were put together, remove the list"
                    ),
                    false => write!(f, "{what}, and there is no such page; are all shares in it?"),
                }
            }
            Self::Elsewhere { sitemap, url, base } => write!(
                f,
                "was built for another address: {sitemap} names {url}, and the site is to stand at {base}; build it again, or say --base-url"
            ),
            Self::Unreadable(path, why) => write!(f, "is no finished build: {path} cannot be read: {why}"),
        }
    }
}

/// Looks whether a folder is a whole site; gives the addresses of its sitemaps, which are those that search engines may know.
///
/// # Errors
/// Why it is none, as far as can be told.
pub fn addresses(folder: &Folder, config: &Config) -> Result<Vec<String>, Unfinished> {
    if folder.files.is_empty() && folder.missing.is_empty() {
        return Err(Unfinished::Empty);
    }
    if !folder.missing.is_empty() {
        return Err(Unfinished::Missing(folder.missing.clone()));
    }
    if !folder.has(HOME) {
        return Err(Unfinished::Without(HOME.to_owned()));
    }
    let base = &config.base_url;
    let mut all = Vec::new();
    for prefix in std::iter::once(String::new()).chain(config.languages.iter().map(|one| one.prefix())) {
        let sitemap = format!("{prefix}/sitemap.xml").trim_start_matches('/').to_owned();
        let named = read(folder, &sitemap)?;
        let Locations { is_index: true, addresses: parts } = named else {
            all.extend(whole(folder, base, &sitemap, named.addresses)?);
            continue;
        };
        for part in parts {
            let path = path_of(base, &sitemap, &part)?.unwrap_or(part);
            all.extend(whole(folder, base, &path, read(folder, &path)?.addresses)?);
        }
    }
    Ok(all)
}

/// A sitemap of the folder.
fn read(folder: &Folder, path: &str) -> Result<Locations, Unfinished> {
    let file = folder.file(path).ok_or_else(|| Unfinished::Without(path.to_owned()))?;
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string());
    text.and_then(|text| Locations::read(&text)).map_err(|why| Unfinished::Unreadable(path.to_owned(), why))
}

/// The addresses of a sitemap, when the folder has what stands at each.
fn whole(
    folder: &Folder,
    base: &BaseUrl,
    sitemap: &str,
    addresses: Vec<String>,
) -> Result<Vec<String>, Unfinished> {
    let mut lacking: Vec<(&String, Option<String>)> = Vec::new();
    for url in &addresses {
        let path = path_of(base, sitemap, url)?;
        if !path.as_ref().is_some_and(|path| folder.has(path)) {
            lacking.push((url, path));
        }
    }
    let Some((url, path)) = lacking.first() else { return Ok(addresses) };
    Err(Unfinished::Lacks {
        sitemap: sitemap.to_owned(),
        url: (*url).clone(),
        more: lacking.len() - 1,
        is_unlisted: path.as_ref().is_some_and(|path| folder.left_out.contains(path)),
    })
}

/// The file that stands at an address of the site; none when no file can.
fn path_of(base: &BaseUrl, sitemap: &str, url: &str) -> Result<Option<String>, Unfinished> {
    let root = base.absolute("/");
    match url.strip_prefix(&*uri(&root)) {
        Some(rest) => Ok(OutPath::of_url(&format!("/{rest}")).ok().map(|path| path.to_string())),
        None => Err(Unfinished::Elsewhere { sitemap: sitemap.to_owned(), url: url.to_owned(), base: root }),
    }
}
