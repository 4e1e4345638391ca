//! The caches of a build: what it leaves alone, what it finds out again, and what it says of that.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::harness::{Site, copy};

fn article(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ntags: [Ukraine]\nsources: [{{name: Outlet}}]\n---\n{body}\n")
}

fn site() -> Site {
    let site = Site::plain();
    site.write("newsprint.yaml", "title: Warm\nbase_url: https://digest.example/\n");
    for n in 1..=5 {
        site.write(
            &format!("content/2025-02-0{n}-number-{n}.md"),
            article(&format!("Number {n}"), "One body."),
        );
    }
    site.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n");
    site.write("static/a.txt", "a");
    site
}

const ONE: &str = "content/2025-02-01-number-1.md";

fn counts(stderr: &str) -> &str {
    let start = stderr.rfind(" files (").map_or(0, |at| at + " files (".len());
    stderr[start..].split(')').next().unwrap_or("")
}

/// Files of `.newsprint/` with their times and inodes.
fn caches(site: &Site) -> BTreeMap<PathBuf, (SystemTime, u64)> {
    let files = WalkDir::new(site.path().join(".newsprint")).into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file() && entry.file_name() != "lock");
    files
        .map(|entry| {
            let metadata = entry.metadata().expect("a file");
            #[cfg(unix)]
            let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
            #[cfg(not(unix))]
            let inode = 0;
            (entry.path().to_path_buf(), (metadata.modified().expect("a time"), inode))
        })
        .collect()
}

/// The folder of `.newsprint/` that belongs to `public/`.
fn state(site: &Site) -> PathBuf {
    let folders = fs::read_dir(site.path().join(".newsprint")).expect("caches").filter_map(Result::ok);
    folders
        .map(|entry| entry.path())
        .find(|path| path.join("lock").exists())
        .expect("a folder for the output")
}

fn age(path: &Path, time: SystemTime) {
    fs::File::options()
        .write(true)
        .open(path)
        .and_then(|file| file.set_modified(time))
        .expect("a time to set");
}

#[test]
fn nothing_changed_means_nothing_written_anywhere() {
    let site = site();
    let first = site.built(&[]);
    // What is as young as the cache is looked at again, until it is older than the file system's clock can tell.
    let settled = (0..100).any(|_| {
        let before = caches(&site);
        let run = site.build(&[]);
        assert!(counts(&run.stderr).starts_with("0 written"), "{}", run.stderr);
        caches(&site) == before
    });
    assert!(settled, "a cache file is written by each build");
    assert_eq!(site.tree(), first);
}

#[test]
fn an_edit_makes_what_shows_it_and_says_why() {
    let site = site();
    site.built(&[]);
    site.write(ONE, article("Number 1", "Another body."));
    let run = site.build(&["--explain"]);
    let page = format!("made 2025/02/number-1/index.html: body of {ONE}");
    let line =
        run.stderr.lines().find(|line| line.contains("2025/02/number-1/index.html")).unwrap_or_default();
    assert!(line.contains("body of"), "{page}\n{}", run.stderr);
    assert!(!run.stderr.contains("2025/02/number-2/index.html"), "{}", run.stderr);
    assert_eq!(site.tree(), site.cold());

    site.write("templates/page.html", "{{ page.head }} other");
    let run = site.build(&["--explain"]);
    assert!(run.stderr.contains("template page.html"), "{}", run.stderr);
    assert!(counts(&run.stderr).starts_with("1 written"), "{}", run.stderr);

    fs::write(site.path().join("public/about/index.html"), "spoilt").expect("a file");
    let run = site.build(&["--explain"]);
    assert!(
        run.stderr.contains("made about/index.html: its file was not what newsprint wrote"),
        "{}",
        run.stderr
    );
    assert_eq!(site.tree(), site.cold());
}

#[test]
fn a_question_with_another_answer_is_a_reason() {
    let site = site();
    let ask = "{{ page.head }}{% for a in articles(tag=\"Ukraine\", limit=1) %}{{ a.title }}{% endfor %}";
    site.write("templates/page.html", ask);
    site.built(&[]);
    site.write("content/2025-02-06-newest.md", article("Newest", "New."));
    let run = site.build(&["--explain"]);
    let reason = "about/index.html: answer of articles(tag=ukraine, limit=1)";
    assert!(run.stderr.contains(reason), "{}", run.stderr);
    assert!(site.page("about/index.html").contains("Newest"));
}

