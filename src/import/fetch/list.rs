//! Many addresses: each host is asked for one after another, with a pause, for what its `robots.txt` allows (RFC 9309).

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedMutexGuard, Semaphore, mpsc};
use tokio::task::JoinSet;
use url::Url;

use super::client::{Reading, Step, Web};
use super::{FetchError, Fetched, Limits, page, run};
use crate::web::robots::{MOST_BYTES, Robots};

/// How hosts are asked.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// How long is waited between two requests of one host.
    pub pause: Duration,
    /// The longest that a host is waited for, whatever it asks for.
    pub longest_pause: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
}

impl Default for Manners {
    fn default() -> Self {
        Self { pause: Duration::from_secs(1), longest_pause: Duration::from_secs(30), hosts: 4 }
    }
}

/// What this program is called in a `robots.txt`, whatever it calls itself otherwise.
const PRODUCT: &str = "newsprint";
/// The most redirects on the way to a `robots.txt` (RFC 9309, section 2.3.1.2).
const MOST_HOPS: usize = 5;
const ROBOTS: Reading = Reading { accept: "text/plain,*/*;q=0.5", check: |_| Ok(()) };

/// Fetches the pages of a list. `each` hears of them as they come, with their places in the list; few are in memory at a time. What
/// else it fetches, it fetches with the same `hosts`.
/// Blocks; not to be called from inside of an asynchronous task.
///
/// # Errors
/// Nobody can be asked at all. What is wrong with one address is told to `each`.
pub fn fetch_list(
    urls: &[Url],
    limits: &Limits,
    hosts: &Arc<Hosts>,
    mut each: impl FnMut(usize, Result<Fetched, FetchError>),
) -> Result<(), FetchError> {
    let (tell, told) = mpsc::channel(1);
    std::thread::scope(|scope| {
        // Each side owns its end: when one of them fails, the other does not wait for it.
        let mut told = told;
        let asking = scope.spawn(move || run(async move || ask_all(urls, limits, hosts, tell).await));
        while let Some((number, result)) = told.blocking_recv() {
            each(number, result);
        }
        asking.join().unwrap_or_else(|_| Err(FetchError::Setup("the client failed".to_owned())))
    })
}

type Told = mpsc::Sender<(usize, Result<Fetched, FetchError>)>;

async fn ask_all(urls: &[Url], limits: &Limits, hosts: &Arc<Hosts>, tell: Told) -> Result<(), FetchError> {
    let web = Arc::new(Web::new(limits.clone())?);
    // Addresses of one host wait for each other anyway.
    let mut by_host: BTreeMap<&str, Vec<(usize, Url)>> = BTreeMap::new();
    for (number, url) in urls.iter().enumerate() {
        by_host.entry(host_of(url)).or_default().push((number, url.clone()));
    }
    let places = Arc::new(Semaphore::new(hosts.manners.hosts.max(1)));
    let mut tasks = JoinSet::new();
    for urls in by_host.into_values() {
        let (web, hosts) = (Arc::clone(&web), Arc::clone(hosts));
        let (places, tell) = (Arc::clone(&places), tell.clone());
        tasks.spawn(async move {
            let Ok(_place) = places.acquire().await else { return };
            for (number, url) in urls {
                let result = page(&web, &url, Some(&hosts)).await;
                // Nobody listens any more: whoever asked has failed.
                if tell.send((number, result)).await.is_err() {
                    return;
                }
            }
        });
    }
    drop(tell);
    while let Some(ended) = tasks.join_next().await {
        ended.map_err(|_| FetchError::Setup("the client failed".to_owned()))?;
    }
    Ok(())
}

/// The hosts that a list asks, and what each of them wants: for all requests of the list, also of what its pages lead to.
pub struct Hosts {
    manners: Manners,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Host>>>>,
}

/// What is known of a host. Whoever asks it holds it, so that there is one request at a time.
#[derive(Default)]
pub(super) struct Host {
    /// Whether it was asked before, so that there is a pause.
    is_asked: bool,
    /// What it wants, by origin: `http` and `https` may want something else. None before the first request.
    robots: HashMap<String, Robots>,
    /// What it answered when it wanted not to be asked for longer than anybody waits.
    is_busy: Option<FetchError>,
}

impl Hosts {
    /// None has been asked yet.
    pub fn new(manners: Manners) -> Arc<Self> {
        Arc::new(Self { manners, hosts: Mutex::default() })
    }

    /// Waits until it is an address's turn.
    ///
    /// # Errors
    /// The host does not want to be asked for it, or not now.
    pub(super) async fn turn(&self, web: &Web, url: &Url) -> Result<OwnedMutexGuard<Host>, FetchError> {
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host_of(url).to_owned()).or_default())
        };
        let mut host = host.lock_owned().await;
        if let Some(error) = &host.is_busy {
            return Err(error.clone());
        }
        let origin = url.origin().ascii_serialization();
        let robots = match host.robots.get(&origin) {
            Some(robots) => robots.clone(),
            None => {
                self.pause(&mut host, None).await;
                let robots = robots_of(web, url).await;
                host.robots.insert(origin, robots.clone());
                robots
            }
        };
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if !robots.allows(&path) {
            return Err(FetchError::Unwanted);
        }
        self.pause(&mut host, robots.pause).await;
        Ok(host)
    }

    /// How long to wait before a second try, when the host says so and that is not too long.
    pub(super) fn wait(&self, error: &FetchError) -> Option<Duration> {
        let FetchError::Status { code: 429 | 503, retry_after } = error else { return None };
        retry_after.filter(|wait| *wait <= self.manners.longest_pause)
    }

    async fn pause(&self, host: &mut Host, wanted: Option<u64>) {
        if host.is_asked {
            let wanted = Duration::from_secs(wanted.unwrap_or(0)).min(self.manners.longest_pause);
            tokio::time::sleep(self.manners.pause.max(wanted)).await;
        }
        host.is_asked = true;
    }
}

impl Host {
    /// Takes note of an error: a host that has had enough is not asked again.
    pub(super) fn hear(&mut self, error: &FetchError) {
        if let FetchError::Status { code: 429, .. } | FetchError::Status { code: 503, retry_after: Some(_) } =
            error
        {
            self.is_busy = Some(error.clone());
        }
    }
}

/// What a host wants. One that gives no answer at all is asked for its pages: these say more about it.
async fn robots_of(web: &Web, url: &Url) -> Robots {
    let Ok(mut place) = url.join("/robots.txt") else { return Robots::default() };
    for _ in 0..=MOST_HOPS {
        match tokio::time::timeout(web.limits.time, web.step(&place, ROBOTS, "")).await {
            Ok(Ok(Step::Leads { to, .. })) => match place.join(&to) {
                Ok(next) => place = next,
                Err(_) => break,
            },
            Ok(Ok(Step::Body { bytes, .. })) => {
                let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)]);
                return Robots::read(&text, PRODUCT);
            }
            // A host with a fault, or with more rules than anybody reads, has not said yes (section 2.3.1.4).
            Ok(Err(FetchError::Status { code: 429 | 500.., .. } | FetchError::Size(_))) => {
                return Robots::closed();
            }
            _ => break,
        }
    }
    Robots::default()
}

fn host_of(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}
