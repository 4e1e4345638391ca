//! A server whose every byte a test decides.

use std::io::ErrorKind::{TimedOut, WouldBlock};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use url::Url;

/// A server on this machine, until it is dropped.
pub(super) struct Server {
    at: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    is_over: AtomicBool,
    heads: Mutex<Vec<String>>,
    now: AtomicUsize,
    most: AtomicUsize,
}

pub(super) struct Request {
    head: String,
    /// Which one it is, from 0.
    pub(super) number: usize,
}

/// An answer with a status and nothing in it.
pub(super) fn answer(code: u16) -> Vec<u8> {
    format!("HTTP/1.1 {code} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").into_bytes()
}

impl Server {
    pub(super) fn new(
        answer: impl Fn(&Request, &mut Out<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (at, shared, answer) =
            (listener.local_addr().unwrap(), Arc::<Shared>::default(), Arc::new(answer));
        let inside = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            let mut open = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                if inside.is_over.load(SeqCst) {
                    break;
                }
                let (shared, answer) = (Arc::clone(&inside), Arc::clone(&answer));
                open.push(std::thread::spawn(move || {
                    // Whoever asks may leave at any time.
                    let _ = serve(stream, &shared, &*answer);
                }));
            }
            open.into_iter().for_each(|thread| thread.join().unwrap());
        });
        Self { at, shared, thread: Some(thread) }
    }

    pub(super) fn url(&self, path: &str) -> Url {
        format!("http://{}{path}", self.at).parse().unwrap()
    }

    /// The heads of all requests so far.
    pub(super) fn heads(&self) -> Vec<String> {
        self.shared.heads.lock().unwrap().clone()
    }

    /// How many were asked at the same time.
    pub(super) fn most_at_once(&self) -> usize {
        self.shared.most.load(SeqCst)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_over.store(true, SeqCst);
        // Its last visitor wakes it up.
        let _ = TcpStream::connect(self.at);
        self.thread.take().map(JoinHandle::join);
    }
}

impl Request {
    pub(super) fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.head.contains(field)
    }

    /// A byte now and then, until nobody wants any more.
    pub(super) fn drip(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.stream.set_read_timeout(Some(Duration::from_millis(20)))?;
        loop {
            out.write_all(b"a")?;
            match out.stream.read(&mut [0]) {
                Err(error) if matches!(error.kind(), WouldBlock | TimedOut) => {}
                _ => return Ok(()),
            }
        }
    }

    /// Nothing at all, until nobody waits any more.
    pub(super) fn wait(&self, out: &mut Out<'_>) -> io::Result<()> {
        out.stream.read(&mut [0]).map(drop)
    }
}

fn serve(
    stream: TcpStream,
    shared: &Shared,
    answer: &(impl Fn(&Request, &mut Out<'_>) -> io::Result<()> + ?Sized),
) -> io::Result<()> {
    stream.set_write_timeout(Some(Duration::from_millis(500)))?;
    let mut head = String::new();
    let mut lines = BufReader::new(stream.try_clone()?);
    while lines.read_line(&mut head)? > 2 {}
    let number = {
        let mut heads = shared.heads.lock().unwrap();
        heads.push(head.clone());
        heads.len() - 1
    };
    shared.most.fetch_max(shared.now.fetch_add(1, SeqCst) + 1, SeqCst);
    let mut out = Out { stream, waiting: Some(&shared.now) };
    answer(&Request { head, number }, &mut out)?;
    out.stream.shutdown(std::net::Shutdown::Write)
}

/// What a visitor is answered. He waits until its first byte: from then on he may have what he wants, and ask for the next.
pub(super) struct Out<'a> {
    stream: TcpStream,
    waiting: Option<&'a AtomicUsize>,
}

impl Out<'_> {
    fn begin(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.fetch_sub(1, SeqCst);
        }
    }
}

impl Drop for Out<'_> {
    fn drop(&mut self) {
        self.begin();
    }
}

impl Write for Out<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begin();
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
