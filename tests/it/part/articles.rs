//! Random edits of a few articles, and what a part and the whole site say after them.

use std::cell::Cell;

use newsprint::internals::{Diagnostic, Engine};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{described, is_about, options, settle, whole};
use crate::harness::{NOW, Site};

/// How many articles there may be; the last two are translations, one of what is there.
const ARTICLES: usize = 7;

fn path(number: usize) -> String {
    match number {
        5 => "content/2025-02-01-number-1.uk.md".to_owned(),
        6 => "content/2025-02-01-lost.uk.md".to_owned(),
        // Two names that differ in their days alone.
        4 => "content/2025-02-04-number-3.md".to_owned(),
        _ => format!("content/2025-02-0{}-number-{number}.md", number.max(1)),
    }
}

/// What is written at a place of an article: the first is what is quiet.
const WAYS: [&[&str]; 9] = [
    &["Number # is here", "Number 1 is here", "Number 2: what is here"],
    &["https://times.example/#", "https://times.example/1", "https://gazette.example/a"],
    &["Grain, loose", "harbours", "Loose", "Steel", "Grian", "Trade", "lo-ose"],
    &[
        "topics: [Trade]", "topics: [Trade]\nauthors: [Anna Example]", "topics: [Tarde]",
        "topics: [Steel]\nstory: talks",
    ],
    &["", "aliases: [/old/]", "url: /tags/loose/", "slug: number-1", "aliases: [/2025/02/number-2/]"],
    &["", "draft: true", "expires: 2025-02-10", "withdrawn: {date: 2025-02-03, reason: no}"],
    &[
        "none", "[a](2025-02-01-number-1.md)", "[a](number-2.md#part)", "[a](/2025/02/number-3/)",
        "[a](number-3.md)", "[a](/tags/loose/)", "[a](https://digest.example/2025/02/number-1/)",
        "[a](/old/)",
    ],
    &["## Part", "## Other"],
    &["", "![a](map.png)", "![a](none.png)"],
];

/// An article: which of the ways each place is written in, and its words.
#[derive(Debug, Clone, Default)]
struct Article {
    is_there: bool,
    ways: [usize; WAYS.len()],
    words: usize,
}

#[derive(Debug, Clone)]
enum Edit {
    Words(usize, usize),
    Way(usize, usize, usize),
    /// It comes, or goes.
    There(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let article = || 0..ARTICLES;
    let place = || 0..WAYS.len();
    prop_oneof![
        3 => (article(), 0..6_usize).prop_map(|(article, words)| Edit::Words(article, words)),
        2 => (article(), place(), 0..8_usize).prop_map(|(article, place, way)| Edit::Way(article, place, way)),
        // Most become quiet again, or nothing but the whole site would be looked at.
        3 => (article(), place()).prop_map(|(article, place)| Edit::Way(article, place, 0)),
        2 => article().prop_map(Edit::There),
    ]
}

impl Article {
    fn print(&self, number: usize) -> String {
        let way = |place: usize| {
            let ways = WAYS[place];
            ways[self.ways[place] % ways.len()].replace('#', &number.to_string())
        };
        let words = ["one", "two", "three"][self.words % 3].repeat(1 + self.words);
        let (title, source, tags) = (way(0), way(1), way(2));
        let (names, place, visibility) = (way(3), way(4), way(5));
        let (link, picture) = (way(6), way(8));
        let heading = WAYS[7][self.ways[7] % 2];
        format!(
            "---\ntitle: \"{title}\"\nsummary: It is {words}.\nsources: [{{name: The Times, url: '{source}'}}]\n\
             tags: [{tags}]\n{names}\n{place}\n{visibility}\n---\nIt is about {words}, {link}.\n\n{heading}\n\n{picture}\n"
        )
    }
}

/// The articles of a site, as they are on disk.
struct Articles {
    site: Site,
    all: Vec<Article>,
}

impl Articles {
    fn new() -> Self {
        let site = described("languages: {uk: {title: Тест}}");
        let picture = crate::crops::drawn((900, 600), (40, 30), image::ImageFormat::Png);
        site.write("content/map.png", picture);
        let all = (0..ARTICLES).map(|number| Article { is_there: number < 4, ..Article::default() });
        let articles = Self { site, all: all.collect() };
        (0..ARTICLES).for_each(|number| articles.write(number));
        articles
    }

    fn write(&self, number: usize) {
        let article = &self.all[number];
        match article.is_there {
            true => self.site.write(&path(number), article.print(number)),
            false => drop(std::fs::remove_file(self.site.path().join(path(number)))),
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let number = match *edit {
            Edit::Words(number, words) => {
                self.all[number].words = words;
                number
            }
            Edit::Way(number, place, way) => {
                self.all[number].ways[place] = way;
                number
            }
            Edit::There(number) => {
                self.all[number].is_there = !self.all[number].is_there;
                number
            }
        };
        self.write(number);
    }

    fn paths(&self) -> Vec<String> {
        let there = self.all.iter().enumerate().filter(|(_, article)| article.is_there);
        there.map(|(number, _)| path(number)).collect()
    }
}

fn cases() -> u32 {
    std::env::var("NEWSPRINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}

#[test]
fn a_part_says_what_the_whole_site_says() {
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    let (tried, found) = (Cell::new(0), Cell::new(0));
    let rounds = prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..6);
    let outcome = TestRunner::new(config).run(&rounds, |rounds| {
        let mut articles = Articles::new();
        settle(&options(&articles.site, NOW), &path(0));
        for edits in rounds {
            edits.iter().for_each(|edit| articles.edit(edit));
            let options = options(&articles.site, NOW);
            let paths = articles.paths();
            // One of them, and two at once.
            let asked = paths.iter().map(std::slice::from_ref).chain(paths.windows(2));
            let parts: Vec<_> = asked.map(|asked| (Engine::part(&options, asked), asked)).collect();
            let whole = whole(&options);
            for (part, asked) in parts {
                tried.set(tried.get() + 1);
                let Ok(part) = part else { continue };
                found.set(found.get() + 1);
                let of = |said: &[Diagnostic]| -> Vec<Diagnostic> {
                    said.iter().filter(|one| asked.iter().any(|path| is_about(one, path))).cloned().collect()
                };
                prop_assert_eq!(of(&part.diagnostics), of(&whole), "{:?}", asked);
                let errors: Vec<_> = whole.iter().filter(|one| one.is_error()).collect();
                prop_assert_eq!(errors, Vec::<&Diagnostic>::new(), "{:?}", asked);
            }
            if let Some(path) = paths.first() {
                settle(&options, path);
            }
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // Or nothing was tried.
    assert!(found.get() * 20 > tried.get(), "{} of {}", found.get(), tried.get());
}
