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

/// The address of an article's card without base path.
pub fn of_article(site: &SiteInLanguage, article: &Article) -> Option<String> {
    let wanted = site.config.social_cards.articles;
    card(site, wanted, (&article.url, &article.document.front.title), leading(article))
}

/// The same of an edition.
pub fn of_edition(site: &SiteInLanguage, Edition { page, .. }: &Edition) -> Option<String> {
    let front = &page.document.front;
    let picture = passed_on(site, front.image.as_deref(), page.image.as_ref());
    card(site, site.config.social_cards.editions, (&page.url, &front.title), picture)
}

/// The same of a topic or a story that has a page.
pub fn of_term(site: &SiteInLanguage, kind: TermKind, term: &Term) -> Option<String> {
    let wanted = match kind {
        TermKind::Topic => site.config.social_cards.topics,
        TermKind::Story => site.config.social_cards.stories,
        TermKind::Tag | TermKind::Source | TermKind::Author => false,
    };
    card(site, wanted && term.has_page(), (&term.url, &term.name), picture_of(site, term))
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

fn card(
    site: &SiteInLanguage,
    wanted: bool,
    (url, title): (&str, &str),
    picture: Option<&Picture>,
) -> Option<String> {
    let is_made = wanted
        && picture.is_none_or(|picture| picture.for_networks(site).is_none())
        && legible(title).is_some();
    is_made.then(|| format!("{}{NAME}", folder(url)))
}

/// Warns of pages that have no card since their headlines cannot be written.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let wanted = site.config.social_cards;
    let articles = site.articles.iter().filter(|_| wanted.articles).map(|article| &article.document);
    let editions = site.editions.iter().filter(|_| wanted.editions).map(|edition| &edition.page.document);
    let in_files = articles.chain(editions);
    let unwritten = in_files.filter(|document| legible(&document.front.title).is_none());
    let unwritten = unwritten.map(|document| unwritten_title().in_file(&*document.path));
    let topics = site.terms(TermKind::Topic).iter().filter(|_| wanted.topics);
    let stories = site.terms(TermKind::Story).iter().filter(|_| wanted.stories);
    let terms = topics.chain(stories).map(|(_, term)| term);
    let terms = terms.filter(|term| term.has_page() && legible(&term.name).is_none());
    let terms = terms.map(|term| match &term.page {
        Some(page) => unwritten_title().in_file(&*page.document.path),
        None => unwritten_title().hint(format!("it is that of \"{}\"", term.name)),
    });
    unwritten.chain(terms).collect()
}

fn unwritten_title() -> Diagnostic {
    let message =
        "there is no social card of this page: its headline has letters beyond Latin, Greek and Cyrillic";
    let all = "there are no social cards of these pages: their headlines have letters beyond Latin, Greek and Cyrillic";
    Diagnostic::warning(Code::SocialCard, message)
        .hint("give it an `image:`, or one for all such pages as `social_image:`")
        .cause("letters", all)
}
