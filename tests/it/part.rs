//! What is said of a few articles by a look at a part of their site: what the whole site says of them, whatever was edited.

use newsprint::internals::{Code, Diagnostic, Engine, Look, Options};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::harness::{NOW, Site};

fn options(site: &Site, now: &str) -> Options {
    Options { fresh: false, ..crate::live::options(site.path(), now) }
}

fn is_about(one: &Diagnostic, path: &str) -> bool {
    one.path.as_deref().is_none_or(|of| of == path)
        || one.labels.iter().any(|label| label.path.as_deref() == Some(path))
}

/// What is said of the whole site, of which an index is left; none when there is no such site.
fn whole(options: &Options) -> Option<Vec<Diagnostic>> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    engine.keep_index(options, &loaded?, &report.diagnostics, &[]).expect("the cache can be written");
    Some(report.diagnostics)
}

/// The same until the files are old enough to be known by what they look like, or something is wrong.
fn settle(options: &Options, paths: impl Iterator<Item = String>) -> Option<Vec<Diagnostic>> {
    let is_wrong = |said: &[Diagnostic]| said.iter().any(Diagnostic::is_error);
    let paths: Vec<String> = paths.collect();
    let is_known = || paths.iter().any(|path| part(options, path).is_some());
    let mut said = whole(options);
    for _ in 0..20 {
        if said.as_deref().is_none_or(is_wrong) || is_known() {
            break;
        }
        said = whole(options);
    }
    said
}

/// What a part says of a file, where there is one; `None` where the whole site has to be looked at.
fn part(options: &Options, path: &str) -> Option<Vec<Diagnostic>> {
    let mut said = Engine::part(options, &[path.to_owned()])?.said;
    said.retain(|one| is_about(one, path));
    Some(said)
}

fn of_whole(said: &[Diagnostic], path: &str) -> Vec<Diagnostic> {
    said.iter().filter(|one| is_about(one, path)).cloned().collect()
}

fn cases() -> u32 {
    std::env::var("NEWSPRINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(24)
}

/// An article as its editor changes it: each number is one of a few ways to write something.
#[derive(Debug, Clone, Default)]
struct Article {
    is_there: bool,
    words: usize,
    /// What no two of them have, nine times of ten.
    own: [usize; 9],
}

const TITLES: usize = 0;
const SOURCES: usize = 1;
const TAGS: usize = 2;
const LINKS: usize = 3;
const HEADINGS: usize = 4;
const PLACES: usize = 5;
const VISIBILITY: usize = 6;
const NAMES: usize = 7;
const PICTURES: usize = 8;

/// How many articles there may be.
const ARTICLES: usize = 7;

fn path(number: usize) -> String {
    // The last two are translations, one of what is there.
    match number {
        5 => "content/2025-02-01-number-1.uk.md".to_owned(),
        6 => "content/2025-02-01-lost.uk.md".to_owned(),
        _ => format!("content/2025-02-0{}-number-{number}.md", number.max(1)),
    }
}

impl Article {
    fn print(&self, number: usize) -> String {
        let pick =
            |what: usize, ways: &[&str]| ways.get(self.own[what]).copied().unwrap_or(ways[0]).to_owned();
        let title = pick(
            TITLES,
            &[&format!("Number {number} is here"), "Number 1 is here", "Number 2: what is here"],
        );
        let source = pick(
            SOURCES,
            &[
                &format!("https://times.example/{number}"),
                "https://times.example/1",
                "https://gazette.example/a",
            ],
        );
        let tags =
            pick(TAGS, &["Grain, loose", "harbours", "Loose", "Steel", "Grian", "Trade", "Trade, Grain"]);
        let link = pick(
            LINKS,
            &[
                "none",
                "[a](2025-02-01-number-1.md)",
                "[a](number-2.md#part)",
                "[a](/2025/02/number-3/)",
                "[a](2025-02-09-lost.md)",
                "[a](/tags/loose/)",
                "[a](number-0.md)",
                "[a](/old/)",
            ],
        );
        let heading = pick(HEADINGS, &["## Part", "## Other"]);
        let place = pick(
            PLACES,
            &["", "aliases: [/old/]", "url: /tags/loose/", "slug: number-1", "url: /2025/02/number-1/x/"],
        );
        let visibility = pick(
            VISIBILITY,
            &["", "draft: true", "expires: 2025-02-10", "withdrawn: {date: 2025-02-03, reason: no}"],
        );
        let names = pick(
            NAMES,
            &[
                "topics: [Trade]",
                "topics: [Trade]\nauthors: [Anna Example]",
                "topics: [Tarde]",
                "topics: [Steel]\nstory: talks",
            ],
        );
        let picture = pick(PICTURES, &["", "![a](map.png)", "![a](other/map.png)", "![a](none.png)"]);
        let words = ["one", "two", "three"][self.words % 3].repeat(1 + self.words);
        format!(
            "---\ntitle: \"{title}\"\nsummary: It is {words}.\nsources: [{{name: The Times, url: '{source}'}}]\ntags: [{tags}]\n{names}\n{place}\n{visibility}\n---\nIt is about {words}, {link}.\n\n{heading}\n\n{picture}\n"
        )
    }
}

/// What an editor does: words of an article, or something else of it; or it comes or goes.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    let edit = prop_oneof![
        3 => (0..ARTICLES, Just(9), 0..6_usize),
        3 => (0..ARTICLES, 0..9_usize, 0..8_usize),
        // Most are as they were.
        3 => (0..ARTICLES, 0..9_usize, Just(0)),
        2 => (0..ARTICLES, Just(10), Just(0)),
    ];
    prop::collection::vec(edit, 1..10)
}

