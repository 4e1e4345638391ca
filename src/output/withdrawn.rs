//! The notice that stands at the address of a text that was taken back, and nothing else of it.

use std::sync::Arc;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::view::editions::{Notice, WithdrawnPage};
use super::view::{head::Head, structured};
use crate::content::Document;
use crate::content::front_matter::Withdrawal;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::{Site, Withdrawn};
use crate::source::Changed;

/// One page per text that was taken back after it was published, by `withdrawn.html`.
pub struct Notices;

fn notice(withdrawn: &Withdrawn) -> Option<&Withdrawal> {
    withdrawn.document.front.rare().withdrawn.as_ref()
}

impl Output for Notices {
    fn name(&self) -> &'static str {
        "withdrawn"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, withdrawn) in (0..).zip(site.withdrawn.iter()) {
            plan.add(&withdrawn.url, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let withdrawn = &site.withdrawn[subject.index as usize];
        let language = withdrawn.document.language(&site.config.language);
        add(
            Ingredient::Notice(&withdrawn.document.path),
            Digest::of(&(notice(withdrawn), language, &withdrawn.url)),
        );
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let withdrawn = &site.withdrawn[subject.index as usize];
        let language = withdrawn.document.language(&site.config.language).to_owned();
        let title = context.texts(&language).plain("withdrawn.title");
        let data = structured::plain(site, &title, &withdrawn.url, None);
        let head = Head { title: &title, url: &withdrawn.url, noindex: true, data, ..Head::default() };
        let notice = notice(withdrawn).map(|withdrawal| Notice {
            date: withdrawal.date.to_rfc3339(),
            text: withdrawal.text.to_string(),
        });
        let view = WithdrawnPage {
            site: context.site_value(),
            page: head.page(context, "withdrawn", &language),
            notice: notice.unwrap_or(Notice { date: String::new(), text: String::new() }),
        };
        Ok(Made::template("withdrawn.html", &view, language))
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        Some(&site.withdrawn[subject.index as usize].document)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Document(site.withdrawn[subject.index as usize].document.path.to_string())
    }
}
