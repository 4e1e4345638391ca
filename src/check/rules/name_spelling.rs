//! A name in other capitals than the site has it.

use crate::check::{Look, Rule, RuleOptions, Text};
use crate::content::named::NameKind;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::site::TermKind;

pub(super) const RULE: Rule = Rule {
    code: Code::NameSpelling,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let front = &text.document.front;
    let of = |kind: NameKind, term: TermKind, names: Vec<&str>| {
        let places: Vec<Span> = text.document.places(kind).collect();
        // Where one text names several, places and names do not belong together.
        let places = if places.len() == names.len() { places } else { Vec::new() };
        names
            .into_iter()
            .enumerate()
            .filter_map(|(number, name)| of_name(text, term, name, places.get(number).copied()))
            .collect::<Vec<_>>()
    };
    let outlets = front.sources.iter().filter_map(|source| source.name.as_deref()).collect();
    let authors = front.authors.iter().map(|author| &*author.name).collect();
    [
        of(NameKind::Topic, TermKind::Topic, front.topics.iter().collect()),
        of(NameKind::Tag, TermKind::Tag, front.tags.iter().collect()),
        of(NameKind::Source, TermKind::Source, outlets),
        of(NameKind::Author, TermKind::Author, authors),
    ]
    .concat()
}

fn of_name(text: &Text<'_>, kind: TermKind, name: &str, place: Option<Span>) -> Option<Diagnostic> {
    let terms = text.site.terms(kind);
    let known = &terms.get(terms.find(name)?).name;
    if **known == *name || known.to_lowercase() != name.to_lowercase() {
        return None;
    }
    let message = format!("`{name}` is spelled `{known}` here");
    let mut found = text.warning(RULE.code, message).hint(format!("write `{known}`"));
    if let Some(place) = place {
        found = found.at(place);
        if place.length as usize == name.chars().count() {
            found = found.fix(place, known.to_string());
        }
    }
    Some(found.cause(format!("{kind:?} {name}"), format!("`{name}` is spelled `{known}` here")))
}
