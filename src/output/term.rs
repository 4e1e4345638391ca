//! The pages of topics, tags, outlets and authors: what is said of each, and its articles.

use std::borrow::Cow;
use std::sync::Arc;

use super::ingredient::{Take, What, card};
use super::view::head::Head;
use super::view::{self, Counted, TermPage};
use super::{Kit, Made, Output, Planner, Subject, feed_url, page_url, pages};
use crate::build::sink::Class;
use crate::content::Document;
use crate::hash::Digest;
use crate::site::{ArticleId, Site, Term, TermId, TermKind, queries};
use crate::source::Changed;

/// How many related tags a tag's page shows.
const RELATED: usize = 12;

/// The pages of all terms of a kind, by `topic.html`, `tag.html`, `source.html` or `author.html`.
pub struct TermPages(pub TermKind);

impl Output for TermPages {
    fn name(&self) -> &'static str {
        self.0.as_str()
    }

    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (id, term) in site.terms(self.0).iter().filter(|(_, term)| term.has_page()) {
            for page in 0..pages(listed(term).len(), site.config.paginate) {
                plan.add(&page_url(&term.url, page), Subject { index: id.0, page: page as u32 });
            }
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let site = kit.site();
        let id = TermId(subject.index);
        let term = site.terms(self.0).get(id);
        let (page, per_page) = (subject.page as usize, site.config.paginate);
        add(What::Term(self.0, term), queries::facts(site, term));
        let listed = listed(term);
        if page == 0 {
            pinned(term).iter().for_each(|id| card(site, *id, add));
            let related = related(site, self.0, id).into_iter();
            let related: Vec<_> = related.map(|(id, count)| (site.tags.get(id).link, count)).collect();
            add(What::Related, Digest::of(&related));
        }
        slice(&listed, page, per_page).iter().for_each(|id| card(site, *id, add));
        add(What::Length, Digest::of(&(listed.len(), per_page)));
        add(What::Navigation, site.shell);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let id = TermId(subject.index);
        let term = site.terms(self.0).get(id);
        let page = subject.page as usize;
        let listed = listed(term);
        let per_page = site.config.paginate;
        let of_page = term.page.as_ref();
        let front = of_page.map(|page| &page.document.front);
        let language = front
            .and_then(|front| front.rare().language.as_deref())
            .unwrap_or(&site.config.language)
            .to_owned();
        let mut term_view = view(site, self.0, id);
        if let Some(front) = front {
            // An automatic summary is the text's own beginning, and the text stands on this page.
            term_view.description = front.summary.as_deref().map(str::to_owned);
        }
        let mut player = false;
        if let Some(of_page) = of_page.filter(|_| page == 0) {
            let body = kit.body(&of_page.document, &of_page.file, &of_page.url, false)?;
            term_view.content = crate::render::safe(&body.html);
            player = body.has_player;
        }
        let base = &site.config.base_url;
        let url = page_url(&term.url, page);
        let pager = view::pager(base, &term.url, page, listed.len(), per_page);
        let neighbour = |exists: bool, page: usize| exists.then(|| page_url(&term.url, page));
        let prev = neighbour(page > 0, page.saturating_sub(1));
        let next = neighbour(page + 1 < pager.pages, page + 1);
        let feed = has_feed(self.0).then(|| feed_url(&term.url));
        let title = kit.numbered(&term.name, &language, page);
        let description = term.description(&site.config.language);
        let head = Head {
            title: &title,
            description: description.as_deref().filter(|_| page == 0),
            url: &url,
            canonical: front.filter(|_| page == 0).and_then(|front| front.rare().canonical.as_deref()),
            noindex: front.is_some_and(|front| front.noindex),
            prev: prev.as_deref(),
            next: next.as_deref(),
            player,
            feed: feed.as_deref().map(|feed| (term.name.as_str(), feed)),
            ..Head::default()
        };
        let related = if page == 0 { related(site, self.0, id) } else { Vec::new() };
        let counted = |(id, count): (TermId, usize)| {
            let tag = site.tags.get(id);
            Counted { name: tag.name.clone(), url: base.page(&tag.url), count }
        };
        let view = TermPage {
            site: kit.site_value(),
            page: head.page(kit, self.0.as_str(), &language),
            term: term_view,
            pinned: if page == 0 { kit.cards(pinned(term)) } else { Vec::new() },
            articles: kit.cards(slice(&listed, page, per_page)),
            related: related.into_iter().map(counted).collect(),
            pager,
        };
        Ok(Made::Template {
            name: format!("{}.html", self.0.as_str()),
            context: view::context(&view),
            language,
        })
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        site.terms(self.0).get(TermId(subject.index)).page.as_ref().map(|page| &page.document)
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        origin(site, self.0, TermId(subject.index))
    }
}

