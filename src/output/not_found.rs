//! `404.html`, which static hosts show for addresses that are not there.

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::view::NotFoundPage;
use super::view::head::Head;
use super::view::social::Share;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;

/// `/404.html`.
pub struct NotFound;

impl Output for NotFound {
    fn name(&self) -> &'static str {
        "404"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        plan.add("/404.html", Subject::default());
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let title = context.texts(&language).plain("not_found.title");
        let head =
            Head { title: &title, url: "/404.html", noindex: true, share: Share::Nothing, ..Head::default() };
        let view = NotFoundPage { site: context.site_value(), page: head.page(context, "404", &language) };
        Ok(Made::template("404.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the page for addresses that are not there")
    }
}
