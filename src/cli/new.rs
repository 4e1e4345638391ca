//! `newsprint new`: writes a file, or an entry of a registry, for its editors to finish.
#![allow(clippy::disallowed_methods)] // an edge: writes the file, starts the editor

mod document;
mod edition;
mod entry;

use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use clap::{Args, Subcommand};

use super::site::one_line;
use super::{CLEAN, messages, say_errors};
use crate::build::{Options, parse_context};
use crate::content::document::parse;
use crate::content::{Date, Kind};
use crate::diagnostic::Diagnostic;
use crate::scaffold::archetype::{self, Field};
use crate::site::{Site, TermKind, address_of};

/// Write a new article, edition, page or name for its editors to finish
#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    what: New,
}

#[derive(Subcommand, Debug)]
enum New {
    Article(document::ArticleArguments),
    Edition(edition::EditionArguments),
    Topic(document::TopicArguments),
    Story(document::StoryArguments),
    Page(document::PageArguments),
    Tag(entry::TagArguments),
    Source(entry::SourceArguments),
    Author(entry::AuthorArguments),
}

pub(super) fn run(arguments: &NewArguments) -> u8 {
    match &arguments.what {
        New::Article(arguments) => document::article(arguments),
        New::Edition(arguments) => edition::run(arguments),
        New::Topic(arguments) => document::topic(arguments),
        New::Story(arguments) => document::story(arguments),
        New::Page(arguments) => document::page(arguments),
        New::Tag(arguments) => entry::tag(arguments),
        New::Source(arguments) => entry::source(arguments),
        New::Author(arguments) => entry::author(arguments),
    }
}

/// What is done with a text that was made.
#[derive(Args, Debug)]
struct Finish {
    /// Open it in $VISUAL or $EDITOR
    #[arg(long, conflicts_with = "stdout")]
    edit: bool,
    /// Print it, and write nothing
    #[arg(long)]
    stdout: bool,
}

/// What became of a file that was to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// It is there now.
    New,
    /// It was there, and is as it was.
    WasThere,
}

/// Writes a file that is not there yet, and its folders.
pub(super) fn write_new(path: &Path, text: &str) -> std::io::Result<Written> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => match file.write_all(text.as_bytes()) {
            Ok(()) => Ok(Written::New),
            Err(error) => {
                // Half of it would be taken for somebody's own the next time.
                let _ = std::fs::remove_file(path);
                Err(error)
            }
        },
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Written::WasThere),
        Err(error) => Err(error),
    }
}

impl Finish {
    /// Writes a new file of the site and says so: what was written, and remarks. `other` is by what it would have another name.
    fn file(
        &self,
        options: &Options,
        (path, other): (&str, &str),
        text: &str,
        (said, remarks): (&str, &[String]),
    ) -> u8 {
        if self.stdout {
            return print(text);
        }
        match write_new(&options.root.join(path), text) {
            Ok(Written::New) => self.done(&options.root.join(path), said, remarks),
            Ok(Written::WasThere) => messages::failed(&format!(
                "there is {path} already, and nothing was written; delete it, or give another {other}"
            )),
            Err(error) => messages::failed(&format!("{path} cannot be written: {error}")),
        }
    }

    fn done(&self, path: &Path, said: &str, remarks: &[String]) -> u8 {
        messages::say(said);
        remarks.iter().for_each(|remark| messages::say(remark));
        if self.edit { edit(path) } else { CLEAN }
    }
}

fn print(text: &str) -> u8 {
    // A closed pipe is no reason to complain.
    let _ = anstream::stdout().write_all(text.as_bytes());
    CLEAN
}

/// Opens a file in the user's editor, and waits for it to end. What the variable holds is a command of the shell, as git has it:
/// `code --wait`.
fn edit(path: &Path) -> u8 {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let Some(editor) = named.filter(|editor| !editor.trim().is_empty()) else {
        return messages::failed("neither $VISUAL nor $EDITOR names an editor");
    };
    let mut command = if cfg!(windows) {
        let mut words = editor.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("{editor} \"$@\""), "editor"]);
        command
    };
    match command.arg(path).status() {
        Ok(status) if status.success() => CLEAN,
        Ok(status) => messages::failed(&format!("`{editor}` ended with {status}; the file is written")),
        Err(error) => {
            messages::failed(&format!("`{editor}` cannot be started: {error}; the file is written"))
        }
    }
}

/// Why nothing is written.
enum Fault {
    /// Something in the command line.
    Usage(String),
    /// Something else, in words.
    Failed(String),
    /// What would be wrong with what is written.
    Said(Vec<Diagnostic>),
}

impl From<String> for Fault {
    fn from(text: String) -> Self {
        Self::Usage(text)
    }
}

