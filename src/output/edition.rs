//! The pages of editions, and an edition as one piece of HTML for its feed.

use std::fmt::Write as _;
use std::sync::Arc;

use tera::Value;

use super::context::Context;
use super::feeds::text;
use super::ingredient::{self, Collect, Ingredient, rights};
use super::job::{Made, Output, Planner, Subject};
use super::list::List;
use super::origin::Origin;
use super::view::OutletLink;
use super::view::editions::{self, Block, EditionPage};
use super::view::head::Head;
use super::view::social::{self, Share, Story};
use super::view::structured::{self, Data};
use crate::content::Document;
use crate::content::markdown::Piece;
use crate::hash::Digest;
use crate::html::escape;
use crate::output::class::Class;
use crate::render::safe;
use crate::site::links::{Destination, From, LinkedArticle};
use crate::site::{Article, ArticleId, Edition, EditionId, Site, TermKind, social_cards};
use crate::source::Changed;

/// One page per edition, by `edition.html`.
pub struct EditionPages;

/// An edition by its number.
pub(super) fn edition(site: &Site, id: EditionId) -> &Edition {
    &site.editions[id.0 as usize]
}

/// What shows of an edition and of everything that it picks.
pub(super) fn ingredients<'k>(site: &'k Site, edition: &'k Edition, add: Collect<'_, 'k>) {
    let document = &edition.page.document;
    let shown = Digest::of(&(&document.front, &document.facts.excerpt, &edition.page.image));
    add(Ingredient::FrontMatter(&document.path), shown);
    add(Ingredient::Body(&document.path), edition.page.body);
    edition.page.cards.iter().for_each(|id| ingredient::card(site, *id, add));
    for outlet in briefs(site, edition).flatten() {
        let outlet = site.sources.get(outlet);
        add(Ingredient::Link(TermKind::Source, outlet), Digest::of(&(outlet.link, outlet.has_page())));
    }
}

/// The outlets that its briefs lead to, as far as the registry knows them.
fn briefs<'k>(
    site: &'k Site,
    edition: &'k Edition,
) -> impl Iterator<Item = Option<crate::site::TermId>> + 'k {
    let facts = &edition.page.document.facts;
    let briefs = facts.outline.as_ref().map_or(&[][..], |outline| &outline.briefs);
    briefs
        .iter()
        .map(|brief| registered(site, &facts.links.get(brief.link as usize)?.href, brief.outlet.as_deref()))
}

impl Output for EditionPages {
    fn name(&self) -> &'static str {
        "edition"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, edition) in (0..).zip(site.editions.iter()) {
            plan.add(&edition.page.url, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let id = EditionId(subject.index);
        ingredients(site, edition(site, id), add);
        let (previous, next) = neighbours(site, id);
        rights(site, edition(site, id).page.document.front.image.as_deref(), add);
        add(Ingredient::Neighbours, Digest::of(&(previous.map(Edition::shown), next.map(Edition::shown))));
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let id = EditionId(subject.index);
        let edition = edition(site, id);
        let front = &edition.page.document.front;
        let language = edition.page.document.language(&site.config.language).to_owned();
        let summary = edition.page.document.summary(&site.config.language);
        let (previous, next) = neighbours(site, id);
        let body = context.body(&edition.page.document, &edition.page.file, &edition.page.url, false)?;
        let feed_title = context.texts(&language).plain("index.editions");
        let index = super::urls::editions(site);
        let published = structured::moment(edition.date);
        let modified = front.updated.map(structured::moment);
        let head = Head {
            title: &front.title,
            description: Some(&summary),
            url: &edition.page.url,
            canonical: front.rare().canonical.as_deref(),
            within: vec![(&*index).into()],
            noindex: front.noindex,
            prev: previous.map(|edition| edition.page.url.to_string()),
            next: next.map(|edition| edition.page.url.to_string()),
            feed: List::Editions.has_feed(site).then_some((&*feed_title, &*index)),
            player: body.has_player,
            data: Data::Ready(structured::edition(site, context.texts(&language), edition, &summary)),
            share: Share::Article(Story {
                published: &published,
                modified: modified.as_deref(),
                ..Story::default()
            }),
            picture: social::picture(site, front.image.as_deref(), edition.page.image.as_ref()),
            card: social_cards::of_edition(site, edition),
            ..Head::default()
        };
        let shown = (site, context.tones());
        let mut view = editions::edition(shown, edition);
        view.summary = front.summary.as_deref().map(str::to_owned);
        let view = EditionPage {
            site: context.site_value(),
            page: head.page(context, "edition", &language),
            edition: view,
            blocks: blocks(context, edition, body.pieces, &|id| context.card(id)),
            previous: previous.map(|edition| editions::edition(shown, edition)),
            next: next.map(|edition| editions::edition(shown, edition)),
        };
        Ok(Made::template("edition.html", &view, language))
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        Some(&edition(site, EditionId(subject.index)).page.document)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Document(edition(site, EditionId(subject.index)).page.document.path.to_string())
    }
}

/// The editions before and after one.
fn neighbours(site: &Site, id: EditionId) -> (Option<&Edition>, Option<&Edition>) {
    let at = id.0 as usize;
    (site.editions.get(at + 1), at.checked_sub(1).map(|newer| &site.editions[newer]))
}

/// The article that a card's link means; none when it is held back.
pub(super) fn picked(site: &Site, edition: &Edition, href: &str) -> Option<ArticleId> {
    let from = From::new(&edition.page.document.path, &edition.page.url);
    match site.links.article(from, href)? {
        LinkedArticle::Live(id) => Some(id),
        LinkedArticle::Held => None,
    }
}

