//! An article's text for feeds: with absolute addresses, without the pictures that may not be passed on, without what XML
//! cannot hold, and with what its page says above it.

use super::model::label;
use crate::bytes;
use crate::content::markdown::{Rendered, Resolve, ResolvedImage, ResolvedLink, absolute, shown};
use crate::html::escape;
use crate::i18n::Texts;
use crate::output::Kit;
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

    fn allows(&self, href: &str) -> bool {
        self.resolver.allows(href)
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

/// An article's text as an item carries it.
pub(in crate::output) fn item(kit: &Kit, article: &Article, body: &Rendered) -> String {
    let mut html = String::with_capacity(body.html.len() + 256);
    let language = article.language(&kit.site().config.language);
    if let Some(label) = label(kit, article.document.front.article_type, language) {
        html.push_str(&format!("<p><strong>{}</strong></p>\n", escape(&label)));
    }
    html.push_str(&instead_of_leading(kit, article).unwrap_or_default());
    html.push_str(&body.html);
    alone(kit, html, article.document.facts.raw_html, &article.url)
}

/// HTML that stands on its own. What Markdown makes has absolute addresses already; what editors wrote as HTML may hold
/// others in places that no page needs looked at.
pub(in crate::output) fn alone(kit: &Kit, html: String, has_raw_html: bool, url: &str) -> String {
    let html = match has_raw_html {
        // No reader of feeds knows what a page hides.
        true => absolute(&shown(&html), &kit.site().config.base_url.absolute(url)),
        false => html,
    };
    clean(&html)
}

/// What stands above the text for a leading picture that stays out: it would go along as the item's media.
fn instead_of_leading(kit: &Kit, article: &Article) -> Option<String> {
    let image =
        article.document.front.image.as_ref().filter(|_| article.withheld && article.image.is_some())?;
    let config = &kit.site().config;
    let texts = kit.texts(article.language(&config.language));
    let url = escape(&config.base_url.absolute(&article.url));
    let text = escape(&words(texts, &image.alt, image.credit.as_deref()?));
    Some(format!("<p><a href=\"{url}\">{text}</a></p>\n"))
}

/// Text without the characters that XML 1.0 cannot hold (section 2.2).
pub(in crate::output) fn clean(text: &str) -> String {
    // What is not allowed below U+0080 is a control character; what is not allowed above is U+FFFE and U+FFFF.
    if !bytes::any(text.as_bytes(), |byte| bytes::is_control(byte) | (byte == 0xef)) {
        return text.to_owned();
    }
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    if text.chars().all(allowed) { text.to_owned() } else { text.chars().filter(|c| allowed(*c)).collect() }
}
