//! The byline that readers see: around the headline, or below the text where it says that it is one.

use super::super::head::{Line, Side, Stand};
use super::super::{Found, Provenance, Sources};
use super::marks::{is_marked, is_marked_around, linked, marked};
use super::names;
use crate::import::beside::is_of_comments;
use crate::import::block::Span;
use crate::import::facts::date;
use crate::import::html::Kind;
use crate::import::newsroom::byline::{self, is_name};

/// The longest byline, in characters.
const LONGEST: usize = 160;
/// How many words a line may have that dates the name beside it.
const NEAR: usize = 12;
/// By how many elements around a line a box may be.
const LEVELS: usize = 4;
/// How many elements of a line are looked at.
const PARTS: usize = 30;

/// How a line is known to be a byline, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum How {
    /// It says so.
    Said,
    /// It links to an author's page.
    Linked,
    /// It is marked as one in the page.
    Marked,
    /// It says so, below the text.
    Below,
    /// It is a name beside the date.
    Beside,
    /// It is a name that stands elsewhere in the page as well: beside a portrait, or above the author's life.
    Alone,
    /// It says so, and stands neither between headline and text nor at the text's end.
    Elsewhere,
}

/// A byline as readers see it.
pub(super) struct Seen {
    pub(super) text: String,
    pub(super) place: &'static str,
    how: How,
}

impl Seen {
    /// Whether it says that it is a byline.
    pub(super) fn is_said(&self) -> bool {
        self.how == How::Said
    }

    pub(super) fn found(self) -> Found<String> {
        let provenance = if self.how >= How::Beside { Provenance::Guessed } else { Provenance::Visible };
        Found::new(self.text, provenance, self.place)
    }
}

/// The surest byline, of equal ones the nearest to the headline.
///
/// Where the page says below its headline that its staff wrote the text, a name that stands elsewhere is none of an author.
pub(super) fn read(sources: &Sources<'_>, outlet: Option<&str>) -> Option<Seen> {
    let lines = &sources.lines;
    let is_below_headline = |line: &&Line<'_>| line.side == Side::Head && !line.is_above;
    let is_of_staff = lines
        .iter()
        .filter(is_below_headline)
        .any(|line| byline::is_unsigned(&line.text(), outlet) || byline::is_staff(&line.text()));
    let at = |number: usize| lines.iter().find(|line| line.at == number);
    let mut best: Option<(Seen, &Line<'_>)> = None;
    for line in lines.iter() {
        let before = line.at.checked_sub(1).and_then(at);
        let Some((text, how)) = candidate(sources, line, before, at(line.at + 1)) else { continue };
        let how = if is_apart(line) { How::Elsewhere } else { how };
        if is_of_staff && how >= How::Beside {
            continue;
        }
        if best.as_ref().is_none_or(|(best, _)| how < best.how) {
            let place = match how {
                How::Said | How::Below => "a line that says so",
                How::Linked => "a link to the author's page",
                How::Marked => "a line that is marked as byline",
                How::Beside => "a name beside the date",
                How::Alone => "a name beside the headline",
                How::Elsewhere => "a line that stands apart from the text",
            };
            best = Some((Seen { text, place, how }, line));
        }
    }
    let (mut best, line) = best?;
    if matches!(best.how, How::Said | How::Linked | How::Marked) {
        for name in beside(line, at) {
            best.text = format!("{}, {name}", best.text);
        }
    }
    Some(best)
}

/// Further names, each in an element of its own right behind the first one's, within one that is marked as a byline.
fn beside<'a>(line: &Line<'a>, at: impl Fn(usize) -> Option<&'a Line<'a>>) -> Vec<String> {
    /// More are a list of members.
    const MOST: usize = 12;
    let around = |line: &Line<'_>| line.node.parent().map(|parent| parent.id);
    if !is_marked_around(line) {
        return Vec::new();
    }
    let behind = (line.at + 1..=line.at + MOST).map_while(at);
    let own = behind.take_while(|next| around(next) == around(line) && !is_other(&next.text()));
    let names = own.map(|next| names::without_label(&names::cut(&next.text())).to_owned());
    names.filter(|name| is_name(name) && !line.text().contains(name.as_str())).collect()
}

