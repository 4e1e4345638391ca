//! `/feeds/`: all feeds of the site, and in a sentence how to subscribe.

use super::opml;
use crate::config::FeedOf;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::{Collect, Ingredient};
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::list::{self, List, lists};
use crate::output::origin::Origin;
use crate::output::urls;
use crate::output::view::feeds::{FeedGroup, FeedList, FeedsPage, links};
use crate::output::view::head::Head;
use crate::output::view::structured;
use crate::site::Site;
use crate::source::Changed;

/// `/feeds/`, by `feeds.html`; none when there are no feeds, or the site has a page of its own there.
pub struct FeedIndex;

/// The lists of a kind.
pub(super) struct Group {
    /// What they are of, as `feeds.of` calls it.
    of: FeedOf,
    /// What they are called together; the site's own feed and those of editions and corrections stand alone.
    pub(super) name: Option<String>,
    pub(super) lists: Vec<NamedList>,
}

/// A list that has a feed.
pub(super) struct NamedList {
    pub(super) list: List,
    pub(super) name: String,
}

/// All lists that have feeds: those that stand alone first, then those of each kind.
pub(super) fn groups(context: &Context) -> Vec<Group> {
    let site = context.site();
    let texts = context.texts(&site.config.language);
    let order = [
        FeedOf::Home,
        FeedOf::Editions,
        FeedOf::Corrections,
        FeedOf::Topics,
        FeedOf::Stories,
        FeedOf::Tags,
        FeedOf::Authors,
    ];
    let group = |of: FeedOf| {
        let lists: Vec<NamedList> =
            lists(site, of).into_iter().map(|list| NamedList { list, name: list.name(context) }).collect();
        let name = list::kind(of).map(|kind| texts.plain(&format!("index.{}", kind.plural())));
        (!lists.is_empty()).then_some(Group { of, name, lists })
    };
    order.into_iter().filter_map(group).collect()
}

/// The names and addresses of all lists that have feeds.
pub(super) fn ingredients<'k>(site: &'k Site, add: Collect<'_, 'k>) {
    let mut stand_alone = Vec::new();
    for of in FeedOf::ALL {
        for list in lists(site, of) {
            match list {
                List::Term(kind, id) => {
                    let term = site.terms(kind).get(id);
                    add(Ingredient::Link(kind, term), term.link);
                }
                _ => stand_alone.push(of.as_str()),
            }
        }
    }
    add(Ingredient::Length, Digest::of(&stand_alone));
}

impl Output for FeedIndex {
    fn name(&self) -> &'static str {
        "feeds"
    }

    fn class(&self) -> Class {
        Class::List
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if list::has_index(plan.site) {
            plan.add(&urls::feeds(plan.site), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        ingredients(context.site(), add);
        add(Ingredient::Navigation, context.site().shell);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let language = site.config.language.clone();
        let base = &site.config.base_url;
        let title = context.texts(&language).plain("index.feeds");
        let url = urls::feeds(site);
        let data = structured::plain(site, &title, &url, None);
        let description = context.described("feeds", &title, 0, &language, 0);
        let description = Some(description.as_str());
        let head = Head { title: &title, description, url: &url, data, ..Head::default() };
        let list = |NamedList { list, name }: NamedList| {
            let url = list.url(site);
            FeedList { name, feeds: links(base, &site.config.feeds.formats, &url), url: base.page(&url) }
        };
        let group = |group: Group| FeedGroup {
            of: group.of.as_str(),
            name: group.name,
            lists: group.lists.into_iter().map(list).collect(),
        };
        let view = FeedsPage {
            site: context.site_value(),
            page: head.page(context, "feeds", &language),
            groups: groups(context).into_iter().map(group).collect(),
            opml: base.page(&opml::url(site)),
        };
        Ok(Made::template("feeds.html", &view, language))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the list of all feeds")
    }
}
