//! A site behind the server, within the test's process, and a client that speaks HTTP by hand.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use newsprint::internals::{
    Digest, Engine, Flags, Limits, Live, Look, Now, Options, Rebuild, ServerConfig, open_within,
};
use tokio::sync::{oneshot, watch};

use crate::harness::Site;

/// 2025-02-15 12:00 UTC.
const NOW: i64 = 1_739_620_800;
/// How long a test waits for what must come: it fails then, and never hangs.
const PATIENCE: Duration = Duration::from_secs(10);

/// A site behind a server; both end with it.
pub(crate) struct Serving {
    pub(crate) site: Site,
    pub(crate) address: SocketAddr,
    pub(crate) options: Options,
    engine: Engine,
    live: watch::Sender<Arc<Live>>,
    number: u64,
    stop: Option<oneshot::Sender<()>>,
    ended: Receiver<()>,
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A stream of events.
pub(crate) struct Events(BufReader<TcpStream>);

impl Serving {
    pub(crate) fn start(site: Site) -> Self {
        Self::with(site, Limits::default(), true)
    }

    pub(crate) fn with(site: Site, limits: Limits, reload: bool) -> Self {
        let options = options(site.path().to_owned());
        Self::of(site, options, limits, reload)
    }

    /// A server that does not keep the texts of files that are overwritten.
    pub(crate) fn forgetful(site: Site, limits: Limits) -> Self {
        let options = Options { keep_good: false, ..options(site.path().to_owned()) };
        Self::of(site, options, limits, true)
    }

    /// A server that listens at an address of its machine: others reach it, too.
    pub(crate) fn at(site: Site, bind: &'static str) -> Self {
        let options = options(site.path().to_owned());
        Self::listening(site, options, Limits::default(), true, bind)
    }

    fn of(site: Site, options: Options, limits: Limits, reload: bool) -> Self {
        Self::listening(site, options, limits, reload, "127.0.0.1:0")
    }

    fn listening(site: Site, options: Options, limits: Limits, reload: bool, bind: &'static str) -> Self {
        let mut engine = Engine::new(&options);
        let first = Arc::new(load(&mut engine, &options, 1));
        let (live, receiver) = watch::channel(first);
        let (stop, stopped) = oneshot::channel::<()>();
        let (ends, ended) = channel();
        let (opened, address) = channel();
        let root = site.path().to_owned();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::bind(bind).await.expect("a port");
                let _ = opened.send(listener.local_addr().expect("an address"));
                let hosts = vec!["desk.local".to_owned()];
                let door = ServerConfig { live: receiver, root, reload, hosts, clock: false };
                let until = async { drop(stopped.await) };
                open_within(listener, door, limits, until).await.expect("a server");
            });
            runtime.shutdown_background();
            let _ = ends.send(());
        });
        let address = address.recv_timeout(PATIENCE).expect("the server starts");
        Self { site, address, options, engine, live, number: 1, stop: Some(stop), ended }
    }

    /// Looks at the site again, and serves what it is now.
    pub(crate) fn update(&mut self) {
        self.number += 1;
        let live = load(&mut self.engine, &self.options, self.number);
        self.live.send_replace(Arc::new(live));
    }

    /// Asks the server to end; whether it did within this time.
    pub(crate) fn ends_within(&mut self, limit: Duration) -> bool {
        drop(self.stop.take());
        self.ended.recv_timeout(limit).is_ok()
    }

    /// A connection over which these bytes went.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("the server takes connections");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream.set_write_timeout(Some(PATIENCE)).expect("a timeout");
        // A server that has heard enough closes: what it said is read all the same.
        let _ = stream.write_all(bytes.as_ref());
        stream
    }

    /// The answer to these bytes; status 0 when there is none.
    pub(crate) fn raw(&self, bytes: impl AsRef<[u8]>) -> Reply {
        let mut answer = Vec::new();
        let _ = self.send(bytes).read_to_end(&mut answer);
        Reply::read(&answer)
    }

    /// The answer to a request with these further header lines.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &str) -> Reply {
        let head = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        self.raw(format!("{head}{headers}\r\n"))
    }

    pub(crate) fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, "")
    }

    /// What the page at an address says of itself: the query of its stream of events.
    pub(crate) fn query(&self, target: &str) -> String {
        let page = self.get(target).text();
        let script = &page[page.find("client.js").expect("the script")..];
        let value = |name: &str| {
            let at = script.find(&format!("data-{name}=\"")).expect(name) + name.len() + 7;
            script[at..].split('"').next().unwrap_or_default().to_owned()
        };
        let failed = if script.contains("data-failed") { "&failed=1" } else { "" };
        format!("path={}&hash={}&assets={}{failed}", value("path"), value("hash"), value("assets"))
    }

    /// A stream of events for the page at an address, as its script would open it; what a new stream is told is read.
    pub(crate) fn watch(&self, target: &str) -> Events {
        let mut events = self.events(&self.query(target));
        assert_eq!(events.next().0, "hello");
        assert_eq!(events.next().0, "overlay");
        events
    }

    pub(crate) fn events(&self, query: &str) -> Events {
        let request = format!("GET /__newsprint/events?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Events(BufReader::new(self.send(request)))
    }
}

impl Events {
    /// The next event that is about the page, and its data.
    pub(crate) fn next(&mut self) -> (String, serde_json::Value) {
        self.event(|event| event != "site")
    }

    /// What the page is told next of the site as a whole.
    pub(crate) fn notes(&mut self) -> serde_json::Value {
        self.event(|event| event == "site").1
    }

    fn event(&mut self, is_wanted: impl Fn(&str) -> bool) -> (String, serde_json::Value) {
        let (mut event, start) = (String::new(), Instant::now());
        loop {
            let line = self.line();
            assert!(start.elapsed() < PATIENCE, "nothing but signs of life");
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut event);
            } else if let Some(data) = line.strip_prefix("data: ")
                && is_wanted(&event)
            {
                return (event, serde_json::from_str(data).expect("JSON"));
            }
        }
    }

    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).expect("the next line of a stream of events");
        assert!(read > 0, "the stream ended");
        line.trim_end().to_owned()
    }
}

impl Reply {
    fn read(answer: &[u8]) -> Self {
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |at| at + 4);
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head, body: answer[end..].to_vec() }
    }

    /// The value of a header, "" when there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        let named =
            |line: &&str| line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name));
        self.head.lines().find(named).map_or("", |line| line[name.len() + 1..].trim())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }
}

fn options(root: PathBuf) -> Options {
    Options {
        output: root.join("public"),
        root,
        cache: None,
        base_url: None,
        now: Now::At(NOW),
        flags: Flags { drafts: true, future: true, expired: false },
        force: false,
        strict: false,
        verify: false,
        program: Digest(0).into(),
        keep_good: true,
        temporary: std::env::temp_dir(),
        fresh: true,
        explain: false,
        plain_assets: true,
        shard: None,
    }
}

fn load(engine: &mut Engine, options: &Options, number: u64) -> Live {
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    let loaded = loaded.unwrap_or_else(|| panic!("{:?}", report.diagnostics));
    let changed = if number == 1 { Vec::new() } else { vec!["content/<changed>.md".to_owned()] };
    Live::new(
        number,
        loaded,
        report,
        Rebuild { changed, stale: Arc::new(3.into()), took: Duration::from_millis(7), files: None },
    )
}
