//! Articles: `NewsArticle` and its kin, with all that is known of them.

use serde::Serialize;

use super::newsroom::{Newsroom, WebSite};
use super::page::{Step, Thing, Trail, trail};
use super::sources::{
    Cited, Licence, Original, Outlet, Reporter, cited, licence, originals, outlet, reporters,
};
use super::{Address, Image, Ref, anchor, images, newsroom, script};
use crate::content::Date;
use crate::content::front_matter::{ArticleType, CorrectionKind};
use crate::content::markdown::Update;
use crate::i18n::Texts;
use crate::site::{self, ArticleId, Site, TermId};

/// What is known of an article besides what the site keeps of it.
pub struct ArticleFacts<'a> {
    /// The interface texts of its language.
    pub texts: &'a Texts,
    /// Plain text; may be empty.
    pub summary: &'a str,
    /// When it was published, as it is written.
    pub published: &'a str,
    /// When it was changed last, as it is written.
    pub modified: &'a str,
    /// The address of the original, when it is another.
    pub canonical: Option<&'a str>,
    /// The updates of a live article, in the order shown.
    pub updates: &'a [Update],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a, 'o> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    url: Address<'a>,
    main_entity_of_page: MainPage<'a>,
    /// Whole, however long: whoever wants less cuts it himself.
    headline: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<Image<'a>>,
    author: Vec<Author<'a>>,
    publisher: Publisher<'a>,
    /// Who passes a republished text on.
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Newsroom<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    article_section: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    word_count: u32,
    is_accessible_for_free: bool,
    is_part_of: PartOf<'a>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    is_based_on: &'o [Original<'a>],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Cited<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<Licence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_holder: Option<Ref<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_notice: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage_start_time: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage_end_time: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    live_blog_update: Vec<LiveUpdate<'a>>,
}

