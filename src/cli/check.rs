//! `newsprint check`.
#![allow(clippy::disallowed_methods)] // an edge: the paths that somebody names

mod addresses;
mod external;
mod fix;

use std::io::{IsTerminal, Write};
use std::path::{Component, Path, PathBuf};

use clap::{ArgAction, Args};

use super::messages::{self, MessageFormat};
use super::site::SiteArguments;
use super::{CLEAN, FAILED, exit_code_of};
use crate::build::{Engine, Options, Part};
use crate::check::{self, Extent, Scope, Settings};
use crate::deploy::git::{Refused, Repository};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::{self, Format};
use crate::site::{Flags, Site};
use crate::source::{self, Look};
use crate::theme;

/// Lines of a screen of which nothing is known.
const SCREEN: usize = 40;
/// How often what is mended is looked at again.
const PASSES: usize = 64;
/// Lines that are left for what stands around the messages.
const AROUND: usize = 4;

/// Say what is wrong with the site, and what an editor would say of its texts
///
/// Says everything that a build says, without building, and what the rules of docs/checks.md find: missing summaries and credits, words that a
/// page left in a text that was copied from it, headlines that are too long, names that are spelled in two ways … Each rule
/// can be switched off below `checks:` in newsprint.yaml, or for one text: `<!-- check: allow headline-length because … -->`.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint check                                  the whole site
  newsprint check content/2025/                    the texts of a folder
  newsprint check content/2025-02-12-talks.md      one text, also a draft
  newsprint check --changed                        what is not committed yet
  newsprint check --changed=origin/main --format github
                                                   what a pull request changes, as annotations
  newsprint check --external                       ask the web for what texts link to
  newsprint check --addresses old-sitemap.xml      each old address answers, or what keeps it
  newsprint check --fix                            mend what can be mended by itself
  newsprint check --strict                         warnings fail, too")]
pub(super) struct CheckArguments {
    /// Files and folders of the site [default: all of it]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    site: SiteArguments,
    /// What git says is changed: since the last commit, or since this branch left a revision
    #[arg(long, value_name = "REVISION", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    changed: Option<String>,
    /// Look at the wording of drafts, too
    #[arg(long)]
    drafts: bool,
    /// Ask the web whether what texts link to is still there
    #[arg(long)]
    external: bool,
    /// Whether the addresses of an old site still answer: its sitemap, or a text with an address in each line
    #[arg(long, value_name = "FILE")]
    addresses: Option<PathBuf>,
    /// Mend what can be mended by itself, and show what that changes
    #[arg(long)]
    fix: bool,
    /// With --fix: show what would change, and change nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Let warnings fail
    #[arg(long)]
    strict: bool,
    /// How messages are printed
    #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
    format: MessageFormat,
    /// Print no line that sums up
    #[arg(long, short)]
    quiet: bool,
    /// Print each message by itself
    #[arg(long, short, action = ArgAction::Count)]
    verbose: u8,
}

pub(super) fn run(arguments: &CheckArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let scope = match scope(arguments, &options.root) {
        Ok(scope) => scope,
        Err(code) => return code,
    };
    // Of a draft that somebody asks about all is said, as if it were published.
    let flags = Flags { drafts: scope.drafts || scope.named, ..Flags::default() };
    let options = Options { flags, ..options };
    let found = match mended(&options, &scope, arguments) {
        Ok(found) => found,
        Err(code) => return code,
    };
    let (errors, warnings) = counted(&found.said);
    if print(&found.said, arguments, &options.root).is_err() {
        return FAILED;
    }
    if !arguments.quiet {
        found.lines.iter().for_each(|line| messages::say(line));
        messages::say(&summary(&found, &scope, (errors, warnings)));
    }
    // What is committed has to build.
    let fails = found.elsewhere > 0 && arguments.changed.is_some();
    match errors {
        0 if !fails && (!arguments.strict || warnings == 0) => CLEAN,
        0 => FAILED,
        _ => exit_code_of(&found.said),
    }
}

