//! Article pages.

use super::context::Context;
use super::ingredient::{self, Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::list::List;
use super::origin::Origin;
use super::view::cards::{bylines, headline, headline_digest, link, tags};
use super::view::head::Head;
use super::view::images::{Tones, image};
use super::view::social::{self, Share, Story};
use super::view::structured::{self, Address, ArticleFacts, Data};
use super::view::{
    self, ArticlePage, AuthorView, Byline, CorrectionView, Moment, SourceView, TocEntry, UpdateView,
};
use super::{mentions, story, urls};
use crate::config::CorrectionsPlace;
use crate::content::front_matter;
use crate::content::markdown::{Rendered, Update};
use crate::content::{Date, Document};
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{self, ArticleId, Site, TermId, TermKind, social_cards};
use crate::source::Changed;
use std::borrow::Cow;
use std::sync::Arc;

/// One page per article, by `article-<type>.html` if there is one, else by `article.html`.
pub struct ArticlePages;

impl Output for ArticlePages {
    fn name(&self) -> &'static str {
        "article"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn is_about_one(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, article) in (0..).zip(&site.articles) {
            let subject = Subject { index, page: 0 };
            match &article.path {
                Some(path) => plan.add_path(path.clone(), subject),
                None => plan.add(&article.url, subject),
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        self.own_ingredients(context, subject, add);
        for id in context.related(ArticleId(subject.index)) {
            let related = context.site().article(*id);
            add(Ingredient::RelatedArticle(related), related.card);
        }
    }

    fn own_ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let id = ArticleId(subject.index);
        let article = site.article(id);
        ingredient::card(site, id, add);
        add(Ingredient::Body(&article.document.path), article.body);
        outlets(site, article, add);
        story::ingredient(site, id, add);
        mentions::ingredient(site, site.mentions.of_article(id), add);
        if !article.corrections().is_empty() {
            add(Ingredient::Correction(&article.document.path), Digest::of(article.corrections()));
        }
        for neighbour in site.neighbours(id).iter() {
            add(Ingredient::Neighbour(site.article(neighbour)), headline_digest(site, neighbour));
        }
        roles(site, article, add);
        names(site, article, add);
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let id = ArticleId(subject.index);
        let article = site.article(id);
        let front = &article.document.front;
        let language = article.language(&site.config.language).to_owned();
        let summary = article.document.summary(&site.config.language);
        let body = context.body(&article.document, &article.file, &article.url, false)?;
        let name = |id: &TermId| site.authors.get(*id).name_in(&language, &site.config.language).to_owned();
        let authors: Vec<String> = article.authors.iter().map(name).collect();
        let topic = article.topics.first().filter(|id| List::Term(TermKind::Topic, **id).has_feed(site));
        let topic = topic.map(|id| site.topics.get(*id));
        let published = structured::moment(article.date);
        let modified = match article.updated() {
            Some(updated) => structured::moment(updated),
            None => published.clone(),
        };
        let said = ArticleFacts {
            texts: context.texts(&language),
            summary: &summary,
            published: &published,
            modified: &modified,
            canonical: canonical(front),
            updates: &body.updates,
        };
        let comments = view::comments::comments(site, article);
        let head = Head {
            title: &front.title,
            description: Some(&summary),
            url: &article.url,
            canonical: said.canonical,
            noindex: noindex(front),
            feed: topic.map(|topic| (topic.name.as_str(), topic.url.as_str())),
            authors: &authors,
            data: Data::Ready(structured::article(site, id, &said)),
            share: Share::Article(story(site, article, &published, &modified)),
            picture: social::picture(
                site,
                front.image.as_deref().filter(|_| !article.image_withheld),
                article.image.as_ref(),
            ),
            card: social_cards::of_article(site, article),
            within: within(site, article),
            player: body.has_player,
            comments: comments.is_some() && site.config.theme.article.has("comments"),
            ..Head::default()
        };
        let page = head.page(context, "article", &language);
        let related = context.cards(context.related(id));
        let article = view::ArticleView { comments, ..article_view(context, id, body) };
        let view = ArticlePage { site: context.site_value(), article, page, related };
        let of_type = format!("article-{}.html", front.article_type.as_str());
        let name = if context.renderer.has(&of_type) { of_type } else { "article.html".to_owned() };
        Ok(Made::template(name, &view, language))
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        Some(&site.article(ArticleId(subject.index)).document)
    }

    fn related<'k>(&self, context: &'k Context, subject: Subject) -> Option<(ArticleId, &'k [ArticleId])> {
        let id = ArticleId(subject.index);
        Some((id, context.related(id)))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Document(site.article(ArticleId(subject.index)).document.path.to_string())
    }
}

