//! What is said of a few articles by a look at a part of their site: what the whole site says of them, whatever was edited.

mod articles;

use newsprint::internals::{Code, Diagnostic, Doubt, Engine, Look, Options};

use crate::harness::{NOW, Site};

fn options(site: &Site, now: &str) -> Options {
    Options { fresh: false, ..crate::live::options(site.path(), now) }
}

fn is_about(one: &Diagnostic, path: &str) -> bool {
    one.path.as_deref().is_none_or(|of| of == path)
        || one.labels.iter().any(|label| label.path.as_deref() == Some(path))
}

/// What is said of the whole site, of which an index is left.
fn whole(options: &Options) -> Vec<Diagnostic> {
    let mut engine = Engine::new(options);
    engine.look(options, Look::Everything);
    let (loaded, report) = engine.site(options, None);
    let loaded = loaded.expect("a site");
    engine.keep_index(options, &loaded, &report.diagnostics, &[]).expect("the cache can be written");
    report.diagnostics
}

/// The same once the files are old enough to be known by their stat; of some sites nothing is known at all.
fn settle(options: &Options, path: &str) -> Vec<Diagnostic> {
    let index = options.root.join(".newsprint/facts/checked-00");
    loop {
        let _ = std::fs::remove_file(&index);
        let said = whole(options);
        let is_settled = !matches!(part(options, path), Err(Doubt::Files | Doubt::NoIndex));
        if is_settled || !index.exists() {
            return said;
        }
    }
}

/// What a part says of a file.
fn part(options: &Options, path: &str) -> Result<Vec<Diagnostic>, Doubt> {
    let mut said = Engine::part(options, &[path.to_owned()])?.diagnostics;
    said.retain(|one| is_about(one, path));
    Ok(said)
}

fn of_whole(said: &[Diagnostic], path: &str) -> Vec<Diagnostic> {
    said.iter().filter(|one| is_about(one, path)).cloned().collect()
}

/// A site without articles.
fn described(configuration: &str) -> Site {
    let site = Site::with(&[
        ("content/topics/trade.md", "---\ntitle: Trade\n---\nWhat is bought and sold.\n"),
        ("content/tags.yaml", "- Grain\n- {name: Ports, aliases: [harbours]}\n"),
        ("content/sources.yaml", "- {name: The Times, domains: [times.example]}\n"),
        ("content/authors.yaml", "- Anna Example\n"),
    ]);
    site.write("newsprint.yaml", format!("title: T\nbase_url: https://digest.example/\n{configuration}\n"));
    site
}

/// A site of which nothing is to be said.
struct Quiet {
    site: Site,
}

const ASKED: &str = "content/2025-02-12-talks.md";
const TALKS: &str = "Ministers met on a day of which nobody had heard before.";

impl Quiet {
    /// One that is known.
    fn new() -> Self {
        let quiet = Self { site: described("") };
        quiet.article("talks", "tags: [Grain, loose]", TALKS);
        quiet.article("vote", "tags: [Grain, loose]", "Members voted.\n\n## Result\n\nIt was close.");
        quiet.article("port", "tags: [Grain, loose]", "A port opened.");
        assert_eq!(settle(&quiet.options(), ASKED), []);
        quiet
    }

    fn write(&self, slug: &str, front: &str, body: &str) -> String {
        let path = format!("content/2025-02-12-{slug}.md");
        self.site.write(&path, format!("---\n{front}\n---\n{body}\n"));
        path
    }

    fn article(&self, slug: &str, more: &str, body: &str) -> String {
        let source = format!("sources: [{{name: The Times, url: 'https://times.example/{slug}'}}]");
        let own = format!("title: The {slug} of today\nsummary: About the {slug}.");
        self.write(slug, &format!("{own}\n{source}\ntopics: [Trade]\n{more}"), body)
    }

    fn options(&self) -> Options {
        options(&self.site, NOW)
    }

