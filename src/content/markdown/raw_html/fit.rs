//! Raw HTML as it fits into its page.

use std::ops::Range;

use super::elements::is_formatting;
use super::{Change, Fate, HtmlPart, HtmlParts, Raw, Tag, fate, push_value};
use crate::content::markdown::addresses::{self, Holds, decoded, found, held, in_style, is_link, rewritten};
use crate::content::markdown::escape::push_text;
use crate::content::markdown::headings::HeadingIds;
use crate::content::markdown::links::{is_dangerous, place_in};
use crate::content::markdown::{Resolve, ResolvedLink};

/// What raw HTML is fitted into.
pub(in crate::content::markdown) struct Surroundings<'s, 'b> {
    /// Answers where its links and pictures lead.
    pub(in crate::content::markdown) resolve: &'s dyn Resolve,
    /// What stands before a `#fragment`.
    pub(in crate::content::markdown) fragment_base: &'s str,
    /// The ids of the page so far.
    pub(in crate::content::markdown) ids: &'s mut HeadingIds<'b>,
    /// What is open around it.
    pub(in crate::content::markdown) raw: &'s mut Raw,
    /// The text that it stands in, and where in it the HTML ends.
    pub(in crate::content::markdown) body: &'b str,
    pub(in crate::content::markdown) end: usize,
    /// In how many elements of Markdown it stands.
    pub(in crate::content::markdown) depth: usize,
    /// Whether browsers hide more of it than what is marked as hidden.
    pub(in crate::content::markdown) hides_more: bool,
    /// Whether it stands in a line, and not in a block of its own.
    pub(in crate::content::markdown) in_line: bool,
    /// Whether it is printed as it is but for its addresses; else it is sanitised after.
    pub(in crate::content::markdown) trusted: bool,
}

/// The HTML as it fits into the page, behind what is in `out`: its links and pictures resolved, and, unless it is trusted,
/// only with what the sanitiser keeps, without ids that the page has already and with an alternative text for every picture.
pub(in crate::content::markdown) fn fit(
    html: &str,
    surroundings: &mut Surroundings<'_, '_>,
    out: &mut String,
) {
    if surroundings.trusted { trusted(html, surroundings, out) } else { safe(html, surroundings, out) }
}

fn safe(html: &str, surroundings: &mut Surroundings<'_, '_>, out: &mut String) {
    let mut done = 0;
    let mut parts = HtmlParts::new(html);
    while let Some(part) = parts.next() {
        match part {
            HtmlPart::Comment { place, .. } | HtmlPart::Markup(place) => {
                out.push_str(&html[done..place.start]);
                done = place.end;
            }
            HtmlPart::Text(place) => {
                out.push_str(&html[done..place.start]);
                push_text(out, &html[place.clone()]);
                done = place.end;
            }
            HtmlPart::Tag(tag) => {
                out.push_str(&html[done..tag.place.start]);
                done = tag.place.end;
                let foreign = surroundings.raw.is_foreign(&tag, surroundings.body, surroundings.end);
                let fate = fate(&tag, foreign);
                let change = match fate {
                    Fate::Kept | Fate::Removed if !foreign => {
                        let Surroundings { hides_more, depth, .. } = *surroundings;
                        surroundings.raw.concealed.next(&tag, html, hides_more, depth)
                    }
                    _ => Change::Nothing,
                };
                match fate {
                    Fate::Kept => {
                        surroundings.raw.nesting.next(&tag);
                        let hidden = matches!(change, Change::Begins | Change::Alone);
                        kept(html, &tag, hidden, surroundings, out);
                    }
                    Fate::Printed => push_text(out, &html[tag.place.clone()]),
                    // What it holds stays hidden without it.
                    Fate::Removed if change == Change::Begins => out.push_str("<span hidden=\"\">"),
                    Fate::Removed if change == Change::Ends => out.push_str("</span>"),
                    Fate::Removed => part_words(html, &tag, surroundings, out),
                    Fate::Code if tag.closing => {}
                    Fate::Code => match parts.code_end(&tag) {
                        Some(end) => {
                            parts.skip_to(end);
                            done = end;
                        }
                        None => {
                            let Surroundings { body, end, in_line, .. } = *surroundings;
                            surroundings.raw.open_code(&tag, body, end, in_line);
                            if surroundings.raw.hides(end) {
                                return;
                            }
                        }
                    },
                }
            }
        }
    }
    out.push_str(&html[done..]);
}

/// A tag that is taken out does not make one word of two.
fn part_words(html: &str, tag: &Tag<'_>, surroundings: &Surroundings<'_, '_>, out: &mut String) {
    let after = html[tag.place.end..].chars().next();
    let after = after.or_else(|| surroundings.body.get(surroundings.end..)?.chars().next());
    let parts = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if !is_formatting(tag.name) && parts(out.chars().next_back()) && parts(after) {
        out.push(' ');
    }
}

