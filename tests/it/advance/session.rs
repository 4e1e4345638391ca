//! A site of seventy articles, and an engine that has followed every edit of it.

use std::collections::{BTreeMap, BTreeSet};

use newsprint::internals::{ArticleId, Engine, Inputs, Loaded, Look, Options, Reach, Report};

use crate::harness::{NOW, Site};
use crate::live::{options, said};
use crate::sixty::{differences, made_of};

pub(super) const ARTICLES: usize = 70;
pub(super) const LANGUAGES: &str = "languages: {uk: {title: Т}}\n";

/// A document in pieces that edits exchange.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) front: BTreeMap<&'static str, String>,
    pub(super) body: String,
}

impl Text {
    pub(super) fn print(&self) -> String {
        let front: String = self.front.values().map(|line| format!("{line}\n")).collect();
        format!("---\n{front}---\n\n{}\n", self.body)
    }
}

/// The site's texts by their paths, as they are now, and an engine that has followed every edit.
pub(super) struct Session {
    pub(super) site: Site,
    pub(super) texts: BTreeMap<String, Text>,
    pub(super) engine: Engine,
    pub(super) before: (Loaded, Report),
    pub(super) inputs: Inputs,
    /// How many sites came of the ones before.
    pub(super) advanced: usize,
    /// How many articles' identities in feeds were taken over from the site before, in all.
    pub(super) taken_over: usize,
}

pub(super) fn path(number: usize) -> String {
    let language = if number % 10 == 9 { ".uk" } else { "" };
    format!("content/2025-{:02}-{:02}-number-{number}{language}.md", number % 2 + 1, number % 14 + 1)
}

pub(super) fn article(number: usize) -> Text {
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
    pub(super) fn new(languages: &str) -> Self {
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
    pub(super) fn write(mut self, path: &str, text: &Text, why: &dyn std::fmt::Debug) -> Self {
        self.texts.insert(path.to_owned(), text.clone());
        self.files(&[(path, Some(text.print().into_bytes()))], why)
    }

    /// The same of any files, some of which are gone.
    pub(super) fn files(self, files: &[(&str, Option<Vec<u8>>)], why: &dyn std::fmt::Debug) -> Self {
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
        let advanced = advanced + usize::from(matches!(warm.reach, Reach::InPlace(_)));
        let taken_over = taken_over + identities_taken_over(&loaded, &warm);
        Self { site, texts, engine, before: (warm, warm_report), inputs, advanced, taken_over }
    }
}

pub(super) fn options_of(site: &Site) -> Options {
    options(site.path(), NOW)
}

pub(super) fn said_alike(warm: &Report, cold: &Report, why: &dyn std::fmt::Debug) {
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

pub(super) fn related_alike(warm: &Loaded, cold: &Loaded, why: &dyn std::fmt::Debug) {
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
pub(super) fn identities_taken_over(before: &Loaded, now: &Loaded) -> usize {
    let of = |loaded: &Loaded| -> BTreeSet<usize> {
        let articles = loaded.context.sites().flat_map(|site| &site.articles);
        articles.map(|article| article.id.as_ptr().addr()).collect()
    };
    of(before).intersection(&of(now)).count()
}
