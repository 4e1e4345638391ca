//! "Today" in an article that is of another day.

use super::languages::language;
use super::source_dates::latest;
use super::wording::Lower;
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::markdown::prose::{Prose, ProseKind};
use crate::content::{Day, Kind};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule =
    Rule { code: Code::RelativeDay, severity: Some(Severity::Warning), options: &[], look: Look::Text(look) };

/// How far from such a word a date may stand that says which day it is, in bytes.
const NEAR: usize = 40;

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let Some(date) = text.document.front.date.filter(|_| text.document.kind == Kind::Article) else {
        return Vec::new();
    };
    let date = date.in_zone(text.site.config.timezone);
    let Some(own) = Day::new(date.year(), date.month(), date.day()) else { return Vec::new() };
    let of_source = latest(text).filter(|day| *day != own);
    // What somebody said they said on their own day.
    let blocks = text.words.blocks.iter().filter(|block| block.kind != ProseKind::Quotation);
    blocks.filter_map(|block| of_block(text, block, own, of_source)).collect()
}

fn of_block(text: &Text<'_>, block: &Prose, own: Day, of_source: Option<Day>) -> Option<Diagnostic> {
    let language = language(text.language())?;
    let lower = Lower::of(&block.text);
    for (word, days) in language.days {
        for place in lower.find(word) {
            if is_quoted(&block.text, place.start) {
                continue;
            }
            let meant = own.plus(*days);
            let (message, hint) = match (date_beside(&block.text, place.end, &language.months), of_source) {
                (Some((day, month)), _) if !is_day(meant, day, month) => (
                    format!(
                        "`{}` has another date beside it than the article, which is of {own}",
                        &block.text[place.clone()]
                    ),
                    "correct one of the two",
                ),
                (None, Some(source)) => (
                    format!(
                        "`{}` in an article of {own}, whose source is of {source}: readers take it for another day",
                        &block.text[place.clone()]
                    ),
                    "write the day: `on Wednesday`, `on 12 February`",
                ),
                _ => continue,
            };
            return Some(text.warning_in(RULE.code, block, place, message).hint(hint));
        }
    }
    None
}

/// Whether a place stands between quotation marks.
fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let count = |c: char| before.matches(c).count();
    let opened = count('“') + count('«') + count('„');
    let closed = count('”') + count('»') + if count('„') > 0 { count('“') } else { 0 };
    opened > closed || count('"') % 2 == 1
}

/// The day and month that stand soon after a place: `12 February`, `February 12`, `12 лютого`.
fn date_beside(text: &str, at: usize, months: &[&str; 12]) -> Option<(u32, u32)> {
    let mut end = (at + NEAR).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // The sentence ends there.
    let after = &text[at..end];
    let after = after.find(['!', '?', ';', '\n']).map_or(after, |stop| &after[..stop]);
    let after = after.find(". ").map_or(after, |stop| &after[..stop]).to_lowercase();
    let words: Vec<&str> =
        after.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| months.iter().position(|name| *name == word).map(|at| at as u32 + 1);
    let day = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
        digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day) && word.len() - digits.len() <= 2)
    };
    words
        .windows(2)
        .find_map(|pair| day(pair[0]).zip(month(pair[1])).or_else(|| day(pair[1]).zip(month(pair[0]))))
}

fn is_day(meant: Day, day: u32, month: u32) -> bool {
    let (_, of_month, of_day) = meant.civil();
    (of_month, of_day) == (month, day)
}
