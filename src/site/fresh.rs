//! What is news at a moment: the articles of the last two days, which search engines for news want to be told of, and the
//! moment at which the next of them is news no longer.
//!
//! "Now" enters only here, by what it selects.

use std::sync::Arc;

use super::{Article, ArticleId};
use crate::config::Config;
use crate::content::front_matter::ArticleType;

/// For how long an article is news, in seconds.
const DAYS: i64 = 2 * 24 * 60 * 60;
/// How many articles a sitemap for news may list.
const MOST_ARTICLES: usize = 1000;

/// The articles that are news, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fresh {
    /// Which.
    pub articles: Vec<ArticleId>,
    /// When there are none: the newest article that was one.
    pub last: Option<ArticleId>,
    /// When the oldest of them stops being news: seconds since 1970.
    pub until: Option<i64>,
}

impl Fresh {
    /// At `now` (seconds since 1970), of all articles, newest first.
    pub(super) fn new(config: &Config, articles: &[Arc<Article>], now: i64) -> Self {
        let ids = (0..).map(ArticleId).zip(articles).filter(|(_, article)| is_news(config, article));
        let mut ids = ids.peekable();
        let last = ids.peek().map(|(id, _)| *id);
        let ends = |article: &Article| article.date.timestamp.saturating_add(DAYS);
        let fresh: Vec<_> = ids.take_while(|(_, article)| ends(article) > now).take(MOST_ARTICLES).collect();
        Self {
            last: last.filter(|_| fresh.is_empty()),
            until: fresh.last().map(|(_, article)| ends(article)),
            articles: fresh.into_iter().map(|(id, _)| id).collect(),
        }
    }
}

/// Whether an article is our own reporting that may be found: not somebody else's text, and not paid for.
fn is_news(config: &Config, article: &Article) -> bool {
    let front = &article.document.front;
    !front.noindex
        && !front.republished
        && front.article_type != ArticleType::Sponsored
        && article.is_original(config)
}
