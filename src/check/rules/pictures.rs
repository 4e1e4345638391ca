//! The pictures of a site's documents.

use crate::content::Document;
use crate::site::{Picture, Site};
use crate::source::File;

/// Leading pictures of live documents.
pub(super) fn leading(site: &Site) -> impl Iterator<Item = (&Document, &Picture)> {
    let articles = site.articles.iter().map(|article| (&*article.document, article.image.as_ref()));
    let pages = site.all_pages().map(|page| (&*page.document, page.image.as_ref()));
    articles.chain(pages).filter_map(|(document, image)| Some((document, image?)))
}

/// Files that live documents show or link to, if they are pictures.
pub(super) fn shown(site: &Site) -> impl Iterator<Item = (&Document, &File)> {
    let articles =
        site.articles.iter().flat_map(|article| article.files().map(|(_, file)| (&*article.document, file)));
    let pages = site.all_pages().flat_map(|page| page.files().map(|(_, file)| (&*page.document, file)));
    articles.chain(pages).filter(|(_, file)| file.size.is_some())
}

/// The width in pixels of one of the site's own pictures that has fewer; a drawing is as wide as it is shown.
pub(super) fn width_below(picture: &Picture, most: u64) -> Option<u64> {
    let file = picture.file.as_ref().filter(|file| file.holds.is_raster())?;
    let width = u64::from(file.size?.0);
    (width < most).then_some(width)
}
