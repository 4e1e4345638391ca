//! The server's own pages: how the site is, and what a template sees.

use std::sync::Arc;

use hyper::StatusCode;

use super::http::Server;
use super::import;
use super::live::{Live, Rebuild};
use super::overlay;
use super::overview;
use super::page::{CLIENT, RIBBON, Script, tag};
use super::reply::{HTML, Reply};
use super::request::OWN;
use crate::html::escape;

pub(super) const JS: &str = "text/javascript; charset=utf-8";
pub(super) const CSS: &str = "text/css; charset=utf-8";

pub(super) const STYLE: &str = ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#f4f4f2;--line:#ddd;\
                     --fault:#b3261e;--link:#0645ad}@media (prefers-color-scheme:dark){:root{--ink:#f5f2ea;\
                     --paper:#1b1917;--soft:#2a2724;--line:#4a4640;--fault:#ff9b91;--link:#9ecbff}}\
                     body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif;\
                     color:var(--ink);background:var(--paper)}a{color:var(--link)}pre{padding:.75rem 1rem;\
                     background:var(--soft);border-radius:3px;overflow-x:auto;font-size:14px;line-height:1.45;\
                     tab-size:4}pre strong,pre span{white-space:pre-wrap}code,pre strong,pre span{\
                     overflow-wrap:anywhere}.fault strong{color:var(--fault)}table{border-collapse:collapse;\
                     width:100%;margin-bottom:1.5rem}th,td{padding:.3rem 1rem .3rem 0;text-align:left;vertical-align:top;\
                     border-bottom:1px solid var(--line)}.number{padding:.3rem 0 .3rem 1rem;text-align:right;\
                     white-space:nowrap}code{font-size:.9em}@media(max-width:40rem){.rows th{display:none}.rows td{\
                     display:block;padding:0;border:0}.rows tr{display:block;padding:.5rem 0;border-bottom:1px solid var(--line)}}";

/// How many messages, and how many held-back documents, are listed one by one.
const LISTED: usize = 500;
/// How many of a rebuild's files are named.
const NAMED: usize = 5;

/// What is at a name below `/__newsprint/`.
pub(super) async fn own(server: &Arc<Server>, name: String) -> Reply {
    if name == CLIENT {
        return Reply::bytes(StatusCode::OK, JS, include_str!("client.js"));
    }
    if name == RIBBON {
        return Reply::bytes(StatusCode::OK, CSS, include_str!("ribbon.css"));
    }
    let live = Arc::clone(&server.config.live.borrow());
    let reply = match name.strip_prefix("view/") {
        Some(path) => {
            let path = format!("/{path}");
            server.work(move |_| view(&live, &path)).await
        }
        None if name.is_empty() => server.work(move |server| status(server, &live)).await,
        None => return Reply::text(StatusCode::NOT_FOUND, "newsprint has nothing of that name"),
    };
    reply.unwrap_or_else(|| {
        Reply::text(StatusCode::INTERNAL_SERVER_ERROR, "newsprint failed at this; the terminal says more")
    })
}

fn view(live: &Live, path: &str) -> Reply {
    match live.view(path) {
        Some(view) => Reply::bytes(StatusCode::OK, "application/json", format!("{view:#}\n")),
        None => Reply::text(StatusCode::NOT_FOUND, &format!("no template makes {path}")),
    }
}

fn status(server: &Server, live: &Live) -> Reply {
    let base = &live.loaded().context.site().config.base_url;
    let (errors, warnings): (Vec<_>, Vec<_>) =
        live.report.diagnostics.iter().cloned().partition(crate::diagnostic::Diagnostic::is_error);
    let texts = overlay::texts(&server.config.root);
    let mut html = String::from("<p>");
    if let Some(now) = &live.report.now {
        let (count, now) = (live.report.articles, escape(now).replacen('T', " ", 1));
        html.push_str(&format!("{count} article{} as of {now}.", if count == 1 { "" } else { "s" }));
    }
    let (home, view) = (escape(&base.page("/")), escape(&base.page(&format!("{OWN}view/"))));
    html.push_str(&format!(" <a href=\"{home}\">The site</a>."));
    if server.import.is_open() {
        let import = escape(&base.page(&format!("{OWN}{}", import::PAGE)));
        html.push_str(&format!(" <a href=\"{import}\">Import a page</a>."));
    }
    html.push_str("</p>\n");
    for (title, class, messages) in [("Errors", "fault", &errors), ("Warnings", "", &warnings)] {
        let (count, messages) = (messages.len(), overlay::messages(messages, &texts, LISTED));
        html.push_str(&format!("<h2>{title}: {count}</h2>\n<div class=\"{class}\">{messages}</div>\n"));
    }
    live.loaded().context.sites().for_each(|site| html.push_str(&left_out(site)));
    html.push_str(&held(live));
    live.loaded().context.sites().for_each(|site| html.push_str(&overview::of(site)));
    html.push_str(&rebuilds(&server.rebuilds()));
    html.push_str(&format!(
        "<h2>For theme authors</h2>\n<p>What a page's template sees: <a href=\"{view}\"><code>{view}</code></a> \
         for the home page, with a page's path behind it for any other.</p>\n"
    ));
    let mut html = frame("newsprint", &html);
    if server.config.reload {
        let hash = crate::hash::Digest(live.number.into());
        let script = Script {
            path: OWN,
            hash,
            assets: server.caches.of(live).assets(live),
            body: None,
            failed: false,
        };
        html.push_str(&tag(base, &script));
    }
    Reply::bytes(StatusCode::OK, HTML, html)
}

