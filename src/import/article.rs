//! What a page or a pasted text says, as an article: its text as blocks, what is known of it and from where, and what was left
//! out.

mod live;
mod tidy;

use std::collections::BTreeSet;

use chrono_tz::Tz;
use url::Url;

use super::block::{Block, Inline, Picture, Span};
use super::facts::{Facts, Found, Moment, Provenance};
use super::html::{self, Kind, Leaf};
use super::newsroom::agencies::Agencies;
use super::newsroom::byline::{self, Person, is_no_person};
use super::newsroom::furniture::Why;
use super::page::{Page, Unparsable};
use super::paste::{self, Brief, Note as PasteNote, Removed, TitleFrom};
use super::{body, facts, links};

/// An article from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// What kind of page it was.
    pub form: Form,
    /// The headline.
    pub title: Option<Found<String>>,
    /// What stands below it, or what search engines show.
    pub standfirst: Option<Found<String>>,
    /// When it was published.
    pub published: Option<Found<Moment>>,
    /// When it was changed in substance.
    pub updated: Option<Found<Moment>>,
    /// Who wrote it.
    pub people: Vec<Found<Person>>,
    /// The agency that reported it, where a dateline names one.
    pub agency: Option<Found<String>>,
    /// Where it was reported from.
    pub place: Option<Found<String>>,
    /// Who published it.
    pub outlet: Option<Found<String>>,
    /// Where it stands.
    pub url: Option<Found<Url>>,
    /// Where it was first, if that is another place.
    pub origin: Option<Found<Origin>>,
    /// The page of which this is the form for phones.
    pub amp_of: Option<Url>,
    /// What it is written in (BCP 47).
    pub language: Option<Found<String>>,
    /// Under what terms it may be used.
    pub licence: Option<Found<String>>,
    /// The same text in other languages, by what the page says.
    pub translations: Vec<Url>,
    /// What it is, in the words of front matter: `opinion`.
    pub label: Option<&'static str>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Other articles that it names beside its text.
    pub briefs: Vec<Card>,
    /// What was left out.
    pub removed: Vec<Removed>,
    /// All that stood there, line by line.
    pub lines: Vec<String>,
    /// What its editors should know.
    pub notes: Vec<Note>,
}

impl Article {
    /// What its text says, a block after the other: without marks, and without its pictures' captions.
    pub fn text(&self) -> String {
        let said = self.blocks.iter().filter(|block| !matches!(block, Block::Picture(_)));
        said.map(Block::text).collect::<Vec<_>>().join("\n")
    }

    /// Why there is nothing to be written, if that is so.
    pub fn nothing(&self, is_brief: bool) -> Option<Note> {
        match self.form {
            Form::List => Some(Note::IsList),
            _ if is_brief => None,
            _ => self.notes.iter().copied().find(|note| *note == Note::NoText),
        }
    }
}

/// Where a text was first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The outlet.
    pub name: Option<String>,
    /// The address.
    pub url: Option<Url>,
}

/// Another article, as its card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its headline.
    pub headline: String,
    /// Its address, where there is one.
    pub url: Option<Url>,
}

/// What kind of page an article was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Form {
    /// An article.
    #[default]
    Article,
    /// A text that grows by updates.
    Live,
    /// A video with a few words.
    Video,
    /// A list of articles, and none itself.
    List,
}

/// What the editors of an imported article should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// No text was found.
    NoText,
    /// It is a list of articles.
    IsList,
    /// Readers who do not pay see a part of it.
    NotWhole,
    /// It ends in the middle of a sentence.
    EndsOpen,
    /// Nothing in it is a sentence; everything was kept.
    NoSentence,
    /// The text is what the page says to machines: without links, headings and pictures.
    FromMachines,
    /// It was the form of a page for phones.
    IsAmp,
    /// Characters of its encoding could not be read.
    Undecodable,
    /// Another host answered than the one that was asked.
    Elsewhere,
}

