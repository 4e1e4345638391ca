//! The newsroom's hand on a text that came from a page: what is no part of it goes, captions and credits part, a dateline
//! becomes a place and a source.

use super::{Article, Form, Origin, Picture};
use crate::furniture::{Furniture, folded};
use crate::import::block::{Block, Comment, Inline, Span};
use crate::import::facts::{Found, Moment, Provenance, date};
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::origin::{Origin as Stated, originally};
use crate::import::newsroom::signs::is_break;
use crate::import::newsroom::words::{ends_sentence, is_long};
use crate::import::newsroom::{byline, credit, dateline};
use crate::import::paste::Removed;

/// Blocks at the beginning among which a byline and a date may stand.
const HEAD: usize = 5;
/// A longer block is text, whatever it begins with, in characters.
const SHORT: usize = 200;

/// Tidies a text.
pub(super) fn tidy(article: &mut Article, agencies: &Agencies) {
    head(article);
    kicker(article);
    let title = article.title.as_ref().map(|title| folded(&title.value)).unwrap_or_default();
    let mut removed = Vec::new();
    let mut origin = None;
    let mut blocks: Vec<Block> = Vec::new();
    let slides = article.blocks.iter().filter(|block| is_counter_of_slides(&block.text())).count();
    let last = article.blocks.iter().rposition(is_prose);
    let mut all = std::mem::take(&mut article.blocks).into_iter().enumerate().peekable();
    while let Some((at, block)) = all.next() {
        let text = block.text();
        let is_short = text.chars().count() <= SHORT;
        if block == Block::Rule && blocks.last() == Some(&Block::Rule) {
            continue;
        }
        if let Block::Picture(picture) = block {
            blocks.push(Block::Picture(parted(picture, agencies)));
            continue;
        }
        let is_last = last.is_none_or(|last| last <= at);
        let stated = || {
            let found = originally(&text)?;
            (!found.is_of_source() || is_origin(&block, &found, blocks.last(), is_last, article, agencies))
                .then_some(found)
        };
        if is_short && let Some(found) = stated() {
            let provenance = Provenance::visible_if(found.is_certain(agencies));
            origin = origin.or_else(|| Some((origin_of(&block, found.named)?, provenance)));
            removed.push(Removed { text, why: Why::Behind });
            continue;
        }
        if !title.is_empty() && is_short && folded(&text) == title {
            removed.push(Removed { text, why: Why::Headline });
            continue;
        }
        // The form of it for another width of screen.
        if matches!(block, Block::Paragraph(_)) && is_long(&text) && blocks.last() == Some(&block) {
            removed.push(Removed { text, why: Why::Repeated });
            continue;
        }
        let is_update = article.form == Form::Live && matches!(block, Block::Heading { .. });
        let is_prose = matches!(block, Block::Paragraph(_) | Block::Heading { .. }) && !is_update;
        if is_prose
            && is_short
            && let Some(why) = furniture::of(&text)
        {
            if why.is_heading_of_text(&text)
                && matches!((&block, all.peek()), (Block::Heading { .. }, Some((_, Block::Paragraph(_)))))
            {
                blocks.extend([Block::Comment(why.asked()), block]);
                continue;
            }
            if why == Why::Sign && is_break(&text) {
                if !matches!(blocks.last(), None | Some(Block::Rule)) {
                    blocks.push(Block::Rule);
                }
                continue;
            }
            // How many there were, within the text or below "Votes for:".
            let is_announced = blocks.last().is_some_and(|block| block.text().trim_end().ends_with(':'));
            // "4/5" is a verdict, among several it is the number of a slide.
            if why == Why::Sign
                && text.contains(|letter: char| letter.is_ascii_digit())
                && (slides < 2 || !is_counter_of_slides(&text))
                && !blocks.is_empty()
                && (all.peek().is_some() || is_announced)
            {
                blocks.push(block);
                continue;
            }
            if why == Why::Wall {
                article.notes.push(super::Note::NotWhole);
            }
            // What was paid for stands below it.
            blocks.extend(
                (furniture::is_of_sponsor(&text) && all.peek().is_some())
                    .then(|| Block::Comment(why.asked())),
            );
            removed.push(Removed { text, why });
            // "Read also", and what there is to be read.
            while why == Why::Furniture(Furniture::ReadOn)
                && let Some((_, card)) = all.next_if(|(_, block)| is_link(block))
            {
                removed.push(Removed { text: card.text(), why: Why::Card });
            }
            continue;
        }
        if is_prose
            && is_short
            && let Some(found) = credit::split(&text, agencies)
            && let Some(Block::Picture(picture)) = blocks.last_mut()
        {
            // A caption or a credit that stands below its picture in no figure.
            if picture.credit.is_none() && (found.caption.is_empty() || picture.caption.is_none()) {
                picture.credit = Some(found.credit);
                if !found.caption.is_empty() {
                    picture.caption = Some(Inline::plain(found.caption));
                }
                continue;
            }
        }
        // What is longer than any furniture may be a wall.
        let long = || furniture::of(&text).filter(|_| !is_short);
        if is_prose && let Some(why) = furniture::doubt(&text).or_else(long) {
            blocks.push(Block::Comment(why.asked()));
        }
        blocks.push(block);
    }
    // A heading below which nothing is left was one of something that went, and so is a question about it.
    while matches!(
        blocks.last(),
        Some(Block::Heading { .. } | Block::Rule | Block::Comment(Comment::Asked(_)))
    ) {
        let block = blocks.pop().map(|block| block.text()).unwrap_or_default();
        removed.extend((!block.is_empty()).then_some(Removed { text: block, why: Why::Around }));
    }
    article.blocks = blocks;
    lead(article);
    article.removed.extend(removed);
    if article.origin.is_none() {
        article.origin =
            origin.map(|(origin, provenance)| Found::new(origin, provenance, "a line of the text"));
    }
    dateline(article, agencies);
}

