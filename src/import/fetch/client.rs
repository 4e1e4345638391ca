//! One request: who is connected to, and what is read of the answer.

use std::collections::HashMap;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, DATE, HeaderMap, HeaderName, LOCATION,
    RETRY_AFTER, SET_COOKIE,
};
use reqwest::{Client, ClientBuilder, Response, StatusCode};
use rustls::CertificateError;
use url::Url;

use super::{FetchError, Limits, address, coding};

/// What asks.
pub(super) struct Web {
    pub(super) limits: Limits,
    /// Connects itself, to public addresses only.
    direct: Client,
    /// The system's settings of proxies.
    proxies: Option<Matcher>,
    /// Clients of proxies, by their addresses.
    proxied: Mutex<HashMap<String, Client>>,
}

/// What one request gave.
pub(super) enum Step {
    /// It leads on.
    Leads {
        /// Where to, as the host has it.
        to: String,
        /// The cookies that it sets.
        cookies: Vec<String>,
    },
    /// A whole body.
    Body {
        /// The media type that the host names.
        content_type: Option<String>,
        /// Unpacked.
        bytes: Vec<u8>,
    },
}

/// What is read of an answer.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// What is asked for (RFC 9110, section 12.5.1).
    pub(super) accept: &'static str,
    /// Refuses a media type before the body is read.
    pub(super) check: fn(Option<&str>) -> Result<(), FetchError>,
}

impl Web {
    pub(super) fn new(limits: Limits) -> Result<Self, FetchError> {
        let proxies = limits.use_proxy.then(Matcher::from_system);
        Self::with_proxies(limits, proxies)
    }

    pub(super) fn with_proxies(limits: Limits, proxies: Option<Matcher>) -> Result<Self, FetchError> {
        // A second provider of cryptography is none.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let resolver = Resolver { private_hosts: limits.private_hosts.clone() };
        let builder = builder(&limits).no_proxy().dns_resolver(resolver);
        Ok(Self { direct: build(builder)?, proxies, proxied: Mutex::default(), limits })
    }

    /// Asks for one address. The caller keeps the time.
    pub(super) async fn step(&self, url: &Url, reading: Reading, cookie: &str) -> Result<Step, FetchError> {
        address::check(url, &self.limits.private_hosts)?;
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.intercept(&url.as_str().parse().ok()?));
        let client = proxy.as_ref().map_or_else(|| Ok(self.direct.clone()), |proxy| self.by(proxy))?;
        let mut request =
            client.get(url.clone()).header(ACCEPT, reading.accept).header(ACCEPT_ENCODING, coding::ACCEPTED);
        if !cookie.is_empty() {
            request = request.header(COOKIE, cookie);
        }
        let response = request.send().await.map_err(|error| of_error(&error, url))?;
        // What was connected to, once more: the resolver is not asked about numbers.
        let at = response.remote_addr().filter(|_| proxy.is_none());
        let host = url.host_str().unwrap_or_default();
        if at.is_some_and(|at| !address::is_public(at.ip()))
            && !address::is_named(host, &self.limits.private_hosts)
        {
            return Err(FetchError::Private(host.to_owned()));
        }
        let (status, headers) = (response.status(), response.headers());
        if let Some(to) = text_of(headers, LOCATION).filter(|_| status.is_redirection()) {
            let cookies = headers.get_all(SET_COOKIE).iter();
            let cookies = cookies.filter_map(|line| line.to_str().ok().map(str::to_owned)).collect();
            return Ok(Step::Leads { to, cookies });
        }
        // Nobody asked for a part of it.
        if !status.is_success() || status == StatusCode::PARTIAL_CONTENT {
            return Err(FetchError::Status { code: status.as_u16(), retry_after: retry_after(headers) });
        }
        let content_type = text_of(headers, CONTENT_TYPE);
        (reading.check)(content_type.as_deref())?;
        let codings: Vec<_> =
            headers.get_all(CONTENT_ENCODING).iter().map(|value| value.as_bytes()).collect();
        let codings = String::from_utf8_lossy(&codings.join(&b","[..])).into_owned();
        let bytes = body(response, url, self.limits.bytes).await?;
        Ok(Step::Body { content_type, bytes: coding::decode(&codings, bytes, self.limits.bytes)? })
    }

    /// The client of a proxy. It knows no exceptions: whether the proxy is asked has been decided, and a client that connected
    /// itself would do so without looking at the address.
    fn by(&self, proxy: &Intercept) -> Result<Client, FetchError> {
        let mut proxied = self.proxied.lock().unwrap_or_else(PoisonError::into_inner);
        let address = proxy.uri().to_string();
        if let Some(client) = proxied.get(&address) {
            return Ok(client.clone());
        }
        let setup = |error: reqwest::Error| FetchError::Setup(format!("the proxy {address}: {error}"));
        let mut by = reqwest::Proxy::all(&address).map_err(setup)?;
        if let Some(auth) = proxy.basic_auth() {
            by = by.custom_http_auth(auth.clone());
        }
        let client = build(builder(&self.limits).no_proxy().proxy(by))?;
        proxied.insert(address, client.clone());
        Ok(client)
    }
}

