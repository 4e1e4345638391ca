//! Pages that are no article: what they are, where they stand, what they list.

use std::borrow::Cow;

use serde::Serialize;

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
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Work<'p>>,
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
    Items(ItemList<'p>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemList<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    number_of_items: usize,
    item_list_element: Vec<Item<'p>>,
}

/// An item of a list, with its place among all.
#[derive(Serialize)]
struct Item<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    url: Address<'p>,
}

/// A text that is a part of something: of an edition, or of what the person wrote that a page presents.
#[derive(Serialize)]
pub(super) struct Work<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'p>,
    url: Address<'p>,
    headline: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<usize>,
}

impl<'p> Work<'p> {
    pub(super) fn new(
        kind: &'static str,
        url: Address<'p>,
        headline: &'p str,
        position: Option<usize>,
    ) -> Self {
        Self { kind, id: url.at(anchor::ARTICLE), url, headline, position }
    }

    fn written(base: &'p BaseUrl, step: &'p Step<'_>) -> Self {
        Self::new("Article", Address::new(base, &step.url), &step.name, None)
    }
}

/// The way from the home page to a page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trail<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'p>,
    item_list_element: Vec<TrailItem<'p>>,
}

#[derive(Serialize)]
struct TrailItem<'p> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: Cow<'p, str>,
    item: Address<'p>,
}

/// The way from the home page to the page at `url`; none to the home page itself.
pub(super) fn trail<'p>(
    site: &'p Site,
    texts: &Texts,
    url: Address<'p>,
    steps: &'p [Step<'_>],
) -> Option<Trail<'p>> {
    if steps.is_empty() {
        return None;
    }
    let home = (texts.plain("nav.home").into(), Address::home(&site.config));
    let step =
        |step: &'p Step<'_>| (Cow::Borrowed(&*step.name), Address::new(&site.config.base_url, &step.url));
    let all = (1..).zip(std::iter::once(home).chain(steps.iter().map(step)));
    let item = |(position, (name, item))| TrailItem { kind: "ListItem", position, name, item };
    let item_list_element = all.map(item).collect();
    Some(Trail { kind: "BreadcrumbList", id: url.at(anchor::TRAIL), item_list_element })
}

/// What a page says of itself: the text of its script.
pub fn page(site: &Site, texts: &Texts, named: PageSummary<'_>, page: &Page<'_>) -> String {
    let base = &site.config.base_url;
    let url = Address::new(base, named.url);
    let trail = trail(site, texts, url, &page.trail);
    let list = || {
        let items = page.items.as_ref().filter(|items| !items.entries.is_empty())?;
        let urls = items.entries.iter().map(|entry| Address::new(base, entry));
        let item = |(position, url)| Item { kind: "ListItem", position, url };
        let item_list_element = (items.before + 1..).zip(urls).map(item).collect();
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
        has_part: works.iter().map(|work| Work::written(base, work)).collect(),
    };
    match trail {
        _ if page.is_home => script(&(node, WebSite::whole(site), Newsroom::whole(site))),
        Some(trail) => script(&(node, trail)),
        None => script(&(node,)),
    }
}
