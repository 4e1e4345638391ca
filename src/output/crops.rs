//! The crops of leading pictures: which there are is known to [`crate::site::crops`], here they are made.
//!
//! A picture is decoded once for its three crops, and once for all articles that show it with one focus.

mod pixels;

use rayon::prelude::*;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use crate::address::of_path;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::Site;
use crate::site::crops::{Original, SHAPES};
use crate::source::Changed;

/// One file per shape of each leading picture, beside the picture.
pub struct Crops;

type FastSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;

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
        let of_article = |(index, article)| {
            let original = Original::of(site, article);
            let paths = original.map(|original| {
                let shapes = original.shapes().map(|(shape, _)| shape);
                shapes.map(|shape| (original.path(shape), shape as u32)).collect::<Vec<_>>()
            });
            paths.into_iter().flatten().map(move |(path, page)| (path, Subject { index: index as u32, page }))
        };
        let articles = site.articles.par_iter().map(|article| &**article).enumerate();
        let all: Vec<(String, Subject)> = articles.flat_map_iter(of_article).collect();
        let mut planned: FastSet<&str> = FastSet::default();
        for (path, subject) in &all {
            if planned.insert(path) {
                plan.add_file(&of_path(path), *subject);
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some(Original { file, size, focus, .. }) = original(context.site(), subject) {
            add(Ingredient::File(&file.path), Digest::of(&(file.hash, size, focus)));
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let Some(original) = original(context.site(), subject) else { return Ok(Made::Bytes(Vec::new())) };
        let Original { file, size, focus, .. } = original;
        let made = context.crops().get((file.hash, focus), size, || {
            let mut bytes = Vec::new();
            context.reader().read(file, &mut bytes)?;
            Ok(pixels::crops(&bytes, size, focus))
        })?;
        Ok(Made::Bytes(made[subject.page as usize % SHAPES.len()].clone()))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        let article = site.articles.get(subject.index as usize);
        article.map_or(Origin::Own("a crop"), |article| Origin::Document(article.document.path.to_string()))
    }
}
