//! What the command says can be done: with its flags.

use crate::import::notice::{Hint, Notice};

/// A notice in the words of the command line.
pub(super) fn worded(notice: &Notice) -> String {
    notice.worded(words)
}

fn words(hint: Hint) -> &'static str {
    match hint {
        Hint::Paste => "paste its text instead (`newsprint import --paste`)",
        Hint::PasteOrSelect => {
            "paste it instead (`newsprint import --paste`), or name where it stands with --selector"
        }
        Hint::ByBrowser => {
            "open the page in a browser, save it, and import the file; or paste its text with --paste"
        }
        Hint::ByLogin => "save the page in a browser that is logged in, and import the file",
        Hint::TryAgain => "try again; or save the page in a browser, and import the file",
        Hint::Shorten => "save the page without its pictures and scripts, and import the file",
        Hint::CopyText => "copy its text, and import that with --paste",
        Hint::LookAtAddress => "is the address whole? An archive of the web may have the page",
        Hint::AllowHost => "for a page of your own network, name its host: --allow-private HOST",
        Hint::SaveFeed => "`newsprint import --from rss FILE` takes a feed that is saved",
        Hint::OfWordPress => "`newsprint import --from wordpress FILE` takes it",
        Hint::Headline => "write one (--title)",
        Hint::FileName => "give its file another name (--slug)",
        Hint::OtherFile => "delete it, or give this one another name (--slug)",
        Hint::Licence => "name one (--licence)",
        Hint::Address => "give it one (--url)",
        Hint::Publisher => "give --url, or fill in `name:` and `url:` of its source",
        Hint::NewOutlet => "look at its spelling (`newsprint new source` adds it to content/sources.yaml)",
        Hint::Again => "import it all the same with --again",
        Hint::Edition => "write one with `newsprint new edition`",
    }
}
