//! The headline of an article.
//!
//! Machines are told headlines for search engines and networks, with the outlet's name or shorter; readers see the headline
//! above the text. Where both say the same it is what readers see that counts, and where they say different things as well, if
//! it stands right above the text.

mod outlet;

use self::outlet::{is_outlet, without_outlet};
use super::{Found, Provenance, Sources, key, line, structured};
use crate::import::html::Kind;

/// A headline, and which leaf it is.
pub(super) struct Headline {
    pub(super) title: Found<String>,
    pub(super) leaf: Option<usize>,
}

/// The headline.
pub(super) fn read(sources: &Sources<'_>) -> Option<Headline> {
    let told = told(sources);
    let mut seen = headings(sources);
    // What the page's title says beside the headline is the outlet's name.
    if let [first, .., last] = &told[..]
        && last.place == TITLE
    {
        let (first, last) = (key(&first.value), key(&last.value));
        let is_name = |text: &str| last == format!("{text} {first}") || last == format!("{first} {text}");
        seen.retain(|heading| !is_name(&key(&heading.text)));
    }
    // The same words before alike ones, and what is told by surer places before the rest.
    let heading = seen.iter().find(|heading| heading.is_headline);
    let is_equal: &dyn Fn(&Heading, &str) -> bool = &|heading, told| key(&heading.text) == key(told);
    let is_first: &dyn Fn(&Heading, &str) -> bool =
        &|heading, told| heading.level == 1 && is_alike(&heading.text, told);
    // The name of a section, or nothing, above the headline.
    let start = sources.start();
    let is_other: &dyn Fn(&Heading, &str) -> bool = &|found, told| {
        (heading.is_none() || found.leaf <= start + 1) && found.level == 2 && is_alike(&found.text, told)
    };
    for is_same in [is_equal, is_first, is_other] {
        for told in &told {
            if let Some(heading) = seen.iter().find(|heading| is_same(heading, &told.value)) {
                let place = format!("`<h{}>`, as {} says", heading.level, told.place);
                let text = heading.text.clone();
                return Some(Headline {
                    title: Found::new(text, Provenance::Structured, place),
                    leaf: Some(heading.leaf),
                });
            }
        }
    }
    if let Some(heading) = heading {
        if let Some(title) = instead(&heading.text, &told) {
            return Some(Headline { title: title.clone(), leaf: None });
        }
        let title = Found::new(heading.text.clone(), Provenance::Visible, format!("`<h{}>`", heading.level));
        return Some(Headline { title, leaf: Some(heading.leaf) });
    }
    match told.into_iter().next() {
        Some(title) => Some(Headline { title, leaf: None }),
        None => seen.into_iter().next().map(|heading| Headline {
            title: Found::new(heading.text, Provenance::Guessed, format!("`<h{}>`", heading.level)),
            leaf: Some(heading.leaf),
        }),
    }
}

/// What machines are told in several places, where what readers see above the text is the name of a section: few words, and others.
fn instead<'a>(seen: &str, told: &'a [Found<String>]) -> Option<&'a Found<String>> {
    /// A section has no more words, and a headline no fewer.
    const SECTION: usize = 3;
    const HEADLINE: usize = 4;
    let seen = key(seen);
    let is_other = |title: &str| {
        let mut words = title.split(' ');
        words.clone().count() >= HEADLINE && !words.any(|word| seen.split(' ').any(|seen| seen == word))
    };
    let is_agreed = |one: &&Found<String>| {
        let title = key(&one.value);
        is_other(&title) && told.iter().any(|other| other.place != one.place && key(&other.value) == title)
    };
    told.iter().filter(|_| seen.split(' ').count() <= SECTION).find(is_agreed)
}

/// The longest headline, in bytes: longer ones are text.
const LONGEST: usize = 1000;
/// The place that says the headline and the outlet's name.
const TITLE: &str = "`<title>`";

