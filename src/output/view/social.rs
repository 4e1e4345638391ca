//! What networks and messengers show of a shared link: the Open Graph protocol, and the card that X adds to it.
//!
//! `og:locale` wants a language and a territory. It stands where the page's language names its territory (`en-GB`); where
//! it does not, a guess would be wrong as often as right, and readers of the protocol go by the page itself.

use std::fmt::Write as _;

use super::head::Head;
use super::structured::Address;
use crate::content::front_matter;
use crate::drawing;
use crate::html::push_escaped;
use crate::site::drawn::{ForNetworks, passed_on};
use crate::site::{Picture, Site};

/// What a page is when it is shared.
#[derive(Debug, Clone, Default)]
pub enum Share<'a> {
    /// `website`.
    #[default]
    Page,
    /// `article`.
    Article(Story<'a>),
    /// `profile`.
    Profile,
    /// Nothing is said: there is no such page.
    Nothing,
}

/// What is said of an article.
#[derive(Debug, Clone, Default)]
pub struct Story<'a> {
    /// When it was published, as it is written.
    pub published: &'a str,
    /// When it was changed last, if it was.
    pub modified: Option<&'a str>,
    /// The pages of its authors.
    pub authors: Vec<Address<'a>>,
    /// Its primary topic.
    pub section: Option<&'a str>,
    /// Its tags.
    pub tags: Vec<&'a str>,
}

/// A picture that may be passed on.
#[derive(Debug, Clone, Copy)]
pub struct SharedImage<'a> {
    found: &'a Picture,
    alt: &'a str,
}

/// The picture of a page, if it may be passed on.
pub fn picture<'a>(
    site: &Site,
    written: Option<&'a front_matter::Image>,
    found: Option<&'a Picture>,
) -> Option<SharedImage<'a>> {
    let found = passed_on(site, written, found)?;
    Some(SharedImage { found, alt: &written?.alt })
}

/// The least width and height of a picture that a large card is made of.
const LARGE: (u32, u32) = (300, 157);

/// Writes all of it. `canonical` is the address that the page is to be known by.
pub(super) fn social(html: &mut String, head: &Head<'_>, site: &Site, language: &str, canonical: &str) {
    let config = &site.config;
    let kind = match head.share {
        Share::Page => "website",
        Share::Article(_) => "article",
        Share::Profile => "profile",
        Share::Nothing => return,
    };
    property(html, "og:type", kind);
    property(html, "og:title", if head.title.is_empty() { &config.title } else { head.title });
    if let Some(description) = head.description.filter(|text| !text.is_empty()) {
        property(html, "og:description", description);
    }
    property(html, "og:url", canonical);
    property(html, "og:site_name", &config.title);
    if let Some(locale) = locale(language) {
        property(html, "og:locale", &locale);
    }
    if let Share::Article(story) = &head.share {
        property(html, "article:published_time", story.published);
        if let Some(modified) = story.modified {
            property(html, "article:modified_time", modified);
        }
        for author in &story.authors {
            property(html, "article:author", &author.to_string());
        }
        if let Some(section) = story.section {
            property(html, "article:section", section);
        }
        for tag in &story.tags {
            property(html, "article:tag", tag);
        }
    }
    let card = image(html, head, site);
    let _ = writeln!(html, "<meta name=\"twitter:card\" content=\"{card}\">");
}

/// The picture: the page's own, else its card, else that of the site, else its logo. Returns which card it makes.
fn image(html: &mut String, head: &Head<'_>, site: &Site) -> &'static str {
    let own = head.picture.and_then(|SharedImage { found, alt }| Some((found.for_networks(site)?, alt)));
    let (found, alt, large) = match (own, &head.card) {
        // A portrait is no banner.
        (Some((found, alt)), _) => (found, alt, !matches!(head.share, Share::Profile)),
        (None, Some(card)) => {
            (ForNetworks { url: card.as_str().into(), size: Some(drawing::SIZE) }, head.title, true)
        }
        (None, None) => {
            let brand = &site.brand;
            let shared = |(found, large): (&'_ Option<Picture>, bool)| {
                let found = found.as_ref()?.for_networks(site)?;
                Some((ForNetworks { url: found.url.into_owned().into(), ..found }, large))
            };
            let ours = shared((&brand.social_image, true)).or_else(|| shared((&brand.logo, false)));
            let Some((found, large)) = ours else { return "summary" };
            (found, &*site.config.title, large)
        }
    };
    property(html, "og:image", &Address::new(&site.config.base_url, &found.url).to_string());
    if let Some((width, height)) = found.size {
        let _ = writeln!(
            html,
            "<meta property=\"og:image:width\" content=\"{width}\">\n\
             <meta property=\"og:image:height\" content=\"{height}\">"
        );
    }
    if !alt.is_empty() {
        property(html, "og:image:alt", alt);
    }
    let fits = found.size.is_none_or(|(width, height)| width >= LARGE.0 && height >= LARGE.1);
    if large && fits { "summary_large_image" } else { "summary" }
}

fn property(html: &mut String, name: &str, content: &str) {
    html.push_str("<meta property=\"");
    html.push_str(name);
    html.push_str("\" content=\"");
    push_escaped(html, content);
    html.push_str("\">\n");
}

/// `en_GB` for `en-GB`; none where the language names no territory.
fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let language = parts.next()?;
    let is_territory = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    // A script of four letters may stand before it (BCP 47, section 2.1); what one letter begins is an extension.
    let territory = parts.take_while(|part| part.len() > 1).find(is_territory)?;
    Some(format!("{}_{}", language.to_ascii_lowercase(), territory.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_is_never_guessed() {
        for (language, expected) in [
            ("en-GB", Some("en_GB")),
            ("zh-Hant-TW", Some("zh_TW")),
            ("pt-br", Some("pt_BR")),
            ("en", None),
            ("uk", None),
            ("es-419", None),
            ("en-x-gb", None),
        ] {
            assert_eq!(locale(language).as_deref(), expected, "{language}");
        }
    }
}