impl Note {
    /// What is said of it.
    pub fn text(self) -> &'static str {
        match self {
            Self::NoText => {
                "no text was found on the page; paste it instead (`newsprint import --paste`), or name where it stands with --selector"
            }
            Self::IsList => "this is a list of articles, and none itself; its items are offered as briefs",
            Self::NotWhole => "readers who do not pay see only a part of it: the text may not be whole",
            Self::EndsOpen => "the text ends in the middle of a sentence: it may not be whole",
            Self::NoSentence => "nothing in it looks like a sentence; everything was kept",
            Self::FromMachines => {
                "the text is what the page says to search engines: links, headings and pictures are missing"
            }
            Self::IsAmp => "this is the form of the page for phones",
            Self::Elsewhere => {
                "another host answered than the one that was asked: is this the article, or a page to sign in?"
            }
            Self::Undecodable => {
                "some characters could not be read and stand as \u{fffd}: the page says a wrong encoding"
            }
        }
    }
}

/// How a page is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Agencies and photo desks.
    pub agencies: &'a Agencies,
    /// Where its text stands, as a CSS selector, if somebody knows better.
    pub selector: Option<&'a str>,
    /// In which zone the updates of a live article are written.
    pub zone: Tz,
}

/// Why a page is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It has too much of something.
    Page(Unparsable),
    /// The selector is none.
    Selector,
    /// The selector finds nothing on the page.
    NothingSelected,
    /// It takes longer than [`super::worker::DEADLINE`].
    Slow,
    /// Reading it ended before its end: a fault of this program or of a library.
    Failed,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Page(Unparsable::Long) => "it is longer than 8 MB",
            Self::Page(Unparsable::Attributes) => "one of its elements has more than 1,000 attributes",
            Self::Page(Unparsable::Deep) => "more than 512 of its elements stand in each other",
            Self::Page(Unparsable::Large) => "it has more elements than any text",
            Self::Selector => "the selector is no CSS selector",
            Self::NothingSelected => "the selector finds nothing on the page",
            Self::Slow => "reading it takes more than ten seconds",
            Self::Failed => "reading it failed; paste its text instead (`newsprint import --paste`)",
        })
    }
}

/// Reads a page.
///
/// # Errors
/// Why it is not read.
pub fn of_page(html: String, url: Option<Url>, reading: Reading<'_>) -> Result<Article, Unreadable> {
    let page = Page::parse(html, url).map_err(Unreadable::Page)?;
    let leaves = html::leaves(&page);
    let kept = match reading.selector {
        Some(selector) => selected(&page, &leaves, selector)?,
        None => body::select(&page, &leaves),
    };
    let facts = facts::read(&page, &leaves, &kept);
    Ok(assembled(&page, &leaves, &kept, facts, reading))
}

/// The addresses of the same text in other languages (HTML standard, section 4.6.7.1).
fn translations(page: &Page) -> Vec<Url> {
    /// More of them are no translations, but all countries of a shop.
    const MOST: usize = 60;
    let links = page.document.select("link[rel~='alternate'][hreflang]");
    let address = |link: &dom_query::NodeRef<'_>| page.address(&link.attr("href")?).map(links::cleaned);
    links.nodes().iter().take(MOST).filter_map(address).collect()
}

/// What schema.org calls a text, in the words of front matter.
fn label(types: &[String]) -> Option<&'static str> {
    types.iter().find_map(|kind| match kind.as_str() {
        "OpinionNewsArticle" => Some("opinion"),
        "AnalysisNewsArticle" => Some("analysis"),
        "BackgroundNewsArticle" => Some("explainer"),
        "AdvertiserContentArticle" => Some("sponsored"),
        _ => None,
    })
}

/// The leaves that stand in what a selector finds.
fn selected(page: &Page, leaves: &[Leaf], selector: &str) -> Result<Vec<bool>, Unreadable> {
    let found = page.document.try_select(selector);
    if dom_query::Matcher::new(selector).is_err() {
        return Err(Unreadable::Selector);
    }
    let roots: BTreeSet<_> = found.iter().flat_map(|found| found.nodes()).map(|node| node.id).collect();
    let is_within = |leaf: &Leaf| {
        roots.contains(&leaf.node)
            || page.document.tree.ancestors_of(&leaf.node, None).iter().any(|node| roots.contains(&node.id))
    };
    let kept: Vec<bool> = leaves.iter().map(is_within).collect();
    if kept.contains(&true) { Ok(kept) } else { Err(Unreadable::NothingSelected) }
}

