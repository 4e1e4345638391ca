//! `newsprint publish`: builds the site and puts it where readers find it.
#![allow(clippy::disallowed_methods)] // an edge: whether a remote is a folder

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;

use super::build::exit_code;
use super::messages::{self, Messages};
use super::site::SiteArguments;
use super::{CLEAN, FAILED, say_errors};
use crate::build::{self, Engine, Options};
use crate::config::{BaseUrl, Publishing, is_branch};
use crate::deploy::git::{Changed, MOST_OF_FILE, MOST_OF_SITE, Prepared, Refused, Repository, Target};
use crate::diagnostic::print::Format;
use crate::site::Flags;

/// How many files that change are named.
const NAMED: usize = 20;

/// Build the site, and publish it on a branch that GitHub Pages and its like serve
///
/// Builds into the output folder, and with an error in the site does nothing more. Then the files become one commit on the branch
/// (`gh-pages`, or what `publish:` in newsprint.yaml says), and one push. The working tree, the index and the branch that you are on
/// stay as they are. What others have published meanwhile is never written over, unless --force is given.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint publish --dry-run             what would change
  newsprint publish
  newsprint publish --branch pages --remote https://codeberg.org/desk/pages.git")]
pub(super) struct PublishArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Where the site is built [default: public/ in the site's folder]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
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
    #[arg(long)]
    strict: bool,
    /// Say what would change, and publish nothing
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &PublishArguments) -> u8 {
    let started = Instant::now();
    let options = arguments.site.options(Flags::default());
    let output = arguments.output.clone().unwrap_or_else(|| options.output.clone());
    let options = Options { output, strict: arguments.strict, ..options };
    let (publishing, base) = match configured(&options) {
        Ok(configured) => configured,
        Err(code) => return code,
    };
    let target = Target {
        remote: arguments.remote.as_deref().map_or(publishing.remote, given_remote),
        branch: arguments.branch.clone().unwrap_or(publishing.branch),
        squash: arguments.squash || publishing.squash,
        force: arguments.force,
    };
    if !is_branch(&target.branch) {
        return messages::usage(&format!("--branch {}: this is no name of a branch", target.branch));
    }
    if target.remote.is_empty() || target.remote.starts_with('-') {
        return messages::usage(&format!("--remote {}: this is no remote", target.remote));
    }
    let repository = match Repository::of(&options.root) {
        Ok(repository) => repository,
        Err(refused) => return say_refused(&refused, &target),
    };

    if let Some(fault) = placeholder(&options, &base, repository.address(&target.remote).as_deref()) {
        return messages::failed(&fault);
    }

    let messages = Messages { root: &options.root, format: Format::Human, quiet: false };
    let shown = options.output.display().to_string();
    let report = build::build(&options, &|| messages.note("waiting for another build to end"), &|_, _| {});
    messages.build(&report);
    messages.summary(&report, &shown, started.elapsed());
    if report.failed() {
        messages::failed("nothing was published");
        return exit_code(&report);
    }
    let mut message = match &arguments.message {
        Some(message) => message.clone(),
        None => format!("Publish the site as of {}", report.now.as_deref().unwrap_or("now")),
    };
    if repository.has_uncommitted_changes() {
        message.push_str("\n\nWith changes of the texts that are in no commit.");
        messages::say("What is published has changes that you have not committed");
    }
    let prepared = match repository.prepare(&options.output, &target, &message) {
        Ok(prepared) => prepared,
        Err(refused) => return say_refused(&refused, &target),
    };
    limits(&prepared);
    if !prepared.left_out.is_empty() {
        let some: Vec<&str> = prepared.left_out.iter().take(5).map(String::as_str).collect();
        let more = if prepared.left_out.len() > some.len() { ", …" } else { "" };
        messages::say(&format!("Left out, since newsprint did not make it: {}{more}", some.join(", ")));
    }
    if prepared.changed.is_empty() && !target.squash {
        messages::say(&format!("{} has all of it already: nothing was published", place(&target)));
        return CLEAN;
    }
    changes(&prepared.changed);
    if arguments.dry_run {
        messages::say(&format!(
            "Nothing was published: {} would have {} files",
            place(&target),
            prepared.files
        ));
        return CLEAN;
    }
    match repository.push(&prepared, &target) {
        Ok(()) => {
            let (files, place, url) = (prepared.files, place(&target), base.absolute("/"));
            messages::say(&format!("Published {files} files to {place}, for {url}"));
            CLEAN
        }
        Err(refused) => say_refused(&refused, &target),
    }
}

