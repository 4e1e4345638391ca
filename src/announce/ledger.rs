//! `announced.yaml`: what was told to a mail provider, line by line. It is committed, so that nobody sends an edition again.
//!
//! A line is written before a request and one after it. Where the second is missing nobody knows what came of the first, and nothing is
//! done until somebody has looked.
#![allow(clippy::disallowed_methods)] // an edge: reads and writes the ledger

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Its name in the site's folder.
pub const LEDGER: &str = "announced.yaml";
const HEADER: &str = "# What newsprint has told mail providers, so that no edition goes out twice. Commit it; only newsprint writes here.\n";

/// What was begun, or what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The provider is asked for a draft.
    Drafting,
    /// It has one.
    Drafted,
    /// The provider is asked to send it.
    Sending,
    /// It has taken it.
    Sent,
    /// It has none: it has refused.
    NotDrafted,
    /// It was not sent: the provider has refused.
    NotSent,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Of an edition in a language, at a provider: never that of another.
    pub key: String,
    /// The provider's name.
    pub by: String,
    /// The edition, for people.
    pub edition: String,
    /// What.
    pub step: Step,
    /// What the provider calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// When, in UTC (RFC 3339).
    pub at: String,
}

/// Where an edition stands with a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing was done.
    New,
    /// A draft may be there.
    MaybeDrafted(Record),
    /// A draft is there.
    Drafted(Record),
    /// It may have been sent.
    MaybeSent(Record),
    /// It was sent.
    Sent(Record),
}

/// The ledger of a site.
#[derive(Debug)]
pub struct Ledger {
    file: PathBuf,
    records: Vec<Record>,
}

impl Ledger {
    /// Reads it; none is an empty one.
    ///
    /// # Errors
    /// What is wrong with it. Then nothing may be sent.
    pub fn read(root: &Path) -> Result<Self, String> {
        let file = root.join(LEDGER);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("{LEDGER} cannot be read: {error}")),
        };
        let records: Option<Vec<Record>> = serde_yaml::from_str(&text).map_err(|error| {
            format!("{LEDGER} cannot be gone by ({error}); mend it, so that nothing is sent twice")
        })?;
        Ok(Self { file, records: records.unwrap_or_default() })
    }

    /// Where an edition stands. The order of lines is that in which they were written, also after a merge of two.
    pub fn state(&self, key: &str) -> State {
        let mut state = State::New;
        for record in self.records.iter().filter(|record| record.key == key) {
            state = match (record.step, state) {
                (Step::Sent, _) | (_, State::Sent(_)) => State::Sent(record.clone()),
                (Step::Drafting, State::New) => State::MaybeDrafted(record.clone()),
                (Step::Drafted, State::New | State::MaybeDrafted(_)) => State::Drafted(record.clone()),
                (Step::Sending, _) => State::MaybeSent(record.clone()),
                (Step::NotDrafted, State::MaybeDrafted(_)) => State::New,
                // The draft is still there.
                (Step::NotSent, State::MaybeSent(sending)) => State::Drafted(sending),
                (_, other) => other,
            };
        }
        state
    }

    /// Adds a line, and does not come back before it is on the disk.
    ///
    /// # Errors
    /// What the file system says.
    pub fn add(&mut self, record: Record) -> io::Result<()> {
        let line = serde_json::to_string(&record).map_err(io::Error::other)?;
        let is_new = !self.file.exists();
        let mut file = OpenOptions::new().create(true).append(true).open(&self.file)?;
        // JSON on one line is YAML, too.
        let text = format!("{}- {line}\n", if is_new { HEADER } else { "" });
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        self.records.push(record);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(step: Step) -> Record {
        let text = |text: &str| text.to_owned();
        Record { key: text("k"), by: text("b"), edition: text("e"), step, id: Some(text("7")), at: text("t") }
    }

    #[test]
    fn what_was_begun_and_not_ended_is_not_done_again() {
        use Step::{Drafted, Drafting, NotDrafted, NotSent, Sending, Sent};
        let state = |steps: &[Step]| {
            let records = steps.iter().map(|step| record(*step)).collect();
            Ledger { file: PathBuf::new(), records }.state("k")
        };
        assert_eq!(state(&[]), State::New);
        assert_eq!(state(&[Drafting]), State::MaybeDrafted(record(Drafting)));
        assert_eq!(state(&[Drafting, NotDrafted]), State::New);
        assert_eq!(state(&[Drafting, Drafted]), State::Drafted(record(Drafted)));
        assert_eq!(state(&[Drafting, Drafted, Sending]), State::MaybeSent(record(Sending)));
        assert_eq!(state(&[Drafting, Drafted, Sending, NotSent]), State::Drafted(record(Sending)));
        assert_eq!(state(&[Drafting, Drafted, Sending, Sent]), State::Sent(record(Sent)));
        assert!(matches!(state(&[Drafting, Drafted, Sending, Sent, Drafting]), State::Sent(_)));
        // Two branches that were merged: one may have sent it.
        assert!(matches!(state(&[Drafting, Drafted, Sending, Drafting, NotDrafted]), State::MaybeSent(_)));
    }
}
