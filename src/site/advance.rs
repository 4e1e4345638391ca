//! The site after an edit: it is what [`assemble`](fn@super::assemble) would give, and costs what the edit changes.
//!
//! 1. [`Aspects::between`] says in what the versions of each changed document differ;
//! 2. the new version takes the place of the one before, with its links followed anew: everything else is shared;
//! 3. what came of comparing documents is kept if it does not depend on what differs. Editions are few: their mentions are
//!    computed anew.
//!
//! Diagnostics come from pure functions, so those that are resolved are what a function said of the version before.

use std::sync::Arc;

use rayon::prelude::*;

use super::check::{Followed, follow, said_early};
use super::duplicates::duplicates;
use super::links::Target;
use super::membership::{Apart, Membership, explainers};
use super::numbering::Numbering;
use super::social_cards::Card;
use super::visibility::Reason;
use super::{
    ArticleId, Edition, Mentions, Page, Picture, Site, SiteInLanguage, TermId, TermKind, checks, drawn,
    languages, social_cards, to_come, withdrawn,
};
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
    aspects: Aspects,
    /// The number of its language.
    language: usize,
    place: SitePosition,
    /// Its address without base path.
    url: Arc<str>,
}

/// Where a live document stands in its site.
#[derive(Debug, Clone, Copy)]
enum SitePosition {
    Article(ArticleId),
    Page(usize),
    Home,
    Edition(usize),
    Term(TermKind, TermId),
}

/// What networks are shown of a picture that is passed on.
#[derive(PartialEq, Eq)]
enum ForNetworks {
    /// The address of its drawing.
    Drawn(String),
    /// Its own.
    AsItIs(String),
}

