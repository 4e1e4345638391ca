//! A page → an article: its leaves that are kept, with what the page says of them.

use std::collections::BTreeSet;

use url::Url;

use super::cards::{cards, is_list, prose};
use super::{Article, Block, Form, Note, Origin, Person, Reading, Removed, Unreadable, finish, live, tidy};
use crate::import::block::Inline;
use crate::import::body::{self, Choice, Selection};
use crate::import::facts::{self, Facts, Found, Moment, Provenance};
use crate::import::html::{self, Kind, Leaf};
use crate::import::links;
use crate::import::newsroom::byline::{self, is_no_person};
use crate::import::newsroom::furniture::Why;
use crate::import::page::Page;

/// Reads a page.
///
/// # Errors
/// Why it is not read.
pub fn of_page(html: String, url: Option<Url>, reading: Reading<'_>) -> Result<Article, Unreadable> {
    let page = Page::parse(html, url).map_err(Unreadable::Page)?;
    let leaves = html::leaves(&page);
    let selection = match reading.selector {
        Some(selector) => selected(&page, &leaves, selector)?,
        None => body::select(&page, &leaves),
    };
    let kept: Vec<bool> = selection.chosen.iter().map(|choice| *choice == Choice::Kept).collect();
    let facts = facts::read(&page, &leaves, &kept);
    Ok(assembled(&page, &leaves, &selection, facts, reading))
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

/// What sections are called that have opinions.
fn label_of_section(section: &str) -> Option<&'static str> {
    const OPINION: &[&str] = &[
        "opinion", "opinions", "op-ed", "op-eds", "commentary", "comment", "columns", "meinung", "kommentar",
        "kommentare", "opinión", "tribune", "tribunes", "débats", "idées", "думка", "думки", "погляд",
        "погляди", "колонка", "колонки",
    ];
    OPINION.contains(&&*section.trim().to_lowercase()).then_some("opinion")
}

/// The leaves that stand in what a selector finds.
fn selected(page: &Page, leaves: &[Leaf], selector: &str) -> Result<Selection, Unreadable> {
    let found = page.document.try_select(selector);
    if dom_query::Matcher::new(selector).is_err() {
        return Err(Unreadable::Selector);
    }
    let roots: BTreeSet<_> = found.iter().flat_map(|found| found.nodes()).map(|node| node.id).collect();
    let is_within = |leaf: &Leaf| {
        roots.contains(&leaf.node)
            || page.document.tree.ancestors_of(&leaf.node, None).iter().any(|node| roots.contains(&node.id))
    };
    let choice = |leaf: &Leaf| if is_within(leaf) { Choice::Kept } else { Choice::Out };
    let chosen: Vec<Choice> = leaves.iter().map(choice).collect();
    let selection = Selection { chosen, is_much_left: false, is_partly_hidden: false };
    if selection.chosen.contains(&Choice::Kept) { Ok(selection) } else { Err(Unreadable::NothingSelected) }
}

/// The leaves of a text, with a comment before each run of those that may be none of it, and before headlines of other articles.
fn chosen_of(leaves: &[Leaf], chosen: &[Choice]) -> Vec<Leaf> {
    let mut all: Vec<Leaf> = Vec::new();
    let mut before = Choice::Out;
    let is_text = |leaf: &Leaf| leaf.kind == Kind::Text;
    for (at, (leaf, choice)) in leaves.iter().zip(chosen).enumerate() {
        if *choice == Choice::Out {
            continue;
        }
        let is_asked = *choice == Choice::Asked && before != Choice::Asked;
        let is_another = || {
            let below = leaves.get(at + 1).map(|below| below.text.text()).unwrap_or_default();
            matches!(leaf.kind, Kind::Heading(_))
                && all.iter().any(is_text)
                && byline::read(&below).is_some_and(|found| found.is_marked && !found.people.is_empty())
        };
        let why = if is_asked { Some(Why::Beside) } else { is_another().then_some(Why::Another) };
        if let Some(why) = why {
            let kind = Kind::Comment(why.asked());
            all.push(Leaf { kind, text: Inline::default(), within: Vec::new(), node: leaf.node });
        }
        before = *choice;
        all.push(leaf.clone());
    }
    all
}

