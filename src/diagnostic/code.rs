//! What kinds of messages there are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The enum, its texts and the list of all from one table, by the alphabet: codes are in the order of their texts.
macro_rules! codes {
    ($($variant:ident = $text:literal,)*) => {
        /// The kind of a message: what editors and their programs know it by. Its text never changes; what it means and
        /// what to do about it stands in docs/messages.md.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(
                #[doc = concat!("`", $text, "`")]
                #[serde(rename = $text)]
                $variant,
            )*
        }

        impl Code {
            /// Every code, by the alphabet.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The code as it is printed, in kebab case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }
    };
}

codes! {
    AddressLost = "address-lost",
    AltFileName = "alt-file-name",
    AmbiguousLink = "ambiguous-link",
    Attachment = "attachment",
    BrokenFragment = "broken-fragment",
    BrokenLink = "broken-link",
    BrokenMarkup = "broken-markup",
    CardWithoutArticle = "card-without-article",
    Changing = "changing",
    CheckAllow = "check-allow",
    CommentUnclosed = "comment-unclosed",
    Conflict = "conflict",
    ConflictedCopy = "conflicted-copy",
    CopyBesideOriginal = "copy-beside-original",
    Data = "data",
    DateGap = "date-gap",
    DateOffset = "date-offset",
    DateOrder = "date-order",
    DateOverlap = "date-overlap",
    DateToCome = "date-to-come",
    DateWithoutTime = "date-without-time",
    DuplicateId = "duplicate-id",
    DuplicateKey = "duplicate-key",
    DuplicateName = "duplicate-name",
    DuplicateSource = "duplicate-source",
    DuplicateText = "duplicate-text",
    EditionLeftOut = "edition-left-out",
    EditionNumber = "edition-number",
    EditionPeriod = "edition-period",
    EmailFrom = "email-from",
    EmailSize = "email-size",
    EmailStyle = "email-style",
    Embed = "embed",
    EmptyText = "empty-text",
    FileEnding = "file-ending",
    FileName = "file-name",
    Fingerprint = "fingerprint",
    FolderName = "folder-name",
    ForeignComment = "foreign-comment",
    ForeignMarkup = "foreign-markup",
    FrontMatterFence = "front-matter-fence",
    FrontMatterForeign = "front-matter-foreign",
    FrontMatterJson = "front-matter-json",
    FrontMatterMissing = "front-matter-missing",
    FrontMatterToml = "front-matter-toml",
    FrontMatterTwice = "front-matter-twice",
    FrontMatterUnclosed = "front-matter-unclosed",
    HeadlineCapitals = "headline-capitals",
    HeadlineFullStop = "headline-full-stop",
    HeadlineLength = "headline-length",
    HeldFile = "held-file",
    HeldLink = "held-link",
    HiddenFile = "hidden-file",
    HidesNothing = "hides-nothing",
    HtmlRemoved = "html-removed",
    ImageAlt = "image-alt",
    InvalidBaseUrl = "invalid-base-url",
    InvalidDate = "invalid-date",
    InvalidPath = "invalid-path",
    InvalidPeriod = "invalid-period",
    InvalidPermalink = "invalid-permalink",
    InvalidUrl = "invalid-url",
    InvalidValue = "invalid-value",
    InvisibleCharacter = "invisible-character",
    KeySpelling = "key-spelling",
    LinkDead = "link-dead",
    LinkMoved = "link-moved",
    LinkScheme = "link-scheme",
    LinkUnclear = "link-unclear",
    LiveOrder = "live-order",
    MetadataKept = "metadata-kept",
    MissingCredit = "missing-credit",
    MissingDate = "missing-date",
    MissingDefinition = "missing-definition",
    MissingFootnote = "missing-footnote",
    MissingImage = "missing-image",
    MissingName = "missing-name",
    MissingSummary = "missing-summary",
    MissingTitle = "missing-title",
    MistypedAddress = "mistyped-address",
    MoreProblems = "more-problems",
    NameNear = "name-near",
    NameSpelling = "name-spelling",
    NoBaseUrl = "no-base-url",
    NoConfig = "no-config",
    NoEffect = "no-effect",
    NoLicence = "no-licence",
    NoOriginal = "no-original",
    NoSlug = "no-slug",
    NoSource = "no-source",
    NoText = "no-text",
    NoTitle = "no-title",
    NotAPicture = "not-a-picture",
    NotUtf8 = "not-utf8",
    OldFeed = "old-feed",
    OlderThanSource = "older-than-source",
    OneLanguage = "one-language",
    OneName = "one-name",
    OneOutlet = "one-outlet",
    Output = "output",
    OutputForeign = "output-foreign",
    OutputList = "output-list",
    OutputPartial = "output-partial",
    OwnAddress = "own-address",
    ParentCircle = "parent-circle",
    Path = "path",
    PathClash = "path-clash",
    PictureBroken = "picture-broken",
    PictureHeavy = "picture-heavy",
    PictureSmall = "picture-small",
    PictureTooLarge = "picture-too-large",
    PictureUnreadable = "picture-unreadable",
    PictureUpscaled = "picture-upscaled",
    RelativeDay = "relative-day",
    ReservedAddress = "reserved-address",
    Residue = "residue",
    Root = "root",
    SameTitle = "same-title",
    SectionFile = "section-file",
    SlugClash = "slug-clash",
    SocialCard = "social-card",
    SummaryCut = "summary-cut",
    SummaryRepeats = "summary-repeats",
    Svg = "svg",
    SymbolicLink = "symbolic-link",
    Synonym = "synonym",
    TagIsTopic = "tag-is-topic",
    TagUsedOnce = "tag-used-once",
    Template = "template",
    ThemeFile = "theme-file",
    TooLarge = "too-large",
    TopicIntroduction = "topic-introduction",
    Typeface = "typeface",
    TypefaceLetters = "typeface-letters",
    UnattributedQuotation = "unattributed-quotation",
    UndrawnSvg = "undrawn-svg",
    Unfinished = "unfinished",
    UnfitPicture = "unfit-picture",
    UnknownKey = "unknown-key",
    UnknownName = "unknown-name",
    UnknownStatus = "unknown-status",
    UnknownTag = "unknown-tag",
    UnknownTimezone = "unknown-timezone",
    UnknownType = "unknown-type",
    Unreadable = "unreadable",
    UnusedDefinition = "unused-definition",
    UnusedFootnote = "unused-footnote",
    UnusedTemplate = "unused-template",
    Usage = "usage",
    WithdrawnPicture = "withdrawn-picture",
    YamlCharacter = "yaml-character",
    YamlComment = "yaml-comment",
    YamlName = "yaml-name",
    YamlSize = "yaml-size",
    YamlSyntax = "yaml-syntax",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
