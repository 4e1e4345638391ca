//! `newsprint publish`: builds the site and puts it where readers find it.

mod branch;
mod place;
mod ready;

use std::path::{Path, PathBuf};

use clap::Args;

use self::ready::Ready;
use super::announce;
use super::messages;
use super::site::SiteArguments;
use super::{CLEAN, say_errors};
use crate::build::{Change, Engine, Options};
use crate::config::{BaseUrl, Config};
use crate::deploy::git::Changed;
use crate::site::Flags;

/// How many files that change are named.
const NAMED: usize = 20;

/// Build the site, and publish it: on a branch, in a folder, on S3, over SFTP
///
/// Builds into the output folder, and with an error in the site does nothing more. Then the files become one commit on the branch
/// (`gh-pages`, or what `publish:` in newsprint.yaml says), and one push. The working tree, the index and the branch that you are on
/// stay as they are. With --to only files that have changed are written there: pages after what they show, and what is gone is removed
/// at the end; after an interruption the next one goes on. What others have published meanwhile is never written over, unless --force
/// is given.
///
/// With --no-build what stands in the output folder is published as it is, and the texts are not read: the shares of a site that were built on
/// several machines and put together there. It has to be a finished build, as far as can be told: a home page, no build that is going on or
/// was interrupted, each file that .newsprint-owned lists, and each page that the sitemaps name, at the address where the site is to stand.
/// Only what .newsprint-owned lists is published; where that list is missing, as it should be of shares that were put together, all files but
/// hidden ones. What changed is told to hubs and search engines as ever: which feeds and addresses there are is read from the folder. Publish
/// from a checkout of the very texts that were built.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint publish --dry-run             what would change
  newsprint publish
  newsprint publish --branch pages --remote https://codeberg.org/desk/pages.git
  newsprint publish --to /srv/www/digest
  newsprint publish --to s3://digest-desk         keys: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY
  newsprint publish --to s3://digest-desk --no-build
  newsprint publish --to sftp://web@digest.example/srv/www")]
pub(super) struct PublishArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Where the site is built [default: public/ in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// A folder, s3://bucket/folder or sftp://user@host/folder, instead of a branch [default: `publish.to` in newsprint.yaml]
    #[arg(long, value_name = "PLACE", conflicts_with_all = ["remote", "branch", "message", "squash"])]
    to: Option<String>,
    /// How many files are uploaded at a time, with --to [default: 8]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// A remote of the repository, or an address [default: `publish.remote` in newsprint.yaml, else origin]
    #[arg(long, value_name = "NAME")]
    remote: Option<String>,
    /// The branch [default: `publish.branch`, else gh-pages]
    #[arg(long, value_name = "NAME")]
    branch: Option<String>,
    /// The words of the commit
    #[arg(long, short, value_name = "TEXT")]
    message: Option<String>,
    /// Leave one commit on the branch: what it had before is gone from its history
    #[arg(long)]
    squash: bool,
    /// Write over what others have published
    #[arg(long)]
    force: bool,
    /// Let warnings stop it
    #[arg(long, conflicts_with = "no_build")]
    strict: bool,
    /// Publish what stands in the output folder, without building
    #[arg(long)]
    no_build: bool,
    /// Say what would change, and publish nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &PublishArguments) -> u8 {
    if arguments.jobs == Some(0) {
        return messages::usage("--jobs takes a number of files, at least 1");
    }
    let options = arguments.site.options(Flags::default());
    let output = arguments.output.clone().unwrap_or_else(|| options.output.clone());
    let options = Options { output, strict: arguments.strict, ..options };
    let publish = match Publish::new(arguments, options) {
        Ok(publish) => publish,
        Err(code) => return code,
    };
    let is_of_branch = arguments.branch.is_some() || arguments.remote.is_some();
    let configured = publish.config.publish.to.as_deref().filter(|_| !is_of_branch);
    // A folder on the command line is taken from where one is, one in the configuration from the site.
    let published = match (&arguments.to, configured) {
        (Some(to), _) => place::publish(&publish, to, Path::new("")),
        (None, Some(to)) => place::publish(&publish, to, &publish.options.root),
        (None, None) => branch::publish(&publish),
    };
    match published {
        Ok(Done { ready, changed }) => {
            let what = |status| match status {
                'A' => Change::Added,
                'D' => Change::Removed,
                _ => Change::Changed,
            };
            let changed: Vec<_> = changed.iter().map(|file| (what(file.status), &*file.path)).collect();
            announce::published(&publish.config, &ready, &changed);
            // The system takes a process's memory back at once; string by string it would take longer.
            std::mem::forget(ready);
            CLEAN
        }
        Err(code) => code,
    }
}

/// What both ways of publishing go by.
struct Publish<'a> {
    arguments: &'a PublishArguments,
    options: Options,
    config: Config,
    /// Where the site's caches are.
    cache: PathBuf,
}

/// What was published.
struct Done<'a> {
    ready: Ready<'a>,
    changed: Vec<Changed>,
}

impl<'a> Publish<'a> {
    /// Reads the configuration.
    ///
    /// # Errors
    /// The exit code. What is wrong with it was said.
    fn new(arguments: &'a PublishArguments, options: Options) -> Result<Self, u8> {
        let mut engine = Engine::new(&options);
        let config = engine.read_configuration(&options).cloned();
        let config = config.map_err(|problems| say_errors(&options.root, problems))?;
        let cache = engine.cache(&options);
        Ok(Self { arguments, options, config, cache })
    }

    /// Where the site will stand.
    fn base(&self) -> &BaseUrl {
        &self.config.base_url
    }
}

/// What is wrong with an address that stands in configurations until somebody writes a real one (RFC 2606), and what may be meant.
fn placeholder(root: &Path, base: &BaseUrl, meant: Option<&str>) -> Option<String> {
    if !base.is_placeholder() {
        return None;
    }
    let address = base.absolute("/");
    let meant = meant.map_or_else(String::new, |url| format!(", perhaps {url},"));
    let file = root.join(crate::source::CONFIG);
    Some(format!(
        "nothing was published: the site would say that it stands at {address}; write its address{meant} as `base_url` into {}",
        file.display()
    ))
}

/// How many files change, and which.
fn changes(changed: &[Changed]) {
    let count = |status| changed.iter().filter(|file| file.status == status).count();
    let (new, gone) = (count('A'), count('D'));
    messages::say(&format!("{new} new, {} changed, {gone} gone", changed.len() - new - gone));
    for Changed { status, path } in changed.iter().take(NAMED) {
        messages::say(&format!("  {status} {path}"));
    }
    if changed.len() > NAMED {
        messages::say(&format!("  … and {} more", changed.len() - NAMED));
    }
}

/// What stands in the output folder and is not published.
fn left_out(paths: &[String]) {
    if paths.is_empty() {
        return;
    }
    let some: Vec<&str> = paths.iter().take(5).map(String::as_str).collect();
    let more = if paths.len() > some.len() { ", …" } else { "" };
    messages::say(&format!("Left out, since newsprint did not make it: {}{more}", some.join(", ")));
}
