//! `newsprint schema`: JSON Schemas for editors of code.
#![allow(clippy::disallowed_methods)] // an edge: writes the files

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::site::SiteArguments;
use super::{CLEAN, messages};
use crate::build::{Engine, Options};
use crate::schema::{Names, SchemaKind, schema, text};
use crate::shape::Known;
use crate::site::{Flags, Site, TermKind};
use crate::source::{self, Look};

/// Where a site has them, for all who edit it.
const FOLDER: &str = ".schemas";

/// Print a JSON Schema, by which editors of code complete, check and explain what you type
///
/// Of the front matter of articles, editions, stories, topics, pages and the home page; of the registries; of newsprint.yaml. In a
/// site it offers the names that the site has: topics, tags, outlets, authors, stories.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint schema article         that of articles' front matter
  newsprint schema --write         all of them into .schemas/ of the site, as `newsprint init` has them")]
pub(super) struct SchemaArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// What it is of
    #[arg(
        value_name = "KIND",
        required_unless_present = "write",
        value_parser = PossibleValuesParser::new(SchemaKind::ALL.map(SchemaKind::as_str))
    )]
    kind: Option<String>,
    /// Write all of them into a folder [default: .schemas in the site's folder]
    #[arg(
        long,
        value_name = "DIR",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = FOLDER,
        conflicts_with = "kind"
    )]
    write: Option<PathBuf>,
}

/// What is held back has names as well.
pub(super) const FLAGS: Flags = Flags { drafts: true, future: true, expired: true };

pub(super) fn run(arguments: &SchemaArguments) -> u8 {
    let options = arguments.site.options(FLAGS);
    let has_site = source::config_text(&options.root).is_ok();
    let names = if has_site { names(&options) } else { Names::new() };
    let Some(folder) = &arguments.write else {
        let kind = SchemaKind::ALL.into_iter().find(|kind| Some(kind.as_str()) == arguments.kind.as_deref());
        let Some(kind) = kind else { return messages::usage("no KIND is given") };
        // A closed pipe is no reason to complain.
        let _ = std::io::stdout().lock().write_all(text(&schema(kind, &names)).as_bytes());
        return CLEAN;
    };
    // Not of the working directory, which may be a folder of the site.
    let is_own = folder == Path::new(FOLDER);
    if is_own && !has_site {
        return messages::usage(
            "there is no site here: go into the folder of one, or name a folder with --write=DIR",
        );
    }
    let folder = if is_own { options.root.join(FOLDER) } else { folder.clone() };
    match write(&folder, files(&names)) {
        Ok(0) => messages::say(&format!("{} is as it should be", folder.display())),
        Ok(1) => messages::say(&format!("Wrote 1 schema into {}", folder.display())),
        Ok(written) => messages::say(&format!("Wrote {written} schemas into {}", folder.display())),
        Err(error) => {
            return messages::failed(&format!("{} cannot be written: {error}", folder.display()));
        }
    }
    CLEAN
}

/// Where each stands in a site, and its text.
pub(super) fn files(names: &Names) -> impl Iterator<Item = (String, String)> {
    SchemaKind::ALL
        .into_iter()
        .map(|kind| (format!("{FOLDER}/{}.json", kind.as_str()), text(&schema(kind, names))))
}

/// Writes those that have other bytes, and says how many: git sees no change where there is none.
fn write(folder: &Path, files: impl Iterator<Item = (String, String)>) -> std::io::Result<usize> {
    std::fs::create_dir_all(folder)?;
    let mut written = 0;
    for (name, text) in files {
        let path = folder.join(name.rsplit('/').next().unwrap_or(&name));
        if std::fs::read(&path).ok().as_deref() != Some(text.as_bytes()) {
            std::fs::write(path, text)?;
            written += 1;
        }
    }
    Ok(written)
}

/// The names that a site has, also of drafts. One with errors has those that can be read.
pub(super) fn names(options: &Options) -> Names {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let mut names = Names::new();
    let Some(loaded) = engine.site(options, None).0 else { return names };
    for site in loaded.context.sites() {
        for (known, kind) in [
            (Known::Topics, TermKind::Topic),
            (Known::Tags, TermKind::Tag),
            (Known::Sources, TermKind::Source),
            (Known::Authors, TermKind::Author),
            (Known::Stories, TermKind::Story),
        ] {
            names.entry(known).or_default().extend(of_kind(site, kind));
        }
    }
    for names in names.values_mut() {
        names.sort_unstable();
        names.dedup();
    }
    names
}

fn of_kind(site: &Site, kind: TermKind) -> impl Iterator<Item = String> {
    // A story is named by its file.
    site.terms(kind).all().map(move |(_, term)| match kind {
        TermKind::Story => term.slug.to_string(),
        _ => term.name.clone(),
    })
}
