//! An edition to a mail provider: each step with a line of the ledger before it and one after.
#![allow(clippy::disallowed_methods)] // an edge: secrets of the environment, the clock

use chrono::{DateTime, Utc};

use super::announcement::{Announcement, done};
use super::{AnnounceArguments, load};
use crate::announce::http::Client;
use crate::announce::ledger::{LEDGER, Ledger, Locked, Record, Step};
use crate::announce::mail::{Account, Letter};
use crate::announce::trouble::Trouble;
use crate::build::{Now, Options, Report};
use crate::cli::email::{Asked, Parts, asked, newer_held, no_sender, parts};
use crate::cli::messages::{self, Messages};
use crate::cli::site::present;
use crate::cli::{CLEAN, exit_code_of};
use crate::config::{Provider, is_merge_tag};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::print::Format;
use crate::line::one_line;
use crate::output::{Context, email};
use crate::site::Edition;

/// Tells a mail provider of an edition.
pub(super) fn edition(arguments: &AnnounceArguments, options: &Options) -> u8 {
    match announced(arguments, options) {
        Ok(()) => CLEAN,
        Err(code) => code,
    }
}

fn announced(arguments: &AnnounceArguments, options: &Options) -> Result<(), u8> {
    let failed = |fault: String| messages::failed(&fault);
    let undone = |fault: String| messages::failed(&format!("nothing was done: {fault}"));
    let loaded = load(options)?;
    let provider = loaded.context.site().config.announce.mail.as_ref().ok_or_else(|| {
        messages::failed(
            "no mail provider is named: write `announce: {mail: {buttondown: }}` into newsprint.yaml, or listmonk, mailchimp or smtp",
        )
    })?;
    let name = arguments.edition.as_deref().unwrap_or_default();
    let Asked { context, edition } =
        asked(&loaded.context, &options.root, name, arguments.language.as_deref())?;
    // An older one that was never announced would go out in its place.
    if name == "latest"
        && let Some(held) = newer_held(context.site(), edition)
    {
        return Err(undone(format!(
            "{} is newer, and held back ({}); publish it, or say which edition you mean by its number",
            held.path,
            held.reason.describe()
        )));
    }
    let letter = letter(context, edition, provider, (options, arguments.send))?;
    let ledger = Ledger::read(&options.root).map_err(failed)?;
    let state = ledger.state(&letter.key).map_err(failed)?;
    let announcement = Announcement { provider, letter: &letter };
    let state = if arguments.again { state.undone() } else { state };
    let Some(draft) = announcement.next(state, arguments.send)? else { return Ok(()) };
    let secrets = |name: &str| std::env::var(name).ok();
    let account = provider.account(&letter, &secrets);
    if arguments.dry_run {
        announcement.would(arguments.send);
        if let Err(fault) = account {
            messages::say(&format!("note: it could not yet: {fault}"));
        }
        return Ok(());
    }
    let account = account.map_err(undone)?;
    let client = Client::new().map_err(|error| undone(error.to_string()))?;
    let ledger = ledger.lock().map_err(undone)?;
    let mut talk = Talk { announcement, account, client, ledger };
    talk.go_on(draft, arguments.send).map_err(failed)
}

/// The edition as the provider takes it.
fn letter<'a>(
    context: &'a Context,
    edition: &'a Edition,
    provider: &Provider,
    (options, is_sent): (&Options, bool),
) -> Result<Letter<'a>, u8> {
    let messages = Messages { root: &options.root, format: Format::Human, quiet: true };
    let print = |diagnostics| messages.print(&Report { diagnostics, ..Report::default() });
    let failed = |problem: Diagnostic| {
        let code = exit_code_of(std::slice::from_ref(&problem));
        print(vec![problem]);
        code
    };
    let config = &context.site().config;
    let from = email::sender(config);
    if from.is_none() && provider.takes_messages() {
        return Err(failed(no_sender()));
    }
    let Parts { html, text, said } = parts(context, edition)
        .map_err(|changed| messages::failed(&format!("{} has just changed: try again", changed.path)))?
        .map_err(failed)?;
    print(said.into_iter().collect());
    let mail = &config.email;
    let tags = mail.unsubscribe.iter().chain(&mail.list_unsubscribe).filter(|text| is_merge_tag(text));
    if let Some(tag) = tags.into_iter().next().filter(|_| provider.takes_messages()) {
        let said = format!(
            "{} puts nothing in the place of `{tag}`: write an address in `email.unsubscribe`",
            provider.title()
        );
        if is_sent {
            return Err(messages::failed(&format!("nothing was done: {said}")));
        }
        messages::say(&format!("warning: {said}"));
    }
    let document = &edition.page.document;
    let html = String::from_utf8_lossy(&html).into_owned();
    Ok(Letter {
        key: Letter::key(provider, &edition.id, document.language(&config.language)),
        subject: one_line(&document.front.title),
        summary: document.front.summary.as_deref().map(one_line).unwrap_or_default(),
        url: config.base_url.absolute(&edition.page.url),
        from,
        message: email::Message { config, edition, html, text },
    })
}

