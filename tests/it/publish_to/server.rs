//! A server of S3 on a folder, which fails when it is told to: the crate `s3s-fs`, behind what decides of each request.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_TYPE};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{Body, HttpError};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// The one bucket.
pub(super) const BUCKET: &str = "digest";
/// The keys.
pub(super) const KEYS: (&str, &str) = ("AKEXAMPLE", "secret");

/// A request.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) method: String,
    /// The key, decoded; without that of the bucket.
    pub(super) key: String,
    pub(super) media: String,
    pub(super) cache: String,
}

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is answered.
    Answered,
    /// It is answered with this code.
    Refused(u16),
    /// The connection ends without an answer.
    Closed,
    /// It is carried out, and then the connection ends without an answer.
    Lost,
    /// It is never answered.
    Held,
}

type Rule = Box<dyn FnMut(&Seen) -> Fate + Send>;

struct Shared {
    seen: Mutex<Vec<Seen>>,
    rule: Mutex<Rule>,
    /// What was wrong with what readers could see in between.
    wrong: Mutex<Vec<String>>,
    folder: PathBuf,
    held: Mutex<Option<std::sync::mpsc::Sender<()>>>,
}

/// The server; it ends with this.
pub(super) struct Server {
    shared: Arc<Shared>,
    pub(super) endpoint: String,
    _root: tempfile::TempDir,
    _runtime: Runtime,
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    pub(super) fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join(BUCKET);
        std::fs::create_dir(&folder).expect("the bucket");
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root.path()).expect("a store"));
        builder.set_auth(SimpleAuth::from_single(KEYS.0, KEYS.1));
        let service = builder.build();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared {
            seen: Mutex::default(),
            rule: Mutex::new(Box::new(|_| Fate::Answered)),
            wrong: Mutex::default(),
            folder,
            held: Mutex::default(),
        });
        runtime.spawn(serve(listener, service, Arc::clone(&shared)));
        Self { shared, endpoint, _root: root, _runtime: runtime }
    }

    /// Where the bucket's objects are.
    pub(super) fn folder(&self) -> PathBuf {
        self.shared.folder.clone()
    }

    /// Decides of each request from now on.
    pub(super) fn rule(&self, rule: impl FnMut(&Seen) -> Fate + Send + 'static) {
        *lock(&self.shared.rule) = Box::new(rule);
    }

    /// Says when the next request is held.
    pub(super) fn when_held(&self) -> std::sync::mpsc::Receiver<()> {
        let (sender, receiver) = std::sync::mpsc::channel();
        *lock(&self.shared.held) = Some(sender);
        receiver
    }

    /// The requests since the last time that this was asked; nothing was wrong in between.
    pub(super) fn seen(&self) -> Vec<Seen> {
        assert_eq!(*lock(&self.shared.wrong), Vec::<String>::new());
        std::mem::take(&mut lock(&self.shared.seen))
    }
}

async fn serve(listener: TcpListener, service: S3Service, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (service, shared) = (service.clone(), Arc::clone(&shared));
        tokio::spawn(async move {
            let answer = service_fn(move |request| answer(request, service.clone(), Arc::clone(&shared)));
            // An error is how a connection ends without an answer.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}

async fn answer(
    request: Request<Incoming>,
    service: S3Service,
    shared: Arc<Shared>,
) -> Result<Response<Body>, HttpError> {
    let header = |name| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let path = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let key = path.strip_prefix(&format!("/{BUCKET}/")).unwrap_or(&path).to_owned();
    let seen = Seen {
        method: request.method().to_string(),
        key,
        media: header(CONTENT_TYPE),
        cache: header(CACHE_CONTROL),
    };
    let fate = (lock(&shared.rule))(&seen);
    lock(&shared.seen).push(seen.clone());
    match fate {
        Fate::Closed => return Err(closed()),
        Fate::Held => {
            if let Some(sender) = lock(&shared.held).take() {
                let _ = sender.send(());
            }
            std::future::pending::<Infallible>().await;
        }
        Fate::Refused(code) => {
            return Ok(refusal(code, if code == 403 { "AccessDenied" } else { "InternalError" }));
        }
        Fate::Answered | Fate::Lost => {}
    }
    // The crate answers for any bucket that its files are not there.
    if !path.starts_with(&format!("/{BUCKET}/")) {
        return Ok(refusal(404, "NoSuchBucket"));
    }
    let response = service.call(request.map(Body::from)).await?;
    if seen.method == "PUT" && seen.key.ends_with(".html") && response.status().is_success() {
        lock(&shared.wrong).extend(missing(&shared.folder, &seen.key));
    }
    if fate == Fate::Lost { Err(closed()) } else { Ok(response) }
}

fn refusal(status: u16, code: &str) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("<Error><Code>{code}</Code></Error>")));
    *response.status_mut() = hyper::StatusCode::from_u16(status).expect("a code");
    response
}

fn closed() -> HttpError {
    HttpError::new(Box::new(std::io::Error::other("closed")))
}

/// What a page shows and is not there.
fn missing(folder: &std::path::Path, page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(folder.join(page)).expect("the page");
    let named = ["href=\"/", "src=\"/"].into_iter().flat_map(|start| {
        text.match_indices(start).filter_map(|(at, _)| text[at + start.len()..].split('"').next())
    });
    let is_asset = |path: &&str| {
        [".css", ".js", ".svg", ".png", ".jpg", ".webp", ".woff2"].iter().any(|end| path.ends_with(end))
    };
    let path = |path: &str| percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
    named
        .filter(is_asset)
        .map(path)
        .filter(|path| !folder.join(path).exists())
        .map(|path| format!("{page} shows {path}, which is not there"))
        .collect()
}
