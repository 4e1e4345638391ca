//! The corpus: the same articles as a newsprint site and as a Hugo site.
//!
//! 1. `Corpus::plan` draws when each article is published and what its address is.
//! 2. `Corpus::write` writes them for one of the two generators.
//!
//! Article i of a corpus has the same words everywhere: each article has its own stream of random numbers. Only
//! dates and addresses are held in memory: the benchmark has to stay small (see `measure`).

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::edition;
use super::front_matter::{self, Facts};
use super::interrupt;
use super::prose::{self, Length, Links};
use super::random::{Random, Zipf};
use super::words;

const SEED: u64 = 0x6e65_7773_7072_696e;
/// 15 February 2022, in days since 1970: the first day of the corpus.
const FIRST_DAY: usize = 19_038;
/// Three years; the last day is 14 February 2025.
const DAYS: usize = 1_096;
const TAGS: u32 = 300;
const OUTLETS: u32 = 40;
const AUTHORS: u32 = 12;

/// Whom the files are for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// `content/2024/2024-03-05-slug.md`, links by relative path.
    Newsprint,
    /// `content/posts/2024/03/slug.md`, links by `relref`.
    Hugo,
}

/// When an article is published and what it is called.
pub(crate) struct Head {
    pub(crate) date: Date,
    slug: String,
}

/// Where an article is.
#[derive(Clone)]
pub(crate) struct Article {
    /// Below the site's folder.
    pub(crate) file: PathBuf,
    /// `/2024/03/slug/`, the same for both generators.
    pub(crate) address: String,
}

/// An article that is not in the site yet: newer than all others, and nobody links to it.
pub(crate) struct Draft {
    pub(crate) article: Article,
    pub(crate) title: String,
    pub(crate) text: String,
}

/// A moment in the site's time zone, to the minute. The order is that of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: usize,
    pub(crate) month: usize,
    pub(crate) day: usize,
    minutes: usize,
}

impl Date {
    /// As front matter has it: `2024-03-05T09:30:00`.
    pub(crate) fn stamp(self) -> String {
        let Self { year, month, day, minutes } = self;
        format!("{year}-{month:02}-{day:02}T{:02}:{:02}:00", minutes / 60, minutes % 60)
    }

    /// The day alone.
    pub(crate) fn day(self) -> String {
        let Self { year, month, day, .. } = self;
        format!("{year}-{month:02}-{day:02}")
    }

    /// From days since 1970; after Howard Hinnant's `civil_from_days`.
    fn new(days: usize, minutes: usize) -> Self {
        let days = days + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + usize::from(month <= 2);
        Self { year, month, day, minutes }
    }
}

/// All articles, oldest first.
pub(crate) struct Corpus {
    heads: Vec<Head>,
    length: Length,
    tags: Zipf,
    outlets: Zipf,
}

/// How much `Corpus::write` wrote, in bytes of Markdown.
pub(crate) type Written = u64;

impl Corpus {
    /// Draws dates and slugs. No two articles of a corpus have the same slug.
    pub(crate) fn plan(count: usize, length: Length) -> Self {
        let mut slugs = HashSet::with_capacity(count);
        let heads = (0..count).map(|number| {
            let mut random = Random::new(SEED, number as u64);
            // No early hours: in them a clock change could make a time that does not exist.
            let date = Date::new(FIRST_DAY + number * DAYS / count, random.between(6 * 60, 22 * 60));
            let mut slug = words::slug(&words::headline(&mut random));
            while !slugs.insert(slug.clone()) {
                slug = format!("{slug}-{}", random.between(2, 99));
            }
            Head { date, slug }
        });
        Self { heads: heads.collect(), length, tags: Zipf::new(TAGS), outlets: Zipf::new(OUTLETS) }
    }

    /// Writes all articles below `site/content`.
    pub(crate) fn write(&self, site: &Path, flavour: Flavour) -> io::Result<Written> {
        let content = site.join("content");
        let mut text = String::with_capacity(16 << 10);
        let mut written = 0;
        let mut folder = PathBuf::new();
        for number in 0..self.heads.len() {
            interrupt::check()?;
            text.clear();
            self.article(&mut text, &self.heads[number], number, flavour);
            let path = content.join(path(&self.heads[number], flavour));
            let parent = path.parent().expect("a file is in a folder");
            if parent != folder {
                fs::create_dir_all(parent)?;
                parent.clone_into(&mut folder);
            }
            fs::write(&path, &text)?;
            written += text.len() as u64;
        }
        Ok(written)
    }

    /// The months in which articles were published, as (year, month).
    pub(crate) fn months(&self) -> Vec<(usize, usize)> {
        let mut months: Vec<_> = self.heads.iter().map(|head| (head.date.year, head.date.month)).collect();
        months.dedup();
        months
    }

    /// The newest articles, newest first: `count` of them, or all.
    pub(crate) fn newest(&self, count: usize, flavour: Flavour) -> Vec<Article> {
        let mut heads: Vec<&Head> = self.heads.iter().collect();
        heads.sort_by_key(|head| std::cmp::Reverse(head.date));
        heads.iter().take(count).map(|head| Article::new(head, flavour)).collect()
    }

