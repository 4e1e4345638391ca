//! What is known of addresses from earlier runs: a file of JSON in the cache.
#![allow(clippy::disallowed_methods)] // an edge: the cache's own file

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Answer;
use super::rot::Run;

/// The file in the cache.
const FILE: &str = "links.json";
/// Seconds of a day.
pub(super) const DAY: i64 = 24 * 60 * 60;

/// See the module.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// By address.
    answers: BTreeMap<String, KnownAnswer>,
    /// What earlier runs counted, the oldest first.
    #[serde(default)]
    pub runs: Vec<Run>,
    #[serde(skip)]
    file: PathBuf,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KnownAnswer {
    /// When it was asked for: seconds since 1970.
    asked: i64,
    /// Since when it has not been there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dead_since: Option<i64>,
    #[serde(flatten)]
    answer: Answer,
}

impl Known {
    /// Reads what is kept in the folder of a cache; nothing, when that is damaged or not there.
    pub fn read(cache: &Path) -> Self {
        let file = cache.join(FILE);
        let kept = std::fs::read(&file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file, ..kept.unwrap_or_default() }
    }

    /// What an address answered in the last days; what was not there then is asked for again after one day.
    pub fn recent(&self, address: &str, now: i64, days: u64) -> Option<&Answer> {
        let known = self.answers.get(address)?;
        let days = match known.answer {
            Answer::There | Answer::Moved { .. } => days,
            _ => days.min(1),
        };
        let age = now.checked_sub(known.asked)?;
        let most = i64::try_from(days).unwrap_or(i64::MAX).saturating_mul(DAY);
        (0..most).contains(&age).then_some(&known.answer)
    }

    /// What an address answered last.
    pub fn answer(&self, address: &str) -> Option<&Answer> {
        self.answers.get(address).map(|known| &known.answer)
    }

    /// What is known of an address, and since when it has not been there, in whole days.
    pub fn dead_days(&self, address: &str, now: i64) -> Option<i64> {
        let since = self.answers.get(address)?.dead_since?;
        Some((now - since).max(0) / DAY)
    }

    /// Notes an answer.
    pub fn note(&mut self, address: &str, answer: Answer, now: i64) {
        let before = self.answers.get(address).and_then(|known| known.dead_since);
        let dead_since = answer.is_dead().then(|| before.unwrap_or(now));
        self.answers.insert(address.to_owned(), KnownAnswer { asked: now, dead_since, answer });
    }

    /// Keeps what is known, but for what no text names any more.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&mut self, is_named: impl Fn(&str) -> bool) -> std::io::Result<()> {
        self.answers.retain(|address, _| is_named(address));
        let folder = self.file.parent().unwrap_or(Path::new(""));
        std::fs::create_dir_all(folder)?;
        // Another run may read it at this moment.
        let whole = folder.join(format!("{FILE}.{}", std::process::id()));
        std::fs::write(&whole, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(whole, &self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_age() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut known = Known::read(folder.path());
        known.note("https://a.example/", Answer::There, 0);
        known.note("https://b.example/", Answer::Dead { why: "404".into() }, 0);
        known.note("https://b.example/", Answer::Dead { why: "404".into() }, 3 * DAY);
        known.keep(|address| address != "https://c.example/").expect("the cache");
        let known = Known::read(folder.path());
        assert_eq!(known.recent("https://a.example/", 6 * DAY, 7), Some(&Answer::There));
        assert_eq!(known.recent("https://a.example/", 7 * DAY, 7), None);
        assert_eq!(known.recent("https://a.example/", -1, 7), None, "a clock that went back");
        assert_eq!(known.recent("https://b.example/", 4 * DAY, 7), None);
        assert_eq!(known.dead_days("https://b.example/", 5 * DAY), Some(5));
        std::fs::write(folder.path().join(FILE), "{").expect("a file");
        assert_eq!(Known::read(folder.path()).recent("https://a.example/", 0, 7), None);
    }
}