/// Whether a line is of something else: a box, readers' comments, another article.
fn is_of_another(line: &Line<'_>) -> bool {
    const BOXES: &[&str] = &["newsletter", "podcast", "teaser", "related", "recommend", "promo"];
    /// What the article's own elements may be called, too.
    const BOXES_AROUND: &[&str] = &[
        "subscri", "comment", "latest", "popular", "most-read", "mostread", "sidebar", "read-next",
        "up-next", "next-article",
    ];
    let is_in =
        |boxes: &[&str]| (0..=2).any(|level| boxes.iter().any(|name| line.marks(level).contains(name)));
    let is_around = line.is_above || line.side == Side::Tail;
    line.is_behind_other
        || is_in(BOXES)
        || is_around && (is_in(BOXES_AROUND) || is_of_comments(&line.node, LEVELS))
}

/// Whether a line stands apart from headline and text.
fn is_apart(line: &Line<'_>) -> bool {
    let is_aside = || {
        let around = std::iter::once(line.node).chain(line.node.ancestors_it(Some(LEVELS)));
        around.into_iter().any(|node| node.has_name("aside") || node.has_name("nav"))
    };
    line.is_outside
        || line.is_above && line.stand == Stand::Around
        || (line.is_above || line.side == Side::Tail) && is_aside()
}

fn candidate(
    sources: &Sources<'_>,
    line: &Line<'_>,
    before: Option<&Line<'_>>,
    behind: Option<&Line<'_>>,
) -> Option<(String, How)> {
    let text = line.text();
    if text.chars().count() > LONGEST || super::super::key(&text) == super::super::key(sources.title) {
        return None;
    }
    if is_of_another(line) {
        return None;
    }
    let is_head = line.side == Side::Head;
    // "Reviewed by" on a line of its own.
    let others = before.map(Line::text).is_some_and(|before| {
        is_other(&before) && before.ends_with([':', 'y']) && before.split_whitespace().count() <= 4
    });
    if is_other(&text) || others {
        return None;
    }
    let said = said(line, before);
    if let Some(said) = said {
        return Some((said, if is_head { How::Said } else { How::Below }));
    }
    if !is_head {
        return (is_marked(line) && is_name(&text)).then_some((text, How::Below));
    }
    if let Some(name) = linked(&sources.leaves[line.at].text) {
        return Some((name, How::Linked));
    }
    if let Some(name) = marked(line) {
        return Some((name, How::Marked));
    }
    plain(sources, line, &text, [before, behind])
}

/// A line that is nothing but a name, or a name and a date.
fn plain(
    sources: &Sources<'_>,
    line: &Line<'_>,
    text: &str,
    beside: [Option<&Line<'_>>; 2],
) -> Option<(String, How)> {
    let has_date = |line: &Line<'_>| !date::dates(&line.text()).is_empty();
    let is_link = |span: &Span| matches!(span, Span::Link { .. });
    // Sections stand beside dates, too, and are links.
    if text.is_empty()
        || date::is_label(text)
        || names::label(text).is_some()
        || sources.leaves[line.at].text.0.iter().any(is_link)
    {
        return None;
    }
    if has_date(line) && !line.is_heading {
        let part = line.parts.iter().find(|part| is_name(part)).cloned();
        return part
            .or_else(|| Some(names::cut(text)).filter(|name| is_name(name)))
            .map(|name| (name, How::Beside));
    }
    // Headings above the headline are of other articles.
    if line.is_heading && line.at < sources.lines[0].at || !is_name(text) {
        return None;
    }
    let is_beside = beside
        .into_iter()
        .flatten()
        .any(|line| has_date(line) && line.text().split_whitespace().count() <= NEAR);
    let how = if is_beside { How::Beside } else { How::Alone };
    (is_beside || is_known(sources, line, text)).then(|| (text.to_owned(), how))
}

/// Whether a name stands elsewhere as well: as that of a picture beside it, or at the beginning of another line.
fn is_known(sources: &Sources<'_>, line: &Line<'_>, name: &str) -> bool {
    let from = line.at.saturating_sub(3);
    let beside = &sources.leaves[from..(line.at + 3).min(sources.leaves.len())];
    let is_portrait =
        beside.iter().any(|leaf| matches!(&leaf.kind, Kind::Picture(picture) if picture.alt.contains(name)));
    let others = sources.leaves.iter().enumerate().filter(|(at, _)| at.abs_diff(line.at) > 3);
    is_portrait
        || others.into_iter().any(|(_, leaf)| {
            leaf.text.text().trim_start().strip_prefix(name).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.starts_with("is ")
                    || rest.starts_with("was ")
                    || rest.starts_with("has ")
                    || rest.starts_with(", ")
                    || ["ist ", "est ", "es ", "—", "–", "- "].iter().any(|verb| rest.starts_with(verb))
            })
        })
}

