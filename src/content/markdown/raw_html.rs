//! Raw HTML before the sanitiser: its tags and what else stands in it, what becomes of each, where its links and pictures
//! lead, which ids it brings, and whether it is nested so badly that it is better shown as text.
//!
//! This reads tags loosely and decides nothing about safety: the sanitiser does. But the sanitiser is given only what
//! it keeps, so that no word is lost in it: behind a tag that it knows as something else, all others could go.

mod attributes;
mod concealed;
mod elements;
mod fit;
mod nesting;
mod parts;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use concealed::Change;
pub(crate) use concealed::shown;
pub(super) use elements::{Fate, fate, is_nearly_known, is_unknown};
pub(super) use fit::{Surroundings, fit};
pub(super) use nesting::Nesting;
pub(super) use parts::{HtmlPart, HtmlParts};

/// A tag in raw HTML.
#[derive(Debug, Default)]
pub(crate) struct Tag<'h> {
    /// As written.
    pub(crate) name: &'h str,
    /// `</name>`.
    pub(crate) closing: bool,
    /// From `<` to `>`.
    pub(crate) place: Range<usize>,
    /// Name, and where the value is without its quotation marks.
    pub(crate) attributes: Vec<(&'h str, Range<usize>)>,
    /// The first of its attributes that is none, but a word: HTML has none of that name, and it has no value in quotation
    /// marks.
    pub(crate) word: Option<&'h str>,
    /// The first of its attributes whose value has no closing quotation mark, and the mark: it ends with the tag.
    pub(crate) unquoted: Option<(&'h str, char)>,
    /// Whether it has one that HTML has, with a value.
    pub(crate) has_value: bool,
}

impl Tag<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it has an attribute of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(key, _)| key.eq_ignore_ascii_case(name))
    }

    /// Whether it is a picture without an alternative text, not even an empty one.
    pub(super) fn lacks_alt(&self) -> bool {
        !self.closing && self.is("img") && !self.has("alt")
    }

    /// The first of its attributes that could act or change the page.
    pub(super) fn active(&self) -> Option<String> {
        self.attributes.iter().map(|(key, _)| key.to_ascii_lowercase()).find_map(|key| {
            let active = key == "style" || key == "srcset" || key.starts_with("on");
            active.then(|| format!("{key}="))
        })
    }
}

/// The tags in `html`, in order. Comments are passed over.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    HtmlParts::new(html).filter_map(|part| match part {
        HtmlPart::Tag(tag) => Some(tag),
        _ => None,
    })
}

/// The HTML without its comments, wherever they stand: they are notes among editors, such as the headlines of drafts
/// that `newsprint new edition` writes down, and no page nor feed needs them. What looks like one in a script, a style
/// or an attribute is none. One that is never closed lasts to the end.
pub(super) fn without_comments(html: &str) -> Cow<'_, str> {
    if !html.contains("<!--") {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    let mut parts = HtmlParts::new(html);
    while let Some(part) = parts.next() {
        match part {
            HtmlPart::Comment { place, .. } => {
                out.push_str(&html[done..place.start]);
                done = place.end;
            }
            HtmlPart::Tag(tag) => {
                if let Some(end) = parts.code_end(&tag) {
                    parts.skip_to(end);
                }
            }
            HtmlPart::Text(_) | HtmlPart::Markup(_) => {}
        }
    }
    out.push_str(&html[done..]);
    Cow::Owned(out)
}

/// A value in the place of an attribute's, between quotation marks. It holds none.
pub(super) fn push_value(html: &str, place: &Range<usize>, value: &str, out: &mut String) {
    let quoted = html[..place.start].ends_with(['"', '\'']);
    let mark = if quoted { "" } else { "\"" };
    out.push_str(mark);
    out.push_str(value);
    out.push_str(mark);
}

/// What a document's raw HTML has opened, while its events pass.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) nesting: Nesting,
    /// What no browser shows.
    pub(super) concealed: concealed::Concealed,
    /// The drawing or formula that is open, and closed further on.
    foreign: Option<&'static str>,
    /// What is open of a script or a style: its name, from its tag to behind its closing one.
    code: Option<(&'static str, Range<usize>)>,
    /// Where no closing tag was found: of which name, from where to where.
    searched: [Option<Range<usize>>; 4],
    /// The paragraph that was looked at last.
    paragraph: Range<usize>,
}

