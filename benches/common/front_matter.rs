//! What stands above an article's text: the same facts in the keys of newsprint and of Hugo.
//!
//! The difference is in the sources. newsprint knows outlet, headline and reporter of each; in Hugo the taxonomy of
//! outlets is a list of names (`sources` with the first alone for the lean site, `outlets` with all for the equal one), and
//! the rest is a parameter of the page (`reports`). Running stories and corrections, which
//! Hugo has no counterpart of, stand in newsprint's alone.

use std::fmt::{self, Write as _};

use super::corpus::{Flavour, Head};
use super::words;

/// What is known of an article besides its text.
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) author: &'static str,
    pub(crate) topics: Vec<&'static str>,
    pub(crate) tags: Vec<String>,
    pub(crate) outlets: Vec<String>,
    pub(crate) reporter: &'static str,
    pub(crate) story: Option<String>,
    pub(crate) correction: Option<String>,
}

/// Appends the front matter with its two fences.
pub(crate) fn write(out: &mut String, head: &Head, facts: &Facts, flavour: Flavour) {
    try_write(out, head, facts, flavour).expect("a String takes everything");
}

fn try_write(out: &mut String, head: &Head, facts: &Facts, flavour: Flavour) -> fmt::Result {
    let Facts { title, summary, author, topics, tags, outlets, reporter, story, correction } = facts;
    writeln!(out, "---\ntitle: \"{title}\"\ndate: {}\nsummary: \"{summary}\"", head.date.stamp())?;
    writeln!(out, "authors: [{author}]\ntopics: [{}]\ntags: [{}]", topics.join(", "), tags.join(", "))?;
    match flavour {
        Flavour::Newsprint => writeln!(out, "sources:")?,
        Flavour::Hugo => {
            writeln!(out, "sources: [{}]\noutlets: [{}]\nreports:", outlets[0], outlets.join(", "))?;
        }
    }
    for (rank, outlet) in outlets.iter().enumerate() {
        let host = words::slug(outlet);
        let year = head.date.year;
        writeln!(out, "  - name: {outlet}\n    url: https://{host}.example/{year}/{}", head.slug())?;
        writeln!(out, "    title: \"{title}, the {outlet} reports\"")?;
        if rank == 0 {
            writeln!(out, "    author: {reporter}")?;
        }
    }
    if flavour == Flavour::Newsprint {
        if let Some(story) = story {
            writeln!(out, "story: {}", words::slug(story))?;
        }
        if let Some(text) = correction {
            let day = head.date.day();
            writeln!(
                out,
                "corrections:\n  - {{date: {day}, kind: correction, text: \"{text}, not the other way.\"}}"
            )?;
        }
    }
    writeln!(out, "---\n")
}
