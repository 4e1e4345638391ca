//! The attribution of a quotation: a last line `> — Name, outlet` becomes the quote's `<footer>`.

/// A block quote that is being written.
#[derive(Debug)]
pub(super) struct Quotation {
    /// How many tags are open in its paragraphs.
    pub(super) inner_depth: usize,
    /// Where its content begins.
    start: usize,
    /// Where the current line of its current paragraph begins.
    line: usize,
    /// Lines that begin with a dash: more than one is a dialogue.
    dashes: u32,
    last: Option<Paragraph>,
}

/// The last paragraph, written.
#[derive(Debug, Clone, Copy)]
struct Paragraph {
    start: usize,
    line: usize,
    end: usize,
}

const OPEN: &str = "<p>";
const CLOSE: &str = "</p>\n";

impl Quotation {
    /// A quotation whose content begins at `start`.
    pub(super) fn new(inner_depth: usize, start: usize) -> Self {
        Self { inner_depth, start, line: start, dashes: 0, last: None }
    }

    /// A line of a paragraph begins at `at`.
    pub(super) fn line(&mut self, at: usize) {
        self.line = at;
    }

    /// The paragraph `out[start..]` has ended.
    pub(super) fn paragraph(&mut self, out: &str, start: usize) {
        let content = &out[start + OPEN.len()..];
        self.dashes += content.lines().filter(|line| dash(line).is_some()).count() as u32;
        self.last = Some(Paragraph { start, line: self.line, end: out.len() });
    }

    /// The quotation has ended: its last line becomes the attribution if it looks like one.
    pub(super) fn finish(self, out: &mut String) {
        let Some(Paragraph { start, line, end }) = self.last.filter(|last| last.end == out.len()) else {
            return;
        };
        let own_paragraph = line == start + OPEN.len();
        let Some(dash) = dash(&out[line..end]) else { return };
        // A line alone is somebody speaking, not a name under nothing.
        if self.dashes != 1 || own_paragraph && start == self.start {
            return;
        }
        out.truncate(end - CLOSE.len());
        out.push_str("</footer>\n");
        out.replace_range(line..line + dash, "— ");
        if own_paragraph {
            out.replace_range(start..line, "<footer>");
        } else {
            let text_end = out[..line].trim_end().trim_end_matches("<br>").trim_end().len();
            out.replace_range(text_end..line, "</p>\n<footer>");
        }
    }
}

/// The length of the dash that a line begins with, and the space after it.
fn dash(line: &str) -> Option<usize> {
    let rest = line.strip_prefix(['—', '–', '―'])?;
    let name = rest.trim_start_matches([' ', '\u{a0}']);
    (name.len() < rest.len() && !name.starts_with("</")).then(|| line.len() - name.len())
}
