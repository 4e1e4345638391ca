//! What every command that reads a site takes: where it is, where it will stand, and the moment.
#![allow(clippy::disallowed_methods)] // an edge: the clock and the program's own file

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use super::say_errors;
use crate::build::{Engine, Loaded, Now, Options, Program};
use crate::content::Period;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::site::Flags;
use crate::source::{self, Look};

#[derive(Args, Debug)]
pub(super) struct SiteArguments {
    /// The site's folder: the one that holds content/ and newsprint.yaml [default: this one, or the nearest above it]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The folder of the cache [default: .newsprint/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
    /// Where the site will stand, instead of `base_url` in newsprint.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// As of this moment; without a zone it is in the site's [default: the present]
    #[arg(long, value_name = "DATE")]
    pub(super) now: Option<String>,
}

impl SiteArguments {
    /// Those of a command that has just made a site.
    pub(super) fn of(root: &Path, now: Option<String>) -> Self {
        Self { root: Some(root.to_path_buf()), cache: None, base_url: None, now }
    }

    /// The options of a build that shows what `flags` show, into the default folder.
    pub(super) fn options(&self, flags: Flags) -> Options {
        let root = self.root.clone().unwrap_or_else(source::site_folder);
        Options {
            output: root.join("public"),
            cache: self.cache.clone(),
            base_url: self.base_url.clone(),
            now: self.now.clone().map_or_else(present, Now::Written),
            flags,
            force: false,
            strict: false,
            verify: false,
            program: program(),
            keep_good: false,
            temporary: std::env::temp_dir(),
            fresh: false,
            explain: false,
            plain_assets: false,
            shard: None,
            root,
        }
    }
}

/// The folder of a site, for a command that needs nothing else of it: the one that is named, or that of the working directory.
///
/// # Errors
/// There is no site.
pub(super) fn root_folder(named: Option<&Path>) -> Result<PathBuf, Diagnostic> {
    let root = named.map_or_else(source::site_folder, Path::to_path_buf);
    source::config_text(&root).map(|_| root)
}

/// The days that a flag gives.
///
/// # Errors
/// What it says is no period, in words.
pub(super) fn period(flag: &str, text: Option<&str>) -> Result<Option<Period>, String> {
    let read = |text: &str| {
        Period::parse(text)
            .map_err(|fault| format!("{flag} {text} {fault}: write it like 2025-02-08/2025-02-14"))
    };
    text.map(read).transpose()
}

/// A site, for a command that asks it something.
pub(super) struct Opened {
    /// As readers see it, or as its flags say.
    pub(super) live: Loaded,
    /// With all that is held back.
    pub(super) all: Loaded,
    /// All files of the site, relative to its root.
    pub(super) files: Vec<Arc<str>>,
    /// Whether something is wrong with it, so that not all of it is there.
    pub(super) has_errors: bool,
}

/// Reads a site.
///
/// # Errors
/// The exit code, when there is no site or no configuration of it. What is wrong was said, also where there is a site.
pub(super) fn opened(options: &Options) -> Result<Opened, u8> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (live, report) = engine.site(options, None);
    let errors: Vec<Diagnostic> = report.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    let all = Options { flags: Flags { drafts: true, future: true, expired: true }, ..options.clone() };
    match (live, engine.site(&all, None).0) {
        (Some(live), Some(all)) => {
            if !errors.is_empty() {
                say_errors(&options.root, errors.clone());
            }
            Ok(Opened { live, all, files: engine.paths().cloned().collect(), has_errors: !errors.is_empty() })
        }
        _ => Err(say_errors(&options.root, errors)),
    }
}

pub(super) fn present() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now::At(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// The running program.
fn program() -> Program {
    // What has no file that can be read is known by its version alone.
    let of_version = || Digest::of(env!("CARGO_PKG_VERSION"));
    let Ok(file) = std::env::current_exe() else { return of_version().into() };
    match file.metadata() {
        Ok(metadata) => {
            let stat = Digest::of(&(&file, source::Stat::of(&metadata)));
            Program::new(stat, move || hash(&file).unwrap_or_else(|_| of_version()))
        }
        Err(_) => hash(&file).unwrap_or_else(|_| of_version()).into(),
    }
}

/// The hash of a file's bytes.
fn hash(file: &Path) -> std::io::Result<Digest> {
    let mut file = std::fs::File::open(file)?;
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    let mut piece = vec![0; 256 << 10];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(Digest(hasher.digest128())),
            read => hasher.update(&piece[..read]),
        }
    }
}
