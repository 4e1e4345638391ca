//! The site after an edit: [`advance`](fn@advance) gives what [`assemble`](fn@super::assemble) would have given, and does no more than
//! the edit asks for.
//!
//! 1. [`Aspects::between`] says in what the versions of each changed document differ;
//! 2. the document is put into its place, with its links followed anew: everything else is shared;
//! 3. what stages found out by comparing documents is kept if no stage read what differs; editions are few, and what they
//!    mention is found anew.
//!
//! Diagnostics come from pure functions, so those that are resolved are what a function said of the version before.

use std::sync::Arc;

use rayon::prelude::*;

use super::check::{Followed, follow, said_early};
use super::duplicates::duplicates;
use super::hold::Reason;
use super::links::Target;
use super::numbering::Numbering;
use super::{
    Article, ArticleId, Edition, Mentions, Page, Site, TermKind, editions, fill, languages, to_come,
};
use crate::content::front_matter::ArticleType;
use crate::content::{Aspects, Document, Kind};
use crate::diagnostic::Diagnostic;
use crate::source::File;

/// A live document, and its new version.
#[derive(Debug, Clone)]
pub struct Change {
    /// As it was.
    pub before: Arc<Document>,
    /// As it is.
    pub document: Arc<Document>,
    /// Its file.
    pub file: Arc<File>,
}

/// What [`advance`] gives.
pub struct Advanced {
    /// Of which languages the articles have to be compared with each other.
    to_compare: Vec<bool>,
    /// The sites of all languages.
    pub sites: Vec<Site>,
    /// The articles of each that are other versions of themselves.
    pub replaced: Vec<Vec<ArticleId>>,
    /// Whether there may be other outputs.
    pub replan: bool,
    /// What was said and is so no longer.
    pub resolved: Vec<Diagnostic>,
    /// What is to be said now.
    pub raised: Vec<Diagnostic>,
}

/// Aspects that decide about more than a document and its place: the site has to be assembled.
const NEEDS_ASSEMBLY: Aspects = Aspects::PLACED.union(Aspects::NAMED);

impl Change {
    /// The change of a live document; none when there is no such document.
    pub fn of(sites: &[&Site], document: Arc<Document>, file: Arc<File>) -> Option<Self> {
        let site = sites[number_of(sites, &document)];
        let before = Arc::clone(match site.place_of(&document)? {
            Place::Article(id) => &site.article(id).document,
            Place::Page(number) => &site.pages[number].document,
            Place::Home => &site.home.as_ref()?.document,
            Place::Edition(number) => &site.editions[number].page.document,
            Place::Term(kind, id) => &site.terms(kind).get(id).page.as_ref()?.document,
        });
        Some(Self { before, document, file })
    }

    fn aspects(&self) -> Aspects {
        Aspects::between(&self.before, &self.document)
    }
}

/// The sites of all languages after `changes` of live documents, each of which is changed once. Nothing when the edit
/// decides about more than can be told from the documents themselves: then the site has to be assembled.
pub fn advance(sites: &[&Site], changes: &[Change]) -> Option<Advanced> {
    let aspects = changes.iter().fold(Aspects::NONE, |all, change| all.union(change.aspects()));
    let is_broken = |change: &Change| change.document.is_broken() || change.before.is_broken();
    if aspects.intersects(NEEDS_ASSEMBLY) || changes.iter().any(is_broken) {
        return None;
    }
    // What a link by a name means is found by titles.
    let by_name = sites.iter().any(|site| !site.links.names.is_empty());
    if by_name && aspects.intersects(Aspects::SHOWN) {
        return None;
    }
    // Files of `static/` that a withdrawn text showed are published if somebody else shows them.
    if aspects.intersects(Aspects::LED) && sites.iter().any(|site| !site.withdrawn.is_empty()) {
        return None;
    }
    // Of two texts of the home page one is shown, and links know both.
    let count = |site: &Site| site.articles.len() + site.all_pages().count();
    if sites.iter().any(|site| site.links.documents as usize != count(site)) {
        return None;
    }
    let numbering = Numbering::new(sites, changes.iter().map(|change| &change.document));
    let next: Vec<Site> = sites.iter().copied().cloned().collect();
    let replaced = vec![Vec::new(); sites.len()];
    let mut advanced = Advanced {
        to_compare: vec![false; sites.len()],
        replan: false,
        sites: next,
        replaced,
        resolved: Vec::new(),
        raised: Vec::new(),
    };
    for change in changes {
        advanced.replace(change, number_of(sites, &change.document), &numbering)?;
    }
    advanced.find_duplicates(sites);
    if aspects.intersects(Aspects::ANCHORS) {
        advanced.check_anchors(sites, changes, &numbering);
    }
    if changes.iter().any(|change| change.document.kind == Kind::Edition) {
        advanced.find_mentions(sites);
    }
    Some(advanced)
}

