//! An edit costs what it changes: after each of many small edits the site that came of the last one is the site that is
//! assembled from nothing: what outputs are made of, which articles are related, what is said. On seventy articles, with
//! editions, topics, a story and two languages; and each key of front matter, set and taken out again.

mod sequences;

use std::collections::{BTreeMap, BTreeSet};

use newsprint::build::verify::differences as differences_from_nothing;
use newsprint::build::{Engine, Inputs, Loaded, Options, Report};
use newsprint::site::ArticleId;
use newsprint::source::Look;
use proptest::prelude::*;

use crate::harness::{NOW, Site};
use crate::live::{options, said};
use crate::sixty::{differences, made_of};

const ARTICLES: usize = 70;
const LANGUAGES: &str = "languages: {uk: {title: Т}}\n";

/// A document in pieces that edits exchange.
#[derive(Debug, Clone, Default)]
struct Text {
    front: BTreeMap<&'static str, String>,
    body: String,
}

impl Text {
    fn print(&self) -> String {
        let front: String = self.front.values().map(|line| format!("{line}\n")).collect();
        format!("---\n{front}---\n\n{}\n", self.body)
    }
}

/// The site's texts by their paths, as they are now, and an engine that has followed every edit.
struct Session {
    site: Site,
    texts: BTreeMap<String, Text>,
    engine: Engine,
    before: (Loaded, Report),
    inputs: Inputs,
    /// How many sites came of the ones before.
    advanced: usize,
    /// How many articles' identities in feeds were taken over from the site before, in all.
    taken_over: usize,
}

fn path(number: usize) -> String {
    let language = if number % 10 == 9 { ".uk" } else { "" };
    format!("content/2025-{:02}-{:02}-number-{number}{language}.md", number % 2 + 1, number % 14 + 1)
}

fn article(number: usize) -> Text {
    let lines = [
        ("title", format!("title: Delegation {} hears the harbour report {number}", number % 7)),
        ("tags", format!("tags: [Tag {}, Tag {}]", number % 5, number % 3)),
        ("topics", format!("topics: [{}]", ["Trade", "War"][number % 2])),
        // A third of them has a source of its own.
        (
            "sources",
            format!(
                "sources: [{{name: Wire, url: 'https://wire.example/{}'}}]",
                if number.is_multiple_of(3) { number + 100 } else { number / 2 }
            ),
        ),
        ("story", if number.is_multiple_of(6) { "story: talks".to_owned() } else { String::new() }),
    ];
    let front = lines.into_iter().filter(|(_, line)| !line.is_empty()).collect();
    let body = format!(
        "Words of text {number}, with [another]({}).\n\n## Part {number}\n\n{}",
        path((number + 10) % ARTICLES).rsplit('/').next().expect("a name"),
        "The council met in the morning and spoke of steel and grain until the evening came. "
            .repeat(number % 4)
    );
    Text { front, body }
}

