//! Addresses as they are kept: without what only tells a host where a reader came from, and without those that only count who
//! follows them.

use url::Url;

use crate::content::tracking::is_tracking;

/// Addresses that lead on to another one, and in which parameter that stands: host (also of its subdomains), path, parameter.
const REDIRECTORS: &[(&str, &str, &[&str])] = &[
    ("google.com", "/url", &["q", "url"]),
    ("l.facebook.com", "/l.php", &["u"]),
    ("lm.facebook.com", "/l.php", &["u"]),
    ("l.instagram.com", "/", &["u"]),
    ("l.threads.net", "/", &["u"]),
    ("l.threads.com", "/", &["u"]),
    ("t.umblr.com", "/redirect", &["z"]),
    ("href.li", "/", &[""]),
    ("out.reddit.com", "/", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
    ("vk.com", "/away.php", &["to"]),
    ("steamcommunity.com", "/linkfilter/", &["url", "u"]),
    ("safelinks.protection.outlook.com", "/", &["url"]),
    ("duckduckgo.com", "/l/", &["uddg"]),
    ("news.url.google.com", "/", &["url"]),
    ("slack-redir.net", "/link", &["url"]),
    ("exit.sc", "/", &["url"]),
    ("go.redirectingat.com", "/", &["url"]),
    ("go.skimresources.com", "/", &["url"]),
    ("anrdoezrs.net", "/links/", &["url"]),
];
/// How many of them may stand in each other.
const DEEPEST: usize = 3;

/// Where an address leads in the end, as far as it says so itself.
pub fn target(mut url: Url) -> Url {
    for _ in 0..DEEPEST {
        let Some(next) = next(&url) else { break };
        url = next;
    }
    url
}

fn next(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let is_of =
        |known: &str| host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
    let (_, _, keys) =
        REDIRECTORS.iter().find(|(known, path, _)| is_of(known) && url.path().starts_with(path))?;
    let found = keys.iter().find_map(|key| match *key {
        "" => url.query().map(str::to_owned),
        key => url.query_pairs().find(|(name, _)| name == key).map(|(_, value)| value.into_owned()),
    });
    Url::parse(&found?).ok().filter(|next| matches!(next.scheme(), "http" | "https") && next.has_host())
}

/// An address without tracking parameters (`utm_…` and others), and without a fragment that only marks words.
pub fn cleaned(url: Url) -> Url {
    let mut url = target(url);
    if url.query_pairs().any(|(key, _)| is_tracking(&key)) {
        // What stays is kept as it is written.
        let rest: Vec<&str> = url
            .query()
            .unwrap_or("")
            .split('&')
            .filter(|pair| {
                let key = pair.split('=').next().unwrap_or("");
                !is_tracking(&percent_encoding::percent_decode_str(key).decode_utf8_lossy())
            })
            .collect();
        let rest = rest.join("&");
        url.set_query((!rest.is_empty()).then_some(&rest));
    }
    if url.fragment().is_some_and(|fragment| fragment.starts_with(":~:")) {
        url.set_fragment(None);
    }
    url
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn addresses_lead_where_they_say() {
        for (written, kept) in [
            ("https://a.example/x?utm_source=b&id=1&fbclid=c", "https://a.example/x?id=1"),
            ("https://a.example/x?utm_source=b#:~:text=c", "https://a.example/x"),
            ("https://a.example/x?a=%20b&c", "https://a.example/x?a=%20b&c"),
            (
                "https://www.google.com/url?sa=t&q=https%3A%2F%2Fb.example%2Fy%3Fa%3D1%26utm_medium%3Dc&usg=d",
                "https://b.example/y?a=1",
            ),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fb.example%2F&h=x", "https://b.example/"),
            ("https://t.umblr.com/redirect?z=https%3A%2F%2Fb.example%2Fc&t=d", "https://b.example/c"),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fout.reddit.com%2Ft3%3Furl%3Dhttp%253A%252F%252Fb.example",
                "http://b.example/",
            ),
            ("https://href.li/?https://b.example/c", "https://b.example/c"),
            (
                "https://www.google.com/search?q=https://b.example/",
                "https://www.google.com/search?q=https://b.example/",
            ),
            (
                "https://notgoogle.com/url?q=https://b.example/",
                "https://notgoogle.com/url?q=https://b.example/",
            ),
            ("https://www.google.com/url?q=javascript:x", "https://www.google.com/url?q=javascript:x"),
        ] {
            assert_eq!(cleaned(written.parse().expect("an address")).as_str(), kept, "{written}");
        }
    }
}
