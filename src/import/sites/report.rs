//! The report of an import: remarks by their causes, each with a count and a few places.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::plan::{Fate, Plan};
use super::remark::{Cause, Gravity, Remark};
use crate::line::{one_line, shortened};

/// How much is said of a place, in characters.
const LENGTH: usize = 90;
/// How many places stand with a cause.
const PLACES: usize = 3;
/// How many causes of a gravity have a line of their own.
const CAUSES: usize = 12;

/// Remarks of one cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<'p> {
    /// The cause.
    pub cause: &'p Cause,
    /// The remarks, in the order of files and lines.
    pub remarks: Vec<&'p Remark>,
}

/// What an import did or would do.
pub struct Report<'p> {
    plan: &'p Plan,
    is_dry: bool,
}

impl<'p> Report<'p> {
    /// Of a plan; `is_dry` when nothing of it is done.
    pub fn new(plan: &'p Plan, is_dry: bool) -> Self {
        Self { plan, is_dry }
    }

    /// Remarks by their causes: the gravest first, of one gravity the most frequent.
    pub fn groups(&self) -> Vec<Group<'p>> {
        let mut by_cause: BTreeMap<&Cause, Vec<&Remark>> = BTreeMap::new();
        for remark in &self.plan.remarks {
            by_cause.entry(&remark.cause).or_default().push(remark);
        }
        let mut groups: Vec<Group<'_>> =
            by_cause.into_iter().map(|(cause, remarks)| Group { cause, remarks }).collect();
        groups.sort_by_key(|group| {
            (group.cause.gravity(), !group.cause.names_places(), std::cmp::Reverse(group.remarks.len()))
        });
        groups
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let count = |fate: Fate| self.plan.files.iter().filter(|file| file.fate == fate).count();
        let texts = |fate: Fate| {
            let is_text = |file: &&super::plan::Planned| file.fate == fate && file.is_text();
            self.plan.files.iter().filter(is_text).count()
        };
        let verb = if self.is_dry { "Would write" } else { "Wrote" };
        let _ = write!(
            text,
            "{verb} {} and {}",
            counted(texts(Fate::New), "text"),
            counted(count(Fate::New) - texts(Fate::New), "other file")
        );
        match count(Fate::AddedTo) {
            0 => {}
            count => {
                let _ = write!(text, "; added to {}", counted(count, "file"));
            }
        }
        match count(Fate::AsItWas) {
            0 => {}
            same => {
                let _ = write!(text, "; {same} were there already");
            }
        }
        let drafts = self.plan.files.iter().filter(|file| file.is_draft && file.fate == Fate::New).count();
        if drafts > 0 {
            let _ = write!(
                text,
                "; {} of them {}",
                drafts,
                if drafts == 1 { "is a draft" } else { "are drafts" }
            );
        }
        text.push('\n');
        for line in &self.plan.advice {
            let _ = writeln!(text, "{line}");
        }
        let groups = self.groups();
        let all = self.plan.files.iter().filter(|file| file.is_text()).count();
        for (gravity, heading) in [
            (Gravity::Lost, "Not imported"),
            (Gravity::Open, "For you to look at"),
            (Gravity::Note, "What was done"),
        ] {
            let of: Vec<&Group<'_>> =
                groups.iter().filter(|group| group.cause.gravity() == gravity).collect();
            if of.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n{heading}");
            for group in of.iter().take(CAUSES) {
                let _ = writeln!(text, "  {:>5}  {}", group.remarks.len(), group.cause);
                // What is said of all texts needs no places.
                let is_of_all = matches!(group.cause, Cause::Hidden(_)) && group.remarks.len() >= all;
                if gravity != Gravity::Note || group.cause.names_places() && !is_of_all {
                    for remark in group.remarks.iter().take(PLACES) {
                        let _ = writeln!(text, "         {}", place(remark));
                    }
                }
            }
            let rest: usize = of.iter().skip(CAUSES).map(|group| group.remarks.len()).sum();
            if rest > 0 {
                let causes = of.len() - CAUSES;
                let _ = writeln!(text, "  {rest:>5}  of {} more; --json names all", counted(causes, "cause"));
            }
        }
        text
    }

    /// For programs: everything.
    pub fn json(&self) -> Value {
        let files: Vec<Value> = self
            .plan
            .files
            .iter()
            .map(|file| json!({ "path": file.path, "from": file.from, "fate": file.fate.word(), "draft": file.is_draft }))
            .collect();
        let remarks: Vec<Value> = self
            .plan
            .remarks
            .iter()
            .map(|remark| {
                json!({
                    "code": remark.cause.code(), "cause": remark.cause.to_string(), "file": remark.file,
                    "line": remark.line, "detail": remark.detail,
                })
            })
            .collect();
        let examples: Vec<&String> = self.plan.examples.iter().map(|(path, _)| path).collect();
        json!({ "files": files, "removed": examples, "remarks": remarks, "advice": self.plan.advice, "dry_run": self.is_dry })
    }
}

fn place(remark: &Remark) -> String {
    let line = remark.line.map_or_else(String::new, |line| format!(":{line}"));
    let detail = match remark.detail.is_empty() {
        true => String::new(),
        false => format!(": {}", shortened(&one_line(&remark.detail), LENGTH)),
    };
    format!("{}{line}{detail}", remark.file)
}

/// "1 text", "2 texts".
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
