//! Which leaves of a page are its article: two engines that were made for that are asked, and both are believed no more than the
//! other agrees.
//!
//! An engine is a judge, and nothing of what it makes is kept: its text says which leaves it would keep. What they say, how they
//! are marked, and what pictures stand between them is read from the page itself.

use std::collections::HashSet;

use url::Url;

use super::html::{self, Leaf};
use super::page::Page;

/// Finds the article of a page.
pub trait Engine: Sync {
    /// The article as HTML; none where it finds none.
    fn article(&self, html: &str, url: Option<&Url>) -> Option<String>;
}

/// Looks for known elements first, and scores paragraphs where there are none: keeps nearly all of an article.
pub struct Trafilatura;
/// Mozilla's Readability: leaves out most of what stands around an article, and sometimes a part of it.
pub struct Readability;

impl Engine for Trafilatura {
    fn article(&self, html: &str, url: Option<&Url>) -> Option<String> {
        let mut options = trafilatura::Options::default()
            .with_fallback(true)
            .with_exclude_comments(true)
            .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
        if let Some(url) = url {
            options = options.with_url(url.clone());
        }
        trafilatura::extract(html, &options).ok().map(|result| result.content_html)
    }
}

impl Engine for Readability {
    fn article(&self, html: &str, url: Option<&Url>) -> Option<String> {
        let article = dom_smoothie::Readability::new(html, url.map(Url::as_str), None).ok()?.parse().ok()?;
        Some(article.content.to_string())
    }
}

/// Who would keep which leaf.
pub fn votes(page: &Page, leaves: &[Leaf], engines: &[&dyn Engine]) -> Vec<Votes> {
    let texts = engines.iter().map(|engine| {
        let html = engine.article(&page.html, page.url.as_ref())?;
        // What an engine gives back is no larger than what it was given, which was measured.
        let article = Page::parse(html, page.url.clone()).ok()?;
        Some(Words::of(&html::leaves(&article)))
    });
    let texts: Vec<Option<Words>> = texts.collect();
    let lines: Vec<Vec<u64>> = leaves.iter().map(|leaf| words(&leaf.text.text())).collect();
    let vote = |number: usize| {
        let asked = texts.iter().map(|text| text.as_ref().is_some_and(|text| text.has(&lines, number)));
        Votes(asked.collect())
    };
    (0..lines.len()).map(vote).collect()
}

/// Who would keep a leaf, by engine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Votes(pub Vec<bool>);

/// What an engine's text has: its lines, and each four words that follow each other.
struct Words {
    lines: HashSet<u64>,
    shingles: HashSet<u64>,
}

const LENGTH: usize = 4;

impl Words {
    fn of(leaves: &[Leaf]) -> Self {
        let (mut lines, mut all) = (HashSet::new(), Vec::new());
        for leaf in leaves {
            let line = words(&leaf.text.text());
            if !line.is_empty() {
                lines.insert(hash(&line));
            }
            all.extend(line);
        }
        Self { lines, shingles: all.windows(LENGTH).map(hash).collect() }
    }

    /// Whether a line of a page is in the text. A short one is when it stands as a line there, or beside a neighbour of the page:
    /// its words alone stand in any text.
    fn has(&self, lines: &[Vec<u64>], number: usize) -> bool {
        let line = &lines[number];
        if line.len() >= LENGTH {
            let found = line.windows(LENGTH).filter(|window| self.shingles.contains(&hash(window))).count();
            return found * 10 >= (line.len() - LENGTH + 1) * 7;
        }
        if line.is_empty() {
            return false;
        }
        let missing = LENGTH - line.len();
        let beside = |neighbour: Option<&Vec<u64>>, is_before: bool| {
            neighbour.filter(|neighbour| neighbour.len() >= missing).is_some_and(|neighbour| {
                let window = match is_before {
                    true => [&neighbour[neighbour.len() - missing..], line].concat(),
                    false => [line, &neighbour[..missing]].concat(),
                };
                self.shingles.contains(&hash(&window))
            })
        };
        let before = lines[..number].iter().rev().find(|line| !line.is_empty());
        let after = lines[number + 1..].iter().find(|line| !line.is_empty());
        self.lines.contains(&hash(line)) || beside(before, true) || beside(after, false)
    }
}

/// The words of a text, each as a hash.
pub(super) fn words(text: &str) -> Vec<u64> {
    let words = text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| xxhash_rust::xxh3::xxh3_64(word.as_bytes())).collect()
}

/// Words that follow each other, as one hash.
pub(super) fn hash(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash: u64, word| hash.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word)
}
