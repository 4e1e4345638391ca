//! A text that grows by updates: each with its time as a heading.

mod shown;

use chrono_tz::Tz;

pub(super) use self::shown::Shown;
use super::Article;
use crate::import::block::{Block, Inline};
use crate::import::facts::{Moment, Update};
use crate::import::newsroom::furniture::Why;
use crate::import::paste::Removed;

/// Adds what machines are told of the updates, where the page shows fewer of them; else only their times are missing, and stand
/// above them.
pub(super) fn add(article: &mut Article, updates: &[Update], zone: Tz) {
    if updates.is_empty() {
        return;
    }
    let shown = super::joined(&article.blocks);
    let is_shown = |update: &Update| {
        let text = update.text.text();
        let start: String = text.chars().take(60).collect();
        !start.is_empty() && shown.contains(&start)
    };
    let missing = updates.iter().filter(|update| !is_shown(update)).count();
    if missing * 2 < updates.len() && shown.contains(&updates[0].headline) {
        for block in &mut article.blocks {
            if let Block::Heading { text, .. } = block
                && let Some(update) = updates
                    .iter()
                    .find(|update| !update.headline.is_empty() && *text.text() == update.headline)
            {
                *text = Inline::plain(heading(update, zone));
            }
        }
        return;
    }
    // What the page shows may say more than what machines are told.
    let told: usize = updates.iter().map(|update| update.text.text().len()).sum();
    if told < shown.len() {
        return;
    }
    let replaced = article.blocks.iter().map(Block::text).filter(|text| !text.trim().is_empty());
    article.removed.extend(replaced.map(|text| Removed { text, why: Why::Repeated }));
    article.blocks = updates
        .iter()
        .flat_map(|update| {
            let paragraphs = update
                .text
                .text()
                .split('\n')
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>();
            let heading = Block::Heading { level: 2, text: Inline::plain(heading(update, zone)) };
            std::iter::once(heading)
                .chain(paragraphs.into_iter().map(|line| Block::Paragraph(Inline::plain(line))))
        })
        .collect();
}

/// "2025-02-12 14:05 Talks begin": day and time in the site's zone, by which a heading is an update.
fn heading(update: &Update, zone: Tz) -> String {
    let time = match &update.at {
        Some(Moment::Zoned(moment)) => moment.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
        Some(Moment::Local(moment)) => moment.format("%Y-%m-%d %H:%M").to_string(),
        Some(Moment::Day(day)) => day.to_string(),
        None => String::new(),
    };
    [time, update.headline.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