#[test]
fn a_part_says_what_the_whole_site_says() {
    let mut runner =
        TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let (tried, found) = (std::cell::Cell::new(0), std::cell::Cell::new(0));
    let outcome = runner.run(&edits(), |edits| {
        let site = Desk::described("languages: {uk: {title: Тест}}");
        site.write("content/map.png", crate::crops::drawn((900, 600), (40, 30), image::ImageFormat::Png));
        let mut articles: Vec<Article> =
            (0..ARTICLES).map(|n| Article { is_there: n < 4, ..Article::default() }).collect();
        let write = |number: usize, article: &Article| site.write(&path(number), article.print(number));
        (0..4).for_each(|number| write(number, &articles[number]));
        settle(&options(&site, NOW), (0..4).map(path));
        for (number, what, way) in edits {
            let article = &mut articles[number];
            match what {
                9 => article.words = way,
                10 => article.is_there = !article.is_there,
                _ => article.own[what] = way,
            }
            match article.is_there {
                true => write(number, article),
                false => drop(std::fs::remove_file(site.path().join(path(number)))),
            }
            let options = options(&site, NOW);
            let there = || {
                articles
                    .iter()
                    .enumerate()
                    .filter(|(_, article)| article.is_there)
                    .map(|(number, _)| path(number))
            };
            let parts: Vec<_> = there().map(|path| (part(&options, &path), path)).collect();
            let whole = whole(&options).expect("a site");
            for (part, path) in parts {
                tried.set(tried.get() + 1);
                if let Some(part) = part {
                    found.set(found.get() + 1);
                    prop_assert_eq!(part, of_whole(&whole, &path), "{}", path);
                }
            }
            settle(&options, there());
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    // Or nothing was tried.
    assert!(found.get() * 10 > tried.get(), "{} of {}", found.get(), tried.get());
}

/// A site on which there is nothing to say.
struct Desk {
    site: Site,
}

const ASKED: &str = "content/2025-02-12-talks.md";

impl Desk {
    /// A site without articles.
    fn described(configuration: &str) -> Site {
        let site = Site::with(&[
            ("content/topics/trade.md", "---\ntitle: Trade\n---\nWhat is bought and sold.\n"),
            ("content/tags.yaml", "- Grain\n- {name: Ports, aliases: [harbours]}\n"),
            ("content/sources.yaml", "- {name: The Times, domains: [times.example]}\n"),
            ("content/authors.yaml", "- Anna Example\n"),
        ]);
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\n{configuration}\n"),
        );
        site
    }

    fn new() -> Self {
        let desk = Self { site: Self::described("") };
        for (slug, words) in
            [("talks", "Ministers met"), ("vote", "Members voted"), ("port", "A port opened")]
        {
            desk.article(
                slug,
                "tags: [Grain, loose]",
                &format!("{words} on a day of which nobody had heard before."),
            );
        }
        desk
    }

    fn article(&self, slug: &str, more: &str, body: &str) -> String {
        let path = format!("content/2025-02-12-{slug}.md");
        let text = format!(
            "---\ntitle: The {slug} of today\nsummary: About the {slug}.\nsources: [{{name: The Times, url: 'https://times.example/{slug}'}}]\ntopics: [Trade]\n{more}\n---\n{body}\n"
        );
        self.site.write(&path, text);
        path
    }

    fn options(&self) -> Options {
        options(&self.site, NOW)
    }

    fn settle(&self) {
        let said = settle(&self.options(), std::iter::once(ASKED.to_owned())).expect("a site");
        assert_eq!(said, []);
        assert!(part(&self.options(), ASKED).is_some(), "a part can be looked at");
    }

    /// Whether a part is enough; and in any case, that it says what all says.
    fn is_enough(&self, path: &str) -> bool {
        let part = part(&self.options(), path);
        let whole = whole(&self.options()).expect("a site");
        if let Some(part) = &part {
            assert_eq!(*part, of_whole(&whole, path), "{path}");
        }
        part.is_some()
    }
}

#[test]
fn an_edit_of_words_needs_no_look_at_others() {
    let body = "Ministers met, and [voted](2025-02-12-vote.md) on [a port](/topics/trade/).";
    for (more, body) in [
        ("tags: [Grain, loose]", body),
        ("tags: [Grain, loose]", "Only a TODO.\n\nAnd ![](none.png)"),
        ("tags: [Grain, loose]\nupdated: 2025-02-13", body),
        ("tags: [Grain, loose] # here", "What was said, at length."),
    ] {
        let desk = Desk::new();
        desk.settle();
        desk.article("talks", more, body);
        // What is broken is said with a hint for which all files are looked at.
        assert_eq!(desk.is_enough(ASKED), !body.contains("none.png"), "{more} {body}");
    }
    let desk = Desk::new();
    desk.settle();
    let new = desk.article(
        "budget",
        "tags: [harbours, loose]\nauthors: [Anna Example]",
        "A budget ![map](map.png).",
    );
    let picture = crate::crops::drawn((900, 600), (40, 30), image::ImageFormat::Png);
    desk.site.write("content/map.png", picture);
    assert!(desk.is_enough(&new), "a new article with a picture");
    desk.settle();
    assert!(desk.is_enough(&new), "which is known now");
}

#[test]
fn what_may_be_said_because_of_others_is_looked_for_among_them() {
    type Edit = fn(&Desk) -> String;
    let edits: [(&str, Edit, Option<Code>); 12] = [
        (
            "the title of another",
            |desk| {
                desk.article("talks", "title: x", "Text.");
                desk.site.write("content/2025-02-12-again.md", "---\ntitle: The vote of today\nsources: [{name: The Times, url: 'https://times.example/9'}]\n---\nText.\n");
                "content/2025-02-12-again.md".to_owned()
            },
            None,
        ),
        (
            "the title of another, alone",
            |desk| {
                desk.site.write("content/2025-02-12-again.md", "---\ntitle: The vote of today\nsources: [{name: The Times, url: 'https://times.example/9'}]\n---\nText.\n");
                "content/2025-02-12-again.md".to_owned()
            },
            Some(Code::SameTitle),
        ),
        (
            "the source of another",
            |desk| {
                desk.site.write("content/2025-02-12-again.md", "---\ntitle: Something else\nsources: [{name: The Times, url: 'https://times.example/vote'}]\n---\nText.\n");
                "content/2025-02-12-again.md".to_owned()
            },
            Some(Code::DuplicateSource),
        ),
        (
            "nearly a registered tag",
            |desk| desk.article("talks", "tags: [Grian]", "Text."),
            Some(Code::UnknownName),
        ),
        ("a new tag", |desk| desk.article("talks", "tags: [Steel]", "Text."), None),
        ("a tag in other capitals", |desk| desk.article("new", "tags: [Loose]", "Text."), None),
        (
            "an old address",
            |desk| desk.article("talks", "aliases: [/2025/02/vote/]", "Text."),
            Some(Code::PathClash),
        ),
        (
            "a link to a heading",
            |desk| desk.article("talks", "", "[Vote](2025-02-12-vote.md#none)"),
            Some(Code::BrokenFragment),
        ),
        (
            "a link to nothing",
            |desk| desk.article("talks", "", "[Vote](2025-02-12-vo.md)"),
            Some(Code::BrokenLink),
        ),
        ("another day", |desk| desk.article("talks", "date: 2025-02-11", "Text."), None),
        (
            "an address of its own",
            |desk| desk.article("new", "url: /tags/loose/", "Text."),
            Some(Code::PathClash),
        ),
        (
            "a place below a file",
            |desk| desk.article("new", "url: /index.html/x/", "Text."),
            Some(Code::PathClash),
        ),
    ];
    for (what, edit, code) in edits {
        let desk = Desk::new();
        desk.settle();
        let path = edit(&desk);
        let said = part(&desk.options(), &path);
        assert_eq!(said, None, "{what}");
        let whole = of_whole(&whole(&desk.options()).expect("a site"), &path);
        assert!(code.is_none_or(|code| whole.iter().any(|one| one.code == code)), "{what}: {whole:?}");
    }
}

#[test]
fn whatever_else_is_other_than_it_was_the_whole_site_is_looked_at() {
    for (path, text) in [
        ("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n"),
        ("content/tags.yaml", "- Grain\n"),
        ("content/topics/trade.md", "---\ntitle: Trades\n---\nText.\n"),
        ("content/editions/2025-02-13.md", "---\ntitle: Week\n---\n[Talks](../2025-02-12-talks.md)\n"),
        ("templates/page.html", "x"),
        ("static/2025/02/talks/index.html", "x"),
        ("content/.hidden.md", "x"),
        ("content/2025-02-12-vote.md", "---\ntitle: Vote\n---\n## Another heading\n"),
    ] {
        let desk = Desk::new();
        desk.settle();
        desk.site.write(path, text);
        assert_eq!(part(&desk.options(), ASKED), None, "{path}");
    }
    let desk = Desk::new();
    desk.settle();
    assert!(desk.is_enough(ASKED));
    desk.site.remove("content/2025-02-12-port.md");
    assert_eq!(part(&desk.options(), ASKED), None, "another is gone");
    let later = options(&desk.site, "2024-01-01T00:00:00Z");
    assert_eq!(part(&later, ASKED), None, "before it was looked at");
}
