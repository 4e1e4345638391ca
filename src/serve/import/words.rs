//! What the server's page says can be done: with its fields and buttons.

use crate::import::notice::{Hint, Notice};

/// A notice in the words of the page.
pub(super) fn worded(notice: &Notice) -> String {
    notice.worded(words)
}

pub(super) fn worded_all(notices: &[Notice]) -> Vec<String> {
    notices.iter().map(worded).collect()
}

fn words(hint: Hint) -> &'static str {
    match hint {
        Hint::Paste => "paste its text into the form above instead",
        Hint::PasteOrSelect => {
            "paste it into the form above instead, or say there where on the page the text stands"
        }
        Hint::ByBrowser => "open the page in your browser, copy the article, and paste it here",
        Hint::ByLogin => "open the page where you are logged in, copy the article, and paste it here",
        Hint::TryAgain => "try again; or open the page in your browser, copy the article, and paste it here",
        Hint::Shorten => "open the page in your browser, copy the article alone, and paste it here",
        Hint::CopyText => "open it, copy its text, and paste that here",
        Hint::LookAtAddress => "is the address whole? An archive of the web may have the page",
        Hint::AllowHost => {
            "a page of your own network is not fetched from here: open it, copy the article, and paste it"
        }
        Hint::SaveFeed => "feeds are imported by the command `newsprint import --from rss FILE`",
        Hint::OfWordPress => {
            "whole sites are imported by the command `newsprint import --from wordpress FILE`"
        }
        Hint::Headline => "write one into its field",
        Hint::FileName => "write another name of the file below",
        Hint::OtherFile => "delete it, or write another name of the file below",
        Hint::Licence => "write one into its field",
        Hint::Address => "write it into its field",
        Hint::Publisher => "fill in the outlet and the address",
        Hint::NewOutlet => {
            "look at its spelling (the command `newsprint new source` adds it to content/sources.yaml)"
        }
        Hint::Again => "tick “Import it all the same” if it is another report",
        Hint::Edition => "make one with the command `newsprint new edition`",
    }
}
