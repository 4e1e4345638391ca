//! What an editor does to a site: the kinds of edits.
//!
//! A kind is one place: its name, what it does to the site's files, which page shows it, and by what mark. Other numbers
//! are other articles and other words. It must not know whether a build or a server is measured.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::corpus::{Article, Corpus, Draft, Flavour};
use super::{registry, words};

/// So many articles the home page lists for sure: a page of the list.
const ON_THE_HOME_PAGE: usize = 20;
/// An article gets a tag of these ranks: neither the commonest nor rare ones, and none that the registry has.
const TAGS: std::ops::Range<usize> = 10..40;

/// A kind of edit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edit {
    /// An article gets a sentence at its end. It shows on the article's page.
    Body,
    /// It gets another headline; the address stays, since it is the file's name. It shows on the home page.
    Headline,
    /// The same, but looked for on the article's own page, which carries its related articles, too.
    OwnHeadline,
    /// A new file. Its headline shows on the home page, as that of the newest article.
    NewArticle,
    /// An article gets one more tag. It shows on the tag's page, which lists the article.
    Tag,
    /// A file gets another name, and its article another address, at which it is then.
    Rename,
    /// A tag of the registry gets another description. It shows on the tag's page.
    Registry,
}

/// A site that is edited.
pub(crate) struct Site {
    pub(crate) folder: PathBuf,
    flavour: Flavour,
    /// The newest, newest first; the home page lists them all.
    articles: Vec<Article>,
    drafts: Vec<Draft>,
}

/// An edit of a site's files, and where it shows.
pub(crate) struct Change {
    pub(crate) step: Step,
    /// The address of the page that shows it.
    pub(crate) page: String,
    /// What is then to be read on the page, and not before.
    pub(crate) mark: String,
    /// What is to be read on the page before already; none if it need not be there.
    pub(crate) before: Option<String>,
}

/// What is done to a file.
pub(crate) enum Step {
    Write(PathBuf, String),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
}

impl Site {
    /// The site of `corpus` in `folder`, with new articles for the edits of the numbers from 1 up to `edits`. Their folder
    /// is made already: a small corpus may have no articles of that time.
    pub(crate) fn new(folder: &Path, corpus: &Corpus, flavour: Flavour, edits: usize) -> io::Result<Self> {
        let drafts = corpus.drafts(edits, flavour);
        for draft in &drafts {
            let file = folder.join(&draft.article.file);
            fs::create_dir_all(file.parent().expect("a file is in a folder"))?;
        }
        let articles = corpus.newest(ON_THE_HOME_PAGE, flavour);
        Ok(Self { folder: folder.to_owned(), flavour, articles, drafts })
    }
}

impl Edit {
    /// In the order in which they are made.
    pub(crate) const ALL: [Self; 7] = [
        Self::Body,
        Self::Headline,
        Self::OwnHeadline,
        Self::NewArticle,
        Self::Tag,
        Self::Rename,
        Self::Registry,
    ];

