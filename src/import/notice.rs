//! What is said of an import, and what can be done about it. A hint is a value: the command words it with its flags, the server's
//! page with its fields.

use super::article::{Note, Unreadable};
use crate::scaffold::document::Fault;

/// Something that is said, as a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What is so.
    pub text: String,
    /// What can be done about it.
    pub hint: Option<Hint>,
}

/// What an editor can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// Paste the text instead.
    Paste,
    /// Paste the text, or say where it stands on the page.
    PasteOrSelect,
    /// Open the page in a browser, and import what that has.
    ByBrowser,
    /// The same in a browser that is logged in.
    ByLogin,
    /// Try again, or do it by a browser.
    TryAgain,
    /// Leave out what is not text.
    Shorten,
    /// Take the text out of a document.
    CopyText,
    /// Look at the address, or into an archive of the web.
    LookAtAddress,
    /// Allow a host of a private network.
    AllowHost,
    /// Import a feed from a file.
    SaveFeed,
    /// It is the export of a whole site, which is for `--from`.
    OfWordPress,
    /// Write a headline.
    Headline,
    /// Name the file.
    FileName,
    /// Delete the file that is there, or name the new one otherwise.
    OtherFile,
    /// Name the licence.
    Licence,
    /// Give the address of the source.
    Address,
    /// Say who published it.
    Publisher,
    /// Look at how an outlet is spelled, or add it to the registry.
    NewOutlet,
    /// Import it although the site has it.
    Again,
    /// Make an edition.
    Edition,
}

impl Notice {
    /// Something with what can be done about it.
    pub fn with(text: impl Into<String>, hint: Hint) -> Self {
        Self { text: text.into(), hint: Some(hint) }
    }

    /// In the words that somebody has for hints.
    pub fn worded(&self, words: impl Fn(Hint) -> &'static str) -> String {
        match self.hint {
            Some(hint) => format!("{}; {}", self.text, words(hint)),
            None => self.text.clone(),
        }
    }
}

impl From<String> for Notice {
    fn from(text: String) -> Self {
        Self { text, hint: None }
    }
}

impl From<&str> for Notice {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Fault> for Notice {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Usage(why) | Fault::Failed(why) => why.into(),
            Fault::Taken { url, by } => {
                Self::with(format!("{url} is the address of {by}, and nothing was written"), Hint::FileName)
            }
            Fault::Said(problems) => {
                let why: Vec<String> = problems.iter().map(|problem| problem.message.to_string()).collect();
                format!("what would be written is wrong: {}", why.join("; ")).into()
            }
        }
    }
}

impl From<Note> for Notice {
    fn from(note: Note) -> Self {
        let hint = (note == Note::NoText).then_some(Hint::PasteOrSelect);
        Self { text: note.text().to_owned(), hint }
    }
}

impl From<Unreadable> for Notice {
    fn from(why: Unreadable) -> Self {
        let hint = (why == Unreadable::Failed).then_some(Hint::Paste);
        Self { text: why.to_string(), hint }
    }
}
