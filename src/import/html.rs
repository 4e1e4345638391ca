//! The tree of a page → its leaves: each text, picture and player in the order of the page, with the lists, quotations and
//! tables that it stands in. Whoever decides what belongs to an article decides about leaves; what is left is put together
//! again as blocks.

mod elements;
mod fold;
mod inline;
mod media;
mod table;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};
use url::Url;

pub use self::elements::is_hidden;
use self::elements::{holders, is_answer, is_block, is_question, is_silent, opened};
pub use self::fold::fold;
use self::table::{Cell, Grid};
use super::block::{Block, Comment, Inline, Picture, Span};
use super::page::Page;

/// A text, a picture or a player of a page.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub text: Inline,
    /// What it stands in, from the outside in.
    pub within: Vec<Container>,
    /// Where in the page.
    pub node: NodeId,
}

impl Leaf {
    /// Whether it has words. A sign alone, as in the cells of a table, is kept with what stands around it, as a picture is.
    pub fn has_words(&self) -> bool {
        self.text.text().chars().any(char::is_alphanumeric)
    }
}

/// What a leaf is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A heading of a level.
    Heading(u8),
    /// A paragraph, an item of a list, a cell.
    Text,
    /// Text that keeps its lines, in a language.
    Code(String),
    /// A picture; its caption is a leaf of its own.
    Picture(Picture),
    /// A video or a sound.
    Player(String),
    /// A thematic break.
    Rule,
    /// A word to whoever edits the text; no page has one.
    Comment(Comment),
}

/// What leaves stand in. Two leaves stand in the same one when their numbers are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Container {
    /// Which one of the page.
    pub number: u32,
    /// What it is.
    pub kind: Within,
}

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// A quotation.
    Quote,
    /// A list, with its first number if it has numbers.
    List(Option<u32>),
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell(Cell),
    /// A picture with its caption.
    Figure,
    /// That caption.
    Caption,
    /// The line that says whose a picture is.
    Credit,
}

/// The blocks of a piece of HTML, all of it.
///
/// # Errors
/// What it has too much of.
pub fn blocks(html: &str, base: Option<&Url>) -> Result<Vec<Block>, super::page::Unparsable> {
    let page = Page::parse(html.to_owned(), base.cloned())?;
    Ok(fold(leaves(&page)))
}

/// The address of a video as readers open it, by the address that pages load it from.
pub fn player(url: Url) -> Option<String> {
    media::of_address(url.clone(), true).or_else(|| media::of_address(url, false))
}

/// The leaves of a page, in its order.
pub fn leaves(page: &Page) -> Vec<Leaf> {
    let Some(body) = page.document.body() else { return Vec::new() };
    let mut walk = Walk {
        page,
        holds_blocks: holders(&body),
        opened: opened(&body),
        leaves: Vec::new(),
        within: Vec::new(),
        table: None,
        link: None,
        numbers: 0,
    };
    walk.children(&body, &Kind::Text);
    walk.leaves
}

/// The level of the heading that a question is which opens its answer.
const QUESTION: u8 = 3;

struct Walk<'a> {
    page: &'a Page,
    holds_blocks: HashSet<NodeId>,
    opened: HashSet<String>,
    leaves: Vec<Leaf>,
    within: Vec<Container>,
    /// Where the next cell of the table stands that is walked through; tables with others in them are none.
    table: Option<Grid>,
    /// Where the link leads that is around all this.
    link: Option<String>,
    numbers: u32,
}

