//! Where names stand in a list, without reading the text a second time: they are looked for one after another, and
//! wherever something stands that could make the place another one, the tree of positions is asked.

use std::ops::Range;

use serde_yaml::Value;

use super::FieldValue;
use crate::diagnostic::Span;

/// Finds the values below one key, in their order.
pub struct Finder {
    /// Up to where the text was looked at; none when only the tree can tell.
    at: Option<usize>,
}

impl Finder {
    /// For what stands below a key, which is one of the outermost.
    pub fn below(item: &FieldValue<'_>) -> Self {
        let (text, key) = (item.report.text, item.path.name);
        let outermost = item.path.parent.is_some_and(|path| path.parent.is_none()) && !key.is_empty();
        let keys = text.match_indices(key).filter(|(at, _)| {
            (*at == 0 || text.as_bytes()[at - 1] == b'\n') && text[at + key.len()..].starts_with(':')
        });
        let mut ends = keys.map(|(at, _)| at + key.len() + 1);
        let first = ends.next().filter(|_| outermost && item.report.tree.get().is_none());
        // What looks like the key twice may stand within a text.
        Self { at: first.filter(|_| ends.next().is_none()) }
    }

    /// Where the next value stands, if it is a text.
    pub fn next(&mut self, item: &FieldValue<'_>) -> Span {
        self.find(item, |text, at, name| {
            let skipped = text[at..].find(|c: char| !" \t\r\n-[,}".contains(c))?;
            named_at(text, at + skipped, name)
        })
    }

    /// Where a value of a mapping in the list stands, whose keys may be these.
    pub fn inside(&mut self, item: &FieldValue<'_>, keys: &[&str]) -> Span {
        self.find(item, |text, at, name| {
            let places = text[at..].match_indices(name).map(|(found, _)| at + found);
            let starts = places.map(|found| {
                let quoted = text[..found].ends_with(['"', '\'']);
                if quoted { found - 1 } else { found }
            });
            starts.filter_map(|start| named_at(text, start, name)).find(|range| {
                let before = text[at..range.start].trim_end_matches([' ', '\t']);
                before.strip_suffix(':').is_some_and(|before| {
                    keys.iter().any(|key| {
                        let before = before.strip_suffix(key);
                        before.is_some_and(|rest| rest.ends_with([' ', '\n', '{', ',', '\t']))
                    })
                })
            })
        })
    }

    fn find(
        &mut self,
        item: &FieldValue<'_>,
        look: impl Fn(&str, usize, &str) -> Option<Range<usize>>,
    ) -> Span {
        let text = item.report.text;
        let found = match (self.at, item.value) {
            (Some(at), Value::String(name)) if !name.is_empty() => look(text, at, name),
            _ => None,
        };
        self.at = found.as_ref().map(|range| range.end);
        found.map_or_else(|| item.span(), |range| item.report.span(range))
    }
}

/// The place of a name that begins here, with its quotes.
fn named_at(text: &str, at: usize, name: &str) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let quoted = rest.starts_with(['"', '\'']) && !name.contains(['"', '\'', '\\', '\n']);
    if quoted {
        let inner = rest[1..].strip_prefix(name)?;
        return inner.starts_with(&rest[..1]).then_some(at..at + name.len() + 2);
    }
    let behind = rest.strip_prefix(name)?;
    let ends = behind.is_empty() || behind.starts_with(['\n', '\r', ',', ']', '}', ' ', '\t']);
    ends.then_some(at..at + name.len())
}

#[cfg(test)]
mod tests {
    use super::super::{FRONT_MATTER_BYTES, Report};
    use super::*;

    /// The places that are found are those that the tree knows.
    #[test]
    fn found_where_the_tree_says() {
        for text in [
            "tags: [One, Two words, 'Three', \"Four\"]\n", "tags:\n- One\n-  Two words \n- 'Three: x'\n",
            "title: tags\ntags: One\n", "tags: # One\n - One # Two\n - Two\n",
            "tags: [&a One, *a, Two, 2025, -x, ~, Two]\n", "tags: [O, One, On, 'It''s', \"a\\tb\", Two]\n",
            "other: |\n tags: x\ntags: [x, y]\n", "tags: >\n One\n two\n", "tags: [a b,\n  c\n  d, e]\n",
            "{tags: [a, b]}\n", "tags: [{name: A}, B]\n",
        ] {
            let report = Report::new(text, 1);
            let value = report.parse(FRONT_MATTER_BYTES).expect("YAML");
            let root = FieldValue::root(&value, &report);
            let entries = root.entries().expect("a mapping");
            let (_, item) = entries.iter().find(|(key, _)| key == "tags").expect("tags");
            let mut finder = Finder::below(item);
            let found: Vec<Span> = item.items().iter().map(|item| finder.next(item)).collect();
            let known: Vec<Span> = item.items().iter().map(|item| item.span()).collect();
            assert_eq!(found, known, "{text}");
        }
    }

    #[test]
    fn names_within_mappings() {
        let text = "sources:\n- name: A b\n  url: https://x.org/A\n- {url: x, outlet: 'C d'}\n- E\n";
        let report = Report::new(text, 0);
        let value = report.parse(FRONT_MATTER_BYTES).expect("YAML");
        let root = FieldValue::root(&value, &report);
        let entries = root.entries().expect("a mapping");
        let item = &entries[0].1;
        let mut finder = Finder::below(item);
        let places = item.items().into_iter().map(|item| {
            let Some(fields) = item.value.is_mapping().then(|| item.fields("")).flatten() else {
                return finder.next(&item);
            };
            let name = fields.take(&["name", "outlet"]).expect("a name");
            finder.inside(&name, &["name", "outlet"])
        });
        let places: Vec<(u32, u32)> = places.map(|span| (span.line, span.column)).collect();
        assert_eq!(places, [(2, 9), (4, 20), (5, 3)]);
        assert!(report.tree.get().is_none());
    }
}