impl Session {
    /// `languages` is that part of the configuration.
    fn new(languages: &str) -> Self {
        let mut texts: BTreeMap<String, Text> =
            (0..ARTICLES).map(|number| (path(number), article(number))).collect();
        let page = |title: &str, body: &str| Text {
            front: BTreeMap::from([("title", format!("title: {title}"))]),
            body: body.to_owned(),
        };
        let card = |number: usize| format!("[Read](../{})", path(number).trim_start_matches("content/"));
        texts.insert(
            "content/topics/trade.md".into(),
            page("Trade", &format!("What trade is.\n\n{}", card(2))),
        );
        texts.insert("content/index.md".into(), page("Home", "Hello."));
        texts.insert("content/stories/talks.md".into(), page("The talks", "How they began."));
        texts.insert(
            "content/pages/about.md".into(),
            page("About", "Who [we](../topics/trade.md) are.\n\n## Us"),
        );
        for (number, day) in [(1, 7), (2, 14)] {
            let body = format!("Hello.\n\n## First\n\n{}\n\n{}\n", card(number), card(number + 4));
            let mut edition = page(&format!("Issue {number}"), &body);
            edition.front.insert("number", format!("number: {number}"));
            edition.front.insert("covers", format!("covers: 2025-02-{:02}/2025-02-{day:02}", day - 6));
            texts.insert(format!("content/editions/2025-02-{day:02}.md"), edition);
        }
        texts.insert(
            "content/2025-03-09-to-come.md".into(),
            page("To come", &format!("[See]({}#part-1)", "2025-02-02-number-1.md")),
        );
        let site = Site::bare();
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://t.example/\npaginate: 5\n{languages}"),
        );
        for (path, text) in &texts {
            site.write(path, text.print());
        }
        let options = options_of(&site);
        let mut engine = Engine::new(&options);
        engine.look(&options, Look::Everything);
        let (loaded, report) = engine.site(&options, None);
        let loaded = loaded.expect("a site");
        let inputs = Inputs::of(&loaded, &|| false).expect("nobody ends it");
        Self { site, texts, engine, before: (loaded, report), inputs, advanced: 0, taken_over: 0 }
    }

    /// Writes a text, and compares the site that comes of it with one that has no past.
    fn write(mut self, path: &str, text: &Text, why: &dyn std::fmt::Debug) -> Self {
        self.texts.insert(path.to_owned(), text.clone());
        self.files(&[(path, Some(text.print().into_bytes()))], why)
    }

    /// The same of any files, some of which are gone.
    fn files(self, files: &[(&str, Option<Vec<u8>>)], why: &dyn std::fmt::Debug) -> Self {
        let Self { site, texts, mut engine, before: (loaded, report), inputs, advanced, taken_over } = self;
        for (path, bytes) in files {
            match bytes {
                Some(bytes) => site.write(path, bytes),
                None if site.path().join(path).exists() => site.remove(path),
                None => {}
            }
        }
        let options = options_of(&site);
        engine.look(&options, Look::At(&files.iter().map(|(path, _)| (*path).to_owned()).collect()));
        let (warm, warm_report) = engine.site(&options, Some((&loaded, &report)));
        let warm = warm.expect("a site");

        let mut cold = Engine::new(&options);
        cold.look(&options, Look::Everything);
        let (cold, cold_report) = cold.site(&options, None);
        let cold = cold.expect("a site");
        said_alike(&warm_report, &cold_report, why);
        let (warm_made, cold_made) = (made_of(&warm), made_of(&cold));
        assert!(warm_made == cold_made, "{why:?}\n{:?}", differences(&warm_made, &cold_made));
        related_alike(&warm, &cold, why);
        let (inputs, _) = inputs.next(&warm, &|| false).expect("nobody ends it");
        let afresh = Inputs::of(&cold, &|| false).expect("nobody ends it");
        assert_eq!(inputs.digests(), afresh.digests(), "{why:?}");
        let advanced = advanced + usize::from(warm.touched.is_some());
        let taken_over = taken_over + identities_taken_over(&loaded, &warm);
        Self { site, texts, engine, before: (warm, warm_report), inputs, advanced, taken_over }
    }
}

fn options_of(site: &Site) -> Options {
    options(site.path(), NOW)
}

fn said_alike(warm: &Report, cold: &Report, why: &dyn std::fmt::Debug) {
    let ((warm, held), (cold, cold_held)) = (said(warm), said(cold));
    let without = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|line| !those.contains(line)).cloned().collect()
    };
    assert!(
        warm == cold,
        "{why:?}\nonly warm: {:#?}\nonly cold: {:#?}",
        without(&warm, &cold),
        without(&cold, &warm)
    );
    assert_eq!(held, cold_held, "{why:?}");
}

fn related_alike(warm: &Loaded, cold: &Loaded, why: &dyn std::fmt::Debug) {
    for (warm, cold) in warm.context.languages().zip(cold.context.languages()) {
        for id in (0..warm.site().articles.len() as u32).map(ArticleId) {
            assert_eq!(
                warm.related(id),
                cold.related(id),
                "{why:?}: {}",
                warm.site().article(id).document.path
            );
        }
    }
}

/// How many articles have the very value for their identity that they had: it was not made again.
fn identities_taken_over(before: &Loaded, now: &Loaded) -> usize {
    let of = |loaded: &Loaded| -> BTreeSet<usize> {
        let articles = loaded.context.sites().flat_map(|site| &site.articles);
        articles.map(|article| article.id.as_ptr().addr()).collect()
    };
    of(before).intersection(&of(now)).count()
}

