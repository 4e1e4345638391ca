//! What the browser reads first: which segments there are, on which days their articles were published, and how words lose their
//! endings.

use serde::Serialize;

use crate::hash::Digest;
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::{Collect, Ingredient};
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::origin::Origin;
use crate::output::segments::{SegmentState, TABLE};
use crate::output::urls;
use crate::search::stem::Stemmer;
use crate::site::Site;
use crate::source::Changed;

/// `/search/index.json`.
pub struct Manifest;

#[derive(Serialize)]
struct View<'s> {
    /// How many articles a table has.
    table: usize,
    stemmer: &'s Stemmer,
    /// Stands for what the names and words are made of.
    version: String,
    /// Newest first.
    segments: Vec<SegmentView<'s>>,
}

#[derive(Serialize)]
struct SegmentView<'s> {
    name: &'s str,
    /// Stands for what the files are made of: part of their address, so that a browser may keep them.
    version: String,
    /// As its shards have it.
    layout: u32,
    shards: usize,
    /// Days with articles, oldest first: how many days after the one before (the first: after 1970 began), and how many articles.
    days: Vec<(i64, usize)>,
}

/// How many digits of a hash tell versions apart.
const DIGITS: usize = 8;

impl Output for Manifest {
    fn name(&self) -> &'static str {
        "search-manifest"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.has_search() {
            plan.add_file(&format!("{}index.json", urls::search(plan.site)), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let segments: Vec<_> =
            context.segments().all.iter().map(|one| (&one.place.name, one.digest)).collect();
        add(Ingredient::Indexed(&site.articles), Digest::of(&(segments, super::names::digest(context))));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let segments = context.segments();
        let view = View {
            table: TABLE,
            stemmer: &segments.stemmer,
            version: super::names::digest(context).short(DIGITS),
            segments: segments.all.iter().rev().map(|one| segment(context.site(), one)).collect(),
        };
        Ok(Made::Bytes(serde_json::to_vec(&view).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}

fn segment<'s>(site: &Site, segment: &'s SegmentState) -> SegmentView<'s> {
    let days = segment.place.articles.iter().map(|id| site.day(site.article(*id).date.timestamp));
    let days: Vec<i64> = days.collect();
    let mut before = 0;
    let runs = days.chunk_by(|one, next| one == next).map(|run| {
        let gap = run[0] - std::mem::replace(&mut before, run[0]);
        (gap, run.len())
    });
    SegmentView {
        name: &segment.place.name,
        version: segment.digest.short(DIGITS),
        layout: segment.layout,
        shards: segment.place.shards(),
        days: runs.collect(),
    }
}
