//! As much of an HTTP/1.1 client as a reader of pages needs: GET over one connection that is kept.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use crate::common::interrupt;

/// How often a read that waits looks whether it shall still wait.
const LOOK: Duration = Duration::from_millis(100);

/// A client of the server at a port of this machine.
pub(crate) struct Client {
    port: u16,
    connection: Option<Connection>,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether it is a page with this text.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.status == 200 && memchr::memmem::find(&self.body, text.as_bytes()).is_some()
    }
}

impl Client {
    pub(crate) fn new(port: u16) -> Self {
        Self { port, connection: None }
    }

    /// Asks for a page, and waits for the whole of it until `deadline`. Afterwards the connection is kept if the server
    /// keeps it; one that has ended since the last answer is opened anew.
    pub(crate) fn get(&mut self, path: &str, deadline: Instant) -> io::Result<Answer> {
        if let Some(kept) = self.connection.take() {
            match self.ask(kept, path, deadline) {
                Err(error) if error.kind() != ErrorKind::TimedOut => interrupt::check()?,
                done => return done,
            }
        }
        let new = Connection::open(self.port, deadline)?;
        self.ask(new, path, deadline)
    }

    fn ask(&mut self, mut connection: Connection, path: &str, deadline: Instant) -> io::Result<Answer> {
        connection.deadline = deadline;
        write!(connection.stream, "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.port)?;
        let (answer, kept) = connection.answer()?;
        self.connection = kept.then_some(connection);
        Ok(answer)
    }
}

/// A connection and what was received but not yet taken.
struct Connection {
    stream: TcpStream,
    received: Vec<u8>,
    deadline: Instant,
}

impl Connection {
    fn open(port: u16, deadline: Instant) -> io::Result<Self> {
        let stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), LOOK)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(LOOK))?;
        Ok(Self { stream, received: Vec::with_capacity(64 << 10), deadline })
    }

    /// One answer, and whether another may be asked for.
    fn answer(&mut self) -> io::Result<(Answer, bool)> {
        let status = self.line()?.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("an answer without a status"))?;
        let (mut length, mut chunked, mut kept) = (None, false, true);
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(':').map(|(name, value)| (name, value.trim())) {
                Some(("content-length", value)) => length = value.parse().ok(),
                Some(("transfer-encoding", value)) => chunked = value == "chunked",
                Some(("connection", value)) => kept = value != "close",
                Some(_) => {}
                None => break,
            }
        }
        let body = match length {
            _ if chunked => self.chunks()?,
            Some(length) => self.take(length)?,
            None => {
                kept = false;
                while self.receive()? > 0 {}
                std::mem::take(&mut self.received)
            }
        };
        Ok((Answer { status, body }, kept))
    }

    fn chunks(&mut self) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(io::Error::other)?;
            body.extend(self.take(size)?);
            // The end of the chunk; after the last one, of the answer: nobody here sends trailers.
            self.line()?;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    /// Takes a line, without its end.
    fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = memchr::memmem::find(&self.received, b"\r\n") {
                let line = String::from_utf8_lossy(&self.received[..end]).into_owned();
                self.received.drain(..end + 2);
                return Ok(line);
            }
            self.need()?;
        }
    }

    /// Takes `count` bytes.
    fn take(&mut self, count: usize) -> io::Result<Vec<u8>> {
        while self.received.len() < count {
            self.need()?;
        }
        let rest = self.received.split_off(count);
        Ok(std::mem::replace(&mut self.received, rest))
    }

    fn need(&mut self) -> io::Result<()> {
        if self.receive()? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    /// Waits for more bytes; 0 if there will be none.
    fn receive(&mut self) -> io::Result<usize> {
        let mut part = [0; 16 << 10];
        loop {
            match self.stream.read(&mut part) {
                Ok(count) => {
                    self.received.extend_from_slice(&part[..count]);
                    return Ok(count);
                }
                Err(error) => match error.kind() {
                    ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => {}
                    _ => return Err(error),
                },
            }
            interrupt::check()?;
            if Instant::now() > self.deadline {
                return Err(ErrorKind::TimedOut.into());
            }
        }
    }
}
