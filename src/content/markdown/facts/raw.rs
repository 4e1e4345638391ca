//! What raw HTML adds to the facts: its links, pictures and ids, and what is wrong with it.

use std::ops::Range;

use super::Reader;
use crate::content::markdown::addresses::{FoundUrl, decoded, found, held, is_link, style_sheet};
use crate::content::markdown::events::strip_comments;
use crate::content::markdown::links::scheme;
use crate::content::markdown::raw_html::{Fate, HtmlPart, HtmlParts, Tag, fate, is_nearly_known, is_unknown};
use crate::content::markdown::{HtmlPolicy, sanitise};
use crate::diagnostic::{Code, Diagnostic};

impl Reader<'_> {
    /// A block of HTML, or a piece of it in a line.
    pub(super) fn raw(&mut self, place: Range<usize>, in_line: bool) {
        let html = self.body.get(place.clone()).unwrap_or("");
        let (more, rest) = strip_comments(html);
        self.excerpt.more |= more && self.image.is_none();
        let trusted = self.policy.html == HtmlPolicy::Trusted;
        let is_code = self.in_code && in_line;
        let skipped = if in_line { 0 } else { self.raw.rest_of_code(html, place.start) };
        let mut parts = HtmlParts::new(html);
        parts.skip_to(skipped);
        if !rest.is_empty() && (self.policy.html != HtmlPolicy::Safe || !in_line || !self.raw.is_text(html)) {
            self.facts.raw_html = true;
        }
        if is_code {
            return;
        }
        while let Some(part) = parts.next() {
            let place = |own: &Range<usize>| place.start + own.start..place.start + own.end;
            match part {
                HtmlPart::Comment { place: own, closed: false } => self.comment_not_closed(place(&own)),
                _ if self.policy.html == HtmlPolicy::Escape => {}
                HtmlPart::Text(own) if !trusted => self.no_markup(&html[own.clone()], place(&own)),
                HtmlPart::Tag(tag) => {
                    let end = place(&(html.len()..html.len())).start;
                    let is_foreign = self.raw.is_foreign(&tag, self.body, end);
                    if trusted || !is_foreign && matches!(fate(&tag, false), Fate::Kept | Fate::Removed) {
                        self.raw.concealed.next(&tag, html, trusted, self.depth);
                    }
                    self.tag(html, place(&(0..0)).start, &tag, is_foreign, in_line);
                    if tag.closing || fate(&tag, false) != Fate::Code {
                        continue;
                    }
                    match parts.code_end(&tag) {
                        Some(end) => {
                            if trusted && tag.is("style") {
                                self.style_sheet(html, place(&(0..0)).start, tag.place.end..end);
                            }
                            parts.skip_to(end);
                        }
                        None => {
                            if trusted && tag.is("style") && !in_line {
                                self.style_sheet(html, place(&(0..0)).start, tag.place.end..html.len());
                            }
                            self.raw.open_code(&tag, self.body, end, in_line);
                            if self.raw.hides(end) {
                                return;
                            }
                        }
                    }
                }
                HtmlPart::Text(_) | HtmlPart::Comment { .. } | HtmlPart::Markup(_) => {}
            }
        }
    }

    /// A tag in `html`, which begins at `start` in the body.
    fn tag(&mut self, html: &str, start: usize, tag: &Tag<'_>, is_foreign: bool, in_line: bool) {
        let trusted = self.policy.html == HtmlPolicy::Trusted;
        let fate = fate(tag, is_foreign);
        let place = |own: &Range<usize>| start + own.start..start + own.end;
        if let Some((key, mark)) = tag.unquoted {
            let span = self.places.span(place(&tag.place));
            let message = format!("the value of `{key}` has no closing quotation mark: it ends with its tag");
            self.report(
                Diagnostic::warning(Code::HtmlRemoved, message)
                    .at(span)
                    .hint(format!("write `{mark}` where the value ends"))
                    .cause(
                        "quotation-mark",
                        "values in tags have no closing quotation mark: they end with their tags",
                    ),
            );
        }
        if trusted && is_unknown(tag, is_foreign) || !trusted && fate == Fate::Printed {
            if !tag.closing {
                self.unknown_tag(tag, place(&tag.place), in_line);
            }
            if !trusted {
                return;
            }
        }
        if !trusted && fate == Fate::Kept {
            let was_hostile = self.raw.nesting.is_hostile;
            self.raw.nesting.next(tag);
            if self.raw.nesting.is_hostile && !was_hostile {
                let span = self.places.span(place(&tag.place));
                let message = "the HTML is nested too deeply or not closed: all of it is shown as text";
                self.report(Diagnostic::warning(Code::HtmlRemoved, message).at(span).hint("close every tag"));
            }
        }
        if tag.closing {
            return;
        }
        // Footnotes come last on the page: what they bring gives way there.
        if (trusted || fate == Fate::Kept) && self.footnotes == 0 && self.image.is_none() {
            for (_, id) in tag.attributes.iter().filter(|(key, _)| key.eq_ignore_ascii_case("id")) {
                self.ids.keeps_raw(&html[id.clone()]);
            }
        }
        if !trusted {
            self.removed(html, tag, fate, is_foreign, place(&tag.place));
        }
        if trusted || fate == Fate::Kept {
            self.addresses(html, start, tag);
        }
    }

    /// What is said of a tag that is not kept as it is.
    fn removed(&mut self, html: &str, tag: &Tag<'_>, fate: Fate, is_foreign: bool, place: Range<usize>) {
        let span = self.places.span(place);
        if tag.lacks_alt() {
            self.report(
                Diagnostic::warning(Code::ImageAlt, "an image has no alternative text")
                    .at(span)
                    .hint("write what it shows as `alt=\"…\"`, or `alt=\"\"` if it is decoration"),
            );
        }
        let name = tag.name.to_ascii_lowercase();
        if let (Fate::Kept | Fate::Removed, false, Some(word)) = (fate, is_foreign, tag.word) {
            let message = format!("`{word}` in `<{}>` is no attribute of HTML: it is not printed", tag.name);
            let hint = "put the whole value between quotation marks, or take it out";
            self.report(
                Diagnostic::warning(Code::HtmlRemoved, message)
                    .at(span)
                    .hint(hint)
                    .cause("attribute", "words in tags are no attributes of HTML: they are not printed"),
            );
        }
        // Of a drawing only its first tag is worth a word.
        let is_inside = is_foreign && !matches!(&*name, "svg" | "math");
        let what = match fate {
            Fate::Kept => tag.active(),
            _ if is_inside || name.contains(':') => None,
            // They show nothing by themselves, and of the film that has them something is said.
            _ if matches!(&*name, "source" | "track" | "param") => None,
            _ if name == "meta" && !tag.has("http-equiv") => None,
            _ => Some(format!("<{name}>")),
        };
        let Some(what) = what else { return };
        let embed = if fate == Fate::Kept { None } else { self.embed(tag, html) };
        let problem = embed.unwrap_or_else(|| {
            let hint =
                "write a link or Markdown instead, or set `markdown.html: trusted` if all who write are";
            Diagnostic::warning(Code::HtmlRemoved, format!("`{what}` is taken out of the text")).hint(hint)
        });
        self.report(problem.at(span).cause(what.as_str(), format!("`{what}` is taken out of texts")));
    }

    /// The addresses in a tag that stays.
    fn addresses(&mut self, html: &str, start: usize, tag: &Tag<'_>) {
        let trusted = self.policy.html == HtmlPolicy::Trusted;
        for (key, place) in &tag.attributes {
            let Some(holds) = held(tag.name, key) else { continue };
            if !trusted && !sanitise::keeps_attribute(tag.name, key) {
                continue;
            }
            let raw = &html[place.clone()];
            let value = decoded(raw);
            for FoundUrl { place: own, is_picture } in found(&value, holds) {
                let address = &value[own.clone()];
                // The page itself, if it is no link; a part of the drawing that it stands in.
                let is_main = is_link(tag.name) || tag.is("img");
                let is_page = address.is_empty() || address.starts_with('?');
                if is_page && (!is_main || place.is_empty()) || address.starts_with('#') && !is_link(tag.name)
                {
                    continue;
                }
                let place = match raw.len() == value.len() {
                    true => place.start + own.start..place.start + own.end,
                    false => place.clone(),
                };
                self.held_address(address, is_picture, start + place.start..start + place.end);
            }
        }
    }

    fn style_sheet(&mut self, html: &str, start: usize, sheet: Range<usize>) {
        let css = &html[sheet.clone()];
        for FoundUrl { place, is_picture } in style_sheet(css) {
            let start = start + sheet.start;
            self.held_address(&css[place.clone()], is_picture, start + place.start..start + place.end);
        }
    }

    fn held_address(&mut self, address: &str, is_picture: bool, place: Range<usize>) {
        match () {
            () if self.policy.html == HtmlPolicy::Trusted && scheme(address).is_some() => {}
            () if is_picture => {
                self.image(address, place);
            }
            () => self.link(address, place),
        }
    }

    /// A name in angle brackets that no browser knows.
    fn unknown_tag(&mut self, tag: &Tag<'_>, place: Range<usize>, in_line: bool) {
        if self.policy.html != HtmlPolicy::Trusted && self.is_placeholder(tag, &place) {
            return;
        }
        let written = self.body.get(place.clone()).unwrap_or("").lines().next().unwrap_or("");
        let (message, summary) = match self.policy.html {
            HtmlPolicy::Trusted => ("no browser shows it", "no browser shows them"),
            _ => ("it is printed as typed", "they are printed as typed"),
        };
        let inside = written.trim_start_matches('<').trim_end_matches('>');
        // In a block of HTML nothing is Markdown.
        let hint = match in_line {
            _ if scheme(inside).is_some() => {
                format!("write `<a href=\"{inside}\">{inside}</a>`, which is a link within HTML, too")
            }
            true => format!("if that is meant, write `\\<{inside}>`, or put it between backticks"),
            false => format!("if that is meant, write `&lt;{inside}&gt;`"),
        };
        let span = self.places.span(place);
        let name = tag.name;
        self.report(
            Diagnostic::warning(Code::UnknownTag, format!("`{written}` is no HTML: {message}"))
                .at(span)
                .hint(hint)
                .cause(name, format!("`<{name}>` is no HTML: {summary}")),
        );
    }

    /// Whether a name in angle brackets is printed as it was meant: `<your-name>`, `List<Int>`. What has values or an end
    /// was meant as a tag, and so was what is nearly one.
    fn is_placeholder(&self, tag: &Tag<'_>, place: &Range<usize>) -> bool {
        /// How far its end is looked for.
        const REACH: usize = 2000;
        let written = self.body.get(place.clone()).unwrap_or("");
        let rest = &self.body.as_bytes()[place.end..self.body.len().min(place.end + REACH)];
        let ends = memchr::memmem::find_iter(rest, b"</").any(|at| {
            rest.get(at + 2..at + 2 + tag.name.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(tag.name.as_bytes()))
        });
        tag.attributes.is_empty() && !written.ends_with("/>") && !ends && !is_nearly_known(tag.name)
    }

    /// What begins like markup and is none.
    fn no_markup(&mut self, written: &str, place: Range<usize>) {
        // One sign alone, as in `a < b`.
        if written.len() < 2 {
            return;
        }
        let first: String = written.lines().next().unwrap_or("").chars().take(40).collect();
        let is_tag = written[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        let (message, hint) = match is_tag {
            true => (
                "has no end: it is printed as typed", "write its `>`, and both quotation marks of each value",
            ),
            false => ("is no HTML: it is printed as typed", "take it out, or write `&lt;` for its `<`"),
        };
        let span = self.places.span(place);
        self.report(
            Diagnostic::warning(Code::UnknownTag, format!("`{first}` {message}"))
                .at(span)
                .hint(hint)
                .cause(message, format!("what begins like a tag {message}")),
        );
    }

    /// What stands behind it cannot be told from what an editor wanted to hide.
    fn comment_not_closed(&mut self, place: Range<usize>) {
        let span = self.places.span(place.start..place.start + "<!--".len());
        self.report(
            Diagnostic::error(Code::CommentUnclosed, "the comment has no end: nobody can tell what it hides")
                .at(span)
                .hint("write `-->` where it ends; within other HTML that must be before the next empty line"),
        );
    }
}
