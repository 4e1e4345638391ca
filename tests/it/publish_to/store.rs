//! S3: the order of requests, their headers, failures, kills and races.

use std::collections::BTreeSet;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::server::{BUCKET, Fate, KEYS, Seen, Server};
use super::{MANIFEST, article, command, digest, published, refused, said, there};
use crate::harness::Site;

fn to(server: &Server, site: &Site, arguments: &[&str]) -> Command {
    let mut command = command(site, &[&["--to", &format!("s3://{BUCKET}")], arguments].concat());
    command
        .env("AWS_ENDPOINT_URL", &server.endpoint)
        .env("AWS_ACCESS_KEY_ID", KEYS.0)
        .env("AWS_SECRET_ACCESS_KEY", KEYS.1)
        .env("AWS_REGION", "us-east-1");
    command
}

fn publish(server: &Server, site: &Site) -> Output {
    to(server, site, &[]).output().expect("newsprint runs")
}

/// Keys of the site's files that were written.
fn puts(seen: &[Seen]) -> Vec<&Seen> {
    seen.iter().filter(|seen| seen.method == "PUT" && !seen.key.starts_with(MANIFEST)).collect()
}

#[test]
fn what_a_page_shows_is_there_before_it() {
    let (server, site) = (Server::new(), digest());
    published(&publish(&server, &site));
    assert_eq!(there(&server.folder()), site.tree());
    let seen = server.seen();
    let manifests = |seen: &Seen| seen.method == "PUT" && seen.key == MANIFEST;
    let first = seen.iter().position(manifests).expect("a claim");
    let writes = |seen: &&Seen| seen.method == "PUT";
    assert!(seen[..first].iter().find(writes).is_none(), "nothing is written before the claim");
    assert!(manifests(seen.iter().rfind(writes).expect("a write")), "the manifest is written at the end");

    let puts = puts(&seen);
    let rank = |seen: &Seen| match &*seen.key {
        "index.html" => 3,
        key if key.ends_with("feed.xml") || key == "sitemap.xml" || key == "robots.txt" => 4,
        key if key.starts_with("2025/02/") && key.len() > "2025/02/index.html".len() => 1,
        key if key.starts_with("topics/") && key.ends_with(".html") => 2,
        key if key.starts_with("theme/") || key.ends_with(".svg") => 0,
        _ => -1,
    };
    let ranks: Vec<i32> = puts.iter().map(|seen| rank(seen)).filter(|rank| *rank >= 0).collect();
    assert!(ranks.is_sorted() && BTreeSet::from_iter(&ranks).len() == 5, "{ranks:?}");

    let headers = |key: &str| {
        let seen = puts.iter().find(|seen| seen.key == key).unwrap_or_else(|| panic!("{key}"));
        (seen.media.as_str(), seen.cache.as_str())
    };
    let anew = "public, max-age=0, must-revalidate";
    assert_eq!(headers("index.html"), ("text/html; charset=utf-8", anew));
    assert_eq!(headers("feed.xml"), ("text/xml; charset=utf-8", anew));
    assert_eq!(headers("photo one.svg"), ("image/svg+xml; charset=utf-8", "public, max-age=3600"));
    let styles = puts.iter().find(|seen| seen.key.ends_with(".css")).expect("styles");
    assert_eq!(styles.cache, "public, max-age=31536000, immutable", "{}", styles.key);
}

#[test]
fn only_what_changed_goes_up_and_removals_come_last() {
    let (server, site) = (Server::new(), digest());
    published(&publish(&server, &site));
    std::fs::write(server.folder().join("theirs.txt"), "theirs").expect("an object");
    server.seen();
    let before = there(&server.folder());
    site.remove("content/2025-02-12-two.md");
    article(&site, "three", "Text.");
    published(&publish(&server, &site));
    let seen = server.seen();
    let mut expected = site.tree();
    for put in puts(&seen) {
        assert_ne!(before.get(&put.key), expected.get(&put.key), "{} has not changed", put.key);
    }
    let own = |seen: &&Seen| seen.key.starts_with(MANIFEST);
    let removal =
        seen.iter().position(|seen| seen.method != "PUT" && seen.method != "GET" && seen.method != "HEAD");
    let removal = removal.expect("a removal");
    assert!(seen[removal..].iter().filter(|seen| seen.method == "PUT").all(|seen| own(&seen)), "{seen:?}");
    expected.insert("theirs.txt".to_owned(), b"theirs".to_vec());
    assert_eq!(there(&server.folder()), expected);
    assert!(said(&publish(&server, &site)).contains("has all of it already"));
}

#[test]
fn a_variable_that_is_empty_says_nothing() {
    let (server, site) = (Server::new(), digest());
    let config = format!(
        "title: Test\nbase_url: https://digest.example/\npublish: {{endpoint: '{}', region: us-east-1}}\n",
        server.endpoint
    );
    site.write("newsprint.yaml", config);
    let mut command = to(&server, &site, &[]);
    for name in ["AWS_ENDPOINT_URL", "AWS_REGION", "AWS_SESSION_TOKEN", "AWS_PROFILE"] {
        command.env(name, "");
    }
    published(&command.output().expect("newsprint runs"));
    assert_eq!(there(&server.folder()), site.tree());
}

