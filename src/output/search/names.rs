//! What is found by its name, and by which names results are filtered; and the words of headlines, for what was mistyped.

use std::collections::BTreeMap;
use std::hash::Hash;

use serde::Serialize;

use crate::hash::{Digest, Hasher};
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::{Collect, Ingredient};
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::origin::Origin;
use crate::output::urls;
use crate::search::spelling;
use crate::site::{Site, TermKind};
use crate::source::Changed;

/// `/search/names.json`.
pub struct Names;
/// `/search/words.json`.
pub struct Words;

/// How many names of a kind there are at most: those with the most articles, the newest editions.
const MOST: usize = 1000;

/// Something by its name.
#[derive(Serialize, Hash)]
struct Named {
    name: String,
    url: String,
    /// By which it stands in filters; of what is no term the date, if it has one.
    key: String,
    count: usize,
}

/// The names of a site by kind: `topic`, `tag`, `source`, `author`, `story`, `edition`, `page`.
fn names(site: &Site) -> BTreeMap<&'static str, Vec<Named>> {
    let base = &site.config.base_url;
    let mut all = BTreeMap::new();
    for kind in TermKind::ALL {
        let mut terms = site.terms(kind).with_page();
        // In the order of the alphabet, as everywhere; those with few articles go first.
        if terms.len() > MOST {
            let mut counts: Vec<usize> = terms.iter().map(|(_, term)| term.articles.len()).collect();
            counts.sort_unstable_by(|one, other| other.cmp(one));
            terms.retain(|(_, term)| term.articles.len() >= counts[MOST]);
            terms.truncate(MOST);
        }
        let named = terms.into_iter().map(|(_, term)| Named {
            name: term.name.clone(),
            url: base.page(&term.url),
            key: term.slug.to_string(),
            count: term.articles.len(),
        });
        all.insert(kind.as_str(), named.collect());
    }
    let editions = site.editions.iter().take(MOST).map(|edition| Named {
        name: edition.page.document.front.title.to_string(),
        url: base.page(&edition.page.url),
        key: edition.date.to_rfc3339().split('T').next().unwrap_or_default().to_owned(),
        count: 0,
    });
    all.insert("edition", editions.collect());
    let pages = site.pages.iter().take(MOST).map(|page| Named {
        name: page.document.front.title.to_string(),
        url: base.page(&page.url),
        key: String::new(),
        count: 0,
    });
    all.insert("page", pages.collect());
    all
}

/// Of all that both files are made of.
pub(super) fn digest(context: &Context) -> Digest {
    let site = context.site();
    let mut hasher = Hasher::default();
    for kind in TermKind::ALL {
        for (_, term) in site.terms(kind).iter() {
            (term.link, term.has_page(), term.articles.len()).hash(&mut hasher);
        }
    }
    site.editions.iter().for_each(|edition| edition.shown().hash(&mut hasher));
    site.pages.iter().for_each(|page| (&page.document.front.title, &page.url).hash(&mut hasher));
    site.articles.iter().for_each(|article| article.card.hash(&mut hasher));
    hasher.digest()
}

impl Output for Names {
    fn name(&self) -> &'static str {
        "search-names"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.has_search() {
            plan.add_file(&format!("{}names.json", urls::search(plan.site)), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let names = names(site);
        for kind in TermKind::ALL {
            for (_, term) in site.terms(kind).with_page() {
                add(Ingredient::Link(kind, term), term.link);
            }
        }
        for edition in site.editions.iter() {
            add(Ingredient::Edition(edition), edition.shown());
        }
        for page in site.pages.iter() {
            let title = &page.document.front.title;
            add(Ingredient::FrontMatter(&page.document.path), Digest::of(&(title, &page.url)));
        }
        add(Ingredient::Length, Digest::of(&names));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        Ok(Made::Bytes(serde_json::to_vec(&names(context.site())).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}

impl Output for Words {
    fn name(&self) -> &'static str {
        "search-words"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.has_search() {
            plan.add_file(&format!("{}words.json", urls::search(plan.site)), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Indexed(&context.site().articles), digest(context));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let site = context.site();
        let found = context.segments().all.iter().flat_map(|segment| &segment.place.articles);
        let titles = found.map(|id| &*site.article(*id).document.front.title);
        let terms = TermKind::ALL.into_iter().flat_map(|kind| site.terms(kind).iter());
        let names = terms.filter(|(_, term)| term.has_page()).map(|(_, term)| term.name.as_str());
        let words = spelling::words(titles.chain(names));
        Ok(Made::Bytes(serde_json::to_vec(&words).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the search")
    }
}
