//! Shortcodes in a text, as Hugo (<https://gohugo.io/content-management/shortcodes/>) and Zola
//! (<https://www.getzola.org/documentation/content/shortcodes/>) write them.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::remark::Cause;
use super::super::spans::{Next, is_in};
use super::{Call, Shows, is_shown, write};

/// How a generator writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `{{< name a="b" >}} … {{< /name >}}`
    Hugo,
    /// `{{ name(a="b") }}`, `{% name(a="b") %} … {% end %}`
    Zola,
}

/// Words of the names of tags whose first argument is a title.
const TITLED: &[&str] = &["card", "panel", "section", "slide", "step", "tab", "toggle"];

/// Pairs within pairs; what is deeper are tags by themselves.
const DEEPEST: usize = 40;

#[derive(Debug, Clone, PartialEq)]
enum What {
    Open,
    /// It ends a pair, and shows nothing by itself.
    Close,
    /// It stands for itself.
    Escaped(String),
}

#[derive(Debug, Clone, PartialEq)]
struct Token<'t> {
    place: Range<usize>,
    name: &'t str,
    rest: &'t str,
    what: What,
    /// In its place among the tokens: that of its end.
    end: Option<usize>,
}

/// The converted text, and its remarks: cause, place in the text before, detail.
pub type Converted = (String, Vec<(Cause, usize, String)>);

/// Converts the shortcodes of a text. `target` says where `ref` leads to; within `code` nothing is said.
pub fn convert(
    text: &str,
    syntax: Syntax,
    code: &[Range<usize>],
    target: &dyn Fn(&str) -> Option<String>,
    tags: &BTreeMap<String, Shows>,
) -> Converted {
    let mut tokens = match syntax {
        Syntax::Hugo => hugo(text),
        Syntax::Zola => zola(text),
    };
    pair(&mut tokens, syntax);
    let mut converter = Converter { text, syntax, tokens: &tokens, code, target, tags, said: Vec::new() };
    let out = converter.range(0..tokens.len(), 0..text.len(), 0);
    (out, converter.said)
}

struct Converter<'t> {
    text: &'t str,
    syntax: Syntax,
    tokens: &'t [Token<'t>],
    code: &'t [Range<usize>],
    target: &'t dyn Fn(&str) -> Option<String>,
    tags: &'t BTreeMap<String, Shows>,
    said: Vec<(Cause, usize, String)>,
}

impl Converter<'_> {
    fn range(&mut self, tokens: Range<usize>, place: Range<usize>, depth: usize) -> String {
        let mut out = String::with_capacity(place.len());
        let mut done = place.start;
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &self.tokens[at];
            out.push_str(&self.text[done..token.place.start]);
            done = token.place.end;
            at += 1;
            match (&token.what, token.end.filter(|_| depth < DEEPEST)) {
                (What::Escaped(text), _) => out.push_str(text),
                (What::Close, _) => {
                    self.say(Cause::TagTaken(self.shown(token.name)), token);
                }
                (What::Open, None) => out.push_str(&self.single(token)),
                (What::Open, Some(end)) => {
                    let inside = token.place.end..self.tokens[end].place.start;
                    let inner = self.range(at..end, inside, depth + 1);
                    out.push_str(&self.paired(token, &inner));
                    (at, done) = (end + 1, self.tokens[end].place.end);
                }
            }
        }
        out.push_str(&self.text[done..place.end]);
        out
    }

    fn call(&self, token: &Token<'_>, inner: Option<&str>) -> Call {
        match self.syntax {
            Syntax::Hugo => Call::of_words(token.name, token.rest, inner),
            Syntax::Zola => {
                let words = without_commas(token.rest);
                Call::of_words(token.name, &words, inner)
            }
        }
    }

    fn single(&mut self, token: &Token<'_>) -> String {
        let raw = &self.text[token.place.clone()];
        let call = self.call(token, None);
        // Whatever stands in the place of an address is one.
        let before = self.text[..token.place.start].trim_end();
        let is_target = before.ends_with("](") || before.ends_with("href=\"") || before.ends_with("]:");
        let is_path = |path: &str| path.contains('/') || path.ends_with(".md");
        if matches!(&*call.name, "ref" | "relref" | "link" | "get_url")
            || is_target && call.at(0).is_some_and(is_path)
        {
            let asked = call.get(&["path", "href", "url"]).or_else(|| call.at(0));
            if let Some(path) = asked.and_then(|path| (self.target)(path)) {
                return path;
            }
        } else if let Some(text) = write(&call) {
            return text;
        }
        self.say(Cause::Tag(self.shown(token.name)), token);
        raw.to_owned()
    }

    fn paired(&mut self, token: &Token<'_>, inner: &str) -> String {
        let call = self.call(token, Some(inner));
        let name = || self.shown(token.name);
        let shows = self.tags.get(&call.name).copied();
        if shows == Some(Shows::Nothing) {
            self.say(Cause::TextTaken(name()), token);
            return write(&self.call(token, None)).unwrap_or_default();
        }
        let written = write(&call);
        if shows == Some(Shows::Perhaps) || shows.is_none() && !is_shown(&call) {
            self.say(Cause::PairUnknown(name()), token);
        } else if written.is_none() {
            self.say(Cause::PairTaken(name()), token);
        }
        // What it is called is text, too.
        let of_name =
            || call.get(&["title", "heading", "label", "summary", "caption", "text", "name", "header"]);
        written.unwrap_or_else(|| match of_name().or_else(|| call.at(0).filter(|_| call.is(TITLED))) {
            Some(title) => format!("\n\n**{title}**\n\n{inner}"),
            None => inner.to_owned(),
        })
    }

    fn shown(&self, name: &str) -> String {
        match self.syntax {
            Syntax::Hugo => format!("{{{{< {name} >}}}}"),
            Syntax::Zola => format!("{{{{ {name}() }}}}"),
        }
    }

    fn say(&mut self, cause: Cause, token: &Token<'_>) {
        let at = token.place.start;
        if is_in(self.code, at) {
            return;
        }
        self.said.push((cause, at, self.text[token.place.clone()].to_owned()));
    }
}

