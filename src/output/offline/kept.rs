//! What browsers keep for readers without a network: the latest edition, its articles and their pictures; of a site without
//! editions what stands on top of the front page.

use std::collections::BTreeSet;

use crate::config::PictureFormat;
use crate::output::context::Context;
use crate::output::urls::print_url;
use crate::paths::site_url;
use crate::site::crops::{self, Place};
use crate::site::pictures::{Original, Sized};
use crate::site::{ArticleId, Edition, Site};
use crate::source::{File, Holds};

/// How many articles are kept.
const ARTICLES: usize = 60;
/// How many pictures of a text are.
const PICTURES: usize = 8;
/// How many are of all texts.
const ALL_PICTURES: usize = 120;
/// How large a picture is at most of which there are no smaller versions, in bytes.
const LARGEST: u64 = 512 * 1024;
/// How wide a picture is at most, in pixels, if there is one as narrow.
const WIDEST: u32 = 800;

/// What is kept.
pub(super) struct Kept<'s> {
    /// The latest, if there is one.
    pub(super) edition: Option<&'s Edition>,
    /// Its articles in its order, or those on top of the front page.
    pub(super) articles: Vec<ArticleId>,
}

impl<'s> Kept<'s> {
    pub(super) fn of(context: &'s Context) -> Self {
        let site = context.site();
        let edition = site.editions.first();
        let mut articles = match edition {
            Some(edition) => edition.articles(),
            None => context.front().on_top().collect(),
        };
        articles.truncate(ARTICLES);
        Self { edition, articles }
    }

    /// Addresses of pages without base path, the one that there must be first.
    pub(super) fn pages(&self, site: &Site) -> Vec<String> {
        let edition = self.edition.map(|edition| edition.page.url.to_string());
        let articles = self.articles.iter().map(|id| site.article(*id).url.to_string());
        edition.into_iter().chain([site.at("/")]).chain(articles).collect()
    }

    /// Addresses of pictures with base path: as articles show them, and as cards do.
    pub(super) fn pictures(&self, site: &Site) -> Vec<String> {
        let mut all = Addresses { site, seen: BTreeSet::new(), listed: Vec::new() };
        if let Some(edition) = self.edition {
            all.whole(
                edition.page.image.as_ref().and_then(|image| Some((&*image.url, image.file.as_deref()?))),
            );
            all.whole(edition.page.files().filter(|(_, file)| is_picture(file)).take(PICTURES));
        }
        for (number, id) in self.articles.iter().enumerate() {
            let article = site.article(*id);
            all.whole(article.image.as_ref().and_then(|image| Some((&*image.url, image.file.as_deref()?))));
            all.whole(article.files().filter(|(_, file)| is_picture(file)).take(PICTURES));
            let Some((original, focus)) = Original::leading(site, article) else { continue };
            // The first on the front page is larger.
            let lead = (number == 0 && self.edition.is_none()).then_some(Place::Lead);
            for place in lead.into_iter().chain([Place::Card]) {
                all.smallest(&crops::in_card(&original, focus, place, &site.config.pictures));
            }
        }
        all.listed.truncate(ALL_PICTURES);
        all.listed
    }
}

fn is_picture(file: &File) -> bool {
    file.holds.is_raster() || file.holds == Holds::Svg
}

/// A list of addresses, none of which is there twice.
struct Addresses<'s> {
    site: &'s Site,
    seen: BTreeSet<String>,
    listed: Vec<String>,
}

impl Addresses<'_> {
    fn add(&mut self, address: String) {
        if self.seen.insert(address.clone()) {
            self.listed.push(address);
        }
    }

    /// Pictures in the largest version that is not too wide, or as they are.
    fn whole<'f>(&mut self, pictures: impl IntoIterator<Item = (&'f str, &'f File)>) {
        let site = self.site;
        for (url, file) in pictures {
            let made = Original::of(site, file, url).map(|original| original.whole(&site.config.pictures));
            let version = made.as_deref().and_then(format).and_then(|sized| {
                let narrow = sized.files.iter().rev().find(|(_, wanted)| wanted.size.0 <= WIDEST);
                narrow.or_else(|| sized.files.first())
            });
            let path = version.and_then(|(path, _)| path.as_deref());
            match path {
                Some(path) => self.add(self.printed(path)),
                None if version.is_none() && file.len > LARGEST => {}
                None => self.add(print_url(&site.config.base_url, url)),
            }
        }
    }

    /// A part of a picture, in its smallest version.
    fn smallest(&mut self, all: &[Sized]) {
        let smallest = format(all).and_then(|sized| sized.files.first());
        if let Some(path) = smallest.and_then(|(path, _)| path.as_deref()) {
            self.add(self.printed(path));
        }
    }

    fn printed(&self, path: &str) -> String {
        self.site.config.base_url.page(&site_url(path.trim_start_matches('/')))
    }
}

/// The format that every browser with workers knows and that is small: WebP, or else the picture's own.
fn format(all: &[Sized]) -> Option<&Sized> {
    all.iter().find(|sized| sized.format == PictureFormat::WebP).or(all.last())
}