fn number_of(sites: &[&Site], document: &Document) -> usize {
    let codes: Vec<&str> = sites[0].languages.iter().map(|language| &*language.code).collect();
    languages::number_of(document, &codes)
}

/// Where a live document stands in its site.
enum Place {
    Article(ArticleId),
    Page(usize),
    Home,
    Edition(usize),
    Term(TermKind, super::TermId),
}

impl Advanced {
    /// Puts the new version of a document into the place of the one before.
    fn replace(&mut self, change: &Change, language: usize, numbering: &Numbering<'_>) -> Option<()> {
        let Change { before, document, .. } = change;
        let aspects = change.aspects();
        let site = &mut self.sites[language];
        let place = site.place_of(document)?;
        let url = Arc::clone(site.url_at(&place));
        let was = follow(before, &url, &site.links, &|number| numbering.facts_before(language, number));
        let mut followed = follow(document, &url, &site.links, &|number| numbering.facts(language, number));
        if was.copies != followed.copies || was.image != followed.image {
            return None;
        }
        // What a text picks does not stand in its list, which may then have more or fewer pages.
        self.replan |= document.kind != Kind::Edition && was.cards != followed.cards;
        // Whatever else is said of it has the places of `Document::named` alone: the caller looks whether these moved.
        self.resolved.extend(before.diagnostics.iter().cloned().chain(to_come::said(before, site.now)));
        self.raised.extend(document.diagnostics.iter().cloned().chain(to_come::said(document, site.now)));
        self.resolved.extend(was.diagnostics);
        self.raised.append(&mut followed.diagnostics);
        match place {
            Place::Article(id) => {
                self.to_compare[language] |= site.replace_article(id, change, aspects, followed)?;
                self.replaced[language].push(id);
            }
            Place::Page(number) => {
                let page = site.pages[number].with(change, followed);
                Arc::make_mut(&mut site.pages)[number] = page;
            }
            Place::Home => site.home = Some(Arc::new(site.home.as_ref()?.with(change, followed))),
            Place::Edition(number) => {
                let leads = std::mem::take(&mut followed.leads);
                let edition = &site.editions[number];
                let edition = Edition::new(edition.page.with(change, followed), edition.id.clone(), leads);
                Arc::make_mut(&mut site.editions)[number] = edition;
            }
            Place::Term(kind, id) => site.replace_page_of_term((kind, id), change, followed)?,
        }
        Some(())
    }

    /// Finds anew which articles may be one, where that may have changed.
    fn find_duplicates(&mut self, before: &[&Site]) {
        for ((site, before), compare) in self.sites.iter_mut().zip(before).zip(&self.to_compare) {
            if *compare {
                site.similarities = Arc::new(duplicates(&site.articles, &site.links, &site.config.language));
                self.resolved.extend(before.similarities.said.iter().cloned());
                self.raised.extend(site.similarities.said.iter().cloned());
            }
        }
    }

    /// Says of links to headings what is so when headings of `changes` are others.
    fn check_anchors(&mut self, sites: &[&Site], changes: &[Change], numbering: &Numbering<'_>) {
        for (language, site) in sites.iter().enumerate() {
            let links_to_parts = |document: &Document| {
                document.facts.named.is_some()
                    || document.facts.links.iter().any(|link| link.href.contains('#'))
            };
            let is_changed =
                |document: &Document| changes.iter().any(|change| change.before.path == document.path);
            let one = |document: &Document, url: &str| {
                if !links_to_parts(document) || is_changed(document) {
                    return None;
                }
                let before = |number| numbering.facts_before(language, number);
                let was = follow(document, url, &site.links, &before).diagnostics;
                let now = follow(document, url, &site.links, &|number| numbering.facts(language, number));
                (was != now.diagnostics).then_some((was, now.diagnostics))
            };
            let articles =
                site.articles.par_iter().filter_map(|article| one(&article.document, &article.url));
            let mut differing: Vec<_> = articles.collect();
            differing.extend(site.all_pages().filter_map(|page| one(&page.document, &page.url)));
            differing.extend(site.broken.iter().filter_map(|document| one(document, "/")));
            for (was, now) in differing {
                self.resolved.extend(was);
                self.raised.extend(now);
            }
            for (held, document) in site.held.iter().zip(site.held_documents.iter()) {
                if let (Reason::NotYet(_), Some((was, now))) = (held.reason, one(document, "/")) {
                    self.resolved.extend(said_early(was));
                    self.raised.extend(said_early(now));
                }
            }
        }
    }