/// "3/6"
fn is_counter_of_slides(text: &str) -> bool {
    let number = |part: &str| part.trim().parse::<u16>().is_ok();
    text.split_once('/').is_some_and(|(one, of)| number(one) && number(of))
}

/// Whether a block is nothing but a link to another page.
fn is_link(block: &Block) -> bool {
    match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => {
            matches!(&text.0[..], [Span::Link { .. }]) && !text.is_document()
        }
        Block::List { items, .. } => items.iter().all(|item| item.iter().all(is_link)),
        _ => false,
    }
}

/// A lead as a heading is a paragraph.
fn lead(article: &mut Article) {
    if let [Block::Heading { text, .. }, Block::Paragraph(_), ..] = &mut article.blocks[..]
        && is_long(&text.text())
    {
        article.blocks[0] = Block::Paragraph(std::mem::take(text));
    }
}

/// Whether "Source: …" says where the whole text comes from, and not a table or a figure above it: it ends the text or begins it, and
/// it names an outlet or leads to another site.
fn is_origin(
    block: &Block,
    found: &Stated,
    before: Option<&Block>,
    is_last: bool,
    article: &Article,
    agencies: &Agencies,
) -> bool {
    let is_behind_data = matches!(before, Some(Block::Table(_) | Block::Picture(_) | Block::List { .. }));
    let own = article.url.as_ref().and_then(|url| url.value.host_str());
    let leads_away = origin_of(block, None)
        .and_then(|origin| origin.url)
        .is_some_and(|url| url.path().len() > 1 && url.host_str() != own);
    (before.is_none() || is_last) && !is_behind_data && (leads_away || found.is_of_outlet(agencies))
}

/// Whether a block is a sentence or more.
fn is_prose(block: &Block) -> bool {
    let text = block.text();
    let is_prose = matches!(block, Block::Paragraph(_)) && is_long(&text);
    is_prose && ends_sentence(&text) && furniture::of(&text).is_none()
}

/// What stands above the first sentence and is none: the section of the page, a label.
fn kicker(article: &mut Article) {
    /// The longest, in words, and in characters: not all languages put spaces between words.
    const LONGEST: usize = 3;
    const WIDEST: usize = 40;
    while let [Block::Paragraph(text), rest @ ..] = &article.blocks[..] {
        let text = text.text().into_owned();
        let is_label = text.contains(char::is_alphanumeric)
            && text.split_whitespace().count() <= LONGEST
            && text.chars().count() <= WIDEST
            && !text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '：']);
        let is_picture = |block: &&Block| matches!(block, Block::Picture(_));
        let next = rest.iter().find(|block| !is_picture(block));
        let is_above_text = matches!(next, Some(Block::Paragraph(next)) if ends_sentence(&next.text()));
        if !is_label || !is_above_text || originally(&text).is_some() {
            break;
        }
        article.removed.push(Removed { text, why: Why::Above });
        article.blocks.remove(0);
    }
}

