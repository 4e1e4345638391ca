//! The home page: lead and picks, the latest by topic, and the latest, on as many pages as it takes.

use super::context::Context;
use super::front::front;
use super::ingredient::{Collect, Ingredient, card, rights};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::urls::{page_url, pages, slice};
use super::view::head::Head;
use super::view::{self, HomePage, TopicLatest};
use super::view::{social, structured};
use crate::content::Document;
use crate::content::markdown::Rendered;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{Site, TermKind};
use crate::source::Changed;
use std::sync::Arc;

/// `/`, `/page/2/` …, by `home.html`.
pub struct Home;

impl Output for Home {
    fn name(&self) -> &'static str {
        "home"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        let front = front(site);
        let pages = pages(front.listed.len(), site.config.paginate);
        (0..pages).for_each(|page| {
            plan.add(&page_url(&site.at("/"), page), Subject { index: 0, page: page as u32 })
        });
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let front = context.front();
        let (page, per_page) = (subject.page as usize, site.config.paginate);
        if let Some(home) = &site.home {
            let document = &home.document;
            let shown = Digest::of(&(&document.front, &document.facts.excerpt, &home.image));
            add(Ingredient::FrontMatter(&document.path), shown);
            add(Ingredient::Body(&document.path), home.body);
            rights(site, document.front.image.as_deref(), add);
        }
        if page == 0 {
            add(Ingredient::Length, Digest::of(&(front.lead.is_some(), front.picks.len())));
            front.lead.iter().chain(&front.picks).for_each(|id| card(site, *id, add));
            for (id, articles) in &front.by_topic {
                let topic = site.topics.get(*id);
                add(Ingredient::Link(TermKind::Topic, topic), topic.link);
                articles.iter().for_each(|id| card(site, *id, add));
            }
        }
        slice(&front.listed, page, per_page).iter().for_each(|id| card(site, *id, add));
        add(Ingredient::Length, Digest::of(&(front.listed.len(), front.above(), per_page)));
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let page = subject.page as usize;
        let first = page == 0;
        let front = context.front();
        let per_page = site.config.paginate;
        let own = site.home.as_ref();
        let language =
            own.map_or(&*site.config.language, |home| home.document.language(&site.config.language));
        let language = language.to_owned();
        let content = match own.filter(|_| first) {
            Some(home) => context.body(&home.document, &home.file, &home.url, false)?,
            None => Rendered::default(),
        };
        let pager = view::pager(&site.config.base_url, &site.at("/"), page, front.listed.len(), per_page);
        let url = page_url(&site.at("/"), page);
        let prev = (!first).then(|| page_url(&site.at("/"), page - 1));
        let next = (page + 1 < pager.pages).then(|| page_url(&site.at("/"), page + 1));
        let title = if first {
            own.map(|home| home.document.front.title.to_string()).filter(|title| *title != site.config.title)
        } else {
            Some(context.numbered(&context.texts(&language).plain("list.latest"), &language, page))
        };
        let summary = own.map(|home| home.document.summary(&site.config.language));
        let summary = summary.filter(|text| !text.is_empty());
        let description = match summary.as_deref().or(site.config.description.as_deref()) {
            Some(own) => context.description_of(own, &language, page),
            None => context.described("home", &site.config.title, front.listed.len(), &language, page),
        };
        let listed = slice(&front.listed, page, per_page);
        let on_top = front.on_top().filter(|_| first);
        let shown = on_top.chain(listed.iter().copied());
        let before = if first { 0 } else { front.above() + page * per_page };
        let head = Head {
            title: title.as_deref().unwrap_or(""),
            description: Some(&description),
            url: &url,
            player: content.has_player,
            noindex: own.is_some_and(|home| home.document.front.noindex),
            prev: prev.as_deref(),
            next: next.as_deref(),
            data: structured::home(site, shown, before, front.above() + front.listed.len()),
            picture: social::picture(
                site,
                own.and_then(|home| home.document.front.image.as_deref()),
                own.and_then(|home| home.image.as_ref()),
            ),
            ..Head::default()
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
            articles: context.cards(listed),
            pager,
            extra: own.map_or_else(
                || view::extra(&Default::default()),
                |home| view::extra(&home.document.front.rare().extra),
            ),
        };
        Ok(Made::Template { name: "home.html".to_owned(), variables: view::variables(&view), language })
    }

    fn document<'s>(&self, site: &'s Site, _: Subject) -> Option<&'s Arc<Document>> {
        site.home.as_ref().map(|home| &home.document)
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the home page")
    }
}
