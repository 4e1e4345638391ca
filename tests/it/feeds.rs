//! Feeds of the example digest and of a site of hostile texts: valid by the rules of their formats, read by a reader's
//! library with every field as it was written, without a relative address, and with identities that stay.

mod atom;
mod html;
mod json;
mod old;
mod reader;
mod rss;
mod said;
mod xml;

use std::fmt::Write as _;
use std::path::Path;

use crate::harness::{Site, Tree, copy, fixture};

/// A site whose feeds are looked at.
struct Example {
    name: &'static str,
    site: Site,
}

/// The example digest, with its feeds in all formats.
fn digest() -> Example {
    let site = Site::bare();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&root.join("content"), &site.path().join("content"));
    for folder in ["data", "static"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    site.write("newsprint.yaml", std::fs::read(root.join("newsprint.yaml")).expect("a configuration"));
    Example { name: "the example digest", site }
}

fn hostile() -> Example {
    let site = Site::plain();
    copy(&fixture("sites/hostile-feeds"), site.path());
    Example { name: "hostile texts", site }
}

/// The same texts, with their HTML kept as it is, and with what only then stays in it.
fn trusted() -> Example {
    let Example { site, .. } = hostile();
    let file = site.path().join("newsprint.yaml");
    let configuration = std::fs::read_to_string(&file).expect("a configuration");
    site.write("newsprint.yaml", format!("{configuration}markdown: {{html: trusted}}\n"));
    for name in ["film.webm", "poster.png", "a,b.png", "o.swf", "there.txt", "q.txt"] {
        site.write(
            &format!("content/{name}"),
            std::fs::read(site.path().join("content/pic.png")).expect("a picture"),
        );
    }
    site.write("static/c.png", std::fs::read(site.path().join("content/pic.png")).expect("a picture"));
    site.write(
        "content/2025-02-10-raw.md",
        concat!(
            "---\ntitle: Raw\n---\n<video poster=\"poster.png\" src=/2025/film.mp4><source src='film.webm'></video>\n",
            "<iframe src=\"//frame.example/x\"></iframe> <form action=\"?send\"><button formaction=there.txt>x</button></form>\n",
            "<img alt srcset=\"a,b.png 1x, /c.png 2x\" src=pic.png> <object data=o.swf></object> <a ping=\"/p q.txt\" href=\"&sol;x\">x</a>\n",
        ),
    );
    Example { name: "trusted hostile texts", site }
}

fn examples() -> [Example; 3] {
    [digest(), hostile(), trusted()]
}

/// The files of a format: those at new addresses and those at old ones.
fn of_format<'t>(tree: &'t Tree, file: &'static str) -> impl Iterator<Item = (&'t str, &'t [u8])> {
    let is_one = move |path: &str| path == file || path.strip_suffix(file).is_some_and(|p| p.ends_with('/'));
    tree.iter().filter(move |(path, _)| is_one(path)).map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
}

/// Fails with all that was found, each with the file it is in.
#[derive(Default)]
struct Faults(String);