/// The parts of the site that an article belongs to.
fn within<'s>(site: &'s Site, article: &'s site::Article) -> Vec<Cow<'s, str>> {
    let topics = article.topics.iter().map(|id| Cow::Borrowed(&*site.topics.get(*id).url));
    let story = article.story.map(|id| Cow::Borrowed(&*site.stories.get(id).url));
    topics.chain(story).chain([urls::terms(site, TermKind::Topic).into()]).collect()
}

/// What a registry says of the outlets of an article.
pub(super) fn outlets<'k>(site: &'k Site, article: &site::Article, add: Collect<'_, 'k>) {
    for outlet in article.outlets.iter().flatten().map(|id| site.sources.get(*id)) {
        add(Ingredient::Term(TermKind::Source, outlet), outlet.facts);
    }
}

/// What a registry says that its authors are, and how they look.
fn roles<'k>(site: &'k Site, article: &site::Article, add: Collect<'_, 'k>) {
    for author in article.authors.iter().map(|id| site.authors.get(*id)) {
        let said = author.entry.as_ref().map(|entry| (&entry.role, &entry.image));
        if said.is_some_and(|(role, image)| role.is_some() || image.is_some()) {
            add(Ingredient::Term(TermKind::Author, author), Digest::of(&(said, &author.image)));
        }
    }
}

/// Whether search engines are asked to pass over an article: when it says so, and when its text is somebody else's.
pub fn noindex(front: &front_matter::FrontMatter) -> bool {
    front.noindex || front.republished
}

/// The original, when the text stands elsewhere first: as written, and for a republished text where its source has it.
fn canonical(front: &front_matter::FrontMatter) -> Option<&str> {
    let original = || front.sources.iter().find_map(|source| source.url.as_deref());
    front.rare().canonical.as_deref().or_else(|| front.republished.then(original).flatten())
}

/// What the terms of an article are called on its page, where that is in another language than the site.
fn names<'k>(site: &'k Site, article: &'k site::Article, add: Collect<'_, 'k>) {
    let own = &site.config.language;
    let language = article.language(own);
    if language == own {
        return;
    }
    let outlets: Vec<TermId> = article.outlets.iter().flatten().copied().collect();
    for (kind, ids) in
        [(TermKind::Tag, &article.tags), (TermKind::Source, &outlets), (TermKind::Author, &article.authors)]
    {
        for term in ids.iter().map(|id| site.terms(kind).get(*id)) {
            add(Ingredient::Name(kind, term), Digest::of(term.name_in(language, own)));
        }
    }
}

/// What is said of it when it is shared.
fn story<'a>(site: &'a Site, article: &'a site::Article, published: &'a str, modified: &'a str) -> Story<'a> {
    let config = &site.config;
    let language = article.language(&config.language);
    let shown = article.tags.iter().map(|id| site.tags.get(*id)).filter(|tag| !tag.hidden);
    let authors = article.authors.iter().map(|id| Address::new(&config.base_url, &site.authors.get(*id).url));
    Story {
        published,
        modified: Some(modified).filter(|modified| *modified != published),
        authors: authors.collect(),
        section: article.topics.first().map(|id| site.topics.get(*id).name_in(language, &config.language)),
        tags: shown.map(|tag| tag.name_in(language, &config.language)).collect(),
    }
}

