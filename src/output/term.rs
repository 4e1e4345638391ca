//! The pages of topics, tags, outlets and authors: what is said of each, and its articles.

use std::sync::Arc;

use super::context::Context;
use super::ingredient::{Collect, Ingredient, card, rights};
use super::job::{Made, Output, Planner, Subject};
use super::list::List;
use super::origin::Origin;
use super::paged::PagedList;
use super::urls;
use super::view::head::Head;
use super::view::social::{self, Share};
use super::view::structured;
use super::view::terms::term_in;
use super::view::{Counted, TermPage};
use super::{mentions, story};
use crate::content::Document;
use crate::content::front_matter::Image;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{ArticleId, Picture, Site, Term, TermId, TermKind, queries, social_cards};
use crate::source::Changed;

/// How many related tags a tag's page shows.
const RELATED: usize = 12;

/// The pages of all terms of a kind, by `topic.html`, `tag.html`, `source.html`, `author.html` or `story.html`.
pub struct TermPages(pub TermKind);

impl Output for TermPages {
    fn name(&self) -> &'static str {
        self.0.as_str()
    }

    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn is_about_one(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (id, term) in site.terms(self.0).iter().filter(|(_, term)| term.has_page()) {
            list(site, term).plan(plan, id.0);
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let id = TermId(subject.index);
        let term = site.terms(self.0).get(id);
        let page = list(site, term).at(subject);
        add(Ingredient::Term(self.0, term), queries::facts(site, term));
        if page.is_first() {
            term.pinned().iter().chain(&term.background).for_each(|id| card(site, *id, add));
            mentions::ingredient(site, site.mentions.of_term(self.0, id), add);
            let related = related(site, self.0, id).into_iter();
            let related: Vec<_> = related.map(|(id, count)| (site.tags.get(id).link, count)).collect();
            add(Ingredient::Related, Digest::of(&related));
        }
        let language = language(site, term);
        for tag in term
            .above
            .iter()
            .chain(&term.below)
            .map(|id| site.tags.get(*id))
            .filter(|_| language != site.config.language)
        {
            add(
                Ingredient::Name(TermKind::Tag, tag),
                Digest::of(tag.name_in(language, &site.config.language)),
            );
        }
        page.shown().iter().for_each(|id| card(site, *id, add));
        page.ingredient(add);
        rights(site, image(term).0, add);
        for tag in structured::ancestors(site, term).filter(|_| self.0 == TermKind::Tag) {
            add(Ingredient::Link(TermKind::Tag, tag), tag.link);
        }
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let id = TermId(subject.index);
        let term = site.terms(self.0).get(id);
        let page = list(site, term).at(subject);
        let first = page.is_first();
        let of_page = term.page.as_ref();
        let front = of_page.map(|page| &page.document.front);
        let language = language(site, term).to_owned();
        let mut term_view = term_in((site, context.tones()), self.0, id, &language);
        if let Some(front) = front {
            // An automatic summary is the text's own beginning, and the text stands on this page.
            term_view.description = front.summary.as_deref().map(str::to_owned);
        }
        let mut player = false;
        if let Some(of_page) = of_page.filter(|_| first) {
            let body = context.body(&of_page.document, &of_page.file, &of_page.url, false)?;
            term_view.content = crate::render::safe(&body.html);
            player = body.has_player;
        }
        let url = page.url();
        let title = page.title(context, &term.name, &language);
        let written = term.description(&site.config.language).filter(|text| !text.is_empty());
        let described = (self.0.as_str(), &*term.name);
        let description = page.description(context, written.as_deref(), described, &language);
        let on_top = term.pinned().iter().chain(&term.background);
        let all_shown = on_top.filter(|_| first).chain(page.shown()).copied();
        let (written, found) = image(term);
        let head = Head {
            canonical: front.filter(|_| first).and_then(|front| front.rare().canonical.as_deref()),
            noindex: front.is_some_and(|front| front.noindex) || site.is_minor(self.0, term),
            player,
            data: structured::term(site, context.texts(&language), (self.0, id), all_shown, page.before()),
            share: if self.0 == TermKind::Author && first { Share::Profile } else { Share::Page },
            picture: social::picture(site, written, found),
            card: social_cards::of_term(site, self.0, term),
            feed: List::Term(self.0, id).has_feed(site).then_some((term.name.as_str(), term.url.as_str())),
            within: vec![term.url.to_string().into(), urls::terms(site, self.0).into()],
            ..page.head(&url, &title, &description)
        };
        let related = if first { related(site, self.0, id) } else { Vec::new() };
        let counted = |(id, count): (TermId, usize)| {
            let tag = site.tags.get(id);
            Counted { name: tag.name.clone(), url: site.config.base_url.page(&tag.url), count }
        };
        let on_first = |ids: &[ArticleId]| if first { context.cards(ids) } else { Vec::new() };
        let mentions = if first { site.mentions.of_term(self.0, id) } else { &[] };
        let view = TermPage {
            site: context.site_value(),
            page: head.page(context, self.0.as_str(), &language),
            term: term_view,
            pinned: on_first(term.pinned()),
            background: on_first(&term.background),
            articles: context.cards(page.shown()),
            timeline: if self.0 == TermKind::Story {
                story::timeline(context, page.shown())
            } else {
                Vec::new()
            },
            mentions: mentions::view(site, mentions),
            related: related.into_iter().map(counted).collect(),
            pager: page.pager(),
        };
        Ok(Made::template(format!("{}.html", self.0.as_str()), &view, language))
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        site.terms(self.0).get(TermId(subject.index)).page.as_ref().map(|page| &page.document)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        origin(site, self.0, TermId(subject.index))
    }
}

