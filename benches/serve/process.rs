//! What the kernel says of a running process: its memory and its CPU time (Linux; elsewhere nothing is known).

use std::fs;
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use crate::common::interrupt;

/// A process that needs no CPU for so long has done its work: longer than Hugo gathers changes for (0.5 s).
const QUIET: Duration = Duration::from_millis(800);
/// After this it is taken as it is.
const PATIENCE: Duration = Duration::from_secs(60);

/// The memory of a process, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct Memory {
    /// What it holds now (`VmRSS`).
    pub(crate) now: f64,
    /// The most that it ever held (`VmHWM`).
    pub(crate) peak: f64,
}

/// The memory of a process; none where there is no `/proc`.
pub(crate) fn memory(pid: u32) -> Option<Memory> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0)
    };
    Some(Memory { now: field("VmRSS:")?, peak: field("VmHWM:")? })
}

/// Waits until the process needs no more CPU time, so that what follows is not slowed by what went before. False
/// if it still does after `PATIENCE`.
pub(crate) fn settle(pid: u32) -> io::Result<bool> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let before = ticks(pid);
        let since = Instant::now();
        while since.elapsed() < QUIET {
            interrupt::check()?;
            thread::sleep(Duration::from_millis(50));
        }
        // A tick, a hundredth of a second, may be a timer or a collector of garbage.
        if ticks(pid).zip(before).is_none_or(|(after, before)| after <= before + 1) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// CPU time of all threads, user and system together, in hundredths of a second.
fn ticks(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may hold anything; the state follows it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut times = fields.split_whitespace().skip(11);
    Some(times.next()?.parse::<u64>().ok()? + times.next()?.parse::<u64>().ok()?)
}
