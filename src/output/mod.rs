//! What a site is made of: one file per kind of output, each with its paths, its inputs and its bytes.
//!
//! A new kind of output is a new file here and a line in [`OUTPUTS`]. [`crate::build`] asks every output for
//! its jobs; the engine asks the job's output to make it. What is made is a template with its view, bytes, or a
//! file to copy; nothing here writes.

pub mod archive;
pub mod article;
pub mod assets;
mod class;
pub mod corrections;
pub mod crops;
pub mod edition;
pub mod editions;
pub mod email;
pub mod feeds;
pub mod home;
pub mod ingredient;
pub mod kept;
pub mod kit;
mod live;
pub mod mentions;
pub mod news_sitemap;
pub mod not_found;
pub mod page;
pub mod redirect;
pub mod robots;
pub mod sitemap;
pub mod story;
pub mod term;
pub mod terms;
pub mod view;
pub mod withdrawn;

pub use class::Class;
pub use kit::Kit;

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use self::ingredient::{About, Take, What};
use crate::address::{to_path, uri};
use crate::config::{BaseUrl, FeedFormat, PATH};
use crate::content::Document;
use crate::diagnostic::{Diagnostic, Span};
use crate::hash::{Digest, Hasher};
use crate::paths::{OutPath, PathError};
use crate::site::{ArticleId, Site, TermKind};
use crate::source::Changed;
use crate::theme::{Asset, AssetSource};

/// Every kind of output, in the order in which they are planned.
pub static OUTPUTS: &[&dyn Output] = &[
    &home::Home,
    &article::Article,
    &page::Standalone,
    &term::TermPages(TermKind::Topic),
    &term::TermPages(TermKind::Tag),
    &term::TermPages(TermKind::Source),
    &term::TermPages(TermKind::Author),
    &term::TermPages(TermKind::Story),
    &edition::EditionPages,
    &editions::EditionIndex,
    &withdrawn::Notices,
    &terms::TermIndex(TermKind::Topic),
    &terms::TermIndex(TermKind::Tag),
    &terms::TermIndex(TermKind::Source),
    &terms::TermIndex(TermKind::Author),
    &terms::TermIndex(TermKind::Story),
    &archive::Archive,
    &archive::Year,
    &archive::Month,
    &corrections::Corrections,
    &not_found::NotFound,
    &feeds::page::FeedIndex,
    &feeds::HomeFeed(FeedFormat::Rss),
    &feeds::HomeFeed(FeedFormat::Atom),
    &feeds::HomeFeed(FeedFormat::Json),
    &feeds::TermFeed(TermKind::Topic, FeedFormat::Rss),
    &feeds::TermFeed(TermKind::Topic, FeedFormat::Atom),
    &feeds::TermFeed(TermKind::Topic, FeedFormat::Json),
    &feeds::TermFeed(TermKind::Tag, FeedFormat::Rss),
    &feeds::TermFeed(TermKind::Tag, FeedFormat::Atom),
    &feeds::TermFeed(TermKind::Tag, FeedFormat::Json),
    &feeds::TermFeed(TermKind::Story, FeedFormat::Rss),
    &feeds::TermFeed(TermKind::Story, FeedFormat::Atom),
    &feeds::TermFeed(TermKind::Story, FeedFormat::Json),
    &email::EmailPages,
    &email::EmailTexts,
    &editions::EditionFeed(FeedFormat::Rss),
    &editions::EditionFeed(FeedFormat::Atom),
    &editions::EditionFeed(FeedFormat::Json),
    &feeds::TermFeed(TermKind::Author, FeedFormat::Rss),
    &feeds::TermFeed(TermKind::Author, FeedFormat::Atom),
    &feeds::TermFeed(TermKind::Author, FeedFormat::Json),
    &corrections::CorrectionsFeed(FeedFormat::Rss),
    &corrections::CorrectionsFeed(FeedFormat::Atom),
    &corrections::CorrectionsFeed(FeedFormat::Json),
    &feeds::old::MovedFeeds,
    &feeds::old::AliasFeeds,
    &feeds::opml::Opml,
    &redirect::Redirects,
    &sitemap::Sitemap,
    &news_sitemap::NewsSitemap,
    &robots::Robots,
    &robots::NoJekyll,
    &robots::Cname,
    &assets::Statics,
    &assets::Copies,
    &crops::Crops,
];

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
    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>);
    /// The same without what takes a look at all other articles: what is found out about every output after every edit
    /// under the server, which finds related articles for the pages that are asked for.
    fn own_ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        self.ingredients(kit, subject, add);
    }
    /// Makes one of them. It may reach the epoch, its ingredients, and the texts that they name.
    ///
    /// # Errors
    /// A text that has changed since it was read.
    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed>;
    /// What is to be said of one of them, by its bytes. A build that does not make it again remembers it. The kit is the
    /// one of its language.
    fn said(&self, _: &Kit, _: Subject, _: &[u8]) -> Option<Diagnostic> {
        None
    }
    /// The document that one of them shows as its own, if it is a document's page.
    fn document<'s>(&self, _: &'s Site, _: Subject) -> Option<&'s Arc<Document>> {
        None
    }
    /// The article that one of them shows as its own, and those that it shows as related to it.
    fn related<'k>(&self, _: &'k Kit, _: Subject) -> Option<(ArticleId, &'k [ArticleId])> {
        None
    }
    /// What it is made of, for a message about it: "content/a.md", "the tag \"Trade\"".
    fn origin(&self, site: &Site, subject: Subject) -> String;
    /// Where newsprint.yaml asks for one of them, if it does.
    fn span(&self, _: &Site, _: Subject) -> Option<Span> {
        None
    }
    /// Whether there is one for all languages of a site.
    fn is_shared(&self) -> bool {
        false
    }
    /// The asset that one of them is, for a message about it: "static/img/a.png".
    fn asset(&self, _: &BTreeMap<String, Asset>, _: Subject) -> Option<String> {
        None
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
    /// Its place in [`OUTPUTS`].
    pub maker: u8,
    /// The number of its language.
    pub language: u8,
    /// What the maker makes.
    pub subject: Subject,
}