    /// What the reports call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Headline => "headline",
            Self::OwnHeadline => "headline, on its own page",
            Self::NewArticle => "new article",
            Self::Tag => "tag added",
            Self::Rename => "renamed file",
            Self::Registry => "registry entry",
        }
    }

    /// Whether it is another edit for a build, which knows no pages that somebody looks at.
    pub(crate) fn is_for_builds(self) -> bool {
        self != Self::OwnHeadline
    }

    /// The edit of the same number that comes before: only a new article can be renamed, since nobody links to it.
    pub(crate) fn follows(self) -> Option<Self> {
        (self == Self::Rename).then_some(Self::NewArticle)
    }

    /// The edit number `number`, from 1 on, of a site as it is now.
    pub(crate) fn change(self, site: &Site, number: usize) -> io::Result<Change> {
        let article = &site.articles[number % site.articles.len()];
        let draft = || &site.drafts[number - 1];
        let edited = |edit: &dyn Fn(&str) -> String| {
            let file = site.folder.join(&article.file);
            fs::read_to_string(&file).map(|text| Step::Write(file, edit(&text)))
        };
        match self {
            Self::Body => {
                let sentence = format!("Dispatch {number} has come in from the delegation");
                Ok(Change {
                    step: edited(&|text| format!("{}\n\n{sentence}.\n", text.trim_end()))?,
                    page: article.address.clone(),
                    mark: sentence,
                    before: Some(article.address.clone()),
                })
            }
            Self::Headline => {
                let headline = format!("Council hears dispatch {number} from the delegation");
                Ok(Change {
                    step: edited(&|text| retitle(text, &headline))?,
                    page: "/".to_owned(),
                    mark: headline,
                    before: Some(article.address.clone()),
                })
            }
            Self::OwnHeadline => {
                let headline = format!("Assembly reads letter {number} of the ambassador");
                Ok(Change {
                    step: edited(&|text| retitle(text, &headline))?,
                    page: article.address.clone(),
                    mark: headline,
                    before: Some(article.address.clone()),
                })
            }
            Self::NewArticle => Ok(Change {
                step: Step::Write(site.folder.join(&draft().article.file), draft().text.clone()),
                page: "/".to_owned(),
                mark: draft().title.clone(),
                before: None,
            }),
            Self::Tag => {
                let file = site.folder.join(&article.file);
                let (text, tag) = tagged(&fs::read_to_string(&file)?, number);
                Ok(Change {
                    step: Step::Write(file, text),
                    page: registry::address(&tag),
                    mark: article.address.clone(),
                    before: None,
                })
            }
            Self::Rename => {
                let renamed = draft().article.renamed();
                let path = |article: &Article| site.folder.join(&article.file);
                Ok(Change {
                    step: Step::Rename(path(&draft().article), path(&renamed)),
                    page: renamed.address,
                    mark: draft().title.clone(),
                    before: None,
                })
            }
            Self::Registry => {
                let tag = registry::tag(number);
                let description = format!("All that dispatch {number} has told us of it.");
                let file = site.folder.join(registry::file(&tag, site.flavour));
                let text = registry::describe(&fs::read_to_string(&file)?, &tag, &description, site.flavour);
                Ok(Change {
                    step: Step::Write(file, text),
                    page: registry::address(&tag),
                    mark: description,
                    before: Some(tag),
                })
            }
        }
    }
}

impl Step {
    /// Does it, in place.
    pub(crate) fn apply(&self) -> io::Result<()> {
        match self {
            Self::Write(path, text) => fs::write(path, text),
            Self::Rename(from, to) => fs::rename(from, to),
            Self::Remove(path) => fs::remove_file(path),
        }
    }

    /// What takes it back, asked before it is done. A step that removes is never asked: it takes a new file back.
    pub(crate) fn inverse(&self) -> io::Result<Self> {
        match self {
            Self::Write(path, _) if path.exists() => Ok(Self::Write(path.clone(), fs::read_to_string(path)?)),
            Self::Write(path, _) => Ok(Self::Remove(path.clone())),
            Self::Rename(from, to) => Ok(Self::Rename(to.clone(), from.clone())),
            Self::Remove(path) => Err(io::Error::other(format!("{} is not kept", path.display()))),
        }
    }
}

/// An article's text with another headline.
fn retitle(text: &str, headline: &str) -> String {
    let (_, rest) = text.split_once('\n').expect("an article has front matter");
    let (old, rest) = rest.split_once('\n').expect("its first line is the headline");
    assert!(old.starts_with("title: "), "its first line is the headline");
    format!("---\ntitle: \"{headline}\"\n{rest}")
}

/// An article's text with a tag that it did not have, and the tag.
fn tagged(text: &str, number: usize) -> (String, String) {
    let (above, rest) = text.split_once("\ntags: [").expect("an article has tags");
    let (tags, below) = rest.split_once("]\n").expect("they are a list in one line");
    let tag = (0..TAGS.len())
        .map(|step| words::tag(TAGS.start + (number + step) % TAGS.len()))
        .find(|tag| tags.split(", ").all(|other| other != tag))
        .expect("an article has few tags");
    (format!("{above}\ntags: [{tags}, {tag}]\n{below}"), tag)
}