/// What a term's page is made of, for messages.
pub fn origin(site: &Site, kind: TermKind, id: TermId) -> String {
    let term = site.terms(kind).get(id);
    match &term.page {
        Some(page) => page.document.path.to_string(),
        None => format!("the {} \"{}\"", kind.as_str(), term.name),
    }
}

/// Topics and tags have feeds.
pub fn has_feed(kind: TermKind) -> bool {
    matches!(kind, TermKind::Topic | TermKind::Tag)
}

fn pinned(term: &Term) -> &[ArticleId] {
    term.page.as_ref().map_or(&[], |page| &page.cards)
}

/// The articles of its list: without the pinned ones, which stand above it.
fn listed(term: &Term) -> Cow<'_, [ArticleId]> {
    match pinned(term) {
        [] => Cow::Borrowed(&term.articles),
        pinned => term.articles.iter().copied().filter(|id| !pinned.contains(id)).collect(),
    }
}

/// The part of a list that stands on a page.
pub fn slice<T>(list: &[T], page: usize, per_page: usize) -> &[T] {
    let start = (page * per_page).min(list.len());
    &list[start..(start + per_page).min(list.len())]
}

/// The tags that stand beside a tag most often, and how often; ties by name.
fn related(site: &Site, kind: TermKind, id: TermId) -> Vec<(TermId, usize)> {
    if kind != TermKind::Tag {
        return Vec::new();
    }
    let mut counts = vec![0; site.tags.iter().count()];
    for article in &site.tags.get(id).articles {
        for tag in &site.article(*article).tags {
            counts[tag.0 as usize] += 1;
        }
    }
    let shown = |tag: &TermId| *tag != id && site.tags.get(*tag).has_page();
    let counted = (0..).map(TermId).zip(counts).filter(|(tag, count)| *count > 0 && shown(tag));
    let mut counted: Vec<(TermId, usize)> = counted.collect();
    counted.sort_by_cached_key(|(tag, count)| (std::cmp::Reverse(*count), site.tags.get(*tag).name.clone()));
    counted.truncate(RELATED);
    counted
}

/// A term as its page and the indexes show it; a topic's text is added by its page alone.
pub fn view(site: &Site, kind: TermKind, id: TermId) -> view::Term {
    let term = site.terms(kind).get(id);
    let base = &site.config.base_url;
    let entry = term.entry.as_ref();
    let page = term.page.as_ref();
    let extra = page.map(|page| &page.document.front.rare().extra).or(entry.map(|entry| &entry.extra));
    let of_page = page.and_then(|page| {
        super::view::cards::image(site, page.document.front.image.as_deref(), page.image.as_ref())
    });
    let registered =
        super::view::cards::image(site, entry.and_then(|entry| entry.image.as_ref()), term.image.as_ref());
    view::Term {
        name: term.name.clone(),
        url: base.page(&term.url),
        description: term.description(&site.config.language).map(Cow::into_owned),
        count: term.articles.len(),
        latest: term.articles.first().map(|id| site.article(*id).date.to_rfc3339()),
        feed: has_feed(kind).then(|| base.page(&feed_url(&term.url))),
        image: of_page.or(registered),
        website: entry.and_then(|entry| entry.url.clone()),
        label: entry.and_then(|entry| entry.label.clone()),
        language: entry.and_then(|entry| entry.language.clone()),
        role: entry.and_then(|entry| entry.role.clone()),
        until: entry.and_then(|entry| entry.until).map(|date| date.to_rfc3339()),
        content: crate::render::safe(""),
        extra: extra.map_or_else(|| view::extra(&Default::default()), view::extra),
    }
}
