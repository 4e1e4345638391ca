//! An article's text for feeds: with absolute addresses, without the pictures that may not be passed on, without what XML
//! cannot hold, and with what its page says above it.

use crate::bytes;
use crate::content::front_matter::ArticleType;
use crate::content::markdown::{Rendered, absolute, shown};
use crate::html::escape;
use crate::output::context::Context;
use crate::output::context::bodies::instead_of_picture;
use crate::site::{Article, ArticleId};
use crate::source::Changed;
use std::sync::Arc;

/// The HTML of an article's body for feeds, with absolute addresses.
///
/// # Errors
/// When its file is not what it was.
pub fn of_article(context: &Context, id: ArticleId) -> Result<Arc<str>, Changed> {
    let article = context.site().article(id);
    context.reads().note("body", &article.document.path);
    context.feed_bodies().get(id, || {
        let body = context.body(&article.document, &article.file, &article.url, true)?;
        Ok(item(context, article, &body).into())
    })
}

/// An article's text as an item carries it.
fn item(context: &Context, article: &Article, body: &Rendered) -> String {
    let mut html = String::with_capacity(body.html.len() + 256);
    let language = article.language(&context.site().config.language);
    if let Some(label) = label(context, article.document.front.article_type, language) {
        html.push_str(&format!("<p><strong>{}</strong></p>\n", escape(&label)));
    }
    html.push_str(&instead_of_leading(context, article).unwrap_or_default());
    html.push_str(&body.html);
    alone(context, html, article.document.facts.raw_html, &article.url)
}

/// What kind of journalism an article is, if it is no news: "Opinion", "Sponsored".
pub(in crate::output) fn label(context: &Context, kind: ArticleType, language: &str) -> Option<String> {
    (kind != ArticleType::News).then(|| context.texts(language).plain(&format!("type.{}", kind.as_str())))
}

/// HTML that stands on its own. What Markdown makes has absolute addresses already; what editors wrote as HTML may hold
/// others in places that no page needs looked at.
pub(in crate::output) fn alone(context: &Context, html: String, has_raw_html: bool, url: &str) -> String {
    let html = match has_raw_html {
        // No reader of feeds knows what a page hides.
        true => absolute(&shown(&html), &context.site().config.base_url.absolute(url)),
        false => html,
    };
    clean(&html)
}

/// What stands above the text for a leading picture that stays out: it would go along as the item's media.
fn instead_of_leading(context: &Context, article: &Article) -> Option<String> {
    let image = article
        .document
        .front
        .image
        .as_ref()
        .filter(|_| article.image_withheld && article.image.is_some())?;
    let config = &context.site().config;
    let texts = context.texts(article.language(&config.language));
    let url = escape(&config.base_url.absolute(&article.url));
    let text = escape(&instead_of_picture(texts, &image.alt, image.credit.as_deref()?));
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