#[test]
fn changed_addresses_are_listed() {
    let site = site();
    site.built(&[]);
    site.write("content/2025-02-06-with-ö.md", article("New", "New."));
    site.remove("content/2025-02-02-number-2.md");
    site.write(ONE, article("Number 1", "Another body."));
    let list = site.path().join("changes.txt");
    site.built(&["--changes", &list.to_string_lossy()]);
    let text = fs::read_to_string(&list).expect("the list");
    for line in [
        "added https://digest.example/2025/02/with-o/", "removed https://digest.example/2025/02/number-2/",
        "changed https://digest.example/2025/02/number-1/", "changed https://digest.example/feed.xml",
        "changed https://digest.example/",
    ] {
        assert!(text.lines().any(|l| l == line), "{line}\n{text}");
    }
    assert!(!text.contains("number-3"), "{text}");
    site.built(&["--changes", &list.to_string_lossy()]);
    assert_eq!(fs::read_to_string(&list).expect("the list"), "", "nothing has changed");
}

#[test]
fn killed_between_page_and_manifest_and_then_the_edit_is_taken_back() {
    let site = site();
    let old = site.built(&[]);
    let remembered = tempfile::tempdir().expect("a folder");
    copy(&site.path().join(".newsprint"), remembered.path());
    // Of one length: neither size nor anything else but the bytes tells them apart.
    site.write(ONE, article("Number 1", "Two body."));
    site.built(&[]);
    // The pages are in place, but what is remembered is from before, and the journal is still there.
    fs::remove_dir_all(site.path().join(".newsprint")).expect("caches");
    copy(remembered.path(), &site.path().join(".newsprint"));
    fs::write(state(&site).join("journal"), "").expect("a journal");
    site.write(ONE, article("Number 1", "One body."));
    assert_eq!(site.built(&[]), old);
    assert!(!state(&site).join("journal").exists(), "a build that ends takes its journal away");
}

#[test]
fn caches_without_output_and_output_without_caches() {
    let site = site();
    let first = site.built(&[]);
    fs::remove_dir_all(site.path().join("public")).expect("the output");
    assert_eq!(site.built(&[]), first);
    fs::remove_dir_all(site.path().join(".newsprint")).expect("the caches");
    let run = site.build(&[]);
    assert!(counts(&run.stderr).starts_with("0 written"), "{}", run.stderr);
    assert_eq!(site.tree(), first);
    // A part of the output alone.
    site.remove("public/index.html");
    fs::remove_dir_all(site.path().join("public/2025/02/number-1")).expect("a page");
    assert_eq!(site.built(&[]), first);
}

#[test]
fn a_damaged_older_or_foreign_cache_costs_time_and_nothing_else() {
    let site = site();
    let first = site.built(&[]);
    type Spoil = fn(&mut Vec<u8>);
    let spoilers: [(&str, Spoil); 5] = [
        ("flipped", |bytes| {
            if let Some(byte) = bytes.last_mut() {
                *byte ^= 0x55
            }
        }),
        ("cut", |bytes| bytes.truncate(bytes.len() / 2)),
        ("empty", Vec::clear),
        ("older", |bytes| bytes[15] = b'0'),
        ("garbage", |bytes| *bytes = vec![0xff; 4096]),
    ];
    for (how, spoil) in spoilers {
        // There is no stamp while the files are young: who spoils all others meets it later.
        let files: Vec<PathBuf> = caches(&site).into_keys().collect();
        assert!(files.len() > 3, "{files:?}");
        for file in files {
            let mut bytes = fs::read(&file).expect("a cache");
            spoil(&mut bytes);
            fs::write(file, bytes).expect("a cache");
        }
        let run = site.build(&[]);
        assert_eq!(run.code, 0, "{how}: {}", run.stderr);
        let said = run.stderr.contains("is damaged");
        assert_eq!(said, matches!(how, "flipped" | "cut" | "empty"), "{how}: {}", run.stderr);
        assert_eq!(site.tree(), first, "{how}");
        let again = site.build(&[]);
        assert!(!again.stderr.contains("damaged"), "{how}: it is whole again: {}", again.stderr);
    }
    // Another site's.
    let other = Site::plain();
    other.write("newsprint.yaml", "title: Other\nbase_url: https://digest.example/\n");
    other.write(ONE, article("Other", "Of another site."));
    other.built(&[]);
    fs::remove_dir_all(site.path().join(".newsprint")).expect("the caches");
    copy(&other.path().join(".newsprint/facts"), &site.path().join(".newsprint/facts"));
    assert_eq!(site.built(&[]), first);
}

