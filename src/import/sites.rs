//! Whole sites and feeds of other generators → content.
//!
//! ```text
//! folder or file ──read──▶ OldSite ──convert──▶ Converted ──plan──▶ Plan ──place──▶ files
//!                  (io)              (pure)                 (pure)          (io)
//! ```
//!
//! A generator is a file here and a line of [`GENERATORS`]: it says which texts there are, where they stood and which of its
//! languages they are written in. What all of them share is converted alike: front matter ([`fields`]), tags
//! ([`liquid`], [`shortcodes`]), addresses ([`targets`]). What is not converted stays visible in the text and is a
//! remark; what does not read back is no file.

mod convert;
mod feed;
mod fields;
mod folder;
mod ghost;
mod globs;
mod heads;
mod html;
mod hugo;
mod index;
mod jekyll;
mod kramdown;
mod liquid;
mod made_here;
mod medium;
mod moment;
mod names;
mod pelican;
mod permalinks;
mod place;
mod plain;
mod plan;
mod reading;
mod remark;
mod report;
mod shortcodes;
mod site;
mod spans;
mod targets;
mod unpublished;
mod values;
mod wordpress;
mod workers;
mod xml;
mod zola;

pub use folder::Folder;
pub use place::place;
pub use plan::{Bytes, Destination, Fared, Files, Plan, in_shell, plan, written_at};
pub use reading::read;
pub use report::Report;
pub use site::OldSite;

/// Reads a site of a generator, or says why it is none.
pub type Read = fn(&Folder) -> Result<OldSite, String>;

/// A generator or program whose sites are read.
#[derive(Clone, Copy)]
pub struct Generator {
    /// As `--from` names it.
    pub name: &'static str,
    /// What it takes, for the command line.
    pub takes: &'static str,
    /// Reads a site.
    pub read: Read,
}

/// All that are known, in the order of the alphabet.
pub const GENERATORS: &[Generator] = &[
    ghost::GENERATOR,
    hugo::GENERATOR,
    jekyll::GENERATOR,
    medium::GENERATOR,
    pelican::GENERATOR,
    feed::GENERATOR,
    wordpress::GENERATOR,
    zola::GENERATOR,
];

/// The generator of a name.
pub fn generator(name: &str) -> Option<&'static Generator> {
    GENERATORS.iter().find(|generator| generator.name == name)
}
