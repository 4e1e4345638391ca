//! Follows every link and picture of a document: what it leads to is hashed, what leads nowhere is said.

mod all;
mod messages;

use std::num::NonZeroU32;
use std::sync::Arc;

pub(super) use self::all::follow_all;
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
#[derive(Debug)]
pub(super) struct Followed {
    /// Hash of the body and of where its links and pictures lead.
    pub(super) body: Digest,
    /// The articles that its cards pick, in order, each once.
    pub(super) cards: Vec<ArticleId>,
    /// An edition's: where its links lead within the site, by the numbers of the links. Addresses have no base path.
    pub(super) leads: Vec<Lead>,
    /// Files of `content/` that it shows or links to, and pictures of `static/` that it shows, by address.
    pub(super) copies: Arc<[(String, LinkedFile)]>,
    /// The names that were looked up, as marks; none when more than names decided.
    pub(super) lookups: Option<Arc<[u32]>>,
    /// Its leading picture.
    pub(super) image: Option<Picture>,
    /// What leads nowhere.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What following the links of one of a site's documents gave.
#[derive(Debug)]
pub(super) enum Outcome {
    /// This.
    Followed(Box<Followed>),
    /// An article: what it gave before, and nothing is said of it.
    AsBefore,
}

impl Outcome {
    /// What it gave, unless that is in the article.
    pub(super) fn followed(&self) -> Option<&Followed> {
        match self {
            Self::Followed(followed) => Some(&**followed),
            Self::AsBefore => None,
        }
    }
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
    let mut follower = Follower {
        document,
        from,
        links,
        facts_of,
        // Links by a name have many meanings, and tags of templates may stand for the root.
        depends_on_lookups: document.facts.named.is_none() && !pictures_of(document).any(markdown::holds),
        led: Vec::new(),
        leads: Vec::new(),
        copies: Vec::new(),
        diagnostics: Vec::new(),
    };
    let blocks = cards(document, from, links);
    let (mut cards, mut anchors) = (Vec::new(), Anchors::default());
    for (number, link) in (0..).zip(&document.facts.links) {
        let card = link.alone.is_some_and(|block| blocks.contains(&block));
        follower.link(number, link, card, &mut anchors);
        if card
            && let Some(LinkedArticle::Live(id)) = links.article(from, &link.href)
            && !cards.contains(&id)
        {
            cards.push(id);
        }
    }
    follower.diagnostics.extend(named(document, links, facts_of));
    for image in &document.facts.images {
        let picture = follower.picture(&image.src, Some(image.span));
        if let Some(FollowedPicture { url, file: Some(file) }) = picture {
            // Its colour stands in its place until it is loaded.
            follower
                .led
                .push((if file.is_derivable() { format!("{url}\0{}", file.hash) } else { url }, file.size));
        }
    }
    let place = document.image_place();
    let image = document.front.image.as_ref().and_then(|image| follower.picture(&image.src, place));
    let Follower { depends_on_lookups, led, leads, copies, diagnostics, .. } = follower;
    // What leads nowhere is compared with all names.
    let depends_on_lookups = depends_on_lookups && diagnostics.is_empty();
    Followed {
        body: Digest::of(&(document.body_hash, &document.front.rare().language, led, blocks)),
        cards,
        leads,
        copies: copies.into(),
        lookups: depends_on_lookups.then(|| lookups.into_marks().into()),
        image: image.map(|FollowedPicture { url, file }| match file {
            Some(file) => Picture::ours(&url, &file),
            None => Picture::elsewhere(&url),
        }),
        diagnostics,
    }
}

/// A picture that was found: its address, and its file if it is one of the site's own.
struct FollowedPicture {
    url: String,
    file: Option<LinkedFile>,
}

/// Goes through the links and pictures of a document.
struct Follower<'d, 'a> {
    document: &'d Document,
    from: From<'d>,
    links: &'d Links,
    facts_of: &'d dyn Fn(u32) -> &'a Facts,
    /// Whether nothing but names decides.
    depends_on_lookups: bool,
    /// Where links and pictures led, with the pixels of pictures; nothing for what is held back.
    led: Vec<(String, Option<(u32, u32)>)>,
    leads: Vec<Lead>,
    copies: Vec<(String, LinkedFile)>,
    diagnostics: Vec<Diagnostic>,
}

impl Follower<'_, '_> {
    /// Follows link `number`. `card` says whether it stands in a card; `anchors` are those of the cards before it.
    fn link(&mut self, number: u32, link: &Link, card: bool, anchors: &mut Anchors) {
        let Self { document, from, links, facts_of, .. } = *self;
        let destination = match links.resolve(from, &link.href) {
            Ok(destination) => destination,
            Err(broken) => {
                // Where only the words are shown: another page than one with the link.
                self.led.push(("\0".to_owned(), None));
                self.diagnostics.push(broken_link(document, links, &link.href, link.span, broken));
                return;
            }
        };
        let is_edition = document.kind == Kind::Edition;
        let to = match destination {
            Destination::Outside | Destination::Unreadable => return,
            Destination::File(url, file) => {
                self.led.push((url.clone(), None));
                self.keep(Some(link.span), url, file);
                return;
            }
            Destination::Path(inside) => {
                self.led.push((inside.to_owned(), None));
                if inside.len() < link.href.len() {
                    self.depends_on_lookups = false;
                    let file = links.file_at(inside);
                    self.diagnostics.extend(file.map(|file| own_address(document, link, file)));
                }
                if !is_edition {
                    return;
                }
                let path = inside.split(['#', '?']).next().unwrap_or_default();
                links.at_address(Some(from), path).map_or_else(|| To::Page(path.to_owned()), To::Article)
            }
            Destination::Held(held, suffix) => {
                self.led.push((String::new(), None));
                self.diagnostics.push(held_link(document, link, held, card));
                // When it is due nobody may be there to correct a build that stops.
                if held.comes_due {
                    let headings = held.headings.as_ref();
                    self.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                }
                To::Held
            }
            Destination::Document { url, article, document: target, suffix } => {
                self.led.push((format!("{url}{suffix}"), None));
                // Of headings is said without following anybody: see `advance`.
                self.depends_on_lookups &= !suffix.starts_with('#');
                let facts = facts_of(target);
                // The theme's own anchors, and those of cards and briefs, are no headings.
                let of_page = suffix.strip_prefix("#theme-").is_some()
                    || facts.outline.is_some() && suffix.strip_prefix('#').is_some_and(is_anchor);
                let headings = (!facts.raw_html && !of_page).then_some(&facts.heading_ids);
                self.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                if article.is_none() && link.alone.is_some() && document.kind.has_cards() {
                    let elsewhere = target >= links.targets.documents;
                    self.diagnostics.push(card_of_no_article(document, link.span, elsewhere));
                }
                article.map_or_else(|| To::Page(url.to_string()), To::Article)
            }
        };
        if is_edition {
            // What is held back has its anchor too: those of the others do not move on the day it is due.
            let anchor = card.then(|| anchors.card(links.card_slug(from, &link.href).as_deref()));
            self.leads.push(Lead { link: number, card: anchor.map(Into::into), to });
        }
    }

