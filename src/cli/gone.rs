//! What a build says of addresses that readers have and that it takes away.

use std::collections::BTreeMap;

use super::messages::Messages;
use crate::build::{Gone, How, KeptBy};
use crate::diagnostic::print::{self, Format};

/// Up to how many addresses with one fate are listed one by one, each with what keeps it.
const ALONE: usize = 3;

impl Messages<'_> {
    /// The addresses that are gone, and what keeps each of them; many with one fate are one line.
    pub(super) fn gone(&self, gone: &[Gone]) {
        if self.format == Format::Json {
            for Gone { url, what, kept_by, .. } in gone {
                let kept_by = kept_by.as_ref();
                let line = serde_json::json!({
                    "gone": url, "kind": what, "file": kept_by.map(|by| &by.file),
                    "entry": kept_by.and_then(|by| by.entry.as_ref()), "write": kept_by.map(|by| &by.line),
                });
                self.note(&line.to_string());
            }
            return;
        }
        let mut groups: BTreeMap<(&str, How), Vec<&Gone>> = BTreeMap::new();
        for one in gone {
            groups.entry((one.what, one.how)).or_default().push(one);
        }
        for ((what, how), group) in groups {
            if group.len() <= ALONE {
                group.iter().for_each(|one| self.note(&alone(one)));
            } else {
                together(what, how, &group).iter().for_each(|line| self.note(line));
            }
        }
        if gone.iter().any(|gone| gone.kept_by.is_some()) {
            self.note("`newsprint mv OLD NEW` writes such lines by itself, and mends what leads there");
        }
    }
}

fn alone(gone: &Gone) -> String {
    let Gone { url, what, kept_by, how } = gone;
    let why = match (kept_by, how) {
        (Some(kept_by), _) => format!("{} keeps the address", line(kept_by)),
        (None, How::Deleted) => {
            format!("no {what} is in its place; `aliases:` of the one that replaces it keeps the address")
        }
        (None, _) => format!("the {what} stands at another address now"),
    };
    format!("Gone: {url}\n  {why}")
}

/// What has to be written, and where.
fn line(KeptBy { file, entry, line }: &KeptBy) -> String {
    let entry = entry.as_ref().map_or_else(String::new, |name| format!(" of `{}`", print::plain(name)));
    format!("`{line}`{entry} in {file}")
}

fn together(what: &str, how: How, group: &[&Gone]) -> Vec<String> {
    let plural = match what.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{what}s"),
    };
    let why = match how {
        How::Moved => "whose files have other addresses now",
        How::Renamed => "whose files were renamed",
        How::Deleted => "which are no longer there",
    };
    let mut lines = vec![format!("Gone: {} addresses of {plural} {why}", group.len())];
    lines.extend(group.iter().take(ALONE).map(|one| format!("  {}", one.url)));
    lines.push(format!("  … and {} more", group.len() - ALONE));
    let all = "`--format json` has all of them";
    lines.push(match (how, group.iter().find_map(|one| one.kept_by.as_ref())) {
        (How::Moved, Some(kept_by)) => format!(
            "  if `permalinks.{what}` was changed, changing it back keeps all of them; else each needs its line, such as \
             {}; {all}",
            line(kept_by)
        ),
        (_, Some(kept_by)) => format!("  each is kept by a line of its own, such as {}; {all}", line(kept_by)),
        (_, None) => format!("  `aliases:` of whatever replaces one keeps its address; {all}"),
    });
    lines
}
