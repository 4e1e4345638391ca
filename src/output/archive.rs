//! The archive: all years and months, a page per year, a list per month.

use super::context::Context;
use super::ingredient::{Collect, Ingredient, card};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::paged::PagedList;
use super::urls;
use super::view::head::Head;
use super::view::structured;
use super::view::{ArchiveMonth, ArchiveMonthPage, ArchivePage, ArchiveYear, ArchiveYearPage, Link};
use crate::hash::Digest;
use crate::output::class::Class;
use crate::render::format_date;
use crate::site::{ArticleId, Site};
use crate::source::Changed;

/// `/archive/`, by `archive.html`.
pub struct Archive;
/// `/archive/2025/`, by `archive-year.html`.
pub struct Year;
/// `/archive/2025/02/`, by `archive-month.html`.
pub struct Month;

fn first_day(year: i32, month: u32) -> String {
    format!("{year:04}-{month:02}-01T00:00:00+00:00")
}

/// Years and months that have articles, with how many; newest first.
fn years(site: &Site) -> Vec<ArchiveYear> {
    let base = &site.config.base_url;
    let mut years: Vec<ArchiveYear> = Vec::new();
    for ((year, month), articles) in site.archive.iter().rev() {
        let of_month = ArchiveMonth {
            date: first_day(*year, *month),
            url: base.page(&urls::month_url(site, *year, *month)),
            count: articles.len(),
        };
        match years.last_mut().filter(|last| last.year == *year) {
            Some(last) => {
                last.count += articles.len();
                last.months.push(of_month);
            }
            None => years.push(ArchiveYear {
                year: *year,
                url: base.page(&urls::year_url(site, *year)),
                count: articles.len(),
                months: vec![of_month],
            }),
        }
    }
    years
}

/// Hash of which months there are, and how many articles each has.
fn counts(site: &Site) -> Digest {
    Digest::of(&site.archive.iter().map(|(month, articles)| (month, articles.len())).collect::<Vec<_>>())
}

impl Output for Archive {
    fn name(&self) -> &'static str {
        "archive"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !plan.site.archive.is_empty() {
            plan.add(&urls::archive(plan.site), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Months, counts(context.site()));
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let title = context.texts(&language).plain("index.archive");
        let data = structured::archive(site, context.texts(&language));
        let description = context.described("archive", &title, site.articles.len(), &language, 0);
        let description = Some(description.as_str());
        let head = Head { title: &title, description, url: &urls::archive(site), data, ..Head::default() };
        let page = head.page(context, "archive", &language);
        let view = ArchivePage { site: context.site_value(), page, years: years(site) };
        Ok(Made::template("archive.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the archive")
    }
}

impl Output for Year {
    fn name(&self) -> &'static str {
        "archive-year"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, year) in (0..).zip(years(site)) {
            plan.add(&urls::year_url(site, year.year), Subject { index, page: 0 });
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Months, counts(context.site()));
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let mut years = years(site);
        let index = subject.index as usize;
        let link = |year: &ArchiveYear| Link { name: year.year.to_string(), url: year.url.clone() };
        let older = years.get(index + 1).map(link);
        let newer = index.checked_sub(1).and_then(|index| years.get(index)).map(link);
        let year = years.swap_remove(index);
        let title = year.year.to_string();
        let url = urls::year_url(site, year.year);
        let data = structured::year(site, context.texts(&language), year.year);
        let count = year.count;
        let description = context.described("period", &title, count, &language, 0);
        let description = Some(description.as_str());
        let within = vec![urls::archive(site).into()];
        let head = Head { title: &title, description, url: &url, data, within, ..Head::default() };
        let page = head.page(context, "archive-year", &language);
        let view = ArchiveYearPage { site: context.site_value(), page, year, older, newer };
        Ok(Made::template("archive-year.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the archive")
    }
}

fn list<'l>(
    site: &'l Site,
    (year, month): (i32, u32),
    articles: &'l [ArticleId],
) -> PagedList<'l, ArticleId> {
    PagedList::new(site, urls::month_url(site, year, month), articles)
}

impl Output for Month {
    fn name(&self) -> &'static str {
        "archive-month"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, (month, articles)) in (0..).zip(site.archive.iter()) {
            list(site, *month, articles).plan(plan, index);
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let months: Vec<_> = site.archive.iter().collect();
        let index = subject.index as usize;
        let at = |index: usize| months.get(index).map(|(month, _)| **month);
        let around = (index.checked_sub(1).and_then(at), at(index + 1));
        let (month, articles) = months[index];
        let page = list(site, *month, articles).at(subject);
        page.shown().iter().for_each(|id| card(site, *id, add));
        page.ingredient(add);
        add(Ingredient::Neighbours, Digest::of(&around));
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let base = &site.config.base_url;
        let months: Vec<_> = site.archive.iter().collect();
        let index = subject.index as usize;
        let ((year, month), articles) = months[index];
        let page = list(site, (*year, *month), articles).at(subject);
        let link = |((year, month), _): &(&(i32, u32), &Vec<_>)| Link {
            name: first_day(*year, *month),
            url: base.page(&urls::month_url(site, *year, *month)),
        };
        let date = first_day(*year, *month);
        let name = format_date(&date, "month", context.texts(&language))
            .unwrap_or_else(|_| format!("{year}-{month:02}"));
        let description = page.description(context, None, ("period", &name), &language);
        let title = page.title(context, &name, &language);
        let url = page.url();
        let head = Head {
            data: structured::month(
                site,
                context.texts(&language),
                (*year, *month, name),
                page.shown(),
                (page.before(), page.total()),
            ),
            within: vec![urls::archive(site).into()],
            ..page.head(&url, &title, &description)
        };
        let view = ArchiveMonthPage {
            site: context.site_value(),
            page: head.page(context, "archive-month", &language),
            date,
            year: Link { name: year.to_string(), url: base.page(&urls::year_url(site, *year)) },
            older: index.checked_sub(1).and_then(|index| months.get(index)).map(link),
            newer: months.get(index + 1).map(link),
            articles: context.cards(page.shown()),
            pager: page.pager(),
        };
        Ok(Made::template("archive-month.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the archive")
    }
}
