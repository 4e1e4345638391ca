//! The text of an article in Markdown: paragraphs, headings, lists, quotations, tables, links, code and emphasis.
//!
//! It must not know which generator the text is for: addresses of other articles come from its caller.

use std::fmt::Write as _;

use super::random::Random;
use super::words::{self, sentence};

/// Where a text gets the addresses of other articles from.
pub(crate) trait Links {
    /// The address of an article to link to, as this generator's Markdown has it.
    fn article(&self, random: &mut Random) -> String;
}

/// How long the texts of articles are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    /// About 6 kB.
    Usual,
    /// A paragraph.
    Short,
}

/// Appends a text to `out`. The words depend on `random` and the length alone, never on `links`.
pub(crate) fn body(out: &mut String, random: &mut Random, links: &impl Links, length: Length) {
    let end = out.len() + random.between(2_700, 8_700);
    paragraph(out, random, links);
    if length == Length::Short {
        return;
    }
    let mut since_heading = 0;
    while out.len() < end {
        since_heading += 1;
        if since_heading > 3 && random.chance(50) {
            since_heading = 0;
            heading(out, random);
        }
        match random.below(20) {
            0 | 1 => list(out, random, false),
            2 => list(out, random, true),
            3 | 4 => quotation(out, random),
            5 => table(out, random),
            _ => paragraph(out, random, links),
        }
    }
}

fn paragraph(out: &mut String, random: &mut Random, links: &impl Links) {
    for _ in 0..random.between(2, 6) {
        sentence(out, random);
        match random.below(14) {
            0 => marked(out, random, ", a *%a %n* that %w knows well"),
            1 => marked(out, random, ", **%a %n** or not"),
            2 => marked(out, random, " under section `%n-%d`"),
            3 => link(out, random, links),
            4 => outside_link(out, random),
            _ => {}
        }
        out.push_str(". ");
    }
    out.pop();
    out.push_str("\n\n");
}

fn marked(out: &mut String, random: &mut Random, pattern: &str) {
    words::fill(out, pattern, random);
}

fn link(out: &mut String, random: &mut Random, links: &impl Links) {
    words::fill(out, ", as the [%a %n of %p](", random);
    out.push_str(&links.article(random));
    out.push_str(") showed");
}

fn outside_link(out: &mut String, random: &mut Random) {
    words::fill(out, ", according to [the %n](https://records.example/%n/%d)", random);
}

fn heading(out: &mut String, random: &mut Random) {
    let mark = if random.chance(70) { "## " } else { "### " };
    out.push_str(mark);
    out.push_str(&words::headline(random));
    out.push_str("\n\n");
}

fn list(out: &mut String, random: &mut Random, numbered: bool) {
    for number in 1..=random.between(3, 6) {
        if numbered {
            write!(out, "{number}. ").expect("a String takes everything");
        } else {
            out.push_str("- ");
        }
        sentence(out, random);
        out.push('\n');
    }
    out.push('\n');
}

fn quotation(out: &mut String, random: &mut Random) {
    out.push_str("> ");
    sentence(out, random);
    out.push_str(". ");
    sentence(out, random);
    words::fill(out, ".\n>\n> — %w, %p\n\n", random);
}

fn table(out: &mut String, random: &mut Random) {
    out.push_str("| Place | Before | After | Note |\n|---|---:|---:|---|\n");
    for _ in 0..random.between(3, 6) {
        words::fill(out, "| %p | %d | %d | %a %n |\n", random);
    }
    out.push('\n');
}
