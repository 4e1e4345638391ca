//! Paths in the output: relative, portable, and never out of the folder.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::address::{of_path, to_path};

/// The longest segment that common file systems take, with room for a temporary name.
const LONGEST_SEGMENT: usize = 200;
/// The folders of a site that are read; anything beside them is the site's own business.
pub const FOLDERS: [&str; 5] = ["content", "data", "i18n", "static", "templates"];
/// The list of what is newsprint's own.
pub const OWNED: &str = ".newsprint-owned";
/// The folder of temporary files.
pub const TEMPORARY: &str = ".newsprint-tmp";

/// The path of a file in the output folder: relative, with `/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// Why a text is no path of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathError {
    /// There is nothing.
    Empty,
    /// It begins with a slash, or a segment is empty, `.` or `..`.
    Segment(String),
    /// A character that some system cannot store: a control character, a backslash, or one of `<>:"|?*`.
    Character(char),
    /// More than 200 bytes between two slashes.
    TooLong(String),
    /// A name that a system or newsprint keeps for itself.
    Reserved(String),
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Segment(segment) if segment.is_empty() => {
                f.write_str("there is nothing between two slashes")
            }
            Self::Segment(segment) => write!(f, "`{segment}` cannot be a part of it"),
            Self::Character(c) if c.is_control() => f.write_str("it holds a control character"),
            Self::Character(c) => write!(f, "it holds `{c}`"),
            Self::TooLong(segment) => {
                let start: String = segment.chars().take(30).collect();
                write!(f, "`{start}…` is longer than {LONGEST_SEGMENT} bytes")
            }
            Self::Reserved(name) => write!(f, "`{name}` is a reserved name"),
        }
    }
}

impl OutPath {
    /// A path as it is.
    ///
    /// # Errors
    /// What makes it unusable somewhere.
    pub fn new(path: &str) -> Result<Self, PathError> {
        if path.is_empty() {
            return Err(PathError::Empty);
        }
        for segment in path.split('/') {
            check(segment)?;
        }
        let first = path.split('/').next().unwrap_or(path);
        if first == OWNED || first == TEMPORARY {
            return Err(PathError::Reserved(first.to_owned()));
        }
        Ok(Self(path.into()))
    }

    /// The file that a host serves at an address without base path: `/a/b/` is `a/b/index.html`, `/a.html` is
    /// `a.html`, and `/a`, which has no ending, is `a/index.html`.
    ///
    /// # Errors
    /// What makes it unusable somewhere.
    pub fn of_url(url: &str) -> Result<Self, PathError> {
        Self::of_path(&to_path(url))
    }

    /// The same for an address that is decoded.
    ///
    /// # Errors
    /// What makes it unusable somewhere.
    pub fn of_path(url: &str) -> Result<Self, PathError> {
        let path = url.strip_prefix('/').unwrap_or(url);
        if path.is_empty() || path.ends_with('/') {
            return Self::new(&format!("{path}index.html"));
        }
        let last = path.rsplit('/').next().unwrap_or(path);
        if last.contains('.') { Self::new(path) } else { Self::new(&format!("{path}/index.html")) }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What file systems that fold case and normalise see: two outputs with one of these cannot both be.
    pub fn folded(&self) -> Cow<'_, str> {
        fold(&self.0)
    }
}

/// The address, without base path, at which hosts serve an output: `a/b/index.html` is `/a/b/`.
pub fn site_url(path: &str) -> String {
    let shown = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    format!("/{}", of_path(shown))
}

/// The place that a path of a document would take from somebody: what hosts, systems and newsprint keep for themselves.
/// `path` is without base path, decoded.
pub fn kept_for(path: &str) -> Option<&'static str> {
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let first = segments.clone().next()?.to_ascii_lowercase();
    if first.starts_with(".newsprint") || first == "__newsprint" {
        return Some("newsprint itself");
    }
    if let Some(hidden) = segments.find(|segment| segment.starts_with('.')) {
        return Some(match hidden.to_ascii_lowercase().as_str() {
            ".git" | ".hg" | ".svn" => "a repository",
            ".well-known" => "what hosts and their clients agree on (put such a file into `static/`)",
            name if name.starts_with(".ht") => "the configuration of a server",
            _ => "files that hosts hide or obey",
        });
    }
    Some(match first.as_str() {
        // https://docs.github.com/en/pages/configuring-a-custom-domain-for-your-github-pages-site
        "cname" => "the domain of the site (write `cname:` in newsprint.yaml)",
        // https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/, https://docs.netlify.com/manage/routing/
        "_headers" | "_redirects" => "the configuration of a host (put such a file into `static/`)",
        // https://developers.cloudflare.com/pages/functions/advanced-mode/ and …/routing/
        "_worker.js" | "_routes.json" => "the configuration of a host (put such a file into `static/`)",
        _ => return None,
    })
}