/// What is left when what mends itself is mended, if that was asked for: also what shows only then.
fn mended(options: &Options, scope: &Scope, arguments: &CheckArguments) -> Result<Found, u8> {
    if !arguments.fix {
        return found(options, scope, arguments);
    }
    // A program reads nothing but the messages.
    let how = (arguments.dry_run, arguments.format == MessageFormat::Human);
    let mut all = fix::Mended::default();
    let mut left = found(options, scope, arguments)?;
    for _ in 0..PASSES {
        let mended = fix::fix(&options.root, &left.said, how)?;
        let is_done = mended.changes == 0 || arguments.dry_run;
        all.add(mended);
        if is_done {
            break;
        }
        left = found(options, scope, arguments)?;
    }
    let verb = if arguments.dry_run { "Would make" } else { "Made" };
    messages::say(&format!("{verb} {}", all.describe()));
    Ok(left)
}

/// What was found.
struct Found {
    said: Vec<Diagnostic>,
    /// Errors of files that nobody asked about.
    elsewhere: usize,
    /// How many texts were looked at.
    texts: usize,
    /// How many drafts were not.
    drafts: usize,
    /// What sums up what was asked for besides.
    lines: Vec<String>,
}

fn found(options: &Options, scope: &Scope, arguments: &CheckArguments) -> Result<Found, u8> {
    let is_alone = !arguments.external && arguments.addresses.is_none();
    match scope.places.as_ref().filter(|_| is_alone).and_then(|places| found_in_part(options, scope, places))
    {
        Some(found) => Ok(found),
        None => found_in_site(options, scope, arguments),
    }
}

/// What is found by a look at a part of the site, where that is enough.
fn found_in_part(options: &Options, scope: &Scope, places: &[String]) -> Option<Found> {
    let Part { sites, diagnostics: mut said } = Engine::part(options, places).ok()?;
    let sites: Vec<&Site> = sites.iter().collect();
    let (settings, problems) = Settings::new(&sites[0].config.checks);
    let text = |path: &str| source::peek(&options.root, path);
    let of_rules = check::check((&sites, Extent::Part), scope, &settings, &text);
    // Of an exception that allows nothing, too, the whole site tells.
    if !problems.is_empty() || !of_rules.iter().all(check::is_of_text) {
        return None;
    }
    said.extend(of_rules);
    said.retain(|one| is_asked(scope, one));
    let (texts, drafts) = check::counts(&sites, scope);
    // Where a part is enough nothing is wrong elsewhere.
    Some(Found { said, elsewhere: 0, texts, drafts, lines: Vec::new() })
}

fn found_in_site(options: &Options, scope: &Scope, arguments: &CheckArguments) -> Result<Found, u8> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    let mut all = report.diagnostics;
    let (mut texts, mut drafts) = (0, 0);
    let mut lines = Vec::new();
    if let Some(loaded) = &loaded {
        let sites: Vec<&Site> = loaded.context.sites().collect();
        let (settings, problems) = Settings::new(&sites[0].config.checks);
        // The next look at one text is a short one. A cache that cannot be written costs time alone.
        if arguments.addresses.is_none() && !arguments.external {
            let of_rules = check::of_sites(&sites, Extent::Whole, &settings);
            let _ = engine.keep_facts().and_then(|()| engine.keep_index(options, loaded, &all, &of_rules));
        }
        all.extend(problems);
        let text = |path: &str| source::peek(&options.root, path);
        all.extend(check::check((&sites, Extent::Whole), scope, &settings, &text));
        (texts, drafts) = check::counts(&sites, scope);
        if arguments.external {
            let cache = engine.cache(options);
            let external = external::external(&sites, scope, &settings, &cache, arguments.quiet)
                .map_err(|fault| messages::failed(&fault))?;
            all.extend(external.said);
            lines.extend(external.lines);
        }
    }
    let (mut said, elsewhere): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| is_asked(scope, one));
    let elsewhere = elsewhere.iter().filter(|one| one.is_error()).count();
    if let (Some(list), Some(loaded)) = (&arguments.addresses, &loaded) {
        let addresses = addresses::addresses(list, loaded).map_err(|fault| messages::usage(&fault))?;
        let lost = addresses.said.len();
        let answer = if lost == 0 { "all answer".to_owned() } else { format!("{lost} do not answer") };
        lines.push(format!("{} old addresses: {answer}", addresses.count));
        said.extend(addresses.said);
    }
    Ok(Found { said, elsewhere, texts, drafts, lines })
}

/// Whether a message is asked for. Of two texts that are at fault together one is named first.
fn is_asked(scope: &Scope, one: &Diagnostic) -> bool {
    one.path.is_none() || one.files().any(|path| scope.holds(path))
}