    /// `count` articles of the day after the last one, with words of their own like all others.
    pub(crate) fn drafts(&self, count: usize, flavour: Flavour) -> Vec<Draft> {
        let draft = |index: usize| {
            let number = self.heads.len() + index;
            let date = Date::new(FIRST_DAY + DAYS, 6 * 60 + index % (16 * 60));
            let title = self.facts(number, &mut Random::new(SEED, number as u64)).title;
            // The number makes sure of an address of its own.
            let head = Head { date, slug: format!("{}-{index}", words::slug(&title)) };
            let mut text = String::new();
            self.article(&mut text, &head, number, flavour);
            Draft { article: Article::new(&head, flavour), title, text }
        };
        (0..count).map(draft).collect()
    }

    /// One edition per week of the corpus, oldest first: the front matter and text of each, and the day that names its
    /// file. Its sections are topics, its cards articles of the week.
    pub(crate) fn editions(&self) -> impl Iterator<Item = (Date, String)> {
        let weeks = (0..DAYS / 7).map(|week| FIRST_DAY + 7 * week);
        (1..).zip(weeks).map(|(number, first)| {
            let published = Date::new(first + 7, 6 * 60);
            (
                published,
                edition::text(
                    number,
                    Date::new(first, 0),
                    Date::new(first + 6, 0),
                    published,
                    &self.cards(first),
                ),
            )
        })
    }

    /// Articles of the week that begins with a day: their primary topics, headlines and paths from `content/editions/`.
    fn cards(&self, first: usize) -> Vec<(&'static str, String, String)> {
        let day = |day: usize| Date::new(day, 0);
        let begin = self.heads.partition_point(|head| head.date < day(first));
        let end = self.heads.partition_point(|head| head.date < day(first + 7));
        let chosen = (begin..end).take(edition::MOST);
        let card = |number: usize| {
            let facts = self.facts(number, &mut Random::new(SEED, number as u64));
            let path = path(&self.heads[number], Flavour::Newsprint);
            (facts.topics[0], facts.title, format!("../{path}"))
        };
        chosen.map(card).collect()
    }

    fn article(&self, out: &mut String, head: &Head, number: usize, flavour: Flavour) {
        let random = &mut Random::new(SEED, number as u64);
        let facts = self.facts(number, random);
        front_matter::write(out, head, &facts, flavour);
        prose::body(out, random, &Addresses { heads: &self.heads, from: number, flavour }, self.length);
    }

    /// What is drawn of an article before its text, from the beginning of its stream.
    fn facts(&self, number: usize, random: &mut Random) -> Facts {
        // The same stream as in `plan`, whose draws are repeated: the time, then the headline.
        random.between(6 * 60, 22 * 60);
        let title = words::headline(random);
        let mut summary = String::with_capacity(160);
        words::sentence(&mut summary, random);
        // A stream of its own: what came into the corpus later leaves the words of all articles as they were.
        let news = &mut Random::new(SEED ^ 0x5354_4f52_5945_5321, number as u64);
        Facts {
            title,
            summary: summary.replace('"', "'") + ".",
            author: words::PEOPLE[random.below(AUTHORS as usize)],
            topics: topics(random),
            tags: self.tags.draw_some(random, 2, 6).into_iter().map(words::tag).collect(),
            outlets: self.outlets.draw_some(random, 1, 2).into_iter().map(words::outlet).collect(),
            reporter: random.pick(&words::PEOPLE[AUTHORS as usize..]),
            // A tenth of the articles, a dozen to a story, published one soon after the other.
            story: news.chance(10).then(|| words::story(number / 120)),
            correction: news.chance(2).then(|| words::headline(news)),
        }
    }
}

impl Article {
    fn new(head: &Head, flavour: Flavour) -> Self {
        Self {
            file: Path::new("content").join(path(head, flavour)),
            address: format!("/{}/{:02}/{}/", head.date.year, head.date.month, head.slug),
        }
    }

    /// Where it is once its file has another name.
    pub(crate) fn renamed(&self) -> Self {
        let stem = self.file.file_stem().expect("it is a file").display();
        Self {
            file: self.file.with_file_name(format!("{stem}-again.md")),
            address: format!("{}-again/", self.address.trim_end_matches('/')),
        }
    }
}

impl Head {
    /// The last part of the address.
    pub(crate) fn slug(&self) -> &str {
        &self.slug
    }
}

/// One topic, sometimes two.
fn topics(random: &mut Random) -> Vec<&'static str> {
    let first = random.below(words::TOPICS.len());
    let mut topics = vec![words::TOPICS[first]];
    if random.chance(15) {
        topics.push(words::TOPICS[(first + random.between(1, 7)) % words::TOPICS.len()]);
    }
    topics
}

fn path(head: &Head, flavour: Flavour) -> String {
    let Head { date: Date { year, month, day, .. }, slug } = head;
    match flavour {
        Flavour::Newsprint => format!("{year}/{year}-{month:02}-{day:02}-{slug}.md"),
        Flavour::Hugo => format!("posts/{year}/{month:02}/{slug}.md"),
    }
}

/// How the article number `from` links to others.
struct Addresses<'a> {
    heads: &'a [Head],
    from: usize,
    flavour: Flavour,
}

impl Links for Addresses<'_> {
    fn article(&self, random: &mut Random) -> String {
        let last = self.heads.len() - 1;
        let to = (self.from + random.between(last.min(1), last)) % self.heads.len();
        let path = path(&self.heads[to], self.flavour);
        match self.flavour {
            Flavour::Newsprint => format!("../{path}"),
            Flavour::Hugo => format!("{{{{< relref \"/{path}\" >}}}}"),
        }
    }
}