fn article_view(context: &Context, id: ArticleId, body: Rendered) -> view::ArticleView {
    let site = context.site();
    let article = site.article(id);
    let language = article.language(&site.config.language);
    let corrections: Vec<(front_matter::CorrectionKind, CorrectionView)> = article
        .corrections()
        .iter()
        .zip(article.correction_anchors())
        .map(|(one, anchor)| (one.kind, correction(one, anchor)))
        .collect();
    let at_top = |kind: &front_matter::CorrectionKind| {
        *kind == front_matter::CorrectionKind::Retraction || site.config.corrections == CorrectionsPlace::Top
    };
    let placed = |top: bool| {
        let placed = corrections.iter().filter(|(kind, _)| at_top(kind) == top);
        placed.map(|(_, view)| view.clone()).collect::<Vec<_>>()
    };
    let (corrections_top, corrections_end) = (placed(true), placed(false));
    let report = site.config.contact.as_deref().map(|contact| {
        let url = site.config.base_url.absolute(&article.url);
        view::report::address(contact, &article.document.front.title, &url, context.texts(language))
    });
    let neighbours = site.neighbours(id);
    let front = &article.document.front;
    let base = &site.config.base_url;
    view::ArticleView {
        title: front.title.to_string(),
        url: base.page(&article.url),
        absolute_url: base.absolute(&article.url),
        date: article.date.to_rfc3339(),
        has_time: article.date.has_time,
        zone: article.date.zone_name(site.config.timezone),
        updated: article.updated().map(|date| date.to_rfc3339()),
        r#type: front.article_type.as_str(),
        over: article.over.map(|over| Moment {
            date: over.to_rfc3339(),
            has_time: over.has_time,
            zone: over.zone_name(site.config.timezone),
        }),
        standfirst: front.summary.as_deref().map(str::to_owned),
        authors: bylines(site, article, language)
            .zip(&article.authors)
            .map(|(byline, id)| author((site, context.tones()), byline, *id))
            .collect(),
        sources: article
            .sources()
            .iter()
            .zip(&article.outlets)
            .map(|(s, outlet)| source(site, s, *outlet, language))
            .collect(),
        republished: front.republished,
        corrections: corrections.into_iter().map(|(_, view)| view).collect(),
        corrections_top,
        corrections_end,
        report,
        mail: view::report::share(&front.title, &base.absolute(&article.url)),
        topics: article.topics.iter().map(|id| link(site, &site.topics, *id, language)).collect(),
        tags: tags(site, article, language).collect(),
        image: image((site, context.tones()), front.image.as_deref(), article.image.as_ref()),
        story: story::view(site, id),
        mentions: mentions::view(site, site.mentions.of_article(id)),
        newer: neighbours.newer.map(|id| headline(site, id)),
        older: neighbours.older.map(|id| headline(site, id)),
        content: crate::render::safe(&body.html),
        comments: None,
        toc: toc(body.toc),
        updates: body.updates.into_iter().map(update).collect(),
        words: article.document.facts.words,
        reading_time: article.reading_time(),
        language: language.to_owned(),
        extra: view::extra(&front.rare().extra),
    }
}

/// One of our authors above a text.
fn author((site, tones): (&Site, &dyn Tones), byline: Byline, id: TermId) -> AuthorView {
    let term = site.authors.get(id);
    let Byline { name, url, role } = byline;
    let image =
        image((site, tones), term.entry.as_ref().and_then(|entry| entry.image.as_ref()), term.image.as_ref());
    AuthorView { name, url, role, image }
}

fn correction(correction: &front_matter::Correction, id: String) -> CorrectionView {
    CorrectionView {
        id,
        date: correction.date.to_rfc3339(),
        kind: correction.kind.as_str(),
        text: correction.text.to_string(),
    }
}

fn update(update: Update) -> UpdateView {
    let (date, timestamp) = (update.date.to_rfc3339(), update.date.timestamp);
    UpdateView { id: update.id.into(), date, timestamp, title: update.title }
}

/// Headings as templates see them.
pub fn toc(headings: Vec<crate::content::markdown::Heading>) -> Vec<TocEntry> {
    headings.into_iter().map(|h| TocEntry { level: h.level, id: h.id.into(), text: h.text.into() }).collect()
}

fn source(
    site: &Site,
    source: &front_matter::Source,
    outlet: Option<TermId>,
    page_language: &str,
) -> SourceView {
    let outlet = outlet.map(|id| site.sources.get(id));
    let entry = outlet.and_then(|term| term.entry.as_ref());
    let rare = source.rare();
    let date = |date: Option<Date>| date.map(|date| date.to_rfc3339());
    SourceView {
        name: outlet.map(|term| term.name_in(page_language, &site.config.language).to_owned()),
        page: outlet.filter(|term| term.has_page()).map(|term| site.config.base_url.page(&term.url)),
        url: source
            .url
            .as_deref()
            .or_else(|| entry.and_then(|entry| entry.url.as_deref()))
            .map(str::to_owned),
        is_article: source.url.is_some(),
        title: source.title.as_deref().map(str::to_owned),
        author: source.author.as_deref().map(str::to_owned),
        role: rare.role.as_deref().map(str::to_owned),
        label: entry.and_then(|entry| entry.label.clone()),
        published: date(rare.published),
        retrieved: date(rare.retrieved),
        language: rare
            .language
            .as_deref()
            .or_else(|| entry.and_then(|entry| entry.language.as_deref()))
            .map(str::to_owned),
        archive: rare.archive.as_deref().map(str::to_owned),
        licence: rare.licence.as_deref().map(str::to_owned),
    }
}
