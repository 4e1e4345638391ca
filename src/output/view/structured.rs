//! Structured data: what an article's page says of itself in the words of schema.org, as JSON-LD.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::Config;
use crate::content::Date;
use crate::content::front_matter::Correction;
use crate::output::{crops, print_absolute};
use crate::site::{Article, Site};

/// The text of an article's `<script type="application/ld+json">`.
pub fn article(site: &Site, article: &Article) -> String {
    // Nothing in it can fail to be written: it is texts, lists and maps of texts.
    script(serde_json::to_string(&news_article(site, article)).unwrap_or_default())
}

/// `NewsArticle` and its subtypes; the properties in the order of the alphabet.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    author: Vec<Party<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment<'a>>,
    date_modified: String,
    date_published: String,
    headline: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    image: Vec<String>,
    in_language: &'a str,
    is_accessible_for_free: bool,
    /// The addresses of what it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_based_on: Vec<&'a str>,
    publisher: BTreeMap<&'static str, String>,
    url: String,
}

/// A person, or the newsroom.
#[derive(Serialize)]
struct Party<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionComment<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    date_published: String,
    text: &'a str,
}

const NEWSROOM: &str = "NewsMediaOrganization";

fn news_article<'a>(site: &'a Site, article: &'a Article) -> NewsArticle<'a> {
    let front = &article.document.front;
    let base = &site.config.base_url;
    let language = article.language(&site.config.language);
    // A picture that may not be passed on stays out.
    let image = article.image.as_ref().filter(|_| !article.withheld);
    NewsArticle {
        context: "https://schema.org",
        kind: front.article_type.schema(),
        author: authors(site, article, language),
        correction: article.corrections().iter().map(correction).collect(),
        date_modified: moment(article.modified()),
        date_published: moment(article.date),
        headline: &front.title,
        image: crops::of(site, article)
            .into_iter()
            .map(|crop| base.absolute(&crop.url))
            .chain(image.map(|picture| print_absolute(base, &picture.url)))
            .collect(),
        in_language: language,
        is_accessible_for_free: true,
        is_based_on: front.sources.iter().filter_map(|source| source.url.as_deref()).collect(),
        publisher: publisher(&site.config),
        url: base.absolute(&article.url),
    }
}

/// A day when no time was written: a midnight that nobody meant would be wrong.
fn moment(date: Date) -> String {
    let mut text = date.to_rfc3339();
    if !date.has_time {
        text.truncate("2025-02-12".len());
    }
    text
}

/// Those who wrote it; when nobody is named, the newsroom.
fn authors<'a>(site: &'a Site, article: &'a Article, language: &str) -> Vec<Party<'a>> {
    let config = &site.config;
    if article.authors.is_empty() {
        let url = config.base_url.absolute(&format!("{}/", config.prefix));
        return vec![Party { kind: NEWSROOM, name: &config.title, url }];
    }
    let person = |id: &crate::site::TermId| {
        let term = site.authors.get(*id);
        let name = term.name_in(language, &config.language);
        Party { kind: "Person", name, url: config.base_url.absolute(&term.url) }
    };
    article.authors.iter().map(person).collect()
}

/// The newsroom with its policies.
fn publisher(config: &Config) -> BTreeMap<&'static str, String> {
    let own = [
        ("@type", NEWSROOM.to_owned()),
        ("name", config.title.clone()),
        ("url", config.base_url.absolute(&format!("{}/", config.prefix))),
    ];
    let policies = config.policies.iter();
    let policies = policies.map(|policy| (policy.property, print_absolute(&config.base_url, &policy.url)));
    own.into_iter().chain(policies).collect()
}

fn correction(correction: &Correction) -> CorrectionComment<'_> {
    CorrectionComment {
        kind: "CorrectionComment",
        date_published: moment(correction.date),
        text: &correction.text,
    }
}

/// JSON in which no text can end the script that it stands in, or begin a comment.
fn script(json: String) -> String {
    // Bytes of 0xe2 begin the two line separators.
    if !crate::bytes::any(json.as_bytes(), |byte| {
        (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2)
    }) {
        return json;
    }
    let mut safe = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let data = serde_json::json!({"headline": "</script><!-- & \u{2028}\""});
        let text = script(data.to_string());
        assert_eq!(text, r#"{"headline":"\u003c/script\u003e\u003c!-- \u0026 \u2028\""}"#);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), data);
    }
}
