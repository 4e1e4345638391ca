//! The lines of an article → its blocks: paragraphs, headings, lists, and the captions that were copied among them.

use std::collections::BTreeSet;

use super::cards::{self, same};
use super::headings::is_heading;
use super::lines::{Line, Look};
use super::pictures::{self, OfPicture, is_watch};
use super::release::is_leave;
use super::{Note, Pasted};
use crate::furniture::folded;
use crate::import::block::{Block, Inline, Picture, Span};
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::origin::{Origin, originally};
use crate::import::newsroom::signs::is_break;
use crate::import::newsroom::words::{ends_sentence, is_long};

/// From so many words on nobody says a sentence twice.
const LONG: usize = 16;
/// So many short lines in succession can be a menu, on a page that was copied whole.
const MENU: usize = 3;
/// How far a run of short lines is looked at.
const RUN: usize = 12;
/// So many lines before its end a letter takes leave.
const LEAVE: usize = 5;
/// So many lines that are no text make a paste a whole page.
const PAGE: usize = 12;

/// Makes blocks of the lines from one to before another.
pub(super) fn make(lines: &[Line], from: usize, to: usize, agencies: &Agencies, pasted: &mut Pasted) {
    let is_aside = |line: &&Line| matches!(line.look, Look::Furniture(_) | Look::Short);
    let outside = lines[..from.min(lines.len())].iter().chain(&lines[to..]).filter(is_aside).count();
    let mut maker = Maker {
        lines,
        to,
        agencies,
        is_page: outside >= PAGE,
        is_spaced: is_spaced(&lines[from.min(to)..to]),
        last: lines[..to].iter().rposition(|line| line.look == Look::Prose).unwrap_or(0),
        seen: BTreeSet::new(),
        pasted,
    };
    let mut at = from;
    while at < to {
        at = maker.take(at);
    }
}

/// Whether empty lines stand between the paragraphs of a text: lines without one between them belong together then.
fn is_spaced(lines: &[Line]) -> bool {
    let is_tight = |pair: &&[Line]| {
        pair[1].look == Look::Prose
            && !pair[1].is_apart
            && ends_sentence(&pair[0].text.replace([':', ';'], ""))
    };
    let apart = lines.iter().skip(1).filter(|line| line.is_apart).count();
    lines.windows(2).filter(is_tight).count() < apart
}

/// Whether short lines in succession are a menu or links rather than a list of the text: words of a page stand among them, many
/// or where they have two and a half words on average.
fn is_menu(run: &[Line]) -> bool {
    let words: usize = run.iter().map(|line| line.words).sum();
    let furniture = run.iter().filter(|line| matches!(line.look, Look::Furniture(_))).count();
    run.len() >= MENU && furniture > 0 && (words * 2 < run.len() * 5 || furniture * 10 >= run.len())
}

struct Maker<'a> {
    lines: &'a [Line],
    to: usize,
    agencies: &'a Agencies,
    /// Whether a whole page was copied rather than its text.
    is_page: bool,
    /// Whether empty lines stand between its paragraphs.
    is_spaced: bool,
    /// Its last sentence.
    last: usize,
    /// Longer lines that were there before.
    seen: BTreeSet<String>,
    pasted: &'a mut Pasted,
}

