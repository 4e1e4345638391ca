//! The `<head>` essentials: one value, so that no template can lose part of it.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::social::{self, Share, SharedImage};
use super::structured::{self, Data};
use super::translations;
use crate::html::escape;
use crate::i18n::Texts;
use crate::output::list::List;
use crate::output::urls::ascii;
use crate::site::Site;

/// How many characters a title may have with the name of the site in it.
const TITLE: usize = 70;

/// What a page says of itself to machines.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// The page's own title; the home page has none.
    pub title: &'a str,
    /// Plain text.
    pub description: Option<&'a str>,
    /// Its address without base path.
    pub url: &'a str,
    /// The address of the original, when it is another.
    pub canonical: Option<&'a str>,
    /// Keep out of search engines.
    pub noindex: bool,
    /// Pages before and after in a list, without base path.
    pub prev: Option<String>,
    /// Pages before and after in a list, without base path.
    pub next: Option<String>,
    /// The list whose feed is that of just this page's articles: what it is called, and its address without base path.
    pub feed: Option<(&'a str, &'a str)>,
    /// Names of our authors.
    pub authors: &'a [String],
    /// What it says of itself as JSON-LD.
    pub data: Data<'a>,
    /// What it is when it is shared.
    pub share: Share<'a>,
    /// Its picture, if it may be passed on.
    pub picture: Option<SharedImage<'a>>,
    /// The address of its card without base path, if it has one.
    pub card: Option<String>,
    /// The parts of the site that the page belongs to, the nearest first: addresses without base path.
    pub within: Vec<Cow<'a, str>>,
    /// Whether something on the page waits for the script that plays.
    pub player: bool,
    /// Whether comments can be loaded on it.
    pub comments: bool,
}

impl Head<'_> {
    /// The text of the head.
    pub fn html(&self, site: &Site, texts: &Texts, language: &str) -> String {
        let config = &site.config;
        let base = &config.base_url;
        let mut html = String::with_capacity(8192);
        html.push_str("<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Only what follows it is bound by it.
        let policy = if self.comments { &config.policy_with_comments } else { &config.policy };
        if let Some(policy) = policy {
            let policy = escape(policy);
            let _ = writeln!(html, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        }
        let fill = |place: &str| match place {
            "title" => Some(self.title.to_owned()),
            "site" => Some(config.title.clone()),
            _ => None,
        };
        let own = Some(self.title).filter(|own| !own.is_empty());
        let with_site = own.and_then(|_| texts.get("title.page", None, &fill));
        // What search engines and tabs would cut off is the end: then the headline alone.
        let with_site = with_site.filter(|title| title.chars().count() <= TITLE);
        let title = with_site.as_deref().or(own).unwrap_or(&config.title);
        let _ = writeln!(html, "<title>{}</title>", escape(title));
        if let Some(description) = self.description.filter(|text| !text.is_empty()) {
            meta(&mut html, "description", description);
        }
        for author in self.authors {
            meta(&mut html, "author", author);
        }
        meta(&mut html, "robots", if self.noindex { "noindex" } else { "max-image-preview:large" });
        meta(&mut html, "generator", "newsprint");
        let canonical = self.canonical.map_or_else(|| base.absolute(self.url), str::to_owned);
        // A page that keeps out of search engines must not name itself as the one to index.
        if !self.noindex || self.canonical.is_some() {
            link(&mut html, "canonical", &canonical);
        }
        for (rel, url) in [("prev", &self.prev), ("next", &self.next)] {
            if let Some(url) = url {
                link(&mut html, rel, &base.absolute(url));
            }
        }
        if !self.noindex && self.canonical.is_none_or(|canonical| canonical == base.absolute(self.url)) {
            translations::links(site, self.url, |language, url| {
                let (language, url) = (escape(language), escape(url));
                let _ = writeln!(html, "<link rel=\"alternate\" hreflang=\"{language}\" href=\"{url}\">");
            });
        }
        if self.url == site.at("/") {
            // Who is known by a profile says so on the page that the profile leads to.
            config.presence.profiles.iter().for_each(|profile| link(&mut html, "me", profile));
        }
        social::social(&mut html, self, site, language, &canonical);
        let home = site.at("/");
        let own = self.feed.filter(|(_, list)| *list != home);
        let home = List::Home.has_feed(site).then_some((config.title.as_str(), home.as_str()));
        for (title, list) in own.into_iter().chain(home) {
            feeds(&mut html, site, texts, title, list);
        }
        let Head { title, url, description, .. } = *self;
        let named = structured::PageSummary { title, description, url, language };
        let data = match &self.data {
            Data::Nothing => None,
            Data::Page(page) => Some(Cow::Owned(structured::page(site, texts, named, page))),
            Data::Ready(data) => Some(Cow::Borrowed(data.as_str())),
        };
        if let Some(data) = data {
            html.push_str("<script type=\"application/ld+json\">");
            html.push_str(&data);
            html.push_str("</script>");
        }
        html.truncate(html.trim_end().len());
        html
    }
}

/// Announces the feeds of a list; the titles of several tell their formats.
fn feeds(html: &mut String, site: &Site, texts: &Texts, title: &str, list: &str) {
    let formats = &site.config.feeds.formats;
    for format in formats {
        let named = texts.get("title.feed_format", None, &|place| match place {
            "title" => Some(title.to_owned()),
            "format" => Some(format.name().to_owned()),
            _ => None,
        });
        let named = named.filter(|_| formats.len() > 1);
        let _ = writeln!(
            html,
            "<link rel=\"alternate\" type=\"{}\" title=\"{}\" href=\"{}\">",
            format.media_type(),
            escape(named.as_deref().unwrap_or(title)),
            escape(&ascii(site, &format.url(list)))
        );
    }
}

fn meta(html: &mut String, name: &str, content: &str) {
    let _ = writeln!(html, "<meta name=\"{name}\" content=\"{}\">", escape(content));
}

fn link(html: &mut String, rel: &str, href: &str) {
    let _ = writeln!(html, "<link rel=\"{rel}\" href=\"{}\">", escape(href));
}

/// Puts the head into a page whose template did not print it.
pub fn keep(mut html: String, head: &str) -> String {
    // Where it is printed it stands at the beginning; a search for so long a text would cost more than it finds.
    let opened = html.find("<head>").map_or(0, |at| at + "<head>".len());
    if html[opened..].trim_start().starts_with(head) || html.contains(head) {
        return html;
    }
    if let Some(end) = html.find("</head>") {
        html.insert_str(end, &format!("{head}\n"));
        return html;
    }
    // The tag is optional in HTML: what comes before it is the doctype and `<html …>`.
    let beginning = html.chars().take(512).collect::<String>().to_ascii_lowercase();
    let after = |tag: &str| {
        let at = beginning.find(tag)?;
        html[at..].find('>').map(|end| at + end + 1)
    };
    let place = after("<html").or_else(|| after("<!doctype")).unwrap_or(0);
    html.insert_str(place, &format!("<head>\n{head}\n</head>"));
    html
}
