//! Text with its marks as lines: first the spans are put in order, then they become pieces, then it is looked which marks can
//! stand where they would.

use super::escape::{begins_entity, escaped, link_destination};
use super::marks::{self, Mark};
use crate::import::block::{Inline, Span};

/// The longest name of a character is shorter (HTML standard, section 13.5).
const LONGEST_NAME: usize = 40;

/// What text is made of, in order.
#[derive(Debug)]
pub(super) enum Piece {
    /// Markdown: escaped text, a picture, the ends of a link.
    Written(String),
    /// Code, as it is said.
    Code(String),
    /// A mark begins or ends; both ends have the same number.
    Edge(Mark, usize),
    /// A new line.
    Break,
}

/// The lines of a text, without white space around each; none of them is empty.
pub(super) fn lines_of(text: &Inline) -> Vec<String> {
    let all = assembled(text);
    all.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// What a text says, on one line.
pub(super) fn one_line(text: &Inline) -> String {
    lines_of(text).join(" ")
}

fn assembled(text: &Inline) -> String {
    let spans = tidied(&text.0, Within::default());
    let mut pieces = Vec::new();
    push_pieces(&spans, Within::default(), &mut pieces);
    part_codes(&mut pieces);
    marks::keep_working(&mut pieces);
    let mut all = String::new();
    for piece in &pieces {
        match piece {
            Piece::Written(text) => push(text, &mut all),
            Piece::Code(text) => push(&code(text), &mut all),
            Piece::Edge(mark, _) => all.push_str(mark.sign()),
            Piece::Break => all.push('\n'),
        }
    }
    all
}

/// Two codes side by side would be one: the second is written as text.
fn part_codes(pieces: &mut [Piece]) {
    let mut is_beside = false;
    for piece in pieces {
        match piece {
            Piece::Code(text) if is_beside => *piece = Piece::Written(escaped(text, true)),
            Piece::Edge(..) => continue,
            _ => {}
        }
        is_beside = match piece {
            Piece::Code(_) => true,
            Piece::Written(text) => text.ends_with('`'),
            _ => false,
        };
    }
}

/// Puts a piece behind others. What is harmless in each of two may be a mark where they meet.
fn push(text: &str, all: &mut String) {
    if all.ends_with('!') && text.starts_with('[') {
        all.insert(all.len() - 1, '\\');
    }
    if ['%', '~'].iter().any(|sign| all.ends_with(*sign) && text.starts_with(*sign)) {
        all.push('\\');
    }
    let end = all.len() - all.bytes().rev().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count();
    if all[..end].ends_with(['&', '#']) && begins_entity(&format!("{}{text}", &all[end..])) {
        all.insert(end - 1, '\\');
    }
    all.push_str(text);
}

/// What a span stands in.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    emphasis: bool,
    pub(super) strong: bool,
    strike: bool,
    link: bool,
}

/// Spans in order: no mark within one of its kind, none around nothing, none with white space at its ends; neighbours of one kind
/// are one.
fn tidied(spans: &[Span], within: Within) -> Vec<Span> {
    let mut all = Vec::new();
    for span in spans {
        match span {
            Span::Text(text) => push_span(Span::Text(text.clone()), &mut all),
            Span::Code(text) => {
                let text: String = text.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
                apart(vec![Span::Text(text)], &mut all, |mut inner| match inner.pop() {
                    Some(Span::Text(text)) => Span::Code(text),
                    _ => Span::Break,
                });
            }
            Span::Emphasis(inner) if within.emphasis => {
                tidied(&inner.0, within).into_iter().for_each(|span| push_span(span, &mut all))
            }
            Span::Strong(inner) if within.strong => {
                tidied(&inner.0, within).into_iter().for_each(|span| push_span(span, &mut all))
            }
            Span::Strike(inner) if within.strike => {
                tidied(&inner.0, within).into_iter().for_each(|span| push_span(span, &mut all))
            }
            Span::Link { text, href } if within.link || href.trim().is_empty() => {
                tidied(&text.0, within).into_iter().for_each(|span| push_span(span, &mut all));
            }
            Span::Emphasis(inner) => {
                let inner = tidied(&inner.0, Within { emphasis: true, ..within });
                apart(inner, &mut all, |inner| Span::Emphasis(Inline(inner)));
            }
            Span::Strong(inner) => {
                let inner = tidied(&inner.0, Within { strong: true, ..within });
                apart(inner, &mut all, |inner| Span::Strong(Inline(inner)));
            }
            Span::Strike(inner) => {
                let inner = tidied(&inner.0, Within { strike: true, ..within });
                apart(inner, &mut all, |inner| Span::Strike(Inline(inner)));
            }
            Span::Link { href, text } => {
                let inner = tidied(&text.0, Within { link: true, ..within });
                apart(inner, &mut all, |text| Span::Link { href: href.clone(), text: Inline(text) });
            }
            Span::Image { src, .. } if src.trim().is_empty() => {}
            Span::Image { .. } | Span::Break => push_span(span.clone(), &mut all),
        }
    }
    all
}

