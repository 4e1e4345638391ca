//! `newsprint new`: writes a file for its editors to finish.
#![allow(clippy::disallowed_methods)] // an edge: writes the file

use std::io::{ErrorKind, Write};
use std::path::Path;

use clap::{Args, Subcommand};

use super::language;
use super::messages::{self, Messages};
use super::site::SiteArguments;
use super::{CLEAN, exit_code_of};
use crate::build::{Engine, Options, Report};
use crate::content::{Date, Period, Slug};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::Format;
use crate::i18n::Texts;
use crate::site::next_edition::{Phrases, Wish, next_edition};
use crate::site::{Flags, Site};
use crate::source::Look;

/// Write a new file for its editors to finish
#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct NewArguments {
    #[command(subcommand)]
    what: NewDocument,
}

#[derive(Subcommand, Debug)]
enum NewDocument {
    Edition(EditionArguments),
}

/// Write the next edition into content/editions/
///
/// Its number and its period are the next ones, and are written into it. It has the articles of the period as cards,
/// grouped by primary topic, what was corrected since the last edition in articles that editions speak of, and what is
/// held back in a comment. It is a draft until its editors take `draft: true` out.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new edition                                 the articles since the last edition
  newsprint new edition --date 2025-02-14T06:00         published then, and covering until that day
  newsprint new edition --covers 2025-02-08/2025-02-14  of these days, whatever other editions cover
  newsprint new edition --language uk                   of the articles in that language
  newsprint new edition --stdout                        only show it")]
struct EditionArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// When it is to be published; without a zone it is in the site's [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Its title [default: "Edition 12", in the language of the site]
    #[arg(long)]
    title: Option<String>,
    /// The first and the last day that it covers [default: from the day after the last edition's to its date]
    #[arg(long, value_name = "FIRST/LAST")]
    covers: Option<String>,
    /// The language of a site that has several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// What its file and its address are called besides the date
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Print it, and write nothing
    #[arg(long)]
    stdout: bool,
}

pub(super) fn run(arguments: &NewArguments) -> u8 {
    match &arguments.what {
        NewDocument::Edition(arguments) => edition(arguments),
    }
}

fn edition(arguments: &EditionArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let messages = Messages { root: &options.root, format: Format::Human, quiet: false };
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (live, report) = engine.site(&options, None);
    let errors: Vec<Diagnostic> = report.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    let all = Options { flags: Flags { drafts: true, future: true, expired: true }, ..options.clone() };
    let (all, _) = engine.site(&all, None);
    let (Some(live), Some(all)) = (live, all) else {
        let code = exit_code_of(&errors);
        messages.print(&Report { diagnostics: errors, ..Report::default() });
        return code;
    };
    if !errors.is_empty() {
        messages.print(&Report { diagnostics: errors, ..Report::default() });
        return messages::failed("nothing was written: what is wrong might be missing from the edition");
    }
    let asked = arguments.language.as_deref();
    let of = |loaded| language::context(loaded, asked);
    let asked =
        of(&live.context).and_then(|live| Ok((live, of(&all.context)?, wish(arguments, live.site())?)));
    let (live, all, wish) = match asked {
        Ok(asked) => asked,
        Err(fault) => return messages::usage(&fault),
    };
    let (site, all) = (live.site(), all.site());
    let next = match next_edition(site, all, &wish, &phrases(live.texts(&site.config.language))) {
        Ok(next) => next,
        Err(covered) => {
            let (by, until) = (covered.by, covered.until);
            return messages::failed(&format!("{by} covers until {until}; say which days with --covers"));
        }
    };
    if arguments.stdout {
        // A closed pipe is no reason to complain.
        let _ = anstream::stdout().write_all(next.text.as_bytes());
        return CLEAN;
    }
    let (year, month, day) = site.civil(wish.date.timestamp);
    let slug = wish.slug.as_ref().map_or_else(String::new, |slug| format!("-{slug}"));
    let language = match site.config.prefix.as_str() {
        "" => String::new(),
        _ => format!(".{}", site.config.language),
    };
    let path = format!("content/editions/{year:04}-{month:02}-{day:02}{slug}{language}.md");
    match write(&options.root.join(&path), &next.text) {
        Ok(()) => {
            let count = match next.articles {
                1 => "one article".to_owned(),
                count => format!("{count} articles"),
            };
            messages.note(&format!("Wrote {path}: number {}, {}, {count}", next.number, next.covers));
            messages.note(match next.articles {
                0 => "No article is of these days: delete it, and name others with --covers.",
                _ => {
                    "Give it a title and opening words, and take `draft: true` out when it may be published."
                }
            });
            CLEAN
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => messages::failed(&format!(
            "there is {path} already, and nothing was written; delete it, or give another --date or a --slug"
        )),
        Err(error) => messages::failed(&format!("{path} cannot be written: {error}")),
    }
}

fn wish(arguments: &EditionArguments, site: &Site) -> Result<Wish, String> {
    let zone = site.config.timezone;
    let date = match &arguments.date {
        Some(text) => {
            let (date, _) = Date::parse(text, zone)
                .map_err(|error| format!("--date {text}: {}; {}", error.message, error.hint))?;
            Date::at(date.timestamp, zone)
        }
        None => Date::at(site.now, zone),
    };
    let covers = arguments.covers.as_deref().map(|text| {
        Period::parse(text)
            .map_err(|fault| format!("--covers {text} {fault}: write it like 2025-02-08/2025-02-14"))
    });
    let slug = arguments.slug.as_deref().map(|text| {
        Slug::new(text).ok_or_else(|| format!("--slug {text} has no letter or digit for an address"))
    });
    let date = date.ok_or("this moment is in no calendar")?;
    let title = arguments.title.clone().filter(|title| !title.trim().is_empty());
    Ok(Wish { date, title, slug: slug.transpose()?, covers: covers.transpose()? })
}

fn phrases(texts: &Texts) -> Phrases {
    Phrases {
        title: texts.plain("edition.new_title"),
        other: texts.plain("edition.other"),
        corrections: texts.plain("corrections.heading"),
        in_edition: texts.plain("edition.in"),
        withdrawn: texts.plain("edition.withdrawn"),
        held: texts.plain("edition.held"),
    }
}

/// Never over a file that is there.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
