//! Structured data: what an article's page says of itself in the words of schema.org, as JSON-LD.

use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::content::Date;
use crate::output::print_absolute;
use crate::site::{Article, Site};

/// The text of an article's `<script type="application/ld+json">`.
pub fn article(site: &Site, article: &Article) -> String {
    script(&news_article(site, article))
}

fn news_article(site: &Site, article: &Article) -> Value {
    let front = &article.document.front;
    let language = article.language(&site.config.language);
    let mut data = Map::new();
    let mut say = |name: &str, value: Value| drop(data.insert(name.to_owned(), value));
    say("@context", json!("https://schema.org"));
    say("@type", json!(front.article_type.schema()));
    say("headline", json!(front.title));
    say("url", json!(site.config.base_url.absolute(&article.url)));
    say("datePublished", json!(moment(article.date)));
    say("dateModified", json!(moment(article.modified())));
    say("inLanguage", json!(language));
    say("isAccessibleForFree", json!(true));
    say("author", authors(site, article, language));
    say("publisher", publisher(&site.config));
    for (name, values) in [
        ("isBasedOn", based_on(article)),
        ("image", image(site, article).into_iter().collect()),
        ("correction", corrections(article)),
    ] {
        if !values.is_empty() {
            say(name, Value::Array(values));
        }
    }
    Value::Object(data)
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
fn authors(site: &Site, article: &Article, language: &str) -> Value {
    let config = &site.config;
    let person = |id| {
        let term = site.authors.get(id);
        let name = term.name_in(language, &config.language);
        json!({"@type": "Person", "name": name, "url": config.base_url.absolute(&term.url)})
    };
    match &article.authors[..] {
        [] => json!([organisation(config)]),
        authors => authors.iter().map(|id| person(*id)).collect(),
    }
}

fn organisation(config: &Config) -> Map<String, Value> {
    let name = [("@type", json!("NewsMediaOrganization")), ("name", json!(config.title))];
    let url = ("url", json!(config.base_url.absolute("/")));
    name.into_iter().chain([url]).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The newsroom with its policies.
fn publisher(config: &Config) -> Value {
    let mut data = organisation(config);
    for policy in &config.policies {
        data.insert(policy.property.to_owned(), json!(print_absolute(&config.base_url, &policy.url)));
    }
    Value::Object(data)
}

/// The addresses of what it is made of.
fn based_on(article: &Article) -> Vec<Value> {
    article
        .document
        .front
        .sources
        .iter()
        .filter_map(|source| source.url.as_deref())
        .map(|url| json!(url))
        .collect()
}

/// Its leading picture, unless that may not be passed on.
fn image(site: &Site, article: &Article) -> Option<Value> {
    let picture = article.image.as_ref().filter(|_| !article.withheld)?;
    Some(json!(print_absolute(&site.config.base_url, &picture.url)))
}

fn corrections(article: &Article) -> Vec<Value> {
    let comment = |correction: &crate::content::front_matter::Correction| {
        json!({
            "@type": "CorrectionComment",
            "datePublished": moment(correction.date),
            "text": correction.text,
        })
    };
    article.corrections().iter().map(comment).collect()
}

/// JSON in which no text can end the script that it stands in, or begin a comment.
fn script(data: &Value) -> String {
    let json = data.to_string();
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
        let data = json!({"headline": "</script><!-- & \u{2028}\""});
        let text = script(&data);
        assert_eq!(text, r#"{"headline":"\u003c/script\u003e\u003c!-- \u0026 \u2028\""}"#);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data);
    }
}
