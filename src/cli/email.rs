//! `newsprint email`: an edition as a message to send.
#![allow(clippy::disallowed_methods)] // an edge: writes the message

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::language;
use super::messages::{self, Messages};
use super::site::SiteArguments;
use super::{CLEAN, FAILED, exit_code_of};
use crate::build::{Engine, Report, make};
use crate::content::{Document, Kind};
use crate::diagnostic::print::Format;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::output::{Context, email};
use crate::site::{Edition, Flags, Held, Site};
use crate::source::{Changed, Look};

/// Print an edition as an e-mail
///
/// The message has an HTML part and a text part: those that a build writes beside the edition's page. Who sends it, and
/// where readers unsubscribe, is said by `email:` in newsprint.yaml. The same edition gives the same bytes.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint email 12 > issue.eml                        by its number
  newsprint email 2025-02-14 --output issue.eml         by its slug
  newsprint email content/editions/2025-02-14.md        by its file
  newsprint email 12 --language uk                      of those in that language
  newsprint email 12 --html | wc -c                     the HTML part alone")]
pub(super) struct EmailArguments {
    /// Number, slug or file of the edition; `latest` is the newest
    edition: String,
    #[command(flatten)]
    site: SiteArguments,
    /// The language of the edition, on a site that has several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Write the message to this file instead of printing it
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only the HTML part, without headers
    #[arg(long, conflicts_with = "text")]
    html: bool,
    /// Only the text part, without headers
    #[arg(long)]
    text: bool,
    /// Also of an edition that is a draft, and with drafts in it
    #[arg(long)]
    drafts: bool,
    /// Also of an edition that is dated in the future, and with what else is
    #[arg(long)]
    future: bool,
}

/// How many editions are named when there is none of that name.
const NAMED: usize = 5;

pub(super) fn run(arguments: &EmailArguments) -> u8 {
    let flags = Flags { drafts: arguments.drafts, future: arguments.future, expired: false };
    let options = arguments.site.options(flags);
    let messages = Messages { root: &options.root, format: Format::Human, quiet: true };
    let print = |diagnostics| messages.print(&Report { diagnostics, ..Report::default() });
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let errors: Vec<Diagnostic> = report.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    let Some(loaded) = loaded.filter(|_| errors.is_empty()) else {
        let code = exit_code_of(&errors);
        print(errors);
        return code;
    };
    let asked = asked(&loaded.context, &options.root, &arguments.edition, arguments.language.as_deref());
    let Asked { context, edition } = match asked {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    if arguments.edition == "latest"
        && let Some(held) = newer_held(context.site(), edition)
    {
        messages::say(&format!("note: {} is newer, and held back ({})", held.path, held.reason.describe()));
    }
    let bytes = match bytes(context, edition, arguments) {
        Ok(Ok((bytes, said))) => {
            print(said.into_iter().collect());
            bytes
        }
        Ok(Err(problem)) => {
            print(vec![problem]);
            return FAILED;
        }
        Err(Changed { path }) => return messages::failed(&format!("{path} has just changed: try again")),
    };
    match &arguments.output {
        Some(file) => match std::fs::write(file, bytes) {
            Ok(()) => CLEAN,
            Err(error) => messages::failed(&format!("{} cannot be written: {error}", file.display())),
        },
        None => {
            // As it is: a message holds bytes, and no colours. A closed pipe is no reason to complain.
            let mut out = std::io::stdout().lock();
            let _ = out.write_all(&bytes).and_then(|()| out.flush());
            CLEAN
        }
    }
}

/// An edition, and what makes it.
pub(super) struct Asked<'k> {
    pub(super) context: &'k Context,
    pub(super) edition: &'k Edition,
}

/// The edition that somebody asks for by a number, a slug, an address, a file, or as the `latest`.
///
/// # Errors
/// The exit code, when there is none. Why was said.
pub(super) fn asked<'k>(
    context: &'k Context,
    root: &Path,
    name: &str,
    language: Option<&str>,
) -> Result<Asked<'k>, u8> {
    let asked = language::context(context, language).map_err(|fault| messages::usage(&fault))?;
    // A file or an address says by itself which language it is of; a number may be that of an edition in each.
    let others = context.languages().filter(|_| language.is_none());
    let find = |context: &'k Context| Some(Asked { context, edition: find(context.site(), root, name)? });
    let found = std::iter::once(asked).chain(others).find_map(find);
    found.ok_or_else(|| messages::failed(&missing(asked.site(), name)))
}

/// The edition that is newer than one and held back, if there is one: who asks for the latest may mean it.
pub(super) fn newer_held<'s>(site: &'s Site, edition: &Edition) -> Option<&'s Held> {
    let date = |document: &Document| document.front.date.map(|date| date.timestamp);
    let own = date(&edition.page.document);
    let held = site.held.iter().zip(site.held_documents.iter());
    // What is to come later is not the latest yet.
    let is_newer = |document: &Document| date(document) > own && date(document) <= Some(site.now);
    let newer = held.filter(|(_, document)| document.kind == Kind::Edition && is_newer(document));
    newer.max_by_key(|(_, document)| date(document)).map(|(held, _)| held)
}

