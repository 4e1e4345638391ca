//! The HTML of a body: one pass over its events, written as they come.
//!
//! What is known only at the end of a block (that it was a card, a figure, an attribution) changes
//! the end of what was just written. Footnotes are kept back and written last.

mod blocks;
mod finish;
mod inline;
mod later;
mod pictures;
mod pieces;
mod play;
mod tables;
mod updates;

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, Tag, TagEnd};

use super::card_grammar::Watch;
use super::comments::Cuts;
use super::escape::{push_attribute, push_text};
use super::events::{MAX_DEPTH, events, has_h1, typed};
use super::figure::{Candidate, Gallery};
use super::footnotes::{Definition, Footnotes};
use super::headings::{HeadingIds, safe_name};
use super::quotation::Quotation;
use super::quotes::Quotes;
use super::raw_html::Raw;
use super::{Cards, Heading, HtmlPolicy, Options, Rendered, Resolve};
use pictures::Pictures;
use pieces::Pieces;
use play::Play;
use updates::Updates;

/// Writes a body as HTML.
pub fn render(body: &str, options: &Options<'_>, resolve: &dyn Resolve) -> Rendered {
    let left = Cuts::find(body).apply(body);
    let body = &*left;
    let mut writer = Writer::new(body, options, resolve);
    for (event, place) in events(body) {
        writer.event(event, place);
    }
    if writer.raw.nesting.is_hostile && options.html == HtmlPolicy::Safe {
        let escaped = Options { html: HtmlPolicy::Escape, ..*options };
        return render(body, &escaped, resolve);
    }
    writer.finish()
}

struct Writer<'b> {
    body: &'b str,
    options: &'b Options<'b>,
    resolve: &'b dyn Resolve,
    out: String,
    toc: Vec<Heading>,
    ids: HeadingIds<'b>,
    quotes: Quotes,
    /// Whether headings are shown one level lower.
    shifted: bool,
    /// Open tags.
    depth: usize,
    watch: Watch,
    pieces: Pieces<'b>,
    pictures: Pictures,
    play: Play<'b>,
    updates: Option<Updates<'b>>,
    /// Where the current block of top level began.
    block_start: usize,
    /// Where the current paragraph began.
    paragraph_start: usize,
    heading: Option<OpenHeading>,
    image: Option<OpenImage<'b>>,
    figure: Option<Candidate>,
    /// Open lists without numbers.
    galleries: Vec<Gallery>,
    quotations: Vec<Option<Quotation>>,
    /// Open links: whether their `<a>` was written.
    links: Vec<bool>,
    /// A task's `<label>` is open.
    label: bool,
    columns: Vec<Alignment>,
    column: usize,
    in_table_head: bool,
    has_table_body: bool,
    /// The raw HTML block that is being read.
    raw_block: Option<(String, Range<usize>)>,
    /// Raw HTML was written, to be sanitised.
    has_raw: bool,
    raw: Raw,
    footnotes: Footnotes<'b>,
    /// The definition that is being read: its label, the definitions open in it, its events.
    definition: Option<(CowStr<'b>, usize, Definition<'b>)>,
    in_footnote: bool,
}

struct OpenHeading {
    level: u8,
    asked: Option<String>,
    classes: Vec<String>,
    /// As written.
    place: Range<usize>,
    /// Where its tag goes when its id is known.
    start: usize,
    shown: String,
    typed: String,
}

struct OpenImage<'b> {
    depth: usize,
    src: CowStr<'b>,
    title: CowStr<'b>,
    alt: String,
}

impl<'b> Writer<'b> {
    fn new(body: &'b str, options: &'b Options<'b>, resolve: &'b dyn Resolve) -> Self {
        Self {
            body,
            options,
            resolve,
            out: String::with_capacity(body.len() + body.len() / 4),
            toc: Vec::new(),
            ids: HeadingIds::new(body),
            quotes: Quotes::new(options.language),
            shifted: has_h1(body),
            depth: 0,
            watch: Watch::new(options.cards == Cards::Apart),
            pieces: Pieces::default(),
            pictures: Pictures::default(),
            play: Play::default(),
            updates: options.live.map(Updates::new),
            block_start: 0,
            paragraph_start: 0,
            heading: None,
            image: None,
            figure: None,
            galleries: Vec::new(),
            quotations: Vec::new(),
            links: Vec::new(),
            label: false,
            columns: Vec::new(),
            column: 0,
            in_table_head: false,
            has_table_body: false,
            raw_block: None,
            has_raw: false,
            raw: Raw::default(),
            footnotes: Footnotes::default(),
            definition: None,
            in_footnote: false,
        }
    }

