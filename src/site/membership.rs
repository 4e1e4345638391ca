//! Which articles stand in the list of which term, and the old addresses of terms.

use super::family::with_parents;
use super::terms::{Term, Terms};
use super::{Article, ArticleId, Redirect, TermId};
use crate::config::Pattern;
use crate::content::front_matter::ArticleType;
use crate::content::{Lines, Slug};
use crate::hash::FastSet;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Gives every term its articles. A tag puts its articles into the lists of the tags above it, too; one that is named like
/// a topic puts them into the topic's list.
pub(super) fn fill(
    articles: &[Arc<Article>],
    topics: &mut Terms,
    tags: &mut Terms,
    sources: &mut Terms,
    authors: &mut Terms,
    stories: &mut Terms,
) {
    let membership = Membership::new(topics, tags, sources);
    for (number, article) in articles.iter().enumerate() {
        let id = ArticleId(number as u32);
        let (of_topics, of_tags) = membership.of(article, tags);
        for topic in of_topics {
            topics.get_mut(topic).articles.push(id);
        }
        for tag in of_tags {
            tags.get_mut(tag).articles.push(id);
        }
        for author in &article.authors {
            authors.get_mut(*author).articles.push(id);
        }
        if let Some(story) = article.story {
            stories.get_mut(story).articles.push(id);
        }
        for outlet in distinct(article.outlets.iter().flatten().copied()) {
            sources.get_mut(outlet).articles.push(id);
        }
    }
}

/// How many explainers a topic's page shows as its background.
const BACKGROUND: usize = 5;

/// Takes out of the lists of topics and stories what stands above them.
pub(super) fn set_apart(terms: &mut Terms, articles: &[Arc<Article>], explainers: bool) {
    terms.iter_mut().for_each(|term| set_apart_of(term, articles, explainers));
}

/// The same of one of them.
pub(super) fn set_apart_of(term: &mut Term, articles: &[Arc<Article>], explainers: bool) {
    let pinned: BTreeSet<ArticleId> = term.pinned().iter().copied().collect();
    if explainers {
        let explains =
            |id: &ArticleId| articles[id.0 as usize].document.front.article_type == ArticleType::Explainer;
        let apart = term.articles.iter().copied().filter(|id| explains(id) && !pinned.contains(id));
        term.background = apart.take(BACKGROUND).collect();
    }
    let above = |id: &ArticleId| pinned.contains(id) || term.background.contains(id);
    let has_above = !pinned.is_empty() || !term.background.is_empty();
    term.rest = has_above.then(|| term.articles.iter().copied().filter(|id| !above(id)).collect());
}

/// Which topics and tags an article belongs to, beside those that it names.
pub(super) struct Membership {
    rules: Vec<Rule>,
}

impl Membership {
    pub(super) fn new(topics: &Terms, tags: &Terms, sources: &Terms) -> Self {
        Self { rules: gather_rules(topics, tags, sources) }
    }

    /// Its topics, and its tags, each once: with the tags above its own, the topics that tags are named like, and those
    /// that gather it.
    pub(super) fn of(&self, article: &Article, tags: &Terms) -> (Vec<TermId>, Vec<TermId>) {
        let of_tags = with_parents(tags, &article.tags);
        let as_topics = of_tags.iter().filter_map(|tag| tags.get(*tag).is_topic);
        let gathered = self.rules.iter().filter(|rule| rule.takes(article, &of_tags)).map(|rule| rule.topic);
        let of_topics = distinct(article.topics.iter().copied().chain(as_topics).chain(gathered));
        (of_topics, of_tags)
    }
}

/// `gather:` of one topic, by numbers.
struct Rule {
    topic: TermId,
    tags: Vec<TermId>,
    sources: Vec<TermId>,
}

impl Rule {
    fn takes(&self, article: &Article, tags: &[TermId]) -> bool {
        self.tags.iter().any(|tag| tags.contains(tag))
            || self.sources.iter().any(|outlet| article.outlets.contains(&Some(*outlet)))
    }
}

fn gather_rules(topics: &Terms, tags: &Terms, sources: &Terms) -> Vec<Rule> {
    let rule = |(topic, term): (TermId, &Term)| {
        let gather = term.page.as_ref()?.document.front.rare().gather.as_ref()?;
        let numbers =
            |names: &Lines, terms: &Terms| names.iter().filter_map(|name| terms.find(name)).collect();
        Some(Rule { topic, tags: numbers(&gather.tags, tags), sources: numbers(&gather.sources, sources) })
    };
    topics.iter().filter_map(rule).collect()
}

/// A registered alias's address leads to the term's page, and so does the address of a tag that is a topic.
pub(super) fn term_redirects(terms: &Terms, pattern: &Pattern, by: &str) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let with_pages: FastSet<&str> =
        terms.iter().filter(|(_, term)| term.has_page()).map(|(_, term)| term.slug.as_str()).collect();
    for (_, term) in
        terms.iter().filter(|(_, term)| (!term.articles.is_empty() || term.has_page()) && !term.hidden)
    {
        let aliases = term.entry.iter().flat_map(|entry| &entry.aliases).filter_map(|alias| Slug::new(alias));
        let own = term.is_topic.map(|_| term.slug.clone());
        for slug in aliases.filter(|slug| *slug != term.slug).chain(own) {
            if with_pages.contains(slug.as_str()) {
                continue;
            }
            redirects.push(Redirect {
                from: pattern.expand_slug(slug.as_str()),
                to: term.url.clone(),
                by: by.to_owned(),
            });
        }
    }
    redirects
}

/// Each once, in order.
pub(super) fn distinct(ids: impl Iterator<Item = TermId>) -> Vec<TermId> {
    crate::hash::distinct(ids)
}