fn builder(limits: &Limits) -> ClientBuilder {
    Client::builder()
        .user_agent(&limits.user_agent)
        .connect_timeout(limits.connect)
        // Each address that a redirect leads to is checked first.
        .redirect(reqwest::redirect::Policy::none())
        // A connection that was left open may be closed by its host just when it is asked again.
        .pool_max_idle_per_host(0)
        .http1_only()
}

fn build(builder: ClientBuilder) -> Result<Client, FetchError> {
    builder.build().map_err(|error| FetchError::Setup(last_cause(&error).to_string()))
}

/// Looks names up. What it gives is connected to, without a second look-up.
struct Resolver {
    private_hosts: Vec<String>,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_named = address::is_named(name.as_str(), &self.private_hosts);
        Box::pin(async move {
            let no_host = || FetchError::NoHost(name.as_str().to_owned());
            // The port is put in by the client.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| no_host())?;
            let found: Vec<SocketAddr> = found.collect();
            if found.is_empty() {
                return Err(no_host().into());
            }
            let public: Vec<SocketAddr> =
                found.into_iter().filter(|at| is_named || address::is_public(at.ip())).collect();
            match public.is_empty() {
                true => Err(FetchError::Private(name.as_str().to_owned()).into()),
                false => Ok(Box::new(public.into_iter()) as Addrs),
            }
        })
    }
}

/// A whole body, as it is sent.
async fn body(mut response: Response, url: &Url, most: usize) -> Result<Vec<u8>, FetchError> {
    if response.content_length().is_some_and(|length| length > most as u64) {
        return Err(FetchError::Size(most));
    }
    let mut bytes = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| of_error(&error, url))? {
        if piece.len() > most - bytes.len() {
            return Err(FetchError::Size(most));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// A field's value; hosts write addresses in UTF-8 there.
fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    String::from_utf8(headers.get(name)?.as_bytes().to_vec()).ok()
}

/// When a host may be asked again: in seconds, or from the host's own time on (RFC 9110, section 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = text_of(headers, RETRY_AFTER)?;
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = |text: &str| chrono::DateTime::parse_from_rfc2822(text.trim()).ok();
    (date(&value)? - date(&text_of(headers, DATE)?)?).to_std().ok()
}

/// What an error of the client means.
fn of_error(error: &reqwest::Error, url: &Url) -> FetchError {
    let mut cause: &dyn Error = error;
    while let Some(next) = cause.source() {
        if let Some(known) = next.downcast_ref::<FetchError>() {
            return known.clone();
        }
        cause = next;
    }
    let host = url.host_str().unwrap_or_default();
    // An error of the system may carry another one, and in the end one of TLS, which are not its sources.
    while let Some(inner) = cause.downcast_ref::<std::io::Error>().and_then(|error| error.get_ref()) {
        cause = inner;
    }
    if let Some(rustls::Error::InvalidCertificate(error)) = cause.downcast_ref() {
        return FetchError::Certificate { host: host.to_owned(), why: of_certificate(error) };
    }
    match error {
        error if error.is_timeout() && error.is_connect() => {
            FetchError::Unreachable(format!("{host} does not answer"))
        }
        error if error.is_connect() => FetchError::Unreachable(format!("{host}: {}", last_cause(error))),
        error => FetchError::Broken(last_cause(error).to_string()),
    }
}

fn of_certificate(error: &CertificateError) -> String {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => "it has expired".to_owned(),
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "it is one of another host".to_owned()
        }
        CertificateError::UnknownIssuer => "nobody whom this system trusts has issued it".to_owned(),
        CertificateError::Revoked => "it has been revoked".to_owned(),
        error => error.to_string(),
    }
}

/// The last cause says what it was.
fn last_cause(error: &dyn Error) -> &dyn Error {
    let mut cause = error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names are checked by what they stand for, and not only by how they are written.
    #[test]
    fn names_of_private_addresses_are_not_connected_to() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let resolve = |private_hosts: Vec<String>| {
            let found = runtime.block_on(Resolver { private_hosts }.resolve("localhost".parse().unwrap()));
            found.map(|found| found.count() > 0).map_err(|error| error.downcast_ref::<FetchError>().cloned())
        };
        assert_eq!(resolve(Vec::new()), Err(Some(FetchError::Private("localhost".into()))));
        assert_eq!(resolve(vec!["localhost".into()]), Ok(true));
    }

    #[test]
    fn hosts_say_when_they_may_be_asked_again() {
        let wait = |again: &str, now: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, again.parse().unwrap());
            now.map(|now| headers.insert(DATE, now.parse().unwrap()));
            retry_after(&headers).map(|wait| wait.as_secs())
        };
        let now = Some("Tue, 03 Mar 2026 10:00:00 GMT");
        assert_eq!(wait("120", None), Some(120));
        assert_eq!(wait("Tue, 03 Mar 2026 10:02:30 GMT", now), Some(150));
        assert_eq!(wait("Tue, 03 Mar 2026 09:00:00 GMT", now), None);
        assert_eq!(wait("Tue, 03 Mar 2026 10:02:30 GMT", None), None);
        assert_eq!(wait("soon", now), None);
        assert_eq!(wait("-1", now), None);
        assert_eq!(wait("99999999999999999999", now), None);
    }
}
