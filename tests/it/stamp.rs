//! A build that finds everything as the last one left it: it says the same and touches nothing. Whatever has changed ends
//! that.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use walkdir::WalkDir;

use crate::harness::Site;

const ARTICLE: &str = "content/2025-02-01-a.md";

/// A site whose last build has left a stamp: its files are old enough to be known by their looks.
fn stamped() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Stamp\nbase_url: https://digest.example/\n");
    site.write(ARTICLE, "---\ntitle: A\ntype: analysis\ntags: [One]\n---\nWords, and [a file](a.pdf).\n");
    site.write("content/a.pdf", "%PDF-1.4 /Author");
    site.write("content/2025-02-20-b.md", "---\ntitle: B\ntype: analysis\n---\nTo come.\n");
    site.write("content/tags.yaml", "One: {description: Of one.}\n");
    site.write("static/a.txt", "a");
    site.write("data/a.yaml", "a: 1\n");
    site.write("templates/parts/footer.html", "{% set it = data(name=\"a\") %}<footer>{{ it.a }}</footer>\n");
    std::thread::sleep(Duration::from_millis(100));
    for _ in 0..2 {
        site.built(&[]);
    }
    assert!(stamp(&site).is_some(), "a build has left no stamp");
    site
}

fn kept(site: &Site, name: &str) -> Vec<PathBuf> {
    let files = WalkDir::new(site.path().join(".newsprint")).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_name().to_string_lossy().starts_with(name));
    files.map(|entry| entry.into_path()).collect()
}

fn stamp(site: &Site) -> Option<PathBuf> {
    kept(site, "stamp-").pop()
}

/// What is said but for how long it took.
fn said(stderr: &str) -> &str {
    stderr.rsplit_once(" in ").map_or(stderr, |(said, _)| said)
}

#[test]
fn nothing_is_found_out_twice() {
    let site = stamped();
    let arguments: [&[&str]; 3] = [&[], &["-v"], &["--format", "json"]];
    for arguments in arguments {
        // Without its stamp the build finds everything out again.
        let before = fs::read(stamp(&site).expect("a stamp")).expect("a stamp");
        fs::remove_file(stamp(&site).expect("a stamp")).expect("a stamp");
        let long = site.build(arguments);
        assert_eq!(fs::read(stamp(&site).expect("a stamp")).expect("a stamp"), before);
        for shard in kept(&site, "made-").iter().chain(&kept(&site, "facts-")) {
            fs::remove_file(shard).expect("a shard");
        }
        let tree = site.tree();
        let short = site.build(arguments);
        assert_eq!(said(&short.stderr), said(&long.stderr));
        assert_eq!(short.code, long.code);
        assert!(site.tree() == tree);
        assert!(kept(&site, "made-").is_empty() && kept(&site, "facts-").is_empty(), "it has looked");
        // Who asks for more gets more, and the caches are there again.
        assert_eq!(site.build(&["--explain"]).code, 0);
        assert!(!kept(&site, "made-").is_empty() && !kept(&site, "facts-").is_empty());
    }
    assert!(site.build(&[]).stderr.contains("metadata-kept"), "what was said of a copy is said again");
}

type Change<'a> = &'a dyn Fn(&Site);

#[test]
fn whatever_changes_is_seen() {
    let changes: [(&str, Change); 13] = [
        ("a text", &|site| site.write(ARTICLE, "---\ntitle: A\ntype: analysis\n---\nOther.\n")),
        ("a new text", &|site| {
            site.write("content/2025-02-02-c.md", "---\ntitle: C\ntype: analysis\n---\nC.\n")
        }),
        ("a text that is gone", &|site| site.remove(ARTICLE)),
        ("a file beside a text", &|site| site.write("content/a.pdf", "%PDF-1.7")),
        ("a registry", &|site| site.write("content/tags.yaml", "One: {description: Of two.}\n")),
        ("a configuration", &|site| {
            site.write("newsprint.yaml", "title: Stump\nbase_url: https://digest.example/\n");
        }),
        ("a static file", &|site| site.write("static/a.txt", "b")),
        ("data", &|site| site.write("data/a.yaml", "a: 2\n")),
        ("a template", &|site| site.write("templates/parts/footer.html", "<footer>1</footer>\n")),
        ("interface texts", &|site| site.write("i18n/en.yaml", "article.sources: \"From\"\n")),
        ("an output", &|site| site.write("public/index.html", "not what was made")),
        ("a configuration that is gone", &|site| site.remove("newsprint.yaml")),
        ("an output that is gone", &|site| {
            fs::remove_file(site.path().join("public/feed.xml")).expect("a feed")
        }),
    ];
    let site = stamped();
    for (what, change) in changes {
        change(&site);
        let tree = site.built(&[]);
        let cold = site.cold();
        let differs =
            || tree.iter().find(|(path, bytes)| cold.get(*path) != Some(bytes)).map(|(path, _)| path);
        assert!(tree == cold, "{what}: {:?}", differs());
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(site.build(&[]).code, 0);
    }
}

#[test]
fn another_question_has_another_answer() {
    let site = stamped();
    let articles = |arguments: &[&str]| {
        let run = site.build(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stderr.rsplit("Built ").next().and_then(|text| text.split(' ').next()).map(str::to_owned)
    };
    let day = |day: &str| articles(&["--now", day]);
    assert_eq!(articles(&[]).as_deref(), Some("1"));
    assert_eq!(articles(&["--future"]).as_deref(), Some("2"));
    assert_eq!(articles(&[]).as_deref(), Some("1"));
    // What becomes due, and the same day once more.
    for (at, count) in
        [("2025-02-19T23:59", "1"), ("2025-02-20", "2"), ("2025-02-20", "2"), ("2025-02-19", "1")]
    {
        assert_eq!(day(at).as_deref(), Some(count), "{at}");
    }
    // Another address of the site is in every page.
    assert_eq!(site.build(&["--base-url", "https://other.example/"]).code, 0);
    assert!(site.page("index.html").contains("https://other.example/"));
    assert_eq!(site.build(&[]).code, 0);
    assert!(!site.page("index.html").contains("https://other.example/"));
    // Its warning fails a strict build, and nothing is remembered of that.
    assert_eq!(site.build(&["--strict"]).code, 1);
    assert_eq!(site.build(&[]).code, 0);
}

#[test]
fn a_stamp_that_cannot_be_read_is_none() {
    let site = stamped();
    let tree = site.tree();
    for bytes in [&b""[..], b"x", &[0; 100]] {
        fs::write(stamp(&site).expect("a stamp"), bytes).expect("a stamp");
        assert!(site.built(&[]) == tree);
    }
}
