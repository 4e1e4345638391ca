//! What the editors may want to know or do: the pattern that keeps the most addresses, where these hold, what a try left out.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::super::convert::Converted;
use super::super::fields::folded;
use super::super::site::OldSite;
use crate::config::{BaseUrl, Pattern};
use crate::content::Kind;

/// How many old addresses of articles stay as they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addresses {
    all: usize,
    kept: usize,
    /// A pattern that keeps most of them, and more than the site's, and how many.
    pub(super) better: Option<(String, usize)>,
    others: Others,
}

/// The other texts that come, by why they are not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Others {
    /// Articles whose front matter says their address.
    fixed: usize,
    /// Articles that had none.
    without: usize,
    /// Pages, whose addresses no pattern of articles makes.
    pages: usize,
}

/// Counts them. An address that front matter says stays in any case.
pub(super) fn addresses(site: &OldSite, converted: &[Converted]) -> Addresses {
    let comes =
        || site.items.iter().zip(converted).filter(|(_, one)| one.text.is_some()).map(|(item, _)| item);
    let others = Others {
        fixed: comes().filter(|item| item.kind == Kind::Article && item.is_fixed).count(),
        without: comes()
            .filter(|item| item.kind == Kind::Article && !item.is_fixed && item.address.is_none())
            .count(),
        pages: comes().filter(|item| item.kind != Kind::Article).count(),
    };
    let articles: Vec<(&str, &Converted)> = site
        .items
        .iter()
        .zip(converted)
        .filter(|(item, one)| item.kind == Kind::Article && one.text.is_some() && !item.is_fixed)
        .filter_map(|(item, one)| Some((item.address.as_deref()?, one)))
        .collect();
    let stays =
        |(old, one): &&(&str, &Converted)| one.address.as_ref().is_some_and(|new| folded(new) == folded(old));
    let (all, kept) = (articles.len(), articles.iter().filter(stays).count());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (old, one) in &articles {
        let found = one.place.as_ref().and_then(|(date, slug)| pattern(old, *date, slug));
        found.into_iter().for_each(|pattern| *counts.entry(pattern).or_default() += 1);
    }
    let is_readable = |(pattern, _): &(String, usize)| Pattern::parse(pattern, true).is_ok();
    let most = counts.into_iter().filter(is_readable).max_by_key(|(_, count)| *count);
    Addresses { all, kept, better: most.filter(|(_, would)| *would > kept && would * 2 > all), others }
}

/// The pattern that makes an address of a date and a slug.
fn pattern(address: &str, (year, month, day): (i32, u32, u32), slug: &str) -> Option<String> {
    let (year, month, day) = (format!("{year:04}"), format!("{month:02}"), format!("{day:02}"));
    let dated = format!("{year}-{month}-{day}-{slug}");
    let parts: Vec<&str> = address.split('/').collect();
    let mut out: Vec<String> = Vec::new();
    let mut has_slug = false;
    let last = parts.iter().rposition(|part| !part.is_empty())?;
    for (place, part) in parts.iter().enumerate() {
        // A month stands behind its year, a day behind its month.
        let before = out.last().map(String::as_str);
        let (stem, ending) = match part.strip_suffix(".html") {
            Some(stem) if place == last => (stem, ".html"),
            _ => (*part, ""),
        };
        out.push(match () {
            () if place == last && stem.eq_ignore_ascii_case(slug) => {
                has_slug = true;
                format!("{{slug}}{ending}")
            }
            () if place == last && stem.eq_ignore_ascii_case(&dated) => {
                has_slug = true;
                format!("{{year}}-{{month}}-{{day}}-{{slug}}{ending}")
            }
            () if *part == year && !out.iter().any(|part| part == "{year}") => "{year}".to_owned(),
            () if *part == month && before == Some("{year}") => "{month}".to_owned(),
            () if *part == day && before == Some("{month}") => "{day}".to_owned(),
            () if part.contains(['{', '}']) => return None,
            () => (*part).to_owned(),
        });
    }
    let pattern = out.join("/");
    let ends = pattern.ends_with(['/']) || pattern.ends_with(".html");
    has_slug.then(|| if ends { pattern } else { format!("{pattern}/") })
}

impl Addresses {
    /// Where these addresses hold, for people: they are written without what all of the old site began with, as `base_url` has it.
    pub(super) fn said_of_path(&self, site: &OldSite, base_url: &BaseUrl) -> Option<String> {
        let (below, path) = (&*site.below, &*base_url.path);
        if self.all == 0 || path.trim_end_matches('/') == below {
            return None;
        }
        match below {
            "" if site.base.is_none() => None,
            "" => Some(format!(
                "Those addresses, and `aliases:`, hold only where `base_url` in newsprint.yaml has no path: it ends in {path}."
            )),
            below => Some(format!(
                "Those addresses, and `aliases:`, are written without {below}: they hold only where `base_url` in newsprint.yaml ends in {below}/."
            )),
        }
    }

