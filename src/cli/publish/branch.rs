//! A site on a branch of a git repository.
#![allow(clippy::disallowed_methods)] // an edge: whether a remote is a folder

use std::path::Path;

use super::{Done, Publish, placeholder};
use crate::cli::messages;
use crate::cli::{CLEAN, FAILED};
use crate::config::is_branch;
use crate::deploy::git::{MOST_OF_FILE, MOST_OF_SITE, Prepared, Refused, Repository, Target};

/// Publishes it: what has changed there.
///
/// # Errors
/// The exit code, when nothing was published. Why was said.
pub(super) fn publish<'a>(publish: &'a Publish<'_>) -> Result<Done<'a>, u8> {
    let Publish { arguments, options, config, .. } = publish;
    let (publishing, base) = (&config.publish, publish.base());
    let target = Target {
        remote: arguments.remote.as_deref().map_or_else(|| publishing.remote.clone(), given_remote),
        branch: arguments.branch.clone().unwrap_or_else(|| publishing.branch.clone()),
        squash: arguments.squash || publishing.squash,
        force: arguments.force,
    };
    if !is_branch(&target.branch) {
        return Err(messages::usage(&format!("--branch {}: this is no name of a branch", target.branch)));
    }
    if target.remote.is_empty() || target.remote.starts_with('-') {
        return Err(messages::usage(&format!("--remote {}: this is no remote", target.remote)));
    }
    let refused = |refused: Refused| say_refused(&refused, &target);
    let repository = Repository::of(&options.root).map_err(refused)?;
    let meant = repository.address(&target.remote).as_deref().and_then(pages_address);
    if let Some(fault) = placeholder(&options.root, base, meant.as_deref()) {
        return Err(messages::failed(&fault));
    }
    let ready = publish.ready()?;
    let mut message = match (&arguments.message, &ready.now) {
        (Some(message), _) => message.clone(),
        (None, _) if arguments.no_build => "Publish the site as it was built".to_owned(),
        (None, now) => format!("Publish the site as of {}", now.as_deref().unwrap_or("now")),
    };
    if repository.has_uncommitted_changes() {
        message.push_str("\n\nWith changes of the texts that are in no commit.");
        messages::say("What is published has changes that you have not committed");
    }
    let prepared = repository.prepare(&ready.folder, &target, &message).map_err(refused)?;
    limits(&prepared);
    super::left_out(&ready.folder.left_out);
    if prepared.changed.is_empty() && !target.squash {
        messages::say(&format!("{} has all of it already: nothing was published", place(&target)));
        return Err(CLEAN);
    }
    super::changes(&prepared.changed);
    if arguments.dry_run {
        messages::say(&format!(
            "Nothing was published: {} would have {} files",
            place(&target),
            prepared.files
        ));
        return Err(CLEAN);
    }
    repository.push(&prepared, &target).map_err(refused)?;
    let (files, place, url) = (prepared.files, place(&target), base.absolute("/"));
    messages::say(&format!("Published {files} files to {place}, for {url}"));
    Ok(Done { ready, changed: prepared.changed })
}

/// What `--remote` says; a path is taken from the working directory, as all of a command line is.
fn given_remote(remote: &str) -> String {
    let path = Path::new(remote);
    let is_path = remote.contains(['/', '\\']) && path.exists();
    let absolute = std::path::absolute(path).ok().filter(|_| is_path);
    absolute.map_or_else(|| remote.to_owned(), |path| path.to_string_lossy().into_owned())
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
