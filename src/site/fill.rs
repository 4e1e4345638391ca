//! Which articles stand in the list of which term, and the old addresses of terms.

use super::family::with_parents;
use super::terms::{Term, Terms};
use super::{Article, ArticleId, Redirect, TermId};
use crate::config::Pattern;
use crate::content::{Lines, Slug};

/// Gives every term its articles. A tag puts its articles into the lists of the tags above it, too; one that is named like
/// a topic puts them into the topic's list.
pub(super) fn fill(
    articles: &mut [Article],
    topics: &mut Terms,
    tags: &mut Terms,
    sources: &mut Terms,
    authors: &mut Terms,
    stories: &mut Terms,
) {
    let rules = gather_rules(topics, tags, sources);
    for (number, article) in articles.iter().enumerate() {
        let id = ArticleId(number as u32);
        let of_article = with_parents(tags, &article.tags);
        let as_topics = of_article.iter().filter_map(|tag| tags.get(*tag).is_topic);
        let gathered = rules.iter().filter(|rule| rule.takes(article, &of_article)).map(|rule| rule.topic);
        for topic in distinct(article.topics.iter().copied().chain(as_topics).chain(gathered)) {
            topics.get_mut(topic).articles.push(id);
        }
        for tag in of_article.iter() {
            tags.get_mut(*tag).articles.push(id);
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
    for (_, term) in
        terms.iter().filter(|(_, term)| (!term.articles.is_empty() || term.has_page()) && !term.hidden)
    {
        let aliases = term.entry.iter().flat_map(|entry| &entry.aliases).filter_map(|alias| Slug::new(alias));
        let own = term.is_topic.map(|_| term.slug.clone());
        for slug in aliases.filter(|slug| *slug != term.slug).chain(own) {
            if terms.iter().any(|(_, other)| other.slug == slug && other.has_page()) {
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
    let mut distinct = Vec::new();
    for id in ids {
        if !distinct.contains(&id) {
            distinct.push(id);
        }
    }
    distinct
}
