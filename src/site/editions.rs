//! Editions: in which order they stand, where they speak of what, and what their periods leave out.
//!
//! An edition is a list of sections (what stands under one heading); a section *mentions* the articles that it links to,
//! by card or in passing, and whatever these articles are about. Nobody keeps that list by hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::article::Names;
use super::membership::Membership;
use super::terms::ByKind;
use super::{Article, ArticleId, Page, Site, TermId, TermKind};
use crate::address::{of_path, to_path};
use crate::content::markdown::Section;
use crate::content::{Date, Day, Period};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::{Digest, FastMap};

/// A number that stands for an edition: its place in the order, newest first, then by path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId(pub u32);

/// One issue of the digest.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Its document, its address, and the articles that its cards pick.
    pub page: Page,
    /// When it is published.
    pub date: Date,
    /// Its permanent identity in feeds.
    pub id: Arc<str>,
    /// Hash of what names it: number, title, date, period, address.
    pub link: Digest,
    /// Where its links lead.
    pub(super) leads: Vec<Lead>,
}

/// Where a link of an edition leads.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lead {
    /// The number of the link.
    pub(super) link: u32,
    /// The anchor of the card that it is, or would be if its article were live.
    pub(super) card: Option<Box<str>>,
    pub(super) to: To,
}

/// See [`Lead`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum To {
    /// An article.
    Article(ArticleId),
    /// Another page of the site, by its address without base path.
    Page(String),
    /// What is held back.
    Held,
}

impl Lead {
    /// The same; `number` gives the number that an article has which had another, if it is still there.
    pub(super) fn renumbered(&self, number: &dyn Fn(ArticleId) -> Option<ArticleId>) -> Option<Self> {
        Some(match self.to {
            To::Article(id) => Self { to: To::Article(number(id)?), ..self.clone() },
            _ => self.clone(),
        })
    }
}

impl Edition {
    pub(super) fn new(page: Page, id: Arc<str>, leads: Vec<Lead>) -> Self {
        let front = &page.document.front;
        let date = front.date.unwrap_or(Date { timestamp: 0, offset: 0, has_time: false });
        let rare = front.rare();
        let link = Digest::of(&(&front.title, rare.number, rare.covers, date, &page.url));
        Self { date, id, link, leads, page }
    }

    /// Which issue it is.
    pub fn number(&self) -> Option<u32> {
        self.page.document.front.rare().number
    }

    /// The days whose news it gathers.
    pub fn covers(&self) -> Option<Period> {
        self.page.document.front.rare().covers
    }

    /// The articles that it leads to: those of its cards in their order, then the others.
    pub fn articles(&self) -> Vec<ArticleId> {
        let led = self.leads.iter().filter_map(|lead| match lead.to {
            To::Article(id) => Some(id),
            _ => None,
        });
        let mut seen = std::collections::BTreeSet::new();
        self.page.cards.iter().copied().chain(led).filter(|id| seen.insert(*id)).collect()
    }

    /// Its sections, with the ids that they have on its page.
    pub fn sections(&self) -> &[Section] {
        self.page.document.facts.outline.as_ref().map_or(&[], |outline| &outline.sections)
    }

    /// How many briefs it has, without those that lead to what is held back: these are not shown.
    pub fn briefs(&self) -> usize {
        let is_held = |link: u32| self.leads.iter().any(|lead| lead.link == link && lead.to == To::Held);
        let outline = self.page.document.facts.outline.as_ref();
        outline.map_or(0, |outline| outline.briefs.iter().filter(|brief| !is_held(brief.link)).count())
    }

    /// Hash of all that a list shows of it.
    pub fn shown(&self) -> Digest {
        let counts = (self.page.cards.len(), self.briefs());
        Digest::of(&(self.link, self.page.document.shown, &self.page.image, counts))
    }

    /// The section in which a link of its text stands.
    pub(super) fn section_of(&self, link: u32) -> Option<u32> {
        *self.page.document.facts.outline.as_ref()?.of_link.get(link as usize)?
    }
}

/// Puts editions into their order.
pub(super) fn order(mut editions: Vec<Edition>) -> Vec<Edition> {
    editions.sort_by(|one, two| {
        two.date
            .timestamp
            .cmp(&one.date.timestamp)
            .then_with(|| one.page.document.path.cmp(&two.page.document.path))
    });
    editions
}

