//! `newsprint announce`: an edition to a mail provider, and changed addresses to search engines and hubs.
#![allow(clippy::disallowed_methods)] // an edge: secrets of the environment, the clock, a list of changes

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;

use super::email::{Asked, Parts, asked, parts};
use super::messages::{self, Messages};
use super::site::{SiteArguments, present};
use super::{CLEAN, FAILED, exit_code_of};
use crate::address::uri;
use crate::announce::http::{Client, Request, Trouble};
use crate::announce::ledger::{LEDGER, Ledger, Locked, Record, State, Step};
use crate::announce::mail::{Account, Letter};
use crate::announce::pings;
use crate::build::{Change, Engine, Loaded, Now, Options, Report};
use crate::config::{Config, Provider};
use crate::deploy::rank::is_feed;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::Format;
use crate::output::{Class, Context, email, sitemap_addresses};
use crate::paths::site_url;
use crate::site::{Edition, Flags};
use crate::source::Look;

/// Tell a mail provider of an edition, or search engines and hubs of what has changed
///
/// The edition becomes a draft at the provider that `announce.mail` in newsprint.yaml names; with --send it is sent. What was done stands in
/// announced.yaml, which you commit: nothing is made or sent twice. Keys are read from the environment: BUTTONDOWN_API_KEY, LISTMONK_API_USER
/// and LISTMONK_API_TOKEN, MAILCHIMP_API_KEY. `newsprint publish` tells search engines and hubs by itself; --changes does it for sites that
/// are published in another way.
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
    let Some(file) = &arguments.changes else { return edition(arguments, &options) };
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
        Ok(loaded) => ping(&loaded.context.site().config, &loaded, &changes, arguments.dry_run),
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

/// A site that others are told of. It is asked only for what somebody is told.
pub(super) trait Announced {
    /// Paths of its feeds in the output.
    fn feeds(&self) -> Vec<String>;
    /// Absolute addresses of what search engines may know.
    fn known(&self) -> Vec<String>;
}

impl Announced for Loaded {
    fn feeds(&self) -> Vec<String> {
        let jobs = self.plan.jobs.iter().filter(|job| job.output().class() == Class::Feed);
        jobs.map(|job| job.path.as_str()).filter(|path| is_feed(path)).map(str::to_owned).collect()
    }

    fn known(&self) -> Vec<String> {
        self.context.sites().flat_map(sitemap_addresses).collect()
    }
}

/// Tells search engines and hubs of paths of the output that `publish` has put into place. That something could not be told is said, and no fault of
/// what was published.
pub(super) fn published(config: &Config, site: &dyn Announced, changed: &[(Change, &str)]) {
    let base = &config.base_url;
    let changes: Vec<_> =
        changed.iter().map(|(change, path)| (*change, base.absolute(&site_url(path)))).collect();
    ping(config, site, &changes, false);
}

/// Tells search engines and hubs.
fn ping(config: &Config, site: &dyn Announced, changes: &[(Change, String)], dry_run: bool) -> u8 {
    let base = &config.base_url;
    let is_live = |change: Change| change != Change::Removed;
    let live = || changes.iter().filter(|(change, _)| is_live(*change)).map(|(_, url)| uri(url).into_owned());
    let mut told: Vec<(String, usize, Request)> = Vec::new();
    if config.announce.hubs && !config.feeds.hubs.is_empty() {
        let paths = site.feeds();
        let feeds: BTreeSet<String> =
            paths.iter().map(|path| uri(&base.absolute(&site_url(path))).into_owned()).collect();
        let changed: Vec<String> = live().filter(|url| feeds.contains(url)).collect();
        if !changed.is_empty() {
            let requests = config.feeds.hubs.iter();
            told.extend(requests.map(|hub| (hub.clone(), changed.len(), pings::hub(hub, &changed))));
        }
    }
    if let Some(indexnow) = &config.announce.indexnow {
        // Only what search engines may know; of what is gone, pages.
        let known: BTreeSet<String> = site.known().into_iter().collect();
        let is_page = |url: &str| url.ends_with('/') || url.ends_with(".html");
        let gone = changes.iter().filter(|(change, url)| !is_live(*change) && is_page(url));
        let gone = gone.map(|(_, url)| uri(url).into_owned());
        let urls: Vec<String> = live().filter(|url| known.contains(url)).chain(gone).collect();
        let key_file = base.absolute(&site_url(&indexnow.file()));
        let requests = pings::indexnow(indexnow, &key_file, &urls);
        told.extend(requests.into_iter().map(|(count, request)| (indexnow.endpoint.clone(), count, request)));
    }
    let addresses =
        |count: usize| if count == 1 { "one address".to_owned() } else { format!("{count} addresses") };
    if dry_run || told.is_empty() {
        for (who, count, _) in &told {
            messages::say(&format!("{who} would be told of {}", addresses(*count)));
        }
        if told.is_empty() && dry_run {
            messages::say("Nobody would be told");
        }
        return CLEAN;
    }
    let client = match Client::new() {
        Ok(client) => client,
        Err(error) => return messages::failed(&format!("nobody was told: {error}")),
    };
    let mut code = CLEAN;
    for (who, count, request) in &told {
        match client.send(request) {
            Ok(_) => messages::say(&format!("Told {who} of {}", addresses(*count))),
            Err(trouble) => {
                messages::say(&format!("warning: not announced: {}", trouble.words(who, None)));
                code = FAILED;
            }
        }
    }
    code
}

