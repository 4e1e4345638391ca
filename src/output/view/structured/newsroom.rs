//! The newsroom and its site.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Address, Image, Ref, anchor};
use crate::address::uri;
use crate::config::{BaseUrl, Policy, QUERY, Search};
use crate::output::urls::{self, is_inside};
use crate::output::view::report;
use crate::site::Site;

const NEWSROOM: &str = "NewsMediaOrganization";

/// The newsroom: one, whatever the language of the page.
pub(super) fn id(site: &Site) -> Address<'_> {
    Address::new(&site.config.base_url, "/").at(anchor::NEWSROOM)
}

/// Who publishes all this.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Newsroom<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    name: &'a str,
    url: Address<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<Image<'a>>,
    #[serde(flatten)]
    policies: Policies<'a>,
    #[serde(flatten)]
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<More<'a>>,
}

/// What only the home page says of it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct More<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slogan: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact_point: Option<ContactPoint<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<Address<'a>>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct ContactPoint<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    contact_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Each under the property that is its own.
#[derive(Debug, Clone, Copy)]
struct Policies<'a> {
    base: &'a BaseUrl,
    policies: &'a [Policy],
}

impl Serialize for Policies<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.policies.len()))?;
        for policy in self.policies {
            map.serialize_entry(policy.property, &Address::new(self.base, &policy.url))?;
        }
        map.end()
    }
}

impl<'a> Newsroom<'a> {
    /// By its name alone.
    pub(super) fn named(site: &'a Site) -> Self {
        let base = &site.config.base_url;
        Self {
            kind: NEWSROOM,
            id: id(site),
            name: &site.config.title,
            url: Address::home(&site.config),
            logo: None,
            policies: Policies { base, policies: &[] },
            more: None,
        }
    }

    /// As the publisher of an article: readers of an article alone look there for the logo and the policies.
    pub(super) fn publisher(site: &'a Site) -> Self {
        let Self { policies: Policies { base, .. }, .. } = Self::named(site);
        Self {
            logo: site.brand.logo.as_ref().map(|logo| Image::new(site, logo)),
            policies: Policies { base, policies: &site.config.policies },
            ..Self::named(site)
        }
    }

    /// All that is known of it.
    pub(super) fn whole(site: &'a Site) -> Self {
        let config = &site.config;
        let contact = config.contact.as_deref();
        let email = contact.filter(|contact| !contact.contains("://"));
        let page = contact.filter(|contact| contact.contains("://"));
        let page = page.map(|contact| {
            let url = report::with_url(contact, &config.base_url.absolute(&site.at("/")));
            Address::new(&config.base_url, &url).to_string()
        });
        let contact_point = contact.map(|_| ContactPoint {
            kind: "ContactPoint",
            contact_type: "newsroom",
            email,
            url: page,
        });
        let profiles = config.presence.profiles.iter();
        let more = More {
            description: config.description.as_deref(),
            slogan: config.tagline.as_deref(),
            email,
            contact_point,
            same_as: profiles.map(|url| Address::new(&config.base_url, url)).collect(),
        };
        Self { more: Some(more), ..Self::publisher(site) }
    }
}

/// The site, in one language.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebSite<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    name: &'a str,
    url: Address<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Publisher<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    potential_action: Option<SearchAction>,
}

#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum Publisher<'a> {
    /// Where it is named on the same page.
    Ref(Ref<'a>),
    PageSummary(Box<Newsroom<'a>>),
}

#[derive(Debug, Clone, Serialize)]
struct SearchAction {
    #[serde(rename = "@type")]
    kind: &'static str,
    target: EntryPoint,
    /// What the place in the address stands for, as search engines read it.
    #[serde(rename = "query-input")]
    query_input: &'static str,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct EntryPoint {
    #[serde(rename = "@type")]
    kind: &'static str,
    url_template: String,
}

impl<'a> WebSite<'a> {
    /// By its name, on a page that says who publishes it elsewhere.
    pub(super) fn named(site: &'a Site) -> Self {
        let url = Address::home(&site.config);
        Self {
            kind: "WebSite",
            id: url.at(anchor::WEBSITE),
            name: &site.config.title,
            url,
            description: None,
            in_language: None,
            publisher: None,
            potential_action: None,
        }
    }

    /// By its name, with who publishes it.
    pub(super) fn published(site: &'a Site) -> Self {
        let publisher = Some(Publisher::PageSummary(Box::new(Newsroom::named(site))));
        Self { publisher, ..Self::named(site) }
    }

    /// All that is known of it; the newsroom stands beside it.
    pub(super) fn whole(site: &'a Site) -> Self {
        let config = &site.config;
        // The place for the words is no part of an address.
        let template = |search: &str| {
            let pieces: Vec<_> = search.split(QUERY).map(uri).collect();
            let search = pieces.join("{search_term_string}");
            if is_inside(&search) { config.base_url.absolute(&search) } else { search }
        };
        let own = || format!("{}?q={QUERY}", urls::search(site));
        let search = match &config.presence.search {
            Search::At(url) => Some(url.clone()),
            Search::Own | Search::Off => site.has_search().then(own),
        };
        let search = search.map(|search| SearchAction {
            kind: "SearchAction",
            target: EntryPoint { kind: "EntryPoint", url_template: template(&search) },
            query_input: "required name=search_term_string",
        });
        Self {
            description: config.description.as_deref(),
            in_language: Some(&config.language),
            publisher: Some(Publisher::Ref(Ref { id: id(site) })),
            potential_action: search,
            ..Self::named(site)
        }
    }
}
