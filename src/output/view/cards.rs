//! Cards: what a list shows of an article.

use std::sync::OnceLock;

use serde::Serialize;
use tera::Value;

use super::images::{Tones, card_image};
use super::{Byline, Card, HeadlineLink, Link, OutletLink, Withheld, extra};
use crate::hash::{Digest, FastMap, distinct};
use crate::site::{Article, ArticleId, Site, TermId, Terms};

/// The card of an article. Cards of all languages stand in one list, so what they name is called as the site calls it.
pub fn card((site, tones): (&Site, &dyn Tones), article: &Article) -> Card {
    let language = &site.config.language;
    let terms = CardTerms {
        topic: article.topics.first().map(|id| link(site, &site.topics, *id, language)),
        tags: tags(site, article, language).take(NAMES).collect(),
        authors: bylines(site, article, language).take(NAMES).collect(),
        sources: outlets(article).into_iter().map(|id| outlet(site, id)).collect(),
    };
    with_terms((site, tones), article, terms)
}

/// The card of an article as a value. Its topic, tags, outlets, and authors without a role are made once for each term and shared
/// by all cards: they are most of them.
pub fn value((site, tones): (&Site, &dyn Tones), article: &Article, made: &TermValues) -> Value {
    let language = &site.config.language;
    let link = |values: &Values, terms, id| values.of(id, || link(site, terms, id, language));
    let byline = |(id, byline): (&TermId, Byline)| match byline.role {
        None => made.authors.of(*id, || byline),
        Some(_) => Value::from_serializable(&byline),
    };
    let terms = CardTerms {
        topic: article.topics.first().map(|id| link(&made.topics, &site.topics, *id)),
        tags: shown_tags(site, article).take(NAMES).map(|id| link(&made.tags, &site.tags, id)).collect(),
        authors: article
            .authors
            .iter()
            .zip(bylines(site, article, language))
            .take(NAMES)
            .map(byline)
            .collect(),
        sources: outlets(article).into_iter().map(|id| made.outlets.of(id, || outlet(site, id))).collect(),
    };
    Value::from_serializable(&with_terms((site, tones), article, terms))
}

/// What cards say of terms, by their numbers; made when it is asked for.
pub struct TermValues {
    topics: Values,
    tags: Values,
    authors: Values,
    outlets: Values,
}

impl TermValues {
    /// Those of a site; none is made yet.
    pub fn new(site: &Site) -> Self {
        let [topics, tags, authors, outlets] =
            [&site.topics, &site.tags, &site.authors, &site.sources].map(|terms| Values::new(terms));
        Self { topics, tags, authors, outlets }
    }
}

struct Values(Box<[OnceLock<Value>]>);

impl Values {
    fn new(terms: &Terms) -> Self {
        Self((0..terms.numbers()).map(|_| OnceLock::new()).collect())
    }

    fn of<V: Serialize>(&self, id: TermId, view: impl FnOnce() -> V) -> Value {
        self.0[id.0 as usize].get_or_init(|| Value::from_serializable(&view())).clone()
    }
}

/// What a card says of terms.
struct CardTerms<L, B, O> {
    topic: Option<L>,
    tags: Vec<L>,
    authors: Vec<B>,
    sources: Vec<O>,
}

fn with_terms<L, B, O>(
    (site, tones): (&Site, &dyn Tones),
    article: &Article,
    CardTerms { topic, tags, authors, sources }: CardTerms<L, B, O>,
) -> Card<L, B, O> {
    let front = &article.document.front;
    let base = &site.config.base_url;
    let language = article.language(&site.config.language);
    let withheld = article.image_withheld.then(|| front.image.as_ref()?.credit.as_deref()).flatten();
    Card {
        title: front.title.to_string(),
        url: base.page(&article.url),
        date: article.date.to_rfc3339(),
        has_time: article.date.has_time,
        updated: article.updated().map(|date| date.to_rfc3339()),
        r#type: front.article_type.as_str(),
        over: article.over.is_some(),
        summary: article.document.summary(&site.config.language).into_owned(),
        topic,
        tags,
        authors,
        sources,
        story: article.story.map(|id| link(site, &site.stories, id, language)),
        image: card_image((site, tones), article),
        image_withheld: withheld.map(|credit| Withheld { credit: credit.to_owned() }),
        reading_time: article.reading_time(),
        language: language.to_owned(),
        extra: extra(&front.rare().extra),
    }
}

/// The outlets that a card names, each once.
fn outlets(article: &Article) -> Vec<TermId> {
    let mut outlets = distinct(article.outlets.iter().flatten().copied());
    outlets.truncate(NAMES);
    outlets
}

fn outlet(site: &Site, id: TermId) -> OutletLink {
    let term = site.sources.get(id);
    let url = term.has_page().then(|| site.config.base_url.page(&term.url));
    OutletLink { name: term.name.clone(), url, label: term.label() }
}

/// The link of a term on a page in a language.
pub fn link(site: &Site, terms: &Terms, id: TermId, language: &str) -> Link {
    let term = terms.get(id);
    let name = term.name_in(language, &site.config.language).to_owned();
    Link { name, url: site.config.base_url.page(&term.url) }
}

/// How many tags, authors and outlets a card names at most; the article's page names all. Each of them has a list with
/// the card in it: without a bound an article with thousands of tags would write each of them thousands of times.
const NAMES: usize = 100;

/// What shows of an article where another page names it by its headline.
pub fn headline(site: &Site, id: ArticleId) -> HeadlineLink {
    let article = site.article(id);
    let front = &article.document.front;
    HeadlineLink {
        title: front.title.to_string(),
        url: site.config.base_url.page(&article.url),
        date: article.date.to_rfc3339(),
        r#type: front.article_type.as_str(),
        over: article.over.is_some(),
        language: article.language(&site.config.language).to_owned(),
    }
}

/// Its hash.
pub fn headline_digest(site: &Site, id: ArticleId) -> Digest {
    let article = site.article(id);
    let front = &article.document.front;
    let language = article.language(&site.config.language);
    Digest::of(&(
        &front.title,
        &article.url,
        article.date,
        front.article_type,
        article.over.is_some(),
        language,
    ))
}

/// An article's tags, without hidden ones.
pub fn tags<'s>(site: &'s Site, article: &'s Article, language: &'s str) -> impl Iterator<Item = Link> + 's {
    shown_tags(site, article).map(move |id| link(site, &site.tags, id, language))
}

fn shown_tags(site: &Site, article: &Article) -> impl Iterator<Item = TermId> {
    article.tags.iter().copied().filter(|id| !site.tags.get(*id).hidden)
}

/// Our authors, with what they did.
pub fn bylines<'s>(
    site: &'s Site,
    article: &'s Article,
    language: &'s str,
) -> impl Iterator<Item = Byline> + 's {
    let mut roles: FastMap<TermId, Option<&str>> = FastMap::default();
    let credits = &article.document.front.authors;
    // Nobody needs to be looked for where no role is said.
    if credits.iter().any(|credit| credit.role.is_some()) {
        for credit in credits {
            if let Some(id) = site.authors.find(&credit.name) {
                roles.entry(id).or_insert(credit.role.as_deref());
            }
        }
    }
    article.authors.iter().map(move |id| {
        let term = site.authors.get(*id);
        let role = roles.get(id).copied().flatten().map(str::to_owned);
        let name = term.name_in(language, &site.config.language).to_owned();
        Byline { name, url: site.config.base_url.page(&term.url), role }
    })
}
