//! `announced.yaml`: what was told to a mail provider, line by line. It is committed, so that nobody sends an edition again.
//!
//! A line is written before a request and one after it. Where the second is missing nobody knows what came of the first, and nothing is
//! done until somebody has looked.
#![allow(clippy::disallowed_methods)] // an edge: reads and writes the ledger

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "id")]
    pub id: Option<String>,
    /// When, in UTC (RFC 3339).
    pub at: String,
}

/// What a provider calls something. By hand it is a number, too.
fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Number(u64),
        Text(String),
    }
    Ok(Option::<Id>::deserialize(deserializer)?.map(|id| match id {
        Id::Number(number) => number.to_string(),
        Id::Text(text) => text,
    }))
}

/// Where an edition stands with a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nothing was done.
    New,
    /// A draft may be there.
    MaybeDrafted(Record),
    /// A draft is there, and what the provider calls it.
    Drafted(Record, String),
    /// It may have been sent; and what the provider calls the draft, if there is one.
    MaybeSent(Record, Option<String>),
    /// It was sent.
    Sent(Record),
}

impl State {
    /// Where it stands when what may have been done was not.
    pub fn undone(self) -> Self {
        match self {
            Self::MaybeDrafted(_) | Self::MaybeSent(_, None) => Self::New,
            // The draft is still there.
            Self::MaybeSent(record, Some(id)) => Self::Drafted(record, id),
            known => known,
        }
    }

    /// What the provider calls the draft.
    fn draft(self) -> Option<String> {
        match self {
            Self::Drafted(_, id) | Self::MaybeSent(_, Some(id)) => Some(id),
            _ => None,
        }
    }
}

/// The ledger of a site.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    text: String,
    records: Vec<Record>,
}

/// The ledger while one newsprint alone may write it.
#[derive(Debug)]
pub struct Locked {
    file: File,
    /// What has to stand before the next line.
    before: &'static str,
}

impl Ledger {
    /// Reads it; none is an empty one.
    ///
    /// # Errors
    /// What is wrong with it. Then nothing may be sent.
    pub fn read(root: &Path) -> Result<Self, String> {
        let path = root.join(LEDGER);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("{LEDGER} cannot be read: {error}")),
        };
        let records: Option<Vec<Record>> = serde_yaml::from_str(&text).map_err(|error| {
            format!("{LEDGER} cannot be gone by ({error}); mend it, so that nothing is sent twice")
        })?;
        Ok(Self { path, text, records: records.unwrap_or_default() })
    }

    /// Where an edition stands. The order of lines is that in which they were written, also after a merge of two.
    ///
    /// # Errors
    /// A line does not say which draft it means: without that, another one would be made.
    pub fn state(&self, key: &str) -> Result<State, String> {
        let mut state = State::New;
        for record in self.records.iter().filter(|record| record.key == key) {
            let id = || match record.id.as_deref() {
                Some(id) if is_id(id) => Ok(id.to_owned()),
                _ => Err(format!(
                    "{LEDGER} says that {} has a draft of {} (at {}), and not which: write `id:` into that line, with what {} calls it",
                    record.by, record.edition, record.at, record.by
                )),
            };
            state = match (record.step, state) {
                (Step::Sent, _) | (_, State::Sent(_)) => State::Sent(record.clone()),
                (Step::Drafting, State::New) => State::MaybeDrafted(record.clone()),
                (Step::Drafted, State::New | State::MaybeDrafted(_)) => State::Drafted(record.clone(), id()?),
                // Without a word about a draft none was needed.
                (Step::Sending, before) if record.id.is_none() => {
                    State::MaybeSent(record.clone(), before.draft())
                }
                (Step::Sending, _) => State::MaybeSent(record.clone(), Some(id()?)),
                (Step::NotDrafted, maybe @ State::MaybeDrafted(_))
                | (Step::NotSent, maybe @ State::MaybeSent(..)) => maybe.undone(),
                (_, other) => other,
            };
        }
        Ok(state)
    }

    /// Keeps every other newsprint from sending until the end; it is written down only then.
    ///
    /// # Errors
    /// Somebody else sends, or has sent since it was read.
    pub fn lock(self) -> Result<Locked, String> {
        let unwritable = |error: io::Error| format!("{LEDGER} cannot be written: {error}");
        let opened = File::options().create(true).read(true).append(true).open(&self.path);
        let mut file = opened.map_err(unwritable)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => "an edition is being announced at this moment".to_owned(),
            TryLockError::Error(error) => unwritable(error),
        })?;
        let mut text = String::new();
        file.read_to_string(&mut text).map_err(unwritable)?;
        if text != self.text {
            return Err(format!("{LEDGER} has just changed; try again"));
        }
        let before = match text.as_str() {
            "" => HEADER,
            text if text.ends_with('\n') => "",
            _ => "\n",
        };
        Ok(Locked { file, before })
    }
}

/// Whether a text can be what a provider calls something: it becomes a part of an address.
pub fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

impl Locked {
    /// Adds a line, and does not come back before it is on the disk.
    ///
    /// # Errors
    /// What the file system says.
    pub fn add(&mut self, record: &Record) -> io::Result<()> {
        let line = serde_json::to_string(record).map_err(io::Error::other)?;
        // JSON on one line is YAML, too.
        let text = format!("{}- {line}\n", self.before);
        // If not all of it arrives the next one begins on a line of its own.
        self.before = "\n";
        self.file.write_all(text.as_bytes())?;
        self.file.sync_all()?;
        self.before = "";
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
            Ledger { path: PathBuf::new(), text: String::new(), records }.state("k").expect("a state")
        };
        let id = || "7".to_owned();
        assert_eq!(state(&[]), State::New);
        assert_eq!(state(&[Drafting]), State::MaybeDrafted(record(Drafting)));
        assert_eq!(state(&[Drafting, NotDrafted]), State::New);
        assert_eq!(state(&[Drafting, Drafted]), State::Drafted(record(Drafted), id()));
        assert_eq!(state(&[Drafting, Drafted, Sending]), State::MaybeSent(record(Sending), Some(id())));
        assert_eq!(state(&[Drafting, Drafted, Sending, NotSent]), State::Drafted(record(Sending), id()));
        assert_eq!(state(&[Drafting, Drafted, Sending, Sent]), State::Sent(record(Sent)));
        assert!(matches!(state(&[Drafting, Drafted, Sending, Sent, Drafting]), State::Sent(_)));
        // One that needs no draft.
        let without_draft = |steps: &[Step]| {
            let of = |step: &Step| Record { id: (*step == Drafted).then(id), ..record(*step) };
            let records = steps.iter().map(of).collect();
            Ledger { path: PathBuf::new(), text: String::new(), records }.state("k").expect("a state")
        };
        assert!(matches!(without_draft(&[Sending]), State::MaybeSent(_, None)));
        assert_eq!(without_draft(&[Sending, NotSent]), State::New);
        assert!(matches!(without_draft(&[Drafting, Drafted, Sending, NotSent]), State::Drafted(..)));
        // Two branches that were merged: one may have sent it.
        assert!(matches!(state(&[Drafting, Drafted, Sending, Drafting, NotDrafted]), State::MaybeSent(..)));
    }
}