    /// Follows a picture that is written at `place`; none if none is shown.
    fn picture(&mut self, written: &str, place: Option<Span>) -> Option<FollowedPicture> {
        let Self { document, from, links, .. } = *self;
        let src = links.address_of_picture(written);
        self.diagnostics.extend(read_as(document, written, &src, place));
        let why = match links.resolve(from, &src) {
            Ok(Destination::File(url, file)) => {
                let problem = not_shown(&document.path, written, place, &file);
                if self.keep(place, url.clone(), file.clone()) {
                    self.diagnostics.extend(problem);
                }
                if !file.beside && file.is_raster() {
                    self.copies.push((url.clone(), file.clone()));
                }
                return Some(FollowedPicture { url, file: Some(file) });
            }
            Ok(Destination::Outside) => {
                return Some(FollowedPicture { url: written.to_owned(), file: None });
            }
            Ok(_) => None,
            Err(broken) => Some(links.missing(broken)),
        };
        self.diagnostics.push(missing_image(&document.path, written, place, why));
        None
    }

    /// A file of `static/` is there anyway; one of `content/` is copied because somebody shows it, if texts may publish
    /// such files: says whether they may.
    fn keep(&mut self, place: Option<Span>, url: String, file: LinkedFile) -> bool {
        let problem = no_attachment(&self.document.path, place, &file, &self.links.attachments);
        let is_kept = problem.is_none();
        if is_kept && file.beside {
            self.copies.push((url, file));
        }
        self.diagnostics.extend(problem);
        is_kept
    }
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
        Self {
            body: *body,
            cards: Vec::new(),
            leads: Vec::new(),
            copies: Arc::clone(copies),
            lookups: lookups.clone(),
            image: image.clone(),
            diagnostics: Vec::new(),
        }
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
