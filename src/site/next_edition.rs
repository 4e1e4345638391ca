//! The next edition, written for its editors to finish: its number, its period, the articles of the period by topic, what
//! was corrected since, and what is held back.
//!
//! Number and period are in its text, so that nothing that was mailed changes when an article comes in late.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::editions::To;
use super::visibility::Reason;
use super::{ArticleId, Edition, Site, TermId};
use crate::content::front_matter::{Correction, CorrectionKind};
use crate::content::{Date, Day, Kind, Period, Slug};

/// What an edition is asked to be.
#[derive(Debug, Clone)]
pub struct Wish {
    /// When it is to be published.
    pub date: Date,
    /// Its title; without one it is called by its number.
    pub title: Option<String>,
    /// What its address is called besides the date.
    pub slug: Option<Slug>,
    /// The days that it covers; without them, those since the last edition.
    pub covers: Option<Period>,
}

/// What stands between the parts of an edition, in the site's language.
#[derive(Debug, Clone)]
pub struct Phrases {
    /// "Edition {number}".
    pub title: String,
    /// The section of articles without a topic.
    pub other: String,
    /// The section of corrections.
    pub corrections: String,
    /// "in edition {number}".
    pub in_edition: String,
    /// "An article was withdrawn: {text}".
    pub withdrawn: String,
    /// What the comment with what is held back begins with.
    pub held: String,
}

/// An edition that nobody has written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// What it is called.
    pub title: String,
    /// Which issue it is.
    pub number: u32,
    /// What its address is called, where that does not follow from the name of its file.
    pub slug: Option<String>,
    /// The days that it covers.
    pub covers: Period,
    /// How many articles it picks.
    pub articles: usize,
    /// Its body: Markdown.
    pub text: String,
}

/// Why there is no next edition yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The file of the edition that covers the day.
    pub by: String,
    /// The last day that it covers.
    pub until: Day,
}

/// How many days a first edition covers.
const FIRST: i32 = 7;

/// Writes the next edition. `site` is what is live; `all` is the same site with drafts and what is to come, whose editions
/// count too: a number is given once.
///
/// # Errors
/// When an edition covers the day on which it would be published.
pub fn next_edition(site: &Site, all: &Site, wish: &Wish, phrases: &Phrases) -> Result<Next, Covered> {
    let (year, month, day) = site.civil(wish.date.timestamp);
    let today = Day::new(year, month, day).unwrap_or(Day::FIRST);
    let last = last(all);
    let covers = match (wish.covers, &last) {
        (Some(covers), _) => covers,
        (None, Some((edition, until))) if *until >= today => {
            return Err(Covered { by: edition.page.document.path.to_string(), until: *until });
        }
        (None, Some((_, until))) => Period { first: until.next(), last: today },
        (None, None) => Period { first: today.minus(FIRST - 1), last: today },
    };
    let number = all.editions.iter().filter_map(Edition::number).max().unwrap_or(0).saturating_add(1);
    let last = last.map(|(edition, _)| edition);
    let since = last.map(|edition| edition.date.timestamp);
    let picked = picked(site, covers, since, wish);

    let title = wish.title.clone().unwrap_or_else(|| phrases.title.replace("{number}", &number.to_string()));
    // What comes after the date in a file's name is its slug, and "evening" would be the slug of every evening.
    let slug = wish.slug.as_ref().map(|slug| format!("{today}-{slug}"));
    let mut text = String::new();
    for (topic, articles) in by_topic(site, &picked) {
        let name = topic.map_or(&phrases.other, |id| &site.topics.get(id).name);
        let _ = write!(text, "\n## {}\n", words(name));
        for id in articles {
            let _ = write!(text, "\n{}\n", link(site, id));
        }
    }
    corrections(site, all, last, wish.date.timestamp, phrases, &mut text);
    held(site, phrases, &mut text);
    Ok(Next { title, number, slug, covers, articles: picked.len(), text })
}

/// The edition that covers the latest day, and that day.
fn last(site: &Site) -> Option<(&Edition, Day)> {
    let days = site.editions.iter().filter_map(|edition| Some((edition, edition.covers()?.last)));
    days.max_by_key(|(edition, until)| (*until, edition.date.timestamp))
}

/// The articles of the period that no edition has picked, newest first; and those that came on the last day of the edition
/// before, after it was out.
fn picked(site: &Site, covers: Period, since: Option<i64>, wish: &Wish) -> Vec<ArticleId> {
    let day = |moment: i64| {
        let (year, month, day) = site.civil(moment);
        Day::new(year, month, day)
    };
    let is_picked = |id: ArticleId| site.mentions.of_article(id).iter().any(|mention| mention.card.is_some());
    let fits = |id: &ArticleId| {
        let moment = site.article(*id).date.timestamp;
        let of_period = day(moment).is_some_and(|day| covers.contains(day));
        let came_late = wish.covers.is_none()
            && since.is_some_and(|since| moment > since)
            && day(moment).is_some_and(|day| day < covers.first)
            && site.mentions.of_article(*id).is_empty();
        moment <= wish.date.timestamp && (of_period && !is_picked(*id) || came_late)
    };
    site.latest().filter(fits).collect()
}

