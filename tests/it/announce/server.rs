//! A server of mail in the tests' own process: it takes everything, unless a test says what it answers instead. It ends with its test.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// The certificate of a server at 0.0.0.0, which everybody may know the key of.
const CERTIFICATE: &[u8] = include_bytes!("server.crt");
const KEY: &[u8] = include_bytes!("server.key");

/// What a connection was about.
#[derive(Debug, Clone, Default)]
pub(super) struct Session {
    /// Its commands, and `.` for the end of the message.
    pub(super) commands: Vec<String>,
    /// The message as it came, with dots doubled, up to the last end of a line.
    pub(super) data: String,
    /// Whether it was encrypted when the message came.
    pub(super) is_encrypted: bool,
}

impl Session {
    /// The message, with dots as they were.
    pub(super) fn message(&self) -> String {
        let lines = self.data.split_inclusive("\r\n").map(|line| line.strip_prefix('.').unwrap_or(line));
        lines.collect()
    }
}

/// An answer that is another one than usual.
pub(super) enum Answer {
    Say(String),
    HangUp,
}

/// What is answered to a command, to `.` for the end of the message, or to the connection itself, which is an empty one; none as usual.
type Rule = Box<dyn Fn(&str) -> Option<Answer> + Send>;

struct Shared {
    sessions: Mutex<Vec<Session>>,
    rule: Mutex<Rule>,
    offers_tls: bool,
    is_over: AtomicBool,
}

pub(super) struct Server {
    pub(super) port: u16,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn new() -> Self {
        Self::at("127.0.0.1:0", false)
    }

    /// At an address that is no loopback by its name; it offers STARTTLS, or does not.
    #[cfg(unix)]
    pub(super) fn elsewhere(offers_tls: bool) -> Self {
        Self::at("0.0.0.0:0", offers_tls)
    }

    fn at(address: &str, offers_tls: bool) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            sessions: Mutex::default(),
            rule: Mutex::new(Box::new(|_| None)),
            offers_tls,
            is_over: AtomicBool::new(false),
        });
        let of_thread = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if of_thread.is_over.load(Ordering::SeqCst) {
                    return;
                }
                // Whoever has gone is no concern of others.
                let _ = talk(stream, &of_thread);
            }
        });
        Self { port, shared, thread: Some(thread) }
    }

    pub(super) fn answers(&self, rule: impl Fn(&str) -> Option<Answer> + Send + 'static) {
        *self.shared.rule.lock().expect("the rule") = Box::new(rule);
    }

    /// Answers to commands that begin so.
    pub(super) fn says(&self, command: &'static str, answer: &'static str) {
        self.answers(move |asked| is_it(asked, command).then(|| Answer::Say(answer.to_owned())));
    }

    /// Ends the connection in place of an answer.
    pub(super) fn hangs_up(&self, command: &'static str) {
        self.answers(move |asked| is_it(asked, command).then_some(Answer::HangUp));
    }

    /// The connections since the last time that this was asked.
    pub(super) fn seen(&self) -> Vec<Session> {
        std::mem::take(&mut *self.shared.sessions.lock().expect("the sessions"))
    }
}

fn is_it(asked: &str, command: &str) -> bool {
    if command.is_empty() { asked.is_empty() } else { asked.starts_with(command) }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.is_over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

trait Wire: Read + Write {}
impl<T: Read + Write> Wire for T {}

/// Up to and with such an end, byte by byte: what comes after it may be encrypted.
fn until(wire: &mut dyn Wire, end: &[u8]) -> io::Result<String> {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(end) {
        wire.read_exact(&mut byte)?;
        text.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn talk(stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let mut wire: Box<dyn Wire> = Box::new(stream.try_clone()?);
    let mut is_encrypted = false;
    let index = {
        let mut sessions = shared.sessions.lock().expect("the sessions");
        sessions.push(Session::default());
        sessions.len() - 1
    };
    let note = |write: &dyn Fn(&mut Session)| {
        if let Some(session) = shared.sessions.lock().expect("the sessions").get_mut(index) {
            write(session);
        }
    };
    let mut command = String::new();
    loop {
        let usual = match command.split([' ', ':']).next().unwrap_or_default() {
            "" => "220 mail.test.example ESMTP",
            "EHLO" if shared.offers_tls && !is_encrypted => "250-mail.test.example\r\n250 STARTTLS",
            "EHLO" => "250-mail.test.example\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN",
            "STARTTLS" => "220 2.0.0 Go",
            "AUTH" => "235 2.7.0 Welcome",
            "DATA" => "354 Go",
            "." => "250 2.0.0 Queued as 17",
            "QUIT" => "221 2.0.0 Bye",
            _ => "250 2.1.0 Ok",
        };
        let answer = match (shared.rule.lock().expect("the rule"))(&command) {
            Some(Answer::HangUp) => return Ok(()),
            Some(Answer::Say(answer)) => answer,
            None => usual.to_owned(),
        };
        wire.write_all(format!("{answer}\r\n").as_bytes())?;
        wire.flush()?;
        if answer.starts_with("354") {
            let mut data = until(&mut *wire, b"\r\n.\r\n")?;
            data.truncate(data.len() - ".\r\n".len());
            note(&|session| (session.data, session.is_encrypted) = (data.clone(), is_encrypted));
            command = ".".to_owned();
        } else if command == "STARTTLS" && answer.starts_with("220") {
            wire = Box::new(encrypted(stream.try_clone()?));
            is_encrypted = true;
            command = until(&mut *wire, b"\r\n")?.trim_end().to_owned();
        } else if command == "QUIT" {
            return Ok(());
        } else {
            command = until(&mut *wire, b"\r\n")?.trim_end().to_owned();
        }
        note(&|session| session.commands.push(command.clone()));
    }
}

fn encrypted(stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let chain = vec![CertificateDer::from_pem_slice(CERTIFICATE).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_slice(KEY).expect("a key");
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).expect("a pair");
    StreamOwned::new(ServerConnection::new(Arc::new(config)).expect("a connection"), stream)
}
