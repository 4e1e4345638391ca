//! The command `newsprint serve` itself: its port, how it is told of changes, how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::harness::Site;

/// The longest that anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const ONE: &str = "content/2025-02-01-one.md";

pub(crate) struct Server {
    child: Child,
    port: u16,
    said: Receiver<String>,
    /// What it said until it was ready.
    before: Vec<String>,
}

impl Server {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::of(Command::new(env!("CARGO_BIN_EXE_newsprint")), site.path(), arguments)
    }

    /// The server of the site at a folder, by a program that may be run in some way.
    pub(crate) fn of(mut command: Command, root: &Path, arguments: &[&str]) -> Self {
        command.arg("serve").arg("--root").arg(root).args(arguments).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let stderr = BufReader::new(child.stderr.take().expect("its messages"));
        let (sender, said) = channel();
        std::thread::spawn(move || {
            stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let mut before = Vec::new();
        let port = loop {
            let line = said.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("not ready: {before:?}"));
            let port = line.split("localhost:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
            before.push(line);
            if let Some(port) = port {
                break port;
            }
        };
        Self { child, port, said, before }
    }

    pub(crate) fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks until the answer holds a text.
    pub(crate) fn shows(&self, path: &str, text: &str) {
        let started = Instant::now();
        while !self.get(path).contains(text) {
            assert!(started.elapsed() < PATIENCE, "{path} does not show {text}: {}", self.get(path));
            std::thread::yield_now();
        }
    }

    /// The next line that holds a text.
    pub(crate) fn says(&self, text: &str) -> String {
        std::iter::from_fn(|| self.said.recv_timeout(PATIENCE).ok())
            .find(|line| line.contains(text))
            .unwrap_or_else(|| panic!("it does not say {text}"))
    }
}

#[test]
fn verify_compares_each_site_with_the_one_from_nothing() {
    let site = site();
    let server = Server::start(&site, &["--port", "0", "--verify"]);
    site.write(ONE, "---\ntitle: Another\ntags: [New]\n---\n\nWords.\n");
    server.says("Verified: it is the site from nothing");
    // What is wrong stands as it was, which nobody knows who was not there.
    site.write(ONE, "---\ntitle: [\n---\n\nWords.\n");
    server.says("Not verified");
}

#[test]
fn what_stands_in_the_place_of_a_wrong_draft_is_not_verified() {
    let site = site();
    let draft = "content/_drafts/2025-02-10-d.md";
    site.write(draft, "---\ntitle: D\n---\n\nWords.\n");
    let server = Server::start(&site, &["--port", "0", "--verify"]);
    // That is a warning, as nothing of it is published.
    site.write(draft, "---\ntitle: \"a\n: b\n---\nx");
    server.says("Not verified");
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn article(text: &str) -> String {
    format!("---\ntitle: One\nsummary: A summary.\nsources: [{{name: O}}]\n---\n{text}\n")
}

fn site() -> Site {
    Site::with(&[(ONE, &article("First text."))])
}

#[test]
fn a_taken_port_is_passed_over_and_that_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let server = Server::start(&site(), &["--port", &port.to_string()]);
    assert_ne!(server.port, port);
    let said = format!("Port {port} is taken: using {}", server.port);
    assert!(server.before.contains(&said), "{:?}", server.before);
}

#[test]
fn saves_new_folders_and_removals_are_shown_told_or_polled() {
    for arguments in [&["--port", "0"][..], &["--port", "0", "--poll"][..]] {
        let site = site();
        let server = Server::start(&site, arguments);
        server.shows("/2025/02/one/", "First text.");
        site.write(ONE, article("Second text."));
        server.shows("/2025/02/one/", "Second text.");
        let line = server.says(ONE);
        assert!(line.contains("stale") && line.ends_with(" ms"), "{line}");

        // As many editors save: a new file takes the place of the old one.
        site.write("content/.one.swp", article("Third text."));
        std::fs::rename(site.path().join("content/.one.swp"), site.path().join(ONE)).expect("a rename");
        server.shows("/2025/02/one/", "Third text.");

        // A bundle in a new folder within a new folder, and a checkout of many files at once.
        site.write("content/desk/2025-02-02-two/index.md", article("Of two."));
        server.shows("/2025/02/two/", "Of two.");
        for n in 0..200 {
            site.write(&format!("content/many/2025-01-01-number-{n}.md"), article(&format!("Text {n}.")));
        }
        server.shows("/2025/01/number-199/", "Text 199.");
        server.shows("/2025/01/number-0/", "Text 0.");

        std::fs::remove_dir_all(site.path().join("content/many")).expect("a folder");
        server.shows("/2025/01/number-7/", "HTTP/1.1 404");
        assert!(!site.path().join("public").exists(), "nothing is written into the output");
    }
}

#[test]
fn what_is_shown_though_it_is_not_live_is_a_choice() {
    let site = site();
    site.write(
        "content/2025-02-02-draft.md",
        "---\ntitle: D\ndraft: true\nsources: [{name: O}]\n---\nDraft text.\n",
    );
    let server = Server::start(&site, &["--port", "0"]);
    assert!(server.get("/2025/02/draft/").contains("Not live: a draft"));
    let server = Server::start(&site, &["--port", "0", "--drafts=false", "--no-reload"]);
    assert!(server.get("/2025/02/draft/").starts_with("HTTP/1.1 404"));
    assert!(!server.get("/2025/02/one/").contains("<script src"));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_within_a_second() {
    let mut server = Server::start(&site(), &["--port", "0"]);
    // A stream of events that never ends by itself.
    let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("a connection");
    let request = "GET /__newsprint/events?path=/2025/02/one/&hash=0 HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("a request");
    stream.read_exact(&mut [0; 12]).expect("the beginning of an answer");
    let pid = libc::pid_t::try_from(server.child.id()).expect("a process id");
    let started = Instant::now();
    // SAFETY: no memory is involved; the child was not waited for.
    unsafe { libc::kill(pid, libc::SIGINT) };
    let status = server.child.wait().expect("its end");
    // Not a measurement: a server that waits for its streams would not end at all.
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
    assert_eq!(status.code(), Some(0));
}