/// What [`advance`] gives.
pub struct Advanced {
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

/// Aspects that decide about more than a document and its place.
const NEEDS_ASSEMBLY: Aspects = Aspects::PLACED.union(Aspects::NAMED);

impl Change {
    /// The change of a live document; none when there is no such document.
    pub fn of(sites: &[&Site], document: Arc<Document>, file: Arc<File>) -> Option<Self> {
        let codes: Vec<&str> = sites[0].languages.iter().map(|language| &*language.code).collect();
        let language = languages::number_of(&document, &codes);
        let (place, before, url) = sites[language].place_of(&document)?;
        let (before, url) = (Arc::clone(before), Arc::clone(url));
        let aspects = Aspects::between(&before, &document);
        Some(Self { before, document, file, aspects, language, place, url })
    }
}

/// The sites of all languages after `changes` of live documents, each of which is changed once. Nothing when the edit
/// decides about more than can be told from the documents themselves: then the site has to be assembled.
pub fn advance(sites: &[&Site], changes: &[Change]) -> Option<Advanced> {
    let aspects = changes.iter().fold(Aspects::NONE, |all, change| all.union(change.aspects));
    let is_broken = |change: &Change| change.document.is_broken() || change.before.is_broken();
    if aspects.intersects(NEEDS_ASSEMBLY) || changes.iter().any(is_broken) {
        return None;
    }
    // What a link by a name means is found by titles.
    let by_name = sites.iter().any(|site| !site.links.names.is_empty());
    if by_name && changes.iter().any(|change| change.before.front.title != change.document.front.title) {
        return None;
    }
    // Files of `static/` that a withdrawn text showed are published if somebody else shows them.
    let of_static =
        |change: &Change| !withdrawn::from_root(&change.before).eq(withdrawn::from_root(&change.document));
    let withdrawn = sites.iter().flat_map(|site| site.withdrawn.iter());
    if withdrawn.into_iter().any(|withdrawn| withdrawn::has_pictures(&withdrawn.document))
        && changes.iter().any(of_static)
    {
        return None;
    }
    let numbering = Numbering::new(sites, changes.iter().map(|change| &change.document));
    let mut advanced = Advanced {
        sites: sites.iter().copied().cloned().collect(),
        replaced: vec![Vec::new(); sites.len()],
        replan: false,
        resolved: Vec::new(),
        raised: Vec::new(),
    };
    let mut to_compare = vec![false; sites.len()];
    for change in changes {
        to_compare[change.language] |= advanced.replace(change, &numbering)?;
    }
    for (language, _) in to_compare.iter().enumerate().filter(|(_, compare)| **compare) {
        advanced.find_duplicates(language);
    }
    if aspects.intersects(Aspects::ANCHORS) {
        advanced.check_anchors(sites, changes, &numbering);
    }
    if changes.iter().any(|change| change.document.kind == Kind::Edition) {
        advanced.find_mentions();
    }
    let (resolved, raised) = checks::differences(sites, &advanced.sites);
    advanced.resolved.extend(resolved);
    advanced.raised.extend(raised);
    Some(advanced)
}

impl Advanced {
    /// Puts the new version of a document into the place of the one before. Says whether the articles of its language have to
    /// be compared with each other; nothing if the site has to be assembled.
    fn replace(&mut self, change: &Change, numbering: &Numbering<'_>) -> Option<bool> {
        let Change { before, document, language, url, place, .. } = change;
        let site = &mut self.sites[*language];
        let was = follow(before, url, &site.links, &|number| numbering.facts_before(*language, number));
        let mut followed = follow(document, url, &site.links, &|number| numbering.facts(*language, number));
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
        let leads = std::mem::take(&mut followed.leads);
        let for_networks = site.for_networks(*place);
        let page =
            |followed| Page::new(Arc::clone(document), Arc::clone(&change.file), Arc::clone(url), followed);
        let mut must_compare = false;
        match *place {
            SitePosition::Article(id) => {
                self.replaced[*language].push(id);
                must_compare = site.replace_article(id, change, followed)?;
            }
            SitePosition::Page(number) => Arc::make_mut(&mut site.pages)[number] = page(followed),
            SitePosition::Home => site.home = Some(Arc::new(page(followed))),
            SitePosition::Edition(number) => {
                let edition = &mut Arc::make_mut(&mut site.editions)[number];
                *edition = Edition::new(page(followed), Arc::clone(&edition.id), leads);
            }
            SitePosition::Term(kind, id) => site.replace_page_of_term(kind, id, page(followed)),
        }
        // Whether a headline can be written in a card, or a picture be passed on, decides which outputs there are, and what is said.
        (site.for_networks(*place) == for_networks).then_some(must_compare)
    }

    /// Compares the articles of a language with each other.
    fn find_duplicates(&mut self, language: usize) {
        let site = &mut self.sites[language];
        site.similarities = Arc::new(duplicates(&site.articles, &site.links, &site.config.language, None));
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

    /// Computes the mentions of all editions.
    fn find_mentions(&mut self) {
        for site in &mut self.sites {
            let membership = Membership::of_site(site);
            let mentions = Mentions::of(&site.editions, &site.articles, &site.names(), &membership);
            site.mentions = Arc::new(mentions);
        }
    }
}

impl SiteInLanguage {
    /// Where a document stands that is another version of a live one, with that one and its address.
    fn place_of(&self, document: &Document) -> Option<(SitePosition, &Arc<Document>, &Arc<str>)> {
        let is_it = |page: &&Page| page.document.path == document.path;
        let (place, page) = match document.kind {
            Kind::Article => {
                let Target::Live { is_article: true, document: id, .. } =
                    self.links.target_of(&document.path)?
                else {
                    return None;
                };
                let id = ArticleId(self.links.number(*id));
                let article = self.article(id);
                let is_it = article.document.path == document.path;
                return is_it.then_some((SitePosition::Article(id), &article.document, &article.url));
            }
            Kind::Page => {
                let number = self.pages.iter().position(|page| is_it(&page))?;
                (SitePosition::Page(number), &self.pages[number])
            }
            Kind::Home => (SitePosition::Home, self.home.as_deref().filter(is_it)?),
            Kind::Edition => {
                let number = self.editions.iter().position(|edition| is_it(&&edition.page))?;
                (SitePosition::Edition(number), &self.editions[number].page)
            }
            Kind::Topic => self.page_of_term(TermKind::Topic, &is_it)?,
            Kind::Story => self.page_of_term(TermKind::Story, &is_it)?,
        };
        Some((place, &page.document, &page.url))
    }

