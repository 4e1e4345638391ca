//! An article's text for feeds: with absolute addresses, and without the pictures that may not be passed on.

use crate::content::markdown::{Resolve, ResolvedImage, ResolvedLink};
use crate::i18n::Texts;
use crate::site::Rights;
use crate::site::links::Resolver;

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
        self.rights.withhold(credit).then(|| {
            let key = if alt.is_empty() { "picture.withheld_bare" } else { "picture.withheld_text" };
            let text = self.texts.get(key, None, &|place| match place {
                "alt" => Some(alt.trim_end_matches('.').to_owned()),
                "credit" => Some(credit.to_owned()),
                _ => None,
            });
            text.unwrap_or_else(|| credit.to_owned())
        })
    }
}
