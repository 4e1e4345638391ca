//! Exceptions in a text: `<!-- check: allow CODE because … -->` says that a rule does not hold for it.

use std::ops::Range;

use super::settings::rule_of;
use super::{Look, RULES, Settings, Text};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};

/// An exception.
struct Allowed {
    code: Code,
    /// Where its code stands in the body.
    place: Range<usize>,
}

/// What is left of what was said of a text, and what is to be said of its exceptions.
pub(super) fn allowed(text: &Text<'_>, said: Vec<Diagnostic>, settings: &Settings) -> Vec<Diagnostic> {
    let mut exceptions = Vec::new();
    let mut left = Vec::new();
    for (comment, place) in &text.words.comments {
        match read(comment) {
            Some(Ok(codes)) => exceptions.extend(codes.into_iter().map(|(code, range)| Allowed {
                code,
                place: place.start + range.start..place.start + range.end,
            })),
            Some(Err((range, message, hint))) => {
                let place = place.start + range.start..place.start + range.end;
                left.push(text.warning(Code::CheckAllow, message).at(text.place(place)).hint(hint));
            }
            None => {}
        }
    }
    for Allowed { code, place } in &exceptions {
        // What was not looked for may be there.
        let is_on = settings.on().any(|(rule, _)| rule.code == *code && !matches!(rule.look, Look::External));
        if is_on && !said.iter().any(|one| one.code == *code) {
            let message = format!("nothing here is `{code}`: the exception allows nothing");
            let found = text.warning(Code::CheckAllow, message).at(text.place(place.clone()));
            left.push(found.hint("take it out"));
        }
    }
    left.extend(
        said.into_iter().filter(|one| !exceptions.iter().any(|exception| exception.code == one.code)),
    );
    left
}

/// A code, and where it stands in a comment.
type CodeAt = (Code, Range<usize>);
/// A part of a comment, what is wrong with it, and what to write.
type Fault = (Range<usize>, String, String);

/// The codes that a comment allows, and where they stand in it; none when it is no exception.
fn read(comment: &str) -> Option<Result<Vec<CodeAt>, Fault>> {
    let at = |part: &str| {
        let start = part.as_ptr() as usize - comment.as_ptr() as usize;
        start..start + part.len()
    };
    let body = comment.trim();
    let rest = body.strip_prefix("check:").or_else(|| body.strip_prefix("check :"))?.trim_start();
    const FORM: &str = "write `<!-- check: allow headline-length because it is a quotation -->`";
    let Some(rest) =
        rest.strip_prefix("allow").filter(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\t']))
    else {
        return Some(Err((at(body), "an exception begins with `check: allow`".to_owned(), FORM.to_owned())));
    };
    let (codes, reason) = rest.split_once("because").unwrap_or((rest, ""));
    if reason.trim().is_empty() {
        let message = "an exception says why: `because …`".to_owned();
        return Some(Err((at(body), message, FORM.to_owned())));
    }
    let mut allowed = Vec::new();
    for word in
        codes.split([' ', ',', '\n', '\t']).map(|word| word.trim_matches('`')).filter(|word| !word.is_empty())
    {
        let code = Code::ALL.iter().find(|code| code.as_str() == word);
        match code.map(|code| (*code, rule_of(*code))) {
            Some((code, Some(_))) => allowed.push((code, at(word))),
            Some((code, None)) => {
                let message = format!("`{code}` is said by every build: it is no rule that can be allowed");
                return Some(Err((at(word), message, "take it out, and mend what is said".to_owned())));
            }
            None => {
                let near = did_you_mean(word, RULES.iter().map(|rule| rule.code.as_str()));
                let hint = near.map_or_else(
                    || "docs/checks.md has all rules".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Some(Err((at(word), format!("there is no rule `{word}`"), hint)));
            }
        }
    }
    if allowed.is_empty() {
        return Some(Err((
            at(body),
            "an exception names the rule that it allows".to_owned(),
            FORM.to_owned(),
        )));
    }
    Some(Ok(allowed))
}