/// Tells a mail provider of an edition.
fn edition(arguments: &AnnounceArguments, options: &Options) -> u8 {
    let loaded = match load(options) {
        Ok(loaded) => loaded,
        Err(code) => return code,
    };
    let Some(provider) = &loaded.context.site().config.announce.mail else {
        return messages::failed(
            "no mail provider is named: write `announce: {mail: {buttondown: }}` into newsprint.yaml, or listmonk or mailchimp",
        );
    };
    let name = arguments.edition.as_deref().unwrap_or_default();
    let Asked { context, edition } =
        match asked(&loaded.context, &options.root, name, arguments.language.as_deref()) {
            Ok(found) => found,
            Err(code) => return code,
        };
    let letter = match letter(context, edition, provider, options) {
        Ok(letter) => letter,
        Err(code) => return code,
    };
    let ledger = match Ledger::read(&options.root) {
        Ok(ledger) => ledger,
        Err(fault) => return messages::failed(&fault),
    };
    let title = provider.title();
    let state = match ledger.state(&letter.key) {
        Ok(state) => state,
        Err(fault) => return messages::failed(&fault),
    };
    let state = match (state, arguments.again) {
        (State::MaybeDrafted(_), true) => State::New,
        (State::MaybeSent(record, id), true) => State::Drafted(record, id),
        (state, _) => state,
    };
    let from = match state {
        State::Sent(record) => {
            messages::say(&format!(
                "{} was sent by {title} on {}: nothing was done",
                letter.subject, record.at
            ));
            return CLEAN;
        }
        State::MaybeDrafted(record) => return maybe(provider, "made a draft of it", &record),
        State::MaybeSent(record, _) => return maybe(provider, "sent it", &record),
        State::Drafted(record, _) if !arguments.send => {
            messages::say(&format!(
                "{title} has a draft of {} since {}: nothing was done (--send sends it)",
                letter.subject, record.at
            ));
            return CLEAN;
        }
        State::Drafted(_, id) => Some(id),
        State::New => None,
    };
    if arguments.dry_run {
        let what = if arguments.send { "send" } else { "make a draft of" };
        messages::say(&format!("{title} would {what} {} ({} kB)", letter.subject, letter.html.len() / 1000));
        return CLEAN;
    }
    let secrets = |name: &str| std::env::var(name).ok();
    let account = match provider.account(&secrets) {
        Ok(account) => account,
        Err(fault) => return messages::failed(&format!("nothing was done: {fault}")),
    };
    let client = match Client::new() {
        Ok(client) => client,
        Err(error) => return messages::failed(&format!("nothing was done: {error}")),
    };
    let ledger = match ledger.lock() {
        Ok(ledger) => ledger,
        Err(fault) => return messages::failed(&format!("nothing was done: {fault}")),
    };
    let mut talk = Talk { provider, account, client, letter: &letter, ledger };
    let done = from
        .map_or_else(|| talk.draft(), Ok)
        .and_then(|id| if arguments.send { talk.send(&id) } else { Ok(()) });
    match done {
        Ok(()) => CLEAN,
        Err(fault) => messages::failed(&fault),
    }
}

/// What is said when nobody knows.
fn maybe(provider: &Provider, what: &str, record: &Record) -> u8 {
    let title = provider.title();
    messages::failed(&format!(
        "{title} may have {what} on {}, and its answer never came; look there. If it has not, try again with --again; if it has, \
         change the last line of {LEDGER} to what it has done, and write what it calls the draft as its `id`",
        record.at
    ))
}

