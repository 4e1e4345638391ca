//! Front matter in the formats of other generators: it is not read, and the message shows it as YAML.
//!
//! TOML stands between `+++` (<https://gohugo.io/content-management/front-matter/>,
//! <https://www.getzola.org/documentation/content/page/>), JSON is an object that begins the file (Hugo) or stands between
//! `;;;`, with its braces or without (<https://middlemanapp.com/basics/frontmatter/>); behind the hyphens stands the name of
//! the format (<https://www.11ty.dev/docs/data-frontmatter/>), or within `= toml =`
//! (<https://docs.deno.com/runtime/reference/std/front-matter>).

use serde_yaml::Value;

use super::{Opening, line};
use crate::content::yaml::of_toml;
use crate::diagnostic::{Code, Diagnostic, Span};

/// The most bytes that are converted.
const MOST_BYTES: usize = 64 << 10;
/// The most lines of YAML that a hint shows.
const LINES: usize = 40;

/// The message about front matter that is not YAML; none when there is none of it.
pub(super) fn front_matter(opening: &Opening<'_>) -> Option<Diagnostic> {
    let rest = &opening.text[opening.start..];
    let (first, next) = line(rest);
    let between = |close: &str| {
        let inner = &rest[next..];
        let mut at = 0;
        while at < inner.len() {
            let (content, next) = line(&inner[at..]);
            if content == close {
                return Some((&inner[..at], &rest[..rest.len() - inner.len() + at + content.len()]));
            }
            at += next;
        }
        None
    };
    let known = match first {
        "+++" | "+++toml" => toml(between("+++")),
        "---toml" | "--- toml" => toml(between("---")),
        "= toml =" => toml(between("= toml =")),
        "---json" | "--- json" => json(between("---")),
        ";;;" | ";;;json" => json(between(";;;")),
        "= json =" => json(between("= json =")),
        _ if first == "{" || first.starts_with("{\"") || first.starts_with("{ \"") => {
            let mut values = serde_json::Deserializer::from_str(rest.get(..MOST_BYTES).unwrap_or(rest))
                .into_iter::<Value>();
            let value = values.next().and_then(Result::ok);
            let whole = &rest[..values.byte_offset()];
            // What stands behind the object in its line would be lost.
            let (behind, _) = line(&rest[whole.len()..]);
            Foreign::new("json", value.filter(|_| behind.is_empty()).map(|value| (value, whole)))
        }
        _ => {
            let language = ["---", "+++", ";;;"].into_iter().find_map(|fence| first.strip_prefix(fence));
            let language = language.map(str::trim).filter(|language| LANGUAGES.contains(language))?;
            Foreign { format: language, written: None }
        }
    };
    Some(known.problem(first, opening))
}

/// Languages that are a program's, so that nothing says what would come of them.
const LANGUAGES: &[&str] =
    &["js", "javascript", "ts", "coffee", "cson", "php", "python", "ruby", "lua", "ron", "edn"];

struct Foreign<'a> {
    format: &'a str,
    /// The same as YAML between its fences, and what it takes the place of.
    written: Option<(String, &'a str)>,
}

impl<'a> Foreign<'a> {
    fn new(format: &'a str, value: Option<(Value, &'a str)>) -> Self {
        let written = value.and_then(|(value, whole)| {
            let yaml =
                serde_yaml::to_string(value.as_mapping().filter(|mapping| !mapping.is_empty())?).ok()?;
            // What would be read as anything else is not offered.
            (serde_yaml::from_str::<Value>(&yaml).ok()? == value).then(|| (format!("---\n{yaml}---"), whole))
        });
        Self { format, written }
    }

    fn problem(self, first: &str, opening: &Opening<'_>) -> Diagnostic {
        let span = Span { line: opening.line, column: 1, length: first.chars().count().max(1) as u32 };
        let says = |named: &str| format!("front matter in {named} is not read");
        let fault = match self.format {
            "toml" => Diagnostic::error(Code::FrontMatterToml, says("TOML")),
            "json" => Diagnostic::error(Code::FrontMatterJson, says("JSON")),
            other => Diagnostic::error(Code::FrontMatterForeign, says(other)),
        };
        let message = fault.message.clone();
        let fault = fault.at(span).cause(self.format, message).remedy(
            "write it as YAML between two lines `---`; with `--format json`, `fix` has it for each file, ready to be put in",
        );
        match self.written {
            Some((yaml, whole)) => {
                let hint = match yaml.lines().count() {
                    0..=LINES => format!("write in its place:\n{yaml}"),
                    _ => AS_YAML.to_owned(),
                };
                fault.hint(hint).fix(Span { length: whole.chars().count() as u32, ..span }, yaml)
            }
            None => fault.hint(AS_YAML),
        }
    }
}

