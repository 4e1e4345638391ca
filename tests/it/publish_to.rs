//! `newsprint publish --to`: a built site in a folder, on S3 and behind SFTP; with failures, kills, and others who publish.

mod server;
mod sftp;
mod standing;
mod store;

use std::path::Path;
use std::process::{Command, Output};

use crate::harness::{Site, Tree, tree};

const NOW: &str = "2025-02-20T12:00";
/// What stands beside a published site.
const MANIFEST: &str = ".newsprint-published";

fn command(site: &Site, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("publish").arg("--root").arg(site.path()).args(["--now", NOW]).args(arguments);
    let of_aws = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("AWS_");
    for name in std::env::vars_os().map(|(name, _)| name).filter(of_aws) {
        command.env_remove(name);
    }
    command
}

fn publish(site: &Site, arguments: &[&str]) -> Output {
    command(site, arguments).output().expect("newsprint runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Expects that it works; what it said.
fn published(output: &Output) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    said
}

/// Expects that it does not; what it said.
fn refused(output: &Output, code: i32) -> String {
    let said = said(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

/// A site with the default theme, so with styles, scripts, feeds and a search.
fn digest() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    site.write("static/photo one.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
    article(&site, "one", "Text with ![A photo](</photo one.svg>).");
    article(&site, "two", "Text.");
    site
}

fn article(site: &Site, name: &str, text: &str) {
    let text = format!("---\ntitle: About {name}\nsources: [S]\ntopics: [World]\n---\n{text}\n");
    site.write(&format!("content/2025-02-12-{name}.md"), text);
}

/// What stands in a place, without newsprint's own.
fn there(folder: &Path) -> Tree {
    let own = |path: &str| path.starts_with(".newsprint-");
    tree(folder).into_iter().filter(|(path, _)| !own(path)).collect()
}

/// A place as an argument.
fn address(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}

#[test]
fn a_folder_gets_what_changed() {
    let (site, away) = (digest(), tempfile::tempdir().expect("a folder"));
    let www = away.path().join("www");
    let to = ["--to", &address(&www)];
    let plan = published(&publish(&site, &[&to[..], &["--dry-run"]].concat()));
    assert!(plan.contains("Nothing was published") && plan.contains("  A index.html"), "{plan}");
    assert!(!www.exists(), "a dry run writes nothing");

    published(&publish(&site, &to));
    assert_eq!(there(&www), site.tree());
    assert!(www.join(MANIFEST).is_file() && !www.join(".newsprint-tmp").exists());
    let again = published(&publish(&site, &to));
    assert!(again.contains("has all of it already"), "{again}");

    // What newsprint did not put there stays; what it did and is gone goes, and what stands in the way before.
    std::fs::write(www.join("mine.txt"), "mine").expect("a file");
    std::fs::create_dir_all(www.join("2025/02/two/mine")).expect("a folder");
    site.remove("content/2025-02-12-two.md");
    site.write("static/a", "a file");
    article(&site, "three", "Text.");
    let said = published(&publish(&site, &to));
    assert!(
        said.contains("  A a\n") && said.contains("  M index.html") && said.contains("  D 2025/02/"),
        "{said}"
    );
    site.remove("static/a");
    site.write("static/a/b", "a folder");
    published(&publish(&site, &to));
    let mut expected = site.tree();
    expected.insert("mine.txt".to_owned(), b"mine".to_vec());
    assert_eq!(there(&www), expected);
    std::fs::remove_dir_all(site.path().join("static/a")).expect("the folder");
    site.write("static/a", "a file again");
    published(&publish(&site, &to));
    assert_eq!(std::fs::read(www.join("a")).expect("the file"), b"a file again");
}

#[test]
fn the_place_may_stand_in_the_configuration() {
    let site = digest();
    let name = format!("{}-away", site.path().file_name().expect("a name").to_string_lossy());
    site.write(
        "newsprint.yaml",
        format!("title: Test\nbase_url: https://digest.example/\npublish: {{to: ../{name}}}\n"),
    );
    let away = site.path().parent().expect("a folder above").join(name);
    let said = publish(&site, &[]);
    let result = there(&away);
    let _ = std::fs::remove_dir_all(&away);
    published(&said);
    assert_eq!(result, site.tree());
    for (to, why) in [
        ("s3://a:hidden@c", "has keys in it"),
        ("sftp://a:hidden@c/www", "has a password in it"),
        ("sftp://a:hid/hidden@c/www", "has no port"),
        ("ftp://x/y", "known are"),
        ("s3:bucket/x", "write s3://bucket/x"),
        ("sftp:/host/x", "write sftp://host/x"),
        ("web@digest.example:/srv/www", "write sftp://web@digest.example/srv/www"),
        ("~/www", "begins with `~`"),
    ] {
        site.write(
            "newsprint.yaml",
            format!("title: T\nbase_url: https://digest.example/\npublish: {{to: '{to}'}}\n"),
        );
        let said = refused(&publish(&site, &[]), 1);
        assert!(said.contains(why) && said.contains("newsprint.yaml"), "{said}");
        assert!(!said.contains("hidden") && (said.contains(":3:") || said.contains("in line 3")), "{said}");
        site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\n");
        let said = refused(&publish(&site, &["--to", to]), 2);
        assert!(said.contains(why) && !said.contains("hidden"), "{said}");
    }
    refused(&publish(&site, &["--to", "x", "--branch", "y"]), 2);
    refused(&publish(&site, &["--to", "x", "--jobs", "0"]), 2);
}

#[test]
fn what_is_somebody_elses_is_not_written_over() {
    let (site, www) = (digest(), tempfile::tempdir().expect("a folder"));
    let to = address(www.path());
    let try_it = |part: &str| {
        let said = refused(&publish(&site, &["--to", &to]), 1);
        assert!(said.contains("nothing was published to ") && said.contains(part), "{said}");
    };
    std::fs::write(www.path().join("index.html"), "theirs").expect("a file");
    try_it("a site is there that newsprint did not put there");
    published(&publish(&site, &["--to", &to, "--force"]));
    assert_eq!(there(www.path()), site.tree());

    let manifest = www.path().join(MANIFEST);
    let whole = std::fs::read_to_string(&manifest).expect("the manifest");
    let with = |from: &str, to: &str| std::fs::write(&manifest, whole.replacen(from, to, 1)).expect("a file");
    with("https://digest.example/", "https://other.example/");
    try_it("it has the site of https://other.example/");
    with("\"newsprint\":1", "\"newsprint\":9");
    try_it("a newer newsprint has published there");
    with("\"newsprint\":1", "newsprint");
    try_it("is damaged");
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a time").as_secs();
    // Minutes are long enough for any machine that this runs on.
    let claimed = |at: u64| format!("\"claim\":{{\"id\":\"x\",\"by\":\"them\",\"at\":{at}}},\"parts\"");
    with("\"parts\"", &claimed(now - 120));
    try_it("another machine has been publishing there for ");
    published(&publish(&site, &["--to", &to, "--force"]));
    // Also one whose clock was ahead.
    for at in [now - 24 * 3600, now + 24 * 3600] {
        with("\"parts\"", &claimed(at));
        let said = published(&publish(&site, &["--to", &to]));
        assert!(said.contains("Going on where a transfer was interrupted"), "{said}");
    }
    assert!(!std::fs::read_to_string(&manifest).expect("the manifest").contains("claim"));

    std::fs::remove_file(&manifest).expect("the manifest");
    std::fs::write(www.path().join("newsprint.yaml"), "title: T\n").expect("a file");
    try_it("it has the texts of a site");
    for own in ["public", "public/www"] {
        let said = refused(&publish(&site, &["--to", &address(&site.path().join(own))]), 2);
        assert!(said.contains("this is where the site is built"), "{said}");
    }
    let before = tree(site.path());
    for (own, why) in [
        ("content", "`content/`"),
        ("content/new", "`content/`"),
        ("static", "`static/`"),
        ("templates/x", "`templates/`"),
        (".git/x", "git keeps"),
        (".newsprint", "the cache is there"),
        ("..", "the site itself is in it"),
        (".", "the site itself is in it"),
    ] {
        let said = refused(&publish(&site, &["--to", &address(&site.path().join(own)), "--force"]), 2);
        assert!(said.contains(why), "{own}: {said}");
    }
    assert_eq!(tree(site.path()), before, "nothing was built or put anywhere");
}

/// A folder of the place that leads to another one: what is there belongs to somebody else.
#[cfg(unix)]
#[test]
fn nothing_is_put_where_a_link_leads() {
    use std::os::unix::fs::symlink;
    let (site, away) = (digest(), tempfile::tempdir().expect("a folder"));
    let (www, theirs) = (away.path().join("www"), away.path().join("theirs"));
    std::fs::create_dir_all(www.join("topics")).expect("a folder");
    std::fs::create_dir(&theirs).expect("a folder");
    // The place itself may be a link.
    let link = away.path().join("link");
    symlink(&www, &link).expect("a link");
    let to = ["--to", &address(&link)];
    published(&publish(&site, &to));
    assert_eq!(there(&www), site.tree());

    let before = tree(&www);
    std::fs::rename(www.join("topics"), theirs.join("topics")).expect("a folder");
    symlink(theirs.join("topics"), www.join("topics")).expect("a link");
    let of_theirs = tree(&theirs);
    // What changes below it, and what is gone from below it.
    for change in ["written", "removed"] {
        match change {
            "written" => article(&site, "three", "Text."),
            _ => ["one", "two", "three"]
                .iter()
                .for_each(|name| site.remove(&format!("content/2025-02-12-{name}.md"))),
        }
        for arguments in [&["--dry-run"][..], &["--force"], &[]] {
            let said = refused(&publish(&site, &[&to[..], arguments].concat()), 1);
            let why = "link/topics is a link: nothing is put where a link leads; move it away";
            assert!(said.contains("nothing was published to ") && said.contains(why), "{change}: {said}");
        }
    }
    assert_eq!(tree(&theirs), of_theirs);
    let is_below = |path: &str| path.starts_with("topics/");
    assert_eq!(tree(&www), before.into_iter().filter(|(path, _)| !is_below(path)).collect::<Tree>());

    // Nor where newsprint would keep what is its own: neither new files nor the sweeping of old ones go there.
    std::fs::remove_file(www.join("topics")).expect("the link");
    symlink(&theirs, www.join(".newsprint-tmp")).expect("a link");
    let said = refused(&publish(&site, &to), 1);
    assert!(said.contains(".newsprint-tmp is a link"), "{said}");
    assert_eq!(tree(&theirs), of_theirs);
    std::fs::remove_file(www.join(".newsprint-tmp")).expect("the link");
    published(&publish(&site, &to));
    assert_eq!(there(&www), site.tree());
}

#[test]
fn newer_texts_are_not_written_over() {
    let (site, www) = (digest(), tempfile::tempdir().expect("a folder"));
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.arg("-C").arg(site.path()).args(["-c", "user.name=A", "-c", "user.email=a@desk.example"]);
        assert!(command.args(arguments).output().expect("git runs").status.success(), "{arguments:?}");
    };
    site.write(".gitignore", "/public/\n/.newsprint/\n");
    git(&["init", "-q", "-b", "main"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "One"]);
    article(&site, "three", "Text.");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "Two"]);
    let to = address(www.path());
    published(&publish(&site, &["--to", &to]));
    git(&["reset", "-q", "--hard", "HEAD~1"]);
    let said = refused(&publish(&site, &["--to", &to]), 1);
    assert!(said.contains("not in the history of your branch") && said.contains("pull first"), "{said}");
    published(&publish(&site, &["--to", &to, "--force"]));
    assert_eq!(there(www.path()), site.tree());
}

#[test]
fn with_an_error_in_the_site_nothing_is_published() {
    let (site, www) = (digest(), tempfile::tempdir().expect("a folder"));
    article(&site, "broken", "Text.");
    site.write("content/2025-02-14-broken.md", "---\ntitle: [\n---\n");
    let said = refused(&publish(&site, &["--to", &address(www.path())]), 1);
    assert!(said.contains("error: nothing was published"), "{said}");
    assert!(tree(www.path()).is_empty());
}