/// Puts a mark around spans; the white space at their ends stands outside of it.
fn apart(mut inner: Vec<Span>, all: &mut Vec<Span>, mark: impl FnOnce(Vec<Span>) -> Span) {
    let mut after = Vec::new();
    while let Some(last) = inner.pop() {
        match last {
            Span::Break => after.push(Span::Break),
            Span::Text(text) => {
                let said = text.trim_end();
                if said.len() < text.len() {
                    after.push(Span::Text(text[said.len()..].to_owned()));
                }
                if !said.is_empty() {
                    inner.push(Span::Text(said.to_owned()));
                    break;
                }
            }
            other => {
                inner.push(other);
                break;
            }
        }
    }
    let start = inner.iter().take_while(|span| match span {
        Span::Break => true,
        Span::Text(text) => text.trim().is_empty(),
        _ => false,
    });
    let start = start.count();
    inner.drain(..start).for_each(|span| push_span(span, all));
    if let Some(Span::Text(text)) = inner.first_mut() {
        let said = text.trim_start();
        if said.len() < text.len() {
            push_span(Span::Text(text[..text.len() - said.len()].to_owned()), all);
            *text = said.to_owned();
        }
    }
    if !inner.is_empty() {
        push_span(mark(inner), all);
    }
    after.into_iter().rev().for_each(|span| push_span(span, all));
}

fn push_span(span: Span, all: &mut Vec<Span>) {
    // A space between two marks of one kind is marked, too.
    if let [.., last, Span::Text(space)] = &mut all[..]
        && space.trim().is_empty()
        && let (Span::Emphasis(inner), Span::Emphasis(_))
        | (Span::Strong(inner), Span::Strong(_))
        | (Span::Strike(inner), Span::Strike(_)) = (last, &span)
    {
        push_span(Span::Text(std::mem::take(space)), &mut inner.0);
        all.pop();
    }
    match (all.last_mut(), span) {
        (_, Span::Text(text)) if text.is_empty() => {}
        (Some(Span::Text(last)), Span::Text(text)) | (Some(Span::Code(last)), Span::Code(text)) => {
            last.push_str(&text)
        }
        (Some(Span::Emphasis(last)), Span::Emphasis(inner))
        | (Some(Span::Strong(last)), Span::Strong(inner))
        | (Some(Span::Strike(last)), Span::Strike(inner)) => {
            inner.0.into_iter().for_each(|span| push_span(span, &mut last.0))
        }
        (_, span) => all.push(span),
    }
}

fn push_pieces(spans: &[Span], within: Within, pieces: &mut Vec<Piece>) {
    for (number, span) in spans.iter().enumerate() {
        let beside = |at: Option<usize>| {
            at.and_then(|at| spans.get(at)).is_some_and(|span| matches!(span, Span::Strong(_)))
        };
        let mut edged = |mark, inner: &Inline, within| {
            let pair = pieces.len();
            pieces.push(Piece::Edge(mark, pair));
            push_pieces(&inner.0, within, pieces);
            pieces.push(Piece::Edge(mark, pair));
        };
        match span {
            Span::Text(text) => pieces.push(Piece::Written(escaped(text, within.link))),
            // At the beginning of a line it would be a definition: these come before code.
            Span::Code(text) if within.link && text.contains("]:") => {
                pieces.push(Piece::Written(escaped(text, true)))
            }
            Span::Code(text) => pieces.push(Piece::Code(text.clone())),
            // Stars beside stars are hard to tell apart, for people and for parsers.
            Span::Emphasis(inner) => {
                let is_beside = within.strong
                    || has_strong(inner)
                    || beside(number.checked_sub(1))
                    || beside(Some(number + 1));
                let mark = if is_beside { Mark::Underscore } else { Mark::Star };
                edged(mark, inner, Within { emphasis: true, ..within });
            }
            Span::Strong(inner) => edged(Mark::Strong, inner, Within { strong: true, ..within }),
            Span::Strike(inner) => edged(Mark::Strike, inner, Within { strike: true, ..within }),
            Span::Link { href, text } => {
                pieces.push(Piece::Written("[".to_owned()));
                let start = pieces.len();
                push_pieces(&text.0, Within { link: true, ..within }, pieces);
                for piece in &mut pieces[start..] {
                    if matches!(piece, Piece::Break) {
                        *piece = Piece::Written(" ".to_owned());
                    }
                }
                pieces.push(Piece::Written(format!("]({})", link_destination(href))));
            }
            Span::Image { src, alt } => {
                pieces.push(Piece::Written(format!(
                    "![{}]({})",
                    escaped(alt, true).trim(),
                    link_destination(src)
                )));
            }
            Span::Break => pieces.push(Piece::Break),
        }
    }
}

fn has_strong(text: &Inline) -> bool {
    text.0.iter().any(|span| match span {
        Span::Strong(_) => true,
        Span::Emphasis(inner) | Span::Strike(inner) | Span::Link { text: inner, .. } => has_strong(inner),
        _ => false,
    })
}

/// Code within a line (CommonMark, section 6.1): the marks around it are longer than any run of them in it.
fn code(text: &str) -> String {
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}
