//! How much of what is true was found.
//!
//! Texts are compared by each four words that follow each other, as scrapinghub's own evaluator does: precision and recall are the
//! means over the pages, F1 is of these means. A title is right strictly when it is the same but for capitals, quotation marks and
//! white space, leniently when four fifths of the words are; an author when one of the two names is the other or most of it.

use std::collections::{BTreeSet, HashMap};

use crate::sets::Page;

/// What was found of a page.
#[derive(Default)]
pub struct Answer {
    pub text: String,
    pub title: String,
    pub author: String,
    pub date: Dates,
}

/// When a page was published.
#[derive(Default)]
pub enum Dates {
    #[default]
    None,
    Certain(String),
    Guess(String),
}

impl Dates {
    fn day(&self) -> &str {
        match self {
            Self::None => "",
            Self::Certain(day) | Self::Guess(day) => day,
        }
    }
}

/// What a program comes to on a set.
pub struct Scores {
    f1: f64,
    precision: f64,
    recall: f64,
    frame: Option<f64>,
    facts: Option<Facts>,
}

struct Facts {
    strict: f64,
    lenient: f64,
    author: f64,
    date: f64,
    certain_and_wrong: f64,
}

impl Scores {
    pub fn head() -> &'static str {
        "| | F1 | precision | recall | frame left | title strict / lenient | author | date | certain and wrong |\n|---|---|---|---|---|---|---|---|---|"
    }

    pub fn line(&self, name: &str) -> String {
        let share = |share: f64| format!("{:.1} %", share * 100.0);
        let frame = self.frame.map_or_else(String::new, share);
        let facts = self.facts.as_ref().map_or_else(
            || " | | | ".to_owned(),
            |facts| {
                format!(
                    "{:.3} / {:.3} | {:.3} | {:.3} | {}",
                    facts.strict,
                    facts.lenient,
                    facts.author,
                    facts.date,
                    share(facts.certain_and_wrong)
                )
            },
        );
        format!(
            "| {name} | {:.3} | {:.3} | {:.3} | {frame} | {facts} |",
            self.f1, self.precision, self.recall
        )
    }

    pub fn of(pages: &[Page], answers: &[Answer]) -> Self {
        let matches: Vec<Match> =
            pages.iter().zip(answers).map(|(page, answer)| Match::of(&page.text, &answer.text)).collect();
        let mean = |of: &dyn Fn(&Match) -> Option<f64>| share(matches.iter().filter_map(of));
        let precision =
            mean(&|found| (found.both + found.found > 0.0).then(|| found.both / (found.both + found.found)));
        let recall = mean(&|found| {
            (found.both + found.missing > 0.0).then(|| found.both / (found.both + found.missing))
        });
        let frame: Vec<f64> = pages
            .iter()
            .zip(answers)
            .flat_map(|(page, answer)| page.frame.iter().map(|words| f64::from(u8::from(has(answer, words)))))
            .collect();
        Self {
            f1: 2.0 * precision * recall / (precision + recall),
            precision,
            recall,
            frame: (!frame.is_empty()).then(|| share(frame.into_iter())),
            facts: pages.iter().any(|page| !page.title.is_empty()).then(|| Facts::of(pages, answers)),
        }
    }
}

impl Facts {
    fn of(pages: &[Page], answers: &[Answer]) -> Self {
        let both = || pages.iter().zip(answers);
        let right = |is_known: &dyn Fn(&Page) -> bool, is_right: &dyn Fn(&Page, &Answer) -> bool| {
            share(
                both()
                    .filter(|(page, _)| is_known(page))
                    .map(|(page, answer)| f64::from(u8::from(is_right(page, answer)))),
            )
        };
        let certain =
            both().filter(|(page, answer)| !page.date.is_empty() && matches!(answer.date, Dates::Certain(_)));
        Self {
            strict: right(&|page| !page.title.is_empty(), &|page, answer| {
                plain(&page.title) == plain(&answer.title)
            }),
            lenient: right(&|page| !page.title.is_empty(), &|page, answer| {
                is_near(&page.title, &answer.title)
            }),
            author: right(&|page| !page.author.is_empty(), &|page, answer| {
                is_author(&page.author, &answer.author)
            }),
            date: right(&|page| !page.date.is_empty(), &is_date),
            certain_and_wrong: share(
                certain.map(|(page, answer)| f64::from(u8::from(!is_date(page, answer)))),
            ),
        }
    }
}

