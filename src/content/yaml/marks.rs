//! Marks in a text that is YAML and says less than was written: ` #` begins a comment and cuts a headline off, and a comma
//! that is not the plain one separates nothing.
//!
//! A comment that was meant (`date: 2025-02-01 # checked`) is none of this: a space follows its `#`, or it stands behind a
//! value that is no text for readers.

mod plain;

use serde_yaml::Value;

use self::plain::{Plain, byte, plain_values};
use super::{same_key, write};
use crate::content::characters::named;
use crate::diagnostic::{Code, Diagnostic, Span};

/// Keys whose values are texts or names that readers see, wherever they stand.
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "title", "headline", "summary", "description", "excerpt", "tags", "tag", "topics", "topic", "categories", "category",
    "story", "series", "authors", "author", "byline", "sources", "source", "source_name", "name", "outlet", "alt",
    "caption", "credit", "note", "what", "reason", "label", "role", "text",
];
/// Those of them that are names, of which a list may hold several.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "tags", "tag", "topics", "topic", "categories", "category", "authors", "author", "byline", "sources", "source",
];
/// Commas that are none to YAML.
const COMMAS: [char; 2] = ['，', '、'];

/// Whether any of it may be in a text. Says yes too often, never too seldom.
pub(super) fn may_be_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let comment = |at: usize| {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let spaced = next == b' ' && bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        matches!(at.checked_sub(1).map(|at| bytes[at]), Some(b' ' | b'\t'))
            && (spaced || !next.is_ascii_whitespace())
    };
    let anchor = |at: usize| at.checked_sub(1).is_some_and(|before| bytes[before] == b' ');
    memchr::memchr_iter(b'#', bytes).any(comment)
        || memchr::memchr_iter(b'&', bytes).any(anchor)
        || !text.is_ascii() && text.contains(['，', '、', '：', '［', '｛'])
}

/// All of it, in a text that was read as YAML.
pub(super) fn meant_otherwise(text: &str) -> Vec<Diagnostic> {
    let lines: Vec<&str> = text.lines().collect();
    let (values, blocks) = plain_values(text, &lines);
    let mut found: Vec<Diagnostic> =
        values.iter().filter_map(|value| value.meant_otherwise(text, &lines)).collect();
    for (number, line) in lines.iter().enumerate() {
        let block = || blocks.get(blocks.partition_point(|block| *block.end() < number));
        if line.contains(" #") && !block().is_some_and(|block| block.contains(&number)) {
            found.extend(no_value(&lines, number));
        }
    }
    found
}

/// Whether a key names things, of which a list may hold several.
pub(super) fn is_names(key: &str) -> bool {
    is_among(key, NAMES)
}

fn is_among(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| same_key(known, name))
}

impl Plain {
    fn meant_otherwise(&self, whole: &str, lines: &[&str]) -> Option<Diagnostic> {
        if self.is_key {
            let at = self.text.chars().position(|c| c == '：')?;
            return Some(self.character(at, '：', "a colon and a space", "write `: ` in its place", ": "));
        }
        if is_among(&self.name, NAMES) {
            if let Some((at, c)) = self.text.chars().enumerate().find(|(_, c)| COMMAS.contains(c))
                && self.in_flow
                && self.is_item
            {
                let hint = "write a comma and a space in its place";
                return Some(self.character(at, c, "the comma of a list", hint, ", "));
            }
            let open = self.text.chars().next().filter(|c| matches!(c, '［' | '【' | '｛'));
            if let Some(open) =
                open.filter(|_| !self.in_flow && self.text.ends_with(['］', '】', '｝', ']', '}']))
            {
                let inner: String = self.text.chars().skip(1).collect();
                let inner = inner.trim_end_matches(['］', '】', '｝', ']', '}']);
                let names: Vec<&str> =
                    inner.split([',', '，', '、']).map(str::trim).filter(|n| !n.is_empty()).collect();
                let written = write::list(&names);
                let mut fault =
                    self.character(0, open, "a plain bracket", &format!("write {written}"), &written);
                if let Some(fix) = &mut fault.fix {
                    fix.span.length = self.text.chars().count() as u32;
                }
                return Some(fault);
            }
        }
        let line = lines.get(self.line)?;
        let start = byte(line, self.column);
        if let Some(anchor) = self.anchor(whole, line, start) {
            return Some(anchor);
        }
        let after = &line[start + self.text.len()..];
        let is_text = serde_yaml::from_str::<Value>(&self.text).is_ok_and(|value| value.is_string());
        if self.in_flow || !is_text || !after.starts_with([' ', '\t']) || !after.trim_start().starts_with('#')
        {
            return None;
        }
        comment(line, self.line, start, &self.name)
    }

