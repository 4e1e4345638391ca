//! Meta elements, by the names that outlets use.

use std::collections::BTreeMap;

use super::line;
use crate::import::page::Page;

/// The longest value that is one, in bytes.
const LONGEST: usize = 4000;

/// Names in lower case, with their values in the page's order.
pub(super) struct Meta(BTreeMap<String, Vec<String>>);

impl Meta {
    pub(super) fn read(page: &Page) -> Self {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for node in page.document.select("meta").nodes() {
            let name =
                ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|key| node.attr(key));
            let (Some(name), Some(content)) = (name, node.attr("content")) else { continue };
            let content = line(&content);
            if !content.is_empty() && content.len() <= LONGEST {
                let name = name.trim().to_ascii_lowercase();
                all.entry(name).or_default().push(content);
            }
        }
        Self(all)
    }

    /// The first value of the first name that has one, and that name.
    pub(super) fn first<'a>(&self, names: &[&'a str]) -> Option<(&'a str, &str)> {
        names.iter().find_map(|name| Some((*name, self.0.get(*name)?.first()?.as_str())))
    }

    /// All values of a name.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }
}
