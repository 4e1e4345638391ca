//! `.newsprint-owned`: the list of what newsprint made in an output folder, and may therefore remove.

use std::fs;
use std::io;
use std::path::Path;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::paths::{OWNED, OutPath};

const HEADER: &str =
    "# What newsprint made in this folder, and may remove. Written by newsprint; do not edit.";

/// Reads the list, sorted; none when there is none. A line that is no path of an output is passed over, and said.
pub(super) fn read(file: &Path, warnings: &mut Vec<Diagnostic>) -> io::Result<Option<Vec<OutPath>>> {
    let bytes = match fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<(usize, &str)> =
        text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut owned, wrong): (Vec<OutPath>, Vec<Diagnostic>) =
        lines.par_iter().partition_map(|(number, line)| match OutPath::new(line) {
            Ok(path) => Either::Left(path),
            Err(error) => Either::Right(Diagnostic::warning(
                Code::OutputList,
                format!("line {} of {OWNED} in the output is passed over: {error}", number + 1),
            )),
        });
    warnings.extend(wrong);
    owned.par_sort_unstable();
    owned.dedup();
    Ok(Some(owned))
}

/// By what the page of a document or of a term is found again when its address is gone: hashes, for the list is often
/// published with the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageMark {
    /// A letter for what it is.
    pub kind: char,
    /// Of its file's path, or of a term's key.
    pub file: u64,
    /// Of its title.
    pub title: u64,
    /// Of its body, or of a term's articles; 0 when there is none.
    pub body: u64,
    /// Of its permanent identity; 0 when it has none of its own.
    pub id: u64,
}

/// Begins the line of a mark, which follows that of its path: to another version it is a comment.
const MARK: &str = "#@ ";

impl PageMark {
    /// How much of a hash is kept.
    pub const BITS: u64 = (1 << 48) - 1;

    /// The hash of a text.
    pub fn hash(text: &str) -> u64 {
        Digest::of_bytes(text.as_bytes()).0 as u64 & Self::BITS
    }

    fn read(line: &str) -> Option<Self> {
        let mut words = line.strip_prefix(MARK)?.split(' ');
        let kind = words.next()?.chars().next()?;
        let mut hash = || u64::from_str_radix(words.next()?, 16).ok();
        Some(Self { kind, file: hash()?, title: hash()?, body: hash()?, id: hash()? })
    }
}

/// The marks of those paths of a list that are asked for.
pub(super) fn marks(file: &Path, wanted: &dyn Fn(&OutPath) -> bool) -> Vec<(OutPath, PageMark)> {
    let text = fs::read(file).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut marks = Vec::new();
    let mut before = "";
    for line in text.lines() {
        if let Some(mark) = PageMark::read(line)
            && let Ok(path) = OutPath::new(before)
            && wanted(&path)
        {
            marks.push((path, mark));
        }
        before = line;
    }
    marks.sort_by(|one, other| one.0.cmp(&other.0));
    marks
}

/// The text of a list; paths and marks are sorted.
pub(super) fn text(paths: &[&OutPath], marks: &[(&OutPath, PageMark)]) -> String {
    use std::fmt::Write;
    // A mark is four numbers of twelve digits at most.
    let room = paths.iter().map(|path| path.as_str().len() + 1).sum::<usize>() + marks.len() * 60;
    let mut text = String::with_capacity(HEADER.len() + 1 + room);
    text.push_str(HEADER);
    text.push('\n');
    let mut marks = marks.iter().peekable();
    for path in paths {
        text.push_str(path.as_str());
        text.push('\n');
        while marks.next_if(|(marked, _)| marked < path).is_some() {}
        if let Some((_, PageMark { kind, file, title, body, id })) =
            marks.next_if(|(marked, _)| marked == path)
        {
            // A text takes everything.
            let _ = writeln!(text, "{MARK}{kind} {file:x} {title:x} {body:x} {id:x}");
        }
    }
    text
}
