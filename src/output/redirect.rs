//! Old addresses: a page that leads to the new one, for hosts that know no redirects.

use super::ingredient::{Take, What};
use super::job::{Made, Output, Planner, Subject};
use super::kit::Kit;
use super::origin::Origin;
use super::view::{self, RedirectPage};
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

    fn ingredients<'k>(&self, kit: &'k Kit, subject: Subject, add: Take<'_, 'k>) {
        let redirect = &kit.site().redirects[subject.index as usize];
        add(What::Target(&redirect.by), Digest::of(&redirect.to));
        add(What::Navigation, kit.site().shell);
    }

    fn make(&self, kit: &Kit, subject: Subject) -> Result<Made, Changed> {
        let site = kit.site();
        let redirect = &site.redirects[subject.index as usize];
        let language = site.config.language.clone();
        let target = site.config.base_url.absolute(&redirect.to);
        let view = RedirectPage { site: kit.site_value(), target, language: language.clone() };
        Ok(Made::Template { name: "redirect.html".to_owned(), context: view::context(&view), language })
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Alias(site.redirects[subject.index as usize].by.clone())
    }
}
