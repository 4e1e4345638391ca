//! `newsprint init`: a site of one's own, and commands in the folders of one.

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Site, Tree, tree};

/// The present of these tests, in the zone of the new sites.
const NOW: &str = "2025-03-01T00:05";

fn newsprint(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.current_dir(folder).args(arguments).output().expect("newsprint runs")
}

fn init(folder: &Path, arguments: &[&str]) -> Output {
    let given = ["--timezone", "Europe/Kyiv", "--now", NOW, "--action", "desk/newsprint@v1"];
    newsprint(folder, &[&["init"], arguments, &given[..]].concat())
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn files(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().collect()
}

fn text(tree: &Tree, path: &str) -> String {
    String::from_utf8_lossy(tree.get(path).unwrap_or_else(|| panic!("{path}"))).into_owned()
}

#[test]
fn a_new_site_builds_without_a_warning() {
    let at = Site::bare();
    let made = init(at.path(), &["morning-brief"]);
    assert_eq!(
        said(&made),
        "Wrote a site into morning-brief: 27 files\n\nNext:\n  cd morning-brief\n  newsprint serve --open              see it, and everything that you save\n  newsprint new article \"A headline\"  write\n\nREADME.md there is for its editors; newsprint.yaml says what it is called and where it stands.\n"
    );
    let site = at.path().join("morning-brief");
    let expected = [
        ".editorconfig", ".gitattributes", ".github/workflows/publish.yml", ".gitignore",
        ".schemas/article.json", ".schemas/authors.json", ".schemas/config.json", ".schemas/edition.json",
        ".schemas/home.json", ".schemas/page.json", ".schemas/sources.json", ".schemas/story.json",
        ".schemas/tags.json", ".schemas/topic.json", ".vscode/extensions.json", ".vscode/settings.json",
        ".vscode/tasks.json", "README.md", "content/2025-02-27-how-to-write-an-article.md",
        "content/2025-02-28-grain-ships-leave-the-port-again.md", "content/authors.yaml",
        "content/editions/2025-02-28.md", "content/pages/about.md", "content/sources.yaml",
        "content/tags.yaml", "content/topics/world.md", "newsprint.yaml",
    ];
    assert_eq!(files(&site), expected);
    // Not even at the moment at which it was made is anything of it still to come.
    let built = newsprint(&site, &["build", "--strict", "--now", NOW]);
    assert!(built.status.success() && !said(&built).contains("Held back"), "{}", said(&built));
    let pages = tree(&site.join("public"));
    let home = text(&pages, "index.html");
    for shown in
        ["Morning brief", "Grain ships leave the port again", "How to write an article", "The first issue"]
    {
        assert!(home.contains(shown), "{shown}");
    }
    for page in ["topics/world/", "tags/grain/", "sources/the-example-times/", "authors/the-desk/", "about/"]
    {
        assert!(pages.contains_key(&format!("{page}index.html")), "{page}");
    }
    let all: String = tree(&site)
        .iter()
        .filter(|(path, _)| !path.starts_with("public/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes))
        .collect();
    assert!(all.contains("uses: desk/newsprint@v1\n"));
    assert!(!all.contains("YESTERDAY") && !all.contains("{{ title"), "nothing is left to be filled in");
}

/// What the guide in it says an editor does first.
#[test]
fn its_editors_can_go_on_at_once() {
    let at = Site::bare();
    assert!(init(at.path(), &["My News", "--language", "de"]).status.success());
    let site = at.path().join("My News");
    let built = |what: &str| {
        let built = newsprint(&site, &["build", "--strict", "--now", "2025-03-01T12:00"]);
        assert!(built.status.success(), "{what}: {}", said(&built));
    };
    let new =
        newsprint(&site, &["new", "article", "Our first", "--topic", "world", "--now", "2025-03-01T09:00"]);
    assert!(new.status.success(), "{}", said(&new));
    built("an article that nobody has finished");
    let file = site.join("content/2025-03-01-our-first.md");
    let text = std::fs::read_to_string(&file).expect("the article");
    let text = text.replace("draft: true\n", "").replace("sources:\n", "sources: [The Example Times]\n");
    std::fs::write(&file, text + "Text.\n").expect("a file");
    built("an article of the first day, which the next edition will have");
    let edition = newsprint(&site, &["new", "edition", "--now", "2025-03-01T11:00"]);
    assert!(said(&edition).contains("number 2, 2025-03-01, one article"), "{}", said(&edition));
    let edition = site.join("content/editions/2025-03-01.md");
    let text = std::fs::read_to_string(&edition).expect("the edition");
    std::fs::write(&edition, text.replace("draft: true\n", "")).expect("a file");
    // The examples go as they are told to.
    for example in [
        "2025-02-28-grain-ships-leave-the-port-again.md", "2025-02-27-how-to-write-an-article.md",
        "editions/2025-02-28.md",
    ] {
        std::fs::remove_file(site.join("content").join(example)).expect("an example");
    }
    built("without the examples");
}

#[test]
fn it_is_what_it_was_told() {
    let at = Site::bare();
    let title = "Новини: “ранкові” {{ version }} # 1";
    let flags = ["d", "--title", title, "--base-url", "https://user.github.io/repo", "--language", "uk"];
    let made = newsprint(at.path(), &[&["init", "--now", NOW], &flags[..]].concat());
    assert!(made.status.success(), "{}", said(&made));
    // What was never released has no action to name.
    assert!(said(&made).contains("It has no workflow for GitHub") && !at.path().join("d/.github").exists());
    let built = newsprint(&at.path().join("d"), &["build", "--now", NOW]);
    assert!(built.status.success(), "{}", said(&built));
    let home = text(&tree(&at.path().join("d/public")), "index.html");
    assert!(home.contains("Новини: “ранкові” {{ version }} # 1") && home.contains("lang=\"uk\""));
    assert!(home.contains("\"/repo/about/\""), "below the path of its address");
    for (flag, value, answer) in [
        ("--timezone", "Kyiv", "did you mean `Europe/Kyiv`"),
        ("--base-url", "example.org", "--base-url example.org"),
        ("--base-url", "ftp://example.org/", "--base-url ftp://example.org/"),
        ("--language", "Ukrainian", "--language Ukrainian"),
        ("--title", "  ", "--title is empty"),
        ("--now", "yesterday", "--now yesterday"),
        ("--action", "newsprint", "--action newsprint"),
    ] {
        let arguments: Vec<&str> = ["init", "e", flag, value].into_iter().collect();
        let refused = newsprint(at.path(), &arguments);
        assert_eq!(refused.status.code(), Some(2), "{flag} {value}: {}", said(&refused));
        assert!(said(&refused).contains(answer), "{flag} {value}: {}", said(&refused));
        assert!(!at.path().join("e").exists(), "{flag} {value}: nothing was written");
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let site = Site::bare();
    site.write("README.md", "Mine.\n");
    site.write("content/2025-02-01-mine.md", "---\ntitle: Mine\nsources: [O]\n---\nText.\n");
    let refused = init(site.path(), &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        said(&refused).contains("is not empty") && said(&refused).contains("`newsprint init --here`"),
        "{}",
        said(&refused)
    );
    assert_eq!(files(site.path()).len(), 2);

    assert!(init(site.path(), &["--here", "--title", "Mine"]).status.success());
    let now = tree(site.path());
    assert_eq!(text(&now, "README.md"), "Mine.\n");
    assert!(now.contains_key("newsprint.yaml") && now.contains_key(".gitignore"));
    let built = newsprint(site.path(), &["build", "--strict", "--now", NOW]);
    assert!(built.status.success(), "{}", said(&built));
    std::fs::remove_dir_all(site.path().join("public")).expect("the output");
    std::fs::remove_dir_all(site.path().join(".newsprint")).expect("the cache");
    let content: Vec<&String> = now.keys().filter(|path| path.starts_with("content/")).collect();
    assert_eq!(content, ["content/2025-02-01-mine.md"], "no example is published beside what is there");
    assert_eq!(said(&init(site.path(), &["--here"])), "Nothing was missing\n");
    let refused = init(site.path(), &[]);
    assert!(said(&refused).contains("is a site already"), "{}", said(&refused));
    assert_eq!(tree(site.path()), now);

    let misnamed = Site::bare();
    misnamed.write("newsprint.yml", "title: Ours\n");
    let refused = init(misnamed.path(), &["--here"]);
    assert!(refused.status.code() == Some(2) && said(&refused).contains("rename it"), "{}", said(&refused));
    assert_eq!(files(misnamed.path()), ["newsprint.yml"]);
    // What git and systems leave in a folder is nothing that anybody made.
    let cloned = Site::bare();
    cloned.write(".git/config", "[core]\n");
    cloned.write(".DS_Store", "x");
    assert!(init(cloned.path(), &[]).status.success());
    let file = init(cloned.path(), &["README.md"]);
    assert_eq!(file.status.code(), Some(2), "{}", said(&file));
}

#[test]
fn a_command_finds_the_site_that_it_is_run_in() {
    let at = Site::bare();
    assert!(init(at.path(), &["d"]).status.success());
    let inside = at.path().join("d/content/topics");
    let built = newsprint(&inside, &["build", "--now", NOW]);
    assert!(built.status.success(), "{}", said(&built));
    assert!(at.path().join("d/public/index.html").is_file());
    // A folder of the name in a site makes no site of its own.
    at.write("d/drafts/content/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nText.\n");
    let built = newsprint(&at.path().join("d/drafts"), &["build", "--now", NOW]);
    assert!(built.status.success() && !at.path().join("d/drafts/public").exists(), "{}", said(&built));
    let outside = newsprint(at.path(), &["build"]);
    assert_eq!(outside.status.code(), Some(2));
    assert!(said(&outside).contains("`newsprint init DIR`"), "{}", said(&outside));
    assert!(!at.path().join("public").exists());
}
