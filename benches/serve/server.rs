//! A server that runs: from its start until it is dropped.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::edit::Step;
use crate::common::interrupt;
use crate::http::Client;
use crate::process::{self, Memory};

/// Between two questions.
const PAUSE: Duration = Duration::from_millis(1);
/// How long a server may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(10);

/// A running server, ended when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) client: Client,
}

/// What came of a start.
pub(crate) enum Start {
    /// The home page was answered after so many seconds.
    Ready(Server, f64),
    /// It was not within the limit; this is what the server held then.
    Late(Option<Memory>),
    /// The server ended by itself; the text says how, and how its messages ended.
    Failed(String),
}

impl Server {
    /// Starts a server and asks for the home page until it is answered. `command` gets the port to listen at.
    pub(crate) fn start(command: impl Fn(u16) -> Command, log: &Path, limit: Duration) -> io::Result<Start> {
        let port = free_port()?;
        let mut command = command(port);
        let messages = File::create(log)?;
        command.stdin(Stdio::null()).stdout(messages.try_clone()?).stderr(messages);
        let start = Instant::now();
        let child = command
            .spawn()
            .map_err(|error| io::Error::other(format!("{}: {error}", command.get_program().display())))?;
        let mut server = Self { child, client: Client::new(port) };
        loop {
            if server.client.get("/", start + limit).is_ok_and(|answer| answer.status == 200) {
                return Ok(Start::Ready(server, start.elapsed().as_secs_f64()));
            }
            interrupt::check()?;
            if let Some(status) = server.child.try_wait()? {
                return Ok(Start::Failed(failure(status, log)?));
            }
            if start.elapsed() > limit {
                return Ok(Start::Late(server.memory()));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Does `step` and asks for `page` until it shows `mark`: the seconds that this took, from before the file was opened
    /// until the whole page had come. None if it did not come within `limit`.
    pub(crate) fn save(
        &mut self,
        step: &Step,
        (page, mark): (&str, &str),
        limit: Duration,
    ) -> io::Result<Option<f64>> {
        let start = Instant::now();
        step.apply()?;
        loop {
            let shown = self.client.get(page, start + limit).is_ok_and(|answer| answer.shows(mark));
            let took = start.elapsed();
            interrupt::check()?;
            if shown {
                return Ok(Some(took.as_secs_f64()));
            }
            if let Some(status) = self.child.try_wait()? {
                return Err(io::Error::other(format!("the server has ended: {status}")));
            }
            if took > limit {
                return Ok(None);
            }
            thread::sleep(PAUSE);
        }
    }

    /// What it holds and held.
    pub(crate) fn memory(&self) -> Option<Memory> {
        process::memory(self.child.id())
    }

    /// Waits until it has done what it does in the background; false if it still works.
    pub(crate) fn settle(&self) -> io::Result<bool> {
        process::settle(self.child.id())
    }

    /// Asks it to end, as Ctrl-C does, and waits for that.
    pub(crate) fn end(mut self) -> io::Result<()> {
        let pid = libc::pid_t::try_from(self.child.id()).expect("a process id fits");
        // SAFETY: no memory is involved; `pid` is a child that was not reaped.
        unsafe { libc::kill(pid, libc::SIGINT) };
        let asked = Instant::now();
        while self.child.try_wait()?.is_none() && asked.elapsed() < GRACE {
            interrupt::check()?;
            thread::sleep(PAUSE);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Neither has anything to do if the server has ended and was waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn failure(status: ExitStatus, log: &Path) -> io::Result<String> {
    let messages = String::from_utf8_lossy(&fs::read(log)?).into_owned();
    let lines: Vec<&str> = messages.lines().collect();
    Ok(format!("{status}\n    {}", lines[lines.len().saturating_sub(12)..].join("\n    ")))
}

/// A port at which nobody listens.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