/// The edition as the provider takes it.
fn letter(
    context: &Context,
    edition: &Edition,
    provider: &Provider,
    options: &Options,
) -> Result<Letter, u8> {
    let messages = Messages { root: &options.root, format: Format::Human, quiet: true };
    let Parts { html, text, said } = match parts(context, edition) {
        Ok(Ok(parts)) => parts,
        Ok(Err(problem)) => {
            let code = exit_code_of(std::slice::from_ref(&problem));
            messages.print(&Report { diagnostics: vec![problem], ..Report::default() });
            return Err(code);
        }
        Err(changed) => {
            return Err(messages::failed(&format!("{} has just changed: try again", changed.path)));
        }
    };
    messages.print(&Report { diagnostics: said.into_iter().collect(), ..Report::default() });
    let config = &context.site().config;
    let document = &edition.page.document;
    Ok(Letter {
        key: Letter::key(provider, &edition.id, document.language(&config.language)),
        subject: super::site::one_line(&document.front.title),
        summary: document.front.summary.as_deref().map(super::site::one_line).unwrap_or_default(),
        url: config.base_url.absolute(&edition.page.url),
        html: String::from_utf8_lossy(&html).into_owned(),
        text,
        from: email::sender(config),
    })
}

/// A provider, one edition, and what is written down of it.
struct Talk<'a> {
    provider: &'a Provider,
    account: Account<'a>,
    client: Client,
    letter: &'a Letter,
    ledger: Locked,
}

impl Talk<'_> {
    /// Has a draft made: what the provider calls it.
    fn draft(&mut self) -> Result<String, String> {
        self.note(Step::Drafting, None)?;
        let answer = self
            .client
            .send(&self.account.draft(self.letter))
            .map_err(|trouble| self.trouble(trouble, Step::NotDrafted, None))?;
        let id = self.account.id(&answer).ok_or_else(|| {
            self.trouble(
                Trouble::Unknown("it does not say what it calls the draft".to_owned()),
                Step::NotDrafted,
                None,
            )
        })?;
        // Without it the draft is there and empty; it is filled again before it is sent.
        let filled = self.fill(&id);
        self.note(Step::Drafted, Some(&id))?;
        filled?;
        messages::say(&format!("{} has a draft of {}", self.provider.title(), self.letter.subject));
        Ok(id)
    }

    fn fill(&self, id: &str) -> Result<(), String> {
        let Some(request) = self.account.content(self.letter, id) else { return Ok(()) };
        let filled = self.client.send(&request).map(drop);
        filled.map_err(|trouble| format!("the draft is empty: {}; --send fills it", self.words(&trouble)))
    }

    /// Has a draft sent.
    fn send(&mut self, id: &str) -> Result<(), String> {
        self.fill(id)?;
        self.note(Step::Sending, Some(id))?;
        self.client
            .send(&self.account.send(id))
            .map_err(|trouble| self.trouble(trouble, Step::NotSent, Some(id)))?;
        self.note(Step::Sent, Some(id))?;
        messages::say(&format!("{} sends {}", self.provider.title(), self.letter.subject));
        Ok(())
    }

    fn words(&self, trouble: &Trouble) -> String {
        trouble.words(self.provider.title(), Some(self.provider.secret()))
    }

    /// What went wrong; where it is known that nothing was done, that is written down.
    fn trouble(&mut self, trouble: Trouble, undone: Step, id: Option<&str>) -> String {
        let words = self.words(&trouble);
        if let Trouble::Unknown(_) = trouble {
            let what = if undone == Step::NotSent { "sent it" } else { "made a draft of it" };
            return format!(
                "{words}; it may have {what}: look there, and then try again with --again if it has not"
            );
        }
        match self.note(undone, id) {
            Ok(()) => format!("nothing was done: {words}"),
            Err(fault) => format!("nothing was done: {words}; and {fault}"),
        }
    }

    fn note(&mut self, step: Step, id: Option<&str>) -> Result<(), String> {
        let record = Record {
            key: self.letter.key.clone(),
            by: self.provider.name().to_owned(),
            edition: self.letter.url.clone(),
            step,
            id: id.map(str::to_owned),
            at: now(),
        };
        self.ledger.add(&record).map_err(|error| format!("{LEDGER} cannot be written: {error}"))
    }
}

/// The present, in UTC.
fn now() -> String {
    let Now::At(seconds) = present() else { return String::new() };
    DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
