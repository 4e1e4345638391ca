//! Follows every link and picture of a document: what it leads to is hashed, what leads nowhere is said.

mod messages;

use std::num::NonZeroU32;
use std::sync::Arc;

pub(super) use self::messages::missing_image;
use self::messages::{broken_fragment, broken_link, card_of_no_article, held_link, own_address, read_as};
use super::editions::{Lead, To};
use super::links::{Destination, From, LinkedArticle, LinkedFile, Links, Lookups, named};
use super::shown::{no_attachment, not_shown};
use super::withdrawn::pictures_of;
use super::{Article, ArticleId, Page, Picture};
use crate::content::markdown::anchors::{Anchors, is_anchor};
use crate::content::markdown::{self, Link};
use crate::content::{Document, Facts, Kind};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::hash::{Digest, FastSet};

/// What following a document's links gave.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// Hash of the body and of where its links and pictures lead.
    pub(super) body: Digest,
    /// The articles that its cards pick, in order, each once.
    pub(super) cards: Vec<ArticleId>,
    /// An edition's: where its links lead within the site, by the numbers of the links. Addresses have no base path.
    pub(super) leads: Vec<Lead>,
    /// Files that it shows or links to, by address.
    pub(super) copies: Arc<[(String, LinkedFile)]>,
    /// The names that were looked up, as marks; none when more than names decided.
    pub(super) lookups: Option<Arc<[u32]>>,
    /// Its leading picture.
    pub(super) image: Option<Picture>,
    /// What leads nowhere.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Follows the links of `document`, which stands at `url`. `facts_of` gives the facts of a live document.
pub(super) fn follow<'a>(
    document: &Document,
    url: &str,
    links: &Links,
    facts_of: &dyn Fn(u32) -> &'a Facts,
) -> Followed {
    let lookups = Lookups::default();
    let from = From::new(&document.path, url).noting(&lookups);
    let (mut followed, mut copies) = (Followed::default(), Vec::new());
    let mut anchors = Anchors::default();
    // Links by a name have many meanings, and tags of templates may stand for the root.
    let mut depends_on_lookups =
        document.facts.named.is_none() && !pictures_of(document).any(markdown::holds);
    let mut led: Vec<(String, Option<(u32, u32)>)> = Vec::new();
    let cards = cards(document, from, links);
    for (number, link) in (0..).zip(&document.facts.links) {
        let card = link.alone.is_some_and(|block| cards.contains(&block));
        // What is held back has its anchor too: those of the others do not move on the day it is due.
        let mut lead = |followed: &mut Followed, to: &dyn Fn() -> To| {
            if document.kind == Kind::Edition {
                let anchor = card.then(|| anchors.card(links.card_slug(from, &link.href).as_deref()));
                followed.leads.push(Lead { link: number, card: anchor.map(Into::into), to: to() });
            }
        };
        let destination = match links.resolve(from, &link.href) {
            Ok(destination) => destination,
            Err(broken) => {
                // Where only the words are shown: another page than one with the link.
                led.push(("\0".to_owned(), None));
                followed.diagnostics.push(broken_link(document, links, &link.href, link.span, broken));
                continue;
            }
        };
        match destination {
            Destination::Outside | Destination::Unreadable => {}
            Destination::Path(inside) => {
                led.push((inside.to_owned(), None));
                let path = inside.split(['#', '?']).next().unwrap_or_default();
                lead(&mut followed, &|| {
                    links.at_address(Some(from), path).map_or_else(|| To::Page(path.to_owned()), To::Article)
                });
                if inside.len() < link.href.len() {
                    depends_on_lookups = false;
                    let file = links.file_at(inside);
                    followed.diagnostics.extend(file.map(|file| own_address(document, link, file)));
                }
            }
            Destination::Held(held, suffix) => {
                followed.diagnostics.push(held_link(document, link, held, card));
                // When it is due nobody may be there to correct a build that stops.
                if held.comes_due {
                    let headings = held.headings.as_ref();
                    followed.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                }
                led.push((String::new(), None));
                lead(&mut followed, &|| To::Held);
            }
            Destination::Document { url, article, document: target, suffix } => {
                led.push((format!("{url}{suffix}"), None));
                lead(&mut followed, &|| article.map_or_else(|| To::Page(url.to_string()), To::Article));
                // Of headings is said without following anybody: see `advance`.
                depends_on_lookups &= !suffix.starts_with('#');
                let facts = facts_of(target);
                // The theme's own anchors, and those of cards and briefs, are no headings.
                let of_page = suffix.strip_prefix("#theme-").is_some()
                    || facts.outline.is_some() && suffix.strip_prefix('#').is_some_and(is_anchor);
                let headings = (!facts.raw_html && !of_page).then_some(&facts.heading_ids);
                followed.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                if article.is_none() && link.alone.is_some() && document.kind.has_cards() {
                    let elsewhere = target >= links.documents;
                    followed.diagnostics.push(card_of_no_article(document, link.span, elsewhere));
                }
            }
            Destination::File(url, file) => {
                led.push((url.clone(), None));
                followed.keep((document, &mut copies), links, Some(link.span), (url, file));
            }
        }
        if card
            && let Some(LinkedArticle::Live(id)) = links.article(from, &link.href)
            && !followed.cards.contains(&id)
        {
            followed.cards.push(id);
        }
    }
    followed.diagnostics.extend(named(document, links, facts_of));
    for image in &document.facts.images {
        let src = links.address_of_picture(&image.src);
        followed.diagnostics.extend(read_as(document, &image.src, &src, Some(image.span)));
        match links.resolve(from, &src) {
            Ok(Destination::File(url, file)) => {
                led.push((url.clone(), file.size));
                let problem = not_shown(&document.path, &image.src, Some(image.span), &file);
                if followed.keep((document, &mut copies), links, Some(image.span), (url, file)) {
                    followed.diagnostics.extend(problem);
                }
            }
            Ok(Destination::Outside) => {}
            Ok(_) => {
                followed.diagnostics.push(missing_image(&document.path, &image.src, Some(image.span), None))
            }
            Err(broken) => {
                followed.diagnostics.push(missing_image(
                    &document.path,
                    &image.src,
                    Some(image.span),
                    Some(links.missing(broken)),
                ));
            }
        }
    }
    if let Some(image) = &document.front.image {
        let place = document.image_place();
        let src = links.address_of_picture(&image.src);
        followed.diagnostics.extend(read_as(document, &image.src, &src, place));
        match links.resolve(from, &src) {
            Ok(Destination::File(url, file)) => {
                followed.image = Some(Picture::ours(&url, &file));
                let problem = not_shown(&document.path, &image.src, place, &file);
                if followed.keep((document, &mut copies), links, place, (url, file)) {
                    followed.diagnostics.extend(problem);
                }
            }
            Ok(Destination::Outside) => {
                followed.image = Some(Picture::elsewhere(&image.src));
            }
            Ok(_) => followed.diagnostics.push(missing_image(&document.path, &image.src, place, None)),
            Err(broken) => followed.diagnostics.push(missing_image(
                &document.path,
                &image.src,
                place,
                Some(links.missing(broken)),
            )),
        }
    }
    followed.body = Digest::of(&(document.body_hash, &document.front.rare().language, led, cards));
    followed.copies = copies.into();
    // What leads nowhere is compared with all names.
    depends_on_lookups &= followed.diagnostics.is_empty();
    followed.lookups = depends_on_lookups.then(|| lookups.into_marks().into());
    followed
}

