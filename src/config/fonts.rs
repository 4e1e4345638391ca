//! `theme.fonts:`: typefaces that readers' systems have, and the site's own.

use super::presence::is_inside;
use crate::content::yaml::FieldValue;
use crate::diagnostic::{Code, did_you_mean};
use crate::hash::distinct;
use crate::shape::{Section, Shape, keys};

keys! {
    /// `theme.fonts:`, where each use has its own.
    pub(super) OF_USES:
    TEXT: ["text", "body"], FONT, "serif", "",
        "What texts are set in.";
    HEADINGS: ["headings", "headlines"], FONT, "serif", "old-style",
        "What headlines and the site's name are set in.";
    INTERFACE: ["interface"], FONT, "system", "",
        "What everything else is set in.";
}

keys! {
    /// A typeface of the site's own.
    pub(super) OF_FILES:
    FILES: ["files", "file"], Shape::List(&Shape::Text), "", "[/fonts/news.woff2]",
        "Paths of `static/` that begin with `/`: WOFF2, TrueType or OpenType.";
    FALLBACK: ["fallback"], STACK, "", "serif",
        "The stack that stands there until the files are loaded, and of characters that they lack.";
}

/// `theme.fonts:`.
pub(super) const FONTS: Shape = Shape::Either(&[STACK, OWN, Shape::Keys(&Section::of(OF_USES))]);
const FONT: Shape = Shape::Either(&[STACK, OWN]);
const OWN: Shape = Shape::Keys(&Section::of(OF_FILES).needing(&[FILES.names]));
const STACK: Shape = Shape::Choice { words: &STACK_NAMES, also: &[] };
const STACK_NAMES: [&str; STACKS.len()] = {
    let mut names = [""; STACKS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = STACKS[at].name;
        at += 1;
    }
    names
};

/// The typefaces of the default theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Fonts {
    /// Of the texts.
    pub text: Option<Font>,
    /// Of headlines and of the site's name.
    pub headings: Option<Font>,
    /// Of everything else.
    pub interface: Option<Font>,
}

/// What one of them is set in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Font {
    /// A stack of typefaces that systems bring along.
    Stack(&'static Stack),
    /// The site's own.
    Own {
        /// Paths of `static/` that begin with `/`, at least one.
        files: Vec<String>,
        /// What stands there until it is loaded, and of characters that it lacks.
        fallback: &'static Stack,
    },
}

/// A stack of typefaces by the kind of their letters. Each ends with a generic family, so that no system is without one.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Stack {
    /// What the configuration calls it.
    pub name: &'static str,
    /// As style sheets write it.
    pub families: &'static str,
    /// What its letters are like.
    pub kind: StackKind,
}

/// What letters are like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum StackKind {
    Serif,
    Sans,
    Mono,
}

const fn stack(name: &'static str, kind: StackKind, families: &'static str) -> Stack {
    Stack { name, families, kind }
}

static STACKS: [Stack; 8] = [
    stack(
        "serif",
        StackKind::Serif,
        "Charter, \"Bitstream Charter\", \"Sitka Text\", Cambria, Georgia, serif",
    ),
    stack(
        "old-style",
        StackKind::Serif,
        "\"Iowan Old Style\", \"Palatino Linotype\", Palatino, \"URW Palladio L\", P052, serif",
    ),
    stack(
        "slab",
        StackKind::Serif,
        "Rockwell, \"Rockwell Nova\", \"Roboto Slab\", \"DejaVu Serif\", \"Sitka Small\", serif",
    ),
    stack(
        "didone",
        StackKind::Serif,
        "Didot, \"Bodoni MT\", \"Noto Serif Display\", \"URW Palladio L\", P052, Sylfaen, serif",
    ),
    stack(
        "system",
        StackKind::Sans,
        "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Helvetica Neue\", \"Noto Sans\", Arial, sans-serif",
    ),
    stack(
        "humanist",
        StackKind::Sans,
        "Seravek, \"Gill Sans Nova\", Ubuntu, Calibri, \"DejaVu Sans\", \"Source Sans 3\", sans-serif",
    ),
    stack(
        "grotesque",
        StackKind::Sans,
        "Inter, Roboto, \"Helvetica Neue\", \"Arial Nova\", \"Nimbus Sans\", Arial, sans-serif",
    ),
    stack(
        "mono",
        StackKind::Mono,
        "ui-monospace, \"Cascadia Mono\", Menlo, Consolas, \"DejaVu Sans Mono\", monospace",
    ),
];

const HINT: &str = "write `fonts: {text: serif, headings: {files: [/fonts/news.woff2], fallback: serif}}`";
/// The endings of files that browsers take.
const ENDINGS: [&str; 3] = ["woff2", "ttf", "otf"];

