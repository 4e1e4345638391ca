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

/// Search engines are told which addresses are new, changed or gone. `key_file` is the address of the file that holds the key.
pub fn indexnow(indexnow: &IndexNow, key_file: &str, urls: &[String]) -> Vec<Request> {
    let host = url::Url::parse(key_file).ok().and_then(|url| url.host_str().map(str::to_owned));
    let request = |urls: &[String]| {
        let body = serde_json::json!({
            "host": host, "key": indexnow.key, "keyLocation": key_file, "urlList": urls,
        });
        Request {
            method: "POST",
            url: indexnow.endpoint.clone(),
            headers: vec![("Content-Type", "application/json; charset=utf-8".to_owned())],
            body: body.to_string(),
        }
    };
    urls.chunks(MOST).map(request).collect()
}
