//! The page of a message without other messages: those that it answers go, and of those that it sends on the head.

use dom_query::{NodeId, NodeRef};

use crate::import::page::Page;
use crate::import::paste::email::{COVER_WORDS, Head, MESSAGES, head_at, is_between};

/// What a message says of its own.
pub(super) struct Own {
    /// Its page.
    pub(super) html: String,
    /// The head of the message that it sends on, the innermost one.
    pub(super) head: Option<Head>,
    /// What stood around its text.
    pub(super) removed: Vec<String>,
}

/// A line of a page, with the texts that it is made of.
struct Line {
    text: String,
    nodes: Vec<NodeId>,
}

/// Reads a message's page.
pub(super) fn read(html: &str) -> Own {
    let mut own = Own { html: html.to_owned(), head: None, removed: Vec::new() };
    let Ok(page) = Page::parse(html.to_owned(), None) else { return own };
    let mut lines = lines(&page);
    for _ in 0..MESSAGES {
        let texts: Vec<&str> = lines.iter().map(|line| &*line.text).collect();
        let Some((start, head)) = (0..texts.len()).find_map(|at| Some((at, head_at(&texts, at)?))) else {
            break;
        };
        let above = texts[..start].iter().rev().take_while(|line| is_between(line)).count();
        let words = |lines: &[&str]| lines.iter().map(|line| line.split_whitespace().count()).sum::<usize>();
        let (before, behind) = (words(&texts[..start - above]), words(&texts[head.end..]));
        let is_sent_on = before <= COVER_WORDS && behind > before;
        let cut = match () {
            () if is_sent_on => 0..head.end,
            () if before > behind => start - above..lines.len(),
            // Both may be meant.
            () => start - above..head.end,
        };
        for line in lines.drain(cut) {
            for node in line.nodes {
                if let Some(node) = page.document.tree.get(&node) {
                    node.remove_from_parent();
                }
            }
            own.removed.push(line.text);
        }
        if is_sent_on {
            own.head = Some(head);
        }
    }
    if !own.removed.is_empty() {
        own.html = page.document.html().to_string();
    }
    own
}

/// The lines of a page that have words, as readers see them.
fn lines(page: &Page) -> Vec<Line> {
    const BLOCKS: &[&str] = &[
        "p", "div", "td", "th", "tr", "table", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "section", "article", "header", "footer", "center", "pre", "dd", "dt", "body",
    ];
    let Some(body) = page.document.body() else { return Vec::new() };
    let block = |node: &NodeRef<'_>| {
        let mut around = node.ancestors_it(None);
        around.find(|node| BLOCKS.iter().any(|name| node.has_name(name))).map(|node| node.id)
    };
    let mut lines: Vec<Line> = Vec::new();
    let (mut is_broken, mut last) = (true, None);
    for node in body.descendants_it() {
        if node.has_name("br") || node.has_name("hr") {
            is_broken = true;
        }
        let is_hidden =
            || node.parent().is_some_and(|node| node.has_name("style") || node.has_name("script"));
        if !node.is_text() || is_hidden() {
            continue;
        }
        let text = node.text();
        let around = block(&node);
        if text.trim().is_empty() && (is_broken || around != last) {
            continue;
        }
        if is_broken || around != last {
            lines.push(Line { text: String::new(), nodes: Vec::new() });
        }
        (is_broken, last) = (false, around);
        if let Some(line) = lines.last_mut() {
            line.text.push_str(&text);
            line.nodes.push(node.id);
        }
    }
    for line in &mut lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_answered_goes_and_what_is_sent_on_stays() {
        let text =
            "The ferry left the harbour before dawn, with nobody on its deck but two sailors and a cat.";
        let head = "<p><b>Von:</b> A &lt;a@b.example&gt;<br><b>Gesendet:</b> 3. Februar 2031<br><b>An:</b> C<br><b>Betreff:</b> WG: Fähre</p>";
        let own = read(&format!("<p>{text}</p><div>{head}</div><p>When does it leave?</p>"));
        assert!(
            own.html.contains("The ferry left") && !own.html.contains("When does it leave"),
            "{}",
            own.html
        );
        assert!(own.head.is_none());
        let own = read(&format!("<div><p>FYI</p>---- Forwarded message ----<br>{head}<p>{text}</p></div>"));
        assert!(own.html.contains("The ferry left") && !own.html.contains("FYI"), "{}", own.html);
        assert!(!own.html.contains("Gesendet") && !own.html.contains("Forwarded"), "{}", own.html);
        let head = own.head.as_ref();
        assert_eq!(head.and_then(|head| head.subject.as_deref()), Some("Fähre"));
        assert_eq!(head.and_then(|head| head.sender.as_deref()), Some("A"));
        let plain = format!("<p>{text}</p><p>From: the deck</p>");
        assert_eq!(read(&plain).html, plain);
    }
}