#[test]
fn what_stands_below_a_folder_of_the_bucket_stays_below_it() {
    let (server, site) = (Server::new(), digest());
    let mut command = command(&site, &["--to", &format!("s3://{BUCKET}/www/digest/")]);
    // The service may stand in the configuration; keys never do.
    let config = format!(
        "title: Test\nbase_url: https://digest.example/\npublish: {{endpoint: '{}', region: us-east-1}}\n",
        server.endpoint
    );
    site.write("newsprint.yaml", config);
    command.env("AWS_ACCESS_KEY_ID", KEYS.0).env("AWS_SECRET_ACCESS_KEY", KEYS.1);
    published(&command.output().expect("newsprint runs"));
    assert_eq!(there(&server.folder().join("www/digest")), site.tree());
}

#[test]
fn a_service_that_fails_now_and_then_is_asked_again() {
    let (server, site) = (Server::new(), digest());
    let count = AtomicUsize::new(0);
    server.rule(move |_| match count.fetch_add(1, Ordering::Relaxed) % 7 {
        2 => Fate::Refused(500),
        4 => Fate::Closed,
        6 => Fate::Lost,
        _ => Fate::Answered,
    });
    published(&publish(&server, &site));
    assert_eq!(there(&server.folder()), site.tree());
    server.seen();
}

#[test]
fn what_is_refused_is_said_and_the_rest_follows_later() {
    let (server, site) = (Server::new(), digest());
    server.rule(|seen| {
        if seen.key == "index.html" && seen.method == "PUT" { Fate::Refused(403) } else { Fate::Answered }
    });
    let output = publish(&server, &site);
    let said = refused(&output, 3);
    assert!(
        said.contains("s3:PutObject") && said.contains("publish again, and it goes on from there"),
        "{said}"
    );
    let first: BTreeSet<String> = puts(&server.seen()).iter().map(|seen| seen.key.clone()).collect();
    server.rule(|_| Fate::Answered);
    published(&publish(&server, &site));
    let seen = server.seen();
    for put in puts(&seen) {
        assert!(put.key == "index.html" || !first.contains(&put.key), "{} went up again", put.key);
    }
    assert_eq!(there(&server.folder()), site.tree());
}

/// Publishes, and kills it when its request number `at` comes in; whether it came that far.
fn killed_at(server: &Server, site: &Site, at: usize) -> bool {
    let held = server.when_held();
    let count = AtomicUsize::new(0);
    server
        .rule(move |_| if count.fetch_add(1, Ordering::Relaxed) >= at { Fate::Held } else { Fate::Answered });
    let mut command = to(server, site, &["--jobs", "3"]);
    let mut child = command.stderr(std::process::Stdio::null()).spawn().expect("newsprint runs");
    // It ends when its last request is answered: then nothing is held.
    let is_held = loop {
        match held.recv_timeout(std::time::Duration::from_millis(20)) {
            Ok(()) => break true,
            Err(_) if child.try_wait().expect("a child").is_some() => break held.try_recv().is_ok(),
            Err(_) => {}
        }
    };
    let _ = child.kill();
    child.wait().expect("a child");
    server.rule(|_| Fate::Answered);
    is_held
}

#[test]
fn a_kill_at_any_moment_leaves_a_site_and_the_next_goes_on() {
    let server = Server::new();
    let site = digest();
    // Enough for several parts of the journal.
    for number in 0..40 {
        article(&site, &format!("number-{number}"), "Text.");
    }
    published(&publish(&server, &site));
    let all = puts(&server.seen()).len();
    for (round, at) in [0, 1, 3, 8, 30, 75, 120, 150, 175, 190, 200].into_iter().enumerate() {
        // Nearly all pages are others, one is gone, one is new.
        site.write("newsprint.yaml", format!("title: Test {round}\nbase_url: https://digest.example/\n"));
        site.remove(&format!("content/2025-02-12-number-{round}.md"));
        article(&site, &format!("new-{round}"), "Text.");
        let was_killed = killed_at(&server, &site, at);
        let first = puts(&server.seen()).len();
        let output = publish(&server, &site);
        published(&output);
        let second = puts(&server.seen()).len();
        assert_eq!(there(&server.folder()), site.tree(), "killed at {at}");
        if was_killed && first > 80 {
            assert!(second < all - 60, "killed at {at} after {first} of {all}: {second} more");
        }
    }
}

