//! The facts of a body: one pass over its events, nothing kept but what others ask for.

mod dialects;
mod embeds;
mod excerpt;
mod links;
mod outline;
mod raw;
mod texts;
mod updates;

use std::cell::RefCell;
use std::num::NonZeroU32;
use std::ops::Range;

use chrono_tz::Tz;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd};

use dialects::Foreign;
use excerpt::{Excerpt, ExcerptMarks};
use outline::Drawn;
use updates::Updates;

use super::card_grammar::{Alone, Watch};
use super::comments::Cuts;
use super::dialects::{Found, accidental_heading, braces_for_attributes, cells_too_many, unclosed_fence};
use super::events::{MAX_DEPTH, events_with, typed};
use super::excerpt::Words;
use super::headings::HeadingIds;
use super::links::may_be_article;
use super::notes::Notes;
use super::places::Places;
use super::quotes::Quotes;
use super::raw_html::Raw;
use super::similarity::Similarity;
use super::{Facts, HtmlPolicy, ImageRef, Link, Outline, Players, fragments, references};
use crate::content::Date;
use crate::diagnostic::{Code, Diagnostic, Span};

/// What the reading of a body depends on besides its text.
#[derive(Debug, Clone, Copy)]
pub struct FactsOptions<'a> {
    /// Schemes that links may have, in lower case. Relative addresses always may be.
    pub link_schemes: &'a [String],
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Whether the automatic summary is asked for: it is not where one is written.
    pub excerpt: bool,
    /// Whether the outline is asked for, and links may be briefs: in editions.
    pub outline: bool,
    /// When a live article was published, and the site's zone.
    pub live: Option<(Date, Tz)>,
    /// Which addresses are played.
    pub players: &'a Players,
    /// The file, for its diagnostics.
    pub path: &'a str,
}

/// Reads a body: its facts, and what is wrong with the body itself (schemes that are not allowed, images without
/// alternative text, links to missing `#fragments` of the same page). `first_line` is the number of lines of the
/// file before it.
///
/// Texts are as typed but for dashes and ellipses: about quotation marks the page's language decides. Those of the
/// automatic summary are found here and wait for it.
pub fn facts(body: &str, first_line: u32, policy: &FactsOptions<'_>) -> (Facts, Vec<Diagnostic>) {
    let cuts = Cuts::find(body);
    let left = cuts.apply(body);
    let (whole, body) = (body, &*left);
    let mut reader = Reader {
        body,
        policy,
        places: Places::new(whole, first_line).cut(&cuts),
        ids: HeadingIds::new(body),
        quotes: Quotes::neutral(),
        watch: Watch::new(policy.outline),
        outline: policy.outline.then(Box::default),
        foreign: Foreign::new(body, policy.html),
        bare: false,
        updates: policy.live.map(|(date, zone)| Box::new(Updates::new(date, zone))),
        raw: Raw::default(),
        in_code: false,
        facts: Facts::default(),
        diagnostics: Vec::new(),
        heading_ids: Vec::new(),
        links: Vec::new(),
        images: Vec::new(),
        fragments: Vec::new(),
        words: Words::default(),
        similarity: Similarity::default(),
        excerpt: Excerpt::new(policy.excerpt),
        has_comments: memchr::memmem::find(body.as_bytes(), b"<!--").is_some(),
        depth: 0,
        footnotes: 0,
        notes: Notes::default(),
        code: false,
        columns: 0,
        heading: None,
        image: None,
        block_start: Marks::default(),
        blocks: 0,
    };
    let undefined = RefCell::new(Vec::new());
    let mut events = events_with(body, |link| {
        undefined.borrow_mut().extend(references::broken(body, link));
        None
    });
    for (event, place) in events.by_ref() {
        reader.event(event, place);
    }
    let mut places = Places::new(whole, first_line);
    for (place, problem) in cuts.said() {
        reader.report(problem.at(places.span(place)));
    }
    let labels = std::mem::take(&mut reader.foreign.labels);
    let said = references::check(undefined.take(), body, &labels, events.reference_definitions());
    reader.finish(said)
}

