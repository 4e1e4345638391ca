//! Comments under an article: what the theme's script loads when a reader asks for them.
//!
//! The page itself holds no element of the service: its embed is written down as JSON, which `theme/comments.js` makes elements of.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::config::{Comments, GISCUS, Mapping, UTTERANCES};
use crate::site::{Article, Site};

/// Comments under an article.
#[derive(Debug, Clone, Serialize)]
pub struct CommentsView {
    /// `giscus`, `utterances` or `isso`.
    pub service: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Who is asked when they are shown: hosts, with commas between.
    pub hosts: String,
    /// The discussion itself, for readers without a script; none when the service has no page for it.
    pub discussion: Option<String>,
    /// What is loaded, as JSON: `script`, the attributes of its element; `thread`, those of the element that it looks for, if
    /// any; `style`, the address of its style sheet, if it does not bring it.
    pub embed: String,
}

/// The languages of giscus, as it calls them, besides those that it calls as BCP 47 does.
const GISCUS_LANGUAGES: [&str; 31] = [
    "ar", "be", "bg", "ca", "cs", "da", "de", "en", "eo", "es", "eu", "fa", "fr", "gr", "gsw", "hbs", "he",
    "hu", "id", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "th", "tr", "uk", "vi",
];

/// What giscus calls a language; English when it does not speak it.
fn giscus_language(tag: &str) -> &'static str {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    if first == "zh" {
        let is_traditional =
            parts.any(|part| ["TW", "HK", "Hant"].iter().any(|t| t.eq_ignore_ascii_case(part)));
        return if is_traditional { "zh-TW" } else { "zh-CN" };
    }
    let first = match first {
        "el" => "gr",
        "bs" | "hr" | "sr" => "hbs",
        other => other,
    };
    GISCUS_LANGUAGES.iter().find(|known| **known == first).copied().unwrap_or("en")
}

/// Those of an article; none when the site or the article has none.
pub fn comments(site: &Site, article: &Article) -> Option<CommentsView> {
    let comments = site.config.comments.as_ref()?;
    if article.document.front.rare().without_comments {
        return None;
    }
    let page_language = article.language(&site.config.language);
    Some(match comments {
        Comments::Giscus { repo, mapping, .. } => CommentsView {
            service: "giscus",
            name: "giscus",
            hosts: "giscus.app, github.com".to_owned(),
            discussion: Some(search(repo, "discussions?discussions_q=", &term(site, article, *mapping))),
            embed: giscus(comments, article, page_language),
        },
        Comments::Utterances { repo, label, mapping, theme } => {
            let mut script = Map::new();
            let mut set = |name: &str, value: &str| script.insert(name.to_owned(), value.into());
            set("src", &format!("{UTTERANCES}/client.js"));
            set("crossorigin", "anonymous");
            set("repo", repo);
            set("issue-term", mapping.name().unwrap_or(&article.id));
            label.as_deref().map(|label| set("label", label));
            theme.as_deref().map(|theme| set("theme", theme));
            CommentsView {
                service: "utterances",
                name: "utterances",
                hosts: "utteranc.es, github.com".to_owned(),
                discussion: Some(search(repo, "issues?q=", &term(site, article, *mapping))),
                embed: embed(script, None, None),
            }
        }
        Comments::Isso { url, language } => {
            let mut script = Map::new();
            let mut set = |name: &str, value: &str| script.insert(name.to_owned(), value.into());
            set("src", &format!("{url}/js/embed.min.js"));
            set("data-isso", &format!("{url}/"));
            // Its own way to bring a style may be an element that no policy allows.
            set("data-isso-css", "false");
            set("data-isso-lang", language.as_deref().unwrap_or(page_language));
            let mut thread = Map::new();
            thread.insert("id".to_owned(), "isso-thread".into());
            thread.insert("data-isso-id".to_owned(), site.config.base_url.page(&article.url).into());
            thread.insert("data-title".to_owned(), article.document.front.title.to_string().into());
            CommentsView {
                service: "isso",
                name: "Isso",
                hosts: crate::site::terms::host(url).unwrap_or_else(|| url.clone()),
                discussion: None,
                embed: embed(script, Some(thread), Some(format!("{url}/css/isso.css"))),
            }
        }
    })
}

fn giscus(comments: &Comments, article: &Article, page_language: &str) -> String {
    let Comments::Giscus {
        repo,
        repo_id,
        category,
        category_id,
        mapping,
        strict,
        reactions,
        input_position,
        language,
        theme,
    } = comments
    else {
        return String::new();
    };
    let digit = |is_on: &bool| if *is_on { "1" } else { "0" };
    let mut script = Map::new();
    let mut set = |name: &str, value: &str| script.insert(name.to_owned(), value.into());
    set("src", &format!("{GISCUS}/client.js"));
    set("crossorigin", "anonymous");
    set("data-repo", repo);
    set("data-repo-id", repo_id);
    set("data-category", category);
    set("data-category-id", category_id);
    set("data-mapping", mapping.name().unwrap_or("specific"));
    if *mapping == Mapping::Id {
        set("data-term", &article.id);
    }
    // Of two identities that are alike in parts neither is the other.
    set("data-strict", digit(&(*strict || *mapping == Mapping::Id)));
    set("data-reactions-enabled", digit(reactions));
    set("data-emit-metadata", "0");
    set("data-input-position", input_position);
    set("data-lang", giscus_language(language.as_deref().unwrap_or(page_language)));
    theme.as_deref().map(|theme| set("data-theme", theme));
    embed(script, None, None)
}

fn embed(script: Map<String, Value>, thread: Option<Map<String, Value>>, style: Option<String>) -> String {
    let mut embed = Map::new();
    embed.insert("script".to_owned(), script.into());
    thread.map(|thread| embed.insert("thread".to_owned(), thread.into()));
    style.map(|style| embed.insert("style".to_owned(), style.into()));
    Value::from(embed).to_string()
}

/// The words by which a service finds the discussion of an article. It takes the path without its ending.
fn term(site: &Site, article: &Article, mapping: Mapping) -> String {
    let base = &site.config.base_url;
    match mapping {
        Mapping::Pathname => {
            let path = base.page(&article.url);
            path.trim_start_matches('/').trim_end_matches(".html").to_owned()
        }
        Mapping::Url => base.absolute(&article.url),
        Mapping::Title | Mapping::OgTitle => article.document.front.title.to_string(),
        Mapping::Id => article.id.to_string(),
    }
}

fn search(repo: &str, page: &str, term: &str) -> String {
    let term = utf8_percent_encode(term, NON_ALPHANUMERIC);
    format!("https://github.com/{repo}/{page}{term}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn giscus_is_told_its_own_names_of_languages() {
        let names = ["uk", "pt-BR", "el", "sr-Latn", "zh", "zh-Hant", "zh-HK", "cy"].map(giscus_language);
        assert_eq!(names, ["uk", "pt", "gr", "hbs", "zh-CN", "zh-TW", "zh-TW", "en"]);
    }
}