    /// The warning about a text whose first word is a name to YAML, which nothing refers to: `title: &amp more`.
    fn anchor(&self, whole: &str, line: &str, start: usize) -> Option<Diagnostic> {
        let word = line[..start].trim_end().rsplit(' ').next()?.strip_prefix('&')?;
        if word.is_empty() || !is_among(&self.name, TEXTS) || whole.contains(&format!("*{word}")) {
            return None;
        }
        let before = line[..start].trim_end().len() - word.len() - 1;
        let mended = write::quoted(line[before..start + self.text.len()].trim_end());
        let message = format!("`&{word}` is a name to YAML and no part of `{}`", self.name);
        let summary = format!("what begins with `&` is a name to YAML and no part of `{}`", self.name);
        let number = self.line as u32;
        let place = Span::of(line, before, start + self.text.len()).down(number);
        let at = Span::of(line, before, before + word.len() + 1).down(number);
        let warning = Diagnostic::warning(Code::YamlName, message).at(at).hint(format!("write {mended}"));
        Some(warning.cause(&*self.name, summary).remedy("put the whole value in quotes").fix(place, mended))
    }

    /// A character in the form of a list that only looks like YAML's.
    fn character(&self, at: usize, c: char, wanted: &str, hint: &str, text: &str) -> Diagnostic {
        let message = format!("{} stands where YAML wants {wanted}", named(c));
        let span = Span { line: self.line as u32 + 1, column: (self.column + at) as u32 + 1, length: 1 };
        let fault = Diagnostic::error(Code::YamlCharacter, message.clone()).at(span).hint(hint);
        fault.cause(message.clone(), message).fix(span, text)
    }
}

/// The warning about a line whose value begins at a byte and is cut off by what is probably no comment.
fn comment(line: &str, number: usize, start: usize, name: &str) -> Option<Diagnostic> {
    let hash = start
        + line[start..].match_indices('#').map(|(at, _)| at).find(|at| {
            let at = start + at;
            at > 0 && line[..at].ends_with([' ', '\t'])
        })?;
    let said = line[hash + 1..].trim_end();
    let first = said.chars().next()?;
    // "We are # 1"
    let numbered = first == ' ' && {
        let word = said.split_whitespace().next().unwrap_or("");
        word.trim_end_matches(['.', ',', ':', '!', '?']).bytes().all(|b| b.is_ascii_digit())
    };
    if !is_among(name, TEXTS) || !(first.is_alphanumeric() || numbered) {
        return None;
    }
    // A second one, with a space behind it, may be meant.
    let end = line[hash + 1..].find(" # ").map_or(line.trim_end().len(), |at| hash + 1 + at);
    let whole = write::quoted(line[start..end].trim_end());
    let span = Span::of(line, hash, end);
    let message = format!("`{}` is a comment to YAML and no part of `{name}`", &line[hash..end]);
    let summary = format!("what follows ` #` is a comment to YAML and no part of `{name}`");
    let place = Span::of(line, start, end);
    let number = number as u32;
    Some(
        Diagnostic::warning(Code::YamlComment, message)
            .at(span.down(number))
            .hint(format!("write {whole}; if it is a comment, write a space behind its `#`"))
            .cause(name, summary)
            .remedy("put the whole value in quotes; if it is a comment, write a space behind its `#`")
            .fix(place.down(number), whole),
    )
}

/// The same where nothing is left of the value: `title: #1 in the world`, `- #metoo`.
fn no_value(lines: &[&str], number: usize) -> Option<Diagnostic> {
    let line = lines[number];
    let hash = line.find(" #")? + 1;
    let head = line[..hash].trim_end();
    let bare =
        |key: &str| key.trim_start().trim_start_matches("- ").trim().trim_matches(['"', '\'']).to_owned();
    if let Some(key) = head.strip_suffix(':') {
        // What is indented below it, or a list, is its value.
        let indent = |line: &str| line.len() - line.trim_start().len();
        let below = lines[number + 1..].iter().find(|line| !line.trim().is_empty());
        let has_value =
            below.is_some_and(|next| indent(next) > indent(line) || next.trim_start().starts_with("- "));
        return if has_value { None } else { comment(line, number, hash, &bare(key)) };
    }
    if head.trim_start() != "-" {
        return None;
    }
    let indent = head.len() - 1;
    let above = lines[..number].iter().rev().find(|above| {
        let content = above.trim_start();
        above.len() - content.len() <= indent && !content.starts_with(['-', '#']) && !content.is_empty()
    })?;
    comment(line, number, hash, &bare(above.split_once(':')?.0))
}