fn assembled(
    page: &Page,
    leaves: &[Leaf],
    selection: &Selection,
    mut facts: Facts,
    reading: Reading<'_>,
) -> Article {
    let mut chosen = selection.chosen.clone();
    let title = facts.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default();
    let shown = facts.updates.is_empty() && reading.selector.is_none();
    let shown = shown.then(|| live::Shown::read(page, leaves, title)).flatten();
    if let Some(shown) = &shown {
        let is_told = |found: &Found<Moment>| found.provenance == Provenance::Structured;
        if !facts.published.as_ref().is_some_and(is_told) {
            let began = shown.began().cloned();
            facts.published = began.map(|at| Found::new(at, Provenance::Guessed, "the first update"));
        }
    }
    let is_live = shown.is_some() || !facts.updates.is_empty();
    let is_one_of_several =
        reading.selector.is_none() && !is_live && body::only_one(page, leaves, title, &mut chosen);
    let kept: Vec<bool> = chosen.iter().map(|choice| *choice != Choice::Out).collect();
    let mut article = Article {
        title: facts.title,
        standfirst: facts.description,
        published: facts.published,
        updated: facts.updated,
        people: people(&facts.authors, &|name| is_outlet(name, facts.outlet.as_ref(), page.url.as_ref())),
        outlet: facts.outlet,
        url: facts.url,
        origin: facts.based_on.map(|url| Found {
            value: Origin { name: None, url: Some(url.value) },
            provenance: url.provenance,
            place: url.place,
        }),
        amp_of: facts.amp_of,
        translations: translations(page),
        label: label(&facts.types).or_else(|| facts.section.as_deref().and_then(label_of_section)),
        language: facts.language,
        licence: facts.licence,
        lines: leaves.iter().map(|leaf| leaf.text.text().into_owned()).collect(),
        blocks: match &shown {
            Some(shown) => shown.blocks(leaves, &kept, reading.zone),
            None => html::fold(chosen_of(leaves, &chosen)),
        },
        ..Article::default()
    };
    // What stood within the text, and was left out: what stands around it is a page's frame.
    let first = kept.iter().position(|kept| *kept).unwrap_or(leaves.len());
    let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
    let is_shown = |at: usize| shown.as_ref().is_some_and(|shown| shown.has(at));
    for (at, leaf) in leaves.iter().enumerate().filter(|(at, _)| !kept[*at] && !is_shown(*at)) {
        let why = if (first..=last).contains(&at) { Why::Within } else { Why::Around };
        let text = leaf.text.text();
        if !text.trim().is_empty() {
            article.removed.push(Removed { text: text.into_owned(), why });
        }
    }
    if facts.is_free == Some(false) {
        article.notes.push(Note::NotWhole);
    }
    if is_one_of_several {
        article.notes.push(Note::OneOfSeveral);
    }
    if selection.is_much_left && !is_one_of_several && article.form == Form::Article && shown.is_none() {
        article.notes.push(Note::MuchAround);
    }
    if selection.is_partly_hidden {
        article.notes.push(Note::PartlyHidden);
    }
    if article.amp_of.is_some() {
        article.notes.push(Note::IsAmp);
    }
    if page.has_saved_pictures() {
        article.notes.push(Note::SavedPictures);
    }
    if page.has_lost_addresses() {
        article.notes.push(Note::NoBase);
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
    if shown.is_some() || facts.types.iter().any(|kind| kind == "LiveBlogPosting") {
        article.form = Form::Live;
    }
    if let Some(text) = &facts.text {
        said_to_machines(&mut article, text);
    }
    let cards = cards(page, leaves, &kept);
    if article.form == Form::Article
        && reading.selector.is_none()
        && is_list(page, &facts.types, prose(leaves, &kept), &cards)
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

/// Who wrote a text, out of lines that say so.
fn people(lines: &[Found<String>], is_outlet: &dyn Fn(&str) -> bool) -> Vec<Found<Person>> {
    let mut people: Vec<Found<Person>> = Vec::new();
    for line in lines {
        let people_of = |line: &str| byline::read(line).map(|byline| byline.people).unwrap_or_default();
        let mut read = people_of(&line.value);
        // A line that said "By" may say other things as well, behind its names.
        if read.is_empty() && !line.is_guess() {
            read = people_of(&format!("By {}", line.value));
        }
        let mut found = if read.is_empty() { names(&line.value) } else { read };
        // A name of one word is one where machines are told so, and in the place of a byline.
        let is_word = !line.value.contains(' ') && line.value.starts_with(char::is_uppercase);
        let is_told = line.provenance == Provenance::Structured
            || is_word && line.value.chars().any(char::is_lowercase) && !is_outlet(&line.value);
        if found.is_empty() && is_told && !is_no_person(&line.value) {
            found = vec![Person { name: line.value.clone(), ..Person::default() }];
        }
        for person in found {
            if !people.iter().any(|known| known.value.name == person.name) {
                let doubt = if person.is_doubtful { Provenance::Guessed } else { line.provenance };
                people.push(Found::new(person, line.provenance.max(doubt), line.place.clone()));
            }
        }
    }
    people
}

/// Whether a word is the outlet's name, or that of its host.
fn is_outlet(word: &str, outlet: Option<&Found<String>>, url: Option<&Url>) -> bool {
    let word = word.to_lowercase();
    let host = url.and_then(Url::host_str).unwrap_or_default();
    outlet.is_some_and(|outlet| outlet.value.to_lowercase() == word)
        || host.split('.').any(|label| label == word)
}

/// The names of a line that says more than bylines do: "Jo Doe, MD – Example Team". What follows the first sign that no name has is no
/// name; and what looks like none in between is none.
fn names(line: &str) -> Vec<Person> {
    const ENDS: &[&str] =
        &[" - ", " – ", " — ", " | ", " · ", " • ", " on behalf of ", " with contributions ", " for "];
    let end = ENDS.iter().filter_map(|end| line.find(end)).min().unwrap_or(line.len());
    let line = &line[..end];
    let line =
        [" by ", "By ", "by "].iter().find_map(|mark| line.split_once(mark)).map_or(line, |(_, rest)| rest);
    let parts = [" and ", " & ", ", ", "; "]
        .iter()
        .fold(vec![line], |parts, divider| parts.into_iter().flat_map(|part| part.split(divider)).collect());
    let parts = parts.into_iter().map(str::trim).filter(|part| byline::is_name(part));
    parts.map(|name| Person { name: name.to_owned(), ..Person::default() }).collect()
}

/// The text as machines are told it, where a script would have shown it and nothing else is there.
fn said_to_machines(article: &mut Article, text: &str) {
    const SHORTEST: usize = 500;
    /// The shortest where nothing else is there.
    const ALONE: usize = 80;
    let length: usize = article.blocks.iter().map(|block| block.text().len()).sum();
    let shortest = if length == 0 { ALONE } else { SHORTEST };
    if text.len() < shortest || length * 2 > text.len() {
        return;
    }
    let paragraphs = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    article.blocks = paragraphs.map(|line| Block::Paragraph(Inline::plain(line))).collect();
    article.notes.push(Note::FromMachines);
}
