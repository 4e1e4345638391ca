//! Text with its marks, out of elements that stand in a line.

use std::borrow::Cow;

use dom_query::NodeRef;

use super::elements::is_silent;
use super::{media, only_pictures};
use crate::import::block::{Inline, Picture, Span};
use crate::import::page::Page;

/// Adds what a node says to a run of text.
pub(super) fn append(page: &Page, node: &NodeRef<'_>, name: &str, run: &mut Inline) {
    if node.is_text() {
        push_text(run, &node.text());
        return;
    }
    let inner = || {
        let mut inner = Inline::default();
        children(page, node, &mut inner);
        inner
    };
    match name {
        "br" => run.0.push(Span::Break),
        "img" => {
            if let Some(Picture { src, alt, .. }) = media::picture(page, node) {
                run.0.push(Span::Image { src, alt });
            }
        }
        "a" => {
            let text = inner();
            match address(page, node) {
                Some(href) if !text.is_empty() => run.0.push(Span::Link { href, text }),
                // The way back from a note to its mark.
                None if !text.text().contains(char::is_alphanumeric) => {}
                _ => run.0.extend(text.0),
            }
        }
        "em" | "i" | "cite" | "dfn" => marked(run, inner(), Span::Emphasis),
        "strong" | "b" => marked(run, inner(), Span::Strong),
        "del" | "s" | "strike" => marked(run, inner(), Span::Strike),
        "code" | "kbd" | "samp" | "tt" => {
            let text = inner().text().into_owned();
            if !text.trim().is_empty() {
                run.0.push(Span::Code(text));
            }
        }
        "q" => {
            push_text(run, "“");
            run.0.extend(inner().0);
            push_text(run, "”");
        }
        "wbr" | "rp" => {}
        "sup" | "sub" => raised(run, &inner(), node, name == "sup"),
        // The reading above a word stands behind it, in parentheses.
        "rt" => {
            push_text(run, "(");
            run.0.extend(inner().0);
            push_text(run, ")");
        }
        _ => children(page, node, run),
    }
}

/// Where a link leads, if that is another page.
pub(super) fn address(page: &Page, node: &NodeRef<'_>) -> Option<String> {
    let href = node.attr("href").filter(|href| !href.trim().starts_with('#'))?;
    Some(crate::import::links::cleaned(page.address(&href)?).into())
}

/// A text of a link that is around blocks.
pub(super) fn linked(text: Inline, href: &str) -> Inline {
    let has_link = |text: &Inline| text.0.iter().any(|span| matches!(span, Span::Link { .. }));
    match text.is_empty() || has_link(&text) {
        true => text,
        false => Inline(vec![Span::Link { href: href.to_owned(), text }]),
    }
}

/// Text above or below the line: numbers as the signs that Unicode has for them, since "10⁶" is not "106". So are the marks of notes,
/// whose links lead nowhere here; other marks than numbers go.
fn raised(run: &mut Inline, inner: &Inline, node: &NodeRef<'_>, is_above: bool) {
    const ABOVE: [char; 12] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁺', '⁻'];
    const BELOW: [char; 12] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉', '₊', '₋'];
    let is_note = node.children_it(false).any(|child| {
        child.has_name("a") && child.attr("href").is_some_and(|href| href.trim().starts_with('#'))
    });
    let text = inner.text();
    let text = text.trim();
    let text = match is_note {
        true => Cow::Owned(text.replace("][", ",").trim_matches(['[', ']', '(', ')']).to_owned()),
        false => Cow::Borrowed(text),
    };
    let signs = if is_above { ABOVE } else { BELOW };
    let sign = |letter: char| match letter {
        '0'..='9' => signs.get(letter as usize - '0' as usize).copied(),
        '+' => Some(signs[10]),
        '-' | '−' | '–' => Some(signs[11]),
        // Of several notes.
        ',' | ' ' => Some(letter),
        _ => None,
    };
    match text.chars().map(sign).collect::<Option<String>>() {
        Some(signs) => push_text(run, &signs),
        None if is_note => {}
        None => run.0.extend(inner.0.iter().cloned()),
    }
}

