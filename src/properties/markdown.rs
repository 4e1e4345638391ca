//! Markdown on a page: no word is lost, nothing acts, and the facts say what the page has.

use std::borrow::Cow;

use super::browser::{From, fault};
use super::documents::ZONE;
use super::messages;
use super::sentences::{sentence, words};
use crate::content::Date;
use crate::content::markdown::facts::FactsOptions;
use crate::content::markdown::{
    Cards, Facts, HtmlPolicy, Labels, Live, Options, Piece, Players, Rendered, Resolve, ResolvedImage,
    ResolvedLink, Responsive, facts, render, scheme,
};
use crate::diagnostic::{Code, Diagnostic, Span};

/// A text and its words that have to be printed. What begins with a byte that no text has stands for a sentence.
pub(crate) fn text(bytes: &[u8]) -> (Cow<'_, str>, Vec<String>) {
    match bytes {
        [0xff, pieces @ ..] => {
            let text = sentence(pieces);
            let words = words(&text);
            (text.into(), words)
        }
        _ => (String::from_utf8_lossy(bytes), Vec::new()),
    }
}

/// How much HTML there may be for a text. The cells that rows of a table lack are filled in, up to a number that the parser has.
pub(crate) fn most(text: &str) -> usize {
    512 * text.len() + if text.contains('|') { 8 << 20 } else { 1024 }
}

/// A site with a little of everything that a text may ask for.
pub(crate) struct Site;

impl Resolve for Site {
    fn link(&self, href: &str) -> ResolvedLink {
        match href {
            "held.md" => ResolvedLink::TextOnly,
            _ => ResolvedLink::Url(href.replace(".md", "/")),
        }
    }

    fn allows(&self, href: &str) -> bool {
        scheme(href).is_none_or(|scheme| scheme != "apt")
    }

    fn is_card(&self, href: &str) -> bool {
        href.ends_with(".md") && href != "page.md" || href.starts_with("/2025/")
    }

    fn card_anchor(&self, href: &str) -> Option<String> {
        self.is_card(href).then(|| href.trim_end_matches(".md").replace(['/', '.'], ""))
    }

    fn image(&self, src: &str) -> ResolvedImage {
        let src = src.split('#').next().unwrap_or(src);
        let responsive = Responsive {
            formats: vec![("image/webp", "/base/r.png.4w.webp 4w".to_owned())],
            srcset: Some("/base/r.png.2w.png 2w, /base/r.png 4w".to_owned()),
            tone: Some("#a1b2c3".to_owned()),
        };
        ResolvedImage {
            url: format!("/base/{src}"),
            size: (src == "a.png").then_some((4, 3)),
            responsive: (src == "r.png").then(|| Box::new(responsive)),
        }
    }
}

pub(crate) const LABELS: Labels<'static> = Labels {
    anchor: "Link",
    footnotes: "Notes",
    footnote_back: "Back to reference",
    play_video: "Play video",
    play_audio: "Play audio",
    note: "Note",
    tip: "Tip",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
};

/// Holds of any text that stands in the body of a document.
pub fn page(bytes: &[u8]) {
    let (text, words) = text(bytes);
    let players = Players::default();
    let day = Date::from_ymd(2025, 2, 12, ZONE);
    let read = |outline: bool, live: bool| {
        let link_schemes = ["http", "https", "mailto", "tel"].map(String::from);
        let options = FactsOptions {
            link_schemes: &link_schemes,
            html: HtmlPolicy::Safe,
            excerpt: true,
            outline,
            live: day.filter(|_| live).map(|day| (day, ZONE)),
            players: &players,
            path: "a.md",
        };
        facts(&text, 0, &options)
    };
    let (found, problems) = read(false, false);
    told(&text, &found, &problems);
    for (outline, live) in [(true, false), (false, true)] {
        let (found, problems) = read(outline, live);
        told(&text, &found, &problems);
    }
    let time = |date: Date, _: bool| format!("{}:{:02}", date.hour(), date.minute());
    for html in [HtmlPolicy::Safe, HtmlPolicy::Escape] {
        for (cards, live) in
            [(Cards::Keep, false), (Cards::Omit, false), (Cards::Apart, false), (Cards::Keep, true)]
        {
            let live =
                day.filter(|_| live).map(|date| Live { date, zone: ZONE, newest_first: true, time: &time });
            let options = Options {
                language: "en",
                html,
                cards,
                live,
                players: &players,
                trusted_on_pages: false,
                plays: true,
                fragment_base: "",
                anchors: true,
                labels: LABELS,
            };
            let made = render(&text, &options, &Site);
            let mut size = 0;
            for html in printed(&made) {
                size += html.len();
                if let Some(fault) = fault(html, From::Page) {
                    panic!("{fault}\n{text:?}\n{html}");
                }
            }
            assert!(size <= most(&text), "{size} bytes for {}", text.len());
            if (cards, live.is_some()) != (Cards::Keep, false) {
                continue;
            }
            for word in &words {
                assert!(made.html.contains(word.as_str()), "{word} is lost\n{text:?}\n{}", made.html);
            }
            // Shown as text, a tag is a part of a heading's words.
            for id in found.heading_ids.iter().filter(|_| html == HtmlPolicy::Escape || !found.raw_html) {
                assert!(made.html.contains(&format!(" id=\"{id}\"")), "{id}\n{text:?}\n{}", made.html);
            }
        }
    }
}

/// All HTML of a body.
fn printed(made: &Rendered) -> Vec<&str> {
    let mut all = vec![made.html.as_str()];
    all.extend(made.updates.iter().map(|update| update.html.as_str()));
    for piece in &made.pieces {
        match piece {
            Piece::Text(html) | Piece::Heading { html, .. } => all.push(html),
            Piece::Brief { title, text, .. } => all.extend([title.as_str(), text]),
            Piece::Card { .. } => {}
        }
    }
    all
}

/// What the facts and messages name is there.
fn told(text: &str, facts: &Facts, problems: &[Diagnostic]) {
    messages::hold(text.as_bytes(), problems);
    let links = facts.links.iter().map(|link| link.span);
    let named = facts.named.iter().flat_map(|named| named.links.iter().map(|link| link.span));
    let places: Vec<Diagnostic> =
        links.chain(facts.images.iter().map(|image| image.span)).chain(named).map(place).collect();
    messages::hold(text.as_bytes(), &places);
    assert!(facts.words as usize <= text.len(), "{} words", facts.words);
    assert!(
        facts.excerpt.as_ref().is_none_or(|excerpt| excerpt.chars().count() <= 601),
        "{:?}",
        facts.excerpt
    );
    let mut ids: Vec<&str> = facts.heading_ids.iter().collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id that is there twice: {text:?}");
}

/// A message about a place, as others make one of it.
fn place(span: Span) -> Diagnostic {
    Diagnostic::error(Code::BrokenLink, "it leads nowhere").at(span)
}
