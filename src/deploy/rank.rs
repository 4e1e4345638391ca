//! When a file is written among others, and how servers hand it out.
//!
//! What makes a file decides that; of a site whose texts nobody has read, its name tells.

use std::collections::BTreeSet;

use super::destination::Headers;
use super::files::Published;
use crate::config::{Config, FeedFormat};
use crate::media;
use crate::output::Class;
use crate::paths::OutPath;
use crate::site::TermKind;

/// When a file is written among others: a rank is there as a whole before the next begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Styles, pictures, files that are copied.
    Asset,
    /// Pages of their own.
    Page,
    /// Pages that lead to pages.
    List,
    /// The home page.
    Home,
    /// What machines follow.
    Feed,
}

impl Rank {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Asset, Self::Page, Self::List, Self::Home, Self::Feed];

    /// Of an output; a home page is one at `path`.
    pub fn of(class: Class, path: &str) -> Self {
        match class {
            Class::Asset => Self::Asset,
            Class::Page => Self::Page,
            Class::List if path == HOME => Self::Home,
            Class::List => Self::List,
            Class::Feed => Self::Feed,
        }
    }
}

/// The home page.
pub const HOME: &str = "index.html";
/// Folders of lists besides those of terms, where `permalinks:` does not say otherwise.
const LISTS: [&str; 3] = ["archive", "corrections", "feeds"];
/// Files that machines follow, besides feeds in their formats.
const FOLLOWED: [&str; 5] =
    ["sitemap.xml", "news-sitemap.xml", "robots.txt", "feeds.opml", "service-worker.js"];

/// What the names of a site's files tell. It is less than what makes them would: a list at an address of one's own is taken for a page, which
/// is written one rank earlier.
#[derive(Debug, Clone)]
pub struct Names {
    /// The folders of the languages besides the site's own, each with a slash at its end.
    languages: Vec<String>,
    /// Old addresses that answer with a feed.
    old_feeds: BTreeSet<String>,
}

impl Names {
    /// Of a site with this configuration.
    pub fn new(config: &Config) -> Self {
        let folder = |prefix: String| format!("{}/", prefix.trim_start_matches('/'));
        let old = config.feeds.paths.iter().filter_map(|old| OutPath::of_url(&old.from).ok());
        Self {
            languages: config.languages.iter().map(|language| folder(language.prefix())).collect(),
            old_feeds: old.map(|path| path.to_string()).collect(),
        }
    }

    /// The rank of a file.
    pub fn rank(&self, path: &str) -> Rank {
        let language = self.languages.iter().find_map(|folder| path.strip_prefix(&**folder));
        let inside = language.unwrap_or(path);
        let (folder, name) = inside.rsplit_once('/').unwrap_or(("", inside));
        let above = inside.split_once('/').map_or("", |(above, _)| above);
        if self.old_feeds.contains(path) || is_feed(path) || folder.is_empty() && is_followed(name) {
            return Rank::Feed;
        }
        if !media::is_page(name) {
            let is_index = above == "search" && (name.ends_with(".json") || name.ends_with(".bin"));
            return match name {
                _ if is_index => Rank::Feed,
                // Of an edition.
                "email.txt" => Rank::Page,
                _ => Rank::Asset,
            };
        }
        let is_list = LISTS.contains(&above)
            || TermKind::ALL.iter().any(|kind| kind.plural() == above)
            || inside == "editions/index.html"
            || name == HOME && (folder.is_empty() || is_further_page(folder));
        match path {
            HOME => Rank::Home,
            _ if is_list => Rank::List,
            _ => Rank::Page,
        }
    }
}

/// Whether a file is a feed, by its name.
pub fn is_feed(path: &str) -> bool {
    FeedFormat::ALL.iter().any(|format| path.rsplit('/').next() == Some(format.file()))
}

/// Whether a file at the top of a site is followed by machines: also a part of a sitemap, `sitemap-2.xml`.
fn is_followed(name: &str) -> bool {
    let part = name.strip_prefix("sitemap-").and_then(|rest| rest.strip_suffix(".xml"));
    FOLLOWED.contains(&name) || part.is_some_and(is_number)
}

/// Whether a folder is one of a further page of a list, `topics/trade/page/2`.
fn is_further_page(folder: &str) -> bool {
    let (above, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    is_number(last) && (above == "page" || above.ends_with("/page"))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// How servers hand out a file. What has the hash of its bytes in its name stays what it is; of pages and feeds each reader asks anew.
pub fn headers(file: &Published, rank: Rank) -> Headers {
    let is_named_by_hash = file.path.contains(&format!(".{}.", file.digest.short(10)));
    let cache = match rank {
        Rank::Asset if is_named_by_hash => "public, max-age=31536000, immutable",
        Rank::Asset => "public, max-age=3600",
        _ => "public, max-age=0, must-revalidate",
    };
    Headers { media: media::of(&file.path), cache }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_when_a_file_is_written() {
        let text = "base_url: https://a.example/\nlanguages: {uk: {title: Y}}\nfeeds: {paths: {/rss.xml: /feed.xml}}\n";
        let (config, said) = Config::read(Some(text.as_bytes()), None);
        let names = Names::new(&config.unwrap_or_else(|| panic!("{said:?}")));
        for (path, rank) in [
            ("index.html", Rank::Home),
            ("page/2/index.html", Rank::List),
            ("uk/index.html", Rank::List),
            ("uk/topics/svit/index.html", Rank::List),
            ("topics/trade/page/2/index.html", Rank::List),
            ("editions/index.html", Rank::List),
            ("editions/2025-02-14/index.html", Rank::Page),
            ("editions/2025-02-14/email.txt", Rank::Page),
            ("2025/02/vote/index.html", Rank::Page),
            ("2025/02/page/index.html", Rank::Page),
            ("404.html", Rank::Page),
            ("feed.xml", Rank::Feed),
            ("topics/trade/atom.xml", Rank::Feed),
            ("rss.xml", Rank::Feed),
            ("uk/sitemap.xml", Rank::Feed),
            ("sitemap-12.xml", Rank::Feed),
            ("sitemap-of-the-town.xml", Rank::Asset),
            ("robots.txt", Rank::Feed),
            ("search/index.html", Rank::Page),
            ("search/2025-02-1/0.bin", Rank::Feed),
            ("uk/search/index.json", Rank::Feed),
            ("2025/02/vote/votes.xml", Rank::Asset),
            ("theme/style.css", Rank::Asset),
            (".nojekyll", Rank::Asset),
        ] {
            assert_eq!(names.rank(path), rank, "{path}");
        }
    }
}