fn list<'l>(site: &'l Site, term: &'l Term) -> PagedList<'l, ArticleId> {
    PagedList::new(site, &*term.url, term.listed()).below(term.pinned().len() + term.background.len())
}

/// What a term's page is made of, for messages.
pub fn origin(site: &Site, kind: TermKind, id: TermId) -> Origin {
    let term = site.terms(kind).get(id);
    match &term.page {
        Some(page) => Origin::Document(page.document.path.to_string()),
        None => Origin::Term(kind, term.name.clone()),
    }
}

/// The language of a term's page: a topic's file may have its own.
pub(super) fn language<'s>(site: &'s Site, term: &'s Term) -> &'s str {
    let own = &*site.config.language;
    term.page.as_ref().map_or(own, |page| page.document.language(own))
}

/// The picture of its file, else of the registry: as written, and as found.
fn image(term: &Term) -> (Option<&Image>, Option<&Picture>) {
    let of_page = term.page.as_ref().map(|page| (page.document.front.image.as_deref(), page.image.as_ref()));
    let registered = || (term.entry.as_ref().and_then(|entry| entry.image.as_ref()), term.image.as_ref());
    of_page.filter(|(_, found)| found.is_some()).unwrap_or_else(registered)
}

/// The tags that stand beside a tag most often, and how often; ties by name.
fn related(site: &Site, kind: TermKind, id: TermId) -> Vec<(TermId, usize)> {
    if kind != TermKind::Tag {
        return Vec::new();
    }
    let mut counts = vec![0; site.tags.numbers()];
    for article in &site.tags.get(id).articles {
        for tag in &site.article(*article).tags {
            counts[tag.0 as usize] += 1;
        }
    }
    let own = site.tags.get(id);
    // Those above and below are shown as such.
    let family = |tag: &TermId| own.above == Some(*tag) || own.below.contains(tag);
    let shown = |tag: &TermId| *tag != id && !family(tag) && site.tags.get(*tag).has_page();
    let counted = site.tags.ids().map(|tag| (tag, counts[tag.0 as usize]));
    let counted = counted.filter(|(tag, count)| *count > 0 && shown(tag));
    let mut counted: Vec<(TermId, usize)> = counted.collect();
    // Those that are as near stay in the order of their names.
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted.truncate(RELATED);
    counted
}