    /// For people. `is_written` when the better pattern was taken; `is_asked` when one was to be.
    pub(super) fn said(&self, is_written: bool, is_asked: bool) -> Option<String> {
        let Self { all, kept, better, others } = self;
        let line = |pattern: &str| format!("`permalinks: {{article: \"{pattern}\"}}`");
        let others = others.said();
        let said = match better {
            _ if *all == 0 => {
                return others.filter(|_| is_asked).map(|others| {
                    format!("Addresses: --permalinks has nothing to write, since no pattern could keep any: {others}.")
                });
            }
            Some((pattern, would)) if is_written => {
                format!(
                    "Addresses: {would} of {all} stay as they were, by {} in newsprint.yaml.{}",
                    line(pattern),
                    rest(*would, *all)
                )
            }
            Some((pattern, would)) => format!(
                "Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`). With --permalinks, which writes\n  \
                 {} into newsprint.yaml, {would} of {all} stay.",
                line(pattern)
            ),
            None if kept == all && is_asked => {
                format!("Addresses: {kept} of {all} stay as they were; --permalinks has nothing to write.")
            }
            None if kept == all => format!("Addresses: {kept} of {all} stay as they were."),
            None => format!(
                "Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`). No pattern of `permalinks:` keeps most of them."
            ),
        };
        Some(match others {
            Some(others) => format!("{said}\n  Not among them: {others}."),
            None => said,
        })
    }
}

impl Others {
    /// For people.
    fn said(&self) -> Option<String> {
        let parts = [
            (
                self.pages, "page, whose old address stays or leads on",
                "pages, whose old addresses stay or lead on",
            ),
            (self.fixed, "article that keeps its own (`url:`)", "articles that keep their own (`url:`)"),
            (self.without, "article that had none", "articles that had none"),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

fn rest(would: usize, all: usize) -> &'static str {
    if would == all { "" } else { " The others lead on (`aliases:`)." }
}

/// What the report says of links to texts that are not imported yet.
pub(super) fn said_of_left(converted: &[Converted], limit: usize) -> Option<String> {
    let is_left = |number: &usize| *number >= limit;
    let leads = |one: &&Converted| one.text.is_some() && one.found.items.iter().any(is_left);
    let count = converted.iter().take(limit).filter(leads).count();
    (count > 0).then(|| {
        format!(
            "Texts that link to others which --limit leaves out: {count}. A build says that those are not there (`broken-link`), until\n  \
             you import the rest: run the command again without --limit."
        )
    })
}

/// What the report says of articles that name no source.
pub(super) fn said_of_unsourced(count: usize) -> Option<String> {
    (count > 0).then(|| {
        format!(
            "Articles that name no source: {count}. Each build warns of them (`no-source`): write `sources:` where they retell others,\n  \
             and `sources: []` where they are your own."
        )
    })
}

/// A path of the site at `root` as a shell reads it in the working directory.
pub fn in_shell(root: &Path, path: &str) -> String {
    let is_here = root.components().all(|part| part == Component::CurDir);
    let path = if is_here { path.to_owned() } else { root.join(path).display().to_string() };
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/._-".contains(c));
    if is_plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_addresses() {
        for (address, found) in [
            ("/2020/02/03/grain/", Some("/{year}/{month}/{day}/{slug}/")),
            ("/2020/02/grain.html", Some("/{year}/{month}/{slug}.html")),
            ("/blog/2020/Grain", Some("/blog/{year}/{slug}/")),
            ("/post/2020-02-03-grain/", Some("/post/{year}-{month}-{day}-{slug}/")),
            ("/local/2020/02/grain.html", Some("/local/{year}/{month}/{slug}.html")),
            ("/02/03/grain/", Some("/02/03/{slug}/")),
            ("/2020/02/wheat/", None),
            ("/", None),
        ] {
            assert_eq!(pattern(address, (2020, 2, 3), "grain").as_deref(), found, "{address}");
        }
    }

    #[test]
    fn paths_are_as_shells_read_them() {
        for (root, path, written) in [
            ("", "content/a_b-1.md", "content/a_b-1.md"),
            (".", "content/größe.md", "content/größe.md"),
            ("", "content/a b.md", "'content/a b.md'"),
            ("./", "content/it's.md", r"'content/it'\''s.md'"),
            ("", "content/$(x) `y` ~*?&\"", "'content/$(x) `y` ~*?&\"'"),
            ("..", "content/a.md", "../content/a.md"),
            ("/my site", "content/a.md", "'/my site/content/a.md'"),
        ] {
            assert_eq!(in_shell(Path::new(root), path), written);
        }
    }
}