#[cfg(test)]
mod tests {
    use super::super::{FRONT_MATTER_BYTES, Report};

    /// The place, the message and the line as it should be.
    #[track_caller]
    fn said(text: &str) -> Vec<(u32, u32, String, String)> {
        let report = Report::new(text, 0);
        report.parse(FRONT_MATTER_BYTES);
        let of = |fault: crate::diagnostic::Diagnostic| {
            let (span, fix) = (fault.span.unwrap(), fault.fix.expect("a fix"));
            let line = text.lines().nth(fix.span.line as usize - 1).unwrap();
            let characters: Vec<char> = line.chars().collect();
            let start = fix.span.column as usize - 1;
            let before: String = characters[..start].iter().collect();
            let after: String = characters[start + fix.span.length as usize..].iter().collect();
            (span.line, span.column, fault.message, format!("{before}{}{after}", fix.text))
        };
        report.finish("x").1.into_iter().map(of).collect()
    }

    #[test]
    fn what_is_cut_off_is_said() {
        for (text, line, column, mended) in [
            ("title: The #1 port", 1, 12, "title: \"The #1 port\""),
            ("title: We are # 1!", 1, 15, "title: \"We are # 1!\""),
            ("a: 1\nsummary: Why \"it\" #matters # note", 2, 19, "summary: 'Why \"it\" #matters' # note"),
            ("tags:\n  - war #2\n  - b", 2, 9, "  - \"war #2\""),
            ("tags:\n- #metoo\n- b", 2, 3, "- \"#metoo\""),
            ("title: #1 in the world\nb: 2", 1, 8, "title: \"#1 in the world\""),
            ("sources:\n  - name: Radio #3\n    url: https://x.example/", 2, 17, "  - name: \"Radio #3\""),
            ("image:\n  alt: #9", 2, 8, "  alt: \"#9\""),
        ] {
            let found = said(text);
            let [(l, c, message, fixed)] = &found[..] else { panic!("{text:?}: {found:?}") };
            assert_eq!((*l, *c, &**fixed), (line, column, mended), "{text:?}");
            assert!(message.contains("is a comment to YAML and no part of"), "{message}");
        }
    }

    #[test]
    fn comments_that_are_meant_are_not() {
        for text in [
            "title: Ports # TODO shorten\n", "date: 2025-01-01 #checked\n", "draft: true #for now\n",
            "title: \"The #1 port\" #sure\n", "title: Issue#5\n", "summary: |\n  The #1 port\n  - #x\n",
            "summary: \"The\n  next #1 port\"\n", "#title: x\n  #y\na: 1\n", "tags: #all\n  - a\n",
            "tags: #all\n- a\n", "layout: post #old\nimage: #a.png\n", "tags: [a, b] #both\n",
            "title: Ports ## and more\n", "number: 5 #five\ntitle: 2025 #x\n",
        ] {
            assert_eq!(said(text), [], "{text:?}");
        }
    }

    #[test]
    fn names_that_nothing_refers_to_are_words() {
        for (text, column, mended) in
            [("title: &amp more\n", 8, "title: \"&amp more\""), ("tags:\n- &c words\n", 3, "- \"&c words\"")]
        {
            let found = said(text);
            let [(_, c, message, fixed)] = &found[..] else { panic!("{text:?}: {found:?}") };
            assert_eq!((*c, &**fixed), (column, mended), "{text:?}");
            assert!(message.contains("is a name to YAML and no part of"), "{message}");
        }
        for text in ["title: &a x\nsummary: *a\n", "title: R &D\n", "extra: {a: &b c}\n", "title: \"&a b\"\n"]
        {
            assert_eq!(said(text), [], "{text:?}");
        }
    }

    #[test]
    fn marks_that_look_like_those_of_lists_are_named() {
        for (text, column, mended) in [
            ("tags: [港口，罢工]", 10, "tags: [港口, 罢工]"),
            ("authors: [张三、李四]", 13, "authors: [张三, 李四]"),
            ("tags: ［港口，罢工］", 7, "tags: [港口, 罢工]"),
            ("{title: x, draft：true}", 17, "{title: x, draft: true}"),
        ] {
            let found = said(text);
            let [(_, c, message, fixed)] = &found[..] else { panic!("{text:?}: {found:?}") };
            assert_eq!((*c, &**fixed), (column, mended), "{text:?}");
            assert!(message.starts_with("U+"), "{message}");
        }
        for text in [
            "title: 港口，罢工\n", "title: ［快讯］港口\n", "tags: [\"港口，罢工\"]\n",
            "extra: {a: 你好：世界}\n",
        ] {
            assert_eq!(said(text), [], "{text:?}");
        }
    }
}
