//! Pages, feeds and pictures from the web, by whoever wrote their addresses.
//!
//! Only the public web is asked, and everything is bounded: time, redirects, bytes before and after they are unpacked, the head
//! of an answer (hundred fields, 400 kB: the client's own limits). Nothing is guessed: what is no text says what it is.
//!
//! Where the system has a proxy for an address, it is the proxy that looks the name up and connects: then hosts of private
//! networks are refused by how they are written (numbers, `localhost`, names without a dot), not by what names stand for.
//!
//! The client is the one of `publish` and of the link check, `reqwest`: it connects to the very addresses that a resolver of ours
//! has let through, it leaves redirects to us, and a second client with its own TLS and proxies (`ureq`) would do no more.
//! Content codings are undone here, so that bytes are counted after they are unpacked, and object storage is not affected.

mod address;
mod client;
mod coding;
mod cookies;
mod error;
mod follow;
mod kind;
mod list;
mod signature;
#[cfg(test)]
mod tests;

use std::time::Duration;

use url::Url;

use client::{Reading, Web};
pub use error::FetchError;
use follow::{Found, follow, led};
pub use kind::Kind;
pub use list::{Hosts, Manners, fetch_list};

use crate::hash::Digest;

/// How far a fetch goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes, packed and unpacked.
    pub bytes: usize,
    /// How long one address takes at most, with all its redirects; pauses for a host's sake do not count.
    pub time: Duration,
    /// How long a connection takes at most.
    pub connect: Duration,
    /// The most redirects.
    pub redirects: usize,
    /// Hosts that are asked although they are in a private network, as addresses have them: those of a newsroom's intranet
    /// that its editor has named. They are named one by one, so that a list or a redirect still cannot reach the others.
    pub private_hosts: Vec<String>,
    /// Whether the system's proxy is asked where there is one.
    pub use_proxy: bool,
    /// Who asks: [`user_agent`].
    pub user_agent: String,
}

impl Limits {
    /// Those of a page: 8 MB, ten seconds, ten redirects.
    pub fn page(user_agent: String) -> Self {
        Self {
            bytes: 8 << 20,
            time: Duration::from_secs(10),
            connect: Duration::from_secs(5),
            redirects: 10,
            private_hosts: Vec::new(),
            use_proxy: true,
            user_agent,
        }
    }

    /// Those of a picture: 16 MB, 30 seconds.
    pub fn picture(user_agent: String) -> Self {
        Self { bytes: 16 << 20, time: Duration::from_secs(30), ..Self::page(user_agent) }
    }
}

/// Who asks: the program, and where its user can be found (RFC 9110, section 10.1.5).
pub fn user_agent(base_url: Option<&str>) -> String {
    let named = concat!("newsprint/", env!("CARGO_PKG_VERSION"));
    // Nothing but an address stands there: it comes from a site's settings.
    match base_url.and_then(|url| Url::parse(url).ok()).filter(Url::has_host) {
        Some(url) => format!("{named} (+{url})"),
        None => named.to_owned(),
    }
}

/// A page, a feed or a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it was found in the end, without a fragment.
    pub url: Url,
    /// What was asked for.
    pub asked: Url,
    /// The addresses that it led through, from the one after `asked` to `url`.
    pub redirects: Vec<Url>,
    /// What it is written in.
    pub kind: Kind,
    /// Its media type without parameters: the host's word; where it has none, what the bytes show.
    pub content_type: String,
    /// The charset that the host names.
    pub charset: Option<String>,
    /// What was sent, unpacked.
    pub bytes: Vec<u8>,
}

impl Fetched {
    /// Whether it was found at another host than the one that was asked: after a shortened address, or at a wall that wants a
    /// consent or a login first.
    pub fn is_elsewhere(&self) -> bool {
        let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        host(&self.url) != host(&self.asked)
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Where it was found in the end, without a fragment.
    pub url: Url,
    /// Its media type, by its signature.
    pub media_type: &'static str,
    /// What the names of such files end in.
    pub extension: &'static str,
    /// The hash of its bytes.
    pub digest: Digest,
    /// The picture.
    pub bytes: Vec<u8>,
}

const PAGE: Reading = Reading {
    accept: "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    check: kind::check,
};
const PICTURE: Reading =
    Reading { accept: "image/avif,image/webp,image/png,image/jpeg,image/gif", check: |_| Ok(()) };

/// Fetches a page, a feed or a text that an editor has named; one that a list leads to with the list's `hosts`. Blocks; may be called
/// from any thread.
///
/// # Errors
/// The address is none of the public web, the host does not give it or does not want that, or it is no text.
pub fn fetch(url: &Url, limits: &Limits, hosts: Option<&Hosts>) -> Result<Fetched, FetchError> {
    alone(async || page(&Web::new(limits.clone())?, url, hosts).await)
}

/// Fetches a picture, with the `hosts` of a list if its page is of one. Blocks; may be called from any thread.
///
/// # Errors
/// As for [`fetch`]; or it is no JPEG, PNG, GIF, WebP or AVIF by its first bytes, whatever the host calls it.
pub fn download(url: &Url, limits: &Limits, hosts: Option<&Hosts>) -> Result<Downloaded, FetchError> {
    let found = alone(async || follow(&Web::new(limits.clone())?, url, PICTURE, hosts).await)?;
    let kind = kind::of_picture(found.content_type.as_deref(), &found.bytes);
    let (media_type, extension) = kind.map_err(|error| led(&found.redirects, error))?;
    let digest = Digest::of_bytes(&found.bytes);
    Ok(Downloaded { url: found.url, media_type, extension, digest, bytes: found.bytes })
}

/// Runs on a thread of its own: a runtime must not begin inside of another, as in the server's threads.
fn alone<T: Send>(work: impl AsyncFnOnce() -> Result<T, FetchError> + Send) -> Result<T, FetchError> {
    std::thread::scope(|scope| {
        let failed = |_| Err(FetchError::Setup("the client failed".to_owned()));
        scope.spawn(|| run(work)).join().unwrap_or_else(failed)
    })
}

fn run<T>(work: impl AsyncFnOnce() -> Result<T, FetchError>) -> Result<T, FetchError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| FetchError::Setup(error.to_string()))?;
    let result = runtime.block_on(work());
    // A name's look-up cannot be stopped; nobody waits for it.
    runtime.shutdown_background();
    result
}

async fn page(web: &Web, url: &Url, hosts: Option<&Hosts>) -> Result<Fetched, FetchError> {
    let Found { url: at, redirects, content_type, bytes } = follow(web, url, PAGE, hosts).await?;
    let charset = content_type.as_deref().and_then(kind::charset_of);
    let kind = kind::of_text(content_type.as_deref(), &bytes);
    let (kind, content_type) = kind.map_err(|error| led(&redirects, error))?;
    Ok(Fetched { url: at, asked: url.clone(), redirects, kind, content_type, charset, bytes })
}
