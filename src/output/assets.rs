//! Files that are copied as they are: `static/`, the theme's own, and what stands beside documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use crate::address::nfc;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;
use crate::theme::{Asset, AssetSource};

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
            add(Ingredient::File(path), asset.hash);
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let asset = context.asset(subject.index);
        Ok(asset.map_or_else(|| Made::Bytes(Vec::new()), |(_, asset)| Made::Copy(asset.from.clone())))
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
        Ok(copy.map_or_else(
            || Made::Bytes(Vec::new()),
            |copy| Made::Copy(AssetSource::File(Arc::clone(&copy.file))),
        ))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        site.copies
            .values()
            .nth(subject.index as usize)
            .map_or(Origin::Own("a file"), |copy| Origin::Document(copy.by.clone()))
    }
}
