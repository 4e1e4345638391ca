//! Blocks as lines.

use super::escape::{alone_destination, escaped, folded, line_start, link_destination, title};
use super::inline::{lines_of, one_line};
use crate::import::block::{Block, Picture};

/// Quotations and lists in each other. What stands deeper is written as if it stood in the last one.
const DEEPEST: usize = 8;

/// The lines of blocks, one empty line between two.
pub(super) fn lines(blocks: &[Block]) -> Vec<String> {
    let mut lines = Vec::new();
    write_blocks(blocks, 0, &mut lines);
    lines
}

/// The mark of the last list, if nothing has stood behind it: the next one needs another (CommonMark, section 5.3), or both are
/// one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    Number(char),
}

/// Writes blocks, and answers how many of them said something.
fn write_blocks(blocks: &[Block], depth: usize, lines: &mut Vec<String>) -> usize {
    let mut last = None;
    let mut written = 0;
    for block in blocks {
        let before = lines.len();
        write_block(block, depth, &mut last, lines);
        written += usize::from(lines.len() > before);
    }
    written
}

/// Writes a block and the empty line above it. Nothing where it says nothing.
fn write_block(block: &Block, depth: usize, last: &mut Option<Mark>, lines: &mut Vec<String>) {
    let (written, mark) = match block {
        Block::Heading { level, text } => (heading(*level, &one_line(text)), None),
        Block::Paragraph(text) => (paragraph(lines_of(text)), None),
        // Deeper ones stand as they are among what is around them.
        Block::Quote(blocks) if depth >= DEEPEST => {
            return blocks.iter().for_each(|block| write_block(block, depth, last, lines));
        }
        Block::List { items, .. } if depth >= DEEPEST => {
            return items.iter().flatten().for_each(|block| write_block(block, depth, last, lines));
        }
        Block::Quote(blocks) => {
            let mut inner = Vec::new();
            write_blocks(blocks, depth + 1, &mut inner);
            (
                inner
                    .into_iter()
                    .map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") })
                    .collect(),
                None,
            )
        }
        Block::List { start, items } => {
            let mark = match (start, *last) {
                (None, Some(Mark::Bullet('-'))) => Mark::Bullet('*'),
                (None, _) => Mark::Bullet('-'),
                (Some(_), Some(Mark::Number('.'))) => Mark::Number(')'),
                (Some(_), _) => Mark::Number('.'),
            };
            (list(*start, mark, items, depth), Some(mark))
        }
        Block::Code { language, text } => (fenced(language, text), None),
        Block::Table(rows) => {
            let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(one_line).collect()).collect();
            (table(&rows), None)
        }
        Block::Picture(picture) => (figure(picture).into_iter().collect(), None),
        Block::Player(address) => (alone_destination(address, depth).into_iter().collect(), None),
        // `- ---` is no rule in a list, but a rule.
        Block::Rule => (vec![if depth == 0 { "---" } else { "___" }.to_owned()], None),
        Block::Comment(comment) => (vec![format!("<!-- {} -->", commented(&comment.text()))], None),
    };
    if written.is_empty() {
        return;
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(written);
    *last = mark;
}

fn heading(level: u8, text: &str) -> Vec<String> {
    // A run of `#` at its end would be taken for the end of the mark, if a space stands before it.
    let words = text.trim_end_matches('#');
    let text = match words.len() < text.len() && (words.is_empty() || words.ends_with(' ')) {
        true => format!("{words}\\{}", &text[words.len()..]),
        false => text.to_owned(),
    };
    // The parser takes braces at its end for attributes, with a backslash before them as well.
    let text = match text.strip_suffix('}') {
        Some(words) => format!("{words}&#125;"),
        None => text,
    };
    // The headline is the page's only heading of level 1.
    let mark = "#".repeat(usize::from(level.clamp(2, 6)));
    if text.is_empty() { Vec::new() } else { vec![format!("{mark} {text}")] }
}

/// The lines of a paragraph. Line breaks inside of it are hard ones.
fn paragraph(lines: Vec<String>) -> Vec<String> {
    let last = lines.len().saturating_sub(1);
    let line = |(number, line): (usize, String)| {
        let line = line_start(&line, number > 0);
        if number < last { format!("{line}\\") } else { line }
    };
    lines.into_iter().enumerate().map(line).collect()
}

