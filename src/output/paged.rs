//! A list on as many pages as it takes: `/tags/budget/`, `/tags/budget/page/2/` …
//!
//! A new kind of list plans a [`PagedList`], and makes its pages of what that tells when it is opened at one.

use std::borrow::Cow;

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Planner, Subject};
use super::urls::{folder, slice};
use super::view::head::Head;
use super::view::{Pager, PagerItem};
use crate::hash::Digest;
use crate::site::Site;

/// A list of a site, open at one of its pages.
pub(super) struct PagedList<'l, T> {
    site: &'l Site,
    url: Cow<'l, str>,
    items: &'l [T],
    above: usize,
    /// From 0.
    page: usize,
}

impl<'l, T> PagedList<'l, T> {
    /// The list of which the first page stands at an address without base path.
    pub(super) fn new(site: &'l Site, url: impl Into<Cow<'l, str>>, items: &'l [T]) -> Self {
        Self { site, url: url.into(), items, above: 0, page: 0 }
    }

    /// The same where so many others stand above it on its first page.
    #[must_use]
    pub(super) fn below(self, above: usize) -> Self {
        Self { above, ..self }
    }

    /// Adds a job for each of its pages; an empty list has one.
    pub(super) fn plan(&self, plan: &mut Planner<'_>, index: u32) {
        for page in 0..self.pages() {
            plan.add(&self.url_of(page), Subject { index, page: page as u32 });
        }
    }

    /// The same, open at the page that a job is about.
    #[must_use]
    pub(super) fn at(self, subject: Subject) -> Self {
        Self { page: subject.page as usize, ..self }
    }

    fn pages(&self) -> usize {
        self.items.len().div_ceil(self.site.config.paginate).max(1)
    }

    fn url_of(&self, page: usize) -> String {
        if page == 0 { self.url.to_string() } else { format!("{}page/{}/", folder(&self.url), page + 1) }
    }

    fn neighbours(&self) -> (Option<usize>, Option<usize>) {
        (self.page.checked_sub(1), Some(self.page + 1).filter(|next| *next < self.pages()))
    }

    /// Whether it is the first page.
    pub(super) fn is_first(&self) -> bool {
        self.page == 0
    }

    /// What of the list stands on the page.
    pub(super) fn shown(&self) -> &'l [T] {
        slice(self.items, self.page, self.site.config.paginate)
    }

    /// How many things stand on the pages before it.
    pub(super) fn before(&self) -> usize {
        if self.is_first() { 0 } else { self.above + self.page * self.site.config.paginate }
    }

    /// How many things stand on all pages.
    pub(super) fn total(&self) -> usize {
        self.above + self.items.len()
    }

    /// What the page shows of the list as a whole.
    pub(super) fn ingredient(&self, add: Collect<'_, '_>) {
        add(Ingredient::Length, Digest::of(&(self.items.len(), self.above, self.site.config.paginate)));
    }

    /// The page's address, without base path.
    pub(super) fn url(&self) -> String {
        self.url_of(self.page)
    }

    /// The page's title: only the first goes without its number.
    pub(super) fn title(&self, context: &Context, name: &str, language: &str) -> String {
        context.numbered(name, language, self.page)
    }

    /// The page's description: what somebody wrote, or what is said of lists of a kind with a name.
    pub(super) fn description(
        &self,
        context: &Context,
        written: Option<&str>,
        (kind, name): (&str, &str),
        language: &str,
    ) -> String {
        match written {
            Some(written) => context.description_of(written, language, self.page),
            None => context.described(kind, name, self.items.len(), language, self.page),
        }
    }

    /// What the page says of itself to machines, as one of a list.
    pub(super) fn head<'h>(&self, url: &'h str, title: &'h str, description: &'h str) -> Head<'h> {
        let (prev, next) = self.neighbours();
        let (prev, next) = (prev.map(|page| self.url_of(page)), next.map(|page| self.url_of(page)));
        let within = vec![Cow::Owned(self.url.to_string())];
        Head { title, description: Some(description), url, prev, next, within, ..Head::default() }
    }

    /// The way to the others.
    pub(super) fn pager(&self) -> Pager {
        let (page, pages) = (self.page, self.pages());
        let address = |page: usize| self.site.config.base_url.page(&self.url_of(page));
        let mut items: Vec<PagerItem> = Vec::new();
        for shown in (0..pages).filter(|n| *n == 0 || n + 1 == pages || n.abs_diff(page) <= 2) {
            if items.last().is_some_and(|last| last.number != Some(shown)) {
                items.push(PagerItem { number: None, url: None, current: false });
            }
            let (number, url) = (Some(shown + 1), Some(address(shown)));
            items.push(PagerItem { number, url, current: shown == page });
        }
        let (prev, next) = self.neighbours();
        let (prev, next) = (prev.map(address), next.map(address));
        Pager { page: page + 1, pages, total: self.items.len(), prev, next, items }
    }
}