/// The page that the article is the main thing of: elsewhere, when that is where it stood first.
#[derive(Serialize)]
struct MainPage<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<Ref<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Ours(Person<'a>),
    Theirs(Reporter<'a>),
    Outlet(Outlet<'a>),
    Newsroom(Box<Newsroom<'a>>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    name: &'a str,
    url: Address<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Publisher<'a> {
    Ours(Box<Newsroom<'a>>),
    Theirs(Outlet<'a>),
}

/// The site, and the story that it is a part of.
#[derive(Serialize)]
#[serde(untagged)]
enum PartOf<'a> {
    Site(Box<WebSite<'a>>),
    Story(Box<(WebSite<'a>, Thing<'a>)>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: String,
    text: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LiveUpdate<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: Address<'a>,
    url: Address<'a>,
    #[serde(skip_serializing_if = "str::is_empty")]
    headline: &'a str,
    date_published: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    article_body: String,
}

/// A day when no time was written: a midnight that nobody meant would be wrong.
pub fn moment(date: Date) -> String {
    let mut text = date.to_rfc3339();
    if !date.has_time {
        text.truncate("2025-02-12".len());
    }
    text
}

/// The text of an article's script.
pub fn article(site: &Site, id: ArticleId, said: &ArticleFacts<'_>) -> String {
    let article = site.article(id);
    let url = Address::new(&site.config.base_url, &article.url);
    let own = &site.config.language;
    let language = article.language(own);
    let originals = originals(site, article, url, language);
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(2);
    steps.extend(article.topics.first().map(|topic| {
        let topic = site.topics.get(*topic);
        Step { name: topic.name_in(language, own).into(), url: (&*topic.url).into() }
    }));
    steps.push(Step { name: (&*article.document.front.title).into(), url: (&*article.url).into() });
    let node = node(site, article, said, url, &originals);
    match trail(site, said.texts, url, &steps) {
        Some(trail) => script::<(NewsArticle<'_, '_>, Trail<'_>)>(&(node, trail)),
        None => script(&(node,)),
    }
}

fn node<'a, 'o>(
    site: &'a Site,
    article: &'a site::Article,
    said: &'a ArticleFacts<'a>,
    url: Address<'a>,
    originals: &'o [Original<'a>],
) -> NewsArticle<'a, 'o> {
    let config = &site.config;
    let base = &config.base_url;
    let front = &article.document.front;
    let language = article.language(&config.language);
    let topics = || article.topics.iter().map(|id| site.topics.get(*id));
    let tags = article.tags.iter().map(|id| site.tags.get(*id)).filter(|tag| !tag.hidden);
    let source = article.sources().first().filter(|_| front.republished);
    let retracted =
        article.corrections().iter().any(|correction| correction.kind == CorrectionKind::Retraction);
    let main = said.canonical.map_or(url, |canonical| Address::new(base, canonical));
    NewsArticle {
        kind: front.article_type.schema(),
        id: url.at(anchor::ARTICLE),
        url,
        main_entity_of_page: MainPage {
            kind: "WebPage",
            id: main,
            breadcrumb: said.canonical.is_none().then(|| Ref { id: url.at(anchor::TRAIL) }),
        },
        headline: &front.title,
        description: said.summary,
        date_published: said.published,
        date_modified: said.modified,
        expires: front.rare().expires.map(moment),
        in_language: language,
        image: images(site, article),
        author: authors(site, article, language),
        publisher: match source.and_then(|_| outlet(site, article, 0, language)) {
            Some(outlet) => Publisher::Theirs(outlet),
            None => Publisher::Ours(Box::new(Newsroom::publisher(site))),
        },
        provider: source.map(|_| Newsroom::publisher(site)),
        article_section: topics().map(|topic| topic.name_in(language, &config.language)).collect(),
        keywords: tags.map(|tag| tag.name_in(language, &config.language)).collect(),
        about: topics()
            .map(|topic| {
                let page = Address::new(base, &topic.url);
                let name = topic.name_in(language, &config.language);
                Thing::new("Thing", page.at(anchor::TOPIC), name)
            })
            .collect(),
        word_count: article.document.facts.words,
        is_accessible_for_free: true,
        is_part_of: part_of(site, article, language),
        is_based_on: originals,
        citation: cited(originals),
        license: source.and_then(|source| licence(site, source)),
        copyright_holder: config
            .copyright
            .as_ref()
            .filter(|_| !front.republished)
            .map(|_| Ref { id: newsroom::id(site) }),
        copyright_notice: config.copyright.as_deref().filter(|_| !front.republished),
        creative_work_status: retracted.then_some("Retracted"),
        correction: corrections(site, article),
        coverage_start_time: coverage_start(article, said.updates).map(Date::to_rfc3339),
        coverage_end_time: article.over.map(Date::to_rfc3339),
        live_blog_update: said.updates.iter().map(|update| live_update(url, update)).collect(),
    }
}

/// Those who wrote it; when nobody is named, the newsroom. A republished text is by those who wrote it there.
fn authors<'a>(site: &'a Site, article: &'a site::Article, language: &str) -> Vec<Author<'a>> {
    let front = &article.document.front;
    if let Some(source) = article.sources().first().filter(|_| front.republished) {
        let reporters: Vec<_> = reporters(source).into_iter().map(Author::Theirs).collect();
        if !reporters.is_empty() {
            return reporters;
        }
        if let Some(outlet) = outlet(site, article, 0, language) {
            return vec![Author::Outlet(outlet)];
        }
    }
    if article.authors.is_empty() {
        return vec![Author::Newsroom(Box::new(Newsroom::named(site)))];
    }
    let person = |id: &TermId| {
        let term = site.authors.get(*id);
        let url = Address::new(&site.config.base_url, &term.url);
        Author::Ours(Person {
            kind: "Person",
            id: url.at(anchor::PERSON),
            name: term.name_in(language, &site.config.language),
            url,
            job_title: term.entry.as_ref().and_then(|entry| entry.role.as_deref()),
        })
    };
    article.authors.iter().map(person).collect()
}

fn part_of<'a>(site: &'a Site, article: &'a site::Article, language: &str) -> PartOf<'a> {
    let website = WebSite::named(site);
    let Some(story) = article.story.map(|id| site.stories.get(id)).filter(|story| story.has_page()) else {
        return PartOf::Site(Box::new(website));
    };
    let page = Address::new(&site.config.base_url, &story.url);
    let name = story.name_in(language, &site.config.language);
    let series = Thing { url: Some(page), ..Thing::new("CreativeWorkSeries", page.at(anchor::SERIES), name) };
    PartOf::Story(Box::new((website, series)))
}

/// What was wrong in it; what is only new is told by the text.
fn corrections<'a>(site: &'a Site, article: &'a site::Article) -> Vec<CorrectionComment<'a>> {
    let corrections = article.corrections().iter().zip(article.correction_anchors());
    let corrections = corrections.filter(|(correction, _)| correction.kind != CorrectionKind::Update);
    corrections
        .map(|(correction, anchor)| CorrectionComment {
            kind: "CorrectionComment",
            date_published: moment(correction.date),
            text: &correction.text,
            url: Address::new(&site.config.base_url, &article.url).at(&anchor).to_string(),
        })
        .collect()
}

/// Since when a live article is one: since it was published, or, when only a day is written there, since its first update.
fn coverage_start(article: &site::Article, updates: &[Update]) -> Option<Date> {
    let is_live = article.document.front.article_type == ArticleType::Live;
    let written = || Some(article.date).filter(|date| date.has_time);
    let first = || updates.iter().map(|update| update.date).min();
    if is_live { written().or_else(first) } else { None }
}

fn live_update<'a>(url: Address<'a>, update: &'a Update) -> LiveUpdate<'a> {
    let id = url.at(&update.id);
    LiveUpdate {
        kind: "BlogPosting",
        id,
        url: id,
        headline: &update.title,
        date_published: update.date.to_rfc3339(),
        article_body: crate::render::plain_text(without_heading(&update.html)),
    }
}

fn without_heading(html: &str) -> &str {
    // `</h2>`: the levels have one digit.
    html.find("</h").and_then(|end| html.get(end + "</h2>".len()..)).unwrap_or(html)
}