impl Job {
    /// What makes it.
    pub fn output(&self) -> &'static dyn Output {
        OUTPUTS[usize::from(self.maker)]
    }

    /// Makes it.
    ///
    /// # Errors
    /// A text that has changed since it was read.
    pub fn make(&self, kit: &Kit) -> Result<Made, Changed> {
        self.output().make(kit.of(self), self.subject)
    }

    /// Hands out what it is made of, besides the epoch and what its template asks.
    pub fn ingredients<'k>(&self, kit: &'k Kit, add: Take<'_, 'k>) {
        let kit = kit.of(self);
        self.output().ingredients(kit, self.subject, add);
        self.translations(kit, add);
    }

    /// In which other languages a page is there: it says so to machines, and to readers.
    fn translations<'k>(&self, kit: &'k Kit, add: Take<'_, 'k>) {
        let site = kit.site();
        if site.languages.len() > 1 && matches!(self.output().class(), Class::Page | Class::List) {
            add(What::Translations, Digest::of(site.translations_at(&self.path)));
        }
    }

    /// Hash of all that shows, besides the epoch and what templates ask.
    pub fn input(&self, kit: &Kit) -> Digest {
        let mut hasher = Hasher::default();
        self.ingredients(kit, &mut |what, digest| {
            (std::mem::discriminant(&what), digest).hash(&mut hasher);
        });
        hasher.digest()
    }

    /// Hash of the same without related articles. `about` takes what each ingredient is about.
    pub fn own_input(&self, kit: &Kit, about: &mut dyn FnMut(About)) -> Digest {
        let kit = kit.of(self);
        let mut hasher = Hasher::default();
        let add: Take<'_, '_> = &mut |what, digest| {
            (std::mem::discriminant(&what), digest).hash(&mut hasher);
            what.about().into_iter().for_each(&mut *about);
        };
        self.output().own_ingredients(kit, self.subject, add);
        self.translations(kit, add);
        hasher.digest()
    }

    /// The document that it shows as its own.
    pub fn document<'k>(&self, kit: &'k Kit) -> Option<&'k Arc<Document>> {
        self.output().document(kit.of(self).site(), self.subject)
    }

    /// Where newsprint.yaml asks for it, if it does; `sites` are those of all languages.
    pub fn span(&self, sites: &[Site]) -> Option<Span> {
        self.output().span(&sites[usize::from(self.language)], self.subject)
    }

    /// What it is made of, for a message about it; `sites` are those of all languages.
    pub fn origin(&self, sites: &[Site], assets: &BTreeMap<String, Asset>) -> String {
        let output = self.output();
        let of_site = || output.origin(&sites[usize::from(self.language)], self.subject);
        output.asset(assets, self.subject).unwrap_or_else(of_site)
    }
}

