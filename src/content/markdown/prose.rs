//! The text of a body in blocks, with the place of each word in its file: what rules about wording look at.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::comments::Cuts;
use super::events::{events, typed};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum ProseKind {
    Paragraph,
    Heading,
    ListItem,
    /// A paragraph of a block quotation.
    Quotation,
    TableCell,
}

/// A block of text as it is typed: without markup, code, raw HTML and the words of pictures. Lines of a paragraph are joined by
/// a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// What it is.
    pub kind: ProseKind,
    /// Its words.
    pub text: String,
    /// Whether all of it is the words of links.
    pub is_link: bool,
    /// From where in the text on it stands where in the body: offsets in bytes, and how many bytes are the same in both.
    runs: Vec<(usize, usize, usize)>,
}

/// A picture of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProsePicture {
    /// Its alternative text.
    pub alt: String,
    /// Its address as written.
    pub src: String,
    /// Its title, which is shown as its caption.
    pub title: String,
    /// Where it stands, in bytes of the body.
    pub place: Range<usize>,
}

/// What a body says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Its blocks of text, in order.
    pub blocks: Vec<Prose>,
    /// Its pictures, in order.
    pub pictures: Vec<ProsePicture>,
    /// The HTML comments, with what stands between their marks, and where it does in the body.
    pub comments: Vec<(String, Range<usize>)>,
}

impl Prose {
    /// Where `text[range]` stands in the body, in bytes.
    pub fn place(&self, range: Range<usize>) -> Range<usize> {
        let of = |at: usize, is_end: bool| {
            // An end belongs to the run that ends there.
            let next = self.runs.partition_point(|run| if is_end { run.0 < at } else { run.0 <= at });
            let Some((text, body, same)) = next.checked_sub(1).map(|index| self.runs[index]) else {
                return 0;
            };
            match self.runs.get(next) {
                // Of what is written otherwise only its ends are known.
                Some((_, after, _)) if is_end && same == 0 => *after,
                _ => body + (at - text).min(same),
            }
        };
        let start = of(range.start, false);
        start..of(range.end, true).max(start)
    }
}

/// Reads the text of a body.
pub fn words(body: &str) -> Words {
    let cuts = Cuts::find(body);
    let left = cuts.apply(body);
    let mut reader = Reader {
        body: &left,
        cuts: &cuts,
        words: Words::default(),
        block: None,
        has_plain: false,
        quotations: Vec::new(),
        items: 0,
        links: 0,
        code: false,
        picture: None,
    };
    for (event, place) in events(&left) {
        reader.event(event, place);
    }
    reader.ended();
    reader.words
}

