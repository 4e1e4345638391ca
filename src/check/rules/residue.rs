//! What a page's furniture left in a text that was copied from it.

use super::wording::Lower;
use crate::check::{Look, OptionDefault, Rule, RuleOptions, Text};
use crate::content::Kind;
use crate::content::markdown::prose::{Prose, ProseKind};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::furniture::{self, AGENCIES};
use crate::line::one_line;

pub(super) const RULE: Rule = Rule {
    code: Code::Residue,
    severity: Some(Severity::Warning),
    options: &[("phrases", OptionDefault::Texts)],
    look: Look::Text(look),
};

fn look(text: &Text<'_>, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    if text.document.kind != Kind::Article {
        return Vec::new();
    }
    let own: Vec<String> = options.texts("phrases").iter().map(|phrase| Lower::phrase(phrase)).collect();
    text.words.blocks.iter().filter_map(|block| of_block(text, block, &own)).collect()
}

fn of_block(text: &Text<'_>, block: &Prose, own: &[String]) -> Option<Diagnostic> {
    let whole = || furniture::words(&block.text).or_else(|| furniture::counted(&block.text));
    let (words, place) = match whole() {
        Some((words, _)) => (words.to_owned(), 0..block.text.len()),
        None => {
            let of_own = || {
                let lower = (!own.is_empty()).then(|| Lower::of(&block.text))?;
                own.iter().find_map(|phrase| lower.find(phrase).next())
            };
            if let Some(place) = of_own().filter(|_| block.kind != ProseKind::Heading) {
                (block.text[place.clone()].to_owned(), place)
            } else {
                return glued(text, block);
            }
        }
    };
    let words = one_line(&words);
    let message = format!("`{words}` is what the page had that this was copied from");
    let found = text.warning_in(RULE.code, block, place, message).hint("take it out");
    Some(
        found
            .cause(words.to_lowercase(), format!("`{words}` is left from pages that texts were copied from")),
    )
}

/// A caption with its agency glued to it, as scrapers read two elements side by side: "ReutersThe hall in Geneva" and "… in Geneva.Reuters".
fn glued(text: &Text<'_>, block: &Prose) -> Option<Diagnostic> {
    let words = block.text.trim();
    let start = block.text.len() - block.text.trim_start().len();
    let at_start = AGENCIES.iter().find(|agency| {
        words.strip_prefix(**agency).is_some_and(|rest| {
            let mut letters = rest.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        })
    });
    let at_end = AGENCIES.iter().find(|agency| {
        words.strip_suffix(**agency).is_some_and(|rest| rest.ends_with(['.', '”', '"', ')', '!', '?']))
    });
    let (agency, place) = match (at_start, at_end) {
        (Some(agency), _) => (agency, start..start + agency.len()),
        (None, Some(agency)) => (agency, start + words.len() - agency.len()..start + words.len()),
        (None, None) => return None,
    };
    let message = format!(
        "`{agency}` is glued to what stands beside it: a caption of the page that this was copied from"
    );
    let hint = "take it out with its caption, or write the picture's `caption:` and `credit:`";
    let found = text.warning_in(RULE.code, block, place, message).hint(hint);
    Some(
        found.cause(*agency, format!("`{agency}` is glued to captions of pages that texts were copied from")),
    )
}
