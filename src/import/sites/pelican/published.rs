//! What Pelican publishes of its folder (<https://docs.getpelican.com/en/latest/settings.html>).

use serde_yaml::{Mapping, Value};

use super::{Literal, Settings};
use crate::content::hiding::{HidingKey, Meaning};
use crate::content::name;
use crate::import::sites::globs::Glob;
use crate::import::sites::unpublished::by_name;
use crate::import::sites::values::text;

/// Folders below the folder of texts; none where the settings say them as only Python knows.
type Folders = Option<Vec<String>>;

/// What the settings say of all texts.
pub(super) struct Published {
    pages: [Folders; 2],
    articles: [Folders; 2],
    ignored: Option<Vec<Glob>>,
    /// The status that a text has by itself.
    status: Status,
    /// The status of files and folders.
    by_path: Option<Vec<(String, Status)>>,
    /// Names or paths of files may say a status.
    names_say: bool,
    has_default_date: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Public,
    Hidden,
    Unknown,
}

/// Where a text stands.
pub(super) struct Place {
    /// Among the pages, or among what is neither page nor article.
    pub(super) is_page: bool,
    /// Why it is not read at all.
    hidden: Option<&'static str>,
}

impl Published {
    pub(super) fn of(settings: &Settings) -> Self {
        let folders = |names: [&str; 2], default: &[&str]| {
            let Some(value) = names.iter().find_map(|name| settings.get(name)) else {
                return Some(default.iter().map(|name| (*name).to_owned()).collect());
            };
            let clean = |path: &str| path.trim_start_matches("./").trim_matches('/').to_owned();
            Some(value.texts()?.into_iter().map(clean).collect())
        };
        let status = match settings.get("DEFAULT_METADATA") {
            None => Status::Public,
            Some(value) => value.pairs().map_or(Status::Unknown, |pairs| status_in(&pairs)),
        };
        let by_path = match settings.get("EXTRA_PATH_METADATA") {
            None => Some(Vec::new()),
            Some(value) => value.pairs().map(|pairs| {
                let of = |value: &Literal| value.pairs().map_or(Status::Unknown, |pairs| status_in(&pairs));
                let says = |value: &Literal| {
                    value.pairs().is_none_or(|pairs| pairs.iter().any(|(key, _)| *key == "status"))
                };
                let pairs = pairs.into_iter().filter(|(_, value)| says(value));
                pairs.map(|(path, value)| (path.trim_matches('/').to_owned(), of(value))).collect()
            }),
        };
        let names_say = ["FILENAME_METADATA", "PATH_METADATA"]
            .into_iter()
            .filter_map(|name| settings.get(name))
            .any(|value| value.text().is_none_or(|pattern| pattern.contains("<status>")));
        let ignored = match settings.get("IGNORE_FILES") {
            None => Some(Vec::new()),
            Some(value) => value.texts().map(|all| all.into_iter().map(Glob::without_braces).collect()),
        };
        Self {
            pages: [folders(["PAGE_PATHS", "PAGE_DIR"], &["pages"]), folders(["PAGE_EXCLUDES", ""], &[])],
            articles: [
                folders(["ARTICLE_PATHS", "ARTICLE_DIR"], &[""]),
                folders(["ARTICLE_EXCLUDES", ""], &[]),
            ],
            ignored,
            status,
            by_path,
            names_say,
            has_default_date: settings
                .get("DEFAULT_DATE")
                .is_some_and(|date| *date != Literal::Word("None".to_owned())),
        }
    }

    /// Where a text stands; `below` is its file, relative to the folder of texts.
    pub(super) fn place(&self, below: &str) -> Place {
        const UNKNOWN: &str = "the settings say which folders are read in a way that only Python knows";
        // How near the folder is that says it.
        let depth = |folders: &Folders| {
            let folders = folders.iter().flatten();
            folders.filter(|folder| is_below(below, folder)).map(|folder| folder.len() + 1).max().unwrap_or(0)
        };
        let (page, article) = (depth(&self.pages[0]), depth(&self.articles[0]));
        let is_page = page > 0 && page >= article || article == 0 && below.starts_with("pages/");
        let [paths, excludes] = if is_page { &self.pages } else { &self.articles };
        let hidden = match (paths, excludes) {
            (None, _) | (_, None) => Some(UNKNOWN),
            _ if depth(excludes) > 0 => Some("the settings exclude their folder"),
            _ if page == 0 && article == 0 => Some("they stand in no folder that the settings name"),
            _ => None,
        };
        Place { is_page, hidden }
    }

