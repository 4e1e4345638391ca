//! Absolute addresses, written where they are needed without a text of their own.
//!
//! What editors write may hold a space or a quotation mark, which browsers forgive and other readers do not.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::address::uri;
use crate::config::{BaseUrl, Config};

/// An absolute address, perhaps with an anchor: of a page, or the `@id` of a thing.
#[derive(Debug, Clone, Copy)]
pub struct Address<'a> {
    base: &'a BaseUrl,
    /// Without base path, or a web address.
    path: &'a str,
    /// What stands behind it.
    end: &'static str,
    anchor: &'a str,
}

impl<'a> Address<'a> {
    /// Of what stands at a path of the site (without base path), or of a web address.
    pub fn new(base: &'a BaseUrl, path: &'a str) -> Self {
        Self { base, path, end: "", anchor: "" }
    }

    /// Of the home page in the site's language.
    pub fn home(config: &'a Config) -> Self {
        Self { end: "/", ..Self::new(&config.base_url, &config.prefix) }
    }

    /// Of a thing that the page there is about.
    pub fn at(self, anchor: &'a str) -> Self {
        Self { anchor, ..self }
    }
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inside = match self.path.strip_prefix('/') {
            Some(rest) if !rest.starts_with('/') => Some(rest),
            // The home page of the site's own language.
            None if self.path.is_empty() => Some(""),
            _ => None,
        };
        match inside {
            Some(inside) => {
                f.write_str(&self.base.origin)?;
                // Ends with a slash.
                f.write_str(&self.base.path)?;
                f.write_str(&uri(inside))?;
                f.write_str(if inside.is_empty() { "" } else { self.end })?;
            }
            None => f.write_str(&uri(self.path))?,
        }
        if !self.anchor.is_empty() {
            f.write_str("#")?;
            f.write_str(&uri(self.anchor))?;
        }
        Ok(())
    }
}

impl Serialize for Address<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_pages_and_of_things() {
        let base_url = BaseUrl::parse("https://user.example/repo").unwrap();
        let mut config = Config { base_url, ..Config::default() };
        assert_eq!(Address::home(&config).to_string(), "https://user.example/repo/");
        config.prefix = "/uk".to_owned();
        assert_eq!(Address::home(&config).at("website").to_string(), "https://user.example/repo/uk/#website");
        let at = |path| Address::new(&config.base_url, path).to_string();
        assert_eq!(at("/"), "https://user.example/repo/");
        assert_eq!(at("/tags/x/"), "https://user.example/repo/tags/x/");
        assert_eq!(at("/a b.png"), "https://user.example/repo/a%20b.png");
        assert_eq!(at("https://x.example/é%20?a=\"b\""), "https://x.example/%C3%A9%20?a=%22b%22");
        assert_eq!(at("https://img.example/a.png"), "https://img.example/a.png");
        assert_eq!(at("//img.example/a.png"), "//img.example/a.png");
    }
}
