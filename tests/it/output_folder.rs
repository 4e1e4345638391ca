//! Invariant 5 and the output folder: what is written, what is removed, what is kept, what is refused.

use crate::harness::{NOW, Site, run};

const ARTICLE: &str = "---\ntitle: One\nsources: [{name: Outlet}]\n---\nText.\n";

fn site() -> Site {
    Site::with(&[("content/2025-02-01-one.md", ARTICLE)])
}

#[test]
fn what_an_earlier_build_made_goes_and_what_others_made_stays() {
    let site = site();
    site.write("content/2025-02-02-two.md", ARTICLE.replace("One", "Two"));
    site.built(&[]);
    site.write("public/google-verification.html", "ours");
    site.write("public/2025/02/two/notes.txt", "ours too");
    site.remove("content/2025-02-02-two.md");
    let tree = site.built(&[]);
    assert!(!tree.contains_key("2025/02/two/index.html"), "the page of a removed article goes");
    assert_eq!(tree["google-verification.html"], b"ours");
    assert_eq!(tree["2025/02/two/notes.txt"], b"ours too");
}

#[test]
fn nothing_is_written_outside_of_the_output() {
    let site = site();
    site.built(&[]);
    let mut names: Vec<_> = std::fs::read_dir(site.path())
        .expect("the site")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".newsprint", "content", "newsprint.yaml", "public", "templates"]);
}

#[test]
fn a_folder_that_newsprint_never_wrote_to_is_refused_without_force() {
    let site = site();
    site.write("public/precious.txt", "mine");
    site.write("public/index.html", "mine");
    let refused = site.build(&[]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(site.page("index.html"), "mine");
    let forced = site.build(&["--force"]);
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    assert_eq!(site.page("precious.txt"), "mine");
    assert_ne!(site.page("index.html"), "mine");
}

#[test]
fn with_any_error_the_output_is_not_touched() {
    let site = site();
    let before = site.built(&[]);
    site.write("content/2025-02-02-two.md", ARTICLE.replace("One", "Two"));
    site.write("content/2025-02-03-broken.md", "---\ntitle: Broken\ndate: 30 February\n---\n");
    assert_eq!(site.build(&[]).code, 1);
    assert_eq!(site.tree(), before);

    // A fault that shows only when a page is made, after others have been.
    site.remove("content/2025-02-03-broken.md");
    site.write("templates/tag.html", "{{ nobody_knows_this }}");
    site.write("content/2025-02-02-two.md", ARTICLE.replace("sources:", "tags: [x]\nsources:"));
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("templates/tag.html:1:4"), "{}", run.stderr);
    assert_eq!(site.tree(), before);
}

#[test]
fn a_file_or_a_foreign_folder_in_the_way_is_one_clear_error() {
    let site = site();
    site.write("public", "a file");
    let run_ = site.build(&[]);
    assert_eq!(run_.code, 1);
    assert!(run_.stderr.contains("public"), "{}", run_.stderr);
    assert_eq!(std::fs::read(site.path().join("public")).expect("still there"), b"a file");

    let other = self::site();
    other.built(&[]);
    other.remove("public/robots.txt");
    other.write("public/robots.txt/mine.txt", "mine");
    let before = other.tree();
    for arguments in [&[][..], &["--force"]] {
        let run_ = other.build(arguments);
        assert_eq!(run_.code, 1);
        assert!(run_.stderr.contains("robots.txt"), "{}", run_.stderr);
        assert!(!run_.stderr.contains("--force"), "it does not help: {}", run_.stderr);
        assert_eq!(other.tree(), before);
    }
}

