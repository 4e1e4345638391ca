//! Conflicts of two versions that nobody solved: the marks that Git, Mercurial and Subversion leave in a file.
//!
//! Git: <https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>; Subversion (`.mine`, `.r123`) and Mercurial
//! write the same marks with other labels.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};

/// How long a mark is.
const LENGTH: usize = 7;

/// An error at the first mark of a text, if there is one. `code` says where marks are shown: it is asked only when
/// there are some.
pub fn find(text: &str, code: impl FnOnce() -> Vec<Range<usize>>) -> Option<Diagnostic> {
    if !may_be_in(text.as_bytes()) {
        return None;
    }
    let code = code();
    let mut at = 0;
    let mut marks: Vec<(u8, usize, usize)> = Vec::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let start = at;
        at += line.len();
        let in_code = || {
            code.get(code.partition_point(|code| code.end <= start)).is_some_and(|code| code.contains(&start))
        };
        if let Some(mark) = mark(line.trim_end()).filter(|_| !in_code()) {
            marks.push((mark, number, start));
        }
    }
    let begins = marks.iter().position(|(mark, ..)| *mark == b'<');
    // The first mark may be gone: then one that parts and one that ends are left.
    let parts = marks.iter().position(|(mark, ..)| *mark == b'=');
    let ends = |from: usize| marks.iter().skip(from).position(|(mark, ..)| *mark == b'>').map(|at| from + at);
    // Of a conflict that was solved by half one may be left. Seven signs may begin a quotation, but no name of a version.
    let left = || marks.iter().position(|(_, _, start)| names_a_version(&text[*start..]));
    let first = begins.or_else(|| parts.filter(|parts| ends(*parts).is_some())).or_else(left)?;
    let last = ends(first).unwrap_or(first);
    let lines: Vec<String> = marks[first..=last].iter().map(|(_, number, _)| number.to_string()).collect();
    let message = match &lines[..] {
        [one] => format!("a conflict of two versions is not solved: a mark of it stands in line {one}"),
        [first @ .., last] => format!(
            "a conflict of two versions is not solved: its marks stand in lines {} and {last}",
            first.join(", ")
        ),
        [] => return None,
    };
    let start = marks[first].2;
    let end = start + text[start..].lines().next().map_or(0, str::len);
    let hint = "keep what is right of the versions between the marks, and take the lines with the marks out";
    Some(Diagnostic::error(Code::Conflict, message).at(Span::of(text, start, end)).hint(hint))
}

/// A guess that never misses one.
pub fn may_be_in(bytes: &[u8]) -> bool {
    let has = |mark: &[u8; LENGTH]| memchr::memmem::find(bytes, mark).is_some();
    has(b"<<<<<<<") || has(b">>>>>>>") || has(b"|||||||")
}

/// The character of which a line is a mark.
fn mark(line: &str) -> Option<u8> {
    let mark = *line.as_bytes().first().filter(|byte| matches!(byte, b'<' | b'|' | b'=' | b'>'))?;
    let (marks, label) = line.as_bytes().split_at_checked(LENGTH)?;
    let is_mark = marks.iter().all(|byte| *byte == mark);
    let fits = label.is_empty() || mark != b'=' && label.first() == Some(&b' ');
    (is_mark && fits).then_some(mark)
}

/// Whether a mark is followed by what Git calls a version: the hash of a commit, `HEAD`, or what both come from.
fn names_a_version(text: &str) -> bool {
    let label = text.lines().next().and_then(|line| line.get(LENGTH + 1..)).unwrap_or("").trim_end();
    let word = label.split([' ', ':']).next().unwrap_or("");
    let is_hash = word.len() >= 7 && word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash && word.bytes().any(|byte| byte.is_ascii_digit())
        || matches!(label, "HEAD" | "merged common ancestors" | "Updated upstream" | "Stashed changes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Option<(u32, String)> {
        let found = find(text, Vec::new)?;
        let lines = found.message.rsplit_once("in line").map(|(_, lines)| lines.to_owned());
        Some((found.span.unwrap().line, lines.unwrap_or_default()))
    }

    #[test]
    fn marks_of_all_kinds() {
        assert_eq!(lines("a\n>>>>>>> 1a2b3c4 (update)\n"), Some((2, " 2".into())));
        assert_eq!(lines("||||||| merged common ancestors\n"), Some((1, " 1".into())));
        assert_eq!(lines(">>>>>>> words of a quotation\n"), None);
        assert_eq!(lines(">>>>>>> defaced it\n"), None);
        assert_eq!(lines("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"), Some((2, "s 2, 4 and 6".into())));
        assert_eq!(
            lines("<<<<<<< .mine\r\na\r\n||||||| .r1\r\nb\r\n=======\r\nc\r\n>>>>>>> .r2"),
            Some((1, "s 1, 3, 5 and 7".into()))
        );
        assert_eq!(lines("a\n=======\nb\n>>>>>>> x\n"), Some((2, "s 2 and 4".into())));
        assert_eq!(lines("<<<<<<< HEAD\na"), Some((1, " 1".into())));
        for none in [
            "> > >\n", "Title\n=======\n", ">>>>>>> quoted\n", "<<<<<<<<\n", " <<<<<<< HEAD\n", "x <<<<<<< y",
        ] {
            assert_eq!(lines(none), None, "{none}");
        }
        assert_eq!(find("<<<<<<< a\n", || std::iter::once(0..9).collect()), None);
    }
}
