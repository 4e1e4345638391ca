//! HTML as plain text, in lines of 72 columns.
//!
//! It reads what [`Fitting`](super::fit::Fitting) makes: HTML of whole blocks, every tag closed. A paragraph is gathered
//! and wrapped when it ends; what stands before its lines (`> ` of a quotation, `- ` of a list) is a stack.

use textwrap::core::display_width;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::fit::{attribute, unescape};
use crate::content::markdown::{Tag, tags};

/// Columns.
pub(super) const COLUMNS: usize = 72;

/// What stands before the lines of a block.
enum Before {
    Quotation,
    /// Of a list: what stands before its first line, and whether that was written.
    Item(String, bool),
}

/// A list that is open: the number of its next item, if its items have numbers.
type List = Option<u64>;

/// Text in lines.
#[derive(Default)]
pub(super) struct Flow {
    out: String,
    /// The block that is being read.
    line: String,
    before: Vec<Before>,
    lists: Vec<List>,
    /// A blank line stands before what comes next.
    apart: bool,
    preformatted: bool,
    /// Where the words of open links begin, and where they lead.
    links: Vec<(usize, Option<String>)>,
}

impl Flow {
    /// All that was written.
    pub(super) fn finish(mut self) -> String {
        self.end_block();
        self.out
    }

    /// A blank line comes next.
    pub(super) fn set_apart(&mut self) {
        self.end_block();
        self.apart = true;
    }

    /// A block of plain text; its lines are indented by so much.
    pub(super) fn block(&mut self, text: &str, indent: &str) {
        self.end_block();
        self.wrap(text, indent, indent);
    }

