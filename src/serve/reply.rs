//! Makes a response of what is to be said: entity tags, parts, and the headers that all answers have.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG,
    HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH, IF_RANGE, LOCATION, RANGE, RETRY_AFTER,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Response, StatusCode};
use tokio::sync::mpsc;

use super::body::Body;
use super::conditional::{ByteRange, has, part};
use crate::hash::Digest;

/// What an answer holds.
pub(super) enum Content {
    /// Bytes.
    Bytes(Bytes),
    /// A file, and how long it is.
    File(File, u64),
}

/// An answer.
pub(super) struct Reply {
    /// Its status.
    pub(super) status: StatusCode,
    /// Its media type.
    pub(super) media: String,
    /// What it holds.
    pub(super) content: Content,
    /// The entity tag, without quotes.
    pub(super) tag: Option<String>,
    /// Further headers.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

/// The media type of pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

impl Reply {
    /// Bytes; their hash is the entity tag.
    pub(super) fn bytes(status: StatusCode, media: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let tag = Some(Digest::of_bytes(&bytes).to_string());
        Self { status, media: media.into(), content: Content::Bytes(bytes), tag, headers: Vec::new() }
    }

    /// A line of plain text.
    pub(super) fn text(status: StatusCode, text: &str) -> Self {
        Self::bytes(status, TEXT, format!("{text}\n"))
    }

    /// For those who only look.
    pub(super) fn read_only() -> Self {
        Self::text(StatusCode::METHOD_NOT_ALLOWED, "this server only answers GET and HEAD")
            .with(ALLOW, "GET, HEAD")
            .with(CONNECTION, "close")
    }

    /// It stands at another address. Not for ever: tomorrow another site may stand at this port.
    pub(super) fn elsewhere(location: &str) -> Self {
        Self::text(StatusCode::FOUND, &format!("it is at {location}")).with(LOCATION, location)
    }

    /// In a second.
    pub(super) fn later(page: String) -> Self {
        Self::bytes(StatusCode::SERVICE_UNAVAILABLE, HTML, page).with(RETRY_AFTER, "1")
    }

    /// With one more header; one that cannot be sent is left out.
    #[must_use]
    pub(super) fn with(mut self, name: HeaderName, value: &str) -> Self {
        self.headers.extend(HeaderValue::from_str(value).map(|value| (name, value)));
        self
    }

    /// The response to a request with this method and these headers.
    pub(super) fn respond(self, method: &Method, asked: &HeaderMap) -> Response<Body> {
        let text = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
        let tag = self.tag.filter(|_| self.status == StatusCode::OK).map(|tag| format!("\"{tag}\""));
        let mut response = Response::new(Body::Bytes(None));
        set(&mut response, CONTENT_TYPE, &self.media);
        if let Some(tag) = &tag {
            set(&mut response, ETAG, tag);
            if text(IF_NONE_MATCH).is_some_and(|known| has(known, tag)) {
                *response.status_mut() = StatusCode::NOT_MODIFIED;
                return finish(response);
            }
            set(&mut response, ACCEPT_RANGES, "bytes");
        }
        let len = match &self.content {
            Content::Bytes(bytes) => bytes.len() as u64,
            Content::File(_, len) => *len,
        };
        let wanted = text(RANGE).filter(|_| method == Method::GET);
        let part = tag.map_or(ByteRange::Whole, |tag| part(wanted, text(IF_RANGE), &tag, len));
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        let range = match part {
            ByteRange::Whole => 0..len,
            ByteRange::Some(range) => {
                *response.status_mut() = StatusCode::PARTIAL_CONTENT;
                let place = format!("bytes {}-{}/{len}", range.start, range.end - 1);
                set(&mut response, CONTENT_RANGE, &place);
                range
            }
            ByteRange::Unsatisfiable => {
                *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
                set(&mut response, CONTENT_RANGE, &format!("bytes */{len}"));
                0..0
            }
        };
        set(&mut response, CONTENT_LENGTH, &(range.end - range.start).to_string());
        if method != Method::HEAD && !range.is_empty() {
            *response.body_mut() = match self.content {
                Content::Bytes(bytes) => {
                    Body::Bytes(Some(bytes.slice(range.start as usize..range.end as usize)))
                }
                Content::File(mut file, _) => match file.seek(SeekFrom::Start(range.start)) {
                    Ok(_) => Body::File(tokio::fs::File::from_std(file), range.end - range.start),
                    Err(error) => return broken(&error),
                },
            };
        }
        finish(response)
    }
}

/// A stream of server-sent events; without a receiver only its head.
pub(super) fn stream(events: Option<mpsc::Receiver<Bytes>>) -> Response<Body> {
    let mut response = Response::new(events.map_or(Body::Bytes(None), Body::Stream));
    set(&mut response, CONTENT_TYPE, "text/event-stream");
    finish(response)
}

fn broken(error: &std::io::Error) -> Response<Body> {
    let reply = Reply::text(StatusCode::INTERNAL_SERVER_ERROR, &format!("the file cannot be read: {error}"));
    reply.respond(&Method::GET, &HeaderMap::new())
}

fn finish(mut response: Response<Body>) -> Response<Body> {
    // What is shown is asked for each time, and sent only when it is another.
    set(&mut response, CACHE_CONTROL, "no-cache");
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