/// Whether what following links gave is so still: whether none of the names that were looked up is among those that
/// `changed`.
pub(super) fn still_holds(lookups: Option<&[u32]>, changed: &FastSet<u32>) -> bool {
    lookups.is_some_and(|lookups| !lookups.iter().any(|name| changed.contains(name)))
}

/// What will be an error on the day it is due is said while somebody writes, and stops nothing till then.
pub(super) fn said_early(found: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    let errors = found.into_iter().filter(Diagnostic::is_error);
    errors.map(|problem| Diagnostic { severity: Severity::Warning, ..problem })
}

impl Followed {
    /// What following the links of an article gave, of which nothing was said.
    pub(super) fn of_article(article: &Article) -> Self {
        let Article { body, image, copies, lookups, .. } = article;
        let (copies, lookups) = (Arc::clone(copies), lookups.clone());
        Self { body: *body, image: image.clone(), copies, lookups, ..Self::default() }
    }

    /// The same of a page; `number` gives the number that an article has which had another, if it is still there.
    pub(super) fn of_page(
        page: &Page,
        leads: &[Lead],
        number: &dyn Fn(ArticleId) -> Option<ArticleId>,
    ) -> Option<Self> {
        let Page { body, image, cards, copies, lookups, .. } = page;
        let (copies, lookups) = (Arc::clone(copies), lookups.clone());
        let cards = cards.iter().map(|id| number(*id)).collect::<Option<_>>()?;
        let leads = leads.iter().map(|lead| lead.renumbered(number)).collect::<Option<_>>()?;
        Some(Self {
            body: *body,
            image: image.clone(),
            cards,
            leads,
            copies,
            lookups,
            diagnostics: Vec::new(),
        })
    }

    /// A file of `static/` is there anyway; one of `content/` is copied because somebody shows it, if texts may publish
    /// such files: says whether they may.
    fn keep(
        &mut self,
        (by, copies): (&Document, &mut Vec<(String, LinkedFile)>),
        links: &Links,
        span: Option<Span>,
        (url, file): (String, LinkedFile),
    ) -> bool {
        let problem = no_attachment(&by.path, span, &file, &links.attachments);
        let is_kept = problem.is_none();
        if is_kept && file.beside {
            copies.push((url, file));
        }
        self.diagnostics.extend(problem);
        is_kept
    }
}

/// The paragraphs and lists of a document that are cards: all of their links lead to articles. The page leaves these
/// out and no others, since it asks the same of each link.
fn cards(document: &Document, from: From<'_>, links: &Links) -> Vec<NonZeroU32> {
    if !document.kind.has_cards() {
        return Vec::new();
    }
    let blocks = document.facts.links.chunk_by(|one, next| one.alone == next.alone);
    let is_card = |block: &[Link]| block.iter().all(|link| links.article(from, &link.href).is_some());
    blocks.filter_map(|block| block.first()?.alone.filter(|_| is_card(block))).collect()
}
