//! What is shown of articles that were found, a few in a file.

use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::{Collect, card};
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::origin::Origin;
use crate::output::segments::{SegmentPlace, TABLE};
use crate::output::urls;
use crate::output::view::cards;
use crate::output::view::images::Toneless;
use crate::render::format_date;
use crate::site::{ArticleId, Site};
use crate::source::Changed;

/// `/search/<segment>/<n>.json`.
pub struct Tables;

/// How many outlets are named.
const OUTLETS: usize = 3;

/// An article, as the browser reads it: address, headline, date and how it is shown, type, whether a live one is over, summary,
/// topic, outlets, its language if it is another than the site's.
type Entry = (
    String,
    String,
    (String, String),
    &'static str,
    bool,
    String,
    Option<String>,
    Vec<String>,
    Option<String>,
);

impl Output for Tables {
    fn name(&self) -> &'static str {
        "search-table"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        super::plan_segments(plan, SegmentPlace::tables, "json");
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        articles(context, subject).iter().for_each(|id| card(context.site(), *id, add));
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let entries = articles(context, subject).iter().map(|id| {
            let article = &site.articles[id.0 as usize];
            context.reads().note("card", &article.document.path);
            let card = cards::card((site, &Toneless), article);
            let shown =
                format_date(&card.date, "short", context.texts(&site.config.language)).unwrap_or_default();
            let day = card.date.split('T').next().unwrap_or_default().to_owned();
            (
                card.url,
                card.title,
                (if card.has_time { card.date } else { day }, shown),
                card.r#type,
                card.over,
                card.summary,
                card.topic.map(|topic| topic.name),
                card.sources.into_iter().take(OUTLETS).map(|outlet| outlet.name).collect(),
                Some(card.language).filter(|language| *language != site.config.language),
            )
        });
        let entries: Vec<Entry> = entries.collect();
        Ok(Made::Bytes(serde_json::to_vec(&entries).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}

/// The articles of a table.
fn articles(context: &Context, subject: Subject) -> &[ArticleId] {
    let place = &context.segments().all[subject.index as usize].place;
    urls::slice(&place.articles, subject.page as usize, TABLE)
}
