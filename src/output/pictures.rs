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

/// Files that are made of pictures, beside them.
pub struct Pictures(pub MadeOf);

/// Of which pictures, and what.
#[derive(Debug, Clone, Copy)]
pub enum MadeOf {
    /// One file for each width and format of what pages show.
    Shown,
    /// The crops of leading pictures.
    Leading,
}

impl Output for Pictures {
    fn name(&self) -> &'static str {
        match self.0 {
            MadeOf::Shown => "picture",
            MadeOf::Leading => "crop",
        }
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn depends_on_epoch(&self) -> bool {
        false
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        match self.0 {
            MadeOf::Shown => plan_shown(plan),
            MadeOf::Leading => plan_crops(plan),
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some((file, wanted)) = self.made(context, subject) {
            let quality = context.site().config.pictures.quality;
            add(Ingredient::File(&file.path), Digest::of(&(file.hash, wanted, quality)));
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        Ok(match self.made(context, subject) {
            Some((file, wanted)) => Made::Picture(Arc::clone(file), wanted),
            None => Made::Bytes(Vec::new()),
        })
    }

    fn picture<'k>(&self, context: &'k Context, subject: Subject) -> Option<&'k File> {
        Some(self.made(context, subject)?.0)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        let number = subject.index as usize;
        let copies = site.copies.values().map(|copy| Origin::Document(copy.by.clone()));
        let statics = site.shown_statics.values().map(|file| Origin::Static(file.path.to_string()));
        let article = |article: &Arc<Article>| Origin::Document(article.document.path.to_string());
        let origin = match self.0 {
            MadeOf::Shown => copies.chain(statics).nth(number),
            MadeOf::Leading => site.articles.get(number).map(article),
        };
        origin.unwrap_or(Origin::Own("a picture"))
    }
}

impl Pictures {
    /// What a job makes, and of which file.
    fn made<'k>(&self, context: &'k Context, subject: Subject) -> Option<(&'k Arc<File>, Wanted)> {
        let (number, page) = (subject.index as usize, subject.page as usize);
        match self.0 {
            MadeOf::Shown => {
                let (file, wanted) = context.shown_pictures().get(number)?;
                Some((file, *wanted.get(page)?))
            }
            MadeOf::Leading => {
                let article = context.site().articles.get(number)?;
                let file = article.image.as_ref()?.file.as_ref()?;
                Some((file, crops::derivatives(context.site(), article).into_iter().nth(page)?.wanted))
            }
        }
    }
}

fn plan_shown(plan: &mut Planner<'_>) {
    let site = plan.site;
    for (index, of) in (0..).zip(shown(site)) {
        for (page, Derivative { path, .. }) in (0..).zip(derivatives(site, of)) {
            plan.add_file(&of_path(&path), Subject { index, page });
        }
    }
}

fn plan_crops(plan: &mut Planner<'_>) {
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
