//! A card or a brief in the text of an edition.

/// A paragraph that is the card of an article: a link to its file, from the folder of editions.
pub fn card(title: &str, path: &str) -> String {
    let path = path.strip_prefix("content/").unwrap_or(path);
    format!("[{}]({})", label(title), destination(&format!("../{path}")))
}

/// A paragraph that is a brief: an outside link, and a sentence; without one a mark where it belongs.
pub fn brief(title: &str, url: &str, summary: Option<&str>) -> String {
    format!("[{}]({}) — {}", label(title), destination(url), summary.map_or_else(|| "TK".to_owned(), label))
}

/// Whether an edition has an entry that leads where this one does.
pub fn has_entry(text: &str, entry: &str) -> bool {
    let lead = entry.split_once("](").map(|(_, rest)| rest).and_then(|rest| rest.split([')', '>']).next());
    lead.is_some_and(|lead| text.contains(&format!("]({lead})")) || text.contains(&format!("]({lead}>)")))
}

/// The text of an edition with one more entry at its end: in the list that it ends with, if that is one of cards.
pub fn with_entry(text: &str, entry: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let body = text.trim_end();
    let last = body.lines().next_back().unwrap_or("");
    let is_in_list = last.starts_with("- [") && last.ends_with(')') && entry.ends_with(')');
    let separator = if is_in_list { format!("{end}- ") } else { format!("{end}{end}") };
    format!("{body}{separator}{entry}{end}")
}

/// The words of a link.
fn label(title: &str) -> String {
    let mut label = String::new();
    for character in title.chars() {
        if matches!(character, '[' | ']' | '\\' | '*' | '_' | '`' | '<') {
            label.push('\\');
        }
        label.push(if character.is_control() { ' ' } else { character });
    }
    label
}

fn destination(address: &str) -> String {
    if address.contains(['(', ')', ' ']) {
        format!("<{}>", address.replace(['<', '>'], ""))
    } else {
        address.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{brief, card, with_entry};

    #[test]
    fn entries_stand_at_the_end() {
        let card = card("Talks [live]", "content/2025-02-12-talks.md");
        assert_eq!(card, "[Talks \\[live\\]](../2025-02-12-talks.md)");
        assert_eq!(
            with_entry("---\nt: a\n---\n\nHello.\n", &card),
            format!("---\nt: a\n---\n\nHello.\n\n{card}\n")
        );
        assert_eq!(with_entry("- [A](../a.md)\n\n", &card), format!("- [A](../a.md)\n- {card}\n"));
        assert_eq!(with_entry("Hello.\r\n", &card), format!("Hello.\r\n\r\n{card}\r\n"));
        let brief = brief("Grain (again)", "https://a.example/b_(c)", None);
        assert_eq!(
            with_entry("- [A](../a.md)", &brief),
            "- [A](../a.md)\n\n[Grain (again)](<https://a.example/b_(c)>) — TK\n"
        );
    }
}
