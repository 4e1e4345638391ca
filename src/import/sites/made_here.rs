//! Files that this program makes itself.

/// Whether a file of `static/` would stand where this program makes one.
pub fn is_made_here(to: &str) -> bool {
    const NAMES: [&str; 12] = [
        "index.html", "404.html", "feed.xml", "atom.xml", "feed.json", "rss.xml", "sitemap.xml",
        "robots.txt", "news-sitemap.xml", "opensearch.xml", "_headers", "_redirects",
    ];
    let path = to.strip_prefix("static/").unwrap_or("");
    let name = path.rsplit('/').next().unwrap_or(path);
    const LISTS: [&str; 12] = [
        "404", "archive", "authors", "corrections", "editions", "offline", "page", "search", "sources",
        "stories", "tags", "topics",
    ];
    NAMES.contains(&path) || LISTS.contains(&path) || matches!(name, "index.html" | "feed.xml")
}