/// What the arguments ask about.
fn scope(arguments: &CheckArguments, root: &Path) -> Result<Scope, u8> {
    let mut places = Vec::new();
    for path in &arguments.paths {
        match place(path, root) {
            Ok(place) => places.push(place),
            Err(fault) => return Err(messages::usage(&fault)),
        }
    }
    if let Some(since) = &arguments.changed {
        let since = Some(&**since).filter(|since| !since.is_empty());
        let changed = Repository::of(root).and_then(|repository| repository.changed_files(since));
        match changed {
            Ok(files) if arguments.paths.is_empty() => places = files,
            Ok(files) => {
                let asked = Scope { places: Some(places), ..Scope::default() };
                places = files.into_iter().filter(|file| asked.holds(file)).collect();
            }
            Err(Refused::Git(said)) => return Err(messages::failed(&said)),
            // Nothing is published here.
            Err(_) => return Err(messages::failed("git does not say what is changed")),
        }
    }
    let is_whole = arguments.paths.is_empty() && arguments.changed.is_none();
    // What changed may be a draft that nobody means to publish yet.
    let named = arguments.changed.is_none() && !arguments.paths.is_empty();
    Ok(Scope { places: (!is_whole).then_some(places), drafts: arguments.drafts, named })
}

/// A path of the command line as one from the site's folder, with `/`; nothing is the folder itself.
fn place(path: &Path, root: &Path) -> Result<String, String> {
    let shown = path.display();
    let unreadable = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("there is no {shown}"),
        _ => format!("{shown} cannot be read: {error}"),
    };
    path.symlink_metadata().map_err(unreadable)?;
    // The folder may be reached in another way; what stands in the site may be a link, and `content/` too.
    let whole = std::path::absolute(path).map_err(unreadable)?;
    if let Ok(absolute) = std::path::absolute(root)
        && let Ok(inside) = whole.strip_prefix(&absolute)
        && !inside.components().any(|part| part == Component::ParentDir)
    {
        return Ok(with_slashes(inside));
    }
    let whole = std::fs::canonicalize(path).map_err(unreadable)?;
    let root =
        std::fs::canonicalize(root).map_err(|error| format!("{} cannot be read: {error}", root.display()))?;
    let Ok(inside) = whole.strip_prefix(&root) else {
        return Err(format!("{shown} is not in the site's folder"));
    };
    Ok(with_slashes(inside))
}

fn with_slashes(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

fn counted(said: &[Diagnostic]) -> (usize, usize) {
    let errors = said.iter().filter(|one| one.is_error()).count();
    (errors, said.len() - errors)
}

/// They are what was asked for, so they go where answers go.
fn print(said: &[Diagnostic], arguments: &CheckArguments, root: &Path) -> std::io::Result<()> {
    let format = match arguments.format.into() {
        Format::Human if arguments.verbose > 0 => Format::Full,
        Format::Human => Format::Short(screen().saturating_sub(AROUND)),
        format => format,
    };
    let colour = std::io::stdout().is_terminal();
    let source = |path: &str| source::peek(root, path).or_else(|| theme::built_in_text(path));
    let mut out = anstream::stdout().lock();
    let said = messages::of_repository(root, format, said);
    match print::print(&said, format, colour, &mut out, &source).and_then(|()| out.flush()) {
        // Who asked has read enough.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// How many lines a screen has.
fn screen() -> usize {
    let terminal = console::Term::stdout();
    let lines = terminal.size_checked().map(|(lines, _)| usize::from(lines));
    lines.filter(|_| terminal.is_term()).unwrap_or(SCREEN).max(24)
}

fn summary(found: &Found, scope: &Scope, (errors, warnings): (usize, usize)) -> String {
    let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let mut text = match (errors, warnings) {
        (0, 0) => format!("Checked {}: all is well", count(found.texts, "text")),
        _ => format!(
            "Checked {}: {}, {}",
            count(found.texts, "text"),
            count(errors, "error"),
            count(warnings, "warning")
        ),
    };
    match found.drafts {
        0 => {}
        drafts => text += &format!("; {} not looked at (--drafts)", count(drafts, "draft")),
    }
    if scope.places.is_some() && found.elsewhere > 0 {
        text +=
            &format!("; other files have {}: `newsprint check` says them", count(found.elsewhere, "error"));
    }
    text
}
