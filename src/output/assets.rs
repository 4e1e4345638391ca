//! Files that are copied as they are: `static/`, the theme's own, and what stands beside documents.

use super::{Kit, Made, Output, Planner, Subject};
use crate::build::sink::Class;
use crate::site::Site;
use crate::site::links::decoded_url;
use crate::source::Changed;
use crate::theme::AssetSource;

/// Everything in `static/` and the theme's assets.
pub struct Statics;
/// Pictures and files that live documents show or link to.
pub struct Copies;

impl Output for Statics {
    fn name(&self) -> &'static str {
        "static"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let assets: Vec<_> = plan.assets.values().map(|asset| (asset.url.clone(), asset.hash)).collect();
        for (index, (url, hash)) in (0..).zip(assets) {
            plan.add_file(&url, Subject { index, page: 0 }, hash);
        }
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let asset = kit.assets().values().nth(subject.index as usize);
        Ok(asset.map_or_else(|| Made::Bytes(Vec::new()), |asset| Made::Copy(asset.from)))
    }

    fn origin(&self, _: &Site, _: Subject) -> String {
        "a file of static/".to_owned()
    }
}

impl Output for Copies {
    fn name(&self) -> &'static str {
        "copy"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, (url, copy)) in (0..).zip(&site.copies) {
            plan.add_file(&decoded_url(url), Subject { index, page: 0 }, copy.hash);
        }
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let copy = kit.site().copies.values().nth(subject.index as usize);
        Ok(copy.map_or_else(|| Made::Bytes(Vec::new()), |copy| Made::Copy(AssetSource::File(copy.file))))
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        site.copies.values().nth(subject.index as usize).map_or_else(String::new, |copy| copy.by.clone())
    }
}
