//! When a live article is over: when its editors say so, or some time after its last update.
//!
//! "Now" enters only here, by what it decides.

use crate::config::Config;
use crate::content::front_matter::ArticleType;
use crate::content::{Date, Document};

/// In seconds.
const DAY: i64 = 24 * 60 * 60;

/// When a live article was over, if it is at `now` (seconds since 1970): by `live.ended`, else with its last update.
pub(super) fn since(document: &Document, config: &Config, now: i64) -> Option<Date> {
    let (ended, at) = end(document, config)?;
    (at <= now).then_some(ended)
}

/// The moment at which it will be over, if it is not yet; seconds since 1970.
pub(super) fn next(document: &Document, config: &Config, now: i64) -> Option<i64> {
    end(document, config).map(|(_, at)| at).filter(|at| *at > now)
}

/// When a live article ends, and from when on that is so.
fn end(document: &Document, config: &Config) -> Option<(Date, i64)> {
    let front = &document.front;
    if front.article_type != ArticleType::Live {
        return None;
    }
    if let Some(ended) = front.rare().live_ended {
        return Some((ended, ended.timestamp));
    }
    // The latest update counts as `updated`.
    let last = front.updated.max(front.date)?;
    // A day without a time ends when it ends.
    let until = if last.has_time { last.timestamp } else { last.timestamp.saturating_add(DAY) };
    Some((last, until.saturating_add(config.live_over_after?)))
}