/// The way to a provider, and the ledger for what becomes of each step.
struct Talk<'a> {
    announcement: Announcement<'a>,
    account: Box<dyn Account + 'a>,
    client: Client,
    ledger: Locked,
}

impl Talk<'_> {
    /// Makes a draft, or sends it; where there is none it is made first, if the provider cannot do without.
    fn go_on(&mut self, draft: Option<String>, is_sent: bool) -> Result<(), String> {
        if !is_sent {
            return self.draft().map(drop);
        }
        match (draft, self.account.id(self.announcement.letter, None)) {
            (Some(id), _) => self.send(&id, true),
            (None, Some(id)) => self.send(&id, false),
            (None, None) => {
                let id = self.draft()?;
                self.send(&id, true)
            }
        }
    }

    /// Has a draft made: what the provider calls it.
    fn draft(&mut self) -> Result<String, String> {
        let letter = self.announcement.letter;
        let known = self.account.id(letter, None);
        let known = known.as_deref();
        self.note(Step::Drafting, known)?;
        let made = self.account.draft(letter).make(&self.client);
        let answer = made.map_err(|trouble| self.trouble(trouble, Step::NotDrafted, known))?;
        let id = self.account.id(letter, Some(&answer)).ok_or_else(|| {
            let unclear = Trouble::Unknown("it does not say what it calls the draft".to_owned());
            self.trouble(unclear, Step::NotDrafted, known)
        })?;
        // Should that fail the draft is there and empty; it is filled again before it is sent.
        let filled = self.fill(&id);
        self.note(Step::Drafted, Some(&id))?;
        filled?;
        let title = self.announcement.provider.title();
        messages::say(&format!("{title} has a draft of {}{}", letter.subject, self.announcement.whom(true)));
        Ok(id)
    }

    fn fill(&self, id: &str) -> Result<(), String> {
        let Some(call) = self.account.content(self.announcement.letter, id) else { return Ok(()) };
        let filled = call.make(&self.client).map(drop);
        filled.map_err(|trouble| format!("the draft is empty: {}; --send fills it", self.words(&trouble)))
    }

    /// Has it sent, with a draft that is there or without one.
    fn send(&mut self, id: &str, is_drafted: bool) -> Result<(), String> {
        let letter = self.announcement.letter;
        let draft = is_drafted.then_some(id);
        if is_drafted {
            self.fill(id)?;
        }
        self.note(Step::Sending, draft)?;
        let sent = self.account.send(letter, id).make(&self.client);
        sent.map_err(|trouble| self.trouble(trouble, Step::NotSent, draft))?;
        self.note(Step::Sent, Some(id))?;
        let title = self.announcement.provider.title();
        messages::say(&format!("{title} sends {}{}", letter.subject, self.announcement.whom(false)));
        Ok(())
    }

    fn words(&self, trouble: &Trouble) -> String {
        let provider = self.announcement.provider;
        trouble.words(provider.title(), Some(provider.secret()))
    }

    /// What went wrong; where it is known that nothing was done, that is written down.
    fn trouble(&mut self, trouble: Trouble, undone: Step, id: Option<&str>) -> String {
        let words = self.words(&trouble);
        if let Trouble::Unknown(_) = trouble {
            let is_draft = undone == Step::NotDrafted;
            return format!(
                "{words}; it may have {}: {}, and then try again with --again if it has not",
                done(is_draft),
                self.announcement.look(is_draft)
            );
        }
        match self.note(undone, id) {
            Ok(()) => format!("nothing was done: {words}"),
            Err(fault) => format!("nothing was done: {words}; and {fault}"),
        }
    }

    fn note(&mut self, step: Step, id: Option<&str>) -> Result<(), String> {
        let record = Record {
            key: self.announcement.letter.key.clone(),
            by: self.announcement.provider.name().to_owned(),
            edition: self.announcement.letter.url.clone(),
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
