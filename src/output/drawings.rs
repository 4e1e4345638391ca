//! Drawings for networks of pictures that are SVG. Which there are is known to [`crate::site::drawn`].

use std::sync::Arc;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use crate::address::of_path;
use crate::output::class::Class;
use crate::site::{Site, drawn};
use crate::source::{Changed, File};

/// One PNG beside each.
pub struct Drawings;

impl Output for Drawings {
    fn name(&self) -> &'static str {
        "drawing"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn depends_on_epoch(&self) -> bool {
        false
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        for (index, path) in (0..).zip(drawn::all(plan.site).into_keys()) {
            plan.add_file(&of_path(&path), Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some(file) = context.drawn(subject.index) {
            add(Ingredient::File(&file.path), file.hash);
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        Ok(match context.drawn(subject.index) {
            Some(file) => Made::Drawing(Arc::clone(file)),
            None => Made::Bytes(Vec::new()),
        })
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        let of_file = |file: Arc<File>| match file.path.starts_with("static/") {
            true => Origin::Static(file.path.to_string()),
            false => Origin::Document(file.path.to_string()),
        };
        drawn::all(site).into_values().nth(subject.index as usize).map_or(Origin::Own("a drawing"), of_file)
    }
}
