//! Editions: issues of a periodical, with the articles that they pick.

use serde::{Serialize, Serializer};

use super::newsroom::Newsroom;
use super::page::{Step, Thing, trail};
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
    #[serde(skip_serializing_if = "Picked::is_empty")]
    has_part: Picked<'a>,
}

#[derive(Serialize)]
struct MainPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    breadcrumb: Ref<'a>,
}

/// The articles that it picks, in its order.
struct Picked<'a> {
    site: &'a Site,
    articles: &'a [ArticleId],
}

impl Picked<'_> {
    fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }
}

impl Serialize for Picked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct PickedArticle<'a> {
            #[serde(rename = "@type")]
            kind: &'static str,
            #[serde(rename = "@id")]
            id: Address<'a>,
            url: Address<'a>,
            headline: &'a str,
            position: usize,
        }
        let site = self.site;
        serializer.collect_seq((1..).zip(self.articles).map(|(position, id)| {
            let article = site.article(*id);
            let front = &article.document.front;
            let url = Address::new(&site.config.base_url, &article.url);
            PickedArticle {
                kind: front.article_type.schema(),
                id: url.at(anchor::ARTICLE),
                url,
                headline: &front.title,
                position,
            }
        }))
    }
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
        has_part: Picked { site, articles: &edition.page.cards },
    };
    match trail(site, texts, url, &steps) {
        Some(trail) => script(&(issue, trail)),
        None => script(&(issue,)),
    }
}