    fn event(&mut self, event: Event<'b>, place: Range<usize>) {
        if self.definition.is_some() || matches!(event, Event::Start(Tag::FootnoteDefinition(_))) {
            return self.keep_back(event, place);
        }
        if self.image.is_some() {
            return self.in_image(event, &place);
        }
        if self.in_bare_player(&event, &place) {
            return;
        }
        if let Some(gallery) = self.galleries.last_mut() {
            gallery.look_at(&event);
        }
        if let Event::End(_) = event {
            self.depth -= 1;
            self.raw.concealed.left(self.depth);
        }
        let top = self.depth == 0 && !self.in_footnote;
        let alone = self.watch_pieces(&event, &place, top);
        let after_link = matches!(event, Event::Start(Tag::Link { .. }) | Event::End(TagEnd::Link));
        let in_code = self.options.html == HtmlPolicy::Safe && self.raw.hides(place.start);
        match event {
            // Its words go as well, but an id is made of all that is typed, whatever becomes of HTML.
            Event::Text(text) if in_code => {
                self.heading_text("", typed(self.body, &text, &place));
                push_text(&mut self.out, self.raw.behind_code(&text, &place));
            }
            Event::Code(text) if in_code => self.heading_text("", &text),
            Event::SoftBreak | Event::HardBreak if in_code => self.heading_text("", " "),
            Event::InlineHtml(_) | Event::FootnoteReference(_) if in_code => {}
            Event::Start(tag) => {
                if top {
                    self.block_start = self.out.len();
                }
                if self.depth < MAX_DEPTH || matches!(tag, Tag::Image { .. }) {
                    self.start(tag, place);
                }
                self.depth += 1;
            }
            Event::End(tag) => {
                if self.depth < MAX_DEPTH {
                    self.end(tag);
                }
            }
            Event::Text(text) => self.text(&text, &place),
            Event::Code(text) => {
                self.figure = None;
                self.heading_text(&text, &text);
                self.out.push_str("<code>");
                push_text(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => {
                self.block();
                self.out.push_str("<hr>\n");
            }
            Event::Html(html) => match &mut self.raw_block {
                Some((block, _)) => block.push_str(&html),
                None => self.raw_in_line(&html, &place),
            },
            Event::InlineHtml(html) => self.raw_in_line(&html, &place),
            Event::FootnoteReference(label) => self.footnote_reference(&label),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => push_text(&mut self.out, &text),
        }
        if after_link {
            self.pieces.link_written(self.out.len());
        }
        self.block_ended(alone);
    }

    fn start(&mut self, tag: Tag<'b>, place: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.block();
                self.paragraph_start = self.out.len();
                self.figure = Some(Candidate::new(self.out.len(), "<p>"));
                self.out.push_str("<p>");
                self.quote_line();
            }
            Tag::Heading { level, id, classes, .. } => {
                self.block();
                let safe = classes.iter().map(|class| safe_name(class)).filter(|class| !class.is_empty());
                self.heading = Some(OpenHeading {
                    level: (level as u8 + u8::from(self.shifted)).min(6),
                    asked: id.map(|id| id.to_string()),
                    classes: safe.collect(),
                    place,
                    start: self.out.len(),
                    shown: String::new(),
                    typed: String::new(),
                });
            }
            Tag::BlockQuote(None) => {
                self.block();
                self.out.push_str("<blockquote>\n");
                self.quotations.push(Some(Quotation::new(self.depth + 1, self.out.len())));
            }
            Tag::BlockQuote(Some(kind)) => self.alert(kind),
            Tag::CodeBlock(kind) => {
                self.block();
                self.out.push_str("<pre><code");
                if let CodeBlockKind::Fenced(info) = kind
                    && let Some(language) =
                        info.split([' ', ',', '\t']).next().filter(|word| !word.is_empty())
                {
                    self.out.push_str(" class=\"language-");
                    push_attribute(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
            }
            Tag::HtmlBlock => {
                self.block();
                self.raw_block = Some((String::new(), place));
            }
            Tag::List(None) => {
                self.block();
                self.galleries.push(Gallery::new(self.out.len()));
                self.out.push_str("<ul>\n");
            }
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(first)) => {
                self.block();
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Tag::Item => {
                self.open("<li>");
                self.figure = Some(Candidate::new(self.out.len(), ""));
            }
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(columns) => self.table(columns),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => {
                let figure = self.figure.take();
                self.figure = figure.and_then(|figure| figure.with_emphasis(self.out.len()));
                self.out.push_str("<em>");
            }
            Tag::Strong => self.inline("<strong>"),
            Tag::Strikethrough => self.inline("<del>"),
            Tag::Superscript => self.inline("<sup>"),
            Tag::Subscript => self.inline("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(link_type, &dest_url, &title),
            Tag::Image { dest_url: src, title, .. } => {
                self.image = Some(OpenImage { depth: 0, src, title, alt: String::new() });
            }
            Tag::FootnoteDefinition(_) | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => {
                if let Some(Some(quotation)) = self.quotations.pop() {
                    quotation.finish(&mut self.out);
                }
                self.open("</blockquote>\n");
            }
            TagEnd::BlockQuote(Some(_)) => {
                self.quotations.pop();
                self.open("</div>\n");
            }
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::HtmlBlock => {
                if let Some((html, place)) = self.raw_block.take() {
                    self.raw_block(&html, &place);
                }
            }
            TagEnd::List(true) => self.open("</ol>\n"),
            TagEnd::List(false) => {
                self.open("</ul>\n");
                if let Some(gallery) = self.galleries.pop() {
                    gallery.finish(&mut self.out);
                }
            }
            TagEnd::Item => {
                self.end_label();
                self.end_figure();
                self.out.push_str("</li>\n");
            }
            TagEnd::DefinitionList => self.open("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.table_ended(),
            TagEnd::TableHead => self.table_head_ended(),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(if self.in_table_head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis => {
                let figure = self.figure.take();
                self.figure = figure.and_then(|figure| figure.emphasis_ended(self.out.len()));
                self.out.push_str("</em>");
            }
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Superscript => self.out.push_str("</sup>"),
            TagEnd::Subscript => self.out.push_str("</sub>"),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            TagEnd::Image | TagEnd::FootnoteDefinition | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// A tag that begins on a line of its own.
    fn open(&mut self, tag: &str) {
        self.block();
        self.out.push_str(tag);
    }

    fn inline(&mut self, tag: &str) {
        self.figure = None;
        self.out.push_str(tag);
    }

    /// A block begins or ends here: on a line of its own, and not in a task's label.
    fn block(&mut self) {
        self.raw.concealed.block();
        self.end_label();
        self.figure = None;
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}
