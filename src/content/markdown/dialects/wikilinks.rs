//! Links in double brackets, as in Obsidian and in wikis, and what stands for a table of contents.
//!
//! See <https://help.obsidian.md/links>.

use super::{At, Found, Kind, foreign};

const CONTENTS: Kind = Kind {
    key: "[toc]",
    summary: "marks for a table of contents mean nothing here: they are shown as text",
    remedy: "take them out: the table of contents comes by itself",
};

pub(super) fn find(at: At<'_>) -> Option<Found> {
    let line = at.line();
    if at.begins_line()
        && let Some(mark) = ["[[_TOC_]]", "[[toc]]", "[toc]"]
            .into_iter()
            .find(|mark| line.trim_end().eq_ignore_ascii_case(mark))
    {
        return Some(foreign(
            at,
            mark.len(),
            &CONTENTS,
            ["take it out: the table of contents comes by itself".to_owned()],
        ));
    }
    let inside = line.strip_prefix("[[")?;
    let end = inside.find("]]")?;
    let (name, after) = (&inside[..end], &inside[end + 2..]);
    let is_name = !name.contains(['[', ']', '`'])
        && name.chars().any(char::is_alphabetic)
        && name.trim() == name
        && !name.starts_with('^')
        && at.previous() != Some('!')
        && !after.starts_with(['(', '[']);
    is_name.then(|| Found::Named(at.place(end + 4)))
}
