//! What the system refuses: before the first change nothing was written, after it the build says how far it came; and a
//! cache that cannot be kept is no reason to fail.
#![cfg(unix)]

use crate::harness::{NOW, Run, Site, run};
use crate::other_user::{OtherUser, chmod, is_root};

const ARTICLE: &str = "---\ntitle: One\nsources: [{name: Outlet}]\n---\nText.\n";

fn site() -> Site {
    let site = Site::with(&[("content/2025-02-01-one.md", ARTICLE)]);
    site.write("content/2025-01-02-two.md", ARTICLE.replace("One", "Two"));
    OtherUser::share(&site);
    site
}

fn build(user: &OtherUser, site: &Site, arguments: &[&str]) -> Run {
    let mut command = user.command();
    command.args(["build", "--now", NOW, "--root"]).arg(site.path()).args(arguments);
    run(command)
}

#[test]
fn a_folder_that_cannot_be_written_is_found_before_anything_is_changed() {
    let (user, site) = (OtherUser::new(), site());
    let first = build(&user, &site, &[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let before = site.tree();
    site.write("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n");
    let folder = site.path().join("public/2025/02/one");
    chmod(&folder, 0o555);
    let refused = build(&user, &site, &[]);
    chmod(&folder, 0o755);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("`2025/02/one/` in the output cannot be written"), "{}", refused.stderr);
    assert!(refused.stderr.contains("Nothing was written"), "{}", refused.stderr);
    assert_eq!(site.tree(), before);
    // So is one from which something is to be taken out.
    site.remove("content/2025-01-02-two.md");
    let folder = site.path().join("public/2025/01/two");
    chmod(&folder, 0o555);
    let refused = build(&user, &site, &[]);
    chmod(&folder, 0o755);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("`2025/01/two/`"), "{}", refused.stderr);
    assert_eq!(site.tree(), before);
    assert_eq!(build(&user, &site, &[]).code, 0);
}

#[test]
fn a_build_that_fails_half_way_says_how_far_it_came_and_the_next_one_ends_it() {
    // A folder in which everybody may write, and nobody replace the file of another, needs two users.
    if !is_root() {
        return;
    }
    let (user, site) = (OtherUser::new(), site());
    assert_eq!(build(&user, &site, &[]).code, 0);
    let before = site.tree();
    site.write("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n");
    let folder = site.path().join("public/2025/01/two");
    let mine = folder.join("mine");
    std::fs::rename(folder.join("index.html"), &mine).expect("a file");
    std::fs::copy(&mine, folder.join("index.html")).expect("a file of root's");
    std::fs::remove_file(&mine).expect("a file");
    std::os::unix::fs::chown(&folder, Some(0), Some(0)).expect("a folder");
    chmod(&folder, 0o1777);
    for json in [false, true] {
        let arguments: &[&str] = if json { &["--format", "json"] } else { &[] };
        let failed = build(&user, &site, arguments);
        assert_eq!(failed.code, 3, "{}", failed.stderr);
        assert!(
            failed.stderr.contains("`2025/01/two/index.html` cannot be put into place"),
            "{}",
            failed.stderr
        );
        assert!(!failed.stderr.contains("Nothing was written"), "{}", failed.stderr);
        let told = if json { "\"partial\":{\"" } else { "Written in part, " };
        assert!(failed.stderr.contains(told), "{}", failed.stderr);
    }
    assert!(site.tree() != before, "some files are in place");
    std::os::unix::fs::chown(&folder, Some(65_534), Some(65_534)).expect("a folder");
    let repaired = build(&user, &site, &[]);
    assert_eq!(repaired.code, 0, "{}", repaired.stderr);
    let other = self::site();
    other.write("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n");
    assert_eq!(site.tree(), other.built(&[]));
}

#[test]
fn a_cache_that_cannot_be_kept_is_a_note() {
    let site = site();
    site.write(".newsprint", "a file");
    let expected = self::site().built(&[]);
    for _ in 0..2 {
        let run = site.build(&[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(run.stderr.matches(".newsprint` cannot be used").count(), 1, "{}", run.stderr);
        assert_eq!(site.tree(), expected);
    }
    let json = site.build(&["--format", "json"]);
    assert!(json.stderr.lines().all(|line| line.starts_with('{')), "{}", json.stderr);
    assert!(json.stderr.contains("{\"note\":\"the cache"), "{}", json.stderr);

    // One that was good and cannot be written any more: what is in it is true of an older build.
    let user = OtherUser::new();
    let site = self::site();
    assert_eq!(build(&user, &site, &[]).code, 0);
    let cache = site.path().join(".newsprint");
    let folders = walkdir::WalkDir::new(&cache).into_iter().filter_map(Result::ok);
    let folders: Vec<_> = folders.filter(|entry| entry.file_type().is_dir()).collect();
    folders.iter().for_each(|folder| chmod(folder.path(), 0o555));
    for title in ["Other", "Test"] {
        site.write("newsprint.yaml", format!("title: {title}\nbase_url: https://digest.example/\n"));
        let run = build(&user, &site, &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains("cannot be used"), "{}", run.stderr);
    }
    folders.iter().for_each(|folder| chmod(folder.path(), 0o755));
    assert_eq!(site.tree(), expected);
}

#[test]
fn the_cache_stands_where_it_is_told_to() {
    let site = site();
    let elsewhere = tempfile::tempdir().expect("a folder");
    let given = elsewhere.path().join("cache").to_string_lossy().into_owned();
    let before = site.built(&["--cache", &given]);
    assert!(!site.path().join(".newsprint").exists() && elsewhere.path().join("cache/facts").is_dir());
    let again = site.build(&["--cache", &given]);
    assert!(again.stderr.contains("(0 written"), "{}", again.stderr);

    let config = "title: Test\nbase_url: https://digest.example/\n";
    site.write("newsprint.yaml", format!("{config}cache: .cache/newsprint/\n"));
    assert_eq!(site.built(&[]), before);
    assert!(!site.path().join(".newsprint").exists() && site.path().join(".cache/newsprint/facts").is_dir());

    for wrong in ["../cache", "/tmp/cache", "content/cache", "static"] {
        site.write("newsprint.yaml", format!("{config}cache: {wrong}\n"));
        let run = site.build(&[]);
        assert_eq!(run.code, 1, "{wrong}: {}", run.stderr);
        assert!(
            run.stderr.contains("newsprint.yaml:3:8") && run.stderr.contains("--cache"),
            "{}",
            run.stderr
        );
    }
    site.write("newsprint.yaml", format!("{config}cache: public/cache\n"));
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("is inside the output folder"), "{}", run.stderr);
    assert_eq!(site.tree(), before);
}
