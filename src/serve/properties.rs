//! What holds of any request (see [`crate::properties`]): of what comes in over a connection, as far as its head decides.

use std::cell::Cell;
use std::convert::Infallible;
use std::io::Cursor;
use std::net::{IpAddr, Ipv4Addr};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;

use super::body::Body;
use super::http::MAX_HEAD;
use super::reply::{HTML, Reply};
use super::request::{Route, check, place};
use crate::config::BaseUrl;

/// Whatever comes in, it is a path of the site that is answered, or a refusal; and the connection comes to an end.
pub fn request(bytes: &[u8]) {
    // The fuzzer may have found a line alone.
    let is_whole = bytes.windows(4).any(|four| four == b"\r\n\r\n");
    let end: &[u8] = if is_whole { b"" } else { b"\r\nHost: localhost:1111\r\n\r\n" };
    let head = [bytes, end].concat();
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().build() else { return };
    let answers = Cell::new(0);
    let service = service_fn(|request: Request<Incoming>| {
        answers.set(answers.get() + 1);
        let response = answer(&request);
        async move { Ok::<_, Infallible>(response) }
    });
    let mut written = Vec::new();
    runtime.block_on(async {
        let stream = TokioIo::new(tokio::io::join(Cursor::new(&head), &mut written));
        let connection = http1::Builder::new().max_buf_size(MAX_HEAD).serve_connection(stream, service);
        // What is no HTTP ends with an error.
        let _ = connection.await;
    });
    // The shortest request has a method, a path, a version and a host.
    assert!(answers.get() <= head.len() / 16, "{} answers", answers.get());
    assert!(written.len() <= head.len() + (answers.get() + 1) * 1024, "{} bytes", written.len());
    let text = String::from_utf8_lossy(&written);
    assert!(!text.contains("\r\nSet-Cookie:"), "{text}");
}

fn answer(request: &Request<Incoming>) -> Response<Body> {
    let own = Some(IpAddr::V4(Ipv4Addr::new(192, 168, 1, 5)));
    let Ok(base) = BaseUrl::parse("https://x.org/r%C3%A9po/") else { unreachable!("an address") };
    let reply = match check(request, &["desk.local".to_owned()], own) {
        Err(_) => Reply::text(StatusCode::BAD_REQUEST, "no"),
        Ok(path) => {
            holds(&path);
            match place(&path, &base) {
                Route::Site(inside) => {
                    holds(&inside);
                    let mut reply = Reply::bytes(StatusCode::OK, HTML, b"0123456789".as_slice());
                    reply.tag = Some("\"tag\"".to_owned());
                    reply
                }
                Route::Own(_) => Reply::read_only(),
                Route::Base => Reply::elsewhere(&base.path),
                Route::Outside => Reply::text(StatusCode::NOT_FOUND, "no"),
            }
        }
    };
    reply.respond(request.method(), request.headers())
}

/// It leads to nothing above the site, and says nothing to a terminal or in a head.
fn holds(path: &str) {
    assert!(path.starts_with('/') && !path.contains('\\') && !path.contains(char::is_control), "{path:?}");
    assert!(path.split('/').all(|part| part != ".." && part != "."), "{path:?}");
}