#[test]
fn a_foreign_file_where_a_folder_is_needed_makes_way_with_force() {
    let site = site();
    site.built(&[]);
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n");
    site.write("public/about", "mine");
    let before = site.tree();
    let refused = site.build(&[]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(site.tree(), before);
    assert!(site.built(&["--force"]).contains_key("about/index.html"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one_clear_error_and_the_old_site_still_serves() {
    // `ulimit -f` makes every larger write fail, as a full disk does.
    let site = site();
    let before = site.built(&[]);
    site.write("content/2025-02-02-large.md", format!("{ARTICLE}\n{}", "word ".repeat(200_000)));
    let program = env!("CARGO_BIN_EXE_newsprint");
    let mut command = std::process::Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -f 64; exec \"$0\" build --root \"$1\" --now {NOW}");
    command.args(["-c", &script, program]).arg(site.path());
    let run = run(command);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[output]").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("make room on the disk"), "{}", run.stderr);
    assert_eq!(site.tree(), before);
}

#[test]
fn two_builds_into_one_folder_wait_for_each_other() {
    let site = site();
    for n in 0..200 {
        site.write(
            &format!("content/2025-01-05-number-{n}.md"),
            ARTICLE.replace("One", &format!("Number {n}")),
        );
    }
    let spawn = || {
        let mut command = site.command(&[]);
        command.stderr(std::process::Stdio::piped());
        command.spawn().expect("the program starts")
    };
    let builds = [spawn(), spawn(), spawn()];
    for build in builds {
        let output = build.wait_with_output().expect("the program ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let together = site.tree();
    assert_eq!(site.built(&[]), together);
}

#[cfg(unix)]
#[test]
fn symbolic_links_lead_neither_in_nor_out() {
    use std::os::unix::fs::symlink;
    let site = site();
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("secret.md"), ARTICLE).expect("a file");
    symlink(outside.path().join("secret.md"), site.path().join("content/2025-02-04-secret.md"))
        .expect("a link");
    symlink(outside.path(), site.path().join("content/all")).expect("a link");
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("symbolic link"), "{}", run.stderr);
    assert!(!site.tree().keys().any(|path| path.contains("secret")));

    std::fs::remove_dir_all(site.path().join("public/2025")).expect("our own folder");
    symlink(outside.path(), site.path().join("public/2025")).expect("a link");
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(
        std::fs::read_dir(outside.path()).expect("the folder").count(),
        1,
        "nothing was written out there"
    );
}

#[test]
fn an_output_inside_the_site_is_refused() {
    let site = site();
    for folder in ["static/public", "content", "templates/x"] {
        let output = site.path().join(folder);
        let run = site.build(&["--force", "--output", &output.to_string_lossy()]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(run.stderr.contains("inside the site's own"), "{}", run.stderr);
    }
    assert!(!site.path().join("static/public").exists());
}

#[test]
fn an_output_that_holds_the_site_or_its_cache_is_refused_by_any_spelling() {
    let site = site();
    let build = |output: &str, cache: &str| {
        let path = |name: &str| site.path().join(name).to_string_lossy().into_owned();
        site.build(&["--force", "--output", &path(output), "--cache", &path(cache)])
    };
    for output in [".", "content/..", "..", "none/../"] {
        let run = build(output, ".newsprint");
        assert_eq!(run.code, 1, "{output}: {}", run.stderr);
        assert!(
            run.stderr.contains("the site itself and its cache are in the output folder"),
            "{output}: {}",
            run.stderr
        );
        assert!(run.stderr.contains("with --output"), "{output}: {}", run.stderr);
    }
    for (output, cache) in [("out", "out/cache"), ("out", "none/../out/cache"), ("none/../out", "out")] {
        let run = build(output, cache);
        assert_eq!(run.code, 1, "{output}, {cache}: {}", run.stderr);
        assert!(run.stderr.contains("is inside the output folder"), "{output}, {cache}: {}", run.stderr);
    }
    for (output, cache) in [("out", "out/../cc"), ("out", "out2"), ("none/../out", "cc")] {
        let run = build(output, cache);
        assert_eq!(run.code, 0, "{output}, {cache}: {}", run.stderr);
    }
    assert!(!site.path().join("none").exists(), "what a path leads through and leaves is not made");
}

#[cfg(unix)]
#[test]
fn a_cache_in_the_sites_own_folders_is_refused_by_any_command_and_spelling() {
    use std::os::unix::fs::symlink;
    let site = site();
    let path = |name: &str| site.path().join(name).to_string_lossy().into_owned();
    std::fs::create_dir_all(site.path().join("static")).expect("a folder");
    symlink("static", site.path().join("link")).expect("a link");
    for cache in ["static/c", "content", "link/c", "templates/../content/c", "."] {
        for command in [&["build"][..], &["explain", "/"]] {
            let mut process = std::process::Command::new(env!("CARGO_BIN_EXE_newsprint"));
            process.args(command).args(["--root", &path("."), "--now", NOW, "--cache", &path(cache)]);
            let run = run(process);
            assert_eq!(run.code, 1, "{cache}: {}", run.stderr);
            assert!(run.stderr.contains("the site"), "{cache}: {}", run.stderr);
        }
    }
    site.write("newsprint.yaml", "cache: link/c\n");
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("is inside the site's own `static/`"), "{}", run.stderr);
    site.remove("newsprint.yaml");
    let run = site.build(&["--output", &path(".newsprint/facts")]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("is inside the cache"), "{}", run.stderr);
    assert!(!site.path().join("static/c").exists() && !site.path().join("content/c").exists());
    site.built(&[]);
}

#[cfg(unix)]
#[test]
fn links_lead_where_they_lead_even_to_what_is_not_there_yet() {
    use std::os::unix::fs::symlink;
    let site = site();
    let beside = tempfile::tempdir().expect("a folder");
    let there = |name: &str| beside.path().join(name).to_string_lossy().into_owned();
    // Texts that stand elsewhere: a cache that may be deleted at any time must not hold them.
    std::fs::rename(site.path().join("content"), beside.path().join("content")).expect("moved");
    symlink(beside.path().join("content"), site.path().join("content")).expect("a link");
    let run = site.build(&["--cache", &there(".")]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("the site itself is in the cache"), "{}", run.stderr);
    // A link to an output that is to be.
    symlink(site.path().join("public"), beside.path().join("link")).expect("a link");
    let cache = site.path().join("public/c").to_string_lossy().into_owned();
    let run = site.build(&["--output", &there("link"), "--cache", &cache]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(!site.path().join("public").exists(), "nothing was written");
    let run = site.build(&["--output", &there("link")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.path().join("public/index.html").is_file());
}