/// What `--remote` says; a path is taken from the working directory, as all of a command line is.
fn given_remote(remote: &str) -> String {
    let path = Path::new(remote);
    let is_path = remote.contains(['/', '\\']) && path.exists();
    let absolute = std::path::absolute(path).ok().filter(|_| is_path);
    absolute.map_or_else(|| remote.to_owned(), |path| path.to_string_lossy().into_owned())
}

/// What the configuration says of publishing, and where the site will stand.
fn configured(options: &Options) -> Result<(Publishing, BaseUrl), u8> {
    let mut engine = Engine::new(options);
    match engine.read_configuration(options) {
        Ok(config) => Ok((config.publish.clone(), config.base_url.clone())),
        Err(problems) => Err(say_errors(&options.root, problems)),
    }
}

/// What is wrong with an address that stands in configurations until somebody writes a real one (RFC 2606), and what may be meant.
fn placeholder(options: &Options, base: &BaseUrl, remote: Option<&str>) -> Option<String> {
    let address = base.absolute("/");
    let host = crate::site::terms::host(&address)?;
    if !["example.org", "example.com", "example.net", "localhost"].contains(&&*host) {
        return None;
    }
    let meant = remote.and_then(pages_address).map_or_else(String::new, |url| format!(", perhaps {url},"));
    let file = options.root.join(crate::source::CONFIG);
    Some(format!(
        "nothing was published: the site would say that it stands at {address}; write its address{meant} as `base_url` into {}",
        file.display()
    ))
}

/// Where GitHub Pages serves a repository of GitHub's.
fn pages_address(remote: &str) -> Option<String> {
    let path = remote.split_once("github.com").map(|(_, path)| path.trim_start_matches([':', '/']))?;
    let (owner, name) = path.trim_end_matches('/').trim_end_matches(".git").split_once('/')?;
    let owner = owner.to_ascii_lowercase();
    match name.eq_ignore_ascii_case(&format!("{owner}.github.io")) {
        true => Some(format!("https://{owner}.github.io/")),
        false => Some(format!("https://{owner}.github.io/{name}/")),
    }
}

fn place(target: &Target) -> String {
    format!("{} of {}", target.branch, target.remote)
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

/// Warns of what GitHub Pages does not take: <https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits>.
fn limits(prepared: &Prepared) {
    let megabytes = |bytes: u64| bytes >> 20;
    if prepared.bytes > MOST_OF_SITE {
        messages::say(&format!(
            "warning: the site has {} MB, and GitHub Pages serves 1,024",
            megabytes(prepared.bytes)
        ));
    }
    if let Some((path, bytes)) = prepared.largest.as_ref().filter(|(_, bytes)| *bytes > MOST_OF_FILE) {
        messages::say(&format!(
            "warning: {path} has {} MB, and GitHub takes files of up to 100",
            megabytes(*bytes)
        ));
    }
}

fn say_refused(refused: &Refused, target: &Target) -> u8 {
    let place = place(target);
    match refused {
        Refused::Git(said) => messages::failed(&format!("nothing was published to {place}: {}", said.trim())),
        Refused::Newer { source, by, is_shallow: true } => messages::failed(&format!(
            "nothing was published: what {place} has was made from {source} ({by}), and this clone has a part of the history alone; \
             `git fetch --unshallow` fetches it (`fetch-depth: 0` of actions/checkout)"
        )),
        Refused::Newer { source, by, is_shallow: false } => messages::failed(&format!(
            "nothing was published: what {place} has was made from {source}, which is not in the history of your branch ({by}); \
             pull first. If it is in nobody's, its author has not pushed it; --force publishes over it"
        )),
        Refused::Foreign(by) => messages::failed(&format!(
            "nothing was published: what {place} has was not made by newsprint ({by}); look at it, and publish over it with --force"
        )),
        Refused::Current => messages::failed(&format!(
            "nothing was published: {} is the branch that you are on; name another branch with --branch",
            target.branch
        )),
        Refused::Texts => messages::failed(&format!(
            "nothing was published: {place} has the texts of a site, and not what is made of them; name another branch with --branch"
        )),
        Refused::Raced(_) => messages::failed(&format!(
            "nothing was published: somebody else has published to {place} in this moment; publish again, and theirs is \
             looked at first"
        )),
    };
    FAILED
}
