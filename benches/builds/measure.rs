//! One run of a program: wall time, CPU time and peak memory, as the kernel accounts them (Unix only).
//!
//! Linux counts into a child's peak memory what its parent held when it was started. So this process has to stay
//! small: the floor, which holds a whole site in memory, is a child too, and sizes are taken in ascending order.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::interrupt;

/// What a run cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Seconds.
    pub(crate) wall: f64,
    /// Seconds of all threads, user and system together.
    pub(crate) cpu: f64,
    /// Bytes.
    pub(crate) peak: f64,
}

/// How a run ended.
pub(crate) enum Run {
    /// With exit code 0.
    Done(Cost),
    /// It was stopped at the time limit; this is what it had cost until then.
    Stopped(Cost),
    /// With another exit code or by a signal; the text says which, and how its messages ended.
    Failed(String),
}

/// Runs `command` to its end, its messages going to the file `log`, for at most `limit`.
pub(crate) fn run(command: &mut Command, log: &Path, limit: Option<Duration>) -> io::Result<Run> {
    let messages = File::create(log)?;
    command.stdin(Stdio::null()).stdout(messages.try_clone()?).stderr(messages);
    let start = Instant::now();
    let child = command
        .spawn()
        .map_err(|error| io::Error::other(format!("{}: {error}", command.get_program().display())))?;
    let pid = libc::pid_t::try_from(child.id()).expect("a process id fits");
    let watchdog = Watchdog::over(pid, limit);
    let ended = wait_for_end(pid);
    let wall = start.elapsed().as_secs_f64();
    let stopped = watchdog.dismiss();
    let (status, usage) = reap(pid)?;
    ended?;
    interrupt::check()?;
    let cost = Cost {
        wall,
        cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
        peak: usage.ru_maxrss as f64 * if cfg!(target_os = "macos") { 1.0 } else { 1024.0 },
    };
    if stopped {
        return Ok(Run::Stopped(cost));
    }
    if libc::WIFEXITED(status) && libc::WEXITSTATUS(status) == 0 {
        return Ok(Run::Done(cost));
    }
    let how = if libc::WIFSIGNALED(status) {
        format!("signal {}", libc::WTERMSIG(status))
    } else {
        format!("exit code {}", libc::WEXITSTATUS(status))
    };
    let messages = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    let lines: Vec<&str> = messages.lines().collect();
    let tail = lines[lines.len().saturating_sub(12)..].join("\n    ");
    Ok(Run::Failed(format!("{how}\n    {tail}")))
}

/// Seconds of CPU time of this process so far.
pub(crate) fn own_cpu() -> f64 {
    // SAFETY: all zeroes is a valid `rusage`, which the call fills in.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_SELF, &raw mut usage);
        usage
    };
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// Waits until the process has ended and leaves it for `reap`: until then its id is nobody else's. When a signal
/// comes for the benchmark itself, it ends the process.
fn wait_for_end(pid: libc::pid_t) -> io::Result<()> {
    loop {
        // SAFETY: all zeroes is a valid `siginfo_t`; `pid` is a child that was not reaped.
        let outcome = unsafe {
            let mut info: libc::siginfo_t = std::mem::zeroed();
            libc::waitid(libc::P_PID, pid.unsigned_abs(), &raw mut info, libc::WEXITED | libc::WNOWAIT)
        };
        if outcome == 0 {
            return Ok(());
        }
        let error = io::Error::last_os_error();
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
        if interrupt::check().is_err() {
            kill(pid);
        }
    }
}

/// Takes the status and costs of a process that has ended.
fn reap(pid: libc::pid_t) -> io::Result<(libc::c_int, libc::rusage)> {
    let mut status = 0;
    // SAFETY: all zeroes is a valid `rusage`; both pointers are to live values.
    let (outcome, usage) = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::wait4(pid, &raw mut status, 0, &raw mut usage), usage)
    };
    if outcome == pid { Ok((status, usage)) } else { Err(io::Error::last_os_error()) }
}

fn kill(pid: libc::pid_t) {
    // SAFETY: no memory is involved; `pid` is a child that was not reaped.
    unsafe { libc::kill(pid, libc::SIGKILL) };
}

fn seconds(time: libc::timeval) -> f64 {
    time.tv_sec as f64 + time.tv_usec as f64 / 1e6
}

/// A thread that ends a process when its time is over.
struct Watchdog {
    thread: thread::JoinHandle<bool>,
    dismissed: mpsc::Sender<()>,
}

impl Watchdog {
    fn over(pid: libc::pid_t, limit: Option<Duration>) -> Self {
        let (dismissed, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            let Some(limit) = limit else { return false };
            let over = receiver.recv_timeout(limit) == Err(RecvTimeoutError::Timeout);
            if over {
                kill(pid);
            }
            over
        });
        Self { thread, dismissed }
    }

    /// True if the time was over. After this the process is not touched.
    fn dismiss(self) -> bool {
        // The thread is gone already if there was no limit or the time was over.
        let _ = self.dismissed.send(());
        self.thread.join().unwrap_or(false)
    }
}
