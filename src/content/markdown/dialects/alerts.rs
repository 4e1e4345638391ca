//! Alerts of unknown kinds, and marks that do not stand alone in their line or begin no quotation.
//!
//! See <https://docs.github.com/en/get-started/writing-on-github> (alerts) and <https://help.obsidian.md/callouts>.

use super::{At, Found, Kind, containers, foreign};
use crate::diagnostic::did_you_mean;

const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

const ALERT: Kind = Kind {
    key: "[!",
    summary: "these are no alerts: their marks are shown as text",
    remedy: "the first line of an alert is `> [!NOTE]` and nothing else; the kinds are NOTE, TIP, IMPORTANT, WARNING and CAUTION",
};

pub(super) fn find(at: At<'_>) -> Option<Found> {
    let line = at.line();
    let inside = line.strip_prefix("[!")?;
    let end = inside.find(']')?;
    let name = inside[..end].split('|').next().unwrap_or("").trim();
    let is_name = name.starts_with(|c: char| c.is_alphabetic())
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    if !is_name || !at.begins_line() {
        return None;
    }
    let after = &inside[end + 1..];
    let title = after.strip_prefix(['-', '+']).unwrap_or(after);
    // `[!x](y)` is a link, whatever becomes of it.
    if title.starts_with(['(', '[', ':']) {
        return None;
    }
    let length = line.len() - title.len();
    let title = title.trim();
    let upper = name.to_uppercase();
    let known = KINDS.iter().copied().find(|kind| *kind == upper.as_str());
    let near =
        || did_you_mean(name, ["note", "tip", "important", "warning", "caution"]).map(str::to_uppercase);
    let kind = known
        .or_else(|| containers::alert(name))
        .map(str::to_owned)
        .or_else(near)
        .unwrap_or_else(|| "NOTE".to_owned());
    let is_quoted = at.before().contains('>');
    let mut hints = Vec::new();
    let mark = if is_quoted { format!("[!{kind}]") } else { format!("> [!{kind}]") };
    let is_plain = title.is_empty() && !after.starts_with(['-', '+']) && inside[..end].len() == name.len();
    if known.is_some() && is_plain && is_quoted {
        let hint = "an alert begins its quotation: leave an empty line above it".to_owned();
        return Some(foreign(at, length, &ALERT, [hint]));
    }
    hints.push(match title.is_empty() {
        true => format!("write `{mark}`"),
        false => format!("write `{mark}`, and `> **{title}**` and `>` in lines of their own below: a mark stands alone in its line"),
    });
    if !is_quoted {
        hints.push("an alert is a quotation: each of its lines begins with `> `".to_owned());
    }
    if known.is_none() {
        hints.push("the kinds of alerts are NOTE, TIP, IMPORTANT, WARNING and CAUTION".to_owned());
    }
    Some(foreign(at, length, &ALERT, hints))
}