/// What machines are told, the surest first.
fn told(sources: &Sources<'_>) -> Vec<Found<String>> {
    let mut all = Vec::new();
    let mut add = |text: &str, place: String| {
        if text.len() > LONGEST {
            return;
        }
        let title = without_outlet(sources, text);
        if !title.is_empty() && !is_outlet(sources, &title) {
            all.push(Found::new(title, Provenance::Structured, place));
        }
    };
    if let Some(headline) = sources.things.article().and_then(|article| structured::text(article, "headline"))
    {
        add(&headline, format!("{} headline", sources.things.place()));
    }
    for name in [
        "og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "citation_title",
        "headline",
    ] {
        if let Some(title) = sources.meta.all(name).first() {
            add(title, format!("meta {name}"));
        }
    }
    if let Some(title) = sources.page.first("head > title").or_else(|| sources.page.first("title")) {
        add(&line(&title.text()), TITLE.to_owned());
    }
    all
}

/// A heading that may be the headline.
struct Heading {
    text: String,
    level: u8,
    leaf: usize,
    /// Whether it is the headline whatever machines are told.
    is_headline: bool,
}

/// How far above the text a headline may stand, in leaves.
const ABOVE: usize = 40;
/// The most headings that are looked at.
const MOST: usize = 200;

/// The headings of a page that may be the headline, the likeliest first: those of the first level, the nearest to the
/// beginning of the text, then those of the second and third.
fn headings(sources: &Sources<'_>) -> Vec<Heading> {
    let start = sources.start();
    let of_level = |level: u8| {
        let leaves = sources
            .leaves
            .iter()
            .enumerate()
            .filter(move |(_, leaf)| leaf.kind == Kind::Heading(level))
            .take(MOST);
        let mut found: Vec<Heading> = leaves
            .map(|(leaf, heading)| Heading {
                text: tidied(&heading.text.text()),
                level,
                leaf,
                is_headline: false,
            })
            .filter(|heading| {
                heading.text.len() <= LONGEST
                    && heading.text.chars().count() > 3
                    && !is_outlet(sources, &heading.text)
            })
            .collect();
        found.sort_by_key(|heading| heading.leaf.abs_diff(start));
        found
    };
    let mut first = of_level(1);
    let count = first.len();
    if let Some(nearest) = first.first_mut() {
        nearest.is_headline = nearest.text.split(' ').count() >= 2
            && (count == 1 || nearest.leaf <= start)
            && nearest.leaf.abs_diff(start) <= ABOVE;
    }
    first.extend(of_level(2).into_iter().take(5));
    first.extend(of_level(3).into_iter().take(5));
    first
}

/// A headline without what stands in its element and is no part of it: "Title:", "15 Replies to".
fn tidied(text: &str) -> String {
    let text = line(text);
    // "15 replies to “…”" is the heading of comments.
    if text.starts_with(|one: char| one.is_ascii_digit())
        && let (Some(from), Some(to)) = (text.find('“'), text.rfind('”'))
        && from < to
        && to + '”'.len_utf8() == text.len()
    {
        return text[from + '“'.len_utf8()..to].to_owned();
    }
    // A date that stands in the same element.
    if let Some(date) = super::date::dates(&text).first().filter(|date| date.range.start == 0) {
        let rest = text[date.range.end..].trim_start_matches([' ', '|', '·', '-', '–', '—', ':']);
        if rest.split(' ').count() >= 3 {
            return rest.to_owned();
        }
    }
    for label in ["Title:", "Blog:", "Article:"] {
        if let Some(rest) = text.strip_prefix(label) {
            return rest.trim_start().to_owned();
        }
    }
    text
}

/// Whether two titles say the same: one of them all that the other says, but for an outlet's name or a section.
fn is_alike(one: &str, other: &str) -> bool {
    let (one, other) = (key(one), key(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    if short.len() * 2 >= long.len() && long.contains(short.as_str()) {
        return true;
    }
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    let (short, long) = (words(short), words(long));
    let shared = short.intersection(&long).count();
    short.len() >= 4 && shared * 10 >= short.len() * 8 && shared * 10 >= long.len() * 6
}