    /// Why a text is not published, whatever its own status is or where it has none.
    pub(super) fn hide(&self, below: &str, place: &Place, head: &Mapping) -> Option<&'static str> {
        let has = |key: &str| head.get(key).and_then(text).is_some_and(|text| !text.trim().is_empty());
        let file = below.rsplit('/').next().unwrap_or(below);
        let fits = |globs: &Vec<Glob>| globs.iter().any(|glob| glob.fits_part(below) || glob.fits(file));
        let is_dated = || {
            let named =
                |file: &str| name::of(&format!("content/{file}")).is_ok_and(|name| name.date.is_some());
            has("date") || self.has_default_date || named(file)
        };
        let of_file = match () {
            () if below.starts_with("drafts/") => Some("they stand among the drafts"),
            () if place.hidden.is_some() => place.hidden,
            () if self.ignored.as_ref().is_none_or(fits) => Some("`IGNORE_FILES` names them"),
            () if !has("title") => Some("they have no title, and Pelican passes over such texts"),
            () if !place.is_page && !is_dated() => {
                Some("they have no date, and Pelican passes over such articles")
            }
            () => by_name(below),
        };
        of_file.or_else(|| if has("status") { None } else { self.hide_by_default(below) })
    }

    /// Why a text without a status of its own is not published.
    fn hide_by_default(&self, below: &str) -> Option<&'static str> {
        let Some(by_path) = &self.by_path else {
            return Some("`EXTRA_PATH_METADATA` may say their status, in a way that only Python knows");
        };
        let nearest =
            by_path.iter().filter(|(path, _)| is_below(below, path)).max_by_key(|(path, _)| path.len());
        match nearest.map_or(self.status, |(_, status)| *status) {
            _ if self.names_say => Some("their names may say their status"),
            Status::Public => None,
            Status::Hidden if nearest.is_some() => Some("`EXTRA_PATH_METADATA` says their status"),
            Status::Hidden => Some("`DEFAULT_METADATA` says their status"),
            Status::Unknown => Some("the settings may say their status, in a way that only Python knows"),
        }
    }
}

fn status_in(pairs: &[(&str, &Literal)]) -> Status {
    let said = pairs.iter().rev().find(|(key, _)| key.eq_ignore_ascii_case("status"));
    let Some((_, value)) = said else { return Status::Public };
    let meaning = match (value.text(), HidingKey::of("status")) {
        (Some(word), Some(key)) => key.meaning(&Value::from(word)),
        _ => return Status::Unknown,
    };
    match meaning {
        Meaning::Shows => Status::Public,
        Meaning::Hides(_) => Status::Hidden,
        _ => Status::Unknown,
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path == folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(settings: &str, below: &str, head: &str) -> Option<&'static str> {
        let mut read = Settings::default();
        read.read(settings);
        let head = serde_yaml::from_str(head).expect("a mapping");
        let published = Published::of(&read);
        published.hide(below, &published.place(below), &head)
    }

    #[test]
    fn what_the_settings_hide() {
        let head = "{title: A, date: 2020-02-03}";
        for (settings, below, is_public) in [
            ("", "a.md", true),
            ("DEFAULT_METADATA = {'status': 'draft'}", "a.md", false),
            ("DEFAULT_METADATA = (('status', 'draft'),)", "a.md", false),
            ("DEFAULT_METADATA = {'status': 'published'}", "a.md", true),
            ("DEFAULT_METADATA = {'status': STATUS}", "a.md", false),
            ("DEFAULT_METADATA = {'author': AUTHOR}", "a.md", true),
            ("DEFAULT_METADATA = metadata()", "a.md", false),
            ("DEFAULT_METADATA = {}\nDEFAULT_METADATA['status'] = 'hidden'", "a.md", false),
            ("if X:\n    DEFAULT_METADATA = {}", "a.md", false),
            ("EXTRA_PATH_METADATA = {'a': {'status': 'draft'}}", "a/b.md", false),
            ("EXTRA_PATH_METADATA = {'a': {'path': 'c'}}", "a/b.md", true),
            (
                "DEFAULT_METADATA = {'status': 'draft'}\nEXTRA_PATH_METADATA = {'a': {'status': 'published'}}",
                "a/b.md",
                true,
            ),
            ("FILENAME_METADATA = '(?P<status>.*)-.*'", "a.md", false),
            ("FILENAME_METADATA = '(?P<slug>.*)'", "a.md", true),
            ("ARTICLE_EXCLUDES = ['later']", "later/a.md", false),
            ("ARTICLE_EXCLUDES = ['later']", "latest/a.md", true),
            ("ARTICLE_EXCLUDES = later()", "a.md", false),
            ("PAGE_EXCLUDES = ['pages/later']", "pages/later/a.md", false),
            ("ARTICLE_PATHS = ['blog']", "a.md", false),
            ("ARTICLE_PATHS = ['blog']", "blog/a.md", true),
            ("ARTICLE_PATHS = ['blog']", "pages/a.md", true),
            ("IGNORE_FILES = ['*.skip.md']", "a/b.skip.md", false),
            ("", "a/.b.md", false),
            ("", "drafts/a.md", false),
        ] {
            assert_eq!(hidden(settings, below, head).is_none(), is_public, "{settings} {below}");
        }
        let draft = "DEFAULT_METADATA = {'status': 'draft'}";
        assert_eq!(hidden(draft, "a.md", "{title: A, date: 2020-02-03, status: published}"), None);
        for (below, head, is_public) in [
            ("a.md", "{title: A}", false),
            ("2020-02-03-a.md", "{title: A}", true),
            ("pages/a.md", "{title: A}", true),
            ("pages/a.md", "{date: 2020-02-03}", false),
        ] {
            assert_eq!(hidden("", below, head).is_none(), is_public, "{below} {head}");
        }
        assert_eq!(hidden("DEFAULT_DATE = 'fs'", "a.md", "{title: A}"), None);
    }
}
