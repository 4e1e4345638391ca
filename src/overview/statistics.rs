//! How much there was of what: articles by week and topic, the shares of outlets, days without an article.

use std::collections::BTreeMap;

use serde::Serialize;

use super::selection::day;
use crate::content::{Day, Period};
use crate::site::{Site, TermId};

/// Counts of a site's articles in a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statistics {
    /// The first day and the last.
    pub first: String,
    /// The last day, included.
    pub last: String,
    /// How many articles.
    pub articles: usize,
    /// By week, the oldest first.
    pub weeks: Vec<Week>,
    /// By topic, the largest first; an article counts for each of its topics.
    pub topics: Vec<TopicCount>,
    /// How many name no topic.
    pub without_topic: usize,
    /// By outlet, the largest first; an article counts for each of its sources.
    pub outlets: Vec<OutletShare>,
    /// How many name no outlet.
    pub without_source: usize,
    /// Days in a row without an article, two and more, the longest first, as periods.
    pub gaps: Vec<String>,
}

/// The articles of a week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Week {
    /// Its Monday.
    pub monday: String,
    /// How many.
    pub articles: usize,
}

/// The articles of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TopicCount {
    /// What it is called.
    pub name: String,
    /// How many.
    pub articles: usize,
}

/// How often an outlet was retold.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutletShare {
    /// What it is called.
    pub name: String,
    /// How many articles name it.
    pub articles: usize,
    /// Of how many it is the first source.
    pub first: usize,
    /// The share of all articles that name it, in percent.
    pub percent: f64,
}

/// Of how many weeks articles are counted, unless other days are asked for.
const WEEKS: i32 = 12;

/// The last twelve weeks of a site: whole ones, and the one that goes on.
pub fn last_weeks(site: &Site) -> Period {
    let (year, month, day) = site.civil(site.now);
    let today = Day::new(year, month, day).unwrap_or(Day::FIRST);
    Period { first: today.monday().minus(7 * (WEEKS - 1)), last: today }
}

/// Counts the articles of a period in the site's zone.
pub fn statistics(site: &Site, period: Period) -> Statistics {
    let mut days: BTreeMap<Day, usize> = BTreeMap::new();
    let mut topics: BTreeMap<TermId, usize> = BTreeMap::new();
    let mut outlets: BTreeMap<TermId, (usize, usize)> = BTreeMap::new();
    let (mut articles, mut without_topic, mut without_source) = (0, 0, 0);
    for article in &site.articles {
        let Some(day) = day(site, &article.document).filter(|day| period.contains(*day)) else { continue };
        articles += 1;
        *days.entry(day).or_default() += 1;
        without_topic += usize::from(article.topics.is_empty());
        article.topics.iter().for_each(|topic| *topics.entry(*topic).or_default() += 1);
        let mut named: Vec<TermId> = article.outlets.iter().copied().flatten().collect();
        without_source += usize::from(named.is_empty());
        if let Some(first) = named.first() {
            outlets.entry(*first).or_default().1 += 1;
        }
        named.sort_unstable();
        named.dedup();
        named.iter().for_each(|outlet| outlets.entry(*outlet).or_default().0 += 1);
    }
    let mut weeks: BTreeMap<Day, usize> = BTreeMap::new();
    let mut monday = period.first.monday();
    while monday <= period.last {
        weeks.insert(monday, 0);
        monday = monday.plus(7);
    }
    days.iter().for_each(|(day, count)| *weeks.entry(day.monday()).or_default() += count);
    let mut topics: Vec<TopicCount> = topics
        .into_iter()
        .map(|(id, articles)| TopicCount { name: site.topics.get(id).name.clone(), articles })
        .collect();
    topics.sort_by(|one, two| two.articles.cmp(&one.articles).then_with(|| one.name.cmp(&two.name)));
    let mut outlets: Vec<OutletShare> = outlets
        .into_iter()
        .map(|(id, (count, first))| OutletShare {
            name: site.sources.get(id).name.clone(),
            articles: count,
            first,
            percent: percent(count, articles),
        })
        .collect();
    outlets.sort_by(|one, two| two.articles.cmp(&one.articles).then_with(|| one.name.cmp(&two.name)));
    Statistics {
        first: period.first.to_string(),
        last: period.last.to_string(),
        articles,
        weeks: weeks
            .into_iter()
            .map(|(monday, articles)| Week { monday: monday.to_string(), articles })
            .collect(),
        topics,
        without_topic,
        outlets,
        without_source,
        gaps: gaps(&days, period),
    }
}

/// With one decimal.
#[allow(clippy::cast_precision_loss)] // counts of articles
fn percent(count: usize, all: usize) -> f64 {
    (count as f64 * 1000.0 / all.max(1) as f64).round() / 10.0
}

fn gaps(days: &BTreeMap<Day, usize>, period: Period) -> Vec<String> {
    let after = days.keys().map(|day| day.next());
    let before = days.keys().map(|day| day.previous());
    let firsts = std::iter::once(period.first).chain(after);
    let lasts = before.chain(std::iter::once(period.last));
    let mut gaps: Vec<Period> = firsts.zip(lasts).map(|(first, last)| Period { first, last }).collect();
    gaps.retain(|gap| gap.last > gap.first);
    gaps.sort_by_key(|gap| (std::cmp::Reverse(gap.days()), gap.first));
    gaps.iter().map(ToString::to_string).collect()
}