const AS_YAML: &str =
    "write YAML between two lines `---`: `title: …` and `date: 2025-02-12`, each on a line of its own";

/// `between` has what stands between the fences, and the whole with them.
fn toml<'a>(between: Option<(&str, &'a str)>) -> Foreign<'a> {
    let read = |(inner, whole): (&str, &'a str)| {
        let table: toml::Table = (inner.len() <= MOST_BYTES).then(|| toml::from_str(inner).ok()).flatten()?;
        Some((Value::Mapping(of_toml::mapping(table)), whole))
    };
    Foreign::new("toml", between.and_then(read))
}

fn json<'a>(between: Option<(&str, &'a str)>) -> Foreign<'a> {
    let read = |(inner, whole): (&str, &'a str)| {
        let text = inner.trim();
        let text = if text.starts_with('{') { text.to_owned() } else { format!("{{{text}}}") };
        let value: Value = (text.len() <= MOST_BYTES).then(|| serde_json::from_str(&text).ok()).flatten()?;
        Some((value, whole))
    };
    Foreign::new("json", between.and_then(read))
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::content::document::Kind;

    #[track_caller]
    fn fix(text: &str) -> (String, String, u32) {
        let fault = split(text.as_bytes(), Kind::Home).expect_err(text);
        let fix = fault.fix.unwrap_or_else(|| panic!("{text}: {:?}", fault.hints));
        (fault.code.to_string(), fix.text.into(), fix.span.length)
    }

    #[test]
    fn the_same_keys_as_yaml() {
        let toml = "title = \"Ports: \\\"shut\\\"\"\ndate = 2024-05-07T10:00:00Z\ndraft = true\nweight = 1.5\ncode = \"007\"\n[taxonomies]\ntags = [\"no\", 'it''s']\n".replace("''", "’");
        let yaml = "---\ntitle: 'Ports: \"shut\"'\ndate: 2024-05-07T10:00:00Z\ndraft: true\nweight: 1.5\ncode: '007'\ntaxonomies:\n  tags:\n  - no\n  - it’s\n---";
        for (open, close) in [("+++", "+++"), ("---toml", "---"), ("= toml =", "= toml =")] {
            let text = format!("{open}\n{toml}{close}\nText\n");
            let length = (text.chars().count() - 6) as u32;
            assert_eq!(fix(&text), ("front-matter-toml".to_owned(), yaml.to_owned(), length), "{open}");
        }
        let json = "\"title\": \"Ports: shut\",\n\t\"tags\": [\"on\", 1], \"x\": null";
        let yaml = "---\ntitle: 'Ports: shut'\ntags:\n- on\n- 1\nx: null\n---";
        for (open, close) in [
            ("{", "}"),
            ("---json\n{", "}\n---"),
            (";;;\n{", "}\n;;;"),
            (";;;", ";;;"),
            ("= json =", "= json ="),
        ] {
            let text = format!("{open}\n{json}\n{close}\nText\n");
            let length = (text.chars().count() - 6) as u32;
            assert_eq!(fix(&text), ("front-matter-json".to_owned(), yaml.to_owned(), length), "{open}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_all_the_same() {
        for (text, code) in [
            ("+++\ntitle = \n+++\n", "front-matter-toml"),
            ("+++\ntitle = 'x'\n", "front-matter-toml"),
            ("{\n\"title\": }\n", "front-matter-json"),
            ("{\"title\": \"x\"} Text\n", "front-matter-json"),
            ("{\"a\": 1, \"a\": 2}\n", "front-matter-json"),
            ("---js\n{title: 'x'}\n---\n", "front-matter-foreign"),
            ("+++\n+++\n", "front-matter-toml"),
        ] {
            let fault = split(text.as_bytes(), Kind::Article).expect_err(text);
            assert_eq!((fault.code.as_str(), fault.fix), (code, None), "{text:?}");
        }
        assert!(split(b"{{ greeting }}\n", Kind::Home).is_ok());
    }
}
