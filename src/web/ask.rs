//! Asks hosts for addresses.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Client, Method, Response, StatusCode};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use url::Url;

use super::robots::{MOST_BYTES, Robots};
use super::{Answer, LONGEST_PAUSE};

/// How hosts are asked.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// How long one answer is waited for.
    pub patience: Duration,
    /// How long is waited between two requests of one host.
    pub pause: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
}

/// What this program is called.
const PRODUCT: &str = "newsprint";
/// The most redirections that are followed.
const MOST_HOPS: usize = 10;

/// Asks for all addresses, and says of each what became of it. `done` hears of each.
///
/// # Errors
/// No client can be made, or no name of a host can be looked up: there is no web here.
pub fn ask(
    addresses: Vec<String>,
    manners: Manners,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<(String, Answer)>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let web = Arc::new(Web { client: client(manners)?, manners, hosts: Mutex::default() });
    runtime.block_on(async {
        // Addresses of one host wait for each other anyway.
        let mut by_host: BTreeMap<String, Vec<Url>> = BTreeMap::new();
        for url in addresses.iter().filter_map(|address| Url::parse(address).ok()) {
            by_host.entry(host_of(&url)).or_default().push(url);
        }
        let places = Arc::new(Semaphore::new(manners.hosts));
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let mut hosts = JoinSet::new();
        for urls in by_host.into_values() {
            let (web, places, tell) = (Arc::clone(&web), Arc::clone(&places), tell.clone());
            hosts.spawn(async move {
                let Ok(_place) = places.acquire().await else { return };
                for url in urls {
                    // Whoever listens waits for all of them.
                    let answer = web.answer(&url).await;
                    let _ = tell.send((String::from(url), answer));
                }
            });
        }
        drop(tell);
        let (mut answers, mut is_there) = (Vec::new(), false);
        while let Some((url, (answer, is_found))) = told.recv().await {
            done();
            is_there |= is_found;
            answers.push((url, answer));
        }
        if !is_there && !answers.is_empty() {
            return Err("the web cannot be reached: the name of no host can be looked up".to_owned());
        }
        answers.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(answers)
    })
}

