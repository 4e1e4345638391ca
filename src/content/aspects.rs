//! In what two versions of a document differ: each key of its front matter and each fact of its body belongs to one
//! aspect. Who keeps something that was made of documents asks of which aspects it was made.
//!
//! Nothing is left out with `..`: a new key does not compile until somebody says what it decides.

use super::document::Document;
use super::front_matter::{ArticleType, FrontMatter, Rare};
use super::lines::Lines;
use super::markdown::{Facts, Outline};
use super::named::{NameKind, OneText, Splits};
use crate::hash::Digest;

/// A set of aspects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Aspects(u8);

impl Aspects {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// Where and when it stands, and whether it does: its path, address, date, type, language, what holds it back, which
    /// files are made for it alone.
    pub const PLACED: Self = Self(1);
    /// The terms that it names, and what it gathers.
    pub const NAMED: Self = Self(1 << 1);
    /// Where its links and pictures lead.
    pub const LED: Self = Self(1 << 2);
    /// What links may name in it.
    pub const ANCHORS: Self = Self(1 << 3);
    /// What a card shows of it.
    pub const SHOWN: Self = Self(1 << 4);
    /// Its words.
    pub const WORDS: Self = Self(1 << 5);

    /// These and those of another set.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any of `others` is among them.
    pub fn intersects(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// The aspects in which two versions of a document differ. What is said of each by itself, and where in its file a value
    /// stands, is no aspect: see [`Document::diagnostics`].
    pub fn between(one: &Document, two: &Document) -> Self {
        let Document {
            path,
            kind,
            front,
            facts,
            body_start: _, // where its words are, which are compared by their hash
            body_hash,
            shown: _,    // of values that are compared here
            likeness: _, // of title and sources
            named: _,    // its texts that may be several names are compared, not their places
            diagnostics: _,
        } = one;
        let own = of([
            (*path == two.path && *kind == two.kind, Self::PLACED),
            (*body_hash == two.body_hash, Self::WORDS),
            // A term is called by the title of the file that describes it.
            (!kind.is_term() || front.title == two.front.title, Self::NAMED),
            (doubtful(one).eq(doubtful(two)), Self::NAMED),
        ]);
        let aspects = own.union(of_front_matter(front, &two.front)).union(of_facts(facts, &two.facts));
        debug_assert!(
            !aspects.intersects(Self::PLACED.union(Self::NAMED).union(Self::ANCHORS))
                || one.cross_digest() != two.cross_digest(),
            "{path}: {aspects:?}"
        );
        aspects
    }
}

impl Document {
    /// Hash of what other documents can depend on: of all in which two versions differ by an aspect other than [`Aspects::LED`],
    /// [`Aspects::SHOWN`] and [`Aspects::WORDS`].
    pub fn cross_digest(&self) -> Digest {
        let Self {
            path,
            kind,
            front,
            facts,
            body_start: _,
            body_hash: _,
            shown: _,
            likeness: _,
            named: _,
            diagnostics: _,
        } = self;
        let Facts {
            heading_ids,
            links: _,
            images: _,
            words: _,
            raw_html,
            similarity: _,
            excerpt: _,
            outline,
            named,
        } = facts;
        // What is new in a front matter counts until somebody says that it does not.
        let mut front = front.clone();
        front.summary = None;
        if !kind.is_term() {
            front.title = Box::default();
        }
        if front.article_type != ArticleType::Live {
            front.updated = None;
        }
        let doubtful: Vec<_> = doubtful(self).collect();
        Digest::of(&(path, kind, front, heading_ids, raw_html, outline, named.is_some(), doubtful))
    }
}

/// The texts of its front matter that may be several names.
fn doubtful(document: &Document) -> impl Iterator<Item = (NameKind, &str, &Lines, bool, Splits)> {
    document.one_texts().iter().map(|one| {
        let OneText { kind, text, parts, if_known, splits, problem: _ } = one;
        (*kind, &**text, parts, *if_known, *splits)
    })
}

fn of_front_matter(one: &FrontMatter, two: &FrontMatter) -> Aspects {
    let FrontMatter {
        title,
        date,
        updated,
        draft,
        article_type,
        summary,
        authors,
        sources,
        republished,
        topics,
        tags,
        image,
        noindex,
        rare: _,
    } = one;
    let placed = *date == two.date
        && *draft == two.draft
        && *article_type == two.article_type
        // When it is over follows from its last update.
        && (*article_type != ArticleType::Live || *updated == two.updated)
        && *republished == two.republished
        && *noindex == two.noindex;
    let named =
        *authors == two.authors && *sources == two.sources && *topics == two.topics && *tags == two.tags;
    // Crops of it are files of their own.
    let found = image.as_ref().map(|image| (&image.src, image.focus))
        == two.image.as_ref().map(|image| (&image.src, image.focus));
    let shown =
        *title == two.title && *updated == two.updated && *summary == two.summary && *image == two.image;
    of([(placed && found, Aspects::PLACED), (named, Aspects::NAMED), (shown, Aspects::SHOWN)])
        .union(of_rare(one.rare(), two.rare()))
}

fn of_rare(one: &Rare, two: &Rare) -> Aspects {
    let Rare {
        hidden_by,
        expires,
        story,
        corrections,
        withdrawn,
        live_ended,
        id,
        aliases,
        slug,
        url,
        language,
        canonical,
        without_comments,
        number,
        covers,
        gather,
        extra,
    } = one;
    let placed = *hidden_by == two.hidden_by
        && *expires == two.expires
        // They have lists of their own.
        && *corrections == two.corrections
        && *withdrawn == two.withdrawn
        && *live_ended == two.live_ended
        && *id == two.id
        && *aliases == two.aliases
        && *slug == two.slug
        && *url == two.url
        && *language == two.language
        && *canonical == two.canonical
        && *number == two.number
        && *covers == two.covers;
    of([
        (placed, Aspects::PLACED),
        (*story == two.story && *gather == two.gather, Aspects::NAMED),
        (*extra == two.extra && *without_comments == two.without_comments, Aspects::SHOWN),
    ])
}

fn of_facts(one: &Facts, two: &Facts) -> Aspects {
    let Facts { heading_ids, links, images, words, raw_html, similarity, excerpt, outline, named } = one;
    let led = links
        .iter()
        .map(|link| (&link.href, link.alone))
        .eq(two.links.iter().map(|link| (&link.href, link.alone)))
        && images.iter().map(|image| &image.src).eq(two.images.iter().map(|image| &image.src));
    of([
        (led && *named == two.named, Aspects::LED),
        // What they mean is looked for by the names of all documents, where any has one.
        (named.is_some() == two.named.is_some(), Aspects::NAMED),
        (*heading_ids == two.heading_ids && *raw_html == two.raw_html, Aspects::ANCHORS),
        (outline.is_some() == two.outline.is_some(), Aspects::ANCHORS),
        (*excerpt == two.excerpt, Aspects::SHOWN),
        (*words == two.words && *similarity == two.similarity, Aspects::WORDS),
    ])
    .union(of_outline(outline.as_deref(), two.outline.as_deref()))
}

fn of_outline(one: Option<&Outline>, two: Option<&Outline>) -> Aspects {
    let (Some(one), Some(two)) = (one, two) else {
        // A live article without updates has none.
        return of([(latest(one) == latest(two), Aspects::PLACED)]);
    };
    let Outline { sections, of_link, briefs, latest_update } = one;
    of([
        (*sections == two.sections && *of_link == two.of_link && *briefs == two.briefs, Aspects::LED),
        (*latest_update == two.latest_update, Aspects::PLACED),
    ])
}

fn latest(outline: Option<&Outline>) -> Option<super::Date> {
    outline.and_then(|outline| outline.latest_update)
}

/// The aspects of what is not the same.
fn of<const N: usize>(compared: [(bool, Aspects); N]) -> Aspects {
    let differing = compared.into_iter().filter(|(same, _)| !same);
    differing.fold(Aspects::NONE, |all, (_, aspect)| all.union(aspect))
}