    /// A line as it is, however long.
    pub(super) fn verbatim(&mut self, line: &str) {
        self.end_block();
        self.blank();
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// A heading, underlined.
    pub(super) fn heading(&mut self, text: &str, with: char) {
        self.set_apart();
        let start = self.out.len();
        self.wrap(text, "", "");
        let width = self.out[start..].lines().map(display_width).max().unwrap_or(0);
        self.out.extend(std::iter::repeat_n(with, width));
        self.out.push('\n');
        self.apart = true;
    }

    /// HTML of whole blocks.
    pub(super) fn html(&mut self, html: &str) {
        let mut done = 0;
        for tag in tags(html) {
            self.words(&html[done..tag.place.start]);
            done = tag.place.end;
            self.tag(html, &tag);
        }
        self.words(&html[done..]);
        self.end_block();
    }

    /// HTML of one line, as text.
    pub(super) fn inline(html: &str) -> String {
        let mut flow = Self::default();
        let mut done = 0;
        for tag in tags(html) {
            flow.words(&html[done..tag.place.start]);
            done = tag.place.end;
            if tag.name.eq_ignore_ascii_case("br") {
                flow.line.push(' ');
            } else {
                flow.tag(html, &tag);
            }
        }
        flow.words(&html[done..]);
        flow.line.trim().to_owned()
    }

    fn words(&mut self, html: &str) {
        let text = unescape(html);
        if self.preformatted {
            self.line.push_str(&text);
            return;
        }
        // A no-break space is no white space here: it holds words together.
        for (index, word) in text.split([' ', '\n', '\t', '\r']).enumerate() {
            if index > 0 && !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
            self.line.push_str(word);
        }
    }

    fn tag(&mut self, html: &str, tag: &Tag<'_>) {
        let name = tag.name.to_ascii_lowercase();
        match (name.as_str(), tag.closing) {
            ("br", _) => {
                self.line.truncate(self.line.trim_end_matches(' ').len());
                self.line.push('\n');
            }
            ("a", false) => self.links.push((self.line.len(), attribute(html, tag, "href"))),
            ("a", true) => self.end_link(),
            ("em" | "i" | "cite", _) => self.line.push('_'),
            ("strong" | "b", _) => self.line.push('*'),
            ("sup", closing)
                if closing || attribute(html, tag, "class").is_some_and(|class| class == "footnote-ref") =>
            {
                self.reference(closing);
            }
            ("img", _) => {
                if let Some(alt) = attribute(html, tag, "alt").filter(|alt| !alt.is_empty()) {
                    self.line.push('[');
                    self.line.push_str(&alt);
                    self.line.push(']');
                }
            }
            ("section", false) => {
                self.set_apart();
                if let Some(label) = attribute(html, tag, "aria-label") {
                    self.wrap(&label, "", "");
                    self.apart = true;
                }
            }
            ("hr", _) => {
                self.set_apart();
                self.wrap("* * *", "", "");
                self.apart = true;
            }
            ("pre", closing) => {
                self.set_apart();
                self.preformatted = !closing;
            }
            ("blockquote", false) => {
                self.set_apart();
                self.before.push(Before::Quotation);
            }
            ("blockquote", true) => {
                self.set_apart();
                self.before.pop();
            }
            ("ul" | "ol", closing) => self.list(html, tag, name == "ol", closing),
            ("li", closing) => self.item(closing),
            ("p" | "figure" | "table" | "dl" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                self.end_block();
                // The first paragraph of an item stands beside its mark.
                self.apart |= tag.closing || !matches!(self.before.last(), Some(Before::Item(_, false)));
            }
            ("td" | "th", true) => self.line.push_str(" | "),
            ("tr", true) => {
                self.line.truncate(self.line.trim_end_matches(['|', ' ']).len());
                self.end_block();
            }
            (
                "div" | "section" | "footer" | "header" | "article" | "aside" | "nav" | "figcaption"
                | "caption" | "dt" | "dd" | "address" | "center" | "hgroup",
                _,
            ) => self.end_block(),
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((start, href)) = self.links.pop() else { return };
        let words = self.line.get(start..).unwrap_or("").trim();
        let Some(href) = href.filter(|href| href.trim_start_matches("mailto:") != words) else { return };
        let gap = if self.line.is_empty() || self.line.ends_with([' ', '\n']) { "" } else { " " };
        self.line.push_str(gap);
        self.line.push('<');
        self.line.push_str(&href);
        self.line.push('>');
    }

    /// The number of a footnote stands in brackets; of what else is raised, nothing tells.
    fn reference(&mut self, closing: bool) {
        if !closing {
            self.line.push('[');
        } else if self.line.rfind('[').is_some_and(|at| {
            let number = &self.line[at + 1..];
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        }) {
            self.line.push(']');
        }
    }

    fn list(&mut self, html: &str, tag: &Tag<'_>, numbered: bool, closing: bool) {
        self.end_block();
        self.apart |= self.lists.is_empty() || closing && self.lists.len() == 1;
        if closing {
            self.lists.pop();
            return;
        }
        let first = attribute(html, tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        self.lists.push(numbered.then_some(first));
    }

    fn item(&mut self, closing: bool) {
        self.end_block();
        if closing {
            self.before.pop();
            return;
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number += 1;
                mark
            }
            _ => "- ".to_owned(),
        };
        self.before.push(Before::Item(mark, false));
    }

    /// Writes the block that was read.
    fn end_block(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.links.clear();
        if line.trim().is_empty() {
            return;
        }
        if self.preformatted {
            let (first, rest) = self.indents();
            self.blank();
            for (number, text) in line.trim_end().lines().enumerate() {
                self.out.push_str(if number == 0 { &first } else { &rest });
                self.out.push_str(text.trim_end());
                self.out.push('\n');
            }
            return;
        }
        self.wrap(line.trim(), "", "");
    }

    fn wrap(&mut self, text: &str, first: &str, rest: &str) {
        self.blank();
        let (before_first, before_rest) = self.indents();
        let (mut first, rest) = (format!("{before_first}{first}"), format!("{before_rest}{rest}"));
        for line in text.lines() {
            let options = Options::new(COLUMNS)
                .initial_indent(&first)
                .subsequent_indent(&rest)
                .break_words(false)
                .word_separator(WordSeparator::AsciiSpace)
                .word_splitter(WordSplitter::NoHyphenation)
                .wrap_algorithm(WrapAlgorithm::FirstFit);
            for line in textwrap::wrap(line.trim(), options) {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
            }
            first.clone_from(&rest);
        }
    }

    /// What stands before the first line of a block, and before the others.
    fn indents(&mut self) -> (String, String) {
        let (mut first, mut rest) = (String::new(), String::new());
        for before in &mut self.before {
            match before {
                Before::Quotation => {
                    first.push_str("> ");
                    rest.push_str("> ");
                }
                Before::Item(mark, written) => {
                    let indent = " ".repeat(mark.len());
                    first.push_str(if std::mem::replace(written, true) { &indent } else { mark });
                    rest.push_str(&indent);
                }
            }
        }
        (first, rest)
    }

    /// Writes the blank line that is due.
    fn blank(&mut self) {
        if std::mem::take(&mut self.apart) && !self.out.is_empty() {
            let quoted = self.before.iter().take_while(|before| matches!(before, Before::Quotation)).count();
            // Before a quotation begins the line is blank; within one it is its own.
            let inside = self.out.lines().next_back().is_some_and(|line| line.starts_with('>'));
            if inside {
                self.out.push_str("> ".repeat(quoted).trim_end());
            }
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(html: &str) -> String {
        let mut flow = Flow::default();
        flow.html(html);
        flow.finish()
    }

    #[test]
    fn blocks() {
        for (html, expected) in [
            ("<p>a\n b</p>\n<p>c<br>d</p>", "a b\n\nc\nd\n"),
            ("<p>a &lt;b&gt; <em>c</em> <strong>d</strong></p>", "a <b> _c_ *d*\n"),
            (
                "<ul>\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n<p>d</p>",
                "- a\n- b\n  - c\n\nd\n",
            ),
            ("<ol start=\"9\"><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>", "9. a\n\n   b\n\n10. c\n"),
            (
                "<p>x</p><blockquote>\n<p>a</p>\n<p>b</p>\n<footer>— C</footer>\n</blockquote>\n<p>y</p>",
                "x\n\n> a\n>\n> b\n>\n> — C\n\ny\n",
            ),
            ("<p>a <a href=\"https://b.org/?x=1&amp;y\">b</a>.</p>", "a b <https://b.org/?x=1&y>.\n"),
            (
                "<p><a href=\"https://b.org/\">https://b.org/</a> <a href=\"mailto:a@b\">a@b</a></p>",
                "https://b.org/ a@b\n",
            ),
            ("<pre><code>a  b\n  c\n</code></pre>", "a  b\n  c\n"),
            (
                "<figure><img src=\"x\" alt=\"A ship\"><figcaption>b <span>c</span></figcaption></figure>",
                "[A ship]\nb c\n",
            ),
            (
                "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
                "a | b\n1 | 2\n",
            ),
            (
                "<p>a<sup class=\"footnote-ref\">1</sup>, x<sup>2</sup></p><hr><p>b</p>",
                "a[1], x2\n\n* * *\n\nb\n",
            ),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }

    #[test]
    fn lines_have_72_columns_and_addresses_are_whole() {
        let long = format!("https://a.org/{}", "x".repeat(90));
        let words = "Слово ".repeat(40);
        let text = text(&format!("<p>{words}<a href=\"{long}\">b</a> c</p><ul><li>{words}</li></ul>"));
        for line in text.lines() {
            assert!(display_width(line) <= COLUMNS || line == format!("<{long}>"), "{line}");
        }
        assert!(text.contains(&format!("\n<{long}>\n")), "{text}");
        let wide = super::Flow::inline(&"漢字 ".repeat(3));
        assert_eq!(display_width(&wide), 14);
    }

    #[test]
    fn headings_are_underlined_by_their_width() {
        let mut flow = Flow::default();
        flow.heading("漢字", '-');
        flow.block("x", "  ");
        assert_eq!(flow.finish(), "漢字\n----\n\n  x\n");
    }
}
