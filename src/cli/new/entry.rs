//! `newsprint new tag`, `source` and `author`: an entry at the end of a registry.

use std::io::{ErrorKind, Write};

use clap::Args;

use super::{Finish, print};
use crate::build::Options;
use crate::cli::messages;
use crate::cli::site::{Opened, SiteArguments, opened};
use crate::content::Slug;
use crate::content::registry::RegistryKind;
use crate::line::one_line;
use crate::scaffold::document::{Fault, spelled};
use crate::scaffold::entry::{self, NewEntry, Refused, append};
use crate::site::terms::host;
use crate::site::{Flags, Site, TermKind};

/// Add a tag to content/tags.yaml
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new tag \"Black Sea\" --parent Seas --alias \"Pontus\"")]
pub(super) struct TagArguments {
    #[command(flatten)]
    entry: EntryArguments,
    /// The tag above it
    #[arg(long, value_name = "NAME")]
    parent: Option<String>,
    /// Counts and selects, but is shown nowhere
    #[arg(long)]
    hidden: bool,
}

/// Add an outlet to content/sources.yaml
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new source \"The Example Times\" --url https://times.example.org/ --label newspaper")]
pub(super) struct SourceArguments {
    #[command(flatten)]
    entry: EntryArguments,
    /// Its front page
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// A domain by which links say that they are of it [default: that of --url]
    #[arg(long, value_name = "DOMAIN")]
    domain: Vec<String>,
    /// What readers should know of it: \"state media\"
    #[arg(long, value_name = "TEXT")]
    label: Option<String>,
    /// Its language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Its pictures may not be passed on
    #[arg(long)]
    no_redistribute: bool,
}

/// Add one of our authors to content/authors.yaml
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new author \"Anna Example\" --role \"Foreign editor\"")]
pub(super) struct AuthorArguments {
    #[command(flatten)]
    entry: EntryArguments,
    /// What they do
    #[arg(long, value_name = "TEXT")]
    role: Option<String>,
    /// Their own page elsewhere
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

#[derive(Args, Debug)]
struct EntryArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// How it is spelled everywhere
    #[arg(value_name = "NAME")]
    name: String,
    /// What else it is called
    #[arg(long, value_name = "NAME")]
    alias: Vec<String>,
    /// What it is, in a sentence
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    #[command(flatten)]
    finish: Finish,
}

pub(super) fn tag(arguments: &TagArguments) -> u8 {
    add(&arguments.entry, RegistryKind::Tags, &|site, entry| {
        if let Some(parent) = &arguments.parent {
            entry.texts.push(("parent", spelled(site, TermKind::Tag, "--parent", parent)?.0));
        }
        entry.texts.extend(arguments.hidden.then(|| ("hidden", "true".to_owned())));
        Ok(())
    })
}

pub(super) fn source(arguments: &SourceArguments) -> u8 {
    add(&arguments.entry, RegistryKind::Sources, &|_, entry| {
        let of_url = || arguments.url.as_deref().and_then(host);
        let domains = match arguments.domain.is_empty() {
            true => of_url().into_iter().collect(),
            false => arguments.domain.clone(),
        };
        entry.lists.push(("domains", domains));
        let texts = [("url", &arguments.url), ("label", &arguments.label), ("language", &arguments.language)];
        entry.texts.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?))));
        entry.texts.extend(arguments.no_redistribute.then(|| ("redistribute", "false".to_owned())));
        Ok(())
    })
}

pub(super) fn author(arguments: &AuthorArguments) -> u8 {
    add(&arguments.entry, RegistryKind::Authors, &|_, entry| {
        let texts = [("role", &arguments.role), ("url", &arguments.url)];
        entry.texts.extend(texts.into_iter().filter_map(|(key, text)| Some((key, text.clone()?))));
        Ok(())
    })
}

/// Adds what only one kind of entries has.
type More<'a> = &'a dyn Fn(&Site, &mut NewEntry) -> Result<(), String>;

fn add(arguments: &EntryArguments, registry: RegistryKind, more: More<'_>) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { all, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let site = all.context.site();
    let name = one_line(&arguments.name);
    if name.is_empty() {
        return messages::usage("the name is empty");
    }
    let (kind, path) = (TermKind::of(registry), registry.path());
    if Slug::new(&name).is_none() || name.contains(char::is_control) {
        return messages::usage(&format!(
            "`{name}` has no letter or digit for an address, or something that nobody can read"
        ));
    }
    if site.config.ignore.holds(path) {
        return messages::failed(&format!(
            "`ignore:` in newsprint.yaml passes over {path}: nothing was written"
        ));
    }
    let terms = site.terms(kind);
    let known = terms.find(&name).map(|id| terms.get(id));
    if let Some(entry) = known.and_then(|term| term.entry.as_ref()) {
        let line = entry.span.line;
        return messages::failed(&format!(
            "{path}:{line} has `{}` already, and nothing was written",
            entry.name
        ));
    }
    let mut entry = NewEntry { name: name.clone(), ..NewEntry::default() };
    entry.lists.push(("aliases", arguments.alias.clone()));
    entry.texts.extend(arguments.description.clone().map(|text| ("description", text)));
    if let Err(fault) = more(site, &mut entry) {
        return messages::usage(&fault);
    }
    let near = terms.nearly(&name).filter(|_| known.is_none());
    let remarks: Vec<String> =
        near.map(|near| format!("There is “{}”, which is nearly the same", near.name)).into_iter().collect();
    if arguments.finish.stdout {
        return print(&entry::in_list(&entry, ""));
    }
    match write(&options, registry, &entry, site) {
        Ok(()) => {
            arguments.finish.done(&options.root.join(path), &format!("Added `{name}` to {path}"), &remarks)
        }
        Err(code) => code,
    }
}

/// Adds an entry at the end of a registry's file, whose bytes stay as they are.
fn write(options: &Options, registry: RegistryKind, entry: &NewEntry, site: &Site) -> Result<(), u8> {
    let path = registry.path();
    let file = options.root.join(path);
    match file.symlink_metadata() {
        Ok(metadata) if !metadata.is_file() => {
            return Err(messages::failed(&format!(
                "{path} is a link or no file, and is passed over: nothing was written"
            )));
        }
        _ => {}
    }
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(messages::failed(&format!("{path} cannot be read: {error}"))),
    };
    let added = append(registry, &text, entry, site.config.timezone).map_err(|refused| match refused {
        Refused::Form => messages::failed(&format!(
            "{path} has a form to which nothing can be added by its lines; nothing was written. As one of a list it is:\n\n{}",
            entry::in_list(entry, "")
        )),
        Refused::Faults(diagnostics) => Fault::Said(diagnostics).say(options),
    })?;
    let tail = &added[text.len()..];
    let open = || {
        std::fs::create_dir_all(file.parent().unwrap_or(&options.root))?;
        std::fs::OpenOptions::new().append(true).create(true).open(&file)?.write_all(tail.as_bytes())
    };
    open().map_err(|error| messages::failed(&format!("{path} cannot be written: {error}")))
}