impl Fault {
    /// Says it.
    fn say(self, options: &Options) -> u8 {
        match self {
            Self::Usage(text) => messages::usage(&text),
            Self::Failed(text) => messages::failed(&text),
            Self::Said(problems) => {
                // The lines that they are about are in no file.
                let problems =
                    problems.into_iter().map(|problem| Diagnostic { span: None, ..problem }).collect();
                say_errors(&options.root, problems);
                messages::failed("nothing was written")
            }
        }
    }
}

/// The site's archetype of the first of these names that it has, else the built-in one of the last, with fields filled in.
///
/// # Errors
/// What is wrong with the site's own.
fn from_archetype(options: &Options, names: &[&str], fields: &[Field]) -> Result<String, Fault> {
    for name in names {
        let path = format!("archetypes/{name}.md");
        let file = options.root.join(&path);
        if file.symlink_metadata().is_err() {
            continue;
        }
        // Opening a pipe would wait for whoever writes into it.
        let text = match file.metadata() {
            Ok(metadata) if metadata.is_file() => std::fs::read_to_string(&file),
            Ok(_) => Err(std::io::Error::other("it is no file")),
            Err(error) => Err(error),
        };
        let text = text.map_err(|error| Fault::Failed(format!("{path} cannot be read: {error}")))?;
        return archetype::fill(&text, fields).map_err(|why| Fault::Failed(format!("{path}: {why}")));
    }
    let text = names.last().and_then(|name| archetype::built_in(name)).unwrap_or_default();
    archetype::fill(text, fields)
        .map_err(|why| Fault::Failed(format!("the front matter cannot be written: {why}")))
}

/// Whether a document that is to be written is one that a build reads, at an address that nobody has.
///
/// # Errors
/// Why not.
fn check(site: &Site, path: &str, text: &str) -> Result<(), Fault> {
    if site.config.ignore.holds(path) {
        return Err(Fault::Failed(format!(
            "`ignore:` in newsprint.yaml passes over {path}: nothing was written"
        )));
    }
    let Some(kind) = Kind::of(path) else { return Ok(()) };
    let context = parse_context(&site.config);
    let document = parse(&Arc::from(path), kind, text.as_bytes(), &context).map_err(Fault::Said)?;
    let errors: Vec<Diagnostic> =
        document.diagnostics.iter().filter(|said| said.is_error()).cloned().collect();
    if !errors.is_empty() {
        return Err(Fault::Said(errors));
    }
    let address = address_of(&document, &site.config);
    let articles = site.articles.iter().map(|article| (&*article.url, &*article.document.path));
    let pages = site.all_pages().map(|page| (&*page.url, &*page.document.path));
    let other = articles.chain(pages).find(|(url, other)| Some(*url) == address.as_deref() && *other != path);
    match other {
        Some((url, other)) => Err(Fault::Failed(format!(
            "{url} is the address of {other}: nothing was written; give another --slug"
        ))),
        None => Ok(()),
    }
}

/// A moment as it stands in front matter: with its offset where the clocks of the zone show it twice.
fn written(date: Date, zone: chrono_tz::Tz) -> String {
    let text = date.as_written();
    match Date::parse(&text, zone) {
        Ok((read, _)) if read.timestamp == date.timestamp => text,
        _ => date.to_rfc3339(),
    }
}

/// The ending of files in a language of the site: `.uk.md`; without the code for the site's own.
fn ending(site: &Site) -> String {
    match site.config.prefix.as_str() {
        "" => ".md".to_owned(),
        _ => format!(".{}.md", site.config.language),
    }
}

/// A name as the site spells it; as it was given, when nobody knows it.
///
/// # Errors
/// When it is nearly a name that the site has: the one that may be meant, in words. `flag` is what gave it.
fn spelled(site: &Site, kind: TermKind, flag: &str, name: &str) -> Result<(String, bool), String> {
    let name = one_line(name);
    if name.is_empty() {
        return Err(format!("{flag} is empty"));
    }
    let terms = site.terms(kind);
    if let Some(id) = terms.find(&name) {
        return Ok((terms.get(id).name.clone(), true));
    }
    match terms.nearly(&name) {
        Some(near) => Err(format!(
            "{flag} {name}: did you mean `{}`? To have both, write `newsprint new {} \"{name}\"` first",
            near.name,
            kind.as_str()
        )),
        None => Ok((name, false)),
    }
}

/// The moment that `--date` gives, in the site's zone; without it the present.
///
/// # Errors
/// It is none.
fn date(site: &Site, given: Option<&str>) -> Result<Date, String> {
    let zone = site.config.timezone;
    let (moment, has_time) = match given {
        Some(text) => {
            let parsed = Date::parse(text, zone);
            let (date, _) =
                parsed.map_err(|error| format!("--date {text}: {}; {}", error.message, error.hint))?;
            (date.timestamp, date.has_time)
        }
        None => (site.now, true),
    };
    let date = Date::at(moment, zone).ok_or("this moment is in no calendar")?;
    Ok(Date { has_time, ..date })
}
