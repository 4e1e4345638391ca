//! Files that are copied as they are: `static/`, the theme's own, and what stands beside documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use crate::address::nfc;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::Site;
use crate::site::pictures::Published;
use crate::source::{Changed, File};
use crate::theme::{Asset, AssetSource};

/// Everything in `static/` and the theme's assets.
pub struct Statics;
/// Pictures and files that live documents show or link to.
pub struct Copies;

/// Whether a page shows a picture of `static/` of which files can be made: of what is only linked nothing is changed.
fn is_shown(context: &Context, asset: &Asset) -> bool {
    match &asset.from {
        AssetSource::File(file) => context.site().shown_statics_of_all.contains(&file.path),
        AssetSource::BuiltIn(_) | AssetSource::Configured(_) => false,
    }
}

/// A file that pages show: a picture in the largest size in which they do.
fn published(context: &Context, file: &Arc<File>) -> Made {
    match Published::of(file, &context.site().config.pictures).made {
        Some(wanted) => Made::Picture(Arc::clone(file), wanted),
        None => Made::Copy(AssetSource::File(Arc::clone(file))),
    }
}

/// It, if something smaller stands in its place.
fn decoded<'k>(context: &Context, file: &'k File) -> Option<&'k File> {
    Published::of(file, &context.site().config.pictures).made.is_some().then_some(file)
}

impl Output for Statics {
    fn name(&self) -> &'static str {
        "static"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let withheld = &plan.site.unpublished_statics;
        for (index, (path, asset)) in (0..).zip(plan.assets) {
            if !withheld.is_empty() && withheld.contains_key(&format!("/{}", nfc(path))) {
                continue;
            }
            plan.add_file(&asset.url, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some((path, asset)) = context.asset(subject.index) {
            add(Ingredient::File(path), Digest::of(&(asset.hash, is_shown(context, asset))));
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let Some((_, asset)) = context.asset(subject.index) else { return Ok(Made::Bytes(Vec::new())) };
        Ok(match &asset.from {
            AssetSource::File(file) if is_shown(context, asset) => published(context, file),
            from => Made::Copy(from.clone()),
        })
    }

    fn picture<'k>(&self, context: &'k Context, subject: Subject) -> Option<&'k File> {
        let (_, asset) = context.asset(subject.index)?;
        match &asset.from {
            AssetSource::File(file) if is_shown(context, asset) => decoded(context, file),
            _ => None,
        }
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("a file of static/")
    }

    fn asset(&self, assets: &BTreeMap<String, Asset>, subject: Subject) -> Option<Origin> {
        let (path, asset) = assets.iter().nth(subject.index as usize)?;
        Some(match asset.from {
            AssetSource::File(_) => Origin::Static(format!("static/{path}")),
            AssetSource::BuiltIn(_) => Origin::Theme(path.clone()),
            AssetSource::Configured(_) => Origin::Own("`theme:` in newsprint.yaml"),
        })
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
        for (index, url) in (0..).zip(site.copies.keys()) {
            plan.add_file(url, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some(copy) = context.copy(subject.index) {
            add(Ingredient::File(&copy.file.path), copy.hash);
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let copy = context.copy(subject.index);
        Ok(copy.map_or_else(|| Made::Bytes(Vec::new()), |copy| published(context, &copy.file)))
    }

    fn picture<'k>(&self, context: &'k Context, subject: Subject) -> Option<&'k File> {
        decoded(context, &context.copy(subject.index)?.file)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        site.copies
            .values()
            .nth(subject.index as usize)
            .map_or(Origin::Own("a file"), |copy| Origin::Document(copy.by.clone()))
    }
}
