//! The indexes of topics, tags, outlets and authors.

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::urls;
use super::view::TermsPage;
use super::view::head::Head;
use super::view::structured;
use super::view::terms::term;
use crate::output::class::Class;
use crate::site::{Site, TermKind, queries};
use crate::source::Changed;

/// The index of a kind, by `topics.html`, `tags.html`, `sources.html`, `authors.html` or `stories.html`; none when it would be empty.
pub struct TermIndex(pub TermKind);

impl Output for TermIndex {
    fn name(&self) -> &'static str {
        self.0.plural()
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        if site.terms(self.0).iter().any(|(_, term)| term.has_page()) {
            plan.add(&urls::terms(site, self.0), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        for (_, term) in site.terms(self.0).with_page() {
            add(Ingredient::Term(self.0, term), queries::facts(site, term));
        }
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let title = context.texts(&language).plain(&format!("index.{}", self.0.plural()));
        let terms = site.terms(self.0).with_page();
        let data = structured::index(site, self.0, &title, &terms);
        let description = context.described(self.0.plural(), &title, terms.len(), &language, 0);
        let url = urls::terms(site, self.0);
        let description = Some(description.as_str());
        let head = Head { title: &title, description, url: &url, data, ..Head::default() };
        let view = TermsPage {
            site: context.site_value(),
            page: head.page(context, self.0.plural(), &language),
            terms: terms.into_iter().map(|(id, _)| term((site, context.tones()), self.0, id)).collect(),
        };
        Ok(Made::template(format!("{}.html", self.0.plural()), &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Index(self.0.plural())
    }
}
