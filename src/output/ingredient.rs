//! What an output is made of besides the epoch and what its template asks: names for explanations, hashes for
//! fingerprints.

use std::collections::BTreeSet;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use crate::content::front_matter::Image;
use crate::content::{Document, Kind};
use crate::hash::{Digest, Hasher};
use crate::site::{Article, ArticleId, Edition, Site, Term, TermKind, Touched};

/// One thing that an output is made of.
#[derive(Debug, Clone, Copy)]
pub enum Ingredient<'a> {
    /// What a card of an article shows.
    Card(&'a Article),
    /// The body of a file, and where its links and pictures lead.
    Body(&'a str),
    /// The front matter of a file.
    FrontMatter(&'a str),
    /// What is said of a term, how many articles it has, and when the newest was published.
    Term(TermKind, &'a Term),
    /// What a term is called on a page in another language.
    Name(TermKind, &'a Term),
    /// A correction of an article, with its headline and address.
    Correction(&'a str),
    /// Whose pictures may not be passed on.
    Rights,
    /// The name and address of a term.
    Link(TermKind, &'a Term),
    /// What every page shows of the site as a whole.
    Navigation,
    /// How long a list is.
    Length,
    /// Which pages stand before and after.
    Neighbours,
    /// Which years and months there are, and how many articles each has.
    Months,
    /// The tags that stand beside a tag.
    Related,
    /// What a card of an article shows that is related to the output's own.
    RelatedArticle(&'a Article),
    /// The headline and address of an article that stands beside the output's own in its list.
    Neighbour(&'a Article),
    /// Where an old address leads.
    Target(&'a str),
    /// The bytes of a file.
    File(&'a str),
    /// A value of the configuration.
    Setting(&'a str),
    /// All addresses and dates of a sitemap.
    Addresses,
    /// Where the sitemaps stand.
    Sitemaps,
    /// Where editions speak of it.
    Mentions,
    /// What stands before and after it in its story.
    Story(&'a Term),
    /// The number, title, period and address of an edition.
    Edition(&'a Edition),
    /// In which other languages a page is there.
    Translations,
    /// The notice that stands in place of a file.
    Notice(&'a str),
    /// The headlines, names, summaries and texts of articles, for the search.
    Indexed(&'a [Arc<Article>]),
}

impl fmt::Display for Ingredient<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Card(article) => write!(f, "card of {}", article.document.path),
            Self::Body(path) => write!(f, "body of {path}"),
            Self::FrontMatter(path) => write!(f, "front matter of {path}"),
            Self::Term(kind, term) => write!(f, "the {} \"{}\"", kind.as_str(), term.name),
            Self::Link(kind, term) => write!(f, "name of the {} \"{}\"", kind.as_str(), term.name),
            Self::Name(kind, term) => write!(f, "other names of the {} \"{}\"", kind.as_str(), term.name),
            Self::Correction(path) => write!(f, "a correction of {path}"),
            Self::Rights => f.write_str("whose pictures may not be passed on"),
            Self::Navigation => f.write_str("the navigation"),
            Self::Length => f.write_str("length of the list"),
            Self::Neighbours => f.write_str("the pages before and after"),
            Self::Months => f.write_str("the months of the archive"),
            Self::Related => f.write_str("related tags"),
            Self::RelatedArticle(article) => {
                write!(f, "card of {}, a related article", article.document.path)
            }
            Self::Neighbour(article) => write!(f, "headline of {}, beside it", article.document.path),
            Self::Target(path) => write!(f, "the address of {path}"),
            Self::File(path) => write!(f, "bytes of {path}"),
            Self::Setting(key) => write!(f, "`{key}:` of newsprint.yaml"),
            Self::Mentions => f.write_str("the editions that speak of it"),
            Self::Story(term) => write!(f, "the story \"{}\" so far", term.name),
            Self::Edition(edition) => write!(f, "name of {}", edition.page.document.path),
            Self::Translations => f.write_str("its translations"),
            Self::Notice(path) => write!(f, "the notice in {path}"),
            Self::Indexed(articles) => write!(f, "the words of {} articles", articles.len()),
            Self::Sitemaps => f.write_str("addresses of the sitemaps"),
            Self::Addresses => f.write_str("addresses and dates of everything in the sitemap"),
        }
    }
}

/// What an ingredient is about, as a short hash: of two things with one hash more is looked at than needs to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct About(pub u32);

impl About {
    fn of(value: &impl Hash) -> Self {
        Self(Digest::of(value).0 as u32)
    }

    fn file(path: &str) -> Self {
        Self::of(&("file", path))
    }

    fn term(kind: TermKind, key: &str) -> Self {
        Self::of(&(kind, key))
    }

    fn all(what: Ingredient<'_>) -> Self {
        Self::of(&std::mem::discriminant(&what))
    }
}

impl Ingredient<'_> {
    /// Which file, term or list it is about. None when no edit touches it that leaves all documents in their places, and of an
    /// output that [is about one thing](super::Output::is_about_one) none that leaves that thing alone.
    pub fn about(self) -> Option<About> {
        Some(match self {
            Self::Card(article) | Self::RelatedArticle(article) | Self::Neighbour(article) => {
                About::file(&article.document.path)
            }
            Self::Body(path)
            | Self::FrontMatter(path)
            | Self::Correction(path)
            | Self::Target(path)
            | Self::Notice(path) => About::file(path),
            Self::Edition(edition) => About::file(&edition.page.document.path),
            Self::Story(story) => About::term(TermKind::Story, &story.key),
            Self::Term(kind, term) | Self::Link(kind, term) | Self::Name(kind, term) => {
                About::term(kind, &term.key)
            }
            Self::Addresses | Self::Indexed(_) => About::all(self),
            Self::Rights
            | Self::Mentions
            | Self::Neighbours
            | Self::Navigation
            | Self::Length
            | Self::Months
            | Self::Related
            | Self::File(_)
            | Self::Setting(_)
            | Self::Sitemaps
            | Self::Translations => return None,
        })
    }
}

/// What ingredients are about that an edit of a document touches which left all documents in their places (see
/// [`advance`](fn@crate::site::advance)) and is no edition's: what that mentions has other ingredients then. `site` is the one of
/// any language: terms of one name count in each.
pub fn touched(site: &Site, document: &Document, touched: &mut BTreeSet<About>) {
    touched.insert(About::file(&document.path));
    touched.insert(About::all(Ingredient::Indexed(&[])));
    match document.kind {
        Kind::Article => {
            touched.insert(About::all(Ingredient::Addresses));
            let story =
                document.front.rare().story.as_ref().and_then(|slug| site.stories.find(slug.as_str()));
            touched.extend(story.map(|id| About::term(TermKind::Story, &site.stories.get(id).key)));
        }
        Kind::Topic | Kind::Story => {
            let kind = if document.kind == Kind::Topic { TermKind::Topic } else { TermKind::Story };
            let is_it =
                |term: &Term| term.page.as_ref().is_some_and(|page| page.document.path == document.path);
            let term = site.terms(kind).iter().find(|(_, term)| is_it(term));
            touched.extend(term.map(|(_, term)| About::term(kind, &term.key)));
            touched.insert(About::all(Ingredient::Addresses));
        }
        Kind::Page | Kind::Home | Kind::Edition => {
            touched.insert(About::all(Ingredient::Addresses));
        }
    }
}

/// The same of an edit after which the site was assembled, for outputs that [are about one
/// thing](super::Output::is_about_one).
pub fn touched_by(Touched { documents, terms }: &Touched) -> BTreeSet<About> {
    let documents = documents.iter().map(|path| About::file(path));
    documents.chain(terms.iter().map(|(kind, key)| About::term(*kind, key))).collect()
}

/// Takes the ingredients of an output, one after another.
pub type Collect<'t, 'k> = &'t mut dyn FnMut(Ingredient<'k>, Digest);

/// The hash of an ingredient among those of its output: what it is, and what shows of it.
pub fn mark(what: Ingredient<'_>, digest: Digest) -> u32 {
    let mut hasher = Hasher::default();
    std::mem::discriminant(&what).hash(&mut hasher);
    digest.hash(&mut hasher);
    hasher.digest().0 as u32
}

/// An article's card.
pub fn card<'k>(site: &'k Site, id: ArticleId, add: Collect<'_, 'k>) {
    let article = site.article(id);
    add(Ingredient::Card(article), article.card);
}

/// Whether the picture of what is no article may be passed on: nothing is asked where there is none, or nobody is named.
pub fn rights<'k>(site: &'k Site, image: Option<&Image>, add: Collect<'_, 'k>) {
    if let Some(credit) = image.and_then(|image| image.credit.as_deref()) {
        add(Ingredient::Rights, Digest::of(&site.rights.withhold(credit)));
    }
}