/// Whether a link leads to what is held back: then nothing of it is shown, however its address was written.
pub(super) fn is_taken_back(site: &Site, edition: &Edition, href: &str) -> bool {
    let from = From::new(&edition.page.document.path, &edition.page.url);
    matches!(site.links.resolve(from, href), Ok(Destination::Held(..)))
}

/// What an edition is put together from, without what is held back; `card` gives the card of an article.
pub(super) fn blocks(
    context: &Context,
    edition: &Edition,
    pieces: Vec<Piece>,
    card: &dyn Fn(ArticleId) -> Value,
) -> Vec<Block> {
    let site = context.site();
    let blank = || Block {
        kind: "text",
        id: None,
        level: None,
        content: safe(""),
        article: None,
        title: None,
        url: None,
        outlet: None,
    };
    let block = |piece: Piece| {
        Some(match piece {
            Piece::Text(html) => Block { content: safe(&html), ..blank() },
            Piece::Heading { id, level, html, .. } => {
                let (id, level) = (Some(id.into()), Some(level));
                Block { kind: "heading", id, level, content: safe(&html), ..blank() }
            }
            Piece::Card { href, anchor } => {
                let article = card(picked(site, edition, &href)?);
                Block { kind: "card", id: Some(anchor), article: Some(article), ..blank() }
            }
            Piece::Brief { href, .. } if is_taken_back(site, edition, &href) => return None,
            Piece::Brief { href, title, text, outlet, anchor } => Block {
                kind: "brief",
                id: Some(anchor),
                content: safe(&text),
                outlet: outlet_beside(site, &href, &title, outlet.as_deref()),
                title: Some(safe(&title)),
                url: Some(href),
                ..blank()
            },
        })
    };
    pieces.into_iter().filter_map(block).collect()
}

/// The outlet that stands beside a brief's title (HTML), which names it as `named` or not at all. A brief may lead to the outlet
/// itself, or to this site.
pub(super) fn outlet_beside(site: &Site, href: &str, title: &str, named: Option<&str>) -> Option<OutletLink> {
    outlet(site, href, named).filter(|outlet| escape(&outlet.name) != title && site.links.own(href).is_none())
}

/// The outlet of a brief that the registry knows: at its address, else of the name that the brief gives. The address comes first:
/// what the registry says of an outlet ("state media") is not to be written away.
fn registered(site: &Site, href: &str, named: Option<&str>) -> Option<crate::site::TermId> {
    site.sources.at_address(href).or_else(|| site.sources.find(named?))
}

/// The outlet of a brief: as the registry calls it, else as the brief does, else its address's host.
fn outlet(site: &Site, href: &str, named: Option<&str>) -> Option<OutletLink> {
    if let Some(id) = registered(site, href, named) {
        let term = site.sources.get(id);
        let url = term.has_page().then(|| site.config.base_url.page(&term.url));
        return Some(OutletLink { name: term.name.clone(), url, label: term.label() });
    }
    let name = named.map(str::to_owned).or_else(|| crate::site::terms::host(href))?;
    Some(OutletLink { name, url: None, label: None })
}

/// An edition as one piece of HTML, with absolute addresses: its cards are headlines with who reported it, and their
/// summaries.
pub(super) fn html(context: &Context, edition: &Edition) -> Result<String, Changed> {
    let site = context.site();
    let base = &site.config.base_url;
    let page = &edition.page;
    let mut html = String::new();
    for piece in context.body(&page.document, &page.file, &page.url, true)?.pieces {
        match piece {
            Piece::Text(text) => html.push_str(&text),
            Piece::Heading { level, html: text, .. } => {
                let _ = writeln!(html, "<h{level}>{text}</h{level}>");
            }
            Piece::Card { href, .. } => {
                let Some(id) = picked(site, edition, &href) else { continue };
                let article = site.article(id);
                let (title, url) =
                    (escape(&article.document.front.title), escape(&base.absolute(&article.url)));
                let _ = writeln!(html, "<h3><a href=\"{url}\">{title}</a></h3>");
                if let Some(line) = line(context, article) {
                    let _ = writeln!(html, "<p><small>{}</small></p>", escape(&line));
                }
                let summary = article.document.summary(&site.config.language);
                if !summary.is_empty() {
                    let _ = writeln!(html, "<p>{}</p>", escape(&summary));
                }
            }
            Piece::Brief { href, .. } if is_taken_back(site, edition, &href) => {}
            Piece::Brief { href, title, text, .. } => {
                let dash = if text.is_empty() { "" } else { " — " };
                let _ = writeln!(html, "<p><a href=\"{}\">{title}</a>{dash}{text}</p>", escape(&href));
            }
        }
    }
    Ok(text::alone(context, html, page.document.facts.raw_html, &page.url))
}

/// What stands under the headline of a card: what kind of journalism it is, and who reported it. "Opinion · The Wire
/// (state media)".
fn line(context: &Context, article: &Article) -> Option<String> {
    let site = context.site();
    let label = text::label(context, article.document.front.article_type, &site.config.language);
    let mut parts: Vec<String> = label.into_iter().collect();
    let mut seen = Vec::new();
    for id in article.outlets.iter().flatten() {
        if seen.contains(id) {
            continue;
        }
        seen.push(*id);
        let outlet = site.sources.get(*id);
        parts.push(match outlet.entry.as_ref().and_then(|entry| entry.label.as_deref()) {
            Some(label) => format!("{} ({label})", outlet.name),
            None => outlet.name.clone(),
        });
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}
