//! A text from elsewhere, as blocks: what a page, a saved file and a pasted text become before anything is written.
//!
//! Blocks know nothing of HTML and nothing of Markdown; `html.rs` makes them, `markdown.rs` writes them.

use std::borrow::Cow;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside of the text.
    Heading {
        /// 1 to 6.
        level: u8,
        /// What it says.
        text: Inline,
    },
    /// A paragraph.
    Paragraph(Inline),
    /// A quotation of one or more blocks.
    Quote(Vec<Block>),
    /// A list.
    List {
        /// The number that the first item has; none in a list without numbers.
        start: Option<u32>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Code or other text that keeps its lines.
    Code {
        /// Its language; empty when nobody said.
        language: String,
        /// Its lines.
        text: String,
    },
    /// A table; the first row is its head.
    Table(Vec<Vec<Inline>>),
    /// A picture with what stands below it.
    Picture(Picture),
    /// A video or a sound, by its address.
    Player(String),
    /// A thematic break.
    Rule,
    /// A word to its editors at this place; no reader sees it.
    Comment(Comment),
}

/// A word to the editors of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Comment {
    /// What follows may be none of the text: what it looks like.
    Asked(&'static str),
    /// What a page shows there of another one: its title, if it has one, and its address.
    Embedded(String),
    /// Whatever else.
    Said(String),
}

impl Comment {
    /// The words of it.
    pub fn text(&self) -> String {
        match self {
            Self::Asked(look) => format!("Part of the text? It looks like: {look}"),
            Self::Embedded(what) => format!("The page shows here: {what}"),
            Self::Said(text) => text.clone(),
        }
    }
}

/// A picture with what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// Its address; empty where only its caption came along, as in a pasted text.
    pub src: String,
    /// What it shows, for whoever does not see it.
    pub alt: String,
    /// What stands below it, without its credit.
    pub caption: Option<Inline>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// Text with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Inline(pub Vec<Span>);

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain text; white space is one space.
    Text(String),
    /// Emphasised.
    Emphasis(Inline),
    /// Of strong importance.
    Strong(Inline),
    /// Struck through.
    Strike(Inline),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads; whole, with its scheme.
        href: String,
        /// What it says.
        text: Inline,
    },
    /// A picture inside of a sentence.
    Image {
        /// Its address.
        src: String,
        /// What it shows.
        alt: String,
    },
    /// A new line.
    Break,
}

impl Inline {
    /// Whether it is a link to a file of an office, and to no other article.
    pub fn is_document(&self) -> bool {
        const ENDINGS: &[&str] =
            &["pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "zip"];
        let [Span::Link { href, .. }] = &self.0[..] else { return false };
        let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        path.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
    }

    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Span::Text(text.into())])
    }

    /// What it says, without its marks.
    pub fn text(&self) -> Cow<'_, str> {
        if let [Span::Text(text)] = &self.0[..] {
            return Cow::Borrowed(text);
        }
        let mut all = String::new();
        self.write_text(&mut all);
        Cow::Owned(all)
    }

    fn write_text(&self, into: &mut String) {
        for span in &self.0 {
            match span {
                Span::Text(text) | Span::Code(text) => into.push_str(text),
                Span::Emphasis(inner)
                | Span::Strong(inner)
                | Span::Strike(inner)
                | Span::Link { text: inner, .. } => inner.write_text(into),
                Span::Image { .. } => {}
                Span::Break => into.push('\n'),
            }
        }
    }

    /// Without its first `bytes` of text, and without white space at the new beginning. Marks around what is left stay.
    #[must_use]
    pub fn without_first(mut self, bytes: usize) -> Self {
        let mut left = bytes;
        self.cut(&mut left);
        self.trim_start();
        self
    }

    fn each_picture(&mut self, each: &mut dyn FnMut(&mut String)) {
        for span in &mut self.0 {
            match span {
                Span::Emphasis(inner)
                | Span::Strong(inner)
                | Span::Strike(inner)
                | Span::Link { text: inner, .. } => inner.each_picture(each),
                Span::Image { src, .. } => each(src),
                Span::Text(_) | Span::Code(_) | Span::Break => {}
            }
        }
    }

    fn cut(&mut self, left: &mut usize) {
        while *left > 0 && !self.0.is_empty() {
            let is_gone = match &mut self.0[0] {
                Span::Text(text) | Span::Code(text) => {
                    let mut at = (*left).min(text.len());
                    while !text.is_char_boundary(at) {
                        at += 1;
                    }
                    *left = left.saturating_sub(at);
                    text.drain(..at);
                    text.is_empty()
                }
                Span::Emphasis(inner)
                | Span::Strong(inner)
                | Span::Strike(inner)
                | Span::Link { text: inner, .. } => {
                    inner.cut(left);
                    inner.0.is_empty()
                }
                Span::Image { .. } => true,
                Span::Break => {
                    *left -= 1;
                    true
                }
            };
            if !is_gone {
                break;
            }
            self.0.remove(0);
        }
    }

    fn trim_start(&mut self) {
        while let Some(first) = self.0.first_mut() {
            match first {
                Span::Text(text) => *text = text.trim_start().to_owned(),
                Span::Break => {}
                _ => return,
            }
            match first {
                Span::Text(text) if !text.is_empty() => return,
                _ => drop(self.0.remove(0)),
            }
        }
    }

    /// Whether it says nothing and shows nothing.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| match span {
            Span::Text(text) | Span::Code(text) => text.trim().is_empty(),
            Span::Emphasis(inner)
            | Span::Strong(inner)
            | Span::Strike(inner)
            | Span::Link { text: inner, .. } => inner.is_empty(),
            Span::Image { .. } => false,
            Span::Break => true,
        })
    }
}

impl Block {
    /// Gives the address of each of its pictures.
    pub fn each_picture(&mut self, each: &mut dyn FnMut(&mut String)) {
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => text.each_picture(each),
            Self::Quote(blocks) => blocks.iter_mut().for_each(|block| block.each_picture(each)),
            Self::List { items, .. } => {
                items.iter_mut().flatten().for_each(|block| block.each_picture(each));
            }
            Self::Table(rows) => rows.iter_mut().flatten().for_each(|cell| cell.each_picture(each)),
            Self::Picture(picture) => each(&mut picture.src),
            Self::Code { .. } | Self::Player(_) | Self::Rule | Self::Comment(_) => {}
        }
    }

    /// What it says, without its marks; that of a picture is its caption.
    pub fn text(&self) -> String {
        let joined = |blocks: &[Self]| blocks.iter().map(Self::text).collect::<Vec<_>>().join("\n");
        match self {
            Self::Heading { text, .. } | Self::Paragraph(text) => text.text().into_owned(),
            Self::Quote(blocks) => joined(blocks),
            Self::List { items, .. } => items.iter().map(|item| joined(item)).collect::<Vec<_>>().join("\n"),
            Self::Code { text, .. } => text.clone(),
            Self::Table(rows) => {
                let row = |row: &Vec<Inline>| row.iter().map(Inline::text).collect::<Vec<_>>().join(" ");
                rows.iter().map(row).collect::<Vec<_>>().join("\n")
            }
            Self::Picture(picture) => {
                picture.caption.as_ref().map(|text| text.text().into_owned()).unwrap_or_default()
            }
            Self::Player(_) | Self::Rule | Self::Comment(_) => String::new(),
        }
    }
}