/// Elements whose end must be known when they begin.
const LOOKED_UP: [&str; 4] = ["script", "style", "svg", "math"];

impl Raw {
    /// Whether what stands at a place of the body belongs to a script or a style.
    pub(super) fn hides(&self, at: usize) -> bool {
        self.code.as_ref().is_some_and(|(_, place)| place.contains(&at))
    }

    /// What of a text that begins within a script or a style stands behind it.
    pub(super) fn behind_code<'t>(&self, text: &'t str, place: &Range<usize>) -> &'t str {
        let end = self.code.as_ref().map_or(0, |(_, code)| code.end);
        let is_whole = text.len() == place.len() && end < place.end;
        text.get(end.saturating_sub(place.start)..).filter(|_| is_whole).unwrap_or("")
    }

    /// Whether a piece of HTML within a line is none: unless HTML is trusted, it is printed as typed.
    pub(super) fn is_text(&self, html: &str) -> bool {
        match HtmlParts::new(html).next() {
            Some(HtmlPart::Text(_)) => true,
            Some(HtmlPart::Tag(tag)) => fate(&tag, self.foreign.is_some()) == Fate::Printed,
            Some(HtmlPart::Markup(_) | HtmlPart::Comment { .. }) | None => false,
        }
    }

    /// Whether the next tag stands in a drawing or a formula, which it may open or close. `after` is the rest of
    /// the body behind it.
    pub(super) fn is_foreign(&mut self, tag: &Tag<'_>, body: &str, after: usize) -> bool {
        let Some(number) = (2..4).find(|number| tag.is(LOOKED_UP[*number])) else {
            return self.foreign.is_some();
        };
        if tag.closing {
            self.foreign = self.foreign.filter(|open| !tag.is(open));
        } else if self.foreign.is_none() && self.closing(body, number, after..body.len()).is_some() {
            self.foreign = Some(LOOKED_UP[number]);
        }
        true
    }

    /// A script or a style begins and is not closed in its piece of HTML, which ends at `after`: whatever stands up to
    /// its closing tag belongs to it. Without one the tag opens nothing. Within a line it is looked for in the paragraph.
    pub(super) fn open_code(&mut self, tag: &Tag<'_>, body: &str, after: usize, in_line: bool) {
        let Some(number) = (0..2).find(|number| tag.is(LOOKED_UP[*number])) else { return };
        let limit = if in_line { self.paragraph_end(body, after) } else { body.len() };
        if let Some(end) = self.closing(body, number, after..limit) {
            self.code = Some((LOOKED_UP[number], after..end));
        }
    }

    /// What is left of a block of HTML that begins within a script or a style: where it goes on in it.
    pub(super) fn rest_of_code(&self, html: &str, at: usize) -> usize {
        match &self.code {
            Some((name, place)) if place.contains(&at) => {
                parts::closing(html, name, 0).map_or(html.len(), |tag| tag.end)
            }
            _ => 0,
        }
    }

    fn closing(&mut self, body: &str, number: usize, place: Range<usize>) -> Option<usize> {
        let known = self.searched[number].as_ref();
        if known.is_some_and(|none| none.start <= place.start && place.end <= none.end) {
            return None;
        }
        let found =
            body.get(..place.end).and_then(|body| parts::closing(body, LOOKED_UP[number], place.start));
        if found.is_none() {
            self.searched[number] = Some(place);
        }
        found.map(|tag| tag.end)
    }

    /// Where the paragraph ends that goes on at `from`: before the next line without words.
    fn paragraph_end(&mut self, body: &str, from: usize) -> usize {
        if !self.paragraph.contains(&from) {
            let rest = body.get(from..).unwrap_or("");
            let mut end = from;
            let mut lines = rest.split_inclusive('\n');
            end += lines.next().map_or(0, str::len);
            end += lines
                .take_while(|line| line.bytes().any(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'>')))
                .map(str::len)
                .sum::<usize>();
            self.paragraph = from..end;
        }
        self.paragraph.end
    }
}
