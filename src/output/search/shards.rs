//! The words of a segment, in files.

use std::sync::Arc;

use crate::content::markdown;
use crate::html::push_text_of;
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::{Collect, Ingredient};
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::origin::Origin;
use crate::output::segments::{SegmentPlace, SegmentState};
use crate::search::{Field, Segment, SegmentBuilder};
use crate::site::{Article, Site, TermKind};
use crate::source::Changed;

/// `/search/<segment>/<n>.bin`.
pub struct Shards;

impl Output for Shards {
    fn name(&self) -> &'static str {
        "search-shard"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        super::plan_segments(plan, SegmentPlace::shards, "bin");
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let segment = &context.segments().all[subject.index as usize];
        add(Ingredient::Indexed(segment.place.among(context.site())), segment.digest);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let segment = &context.segments().all[subject.index as usize];
        let made = context.segment_cache().get(segment.digest, || index(context, segment))?;
        Ok(Made::Bytes(made.shards[subject.page as usize].clone()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}

/// The index of a segment.
fn index(context: &Context, segment: &SegmentState) -> Result<Segment, Changed> {
    let (site, place) = (context.site(), &segment.place);
    let mut builder = SegmentBuilder::new(&context.segments().stemmer);
    let (mut bytes, mut text) = (Vec::new(), String::new());
    for id in &place.articles {
        let article = &site.articles[id.0 as usize];
        context.reads().note("card", &article.document.path);
        builder.article();
        builder.add(Field::Title, &article.document.front.title);
        names(site, article, |name| builder.add(Field::Tags, name));
        builder.add(Field::Summary, &article.document.summary(&site.config.language));
        text.clear();
        push_body(context, article, &mut bytes, &mut text)?;
        builder.add(Field::Text, &text);
    }
    Ok(builder.finish(segment.layout, place.shards(), place.facets(site)))
}

/// What an article's card names: its topics, tags, story, outlets and authors.
fn names<'s>(site: &'s Site, article: &'s Article, mut take: impl FnMut(&'s str)) {
    let shown_tags = article.tags.iter().filter(|id| !site.tags.get(**id).hidden);
    let of_kinds = [
        (TermKind::Topic, article.topics.iter().collect::<Vec<_>>()),
        (TermKind::Tag, shown_tags.collect()),
        (TermKind::Story, article.story.iter().collect()),
        (TermKind::Source, article.outlets.iter().flatten().collect()),
        (TermKind::Author, article.authors.iter().collect()),
    ];
    for (kind, ids) in of_kinds {
        ids.into_iter().for_each(|id| take(&site.terms(kind).get(*id).name));
    }
}

/// Appends the text of an article's body: what readers see of it.
fn push_body(
    context: &Context,
    article: &Arc<Article>,
    bytes: &mut Vec<u8>,
    text: &mut String,
) -> Result<(), Changed> {
    let document = &article.document;
    if document.facts.raw_html {
        let body = context.body(document, &article.file, &article.url, false)?;
        push_text_of(text, &markdown::shown(&body.html));
        return Ok(());
    }
    context.reads().note("body", &document.path);
    context.reader().read(&article.file, bytes)?;
    markdown::plain(document.body(bytes), text);
    Ok(())
}
