//! `newsprint announce`: an edition to a mail provider, and changed addresses to search engines and hubs.
#![allow(clippy::disallowed_methods)] // an edge: a list of changes

mod announcement;
mod mail;
mod pings;

pub(super) use pings::Announced;

use std::path::PathBuf;

use clap::Args;

use super::messages;
use super::site::SiteArguments;
use crate::build::{Change, Engine, Loaded, Options};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::paths::site_url;
use crate::site::Flags;
use crate::source::Look;

/// Tell a mail provider of an edition, or search engines and hubs of what has changed
///
/// The edition becomes a draft at the provider that `announce.mail` in newsprint.yaml names; with --send it is sent. What was done stands in
/// announced.yaml, which you commit: nothing is made or sent twice. Keys are read from the environment: BUTTONDOWN_API_KEY, LISTMONK_API_USER
/// and LISTMONK_API_TOKEN, MAILCHIMP_API_KEY, NEWSPRINT_SMTP_USER and NEWSPRINT_SMTP_PASSWORD. `newsprint publish` tells search engines and
/// hubs by itself; --changes does it for sites that are published in another way.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint announce 12                    a draft of edition 12
  newsprint announce 12 --dry-run          what would be told, and where
  newsprint announce 12 --send             the draft is sent; without one it is made first
  newsprint build --changes changes.txt    and, when that is online:
  newsprint announce --changes changes.txt")]
pub(super) struct AnnounceArguments {
    /// Number, slug or file of the edition; `latest` is the newest
    #[arg(required_unless_present = "changes", conflicts_with = "changes")]
    edition: Option<String>,
    #[command(flatten)]
    site: SiteArguments,
    /// The language of the edition, on a site that has several [default: the one without a prefix]
    #[arg(long, value_name = "CODE", requires = "edition")]
    language: Option<String>,
    /// Send it to the readers
    #[arg(long, requires = "edition")]
    send: bool,
    /// You have looked at the provider: what may have been done was not done, and is tried again
    #[arg(long, requires = "edition")]
    again: bool,
    /// Tell search engines and hubs of the addresses in this file, which `build --changes` has written
    #[arg(long, value_name = "FILE")]
    changes: Option<PathBuf>,
    /// Say what would be told to whom, and tell nobody
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(arguments: &AnnounceArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Some(file) = &arguments.changes else { return mail::edition(arguments, &options) };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return messages::usage(&format!("--changes {}: {error}", file.display())),
    };
    let changes: Option<Vec<(Change, String)>> =
        text.lines().filter(|line| !line.is_empty()).map(change).collect();
    let Some(changes) = changes else {
        return messages::usage(&format!(
            "--changes {}: this is no list that `newsprint build --changes` writes",
            file.display()
        ));
    };
    match load(&options) {
        Ok(loaded) => pings::tell(&loaded.context.site().config, &loaded, &changes, arguments.dry_run),
        Err(code) => code,
    }
}

/// A line of a list of changes.
fn change(line: &str) -> Option<(Change, String)> {
    let (word, url) = line.split_once(' ')?;
    let all = [Change::Added, Change::Changed, Change::Removed];
    Some((all.into_iter().find(|change| change.as_str() == word)?, url.trim().to_owned()))
}

fn load(options: &Options) -> Result<Loaded, u8> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    let errors: Vec<Diagnostic> = report.diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    loaded.filter(|_| errors.is_empty()).ok_or_else(|| super::say_errors(&options.root, errors))
}

/// Tells search engines and hubs of paths of the output that `publish` has put into place. That something could not be told is said, and no fault of
/// what was published.
pub(super) fn published(config: &Config, site: &dyn Announced, changed: &[(Change, &str)]) {
    let base = &config.base_url;
    let changes: Vec<_> =
        changed.iter().map(|(change, path)| (*change, base.absolute(&site_url(path)))).collect();
    pings::tell(config, site, &changes, false);
}