    fn page_of_term(&self, kind: TermKind, is_it: &dyn Fn(&&Page) -> bool) -> Option<(SitePosition, &Page)> {
        let mut pages = self.terms(kind).iter().filter_map(|(id, term)| Some((id, term.page.as_ref()?)));
        let (id, page) = pages.find(|(_, page)| is_it(page))?;
        Some((SitePosition::Term(kind, id), page))
    }

    /// What is made of a document for networks: its card, and the drawing of its picture. Of a picture that is passed on and cannot be
    /// drawn, of which something is said, the address.
    fn for_networks(&self, place: SitePosition) -> (Card, Option<ForNetworks>) {
        let of_picture = |picture: &Picture| match drawn::drawing(self, picture) {
            Some((path, _)) => ForNetworks::Drawn(path),
            None => ForNetworks::AsItIs(picture.url.clone()),
        };
        let of_page = |page: &Page| {
            drawn::passed_on(self, page.document.front.image.as_deref(), page.image.as_ref()).map(of_picture)
        };
        match place {
            SitePosition::Article(id) => {
                let article = self.article(id);
                (social_cards::card_of_article(self, article), drawn::of_article(article).map(of_picture))
            }
            SitePosition::Page(number) => (Card::None, of_page(&self.pages[number])),
            SitePosition::Home => (Card::None, self.home.as_deref().and_then(of_page)),
            SitePosition::Edition(number) => {
                let edition = &self.editions[number];
                (social_cards::card_of_edition(self, edition), of_page(&edition.page))
            }
            SitePosition::Term(kind, id) => {
                let term = self.terms(kind).get(id);
                (social_cards::card_of_term(self, kind, term), term.page.as_ref().and_then(of_page))
            }
        }
    }

    /// Whether the articles have to be compared with each other; nothing if the site has to be assembled.
    fn replace_article(
        &mut self,
        id: ArticleId,
        Change { document, file, aspects, .. }: &Change,
        followed: Followed,
    ) -> Option<bool> {
        // Of a picture that is withheld there are no crops.
        if self.rights.withhold_image(document) != self.article(id).image_withheld {
            return None;
        }
        let mut must_compare = false;
        if aspects.intersects(Aspects::SHOWN.union(Aspects::WORDS)) {
            let similarities = Arc::make_mut(&mut self.similarities);
            must_compare = !similarities.replace(id, document, &self.articles, &self.config.language);
        }
        // Of two articles of one source nothing is said if one links to the other.
        must_compare |= aspects.intersects(Aspects::LED) && self.shares_source(id, document);
        let article =
            self.article(id).replaced(Arc::clone(document), Arc::clone(file), followed, &self.names());
        self.articles[id.0 as usize] = Arc::new(article);
        Some(must_compare)
    }

    fn replace_page_of_term(&mut self, kind: TermKind, id: TermId, page: Page) {
        let terms = if kind == TermKind::Topic { &mut self.topics } else { &mut self.stories };
        let term = Arc::make_mut(terms).get_mut(id);
        let explainers = if kind == TermKind::Topic { explainers(&self.articles) } else { Vec::new() };
        let apart = Apart::of(&page.cards, &term.articles, &explainers);
        term.replace_page(page, apart);
    }

    fn shares_source(&self, id: ArticleId, document: &Document) -> bool {
        let own = &document.likeness.sources;
        let has_one = |other: &Document| other.likeness.sources.iter().any(|source| own.contains(source));
        let mut others = self.articles.iter().zip(0..).filter(|(_, number)| *number != id.0);
        !own.is_empty() && others.any(|(article, _)| has_one(&article.document))
    }
}
