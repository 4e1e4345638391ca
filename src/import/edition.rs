//! A card or a brief in the text of an edition. What headlines and sentences say is text there, whatever signs they have.

use super::markdown::{destination, text};

/// A paragraph of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its Markdown.
    pub markdown: String,
    /// Where it leads, as it stands there.
    lead: String,
    is_card: bool,
}

/// The card of an article: a link to its file, from the folder of editions.
pub fn card(title: &str, path: &str) -> Entry {
    let path = path.strip_prefix("content/").unwrap_or(path);
    let lead = destination(&format!("../{path}"));
    Entry { markdown: format!("[{}]({lead})", text(title)), lead, is_card: true }
}

/// A brief: an outside link, and a sentence; without one a mark where it belongs.
pub fn brief(title: &str, url: &str, summary: Option<&str>) -> Entry {
    let lead = destination(url);
    let summary = summary.map_or_else(|| "TK".to_owned(), text);
    Entry { markdown: format!("[{}]({lead}) — {summary}", text(title)), lead, is_card: false }
}

/// Whether an edition has an entry that leads where this one does.
pub fn has_entry(text: &str, entry: &Entry) -> bool {
    let end_of_words = format!("]({})", entry.lead);
    // Escaped, it is a sign of a headline.
    text.match_indices(&end_of_words).any(|(at, _)| !text[..at].ends_with('\\'))
}

/// The text of an edition with one more entry at its end: in the list that it ends with, if that is one of cards.
pub fn with_entry(text: &str, entry: &Entry) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let body = text.trim_end();
    let last = body.lines().next_back().unwrap_or("");
    let is_in_list = last.starts_with("- [") && last.ends_with(')') && entry.is_card;
    let separator = if is_in_list { format!("{end}- ") } else { format!("{end}{end}") };
    format!("{body}{separator}{}{end}", entry.markdown)
}

#[cfg(test)]
mod tests {
    use super::{brief, card, has_entry, with_entry};

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
        let brief = brief("Grain (again)", "https://a.example/b_(c)", None);
        assert_eq!(
            with_entry("- [A](../a.md)", &brief),
            "- [A](../a.md)\n\n[Grain (again)](<https://a.example/b_(c)>) — TK\n"
        );
    }

    #[test]
    fn entries_are_known_by_where_they_lead() {
        let url = "https://a.example/b_(c)";
        let entry = brief("Odd](x) [headline", url, Some("With [a](link)."));
        let edition = with_entry("Hello.\n", &entry);
        assert!(
            has_entry(&edition, &entry) && has_entry(&edition, &brief("Another", url, None)),
            "{edition}"
        );
        assert!(!has_entry(&edition, &brief("Odd", "https://a.example/b", None)), "{edition}");
        assert!(!has_entry(&edition, &brief("Odd", "x", None)), "{edition}");
    }
}
