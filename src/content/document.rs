//! One content file, read: its kind by its folder, its front matter, the facts of its body.

use std::borrow::Cow;
use std::sync::Arc;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::conflict;
use super::front_matter::{self, FrontMatter};
use super::likeness;
use super::markdown::facts::FactsOptions;
use super::markdown::{self, Facts, HtmlPolicy, Players};
use super::name::{self, Name};
use super::named::{NameKind, NamePositions, OneText};
use super::unwritten::unwritten;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::hash::Digest;

/// What a document is, by its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// `content/**/*.md`, unless below.
    Article,
    /// `content/topics/*.md`.
    Topic,
    /// `content/editions/*.md`.
    Edition,
    /// `content/stories/*.md`.
    Story,
    /// `content/pages/**/*.md`.
    Page,
    /// `content/index.md`.
    Home,
}

impl Kind {
    /// The kind of the Markdown file at `path` (relative to the site's root).
    pub fn of(path: &str) -> Option<Self> {
        let inside = path.strip_prefix("content/")?;
        if !inside.ends_with(".md") {
            return None;
        }
        Some(match inside.split_once('/') {
            None if name::is_index(inside) => Self::Home,
            Some(("topics", _)) => Self::Topic,
            Some(("editions", _)) => Self::Edition,
            Some(("stories", _)) => Self::Story,
            Some(("pages", _)) => Self::Page,
            _ => Self::Article,
        })
    }
}

impl Kind {
    /// Whether a link to an article alone in its paragraph is the article's card.
    pub fn has_cards(self) -> bool {
        matches!(self, Self::Home | Self::Topic | Self::Edition | Self::Story)
    }

    /// Whether it describes a term.
    pub fn is_term(self) -> bool {
        matches!(self, Self::Topic | Self::Story)
    }

    /// Whether it is published on a day of its own.
    pub fn is_dated(self) -> bool {
        matches!(self, Self::Article | Self::Edition)
    }
}

/// One file of `content/`, complete.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Relative to the site's root.
    pub path: Arc<str>,
    /// What it is.
    pub kind: Kind,
    /// Its front matter.
    pub front: FrontMatter,
    /// What others ask of its body.
    pub facts: Facts,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// Hash of the body's bytes.
    pub body_hash: Digest,
    /// Hash of its front matter without the corrections' words, and of the excerpt of its body: of what it shows elsewhere.
    pub shown: Digest,
    /// Numbers of the addresses of its sources and of the words of its title, by which articles that may be one are
    /// found.
    pub likeness: Likeness,
    /// Where its front matter names what; none when it names nothing.
    pub named: Option<Box<NamePositions>>,
    /// What is wrong in the file itself. With an error among them its values are what could be read.
    pub diagnostics: Box<[Diagnostic]>,
}

/// See [`likeness`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likeness {
    /// Of the addresses of its sources, of those that name an article.
    pub sources: Box<[u64]>,
    /// Of some words of its title.
    pub title: [u16; likeness::TITLE],
}

/// What a document's reading depends on besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ParseContext {
    /// Of dates without a zone.
    pub zone: Tz,
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// Schemes that links may have.
    pub link_schemes: Vec<String>,
    /// Which addresses are played.
    pub players: Players,
}

/// Reads one document.
///
/// # Errors
/// What is wrong when there is nothing to go on with: no front matter, or none that is YAML.
pub fn parse(
    path: &Arc<str>,
    kind: Kind,
    bytes: &[u8],
    context: &ParseContext,
) -> Result<Document, Vec<Diagnostic>> {
    // Also where texts are unfinished somebody has to choose.
    if let Some(problem) = conflict_in(bytes, kind) {
        return Err(vec![problem.in_file(&**path)]);
    }
    let in_drafts = name::is_in_drafts(path);
    parse_text(path, kind, bytes, context, in_drafts).map_err(|mut problems| {
        // Nothing comes of an unfinished text, and it does not stop the rest.
        problems.iter_mut().filter(|_| in_drafts).for_each(|problem| problem.severity = Severity::Warning);
        problems
    })
}