/// Articles by their primary topics: those of the navigation in its order, then the others by name, then those without.
fn by_topic(site: &Site, articles: &[ArticleId]) -> Vec<(Option<TermId>, Vec<ArticleId>)> {
    let mut groups: BTreeMap<Option<TermId>, Vec<ArticleId>> = BTreeMap::new();
    for id in articles {
        groups.entry(site.article(*id).topics.first().copied()).or_default().push(*id);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_cached_key(|(topic, _)| {
        let topic = topic.map(|id| site.topics.get(id));
        let place = topic.map_or(usize::MAX, |topic| site.config.place_in_menu(&topic.url));
        (topic.is_none(), place, topic.map(|topic| topic.key.clone()))
    });
    groups
}

/// What was corrected since the last edition in articles that editions speak of. Updates stay on their articles.
fn corrections(
    site: &Site,
    all: &Site,
    last: Option<&Edition>,
    until: i64,
    phrases: &Phrases,
    text: &mut String,
) {
    let Some(last) = last else { return };
    let since = last.date.timestamp;
    let mut lines = Vec::new();
    for id in site.latest() {
        let Some(mention) = site.mentions.of_article(id).last() else { continue };
        let edition = &site.editions[mention.edition.0 as usize];
        let place = match edition.number() {
            Some(number) => phrases.in_edition.replace("{number}", &number.to_string()),
            None => format!("“{}”", edition.page.document.front.title),
        };
        let listed =
            || site.article(id).corrections().iter().filter(|one| one.kind != CorrectionKind::Update);
        // A correction may have a day alone: that of the last edition counts, if that edition does not list it.
        let of_its_day = |one: &Correction| {
            let moment = one.date.timestamp;
            !one.date.has_time && moment <= since && site.civil(moment) == site.civil(since)
        };
        let of_day = listed().filter(|one| of_its_day(one)).count();
        // When it lists some of them, which ones is not known: better one twice than one never.
        let carried =
            of_day > 0 && carried(all, last, &site.article(id).document.path, &phrases.corrections) >= of_day;
        for correction in listed() {
            let moment = correction.date.timestamp;
            let is_new = moment > since || of_its_day(correction) && !carried;
            if is_new && moment <= until {
                lines.push(format!("- {}, {place}: {}\n", link(site, id), words(&correction.text)));
            }
        }
    }
    // What was taken back is not named; that it was there is no secret to those who have read it.
    for withdrawn in site.withdrawn.iter().filter(|withdrawn| withdrawn.document.kind == Kind::Article) {
        let front = &withdrawn.document.front;
        let Some(withdrawal) = &front.rare().withdrawn else { continue };
        let was_read = front.date.is_some_and(|date| date.timestamp <= since);
        if was_read && (since + 1..=until).contains(&withdrawal.date.timestamp) {
            lines.push(format!("- {}\n", phrases.withdrawn.replace("{text}", &words(&withdrawal.text))));
        }
    }
    if !lines.is_empty() {
        let _ = write!(text, "\n## {}\n\n{}", words(&phrases.corrections), lines.concat());
    }
}

/// How often an edition lists an article under the heading of corrections.
fn carried(all: &Site, edition: &Edition, path: &str, heading: &str) -> usize {
    let language = edition.page.document.language(&all.config.language);
    let is_of_corrections = |link: u32| {
        let section = edition.section_of(link).and_then(|section| edition.sections().get(section as usize));
        section.is_some_and(|section| section.text(language) == heading)
    };
    let leads_to = |to: &To| match to {
        To::Article(id) => &*all.article(*id).document.path == path,
        To::Page(_) | To::Held => false,
    };
    edition.leads.iter().filter(|lead| is_of_corrections(lead.link) && leads_to(&lead.to)).count()
}

/// What readers do not see yet, in a comment that no page shows.
fn held(site: &Site, phrases: &Phrases, text: &mut String) {
    let waits = |reason: Reason| matches!(reason, Reason::Draft(_) | Reason::NotYet(_));
    let held =
        site.held.iter().filter(|held| Kind::of(&held.path) == Some(Kind::Article) && waits(held.reason));
    let lines: Vec<String> = held
        .map(|held| {
            // Two hyphens may end a comment.
            let title = held.title.replace("--", "–").replace('>', "›");
            format!("- {}: {} ({title})\n", held.path.replace("--", "- -"), held.reason.describe())
        })
        .collect();
    if !lines.is_empty() {
        let _ = write!(text, "\n<!--\n{}\n{}-->\n", phrases.held, lines.concat());
    }
}

/// The link to an article's file from the folder of editions.
fn link(site: &Site, id: ArticleId) -> String {
    let document = &site.article(id).document;
    let path = format!("../{}", document.path.strip_prefix("content/").unwrap_or(&document.path));
    let plain = !path.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\' | '%' | '#' | '?')
    });
    let path = if plain { path } else { crate::site::links::escaped(&path) };
    format!("[{}]({path})", words(&document.front.title))
}

/// Words that Markdown shall take for nothing else.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#' | '~' | '&') {
            words.push('\\');
        }
        words.push(c);
    }
    words
}