/// What a job makes.
pub enum Made {
    /// A template and its view.
    Template {
        /// Its name.
        name: String,
        /// The view.
        context: tera::Context,
        /// The page's language.
        language: String,
    },
    /// A template and its view, and what becomes of the text.
    Treated {
        /// Its name.
        name: String,
        /// The view.
        context: tera::Context,
        /// The page's language.
        language: String,
        /// A function of the text, like all that makes an output.
        treat: Treat,
    },
    /// Bytes.
    Bytes(Vec<u8>),
    /// A file of the site as it is published: [`crate::publish`].
    Copy(AssetSource),
}

/// What becomes of a rendered text.
pub type Treat = Box<dyn FnOnce(String) -> Result<String, Diagnostic>>;

/// Collects the jobs of the outputs.
pub struct Planner<'a> {
    /// The site.
    pub site: &'a Site,
    /// All assets by path.
    pub assets: &'a BTreeMap<String, Asset>,
    /// Which output is planning.
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

    /// Plans a file that keeps its name, whatever its ending.
    pub fn add_file(&mut self, url: &str, subject: Subject) {
        self.push(url, OutPath::new(to_path(url).trim_start_matches('/')), subject);
    }

    fn push(&mut self, url: &str, path: Result<OutPath, PathError>, subject: Subject) {
        let (maker, language) = (self.maker, self.language);
        match path {
            Ok(path) => self.jobs.push(Job { path, maker, language, subject }),
            Err(error) => {
                let output = OUTPUTS[usize::from(maker)];
                let by = output.asset(self.assets, subject);
                let by = by.unwrap_or_else(|| output.origin(self.site, subject));
                let problem = Diagnostic::error(
                    "path",
                    format!("the address `{}` cannot be written: {error}", to_path(url)),
                );
                let hint = match &by {
                    by if by.starts_with("static/") => "rename the file",
                    by if by.starts_with("the old address") => "correct the alias, or take it out",
                    by if by.starts_with("the old feed address") => {
                        "correct it, or take it out of `feeds.paths`"
                    }
                    _ => "choose another `slug:` or `url:`, or another name for the file",
                };
                let problem = blame(problem, &by).hint(hint);
                let span = OUTPUTS[usize::from(maker)].span(self.site, subject);
                self.diagnostics.push(Diagnostic { span: span.or(problem.span), ..problem });
            }
        }
    }
}

/// Puts the culprit into the message: as its file when it names one, else as a hint.
pub fn blame(problem: Diagnostic, by: &str) -> Diagnostic {
    match file_in(by) {
        Some(file) => problem.in_file(file),
        None => problem.hint(format!("it is made by {by}")),
    }
}

/// The file in "the old address in content/a.md".
pub fn file_in(by: &str) -> Option<&str> {
    ["content/", "static/", PATH].into_iter().find_map(|folder| by.find(folder)).map(|start| &by[start..])
}

/// The folder of an address: where its further pages, its feed and its files stand. Ends with a slash.
pub fn folder(url: &str) -> String {
    match url.strip_suffix(".html") {
        Some(stem) => format!("{stem}/"),
        None if url.ends_with('/') => url.to_owned(),
        None => format!("{url}/"),
    }
}

/// The address of a page of a list, the first being 0.
pub fn page_url(url: &str, page: usize) -> String {
    if page == 0 { url.to_owned() } else { format!("{}page/{}/", folder(url), page + 1) }
}

/// How many pages a list of `count` has; an empty one has one.
pub fn pages(count: usize, per_page: usize) -> usize {
    count.div_ceil(per_page).max(1)
}

/// Whether an address is a path of this site.
pub fn is_inside(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//")
}

/// An address with its base path, or as it is when it leads out of the site.
pub fn print_url(base: &BaseUrl, url: &str) -> String {
    let url = uri(url);
    if is_inside(&url) { base.page(&url) } else { url.into_owned() }
}

/// The same, absolute.
pub fn print_absolute(base: &BaseUrl, url: &str) -> String {
    let url = uri(url);
    if is_inside(&url) { base.absolute(&url) } else { url.into_owned() }
}