/// What is done to a text.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Title(usize),
    Summary(usize),
    Words(usize),
    Heading(usize),
    Link(usize),
    Card(usize),
    LinkToPart(usize),
    CardByAddress(usize),
    Undated(usize),
    Tag(usize),
    Updated(usize),
    Back,
}

impl Edit {
    fn apply(self, text: &mut Text, original: &Text) {
        match self {
            // Some of them are titles of others.
            Self::Title(n) => {
                let title = format!("title: Delegation {} hears the harbour report {}", n % 7, n % 12);
                text.front.insert("title", title);
            }
            Self::Summary(n) if n % 3 == 0 => drop(text.front.remove("summary")),
            Self::Summary(n) => {
                drop(text.front.insert("summary", format!("summary: The harbour, in {n} words.")))
            }
            Self::Words(n) => {
                text.body +=
                    &format!("\nAnd {}.", "more words on the morning of the council ".repeat(n % 30));
            }
            Self::Heading(n) => text.body += &format!("\n\n## Part {}\n", n % 12),
            Self::Link(n) => {
                text.body +=
                    &format!("\n\n[There](/content/{}) it is.", path(n % 12).trim_start_matches("content/"))
            }
            Self::Card(n) => {
                let to = path(n % ARTICLES);
                text.body += &format!("\n\n[There](/content/{})\n", to.trim_start_matches("content/"));
            }
            Self::LinkToPart(n) => {
                let to = path(n % ARTICLES);
                text.body +=
                    &format!("\n\n[There](/content/{}#part-{}).", to.trim_start_matches("content/"), n % 9);
            }
            Self::CardByAddress(n) => {
                let end = ["/", "/index.html", ""][n % 3];
                text.body += &format!("\n\n[There](/2025/{:02}/number-{}{end})\n", n % 2 + 1, n % ARTICLES);
            }
            Self::Undated(n) => {
                text.body += &format!("\n\n[There](/content/number-{}.md) it is.", n % ARTICLES)
            }
            Self::Tag(n) => drop(text.front.insert("tags", format!("tags: [Tag {}]", n % 6))),
            Self::Updated(n) => {
                drop(text.front.insert("updated", format!("updated: 2025-02-{:02}", n % 20 + 1)))
            }
            Self::Back => text.clone_from(original),
        }
    }
}

fn edit() -> impl Strategy<Value = (usize, Edit)> {
    let n = || 0..400_usize;
    let edit = prop_oneof![
        4 => n().prop_map(Edit::Title),
        2 => n().prop_map(Edit::Summary),
        3 => n().prop_map(Edit::Words),
        2 => n().prop_map(Edit::Heading),
        2 => n().prop_map(Edit::Link),
        2 => n().prop_map(Edit::Card),
        2 => n().prop_map(Edit::LinkToPart),
        2 => n().prop_map(Edit::CardByAddress),
        1 => n().prop_map(Edit::Undated),
        1 => n().prop_map(Edit::Tag),
        1 => n().prop_map(Edit::Updated),
        2 => Just(Edit::Back),
    ];
    // The pages are few beside the articles, and have more to go wrong.
    let at = prop_oneof![2 => 0..ARTICLES + 8, 1 => ARTICLES + 1..ARTICLES + 8];
    (at, edit)
}

