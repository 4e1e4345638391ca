//! The crops of leading pictures: which there are is known to [`crate::site::crops`], here they are made.
//!
//! A picture is decoded once for its three crops, and once for all articles that show it with one focus.

mod kept;
mod pixels;

pub use kept::Kept;

use super::ingredient::{Take, What};
use super::{Kit, Made, Output, Planner, Subject};
use crate::build::sink::Class;
use crate::hash::{Digest, FastMap};
use crate::site::Site;
pub use crate::site::crops::{Crop, of};
use crate::site::crops::{Original, SHAPES};
use crate::source::Changed;

/// One file per shape of each leading picture, beside the picture.
pub struct Crops;

/// The picture that a job crops: the subject is the first article that shows it with this focus, and the shape.
fn original(site: &Site, subject: Subject) -> Option<Original<'_>> {
    Original::of(site, site.articles.get(subject.index as usize)?)
}

impl Output for Crops {
    fn name(&self) -> &'static str {
        "crop"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        let mut planned: FastMap<String, ()> = FastMap::default();
        for (index, article) in (0..).zip(&site.articles) {
            let Some(original) = Original::of(site, article) else { continue };
            for (shape, _) in original.shapes() {
                let path = original.path(shape);
                if planned.insert(path.clone(), ()).is_none() {
                    plan.add_file(&path, Subject { index, page: shape as u32 });
                }
            }
        }
    }

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        if let Some(Original { file, size, focus, .. }) = original(kit.site(), subject) {
            add(What::File(&file.path), Digest::of(&(file.hash, size, focus)));
        }
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let Some(original) = original(kit.site(), subject) else { return Ok(Made::Bytes(Vec::new())) };
        let Original { file, size, focus, .. } = original;
        let made = kit.crops().get((file.hash, focus), size, || {
            let mut bytes = Vec::new();
            kit.reader().read(file, &mut bytes)?;
            Ok(pixels::crops(&bytes, size, focus))
        })?;
        Ok(Made::Bytes(made[subject.page as usize % SHAPES.len()].clone()))
    }

    fn origin(&self, site: &Site, subject: Subject) -> String {
        let article = site.articles.get(subject.index as usize);
        article.map_or_else(String::new, |article| article.document.path.to_string())
    }
}
