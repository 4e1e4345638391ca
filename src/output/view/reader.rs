//! What pages do in readers' browsers besides showing themselves: counting visits, and keeping a copy.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::config::{Analytics, BaseUrl, Config, Offline, Statistics};
use crate::site::Site;

/// Who counts visits: `site.analytics`.
#[derive(Debug, Clone, Serialize)]
pub struct AnalyticsView {
    /// `plausible`, `goatcounter` or `umami`.
    pub service: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The host that is told of a visit.
    pub host: String,
    /// Whether readers are asked first.
    pub consent: bool,
    /// The absolute address of the whole site: elsewhere nothing is counted.
    pub address: String,
    /// The attributes of the service's script element, as JSON.
    pub script: String,
}

/// A copy of the latest edition in readers' browsers: `site.offline`.
#[derive(Debug, Clone, Serialize)]
pub struct OfflineView {
    /// Where the worker stands.
    pub worker: String,
    /// The path of the pages that it is asked for.
    pub scope: String,
    /// The absolute address of the whole site: elsewhere nothing is kept.
    pub address: String,
}

/// Who counts visits, if anybody does.
pub fn analytics_view(config: &Config) -> Option<AnalyticsView> {
    config.analytics.as_ref().map(|analytics| view(analytics, &config.base_url))
}

fn view(Analytics { service, consent }: &Analytics, base: &BaseUrl) -> AnalyticsView {
    let mut script = Map::new();
    let mut set = |name: &str, value: &str| script.insert(name.to_owned(), Value::from(value));
    set("src", service.src());
    let (id, name, told) = match service {
        Statistics::Plausible { domain, src } => {
            domain.as_deref().map(|domain| set("data-domain", domain));
            ("plausible", "Plausible", src)
        }
        Statistics::GoatCounter { endpoint, .. } => {
            set("data-goatcounter", endpoint);
            ("goatcounter", "GoatCounter", endpoint)
        }
        Statistics::Umami { website_id, src, host } => {
            set("data-website-id", website_id);
            host.as_deref().map(|host| set("data-host-url", host));
            set("data-do-not-track", "true");
            // It would keep a number for the reader in their browser.
            set("data-identity-stitching", "false");
            ("umami", "Umami", host.as_ref().unwrap_or(src))
        }
    };
    AnalyticsView {
        service: id,
        name,
        host: crate::site::terms::host(told).unwrap_or_else(|| told.clone()),
        consent: *consent,
        address: base.absolute("/"),
        script: Value::from(script).to_string(),
    }
}

/// The copy, if the site has one kept.
pub fn offline_view(site: &Site) -> Option<OfflineView> {
    let base = &site.config.base_url;
    (site.config.offline == Offline::On).then(|| OfflineView {
        worker: base.page(&crate::output::urls::worker(site)),
        scope: base.page(&site.at("/")),
        address: base.absolute("/"),
    })
}
