//! An article that is looked at without its site: what of it could matter to other articles.

use std::sync::Arc;

use super::Doubt;
use crate::content::{Document, name};
use crate::site::links::{Destination, From};
use crate::site::marks::Marks;
use crate::site::{Article, Site};

/// See the module.
pub(super) struct Candidate<'a> {
    pub(super) document: &'a Arc<Document>,
    /// The part of the site in its language.
    pub(super) site: &'a Site,
    /// As it is there, if it is live.
    pub(super) article: Option<&'a Arc<Article>>,
    pub(super) marks: Marks,
}

impl<'a> Candidate<'a> {
    /// A document of a part.
    ///
    /// # Errors
    /// It is no article, or has something that depends on all texts: links by a name, texts that may be several names, a notice
    /// that it was taken back.
    pub(super) fn of(document: &'a Arc<Document>, sites: &'a [Site]) -> Result<Self, Doubt> {
        let depends_on_all = document.facts.named.is_some()
            || !document.one_texts().is_empty()
            || document.front.rare().withdrawn.is_some();
        let place = sites.iter().find_map(|site| {
            let article = site.articles.iter().find(|article| article.document.path == document.path);
            let is_held = || site.held_documents.iter().any(|held| held.path == document.path);
            (article.is_some() || is_held()).then_some((site, article))
        });
        let (site, article) = place.filter(|_| !depends_on_all).ok_or(Doubt::Unreadable)?;
        let marks = Marks::of(document, article.map(|article| &**article), site);
        Ok(Self { document, site, article, marks })
    }

    /// Whether it says where it stands, in its own words or by addresses that it had.
    pub(super) fn chooses_its_place(&self) -> bool {
        let rare = self.document.front.rare();
        rare.url.is_some() || !rare.aliases.is_empty()
    }

    /// The paths by which links may mean it: its own, and that without the day.
    pub(super) fn link_paths(&self) -> impl Iterator<Item = String> {
        let path = self.document.path.to_string();
        name::without_date(&path).into_iter().chain([path])
    }

    /// The addresses of this site in its links and pictures; none when one is written in full, of which more may be said.
    pub(super) fn addresses(&self) -> Option<Vec<&str>> {
        let facts = &self.document.facts;
        let links = facts.links.iter().map(|link| &*link.href);
        let images = facts.images.iter().map(|image| &*image.src);
        let image = self.document.front.image.iter().map(|image| &*image.src);
        let url = self.article.map_or("/", |article| &*article.url);
        let from = From::new(&self.document.path, url);
        let mut addresses = Vec::new();
        for href in links.chain(images).chain(image) {
            if self.site.links.own(href).is_some() {
                return None;
            }
            if let Ok(Destination::Path(path)) = self.site.links.resolve(from, href) {
                addresses.push(path.split(['#', '?']).next().unwrap_or(path));
            }
        }
        Some(addresses)
    }
}
