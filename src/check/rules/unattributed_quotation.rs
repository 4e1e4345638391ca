//! Words between quotation marks of which nobody is said to have said them.

use std::ops::Range;

use super::languages::{Language, language};
use super::wording::{Lower, words};
use crate::check::{Look, OptionDefault, Rule, RuleOptions, Text};
use crate::content::Kind;
use crate::content::front_matter::ArticleType;
use crate::content::markdown::prose::{Prose, ProseKind};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    code: Code::UnattributedQuotation,
    severity: Some(Severity::Warning),
    // Fewer words are a name or a title.
    options: &[("words", OptionDefault::Number(8))],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let is_report =
        text.document.kind == Kind::Article && text.document.front.article_type != ArticleType::Opinion;
    let Some(language) = language(text.language()).filter(|_| is_report) else { return Vec::new() };
    let blocks = &text.words.blocks;
    let least = options.number("words") as usize;
    let mut found = Vec::new();
    for (number, block) in blocks.iter().enumerate() {
        // In a tag of a template quotation marks are no quotation's.
        let is_tag = block.text.contains("{{") || block.text.contains("{%");
        if !matches!(block.kind, ProseKind::Paragraph | ProseKind::Quotation) || is_tag {
            continue;
        }
        let Some(place) = quotation(block, least) else { continue };
        // Who speaks goes on to speak in the next paragraph, and may be named after the first.
        let beside = [
            number.checked_sub(1).and_then(|before| blocks.get(before)),
            Some(block),
            blocks.get(number + 1),
        ];
        if beside.into_iter().flatten().any(|block| attributes(block, language)) {
            continue;
        }
        let message = "a quotation, and nobody is named who said it";
        found.push(
            text.warning_in(RULE.code, block, place, message).hint("write who said it, where and when"),
        );
    }
    found
}

/// The first quotation of a block with so many words. Of a block quotation all is one.
fn quotation(block: &Prose, least: usize) -> Option<Range<usize>> {
    let is_long = |place: &Range<usize>| words(&block.text[place.clone()]).count() >= least;
    match block.kind {
        ProseKind::Quotation => Some(0..block.text.len()).filter(is_long),
        _ => quoted(&block.text).into_iter().find(is_long),
    }
}

/// What stands between quotation marks, with the marks, in order.
fn quoted(text: &str) -> Vec<Range<usize>> {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"')];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, open, close)) = text[from..].char_indices().find_map(|(at, c)| {
        let (open, close) = PAIRS.into_iter().find(|(open, _)| *open == c)?;
        Some((from + at, open, close))
    }) {
        let inside = start + open.len_utf8();
        // A quotation that goes on in the next paragraph has no end here.
        let end = text[inside..].find(close).map_or(text.len(), |at| inside + at + close.len_utf8());
        found.push(start..end);
        from = end;
    }
    found
}

/// What stands outside of quotation marks; of a block quotation all of it: who said it is named at its end.
fn outside(block: &Prose) -> String {
    if block.kind == ProseKind::Quotation {
        return block.text.clone();
    }
    let (mut left, mut from) = (String::new(), 0);
    for place in quoted(&block.text) {
        left.push_str(&block.text[from..place.start]);
        left.push(' ');
        from = place.end;
    }
    left + &block.text[from..]
}

fn attributes(block: &Prose, language: &Language) -> bool {
    let own = outside(block);
    // A dash or a colon leads from who speaks to what is said.
    let by_mark = match block.kind {
        ProseKind::Quotation => own.contains(['—', '–']),
        _ => own.contains([':', '—', '–']),
    };
    let says = || {
        let lower = Lower::of(&own);
        language.said.iter().any(|word| lower.has(word))
    };
    by_mark || block.kind != ProseKind::Quotation && says()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_found_by_their_marks() {
        for (text, found) in [
            ("She said “we met” and \"left\".", vec!["“we met”", "\"left\""]),
            ("„Wir trafen uns“, sagte sie", vec!["„Wir trafen uns“"]),
            ("«Ми зустрілися», «Ні»", vec!["«Ми зустрілися»", "«Ні»"]),
            ("“It goes on", vec!["“It goes on"]),
            ("None", vec![]),
        ] {
            let places = quoted(text);
            assert_eq!(places.into_iter().map(|place| &text[place]).collect::<Vec<_>>(), found, "{text}");
        }
    }
}
