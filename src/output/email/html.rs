//! The HTML part: its head, its styles put into attributes, merge tags put in last, and what is to be said of its size.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use css_inline::{CSSInliner, InlineOptions};

use super::flow::Flow;
use crate::config::{Email, is_merge_tag};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::Digest;
use crate::html::escape;
use crate::i18n::Texts;
use crate::site::{Edition, Site};

/// The bytes after which the first large mail client cuts a message off.
const CLIPPED_FROM: usize = 100_000;

/// `<head>` of a mail. It tells mail clients that the colours are made for darkness, too, and search engines that the
/// edition's page is what they look for.
pub(super) fn head(site: &Site, texts: &Texts, edition: &Edition) -> String {
    let front = &edition.page.document.front;
    let fill = |place: &str| match place {
        "title" => Some(front.title.to_string()),
        "site" => Some(site.config.title.clone()),
        _ => None,
    };
    let title = texts.get("title.page", None, &fill).unwrap_or_else(|| front.title.to_string());
    let page = site.config.base_url.absolute(&edition.page.url);
    let canonical = front.rare().canonical.as_deref().unwrap_or(&page);
    let mut html = String::from("<meta charset=\"utf-8\">\n");
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("robots", "noindex"),
        ("color-scheme", "light dark"),
        ("supported-color-schemes", "light dark"),
        // What looks like a date or a number must not become a link.
        ("format-detection", "telephone=no, date=no, address=no, email=no"),
    ] {
        let _ = writeln!(html, "<meta name=\"{name}\" content=\"{content}\">");
    }
    let _ = writeln!(html, "<title>{}</title>", escape(&title));
    let _ = write!(html, "<link rel=\"canonical\" href=\"{}\">", escape(canonical));
    html
}

/// Stands for merge tags until the HTML is finished: nothing that reads or writes HTML may touch them.
pub(super) struct MergeTags {
    /// Holds a hash of the text that goes around it, so that no text can hold it.
    mark: String,
}

impl MergeTags {
    pub(super) fn new(edition: &Edition) -> Self {
        let of =
            Digest::of(&(edition.page.body, &edition.page.document.path, &edition.page.document.front.title));
        Self { mark: format!("newsprint-merge-{}-", of.short(16)) }
    }

    /// What a template prints for a merge tag, or for an address.
    pub(super) fn place(&self, text: &str) -> String {
        if !is_merge_tag(text) {
            return text.to_owned();
        }
        format!("{}{}-", self.mark, Digest::of_bytes(text.as_bytes()).short(8))
    }

    /// The merge tags of a configuration by what stands for them.
    pub(super) fn of(&self, email: &Email) -> BTreeMap<String, String> {
        let texts = email.unsubscribe.iter().chain(email.merge_tags.iter().map(|(_, text)| text));
        texts.map(|text| (self.place(text), text.clone())).filter(|(place, text)| place != text).collect()
    }
}

/// The HTML of a mail: styles in attributes, and beside them only what cannot stand there; merge tags as they are written.
pub(super) fn finish(html: &str, tags: &BTreeMap<String, String>, path: &str) -> Result<String, Diagnostic> {
    let options = InlineOptions {
        keep_style_tags: false,
        keep_at_rules: false,
        load_remote_stylesheets: false,
        minify_css: true,
        ..InlineOptions::default()
    };
    let inlined = CSSInliner::new(options).inline(html).map_err(|error| {
        Diagnostic::error(Code::EmailStyle, format!("the styles of its e-mail cannot be put in: {error}"))
            .in_file(path)
            .hint("look at the `<style>` of templates/email.html")
    })?;
    let mut html = inlined.trim_end().replace(" data-css-inline=\"keep\"", "");
    html.push('\n');
    for (place, text) in tags {
        if html.contains(place.as_str()) {
            html = html.replace(place.as_str(), text);
        }
    }
    Ok(html)
}

/// What is to be said of a mail that is cut off: how large it is, and where it is largest.
pub fn too_large(edition: &Edition, bytes: &[u8]) -> Option<Diagnostic> {
    if bytes.len() <= CLIPPED_FROM {
        return None;
    }
    let kilobytes = |bytes: usize| bytes.div_ceil(1000);
    let html = String::from_utf8_lossy(bytes);
    let message = format!(
        "its e-mail has {} kB, and mail clients cut off what is longer than {} kB",
        kilobytes(bytes.len()),
        kilobytes(CLIPPED_FROM)
    );
    let starts: Vec<usize> = html.match_indices("<h2").map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let sections = starts.iter().zip(ends).map(|(start, end)| &html[*start..end]);
    let largest = sections.max_by_key(|section| section.len()).map(|section| {
        let name = Flow::inline(section.split("</h2>").next().unwrap_or(""));
        let links = section.matches("<h3").count();
        let cards = if links == 1 { "one card".to_owned() } else { format!("{links} cards") };
        format!("the largest section is “{name}” with {} kB and {cards}", kilobytes(section.len()))
    });
    let problem = Diagnostic::warning(Code::EmailSize, message).in_file(&*edition.page.document.path);
    let problem = largest.into_iter().fold(problem, Diagnostic::hint);
    Some(problem.hint("shorten it, or let it be two editions"))
}