/// NFC and lower case.
pub fn fold(path: &str) -> Cow<'_, str> {
    if path.is_ascii() {
        if path.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Cow::Owned(path.to_ascii_lowercase());
        }
        Cow::Borrowed(path)
    } else {
        // Lower-casing can undo the normal form, so it comes first.
        path.nfc().flat_map(char::to_lowercase).nfc().collect()
    }
}

/// Whether a path is this one when it is folded.
pub fn folds_to(path: &str, folded: &str) -> bool {
    // Asked of many paths, nearly all of which are plain.
    if path.is_ascii() { path.eq_ignore_ascii_case(folded) } else { fold(path) == folded }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn check(segment: &str) -> Result<(), PathError> {
    if matches!(segment, "" | "." | "..") {
        return Err(PathError::Segment(segment.to_owned()));
    }
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let unusable = |c: &char| c.is_control() || "\\<>:\"|?*".contains(*c);
    // Nearly all are.
    if !segment.as_bytes().iter().all(is_plain)
        && let Some(c) = segment.chars().find(unusable)
    {
        return Err(PathError::Character(c));
    }
    if segment.len() > LONGEST_SEGMENT {
        return Err(PathError::TooLong(segment.to_owned()));
    }
    // Windows: devices, whatever their ending; and it drops a dot or a space at the end.
    let stem = segment.split('.').next().unwrap_or(segment);
    let is_one = |names: &[&str], stem: &str| names.iter().any(|name| stem.eq_ignore_ascii_case(name));
    let numbered = |(name, number): (&str, &str)| {
        is_one(&["com", "lpt"], name) && number.starts_with(|c: char| c.is_ascii_digit() && c != '0')
    };
    let device = match stem.len() {
        3 => is_one(&["con", "prn", "aux", "nul"], stem),
        4 => stem.split_at_checked(3).is_some_and(numbered),
        _ => false,
    };
    if device || segment.ends_with(['.', ' ']) {
        return Err(PathError::Reserved(segment.to_owned()));
    }
    Ok(())
}

/// The folder of an address: where its further pages, its feed and its files stand. Ends with a slash.
pub fn folder(url: &str) -> String {
    match url.strip_suffix(".html") {
        Some(stem) => format!("{stem}/"),
        None if url.ends_with('/') => url.to_owned(),
        None => format!("{url}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files() {
        let file = |url: &str| OutPath::of_url(url).map(|path| path.to_string());
        assert_eq!(file("/").as_deref(), Ok("index.html"));
        assert_eq!(file("/a/b/").as_deref(), Ok("a/b/index.html"));
        assert_eq!(file("/a.html").as_deref(), Ok("a.html"));
        assert_eq!(file("/a").as_deref(), Ok("a/index.html"));
        assert_eq!(file("/feed.xml").as_deref(), Ok("feed.xml"));
    }

    #[test]
    fn what_leads_out_or_cannot_be_stored_is_refused() {
        for path in ["", "/etc/passwd", "a/../b", "a//b", "a\\b", "a\0b", "con", "x/AUX.html", "a./b", "a:b"]
        {
            assert!(OutPath::new(path).is_err(), "{path}");
        }
        assert!(OutPath::new(".newsprint-tmp/x").is_err());
        assert!(OutPath::new(&"x".repeat(201)).is_err());
        assert!(OutPath::new(".nojekyll").is_ok());
    }

    #[test]
    fn an_address_is_decoded_and_composed() {
        let file = |url: &str| OutPath::of_url(url).map(|path| path.to_string());
        assert_eq!(file("/a%20b/").as_deref(), Ok("a b/index.html"));
        assert_eq!(file("/50%25/").as_deref(), Ok("50%/index.html"));
        assert_eq!(file("/cafe%CC%81.html").as_deref(), Ok("caf\u{e9}.html"));
    }

    #[test]
    fn places_that_are_kept_for_somebody() {
        for path in [
            "/.git/config", "/a/.GIT/", "/.htaccess", "/.well-known/security.txt", "/.newsprint-owned",
            "/.nojekyll", "/CNAME", "/cname/", "/_headers", "/_redirects/", "/__newsprint/", "/.env",
        ] {
            assert!(kept_for(path).is_some(), "{path}");
        }
        for path in ["/", "/a/", "/a.git/", "/my_headers/", "/2025/cname/"] {
            assert_eq!(kept_for(path), None, "{path}");
        }
    }

    #[test]
    fn folding_finds_what_is_one_to_some_file_systems() {
        assert_eq!(fold("Ä/B"), fold("A\u{308}/b").to_lowercase());
        assert_ne!(fold("a/b"), fold("a/c"));
    }
}
