//! What is said of an import: a cause, and the place in the old site's files that it is about.

use std::fmt;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gravity {
    /// Something was not imported.
    Lost,
    /// Something is left for the editors to do.
    Open,
    /// Something was done that they may want to know.
    Note,
}

/// Why something is said: remarks of one cause are one line of the report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A file is larger than texts may be.
    TooLarge,
    /// A file could not be read.
    Unreadable,
    /// A text is not UTF-8.
    NotUtf8,
    /// A link of the file system, which is not followed.
    SymbolicLink,
    /// Front matter cannot be read, by its format.
    Head(&'static str),
    /// What was made of a text is no document: the code of the first error.
    DoesNotRead(&'static str),
    /// The text of an item is in a form that is not read.
    NoText(&'static str),
    /// It was not converted within its time, or too many others were not.
    Slow,
    /// Converting it went wrong.
    Failed,
    /// Two texts would be one file.
    SamePath,
    /// Two texts would have one address, or a page of this program has it.
    SameAddress,
    /// The site has the report.
    Known,
    /// The site has an article of the report that an own article of the old site names, too.
    Retold,
    /// A frame or a player that nothing was made of.
    Frame,
    /// A file that is made by templates alone.
    Template,
    /// A text without a date: a draft.
    NoDate,
    /// A date that means nothing.
    OddDate,
    /// A text without a title: that of its name was taken.
    NoTitle,
    /// A file stands there already, with other bytes.
    Exists,
    /// The text was imported before, and stands elsewhere now.
    Moved,
    /// A tag that has no equivalent: it stays as text.
    Tag(String),
    /// A tag that shows nothing: it was taken out.
    TagTaken(String),
    /// A pair of tags that has no equivalent: the text between them stays.
    PairTaken(String),
    /// A pair of tags of which nobody knows whether it showed the text between them.
    PairUnknown(String),
    /// A pair of tags that showed nothing of the text between them: it was taken out.
    TextTaken(String),
    /// A file to be included is not there.
    NoInclude(String),
    /// Comments that no page showed.
    Comment,
    /// Attribute lists, which only headings have.
    Attributes,
    /// A picture that is not in the site's files: a link to where it stood.
    MissingPicture,
    /// A link to a file or page that is not in the site's files.
    MissingTarget,
    /// A key of front matter that means nothing here.
    KeyLeft(String),
    /// A key of front matter whose value cannot be read here, or means something else: it is below `extra:`.
    KeyMoved(String),
    /// Hidden there, a draft here: why.
    Hidden(&'static str),
    /// Something that is left for the editors.
    Other(&'static str),
    /// Something that was done.
    Done(&'static str),
}

impl Cause {
    /// How much it matters.
    pub fn gravity(&self) -> Gravity {
        match self {
            Self::TooLarge
            | Self::Unreadable
            | Self::NotUtf8
            | Self::Head(_)
            | Self::DoesNotRead(_)
            | Self::NoText(_)
            | Self::Slow
            | Self::Failed
            | Self::Exists => Gravity::Lost,
            Self::Template
            | Self::SymbolicLink
            | Self::NoDate
            | Self::OddDate
            | Self::Tag(_)
            | Self::PairUnknown(_)
            | Self::NoInclude(_)
            | Self::SamePath
            | Self::SameAddress
            | Self::Retold
            | Self::Frame
            | Self::MissingPicture
            | Self::MissingTarget
            | Self::Other(_) => Gravity::Open,
            Self::NoTitle
            | Self::Moved
            | Self::Known
            | Self::TagTaken(_)
            | Self::PairTaken(_)
            | Self::TextTaken(_)
            | Self::Comment
            | Self::Attributes
            | Self::KeyLeft(_)
            | Self::KeyMoved(_)
            | Self::Hidden(_)
            | Self::Done(_) => Gravity::Note,
        }
    }

    /// Whether a few places are named although there is nothing to be done.
    pub fn names_places(&self) -> bool {
        matches!(self, Self::Hidden(_) | Self::Known | Self::Moved | Self::TextTaken(_))
    }

    /// Whether something was not imported because of a fault of the old site, and not because it is here already.
    pub fn is_fault(&self) -> bool {
        self.gravity() == Gravity::Lost && *self != Self::Exists
    }

    /// One word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::Unreadable => "unreadable",
            Self::NotUtf8 => "not-utf8",
            Self::SymbolicLink => "symbolic-link",
            Self::Head(_) => "front-matter",
            Self::DoesNotRead(_) => "does-not-read",
            Self::NoText(_) => "no-text",
            Self::Slow => "slow",
            Self::Failed => "failed",
            Self::SamePath => "same-path",
            Self::SameAddress => "same-address",
            Self::Known => "known",
            Self::Retold => "retold",
            Self::Frame => "frame",
            Self::Template => "template",
            Self::NoDate => "no-date",
            Self::OddDate => "odd-date",
            Self::NoTitle => "no-title",
            Self::Exists => "exists",
            Self::Moved => "moved",
            Self::Tag(_) => "tag",
            Self::TagTaken(_) => "tag-taken",
            Self::PairTaken(_) => "pair-taken",
            Self::PairUnknown(_) => "pair-unknown",
            Self::TextTaken(_) => "text-taken",
            Self::NoInclude(_) => "no-include",
            Self::Comment => "comment",
            Self::Attributes => "attributes",
            Self::MissingPicture => "missing-picture",
            Self::MissingTarget => "missing-target",
            Self::KeyLeft(_) => "key-left-out",
            Self::KeyMoved(_) => "key-moved",
            Self::Hidden(_) => "hidden",
            Self::Other(_) => "other",
            Self::Done(_) => "done",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => f.write_str("larger than 8 MB (a text) or 64 MB (another file): not read"),
            Self::Unreadable => f.write_str("cannot be read"),
            Self::NotUtf8 => f.write_str("not UTF-8: not imported; save it as UTF-8 and import again"),
            Self::SymbolicLink => f.write_str("symbolic links are not followed"),
            Self::Head(format) => write!(f, "front matter in {format} that cannot be read: not imported"),
            Self::DoesNotRead(code) => write!(f, "would be no document here ({code}): not imported"),
            Self::NoText(form) => write!(f, "the text is {form}, which is not read: not imported"),
            Self::Slow => f.write_str("takes too long to convert: not imported"),
            Self::Failed => f.write_str("converting it went wrong: not imported; please report it"),
            Self::SamePath => f.write_str("two texts would be one file: the second has a number in its name"),
            Self::Template => f.write_str("made by templates alone: not imported"),
            Self::NoDate => f.write_str("no date: imported as a draft, dated with the day of the import"),
            Self::SameAddress => {
                f.write_str("would stand at the address of another page: they have one of their own")
            }
            Self::Known => f.write_str("the site retells the report already: not made twice"),
            Self::Retold => f.write_str("the site has an article of the same report: look whether it needs both"),
            Self::Frame => f.write_str("frames and players that have no equivalent: look whether they are missed"),
            Self::OddDate => f.write_str("a date that means nothing: left out"),
            Self::NoTitle => f.write_str("no title: made of the file's name"),
            Self::Exists => {
                f.write_str(
                    "a file of that name is there already, with other words: left as it is; rename or delete it to have this one",
                )
            }
            Self::Moved => f.write_str("imported before, and elsewhere now: left as it is"),
            Self::Tag(name) => write!(f, "`{name}` means nothing here: it stays as text"),
            Self::TagTaken(name) => write!(f, "`{name}` shows nothing: taken out"),
            Self::PairTaken(name) => write!(f, "`{name}` has no equivalent: the text within it stays"),
            Self::PairUnknown(name) => {
                write!(f, "`{name}` is not known, and may have hidden the text within it: that stays, in a draft")
            }
            Self::TextTaken(name) => write!(f, "`{name}` showed nothing of the text within it: taken out"),
            Self::NoInclude(name) => write!(f, "the file that `{name}` includes is not there"),
            Self::Comment => f.write_str("comments that no page showed: taken out"),
            Self::Attributes => f.write_str("attribute lists (`{:.class}`): taken out"),
            Self::MissingPicture => {
                f.write_str("pictures that are not among the files: links to where they stood are in their place")
            }
            Self::MissingTarget => f.write_str("links to what is not among the files"),
            Self::KeyLeft(key) => write!(f, "the key `{key}` means nothing here: left out"),
            Self::KeyMoved(key) => write!(f, "the key `{key}` is now below `extra:`"),
            Self::Hidden(why) => write!(f, "drafts: {why}"),
            Self::Other(what) | Self::Done(what) => f.write_str(what),
        }
    }
}

/// Something that is said of a file of the old site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Remark {
    /// Why.
    pub cause: Cause,
    /// The file, as the old site names it.
    pub file: String,
    /// The line in it; none when it is the file as a whole.
    pub line: Option<u32>,
    /// What it is about, where the cause does not say it: a name, an address.
    pub detail: String,
}

impl Remark {
    /// Of a file as a whole.
    pub fn of(cause: Cause, file: &str) -> Self {
        Self { cause, file: file.to_owned(), line: None, detail: String::new() }
    }

    /// The line that it is about.
    #[must_use]
    pub fn at(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }

    /// What it is about.
    #[must_use]
    pub fn about(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }
}
