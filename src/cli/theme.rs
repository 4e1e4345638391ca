//! `newsprint theme`: the files of the default theme, and a site's own in their place.
#![allow(clippy::disallowed_methods)] // an edge: writes files of the site

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::site::root_folder;
use super::table::{RowFormat, Table};
use super::{CLEAN, messages};
use crate::config::Config;
use crate::diagnostic::did_you_mean;
use crate::files::{Written, write_new};
use crate::rewrite;
use crate::scaffold::archetype;
use crate::source;
use crate::theme;

/// Where the defaults stand as they were when they were ejected. It is kept with the site, so that everybody who edits it can see
/// what has changed since.
const EJECTED: &str = ".theme-defaults";

/// Look at the default theme's files, and take some out to change them
#[derive(Args, Debug)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct ThemeArguments {
    #[command(subcommand)]
    what: ThemeCommand,
}

#[derive(Subcommand, Debug)]
enum ThemeCommand {
    List(ListArguments),
    Eject(EjectArguments),
    Diff(DiffArguments),
}

/// List templates, styles, scripts, interface texts and archetypes, and which of them the site has of its own
#[derive(Args, Debug)]
struct ListArguments {
    /// The site's folder [default: this one, or the nearest above it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    format: RowFormat,
}

/// Write defaults into the site, to be changed there
///
/// The site's file takes the default's place from then on. As it was is kept in .theme-defaults/, so that `newsprint theme diff` can say
/// what a later version of newsprint has changed.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint theme eject article.html
  newsprint theme eject templates/components/byline.html static/theme/style.css")]
struct EjectArguments {
    /// The site's folder [default: this one, or the nearest above it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Files by their paths in the site; the end of a path is enough where only one has it
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
}

/// Show what has changed in the defaults since they were ejected
#[derive(Args, Debug)]
struct DiffArguments {
    /// The site's folder [default: this one, or the nearest above it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Of these files [default: of all that were ejected]
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// Take them as seen: from now on only what changes later is shown
    #[arg(long)]
    seen: bool,
}

/// A default, by its path in a site.
struct Default {
    path: String,
    bytes: &'static [u8],
}

/// What a site has in place of a default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing.
    Default,
    /// A file of its own, that nobody ejected.
    Own,
    /// What was ejected, as it was or changed.
    Ejected,
    /// The same, and the default is another one since.
    Outdated,
}

impl State {
    fn of(root: &Path, default: &Default) -> Self {
        let ejected = std::fs::read(root.join(EJECTED).join(&default.path)).ok();
        match (root.join(&default.path).is_file(), ejected) {
            (false, _) => Self::Default,
            (true, None) => Self::Own,
            (true, Some(ejected)) if lines(&ejected) == lines(default.bytes) => Self::Ejected,
            (true, Some(_)) => Self::Outdated,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Own => "own",
            Self::Ejected => "ejected",
            Self::Outdated => "ejected, and changed since",
        }
    }
}

pub(super) fn run(arguments: &ThemeArguments) -> u8 {
    let root = match &arguments.what {
        ThemeCommand::List(ListArguments { root, .. })
        | ThemeCommand::Eject(EjectArguments { root, .. })
        | ThemeCommand::Diff(DiffArguments { root, .. }) => match root_folder(root.as_deref()) {
            Ok(root) => root,
            Err(problem) => return super::say_errors(Path::new("."), vec![problem]),
        },
    };
    match &arguments.what {
        ThemeCommand::List(arguments) => list(&root, arguments.format),
        ThemeCommand::Eject(arguments) => eject(&root, &arguments.files),
        ThemeCommand::Diff(arguments) => diff(&root, arguments),
    }
}

/// The bytes without those by which ends of lines differ: git may have changed them.
fn lines(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().filter(|byte| *byte != b'\r').collect()
}

/// All defaults, by path.
fn defaults() -> Vec<Default> {
    let mut defaults: Vec<Default> =
        theme::defaults().chain(archetype::defaults()).map(|(path, bytes)| Default { path, bytes }).collect();
    defaults.sort_by(|one, two| one.path.cmp(&two.path));
    defaults
}

