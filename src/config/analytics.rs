//! `analytics:`: which service counts visits, and whether readers are asked first.

use super::csp::{Need, origin};
use super::service::{needed, service, service_address};
use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Key, Section, Shape, keys};

keys! {
    /// `analytics.plausible:`.
    pub(super) OF_PLAUSIBLE:
    DOMAIN: ["domain"], Shape::Text, "", "digest.example.org",
        "The name of the site at [Plausible](https://plausible.io).";
    PLAUSIBLE_SRC: ["src"], Shape::WebAddress, "https://plausible.io/js/script.js", "https://plausible.io/js/pa-abc.js",
        "The script, where you have your own server, or another version of it.";
}

keys! {
    /// `analytics.goatcounter:`.
    pub(super) OF_GOATCOUNTER:
    CODE: ["code"], Shape::Text, "", "mycode",
        "`mycode` of `mycode.goatcounter.com`, at [GoatCounter](https://www.goatcounter.com).";
    GOATCOUNTER_URL: ["url"], Shape::WebAddress, "", "https://count.example.org",
        "Your own GoatCounter, in place of `code`.";
    GOATCOUNTER_SRC: ["src"], Shape::WebAddress, "", "https://gc.zgo.at/count.js",
        "The script.";
}

keys! {
    /// `analytics.umami:`.
    pub(super) OF_UMAMI:
    WEBSITE_ID: ["website_id"], Shape::Text, "", "b5d7d70e-26b3-86c7-b882-9303d58689b7",
        "The identity of the site at [Umami](https://umami.is).";
    UMAMI_SRC: ["src"], Shape::WebAddress, "https://cloud.umami.is/script.js", "",
        "The script, where you have your own server.";
    HOST: ["host"], Shape::WebAddress, "", "https://stats.example.org",
        "Where visits are sent.";
}

keys! {
    /// The services, and what stands beside them.
    pub(super) OF_SERVICES:
    PLAUSIBLE_KEY: ["plausible"], Shape::Keys(&Section::of(OF_PLAUSIBLE).needing(&[&["domain", "src"]])), "", "{domain: digest.example.org}",
        "Plausible, theirs or your own.";
    GOATCOUNTER_KEY: ["goatcounter"], Shape::Keys(&Section::of(OF_GOATCOUNTER).needing(&[&["code", "url"]])), "", "{code: mycode}",
        "GoatCounter, theirs or your own.";
    UMAMI_KEY: ["umami"], Shape::Keys(&Section::of(OF_UMAMI).needing(&[WEBSITE_ID.names])), "", "{website_id: b5d7d70e}",
        "Umami, theirs or your own.";
    CONSENT: ["consent"], Shape::Switch, "false", "",
        "Whether readers are asked first.";
}

/// `analytics:`, which names one of the services.
pub(super) const ANALYTICS: Section =
    Section { any_case: true, ..Section::of(OF_SERVICES).needing(&[&["plausible", "goatcounter", "umami"]]) };

/// What `analytics:` says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Analytics {
    /// Who counts.
    pub service: Statistics,
    /// Whether readers are asked before anything is loaded.
    pub consent: bool,
}

/// Who counts visits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Statistics {
    /// Plausible, theirs or one's own.
    Plausible {
        /// The name of the site there; none when the address of the script says it.
        domain: Option<String>,
        /// Where the script is.
        src: String,
    },
    /// GoatCounter, theirs or one's own.
    GoatCounter {
        /// Where visits are sent.
        endpoint: String,
        /// Where the script is.
        src: String,
    },
    /// Umami, theirs or one's own.
    Umami {
        /// The site's identity there.
        website_id: String,
        /// Where the script is.
        src: String,
        /// Where visits are sent, if not where the script is.
        host: Option<String>,
    },
}

const PLAUSIBLE: &str = "https://plausible.io/js/script.js";
const GOATCOUNTER: &str = "https://gc.zgo.at/count.js";
const UMAMI: &str = "https://cloud.umami.is/script.js";
/// Where the script of Umami's own service sends visits: not where it is itself.
const UMAMI_HOSTS: [&str; 2] = ["https://api-gateway.umami.dev", "https://gateway.umami.is"];

impl Statistics {
    /// Where the script is.
    pub fn src(&self) -> &str {
        match self {
            Self::Plausible { src, .. } | Self::GoatCounter { src, .. } | Self::Umami { src, .. } => src,
        }
    }