    /// Whether a part is enough, or why not; where it is, it says what the whole site says.
    fn looked_at(&self, path: &str) -> Result<(), Doubt> {
        let part = part(&self.options(), path);
        let whole = whole(&self.options());
        part.map(|part| assert_eq!(part, of_whole(&whole, path), "{path}"))
    }
}

#[test]
fn an_edit_of_words_needs_no_look_at_others() {
    let links = "Ministers met, and [voted](2025-02-12-vote.md#result) on [a port](/topics/trade/).";
    for (more, body) in [
        ("tags: [Grain, loose]", links),
        ("tags: [Grain, loose]", "[Both](port.md) and [one](/2025/02/vote/), TODO."),
        ("tags: [Grain, loose]\nupdated: 2025-02-13", TALKS),
        ("tags: [Grain, loose] # here", "What was said, at length."),
    ] {
        let quiet = Quiet::new();
        quiet.article("talks", more, body);
        assert_eq!(quiet.looked_at(ASKED), Ok(()), "{more} {body}");
    }
}

#[test]
fn an_article_that_came_with_its_picture_needs_none_either() {
    let quiet = Quiet::new();
    let new = quiet.article("budget", "tags: [harbours, loose]\nauthors: [Anna Example]", "![Map](map.png)");
    quiet.site.write("content/map.png", crate::crops::drawn((900, 600), (40, 30), image::ImageFormat::Png));
    assert_eq!(quiet.looked_at(&new), Ok(()), "while it is new");
    settle(&quiet.options(), &new);
    assert_eq!(quiet.looked_at(&new), Ok(()), "and when it is known");
}

/// An article that has nothing of another but what is tried.
fn other(front: &str) -> String {
    let title = if front.contains("title:") { "" } else { "title: Something else\n" };
    let source = "sources: [{name: The Times, url: 'https://times.example/9'}]\n";
    let source = if front.contains("sources:") { "" } else { source };
    format!("{title}{source}{front}")
}

#[test]
fn what_may_be_said_because_of_others_is_looked_for_among_them() {
    let new = |front: &str| ("new", other(front), "Text.".to_owned());
    let talks = |front: &str, body: &str| {
        let own = "title: The talks of today\nsources: [{name: The Times, url: 'https://times.example/talks'}]\ntopics: [Trade]";
        ("talks", format!("{own}\n{front}"), body.to_owned())
    };
    let known = "tags: [Grain, loose]";
    for (edit, doubt, code) in [
        (new("title: The vote of today"), Doubt::Pair, Some(Code::SameTitle)),
        (
            new("sources: [{url: 'https://times.example/vote?utm_source=x'}]"),
            Doubt::Pair,
            Some(Code::DuplicateSource),
        ),
        (new("tags: [Steel]"), Doubt::Names, None),
        (new("tags: [Loose]"), Doubt::Names, None),
        (new("tags: ['\"loose\"']"), Doubt::Names, Some(Code::SlugClash)),
        (new("tags: [Grian]"), Doubt::Names, Some(Code::UnknownName)),
        (new("aliases: [/2025/02/vote/]"), Doubt::Paths, Some(Code::PathClash)),
        (new("url: /tags/loose/"), Doubt::Paths, Some(Code::PathClash)),
        (new("url: /index.html/x/"), Doubt::Paths, Some(Code::PathClash)),
        (new("slug: vote"), Doubt::Paths, Some(Code::PathClash)),
        (talks("tags: [Steel]", TALKS), Doubt::Placement, None),
        (
            talks(&format!("{known}\naliases: [/2025/02/vote/]"), TALKS),
            Doubt::Placement,
            Some(Code::PathClash),
        ),
        (talks(&format!("{known}\ndate: 2025-02-11"), TALKS), Doubt::Placement, None),
        (talks(known, &format!("{TALKS}\n\n## Heading")), Doubt::Placement, None),
        (talks(known, "[Vote](2025-02-12-vote.md#none)"), Doubt::Diagnostics, Some(Code::BrokenFragment)),
        (talks(known, "[Vote](2025-02-12-vo.md)"), Doubt::Diagnostics, Some(Code::BrokenLink)),
        (talks(known, "[Vote](/2025/02/vo/)"), Doubt::Links, Some(Code::BrokenLink)),
        (talks(known, "[Vote](https://digest.example/2025/02/vote/)"), Doubt::Links, None),
        (talks(known, "![A map](none.png)"), Doubt::Diagnostics, Some(Code::MissingImage)),
        (talks(known, "[[The vote of today]]"), Doubt::Unreadable, Some(Code::ForeignMarkup)),
    ] {
        let quiet = Quiet::new();
        let (slug, front, body) = &edit;
        let path = quiet.write(slug, front, body);
        let found = part(&quiet.options(), &path);
        let whole = of_whole(&whole(&quiet.options()), &path);
        assert_eq!(found, Err(doubt), "{edit:?}: {whole:?}");
        assert!(code.is_none_or(|code| whole.iter().any(|one| one.code == code)), "{edit:?}: {whole:?}");
    }
}