fn assembled(page: &Page, leaves: &[Leaf], kept: &[bool], facts: Facts, reading: Reading<'_>) -> Article {
    let mut article = Article {
        title: facts.title,
        standfirst: facts.description,
        published: facts.published,
        updated: facts.updated,
        people: people(&facts.authors),
        outlet: facts.outlet,
        url: facts.url,
        origin: facts.based_on.map(|url| Found {
            value: Origin { name: None, url: Some(url.value) },
            provenance: url.provenance,
            place: url.place,
        }),
        amp_of: facts.amp_of,
        translations: translations(page),
        label: label(&facts.types),
        language: facts.language,
        licence: facts.licence,
        lines: leaves.iter().map(|leaf| leaf.text.text().into_owned()).collect(),
        blocks: html::fold(
            leaves.iter().zip(kept).filter(|(_, kept)| **kept).map(|(leaf, _)| leaf.clone()).collect(),
        ),
        ..Article::default()
    };
    // What stood within the text, and was left out: what stands around it is a page's frame.
    let first = kept.iter().position(|kept| *kept).unwrap_or(leaves.len());
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    for (at, leaf) in leaves.iter().enumerate().filter(|(at, _)| !kept[*at]) {
        let why = if (first..=last).contains(&at) { Why::Within } else { Why::Around };
        let text = leaf.text.text();
        if !text.trim().is_empty() {
            article.removed.push(Removed { text: text.into_owned(), why });
        }
    }
    if facts.is_free == Some(false) {
        article.notes.push(Note::NotWhole);
    }
    if article.amp_of.is_some() {
        article.notes.push(Note::IsAmp);
    }
    if facts.types.iter().any(|kind| kind == "VideoObject")
        && !facts.types.iter().any(|kind| kind.ends_with("Article"))
    {
        article.form = Form::Video;
        let is_player = |block: &Block| matches!(block, Block::Player(_));
        if let Some(video) =
            facts.video.and_then(html::player).filter(|_| !article.blocks.iter().any(is_player))
        {
            article.blocks.insert(0, Block::Player(video));
        }
    }
    if facts.types.iter().any(|kind| kind == "LiveBlogPosting") {
        article.form = Form::Live;
    }
    if let Some(text) = &facts.text {
        said_to_machines(&mut article, text);
    }
    let length: usize = article.blocks.iter().map(|block| block.text().len()).sum();
    let cards = cards(page, leaves, kept);
    if article.form == Form::Article
        && reading.selector.is_none()
        && is_list(page, &facts.types, length, &cards)
    {
        article.form = Form::List;
        article.blocks.clear();
        article.briefs = cards;
        article.notes = vec![Note::IsList];
        return article;
    }
    tidy::tidy(&mut article, reading.agencies);
    live::add(&mut article, &facts.updates, reading.zone);
    finish(&mut article);
    article
}

/// Reads a pasted text.
pub fn of_text(text: &str, agencies: &Agencies) -> Article {
    let pasted = paste::read(text, agencies);
    let title = pasted.title.map(|title| match pasted.title_from {
        TitleFrom::LineAbove => Found::new(title, Provenance::Guessed, "one of several lines above the text"),
        TitleFrom::FirstLine | TitleFrom::Nothing => Found::new(title, Provenance::Visible, "the first line"),
    });
    let published = pasted.date_text.as_deref().and_then(Moment::parse);
    let note = |note: &PasteNote| match note {
        PasteNote::NoSentence => Note::NoSentence,
        PasteNote::EndsOpen => Note::EndsOpen,
        PasteNote::Wall => Note::NotWhole,
    };
    let brief = |brief: Brief| Card { headline: brief.headline, url: None };
    let origin = pasted.source.and_then(|source| source.named).map(|named| Origin {
        url: Url::parse(&named).ok().filter(|url| url.has_host()),
        name: (!named.contains("://")).then_some(named),
    });
    let mut article = Article {
        title,
        standfirst: pasted
            .standfirst
            .map(|text| Found::new(text, Provenance::Visible, "a line below the headline")),
        published: published.map(|moment| Found::new(moment, Provenance::Visible, "a line above the text")),
        people: pasted
            .byline
            .into_iter()
            .map(|person| Found::new(person, Provenance::Visible, "the byline"))
            .collect(),
        outlet: pasted.outlet.map(|name| Found::new(name, Provenance::Visible, "the byline")),
        origin: origin.map(|origin| Found::new(origin, Provenance::Visible, "a line of the text")),
        language: facts::language_of(&joined(&pasted.blocks)),
        notes: pasted.notes.iter().map(note).collect(),
        blocks: pasted.blocks,
        briefs: pasted.briefs.into_iter().map(brief).collect(),
        removed: pasted.removed,
        lines: text.lines().map(str::to_owned).collect(),
        ..Article::default()
    };
    tidy::dateline(&mut article, agencies);
    finish(&mut article);
    article
}

