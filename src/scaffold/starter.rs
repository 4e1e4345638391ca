//! A site to begin with: the files of `starter/`, with what was asked for filled in.

use include_dir::{Dir, include_dir};

use crate::content::yaml::write::scalar;
use crate::content::{Date, Day};
use crate::source::CONFIG;
use crate::theme;

static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/starter");

/// What the guide for editors says of publishing by GitHub.
const WITH_WORKFLOW: &str = "On GitHub the workflow in `.github/workflows/publish.yml` does it by itself, at each push and each hour: choose *GitHub Actions* as the\nsource in the repository's settings, under *Pages*, once. There it needs no `base_url`.";
const WITHOUT_WORKFLOW: &str = "GitHub can do it by itself, at each push and each hour: `newsprint init --here --action OWNER/newsprint@v1` adds a workflow that uses the\naction of the newsprint that you have.";

/// Where the menu of a new site leads to examples.
const EXAMPLES: [InMenu; 3] = [
    InMenu { url: "/topics/world/", below: "content/topics/world", topic: Some("World") },
    InMenu { url: "/editions/", below: "content/editions/", topic: None },
    InMenu { url: "/about/", below: "content/pages/about", topic: None },
];

/// An address in the menu of a new site at which an example stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InMenu {
    url: &'static str,
    /// What the paths of its files begin with.
    below: &'static str,
    /// The topic whose page it is: that is there as long as a text names it.
    pub topic: Option<&'static str>,
}

impl InMenu {
    /// Whether a file makes a page there.
    pub fn is(&self, path: &str) -> bool {
        path.strip_prefix(self.below).is_some_and(|rest| {
            path.ends_with(".md") && (self.below.ends_with('/') || rest.starts_with(['.', '/']))
        })
    }
}

/// The example that the menu of a new site has at an address.
pub fn example_at(url: &str) -> Option<InMenu> {
    EXAMPLES.into_iter().find(|example| example.url == url)
}

/// What a new site is told of itself.
#[derive(Debug, Clone)]
pub struct Beginning<'a> {
    /// What it is called.
    pub title: &'a str,
    /// Where it will stand.
    pub base_url: &'a str,
    /// A language tag (BCP 47).
    pub language: &'a str,
    /// A time zone of the IANA database.
    pub timezone: &'a str,
    /// The present, in that zone.
    pub now: Date,
    /// The action that publishes it from GitHub: `owner/repository@tag`. Without one it has no workflow.
    pub action: Option<&'a str>,
    /// Whether it has examples in `content/`, to which the menu leads.
    pub examples: bool,
}

/// A file of a new site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StarterFile {
    /// Relative to the site's root, with `/`.
    pub path: String,
    /// Its bytes: UTF-8.
    pub text: String,
}

/// All files of a new site, by path.
pub fn files(beginning: &Beginning<'_>) -> Vec<StarterFile> {
    let Beginning { title, base_url, language, timezone, now, action, examples } = beginning;
    let today = Day::new(now.year(), now.month(), now.day()).unwrap_or(Day::FIRST);
    // Of today is what editors write next: an edition that covered it would leave that out.
    let (yesterday, before) = (today.previous().to_string(), today.minus(2).to_string());
    let dates = [("YESTERDAY", &*yesterday), ("BEFORE", &*before)];
    let workflow = if action.is_some() { WITH_WORKFLOW } else { WITHOUT_WORKFLOW };
    let values = [
        ("{{ title }}", scalar(title, false)),
        ("{{ base_url }}", scalar(base_url, false)),
        ("{{ language }}", scalar(language, false)),
        ("{{ timezone }}", scalar(timezone, false)),
        ("{{ before }}", before.clone()),
        ("{{ yesterday }}", yesterday.clone()),
        ("{{ workflow }}", workflow.to_owned()),
        ("{{ action }}", action.unwrap_or_default().to_owned()),
    ];
    let dated = |text: &str| dates.iter().fold(text.to_owned(), |text, (mark, day)| text.replace(mark, day));
    // The title last: it may hold whatever looks like a mark.
    let filled =
        |text: &str| values.iter().rev().fold(dated(text), |text, (mark, value)| text.replace(mark, value));
    let is_wanted = |path: &str| match path.split('/').next() {
        Some(".github") => action.is_some(),
        Some("content") => *examples,
        _ => true,
    };
    let is_shown = |line: &&str| {
        *examples || !(line.starts_with("  - {") && EXAMPLES.iter().any(|example| line.contains(example.url)))
    };
    let mut files: Vec<_> = theme::files_in(&STARTER)
        .filter(|(path, _)| is_wanted(path))
        .filter_map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).ok()?;
            let text: String = match &*path {
                CONFIG => text.split_inclusive('\n').filter(is_shown).collect(),
                _ => text.to_owned(),
            };
            Some(StarterFile { path: dated(&path), text: filled(&text) })
        })
        .collect();
    files.sort_by(|one, two| one.path.cmp(&two.path));
    files
}

/// Whether a text is an example that a new site had, to the byte as it was written then, whenever that was.
pub fn is_example(path: &str, text: &str) -> bool {
    // What is of a day says it in its path.
    let mut written = days(path).chain([Day::FIRST]).flat_map(|day| [day, day.next()]);
    written.any(|yesterday| {
        let filled = |text: &str| {
            let (yesterday, before) = (yesterday.to_string(), yesterday.previous().to_string());
            let marks = [
                ("{{ before }}", &before),
                ("{{ yesterday }}", &yesterday),
                ("BEFORE", &before),
                ("YESTERDAY", &yesterday),
            ];
            marks.iter().fold(text.to_owned(), |text, (mark, day)| text.replace(mark, day))
        };
        examples().any(|(known, known_text)| filled(&known) == path && filled(known_text) == text)
    })
}

/// Whether an example of a new site has that path, whatever it says by now; not those that are named by a day.
pub fn has_path_of_example(path: &str) -> bool {
    examples().any(|(known, _)| known == path)
}

/// The texts among the files of a new site that show how it is done, as they are before anything is filled in.
fn examples() -> impl Iterator<Item = (String, &'static str)> {
    theme::files_in(&STARTER)
        .filter(|(path, _)| path.starts_with("content/") && path.ends_with(".md"))
        .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
}

/// The days that a path names: `2025-02-15`.
fn days(path: &str) -> impl Iterator<Item = Day> + '_ {
    const LENGTH: usize = "0000-00-00".len();
    path.char_indices().filter_map(|(at, _)| Day::parse(path.get(at..at + LENGTH)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_known_as_long_as_nobody_changed_them() {
        let now = Date::parse("2025-02-15", chrono_tz::UTC).expect("a date").0;
        let beginning = Beginning {
            title: "T",
            base_url: "https://news.example/",
            language: "en",
            timezone: "UTC",
            now,
            action: None,
            examples: true,
        };
        let files = files(&beginning);
        let texts =
            || files.iter().filter(|file| file.path.starts_with("content/") && file.path.ends_with(".md"));
        assert!(texts().count() > 3);
        for file in texts() {
            assert!(is_example(&file.path, &file.text), "{}", file.path);
            assert!(!is_example(&file.path, &format!("{}More.\n", file.text)), "{}", file.path);
            // Somebody gave it another day.
            let other = file.text.replace("2025-02-14", "2025-02-15");
            assert!(other == file.text || !is_example(&file.path, &other), "{}", file.path);
            assert!(!is_example(&file.path, &file.text.replace('\n', "\r\n")), "{}", file.path);
        }
        assert!(!is_example("content/tags.yaml", "") && !is_example("content/x.md", ""));
    }
}