struct Reader<'b> {
    body: &'b str,
    cuts: &'b Cuts,
    words: Words,
    /// The block that is being read.
    block: Option<Prose>,
    /// Whether something of it is no link's.
    has_plain: bool,
    /// Open block quotations, and whether each quotes somebody.
    quotations: Vec<bool>,
    /// Open list items.
    items: usize,
    /// Open links.
    links: usize,
    /// Inside a code block.
    code: bool,
    /// The picture whose alternative text is being read, and how many tags are open in it.
    picture: Option<(ProsePicture, usize)>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        if let Some((picture, depth)) = &mut self.picture {
            match event {
                Event::Start(_) => *depth += 1,
                Event::End(TagEnd::Image) if *depth == 0 => {
                    self.words.pictures.extend(self.picture.take().map(|(picture, _)| picture));
                }
                Event::End(_) => *depth -= 1,
                Event::Text(text) | Event::Code(text) => {
                    picture.alt.push_str(typed(self.body, &text, &place));
                }
                Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if !self.code => self.text(typed(self.body, &text, &place), &place),
            // It is shown, but it is no wording.
            Event::Code(text) => self.text(&"\u{fffc}".repeat(text.chars().count()), &place),
            Event::SoftBreak | Event::HardBreak => self.text("\n", &place),
            Event::InlineHtml(html) => self.comment(&html, place.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, place: Range<usize>) {
        let kind = match tag {
            Tag::BlockQuote(kind) => {
                // An alert (`> [!NOTE]`) is the newsroom's own.
                self.quotations.push(kind.is_none());
                return;
            }
            Tag::Item => {
                self.items += 1;
                ProseKind::ListItem
            }
            Tag::Paragraph if self.quotations.contains(&true) => ProseKind::Quotation,
            Tag::Paragraph if self.items > 0 => ProseKind::ListItem,
            Tag::Paragraph => ProseKind::Paragraph,
            Tag::Heading { .. } => ProseKind::Heading,
            Tag::TableCell => ProseKind::TableCell,
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => ProseKind::ListItem,
            // Its events are lines, and a comment may have several.
            Tag::HtmlBlock => {
                let html = self.body.get(place.clone()).unwrap_or_default();
                self.comment(html, place.start);
                return;
            }
            Tag::CodeBlock(_) => {
                self.ended();
                self.code = true;
                return;
            }
            Tag::Link { .. } => {
                self.links += 1;
                return;
            }
            Tag::Image { dest_url, title, .. } => {
                let (src, title) = (dest_url.into_string(), title.into_string());
                let place = self.cuts.place(place.start)..self.cuts.place(place.end);
                self.picture = Some((ProsePicture { alt: String::new(), src, title, place }, 0));
                return;
            }
            _ => return,
        };
        self.ended();
        self.block = Some(Prose { kind, text: String::new(), is_link: false, runs: Vec::new() });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.quotations.pop();
            }
            TagEnd::Item => {
                self.ended();
                self.items -= 1;
            }
            TagEnd::Link => self.links -= 1,
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.ended(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, place: &Range<usize>) {
        let Some(block) = &mut self.block else { return };
        self.has_plain |= self.links == 0 && !text.trim().is_empty();
        let same = if self.body.get(place.clone()) == Some(text) { text.len() } else { 0 };
        let begins = block.text.len();
        block.runs.push((begins, self.cuts.place(place.start), same));
        if same > 0 {
            let seams = self.cuts.seams(place.clone());
            block.runs.extend(seams.map(|seam| {
                let inside = seam - place.start;
                (begins + inside, self.cuts.place(seam), same - inside)
            }));
        }
        block.text.push_str(text);
        if same == 0 {
            // What is written otherwise, as an entity, ends where it ends.
            block.runs.push((block.text.len(), self.cuts.place(place.end), 0));
        }
    }

    fn comment(&mut self, html: &str, start: usize) {
        let Some(open) = html.find("<!--") else { return };
        let inside = open + 4;
        let end = html[inside..].find("-->").map_or(html.len(), |end| inside + end);
        let place = self.cuts.place(start + inside)..self.cuts.place(start + end);
        self.words.comments.push((html[inside..end].to_owned(), place));
        if let Some(rest) = html.get(end + 3..) {
            self.comment(rest, start + end + 3);
        }
    }

    fn ended(&mut self) {
        if let Some(mut block) = self.block.take().filter(|block| !block.text.trim().is_empty()) {
            block.is_link = !self.has_plain;
            self.words.blocks.push(block);
        }
        self.has_plain = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_found_where_it_stands() {
        let body = "# A *head*\n\nOne “two” &amp; `three`\nfour %% cut %% five.\n\n> Said\n\n- [item](x.md)\n\n| a | b |\n|---|---|\n| c | d |\n\n![A *cat*](cat.jpg \"A title\")\n\n```\ncode\n```\n";
        let words = words(body);
        let blocks: Vec<_> = words.blocks.iter().map(|block| (block.kind, &*block.text)).collect();
        assert_eq!(
            blocks,
            [
                (ProseKind::Heading, "A head"),
                (ProseKind::Paragraph, "One “two” & \u{fffc}\u{fffc}\u{fffc}\u{fffc}\u{fffc}\nfour five."),
                (ProseKind::Quotation, "Said"),
                (ProseKind::ListItem, "item"),
                (ProseKind::TableCell, "a"),
                (ProseKind::TableCell, "b"),
                (ProseKind::TableCell, "c"),
                (ProseKind::TableCell, "d"),
            ]
        );
        assert!(words.blocks[3].is_link && !words.blocks[0].is_link);
        for (block, word) in
            [(0, "head"), (1, "two"), (1, "four"), (1, "five."), (2, "Said"), (3, "item"), (7, "d")]
        {
            let block = &words.blocks[block];
            let at = block.text.find(word).expect(word);
            assert_eq!(&body[block.place(at..at + word.len())], word);
        }
        let amp = words.blocks[1].text.find('&').expect("it is there");
        assert_eq!(&body[words.blocks[1].place(amp..amp + 1)], "&amp;");
        let [picture] = &words.pictures[..] else { panic!("{words:?}") };
        assert_eq!((&*picture.alt, &*picture.src, &*picture.title), ("A cat", "cat.jpg", "A title"));
        assert!(body[picture.place.clone()].starts_with("![A"));
    }

    #[test]
    fn comments_are_read_wherever_they_stand() {
        let body = "<!-- one -->\n\ntext <!-- two --> text\n\n<div><!-- three --><!-- four --></div>\n\n`<!-- code -->`\n";
        let found: Vec<_> = words(body).comments;
        let texts: Vec<_> =
            found.iter().map(|(text, place)| (text.trim(), body[place.clone()].trim())).collect();
        assert_eq!(texts, [("one", "one"), ("two", "two"), ("three", "three"), ("four", "four")]);
    }
}