/// Finds the end of each that has one.
fn pair(tokens: &mut [Token<'_>], syntax: Syntax) {
    let mut open: Vec<usize> = Vec::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..tokens.len() {
        match tokens[at].what {
            What::Open if syntax == Syntax::Hugo || tokens[at].end == Some(usize::MAX) => {
                tokens[at].end = None;
                *names.entry(tokens[at].name.to_owned()).or_default() += 1;
                open.push(at);
            }
            What::Close if syntax == Syntax::Zola => {
                if let Some(from) = open.pop() {
                    tokens[from].end = Some(at);
                }
            }
            What::Close if names.get(tokens[at].name).is_some_and(|count| *count > 0) => {
                // Those above it have no end.
                while let Some(from) = open.pop() {
                    *names.entry(tokens[from].name.to_owned()).or_default() -= 1;
                    if tokens[from].name == tokens[at].name {
                        tokens[from].end = Some(at);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Arguments with white space between them instead of commas.
fn without_commas(arguments: &str) -> String {
    let mut quote = None;
    let blank = |c: char| {
        match quote {
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        if quote.is_none() && c == ',' { ' ' } else { c }
    };
    arguments.chars().map(blank).collect()
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(is_part_of_name)
}

fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/')
}

fn hugo(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    // Where the tags of each kind end.
    let mut ends: [Next; 2] = Default::default();
    let trimmed = |inner: &str| inner.trim_end().len();
    while let Some(next) = text[at..].find("{{") {
        let start = at + next;
        at = start + 2;
        let (number, close) = match text.as_bytes().get(at) {
            Some(b'<') => (0, ">}}"),
            Some(b'%') => (1, "%}}"),
            _ => continue,
        };
        let Some((end, inner_end)) = ends[number].behind(text, at + 1, close, trimmed) else { continue };
        let place = start..end + 3;
        let inner = text[at + 1..inner_end.max(at + 1)].trim_start();
        let token = |name, rest, what| Token { place: place.clone(), name, rest, what, end: None };
        if let Some(escaped) = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            let (open, close) = (&text[start..start + 3], close);
            tokens.push(token("", "", What::Escaped(format!("{open}{escaped}{close}"))));
        } else if let Some(name) = inner.strip_prefix('/').map(str::trim).filter(|name| is_name(name)) {
            tokens.push(token(name, "", What::Close));
        } else {
            // No further than the name: what is none may go on to the end of the text.
            let end = inner.find(|c| !is_part_of_name(c)).unwrap_or(inner.len());
            let (name, rest) = inner.split_at(end);
            let name = name.trim_end_matches('/');
            if !is_name(name) || !(rest.is_empty() || rest.starts_with(char::is_whitespace)) {
                continue;
            }
            tokens.push(token(name, rest.trim().trim_end_matches('/').trim(), What::Open));
        }
        at = place.end;
    }
    tokens
}

fn zola(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    // Where the tags of each kind end.
    let mut ends: [Next; 2] = Default::default();
    let trimmed = |inner: &str| inner.trim_end().trim_end_matches('-').trim_end().len();
    while let Some(next) = text[at..].find('{') {
        let start = at + next;
        at = start + 1;
        let (number, close) = match text.as_bytes().get(at) {
            Some(b'{') => (0, "}}"),
            Some(b'%') => (1, "%}"),
            _ => continue,
        };
        let Some((end, inner_end)) = ends[number].behind(text, at + 1, close, trimmed) else { continue };
        let place = start..end + 2;
        let inner = text[at + 1..inner_end.max(at + 1)].trim_start().trim_start_matches('-').trim_start();
        let name_end = inner.find(|c: char| !is_part_of_name(c) && !c.is_whitespace());
        let token = |name, rest, what, end| Token { place: place.clone(), name, rest, what, end };
        if let Some(escaped) = inner.strip_prefix("/*").and_then(|inner| inner.strip_suffix("*/")) {
            let open = &text[start..start + 2];
            tokens.push(token("", "", What::Escaped(format!("{open}{escaped}{close}")), None));
        } else if number == 1 && inner == "end" {
            tokens.push(token("end", "", What::Close, None));
        } else if let Some((name, rest)) = name_end.map(|end| inner.split_at(end))
            && let Some(rest) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
            && is_name(name.trim())
        {
            // Only those of the second kind have an end.
            let end = (number == 1).then_some(usize::MAX);
            tokens.push(token(name.trim(), rest, What::Open, end));
        } else {
            continue;
        }
        at = place.end;
    }
    tokens
}
