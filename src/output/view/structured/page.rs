//! Pages that are no article: what they are, where they stand, what they list.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::newsroom::{Newsroom, WebSite};
use super::{Address, Image, Ref, anchor, newsroom, script};
use crate::config::BaseUrl;
use crate::i18n::Texts;
use crate::site::Site;

/// What a page is, besides what its head names.
#[derive(Debug, Clone, Default)]
pub struct Page<'a> {
    /// Its type: `CollectionPage`, `WebPage` …
    pub kind: &'static str,
    /// The way to it, without the home page; the last step is the page itself, or the list that it is a page of.
    pub trail: Vec<Step<'a>>,
    /// What it is about.
    pub(super) about: Option<Thing<'a>>,
    /// The person that it presents, and what they wrote.
    pub(super) person: Option<(Thing<'a>, Vec<Step<'a>>)>,
    /// What it lists.
    pub items: Option<Items<'a>>,
    /// Its picture.
    pub(super) image: Option<Image<'a>>,
    /// When it was changed last, as it is written.
    pub(super) modified: Option<String>,
    /// Whether the site and the newsroom are described here, and not only named.
    pub(super) is_home: bool,
}

/// A page by its name, and its path without base path.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub struct Step<'a> {
    pub name: Cow<'a, str>,
    pub url: Cow<'a, str>,
}

/// A part of a list.
#[derive(Debug, Clone)]
pub struct Items<'a> {
    /// The paths, without base path, of those that this page lists: whoever wants more follows them.
    pub entries: Vec<Cow<'a, str>>,
    /// How many stand on the pages before this one.
    pub before: usize,
    /// How many there are on all pages.
    pub total: usize,
}

/// Something that pages are about.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Thing<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'static str,
    #[serde(rename = "@id")]
    pub(super) id: Address<'a>,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Address<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) image: Option<Image<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) works_for: Option<Newsroom<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) same_as: Option<Address<'a>>,
}

impl<'a> Thing<'a> {
    pub(super) fn new(kind: &'static str, id: Address<'a>, name: &'a str) -> Self {
        let (url, description, image) = (None, None, None);
        Self { kind, id, name, url, description, image, job_title: None, works_for: None, same_as: None }
    }

    /// The newsroom.
    pub(super) fn newsroom(site: &'a Site) -> Self {
        Self::new("NewsMediaOrganization", newsroom::id(site), &site.config.title)
    }
}

/// What the head of a page says of it.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct PageSummary<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub url: &'a str,
    pub language: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'p, 'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'p>,
    url: Address<'p>,
    name: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'p str>,
    in_language: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_image_of_page: Option<&'p Image<'a>>,
    is_part_of: PartOf<'p>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<Ref<'p>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'p Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Main<'p, 'a>>,
    #[serde(skip_serializing_if = "Works::is_empty")]
    has_part: Works<'p, 'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PartOf<'p> {
    PageSummary(Box<WebSite<'p>>),
    Ref(Ref<'p>),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Main<'p, 'a> {
    Person(&'p Thing<'a>),
    Items(ItemList<'p, 'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemList<'p, 'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    number_of_items: usize,
    item_list_element: Elements<'p, 'a>,
}

/// The items of a list, each with its place among all.
struct Elements<'p, 'a> {
    base: &'p BaseUrl,
    items: &'p Items<'a>,
}

impl Serialize for Elements<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Element<'p> {
            #[serde(rename = "@type")]
            kind: &'static str,
            position: usize,
            url: Address<'p>,
        }
        let first = self.items.before + 1;
        serializer.collect_seq((first..).zip(&self.items.entries).map(|(position, entry)| Element {
            kind: "ListItem",
            position,
            url: Address::new(self.base, entry),
        }))
    }
}

/// What the person wrote that a page presents.
struct Works<'p, 'a> {
    base: &'p BaseUrl,
    entries: &'p [Step<'a>],
}

impl Works<'_, '_> {
    fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Serialize for Works<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Work<'p> {
            #[serde(rename = "@type")]
            kind: &'static str,
            #[serde(rename = "@id")]
            id: Address<'p>,
            url: Address<'p>,
            headline: &'p str,
        }
        serializer.collect_seq(self.entries.iter().map(|entry| {
            let url = Address::new(self.base, &entry.url);
            Work { kind: "Article", id: url.at(anchor::ARTICLE), url, headline: &entry.name }
        }))
    }
}

/// The way from the home page to a page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trail<'p, 'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'p>,
    item_list_element: Steps<'p, 'a>,
}

struct Steps<'p, 'a> {
    site: &'p Site,
    home: String,
    steps: &'p [Step<'a>],
}

impl Serialize for Steps<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Element<'p> {
            #[serde(rename = "@type")]
            kind: &'static str,
            position: usize,
            name: &'p str,
            item: Address<'p>,
        }
        let base = &self.site.config.base_url;
        let home = (&*self.home, Address::home(&self.site.config));
        let steps = self.steps.iter().map(|step| (&*step.name, Address::new(base, &step.url)));
        let all = (1..).zip(std::iter::once(home).chain(steps));
        serializer.collect_seq(all.map(|(position, (name, item))| Element {
            kind: "ListItem",
            position,
            name,
            item,
        }))
    }
}

/// The way from the home page to the page at `url`; none to the home page itself.
pub(super) fn trail<'p, 'a>(
    site: &'p Site,
    texts: &Texts,
    url: Address<'p>,
    steps: &'p [Step<'a>],
) -> Option<Trail<'p, 'a>> {
    let home = || texts.plain("nav.home");
    (!steps.is_empty()).then(|| Trail {
        kind: "BreadcrumbList",
        id: url.at(anchor::TRAIL),
        item_list_element: Steps { site, home: home(), steps },
    })
}

/// What a page says of itself: the text of its script.
pub fn page(site: &Site, texts: &Texts, named: PageSummary<'_>, page: &Page<'_>) -> String {
    let base = &site.config.base_url;
    let url = Address::new(base, named.url);
    let trail = trail(site, texts, url, &page.trail);
    let list = || {
        let items = page.items.as_ref().filter(|items| !items.entries.is_empty())?;
        let item_list_element = Elements { base, items };
        Some(ItemList { kind: "ItemList", number_of_items: items.total, item_list_element })
    };
    let (main_entity, works) = match &page.person {
        Some((person, works)) => (Some(Main::Person(person)), &works[..]),
        None => (list().map(Main::Items), &[][..]),
    };
    let node = WebPage {
        kind: page.kind,
        id: url,
        url,
        name: if named.title.is_empty() { &site.config.title } else { named.title },
        description: named.description.filter(|text| !text.is_empty()),
        in_language: named.language,
        date_modified: page.modified.as_deref(),
        primary_image_of_page: page.image.as_ref(),
        is_part_of: match page.is_home {
            true => PartOf::Ref(Ref { id: Address::home(&site.config).at(anchor::WEBSITE) }),
            false => PartOf::PageSummary(Box::new(WebSite::published(site))),
        },
        breadcrumb: trail.is_some().then(|| Ref { id: url.at(anchor::TRAIL) }),
        about: page.about.as_ref(),
        main_entity,
        has_part: Works { base, entries: works },
    };
    match trail {
        _ if page.is_home => script(&(node, WebSite::whole(site), Newsroom::whole(site))),
        Some(trail) => script(&(node, trail)),
        None => script(&(node,)),
    }
}
