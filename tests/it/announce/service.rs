//! A service on this machine that notes what it is asked.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) line: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: String,
}

impl Seen {
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// What a service answers: a code and a body; none ends the connection without an answer.
pub(super) type Answer = Box<dyn Fn(&str) -> Option<(u16, &'static str)> + Send>;

/// A service.
pub(super) struct Service {
    pub(super) address: String,
    pub(super) seen: Arc<Mutex<Vec<Seen>>>,
    answer: Arc<Mutex<Answer>>,
}

impl Service {
    pub(super) fn new(answer: impl Fn(&str) -> Option<(u16, &'static str)> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (seen, answer): (Arc<Mutex<Vec<Seen>>>, Arc<Mutex<Answer>>) =
            (Arc::default(), Arc::new(Mutex::new(Box::new(answer))));
        let (list, rule) = (Arc::clone(&seen), Arc::clone(&answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                serve(stream, &list, &rule);
            }
        });
        Self { address, seen, answer }
    }

    pub(super) fn answers(&self, answer: impl Fn(&str) -> Option<(u16, &'static str)> + Send + 'static) {
        *self.answer.lock().expect("the rule") = Box::new(answer);
    }

    /// The requests since the last time that this was asked.
    pub(super) fn seen(&self) -> Vec<Seen> {
        std::mem::take(&mut *self.seen.lock().expect("the list"))
    }
}

fn serve(mut stream: TcpStream, list: &Mutex<Vec<Seen>>, rule: &Mutex<Answer>) {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    let head = loop {
        match stream.read(&mut piece) {
            Ok(read @ 1..) => bytes.extend_from_slice(&piece[..read]),
            _ => return,
        }
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let mut lines = text.lines();
    let line = lines.next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned())))
        .collect();
    let mut seen = Seen { line, headers, body: String::new() };
    let length: usize = seen.header("content-length").parse().unwrap_or_default();
    while bytes.len() < head + 4 + length {
        match stream.read(&mut piece) {
            Ok(read @ 1..) => bytes.extend_from_slice(&piece[..read]),
            _ => return,
        }
    }
    seen.body = String::from_utf8_lossy(&bytes[head + 4..]).into_owned();
    let line = seen.line.clone();
    list.lock().expect("the list").push(seen);
    let answer = (rule.lock().expect("the rule"))(&line);
    if let Some((code, body)) = answer {
        let length = body.len();
        let _ = write!(
            stream,
            "HTTP/1.1 {code} X\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
    }
}