/// Those that are named.
///
/// # Errors
/// A name that none has, or several.
fn named(names: &[String]) -> Result<Vec<Default>, String> {
    let mut found = Vec::new();
    for name in names {
        let name = name.replace('\\', "/");
        let name = name.trim_start_matches("./");
        let is_end =
            |path: &str| path.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        let mut of_name: Vec<Default> =
            defaults().into_iter().filter(|default| is_end(&default.path)).collect();
        if let Some(exact) = of_name.iter().position(|default| default.path == name) {
            of_name = vec![of_name.swap_remove(exact)];
        }
        match &of_name[..] {
            [_] => found.append(&mut of_name),
            [] => {
                let all = defaults();
                let ends = all.iter().map(|default| default.path.rsplit('/').next().unwrap_or(&default.path));
                let paths = all.iter().map(|default| &*default.path);
                let near = did_you_mean(name, ends.chain(paths))
                    .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("the default theme has no `{name}`{near}"));
            }
            several => {
                let paths: Vec<&str> = several.iter().map(|default| &*default.path).collect();
                return Err(format!("`{name}` may be {}", paths.join(" or ")));
            }
        }
    }
    Ok(found)
}

fn list(root: &Path, format: RowFormat) -> u8 {
    let mut table = Table::new(&["file", "state"]);
    for default in defaults() {
        let state = State::of(root, &default).as_str();
        table.row([json!(default.path), json!(state)]);
    }
    table.print(format);
    CLEAN
}

fn eject(root: &Path, names: &[String]) -> u8 {
    let files = match named(names) {
        Ok(files) => files,
        Err(fault) => return messages::usage(&fault),
    };
    let config = source::config_text(root).ok().flatten();
    let ignore = Config::read(config.as_deref(), None).0.unwrap_or_default().ignore;
    let (mut code, mut is_written) = (CLEAN, false);
    for Default { path, bytes } in files {
        if ignore.holds(&path) {
            code = messages::failed(&format!(
                "`ignore:` in newsprint.yaml passes over {path}: it was not written"
            ));
            continue;
        }
        let text = String::from_utf8_lossy(bytes);
        if root.join(&path).symlink_metadata().is_ok() {
            code = messages::failed(&format!("there is {path} already, and it is as it was"));
            continue;
        }
        // First what it was, or nobody could compare it later.
        let written = keep(root, &path, bytes).and_then(|()| write_new(&root.join(&path), text.as_bytes()));
        match written {
            Ok(Written::New) => {
                is_written = true;
                messages::say(&format!("Wrote {path}: it is yours, and takes the default's place"));
            }
            Ok(Written::WasThere) => {
                code = messages::failed(&format!("there is {path} already, and it is as it was"))
            }
            Err(error) => code = messages::failed(&format!("{path} cannot be written: {error}")),
        }
    }
    if is_written {
        messages::say(&format!(
            "{EJECTED}/ has the default as it was: commit it, and `newsprint theme diff` tells what a later newsprint has changed"
        ));
    }
    code
}

/// Keeps a default as it is, to compare later ones with.
fn keep(root: &Path, path: &str, bytes: &[u8]) -> std::io::Result<()> {
    let file = root.join(EJECTED).join(path);
    std::fs::create_dir_all(file.parent().unwrap_or(root))?;
    std::fs::write(file, bytes)
}

fn diff(root: &Path, arguments: &DiffArguments) -> u8 {
    let is_all = arguments.files.is_empty();
    let files = match named(&arguments.files) {
        Ok(_) if is_all => defaults(),
        Ok(files) => files,
        Err(fault) => return messages::usage(&fault),
    };
    let (mut changed, mut code) = (0, CLEAN);
    for default in files {
        let Default { path, bytes } = &default;
        match State::of(root, &default) {
            State::Outdated => {}
            State::Default | State::Own if !is_all => {
                code =
                    messages::failed(&format!("{path} was not ejected, so nobody knows what it was made of"));
                continue;
            }
            State::Default | State::Own | State::Ejected => continue,
        }
        changed += 1;
        if arguments.seen {
            if let Err(error) = keep(root, path, bytes) {
                code = messages::failed(&format!("{EJECTED}/{path} cannot be written: {error}"));
            }
            continue;
        }
        let before = std::fs::read(root.join(EJECTED).join(path)).unwrap_or_default();
        let (before, after) = (String::from_utf8_lossy(&before), String::from_utf8_lossy(bytes));
        let names = (
            format!("{path}, as it was ejected"),
            format!("{path}, of newsprint {}", env!("CARGO_PKG_VERSION")),
        );
        rewrite::show(&before, &after, (&names.0, &names.1));
    }
    match changed {
        0 if code == CLEAN => messages::say("No default has changed since it was ejected"),
        0 => {}
        _ if arguments.seen => messages::say("Taken as seen"),
        _ => messages::say("Carry over what you want, and then write `newsprint theme diff --seen`"),
    }
    code
}
