//! Running stories: an article's place in one, and the timeline of one.

use tera::Value;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::view::cards::{headline, headline_digest};
use super::view::stories::{Day, StoryView};
use crate::hash::Digest;
use crate::site::{ArticleId, Site, Term};

/// How many of the latest parts an article's page names besides the one before and the one after.
const LATEST: usize = 5;

/// An article's place in its story.
struct StoryPosition<'s> {
    story: &'s Term,
    /// From 1, the oldest being the first.
    part: usize,
    previous: Option<ArticleId>,
    next: Option<ArticleId>,
    latest: Vec<ArticleId>,
}

fn place(site: &Site, id: ArticleId) -> Option<StoryPosition<'_>> {
    let story = site.stories.get(site.article(id).story?);
    let at = story.articles.binary_search(&id).ok()?;
    let next = at.checked_sub(1).map(|newer| story.articles[newer]);
    let previous = story.articles.get(at + 1).copied();
    let latest = story
        .articles
        .iter()
        .copied()
        .filter(|other| *other != id && Some(*other) != next && Some(*other) != previous);
    let latest = latest.take(LATEST).collect();
    Some(StoryPosition { story, part: story.articles.len() - at, previous, next, latest })
}

/// What shows of its story on the page of an article.
pub(super) fn ingredient<'k>(site: &'k Site, id: ArticleId, add: Collect<'_, 'k>) {
    let Some(StoryPosition { story, part, previous, next, latest }) = place(site, id) else { return };
    let shown = |id: ArticleId| headline_digest(site, id);
    let latest: Vec<_> = latest.into_iter().map(shown).collect();
    let place = (story.link, part, story.articles.len(), previous.map(shown), next.map(shown), latest);
    add(Ingredient::Story(story), Digest::of(&place));
}

/// The story of an article, as its page shows it.
pub(super) fn view(site: &Site, id: ArticleId) -> Option<StoryView> {
    let StoryPosition { story, part, previous, next, latest } = place(site, id)?;
    let base = &site.config.base_url;
    let shown = |id: ArticleId| headline(site, id);
    Some(StoryView {
        name: story.name.clone(),
        url: base.page(&story.url),
        part,
        count: story.articles.len(),
        previous: previous.map(shown),
        next: next.map(shown),
        latest: latest.into_iter().map(shown).collect(),
    })
}

/// Articles by the day of their dates in the site's zone, in their order.
pub(super) fn timeline(context: &Context, articles: &[ArticleId]) -> Vec<Day> {
    let site = context.site();
    let day = |id: &ArticleId| site.civil(site.article(*id).date.timestamp);
    let of_day = |articles: &[ArticleId]| {
        let (year, month, day) = day(&articles[0]);
        let articles: Vec<Value> = context.cards(articles);
        Day { date: format!("{year:04}-{month:02}-{day:02}T00:00:00Z"), articles }
    };
    articles.chunk_by(|one, next| day(one) == day(next)).map(of_day).collect()
}
