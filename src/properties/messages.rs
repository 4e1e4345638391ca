//! Messages are about places that there are, and say what is wrong in one line.

use crate::diagnostic::{Diagnostic, Span};

/// Holds of all messages about the file with these bytes.
pub(super) fn hold(bytes: &[u8], messages: &[Diagnostic]) {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    // One fault has one message; a key, a tag or an address can have a few.
    assert!(messages.len() <= 4 * bytes.len() + 64, "{} messages for {} bytes", messages.len(), bytes.len());
    for message in messages {
        let one_line = |text: &str| !text.is_empty() && !text.contains(['\n', '\r']);
        assert!(one_line(&message.message), "{message:?}");
        assert!(is_plain(&message.message), "{message:?}");
        // What is to be written is the editor's own.
        assert!(message.hints.iter().all(|hint| hint.starts_with("write") || is_plain(hint)), "{message:?}");
        // A hint may hold the lines that are to be written, below what it says of them.
        let in_lines = |hint: &String| hint.split('\n').all(one_line);
        assert!(message.hints.iter().all(in_lines), "{message:?}");
        if let Some(span) = message.span {
            assert!(span.length > 0 && is_inside(&lines, span), "{message:?}\n{text:?}");
        }
        if let Some(fix) = &message.fix {
            assert!(is_one_piece(&lines, fix.span), "{message:?}\n{text:?}");
        }
    }
}

/// Whether no word stands there that only those know who write parsers of YAML, but in what is quoted.
fn is_plain(text: &str) -> bool {
    const JARGON: [&str; 14] = [
        "mapping", "mappings", "scalar", "sequence", "anchor", "alias", "token", "parser", "block", "flow",
        "node", "directive", "indicator", "deserialize",
    ];
    let said = text.split('`').step_by(2);
    !said.flat_map(|part| part.split(|c: char| !c.is_alphanumeric())).any(|word| JARGON.contains(&word))
}

/// Whether a text has what a fix replaces, ends of lines among its characters.
fn is_one_piece(lines: &[&str], span: Span) -> bool {
    let below = lines.get((span.line as usize).saturating_sub(1)..).unwrap_or(&[]);
    let Some(first) = below.first() else { return false };
    let column = (span.column as usize).saturating_sub(1);
    let length = below.iter().map(|line| line.chars().count() + 1).sum::<usize>() - 1;
    column <= first.chars().count() && column + span.length as usize <= length
}

/// Whether a place is one of a text's lines, up to behind its last character.
fn is_inside(lines: &[&str], span: Span) -> bool {
    let line = (span.line as usize).checked_sub(1).and_then(|line| lines.get(line));
    // What is about nothing is about the end of a line, and has the length of one character.
    let end = span.column as usize - usize::from(span.column > 0) + span.length as usize;
    line.is_some_and(|line| span.column > 0 && end <= line.chars().count() + 1)
}
