//! Addresses that readers have and that this build takes away: pages of documents and terms that the last one had.
//!
//! What the list in the output folder holds of each page is asked, not the caches: the answer has to be whole when those are
//! lost. Nothing is said of what is held back, which every build lists, and of what was never live.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::sink::{PageMark, Sink};
use crate::content::Document;
use crate::content::document::Kind;
use crate::content::yaml::write;
use crate::output::Context;
use crate::paths::{OutPath, site_url};
use crate::site::{Site, Term, TermKind};

/// An address that is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Absolute.
    pub url: String,
    /// "article", "tag" …
    pub what: &'static str,
    /// Why.
    pub how: How,
    /// What keeps the address; none when nobody knows where the page went.
    pub kept_by: Option<KeptBy>,
}

/// What has to be written so that an address stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBy {
    /// In which file.
    pub file: String,
    /// In which entry of it, by its name, if it is a registry and has the entry.
    pub entry: Option<String>,
    /// The line.
    pub line: String,
}

/// Why an address is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Its file is there and has another address.
    Moved,
    /// Another file has its text, its title or its identity.
    Renamed,
    /// Nothing is there any more that is like it.
    Deleted,
}

/// A page that is live.
pub(super) struct LivePage<'k> {
    /// Where it is in the output.
    pub(super) path: OutPath,
    /// By what it is found again.
    pub(super) mark: PageMark,
    by: By<'k>,
}

#[derive(Clone, Copy)]
enum By<'k> {
    Document(&'k Document),
    Term(TermKind, &'k Term),
}

/// The pages of documents and terms that readers see, by path. What is shown only because drafts, or what is due later, are
/// asked for is none of them.
pub(super) fn shown(context: &Context) -> Vec<LivePage<'_>> {
    let mut shown: Vec<LivePage<'_>> = context.sites().flat_map(of_site).collect();
    shown.par_sort_by(|one, other| one.path.cmp(&other.path));
    shown.dedup_by(|one, other| one.path == other.path);
    shown
}

fn of_site(site: &Site) -> Vec<LivePage<'_>> {
    let is_live = |document: &Document| site.shown_though(document).is_none();
    let pages = site.all_pages().filter(|page| page.document.kind != Kind::Home);
    let pages = pages.map(|page| (&*page.document, &*page.url));
    let articles = site.articles.iter().map(|article| (&*article.document, &*article.url));
    let documents: Vec<_> = articles.chain(pages).collect();
    let shown = documents.into_par_iter().filter(|(document, _)| is_live(document));
    let mut shown: Vec<LivePage<'_>> = shown
        .filter_map(|(document, url)| {
            let path = OutPath::of_url(url).ok()?;
            Some(LivePage { path, mark: mark_of(document), by: By::Document(document) })
        })
        .collect();
    // Of articles that readers do not see there is none.
    let members: Vec<Option<u64>> = site
        .articles
        .par_iter()
        .map(|article| is_live(&article.document).then(|| PageMark::hash(&article.document.path)))
        .collect();
    for kind in TermKind::ALL {
        let terms = site.terms(kind).iter().map(|(_, term)| term);
        shown.extend(terms.filter_map(|term| of_term(kind, term, &members)));
    }
    shown
}

/// A term's page, unless it is a document's or shows drafts alone.
fn of_term<'k>(kind: TermKind, term: &'k Term, members: &[Option<u64>]) -> Option<LivePage<'k>> {
    if !term.has_page() || term.page.is_some() {
        return None;
    }
    let live = || term.articles.iter().filter_map(|id| members[id.0 as usize]);
    if live().next().is_none() && !term.articles.is_empty() {
        return None;
    }
    let mark = PageMark {
        kind: letter_of_term(kind),
        file: PageMark::hash(&term.key),
        title: PageMark::hash(&term.name),
        // Whatever their order.
        body: live().fold(0, u64::wrapping_add) & PageMark::BITS,
        id: 0,
    };
    Some(LivePage { path: OutPath::of_url(&term.url).ok()?, mark, by: By::Term(kind, term) })
}

fn mark_of(document: &Document) -> PageMark {
    let id = document.front.rare().id.as_deref();
    PageMark {
        kind: letter(document.kind),
        file: PageMark::hash(&document.path),
        title: PageMark::hash(&document.front.title),
        body: if document.facts.words > 0 { document.body_hash.0 as u64 & PageMark::BITS } else { 0 },
        id: id.map_or(0, PageMark::hash),
    }
}

fn letter(kind: Kind) -> char {
    match kind {
        Kind::Article => 'a',
        Kind::Edition => 'e',
        Kind::Page => 'p',
        Kind::Topic => letter_of_term(TermKind::Topic),
        Kind::Story => letter_of_term(TermKind::Story),
        Kind::Home => 'h',
    }
}

fn letter_of_term(kind: TermKind) -> char {
    match kind {
        TermKind::Topic => 't',
        TermKind::Tag => 'k',
        TermKind::Source => 'o',
        TermKind::Author => 'w',
        TermKind::Story => 's',
    }
}

