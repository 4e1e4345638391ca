//! A folder behind SFTP: the protocol is spoken over the pipes of the system's `ssh`, which knows the keys, the agent, the hosts that
//! are known, and whatever else stands in a user's configuration.
#![allow(clippy::disallowed_methods)] // an edge: runs ssh, asks the environment for it

use std::collections::BTreeSet;
use std::future::Future;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use russh_sftp::client::RawSftpSession;
use russh_sftp::client::error::Error;
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, Status, StatusCode};
use tokio::io::AsyncReadExt;
use tokio::process::{Child, Command};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

use super::{Destination, Fault, Headers, PlainFiles, TEMPORARY, Version, temporary};
use crate::deploy::files::{Published, pieces};

/// A program that is run instead of `ssh`, with options: as `GIT_SSH_COMMAND` is to git.
const PROGRAM: &str = "NEWSPRINT_SSH";
/// The bytes of one packet, which every server takes (draft-ietf-secsh-filexfer-02, section 3).
const PACKET: usize = 32_000;
/// Replaces what stands there, which the protocol's own renaming does not: OpenSSH, and most other servers.
const RENAME: &str = "posix-rename@openssh.com";
/// The most bytes of what ssh says that are kept.
const WORDS: usize = 64 << 10;
/// How long an answer may take.
const ANSWER: u64 = 60;

/// A folder of a host, over one connection.
#[derive(Debug)]
pub struct Sftp {
    session: Session,
    folder: String,
    runtime: Runtime,
    /// Whether files can be replaced at once.
    replaces: bool,
    /// Folders that are there.
    folders: Mutex<BTreeSet<String>>,
    _ssh: Child,
}

/// The connection.
struct Session(Arc<RawSftpSession>);

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Session")
    }
}