/// A section of an edition that speaks of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which edition.
    pub edition: EditionId,
    /// Which of its sections; none before the first heading.
    pub section: Option<u32>,
    /// The id of the article's card there.
    pub card: Option<Box<str>>,
}

/// The kinds of terms that editions speak of.
const SPOKEN_OF: [TermKind; 3] = [TermKind::Topic, TermKind::Tag, TermKind::Story];

/// Where editions speak of what, the newest edition first.
#[derive(Debug, Default)]
pub struct Mentions {
    articles: FastMap<ArticleId, Vec<Mention>>,
    /// By the numbers of the terms.
    terms: ByKind<Vec<Vec<Mention>>>,
}

impl Mentions {
    /// The places that speak of an article.
    pub fn of_article(&self, id: ArticleId) -> &[Mention] {
        self.articles.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The places that speak of a topic, a tag or a story, or of one of its articles.
    pub fn of_term(&self, kind: TermKind, id: TermId) -> &[Mention] {
        self.terms[kind].get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn of(
        editions: &[Edition],
        articles: &[Arc<Article>],
        names: &Names<'_>,
        membership: &Membership,
    ) -> Self {
        let mut mentions = Self::default();
        if editions.is_empty() {
            return mentions;
        }
        for kind in SPOKEN_OF {
            mentions.terms[kind] = vec![Vec::new(); names[kind].numbers()];
        }
        let by_url: FastMap<&str, (TermKind, TermId)> = SPOKEN_OF
            .into_iter()
            .flat_map(|kind| names[kind].all().map(move |(id, term)| (term, (kind, id))))
            // A tag that is named like a topic has the topic's address, and no page to say it on.
            .filter(|(term, _)| term.is_topic.is_none())
            .map(|(term, id)| (term.url.as_str(), id))
            .collect();
        for (number, edition) in (0..).map(EditionId).zip(editions) {
            for lead in &edition.leads {
                let section = edition.section_of(lead.link);
                let place = |card| Mention { edition: number, section, card };
                let id = match &lead.to {
                    To::Held => continue,
                    To::Page(url) => {
                        if let Some(term) = by_url.get(&*of_path(&to_path(url))) {
                            mentions.add_term(*term, place(None));
                        }
                        continue;
                    }
                    To::Article(id) => *id,
                };
                let article = &articles[id.0 as usize];
                mentions.add_article(id, place(lead.card.clone()));
                let (of_topics, of_tags) = membership.of(article, names[TermKind::Tag]);
                of_topics.iter().for_each(|id| mentions.add_term((TermKind::Topic, *id), place(None)));
                of_tags.iter().for_each(|id| mentions.add_term((TermKind::Tag, *id), place(None)));
                article.story.iter().for_each(|id| mentions.add_term((TermKind::Story, *id), place(None)));
            }
        }
        // A site keeps them, and of many there is one each.
        mentions.articles.values_mut().for_each(Vec::shrink_to_fit);
        for kind in SPOKEN_OF {
            mentions.terms[kind].iter_mut().for_each(Vec::shrink_to_fit);
        }
        mentions
    }

    /// Of a section that has the article's card the card is the place, whatever else it says of it.
    fn add_article(&mut self, id: ArticleId, mention: Mention) {
        let places = self.articles.entry(id).or_default();
        let same =
            |place: &&mut Mention| place.edition == mention.edition && place.section == mention.section;
        match places.iter_mut().find(same) {
            Some(place) if place.card.is_none() => place.card = mention.card,
            Some(_) => {}
            None => places.push(mention),
        }
    }

    fn add_term(&mut self, (kind, id): (TermKind, TermId), mention: Mention) {
        let places = &mut self.terms[kind][id.0 as usize];
        // An edition's links come in order, but a section may be left for another and come back as it has no heading.
        let same = |place: &&Mention| place.edition == mention.edition;
        if !places.iter().rev().take_while(same).any(|place| place.section == mention.section) {
            places.push(mention);
        }
    }
}

/// Warns of editions with one number, and of periods that leave days out or count them twice.
pub(super) fn check(editions: &[Edition]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut numbers: BTreeMap<u32, &Edition> = BTreeMap::new();
    for edition in editions.iter().rev() {
        let Some(number) = edition.number() else { continue };
        if let Some(other) = numbers.insert(number, edition) {
            let message =
                format!("two editions have the number {number}: this one and {}", other.page.document.path);
            diagnostics.push(said(edition, Code::EditionNumber, message).hint("give each its own `number:`"));
        }
    }
    let mut periods: Vec<(Period, &Edition)> =
        editions.iter().rev().filter_map(|edition| Some((edition.covers()?, edition))).collect();
    periods.sort_by_key(|(period, _)| *period);
    // A period may lie within an earlier one: what was covered so far counts, not the last one alone.
    let mut before: Option<(Period, &Edition)> = None;
    for (period, edition) in periods {
        if let Some((earlier, other)) = before {
            let path = &other.page.document.path;
            let next = earlier.last.next();
            if period.first > next {
                let gap = Period { first: next, last: period.first.previous() };
                let message = format!("no edition covers {gap}: {path} ends on {}", earlier.last);
                let hint = format!("begin this period on {next}, if nothing was left out on purpose");
                diagnostics.push(said(edition, Code::EditionPeriod, message).hint(hint));
            } else if period.first < next {
                let twice = Period { first: period.first, last: period.last.min(earlier.last) };
                let message = format!("two editions cover {twice}: this one and {path}");
                let hint = match next <= period.last {
                    true => format!("begin this period on {next}"),
                    false => "let each day belong to one edition".to_owned(),
                };
                diagnostics.push(said(edition, Code::EditionPeriod, message).hint(hint));
            }
        }
        if before.is_none_or(|(earlier, _)| period.last > earlier.last) {
            before = Some((period, edition));
        }
    }
    diagnostics
}

fn said(edition: &Edition, code: Code, message: String) -> Diagnostic {
    Diagnostic::warning(code, message).in_file(&*edition.page.document.path)
}

/// How many articles a message names.
const NAMED: usize = 5;

/// Warns of the articles of an edition's period that are in no edition.
pub(super) fn check_left_out(site: &Site) -> Vec<Diagnostic> {
    if !site.config.say_left_out {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for (edition, articles) in left_out(site) {
        let Some((edition, period)) = edition.and_then(|edition| Some((edition, edition.covers()?))) else {
            continue;
        };
        let mut names: Vec<&str> =
            articles.iter().take(NAMED).map(|id| &*site.article(*id).document.path).collect();
        let more = format!("{} more", articles.len() - names.len());
        if articles.len() > NAMED {
            names.push(&more);
        }
        let count = match articles.len() {
            1 => "one article".to_owned(),
            count => format!("{count} articles"),
        };
        let message = format!(
            "{count} of {period} {} in no edition: {}",
            if articles.len() == 1 { "is" } else { "are" },
            names.join(", ")
        );
        let hint = "link to it from an edition, or write `editions: {left_out: ignore}` in newsprint.yaml";
        diagnostics.push(said(edition, Code::EditionLeftOut, message).hint(hint));
    }
    diagnostics
}

/// The live articles that no edition links to, drafts left out, newest first: of each edition's period, and last of the days after all of them.
/// Nothing for a site without editions. What is older than the first period is nobody's.
pub fn left_out(site: &Site) -> Vec<(Option<&Edition>, Vec<ArticleId>)> {
    let zone = site.config.timezone;
    let start = |day: Day| {
        let (year, month, day) = day.civil();
        Date::from_ymd(year, month, day, zone).map_or(i64::MAX, |date| date.timestamp)
    };
    let in_none = |from: i64, to: i64| -> Vec<ArticleId> {
        let place =
            |moment: i64| site.articles.partition_point(|article| article.date.timestamp >= moment) as u32;
        (place(to)..place(from))
            .map(ArticleId)
            // With drafts shown it is no other edition that misses them.
            .filter(|id| !site.article(*id).document.front.draft && site.mentions.of_article(*id).is_empty())
            .collect()
    };
    let mut seen = vec![false; site.articles.len()];
    let mut all: Vec<(Option<&Edition>, Vec<ArticleId>)> = Vec::new();
    let mut last = None;
    for edition in site.editions.iter() {
        let Some(period) = edition.covers() else { continue };
        last = last.max(Some(period.last));
        let mut articles = in_none(start(period.first), start(period.last.next()));
        articles.retain(|id| !std::mem::replace(&mut seen[id.0 as usize], true));
        if !articles.is_empty() {
            all.push((Some(edition), articles));
        }
    }
    let Some(last) = last else { return all };
    let rest = in_none(start(last.next()), i64::MAX);
    if !rest.is_empty() {
        all.push((None, rest));
    }
    all
}