impl Faults {
    fn add(&mut self, example: &str, path: &str, faults: impl IntoIterator<Item = String>) {
        for fault in faults {
            let _ = writeln!(self.0, "{example}, {path}: {fault}");
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

#[test]
fn every_feed_keeps_the_rules_of_its_format() {
    let mut faults = Faults::default();
    for Example { name, site } in examples() {
        let tree = site.built(&[]);
        for (file, rules) in [
            ("feed.xml", rss::faults as fn(&[u8]) -> Vec<String>),
            ("atom.xml", atom::faults),
            ("feed.json", json::faults),
        ] {
            let mut count = 0;
            for (path, bytes) in of_format(&tree, file) {
                faults.add(name, path, rules(bytes));
                count += 1;
            }
            assert!(count > 8, "{name} has {count} files {file}");
        }
    }
    faults.none();
}

#[test]
fn a_reader_finds_the_same_in_every_format_and_all_that_was_written() {
    let mut faults = Faults::default();
    for Example { name, site } in examples() {
        let tree = site.built(&[]);
        for (path, json) in of_format(&tree, "feed.json") {
            let folder = path.trim_end_matches("feed.json");
            let read = |file: &str| reader::read(&tree[&format!("{folder}{file}")]);
            let truth = reader::of_json(json);
            faults.add(name, path, reader::differences(&truth, &reader::read(json), "JSON Feed"));
            faults.add(name, path, reader::differences(&truth, &read("feed.xml"), "RSS"));
            faults.add(name, path, reader::differences(&truth, &read("atom.xml"), "Atom"));
        }
    }
    faults.none();
}

#[test]
fn titles_and_summaries_of_the_digest_are_those_of_its_files() {
    let Example { site, .. } = digest();
    let tree = site.built(&["--now", "2025-02-20T12:00"]);
    let feed = reader::of_json(&tree["feed.json"]);
    assert_eq!(feed.items.len(), 20);
    for item in &feed.items {
        let slug = item.url.trim_end_matches('/').rsplit('/').next().expect("a slug");
        let file = walkdir::WalkDir::new(site.path().join("content"))
            .into_iter()
            .filter_map(Result::ok)
            .find(|entry| {
                let path = entry.path().to_string_lossy().replace("/index.md", ".md");
                entry.file_type().is_file() && path.ends_with(&format!("{slug}.md"))
            });
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
        let yaml = text.split("---\n").nth(1).expect("a front matter");
        let front: serde_yaml::Mapping = serde_yaml::from_str(yaml).expect("YAML");
        let said = |key: &str| {
            let text = front.get(key).and_then(serde_yaml::Value::as_str);
            text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        assert_eq!(Some(&item.title), said("title").as_ref());
        if let Some(summary) = said("summary") {
            assert_eq!(item.summary, summary);
        }
    }
}

#[test]
fn hostile_texts_are_read_as_they_were_written() {
    let Example { site, .. } = hostile();
    let tree = site.built(&[]);
    let long = "Long & <long> ".repeat(60);
    for file in ["feed.xml", "atom.xml", "feed.json"] {
        let feed = reader::read(&tree[file]);
        let title = |feed: Option<feed_rs::model::Text>| feed.map(|text| text.content).unwrap_or_default();
        assert_eq!(title(feed.title), "The <b>Brief</b> & ]]> \"Desk\" 🗞", "{file}");
        let titles: Vec<String> = feed.entries.into_iter().map(|entry| title(entry.title)).collect();
        let written = [
            "Addresses beyond ASCII",
            "Theirs &#60; whole",
            "!!! <> & ?? …",
            // Of a title of what XML cannot hold nothing is left.
            "https://digest.example/sub/2025/02/nothing/",
            long.trim(),
            "\"Quotes\" 'and' «more» “of” ‘them’ – \\ / tabs",
            "\u{202e}שלום\u{202c} עולם 🙂👩‍👩‍👧 \u{200f}عالم",
            "Bell and  half \u{fffd}",
            "It ends ]]> here & <b>there</b> &amp; &lt;i&gt;",
        ];
        assert_eq!(titles, written, "{file}");
    }
}

#[test]
fn identities_stay_whatever_the_address() {
    for Example { name, site } in examples() {
        let identities = |tree: &Tree| {
            let json = of_format(tree, "feed.json").map(|(path, bytes)| {
                let feed = reader::of_json(bytes);
                (path.to_owned(), feed.items.into_iter().map(|item| item.id).collect::<Vec<_>>())
            });
            let atom = of_format(tree, "atom.xml").map(|(path, bytes)| {
                let feed = reader::read(bytes);
                let own = std::iter::once(feed.id);
                (path.to_owned(), own.chain(feed.entries.into_iter().map(|entry| entry.id)).collect())
            });
            let rss = of_format(tree, "feed.xml").map(|(path, bytes)| {
                (path.to_owned(), reader::read(bytes).entries.into_iter().map(|entry| entry.id).collect())
            });
            json.chain(atom).chain(rss).collect::<Vec<(String, Vec<String>)>>()
        };
        let first = identities(&site.built(&[]));
        let again = identities(&site.built(&["--fresh"]));
        let moved = identities(&site.built(&["--base-url", "https://other.example/elsewhere/"]));
        assert_eq!(first, again, "{name}");
        assert_eq!(first, moved, "{name}");
        for (path, ids) in &first {
            for id in ids {
                let made =
                    id.starts_with("urn:uuid:") || id.starts_with("tag:") || id.starts_with("anything");
                assert!(made, "{name}, {path}: {id}");
            }
        }
    }
}

#[test]
fn no_address_is_relative() {
    let mut faults = Faults::default();
    for Example { name, site } in examples() {
        let tree = site.built(&[]);
        for file in ["feed.xml", "atom.xml", "feed.json"] {
            for (path, bytes) in of_format(&tree, file) {
                for entry in reader::read(bytes).entries {
                    let content = entry.content.and_then(|content| content.body).unwrap_or_default();
                    faults.add(name, path, html::relative(&content));
                }
            }
        }
    }
    faults.none();
}
