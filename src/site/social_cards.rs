//! Which pages have a card for networks: those that `social_cards:` names and that have no picture of their own which
//! networks could be shown.
//!
//! Whoever names a card in a page and whoever makes it ask here. Its address is that of its page and a name, so that it stays when a
//! headline is edited.

use super::drawn::{of_article as leading, passed_on};
use super::{Article, Edition, Picture, Site, SiteInLanguage, Term, TermKind};
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing::lettering::legible;
use crate::paths::folder;

/// The name of the file, in the folder of its page.
const NAME: &str = "social-card.png";

/// Whether a page has a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Card {
    /// It has a picture, or is of a kind that has none.
    None,
    /// It would have one if its headline could be written.
    Unwritable,
    /// The address without base path.
    At(String),
}

impl Card {
    fn address(self) -> Option<String> {
        match self {
            Self::At(address) => Some(address),
            Self::None | Self::Unwritable => None,
        }
    }
}

/// The address of an article's card without base path.
pub fn of_article(site: &SiteInLanguage, article: &Article) -> Option<String> {
    card_of_article(site, article).address()
}

/// The same of an edition.
pub fn of_edition(site: &SiteInLanguage, edition: &Edition) -> Option<String> {
    card_of_edition(site, edition).address()
}

/// The same of a topic or a story that has a page.
pub fn of_term(site: &SiteInLanguage, kind: TermKind, term: &Term) -> Option<String> {
    card_of_term(site, kind, term).address()
}

/// The card of an article.
pub(super) fn card_of_article(site: &SiteInLanguage, article: &Article) -> Card {
    let wanted = site.config.social_cards.articles;
    card(site, wanted, (&article.url, &article.document.front.title), || leading(article))
}

/// The card of an edition.
pub(super) fn card_of_edition(site: &SiteInLanguage, Edition { page, .. }: &Edition) -> Card {
    let front = &page.document.front;
    let picture = || passed_on(site, front.image.as_deref(), page.image.as_ref());
    card(site, site.config.social_cards.editions, (&page.url, &front.title), picture)
}

/// The card of a term.
pub(super) fn card_of_term(site: &SiteInLanguage, kind: TermKind, term: &Term) -> Card {
    let wanted = match kind {
        TermKind::Topic => site.config.social_cards.topics,
        TermKind::Story => site.config.social_cards.stories,
        TermKind::Tag | TermKind::Source | TermKind::Author => false,
    };
    card(site, wanted && term.has_page(), (&term.url, &term.name), || picture_of(site, term))
}

/// The picture of a term's file, else of the registry, if it may be passed on.
fn picture_of<'t>(site: &SiteInLanguage, term: &'t Term) -> Option<&'t Picture> {
    let of_page = term.page.as_ref().filter(|page| page.image.is_some());
    match of_page {
        Some(page) => passed_on(site, page.document.front.image.as_deref(), page.image.as_ref()),
        None => {
            let written = term.entry.as_ref().and_then(|entry| entry.image.as_ref());
            passed_on(site, written, term.image.as_ref())
        }
    }
}

fn card<'p>(
    site: &SiteInLanguage,
    wanted: bool,
    (url, title): (&str, &str),
    picture: impl FnOnce() -> Option<&'p Picture>,
) -> Card {
    if !wanted || picture().is_some_and(|picture| picture.for_networks(site).is_some()) {
        return Card::None;
    }
    match legible(title) {
        Some(_) => Card::At(format!("{}{NAME}", folder(url))),
        None => Card::Unwritable,
    }
}

/// Warns of pages that have no card since their headlines cannot be written.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let is_unwritable = |card: Card| card == Card::Unwritable;
    let articles = site.articles.iter().filter(|article| is_unwritable(card_of_article(site, article)));
    let editions = site.editions.iter().filter(|edition| is_unwritable(card_of_edition(site, edition)));
    let documents =
        articles.map(|article| &article.document).chain(editions.map(|edition| &edition.page.document));
    let in_files = documents.map(|document| unwritten_title().in_file(&*document.path));
    let of_kind = |kind| site.terms(kind).iter().map(move |(_, term)| (kind, term));
    let terms = of_kind(TermKind::Topic).chain(of_kind(TermKind::Story));
    let terms = terms.filter(|(kind, term)| is_unwritable(card_of_term(site, *kind, term)));
    let terms = terms.map(|(_, term)| match &term.page {
        Some(page) => unwritten_title().in_file(&*page.document.path),
        None => unwritten_title().hint(format!("it is that of \"{}\"", term.name)),
    });
    in_files.chain(terms).collect()
}

fn unwritten_title() -> Diagnostic {
    let message = "there is no social card of this page: its headline has letters beyond Latin, Greek and Cyrillic, or none";
    let all = "there are no social cards of these pages: their headlines have letters beyond Latin, Greek and Cyrillic, or none";
    Diagnostic::warning(Code::SocialCard, message)
        .hint("give it an `image:`, or one for all such pages as `social_image:`")
        .cause("letters", all)
}
