//! The files of sixty articles, and what is done to them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use crate::crops::drawn;
use image::ImageFormat;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Thing {
    Bytes(Vec<u8>),
    /// A text of more bytes than are read, without room on the disk.
    TooLarge,
    Link(&'static str),
}

/// Three pictures.
pub(super) static PICTURES: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    let png = |height| drawn((320, height), (100, 100), ImageFormat::Png);
    [png(240), png(280), drawn((300, 300), (100, 100), ImageFormat::Jpeg)]
});

/// A site's files, and the moment.
#[derive(Debug)]
pub(crate) struct SiteFiles {
    pub(super) files: BTreeMap<String, Thing>,
    /// What is on the disk.
    written: BTreeMap<String, Thing>,
    pub(super) touched: BTreeSet<String>,
    pub(super) day: usize,
}

/// The template that the site has besides.
pub(super) const PAGE: &str = include_str!("../../plain/page.html");
pub(super) const YAML: &str =
    "title: Test\nbase_url: https://digest.example/\npaginate: 12\nlanguages: {uk: {title: Сайт}}\n";

impl SiteFiles {
    pub(crate) fn new() -> Self {
        let (files, written) = (BTreeMap::new(), BTreeMap::new());
        let mut site = Self { files, written, touched: BTreeSet::new(), day: 0 };
        site.put("newsprint.yaml", YAML);
        site.put("content/index.md", "---\ntitle: Home\n---\nHello.\n");
        site.put("content/tags.yaml", "");
        site.put("templates/page.html", PAGE);
        site.put("static/img/a.png", &PICTURES[0]);
        for number in 0..60 {
            site.put(&format!("content/2025-01-{:02}-number-{number}.md", number % 28 + 1), article(number));
        }
        site
    }

    pub(crate) fn now(&self) -> String {
        format!("2025-02-{:02}T00:00:00Z", 10 + 4 * (self.day % 4))
    }

    pub(super) fn put(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        self.files.insert(path.to_owned(), Thing::Bytes(bytes.as_ref().to_vec()));
    }

    /// A path that something holds of, by a number.
    pub(super) fn some(&self, number: usize, is_one: impl Fn(&str) -> bool) -> Option<String> {
        let all: Vec<&String> = self.files.keys().filter(|path| is_one(path)).collect();
        (!all.is_empty()).then(|| all[number % all.len()].clone())
    }

    pub(super) fn article(&self, number: usize) -> Option<String> {
        self.some(number, is_article)
    }

    pub(super) fn text(&self, path: &str) -> String {
        match &self.files[path] {
            Thing::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Thing::TooLarge | Thing::Link(_) => article(0),
        }
    }

    /// Writes a line of the front matter of an article in place of the one with that key.
    pub(super) fn set(&mut self, number: usize, key: &str, line: &str) {
        let Some(path) = self.article(number) else { return };
        let text = self.text(&path);
        let text = text.strip_prefix("---\n").unwrap_or(&text);
        let (front, body) = text.split_once("---\n").unwrap_or((text, ""));
        let is_other =
            |line: &&str| !line.split(':').next().is_some_and(|there| there.trim().eq_ignore_ascii_case(key));
        let mut lines: Vec<&str> = front.lines().filter(is_other).collect();
        lines.extend(Some(line).filter(|line| !line.is_empty()));
        self.put(&path, format!("---\n{}\n---\n{body}", lines.join("\n")));
    }

    pub(super) fn append(&mut self, path: Option<String>, words: &str) {
        let Some(path) = path else { return };
        let text = format!("{}\n{words}\n", self.text(&path));
        // Texts do not grow without end.
        self.put(&path, if text.len() > 1200 { article(7) } else { text });
    }

    pub(super) fn rename(&mut self, from: Option<String>, to: impl Fn(&str) -> String) {
        if let Some(from) = from
            && let Some(thing) = self.files.remove(&from)
        {
            self.files.insert(to(&from), thing);
        }
    }

