//! JSON Schemas: what the command prints and writes, and, run by Node, what an editor of code makes of it (`tests/editors/`).
//!
//! Where Node or the language server is missing that is left out with a word; with `NEWSPRINT_REQUIRE_BROWSER=1` it is a failure.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::harness::Site;

fn schema(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.current_dir(folder).arg("schema").args(arguments).output().expect("newsprint runs")
}

fn printed(folder: &Path, kind: &str) -> Value {
    let output = schema(folder, &[kind]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_schema_has_the_names_of_the_site() {
    let site = Site::plain();
    site.write(
        "content/2025-02-12-a.md",
        "---\ntitle: A\ntopics: [Trade]\ntags: [Grain]\nauthors: [Anna Example]\nsources: [The Example Times]\nstory: grain-talks\n---\nText.\n",
    );
    site.write(
        "content/2999-01-01-b.md",
        "---\ntitle: B\ntopics: [War]\nsources: [X]\ndraft: true\n---\nText.\n",
    );
    site.write("content/tags.yaml", "- Black Sea\n");
    let article = printed(site.path(), "article");
    assert_eq!(article["$schema"], "http://json-schema.org/draft-07/schema#");
    let names = |of: &str| article["definitions"][of]["enum"].clone();
    assert_eq!(names("topics"), serde_json::json!(["Trade", "War"]), "of what is held back, too");
    assert_eq!(names("tags"), serde_json::json!(["Black Sea", "Grain"]));
    assert_eq!(names("authors"), serde_json::json!(["Anna Example"]));
    assert_eq!(names("stories"), serde_json::json!(["grain-talks"]));
    let summary = &article["properties"]["summary"];
    assert!(summary["description"].as_str().is_some_and(|told| told.contains("search engines")), "{summary}");
    // With an error in it, what can be read of the site is enough.
    site.write("content/2025-02-13-c.md", "---\ntitle: C\ndate: soon\n---\n");
    assert!(printed(site.path(), "article")["definitions"]["topics"]["enum"].is_array());
    // Outside of a site there are no names, and keys all the same.
    let nowhere = Site::bare();
    let article = printed(nowhere.path(), "article");
    assert!(article.get("definitions").is_none() && article["properties"]["title"].is_object());
    assert_eq!(schema(nowhere.path(), &["--write"]).status.code(), Some(2));
    assert_eq!(schema(nowhere.path(), &["articles"]).status.code(), Some(2));
}

#[test]
fn schemas_are_written_where_they_differ() {
    let site = Site::plain();
    site.write("content/2025-02-12-a.md", "---\ntitle: A\ntopics: [Trade]\nsources: [X]\n---\nText.\n");
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).into_owned();
    let first = said(&schema(site.path(), &["--write"]));
    assert!(first.starts_with("Wrote 10 schemas into ") && first.contains(".schemas"), "{first}");
    let second = said(&schema(site.path(), &["--write"]));
    assert!(second.ends_with("is as it should be\n"), "{second}");
    site.write("content/2025-02-13-b.md", "---\ntitle: B\ntopics: [War]\nsources: [X]\n---\nText.\n");
    let third = said(&schema(site.path(), &["--write"]));
    assert!(third.starts_with("Wrote 1 schema"), "articles alone name topics: {third}");
    assert_eq!(site.build(&[]).code, 0, "no build is in their way");
}

#[test]
fn editors_complete_check_and_explain() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors");
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|node| node.status.success());
    if !has_node || !folder.join("node_modules/yaml-language-server").is_dir() {
        assert!(
            std::env::var_os("NEWSPRINT_REQUIRE_BROWSER").is_none_or(|value| value != "1"),
            "no Node, or no packages"
        );
        eprintln!("left out the tests of schemas: install nodejs, and run `npm ci` in tests/editors");
        return;
    }
    let output = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .current_dir(&folder)
        .env("NEWSPRINT_BINARY", env!("CARGO_BIN_EXE_newsprint"))
        .output()
        .expect("Node runs");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && out.contains("fail 0") && !out.contains("pass 0"), "{out}{err}");
}
