//! Settings in a file of Python, as far as they are literals: the file is never run. What is no literal is [`Literal::Unknown`],
//! and so is what a condition decides.

mod reader;

use std::collections::{BTreeMap, BTreeSet};

use self::reader::Reader;

/// The deepest nesting that is read.
const DEEPEST: usize = 16;
/// The most parts that a value has which another one takes over by its name.
const MOST_PARTS: usize = 10_000;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Literal {
    /// A text; of several in a row the whole.
    Text(String),
    /// A number, `True`, `False`, `None`.
    Word(String),
    /// A list, a tuple or a set.
    List(Vec<Literal>),
    /// A dictionary.
    Mapping(Vec<(Literal, Literal)>),
    /// Whatever only Python knows.
    Unknown,
}

impl Literal {
    fn parts(&self) -> usize {
        match self {
            Self::List(items) => 1 + items.iter().map(Self::parts).sum::<usize>(),
            Self::Mapping(items) => {
                1 + items.iter().map(|(key, value)| key.parts() + value.parts()).sum::<usize>()
            }
            _ => 1,
        }
    }

    /// The text that it is.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list, or of one text; none where one of them is not known.
    pub(super) fn texts(&self) -> Option<Vec<&str>> {
        match self {
            Self::Text(text) => Some(vec![text]),
            Self::List(items) => items.iter().map(Self::text).collect(),
            _ => None,
        }
    }

    /// Its keys and values, also those of a list of pairs; none where one of the keys is not known.
    pub(super) fn pairs(&self) -> Option<Vec<(&str, &Literal)>> {
        match self {
            Self::Mapping(items) => items.iter().map(|(key, value)| Some((key.text()?, value))).collect(),
            Self::List(items) => items
                .iter()
                .map(|item| match item {
                    Self::List(two) => match &two[..] {
                        [key, value] => Some((key.text()?, value)),
                        _ => None,
                    },
                    _ => None,
                })
                .collect(),
            _ => None,
        }
    }

    /// This with another one behind it.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => Self::Text(one + &two),
            (Self::List(one), Self::List(two)) => Self::List(one.into_iter().chain(two).collect()),
            (Self::Mapping(one), Self::Mapping(two)) => Self::Mapping(one.into_iter().chain(two).collect()),
            _ => Self::Unknown,
        }
    }
}

/// The settings of a site.
#[derive(Debug, Default)]
pub(super) struct Settings {
    values: BTreeMap<String, Literal>,
}

impl Settings {
    /// A setting.
    pub(super) fn get(&self, name: &str) -> Option<&Literal> {
        self.values.get(name)
    }

    /// A setting that is a text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.text()
    }

    /// Reads a file; what it says counts more than what was read before.
    pub(super) fn read(&mut self, text: &str) {
        // Names that only a condition, a loop or a function sets.
        let mut doubtful: BTreeSet<String> = BTreeSet::new();
        let mut rest = text;
        while !rest.is_empty() {
            let line = rest.lines().next().unwrap_or("");
            let indent = line.len() - line.trim_start().len();
            let mut reader = Reader::new(&rest[indent..], &self.values);
            let found = match reader.rest.starts_with(['"', '\'']) {
                // What stands by itself is a comment.
                true => {
                    reader.string();
                    None
                }
                false => reader.target().map(|(name, change)| (name, change, reader.whole())),
            };
            reader.skip_line();
            rest = reader.rest;
            match found {
                Some((name, ..)) if indent > 0 => drop(doubtful.insert(name)),
                Some((name, change, value)) => apply(&mut self.values, name, change, value),
                None => {}
            }
        }
        self.values.extend(doubtful.into_iter().map(|name| (name, Literal::Unknown)));
    }
}

/// What a line does to a setting.
#[derive(Debug)]
enum Change {
    /// `NAME = value`
    Set,
    /// `NAME += value`, `NAME.extend(value)`, `NAME.update(value)`
    Add,
    /// `NAME.append(value)`
    Append,
    /// `NAME['key'] = value`
    Key(Literal),
    /// Anything else that may change it.
    Other,
}

