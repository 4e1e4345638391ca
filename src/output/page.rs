//! Standalone pages: about, imprint.

use super::article::toc;
use super::context::Context;
use super::ingredient::{Collect, Ingredient, rights};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::view::head::Head;
use super::view::images::image;
use super::view::{self, StandaloneDocument, StandalonePage};
use super::view::{social, structured};
use crate::content::Document;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;
use std::sync::Arc;

/// One page per file of `content/pages/`.
pub struct Standalone;

impl Output for Standalone {
    fn name(&self) -> &'static str {
        "page"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, page) in (0..).zip(site.pages.iter()) {
            plan.add(&page.url, Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let page = &context.site().pages[subject.index as usize];
        let document = &page.document;
        let front = Digest::of(&(&document.front, &document.facts.excerpt, &page.image));
        add(Ingredient::FrontMatter(&document.path), front);
        add(Ingredient::Body(&document.path), page.body);
        rights(context.site(), document.front.image.as_deref(), add);
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let page = &site.pages[subject.index as usize];
        let front = &page.document.front;
        let language = page.document.language(&site.config.language).to_owned();
        let summary = page.document.summary(&site.config.language);
        let body = context.body(&page.document, &page.file, &page.url, false)?;
        let head = Head {
            title: &front.title,
            description: Some(&summary),
            url: &page.url,
            canonical: front.rare().canonical.as_deref(),
            noindex: front.noindex,
            player: body.has_player,
            data: structured::plain(site, &front.title, &page.url, Some(page)),
            picture: social::picture(site, front.image.as_deref(), page.image.as_ref()),
            ..Head::default()
        };
        let view = StandalonePage {
            site: context.site_value(),
            page: head.page(context, "page", &language),
            document: StandaloneDocument {
                title: front.title.to_string(),
                summary: front.summary.as_deref().map(str::to_owned),
                updated: front.updated.map(|date| date.to_rfc3339()),
                image: image((site, context.tones()), front.image.as_deref(), page.image.as_ref()),
                content: crate::render::safe(&body.html),
                toc: toc(body.toc),
                extra: view::extra(&front.rare().extra),
            },
        };
        Ok(Made::template("page.html", &view, language))
    }

    fn document<'s>(&self, site: &'s Site, subject: Subject) -> Option<&'s Arc<Document>> {
        Some(&site.pages[subject.index as usize].document)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Document(site.pages[subject.index as usize].document.path.to_string())
    }
}
