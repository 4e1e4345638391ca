//! What an editor does to an article: a sentence more, or another headline.

/// An edit of an article's text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// A sentence at the end.
    Body,
    /// Another headline; the address stays, since it is the file's name.
    Headline,
}

impl Edit {
    /// Makes the edit, and returns what is then to be read on a page that shows it. Other numbers, other words.
    pub(crate) fn apply(self, text: &mut String, number: usize) -> String {
        match self {
            Self::Body => {
                let sentence = format!("Dispatch {number} has come in from the delegation");
                text.truncate(text.trim_end().len());
                *text += &format!("\n\n{sentence}.\n");
                sentence
            }
            Self::Headline => {
                let headline = format!("Council hears dispatch {number} from the delegation");
                let (_, rest) = text.split_once('\n').expect("an article has front matter");
                let (old, rest) = rest.split_once('\n').expect("its first line is the headline");
                assert!(old.starts_with("title: "), "its first line is the headline");
                *text = format!("---\ntitle: \"{headline}\"\n{rest}");
                headline
            }
        }
    }
}
