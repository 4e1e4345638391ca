//! An article's text for feeds: with absolute addresses, and without the pictures that may not be passed on.

use super::Kit;
use super::view::head::escape;
use crate::content::markdown::{Resolve, ResolvedImage, ResolvedLink};
use crate::i18n::Texts;
use crate::site::links::Resolver;
use crate::site::{Article, Rights};

/// Answers as the page's resolver does, but for pictures whose owner does not let them be passed on.
pub struct Passable<'a> {
    /// Where links and pictures lead.
    pub resolver: Resolver<'a>,
    /// Whose pictures stay out.
    pub rights: &'a Rights,
    /// The texts of the article's language.
    pub texts: &'a Texts,
}

impl Resolve for Passable<'_> {
    fn link(&self, href: &str) -> ResolvedLink {
        self.resolver.link(href)
    }

    fn is_card(&self, href: &str) -> bool {
        self.resolver.is_card(href)
    }

    fn card_anchor(&self, href: &str) -> Option<String> {
        self.resolver.card_anchor(href)
    }

    fn image(&self, src: &str) -> ResolvedImage {
        self.resolver.image(src)
    }

    fn placeholder(&self, alt: &str, credit: &str) -> Option<String> {
        self.rights.withhold(credit).then(|| words(self.texts, alt, credit))
    }
}

/// "[Picture: a ship. By Jo Doe; see it on the page]".
fn words(texts: &Texts, alt: &str, credit: &str) -> String {
    let key = if alt.is_empty() { "picture.withheld_bare" } else { "picture.withheld_text" };
    let text = texts.get(key, None, &|place| match place {
        "alt" => Some(alt.trim_end_matches('.').to_owned()),
        "credit" => Some(credit.to_owned()),
        _ => None,
    });
    text.unwrap_or_else(|| credit.to_owned())
}

/// What stands above the text for a leading picture that stays out: it would go along as the item's media.
pub fn instead_of_leading(kit: &Kit, article: &Article) -> Option<String> {
    let image =
        article.document.front.image.as_ref().filter(|_| article.withheld && article.image.is_some())?;
    let config = &kit.site().config;
    let texts = kit.texts(article.language(&config.language));
    let url = escape(&config.base_url.absolute(&article.url));
    let text = escape(&words(texts, &image.alt, image.credit.as_deref()?));
    Some(format!("<p><a href=\"{url}\">{text}</a></p>\n"))
}