/// The first blocks: byline and date are known from there, if nobody said them, and are no text.
fn head(article: &mut Article) {
    let mut at = 0;
    for _ in 0..HEAD {
        let Some(block) = article.blocks.get(at) else { break };
        let text = block.text();
        // The time of an update is a heading.
        let is_update = article.form == Form::Live && matches!(block, Block::Heading { .. });
        let is_line = matches!(block, Block::Paragraph(_) | Block::Heading { .. }) && !is_update;
        if !is_line || text.chars().count() > SHORT {
            at += 1;
            continue;
        }
        let known = |name: &str| article.people.iter().any(|person| person.value.name == name);
        let found = byline::read(&text).filter(|found| {
            found.is_marked && found.outlet.is_some()
                || !found.people.is_empty()
                    && (found.is_marked || found.people.iter().any(|person| known(&person.name)))
        });
        let outlet = article.outlet.as_ref().map(|outlet| outlet.value.as_str());
        if byline::is_unsigned(&text, outlet) {
            // What it names is its source's already.
        } else if let Some(found) = found {
            for person in found.people {
                match article.people.iter_mut().find(|known| known.value.name == person.name) {
                    Some(known) => {
                        known.value.role = known.value.role.take().or(person.role);
                        known.value.place = known.value.place.take().or(person.place);
                    }
                    None => {
                        let provenance = Provenance::visible_if(!person.is_doubtful);
                        article.people.push(Found::new(person, provenance, "a line above the text"));
                    }
                }
            }
        } else if let Some(date) =
            date::of_line(&text).filter(|_| furniture::is_when(&text) && !date::is_of_other(&text))
        {
            // Guessed from this line: it may say when something else was.
            let is_guess =
                article.published.as_ref().is_some_and(|found| found.provenance == Provenance::Guessed);
            if is_guess && !furniture::is_bare_date(&text) {
                at += 1;
                continue;
            }
            let is_known = |found: &Option<Found<Moment>>| {
                found.as_ref().is_some_and(|found| found.value.day() == date.value.day())
            };
            if article.published.is_none() {
                article.published = Some(date);
            } else if !is_known(&article.published) && !is_known(&article.updated) {
                // Another day is that of something else.
                at += 1;
                continue;
            }
        } else {
            at += 1;
            continue;
        }
        article.removed.push(Removed { text, why: Why::Byline });
        article.blocks.remove(at);
    }
}

/// A picture with its credit apart from its caption and from its alternative text.
fn parted(mut picture: Picture, agencies: &Agencies) -> Picture {
    if let Some(found) = credit::split(&picture.alt, agencies) {
        picture.alt = found.caption;
        picture.credit.get_or_insert(found.credit);
    }
    if let Some(caption) = &picture.caption
        && let Some(found) = credit::split(&caption.text(), agencies)
    {
        picture.caption = (!found.caption.is_empty()).then(|| Inline::plain(found.caption));
        picture.credit.get_or_insert(found.credit);
    }
    // "Photo: Jo Doe/Agency" in an element that is a credit already.
    if let Some(text) = &picture.credit
        && let Some(found) = credit::split(text, agencies).filter(|found| found.caption.is_empty())
    {
        picture.credit = Some(found.credit);
    }
    picture
}

/// The dateline of the first paragraph, or of one that follows a lead: a place, and who reported from there.
pub(super) fn dateline(article: &mut Article, agencies: &Agencies) {
    /// So many paragraphs may stand above it.
    const LEADS: usize = 2;
    let paragraphs = article.blocks.iter_mut().filter_map(|block| match block {
        Block::Paragraph(text) => Some(text),
        _ => None,
    });
    // Below a lead only one that names an agency: "LONDON – " may begin any part of a text.
    let found = paragraphs.take(1 + LEADS).enumerate().find_map(|(at, text)| {
        let found = dateline::read(&text.text(), agencies)?;
        (at == 0 || found.outlet.is_some()).then_some((text, found))
    });
    let Some((text, found)) = found else { return };
    *text = std::mem::take(text).without_first(found.length);
    let visible = |name: String| Found::new(name, Provenance::Visible, "the dateline");
    article.place = found.place.map(visible);
    article.agency = found.outlet.map(visible);
}

/// Where a line says that the text was first: what it names, or where its link leads.
fn origin_of(block: &Block, named: Option<String>) -> Option<Origin> {
    fn link(text: &Inline) -> Option<url::Url> {
        text.0.iter().find_map(|span| match span {
            Span::Link { href, .. } => url::Url::parse(href).ok(),
            Span::Emphasis(inner) | Span::Strong(inner) => link(inner),
            _ => None,
        })
    }
    let url = match block {
        Block::Paragraph(text) | Block::Heading { text, .. } => link(text),
        _ => None,
    };
    let written = named.as_deref().and_then(|named| url::Url::parse(named).ok()).filter(url::Url::has_host);
    let name = named.filter(|named| !named.contains("://"));
    (url.is_some() || written.is_some() || name.is_some()).then_some(Origin { name, url: url.or(written) })
}