/// A tag that the sanitiser keeps, written so that every reader of HTML takes it for the same.
fn kept(html: &str, tag: &Tag<'_>, hidden: bool, surroundings: &mut Surroundings<'_, '_>, out: &mut String) {
    out.push_str(if tag.closing { "</" } else { "<" });
    out.push_str(tag.name);
    if !tag.closing {
        // By a style, which goes.
        if hidden && !tag.has("hidden") {
            out.push_str(" hidden=\"\"");
        }
        if tag.lacks_alt() {
            out.push_str(" alt=\"\"");
        }
        for (key, place) in &tag.attributes {
            let raw = &html[place.clone()];
            if key.is_empty() || key.contains(['"', '\'', '<', '=']) {
                continue;
            }
            if key.eq_ignore_ascii_case("id") && !surroundings.ids.keeps_raw(raw) {
                continue;
            }
            let value = match held(tag.name, key) {
                Some(holds) => match other(raw, holds, tag, surroundings) {
                    Other::To(value) => Some(value),
                    Other::Nothing => continue,
                    Other::AsWritten => None,
                },
                None => None,
            };
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            match value {
                Some(value) => out.push_str(&value),
                None => out.push_str(&raw.replace('"', "&quot;")),
            }
            out.push('"');
        }
    }
    out.push('>');
}

fn trusted(html: &str, surroundings: &mut Surroundings<'_, '_>, out: &mut String) {
    let mut done = 0;
    let mut parts = HtmlParts::new(html);
    let mut replace = |out: &mut String, place: Range<usize>| {
        out.push_str(&html[done..place.start]);
        done = place.end;
    };
    while let Some(part) = parts.next() {
        let HtmlPart::Tag(tag) = part else { continue };
        surroundings.raw.concealed.next(&tag, html, true, surroundings.depth);
        if tag.closing {
            continue;
        }
        let unquoted = tag.unquoted.map(|(key, mark)| (key.as_ptr(), mark));
        for (key, place) in &tag.attributes {
            if let Some((_, mark)) = unquoted.filter(|(own, _)| std::ptr::eq(*own, key.as_ptr())) {
                // Browsers would take the words up to the next mark for the value.
                replace(out, place.end..place.end);
                out.push(mark);
            }
            if key.eq_ignore_ascii_case("id") {
                surroundings.ids.keeps_raw(&html[place.clone()]);
            } else if let Some(holds) = held(tag.name, key) {
                match other(&html[place.clone()], holds, &tag, surroundings) {
                    Other::To(value) => {
                        replace(out, place.clone());
                        push_value(html, place, &value, out);
                    }
                    // Without its value the attribute would lead to the page itself: it goes, too.
                    Other::Nothing => replace(out, attribute(html, key, place)),
                    Other::AsWritten => {}
                }
            }
        }
        let end = parts.code_end(&tag);
        if tag.is("style") {
            // Markdown keeps a style sheet of a block in one piece.
            let sheet = tag.place.end..end.unwrap_or(html.len());
            for found in addresses::style_sheet(&html[sheet.clone()]) {
                let place = sheet.start + found.place.start..sheet.start + found.place.end;
                if let Resolved::To(url) = resolved(&html[place.clone()], found.is_picture, surroundings) {
                    replace(out, place);
                    out.push_str(&in_style(&url));
                }
            }
        }
        match end {
            Some(end) => parts.skip_to(end),
            None if fate(&tag, false) == Fate::Code => {
                let Surroundings { body, end, in_line, .. } = *surroundings;
                surroundings.raw.open_code(&tag, body, end, in_line);
                if surroundings.raw.hides(end) {
                    break;
                }
            }
            None => {}
        }
    }
    out.push_str(&html[done..]);
}

enum Other {
    /// Another value, escaped.
    To(String),
    /// The attribute goes.
    Nothing,
    AsWritten,
}

/// What becomes of an attribute's value that holds addresses.
fn other(raw: &str, holds: Holds, tag: &Tag<'_>, surroundings: &Surroundings<'_, '_>) -> Other {
    let value = decoded(raw);
    let mut nothing = false;
    let made = rewritten(&value, holds, &mut |address, is_picture| {
        if address.starts_with('#') && !is_link(tag.name) {
            return None;
        }
        match resolved(address, is_picture, surroundings) {
            Resolved::To(url) => Some(url),
            Resolved::TextOnly => {
                nothing = true;
                None
            }
            Resolved::AsWritten => None,
        }
    });
    let alone = matches!(holds, Holds::Link | Holds::Picture);
    // The sanitiser looks at the addresses of links and pictures alone.
    let acts = || {
        !surroundings.trusted
            && found(&value, holds).iter().any(|own| is_dangerous(&value[own.place.clone()]))
    };
    match made {
        _ if nothing && alone || acts() => Other::Nothing,
        Some(value) => Other::To(value),
        None => Other::AsWritten,
    }
}

enum Resolved {
    To(String),
    TextOnly,
    AsWritten,
}

fn resolved(address: &str, is_picture: bool, surroundings: &Surroundings<'_, '_>) -> Resolved {
    match () {
        () if is_dangerous(address) => Resolved::AsWritten,
        () if is_picture => Resolved::To(surroundings.resolve.image(address).url),
        () if address.starts_with('#') => Resolved::To(format!("{}{address}", surroundings.fragment_base)),
        () if !surroundings.trusted && !surroundings.resolve.allows(address) => Resolved::TextOnly,
        () => match surroundings.resolve.link(address) {
            ResolvedLink::Url(url) => Resolved::To(url),
            ResolvedLink::TextOnly => Resolved::TextOnly,
        },
    }
}

/// An attribute as a whole, from its name to its closing quotation mark. `key` is a part of `html`.
fn attribute(html: &str, key: &str, value: &Range<usize>) -> Range<usize> {
    let start = place_in(html, key).map_or(value.start, |key| key.start);
    start..value.end + usize::from(html[value.end..].starts_with(['"', '\'']))
}