/// How many sequences of thirty edits; `NEWSPRINT_CASES=200` tries six thousand, by hand.
fn cases() -> u32 {
    std::env::var("NEWSPRINT_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(6)
}

#[test]
fn whoever_verifies_is_told_of_a_site_that_is_another() {
    let Session { site, texts, mut engine, before: (loaded, report), .. } = Session::new("");
    let options = options_of(&site);
    assert_eq!(differences_from_nothing(&loaded, &report, engine.files(), &options), Some(Vec::new()));
    let path = path(4);
    let mut text = texts[&path].clone();
    Edit::Title(9).apply(&mut text, &texts[&path]);
    site.write(&path, text.print());
    // The files are others, and so nothing can be said.
    assert_eq!(differences_from_nothing(&loaded, &report, engine.files(), &options), None);
    engine.look(&options, Look::At(&std::iter::once(path).collect()));
    // As if the edit had been missed.
    let found = differences_from_nothing(&loaded, &report, engine.files(), &options).expect("the same files");
    assert!(found.iter().any(|path| path == "2025/01/number-4/index.html"), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_site_that_comes_of_another_is_the_one_from_nothing(edits in prop::collection::vec(edit(), 30)) {
        let mut session = Session::new(LANGUAGES);
        let originals = session.texts.clone();
        for (at, edit) in edits {
            let path = originals.keys().nth(at % originals.len()).expect("a text").clone();
            let mut text = session.texts[&path].clone();
            edit.apply(&mut text, &originals[&path]);
            session = session.write(&path, &text, &(&path, edit));
        }
        // Or nothing was tried: tags, and titles of topics, are far from all there is.
        prop_assert!(session.advanced >= 10, "{} of 30", session.advanced);
    }
}

/// What is done to the files of a site.
#[derive(Debug, Clone, Copy)]
enum Change {
    Text(usize, Edit),
    /// An article that was there comes again under another name.
    Renamed(usize),
    /// An article goes, or comes back.
    GoneOrBack(usize),
    /// Another entry of a registry.
    Registry(usize),
    /// A picture that articles show goes, comes back, or is another one.
    Picture(usize),
    /// A date, a tag nobody has, an address: what decides where an article stands.
    Placed(usize, usize),
    /// Several at once.
    Many(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let n = || 0..ARTICLES;
    prop_oneof![
        3 => edit().prop_map(|(at, edit)| Change::Text(at, edit)),
        3 => n().prop_map(Change::Renamed),
        3 => n().prop_map(Change::GoneOrBack),
        1 => n().prop_map(Change::Registry),
        1 => n().prop_map(Change::Picture),
        4 => (n(), n()).prop_map(|(at, n)| Change::Placed(at, n)),
        1 => n().prop_map(Change::Many),
    ]
}

impl Change {
    fn apply(self, mut session: Session, originals: &BTreeMap<String, Text>) -> Session {
        let why = self;
        let renamed = |number: usize| path(number).replace("number", "named");
        match self {
            Self::Text(at, edit) => {
                let path = originals.keys().nth(at % originals.len()).expect("a text").clone();
                // One that is gone comes back with it.
                let mut text = session.texts.get(&path).unwrap_or(&originals[&path]).clone();
                edit.apply(&mut text, &originals[&path]);
                session.write(&path, &text, &why)
            }
            Self::Renamed(number) => {
                let (one, two) = (path(number), renamed(number));
                let text = session.texts.remove(&one).unwrap_or_else(|| originals[&one].clone());
                session.files(&[(&one, None), (&two, Some(text.print().into_bytes()))], &why)
            }
            Self::GoneOrBack(number) => {
                let path = path(number);
                match session.texts.remove(&path) {
                    Some(_) => session.files(&[(&path, None)], &why),
                    None => session.write(&path, &originals[&path], &why),
                }
            }
            Self::Registry(n) => {
                let entry = format!("- {{name: Tag {}, aliases: [t{n}], parent: Tag {}}}\n", n % 4, n % 3);
                session.files(&[("content/tags.yaml", (n % 5 > 0).then_some(entry.into_bytes()))], &why)
            }
            Self::Picture(n) => {
                let drawn = crate::crops::drawn((90, 60 + n as u32), (40, 30), image::ImageFormat::Png);
                session.files(&[("static/p.png", (n % 3 > 0).then_some(drawn))], &why)
            }
            Self::Placed(at, n) => {
                let path = path(at);
                let mut text = session.texts.get(&path).unwrap_or(&originals[&path]).clone();
                let line = match n % 7 {
                    0 => ("date", format!("date: 2025-02-{:02}", n % 20 + 1)),
                    1 => ("tags", format!("tags: [Tag {}, new {n}, NEW {}]", n % 5, n % 3)),
                    2 => ("slug", format!("slug: other-{}", n % 9)),
                    3 => ("draft", "draft: true".to_owned()),
                    4 => ("sources", format!("sources: ['https://wire.example/{}', Press]", n % 12)),
                    5 => ("image", "image: {src: /p.png, alt: A}".to_owned()),
                    _ => ("expires", format!("expires: 2025-{:02}-01", n % 12 + 1)),
                };
                text.front.insert(line.0, line.1);
                session.write(&path, &text, &why)
            }
            Self::Many(n) => {
                let paths: Vec<String> = (0..n).map(path).collect();
                let files: Vec<_> =
                    paths.iter().map(|path| (&**path, Some(originals[path].print().into_bytes()))).collect();
                let come = paths.iter().map(|path| (path.clone(), originals[path].clone()));
                session.texts.extend(come);
                session.files(&files, &why)
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_and_goes_leaves_the_site_from_nothing(
        changes in prop::collection::vec(change(), 20),
        languages in prop::sample::select(&["", "", LANGUAGES][..]),
    ) {
        let mut session = Session::new(languages);
        let originals = session.texts.clone();
        for change in changes {
            session = change.apply(session, &originals);
        }
        // Or it would be from nothing itself.
        prop_assert!(session.taken_over > ARTICLES, "{}", session.taken_over);
    }
}

/// Each key that front matter may have, with two values of it.
const KEYS: &[(&str, [&str; 2])] = &[
    ("title", ["title: Another", "title: The third"]),
    ("date", ["date: 2025-01-30", "date: 2025-04-01"]),
    ("updated", ["updated: 2025-02-11", "updated: 2025-02-12 10:00"]),
    ("expires", ["expires: 2025-01-01", "expires: 2025-12-01"]),
    (
        "withdrawn",
        ["withdrawn: {date: 2025-02-01, text: Wrong.}", "withdrawn: {date: 2025-02-02, text: No.}"],
    ),
    ("draft", ["draft: true", "draft: false"]),
    ("type", ["type: opinion", "type: explainer"]),
    ("summary", ["summary: A line.", "summary: Another line."]),
    ("authors", ["authors: [Ann]", "authors: [Ann and Ben]"]),
    ("sources", ["sources: [Press]", "sources: ['https://wire.example/3']"]),
    ("republished", ["republished: true", "republished: false"]),
    ("topics", ["topics: [War, Trade]", "topics: [Trad]"]),
    ("tags", ["tags: [Tag 1, New]", "tags: tag 1"]),
    ("story", ["story: talks", "story: others"]),
    (
        "image",
        [
            "image: {src: 'https://t.example/a.png', alt: A}",
            "image: {src: 'https://t.example/a.png', alt: B}",
        ],
    ),
    (
        "corrections",
        ["corrections: [{date: 2025-02-10, text: Six.}]", "corrections: [{date: 2025-02-10, text: Five.}]"],
    ),
    ("id", ["id: one", "id: two"]),
    ("aliases", ["aliases: [/old/]", "aliases: [/older/]"]),
    ("slug", ["slug: other", "slug: others"]),
    ("url", ["url: /other/", "url: /others/"]),
    ("language", ["language: uk", "language: de"]),
    ("canonical", ["canonical: https://t.example/c/", "canonical: https://other.example/c/"]),
    ("noindex", ["noindex: true", "noindex: false"]),
    ("number", ["number: 3", "number: 4"]),
    ("covers", ["covers: 2025-02-01/2025-02-02", "covers: 2025-02-03"]),
    ("gather", ["gather: {tags: [Tag 1]}", "gather: {tags: [Tag 2], sources: [Wire]}"]),
    ("extra", ["extra: {a: 1}", "extra: {a: 2}"]),
    ("unknown", ["unknown: 1", "unknown: 2"]),
];

#[test]
fn every_key_of_front_matter_is_followed() {
    let mut session = Session::new(LANGUAGES);
    for path in [
        path(12).as_str(),
        "content/topics/trade.md",
        "content/editions/2025-02-07.md",
        "content/pages/about.md",
    ] {
        let original = session.texts[path].clone();
        for (key, values) in KEYS {
            for value in values {
                let mut text = original.clone();
                text.front.insert(key, (*value).to_owned());
                session = session.write(path, &text, &(path, value));
            }
            session = session.write(path, &original, &(path, key, "taken out"));
        }
    }
}
