//! Connections: takes them, bounds them, and ends all of them when it is time.
//!
//! A client that sends its request slowly, or does not read its answer, loses its connection and holds up nobody else.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::answer;
use super::import::Import;
use super::live::{Live, Rebuild};
use super::live_cache::LiveCaches;
use super::patient::Patient;

/// What is served, and to whom.
pub struct ServerConfig {
    /// The site as it is.
    pub live: watch::Receiver<Arc<Live>>,
    /// The site's folder.
    pub root: PathBuf,
    /// Whether pages reload when they change.
    pub reload: bool,
    /// Names by which the server may be called besides `localhost`, `127.0.0.1`, `[::1]` and the address that a connection
    /// came in by; without port.
    pub hosts: Vec<String>,
    /// Whether what is imported is dated with the present, instead of the site's moment.
    pub clock: bool,
}

/// How long and how much clients may.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For a request's head, and for a connection between two requests.
    pub head: Duration,
    /// Without taking a byte of an answer.
    pub write: Duration,
    /// For the site to catch up with a file that changed under a request.
    pub change: Duration,
    /// Between two signs of life on a stream of events.
    pub beat: Duration,
    /// Connections at a time; further ones wait.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            write: Duration::from_secs(30),
            change: Duration::from_secs(3),
            beat: Duration::from_secs(15),
            connections: 256,
        }
    }
}

/// The longest head of a request, in bytes.
pub(super) const MAX_HEAD: usize = 64 << 10;
/// What answers may take that are under way when the server ends.
const GRACE: Duration = Duration::from_millis(500);
/// How many rebuilds are remembered for the status page.
const REBUILDS: usize = 20;
/// After a connection could not be taken, which mostly means too many open files.
const PAUSE: Duration = Duration::from_millis(50);

/// What all requests share.
pub(super) struct Server {
    pub(super) config: ServerConfig,
    pub(super) limits: Limits,
    pub(super) caches: LiveCaches,
    pub(super) import: Import,
    /// Becomes true when the server ends.
    stopped: watch::Receiver<bool>,
    /// The last rebuilds and their numbers, newest first.
    rebuilds: Mutex<VecDeque<(u64, Rebuild)>>,
    /// How many pages are made at a time: more would only hold more memory.
    makers: Semaphore,
}

impl Server {
    /// Does work that takes the processor or the disk, away from the threads that serve connections; none when it panicked.
    pub(super) async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Server) -> T + Send + 'static,
    ) -> Option<T> {
        let _place = self.makers.acquire().await.ok()?;
        let server = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&server)).await.ok()
    }

    /// Ready when the server ends.
    pub(super) async fn ended(&self) {
        // An error means that it has ended already.
        let _ = self.stopped.clone().wait_for(|stopped| *stopped).await;
    }

    /// The last rebuilds and their numbers, newest first.
    pub(super) fn rebuilds(&self) -> Vec<(u64, Rebuild)> {
        self.rebuilds.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// Writes down each rebuild.
    async fn remember(self: Arc<Self>) {
        let mut live = self.config.live.clone();
        loop {
            let (number, rebuild) = {
                let now = live.borrow_and_update();
                (now.number, now.rebuild.clone())
            };
            {
                let mut rebuilds = self.rebuilds.lock().unwrap_or_else(PoisonError::into_inner);
                rebuilds.push_front((number, rebuild));
                rebuilds.truncate(REBUILDS);
            }
            if live.changed().await.is_err() {
                return;
            }
        }
    }
}

/// Serves until `until` is ready, and ends within a second then, whoever is connected.
///
/// # Errors
/// None yet: what happens to one connection ends that one.
pub async fn open(
    listener: TcpListener,
    config: ServerConfig,
    until: impl Future<Output = ()>,
) -> io::Result<()> {
    open_within(listener, config, Limits::default(), until).await
}

/// The same with other limits.
///
/// # Errors
/// None yet: what happens to one connection ends that one.
pub async fn open_within(
    listener: TcpListener,
    config: ServerConfig,
    limits: Limits,
    until: impl Future<Output = ()>,
) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let makers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get) * 2;
    let server = Arc::new(Server {
        config,
        limits,
        caches: LiveCaches::default(),
        import: Import::new(listener.local_addr().ok()),
        stopped,
        rebuilds: Mutex::default(),
        makers: Semaphore::new(makers),
    });
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut visits = JoinSet::new();
    let memory = tokio::spawn(Arc::clone(&server).remember());
    let mut until = pin!(until);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (listener.accept().await, place)
        };
        tokio::select! {
            () = &mut until => break,
            Some(_) = visits.join_next() => {}
            (accepted, place) = next => match accepted {
                Ok((stream, _)) => {
                    let server = Arc::clone(&server);
                    visits.spawn(async move {
                        visit(stream, server).await;
                        drop(place);
                    });
                }
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
        }
    }
    drop(listener);
    memory.abort();
    // No visit listens any more when there is none.
    let _ = stop.send(true);
    let ending = async { while visits.join_next().await.is_some() {} };
    // What is not at its end by then ends with the set that holds it.
    let _ = tokio::time::timeout(GRACE, ending).await;
    Ok(())
}

async fn visit(stream: TcpStream, server: Arc<Server>) {
    let own = stream.local_addr().ok().map(|address| address.ip());
    // Answers are written whole: waiting for more would only delay them.
    let _ = stream.set_nodelay(true);
    let limits = server.limits;
    let ends = Arc::clone(&server);
    let service = service_fn(move |request| {
        let server = Arc::clone(&server);
        async move { Ok::<_, Infallible>(answer::respond(&server, request, own).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.write)), service);
    let mut connection = pin!(connection);
    // A connection that broke is nobody's business any more.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = ends.ended() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}