fn parse_text(
    path: &Arc<str>,
    kind: Kind,
    bytes: &[u8],
    context: &ParseContext,
    in_drafts: bool,
) -> Result<Document, Vec<Diagnostic>> {
    let name = name::of(path).map_err(|problem| vec![problem])?;
    let (text, split) = front_matter::split(bytes, kind).map_err(|problem| vec![problem.in_file(&**path)])?;
    let (mut front, mut named, mut diagnostics) =
        front_matter::read(&split, path, kind, name.date, context.zone);
    let options = FactsOptions {
        link_schemes: &context.link_schemes,
        html: context.html,
        excerpt: front.as_ref().is_none_or(|front| front.summary.is_none()),
        outline: kind == Kind::Edition,
        live: front.as_ref().and_then(FrontMatter::live_from).map(|date| (date, context.zone)),
        players: &context.players,
        path,
    };
    let (facts, of_body) = markdown::facts(split.body, split.body_line, &options);
    diagnostics.extend(of_body);
    if let Some(front) = &mut front
        && let Some(latest) = facts.outline.as_ref().and_then(|outline| outline.latest_update)
        && front.date.is_some_and(|date| date.timestamp < latest.timestamp)
    {
        // An update is a change in substance, without anybody writing it down twice.
        front.updated = Some(front.updated.map_or(latest, |updated| updated.max(latest)));
    }
    let Some(mut front) = front else { return Err(diagnostics) };
    if !(front.draft || in_drafts) {
        let unwritten = unwritten(kind, &front, &split).into_iter();
        diagnostics.extend(unwritten.map(|said| said.in_file(&**path)));
    }
    front.draft |= in_drafts;
    front.language_of_name(name.language);
    named.image = front.image.as_ref().and_then(|image| {
        let start = split.yaml.find(&*image.src)?;
        Some(Span::of(split.yaml, start, start + image.src.len()).down(split.yaml_line))
    });
    let body_start = split.body.as_ptr() as usize - text.as_ptr() as usize + (bytes.len() - text.len());
    let body_hash = Digest::of_bytes(split.body.as_bytes());
    let (path, diagnostics) = (Arc::clone(path), diagnostics.into());
    let (listed, corrected) = front.listed();
    let shown = Digest::of(&(&*listed, corrected, &facts.excerpt));
    let likeness = match kind {
        Kind::Article => Likeness::of(&front),
        _ => Likeness::default(),
    };
    Ok(Document {
        path,
        kind,
        front,
        facts,
        body_start,
        body_hash,
        shown,
        likeness,
        named: named.kept(),
        diagnostics,
    })
}

/// A Markdown file of `content/` that is no text of the site.
#[derive(Debug)]
pub enum NoText {
    /// What a repository says of itself.
    ReadMe,
    /// Nothing stands in it, or it is the page of a section elsewhere; and this is to be said.
    Said(Diagnostic),
}

/// Whether a file is meant to be no text of the site: one without front matter, or the `_index.md` of a section in Hugo and
/// Zola (<https://gohugo.io/content-management/page-bundles/#branch-bundles>,
/// <https://www.getzola.org/documentation/content/section/>), which lists what newsprint lists by itself.
pub fn no_text(path: &str, kind: Kind, bytes: &[u8]) -> Option<NoText> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = bytes.trim_ascii_start();
    let has_front_matter = [b"---".as_slice(), b"+++", b"{"].iter().any(|fence| text.starts_with(fence));
    if !has_front_matter && name::is_of_repository(path) {
        return Some(NoText::ReadMe);
    }
    if name::is_section(path) {
        let message = "`_index.md` is the page of a section in other generators: nothing is made of it";
        let hint = "lists make themselves; a topic's own text is content/topics/slug.md, the home page's content/index.md";
        return Some(NoText::Said(Diagnostic::warning(Code::SectionFile, message).in_file(path).hint(hint)));
    }
    // The home page needs no text of its own.
    (text.is_empty() && kind != Kind::Home).then(|| {
        let message = "there is nothing in this text: it is passed over";
        let hint = "write it, or delete the file";
        NoText::Said(Diagnostic::warning(Code::EmptyText, message).in_file(path).hint(hint))
    })
}

