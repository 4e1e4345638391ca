//! What an edit changed, as far as the pages of single articles and terms show it: for whoever knew the site before and
//! wants to know of which of them there is something to be found out again.

use std::sync::Arc;

use super::membership::Membership;
use super::previous::Difference;
use super::{Article, ArticleId, Edition, Site, Term, TermKind};

/// Documents and terms of which something may show that is other than before.
#[derive(Debug, Default)]
pub struct Touched {
    /// Paths of documents.
    pub documents: Vec<Arc<str>>,
    /// Terms, by their keys.
    pub terms: Vec<(TermKind, String)>,
}

impl Touched {
    /// In what `site` differs from the one before. None when the edit reaches every page, or that can't be told: another
    /// navigation, other registries, names or rights, editions that speak of other things.
    pub fn between(before: &Site, site: &Site) -> Option<Self> {
        let difference = Difference::of_sites(before, site)?;
        let memberships = [before, site].map(Membership::of_site);
        let is_as_it_was = before.shell == site.shell
            && before.rights.digest() == site.rights.digest()
            && before.naming_rules == site.naming_rules
            && memberships[0] == memberships[1]
            && are_same_editions(before, site, &difference);
        if !is_as_it_was {
            return None;
        }
        let mut touched = Self::default();
        let moved = difference.gone.iter().map(|number| (before, *number));
        let moved = moved.chain(difference.come.iter().map(|number| (site, *number)));
        for (of, number) in moved {
            let article = &of.articles[number as usize];
            touched.article(of, &memberships[0], number);
            memberships[0]
                .each(article, &of.names(), |kind, term| touched.term(kind, of.terms(kind).get(term)));
        }
        let is_other = |(number, article): &(u32, &Arc<Article>)| {
            let before = difference.number_before(*number).map(|number| &before.articles[number as usize]);
            before.is_some_and(|before| !Arc::ptr_eq(before, article))
        };
        let others = (0..).zip(&site.articles).filter(is_other);
        for (number, _) in others {
            touched.article(site, &memberships[0], number);
            if let Some(number) = difference.number_before(number) {
                touched.article(before, &memberships[0], number);
            }
        }
        for kind in TermKind::ALL {
            touched.add_terms(kind, before, site)?;
        }
        Some(touched)
    }

    /// Adds an article, and those whose pages may name it as the one beside theirs.
    fn article(&mut self, site: &Site, membership: &Membership, number: u32) {
        let id = ArticleId(number);
        let (topics, _) = membership.of(site.article(id), site.names()[TermKind::Tag]);
        let all = std::iter::once(id).chain(site.near(id, topics));
        self.documents.extend(all.map(|id| Arc::clone(&site.article(id).document.path)));
    }

    fn term(&mut self, kind: TermKind, term: &Term) {
        self.terms.push((kind, term.key.clone()));
    }

    /// Adds the terms of a kind that are others than they were, or have other numbers. None when one has another name: it
    /// may show on the page of any term that stands beside it.
    fn add_terms(&mut self, kind: TermKind, before: &Site, site: &Site) -> Option<()> {
        let (before, now) = (before.terms(kind), site.terms(kind));
        for (id, term) in now.iter() {
            let was = ((id.0 as usize) < before.numbers()).then(|| before.get(id));
            match was.filter(|was| was.key == term.key) {
                Some(was) if was.link != term.link => return None,
                Some(was) if is_same(was, term) => {}
                _ => self.term(kind, term),
            }
        }
        Some(())
    }
}

fn is_same(was: &Term, term: &Term) -> bool {
    was.facts == term.facts
        && (was.above, &was.below) == (term.above, &term.below)
        && was.articles.len() == term.articles.len()
        && was.listed().len() == term.listed().len()
}

/// Whether editions are the same documents, and lead to the same.
fn are_same_editions(before: &Site, site: &Site, difference: &Difference) -> bool {
    // Another version of an article is the same article to whoever leads to it.
    let version = |id: u32| {
        let is_it = |number: &&u32| {
            let [was, now] = [&before.articles[id as usize], &site.articles[**number as usize]];
            was.document.path == now.document.path && was.url == now.url
        };
        difference.come.iter().find(is_it).copied()
    };
    let number = |id: ArticleId| difference.number(id.0).or_else(|| version(id.0)).map(ArticleId);
    let is_same = |(was, edition): (&Edition, &Edition)| {
        let mut leads = was.leads.iter().zip(&edition.leads);
        Arc::ptr_eq(&was.page.document, &edition.page.document)
            && was.link == edition.link
            && was.page.body == edition.page.body
            && was.leads.len() == edition.leads.len()
            && leads.all(|(was, lead)| was.renumbered(&number).as_ref() == Some(lead))
    };
    before.editions.len() == site.editions.len()
        && before.editions.iter().zip(site.editions.iter()).all(is_same)
}
