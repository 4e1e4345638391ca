//! What networks are shown of pictures that are SVG, which none of them shows: a drawing in points, as PNG, beside each that
//! stands for a page or for the site: `/img/chart.svg.1200x630.png` beside `/img/chart.svg`.
//!
//! Whether a file can be drawn was found out when it was read ([`crate::drawing`]).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::links::decoded_url;
use super::{Article, Picture, Site, SiteInLanguage, TermKind};
use crate::content::front_matter::Image;
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing::{SIZE, Undrawable};
use crate::paths::site_url;
use crate::source::{File, Pixels};

/// A picture as networks are shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForNetworks<'p> {
    /// Its address without base path, or absolute when it is somewhere else.
    pub url: Cow<'p, str>,
    /// Pixels, when known.
    pub size: Option<(u32, u32)>,
}

impl Picture {
    /// What networks are shown of it; none when that is nothing.
    pub fn for_networks(&self, site: &SiteInLanguage) -> Option<ForNetworks<'_>> {
        let as_it_is =
            || self.is_shared().then(|| ForNetworks { url: Cow::Borrowed(&self.url), size: self.size });
        self.drawn(site).or_else(as_it_is)
    }

    /// What is drawn of it, if it is SVG and can be drawn.
    pub fn drawn(&self, site: &SiteInLanguage) -> Option<ForNetworks<'static>> {
        let (path, _) = drawing(site, self)?;
        Some(ForNetworks { url: site_url(path.trim_start_matches('/')).into(), size: Some(SIZE) })
    }
}

/// Where the drawing of a picture stands (its address without base path, decoded), and of which file it is made.
pub fn drawing<'p>(site: &SiteInLanguage, picture: &'p Picture) -> Option<(String, &'p Arc<File>)> {
    let file = picture.file.as_ref().filter(|file| file.pixels == Pixels::Drawable)?;
    let decoded = decoded_url(&picture.url);
    // As with all that is made of pictures: each language makes its own of a file of `static/`.
    let address = if file.path.starts_with("static/") { site.at(&decoded) } else { decoded };
    Some((format!("{address}.{}x{}.png", SIZE.0, SIZE.1), file))
}

/// The picture of what is no article, if it may be passed on.
pub fn passed_on<'p>(
    site: &SiteInLanguage,
    written: Option<&Image>,
    found: Option<&'p Picture>,
) -> Option<&'p Picture> {
    let (written, found) = written.zip(found)?;
    let withheld = written.credit.as_deref().is_some_and(|credit| site.rights.withhold(credit));
    (!withheld).then_some(found)
}

/// The leading picture of an article, if it may be passed on.
pub fn of_article(article: &Article) -> Option<&Picture> {
    article.image.as_ref().filter(|_| !article.image_withheld)
}

/// All pictures that stand for a page or for the site, and may be passed on.
fn shared(site: &Site) -> impl Iterator<Item = &Picture> {
    const KINDS: [TermKind; 5] =
        [TermKind::Topic, TermKind::Tag, TermKind::Source, TermKind::Author, TermKind::Story];
    let articles = site.articles.iter().filter_map(|article| of_article(article));
    let of_page = |page: &'_ super::Page| page.document.front.image.is_some();
    let pages = site
        .all_pages()
        .filter(move |page| of_page(page))
        .filter_map(|page| passed_on(site, page.document.front.image.as_deref(), page.image.as_ref()));
    let terms = KINDS.into_iter().flat_map(|kind| site.terms(kind).iter()).filter_map(|(_, term)| {
        let written = term.entry.as_ref().and_then(|entry| entry.image.as_ref());
        passed_on(site, written, term.image.as_ref()).filter(|_| term.has_page())
    });
    let brand = [&site.brand.social_image, &site.brand.logo].into_iter().flatten();
    articles.chain(pages).chain(terms).chain(brand)
}

/// All drawings of a site, by address.
pub fn all(site: &Site) -> BTreeMap<String, Arc<File>> {
    let drawings = shared(site).filter_map(|picture| drawing(site, picture));
    drawings.map(|(path, file)| (path, Arc::clone(file))).collect()
}

/// Warns of pictures that stand for a page or for the site and cannot be drawn, each once.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut said = BTreeSet::new();
    let files = shared(site).filter_map(|picture| picture.file.as_deref());
    let undrawn = |file: &File| match file.pixels {
        // Of nothing, nobody misses a picture: readers are shown none either.
        Pixels::Undrawable(Undrawable::Empty) => None,
        Pixels::Undrawable(why) => {
            let message = format!(
                "networks are shown nothing of this SVG: {}, so that it cannot be made a picture of points",
                why.as_str()
            );
            let hint = "save it as PNG, too, and name that as the picture, or save it again with texts as paths and without embedded pictures";
            Some(Diagnostic::warning(Code::UndrawnSvg, message).in_file(&*file.path).hint(hint))
        }
        _ => None,
    };
    files.filter_map(|file| undrawn(file).filter(|_| said.insert(&*file.path))).collect()
}