/// Prints what is other than the truth.
pub fn print_wrong(pages: &[Page], answers: &[Answer]) {
    for (page, answer) in pages.iter().zip(answers) {
        let name = page.path.file_name().unwrap_or_default().display().to_string();
        let wrong = |what: &str, truth: &str, found: &str| println!("{name} {what} | {truth} | {found}");
        if !page.title.is_empty() && plain(&page.title) != plain(&answer.title) {
            wrong("title", &page.title, &answer.title);
        }
        if !page.author.is_empty() && !is_author(&page.author, &answer.author) {
            wrong("author", &page.author, &answer.author);
        }
        if !page.date.is_empty() && !is_date(page, answer) {
            let guess = if matches!(answer.date, Dates::Guess(_)) { " (a guess)" } else { "" };
            wrong("date", &page.date, &format!("{}{guess}", answer.date.day()));
        }
    }
}

/// Whether words are in a text, whatever their capitals, as the set's own evaluator has it.
fn has(answer: &Answer, words: &str) -> bool {
    answer.text.to_lowercase().contains(&words.to_lowercase())
}

fn share(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count == 0.0 { 0.0 } else { sum / count }
}

/// Of all shingles of a page, which share is in both texts, which was found alone, and which is missing.
struct Match {
    both: f64,
    found: f64,
    missing: f64,
}

impl Match {
    fn of(truth: &str, found: &str) -> Self {
        let (truth, answer) = (shingles(truth), shingles(found));
        let count = |of: &HashMap<Vec<&str>, f64>, key: &Vec<&str>| of.get(key).copied().unwrap_or(0.0);
        let both: f64 = truth.iter().map(|(key, known)| known.min(count(&answer, key))).sum();
        let missing: f64 = truth.iter().map(|(key, known)| (known - count(&answer, key)).max(0.0)).sum();
        let found: f64 = answer.iter().map(|(key, known)| (known - count(&truth, key)).max(0.0)).sum();
        let all = (both + missing + found).max(1.0);
        Self { both: both / all, found: found / all, missing: missing / all }
    }
}

fn shingles(text: &str) -> HashMap<Vec<&str>, f64> {
    const LENGTH: usize = 4;
    let is_between = |character: char| !(character.is_alphanumeric() || character == '_');
    let words: Vec<&str> = text.split(is_between).filter(|word| !word.is_empty()).collect();
    let mut shingles = HashMap::new();
    let count = if words.is_empty() { 0 } else { words.len().saturating_sub(LENGTH - 1).max(1) };
    for start in 0..count {
        *shingles.entry(words[start..(start + LENGTH).min(words.len())].to_vec()).or_insert(0.0) += 1.0;
    }
    shingles
}

fn plain(text: &str) -> String {
    let text =
        text.to_lowercase().replace(['’', '‘'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_near(truth: &str, found: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        plain(text)
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (truth, found) = (words(truth), words(found));
    let shared = truth.intersection(&found).count() as f64;
    2.0 * shared / ((truth.len() + found.len()) as f64).max(1.0) >= 0.8
}

fn is_author(truth: &str, found: &str) -> bool {
    // Between names stands what each page writes there.
    let name = |text: &str| {
        let text = [", and ", " and ", " & ", " with "]
            .iter()
            .fold(plain(text), |text, divider| text.replace(divider, ", "));
        text.trim_start_matches("by ").to_owned()
    };
    let (truth, found) = (name(truth), name(found));
    let is_part = found.contains(&truth) || truth.contains(&found);
    truth == found
        || (!found.is_empty() && is_part && found.len() * 2 >= truth.len() && truth.len() * 2 >= found.len())
}

/// A truth that is a month alone is one.
fn is_date(page: &Page, answer: &Answer) -> bool {
    let found = answer.date.day();
    !found.is_empty() && (page.date.starts_with(found) || found.starts_with(&page.date))
}
