//! Which documents are live, and the address of each.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use rayon::prelude::*;

use super::civil;
use super::links::HeldTarget;
use super::over;
use super::visibility::{self, Flags, Held, Reason};
use crate::address::to_path;
use crate::config::Config;
use crate::content::{Document, Kind, Slug};
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::kept_for;
use crate::source::File;

/// A live document and where it will stand.
pub(super) struct Placed {
    pub(super) document: Arc<Document>,
    pub(super) file: Arc<File>,
    pub(super) url: Arc<str>,
}

impl Placed {
    /// The slug of its address; whatever is placed has one.
    pub(super) fn slug(&self) -> Slug {
        slug_of(&self.document).unwrap_or_else(|| unreachable!("what has no slug is not placed"))
    }
}

/// The documents by what becomes of them.
#[derive(Default)]
pub(super) struct Separated {
    pub(super) live: Vec<(Arc<Document>, Arc<File>)>,
    /// Their links are followed, for what is to be said of them; nothing is made of them.
    pub(super) broken: Vec<Arc<Document>>,
    pub(super) held: Vec<Held>,
    /// The documents of `held`, in its order.
    pub(super) held_documents: Vec<Arc<Document>>,
    /// Those of them that were published before they were taken back: their addresses stay.
    pub(super) withdrawn: Vec<(Arc<Document>, Arc<File>)>,
    /// The next moment at which one of them becomes something else.
    pub(super) next_due: Option<i64>,
}

/// Says what is wrong in each document, and what becomes of it at `now` (seconds since 1970). What is held back
/// never stops a build: its errors are warnings.
pub(super) fn separate(
    documents: Vec<(Arc<Document>, Arc<File>)>,
    config: &Config,
    (now, flags): (i64, Flags),
    diagnostics: &mut Vec<Diagnostic>,
) -> Separated {
    let mut separated = Separated { live: Vec::with_capacity(documents.len()), ..Separated::default() };
    let next = |document: &Document| {
        visibility::next_due(document, now).into_iter().chain(over::next(document, config, now)).min()
    };
    let visible = documents
        .par_iter()
        .with_min_len(1024)
        .map(|(document, _)| (visibility::reason(document, now, flags), next(document)));
    let visible: Vec<_> = visible.collect();
    for ((document, file), (reason, next_due)) in documents.into_iter().zip(visible) {
        separated.next_due = next_due.into_iter().chain(separated.next_due).min();
        diagnostics.extend(visibility::problems(&document, reason.is_some()));
        if matches!(reason, None | Some(Reason::Withdrawn(_))) {
            diagnostics.extend(super::to_come::said(&document, now));
        }
        match reason {
            Some(reason) => {
                separated.held.push(Held {
                    path: document.path.to_string(),
                    title: document.front.title.to_string(),
                    slug: super::terms::key(&document.name().slug_text),
                    reason,
                });
                // The home page has no address of its own to be told at.
                if matches!(reason, Reason::Withdrawn(_))
                    && document.kind != Kind::Home
                    && visibility::besides_withdrawal(&document, now, flags).is_none()
                {
                    separated.withdrawn.push((Arc::clone(&document), file));
                }
                separated.held_documents.push(document);
            }
            None if document.is_broken() => separated.broken.push(document),
            None => separated.live.push((document, file)),
        }
    }
    separated
}

