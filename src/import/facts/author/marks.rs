//! Bylines that a page marks as such, by the names of its elements or by a link to an author's page.

use super::super::date;
use super::super::head::{self, Line};
use super::super::line as tidied;
use super::names;
use crate::import::block::{Inline, Span};
use crate::import::newsroom::byline::{self, is_name, is_organisation};

/// By how many elements around a line its marks may stand.
const LEVELS: usize = 3;
/// How many nodes of a line are looked at.
const NODES: usize = 60;

/// Names of an element that holds a byline.
fn is_author_mark(marks: &str) -> bool {
    const NO: &str = "authority authoriz authoris co-author-image author-image author-img avatar author-bio \
    author_bio author-social author-date author-title author-role author-position author-job \
    comment";
    const YES: &str = "author byline by-line writer autor auteur verfasser attribution contributor creator-name \
    posted-by dc:creator";
    YES.split(' ').any(|name| marks.contains(name)) && !NO.split(' ').any(|name| marks.contains(name))
}

/// Whether a line stands in an element that is marked as one of an author.
pub(super) fn is_marked(line: &Line<'_>) -> bool {
    (0..LEVELS).any(|level| is_author_mark(&line.marks(level)))
}

/// Whether the element around a line is marked as one of an author.
pub(super) fn is_marked_around(line: &Line<'_>) -> bool {
    is_author_mark(&line.marks(1))
}

/// A name in an element that is marked as one of an author.
pub(super) fn marked(line: &Line<'_>) -> Option<String> {
    let level = (0..=LEVELS).find(|level| is_author_mark(&line.marks(*level)));
    let inner = || line.inner.iter().take(NODES).any(|node| is_author_mark(&head::marks(node)));
    let is_inner = level.is_none() && inner();
    if level.is_none() && !is_inner {
        return None;
    }
    // Names in elements of their own have nothing between them in the page's source.
    if line.parts.len() > 1 && line.parts.iter().all(|part| is_name(part)) {
        return Some(line.parts.join(", "));
    }
    let part = line.parts.iter().map(|part| names::cut(part)).find(|part| is_name(part));
    let whole = || {
        let cut = names::cut(&line.text());
        let is_short = (1..=6).contains(&cut.split_whitespace().count());
        let first = cut.split(',').next().unwrap_or("").trim();
        // What is marked as a name is one, even of one word or of a team.
        let is_capital = |word: &str| word.starts_with(char::is_uppercase);
        let is_marked = level == Some(0)
            && names::is_spelled(&cut)
            && !is_organisation(&cut)
            && !date::is_label(&cut)
            && (line.marks(0).contains("name") && is_capital(&cut)
                || cut.split(' ').count() <= 3 && cut.split(' ').all(is_capital));
        (is_short && (is_name(first) || is_marked)).then_some(cut)
    };
    whole().or(part)
}

/// Whether a text is a name, or several.
fn is_one_or_more(text: &str) -> bool {
    is_name(text) || byline::read(text).is_some_and(|byline| byline.people.len() > 1)
}

/// Folders of sites that hold pages of authors.
const FOLDERS: &str = "author authors autor autoren autores auteur auteurs autore autori writer writers \
    contributor contributors profile profiles people person staff journalist journalists \
    reporter reporters columnist columnists by byline team our-team experts editors avtor \
    avtory bio bios";

/// The text of a link to an author's page.
pub(super) fn linked(text: &Inline) -> Option<String> {
    text.0.iter().find_map(|span| match span {
        Span::Link { href, text } => {
            let path = url::Url::parse(href).ok()?;
            let mut parts: Vec<&str> = path.path_segments()?.filter(|part| !part.is_empty()).collect();
            // The last one is the person.
            parts.pop()?;
            let name = names::cut(&tidied(&text.text()));
            (parts.iter().any(|part| FOLDERS.split(' ').any(|folder| folder == part.to_lowercase()))
                && is_one_or_more(names::without_label(&name)))
            .then(|| names::without_label(&name).to_owned())
        }
        Span::Emphasis(inner) | Span::Strong(inner) => linked(inner),
        _ => None,
    })
}
