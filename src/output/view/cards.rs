//! Cards: what a list shows of an article.

use super::{Byline, Card, ImageView, Link, OutletLink, extra};
use crate::config::BaseUrl;
use crate::content::front_matter;
use crate::output::print_url;
use crate::site::{Article, Picture, Site, TermId, Terms};

/// The card of an article.
pub fn card(site: &Site, article: &Article) -> Card {
    let front = &article.document.front;
    let base = &site.config.base_url;
    let mut outlets: Vec<TermId> = Vec::new();
    for outlet in article.outlets.iter().flatten() {
        if !outlets.contains(outlet) {
            outlets.push(*outlet);
        }
    }
    Card {
        title: front.title.to_string(),
        url: base.page(&article.url),
        date: article.date.to_rfc3339(),
        has_time: article.date.has_time,
        updated: front.updated.map(|date| date.to_rfc3339()),
        r#type: front.article_type.as_str(),
        summary: article.document.summary(&site.config.language).into_owned(),
        topic: article.topics.first().map(|id| link(&site.topics, *id, base)),
        tags: tags(site, article),
        authors: bylines(site, article),
        sources: outlets
            .iter()
            .map(|id| {
                let term = site.sources.get(*id);
                let url = term.has_page().then(|| base.page(&term.url));
                OutletLink { name: term.name.clone(), url }
            })
            .collect(),
        story: article.story.map(|id| link(&site.stories, id, base)),
        image: image(site, front.image.as_deref(), article.image.as_ref()),
        reading_time: article.reading_time(),
        language: article.language(&site.config.language).to_owned(),
        extra: extra(&front.rare().extra),
    }
}

/// The link of a term.
pub fn link(terms: &Terms, id: TermId, base: &BaseUrl) -> Link {
    let term = terms.get(id);
    Link { name: term.name.clone(), url: base.page(&term.url) }
}

/// An article's tags, without hidden ones.
pub fn tags(site: &Site, article: &Article) -> Vec<Link> {
    let shown = article.tags.iter().filter(|id| !site.tags.get(**id).hidden);
    shown.map(|id| link(&site.tags, *id, &site.config.base_url)).collect()
}

/// Our authors, with what they did.
pub fn bylines(site: &Site, article: &Article) -> Vec<Byline> {
    let credits = &article.document.front.authors;
    article
        .authors
        .iter()
        .map(|id| {
            let term = site.authors.get(*id);
            let credit = credits.iter().find(|credit| site.authors.find(&credit.name) == Some(*id));
            let role = credit.and_then(|credit| credit.role.as_deref().map(str::to_owned));
            Byline { name: term.name.clone(), url: site.config.base_url.page(&term.url), role }
        })
        .collect()
}

/// A picture of a document's front matter, where it was found.
pub fn image(
    site: &Site,
    written: Option<&front_matter::Image>,
    found: Option<&Picture>,
) -> Option<ImageView> {
    let (written, found) = written.zip(found)?;
    Some(ImageView {
        src: print_url(&site.config.base_url, &found.url),
        alt: written.alt.to_string(),
        width: found.size.map(|(width, _)| width),
        height: found.size.map(|(_, height)| height),
        caption: written.caption.as_deref().map(str::to_owned),
        credit: written.credit.as_deref().map(str::to_owned),
        credit_url: written.credit_url.as_deref().map(str::to_owned),
        focus: written.focus.map(|(x, y)| format!("{x}% {y}%")),
    })
}
