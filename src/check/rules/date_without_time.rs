//! A text that is held back until a day, and nothing says until when.

use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::DateWithoutTime,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let site = text.site;
    let date = text.document.front.date.filter(|date| !date.has_time && date.timestamp > site.now);
    let found = |date: crate::content::Date| {
        let message = format!(
            "the day of publication is to come and has no time: it appears at midnight, {}",
            site.config.timezone
        );
        let day = date.in_zone(site.config.timezone).as_written();
        text.warning_at(RULE.code, &[&["date", "published", "pubDate", "pubdate"]], message)
            .hint(format!("write when, if that is not meant: `date: {day} 06:00`"))
    };
    date.map(found).into_iter().collect()
}