#[test]
fn a_file_changed_with_its_time_kept_is_found() {
    let site = site();
    site.built(&[]);
    let file = site.path().join(ONE);
    let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("a time");
    site.write(ONE, article("Number 1", "Two body."));
    age(&file, time);
    site.built(&[]);
    assert_eq!(site.tree(), site.cold());
    assert!(site.page("2025/02/number-1/index.html").contains("Two body."));
}

#[test]
fn checked_out_anew_with_all_times_reset_nothing_is_made() {
    let site = site();
    let first = site.built(&[]);
    let files: Vec<PathBuf> = WalkDir::new(site.path())
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry.file_type().is_file() && !entry.path().components().any(|c| c.as_os_str() == ".newsprint")
        })
        .map(walkdir::DirEntry::into_path)
        .collect();
    for file in &files {
        let bytes = fs::read(file).expect("a file");
        fs::remove_file(file).expect("a file");
        fs::write(file, bytes).expect("a file");
        age(file, SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000));
    }
    let run = site.build(&["--explain"]);
    assert!(counts(&run.stderr).starts_with("0 written"), "{}", run.stderr);
    assert!(!run.stderr.contains("made "), "{}", run.stderr);
    assert_eq!(site.tree(), first);
}

#[test]
fn fresh_makes_everything_again() {
    let site = site();
    let first = site.built(&[]);
    let run = site.build(&["--fresh", "--explain"]);
    assert!(run.stderr.contains(": new"), "{}", run.stderr);
    assert!(counts(&run.stderr).starts_with("0 written"), "{}", run.stderr);
    assert_eq!(site.tree(), first);
}

#[test]
fn a_build_with_an_error_keeps_what_is_known() {
    let site = site();
    let first = site.built(&[]);
    site.write(ONE, "---\ntitle: [\n---\n");
    assert_eq!(site.build(&[]).code, 1);
    site.write(ONE, article("Number 1", "One body."));
    let run = site.build(&["--explain"]);
    assert!(counts(&run.stderr).starts_with("0 written") && !run.stderr.contains("made "), "{}", run.stderr);
    assert_eq!(site.tree(), first);
}

#[test]
fn explain_says_what_a_page_is_made_of() {
    let site = site();
    let explain = |path: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_newsprint"));
        command.args(["explain", path, "--now", crate::harness::NOW, "--root"]).arg(site.path());
        let output = command.output().expect("the program runs");
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
        )
    };
    for path in
        ["/2025/02/number-1/", "2025/02/number-1/index.html", ONE, "https://digest.example/2025/02/number-1/"]
    {
        let (code, text) = explain(path);
        assert_eq!(code, Some(0), "{path}: {text}");
        for part in [format!("body of {ONE}"), format!("card of {ONE}"), "template article.html".to_owned()] {
            assert!(text.contains(&part), "{path}: {part}\n{text}");
        }
    }
    let (code, text) = explain("/2025/02/number-9/");
    assert_eq!(code, Some(1));
    assert!(text.contains("did you mean /2025/02/number-"), "{text}");
    let (code, text) = explain(&ONE.replace("-number", "number"));
    assert_eq!(code, Some(1));
    assert!(text.contains("did you mean content/2025-02-"), "{text}");
    site.write(
        "content/2025-02-09-later.md",
        article("Later", "Text.").replace("---\ntitle", "---\ndraft: true\ntitle"),
    );
    let (code, text) = explain("content/2025-02-09-later.md");
    assert_eq!(code, Some(1));
    assert!(text.contains("it is held back, a draft"), "{text}");
    let (code, text) = explain("content/2025-02-09later.md");
    assert_eq!(code, Some(1));
    assert!(text.contains("did you mean content/2025-02-09-later.md"), "{text}");
}
