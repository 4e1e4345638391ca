//! What raw HTML is made of, as far as it is no text: tags, comments, other markup, and what only looks like it.

use std::ops::Range;

use super::{Tag, attributes};

/// A part of raw HTML that is no text between tags.
#[derive(Debug)]
pub(in crate::content::markdown) enum HtmlPart<'h> {
    /// A tag.
    Tag(Tag<'h>),
    /// A comment. One that is never closed lasts to the end.
    Comment {
        /// From `<` to `>`.
        place: Range<usize>,
        /// Whether it has an end.
        closed: bool,
    },
    /// What no page needs and no word stands in: a document's type, the conditions of word processors.
    Markup(Range<usize>),
    /// What begins like markup and is none: a `<` alone, a tag without its `>`, declarations, instructions to programs,
    /// sections of XML. It is text.
    Text(Range<usize>),
}

/// The parts of a piece of HTML, in order.
#[derive(Debug)]
pub(in crate::content::markdown) struct HtmlParts<'h> {
    html: &'h str,
    at: usize,
    /// From where on there is no end of a script, a style, an instruction, a section, a declaration.
    none: [usize; 5],
}

impl<'h> HtmlParts<'h> {
    pub(in crate::content::markdown) fn new(html: &'h str) -> Self {
        Self { html, at: 0, none: [usize::MAX; 5] }
    }

    /// Goes on at a place further on.
    pub(in crate::content::markdown) fn skip_to(&mut self, at: usize) {
        self.at = self.at.max(at);
    }

    /// Where the closing tag of a script or a style begins that `tag` opens; none when it opens none.
    pub(in crate::content::markdown) fn code_end(&mut self, tag: &Tag<'_>) -> Option<usize> {
        let number = ["script", "style"].iter().position(|name| !tag.closing && tag.is(name))?;
        self.find(number, tag.place.end, |html, at| closing(html, tag.name, at).map(|place| place.start))
    }

    /// What `search` finds behind a place; what was not found before is not looked for again.
    fn find(
        &mut self,
        number: usize,
        from: usize,
        search: impl Fn(&str, usize) -> Option<usize>,
    ) -> Option<usize> {
        if from >= self.none[number] {
            return None;
        }
        let found = search(self.html, from);
        if found.is_none() {
            self.none[number] = from;
        }
        found
    }

    fn part(&mut self, start: usize) -> HtmlPart<'h> {
        let html = self.html;
        let rest = &html[start..];
        let behind =
            |mark: &'static str| move |html: &str, at: usize| Some(at + html[at..].find(mark)? + mark.len());
        let starts = |mark: &str| rest.get(..mark.len()).is_some_and(|own| own.eq_ignore_ascii_case(mark));
        if rest.starts_with("<!--") {
            // The shortest ones are `<!-->` and `<!--->`.
            let end = rest[2..].find("-->").map(|end| start + 2 + end + 3);
            return HtmlPart::Comment { place: start..end.unwrap_or(html.len()), closed: end.is_some() };
        }
        let (number, end) = match () {
            () if starts("<![cdata[") => (3, "]]>"),
            () if rest.starts_with("<?") && !starts("<?xml") => (2, "?>"),
            () if rest.starts_with("<!") || starts("<?xml") => (4, ">"),
            () if is_tag(rest) => return read_tag(html, start),
            () => return HtmlPart::Text(start..start + 1),
        };
        let is_markup = ["<!doctype", "<![if", "<![endif", "<?xml"].iter().any(|mark| starts(mark));
        match self.find(number, start + 2, behind(end)) {
            Some(end) if is_markup => HtmlPart::Markup(start..end),
            Some(end) => HtmlPart::Text(start..end),
            None => HtmlPart::Text(start..start + 1),
        }
    }
}

impl<'h> Iterator for HtmlParts<'h> {
    type Item = HtmlPart<'h>;

    fn next(&mut self) -> Option<HtmlPart<'h>> {
        let start = self.at + self.html.get(self.at..)?.find('<')?;
        let part = self.part(start);
        let (HtmlPart::Tag(Tag { place, .. })
        | HtmlPart::Comment { place, .. }
        | HtmlPart::Markup(place)
        | HtmlPart::Text(place)) = &part;
        self.at = place.end;
        Some(part)
    }
}

