//! What holds of any text in a feed (see [`crate::properties`]): no word is lost, no address is relative, and what is written
//! is XML.

use url::Url;

use super::model::{Author, FeedItem, headline};
use super::text::clean;
use super::{atom, rss};
use crate::content::Date;
use crate::content::markdown::{
    Cards, HtmlPolicy, Options, Players, Resolve, ResolvedImage, ResolvedLink, absolute, render,
};
use crate::properties::browser::{From, fault};
use crate::properties::markdown::{LABELS, most, text};

const BASE: &str = "https://a.example/r/2025/a/";

/// As the site's own resolver does: addresses are absolute, or nobody can make them so.
struct Away;

fn away(address: &str) -> String {
    let joined = Url::parse(BASE).and_then(|base| base.join(address));
    joined.map_or_else(|_| address.to_owned(), String::from)
}

impl Resolve for Away {
    fn link(&self, href: &str) -> ResolvedLink {
        ResolvedLink::Url(away(href))
    }

    fn is_card(&self, href: &str) -> bool {
        href.ends_with(".md")
    }

    fn card_anchor(&self, _: &str) -> Option<String> {
        None
    }

    fn image(&self, src: &str) -> ResolvedImage {
        ResolvedImage { url: away(src), size: None, responsive: None }
    }

    fn placeholder(&self, alt: &str, credit: &str) -> Option<String> {
        credit.contains("T").then(|| format!("{alt}, {credit}"))
    }
}

/// Holds of any text: as the body of an article, and as its headline, summary and whatever else stands in its item.
pub fn feed(bytes: &[u8]) {
    let (text, words) = text(bytes);
    let players = Players::default();
    for html in [HtmlPolicy::Safe, HtmlPolicy::Escape] {
        let options = Options {
            language: "en",
            html,
            cards: Cards::Keep,
            live: None,
            players: &players,
            trusted_on_pages: false,
            plays: false,
            fragment_base: BASE,
            anchors: false,
            labels: LABELS,
        };
        let body = clean(&absolute(&render(&text, &options, &Away).html, BASE));
        assert!(body.len() <= most(&text), "{} bytes for {}", body.len(), text.len());
        if let Some(fault) = fault(&body, From::Anywhere) {
            panic!("{fault}\n{text:?}\n{body}");
        }
        for word in &words {
            assert!(body.contains(word.as_str()), "{word} is lost\n{text:?}\n{body}");
        }
        written(&text, &body);
    }
}

/// The item is the same when it is read again.
fn written(text: &str, body: &str) {
    let date = Date { timestamp: 1_739_350_800, offset: 3600, has_time: true };
    let plain = clean(text);
    let item = FeedItem {
        id: format!("urn:x:{plain}"),
        url: BASE.to_owned(),
        title: headline(text, BASE),
        published: date,
        updated: date,
        language: None,
        authors: vec![Author { name: plain.clone(), url: None }],
        sources: Vec::new(),
        categories: vec![plain.clone()],
        summary: plain.clone(),
        content: Some(body.into()),
        picture: None,
        rights: vec![plain.clone()],
    };
    let items = [item];
    for (name, bytes) in [("encoded", rss::of_items(&items)), ("content", atom::of_items(&items))] {
        let Ok(xml) = String::from_utf8(bytes) else { panic!("no UTF-8: {text:?}") };
        let options = roxmltree::ParsingOptions { allow_dtd: false, ..Default::default() };
        let document = match roxmltree::Document::parse_with_options(&xml, options) {
            Ok(document) => document,
            Err(fault) => panic!("{fault}: {text:?}\n{xml}"),
        };
        let read = document.descendants().find(|node| node.tag_name().name() == name);
        let read: String = read
            .into_iter()
            .flat_map(|node| node.descendants())
            .filter_map(|node| node.text().filter(|_| node.is_text()))
            .collect();
        // Line ends are those of XML (section 2.11).
        assert_eq!(lines(&read), lines(body), "{text:?}\n{xml}");
    }
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}