    /// What pages load and send.
    pub(super) fn needs(&self) -> Vec<Need> {
        let mut needs = vec![("script-src", exactly(self.src()))];
        match self {
            Self::Plausible { src, .. } => needs.push(("connect-src", origin(src))),
            // By a beacon, or where that is refused by a picture of one pixel.
            Self::GoatCounter { endpoint, .. } => {
                let source = exactly(endpoint);
                needs.extend(["connect-src", "img-src"].map(|one| (one, source.clone())));
            }
            Self::Umami { src, host, .. } => {
                needs.push(("connect-src", origin(host.as_deref().unwrap_or(src))));
                if host.is_none() && src == UMAMI {
                    needs.extend(UMAMI_HOSTS.map(|host| ("connect-src", host.to_owned())));
                }
            }
        }
        needs
    }
}

/// The source that is what stands at an address, or all of its host where the address would end the directive. A source knows no
/// query (CSP 3, section 6.7.2.8).
fn exactly(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if path.contains([';', ',']) { origin(url) } else { path.to_owned() }
}

type Read = fn(&Fields<'_>) -> Option<Statistics>;

/// The services, and how the keys of each are read.
const SERVICES: [(&str, Read); 3] =
    [("plausible", plausible), ("goatcounter", goatcounter), ("umami", umami)];

/// Reads `analytics:`.
pub(super) fn analytics(item: &FieldValue<'_>) -> Option<Analytics> {
    let (name, service) = service(item, &SERVICES.map(|(name, _)| name), CONSENT.names)?;
    let consent = item.entries()?.into_iter().find(|(name, _)| name == CONSENT.names[0]);
    let consent = consent.is_some_and(|(_, item)| item.switch().unwrap_or(true));
    let read = SERVICES.iter().find(|(known, _)| *known == name).map(|(_, read)| *read)?;
    let fields = service.fields("write its keys below it, indented")?;
    let found = read(&fields);
    fields.finish(&[], None);
    Some(Analytics { service: found?, consent })
}

/// Whether the address of a script of Plausible says for which site it counts.
fn names_its_site(src: &str) -> bool {
    src.rsplit('/').next().is_some_and(|name| name.starts_with("pa-"))
}

fn plausible(fields: &Fields<'_>) -> Option<Statistics> {
    let src = address(fields, PLAUSIBLE_SRC, PLAUSIBLE);
    let domain = match src.as_deref().is_some_and(names_its_site) {
        true => fields.take(DOMAIN.names).and_then(|item| item.text()),
        false => Some(needed(fields, DOMAIN, "write the name of the site at Plausible: digest.example.org")?),
    };
    Some(Statistics::Plausible { domain, src: src? })
}

fn goatcounter(fields: &Fields<'_>) -> Option<Statistics> {
    const HINT: &str =
        "write `code: mycode` for mycode.goatcounter.com, or `url:` with the address of your own";
    let (code, url) = (fields.take(CODE.names), fields.take(GOATCOUNTER_URL.names));
    let (endpoint, script) = match (code, url) {
        (Some(code), None) => {
            let name = code.any_text()?;
            let is_label = (1..=63).contains(&name.len())
                && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !name.starts_with('-');
            if !is_label {
                code.error(Code::InvalidValue, format!("`{}` is no code of GoatCounter", code.label()), HINT);
                return None;
            }
            (format!("https://{name}.goatcounter.com/count"), GOATCOUNTER.to_owned())
        }
        (None, Some(url)) => {
            let url = service_address(&url, true)?;
            let url = url.trim_end_matches('/');
            let url = url.strip_suffix("/count").unwrap_or(url);
            (format!("{url}/count"), format!("{url}/count.js"))
        }
        _ => {
            let message = format!("`{}` needs a `code` or a `url`, one of them", fields.item().label());
            fields.error(Code::InvalidValue, message, HINT);
            return None;
        }
    };
    Some(Statistics::GoatCounter { endpoint, src: address(fields, GOATCOUNTER_SRC, &script)? })
}

fn umami(fields: &Fields<'_>) -> Option<Statistics> {
    let src = address(fields, UMAMI_SRC, UMAMI);
    let host = fields.take(HOST.names).map(|item| service_address(&item, true));
    let website_id = needed(fields, WEBSITE_ID, "take it from the settings of your site at Umami");
    let host = match host {
        Some(host) => Some(host?),
        None => None,
    };
    Some(Statistics::Umami { website_id: website_id?, src: src?, host })
}

/// An address, or what holds without one.
fn address(fields: &Fields<'_>, key: Key, default: &str) -> Option<String> {
    match fields.take(key.names) {
        Some(item) => service_address(&item, false),
        None => Some(default.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    fn read(text: &str) -> (Option<Config>, Vec<crate::diagnostic::Diagnostic>) {
        Config::read(Some(format!("title: T\nbase_url: https://a.org/\n{text}").as_bytes()), None)
    }

    #[test]
    fn pages_may_load_and_send_what_the_service_needs() {
        for (text, script, connect) in [
            ("plausible: {domain: a.org}", "https://plausible.io/js/script.js", "https://plausible.io"),
            (
                "plausible: {src: 'https://p.example/js/pa-x.js'}", "https://p.example/js/pa-x.js",
                "https://p.example",
            ),
            ("goatcounter: {code: my}", "https://gc.zgo.at/count.js", "https://my.goatcounter.com/count"),
            (
                "goatcounter: {url: 'https://g.example/'}", "https://g.example/count.js",
                "https://g.example/count",
            ),
            (
                "umami: {website_id: x, src: 'https://u.example/s.js'}", "https://u.example/s.js",
                "https://u.example",
            ),
            (
                "umami: {website_id: x}",
                "https://cloud.umami.is/script.js",
                "https://cloud.umami.is https://api-gateway.umami.dev https://gateway.umami.is",
            ),
            (
                "umami: {website_id: x, host: 'https://h.example'}", "https://cloud.umami.is/script.js",
                "https://h.example",
            ),
        ] {
            let (config, said) = read(&format!("analytics: {{{text}}}"));
            assert_eq!(said, [], "{text}");
            let config = config.unwrap();
            let policy = config.policy.unwrap();
            assert!(policy.contains(&format!("; script-src 'self' {script};")), "{text}: {policy}");
            assert!(policy.contains(&format!("; connect-src 'self' {connect};")), "{text}: {policy}");
            assert!(!config.analytics.unwrap().consent && !policy.contains("unsafe"), "{text}");
        }
        let config = read("analytics: {umami: {website_id: x}, consent: yes}").0.unwrap();
        assert!(config.analytics.unwrap().consent);
        assert!(read("analytics: no").0.unwrap().analytics.is_none());
    }

    #[test]
    fn faults() {
        for (text, message) in [
            ("analytics: {plausibl: {domain: a.org}}", "knows no `plausibl`"),
            ("analytics: {google: {id: G-1}}", "knows no `google`"),
            ("analytics: {consent: yes}", "names no service"),
            ("analytics: {consent: perhaps, umami: {website_id: x}}", "consent"),
            ("analytics: plausible", ""),
            ("analytics: {plausible: {}}", "`analytics.plausible.domain` is missing"),
            ("analytics: {plausible: {domain: a.org, src: /js/x.js}}", "is not a web address"),
            ("analytics: {goatcounter: {}}", "needs a `code` or a `url`"),
            ("analytics: {goatcounter: {code: a, url: 'https://b.org'}}", "needs a `code` or a `url`"),
            ("analytics: {goatcounter: {code: a.b}}", "is no code of GoatCounter"),
            ("analytics: {goatcounter: {code: ''}}", "is no code of GoatCounter"),
            ("analytics: {goatcounter: {url: ''}}", "`analytics.goatcounter.url` is empty"),
            ("analytics: {goatcounter: {url: 'https://g.org/?a=b'}}", "has a `?` or a `#` in it"),
            ("analytics: {plausible: {domain: x, src: ''}}", "`analytics.plausible.src` is empty"),
            (
                "analytics: {umami: {website_id: x, host: 'https://a:b@c.org'}}",
                "has a name or a password in it",
            ),
            ("analytics: {umami: {}}", "`analytics.umami.website_id` is missing"),
            ("analytics: {umami: {website_id: a}, plausible: {domain: b}}", "names more than one service"),
        ] {
            let (config, said) = read(text);
            assert!(config.is_none(), "{text}: {said:?}");
            assert_eq!(said.iter().filter(|said| said.is_error()).count(), 1, "{text}: {said:?}");
            assert!(said[0].message.contains(message), "{text}: {said:?}");
        }
    }
}
