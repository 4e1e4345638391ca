//! An edit costs what it changes: after each of many small edits the site that came of the last one is the site that is
//! assembled from nothing: what outputs are made of, which articles are related, what is said. On seventy articles, with
//! editions, topics, a story and two languages; and each key of front matter, set and taken out again.

mod keys;
mod sequences;
mod session;

use std::collections::BTreeMap;

use newsprint::internals::{Look, differences as differences_from_nothing};
use proptest::prelude::*;

use self::session::{ARTICLES, LANGUAGES, Session, Text, options_of, path};

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
