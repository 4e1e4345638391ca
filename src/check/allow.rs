//! Exceptions in a text: `<!-- check: allow CODE because … -->` says that a rule does not hold for it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::settings::rule_of;
use super::{Look, RULES, Settings, Text};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};

/// An exception.
pub(super) struct Allowed {
    code: Code,
    path: Arc<str>,
    /// Where its code stands.
    span: Span,
}

/// The exceptions of a text, and what is wrong with them.
pub(super) fn exceptions(text: &Text<'_>) -> (Vec<Allowed>, Vec<Diagnostic>) {
    let (mut exceptions, mut said) = (Vec::new(), Vec::new());
    for (comment, place) in &text.words.comments {
        let span = |range: Range<usize>| text.place(place.start + range.start..place.start + range.end);
        match read(comment) {
            Some(Ok(codes)) => exceptions.extend(codes.into_iter().map(|(code, range)| {
                let path = Arc::clone(&text.document.path);
                Allowed { code, path, span: span(range) }
            })),
            Some(Err((range, message, hint))) => {
                said.push(text.warning(Code::CheckAllow, message).at(span(range)).hint(hint));
            }
            None => {}
        }
    }
    (exceptions, said)
}

/// What is left of what was said of a site, and which exceptions allow nothing.
pub(super) fn allowed(said: Vec<Diagnostic>, exceptions: &[Allowed], settings: &Settings) -> Vec<Diagnostic> {
    if exceptions.is_empty() {
        return said;
    }
    let by_place: BTreeSet<(&str, Code)> =
        exceptions.iter().map(|exception| (&*exception.path, exception.code)).collect();
    let key = |one: &'_ Diagnostic| Some((one.path.clone()?, one.code));
    let found: BTreeSet<(String, Code)> = said.iter().filter_map(key).collect();
    let is_idle = |exception: &&Allowed| {
        // What was not looked for may be there.
        let is_looked_for =
            settings.get(exception.code).is_some_and(|options| !matches!(options.rule.look, Look::External));
        is_looked_for && !found.contains(&(exception.path.to_string(), exception.code))
    };
    let idle = exceptions.iter().filter(is_idle).map(|exception| {
        let message = format!("nothing here is `{}`: the exception allows nothing", exception.code);
        let found = Diagnostic::warning(Code::CheckAllow, message).in_file(&*exception.path);
        found.at(exception.span).hint("take it out")
    });
    let idle: Vec<Diagnostic> = idle.collect();
    let is_allowed =
        |one: &Diagnostic| one.path.as_deref().is_some_and(|path| by_place.contains(&(path, one.code)));
    said.into_iter().filter(|one| !is_allowed(one)).chain(idle).collect()
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
