//! The server when something is not as it should be for a while: links, what cannot be read, a start with nothing to show.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use crate::harness::Site;
use crate::other_user::{OtherUser, chmod};
use crate::serve_command::Server;

const ONE: &str = "content/2025-02-01-one.md";
const PAGE: &str = "/2025/02/one/";

fn article(text: &str) -> String {
    format!("---\ntitle: One\nauthors: [Ann]\nsources: [{{name: O}}]\n---\n{text}\n\n![P](beside.txt)\n")
}

fn serve(root: &Path, arguments: &[&str]) -> Server {
    Server::of(Command::new(env!("CARGO_BIN_EXE_newsprint")), root, arguments)
}

#[test]
fn what_links_at_the_root_lead_to_is_watched() {
    for arguments in [&["--port", "0"][..], &["--port", "0", "--poll"][..]] {
        let site = Site::with(&[]);
        let write = |path: &str, text: &str| site.write(path, text);
        write("desk/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nFirst text.\n");
        write("shared/static/a.txt", "First file.");
        write("shared/site.yaml", "title: First name\nbase_url: https://digest.example/\n");
        write("shared/tests/page.html", "");
        symlink("desk", site.path().join("content")).expect("a link");
        symlink("shared/static", site.path().join("static")).expect("a link");
        site.remove("newsprint.yaml");
        symlink("shared/site.yaml", site.path().join("newsprint.yaml")).expect("a link");
        let outside = tempfile::tempdir().expect("a folder");
        let root = outside.path().join("site");
        symlink(site.path(), &root).expect("a link");

        let server = serve(&root, arguments);
        server.shows(PAGE, "First text.");
        write("desk/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nSecond text.\n");
        server.shows(PAGE, "Second text.");
        write("desk/2025-02-02-two.md", "---\ntitle: Two\nsources: [O]\n---\nOf two.\n");
        server.shows("/2025/02/two/", "Of two.");
        server.shows(PAGE, "Second text.");
        write("shared/static/a.txt", "Second file.");
        server.shows("/a.txt", "Second file.");
        write("shared/site.yaml", "title: Second name\nbase_url: https://digest.example/\n");
        server.shows("/feed.xml", "Second name");

        // Another folder takes the place: by another link, and by its name.
        write("other/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nOther text.\n");
        symlink("other", site.path().join("next")).expect("a link");
        std::fs::rename(site.path().join("next"), site.path().join("content")).expect("a link of ours");
        server.shows(PAGE, "Other text.");
        write("other/2025-02-01-one.md", "---\ntitle: One\nsources: [O]\n---\nChanged there.\n");
        server.shows(PAGE, "Changed there.");
        std::fs::rename(site.path().join("other"), site.path().join("away")).expect("a folder of ours");
        server.says("the link leads nowhere");
        server.shows(PAGE, "Changed there.");
        std::fs::rename(site.path().join("desk"), site.path().join("other")).expect("a folder of ours");
        server.shows(PAGE, "Second text.");
    }
}

#[test]
fn what_cannot_be_read_for_a_while_stays_as_it_was_and_is_tried_again() {
    let user = OtherUser::new();
    let site = Site::with(&[(ONE, &article("First text.")), ("content/beside.txt", "First file.")]);
    site.write("content/authors.yaml", "- {name: Ann, role: First role}\n");
    site.write(
        "templates/article.html",
        "{{ page.head }} first {{ article.content }} {% for author in article.authors %}{{ author.role }}{% endfor %}",
    );
    OtherUser::share(&site);
    let server = Server::of(user.command(), site.path(), &["--port", "0"]);
    server.shows(PAGE, "First text.");
    server.shows(PAGE, "First role");
    server.shows("/2025/02/one/beside.txt", "First file.");
    let replace = |path: &str, text: &str| {
        let file = site.path().join(path);
        site.write("waiting", text);
        chmod(&site.path().join("waiting"), 0);
        std::fs::rename(site.path().join("waiting"), &file).expect("a file of ours");
    };
    let yaml = "title: Gazette\nbase_url: https://digest.example/\n";
    let template = "{{ page.head }} second {{ article.content }} {% for author in article.authors %}{{ author.role }}{% endfor %}";
    for (path, text, at, before, after) in [
        ("newsprint.yaml", yaml, "/feed.xml", "<title>Test", "<title>Gazette"),
        (ONE, &article("Second text."), PAGE, "First text.", "Second text."),
        ("content/beside.txt", "Second file.", "/2025/02/one/beside.txt", "First file.", "Second file."),
        ("content/authors.yaml", "- {name: Ann, role: Second role}\n", PAGE, "First role", "Second role"),
        ("templates/article.html", template, PAGE, " first ", " second "),
    ] {
        replace(path, text);
        server.says("error[unreadable]");
        assert!(server.get(at).contains(before), "{path}: the last good version");
        chmod(&site.path().join(path), 0o644);
        server.shows(at, after);
    }

    // A whole folder.
    site.write("content/desk/2025-02-03-three.md", "---\ntitle: Three\nsources: [O]\n---\nOf three.\n");
    server.shows("/2025/02/three/", "Of three.");
    chmod(&site.path().join("content/desk"), 0);
    server.says("error[unreadable]");
    server.shows("/2025/02/three/", "Of three.");
    site.write("content/desk/2025-02-04-four.md", "---\ntitle: Four\nsources: [O]\n---\nOf four.\n");
    chmod(&site.path().join("content/desk"), 0o755);
    server.shows("/2025/02/four/", "Of four.");
    site.write("content/desk/2025-02-04-four.md", "---\ntitle: Four\nsources: [O]\n---\nChanged.\n");
    server.shows("/2025/02/four/", "Changed.");
}

#[test]
fn it_starts_with_nothing_to_show_and_goes_on_when_that_is_mended() {
    for (path, broken, mended) in [
        ("newsprint.yaml", "title: [\n", "title: Test\nbase_url: https://digest.example/repo/\n"),
        ("templates/article.html", "{% if %}", "{{ page.head }} {{ article.content }}"),
    ] {
        let site = Site::with(&[(ONE, &article("First text.")), ("content/beside.txt", "A file.")]);
        site.write(path, broken);
        let server = serve(site.path(), &["--port", "0"]);
        let waiting = server.get(PAGE);
        assert!(waiting.starts_with("HTTP/1.1 503"), "{waiting}");
        assert!(waiting.contains(path) && waiting.contains("client.js"), "{waiting}");
        assert!(server.get("/__newsprint/").contains(path));
        // An edit of another file mends nothing.
        site.write(ONE, article("Second text."));
        site.write(path, mended);
        let base = if path == "newsprint.yaml" { "/repo" } else { "" };
        server.shows(&format!("{base}{PAGE}"), "Second text.");
        server.says("All errors are mended");
    }
}
