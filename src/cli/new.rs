//! `newsprint new`: writes a file, or an entry of a registry, for its editors to finish.
#![allow(clippy::disallowed_methods)] // an edge: writes the file, starts the editor

mod document;
mod edition;
mod entry;

use std::io::Write;
use std::path::Path;
use std::process::Command;

use clap::{Args, Subcommand};

use super::{CLEAN, messages, say_errors};
use crate::build::{Options, parse_context};
use crate::content::Date;
use crate::diagnostic::Diagnostic;
use crate::files::{self, Written, write_new};
use crate::scaffold::archetype::{self, Field};
use crate::scaffold::document::{self as scaffold, Fault};
use crate::site::Site;

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

pub(super) fn print(text: &str) -> u8 {
    // A closed pipe is no reason to complain.
    let _ = anstream::stdout().write_all(text.as_bytes());
    CLEAN
}

/// Opens a file in the user's editor, and waits for it to end. What the variable holds is a command of the shell, as git has it:
/// `code --wait`.
pub(super) fn edit(path: &Path) -> u8 {
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

impl Fault {
    /// Says it.
    pub(super) fn say(self, options: &Options) -> u8 {
        match self {
            Self::Usage(text) => messages::usage(&text),
            Self::Failed(text) => messages::failed(&text),
            Self::Taken { url, by } => messages::failed(&format!(
                "{url} is the address of {by}: nothing was written; give another --slug"
            )),
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
    let (path, text) = files::archetype(&options.root, names)?;
    archetype::fill(&text, fields).map_err(|why| match path {
        Some(path) => Fault::Failed(format!("{path}: {why}")),
        None => Fault::Failed(format!("the front matter cannot be written: {why}")),
    })
}

/// Whether a document that is to be written is one that a build reads, at an address that nobody has.
///
/// # Errors
/// Why not.
fn check(site: &Site, path: &str, text: &str) -> Result<(), Fault> {
    scaffold::check(site, &parse_context(&site.config), path, text)
}

/// The moment that `--date` gives, in the site's zone; without it the present.
///
/// # Errors
/// It is none.
pub(super) fn date(site: &Site, given: Option<&str>) -> Result<Date, String> {
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