    pub(super) fn copy(&mut self, path: Option<String>, suffix: &str) {
        if let Some(path) = path {
            let thing = self.files[&path].clone();
            self.files.insert(path.replacen(".md", &format!("{suffix}.md"), 1), thing);
        }
    }

    /// Takes out whatever is an error in itself.
    pub(super) fn mend(&mut self) {
        let is_wrong = |text: &str| {
            ["[Not closed", "<<<<<<<", "No end", "{% if %}", "name: Tag 1\n", "title: [\n", "No front"]
                .iter()
                .any(|wrong| text.contains(wrong))
        };
        let wrong: Vec<String> = self
            .files
            .iter()
            .filter(|(_, thing)| match thing {
                Thing::Bytes(bytes) => std::str::from_utf8(bytes).is_ok_and(is_wrong),
                Thing::TooLarge | Thing::Link(_) => true,
            })
            .map(|(path, _)| path.clone())
            .collect();
        for path in wrong {
            match &*path {
                "newsprint.yaml" => self.put(&path, YAML),
                "templates/page.html" => self.put(&path, PAGE),
                _ => drop(self.files.remove(&path)),
            }
        }
        // Two of these clash.
        self.files.retain(|path, _| {
            !path.contains("copy") && !path.contains("(1)") && !path.contains("/team.json")
        });
    }

    /// Writes what is other than what was written, and removes what is gone; returns the paths.
    pub(crate) fn write(&mut self, root: &Path) -> BTreeSet<String> {
        let mut changed = std::mem::take(&mut self.touched);
        let is_other = |(path, thing): &(&String, &Thing)| self.files.get(*path) != Some(thing);
        for (path, _) in self.written.iter().filter(is_other) {
            std::fs::remove_file(root.join(path)).expect("a file of ours");
            changed.insert(path.clone());
        }
        let is_new = |(path, thing): &(&String, &Thing)| {
            changed.contains(*path) || self.written.get(*path) != Some(thing)
        };
        let new: Vec<(&String, &Thing)> = self.files.iter().filter(is_new).collect();
        let paths: Vec<String> = new.iter().map(|(path, _)| (*path).clone()).collect();
        new.into_iter().for_each(|(path, thing)| put(root, path, thing));
        changed.extend(paths);
        self.written.clone_from(&self.files);
        // Folders that are empty are no reason to be another site; `data` may become a link.
        let _ = std::fs::remove_dir(root.join("data"));
        if let Some(Thing::Link(to)) = self.files.get("data") {
            link(to, &root.join("data"));
        }
        changed
    }

    /// Writes all files into an empty folder.
    pub(crate) fn write_all(&self, root: &Path) {
        self.files.iter().for_each(|(path, thing)| put(root, path, thing));
    }
}

fn put(root: &Path, path: &str, thing: &Thing) {
    let file = root.join(path);
    std::fs::create_dir_all(file.parent().expect("a folder of the site")).expect("a folder");
    match thing {
        Thing::Bytes(bytes) => std::fs::write(file, bytes).expect("a file"),
        Thing::TooLarge => {
            std::fs::File::create(file).and_then(|file| file.set_len(17 << 20)).expect("a file")
        }
        Thing::Link(to) => link(to, &file),
    }
}

#[cfg(unix)]
fn link(to: &str, file: &Path) {
    // Where `data/` is not empty yet the link comes with the next edit.
    let _ = std::os::unix::fs::symlink(to, file);
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

fn is_article(path: &str) -> bool {
    let inside = path.strip_prefix("content/").unwrap_or("");
    let others = ["editions/", "stories/", "pages/", "topics/"];
    inside.ends_with(".md")
        && inside.contains("2025")
        && !others.iter().any(|folder| inside.starts_with(folder))
}

pub(super) fn article(number: usize) -> String {
    let number = number % 60;
    format!(
        "---\ntitle: Number {number}\ntags: [Tag {}]\ntopics: [Topic {}]\nauthors: [Ann]\nsources: [Wire]\n---\nBody of {number}.\n",
        number % 6,
        number % 3
    )
}
