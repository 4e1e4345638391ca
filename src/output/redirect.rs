//! Old addresses: a page that leads to the new one, for hosts that know no redirects.

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::view::RedirectPage;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;

/// One page per alias, by `redirect.html`.
pub struct Redirects;

impl Output for Redirects {
    fn name(&self) -> &'static str {
        "redirect"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, redirect) in (0..).zip(site.redirects.iter()) {
            plan.add(&redirect.from, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let redirect = &context.site().redirects[subject.index as usize];
        add(Ingredient::Target(&redirect.by), Digest::of(&redirect.to));
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let redirect = &site.redirects[subject.index as usize];
        let language = site.config.language.clone();
        let target = site.config.base_url.absolute(&redirect.to);
        let view = RedirectPage { site: context.site_value(), target, language: language.clone() };
        Ok(Made::template("redirect.html", &view, language))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Alias(site.redirects[subject.index as usize].by.clone())
    }
}
