//! `newsprint import`: pages, saved files and pasted texts as drafts for their editors to finish.
#![allow(clippy::disallowed_methods)] // an edge: reads what is named, fetches, writes drafts, starts the editor

mod explain;
mod input;
mod json;
mod list;
mod one;
mod pictures;
mod sites;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use url::Url;

use self::one::{Told, Work};
use super::language;
use super::messages;
use super::new::edit;
use super::site::{Opened, SiteArguments, opened};
use super::{CLEAN, FAILED, PARTIAL};
use crate::content::Slug;
use crate::import::draft::Choices;
use crate::import::fetch::{self, Hosts, Limits, Manners};
use crate::import::input::Reader;
use crate::import::place;
use crate::line::one_line;
use crate::scaffold::document::{Fault, names};
use crate::site::{Flags, TermKind};

/// Turn pages, saved files and pasted texts into drafts
///
/// Each becomes an article that is a draft: its text as Markdown, without what stood around it; its headline, and under
/// `sources:` who reported it, when and where, in the spelling of the site's registries. What nobody says and was found out
/// otherwise has a comment beside it. Nothing is overwritten, and what the site has already is named instead.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint import https://outlet.example/report --topic Trade
  newsprint import https://outlet.example/report --brief --edition 2025-02-14
  newsprint import saved.html --url https://outlet.example/report
  newsprint import --paste                       what was copied
  newsprint import - < copied.txt                the same from a file
  newsprint import addresses.txt                 one address on each line
  newsprint import https://outlet.example/report --explain --dry-run
  newsprint import --from jekyll ../old-site --dry-run
What it finds and what it leaves out stands in docs/import.md.")]
pub(super) struct ImportArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Addresses of pages, saved pages, texts, files with an address on each line; `-` is the standard input
    #[arg(value_name = "PAGE")]
    pages: Vec<String>,
    /// What was copied: from the clipboard, or from the file that is named
    #[arg(long)]
    paste: bool,
    /// Where a saved page or a pasted text was found; with --from, where the old site stood
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Its headline, if it is another than the page's
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Headline, source and a summary to be written; nothing of the text
    #[arg(long)]
    brief: bool,
    /// Our own sentence about it, in the place of the page's, or of the `TK` of a brief
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// Put its card (with --brief: a brief) into the draft of an edition
    #[arg(long, value_name = "EDITION")]
    edition: Option<String>,
    /// A topic; the first is its primary one
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// A tag
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,
    /// The language of the source, if the page does not say it or says a wrong one
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The language of the draft, in a site of several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    draft_language: Option<String>,
    /// Where the text stands on the page, as a CSS selector
    #[arg(long, value_name = "CSS")]
    selector: Option<String>,
    /// Fetch its pictures, and put them beside the text
    #[arg(long, conflicts_with = "brief")]
    download: bool,
    /// Under what terms its text may be used
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Take the text over whole; that takes a licence
    #[arg(long, conflicts_with = "brief")]
    republished: bool,
    /// What its file and its address are called [default: as its title]
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Import it although the site has it already
    #[arg(long)]
    again: bool,
    /// Say where each field comes from, and what was left out and why
    #[arg(long)]
    explain: bool,
    /// Say what would be written, and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Print the drafts, and write nothing
    #[arg(long, conflicts_with = "edit")]
    stdout: bool,
    /// Say what was found as JSON
    #[arg(long, conflicts_with_all = ["stdout", "edit"])]
    json: bool,
    /// Open the drafts in $VISUAL or $EDITOR
    #[arg(long, conflicts_with = "dry_run")]
    edit: bool,
    /// How the program introduces itself to hosts [default: newsprint, its version, the site's address]
    #[arg(long, value_name = "TEXT")]
    user_agent: Option<String>,
    /// A host of a private network that may be asked
    #[arg(long, value_name = "HOST")]
    allow_private: Vec<String>,
    #[command(flatten)]
    sites: sites::SitesArguments,
}

