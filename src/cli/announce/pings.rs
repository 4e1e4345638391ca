//! Changed addresses to search engines and hubs.

use std::collections::BTreeSet;

use crate::address::uri;
use crate::announce::http::{Client, Request};
use crate::announce::pings;
use crate::build::{Change, Loaded};
use crate::cli::{CLEAN, FAILED, messages};
use crate::config::Config;
use crate::deploy::rank::is_feed;
use crate::output::{Class, sitemap_addresses};
use crate::paths::site_url;

/// A site that others are told of. It is asked only for what somebody is told.
pub(in crate::cli) trait Announced {
    /// Paths of its feeds in the output.
    fn feeds(&self) -> Vec<String>;
    /// Absolute addresses of what search engines may know.
    fn known(&self) -> Vec<String>;
}

impl Announced for Loaded {
    fn feeds(&self) -> Vec<String> {
        let jobs = self.plan.jobs.iter().filter(|job| job.output().class() == Class::Feed);
        jobs.map(|job| job.path.as_str()).filter(|path| is_feed(path)).map(str::to_owned).collect()
    }

    fn known(&self) -> Vec<String> {
        self.context.sites().flat_map(sitemap_addresses).collect()
    }
}

/// Tells search engines and hubs.
pub(super) fn tell(config: &Config, site: &dyn Announced, changes: &[(Change, String)], dry_run: bool) -> u8 {
    let base = &config.base_url;
    let is_live = |change: Change| change != Change::Removed;
    let live = || changes.iter().filter(|(change, _)| is_live(*change)).map(|(_, url)| uri(url).into_owned());
    let mut told: Vec<(String, usize, Request)> = Vec::new();
    if config.announce.hubs && !config.feeds.hubs.is_empty() {
        let paths = site.feeds();
        let feeds: BTreeSet<String> =
            paths.iter().map(|path| uri(&base.absolute(&site_url(path))).into_owned()).collect();
        let changed: Vec<String> = live().filter(|url| feeds.contains(url)).collect();
        if !changed.is_empty() {
            let requests = config.feeds.hubs.iter();
            told.extend(requests.map(|hub| (hub.clone(), changed.len(), pings::hub(hub, &changed))));
        }
    }
    if let Some(indexnow) = &config.announce.indexnow {
        // Only what search engines may know; of what is gone, pages.
        let known: BTreeSet<String> = site.known().into_iter().collect();
        let is_page = |url: &str| url.ends_with('/') || url.ends_with(".html");
        let gone = changes.iter().filter(|(change, url)| !is_live(*change) && is_page(url));
        let gone = gone.map(|(_, url)| uri(url).into_owned());
        let urls: Vec<String> = live().filter(|url| known.contains(url)).chain(gone).collect();
        let key_file = base.absolute(&site_url(&indexnow.file()));
        let requests = pings::indexnow(indexnow, &key_file, &urls);
        told.extend(requests.into_iter().map(|(count, request)| (indexnow.endpoint.clone(), count, request)));
    }
    let addresses =
        |count: usize| if count == 1 { "one address".to_owned() } else { format!("{count} addresses") };
    if dry_run || told.is_empty() {
        for (who, count, _) in &told {
            messages::say(&format!("{who} would be told of {}", addresses(*count)));
        }
        if told.is_empty() && dry_run {
            messages::say("Nobody would be told");
        }
        return CLEAN;
    }
    let client = match Client::new() {
        Ok(client) => client,
        Err(error) => return messages::failed(&format!("nobody was told: {error}")),
    };
    let mut code = CLEAN;
    for (who, count, request) in &told {
        match client.send(request) {
            Ok(_) => messages::say(&format!("Told {who} of {}", addresses(*count))),
            Err(trouble) => {
                messages::say(&format!("warning: not announced: {}", trouble.words(who, None)));
                code = FAILED;
            }
        }
    }
    code
}