impl Maker<'_> {
    /// Takes one or more lines; the line behind them.
    fn take(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if let Look::Furniture(why) = line.look {
            return self.furniture(at, why);
        }
        if let Some(origin) = originally(&line.text).filter(|origin| origin.named.is_some()) {
            if self.is_of_part(at, &origin) {
                return self.push(Block::Paragraph(Inline::plain(&*line.text)), at + 1);
            }
            self.pasted.source = Some(origin);
            self.pasted.remove(line, Why::Behind);
            return at + 1;
        }
        if self.pasted.title.as_deref().is_some_and(|title| same(title, &line.text)) {
            self.pasted.remove(line, Why::Headline);
            return at + 1;
        }
        // What somebody asks or says again stays: a caption and its picture's text are no sentences, or long ones.
        let is_said_again = line.look == Look::Prose && (line.words < LONG || line.text.ends_with('?'));
        if line.words >= 6 && !self.seen.insert(folded(&line.text)) && !is_said_again {
            self.pasted.remove(line, Why::Repeated);
            return at + 1;
        }
        if let Some(next) = self.picture(at) {
            return next;
        }
        if let Some(block) = &line.block {
            return self.push(block.clone(), at + 1);
        }
        match line.look {
            Look::Item(_) => self.list(at),
            Look::Short => self.short(at),
            _ => {
                if let Some(why) = furniture::doubt(&line.text) {
                    self.pasted.blocks.push(Block::Comment(why.asked()));
                }
                self.push(Block::Paragraph(Inline::plain(&*line.text)), at + 1)
            }
        }
    }

    fn push(&mut self, block: Block, next: usize) -> usize {
        self.pasted.blocks.push(block);
        next
    }

    /// Words of a page within the text, with the headlines below them; or what only looks like these.
    fn furniture(&mut self, at: usize, why: Why) -> usize {
        let line = &self.lines[at];
        if why.is_heading_of_text(&line.text) && self.is_before_text(at) {
            self.pasted.blocks.push(Block::Comment(why.asked()));
            return self.push(Block::Heading { level: 2, text: Inline::plain(&*line.text) }, at + 1);
        }
        if why == Why::Sign && self.is_number_of_text(at) {
            return self.short(at);
        }
        if why == Why::Sign && self.is_rule(at) {
            return self.push(Block::Rule, at + 1);
        }
        if self.pasted.source.is_none() {
            self.pasted.source = originally(&line.text);
        }
        if why == Why::Wall && !self.pasted.notes.contains(&Note::Wall) {
            self.pasted.notes.push(Note::Wall);
        }
        self.pasted.remove(line, why);
        // What was paid for stands below it.
        let next = self.lines[..self.to].get(at + 1);
        let is_above_other = next.is_some_and(|next| !matches!(next.look, Look::Furniture(_)));
        if furniture::is_of_sponsor(&line.text) && is_above_other {
            self.pasted.blocks.push(Block::Comment(why.asked()));
        }
        cards::related(self.lines, at, self.to, self.pasted)
    }

    /// Whether "Source: …" is that of a table or of a figure rather than that of the text: it stands below one, or a note of one, or
    /// sentences stand before and behind it.
    fn is_of_part(&self, at: usize, origin: &Origin) -> bool {
        let is_data = |block: &Block| matches!(block, Block::Table(_) | Block::Picture(_));
        let is_note = |block: &Block| match block {
            Block::Paragraph(text) => text.text().starts_with('*') || !is_long(&text.text()),
            Block::List { items, .. } => items.len() == 1,
            _ => false,
        };
        let is_below_data = match &self.pasted.blocks[..] {
            [.., last] if is_data(last) => true,
            [.., before, last] => is_data(before) && is_note(last),
            _ => false,
        };
        let is_between =
            at < self.last && self.pasted.blocks.iter().any(|block| matches!(block, Block::Paragraph(_)));
        origin.is_of_source() && (is_below_data || is_between)
    }

    /// Whether a line of signs alone stands between two parts of the text: "* * *".
    fn is_rule(&self, at: usize) -> bool {
        let line = &self.lines[at];
        // Of "* * *" the first sign was taken for that of an item.
        let is_one = || is_break(&format!("{} {}", line.text.chars().next().unwrap_or(' '), line.text));
        if line.text.chars().count() < 2 && !is_break(&line.text) || !is_one() {
            return false;
        }
        let mut behind = self.lines[at + 1..self.to].iter().take(RUN);
        let is_apart = line.is_apart && behind.clone().next().is_some_and(|next| next.is_apart);
        let is_before_text = behind.any(|next| !matches!(next.look, Look::Furniture(_)));
        let is_behind_text = matches!(
            self.pasted.blocks.last(),
            Some(
                Block::Paragraph(_)
                    | Block::List { .. }
                    | Block::Quote(_)
                    | Block::Table(_)
                    | Block::Picture(_)
            )
        );
        is_apart && is_behind_text && is_before_text
    }

    /// Whether a number stands among lines of the text: of a page it is a counter where other words of the page are beside it.
    fn is_number_of_text(&self, at: usize) -> bool {
        let is_number =
            self.lines[at].text.chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
        let is_close = |below: usize| {
            self.is_page || !self.is_spaced || self.lines.get(below).is_some_and(|line| !line.is_apart)
        };
        let above = at.checked_sub(1).filter(|_| is_close(at));
        let below = Some(at + 1).filter(|below| is_close(*below));
        let is_of_page = |at: usize| {
            let line = self.lines[..self.to].get(at);
            line.is_none_or(|line| matches!(line.look, Look::Furniture(why) if why != Why::Sign))
        };
        is_number && ![above, below].into_iter().flatten().any(is_of_page)
    }

    /// A caption, a credit, or a picture's alternative text.
    fn picture(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        match pictures::read(&self.lines[at..self.to], self.agencies) {
            Some(OfPicture::Credit(credit)) => {
                match self.pasted.blocks.last_mut() {
                    Some(Block::Picture(picture)) if picture.credit.is_none() => {
                        picture.credit = Some(credit)
                    }
                    _ => self.pasted.remove(line, Why::Credit),
                }
                return Some(at + 1);
            }
            Some(OfPicture::Picture(picture, count)) => {
                return Some(self.push(Block::Picture(picture), at + count));
            }
            None => {}
        }
        let is_first = || !self.pasted.blocks.iter().any(|block| matches!(block, Block::Paragraph(_)));
        if is_watch(&line.text) && !ends_sentence(&line.text) || self.is_of_video(at) && is_first() {
            let picture = Picture { caption: Some(Inline::plain(&*line.text)), ..Picture::default() };
            return Some(self.push(Block::Picture(picture), at + 1));
        }
        None
    }

    /// "Name: what is said", between byline and text: the title of a video.
    fn is_of_video(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let is_named = line.text.split_once(": ").is_some_and(|(name, said)| {
            name.split(' ').count() <= 4
                && name.starts_with(char::is_uppercase)
                && said.split(' ').count() >= 3
        });
        line.look == Look::Short && is_named && self.is_before_text(at) && self.pasted.title.is_some()
    }

    fn is_before_text(&self, at: usize) -> bool {
        self.lines[..self.to].get(at + 1).is_some_and(|next| next.look == Look::Prose)
    }

    fn list(&mut self, at: usize) -> usize {
        let Look::Item(start) = self.lines[at].look else { return at + 1 };
        let base = self.lines[at].depth;
        let is_same = |line: &&Line| matches!(line.look, Look::Item(number) if line.depth > base || number.is_some() == start.is_some());
        let count = self.lines[at..self.to].iter().take_while(is_same).count();
        self.pasted.blocks.extend(lists(&self.lines[at..at + count]));
        at + count
    }

    /// A line that is no sentence: a heading, a part of a menu, or one of several that belong together.
    fn short(&mut self, at: usize) -> usize {
        let is_short = |line: &&Line| matches!(line.look, Look::Short | Look::Furniture(_));
        let behind = self.lines[at..self.to].iter().take_while(is_short).take(RUN).count();
        let before = self.lines[..at].iter().rev().take_while(is_short).take(RUN).count();
        let line = &self.lines[at];
        if self.is_page && is_menu(&self.lines[at - before..at + behind]) {
            self.pasted.remove(line, Why::Menu);
            return at + 1;
        }
        if is_heading(&self.lines[..self.to], at) {
            return self.push(Block::Heading { level: 2, text: Inline::plain(&*line.text) }, at + 1);
        }
        if self.to - at <= LEAVE && is_leave(&line.text) {
            self.pasted.blocks.push(Block::Comment(Why::Email.asked()));
        }
        let end = self.verse(at);
        let mut text = Vec::new();
        for line in &self.lines[at..end] {
            text.extend((!text.is_empty()).then_some(Span::Break));
            text.push(Span::Text(line.text.clone()));
        }
        self.push(Block::Paragraph(Inline(text)), end)
    }

    /// The end of lines without an empty one between them, none of which ends a sentence but the last: verses, the names of a team.
    fn verse(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.is_spaced
            && end < self.to
            && !ends_sentence(&self.lines[end - 1].text.replace([':', ';'], ""))
        {
            let line = &self.lines[end];
            let is_number = matches!(line.look, Look::Furniture(Why::Sign)) && self.is_number_of_text(end);
            let is_more = matches!(line.look, Look::Short | Look::Prose) || is_number;
            let is_told = originally(&line.text).is_some_and(|origin| origin.named.is_some())
                || pictures::read(&self.lines[end..self.to], self.agencies).is_some();
            if line.is_apart || line.block.is_some() || !is_more || is_told {
                break;
            }
            end += 1;
        }
        end
    }
}

/// Lists of items, with those in each other.
fn lists(items: &[Line]) -> Vec<Block> {
    let mut made = Vec::new();
    let mut at = 0;
    while let Some(first) = items.get(at) {
        let Look::Item(start) = first.look else { break };
        let mut list: Vec<Vec<Block>> = Vec::new();
        while let Some(item) = items.get(at)
            && matches!(item.look, Look::Item(number) if number.is_some() == start.is_some())
        {
            let inner = items[at + 1..].iter().take_while(|inner| inner.depth > item.depth).count();
            let mut blocks = vec![Block::Paragraph(Inline::plain(&*item.text))];
            blocks.extend(lists(&items[at + 1..at + 1 + inner]));
            list.push(blocks);
            at += 1 + inner;
        }
        made.push(Block::List { start, items: list });
    }
    made
}
