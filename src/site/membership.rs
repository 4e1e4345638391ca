//! Which articles stand in the list of which term, and the old addresses of terms.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::article::Names;
use super::family::with_parents;
use super::naming::Naming;
use super::previous::Reusable;
use super::terms::{ByKind, TermKind, TermNames, Terms};
use super::{Article, ArticleId, Page, Redirect, Site, TermId};
use crate::config::Pattern;
use crate::content::front_matter::ArticleType;
use crate::content::{Lines, Slug};
use crate::hash::FastSet;

/// The articles of all terms of a kind, newest first, by the numbers of the terms.
pub(super) type Lists = Vec<Vec<ArticleId>>;

/// The articles of all terms. A tag has those of the tags below it, too; a topic those of a tag that is named like it.
///
/// Those of the last site stay in the lists in which they were, if the same decides about that.
pub(super) fn lists(
    articles: &[Arc<Article>],
    naming: &Naming,
    membership: &Membership,
    reusable: Option<&Reusable<'_>>,
) -> ByKind<Lists> {
    let names = &naming.names();
    let is_same = |reusable: &&Reusable<'_>| Membership::of_site(reusable.site) == *membership;
    let numbers = |kind| vec![Vec::new(); names[kind].numbers()];
    let Some(Reusable { site, difference, .. }) = reusable.filter(|_| naming.keeps_numbers).filter(is_same)
    else {
        let mut lists = ByKind::of(numbers);
        for (id, article) in (0..).map(ArticleId).zip(articles) {
            membership.each(article, names, |kind, term| lists[kind][term.0 as usize].push(id));
        }
        return lists;
    };
    let renumber = |list: &[ArticleId]| -> Vec<ArticleId> {
        list.iter().filter_map(|id| difference.number(id.0)).map(ArticleId).collect()
    };
    let mut lists = ByKind::of(|kind| {
        let mut lists: Lists = site.terms(kind).lists().map(renumber).collect();
        lists.resize(names[kind].numbers(), Vec::new());
        lists
    });
    for id in difference.come.iter().copied().map(ArticleId) {
        membership.each(&articles[id.0 as usize], names, |kind, term| {
            let list = &mut lists[kind][term.0 as usize];
            list.insert(list.partition_point(|other| *other < id), id);
        });
    }
    lists
}

/// How many explainers a topic's page shows as its background.
const BACKGROUND: usize = 5;

/// The articles that explain, newest first.
pub(super) fn explainers(articles: &[Arc<Article>]) -> Vec<ArticleId> {
    let explains = |article: &Article| article.document.front.article_type == ArticleType::Explainer;
    let numbered = articles.par_iter().enumerate().with_min_len(1024);
    numbered.filter(|(_, article)| explains(article)).map(|(number, _)| ArticleId(number as u32)).collect()
}

/// What stands apart from a term's list.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// A topic's newest explainers.
    pub(super) background: Vec<ArticleId>,
    /// Its articles without those that stand above the list. None when nothing does.
    pub(super) rest: Option<Vec<ArticleId>>,
}

impl Apart {
    /// That of a term whose text picks `pinned`. `explainers` are those of the site; none for what has no background.
    pub(super) fn of(pinned: &[ArticleId], list: &[ArticleId], explainers: &[ArticleId]) -> Self {
        let pinned: BTreeSet<ArticleId> = pinned.iter().copied().collect();
        let explainers = explainers.iter().copied().filter(|id| !pinned.contains(id));
        let explainers = explainers.filter(|id| list.binary_search(id).is_ok());
        let background: Vec<ArticleId> = explainers.take(BACKGROUND).collect();
        let above = |id: &ArticleId| pinned.contains(id) || background.contains(id);
        let has_above = !pinned.is_empty() || !background.is_empty();
        let rest = has_above.then(|| list.iter().copied().filter(|id| !above(id)).collect());
        Self { background, rest }
    }
}

/// Which topics and tags an article belongs to, beside those that it names.
#[derive(Debug, PartialEq)]
pub(super) struct Membership {
    rules: Vec<Rule>,
}

impl Membership {
    /// `topics` are the topics that files describe.
    pub(super) fn new<'p>(topics: impl Iterator<Item = (TermId, &'p Page)>, names: &Names<'_>) -> Self {
        let rule = |(topic, page): (TermId, &Page)| {
            let gather = page.document.front.rare().gather.as_ref()?;
            let numbers =
                |listed: &Lines, kind| listed.iter().filter_map(|name| names[kind].find(name)).collect();
            let (tags, sources) =
                (numbers(&gather.tags, TermKind::Tag), numbers(&gather.sources, TermKind::Source));
            Some(Rule { topic, tags, sources })
        };
        Self { rules: topics.filter_map(rule).collect() }
    }

    /// That of a site.
    pub(super) fn of_site(site: &Site) -> Self {
        Self::new(site.topics.pages(), &site.names())
    }

    /// The terms in whose lists an article stands, each once.
    pub(super) fn each(&self, article: &Article, names: &Names<'_>, mut take: impl FnMut(TermKind, TermId)) {
        let (of_topics, of_tags) = self.of(article, names[TermKind::Tag]);
        of_topics.into_iter().for_each(|id| take(TermKind::Topic, id));
        of_tags.into_iter().for_each(|id| take(TermKind::Tag, id));
        article.authors.iter().for_each(|id| take(TermKind::Author, *id));
        article.story.iter().for_each(|id| take(TermKind::Story, *id));
        let outlets = distinct(article.outlets.iter().flatten().copied());
        outlets.into_iter().for_each(|id| take(TermKind::Source, id));
    }

    /// Its topics, and its tags, each once: with the tags above its own, the topics that tags are named like, and those
    /// that gather it.
    pub(super) fn of(&self, article: &Article, tags: &TermNames) -> (Vec<TermId>, Vec<TermId>) {
        let of_tags = with_parents(tags, &article.tags);
        let as_topics = of_tags.iter().filter_map(|tag| tags.name(*tag).is_topic);
        let gathered = self.rules.iter().filter(|rule| rule.takes(article, &of_tags)).map(|rule| rule.topic);
        let of_topics = distinct(article.topics.iter().copied().chain(as_topics).chain(gathered));
        (of_topics, of_tags)
    }
}

/// `gather:` of one topic, by numbers.
#[derive(Debug, PartialEq)]
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
