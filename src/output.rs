//! What a site is made of: one file per kind of output, each with its paths, its inputs and its bytes.
//!
//! A new kind of output is a new file here and a line in [`OUTPUTS`]. [`crate::build`] asks every output for
//! its jobs; the engine asks the job's output to make it. What is made is a template with its view, bytes, or a
//! file to copy; nothing here writes.

pub mod archive;
pub mod article;
pub mod assets;
mod cache;
mod class;
pub mod context;
pub mod corrections;
pub mod drawings;
pub mod edition;
pub mod editions;
pub mod email;
pub mod feeds;
mod front;
pub mod home;
pub mod ingredient;
pub mod job;
pub mod list;
pub mod mentions;
pub mod news_sitemap;
pub mod not_found;
pub mod offline;
mod origin;
pub mod page;
mod paged;
pub mod pictures;
pub mod redirect;
pub mod robots;
pub mod search;
mod segments;
mod shown_pictures;
pub mod sitemap;
pub mod social_cards;
pub mod story;
pub mod term;
pub mod terms;
pub mod urls;
pub mod view;
pub mod withdrawn;

pub use class::Class;
pub use context::Context;
pub use job::{Job, Made, Output, Planner};
pub use origin::Origin;
pub use sitemap::addresses as sitemap_addresses;
pub use urls::folder;

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use self::ingredient::{About, Collect, Ingredient};
use self::pictures::MadeOf;
use self::social_cards::CardsOf;
use crate::config::{FeedFormat, FeedOf};
use crate::content::Document;
use crate::diagnostic::Span;
use crate::hash::{Digest, Hasher};
use crate::site::{Site, TermKind};
use crate::source::Changed;
use crate::theme::Asset;

/// Every kind of output, in the order in which they are planned.
pub static OUTPUTS: &[&dyn Output] = &[
    &home::Home,
    &article::ArticlePages,
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
    &offline::OfflinePages,
    &feeds::page::FeedIndex,
    &feeds::Feeds(FeedOf::Home, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Home, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Home, FeedFormat::Json),
    &feeds::Feeds(FeedOf::Topics, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Topics, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Topics, FeedFormat::Json),
    &feeds::Feeds(FeedOf::Tags, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Tags, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Tags, FeedFormat::Json),
    &feeds::Feeds(FeedOf::Stories, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Stories, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Stories, FeedFormat::Json),
    &email::EmailPages,
    &email::EmailTexts,
    &feeds::Feeds(FeedOf::Editions, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Editions, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Editions, FeedFormat::Json),
    &feeds::Feeds(FeedOf::Authors, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Authors, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Authors, FeedFormat::Json),
    &feeds::Feeds(FeedOf::Corrections, FeedFormat::Rss),
    &feeds::Feeds(FeedOf::Corrections, FeedFormat::Atom),
    &feeds::Feeds(FeedOf::Corrections, FeedFormat::Json),
    &feeds::old::MovedFeeds,
    &feeds::old::AliasFeeds,
    &feeds::opml::Opml,
    &redirect::Redirects,
    &search::Search,
    &search::shards::Shards,
    &search::tables::Tables,
    &search::names::Names,
    &search::names::Words,
    &search::manifest::Manifest,
    &sitemap::Sitemap,
    &news_sitemap::NewsSitemap,
    &offline::Workers,
    &robots::Robots,
    &robots::NoJekyll,
    &robots::Cname,
    &robots::IndexNowKey,
    &assets::Statics,
    &assets::Copies,
    &pictures::Pictures(MadeOf::Shown),
    &pictures::Pictures(MadeOf::Leading),
    &drawings::Drawings,
    &social_cards::SocialCards(CardsOf::Articles),
    &social_cards::SocialCards(CardsOf::Editions),
    &social_cards::SocialCards(CardsOf::Terms(TermKind::Topic)),
    &social_cards::SocialCards(CardsOf::Terms(TermKind::Story)),
];

impl Job {
    /// What makes it.
    pub fn output(&self) -> &'static dyn Output {
        OUTPUTS[usize::from(self.maker)]
    }

    /// Makes it.
    ///
    /// # Errors
    /// A text that has changed since it was read.
    pub fn make(&self, context: &Context) -> Result<Made, Changed> {
        self.output().make(context.of(self), self.subject)
    }

    /// Hands out what it is made of, besides the epoch and what its template asks.
    pub fn ingredients<'k>(&self, context: &'k Context, add: Collect<'_, 'k>) {
        let context = context.of(self);
        self.output().ingredients(context, self.subject, add);
        self.translations(context, add);
    }

    /// In which other languages a page is there: it says so to machines, and to readers.
    fn translations<'k>(&self, context: &'k Context, add: Collect<'_, 'k>) {
        let site = context.site();
        if site.languages.len() > 1 && matches!(self.output().class(), Class::Page | Class::List) {
            add(Ingredient::Translations, Digest::of(site.translations_at(&self.path)));
        }
    }

    /// Hash of all that shows, besides the epoch and what templates ask.
    pub fn input(&self, context: &Context) -> Digest {
        let mut hasher = Hasher::default();
        self.ingredients(context, &mut |what, digest| {
            (std::mem::discriminant(&what), digest).hash(&mut hasher);
        });
        hasher.digest()
    }

    /// Hash of the same without related articles. `about` takes what each ingredient is about.
    pub fn own_input(&self, context: &Context, about: &mut dyn FnMut(About)) -> Digest {
        let context = context.of(self);
        let mut hasher = Hasher::default();
        let add: Collect<'_, '_> = &mut |what, digest| {
            (std::mem::discriminant(&what), digest).hash(&mut hasher);
            what.about().into_iter().for_each(&mut *about);
        };
        self.output().own_ingredients(context, self.subject, add);
        self.translations(context, add);
        hasher.digest()
    }

    /// The document that it shows as its own.
    pub fn document<'k>(&self, context: &'k Context) -> Option<&'k Arc<Document>> {
        self.output().document(context.of(self).site(), self.subject)
    }

    /// Where newsprint.yaml asks for it, if it does; `sites` are those of all languages.
    pub fn span(&self, sites: &[Site]) -> Option<Span> {
        self.output().span(&sites[usize::from(self.language)], self.subject)
    }

    /// What it is made of, for a message about it; `sites` are those of all languages.
    pub fn origin(&self, sites: &[impl Borrow<Site>], assets: &BTreeMap<String, Asset>) -> Origin {
        let output = self.output();
        let of_site = || output.origin(sites[usize::from(self.language)].borrow(), self.subject);
        output.asset(assets, self.subject).unwrap_or_else(of_site)
    }
}