fn finish(article: &mut Article) {
    let is_empty = article.blocks.iter().all(|block| block.text().trim().is_empty());
    if is_empty && article.form != Form::Video {
        article.notes.push(Note::NoText);
    }
    article.notes.sort();
    article.notes.dedup();
}

fn joined(blocks: &[Block]) -> String {
    blocks.iter().map(Block::text).collect::<Vec<_>>().join("\n")
}

/// Who wrote a text, out of lines that say so.
fn people(lines: &[Found<String>]) -> Vec<Found<Person>> {
    let mut people: Vec<Found<Person>> = Vec::new();
    for line in lines {
        let found = match byline::read(&line.value) {
            Some(byline) => byline.people,
            // A name of one word is one where machines are told so.
            None if line.provenance == Provenance::Structured && !is_no_person(&line.value) => {
                vec![Person { name: line.value.clone(), ..Person::default() }]
            }
            None => Vec::new(),
        };
        for person in found {
            if !people.iter().any(|known| known.value.name == person.name) {
                people.push(Found::new(person, line.provenance, line.place.clone()));
            }
        }
    }
    people
}

/// The text as machines are told it, where a script would have shown it and nothing else is there.
fn said_to_machines(article: &mut Article, text: &str) {
    const SHORTEST: usize = 500;
    let length: usize = article.blocks.iter().map(|block| block.text().len()).sum();
    if text.len() < SHORTEST || length * 2 > text.len() {
        return;
    }
    let paragraphs = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    article.blocks = paragraphs.map(|line| Block::Paragraph(Inline::plain(line))).collect();
    article.notes.push(Note::FromMachines);
}

/// The links of a page that look like headlines.
fn cards(page: &Page, leaves: &[Leaf], kept: &[bool]) -> Vec<Card> {
    /// A shorter one is a section or a button.
    const SHORTEST: usize = 25;
    const LONGEST: usize = 250;
    let mut seen = BTreeSet::new();
    let mut cards = Vec::new();
    for (leaf, _) in leaves.iter().zip(kept) {
        let [Span::Link { href, text }] = &leaf.text.0[..] else { continue };
        let headline = text.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let is_headline = matches!(leaf.kind, Kind::Heading(_)) || headline.split(' ').count() >= 5;
        if !is_headline || !(SHORTEST..=LONGEST).contains(&headline.len()) {
            continue;
        }
        let url = Url::parse(href).ok().filter(|url| url.path().len() > 1);
        let own = page.url.as_ref();
        if let Some(url) = url.filter(|url| Some(url) != own)
            && seen.insert(url.clone())
        {
            cards.push(Card { headline, url: Some(url) });
        }
    }
    cards
}

/// Whether a page is a list of articles: it says so, or has a dozen of them and next to no text.
fn is_list(page: &Page, types: &[String], length: usize, cards: &[Card]) -> bool {
    const MANY: usize = 8;
    /// What stands above a list, in bytes.
    const HEAD: usize = 600;
    let is_said =
        types.iter().any(|kind| matches!(kind.as_str(), "CollectionPage" | "ItemList" | "SearchResultsPage"));
    let is_front = page.url.as_ref().is_some_and(|url| url.path().trim_matches('/').is_empty());
    let of_cards: usize = cards.iter().map(|card| card.headline.len()).sum();
    let most = if is_said || is_front { of_cards.max(HEAD) } else { HEAD };
    cards.len() >= MANY && length < most && types.iter().all(|kind| !kind.ends_with("Article"))
}
