//! Asks hosts for addresses.

use std::collections::BTreeMap;
use std::sync::Arc;
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
/// No client can be made: the system has no certificates, or no threads.
pub fn ask(
    addresses: Vec<String>,
    manners: Manners,
    done: &(dyn Fn() + Sync),
) -> Result<Vec<(String, Answer)>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let client = client(manners)?;
    runtime.block_on(async {
        let mut by_host: BTreeMap<String, Vec<Url>> = BTreeMap::new();
        for address in addresses {
            if let Ok(url) = Url::parse(&address) {
                by_host.entry(origin(&url)).or_default().push(url);
            }
        }
        let places = Arc::new(Semaphore::new(manners.hosts));
        let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
        let mut hosts = JoinSet::new();
        for (_, urls) in by_host {
            let (client, places, tell) = (client.clone(), Arc::clone(&places), tell.clone());
            hosts.spawn(async move {
                let Ok(_place) = places.acquire().await else { return };
                of_host(&client, manners, urls, |url, answer| {
                    // Whoever listens waits for all of them.
                    let _ = tell.send((String::from(url), answer));
                })
                .await;
            });
        }
        drop(tell);
        let mut answers = Vec::new();
        while let Some(answer) = told.recv().await {
            done();
            answers.push(answer);
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

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Asks one host for its addresses, one after another.
async fn of_host(client: &Client, manners: Manners, urls: Vec<Url>, mut told: impl FnMut(Url, Answer)) {
    let mut host = Host { client, manners, robots: Robots::default(), asked: false };
    let first = urls.first().cloned();
    if let Some(first) = &first {
        host.robots = host.robots_of(first).await;
    }
    for url in urls {
        let answer = host.answer(&url).await;
        told(url, answer);
    }
}

struct Host<'c> {
    client: &'c Client,
    manners: Manners,
    robots: Robots,
    /// Whether it was asked before, so that there is a pause.
    asked: bool,
}

impl Host<'_> {
    async fn robots_of(&mut self, url: &Url) -> Robots {
        let Ok(mut place) = url.join("/robots.txt") else { return Robots::default() };
        // Redirections may lead to another host (RFC 9309, section 2.3.1.2).
        for _ in 0..5 {
            let Ok(response) = self.request(Method::GET, &place).await else { return Robots::default() };
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

    async fn answer(&mut self, url: &Url) -> Answer {
        let mut place = url.clone();
        let mut is_for_good = true;
        for _ in 0..=MOST_HOPS {
            let is_ours = origin(&place) == origin(url);
            if is_ours && !self.robots.allows(&path_and_query(&place)) {
                return Answer::Unasked;
            }
            let response = match self.response(&place).await {
                Ok(response) => response,
                Err(error) => return of_error(&error),
            };
            let status = response.status();
            match next(&response, &place) {
                Some(to) if status.is_redirection() => {
                    is_for_good &=
                        matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
                    // An article that leads to the front page is gone.
                    if is_front_page(&to) && !is_front_page(url) {
                        return Answer::Unclear { why: format!("it leads to the front page, {to}") };
                    }
                    place = to;
                }
                _ => return of_status(status, url, &place, is_for_good),
            }
        }
        Answer::Unclear { why: format!("it leads on more than {MOST_HOPS} times") }
    }

    /// The answer to HEAD, or to GET where a host does not know HEAD or does not tell the truth about it.
    async fn response(&mut self, url: &Url) -> Result<Response, reqwest::Error> {
        let head = self.patiently(Method::HEAD, url).await;
        match head {
            Ok(response) if response.status().is_success() || response.status().is_redirection() => {
                Ok(response)
            }
            // Nobody is there to ask a second time.
            Err(error) if error.is_connect() => Err(error),
            _ => self.patiently(Method::GET, url).await,
        }
    }

    /// Once more when the host says when.
    async fn patiently(&mut self, method: Method, url: &Url) -> Result<Response, reqwest::Error> {
        let response = self.request(method.clone(), url).await?;
        let is_busy =
            matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
        match retry_after(response.headers()).filter(|wait| is_busy && *wait <= LONGEST_PAUSE) {
            Some(wait) => {
                tokio::time::sleep(wait).await;
                self.request(method, url).await
            }
            None => Ok(response),
        }
    }

    async fn request(&mut self, method: Method, url: &Url) -> Result<Response, reqwest::Error> {
        if self.asked {
            let wanted = Duration::from_secs(self.robots.pause.unwrap_or(0)).min(LONGEST_PAUSE);
            tokio::time::sleep(self.manners.pause.max(wanted)).await;
        }
        self.asked = true;
        // Some hosts answer nobody who does not say what they read.
        self.client.request(method, url.clone()).header("Accept", "text/html,*/*;q=0.8").send().await
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

fn of_error(error: &reqwest::Error) -> Answer {
    if error.is_timeout() {
        return Answer::Unclear { why: "the host does not answer in time".to_owned() };
    }
    // The last cause says what it was.
    let mut cause: &dyn std::error::Error = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    let why = cause.to_string();
    match error.is_connect() {
        true => Answer::Dead { why: format!("the host cannot be reached: {why}") },
        false => Answer::Unclear { why: format!("the host breaks off: {why}") },
    }
}
