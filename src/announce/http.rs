//! Requests to services, one at a time: what came of each is known, or it is known that it is not.

use std::error::Error as _;
use std::time::Duration;

use tokio::runtime::Runtime;

use super::trouble::Trouble;
use crate::line::one_line;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of an answer is read: what services answer is a few kilobytes.
const MOST: usize = 1 << 20;

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `PATCH`.
    pub method: &'static str,
    /// Where.
    pub url: String,
    /// Names and values; some of them are secrets.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// What sends requests.
#[derive(Debug)]
pub struct Client {
    client: reqwest::Client,
    runtime: Runtime,
}

impl Client {
    /// A client.
    ///
    /// # Errors
    /// What the system says.
    pub fn new() -> std::io::Result<Self> {
        // A second time it is there already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .user_agent(concat!("newsprint/", env!("CARGO_PKG_VERSION")))
            .timeout(PATIENCE)
            // A key goes to who it is for; and a moved address is a setting to mend.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(std::io::Error::other)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self { client, runtime })
    }

    /// Sends a request: the body of the answer, when the service has done it.
    ///
    /// # Errors
    /// Why it has not, or may not have.
    pub fn send(&self, request: &Request) -> Result<String, Trouble> {
        self.runtime.block_on(async {
            let method = reqwest::Method::from_bytes(request.method.as_bytes()).unwrap_or_default();
            let mut sent = self.client.request(method, &request.url).body(request.body.clone());
            for (name, value) in &request.headers {
                sent = sent.header(*name, value);
            }
            let mut response = sent.send().await.map_err(|error| {
                let said = innermost(&error);
                let is_unsent = error.is_connect() || error.is_builder();
                if is_unsent { Trouble::Unreached(said) } else { Trouble::Unknown(said) }
            })?;
            let status = response.status();
            let mut body = Vec::new();
            while let Ok(Some(piece)) = response.chunk().await {
                body.extend_from_slice(&piece);
                if body.len() > MOST {
                    break;
                }
            }
            let body = String::from_utf8_lossy(&body).into_owned();
            match status.as_u16() {
                200..=299 => Ok(body),
                code @ 500..=599 => Err(Trouble::Unknown(format!("{code}{}", said(&body)))),
                code @ (401 | 403) => Err(Trouble::Denied(code, said(&body).trim().to_owned())),
                code => Err(Trouble::Refused(code, said(&body).trim().to_owned())),
            }
        })
    }
}

/// The words of an error, without its address, which may hold a key.
fn innermost(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        return format!("no answer within {} s", PATIENCE.as_secs());
    }
    let mut said: &dyn std::error::Error = match error.source() {
        Some(source) => source,
        None => return "the request is not valid".to_owned(),
    };
    while let Some(source) = said.source() {
        said = source;
    }
    said.to_string()
}

/// The start of what a service says of itself: JSON with a message, or a text.
fn said(body: &str) -> String {
    const MOST_WORDS: usize = 300;
    let json: Option<serde_json::Value> = serde_json::from_str(body).ok();
    let text = json.and_then(|json| {
        let text = ["detail", "message", "title", "error"]
            .iter()
            .find_map(|key| Some(json.get(key)?.as_str()?.to_owned()));
        text.or_else(|| Some(json.to_string()))
    });
    let text = text.unwrap_or_else(|| if body.contains('<') { String::new() } else { body.to_owned() });
    let words = one_line(&text);
    let clean: String = words.chars().filter(|c| !c.is_control()).take(MOST_WORDS).collect();
    if clean.is_empty() { clean } else { format!(" {clean}") }
}