/// What a line says of an author that says "By", or stands behind a line that says nothing else. Of a line of several elements
/// it is the first ones, and those that go on with a list.
fn said(line: &Line<'_>, before: Option<&Line<'_>>) -> Option<String> {
    let is_behind = before.is_some_and(|before| {
        let label = before.text();
        names::label(label.trim_end_matches(':'))
            .is_some_and(|length| length >= label.trim_end_matches([':', ' ']).len())
    });
    let mut text = String::new();
    let mut found = None;
    let mut last = None;
    for part in line.parts.iter().take(PARTS) {
        let is_joined = |text: &str| {
            ["and ", "und ", "et ", "y ", "і ", "та ", "& ", ", "]
                .iter()
                .any(|word| text.starts_with(word) || format!("{text} ") == *word)
        };
        let is_open = |text: &str| {
            [" and", " und", " et", " y", " і", " та", "&", ","].iter().any(|word| text.ends_with(word))
        };
        // Names that stand beside each other in elements of their own.
        let is_next = is_name(part) && last.is_some_and(|last: &String| is_name(names::without_label(last)));
        if found.is_some() && !is_joined(part) && !is_open(&text) && !is_next {
            break;
        }
        if found.is_some() && is_next && !is_open(&text) {
            text.push(',');
        }
        if !text.is_empty() && !part.starts_with(',') {
            text.push(' ');
        }
        text.push_str(part);
        last = Some(part);
        found = said_by(&text, is_behind, line.is_heading).or(found);
    }
    found
}

fn said_by(text: &str, is_behind: bool, is_heading: bool) -> Option<String> {
    // "(Reporting by Max Hahn; Editing by Toby Rush)"
    let text = text.strip_prefix('(').filter(|text| names::label(text).is_some()).unwrap_or(text);
    let from = match names::label(text) {
        Some(_) => 0,
        None if is_behind => 0,
        // "September 1st, 2023 By Ann Lee", "Published 7 August by Ann Lee".
        None if text.contains(" written by ") => text.find(" written by ")? + 1,
        None if !date::dates(text).is_empty() || is_posted(text) => {
            [" by ", " By ", " von ", " par ", " por "].iter().find_map(|word| text.find(word))? + 1
        }
        None => return None,
    };
    let cut = names::cut(&text[from..]);
    let name = names::without_label(&cut);
    let words: Vec<&str> = name.split([',', '&']).next()?.split_whitespace().collect();
    let first = |count: usize| words.iter().take(count).copied().collect::<Vec<_>>().join(" ");
    let is_person = (2..=4).any(|count| is_name(&first(count)));
    let is_word = !is_heading
        && !text.contains(" written by ")
        && words.len() <= 3
        && name.starts_with(char::is_alphabetic)
        && (name.starts_with(char::is_uppercase) || words.len() == 1);
    let is_known =
        !names::is_placeholder(name) && !date::is_label(name) && name.split_whitespace().count() <= 14;
    (is_known && (is_person || is_word)).then(|| name.to_owned())
}

fn is_posted(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["posted", "published", "опубліковано", "veröffentlicht", "publié", "publicado"]
        .iter()
        .any(|word| lower.starts_with(word))
}

/// Whether a line names those who looked at a text, or made its pictures.
fn is_other(text: &str) -> bool {
    const OTHERS: &[&str] = &[
        "reviewed by", "medically reviewed", "fact checked", "fact-checked", "edited by", "photo", "image",
        "illustration", "credit", "recipe by", "translated by", "share", "follow", "by submitting",
        "by clicking", "by subscribing", "by continuing", "by signing", "by entering", "by using",
        "by category", "by topic", "by date", "фото", "foto", "©", "sponsored by", "presented by",
        "powered by", "about", "recommended",
    ];
    let lower = text.to_lowercase();
    OTHERS.iter().any(|start| lower.starts_with(start))
}