fn apply(values: &mut BTreeMap<String, Literal>, name: String, change: Change, value: Literal) {
    let before = |empty: Literal| values.get(&name).cloned().unwrap_or(empty);
    let value = match change {
        Change::Set => value,
        Change::Add => match &value {
            Literal::Mapping(_) => before(Literal::Mapping(Vec::new())).and(value),
            Literal::Text(_) => before(Literal::Text(String::new())).and(value),
            _ => before(Literal::List(Vec::new())).and(value),
        },
        Change::Append => before(Literal::List(Vec::new())).and(Literal::List(vec![value])),
        Change::Key(key) => before(Literal::Mapping(Vec::new())).and(Literal::Mapping(vec![(key, value)])),
        Change::Other => Literal::Unknown,
    };
    let value = if value.parts() > MOST_PARTS { Literal::Unknown } else { value };
    values.insert(name, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> Settings {
        let mut settings = Settings::default();
        settings.read(text);
        settings
    }

    #[test]
    fn literals_are_read() {
        let settings = settings(
            "#!/usr/bin/env python\n\"\"\"\nSITEURL = 'no'\n\"\"\"\nimport os\nSITEURL = u'https://x.example' # here\n\
             PATH: str = \"con\" 'tent'\nDEFAULT_METADATA = {\n    # a comment, with ' in it\n    'status': 'draft',\n    \"n\": 1,\n}\n\
             PAGE_PATHS = ['pages',\n  'more']\nARTICLE_EXCLUDES = PAGE_PATHS + ['x']\nARTICLE_EXCLUDES += ('y',)\n\
             LINKS = (('a', 'b'), ('c', 'd'),)\nDICT = dict(status='hidden', x=os.path.join('a'))\nDICT['y'] = None\n\
             ONE = ('a')\nEMPTY = []\nEXTRA = {}\nEXTRA.update({'a': 'b'})\nX == 2\nlower = 'x'\n",
        );
        let texts = |name: &str| settings.get(name).and_then(Literal::texts).expect(name).join(" ");
        assert_eq!(settings.text("SITEURL"), Some("https://x.example"));
        assert_eq!(settings.text("PATH"), Some("content"));
        assert_eq!(settings.text("ONE"), Some("a"));
        assert_eq!(texts("ARTICLE_EXCLUDES"), "pages more x y");
        assert_eq!(texts("EMPTY"), "");
        let status = |name: &str| {
            let pairs = settings.get(name).and_then(Literal::pairs).expect(name);
            pairs
                .iter()
                .find(|(key, _)| *key == "status")
                .and_then(|(_, value)| value.text())
                .map(str::to_owned)
        };
        assert_eq!(status("DEFAULT_METADATA").as_deref(), Some("draft"));
        assert_eq!(status("DICT").as_deref(), Some("hidden"));
        assert_eq!(settings.get("LINKS").and_then(Literal::pairs).map(|pairs| pairs.len()), Some(2));
        assert_eq!(settings.get("EXTRA").and_then(Literal::pairs).map(|pairs| pairs.len()), Some(1));
        assert!(settings.get("X").is_none() && settings.get("lower").is_none());
    }

    #[test]
    fn what_only_python_knows_is_unknown() {
        for text in [
            "A = os.environ['A']\n", "A = f'{x}'\n", "A = 'a' if x else 'b'\n", "A = ['a'] * 2\n",
            "A = {'a': 'b', **other}\n", "A = [x for x in y]\n", "A = ['a'\n", "A = 'a\n",
            "A = 'a'.format(b)\n", "A = ['a']\nA.remove('a')\n", "A = ['a']\nif x:\n    A = []\n",
            "A = other\n",
        ] {
            let settings = settings(text);
            let value = settings.get("A").expect("a setting");
            let is_known = value.texts().is_some() || value.pairs().is_some();
            assert!(!is_known, "{text}: {value:?}");
        }
    }

    #[test]
    fn hostile_texts_end() {
        for text in ["A = ".to_owned() + &"[".repeat(200_000), "A = ".to_owned() + &"{'a':".repeat(100_000)] {
            assert_eq!(settings(&text).get("A"), Some(&Literal::Unknown));
        }
        let doubled = "A = ['a']\n".to_owned() + &"A = A + A\n".repeat(60);
        assert_eq!(settings(&doubled).get("A"), Some(&Literal::Unknown));
        settings(&"A = 'a' + ".repeat(50_000));
        settings(&"A = dict(".repeat(50_000));
        settings(&"A[".repeat(100_000));
    }
}
