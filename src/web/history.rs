//! How many links were dead, run by run.

use serde::{Deserialize, Serialize};

/// What a run counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When: seconds since 1970.
    pub at: i64,
    /// Addresses that the whole site named.
    pub addresses: usize,
    /// Those that were not there.
    pub dead: usize,
}

/// How many runs are kept.
const KEPT: usize = 120;

/// Adds a run; of one day the last counts.
pub(super) fn add(runs: &mut Vec<Run>, run: Run) {
    const DAY: i64 = 24 * 60 * 60;
    runs.retain(|other| other.at.div_euclid(DAY) != run.at.div_euclid(DAY));
    runs.push(run);
    runs.sort_by_key(|run| run.at);
    let over = runs.len().saturating_sub(KEPT);
    runs.drain(..over);
}
