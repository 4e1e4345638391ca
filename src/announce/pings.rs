//! What hubs and search engines are told: addresses that have changed.

use url::form_urlencoded::Serializer;

use super::http::Request;
use crate::config::IndexNow;

/// The most addresses of one request of IndexNow.
const MOST: usize = 10_000;

/// A hub is told that feeds have changed, as the first version of what is WebSub now has it; the standard leaves it to hub and publisher
/// (<https://www.w3.org/TR/websub/#publishing>). Some know one name of the field, some the other.
pub fn hub(hub: &str, feeds: &[String]) -> Request {
    let mut form = Serializer::new(String::new());
    form.append_pair("hub.mode", "publish");
    for feed in feeds {
        form.append_pair("hub.url", feed).append_pair("hub.topic", feed);
    }
    Request {
        method: "POST",
        url: hub.to_owned(),
        headers: vec![("Content-Type", "application/x-www-form-urlencoded".to_owned())],
        body: form.finish(),
    }
}

/// Search engines are told which addresses are new, changed or gone: requests, with how many each of them names. `key_file` is the address of the file that holds the key.
pub fn indexnow(indexnow: &IndexNow, key_file: &str, urls: &[String]) -> Vec<(usize, Request)> {
    let host = url::Url::parse(key_file).ok().and_then(|url| url.host_str().map(str::to_owned));
    let request = |urls: &[String]| {
        let body = serde_json::json!({
            "host": host, "key": indexnow.key, "keyLocation": key_file, "urlList": urls,
        });
        let request = Request {
            method: "POST",
            url: indexnow.endpoint.clone(),
            headers: vec![("Content-Type", "application/json; charset=utf-8".to_owned())],
            body: body.to_string(),
        };
        (urls.len(), request)
    };
    urls.chunks(MOST).map(request).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_request_says_how_many_it_names() {
        let search = IndexNow { key: "0123456789".to_owned(), endpoint: "https://s.example/".to_owned() };
        let urls = vec!["https://a.example/".to_owned(); MOST + 1];
        let counts = indexnow(&search, "https://a.example/0123456789.txt", &urls).into_iter().map(|(n, _)| n);
        assert_eq!(counts.collect::<Vec<_>>(), [MOST, 1]);
    }
}
