//! An address and those that it leads to, within the limits of one fetch.

use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::FetchError;
use super::client::{Reading, Step, Web};
use super::cookies::Cookies;
use super::list::Hosts;

/// Something at the end of its redirects.
pub(super) struct Found {
    pub(super) url: Url,
    pub(super) redirects: Vec<Url>,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Vec<u8>,
}

/// Asks for an address and for those that it leads to. With `hosts`, each is asked when it is its turn and if it wants that.
pub(super) async fn follow(
    web: &Web,
    url: &Url,
    reading: Reading,
    hosts: Option<&Hosts>,
) -> Result<Found, FetchError> {
    let (mut place, mut redirects, mut left) = (url.clone(), Vec::new(), web.limits.time);
    place.set_fragment(None);
    let mut cookies = Cookies::default();
    let mut seen = Vec::new();
    loop {
        let cookie = cookies.of(&place);
        let step = ask(web, &place, reading, &cookie, hosts, &mut left).await;
        match step.map_err(|error| led(&redirects, error))? {
            Step::Body { bytes, .. } if bytes.trim_ascii().is_empty() => {
                return Err(led(&redirects, FetchError::Empty));
            }
            Step::Body { content_type, bytes } => {
                return Ok(Found { url: place, redirects, content_type, bytes });
            }
            Step::Leads { to, cookies: set } => {
                let mut next = place
                    .join(&to)
                    .map_err(|error| FetchError::Broken(format!("it leads nowhere: {error}")))?;
                next.set_fragment(None);
                cookies.hear(&place, &set);
                seen.push((place, cookie));
                // With other cookies the same address may be another page.
                let cookie = cookies.of(&next);
                let asks = (next, cookie);
                if seen.contains(&asks) {
                    return Err(FetchError::Circle { sets_cookies: cookies.are_set });
                }
                let (next, _) = asks;
                if redirects.len() == web.limits.redirects {
                    return Err(FetchError::Redirects(web.limits.redirects));
                }
                redirects.push(next.clone());
                place = next;
            }
        }
    }
}

/// Asks once, or a second time where a host says when. Takes from the time that is left what the answers took.
async fn ask(
    web: &Web,
    url: &Url,
    reading: Reading,
    cookie: &str,
    hosts: Option<&Hosts>,
    left: &mut Duration,
) -> Result<Step, FetchError> {
    let mut timed = async || {
        let begun = Instant::now();
        let step = tokio::time::timeout(*left, web.step(url, reading, cookie)).await;
        *left = left.saturating_sub(begun.elapsed());
        step.unwrap_or(Err(FetchError::Time(web.limits.time)))
    };
    let Some(hosts) = hosts else { return timed().await };
    let mut host = hosts.turn(web, url).await?;
    let mut step = timed().await;
    if let Some(wait) = step.as_ref().err().and_then(|error| hosts.wait(error)) {
        tokio::time::sleep(wait).await;
        step = timed().await;
    }
    if let Err(error) = &step {
        host.hear(error);
    }
    step
}

/// An error at the end of redirects names where they led.
pub(super) fn led(redirects: &[Url], why: FetchError) -> FetchError {
    match redirects.last() {
        Some(to) => FetchError::Leads { to: to.to_string(), why: Box::new(why) },
        None => why,
    }
}