/// How much of everything there was when the current block of top level began.
#[derive(Clone, Copy, Default)]
struct Marks {
    links: usize,
    excerpt: ExcerptMarks,
}

struct OpenImage {
    depth: usize,
    has_alt: bool,
    span: Span,
}

struct Reader<'b> {
    body: &'b str,
    policy: &'b FactsOptions<'b>,
    places: Places<'b>,
    ids: HeadingIds<'b>,
    quotes: Quotes,
    watch: Watch,
    outline: Option<Box<Drawn>>,
    foreign: Foreign<'b>,
    /// The paragraph that is being read is nothing but the address of a player.
    bare: bool,
    /// Of a live article.
    updates: Option<Box<Updates>>,
    raw: Raw,
    /// What is being read belongs to a script or a style.
    in_code: bool,
    facts: Facts,
    diagnostics: Vec<Diagnostic>,
    heading_ids: Vec<Box<str>>,
    links: Vec<Link>,
    images: Vec<ImageRef>,
    fragments: Vec<(Box<str>, Span)>,
    words: Words,
    similarity: Similarity,
    excerpt: Excerpt,
    has_comments: bool,
    /// Open tags.
    depth: usize,
    /// Open footnote definitions.
    footnotes: usize,
    notes: Notes,
    /// Inside a code block.
    code: bool,
    /// Of the table that was begun last.
    columns: usize,
    heading: Option<(Option<CowStr<'b>>, String)>,
    image: Option<OpenImage>,
    block_start: Marks,
    /// Paragraphs and lists so far that may be cards.
    blocks: u32,
}

impl<'b> Reader<'b> {
    fn event(&mut self, event: Event<'b>, place: Range<usize>) {
        if self.in_bare_player(&event, &place) {
            return;
        }
        self.in_code = self.raw.hides(place.start);
        self.no_shortcodes_in(&event, &place);
        self.bare_embed(&event, &place);
        if let Event::End(_) = event {
            self.depth -= 1;
            self.raw.concealed.left(self.depth);
        }
        let alone = match self.outline {
            None => self.watch.next(&event, self.depth == 0, &may_be_article),
            Some(_) => self.watch_outline(&event),
        };
        match event {
            Event::Start(tag) => {
                self.start(tag, place);
                self.depth += 1;
            }
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                if !self.code && self.image.is_none() {
                    self.notes.plain(self.body, &place, &mut self.places);
                    self.foreign.text(self.body, &place);
                }
                let shown = self.quotes.show(self.body, &text, &place);
                self.text(typed(self.body, &text, &place), shown);
            }
            Event::Code(text) => self.text(&text, &text),
            Event::SoftBreak | Event::HardBreak => self.text(" ", " "),
            Event::InlineHtml(html) => {
                if !self.in_code && self.policy.html != HtmlPolicy::Trusted && self.raw.is_text(&html) {
                    self.printed(&html);
                }
                self.raw(place, true);
            }
            Event::FootnoteReference(label) => self.notes.refer(&label),
            // A block of HTML was read as a whole where it began.
            Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => {}
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        if let Some(alone) = alone {
            self.top_level_ended(alone);
        }
    }

