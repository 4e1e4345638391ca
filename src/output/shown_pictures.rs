//! Which pictures the pages of a site show, and all that is made of each: of the site alone.

use std::sync::Arc;

use crate::hash::{Digest, FastMap};
use crate::picture::Wanted;
use crate::site::pictures::{Derivative, Original, Published};
use crate::site::{Site, crops};
use crate::source::File;

/// The pictures that pages show, by address: those of `content/`, and those of `static/`.
pub(super) fn shown(site: &Site) -> impl Iterator<Item = (&String, &Arc<File>)> {
    let copies = site.copies.iter().map(|(url, copy)| (url, &copy.file));
    copies.chain(&*site.shown_statics)
}

/// What is made of one of them.
pub(super) fn derivatives(site: &Site, (url, file): (&String, &Arc<File>)) -> Vec<Derivative> {
    let Some(original) = Original::of(site, file, url) else { return Vec::new() };
    let files = original.whole(&site.config.pictures).into_iter().flat_map(|sized| sized.files);
    files.filter_map(|(path, wanted)| Some(Derivative { path: path?, wanted })).collect()
}

/// All that is wanted of each picture, by the hash of its bytes.
pub(super) fn wanted(site: &Site) -> FastMap<Digest, Vec<Wanted>> {
    let mut wanted: FastMap<Digest, Vec<Wanted>> = FastMap::default();
    let mut add = |file: &File, found: &mut dyn Iterator<Item = Wanted>| {
        let of_file = wanted.entry(file.hash).or_default();
        found.for_each(|wanted| {
            if !of_file.contains(&wanted) {
                of_file.push(wanted);
            }
        });
    };
    for (url, file) in shown(site) {
        let published = Published::of(file, &site.config.pictures).made;
        let made = derivatives(site, (url, file)).into_iter().map(|made| made.wanted);
        add(file, &mut made.chain(published));
    }
    for article in &site.articles {
        if let Some(file) = article.image.as_ref().and_then(|image| image.file.as_deref()) {
            add(file, &mut crops::derivatives(site, article).into_iter().map(|made| made.wanted));
        }
    }
    wanted
}

/// The pictures that pages show, and what is made of each, in the order of the jobs.
pub(super) fn list(site: &Site) -> Vec<(Arc<File>, Vec<Wanted>)> {
    let wanted = |of| derivatives(site, of).into_iter().map(|made| made.wanted).collect();
    shown(site).map(|(url, file)| (Arc::clone(file), wanted((url, file)))).collect()
}