/// The first closing tag of an element behind a place.
pub(super) fn closing(html: &str, name: &str, from: usize) -> Option<Range<usize>> {
    let bytes = html.as_bytes();
    let mut at = from;
    loop {
        let start = at + memchr::memmem::find(bytes.get(at..)?, b"</")?;
        let end = start + 2 + name.len();
        let is_it = bytes.get(start + 2..end).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()));
        let ends = bytes.get(end).is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        if is_it && ends {
            let end = memchr::memchr(b'>', &bytes[end..]).map_or(html.len(), |i| end + i + 1);
            return Some(start..end);
        }
        at = start + 2;
    }
}

/// Where the tag of a value ends whose own quotation mark is missing, so that it runs over other tags to one of theirs: at
/// its first `>`. A text may hold tags; nothing but white space and the tag's end can stand behind its mark, though.
fn runs_over(key: &str, value: &str, after: Option<&u8>) -> Option<usize> {
    let end = value.find('>')?;
    let behind = &value[end + 1..];
    let follows = after.is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>'));
    let mut tags = behind.match_indices('<').map(|(at, _)| &behind[at..]);
    let over_tag = tags.any(is_tag);
    let missing = over_tag && (behind.trim_end().ends_with('=') || follows || attributes::holds_no_text(key));
    missing.then_some(end)
}

fn is_tag(html: &str) -> bool {
    let name = &html[1..];
    name.strip_prefix('/').unwrap_or(name).starts_with(|c: char| c.is_ascii_alphabetic())
}

fn read_tag(html: &str, start: usize) -> HtmlPart<'_> {
    let bytes = html.as_bytes();
    let skip = |mut at: usize, test: fn(u8) -> bool| {
        while bytes.get(at).is_some_and(|b| test(*b)) {
            at += 1;
        }
        at
    };
    let word = |b: u8| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=' | b'<');
    let gap = |b: u8| b.is_ascii_whitespace() || b == b'/';
    let name_start = skip(start + 1, |b| b == b'/');
    let mut at = skip(name_start, |b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>'));
    let mut tag = Tag { name: &html[name_start..at], closing: name_start > start + 1, ..Tag::default() };
    loop {
        at = skip(at, gap);
        let key_start = at;
        at = skip(at, word);
        let key = &html[key_start..at];
        let value_start = skip(at, |b| b.is_ascii_whitespace());
        match bytes.get(value_start) {
            Some(b'=') => {
                let value_start = skip(value_start + 1, |b| b.is_ascii_whitespace());
                let is_quoted = matches!(bytes.get(value_start), Some(b'"' | b'\''));
                tag.has_value |= attributes::is_known(key);
                tag.word =
                    tag.word.or_else(|| Some(key).filter(|key| !is_quoted && attributes::is_word(key)));
                let value = match bytes.get(value_start) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let inside = value_start + 1;
                        let length = html[inside..].find(char::from(*quote));
                        let over = match length {
                            Some(length) => {
                                runs_over(key, &html[inside..inside + length], bytes.get(inside + length + 1))
                            }
                            None => html[inside..].find('>').filter(|_| attributes::holds_no_text(key)),
                        };
                        let Some(length) = over.or(length) else {
                            return HtmlPart::Text(start..html.len());
                        };
                        at = inside + length + usize::from(over.is_none());
                        if over.is_some() {
                            tag.unquoted = tag.unquoted.or(Some((key, char::from(*quote))));
                        }
                        inside..inside + length
                    }
                    _ => {
                        at = skip(value_start, |b| !b.is_ascii_whitespace() && !matches!(b, b'>' | b'<'));
                        value_start..at
                    }
                };
                tag.attributes.push((key, value));
            }
            _ if key.is_empty() => break,
            _ => {
                tag.word = tag.word.or_else(|| Some(key).filter(|key| attributes::is_word(key)));
                tag.attributes.push((key, at..at));
            }
        }
    }
    match bytes.get(at) {
        Some(b'>') => {}
        // No name nor plain value holds one: what came before it was no tag.
        Some(b'<') => return HtmlPart::Text(start..at),
        _ => return HtmlPart::Text(start..html.len()),
    }
    tag.place = start..at + 1;
    HtmlPart::Tag(tag)
}