/// A conflict that nobody solved, where it is not shown as code. In front matter everything counts.
fn conflict_in(bytes: &[u8], kind: Kind) -> Option<Diagnostic> {
    if !conflict::may_be_in(bytes) {
        return None;
    }
    let text = front_matter::decode(bytes).ok()?;
    conflict::find(text, || {
        let body = front_matter::split(bytes, kind).map_or(text, |(_, split)| split.body);
        let start = body.as_ptr() as usize - text.as_ptr() as usize;
        let code = markdown::code_blocks(body).into_iter();
        code.map(|place| place.start + start..place.end + start).collect()
    })
}

impl Likeness {
    fn of(front: &FrontMatter) -> Self {
        let addresses = front.sources.iter().filter_map(|source| source.url.as_deref());
        Self {
            sources: addresses.filter_map(likeness::address_key).collect(),
            title: likeness::title_mark(&front.title),
        }
    }
}

impl Document {
    /// What its path says.
    pub fn name(&self) -> Name<'_> {
        // A path that has no name makes no document.
        name::of(&self.path).unwrap_or_default()
    }

    /// The body in the bytes of its file.
    pub fn body<'a>(&self, bytes: &'a [u8]) -> &'a str {
        bytes.get(self.body_start..).and_then(|body| std::str::from_utf8(body).ok()).unwrap_or("")
    }

    /// Where its front matter names its picture.
    pub fn image_place(&self) -> Option<Span> {
        self.named.as_ref()?.image
    }

    /// Where its front matter names what is of a kind, in the order of the values.
    pub fn places(&self, kind: NameKind) -> impl Iterator<Item = Span> {
        self.named.iter().flat_map(move |named| named.places(kind))
    }

    /// Texts of its front matter that were read as one name and may be several.
    pub fn one_texts(&self) -> &[OneText] {
        self.named.as_ref().map_or(&[], |named| &named.doubtful)
    }

    /// Whether anything in the file itself is an error.
    pub fn is_broken(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }

    /// The language that it is written in (BCP 47): as its front matter says, or as its file's name does, else the site's.
    pub fn language<'a>(&'a self, site: &'a str) -> &'a str {
        self.own_language().unwrap_or(site)
    }

    /// The language that its front matter says, or its file's name (`slug.uk.md`).
    pub fn own_language(&self) -> Option<&str> {
        self.front.rare().language.as_deref()
    }

    /// The digest line: as written, else from the body with the quotation marks that the page has. `site` is the
    /// site's language.
    pub fn summary(&self, site: &str) -> Cow<'_, str> {
        match (&self.front.summary, &self.facts.excerpt) {
            (Some(written), _) => Cow::Borrowed(written),
            (None, Some(excerpt)) => markdown::quoted(excerpt, self.language(site)),
            (None, None) => Cow::Borrowed(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::mem::size_of;

    use super::*;
    use crate::content::front_matter::{Credit, Source};
    use crate::content::markdown::Link;

    /// A site keeps all its documents. With their texts the articles of the benchmark (two sources, six links) take
    /// 1.9 KB each; what is put into these types is paid 100,000 times. By the
    /// 32 bytes of a similarity hash and of the numbers of titles and sources duplicates are found without reading a text;
    /// 8 bytes say that a document has no outline, as only editions and live articles do, and 8 that it has no links by a
    /// name, as only texts from elsewhere do.
    #[test]
    fn documents_stay_small() {
        for (name, size, bound) in [
            ("Document", size_of::<Document>(), 376),
            ("FrontMatter", size_of::<FrontMatter>(), 152),
            ("Facts", size_of::<Facts>(), 96),
            ("Source", size_of::<Source>(), 72),
            ("Credit", size_of::<Credit>(), 32),
            ("Link", size_of::<Link>(), 32),
        ] {
            assert!(size <= bound, "{name} takes {size} bytes instead of {bound}");
        }
    }
}
