//! `newsprint mv`: gives a document, a folder or a name another name, and mends what names it.
#![allow(clippy::disallowed_methods)] // an edge: reads files of the site

mod asked;
mod place;

use std::fs;
use std::path::Path;

use clap::{Args, ValueEnum};

use super::site::{Opened, SiteArguments, opened};
use super::{CLEAN, messages};
use crate::build::parse_context;
use crate::rename::{Input, Maker, Renaming, rename};
use crate::rewrite;
use crate::site::{Flags, Site, TermKind};

/// How many files that move are listed one by one.
const LISTED: usize = 10;

/// Rename or move an article, a page, an edition, a topic, a story, a tag, an outlet or an author
///
/// Every link, name and address that means it is mended, in texts, registries, newsprint.yaml and templates; what readers have keeps
/// its address by a redirect (`aliases:`), and its identity in feeds (`id:`). Translations and what lies in the same folder
/// for it alone move with it. The differences are shown; nothing else of a file is touched.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint mv content/2025-02-12-vote.md content/2025-02-12-second-vote.md
  newsprint mv content/2025-02-12-vote.md content/archive/
  newsprint mv /topics/trade/ content/topics/commerce.md
  newsprint mv \"Grain deal\" \"Grain agreement\" --dry-run
  newsprint mv cereals Grain --kind tag --merge      both are one from then on")]
pub(super) struct MoveArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// The file or folder, its address, or the name of a topic, story, tag, outlet or author
    #[arg(value_name = "OLD")]
    old: String,
    /// What it is from now on; into a folder with a `/` at the end
    #[arg(value_name = "NEW")]
    new: String,
    /// Of what OLD is the name, where several kinds have it
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// NEW may be a name that there is: both become one
    #[arg(long)]
    merge: bool,
    /// Show what would change, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
enum Kind {
    Topic,
    Story,
    Tag,
    Source,
    Author,
}

impl From<Kind> for TermKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Topic => Self::Topic,
            Kind::Story => Self::Story,
            Kind::Tag => Self::Tag,
            Kind::Source => Self::Source,
            Kind::Author => Self::Author,
        }
    }
}

pub(super) fn run(arguments: &MoveArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let opened = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let Opened { live, all, files, .. } = &opened;
    let site = all.context.site();
    if site.links.is_incomplete() || all.context.sites().any(|site| !site.broken.is_empty()) {
        return messages::failed(
            "not all texts can be read: correct them first, or what they name could not be mended",
        );
    }
    let sites: Vec<&Site> = all.context.sites().collect();
    let input = Input {
        all: all.context.sites().collect(),
        live: live.context.sites().collect(),
        context: parse_context(&site.config),
        files,
        made_by: &|path| {
            let by = all.plan.job(path)?.origin(&sites, all.context.assets());
            Some(Maker { file: by.file().map(str::to_owned), words: by.to_string() })
        },
        read: &|path| read(&options.root, path),
    };
    let request = match asked::request(arguments, &options.root, &input) {
        Ok(request) => request,
        Err(fault) => return messages::usage(&fault),
    };
    let renaming = match rename(&input, request) {
        Ok(renaming) => renaming,
        Err(fault) => return messages::failed(&format!("{fault}; nothing was written")),
    };
    show(&renaming);
    if arguments.dry_run {
        say(&renaming);
        messages::say("Nothing was written: this was a dry run");
        return CLEAN;
    }
    match place::write(&options.root, &renaming) {
        Ok(()) => {
            say(&renaming);
            CLEAN
        }
        Err(fault) => messages::failed(&fault),
    }
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    let bytes = fs::read(root.join(path)).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// The differences, and what moves where.
fn show(renaming: &Renaming) {
    for (path, (before, after)) in &renaming.rewrites {
        let to = renaming.moves.get(path).unwrap_or(path);
        rewrite::show(before, after, (path, to));
    }
    for (path, text) in &renaming.new {
        rewrite::show("", text, ("/dev/null", path));
    }
}

/// What is done, or would be.
fn say(renaming: &Renaming) {
    for (from, to) in renaming.moves.iter().take(LISTED) {
        messages::say(&format!("{from} → {to}"));
    }
    match renaming.moves.len() {
        count if count > LISTED => messages::say(&format!("… and {} more files", count - LISTED)),
        _ => {}
    }
    for (from, to) in &renaming.redirects {
        messages::say(&format!("{from} leads to {to} from now on"));
    }
    let mended = renaming.rewrites.keys().filter(|path| !renaming.moves.contains_key(*path)).count();
    match mended {
        0 => {}
        1 => messages::say("Mended in one other file"),
        count => messages::say(&format!("Mended in {count} other files")),
    }
    renaming.remarks.iter().for_each(|remark| messages::say(&format!("note: {remark}")));
}
