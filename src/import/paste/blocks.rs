//! The lines of an article → its blocks: paragraphs, headings, lists, and the captions that were copied among them.

use std::collections::BTreeSet;

use super::cards::same;
use super::lines::{Line, Look};
use super::{Note, Pasted};
use crate::furniture::folded;
use crate::import::block::{Block, Inline, Picture};
use crate::import::newsroom::agencies::Agencies;
use crate::import::newsroom::credit;
use crate::import::newsroom::furniture::{self, Why};
use crate::import::newsroom::origin::originally;
use crate::import::newsroom::words::ends_sentence;

/// The longest heading, in words.
const HEADING: usize = 14;
/// From so many words on nobody says a sentence twice.
const LONG: usize = 16;
/// The longest caption.
const CAPTION: usize = 60;
/// So many short lines in succession can be a menu, on a page that was copied whole.
const MENU: usize = 3;
/// How far a run of short lines is looked at.
const RUN: usize = 12;
/// So many lines that are no text make a paste a whole page.
const PAGE: usize = 12;

/// Makes blocks of the lines from one to before another.
pub(super) fn make(lines: &[Line], from: usize, to: usize, agencies: &Agencies, pasted: &mut Pasted) {
    let is_aside = |line: &&Line| matches!(line.look, Look::Furniture(_) | Look::Short);
    let outside = lines[..from.min(lines.len())].iter().chain(&lines[to..]).filter(is_aside).count();
    let mut maker = Maker { lines, to, agencies, is_page: outside >= PAGE, seen: BTreeSet::new(), pasted };
    let mut at = from;
    while at < to {
        at = maker.take(at);
    }
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
    /// Longer lines that were there before.
    seen: BTreeSet<String>,
    pasted: &'a mut Pasted,
}

impl Maker<'_> {
    /// Takes one or more lines; the line behind them.
    fn take(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if let Look::Furniture(why) = line.look {
            if why.is_heading_of_text(&line.text) && self.is_before_text(at) {
                self.pasted.blocks.push(Block::Comment(why.asked()));
                return self.push(Block::Heading { level: 2, text: Inline::plain(&*line.text) }, at + 1);
            }
            if self.pasted.source.is_none() {
                self.pasted.source = originally(&line.text);
            }
            if why == Why::Wall && !self.pasted.notes.contains(&Note::Wall) {
                self.pasted.notes.push(Note::Wall);
            }
            self.pasted.remove(line, why);
            return at + 1;
        }
        if let Some(origin) = originally(&line.text).filter(|origin| origin.named.is_some()) {
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

    /// A caption, a credit, or a picture's alternative text.
    fn picture(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        if line.words > CAPTION {
            return None;
        }
        if let Some(found) = credit::split(&line.text, self.agencies) {
            if found.caption.is_empty() {
                match self.pasted.blocks.last_mut() {
                    Some(Block::Picture(picture)) if picture.credit.is_none() => {
                        picture.credit = Some(found.credit)
                    }
                    _ => self.pasted.remove(line, Why::Credit),
                }
                return Some(at + 1);
            }
            // A credit before it is how a picture's alternative text is copied; its caption is the next line.
            let below = self.lines[..self.to].get(at + 1).filter(|below| {
                line.text.starts_with(&found.credit)
                    && below.look == Look::Short
                    && (4..=30).contains(&below.words)
            });
            let below = below.filter(|below| credit::split(&below.text, self.agencies).is_none());
            let (alt, caption) = match below {
                Some(below) => (found.caption, below.text.clone()),
                None => (String::new(), found.caption),
            };
            let next = at + 1 + usize::from(below.is_some());
            let picture = Picture {
                src: String::new(),
                alt,
                caption: Some(Inline::plain(caption)),
                credit: Some(found.credit),
            };
            return Some(self.push(Block::Picture(picture), next));
        }
        if is_alt(&line.text) {
            let picture = Picture { alt: line.text.clone(), ..Picture::default() };
            return Some(self.push(Block::Picture(picture), at + 1));
        }
        let is_first = !self.pasted.blocks.iter().any(|block| matches!(block, Block::Paragraph(_)));
        if is_watch(&line.text) && !ends_sentence(&line.text) || is_first && self.is_of_video(at) {
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
        let is_same =
            |line: &&Line| matches!(line.look, Look::Item(number) if number.is_some() == start.is_some());
        let items: Vec<Vec<Block>> = self.lines[at..self.to]
            .iter()
            .take_while(is_same)
            .map(|line| vec![Block::Paragraph(Inline::plain(&*line.text))])
            .collect();
        let next = at + items.len();
        self.push(Block::List { start, items }, next)
    }

    /// A line that is no sentence: a heading, or a part of a menu.
    fn short(&mut self, at: usize) -> usize {
        let is_short = |line: &&Line| matches!(line.look, Look::Short | Look::Furniture(_));
        let behind = self.lines[at..self.to].iter().take_while(is_short).take(RUN).count();
        let before = self.lines[..at].iter().rev().take_while(is_short).take(RUN).count();
        let line = &self.lines[at];
        if self.is_page && is_menu(&self.lines[at - before..at + behind]) {
            self.pasted.remove(line, Why::Menu);
            return at + 1;
        }
        let next = self.lines[..self.to].get(at + 1);
        let is_heading = line.words <= HEADING
            && next.is_some_and(|next| matches!(next.look, Look::Prose | Look::Item(_)));
        if is_heading {
            return self.push(Block::Heading { level: 2, text: Inline::plain(&*line.text) }, at + 1);
        }
        self.push(Block::Paragraph(Inline::plain(&*line.text)), at + 1)
    }
}

/// How alternative texts begin that were pasted as text. In lower case.
const ALTS: &[&str] = &[
    "a map of", "a map showing", "map of", "map showing", "an image of", "image of", "image shows",
    "a picture of", "picture of", "photo of", "a photo of", "a photograph of", "graphic showing",
    "a graphic showing", "a graph showing", "graph showing", "a chart showing", "chart showing", "bar chart",
    "line chart", "an infographic", "infographic", "screenshot of", "a screenshot of", "illustration of",
    "an illustration of", "eine karte", "karte von", "karte der", "karte des", "karte mit", "bild von",
    "ein bild von", "ein foto von", "grafik zu", "grafik zur", "grafik zum", "eine grafik", "diagramm",
    "symbolbild", "une carte de", "une carte des", "une carte du", "carte de", "carte du", "carte des",
    "carte montrant", "image de", "une image de", "photo de", "une photo de", "graphique montrant",
    "un graphique", "infographie", "un mapa de", "un mapa del", "mapa de", "mapa del", "mapa que muestra",
    "imagen de", "una imagen de", "foto de", "una foto de", "gráfico que muestra", "un gráfico",
    "infografía", "мапа", "карта", "карта з", "зображення", "на фото", "графік", "інфографіка", "діаграма",
    "світлина",
];

fn is_alt(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = ALTS.iter().any(|start| lower.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ')));
    begins && !ends_sentence(text) && (4..=40).contains(&text.split(' ').count())
}

/// How titles of videos begin. In lower case.
const WATCH: &[&str] = &[
    "watch:", "video:", "watch live:", "listen:", "відео:", "дивіться:", "дивитися:", "im video:",
    "sehen sie:", "vidéo:", "vidéo :", "en vidéo :", "regardez :", "regarder :", "vídeo:", "mira:", "ver:",
    "en video:",
];

fn is_watch(text: &str) -> bool {
    let lower = text.to_lowercase();
    WATCH.iter().any(|start| lower.starts_with(start))
}
