//! Addresses within the site: `aliases` and `url`, and what other keys name as such.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::address::{decode, of_path};
use crate::content::characters::{Instead, about, named};
use crate::content::yaml::FieldValue;
use crate::content::yaml::convert::has_scheme;
use crate::diagnostic::Code;
use crate::paths::{OutPath, kept_for};

/// Old addresses, each beginning with `/`, and each once however it ends: `/about` and `/about/` are one file.
pub(super) fn aliases(item: &FieldValue<'_>) -> Vec<String> {
    let mut files = BTreeSet::new();
    let paths = item.items().into_iter().filter_map(|item| site_path(&item));
    // What no file can be is said when the site is put together.
    paths
        .filter(|path| OutPath::of_path(path).ok().is_none_or(|file| files.insert(file)))
        .map(|path| of_path(&path).into_owned())
        .collect()
}

/// The address of a page: ends with `/` or in `.html`.
pub(super) fn url(item: &FieldValue<'_>) -> Option<String> {
    let mut path = site_path(item)?;
    if path.ends_with("/index.html") {
        path.truncate(path.len() - "index.html".len());
    }
    if !path.ends_with('/') && !path.ends_with(".html") && !path.ends_with(".htm") {
        path.push('/');
    }
    if path.contains(['{', '}']) || path.contains("/:") {
        let hint = "write the path itself; patterns belong to `permalinks:` in newsprint.yaml";
        item.error(Code::InvalidPath, format!("`{}` takes no placeholders", item.label()), hint);
        return None;
    }
    Some(of_path(&path).into_owned())
}

fn site_path(item: &FieldValue<'_>) -> Option<String> {
    let text = item.text()?;
    match path_of_site(&text) {
        Ok(path) if path.starts_with('/') => Some(path.into_owned()),
        Ok(path) => Some(format!("/{path}")),
        Err((fault, hint)) => {
            item.error(Code::InvalidPath, format!("`{}` {fault}", item.label()), hint);
            None
        }
    }
}

/// The path that a text names at which something of the site shall stand: decoded.
///
/// # Errors
/// Why it is none: the end of a sentence, and what to write.
pub(crate) fn path_of_site(text: &str) -> Result<Cow<'_, str>, (String, &'static str)> {
    let fault = |fault: &str, hint| Err((fault.to_owned(), hint));
    if has_scheme(text) || text.starts_with("//") {
        return fault("must be a path of this site", "write it without the domain: /old/address/");
    }
    if text.contains('\\') {
        return fault("must not hold a backslash", "write / between the parts of a path");
    }
    if text.contains(['?', '#']) {
        return fault("must be a path without ? and #", "a file's address has neither: write /old/address/");
    }
    if text.split('/').any(|segment| matches!(segment, "." | "..")) {
        return fault(
            "must not hold the segments `.` and `..`", "write the path from the site's root: /old/address/",
        );
    }
    if text.contains("//") {
        return fault("must not hold //", "write one / between the parts of a path");
    }
    let path = decode(text).map_err(|fault| (fault.to_string(), fault.hint()))?;
    if let Some(unseen) =
        path.chars().find(|c| about(*c).is_some_and(|(_, instead)| instead == Instead::Nothing))
    {
        let fault = format!("holds a character that nobody sees ({})", named(unseen));
        return Err((fault, "write the address anew, letter by letter"));
    }
    match kept_for(&path) {
        Some(whom) => Err((format!("is kept for {whom}"), "write another address")),
        None => Ok(path),
    }
}
