//! A card or a brief in the text of an edition. What headlines and sentences say is text there, whatever signs they have.

use super::block::{Block, Comment};
use super::facts::Found;
use super::markdown::{destination, name, text, write};
use crate::content::{Document, likeness, unwritten};

/// A paragraph of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its Markdown.
    pub markdown: String,
    /// What editors should know of it, as a comment before it.
    comment: Option<String>,
    /// Where it leads.
    lead: String,
    is_card: bool,
}

/// The card of an article: a link to its file, from the folder of editions.
pub fn card(title: &str, path: &str) -> Entry {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let lead = format!("../{path}");
    Entry {
        markdown: format!("[{}]({})", text(title), destination(&lead)),
        comment: None,
        lead,
        is_card: true,
    }
}

/// A brief: an outside link, whose title names the outlet where the registry does not, and a sentence; without one a mark where it
/// belongs.
pub fn brief(title: &str, url: &str, outlet: Option<&Found<String>>, summary: Option<&str>) -> Entry {
    let named = outlet.map(|outlet| format!(" \"{}\"", name(&outlet.value))).unwrap_or_default();
    let summary = summary.map_or_else(|| unwritten::MARK.to_owned(), text);
    let guess = outlet.filter(|outlet| outlet.is_guess());
    Entry {
        markdown: format!("[{}]({}{named}) — {summary}", text(title), destination(url)),
        comment: guess.map(|outlet| format!("the outlet is a guess: {}", outlet.place)),
        lead: url.to_owned(),
        is_card: false,
    }
}

/// Whether an edition has an entry that leads where this one does, in whatever form of its address.
pub fn has_entry(edition: &Document, entry: &Entry) -> bool {
    let key = likeness::address_key(&entry.lead).filter(|_| !entry.is_card);
    edition
        .facts
        .links
        .iter()
        .any(|link| *link.href == *entry.lead || key.is_some() && likeness::address_key(&link.href) == key)
}

/// The text of an edition with one more entry at its end: in the list that it ends with, if that is one of cards.
pub fn with_entry(text: &str, entry: &Entry) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let body = text.trim_end();
    let last = body.lines().next_back().unwrap_or("");
    let is_in_list = last.starts_with("- [") && last.ends_with(')') && entry.is_card;
    let separator = if is_in_list { format!("{end}- ") } else { format!("{end}{end}") };
    let comment = entry.comment.as_ref().map(|text| write(&[Block::Comment(Comment::Said(text.clone()))]));
    let comment = comment.map(|line| format!("{}{end}{end}", line.trim_end())).unwrap_or_default();
    format!("{body}{separator}{comment}{}{end}", entry.markdown)
}

#[cfg(test)]
mod tests {
    use super::{Entry, brief, card, has_entry, with_entry};
    use crate::build::parse_context;
    use crate::config::Config;
    use crate::content::{Kind, document};
    use crate::import::facts::{Found, Provenance};

    fn has(body: &str, entry: &Entry) -> bool {
        let config = Config::read(Some(b"title: T\nbase_url: https://news.example/\n"), None);
        let context = parse_context(&config.0.expect("a configuration"));
        let text = format!("---\ntitle: T\ndate: 2025-03-01\n---\n\n{body}");
        let path = std::sync::Arc::from("content/editions/a.md");
        let edition = document::parse(&path, Kind::Edition, text.as_bytes(), &context);
        has_entry(&edition.expect("an edition"), entry)
    }

    #[test]
    fn entries_stand_at_the_end() {
        let card = card("Talks [live]", "content/2025-02-12-talks.md");
        assert_eq!(card.markdown, "[Talks \\[live\\]](../2025-02-12-talks.md)");
        assert_eq!(
            with_entry("---\nt: a\n---\n\nHello.\n", &card),
            format!("---\nt: a\n---\n\nHello.\n\n{}\n", card.markdown)
        );
        assert_eq!(with_entry("- [A](../a.md)\n\n", &card), format!("- [A](../a.md)\n- {}\n", card.markdown));
        assert_eq!(with_entry("Hello.\r\n", &card), format!("Hello.\r\n\r\n{}\r\n", card.markdown));
        let brief = brief("Grain (again)", "https://a.example/b_(c)", None, None);
        assert_eq!(
            with_entry("- [A](../a.md)", &brief),
            "- [A](../a.md)\n\n[Grain (again)](<https://a.example/b_(c)>) — TK\n"
        );
    }

    #[test]
    fn entries_are_known_by_where_they_lead() {
        let url = "https://a.example/b_(c)";
        let named = |outlet: &str, provenance| Found::new(outlet.to_owned(), provenance, "the title");
        let outlet = named("The \"A\" &amp; {B}", Provenance::Structured);
        let entry = brief("Odd](x) [headline", url, Some(&outlet), Some("With [a](link)."));
        let edition = with_entry("Hello.\n", &entry);
        let of = |url: &str| brief("Another", url, None, None);
        assert!(has(&edition, &entry) && has(&edition, &of(url)), "{edition}");
        assert!(has(&edition, &of("http://www.a.example/b_(c)/?utm_source=x#top")), "{edition}");
        for other in ["https://a.example/b", "https://a.example/", "x"] {
            assert!(!has(&edition, &of(other)), "{other}: {edition}");
        }
        assert!(has("[A](https://a.example)\n", &of("https://a.example")), "an outlet's own page");
        let card = card("A", "content/2025-02-12-talks.md");
        assert!(has(&with_entry("Hello.\n", &card), &card) && !has(&edition, &card));
    }

    #[test]
    fn a_guessed_outlet_has_a_comment() {
        let outlet = Found::new("The Post".to_owned(), Provenance::Guessed, "meta --> og:site_name");
        let entry = brief("Grain", "https://a.example/b", Some(&outlet), None);
        let edition = with_entry("Hello.\r\n", &entry);
        assert!(edition.starts_with("Hello.\r\n\r\n<!-- the outlet is a guess: meta "), "{edition}");
        assert!(
            edition.ends_with(" -->\r\n\r\n[Grain](https://a.example/b \"The Post\") — TK\r\n"),
            "{edition}"
        );
        assert_eq!(edition.matches("-->").count(), 1, "{edition}");
        assert!(has(&edition, &entry));
    }
}