/// Articles that are in no edition: those for the next one first, then those that a period has left out.
fn left_out(site: &crate::site::Site) -> String {
    let base = &site.config.base_url;
    let mut html = String::new();
    for (edition, articles) in crate::site::editions::left_out(site).into_iter().rev() {
        let count = articles.len();
        let title = match edition {
            Some(edition) => {
                let title = escape(&edition.page.document.front.title);
                let url = escape(&base.page(&edition.page.url));
                format!("Of the period of <a href=\"{url}\">{title}</a>, and in no edition: {count}")
            }
            None => format!("For the next edition: {count}"),
        };
        html.push_str(&format!("<h2>{title}</h2>\n<ul>\n"));
        for id in articles.iter().take(LISTED) {
            let article = site.article(*id);
            let (title, path) = (escape(&article.document.front.title), escape(&article.document.path));
            let url = escape(&base.page(&article.url));
            html.push_str(&format!("<li><a href=\"{url}\">{title}</a> <code>{path}</code></li>\n"));
        }
        html.push_str("</ul>\n");
        if count > LISTED {
            html.push_str(&format!("<p>… and {} more.</p>\n", count - LISTED));
        }
    }
    html
}

/// What is not live: what is held back here too, and what is shown with a ribbon.
fn held(live: &Live) -> String {
    let base = &live.loaded().context.site().config.base_url;
    let shown = live.held().map(|(document, url, why)| {
        let title = escape(&document.front.title);
        let link = format!("<a href=\"{}\">{title}</a>", escape(&base.page(url)));
        (&*document.path, link, why)
    });
    let held = live.report.held.iter().map(|held| (&*held.path, escape(&held.title), held.reason.describe()));
    let mut rows: Vec<_> = held.chain(shown).collect();
    rows.sort();
    let count = rows.len();
    let mut html = format!("<h2>Held back: {count}</h2>\n");
    if count > 0 {
        html.push_str("<p>No reader sees these. What is linked is shown here, with a ribbon.</p>\n");
        html.push_str("<table class=\"rows\"><tr><th>File<th>Title<th>Why</tr>\n");
        for (path, title, why) in rows.into_iter().take(LISTED) {
            let (path, why) = (escape(path), escape(&why));
            html.push_str(&format!("<tr><td><code>{path}</code><td>{title}<td>{why}</tr>\n"));
        }
        html.push_str("</table>\n");
        if count > LISTED {
            html.push_str(&format!("<p>… and {} more.</p>\n", count - LISTED));
        }
    }
    html
}

fn rebuilds(rebuilds: &[(u64, Rebuild)]) -> String {
    let mut html = "<h2>Last rebuilds</h2>\n<table><tr><th>No.<th>What changed<th class=\"number\">Stale\
                    <th class=\"number\">Took</tr>\n"
        .to_owned();
    for (number, rebuild) in rebuilds {
        let named: Vec<String> =
            rebuild.changed.iter().take(NAMED).map(|path| format!("<code>{}</code>", escape(path))).collect();
        let what = match rebuild.changed.len() {
            0 if *number == 1 => "the first look at the site".to_owned(),
            0 => "no file: something fell due".to_owned(),
            count if count > NAMED => format!("{} and {} more", named.join(", "), count - NAMED),
            _ => named.join(", "),
        };
        let took = rebuild.took.as_secs_f64() * 1000.0;
        let stale = rebuild.stale.get().copied().unwrap_or_default();
        html.push_str(&format!(
            "<tr><td>{number}<td>{what}<td class=\"number\">{stale}<td class=\"number\">{took:.1} ms</tr>\n"
        ));
    }
    html.push_str("</table>\n");
    html
}

/// A page of the server's own.
pub(super) fn frame(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n<style>{STYLE}</style>\n<main>\n<h1>{title}</h1>\n{body}</main>\n"
    )
}
