//! Signs before several lines that belong together: dashes before the items of a list, ">" before what is quoted.

use super::lines::{Look, line};
use super::raw::Raw;
use crate::import::newsroom::words::ends_sentence;

/// Whether a sentence has a dash between what is said and who said it.
pub(super) fn is_tagged(text: &str) -> bool {
    let parts = [" - ", " – ", " — "].iter().flat_map(|dash| text.match_indices(dash));
    parts.map(|(at, _)| &text[..at]).any(|said| said.ends_with([',', '!', '?', '…', '.']))
}

/// Gives the items of lists that begin with a dash a sign that nothing else has: a dash is also how somebody begins to speak.
pub(super) fn mark(groups: &mut [Vec<Raw>]) {
    for group in groups {
        let mut at = 0;
        while at < group.len() {
            let end = run(group, at);
            let items: Vec<usize> = (at..end).filter(|at| dashed(&group[*at].text).is_some()).collect();
            if is_list(&items.iter().map(|at| &*group[*at].text).collect::<Vec<_>>()) {
                for at in items {
                    let rest = dashed(&group[at].text).map(|rest| format!("{SIGN} {rest}"));
                    group[at].text = rest.unwrap_or_default();
                }
            }
            at = end.max(at + 1);
        }
    }
}

/// The sign of an item.
const SIGN: char = '•';

/// What follows a dash at the beginning of a line.
fn dashed(text: &str) -> Option<&str> {
    let rest = ["- ", "– ", "— "].iter().find_map(|dash| text.strip_prefix(dash))?.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// The end of lines with a dash, and of the indented ones in which their words go on.
fn run(group: &[Raw], from: usize) -> usize {
    let Some(first) = group.get(from).filter(|raw| dashed(&raw.text).is_some()) else { return from };
    let is_of_run =
        |raw: &&Raw| dashed(&raw.text).is_some() || raw.indent >= first.indent + 2 && raw.cells.is_empty();
    from + group[from..].iter().take_while(is_of_run).count()
}

/// Whether lines with a dash are the items of a list, and none is what somebody says. Behind a long dash, which is that of speech in
/// most languages, one of them at least is no sentence.
fn is_list(items: &[&str]) -> bool {
    let is_long = |text: &&&str| !text.starts_with('-');
    let is_said = |text: &&str| {
        let rest = dashed(text).unwrap_or_default();
        is_tagged(rest) || rest.trim_end().ends_with(['?', '!', '…']) || rest.contains(['«', '“', '„', '»'])
    };
    let is_open = |text: &&str| !ends_sentence(text);
    items.len() >= 2
        && !items.iter().any(is_said)
        && (items.iter().find(is_long).is_none() || items.iter().any(is_open))
}

/// The lines of a group, with those behind ">" together that are sentences only so: what an e-mail quotes. Links of pages have
/// that sign, too, each in a line of its own.
pub(super) fn quotes(group: Vec<Raw>) -> Vec<Raw> {
    /// A shorter line has not been broken in the middle of a sentence, in characters.
    const BROKEN: usize = 40;
    let bare =
        |raw: &Raw| raw.text.strip_prefix('>').map(|rest| rest.trim_start_matches(['>', ' ']).to_owned());
    let mut made = Vec::new();
    let mut at = 0;
    while at < group.len() {
        let lines: Vec<String> = group[at..].iter().map_while(bare).collect();
        let goes_on = |pair: &[String]| {
            pair.iter().any(String::is_empty)
                || ends_sentence(&pair[0])
                || pair[1].starts_with(char::is_lowercase)
                || pair[0].chars().count() >= BROKEN
        };
        let paragraphs: Vec<String> = lines
            .split(String::is_empty)
            .map(|lines| lines.join(" "))
            .filter(|text| !text.is_empty())
            .collect();
        let is_told = |text: &String| line(text, None, false).look == Look::Prose;
        if lines.len() >= 2 && lines.windows(2).all(goes_on) && paragraphs.iter().all(is_told) {
            made.extend(
                paragraphs.into_iter().map(|text| Raw { text: format!("> {text}"), ..Raw::default() }),
            );
            at += lines.len();
        } else {
            let count = lines.len().max(1);
            made.extend_from_slice(&group[at..at + count]);
            at += count;
        }
    }
    made
}
