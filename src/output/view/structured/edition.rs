//! Editions: issues of a periodical, with the articles that they pick.

use serde::Serialize;

use super::newsroom::Newsroom;
use super::page::{Step, Thing, Work, trail};
use super::{Address, Image, Ref, anchor, image, moment, script};
use crate::i18n::Texts;
use crate::output::urls;
use crate::site::{ArticleId, Edition, Site};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issue<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    url: Address<'a>,
    main_entity_of_page: MainPage<'a>,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_number: Option<u32>,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    /// The days whose news it gathers, as ISO 8601 writes them.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image<'a>>,
    publisher: Newsroom<'a>,
    is_part_of: Thing<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    has_part: Vec<Work<'a>>,
}

#[derive(Serialize)]
struct MainPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    breadcrumb: Ref<'a>,
}

/// An article that it picks, with its place among them.
fn picked(site: &Site, position: usize, id: ArticleId) -> Work<'_> {
    let article = site.article(id);
    let front = &article.document.front;
    let url = Address::new(&site.config.base_url, &article.url);
    Work::new(front.article_type.schema(), url, &front.title, Some(position))
}

/// The series of all editions; `url` is the address of their index.
pub(super) fn periodical<'a>(site: &'a Site, url: Address<'a>) -> Thing<'a> {
    Thing { url: Some(url), ..Thing::new("Periodical", url.at(anchor::PERIODICAL), &site.config.title) }
}

/// The text of an edition's script.
pub fn edition(site: &Site, texts: &Texts, edition: &Edition, summary: &str) -> String {
    let base = &site.config.base_url;
    let document = &edition.page.document;
    let front = &document.front;
    let url = Address::new(base, &edition.page.url);
    let index = urls::editions(site);
    let steps = [
        Step { name: texts.plain("index.editions").into(), url: (&*index).into() },
        Step { name: (&*front.title).into(), url: (&*edition.page.url).into() },
    ];
    let issue = Issue {
        kind: "PublicationIssue",
        id: url.at(anchor::ISSUE),
        url,
        main_entity_of_page: MainPage {
            kind: "WebPage",
            id: url,
            breadcrumb: Ref { id: url.at(anchor::TRAIL) },
        },
        name: &front.title,
        description: summary,
        issue_number: edition.number(),
        date_published: moment(edition.date),
        date_modified: front.updated.map(moment),
        temporal_coverage: edition.covers().map(|period| period.to_string()),
        in_language: document.language(&site.config.language),
        image: image(site, front.image.as_deref(), edition.page.image.as_ref()),
        publisher: Newsroom::publisher(site),
        is_part_of: periodical(site, Address::new(base, &index)),
        has_part: (1..).zip(&edition.page.cards).map(|(position, id)| picked(site, position, *id)).collect(),
    };
    match trail(site, texts, url, &steps) {
        Some(trail) => script(&(issue, trail)),
        None => script(&(issue,)),
    }
}
