//! Where the site stands: its origin, and the path below which everything is.

use url::Url;

/// `base_url`, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    /// `https://user.github.io`, without a slash at the end.
    pub origin: String,
    /// `/` or `/repo/`: begins and ends with a slash.
    pub path: String,
}

impl Default for BaseUrl {
    /// Where `newsprint serve` shows the site.
    fn default() -> Self {
        Self { origin: "http://localhost:1111".to_owned(), path: "/".to_owned() }
    }
}

impl BaseUrl {
    /// Takes an address apart; the error is the end of a sentence: "`base_url` …".
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if text.contains('\\') || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err("holds a space or a backslash");
        }
        let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
        if !lower.starts_with("http://") && !lower.starts_with("https://") {
            return Err("must begin with https:// or http://");
        }
        let url = Url::parse(text).map_err(|_| "is not a web address")?;
        if url.query().is_some() || url.fragment().is_some() {
            return Err("must not hold ? or #");
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("must not hold a user name or a password");
        }
        let path = url.path().trim_matches('/');
        if path.contains("//") || path.to_ascii_lowercase().contains("%2f") {
            return Err("must not hold // in its path");
        }
        let path = if path.is_empty() { "/".to_owned() } else { format!("/{path}/") };
        Ok(Self { origin: url.origin().ascii_serialization(), path })
    }

    /// Whether it is an address that stands in configurations until somebody writes a real one (RFC 2606): nothing was ever public there.
    pub fn is_placeholder(&self) -> bool {
        let host = Url::parse(&self.origin).ok().and_then(|url| url.host_str().map(str::to_owned));
        let host = host.as_deref().map(|host| host.strip_prefix("www.").unwrap_or(host));
        host.is_some_and(|host| ["example.org", "example.com", "example.net", "localhost"].contains(&host))
    }

    /// A path of the site as its pages name it: `/repo/topics/x/` for `/topics/x/`.
    pub fn page(&self, path: &str) -> String {
        format!("{}{}", self.path, path.strip_prefix('/').unwrap_or(path))
    }

    /// A path of the site as the world names it: `https://user.github.io/repo/topics/x/` for `/topics/x/`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.origin, self.page(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_and_without_a_path() {
        let root = BaseUrl::parse("https://Example.org").unwrap();
        assert_eq!(
            (root.page("/a/"), root.absolute("/")),
            ("/a/".to_owned(), "https://example.org/".to_owned())
        );
        let repo = BaseUrl::parse("https://user.github.io:443/repo").unwrap();
        assert_eq!(repo, BaseUrl { origin: "https://user.github.io".to_owned(), path: "/repo/".to_owned() });
        assert_eq!(repo.page("/topics/x/"), "/repo/topics/x/");
        assert_eq!(repo.absolute("/a.html"), "https://user.github.io/repo/a.html");
        for bad in [
            "", "example.org", "ftp://x.org", "https://", "https://a:b@x.org", "https://x.org/?a",
            "https://x.org/#", "https://x.org/a//b", "/repo/",
        ] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
