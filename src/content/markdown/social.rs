//! Addresses of posts on social networks. Nothing is embedded of them: they are links.

use super::links::is_web;

/// Networks by host, without `www.` and the like.
const NETWORKS: [&str; 14] = [
    "bsky.app", "facebook.com", "fb.watch", "instagram.com", "linkedin.com", "reddit.com", "t.me",
    "threads.com", "threads.net", "tiktok.com", "truthsocial.com", "twitter.com", "vk.com", "x.com",
];

/// Whether an address leads to a post: to more than the front page of a network, or to `/@who/123` on any host, as
/// Mastodon has it.
pub(super) fn is_post(address: &str) -> bool {
    if !is_web(address) {
        return false;
    }
    let Some((_, rest)) = address.split_once("://") else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_ascii_lowercase();
    let own = ["www.", "m.", "mobile.", "old."].iter().find_map(|prefix| host.strip_prefix(prefix));
    let path = path.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let toot = path.strip_prefix('@').and_then(|path| path.split_once('/'));
    let is_number = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit());
    (NETWORKS.contains(&own.unwrap_or(&host)) && !path.is_empty())
        || toot.is_some_and(|(_, id)| is_number(id))
}
