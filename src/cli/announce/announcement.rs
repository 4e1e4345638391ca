//! What is said of an edition and its provider, and what is to be done next by what the ledger has.

use crate::announce::ledger::{LEDGER, Record, State};
use crate::announce::mail::Letter;
use crate::cli::messages;
use crate::config::Provider;

/// An edition and a provider.
#[derive(Clone, Copy)]
pub(super) struct Announcement<'a> {
    pub(super) provider: &'a Provider,
    pub(super) letter: &'a Letter<'a>,
}

impl Announcement<'_> {
    /// What is to be done is done with this draft, or with none yet; nothing where all is done.
    ///
    /// # Errors
    /// The exit code, when nobody knows. That was said.
    pub(super) fn next(self, state: State, is_sent: bool) -> Result<Option<Option<String>>, u8> {
        let (title, subject) = (self.provider.title(), &self.letter.subject);
        match state {
            State::Sent(record) => {
                messages::say(&format!("{subject} was sent by {title} on {}: nothing was done", record.at));
                Ok(None)
            }
            State::Drafted(record, _) if !is_sent => {
                messages::say(&format!(
                    "{title} has a draft of {subject}{} since {}: nothing was done (--send sends it)",
                    self.whom(true),
                    record.at
                ));
                Ok(None)
            }
            State::MaybeDrafted(record) => Err(self.maybe(true, &record)),
            State::MaybeSent(record, _) => Err(self.maybe(false, &record)),
            State::Drafted(_, id) => Ok(Some(Some(id))),
            State::New => Ok(Some(None)),
        }
    }

    pub(super) fn would(self, is_sent: bool) {
        let what = if is_sent { "send" } else { "make a draft of" };
        messages::say(&format!(
            "{} would {what} {} ({} kB){}",
            self.provider.title(),
            self.letter.subject,
            self.letter.message.html.len() / 1000,
            self.whom(!is_sent)
        ));
    }

    /// For whom a draft is, or to whom an edition goes; nothing where only the provider knows.
    pub(super) fn whom(self, is_draft: bool) -> String {
        let addressees = self.provider.addressees(self.letter, is_draft);
        let word = if is_draft { "for" } else { "to" };
        if addressees.is_empty() { String::new() } else { format!(" {word} {}", addressees.join(", ")) }
    }

    /// Where one sees whether it was done.
    pub(super) fn look(self, is_draft: bool) -> String {
        let addressees = self.provider.addressees(self.letter, is_draft);
        match addressees.is_empty() {
            true => "look there".to_owned(),
            false => format!("look whether {} has got it", addressees.join(", ")),
        }
    }

    /// What is said when nobody knows.
    fn maybe(self, is_draft: bool, record: &Record) -> u8 {
        let which = if record.id.is_none() && is_draft {
            ", and write what it calls the draft as its `id`"
        } else {
            ""
        };
        messages::failed(&format!(
            "{} may have {} on {}, and its answer never came; {}. If it has not, try again with --again; if it has, \
             change the last line of {LEDGER} to what it has done{which}",
            self.provider.title(),
            done(is_draft),
            record.at,
            self.look(is_draft)
        ))
    }
}

pub(super) fn done(is_draft: bool) -> &'static str {
    if is_draft { "made a draft of it" } else { "sent it" }
}