#[test]
fn whatever_else_is_other_than_it_was_the_whole_site_is_looked_at() {
    for (path, text, doubt) in [
        ("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n", Doubt::NoIndex),
        ("content/.hidden.md", "x", Doubt::NoIndex),
        ("content/tags.yaml", "- Grain\n", Doubt::Files),
        ("content/topics/trade.md", "---\ntitle: Trades\n---\nText.\n", Doubt::Files),
        (
            "content/editions/2025-02-13.md",
            "---\ntitle: Week\n---\n[T](../2025-02-12-talks.md)\n",
            Doubt::Files,
        ),
        ("templates/page.html", "x", Doubt::Files),
        ("static/2025/02/talks/index.html", "x", Doubt::Files),
        // A link to `vote.md` may mean either.
        ("content/2025-03-01-vote.md", "---\ntitle: Another\n---\nText.\n", Doubt::Paths),
    ] {
        let quiet = Quiet::new();
        quiet.site.write(path, text);
        assert_eq!(part(&quiet.options(), ASKED), Err(doubt), "{path}");
    }
    let quiet = Quiet::new();
    let vote = std::fs::read_to_string(quiet.site.path().join("content/2025-02-12-vote.md")).expect("a text");
    quiet.site.write("content/2025-02-12-vote.md", vote.replace("## Result", "## Outcome"));
    assert_eq!(part(&quiet.options(), ASKED), Err(Doubt::Placement), "a heading that others may name");
    let quiet = Quiet::new();
    quiet.site.remove("content/2025-02-12-port.md");
    assert_eq!(part(&quiet.options(), ASKED), Err(Doubt::Files), "another is gone");
    let quiet = Quiet::new();
    for asked in ["content", "", "content/.notes.md", "content/none.md"] {
        let said = Engine::part(&quiet.options(), &[asked.to_owned()]).err();
        assert_eq!(said, Some(Doubt::Asked), "{asked:?}");
    }
}

#[test]
fn an_index_is_of_its_time() {
    let site = described("");
    site.write("content/2025-02-12-a.md", "---\ntitle: A\n---\nText.\n");
    site.write("content/2025-02-20-b.md", "---\ntitle: B\n---\nIt will come.\n");
    let path = "content/2025-02-12-a.md";
    settle(&options(&site, NOW), path);
    for (now, found) in [
        (NOW, Ok(())),
        ("2025-02-14T00:00:00Z", Err(Doubt::NoIndex)),
        ("2025-02-19T00:00:00Z", Ok(())),
        ("2025-02-20T00:00:00Z", Err(Doubt::NoIndex)),
    ] {
        assert_eq!(part(&options(&site, now), path).map(drop), found, "{now}");
    }
}
