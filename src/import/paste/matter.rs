//! The front matter of a text that was pasted as it stands in another site: what it says of the text, in YAML between `---` or in TOML between
//! `+++`.

use serde_yaml::{Mapping, Value};
use url::Url;

use super::{Pasted, Removed, TitleFrom};
use crate::content::yaml::of_toml;
use crate::import::newsroom::byline::{self, Person};
use crate::import::newsroom::furniture::Why;

/// The longest, in lines.
const LONGEST: usize = 200;
/// The same in bytes.
const MOST_BYTES: usize = 64 << 10;
const TITLE: &[&str] = &["title", "titel", "headline"];
const DATE: &[&str] = &["date", "published", "publishdate", "pubdate", "datum"];
const AUTHOR: &[&str] = &["author", "authors", "byline", "autor"];
const STANDFIRST: &[&str] = &["summary", "description", "subtitle", "excerpt", "lead"];
const ADDRESS: &[&str] = &["canonical_url", "canonical", "original_url", "source_url", "url", "link"];

/// Takes front matter off a text, and says what is in it. None where there is none: three hyphens may be a line between parts.
pub(super) fn read(text: &str) -> Option<(Pasted, &str)> {
    let rest = text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let mark = ["---", "+++"].into_iter().find(|mark| rest.starts_with(mark))?;
    let rest = &rest[mark.len()..];
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut length = 0;
    let mut ended = None;
    for line in rest.split_inclusive('\n').take(LONGEST) {
        if line.trim_end() == mark || mark == "---" && line.trim_end() == "..." {
            ended = Some((&rest[..length], &rest[length + line.len()..]));
            break;
        }
        length += line.len();
    }
    let (written, behind) = ended?;
    let matter: Mapping = match mark {
        _ if written.len() > MOST_BYTES => return None,
        "+++" => of_toml::mapping(toml::from_str(written).ok()?),
        _ => serde_yaml::from_str(written).ok()?,
    };
    let of = |names: &[&str]| {
        names.iter().find_map(|name| matter.iter().find(|(key, _)| is_key(key, name)).map(|(_, value)| value))
    };
    let text_of =
        |names: &[&str]| of(names).map(texts).filter(|texts| !texts.is_empty()).map(|texts| texts.join(", "));
    let title = text_of(TITLE);
    if title.is_none() && of(DATE).is_none() && of(AUTHOR).is_none() {
        return None;
    }
    let people: Vec<Person> =
        of(AUTHOR).map(texts).unwrap_or_default().iter().flat_map(|name| people(name)).collect();
    let removed = written.lines().map(str::trim).filter(|line| !line.is_empty());
    let pasted = Pasted {
        title_from: if title.is_some() { TitleFrom::Subject } else { TitleFrom::Nothing },
        title,
        standfirst: text_of(STANDFIRST),
        is_byline_told: !people.is_empty(),
        byline: people,
        date_text: text_of(DATE),
        url: text_of(ADDRESS).and_then(|url| Url::parse(&url).ok()).filter(Url::has_host),
        removed: removed.map(|line| Removed { text: line.to_owned(), why: Why::FrontMatter }).collect(),
        ..Pasted::default()
    };
    Some((pasted, behind))
}

fn is_key(key: &Value, name: &str) -> bool {
    key.as_str().is_some_and(|key| key.eq_ignore_ascii_case(name))
}

/// What a value says: itself, each of several, or the name of a thing.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.split_whitespace().collect::<Vec<_>>().join(" ")],
        Value::Number(number) => vec![number.to_string()],
        Value::Sequence(values) => values.iter().flat_map(texts).collect(),
        Value::Mapping(thing) => {
            let name = thing.iter().find(|(key, _)| is_key(key, "name")).map(|(_, value)| texts(value));
            name.unwrap_or_default()
        }
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|text| !text.is_empty())
    .collect()
}

/// Who is named: several in one value as well.
fn people(name: &str) -> Vec<Person> {
    let read = byline::read(&format!("By {name}")).map(|byline| byline.people).unwrap_or_default();
    match read.is_empty() {
        true if byline::is_no_person(name) || byline::is_outlet(name) || byline::is_staff(name) => Vec::new(),
        true => vec![Person { name: name.to_owned(), is_doubtful: true, ..Person::default() }],
        false => read,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn front_matter_says_what_a_text_is() {
        let text = "---\ntitle: \"The port: open\"\ndate: 2025-03-01\nauthor:\n  - Ann Lee\n  - name: Robert Page\ntags: [a, b]\nsummary: It opens.\nurl: /here/\n---\n\nIt opens.";
        let (found, rest) = read(text).unwrap();
        assert_eq!(found.title.as_deref(), Some("The port: open"));
        assert_eq!(found.date_text.as_deref(), Some("2025-03-01"));
        assert_eq!(found.standfirst.as_deref(), Some("It opens."));
        let names: Vec<&str> = found.byline.iter().map(|person| &*person.name).collect();
        assert_eq!(names, ["Ann Lee", "Robert Page"]);
        assert!(found.url.is_none());
        assert_eq!(rest.trim(), "It opens.");
    }

    #[test]
    fn it_may_be_of_toml() {
        let (found, rest) =
            read("+++\ntitle = \"The port\"\ndate = 2025-03-01\nauthors = [\"Ann Lee\"]\n+++\nIt opens.")
                .unwrap();
        assert_eq!(found.title.as_deref(), Some("The port"));
        assert_eq!(found.date_text.as_deref(), Some("2025-03-01"));
        assert_eq!(found.byline[0].name, "Ann Lee");
        assert_eq!(rest, "It opens.");
    }

    #[test]
    fn lines_between_hyphens_are_none() {
        for text in [
            "---\nThe port opens.\n---\nIt opens.", "---\n- a\n- b\n---\n", "---\ntitle: x", "- a\n---\n",
            "---\na: b\n---\n", "--- x",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