#[test]
fn what_a_killed_transfer_has_removed_comes_back() {
    let (server, site) = (Server::new(), digest());
    site.write("static/two.txt", "of both");
    published(&publish(&server, &site));
    // It is killed at its second removal, when the first is done.
    let gone = "content/2025-02-12-two.md";
    let text = std::fs::read(site.path().join(gone)).expect("the article");
    site.remove(gone);
    site.remove("static/two.txt");
    let held = server.when_held();
    let removals = AtomicUsize::new(0);
    server.rule(move |seen| match &*seen.method {
        "DELETE" if removals.fetch_add(1, Ordering::Relaxed) >= 1 => Fate::Held,
        _ => Fate::Answered,
    });
    let mut command = to(&server, &site, &["--jobs", "1"]);
    let mut child = command.stderr(std::process::Stdio::null()).spawn().expect("newsprint runs");
    held.recv_timeout(std::time::Duration::from_secs(60)).expect("a second removal");
    child.kill().expect("a child");
    child.wait().expect("a child");
    server.rule(|_| Fate::Answered);
    site.write(gone, text);
    published(&publish(&server, &site));
    assert_eq!(there(&server.folder()), site.tree());
}

/// Writes another manifest, as somebody else would.
fn write_behind(bucket: &std::path::Path) {
    let manifest = bucket.join(MANIFEST);
    let text = std::fs::read_to_string(&manifest).expect("the manifest");
    std::fs::write(&manifest, text.replace("\"parts\":0", "\"parts\":1")).expect("a file");
    // The server keeps what it knows of objects beside the bucket: it looks at the file again.
    let root = bucket.parent().expect("its folder");
    let kept = std::fs::read_dir(root).expect("its folder").map(|entry| entry.expect("a file").path());
    kept.filter(|file| file.is_file()).for_each(|file| std::fs::remove_file(file).expect("a file"));
}

#[test]
fn who_comes_second_is_told() {
    let (server, site) = (Server::new(), digest());
    published(&publish(&server, &site));
    for when in ["index.html", MANIFEST] {
        site.write("newsprint.yaml", format!("title: Test {when}\nbase_url: https://digest.example/\n"));
        let (theirs, mut was) = (server.folder(), 0);
        let mine = when.to_owned();
        server.rule(move |seen| {
            // In the moment before the request is carried out, theirs is there.
            if seen.method == "PUT" && seen.key == mine {
                was += 1;
                if was == 1 {
                    write_behind(&theirs);
                }
            }
            Fate::Answered
        });
        let output = publish(&server, &site);
        let said = said(&output);
        assert!(said.contains("somebody else has published there in this moment"), "{when}: {said}");
        assert_eq!(output.status.code(), Some(if when == MANIFEST { 1 } else { 3 }), "{said}");
        server.rule(|_| Fate::Answered);
        published(&to(&server, &site, &["--force"]).output().expect("newsprint runs"));
        assert_eq!(there(&server.folder()), site.tree());
        server.seen();
    }
}

#[test]
fn what_is_wrong_with_the_way_there_is_said() {
    let (server, site) = (Server::new(), digest());
    let try_it = |set: &[(&str, &str)], bucket: &str, parts: &[&str]| {
        let mut command = command(&site, &["--to", &format!("s3://{bucket}")]);
        command
            .env("AWS_ENDPOINT_URL", &server.endpoint)
            .env("AWS_ACCESS_KEY_ID", KEYS.0)
            .env("AWS_SECRET_ACCESS_KEY", KEYS.1)
            .env("AWS_REGION", "us-east-1");
        for (name, value) in set {
            match *value {
                "" => command.env_remove(name),
                value => command.env(name, value),
            };
        }
        let said = refused(&command.output().expect("newsprint runs"), 1);
        for part in parts {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains(KEYS.1), "{said}");
    };
    try_it(&[], "other-bucket", &["nothing was published to s3://other-bucket", "there is no such bucket"]);
    try_it(&[("AWS_SECRET_ACCESS_KEY", "wrong")], BUCKET, &["does not know these keys"]);
    try_it(&[("AWS_ENDPOINT_URL", "http://127.0.0.1:1")], BUCKET, &["Connection refused"]);
    let home = tempfile::tempdir().expect("a folder");
    let home_path = home.path().to_string_lossy().into_owned();
    let nowhere = [
        ("AWS_ACCESS_KEY_ID", ""),
        ("AWS_SECRET_ACCESS_KEY", ""),
        ("AWS_METADATA_ENDPOINT", "http://127.0.0.1:1"),
        ("HOME", &*home_path),
    ];
    try_it(&nowhere, BUCKET, &["there are no keys", "AWS_ACCESS_KEY_ID"]);
    // Profiles are not read, and what helps is said.
    let export = r#"`eval "$(aws configure export-credentials --format env)"`"#;
    let named = [&nowhere[..], &[("AWS_PROFILE", "desk")]].concat();
    try_it(&named, BUCKET, &["AWS_PROFILE names a profile, and profiles are not read", export]);
    std::fs::create_dir(home.path().join(".aws")).expect("a folder");
    std::fs::write(
        home.path().join(".aws/credentials"),
        "[default]\naws_secret_access_key = secret-of-a-profile\n",
    )
    .expect("a file");
    try_it(&nowhere, BUCKET, &["there are no keys", "those of profiles in ~/.aws are not read", export]);
    assert!(!site.path().join("public").exists(), "before anything is built");
}