/// A mark around text; around nothing there is none, and around a mark of its kind there is no second.
fn marked(run: &mut Inline, inner: Inline, mark: fn(Inline) -> Span) {
    if inner.is_empty() || inner.0.iter().any(|span| matches!(span, Span::Image { .. })) {
        run.0.extend(inner.0);
        return;
    }
    match &inner.0[..] {
        [only] if std::mem::discriminant(only) == std::mem::discriminant(&mark(Inline::default())) => {
            run.0.extend(inner.0)
        }
        _ => run.0.push(mark(inner)),
    }
}

fn children(page: &Page, node: &NodeRef<'_>, run: &mut Inline) {
    for child in node.children_it(false) {
        let name = child.node_name();
        let name = name.as_deref().unwrap_or("");
        let is_read = !is_silent(&child, name) || media::is_fallback(page, &child, name);
        if (child.is_text() || child.is_element()) && is_read {
            // A day, an hour and a change, which only a style keeps apart.
            if child.is_element() && node.has_name("time") {
                push_text(run, " ");
            }
            append(page, &child, name, run);
        }
    }
}

/// White space as browsers show it (CSS Text 3, section 4): of several one, and none at the beginning of a line.
fn push_text(run: &mut Inline, text: &str) {
    let mut all = String::with_capacity(text.len());
    let mut is_space = ends_in_space(run);
    for character in text.chars() {
        match character {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                if !is_space {
                    all.push(' ');
                }
                is_space = true;
            }
            // Invisible: places for a break or a hyphen, and marks of byte order.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            // Marks that turn the order of what follows (Unicode Standard Annex 9, section 2): in a text of somebody else they hide.
            '\u{202a}'..='\u{202e}' => {}
            _ => {
                all.push(character);
                is_space = false;
            }
        }
    }
    match run.0.last_mut() {
        Some(Span::Text(last)) => last.push_str(&all),
        _ if all.is_empty() => {}
        _ => run.0.push(Span::Text(all)),
    }
}

fn ends_in_space(run: &Inline) -> bool {
    match run.0.last() {
        Some(Span::Text(text) | Span::Code(text)) => text.ends_with(' '),
        Some(
            Span::Emphasis(inner)
            | Span::Strong(inner)
            | Span::Strike(inner)
            | Span::Link { text: inner, .. },
        ) => ends_in_space(inner),
        Some(Span::Image { .. }) => false,
        Some(Span::Break) => true,
        None => false,
    }
}

/// The paragraphs of a run: parted where a line is empty, without space around them.
pub(super) fn paragraphs(run: Inline) -> Vec<Inline> {
    let (mut all, mut last) = (Vec::new(), Inline::default());
    let mut breaks = 0;
    for span in run.0 {
        match span {
            Span::Break => breaks += 1,
            Span::Text(text) if text.trim().is_empty() && breaks > 0 => {}
            span => {
                if breaks > 1 && !last.0.is_empty() {
                    all.push(std::mem::take(&mut last));
                } else if breaks == 1 && !last.0.is_empty() {
                    last.0.push(Span::Break);
                }
                breaks = 0;
                last.0.push(span);
            }
        }
    }
    all.push(last);
    all.into_iter().map(trimmed).filter(|text| !text.0.is_empty()).collect()
}

fn trimmed(mut text: Inline) -> Inline {
    while let Some(Span::Text(first)) = text.0.first_mut() {
        *first = first.trim_start().to_owned();
        if !first.is_empty() {
            break;
        }
        text.0.remove(0);
    }
    while let Some(Span::Text(last)) = text.0.last_mut() {
        *last = last.trim_end().to_owned();
        if !last.is_empty() {
            break;
        }
        text.0.pop();
    }
    text
}

/// The pictures of a paragraph that has nothing else.
pub(super) fn pictures_alone(text: &Inline) -> Option<Vec<Picture>> {
    let mut pictures = Vec::new();
    (only_pictures(text, &mut pictures) && !pictures.is_empty()).then_some(pictures)
}
