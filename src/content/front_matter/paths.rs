//! Addresses within the site: `aliases` and `url`.

use std::collections::BTreeSet;

use crate::content::yaml::Item;
use crate::content::yaml::convert::has_scheme;
use crate::paths::OutPath;

/// Old addresses, each beginning with `/`, and each once however it ends: `/about` and `/about/` are one file.
pub(super) fn aliases(item: &Item<'_>) -> Vec<String> {
    let mut files = BTreeSet::new();
    let paths = item.items().into_iter().filter_map(|item| site_path(&item));
    // What no file can be is said when the site is put together.
    paths.filter(|path| OutPath::of_url(path).ok().is_none_or(|file| files.insert(file))).collect()
}

/// The full path of a page: ends with `/` or in `.html`.
pub(super) fn url(item: &Item<'_>) -> Option<String> {
    let mut path = site_path(item)?;
    if path.ends_with("/index.html") {
        path.truncate(path.len() - "index.html".len());
    }
    if !path.ends_with('/') && !path.ends_with(".html") && !path.ends_with(".htm") {
        path.push('/');
    }
    if path.contains(['{', '}']) || path.contains("/:") {
        let hint = "write the path itself; patterns belong to `permalinks:` in newsprint.yaml";
        item.error("invalid-path", format!("`{}` takes no placeholders", item.label()), hint);
        return None;
    }
    Some(path)
}

fn site_path(item: &Item<'_>) -> Option<String> {
    let text = item.text()?;
    let Some((fault, hint)) = path_fault(&text) else {
        return Some(if text.starts_with('/') { text } else { format!("/{text}") });
    };
    item.error("invalid-path", format!("`{}` {fault}", item.label()), hint);
    None
}

/// Why a text is no path of the site: the end of a sentence, and what to write.
pub(crate) fn path_fault(text: &str) -> Option<(&'static str, &'static str)> {
    let lower = text.to_ascii_lowercase();
    Some(if has_scheme(text) || text.starts_with("//") {
        ("must be a path of this site", "write it without the domain: /old/address/")
    } else if text.contains('\\') {
        ("must not hold a backslash", "write / between the parts of a path")
    } else if text.contains(['?', '#']) {
        ("must be a path without ? and #", "a file's address has neither: write /old/address/")
    } else if text.split('/').any(|segment| matches!(segment, "." | "..")) {
        ("must not hold the segments `.` and `..`", "write the path from the site's root: /old/address/")
    } else if text.contains("//") {
        ("must not hold //", "write one / between the parts of a path")
    } else if ["%2e", "%2f", "%5c", "%00"].iter().any(|encoded| lower.contains(encoded)) {
        ("must not hold encoded dots or slashes", "write them as they are")
    } else {
        return None;
    })
}