    /// Finds anew what editions speak of, and what is to be said of them.
    fn find_mentions(&mut self, before: &[&Site]) {
        for (site, before) in self.sites.iter_mut().zip(before) {
            let mentions = Mentions::of(&site.editions, &site.articles, &site.links, &site.names());
            site.mentions = Arc::new(mentions);
            self.resolved.extend(editions::check_left_out(before));
            self.raised.extend(editions::check_left_out(site));
        }
    }
}

impl Page {
    fn with(&self, change: &Change, followed: Followed) -> Self {
        Self {
            document: Arc::clone(&change.document),
            file: Arc::clone(&change.file),
            url: Arc::clone(&self.url),
            image: followed.image,
            body: followed.body,
            cards: followed.cards,
        }
    }
}

impl Site {
    fn place_of(&self, document: &Document) -> Option<Place> {
        let is_it = |page: &Page| page.document.path == document.path;
        let of_terms = |kind: TermKind| {
            let mut terms = self.terms(kind).iter();
            let (id, _) = terms.find(|(_, term)| term.page.as_ref().is_some_and(is_it))?;
            Some(Place::Term(kind, id))
        };
        match document.kind {
            Kind::Article => match self.links.target_of(&document.path)? {
                Target::Live { article: Some(id), .. } => {
                    let is_it = self.article(*id).document.path == document.path;
                    is_it.then_some(Place::Article(*id))
                }
                _ => None,
            },
            Kind::Page => self.pages.iter().position(is_it).map(Place::Page),
            Kind::Home => self.home.as_deref().filter(|page| is_it(page)).map(|_| Place::Home),
            Kind::Edition => {
                self.editions.iter().position(|edition| is_it(&edition.page)).map(Place::Edition)
            }
            Kind::Topic => of_terms(TermKind::Topic),
            Kind::Story => of_terms(TermKind::Story),
        }
    }

    fn url_at(&self, place: &Place) -> &Arc<str> {
        match place {
            Place::Article(id) => &self.article(*id).url,
            Place::Page(number) => &self.pages[*number].url,
            Place::Home => self.home.as_ref().map_or_else(|| unreachable!("it was found"), |home| &home.url),
            Place::Edition(number) => &self.editions[*number].page.url,
            Place::Term(kind, id) => {
                let page = self.terms(*kind).get(*id).page.as_ref();
                page.map_or_else(|| unreachable!("it was found"), |page| &page.url)
            }
        }
    }

    /// Whether the articles have to be compared with each other; nothing if the site has to be assembled.
    fn replace_article(
        &mut self,
        id: ArticleId,
        Change { document, file, .. }: &Change,
        aspects: Aspects,
        followed: Followed,
    ) -> Option<bool> {
        let credit = document.front.image.as_ref().and_then(|image| image.credit.as_deref());
        let withheld = credit.is_some_and(|credit| self.rights.withhold(credit));
        // Of a picture that is withheld there are no crops.
        if withheld != self.article(id).withheld {
            return None;
        }
        let mut must_compare = false;
        if aspects.intersects(Aspects::SHOWN.union(Aspects::WORDS)) {
            let similarities = Arc::make_mut(&mut self.similarities);
            must_compare = !similarities.replace(id, document, &self.articles, &self.config.language);
        }
        // Of two articles of one source nothing is said if one links to the other.
        must_compare |= aspects.intersects(Aspects::LED) && self.shares_source(id, document);
        let article = Article {
            document: Arc::clone(document),
            file: Arc::clone(file),
            image: followed.image,
            body: followed.body,
            ..self.article(id).clone()
        };
        let card = article.card_digest(&self.names());
        self.articles[id.0 as usize] = Arc::new(Article { card, ..article });
        Some(must_compare)
    }

    fn replace_page_of_term(
        &mut self,
        (kind, id): (TermKind, super::TermId),
        change: &Change,
        followed: Followed,
    ) -> Option<()> {
        let explains = |article: &Arc<Article>| article.document.front.article_type == ArticleType::Explainer;
        let explainers = kind == TermKind::Topic && self.articles.iter().any(explains);
        let terms = match kind {
            TermKind::Topic => &mut self.topics,
            TermKind::Story => &mut self.stories,
            TermKind::Tag | TermKind::Source | TermKind::Author => return None,
        };
        let term = Arc::make_mut(terms).get_mut(id);
        let page = term.page.as_ref()?.with(change, followed);
        term.replace_page(page);
        fill::set_apart_of(term, &self.articles, explainers);
        Some(())
    }

    fn shares_source(&self, id: ArticleId, document: &Document) -> bool {
        let own = &document.likeness.sources;
        let has_one = |other: &Document| other.likeness.sources.iter().any(|source| own.contains(source));
        let mut others = self.articles.iter().zip(0..).filter(|(_, number)| *number != id.0);
        !own.is_empty() && others.any(|(article, _)| has_one(&article.document))
    }
}
