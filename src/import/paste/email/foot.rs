//! What stands below the text of a message: the one that it answers, its signature, what lawyers and programs put there.

use super::super::release;
use super::{Email, head_at, is_between};
use crate::import::newsroom::furniture::{self, Why};

/// The message that this one answers, below it: it has a head of its own, and is the shorter one of both.
pub(super) fn answered(lines: &mut Vec<&str>, email: &mut Email) {
    let words = |lines: &[&str]| lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
    let is_apart =
        |at: usize| lines[at - 1].trim().is_empty() || is_line(lines[at - 1]) || is_between(lines[at - 1]);
    let found = (1..lines.len()).find(|at| is_apart(*at) && head_at(lines, *at).is_some());
    let Some(head) = found.filter(|at| words(&lines[..*at]) > words(&lines[*at..])) else { return };
    let above = lines[..head].iter().rev().take_while(|line| is_line(line) || is_between(line)).count();
    let cut = lines.drain(head - above..).map(str::trim).filter(|line| !line.is_empty());
    email.removed.extend(cut.map(str::to_owned));
}

/// "________________________________"
fn is_line(line: &str) -> bool {
    line.trim().len() >= 8 && line.trim().bytes().all(|byte| matches!(byte, b'_' | b'-'))
}

/// The signature, and what programs and lawyers put below it.
pub(super) fn foot(lines: &mut Vec<&str>, email: &mut Email) {
    let mut end = lines.len();
    if let Some(at) = lines.iter().position(|line| line.trim_end() == "--" && !line.starts_with(' ')) {
        end = at;
    }
    while let Some(last) = lines[..end].iter().rposition(|line| !line.trim().is_empty()) {
        if furniture::of(lines[last]) == Some(Why::Email) {
            end = last;
            continue;
        }
        if let Some(at) = leave(&lines[..end]) {
            end = at;
            break;
        }
        let start = lines[..last].iter().rposition(|line| line.trim().is_empty()).map_or(0, |at| at + 1);
        let paragraph = lines[start..=last].join(" ").to_lowercase();
        if start == 0 || !CONFIDENTIAL.iter().any(|words| paragraph.contains(words)) {
            break;
        }
        end = start;
    }
    email
        .removed
        .extend(lines.drain(end..).map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
}

/// Where a message takes leave: near its end, with nothing but short lines behind it.
fn leave(lines: &[&str]) -> Option<usize> {
    /// So many lines of a name, an office and a telephone may stand below.
    const BELOW: usize = 8;
    const WORDS: usize = 12;
    let is_full = |at: &usize| !lines[*at].trim().is_empty();
    let is_short = |at: &usize| lines[*at].split_whitespace().count() <= WORDS;
    let mut last = (0..lines.len()).rev().filter(is_full).take(BELOW).take_while(is_short);
    last.find(|at| release::is_leave(lines[*at]))
        .filter(|at| lines[..*at].iter().any(|line| !line.trim().is_empty()))
}

/// How notices of confidentiality are known. In lower case.
const CONFIDENTIAL: &[&str] = &[
    "this e-mail is confidential", "this email is confidential", "this message is confidential",
    "intended recipient", "may be privileged", "enthält vertrauliche", "vertrauliche und/oder",
    "nicht der richtige adressat", "ce message est confidentiel", "ce courriel est confidentiel",
    "informations confidentielles", "este mensaje es confidencial", "información confidencial",
    "este correo electrónico es confidencial", "конфіденційну інформацію", "you receive this e-mail because",
    "you are receiving this email because", "you received this email because",
];
