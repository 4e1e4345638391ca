//! What is answered to a request: something of the site, something of the server's own, or why not.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::header::CONNECTION;
use hyper::{Method, Request, Response, StatusCode};
use tokio::time::{Instant, timeout_at};

use super::body::Body;
use super::http::Server;
use super::live::{Answer, Live};
use super::live_cache::{failure_digest, page_digest, waiting_digest};
use super::page::{Extras, Script, dress};
use super::reply::{HTML, Reply};
use super::request::{self, Refused, Route};
use super::{events, files, import, overlay, status};
use crate::address::of_path;
use crate::diagnostic::Diagnostic;
use crate::html::escape;
use crate::media;
use crate::output::Class;
use crate::paths::OutPath;
use crate::source::File;

/// The response to a request that came in at the address `own`.
pub(super) async fn respond(
    server: &Arc<Server>,
    request: Request<Incoming>,
    own: Option<IpAddr>,
) -> Response<Body> {
    let base = server.config.live.borrow().loaded().context.site().config.base_url.clone();
    if request.method() == Method::POST {
        let refused = match request::sent(&request, &server.config.hosts, own) {
            Ok(path) => match request::place(&path, &base) {
                Route::Own(name) if import::takes(&name) => {
                    return import::take(server, &name, request).await;
                }
                _ => Refused::Method,
            },
            Err(refused) => refused,
        };
        return refuse(refused).respond(request.method(), request.headers());
    }
    let reply = match request::check(&request, &server.config.hosts, own) {
        Ok(path) => {
            let query = request.uri().query();
            match request::place(&path, &base) {
                Route::Site(path) => site(server, path, query).await,
                Route::Own(name) if name == "events" => {
                    return events::open(server, query, request.method(), request.headers());
                }
                Route::Own(name) => {
                    let live = Arc::clone(&server.config.live.borrow());
                    match import::show(server, &live, &name, request.headers()) {
                        Some(reply) => reply,
                        None => status::own(server, name).await,
                    }
                }
                Route::Base => Reply::elsewhere(&base.path),
                Route::Outside => outside(&base.path),
            }
        }
        Err(refused) => refuse(refused),
    };
    reply.respond(request.method(), request.headers())
}

fn refuse(refused: Refused) -> Reply {
    match refused {
        Refused::Host => Reply::text(
            StatusCode::FORBIDDEN,
            "newsprint answers only when it is called by a name of its own, such as localhost",
        ),
        Refused::Method => Reply::read_only(),
        Refused::Body => {
            Reply::text(StatusCode::PAYLOAD_TOO_LARGE, "a request has no body here").with(CONNECTION, "close")
        }
        Refused::Path => Reply::text(StatusCode::BAD_REQUEST, "this can be no address of a site"),
    }
}

fn outside(base: &str) -> Reply {
    let base = escape(base);
    let page = format!(
        "<!doctype html><html lang=\"en\"><title>Not here</title>\
         <p>There is nothing here. The site stands at <a href=\"{base}\">{base}</a>, as <code>base_url</code> says.</p></html>\n"
    );
    Reply::bytes(StatusCode::NOT_FOUND, HTML, page)
}

/// What the site has at an address; when a file has changed under the request, what it has in a moment.
async fn site(server: &Arc<Server>, path: String, query: Option<&str>) -> Reply {
    let deadline = Instant::now() + server.limits.change;
    let mut live = server.config.live.clone();
    let path: Arc<str> = path.into();
    loop {
        let now = Arc::clone(&live.borrow_and_update());
        let (path, query) = (Arc::clone(&path), query.map(str::to_owned));
        match server.work(move |server| look_up(server, &now, &path, query.as_deref())).await {
            Some(Some(reply)) => return reply,
            Some(None) => {}
            None => {
                let text = "newsprint failed at this page; the terminal says more";
                return Reply::text(StatusCode::INTERNAL_SERVER_ERROR, text);
            }
        }
        if !matches!(timeout_at(deadline, live.changed()).await, Ok(Ok(()))) {
            return Reply::later(
                "<!doctype html><html lang=\"en\"><meta http-equiv=\"refresh\" content=\"1\"><title>One moment</title>\
                 <p>A file of this page is being changed. It is shown as soon as that has come to an end.</p></html>\n"
                    .to_owned(),
            );
        }
    }
}