impl Fonts {
    /// What each is for, as the theme's style sheet calls it.
    pub fn uses(&self) -> [(&'static str, Option<&Font>); 3] {
        let Self { text, headings, interface } = self;
        [("text", text.as_ref()), ("headings", headings.as_ref()), ("interface", interface.as_ref())]
    }

    /// The site's own files, each once, for what each is used first.
    pub fn files(&self) -> Vec<&str> {
        let mut all = Vec::new();
        for font in self.uses().into_iter().filter_map(|(_, font)| font) {
            if let Font::Own { files, .. } = font {
                let new = files.iter().map(String::as_str).filter(|file| !all.contains(file));
                let new: Vec<&str> = new.collect();
                all.extend(new);
            }
        }
        all
    }

    /// The files without which the first screen cannot be read as it is meant: the first of text and of headlines.
    pub fn preloaded(&self) -> Vec<&str> {
        let first = |font: &Font| match font {
            Font::Own { files, .. } => files.first().cloned(),
            Font::Stack(_) => None,
        };
        let mut first: Vec<String> =
            [&self.headings, &self.text].into_iter().flatten().filter_map(first).collect();
        first.dedup();
        self.files().into_iter().filter(|file| first.iter().any(|one| one == file)).collect()
    }
}

/// One for all, or one for each use.
pub(super) fn fonts(item: &FieldValue<'_>) -> Fonts {
    let Some(entries) = item.entries() else { return Fonts::all(stack_of(item).map(Font::Stack)) };
    if entries.iter().any(|(key, _)| key.eq_ignore_ascii_case("files")) {
        return Fonts::all(own(item, "text"));
    }
    let Some(fields) = item.fields(HINT) else { return Fonts::default() };
    let fonts = Fonts {
        text: fields.take(TEXT.names).and_then(|item| font(&item, "text")),
        headings: fields.take(HEADINGS.names).and_then(|item| font(&item, "headings")),
        interface: fields.take(INTERFACE.names).and_then(|item| font(&item, "interface")),
    };
    fields.finish(&[], None);
    fonts
}

impl Fonts {
    fn all(font: Option<Font>) -> Self {
        Self { text: font.clone(), headings: font.clone(), interface: font }
    }
}

fn font(item: &FieldValue<'_>, used_for: &str) -> Option<Font> {
    match item.entries() {
        None => stack_of(item).map(Font::Stack),
        Some(_) => own(item, used_for),
    }
}

/// The site's own.
fn own(item: &FieldValue<'_>, used_for: &str) -> Option<Font> {
    let fields = item.fields(HINT)?;
    let files = fields.take(FILES.names);
    let by_itself = if used_for == "interface" { "system" } else { "serif" };
    let fallback = match fields.take(FALLBACK.names) {
        Some(item) => stack_of(&item)?,
        None => STACKS.iter().find(|stack| stack.name == by_itself)?,
    };
    fields.finish(&[], None);
    let files = files.map(|item| item.items().iter().map(file).collect::<Vec<_>>()).unwrap_or_default();
    if files.is_empty() {
        item.error(Code::InvalidValue, format!("`{}` names no files", item.label()), HINT);
    }
    let mut files: Vec<String> = files.into_iter().collect::<Option<_>>()?;
    files = distinct(files);
    (!files.is_empty()).then_some(Font::Own { files, fallback })
}

fn file(item: &FieldValue<'_>) -> Option<String> {
    let path = item.any_text()?;
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if !is_inside(&path) {
        let message = format!("`{}` is no path of `static/` that begins with /", item.label());
        let hint = "put the file into `static/fonts/` and write /fonts/name.woff2: no reader is to ask another server for it";
        item.error(Code::InvalidUrl, message, hint);
        return None;
    }
    if !ending.is_some_and(|ending| ENDINGS.contains(&&*ending)) {
        let hint = "browsers take WOFF2, TrueType and OpenType: name.woff2 is the smallest";
        item.error(Code::InvalidValue, format!("`{}` is no file of a typeface", item.label()), hint);
        return None;
    }
    Some(path)
}

fn stack_of(item: &FieldValue<'_>) -> Option<&'static Stack> {
    let name = item.text()?;
    let known = STACKS.iter().find(|known| known.name.eq_ignore_ascii_case(&name));
    if known.is_none() {
        let names = STACKS.each_ref().map(|stack| stack.name);
        let hint = match did_you_mean(&name.to_ascii_lowercase(), names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("known are {}; for a typeface of your own name its `files`", names.join(", ")),
        };
        item.error(Code::InvalidValue, format!("`{name}` is no typeface that is known"), hint);
    }
    known
}
