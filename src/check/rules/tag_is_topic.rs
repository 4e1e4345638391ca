//! A tag that is a topic: it leads to the topic's page, and stands twice where both are shown.

use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::named::NameKind;
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule =
    Rule { code: Code::TagIsTopic, severity: Some(Severity::Warning), options: &[], look: Look::Text(look) };

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let topics = &text.site.topics;
    let tags: Vec<&str> = text.document.front.tags.iter().collect();
    let places: Vec<_> = text.document.places(NameKind::Tag).collect();
    let of_tag = |(number, tag): (usize, &&str)| {
        let topic = &topics.get(topics.find(tag)?).name;
        let message = format!("the tag `{tag}` is the topic {topic}");
        let found = text.warning(RULE.code, message).hint("write it below `topics:` alone");
        let found = found.cause(*tag, format!("the tag `{tag}` is the topic {topic}"));
        let place = places.get(number).filter(|_| places.len() == tags.len());
        Some(place.map_or(found.clone(), |place| found.at(*place)))
    };
    tags.iter().enumerate().filter_map(of_tag).collect()
}
