//! An article that is older than what it retells.

use super::source_dates::latest;
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::{Day, Kind};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::OlderThanSource,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    if text.document.kind != Kind::Article {
        return Vec::new();
    }
    let front = &text.document.front;
    // A later report may be what it was updated by.
    let last = front.updated.max(front.date).map(|date| date.in_zone(text.site.config.timezone));
    let own = last.and_then(|date| Day::new(date.year(), date.month(), date.day()));
    match own.zip(latest(text)) {
        // A report of the evening may have tomorrow's date in its own zone.
        Some((own, source)) if source > own.next() => {
            let message = format!("the article is of {own}, and a source of it is of {source}");
            let found = text.warning_at(RULE.code, &[&["date", "published", "pubDate", "pubdate"]], message);
            vec![
                found.hint("correct the day, or write `updated:` with the day on which the source was added"),
            ]
        }
        _ => Vec::new(),
    }
}
