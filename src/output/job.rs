//! What a kind of output is, what one of its jobs is, and how jobs are planned. The registry of all kinds is
//! [`OUTPUTS`](super::OUTPUTS).

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::class::Class;
use super::context::Context;
use super::ingredient::Collect;
use super::origin::Origin;
use super::view::variables;
use crate::address::to_path;
use crate::content::Document;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::paths::{OutPath, PathError};
use crate::picture::Wanted;
use crate::site::{ArticleId, Site};
use crate::source::{Changed, File};
use crate::theme::{Asset, AssetSource};

/// One kind of output.
pub trait Output: Sync {
    /// Its name, part of the fingerprint.
    fn name(&self) -> &'static str;
    /// When it is put into place.
    fn class(&self) -> Class;
    /// Adds a job for every output of this kind.
    fn plan(&self, plan: &mut Planner<'_>);
    /// What one of them is made of, besides the epoch and what its template asks: whatever shows in it, each time in the
    /// same order.
    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>);
    /// The same without what takes a look at all other articles: what is found out about every output after every edit
    /// under the server, which finds related articles for the pages that are asked for.
    fn own_ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        self.ingredients(context, subject, add);
    }
    /// Makes one of them. It may reach the epoch, its ingredients, and the texts that they name.
    ///
    /// # Errors
    /// A text that has changed since it was read.
    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed>;
    /// What is to be said of one of them, by its bytes. A build that does not make it again remembers it. The context is the
    /// one of its language.
    fn said(&self, _: &Context, _: Subject, _: &[u8]) -> Option<Diagnostic> {
        None
    }
    /// The document that one of them shows as its own, if it is a document's page.
    fn document<'s>(&self, _: &'s Site, _: Subject) -> Option<&'s Arc<Document>> {
        None
    }
    /// The article that one of them shows as its own, and those that it shows as related to it.
    fn related<'k>(&self, _: &'k Context, _: Subject) -> Option<(ArticleId, &'k [ArticleId])> {
        None
    }
    /// The picture that has to be decoded for one of them, if nothing was kept of it.
    fn picture<'k>(&self, _: &'k Context, _: Subject) -> Option<&'k File> {
        None
    }
    /// What it is made of, for a message about it.
    fn origin(&self, site: &Site, subject: Subject) -> Origin;
    /// Where newsprint.yaml asks for one of them, if it does.
    fn span(&self, _: &Site, _: Subject) -> Option<Span> {
        None
    }
    /// Whether each of them is made with the templates, the configuration and the texts of the interface; if not, nothing but the
    /// program and its ingredients decides about its bytes.
    fn depends_on_epoch(&self) -> bool {
        true
    }
    /// The template that each of them is made by, if no other decides about its bytes: of the templates it depends on that one
    /// and on what that is put together from.
    fn template(&self) -> Option<&'static str> {
        None
    }
    /// Whether there is one for all languages of a site.
    fn is_shared(&self) -> bool {
        false
    }
    /// The asset that one of them is, for a message about it.
    fn asset(&self, _: &BTreeMap<String, Asset>, _: Subject) -> Option<Origin> {
        None
    }
    /// Whether each of them is about one article or one term: of all else that it shows its ingredients say what they are
    /// about, but for what follows from its own articles (related tags, lengths of lists) and what
    /// [`Touched::between`](crate::site::Touched::between) looks at itself (rights, mentions, the navigation).
    fn is_about_one(&self) -> bool {
        false
    }
    /// Whether two of this kind at one path were said to be one before anything was planned.
    fn is_said_to_clash(&self) -> bool {
        false
    }
}

/// Which of an output's own things a job is about; each output counts in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Subject {
    /// Which: an article's, term's or file's number.
    pub index: u32,
    /// Which page of its list, from 0.
    pub page: u32,
}