/// The parts of an edition's message, and what is to be said of it.
pub(super) struct Parts {
    pub(super) html: Vec<u8>,
    pub(super) text: String,
    pub(super) said: Option<Diagnostic>,
}

/// Makes the parts of an edition's message; or says why they cannot be.
///
/// # Errors
/// A text that has changed since it was read.
pub(super) fn parts(context: &Context, edition: &Edition) -> Result<Result<Parts, Diagnostic>, Changed> {
    let text = email::text_part(context, edition)?;
    let html = match make::finish(context, email::html_part(context, edition)?)? {
        Ok(finished) => finished.bytes,
        Err(problem) => return Ok(Err(problem)),
    };
    let said = email::too_large(edition, &html);
    Ok(Ok(Parts { html, text, said }))
}

/// What is printed, and what is to be said of it; or why nothing is.
type Printed = Result<(Vec<u8>, Option<Diagnostic>), Diagnostic>;

fn bytes(context: &Context, edition: &Edition, arguments: &EmailArguments) -> Result<Printed, Changed> {
    if arguments.text {
        return Ok(Ok((email::text_part(context, edition)?.into_bytes(), None)));
    }
    let Parts { html, text, said } = match parts(context, edition)? {
        Ok(parts) => parts,
        Err(problem) => return Ok(Err(problem)),
    };
    if arguments.html {
        return Ok(Ok((html, said)));
    }
    let config = &context.site().config;
    let Some(from) = email::sender(config) else { return Ok(Err(no_sender())) };
    let html = String::from_utf8_lossy(&html).into_owned();
    let message = email::Message { config, edition, html, text };
    Ok(Ok((message.eml(&from, None), said)))
}

/// What is said where the message cannot say who sends it.
pub(super) fn no_sender() -> Diagnostic {
    Diagnostic::error(Code::EmailFrom, "nobody is named who sends the e-mail")
        .in_file(crate::config::PATH)
        .hint("write `email: {from: The Brief Desk <digest@example.org>}`, or an e-mail address as `contact`")
}

/// The edition that a number, a slug, an address or the path of its file means.
fn find<'s>(site: &'s Site, root: &Path, name: &str) -> Option<&'s Edition> {
    let path = Path::new(name);
    let inside = path.strip_prefix(root).unwrap_or(path);
    let inside = inside.strip_prefix(".").unwrap_or(inside).to_string_lossy().replace('\\', "/");
    let url = name.strip_prefix(&site.config.base_url.origin).unwrap_or(name);
    let base = &site.config.base_url;
    let newest = || site.editions.first().filter(|_| name == "latest");
    crate::site::queries::edition(site, name).or_else(newest).or_else(|| {
        site.editions.iter().find(|edition| {
            let page = &edition.page;
            *page.document.path == *inside
                || *page.url == *url
                || base.page(&page.url) == url
                || slug(page) == name
        })
    })
}

/// The last part of its address.
fn slug(page: &crate::site::Page) -> &str {
    let url = page.url.trim_end_matches('/');
    let last = url.rsplit('/').next().unwrap_or(url);
    last.strip_suffix(".html").unwrap_or(last)
}

/// Why there is no such edition: it is held back, or its name is another.
fn missing(site: &Site, name: &str) -> String {
    let is_meant = |held: &&Held| {
        let stem = held.path.trim_end_matches(".md").trim_end_matches("/index");
        let file = stem.rsplit('/').next().unwrap_or(stem);
        held.path.starts_with("content/editions/")
            && (name.ends_with(&*held.path) || file == name || held.slug == name)
    };
    if let Some(held) = site.held.iter().find(is_meant) {
        return format!(
            "{} is held back: {}; see it with --drafts or --future",
            held.path,
            held.reason.describe()
        );
    }
    let names: Vec<String> = site
        .editions
        .iter()
        .flat_map(|edition| [Some(slug(&edition.page).to_owned()), edition.number().map(|n| n.to_string())])
        .flatten()
        .collect();
    let near = did_you_mean(name, names.iter().map(String::as_str));
    let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
    let last: Vec<String> = site.editions.iter().take(NAMED).map(named).collect();
    let is_held = |held: &&Held| held.path.starts_with("content/editions/");
    let newest = site.held.iter().filter(is_held).max_by(|one, other| one.path.cmp(&other.path));
    let held = newest.map_or(String::new(), |held| {
        format!("; {} is held back ({}): see it with --drafts or --future", held.path, held.reason.describe())
    });
    match last.is_empty() {
        true if newest.is_some() => format!("there is no edition {name} that is published{held}"),
        true => "there are no editions: write one with `newsprint new edition`".to_owned(),
        false => format!("there is no edition {name}{near}; the last ones are {}{held}", last.join(", ")),
    }
}

fn named(edition: &Edition) -> String {
    let slug = slug(&edition.page);
    edition.number().map_or_else(|| slug.to_owned(), |number| format!("{slug} (number {number})"))
}
