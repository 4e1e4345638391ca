//! Where a value stands in a text of YAML that was read before.

use std::ops::Range;

use super::same_key;
use super::tree::{Node, Tree};

/// The place of the value at a path of keys, each with all of its names; none when there is no such key. Of a list in brackets
/// the last bracket is left out.
pub fn value_place(text: &str, path: &[&[&str]]) -> Option<Range<usize>> {
    let tree = Tree::build(text, true).ok()?;
    let mut node = tree.root();
    for names in path {
        node = child(text, node, names)?;
    }
    Some(node.range.clone())
}

fn child<'t>(text: &str, node: &'t Node, names: &[&str]) -> Option<&'t Node> {
    let written = |range: &Range<usize>| text.get(range.clone()).map(|key| key.trim_matches(['"', '\'']));
    let bears = |name: &&str, key: &Option<Range<usize>>| {
        key.as_ref().and_then(written).is_some_and(|key| same_key(key, name))
    };
    names
        .iter()
        .find_map(|name| node.children.iter().find(|(key, _)| bears(name, key)).map(|(_, child)| child))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_by_its_keys() {
        let text = "title: \"A # b\"\nimage:\n  src: x.jpg\n  Credit: Ann\ntags: [a, b]\n";
        for (path, value) in [
            (&[&["title"][..]][..], "\"A # b\""),
            (&[&["cover", "image"], &["credit"]], "Ann"),
            (&[&["tags"]], "[a, b"),
        ] {
            assert_eq!(value_place(text, path).map(|place| &text[place]), Some(value), "{path:?}");
        }
        assert_eq!(value_place(text, &[&["summary"]]), None);
        assert_eq!(value_place("[", &[&["summary"]]), None);
    }
}