fn name_of(letter: char) -> Option<&'static str> {
    Some(match letter {
        'a' => "article",
        'e' => "edition",
        'p' => "page",
        't' => "topic",
        'k' => "tag",
        'o' => "source",
        'w' => "author",
        's' => "story",
        _ => return None,
    })
}

/// The pages that readers have and that are about to go, by path. `live` are the pages that there will be.
pub(super) fn gone(context: &Context, sink: &Sink, live: &[LivePage<'_>], outputs: &[&OutPath]) -> Vec<Gone> {
    let old = sink.gone(outputs);
    if old.is_empty() {
        return Vec::new();
    }
    let held: HashSet<u64> =
        context.sites().flat_map(|site| site.held.iter()).map(|held| PageMark::hash(&held.path)).collect();
    let old: Vec<_> = old.into_iter().filter(|(_, mark)| !held.contains(&mark.file)).collect();
    let index = Index::of(sink, live, old.iter().map(|(_, mark)| mark));
    let base = &context.site().config.base_url;
    let one = |(path, mark): &(OutPath, PageMark)| {
        let what = name_of(mark.kind)?;
        let found = index.find(mark);
        let how = found.as_ref().map_or(How::Deleted, |(how, _)| *how);
        let kept_by = found.and_then(|(_, shown)| kept_by(context, path, shown));
        Some(Gone { url: base.absolute(&site_url(path.as_str())), what, how, kept_by })
    };
    old.iter().filter_map(one).collect()
}

/// What pages are compared by, one after the other: the first that one old page and one new one share tells.
const WAYS: [(How, Hash); 4] = [
    (How::Moved, |mark| mark.file),
    (How::Renamed, |mark| mark.id),
    (How::Renamed, |mark| mark.body),
    (How::Renamed, |mark| mark.title),
];

type Hash = fn(&PageMark) -> u64;

/// How many old pages have a hash, and the live pages that have it, by the number of the way, the kind and the hash.
struct Index<'a>(BTreeMap<(usize, char, u64), (usize, Vec<&'a LivePage<'a>>)>);

impl<'a> Index<'a> {
    fn of<'m>(sink: &Sink, live: &'a [LivePage<'a>], old: impl Iterator<Item = &'m PageMark>) -> Self {
        let mut index: BTreeMap<_, (usize, Vec<_>)> = BTreeMap::new();
        for mark in old {
            for (number, (_, hash)) in WAYS.iter().enumerate() {
                index.entry((number, mark.kind, hash(mark))).or_default().0 += 1;
            }
        }
        for shown in live {
            // What was there before is not what another became.
            let is_new = !sink.owns(&shown.path);
            for (number, (how, hash)) in WAYS.iter().enumerate() {
                let hash = hash(&shown.mark);
                if hash != 0
                    && (is_new || *how == How::Moved)
                    && let Some((_, pages)) = index.get_mut(&(number, shown.mark.kind, hash))
                {
                    pages.push(shown);
                }
            }
        }
        Self(index)
    }

    /// The page that an old one has become, if it can be told.
    fn find(&self, mark: &PageMark) -> Option<(How, &'a LivePage<'a>)> {
        WAYS.iter().enumerate().find_map(|(number, (how, hash))| {
            match self.0.get(&(number, mark.kind, hash(mark)))? {
                (1, pages) if pages.len() == 1 => Some((*how, pages[0])),
                _ => None,
            }
        })
    }
}

/// The file that can keep an address, and what to write in it.
fn kept_by(context: &Context, old: &OutPath, shown: &LivePage<'_>) -> Option<KeptBy> {
    match shown.by {
        By::Document(document) => {
            let plain =
                old.as_str().strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/'));
            let address = format!("/{}", plain.unwrap_or(old.as_str()));
            let line = aliases(&document.front.rare().aliases, &address);
            Some(KeptBy { file: document.path.to_string(), entry: None, line })
        }
        By::Term(kind, term) => {
            let registry = kind.registry()?;
            let site = context.sites().find(|site| site.terms(kind).find(&term.name).is_some())?;
            let permalinks = &site.config.permalinks;
            let pattern = match kind {
                TermKind::Tag => &permalinks.tag,
                TermKind::Source => &permalinks.source,
                _ => &permalinks.author,
            };
            let mut segments = old.as_str().split(['/', '.']).filter(|segment| !segment.is_empty());
            let slug =
                segments.find(|slug| OutPath::of_url(&pattern.expand_slug(slug)).as_ref() == Ok(old))?;
            let file = registry.path().to_owned();
            Some(match &term.entry {
                Some(entry) => {
                    KeptBy { file, entry: Some(term.name.clone()), line: aliases(&entry.aliases, slug) }
                }
                None => {
                    let line =
                        format!("- {{name: {}, {}}}", write::scalar(&term.name, true), aliases(&[], slug));
                    KeptBy { file, entry: None, line }
                }
            })
        }
    }
}

/// The line of all aliases that there were and one more.
fn aliases(there: &[String], new: &str) -> String {
    let all: Vec<&str> = there.iter().map(String::as_str).chain([new]).collect();
    format!("aliases: {}", write::list(&all))
}
