//! By what a file is known to be what it was, without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

/// Size, times and identity of a file. A file whose stat is what it was, and was settled then, has the bytes that it had:
/// an editor can set the time of modification back, but not the time of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stat {
    /// Bytes.
    pub len: u64,
    /// When the bytes were last written: nanoseconds since 1970.
    modified: i64,
    /// When anything about the file last changed: nanoseconds since 1970; 0 where the system does not say.
    changed: i64,
    /// 0 where the system does not say.
    inode: u64,
}

impl Stat {
    /// What the system says of a file.
    pub fn of(metadata: &Metadata) -> Self {
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        let modified = modified.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX));
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds = metadata.ctime().saturating_mul(1_000_000_000);
            (nanoseconds.saturating_add(metadata.ctime_nsec()), metadata.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = (0, 0);
        Self { len: metadata.len(), modified, changed, inode }
    }

    /// Whether the file was old enough at `now` that a later write must show in its times. Clocks of file systems tick:
    /// most every few milliseconds, some (FAT, HFS+) every second or two.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO).as_nanos();
        let newest = self.modified.max(self.changed);
        let coarse = [self.modified, self.changed].iter().all(|time| time % 1_000_000_000 == 0);
        let tick = Duration::from_millis(if coarse { 2_500 } else { 50 }).as_nanos();
        u128::try_from(newest).is_ok_and(|newest| newest + tick < now)
    }
}
