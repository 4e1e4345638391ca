//! The home page: lead and picks, the latest by topic, and the latest, on as many pages as it takes.

use super::context::Context;
use super::front::{Front, front};
use super::ingredient::{Collect, Ingredient, card, rights};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::paged::PagedList;
use super::view::head::Head;
use super::view::{self, HomePage, TopicLatest};
use super::view::{social, structured};
use crate::content::Document;
use crate::content::markdown::Rendered;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{ArticleId, Site, TermKind};
use crate::source::Changed;
use std::sync::Arc;

/// `/`, `/page/2/` …, by `home.html`.
pub struct Home;

fn list<'l>(site: &'l Site, front: &'l Front) -> PagedList<'l, ArticleId> {
    PagedList::new(site, site.at("/"), &front.listed).below(front.above())
}

impl Output for Home {
    fn name(&self) -> &'static str {
        "home"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        list(plan.site, &front(plan.site)).plan(plan, 0);
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let front = context.front();
        let page = list(site, front).at(subject);
        if let Some(home) = &site.home {
            let document = &home.document;
            let shown = Digest::of(&(&document.front, &document.facts.excerpt, &home.image));
            add(Ingredient::FrontMatter(&document.path), shown);
            add(Ingredient::Body(&document.path), home.body);
            rights(site, document.front.image.as_deref(), add);
        }
        if page.is_first() {
            add(Ingredient::Length, Digest::of(&(front.lead.is_some(), front.picks.len())));
            front.lead.iter().chain(&front.picks).for_each(|id| card(site, *id, add));
            for (id, articles) in &front.by_topic {
                let topic = site.topics.get(*id);
                add(Ingredient::Link(TermKind::Topic, topic), topic.link);
                articles.iter().for_each(|id| card(site, *id, add));
            }
        }
        page.shown().iter().for_each(|id| card(site, *id, add));
        page.ingredient(add);
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let front = context.front();
        let page = list(site, front).at(subject);
        let first = page.is_first();
        let own = site.home.as_ref();
        let language =
            own.map_or(&*site.config.language, |home| home.document.language(&site.config.language));
        let language = language.to_owned();
        let content = match own.filter(|_| first) {
            Some(home) => context.body(&home.document, &home.file, &home.url, false)?,
            None => Rendered::default(),
        };
        let title = if first {
            own.map(|home| home.document.front.title.to_string()).filter(|title| *title != site.config.title)
        } else {
            Some(page.title(context, &context.texts(&language).plain("list.latest"), &language))
        };
        let title = title.unwrap_or_default();
        let summary = own.map(|home| home.document.summary(&site.config.language));
        let summary = summary.filter(|text| !text.is_empty());
        let written = summary.as_deref().or(site.config.description.as_deref());
        let description = page.description(context, written, ("home", &site.config.title), &language);
        let shown = front.on_top().filter(|_| first).chain(page.shown().iter().copied());
        let url = page.url();
        let head = Head {
            player: content.has_player,
            noindex: own.is_some_and(|home| home.document.front.noindex),
            data: structured::home(site, shown, page.before(), page.total()),
            picture: social::picture(
                site,
                own.and_then(|home| home.document.front.image.as_deref()),
                own.and_then(|home| home.image.as_ref()),
            ),
            ..page.head(&url, &title, &description)
        };
        let by_topic = front.by_topic.iter().filter(|_| first).map(|(id, articles)| TopicLatest {
            topic: super::view::cards::link(site, &site.topics, *id, &language),
            articles: context.cards(articles),
        });
        let view = HomePage {
            site: context.site_value(),
            page: head.page(context, "home", &language),
            content: crate::render::safe(&content.html),
            lead: front.lead.filter(|_| first).map(|id| context.card(id)),
            picks: if first { context.cards(&front.picks) } else { Vec::new() },
            by_topic: by_topic.collect(),
            articles: context.cards(page.shown()),
            pager: page.pager(),
            extra: own.map_or_else(
                || view::extra(&Default::default()),
                |home| view::extra(&home.document.front.rare().extra),
            ),
        };
        Ok(Made::template("home.html", &view, language))
    }

    fn document<'s>(&self, site: &'s Site, _: Subject) -> Option<&'s Arc<Document>> {
        site.home.as_ref().map(|home| &home.document)
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the home page")
    }
}