impl Walk<'_> {
    /// What stands in an element: runs of text between blocks, and these.
    fn children(&mut self, parent: &NodeRef<'_>, kind: &Kind) {
        let mut run = Inline::default();
        for child in parent.children_it(false) {
            let name = child.node_name();
            let name = name.as_deref().unwrap_or("");
            let is_apart = || {
                is_block(name)
                    || self.holds_blocks.contains(&child.id)
                    || self.is_credit(&child)
                    || is_question(&child) && *kind == Kind::Text
            };
            if child.is_text() || (child.is_element() && !is_apart()) {
                if !is_silent(&child, name) || media::is_fallback(self.page, &child, name) {
                    inline::append(self.page, &child, name, &mut run);
                }
                continue;
            }
            if child.is_element() {
                self.text(std::mem::take(&mut run), parent, kind);
                if !is_silent(&child, name) || self.is_opened(&child) {
                    self.element(&child, name, kind);
                }
            }
        }
        self.text(run, parent, kind);
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str, kind: &Kind) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.children(node, &Kind::Heading(name.as_bytes()[1] - b'0'));
            }
            "button" if *kind == Kind::Text && is_question(node) => {
                self.children(node, &Kind::Heading(QUESTION));
            }
            "hr" => self.leaf(Kind::Rule, Inline::default(), node),
            "pre" | "listing" => {
                let text = node.text();
                let lines = text.trim_matches('\n').trim_end();
                if !lines.trim().is_empty() {
                    self.leaf(Kind::Code(media::language(node)), Inline::plain(lines), node);
                }
            }
            // Cards are links around a picture, a headline and a sentence.
            "a" => {
                let around = self.link.take();
                self.link = inline::address(self.page, node).or_else(|| around.clone());
                self.children(node, kind);
                self.link = around;
            }
            "blockquote" => self.inside(Within::Quote, |walk| walk.children(node, kind)),
            "ul" | "menu" | "dir" => self.inside(Within::List(None), |walk| walk.children(node, kind)),
            "ol" => {
                let start = node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
                self.inside(Within::List(Some(start)), |walk| walk.children(node, kind));
            }
            "li" if self.is_in(|within| matches!(within, Within::List(_))) => {
                self.inside(Within::Item, |walk| walk.children(node, kind));
            }
            "figure" => self.inside(Within::Figure, |walk| walk.children(node, &Kind::Text)),
            "figcaption" => self.inside(Within::Caption, |walk| walk.children(node, &Kind::Text)),
            "table" if media::is_data(node) => {
                let captions = node.children_it(false).filter(|child| child.has_name("caption"));
                captions.for_each(|caption| self.children(&caption, &Kind::Text));
                self.table = Some(Grid::new());
                self.inside(Within::Table, |walk| walk.children(node, &Kind::Text));
                self.table = None;
            }
            // It stands before its table.
            "caption" if self.is_in(|within| within == Within::Table) => {}
            "tr" if self.is_in(|within| within == Within::Table) => {
                if let Some(table) = &mut self.table {
                    table.row(node);
                }
                self.inside(Within::Row, |walk| walk.children(node, kind));
            }
            "td" | "th" if self.is_in(|within| within == Within::Row) => {
                let cell = self.table.as_mut().map(|table| table.cell(node, name));
                match cell {
                    Some(cell) => self.inside(Within::Cell(cell), |walk| walk.children(node, kind)),
                    None => self.children(node, kind),
                }
            }
            "iframe" | "video" | "audio" | "amp-youtube" | "amp-vimeo" | "amp-dailymotion" | "amp-video"
            | "amp-audio" | "amp-iframe" => {
                if let Some(address) = media::player(self.page, node, name) {
                    self.leaf(Kind::Player(address), Inline::default(), node);
                } else {
                    self.embedded(node);
                }
            }
            "object" => self.embedded(node),
            "amp-img" | "amp-anim" => {
                if let Some(picture) = media::picture(self.page, node) {
                    self.leaf(Kind::Picture(picture), Inline::default(), node);
                }
            }
            _ if self.is_credit(node) => {
                self.inside(Within::Credit, |walk| walk.children(node, &Kind::Text));
            }
            _ if self.is_in(|within| within == Within::Figure) && media::is_caption(node) => {
                self.inside(Within::Caption, |walk| walk.children(node, &Kind::Text));
            }
            _ if media::is_figure(node) => self.inside(Within::Figure, |walk| walk.children(node, kind)),
            _ => self.children(node, kind),
        }
    }

    /// A map, a chart, a document of another page: nothing that a text could show, and a word to whoever edits it.
    fn embedded(&mut self, node: &NodeRef<'_>) {
        if let Some(what) = media::embedded(self.page, node) {
            self.leaf(Kind::Comment(Comment::Embedded(what)), Inline::default(), node);
        }
    }

    fn is_opened(&self, node: &NodeRef<'_>) -> bool {
        node.id_attr().is_some_and(|id| self.opened.contains(&*id)) || is_answer(node)
    }

    /// Whether an element says whose the picture is in whose figure it stands.
    fn is_credit(&self, node: &NodeRef<'_>) -> bool {
        self.is_in(|within| matches!(within, Within::Figure | Within::Caption)) && media::is_credit(node)
    }

    fn is_in(&self, what: impl Fn(Within) -> bool) -> bool {
        self.within.last().is_some_and(|container| what(container.kind))
    }

    fn inside(&mut self, kind: Within, walk: impl FnOnce(&mut Self)) {
        self.numbers += 1;
        self.within.push(Container { number: self.numbers, kind });
        walk(self);
        self.within.pop();
    }

    fn leaf(&mut self, kind: Kind, text: Inline, node: &NodeRef<'_>) {
        self.leaves.push(Leaf { kind, text, within: self.within.clone(), node: node.id });
    }

    /// A run of text: paragraphs where two new lines follow each other, and pictures where there is nothing else.
    fn text(&mut self, run: Inline, parent: &NodeRef<'_>, kind: &Kind) {
        for text in inline::paragraphs(run) {
            let pictures = inline::pictures_alone(&text);
            match pictures {
                Some(pictures) => {
                    for picture in pictures {
                        self.leaf(Kind::Picture(picture), Inline::default(), parent);
                    }
                }
                None if !text.is_empty() => {
                    let text = match &self.link {
                        Some(href) => inline::linked(text, href),
                        None => text,
                    };
                    self.leaf(kind.clone(), text, parent);
                }
                None => {}
            }
        }
    }
}

/// What an inline has when it is one picture after another.
fn only_pictures(text: &Inline, into: &mut Vec<Picture>) -> bool {
    text.0.iter().all(|span| match span {
        Span::Image { src, alt } => {
            into.push(Picture { src: src.clone(), alt: alt.clone(), ..Picture::default() });
            true
        }
        Span::Text(text) => text.trim().is_empty(),
        Span::Link { text, .. } | Span::Emphasis(text) | Span::Strong(text) => only_pictures(text, into),
        Span::Break => true,
        Span::Strike(_) | Span::Code(_) => false,
    })
}