/// None when a file has changed since the site was read.
fn look_up(server: &Server, live: &Live, path: &str, query: Option<&str>) -> Option<Reply> {
    if live.is_waiting() {
        return Some(waiting(server, live, path));
    }
    Some(match live.answer(path) {
        Answer::Made { path: out, bytes } => made(server, live, path, &out, bytes),
        Answer::File { path: out, file } => return copied(server, live, path, &out, &file),
        Answer::Elsewhere(url) => {
            let base = &live.loaded().context.site().config.base_url;
            let query = query.map_or_else(String::new, |query| format!("?{query}"));
            Reply::elsewhere(&format!("{}{query}", base.page(&of_path(&url))))
        }
        Answer::Nothing => return not_found(server, live, path),
        Answer::Failed(problem) => failed(server, live, path, problem),
        Answer::Changed => return None,
    })
}

fn made(server: &Server, live: &Live, path: &str, out: &OutPath, bytes: Vec<u8>) -> Reply {
    // A feed at an old address that ends in a slash has the name of a page.
    let is_feed = live.loaded().plan.job(out).is_some_and(|job| job.output().class() == Class::Feed);
    let bytes =
        if media::is_page(out.as_str()) && !is_feed { page(server, live, path, bytes) } else { bytes };
    Reply::bytes(StatusCode::OK, media::of(out.as_str()), bytes)
}

fn page(server: &Server, live: &Live, path: &str, bytes: Vec<u8>) -> Vec<u8> {
    let ribbon = live.preview(path);
    let script = server.config.reload.then(|| Script {
        path,
        hash: page_digest(&bytes, ribbon.as_deref()),
        assets: server.caches.of(live).assets(live),
        body: live.body(path),
        failed: false,
    });
    let base = &live.loaded().context.site().config.base_url;
    dress(bytes, &Extras { base, script, ribbon: ribbon.as_deref() })
}

fn copied(server: &Server, live: &Live, path: &str, out: &OutPath, file: &File) -> Option<Reply> {
    match files::open(&server.config.root, file) {
        Ok((content, tag)) => {
            let media = media::of(out.as_str());
            Some(Reply { status: StatusCode::OK, media, content, tag: Some(tag), headers: Vec::new() })
        }
        // It has gone: the next site knows where to.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        // What cannot be read for a moment is shown as it was.
        Err(_) => match live.loaded().context.reader().kept(file) {
            Some(bytes) => Some(Reply::bytes(StatusCode::OK, media::of(out.as_str()), bytes)),
            None => not_found(server, live, path),
        },
    }
}

fn not_found(server: &Server, live: &Live, path: &str) -> Option<Reply> {
    Some(match live.not_found() {
        Answer::Made { bytes, .. } => {
            Reply::bytes(StatusCode::NOT_FOUND, HTML, page(server, live, path, bytes))
        }
        Answer::Changed => return None,
        Answer::Failed(problem) => failed(server, live, path, problem),
        _ => Reply::text(StatusCode::NOT_FOUND, "there is nothing here"),
    })
}

/// The page that stands at every address as long as nothing of the site can be shown.
fn waiting(server: &Server, live: &Live, path: &str) -> Reply {
    let base = &live.loaded().context.site().config.base_url;
    let script = server.config.reload.then(|| Script {
        path,
        hash: waiting_digest(live),
        assets: server.caches.of(live).assets(live),
        body: None,
        failed: false,
    });
    let errors = overlay::errors(&live.report.diagnostics, &overlay::texts(&server.config.root));
    let errors = errors.unwrap_or_default();
    // The script shows them over the page.
    let errors = if script.is_some() { format!("<noscript>{errors}</noscript>") } else { errors };
    let text = format!(
        "<p>There is something wrong that leaves no page to show. The site is here as soon as it is mended.</p>\n\
         <div class=\"fault\">{errors}</div>\n"
    );
    let html = status::frame("Nothing can be shown yet", &text).into_bytes();
    let html = dress(html, &Extras { base, script, ribbon: None });
    Reply::bytes(StatusCode::SERVICE_UNAVAILABLE, HTML, html)
}

fn failed(server: &Server, live: &Live, path: &str, problem: Diagnostic) -> Reply {
    let base = &live.loaded().context.site().config.base_url;
    let script = server.config.reload.then(|| Script {
        path,
        hash: failure_digest(&problem),
        assets: server.caches.of(live).assets(live),
        body: live.body(path),
        failed: true,
    });
    let messages = overlay::messages(&[problem], &overlay::texts(&server.config.root), 1);
    let messages = format!("<div class=\"fault\">{messages}</div>\n");
    let html = status::frame("This page cannot be made", &messages).into_bytes();
    let html = dress(html, &Extras { base, script, ribbon: None });
    Reply::bytes(StatusCode::INTERNAL_SERVER_ERROR, HTML, html)
}