impl Sftp {
    /// Connects.
    ///
    /// # Errors
    /// What ssh says.
    pub fn connect(user: Option<&str>, host: &str, port: Option<u16>, folder: &str) -> Result<Self, Fault> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let program = std::env::var(PROGRAM).unwrap_or_default();
        let mut words = program.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or("ssh"));
        // It asks nothing, so a host that is not known is refused.
        command.args(words).args(["-oBatchMode=yes", "-oConnectTimeout=30", "-oServerAliveInterval=30"]);
        if let Some(port) = port {
            command.arg("-p").arg(port.to_string());
        }
        if let Some(user) = user {
            command.arg("-l").arg(user);
        }
        command.args(["-s", "--", host, "sftp"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let (session, replaces, ssh) = runtime.block_on(open(command))?;
        Ok(Self {
            session: Session(Arc::new(session)),
            folder: folder.to_owned(),
            runtime,
            replaces,
            folders: Mutex::default(),
            _ssh: ssh,
        })
    }

    fn place(&self, path: &str) -> String {
        format!("{}/{path}", self.folder)
    }

    fn wait<T>(&self, answer: impl Future<Output = Result<T, Error>>) -> Result<T, Fault> {
        self.runtime.block_on(answer).map_err(|error| fault(&error))
    }

    /// What is answered about something; none when it is not there.
    fn wait_for<T>(&self, answer: impl Future<Output = Result<T, Error>>) -> Result<Option<T>, Fault> {
        match self.runtime.block_on(answer) {
            Ok(value) => Ok(Some(value)),
            Err(Error::Status(status)) if status.status_code == StatusCode::NoSuchFile => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    /// Makes the folders that a path is in.
    fn make_parents(&self, place: &str) -> Result<(), Fault> {
        for (end, _) in place.match_indices('/').filter(|(end, _)| *end > 0) {
            let folder = &place[..end];
            let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if known().contains(folder) {
                continue;
            }
            if self.wait_for(self.session.0.stat(folder))?.is_none() {
                let made = self.wait(self.session.0.mkdir(folder, FileAttributes::empty()));
                // Another thread may have made it.
                if made.is_err() && self.wait_for(self.session.0.stat(folder))?.is_none() {
                    return made.map(drop).map_err(|fault| at(folder, fault));
                }
            }
            known().insert(folder.to_owned());
        }
        Ok(())
    }

    /// Lets `write` hand over the bytes of a file, and puts it into place.
    fn put_by(
        &self,
        path: &str,
        write: impl FnOnce(&mut dyn FnMut(&[u8]) -> Result<(), Fault>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let (waiting, target) = (self.place(&temporary(path)), self.place(path));
        self.make_parents(&waiting)?;
        let flags = OpenFlags::CREATE | OpenFlags::WRITE | OpenFlags::TRUNCATE;
        let opened = self.wait(self.session.0.open(&waiting, flags, FileAttributes::empty()));
        let handle = opened.map_err(|fault| at(&waiting, fault))?.handle;
        let mut offset = 0;
        let written = write(&mut |piece| {
            self.send(&handle, offset, piece)?;
            offset += piece.len() as u64;
            Ok(())
        });
        let closed = self.wait(self.session.0.close(&handle));
        written.and_then(|()| closed.map(drop)).inspect_err(|_| {
            let _ = self.wait(self.session.0.remove(&waiting));
        })?;
        self.make_parents(&target)?;
        let renamed = if self.replaces { self.rename(&waiting, &target) } else { self.put_aside(path) };
        renamed.map_err(|fault| at(&target, fault))
    }

    /// Sends a piece of a file: many packets, and then their answers.
    fn send(&self, handle: &str, offset: u64, piece: &[u8]) -> Result<(), Fault> {
        self.wait(async {
            let mut packets = JoinSet::new();
            for (number, packet) in (0..).zip(piece.chunks(PACKET)) {
                let (session, handle, packet) =
                    (Arc::clone(&self.session.0), handle.to_owned(), packet.to_vec());
                let at = offset + number * PACKET as u64;
                packets.spawn(async move { session.write(handle, at, packet).await });
            }
            while let Some(answer) = packets.join_next().await {
                answer.map_err(|error| Error::IO(error.to_string()))??;
            }
            Ok(())
        })
    }

    /// Puts a file into place by a server that cannot replace one: the old one is set aside, so that one of them is always there.
    fn put_aside(&self, path: &str) -> Result<(), Fault> {
        let (waiting, target, aside) =
            (self.place(&temporary(path)), self.place(path), self.place(&set_aside(path)));
        if self.wait_for(self.session.0.lstat(&target))?.is_some() {
            self.wait_for(self.session.0.remove(&aside))?;
            self.wait(self.session.0.rename(&target, &aside))?;
        }
        self.wait(self.session.0.rename(&waiting, &target))?;
        self.wait_for(self.session.0.remove(&aside)).map(drop)
    }

    fn rename(&self, from: &str, to: &str) -> Result<(), Fault> {
        let mut names = Vec::new();
        for name in [from, to] {
            names.extend(u32::try_from(name.len()).unwrap_or(u32::MAX).to_be_bytes());
            names.extend(name.as_bytes());
        }
        match self.wait(self.session.0.extended(RENAME, names))? {
            Packet::Status(Status { status_code: StatusCode::Ok, .. }) => Ok(()),
            Packet::Status(status) => Err(fault(&Error::Status(status))),
            _ => Err(fault(&Error::UnexpectedPacket)),
        }
    }
}

/// What a file is called while another one takes its place.
fn set_aside(path: &str) -> String {
    format!("{}-old", temporary(path))
}

/// Runs ssh and greets the server: the session, whether it can replace files, and ssh.
async fn open(mut command: Command) -> Result<(RawSftpSession, bool, Child), Fault> {
    let hint = "is OpenSSH installed? NEWSPRINT_SSH names another program";
    let mut ssh =
        command.spawn().map_err(|error| Fault::with(format!("ssh cannot be run: {error}"), hint))?;
    let (Some(input), Some(output), Some(mut said)) =
        (ssh.stdin.take(), ssh.stdout.take(), ssh.stderr.take())
    else {
        return Err(Fault::said("ssh has no pipes"));
    };
    let session = RawSftpSession::new(tokio::io::join(output, input));
    session.set_timeout(ANSWER);
    // What it says is read while it runs, or it would wait for that.
    let words = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&words);
    let listening = tokio::spawn(async move {
        let mut piece = [0; 1024];
        while let Ok(read @ 1..) = said.read(&mut piece).await {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            let room = WORDS.saturating_sub(heard.len());
            heard.extend_from_slice(&piece[..read.min(room)]);
        }
    });
    match session.init().await {
        Ok(version) => Ok((session, version.extensions.contains_key(RENAME), ssh)),
        Err(error) => {
            // It may keep a connection for others open, and its pipe with it.
            let _ = tokio::time::timeout(Duration::from_secs(2), listening).await;
            let words = words.lock().unwrap_or_else(PoisonError::into_inner);
            let words = String::from_utf8_lossy(&words);
            let words: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            Err(refusal(&words, &error))
        }
    }
}

/// What ssh said before it gave up.
fn refusal(words: &[&str], error: &Error) -> Fault {
    let all = words.join("; ");
    // OpenSSH's own messages; they have been these for decades, and without them there is no hint.
    let hint = if all.contains("Host key verification failed") {
        Some("log in with ssh once and compare its key, or put the key that you know into ~/.ssh/known_hosts")
    } else if all.contains("Permission denied") {
        Some(
            "the host takes no key of yours: `ssh-add` your key, or name it by `IdentityFile` in ~/.ssh/config",
        )
    } else if all.contains("Could not resolve hostname") {
        Some("is its name right?")
    } else {
        None
    };
    let last =
        words.last().map_or_else(|| format!("the connection ended ({error})"), |last| (*last).to_owned());
    Fault::Said(if hint.is_some() && words.len() < 4 { all } else { last }, hint)
}

fn fault(error: &Error) -> Fault {
    match error {
        Error::Status(status) if status.status_code == StatusCode::PermissionDenied => {
            Fault::with("permission denied", "let the user that logs in write there")
        }
        Error::Status(status) if status.error_message.is_empty() => Fault::said(status.status_code),
        Error::Status(status) => Fault::said(&status.error_message),
        Error::Timeout => Fault::said("the host does not answer"),
        other => Fault::said(format!("the connection was lost ({other})")),
    }
}

/// A fault, and the place that it is about.
fn at(place: &str, fault: Fault) -> Fault {
    match fault {
        Fault::Said(said, hint) => Fault::Said(format!("{place}: {said}"), hint),
        other => other,
    }
}

impl PlainFiles for Sftp {
    fn start(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let open = |place: String| {
            self.wait_for(self.session.0.open(place, OpenFlags::READ, FileAttributes::empty()))
        };
        let opened = match open(self.place(path))? {
            // It was interrupted while another one took its place.
            None if !self.replaces => open(self.place(&set_aside(path)))?,
            opened => opened,
        };
        let Some(handle) = opened.map(|opened| opened.handle) else { return Ok(None) };
        let mut bytes: Vec<u8> = Vec::new();
        let read = self.wait(async {
            while let missing @ 1.. = most.saturating_sub(bytes.len() as u64) {
                let length = u32::try_from(missing.min(PACKET as u64)).unwrap_or(u32::MAX);
                match self.session.0.read(&handle, bytes.len() as u64, length).await {
                    // Some servers say so that it ends.
                    Ok(data) if data.data.is_empty() => return Ok(()),
                    Ok(data) => bytes.extend(data.data),
                    Err(Error::Status(status)) if status.status_code == StatusCode::Eof => return Ok(()),
                    Err(error) => return Err(error),
                }
            }
            Ok(())
        });
        let _ = self.wait(self.session.0.close(&handle));
        read?;
        Ok(Some(bytes))
    }
}

impl Destination for Sftp {
    fn read(&self, path: &str) -> Result<Option<(Vec<u8>, Version)>, Fault> {
        self.read_plain(path)
    }

    fn version(&self, path: &str) -> Result<Option<Version>, Fault> {
        self.version_plain(path)
    }

    fn has(&self, path: &str) -> Result<bool, Fault> {
        Ok(self.wait_for(self.session.0.lstat(self.place(path)))?.is_some())
    }

    fn put(&self, file: &Published, _: &Headers) -> Result<(), Fault> {
        self.put_by(&file.path, |take| match pieces(&file.file, take)? == file.digest {
            true => Ok(()),
            false => Err(Fault::Changed(file.path.clone())),
        })
    }

    fn write(&self, path: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        self.put_by(path, |take| take(&bytes))
    }

    fn replace(&self, path: &str, bytes: Vec<u8>, expected: Option<&Version>) -> Result<Version, Fault> {
        self.replace_plain(path, bytes, expected)
    }

    fn remove(&self, path: &str) -> Result<(), Fault> {
        let place = self.place(path);
        self.wait_for(self.session.0.remove(&place)).map_err(|fault| at(&place, fault))?;
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folder = above;
            // One that is not empty stays, and so do those that it is in.
            if self.wait(self.session.0.rmdir(self.place(folder))).is_err() {
                break;
            }
            self.folders.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.place(folder));
        }
        Ok(())
    }

    fn sweep(&self) {
        let folder = self.place(TEMPORARY);
        let Ok(opened) = self.wait(self.session.0.opendir(&folder)) else { return };
        while let Ok(entries) = self.wait(self.session.0.readdir(&opened.handle)) {
            for entry in entries.files.iter().filter(|entry| !matches!(&*entry.filename, "." | "..")) {
                let _ = self.wait(self.session.0.remove(format!("{folder}/{}", entry.filename)));
            }
        }
        let _ = self.wait(self.session.0.close(&opened.handle));
        let _ = self.wait(self.session.0.rmdir(&folder));
    }
}