/// Gives every live document its address; articles come first, in the order of the site. `addresses` are the addresses that
/// documents were given before.
pub(super) fn place(
    live: Vec<(Arc<Document>, Arc<File>)>,
    config: &Config,
    addresses: &(dyn Fn(&Arc<Document>) -> Option<Arc<str>> + Sync),
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Placed> {
    let placed: Vec<Result<Placed, Diagnostic>> = live
        .into_par_iter()
        .map(|(document, file)| match addresses(&document) {
            Some(url) => Ok(Placed { document, file, url }),
            None => place_one(document, file, config),
        })
        .collect();
    // With what decides mostly beside each: looking it up in the documents takes longer than the sorting.
    let order = |place: &Placed| (place.document.kind != Kind::Article, Reverse(moment(&place.document)));
    let mut placed: Vec<_> = placed
        .into_iter()
        .filter_map(|placed| placed.map_err(|problem| diagnostics.push(problem)).ok())
        .map(|place| (order(&place), place))
        .collect();
    placed.par_sort_unstable_by(|(one, first), (two, second)| {
        one.cmp(two).then_with(|| by_date(&first.document, &second.document))
    });
    let mut placed: Vec<Placed> = placed.into_iter().map(|(_, place)| place).collect();
    diagnostics.extend(one_home(&mut placed));
    placed
}

/// The order of the site: newest first, then by path.
pub(super) fn by_date(one: &Document, two: &Document) -> Ordering {
    moment(two).cmp(&moment(one)).then_with(|| one.path.cmp(&two.path))
}

fn moment(document: &Document) -> i64 {
    document.front.date.map_or(0, |date| date.timestamp)
}

/// Leaves one text of the home page, that without a language in its name, and says of the others that there can be one.
fn one_home(placed: &mut Vec<Placed>) -> Vec<Diagnostic> {
    let homes = placed.iter().filter(|place| place.document.kind == Kind::Home);
    let paths = homes.map(|place| &place.document.path);
    let Some(kept) = paths.min_by_key(|path| (path.len(), Arc::clone(path))).cloned() else {
        return Vec::new();
    };
    let mut said = Vec::new();
    placed.retain(|Placed { document, .. }| {
        let is_kept = document.kind != Kind::Home || document.path == kept;
        if !is_kept {
            let message = format!("this file and {kept} are both the text of the home page");
            let hint = "keep one of them; a language has a home page of its own when `languages:` in newsprint.yaml names it";
            let problem = Diagnostic::error(Code::PathClash, message).in_file(&*document.path);
            said.push(problem.label_in(&kept, None, "the other text").hint(hint));
        }
        is_kept
    });
    said
}

fn place_one(document: Arc<Document>, file: Arc<File>, config: &Config) -> Result<Placed, Diagnostic> {
    let Some(slug) = slug_of(&document) else {
        return Err(Diagnostic::error(Code::NoSlug, "no address can be made of this file's name")
            .in_file(&*document.path)
            .hint("use letters or digits in the name, or write `slug:` in the front matter"));
    };
    let url = Arc::from(address(&document, &slug, config));
    if let Some(whom) = kept_for(&to_path(&url)) {
        let message = format!("the address `{}` is kept for {whom}", to_path(&url));
        return Err(Diagnostic::error(Code::Path, message)
            .in_file(&*document.path)
            .hint("choose another `slug:` or `url:`, or another name for the file"));
    }
    Ok(Placed { document, file, url })
}

fn slug_of(document: &Document) -> Option<Slug> {
    document.front.rare().slug.clone().or_else(|| Slug::new(&document.name().slug_text))
}

/// The address of a document that is no home page; none when it has no slug.
pub fn address_of(document: &Document, config: &Config) -> Option<String> {
    slug_of(document).map(|slug| address(document, &slug, config))
}

/// The addresses that a document has when it is not held back; the home page is at its own whatever becomes of it.
pub(super) fn addresses(document: &Document, config: &Config) -> impl Iterator<Item = Box<str>> {
    let slug = slug_of(document).filter(|_| document.kind != Kind::Home);
    let own = slug.map(|slug| address(document, &slug, config).into());
    document.front.rare().aliases.iter().map(|alias| alias.as_str().into()).chain(own)
}

fn address(document: &Document, slug: &Slug, config: &Config) -> String {
    let front = &document.front;
    if let Some(url) = &front.rare().url {
        return url.to_string();
    }
    let permalinks = &config.permalinks;
    let pattern = match document.kind {
        Kind::Home => return "/".to_owned(),
        Kind::Topic => &permalinks.topic,
        Kind::Story => &permalinks.story,
        Kind::Edition => &permalinks.edition,
        Kind::Page => {
            // `pages/legal/imprint.md` keeps its folder.
            let inside = document.path.strip_prefix("content/pages/").unwrap_or(&document.path);
            let folders: Vec<&str> = inside.split('/').collect();
            let depth = folders.len() - if document.name().bundle { 2.min(folders.len()) } else { 1 };
            let folders: Vec<String> = folders[..depth]
                .iter()
                .filter_map(|folder| Slug::new(folder))
                .map(|folder| folder.to_string())
                .chain([slug.to_string()])
                .collect();
            return permalinks.page.expand_slug(&folders.join("/"));
        }
        Kind::Article => {
            let of_type = permalinks.by_type.iter().find(|(kind, _)| *kind == front.article_type);
            of_type.map_or(&permalinks.article, |(_, pattern)| pattern)
        }
    };
    let date = front.date.map_or((0, 0, 0), |date| civil(config.timezone, date.timestamp));
    pattern.expand(date, slug.as_str(), front.article_type.as_str())
}

impl HeldTarget {
    pub(super) fn new(reason: Reason, document: &Document) -> Self {
        Self {
            why: reason.describe(),
            article: document.kind == Kind::Article,
            is_gone: matches!(reason, Reason::Withdrawn(_) | Reason::Expired(_)),
            comes_due: matches!(reason, Reason::NotYet(_)),
            headings: (!document.facts.raw_html).then(|| document.facts.heading_ids.clone()),
        }
    }
}
