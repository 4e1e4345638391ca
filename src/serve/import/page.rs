//! The page itself: an empty form. What it shows of pages is put there by its script, as text.

use hyper::StatusCode;
use hyper::header::{CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, REFERRER_POLICY, X_FRAME_OPTIONS};

use super::PAGE;
use super::gate::Seen;
use crate::html::escape;
use crate::serve::live::Live;
use crate::serve::reply::{HTML, Reply};
use crate::serve::request::OWN;
use crate::serve::status::{CSS, JS, STYLE};

/// The page's scripts, by name; the first one asks for the others.
const SCRIPTS: [(&str, &str); 3] = [
    ("import.js", include_str!("page.js")),
    ("import-draft.js", include_str!("draft.js")),
    ("import-common.js", include_str!("common.js")),
];
/// The name of its style.
pub(super) const STYLE_NAME: &str = "import.css";

/// Nothing but the script and the style of the server itself; nobody shows the page in a frame, under a button of his own; and
/// what was found on pages becomes markup by no mistake of the script (Trusted Types).
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// The page, with the token that its script sends.
pub(super) fn page(live: &Live, seen: &Seen<'_>, headers: &HeaderMap) -> Reply {
    let context = &live.loaded().context;
    let config = &context.site().config;
    // The name by which the server was called, which is one of its own.
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let address = format!("http://{host}{}", config.base_url.page(&format!("{OWN}{PAGE}")));
    let languages: String = match context.languages().count() {
        1 => String::new(),
        _ => {
            let codes = context.sites().map(|site| escape(&site.config.language));
            let options: String = codes.map(|code| format!("<option>{code}</option>")).collect();
            format!("<label>Language of the draft <select id=\"into\">{options}</select></label>")
        }
    };
    let html = include_str!("page.html")
        .replace("{languages}", &languages)
        .replace("{token}", &escape(seen.token))
        .replace("{home}", &escape(&config.base_url.page("/")))
        .replace("{bookmarklet}", &escape(&bookmarklet(&address)))
        .replace("{title}", &escape(&config.title));
    let reply = Reply::bytes(StatusCode::OK, HTML, html)
        .with(CONTENT_SECURITY_POLICY, POLICY)
        .with(X_FRAME_OPTIONS, "DENY")
        .with(REFERRER_POLICY, "no-referrer");
    match seen.is_apart {
        // Whoever opened the window has no hold of it (HTML standard, section 7.1.3).
        true => reply.with(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        false => reply,
    }
}

/// A script of the page, by its name.
pub(super) fn script(name: &str) -> Option<Reply> {
    let (_, text) = SCRIPTS.iter().find(|(of, _)| *of == name)?;
    Some(Reply::bytes(StatusCode::OK, JS, *text))
}

pub(super) fn style() -> Reply {
    Reply::bytes(StatusCode::OK, CSS, format!("{STYLE}\n{}", include_str!("page.css")))
}

/// Opens the page of imports with the address of the page that it is clicked on, and sends it that page's source as it is in the
/// browser, to which its reader may be logged in. It holds no token: whoever copies it can fill in the form, and no more.
fn bookmarklet(address: &str) -> String {
    // Of what stands in an address, only these end a string of the script or the address of the link.
    let address = address.replace(['\\', '"'], "").replace('%', "%25");
    format!(
        "javascript:(()=>{{const a=\"{address}\",e=encodeURIComponent,\
         w=open(a+\"#url=\"+e(location.href)+\"&title=\"+e(document.title));\
         addEventListener(\"message\",function f(m){{\
         if(m.source!==w||m.origin!==new URL(a).origin||m.data!==\"newsprint:ready\")return;\
         removeEventListener(\"message\",f);\
         w.postMessage({{newsprint:\"page\",url:location.href,title:document.title,\
         html:document.documentElement.outerHTML}},m.origin)}})}})()"
    )
}

#[cfg(test)]
mod tests {
    use super::bookmarklet;

    #[test]
    fn addresses_do_not_end_the_bookmarklets_text() {
        let link = bookmarklet("http://localhost:1111/r%C3%A9po/\"+alert(1)+\"/__newsprint/import");
        assert!(
            link.contains("const a=\"http://localhost:1111/r%25C3%25A9po/+alert(1)+/__newsprint/import\""),
            "{link}"
        );
        let rest = link.replace("=>", "");
        assert!(!rest.contains(['\n', '<', '>', '\'']), "{link}");
    }
}
