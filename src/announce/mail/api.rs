//! What the interfaces of providers have in common: JSON, and a key in a header.

use serde_json::Value;

use super::{Call, Secrets};
use crate::announce::http::Request;
use crate::announce::ledger::is_id;

/// The interface of a provider, with its secrets.
pub(super) struct Api {
    server: String,
    headers: Vec<(&'static str, String)>,
}

impl Api {
    pub(super) fn new(server: &str, authorization: String) -> Self {
        let headers = vec![("Authorization", authorization), ("Content-Type", "application/json".to_owned())];
        Self { server: server.trim_end_matches('/').to_owned(), headers }
    }

    pub(super) fn request(&self, method: &'static str, path: &str, body: &Value) -> Request {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        Request { method, url: format!("{}{path}", self.server), headers: self.headers.clone(), body }
    }

    pub(super) fn call(&self, method: &'static str, path: &str, body: &Value) -> Call {
        Call::Request(self.request(method, path, body))
    }
}

/// A key of the environment.
///
/// # Errors
/// It is missing, or none.
pub(super) fn key(provider: &str, name: &str, secrets: Secrets<'_>) -> Result<String, String> {
    let secret = secrets(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let secret = secret.ok_or_else(|| format!("set {name}, which {provider} gives you"))?;
    // It becomes a header, which takes nothing else.
    match secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(secret),
        false => Err(format!("{name} holds something that no key of {provider} has")),
    }
}

/// What an answer calls a draft, at this place of it (RFC 6901).
pub(super) fn id(answer: Option<&str>, place: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(answer?).ok()?;
    let id = answer.pointer(place)?;
    let id = id.as_str().map(str::to_owned).or_else(|| Some(id.as_u64()?.to_string()))?;
    is_id(&id).then_some(id)
}