fn list(start: Option<u32>, mark: Mark, items: &[Vec<Block>], depth: usize) -> Vec<String> {
    let items = items.iter().map(|item| {
        let mut inner = Vec::new();
        let written = write_blocks(item, depth + 1, &mut inner);
        let is_tight = is_tight(item, written, &inner, depth + 1);
        (is_tight, inner)
    });
    let items: Vec<_> = items.filter(|(_, inner)| !inner.is_empty()).collect();
    let is_tight = items.iter().all(|(is_tight, _)| *is_tight);
    let mut lines = Vec::new();
    for (number, (_, inner)) in items.into_iter().enumerate() {
        let mark = match mark {
            Mark::Bullet(sign) => format!("{sign} "),
            // A number has nine digits at most (CommonMark, section 5.2).
            Mark::Number(sign) => {
                format!("{}{sign} ", (u64::from(start.unwrap_or(1)) + number as u64).min(999_999_999))
            }
        };
        if number > 0 && !is_tight {
            lines.push(String::new());
        }
        let indent = " ".repeat(mark.len());
        let inner = inner.into_iter().filter(|line| !is_tight || !line.is_empty()).enumerate();
        lines.extend(inner.map(|(at, line)| match at {
            0 => format!("{mark}{line}"),
            _ if line.is_empty() => line,
            _ => format!("{indent}{line}"),
        }));
    }
    lines
}

/// Whether an item needs no empty lines: one block without any, or a paragraph and a list below it.
fn is_tight(item: &[Block], written: usize, inner: &[String], depth: usize) -> bool {
    let gaps = inner.iter().filter(|line| line.is_empty()).count();
    // Right below a paragraph, a list with numbers begins with 1 (CommonMark, section 5.3).
    let is_pair = matches!(item, [Block::Paragraph(_), Block::List { start: None | Some(1), .. }])
        && written == 2
        && depth < DEEPEST;
    gaps <= usize::from(is_pair)
}

fn fenced(language: &str, text: &str) -> Vec<String> {
    let runs = text.lines().map(|line| line.trim_start().bytes().take_while(|byte| *byte == b'`').count());
    let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
    let is_part = |one: char| one.is_alphanumeric() || "+#-_.".contains(one);
    let language: String = language.chars().filter(|one| is_part(*one)).collect();
    let lines =
        text.lines().map(|line| line.chars().filter(|one| *one == '\t' || !one.is_control()).collect());
    std::iter::once(format!("{fence}{language}")).chain(lines).chain([fence.clone()]).collect()
}

/// A table as GitHub writes it (GFM, section 4.10). All rows have as many cells as the longest; of a table that is large and has many
/// gaps only the head has.
fn table(rows: &[Vec<String>]) -> Vec<String> {
    /// The most cells that are written out although there is nothing in them.
    const MOST: usize = 20_000;
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 || rows.iter().flatten().all(String::is_empty) {
        return Vec::new();
    }
    let is_even = rows.len().saturating_mul(columns) <= MOST;
    let line = |(at, row): (usize, &Vec<String>)| {
        let columns = if is_even || at == 0 { columns } else { row.len() };
        let cells = (0..columns).map(|column| match row.get(column).map(String::as_str) {
            None | Some("") => "  ".to_owned(),
            Some(text) => format!(" {} ", text.replace('|', "\\|")),
        });
        format!("|{}|", cells.collect::<Vec<_>>().join("|"))
    };
    let mut lines: Vec<String> = rows.iter().enumerate().map(line).collect();
    lines.insert(1, format!("|{}", " --- |".repeat(columns)));
    lines
}

/// A picture with its caption and credit in its title. Without an address there is nothing to show: what was said of it stays
/// as a line that editors see and readers do not.
fn figure(picture: &Picture) -> Option<String> {
    let folded = |text: &str| folded(text).trim().to_owned();
    let said = |text: String| (!text.is_empty()).then_some(text);
    let caption = picture.caption.as_ref().and_then(|text| said(folded(&text.text())));
    let credit = picture.credit.as_deref().and_then(|text| said(folded(text)));
    let alt = folded(&picture.alt);
    if picture.src.trim().is_empty() {
        let said = [("", said(alt)), ("caption: ", caption), ("credit: ", credit)];
        let said = said.into_iter().filter_map(|(name, text)| Some(format!("{name}{}", commented(&text?))));
        let said = said.collect::<Vec<_>>().join("; ");
        return (!said.is_empty()).then(|| format!("<!-- A picture: {said} -->"));
    }
    let said = title(caption.as_deref(), credit.as_deref());
    let said = if said.is_empty() { said } else { format!(" \"{said}\"") };
    Some(format!("![{}]({}{said})", escaped(&alt, true), link_destination(&picture.src)))
}

/// Text for a comment, which nothing in it may end.
fn commented(text: &str) -> String {
    text.replace("--", "–").replace(['<', '>'], "").chars().filter(|one| !one.is_control()).collect()
}
