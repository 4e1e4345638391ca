//! What is made of every picture that pages show: the same in other widths and formats. Which files there are is known to
//! [`crate::site::pictures`], and what is made of leading pictures besides to [`crate::site::crops`].

use std::sync::Arc;

use rayon::prelude::*;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::shown_pictures::{derivatives, shown};
use crate::address::of_path;
use crate::hash::{Digest, FastSet};
use crate::output::class::Class;
use crate::picture::Wanted;
use crate::site::pictures::Derivative;
use crate::site::{Article, Site, crops};
use crate::source::{Changed, File};

/// One file for each width and format of a picture, beside the picture.
pub struct Pictures;
/// The crops of leading pictures.
pub struct Crops;

impl Output for Pictures {
    fn name(&self) -> &'static str {
        "picture"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn depends_on_epoch(&self) -> bool {
        false
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, of) in (0..).zip(shown(site)) {
            for (page, Derivative { path, .. }) in (0..).zip(derivatives(site, of)) {
                plan.add_file(&of_path(&path), Subject { index, page });
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        ingredient(context, context.picture(subject), add);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        Ok(made(context.picture(subject)))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        let copies = site.copies.values().map(|copy| Origin::Document(copy.by.clone()));
        let statics = site.shown_statics.values().map(|file| Origin::Static(file.path.to_string()));
        copies.chain(statics).nth(subject.index as usize).unwrap_or(Origin::Own("a picture"))
    }
}

impl Context {
    /// What a job of [`Pictures`] makes, and of which file.
    fn picture(&self, Subject { index, page }: Subject) -> Option<(&Arc<File>, Wanted)> {
        let (file, wanted) = self.shown_pictures().get(index as usize)?;
        Some((file, *wanted.get(page as usize)?))
    }

    /// What a job of [`Crops`] makes, and of which file.
    fn crop(&self, Subject { index, page }: Subject) -> Option<(&Arc<File>, Wanted)> {
        let article = self.site().articles.get(index as usize)?;
        let file = article.image.as_ref()?.file.as_ref()?;
        let derivative = crops::derivatives(self.site(), article).into_iter().nth(page as usize)?;
        Some((file, derivative.wanted))
    }
}

fn ingredient<'k>(context: &'k Context, made: Option<(&'k Arc<File>, Wanted)>, add: Collect<'_, 'k>) {
    if let Some((file, wanted)) = made {
        let quality = context.site().config.pictures.quality;
        add(Ingredient::File(&file.path), Digest::of(&(file.hash, wanted, quality)));
    }
}

fn made(made: Option<(&Arc<File>, Wanted)>) -> Made {
    match made {
        Some((file, wanted)) => Made::Picture(Arc::clone(file), wanted),
        None => Made::Bytes(Vec::new()),
    }
}

impl Output for Crops {
    fn name(&self) -> &'static str {
        "crop"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn depends_on_epoch(&self) -> bool {
        false
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        let of_article = |(index, article): (usize, &Arc<Article>)| {
            let subject = move |page| Subject { index: index as u32, page };
            let crops = crops::derivatives(site, article);
            (0..).zip(crops).map(move |(page, crop)| (crop.path, subject(page))).collect::<Vec<_>>()
        };
        let articles = site.articles.par_iter().enumerate();
        let all: Vec<(String, Subject)> = articles.flat_map_iter(of_article).collect();
        // Articles that show one picture with one focus share its crops.
        let mut planned: FastSet<&str> = FastSet::default();
        for (path, subject) in &all {
            if planned.insert(path) {
                plan.add_file(&of_path(path), *subject);
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        ingredient(context, context.crop(subject), add);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        Ok(made(context.crop(subject)))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        let article = site.articles.get(subject.index as usize);
        article.map_or(Origin::Own("a crop"), |article| Origin::Document(article.document.path.to_string()))
    }
}