    fn start(&mut self, tag: Tag<'b>, place: Range<usize>) {
        if self.depth == 0 {
            self.block_start = Marks { links: self.links.len(), excerpt: self.excerpt.marks() };
        }
        self.refers(&tag, &place);
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        match tag {
            Tag::Heading { id, attrs, .. } => {
                self.block();
                if attrs.iter().any(|(_, value)| value.is_none()) {
                    self.foreign.found.extend(braces_for_attributes(self.body, &place).map(Found::from));
                }
                self.foreign.found.extend(accidental_heading(self.body, &place).map(Found::from));
                if self.depth == 0 && self.updates.is_some() {
                    self.update(place);
                }
                if self.depth < MAX_DEPTH && self.footnotes == 0 {
                    self.heading = Some((id, String::new()));
                }
            }
            Tag::Table(columns) => {
                self.columns = columns.len();
                self.block();
            }
            Tag::TableRow => {
                let cells = cells_too_many(self.body, &place, self.columns);
                self.foreign.found.extend(cells.map(Found::from));
                self.block();
            }
            Tag::Link { link_type, dest_url, .. } => {
                let place = self.address_place(&dest_url, place);
                match link_type {
                    LinkType::Email => self.link(&format!("mailto:{dest_url}"), place),
                    _ => self.link(&dest_url, place),
                }
            }
            Tag::Image { dest_url, .. } => {
                let address = self.address_place(&dest_url, place);
                let span = self.image(&dest_url, address);
                self.image = Some(OpenImage { depth: 0, has_alt: false, span });
            }
            Tag::HtmlBlock => {
                self.block();
                self.raw(place, false);
            }
            Tag::CodeBlock(kind) => {
                self.block();
                if let CodeBlockKind::Fenced(_) = kind {
                    self.foreign.found.extend(unclosed_fence(self.body, &place).map(Found::from));
                }
                self.code = true;
            }
            Tag::FootnoteDefinition(label) => {
                self.block();
                self.notes.define(&label, self.body, &place, &mut self.places);
                self.footnotes += 1;
            }
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            _ => self.block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if let Some(image) = &mut self.image {
            if image.depth > 0 {
                image.depth -= 1;
            } else {
                let OpenImage { has_alt, span, .. } = *image;
                self.image = None;
                if !has_alt {
                    self.report(
                        Diagnostic::warning(Code::ImageAlt, "an image has no alternative text")
                            .at(span)
                            .hint("write what it shows between the square brackets: `![…](photo.jpg)`"),
                    );
                }
            }
            return;
        }
        match tag {
            TagEnd::Heading(_) => {
                if let Some((asked, text)) = self.heading.take() {
                    let id = self.ids.next(asked.as_deref(), text.trim());
                    if let Some(outline) = self.outline.as_mut().filter(|_| self.depth == 0) {
                        outline.heading_ended(&id);
                    }
                    self.heading_ids.push(id);
                }
            }
            TagEnd::CodeBlock => self.code = false,
            TagEnd::Table if self.depth == 0 => self.excerpt.table_ended(self.block_start.excerpt),
            TagEnd::FootnoteDefinition => self.footnotes -= 1,
            _ => {}
        }
    }

    fn top_level_ended(&mut self, alone: Alone) {
        let Marks { links, excerpt } = self.block_start;
        let player = alone != Alone::Text && self.is_player(links);
        let alone = if player { Alone::Links } else { alone };
        if let Some(outline) = &mut self.outline {
            outline.block_ended(alone);
        }
        if alone == Alone::Cards {
            self.blocks += 1;
            let alone = NonZeroU32::new(self.blocks);
            self.links[links..].iter_mut().for_each(|link| link.alone = alone);
        }
        self.excerpt.block_ended(alone, player, excerpt);
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.in_file(self.policy.path));
    }

    fn finish(mut self, of_references: Vec<(Range<usize>, Diagnostic)>) -> (Facts, Vec<Diagnostic>) {
        self.report_dialects(of_references);
        let (mut facts, mut diagnostics) = (self.facts, self.diagnostics);
        if !facts.raw_html {
            let broken = fragments::check(&self.fragments, &self.heading_ids, self.notes.any());
            diagnostics.extend(broken.into_iter().map(|problem| problem.in_file(self.policy.path)));
        }
        let halves = self.notes.check().into_iter();
        diagnostics.extend(halves.map(|problem| problem.in_file(self.policy.path)));
        facts.excerpt = self.excerpt.finish();
        facts.heading_ids = self.heading_ids.iter().collect();
        facts.links = self.links.into();
        facts.images = self.images.into();
        facts.words = self.words.count;
        facts.outline = self.outline.map(|outline| Box::new(outline.finish()));
        facts.similarity = self.similarity.finish();
        if let Some(latest) = self.updates.and_then(|updates| updates.latest) {
            let outline = Outline { latest_update: Some(latest), ..Outline::default() };
            facts.outline = Some(Box::new(outline));
        }
        (facts, diagnostics)
    }
}
