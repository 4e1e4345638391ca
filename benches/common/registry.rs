//! What is written down about tags. newsprint has one file, content/tags.yaml, Hugo one for each tag.
//!
//! The commonest tags have a description on both sides. That they have children is newsprint's alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::corpus::Flavour;
use super::words;

/// Tags that have an entry, and in newsprint's site a child, from the commonest on.
const ENTRIES: usize = 8;
/// Their children have these ranks.
const CHILDREN: usize = 40;

/// Writes all entries below `site`.
pub(super) fn write(site: &Path, flavour: Flavour) -> io::Result<()> {
    match flavour {
        Flavour::Newsprint => {
            let entries = |rank| {
                let (tag, child) = (words::tag(rank), words::tag(CHILDREN + rank));
                format!("{}- {{name: {child}, parent: {tag}}}\n", entry(&tag, &description(&tag)))
            };
            let text: String = (0..ENTRIES).map(entries).collect();
            fs::write(site.join("content/tags.yaml"), text)
        }
        Flavour::Hugo => (0..ENTRIES).try_for_each(|rank| {
            let tag = words::tag(rank);
            let path = site.join(file(&tag, flavour));
            fs::create_dir_all(path.parent().expect("a file is in a folder"))?;
            fs::write(path, page(&tag, &description(&tag)))
        }),
    }
}

/// One of the tags with an entry.
pub(super) fn tag(number: usize) -> String {
    words::tag(number % ENTRIES)
}

/// The address of a tag's page.
pub(super) fn address(tag: &str) -> String {
    format!("/tags/{}/", words::slug(tag))
}

/// The file in which a tag's entry is.
pub(super) fn file(tag: &str, flavour: Flavour) -> PathBuf {
    match flavour {
        Flavour::Newsprint => "content/tags.yaml".into(),
        Flavour::Hugo => format!("content/tags/{}/_index.md", words::slug(tag)).into(),
    }
}

/// The text of that file with another description of the tag.
pub(super) fn describe(text: &str, tag: &str, description: &str, flavour: Flavour) -> String {
    match flavour {
        Flavour::Newsprint => {
            let start = format!("- {{name: {tag}, description: ");
            let (above, rest) = text.split_once(&start).expect("the tag has an entry");
            let (_, below) = rest.split_once('\n').expect("it is one line");
            format!("{above}{}{below}", entry(tag, description))
        }
        Flavour::Hugo => page(tag, description),
    }
}

fn description(tag: &str) -> String {
    format!("What we have read about {}.", tag.to_lowercase())
}

fn entry(tag: &str, description: &str) -> String {
    format!("- {{name: {tag}, description: {description}}}\n")
}

fn page(tag: &str, description: &str) -> String {
    format!("---\ntitle: {tag}\n---\n\n{description}\n")
}
