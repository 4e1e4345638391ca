//! The index that readers search: what is in it, what never is, and how little of it an edit changes.

use std::collections::BTreeSet;

use crate::harness::{Site, Tree};

const ON: &str = "title: Test\nbase_url: https://digest.example/\n";

fn article(title: &str, lines: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n{lines}---\n{body}\n")
}

/// The files of the index, with the page.
fn index(tree: &Tree) -> Tree {
    let is_one = |path: &str| path.starts_with("search/") || path.contains("/search/");
    tree.iter().filter(|(path, _)| is_one(path)).map(|(path, bytes)| (path.clone(), bytes.clone())).collect()
}

/// Whether any file of the index has these bytes; words are written without what they share with the word before.
fn holds(tree: &Tree, text: &str) -> bool {
    index(tree).values().any(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes()))
}

/// The files that differ.
fn changed(before: &Tree, after: &Tree) -> BTreeSet<String> {
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

#[test]
fn what_is_published_is_found_and_what_is_not_is_nowhere() {
    let site = Site::with(&[
        (
            "content/2025-02-10-a.md",
            &article("Qzshown", "topics: [Qytopic]\n", "Text of qxbody %%qwcomment%%.\n\n<!-- qvhidden -->"),
        ),
        ("content/2025-02-11-b.md", &article("Qadraft", "draft: true\ntags: [Qbtag]\n", "Qcbody.")),
        ("content/2025-03-11-c.md", &article("Qdlater", "authors: [Qeauthor]\n", "Qfbody.")),
        ("content/2025-01-11-d.md", &article("Qggone", "expires: 2025-02-01\n", "Qhbody.")),
        (
            "content/2025-01-12-e.md",
            &article("Qiback", "withdrawn: {date: 2025-02-01, text: Taken back.}\n", "Qjbody."),
        ),
        ("content/2025-01-13-f.md", &article("Qkquiet", "noindex: true\n", "Qlbody.")),
        (
            "content/2025-01-14-g.md",
            &article(
                "Qmtheirs",
                "republished: true\nsources: [{name: Qnoutlet, licence: CC BY}]\n",
                "Qobody.",
            ),
        ),
        (
            "content/2025-01-15-h.md",
            &article("Qpraw", "", "A <b>qqraw</b> text <span hidden>qrhidden</span>."),
        ),
        ("content/pages/about.md", &article("Qsabout", "", "Us.")),
    ]);
    let tree = site.built(&[]);
    for word in ["qzshown", "qytop", "qxbodi", "qmtheir", "qnoutlet", "qobodi", "qqraw", "Qsabout"] {
        assert!(holds(&tree, word) || holds(&tree, &word[1..]), "{word}");
    }
    for word in [
        "qw", "qv", "qadr", "qbt", "qcb", "qdl", "qea", "qfb", "qgg", "qhb", "qib", "qjb", "qkq", "qlb",
        "qrh", "Qadr", "Qbt", "Qdl", "Qea", "Qgg", "Qib", "Qkq",
    ] {
        assert!(!holds(&tree, word), "{word}");
    }
    // The page is no news: no sitemap has it.
    assert!(
        !site.page("sitemap.xml").contains("/search/")
            && !site.page("feeds/index.html").contains("search.css")
    );
    assert!(site.page("index.html").contains("https://digest.example/search/?q={search_term_string}"));
    assert_eq!(site.built(&[]), site.cold());

    // What is taken back is nowhere from then on, and a build from nothing has the same files.
    site.write(
        "content/2025-02-10-a.md",
        article("Qzshown", "withdrawn: {date: 2025-02-14, text: Taken back.}\n", "Qxbody."),
    );
    let later = site.built(&[]);
    assert!(!holds(&later, "qxb") && !holds(&later, "qzs") && !holds(&later, "Qzs"));
    assert_eq!(later, site.cold());
}

#[test]
fn an_edit_changes_few_files() {
    let site = Site::with(&[]);
    for n in 0..120 {
        let (month, day) = (1 + n % 2, 1 + n / 2 % 28);
        let text =
            article(&format!("Number {n}"), "", &format!("Some words of article {n} about grain and ships."));
        site.write(
            &format!(
                "content/2025-{month:02}-{day:02}-n{n}.md",
                month = if month == 2 && day > 14 { 1 } else { month }
            ),
            text,
        );
    }
    let before = index(&site.built(&[]));
    let text = article("Number 3", "", "Some words of article 3 about grain and tankers.");
    let file = std::fs::read_dir(site.path().join("content")).expect("articles").filter_map(Result::ok);
    let file = file
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| name.ends_with("-n3.md"));
    site.write(&format!("content/{}", file.expect("article 3")), text);
    let after = index(&site.built(&[]));
    let files = changed(&before, &after);
    // The shard of the word that is gone, that of the one that came, and what says which version the files have.
    assert!((1..=3).contains(&files.len()) && files.contains("search/index.json"), "{files:?}");
    assert!(after.len() > 10, "{}", after.len());
    // An article that comes leaves those of other months where they are.
    site.write("content/2025-02-15-new.md", article("New", "", "The newest."));
    let files = changed(&after, &index(&site.built(&[])));
    assert!(files.iter().all(|file| file.contains("2025-02-1") || file.ends_with(".json")), "{files:?}");
    assert_eq!(index(&site.tree()), index(&site.cold()));
}

#[test]
fn it_can_be_elsewhere_or_off() {
    let site = Site::with(&[("content/2025-02-10-a.md", &article("A", "", "Text."))]);
    assert!(index(&site.built(&[])).len() > 4);
    site.write("newsprint.yaml", format!("{ON}search: false\n"));
    let tree = site.built(&[]);
    assert_eq!(index(&tree), Tree::new());
    assert!(!site.page("index.html").contains("/search/"));
    site.write("newsprint.yaml", format!("{ON}search: https://find.example/?q={{query}}\n"));
    assert_eq!(index(&site.built(&[])), Tree::new());
    assert!(site.page("index.html").contains("https://find.example/?q={search_term_string}"));
    site.write("newsprint.yaml", ON);
    site.remove("content/2025-02-10-a.md");
    assert_eq!(index(&site.built(&[])), Tree::new());
}

#[test]
fn each_language_has_its_own() {
    let site = Site::bare();
    site.write("newsprint.yaml", format!("{ON}languages: {{uk: {{title: Тест}}}}\n"));
    site.write("content/2025-02-10-a.md", article("Grain", "", "Qxenglish."));
    site.write("content/2025-02-10-a.uk.md", article("Зерно", "", "Qxукраїнською."));
    let tree = site.built(&[]);
    let of = |folder: &str| {
        let files =
            tree.iter().filter(|(path, _)| path.starts_with(folder)).flat_map(|(_, bytes)| bytes.clone());
        String::from_utf8_lossy(&files.collect::<Vec<_>>()).into_owned()
    };
    let (own, ukrainian) = (of("search/"), of("uk/search/"));
    assert!(own.contains("Grain") && own.contains("nglish") && !own.contains("зерн"));
    assert!(ukrainian.contains("Зерно") && ukrainian.contains("зерн") && !ukrainian.contains("Grain"));
    assert!(site.page("uk/search/index.html").contains("data-index=\"/uk/search/\""));
    assert!(site.page("search/index.html").contains("href=\"/uk/search/\""));
}