/// One output path and what makes it.
#[derive(Debug, Clone)]
pub struct Job {
    /// Where.
    pub path: OutPath,
    /// Its place in [`OUTPUTS`](super::OUTPUTS).
    pub maker: u8,
    /// The number of its language.
    pub language: u8,
    /// What the maker makes.
    pub subject: Subject,
}

impl Context {
    /// The one of a job's language.
    pub fn of(&self, job: &Job) -> &Self {
        self.in_language(job.language)
    }
}

/// What a job makes.
pub enum Made {
    /// A template and its view.
    Template {
        /// Its name.
        name: String,
        /// The view.
        variables: tera::Context,
        /// The page's language.
        language: String,
    },
    /// A template and its view, and what becomes of the text.
    Treated {
        /// Its name.
        name: String,
        /// The view.
        variables: tera::Context,
        /// The page's language.
        language: String,
        /// A function of the text, like all that makes an output.
        treat: Finish,
    },
    /// Bytes.
    Bytes(Vec<u8>),
    /// A file of the site as it is published: [`crate::publish`].
    Copy(AssetSource),
    /// What is made of a picture: [`crate::picture`].
    Picture(Arc<File>, Wanted),
    /// What is drawn of an SVG: [`crate::drawing`].
    Drawing(Arc<File>),
    /// A template of an SVG and its view: what is drawn of it.
    Card {
        /// Its name.
        name: &'static str,
        /// The view.
        variables: tera::Context,
        /// The page's language.
        language: String,
        /// The page for which it is made.
        of: Box<Origin>,
    },
}

impl Made {
    /// A template and its view, in the page's language.
    pub fn template(name: impl Into<String>, view: &impl Serialize, language: String) -> Self {
        Self::Template { name: name.into(), variables: variables(view), language }
    }
}

/// What becomes of a rendered text.
pub type Finish = Box<dyn FnOnce(String) -> Result<String, Diagnostic>>;

/// Collects the jobs of the outputs.
pub struct Planner<'a> {
    /// The site.
    pub site: &'a Site,
    /// All assets by path.
    pub assets: &'a BTreeMap<String, Asset>,
    /// Which output is planning.
    pub output: &'static dyn Output,
    /// Its place in the registry.
    pub maker: u8,
    /// The number of the site's language.
    pub language: u8,
    /// What was planned.
    pub jobs: Vec<Job>,
    /// Paths that cannot be.
    pub diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    /// Plans the output at an address without base path.
    pub fn add(&mut self, url: &str, subject: Subject) {
        self.push(url, OutPath::of_url(url), subject);
    }

    /// Plans the output at a path.
    pub fn add_path(&mut self, path: OutPath, subject: Subject) {
        self.jobs.push(Job { path, maker: self.maker, language: self.language, subject });
    }

    /// Plans a file that keeps its name, whatever its ending.
    pub fn add_file(&mut self, url: &str, subject: Subject) {
        self.push(url, OutPath::new(to_path(url).trim_start_matches('/')), subject);
    }

    fn push(&mut self, url: &str, path: Result<OutPath, PathError>, subject: Subject) {
        match path {
            Ok(path) => self.add_path(path, subject),
            Err(error) => {
                let by = self.output.asset(self.assets, subject);
                let by = by.unwrap_or_else(|| self.output.origin(self.site, subject));
                let problem = Diagnostic::error(
                    Code::Path,
                    format!("the address `{}` cannot be written: {error}", to_path(url)),
                );
                let hint = match by {
                    Origin::Static(_) => "rename the file",
                    Origin::Alias(_) => "correct the alias, or take it out",
                    Origin::MovedFeed(_) => "correct it, or take it out of `feeds.paths`",
                    _ => "choose another `slug:` or `url:`, or another name for the file",
                };
                let problem = by.blame(problem).hint(hint);
                let span = self.output.span(self.site, subject);
                self.diagnostics.push(Diagnostic { span: span.or(problem.span), ..problem });
            }
        }
    }
}