pub(super) fn run(arguments: &ImportArguments) -> u8 {
    if let Some(from) = &arguments.sites.from {
        return sites::run(from, arguments);
    }
    let options = arguments.site.options(Flags { drafts: true, future: true, expired: true });
    if let Some(flag) = flag_of_article(arguments) {
        return messages::usage(&format!(
            "{flag} is of an article, and --brief with --edition makes none, but a line of the edition"
        ));
    }
    let inputs = match input::inputs(arguments.paste, &arguments.pages) {
        Ok(inputs) => inputs,
        Err(fault) => return fault.say(&options),
    };
    let Opened { all, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let asked = language::by_flag(&all.context, "--draft-language", arguments.draft_language.as_deref())
        .map_err(Fault::from);
    let work = asked.and_then(|context| {
        Ok((context.site(), choices(arguments, context.site())?, place::agencies(&options.root)?))
    });
    let (site, (choices, mut remarks), agencies) = match work {
        Ok(work) => work,
        Err(fault) => return fault.say(&options),
    };
    let single = inputs.len() == 1;
    for (flag, given) in [
        ("--title", &arguments.title),
        ("--url", &arguments.url),
        ("--slug", &arguments.slug),
        ("--summary", &arguments.summary),
    ] {
        if given.is_some() && !single {
            return messages::usage(&format!("{flag} is of one article, and {} are named", inputs.len()));
        }
    }
    let mut limits = Limits::page(user_agent(arguments, site.config.base_url.absolute("/").as_str()));
    limits.private_hosts.clone_from(&arguments.allow_private);
    let sites: Vec<_> = all.context.sites().collect();
    let given = match arguments.url.as_deref().map(given_address).transpose() {
        Ok(given) => given.map(|url| (url, "--url")),
        Err(fault) => return fault.say(&options),
    };
    let (selector, zone) = (arguments.selector.clone(), site.config.timezone);
    // One page is asked for by somebody who wants to read it; robots.txt is for programs that go through lists (RFC 9309).
    let hosts = input::is_list(&inputs).then(|| Hosts::new(Manners::default()));
    let reader =
        Reader { agencies: Arc::new(agencies), limits, hosts, selector, zone, given, now: choices.date };
    let work = Work { options: &options, site, sites: &sites, choices, reader, arguments, single };
    let mut tally = Tally::default();
    let mut told = Told::default();
    input::each(inputs, &work.reader, |input| {
        remarks.drain(..).for_each(|remark| say(arguments, &remark));
        tally.add(work.import(input, &mut told));
    });
    if arguments.json {
        json::print(&told.reports);
    }
    tally.code(arguments, &options.root)
}

/// Says something, unless the output is for programs.
fn say(arguments: &ImportArguments, text: &str) {
    if !arguments.json && !arguments.stdout {
        messages::say(text);
    } else if arguments.stdout {
        anstream::eprintln!("{text}");
    }
}

/// What became of all of them.
#[derive(Default)]
struct Tally {
    written: Vec<PathBuf>,
    done: usize,
    failed: usize,
}

/// What became of one.
enum Outcome {
    /// A draft was written.
    Written(PathBuf),
    /// There was nothing to be written, or it was only shown.
    Done,
    /// It was not imported.
    Failed,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Written(path) => self.written.push(path),
            Outcome::Done => self.done += 1,
            Outcome::Failed => self.failed += 1,
        }
    }

    fn code(&self, arguments: &ImportArguments, root: &std::path::Path) -> u8 {
        if arguments.edit {
            for path in &self.written {
                let code = edit(&root.join(path));
                if code != CLEAN {
                    return code;
                }
            }
        }
        match (self.written.len() + self.done, self.failed) {
            (_, 0) => CLEAN,
            (0, _) => FAILED,
            _ => PARTIAL,
        }
    }
}

/// What the command line chooses, in the spelling of the site, and remarks.
fn choices(arguments: &ImportArguments, site: &crate::site::Site) -> Result<(Choices, Vec<String>), Fault> {
    let mut remarks = Vec::new();
    let mut spelled = |kind, flag, given: &[String]| names(site, kind, flag, given, &mut remarks);
    let (topics, tags) = (
        spelled(TermKind::Topic, "--topic", &arguments.topic)?,
        spelled(TermKind::Tag, "--tag", &arguments.tag)?,
    );
    let slug = arguments.slug.as_deref().map(|text| {
        Slug::new(text).ok_or_else(|| format!("--slug {text} has no letter or digit for an address"))
    });
    let date = super::new::date(site, None)?;
    let choices = Choices {
        date,
        topics,
        tags,
        summary: arguments.summary.as_deref().map(one_line).filter(|summary| !summary.is_empty()),
        is_brief: arguments.brief,
        is_entry: is_entry(arguments),
        is_bundle: arguments.download,
        slug: slug.transpose()?,
        licence: arguments.licence.as_deref().map(one_line).filter(|licence| !licence.is_empty()),
        is_republished: arguments.republished,
        body: None,
    };
    Ok((choices, remarks))
}

/// Whether there is only a line of an edition, and no file.
fn is_entry(arguments: &ImportArguments) -> bool {
    arguments.brief && arguments.edition.is_some()
}

/// A flag that a line of an edition has no place for.
fn flag_of_article(arguments: &ImportArguments) -> Option<&'static str> {
    let given = [
        ("--topic", !arguments.topic.is_empty()),
        ("--tag", !arguments.tag.is_empty()),
        ("--slug", arguments.slug.is_some()),
        ("--licence", arguments.licence.is_some()),
    ];
    let mut flags = given.into_iter().filter(|(_, is_given)| *is_given && is_entry(arguments));
    flags.next().map(|(flag, _)| flag)
}

/// The address that `--url` gives.
fn given_address(text: &str) -> Result<Url, Fault> {
    Url::parse(text.trim())
        .ok()
        .filter(Url::has_host)
        .ok_or_else(|| Fault::Usage(format!("--url {text} is no web address")))
}

fn user_agent(arguments: &ImportArguments, base_url: &str) -> String {
    arguments
        .user_agent
        .as_deref()
        .map(one_line)
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| fetch::user_agent(Some(base_url)))
}