fn client(manners: Manners) -> Result<Client, String> {
    // A second provider of cryptography is none.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let named = format!("Mozilla/5.0 (compatible; {PRODUCT}/{}; link check)", env!("CARGO_PKG_VERSION"));
    Client::builder()
        .user_agent(named)
        .timeout(manners.patience)
        .connect_timeout(manners.patience)
        // Which kind of redirection it was decides what is said.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(|error| format!("the web cannot be asked: {error}"))
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// The hosts that are asked.
struct Web {
    client: Client,
    manners: Manners,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Host>>>>,
}

/// What is known of a host. Whoever asks it holds it, so that there is one request at a time.
#[derive(Default)]
struct Host {
    /// Whether it was asked before, so that there is a pause.
    asked: bool,
    /// What it wants, by origin: `http` and `https` may want something else. None before the first request.
    robots: HashMap<String, Robots>,
}

/// What a request gave.
enum Asked {
    Response(Response),
    /// The host does not want it.
    Unwanted,
}

impl Web {
    /// What became of an address, and whether the name of its host is one.
    async fn answer(&self, url: &Url) -> (Answer, bool) {
        let mut place = url.clone();
        let mut is_for_good = true;
        for _ in 0..=MOST_HOPS {
            let response = match self.ask_for(&place).await {
                Ok(Asked::Response(response)) => response,
                Ok(Asked::Unwanted) => return (Answer::Unasked, true),
                Err(error) => return self.of_error(&error, &place).await,
            };
            let status = response.status();
            match next(&response, &place) {
                Some(to) if status.is_redirection() => {
                    is_for_good &=
                        matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
                    // An article that leads to the front page is gone.
                    if is_front_page(&to) && !is_front_page(url) {
                        let why = format!("it leads to the front page, {to}");
                        return (Answer::Unclear { why }, true);
                    }
                    place = to;
                }
                _ => return (of_status(status, url, &place, is_for_good), true),
            }
        }
        (Answer::Unclear { why: format!("it leads on more than {MOST_HOPS} times") }, true)
    }

    /// Asks a host, when it is its turn and if the host wants that.
    async fn ask_for(&self, url: &Url) -> Result<Asked, reqwest::Error> {
        let host = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host_of(url)).or_default())
        };
        let mut host = host.lock().await;
        let origin = url.origin().ascii_serialization();
        let robots = match host.robots.get(&origin) {
            Some(robots) => robots.clone(),
            None => {
                let robots = self.robots_of(&mut host, url).await;
                host.robots.insert(origin, robots.clone());
                robots
            }
        };
        if !robots.allows(&path_and_query(url)) {
            return Ok(Asked::Unwanted);
        }
        self.response(&mut host, &robots, url).await.map(Asked::Response)
    }

    /// What a host wants. One that gives no answer at all is asked for its pages: these say more about it.
    async fn robots_of(&self, host: &mut Host, url: &Url) -> Robots {
        let Ok(mut place) = url.join("/robots.txt") else { return Robots::default() };
        // Redirections may lead to another host (RFC 9309, section 2.3.1.2).
        for _ in 0..5 {
            let request = self.request(host, &Robots::default(), Method::GET, &place).await;
            let Ok(response) = request else { return Robots::default() };
            let status = response.status();
            if status.is_redirection()
                && let Some(next) = next(&response, &place)
            {
                place = next;
                continue;
            }
            return match status {
                status if status.is_success() => Robots::read(&text(response, MOST_BYTES).await, PRODUCT),
                status if status.is_server_error() => Robots::closed(),
                _ => Robots::default(),
            };
        }
        Robots::default()
    }

    /// The answer to HEAD, or to GET where a host does not know HEAD or does not tell the truth about it.
    async fn response(
        &self,
        host: &mut Host,
        robots: &Robots,
        url: &Url,
    ) -> Result<Response, reqwest::Error> {
        match self.patiently(host, robots, Method::HEAD, url).await {
            Ok(response) if response.status().is_success() || response.status().is_redirection() => {
                Ok(response)
            }
            // Nobody is there to ask a second time.
            Err(error) if error.is_connect() => Err(error),
            _ => self.patiently(host, robots, Method::GET, url).await,
        }
    }

    /// Once more when the host says when.
    async fn patiently(
        &self,
        host: &mut Host,
        robots: &Robots,
        method: Method,
        url: &Url,
    ) -> Result<Response, reqwest::Error> {
        let response = self.request(host, robots, method.clone(), url).await?;
        let is_busy =
            matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        match retry_after(response.headers()).filter(|wait| is_busy && *wait <= LONGEST_PAUSE) {
            Some(wait) => {
                tokio::time::sleep(wait).await;
                self.request(host, robots, method, url).await
            }
            None => Ok(response),
        }
    }

    async fn request(
        &self,
        host: &mut Host,
        robots: &Robots,
        method: Method,
        url: &Url,
    ) -> Result<Response, reqwest::Error> {
        if host.asked {
            let wanted = Duration::from_secs(robots.pause.unwrap_or(0)).min(LONGEST_PAUSE);
            tokio::time::sleep(self.manners.pause.max(wanted)).await;
        }
        host.asked = true;
        // Some hosts answer nobody who does not say what they read.
        self.client.request(method, url.clone()).header("Accept", "text/html,*/*;q=0.8").send().await
    }

    /// What an error means, and whether the name of the host is one.
    async fn of_error(&self, error: &reqwest::Error, url: &Url) -> (Answer, bool) {
        if error.is_timeout() {
            return (Answer::Unclear { why: "the host does not answer in time".to_owned() }, true);
        }
        // The last cause says what it was.
        let mut cause: &dyn std::error::Error = error;
        while let Some(next) = cause.source() {
            cause = next;
        }
        let why = cause.to_string();
        if !error.is_connect() {
            return (Answer::Unclear { why: format!("the host breaks off: {why}") }, true);
        }
        let port = url.port_or_known_default().unwrap_or(80);
        match tokio::net::lookup_host((host_of(url).trim_matches(['[', ']']), port)).await {
            Ok(_) => (Answer::Unclear { why: format!("the host cannot be reached: {why}") }, true),
            Err(_) => (Answer::Dead { why: "there is no such host".to_owned() }, false),
        }
    }
}

fn is_front_page(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none()
}

fn path_and_query(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// Where a redirection leads.
fn next(response: &Response, from: &Url) -> Option<Url> {
    let to = response.headers().get(LOCATION)?.to_str().ok()?;
    from.join(to).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// The beginning of a body as text.
async fn text(mut response: Response, most: usize) -> String {
    let mut bytes = Vec::new();
    while let Ok(Some(piece)) = response.chunk().await {
        bytes.extend_from_slice(&piece);
        if bytes.len() >= most {
            bytes.truncate(most);
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn of_status(status: StatusCode, url: &Url, at: &Url, is_for_good: bool) -> Answer {
    let why = format!("the host answers {status}");
    match status {
        status if status.is_success() => {
            let mut to = at.clone();
            to.set_fragment(None);
            match to == *url || !is_for_good {
                true => Answer::There,
                false => Answer::Moved { to: to.into() },
            }
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => Answer::Dead { why },
        _ => Answer::Unclear { why },
    }
}
