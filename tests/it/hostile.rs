//! No file makes the program panic, hang or write where it should not.

use proptest::prelude::*;

use crate::harness::Site;

/// Builds; whatever is wrong, it ends with one of the exit codes that are documented.
fn survives(site: &Site) -> String {
    let run = site.build(&[]);
    assert!([0, 1].contains(&run.code), "exit code {}\n{}", run.code, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    run.stderr
}

#[test]
fn hostile_files_get_an_error_with_their_name() {
    let nested = format!("---\ntitle: {}\n---\n", "[".repeat(20_000));
    let bomb = format!(
        "---\na: &a [x,x,x,x,x,x,x,x,x]\n{}title: t\n---\n",
        ('b'..='z')
            .map(|c| format!("{c}: &{c} [{}]\n", vec![format!("*{}", (c as u8 - 1) as char); 9].join(",")))
            .collect::<String>()
    );
    let cases: [(&str, Vec<u8>); 8] = [
        ("2025-01-01-nested.md", nested.into_bytes()),
        ("2025-01-02-bomb.md", bomb.into_bytes()),
        ("2025-01-03-not-utf8.md", b"---\ntitle: \xff\xfe\n---\n".to_vec()),
        ("2025-01-04-unclosed.md", b"---\ntitle: x\n".to_vec()),
        ("2025-01-05-nul.md", b"---\ntitle: \"a\\0b\"\n---\n".to_vec()),
        ("2025-01-06-up.md", b"---\ntitle: x\nurl: /../../etc/passwd\n---\n".to_vec()),
        ("2025-01-07-alias.md", b"---\ntitle: x\naliases: [\"/../../evil.html\"]\n---\n".to_vec()),
        ("2025-01-08-picture.md", b"---\ntitle: x\n---\n![a](../../../../../etc/passwd)\n".to_vec()),
    ];
    for (name, bytes) in cases {
        let site = Site::with(&[]);
        site.write(&format!("content/{name}"), bytes);
        let run = site.build(&[]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("content/{name}")), "{name}: {}", run.stderr);
        assert!(!site.path().join("public").exists() || site.tree().is_empty(), "{name}");
    }
}

#[test]
fn deep_markdown_neither_hangs_nor_overflows() {
    for body in [
        "> ".repeat(50_000),
        "[".repeat(50_000),
        "*a ".repeat(50_000),
        "- ".repeat(20_000),
        "![".repeat(50_000),
    ] {
        let site = Site::with(&[]);
        site.write("content/2025-01-01-deep.md", format!("---\ntitle: Deep\n---\n{body}\n"));
        survives(&site);
    }
}

#[test]
fn what_editors_paste_cannot_run_in_a_readers_browser() {
    let site = Site::with(&[]);
    let body = "<script>alert(1)</script>\n\n<img src=//x onerror=alert(1)>\n\n<p onclick=\"x()\">text</p>\n\n\
                ## Heading {onclick=alert(1) .fine}\n\n<iframe src=\"//x\"></iframe>\n\n\
                <figure data-player=\"javascript:x\"><a>x</a></figure>\n\n<figure id=\"theme-player-0\"></figure>\n\n\
                https://www.youtube.com/watch?v=\"onload=x()\n\n[\"><script>](https://vimeo.com/1?\"onload=x)\n";
    site.write(
        "content/2025-01-01-a.md",
        format!(
            "---\ntitle: <b>Bold</b> & \"quoted\"\nsummary: <script>s</script>\ntags: [\"<i>\"]\n---\n{body}"
        ),
    );
    survives(&site);
    assert!(!site.tree().is_empty(), "what is taken out is a warning");
    for (path, bytes) in site.tree().iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes).to_lowercase();
        // The program's own script is data; nothing in it can end it.
        let own = html.split_once("<script type=\"application/ld+json\">{").and_then(|(before, rest)| {
            let (data, after) = rest.split_once("</script>")?;
            assert!(!data.contains(['<', '>', '&']), "{path}: {data}");
            Some(format!("{before}{after}"))
        });
        let html = own.unwrap_or(html);
        for forbidden in ["<script", "onerror", "onclick", "javascript:", "<iframe", "<b>bold"] {
            assert!(!html.contains(forbidden), "{path} holds {forbidden}");
        }
    }
    let feed = site.page("feed.xml").to_lowercase();
    assert!(!feed.contains("<script>alert") && !feed.contains("onerror"), "{feed}");

    for link in
        ["[x](javascript:alert(1))", "[x](JaVa&#x53;cript:alert(1))", "<a href=\"javascript:alert(1)\">x</a>"]
    {
        site.write("content/2025-01-02-b.md", format!("---\ntitle: B\n---\n{link}\n"));
        assert!(survives(&site).contains("warning[link-scheme]"), "{link}");
        for (path, bytes) in site.tree() {
            assert!(!String::from_utf8_lossy(&bytes).to_lowercase().contains("alert(1)\""), "{path}: {link}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any bytes in any place that is read.
    #[test]
    fn any_bytes_anywhere(bytes in proptest::collection::vec(any::<u8>(), 0..400), yaml in "[\\PC\\n]{0,200}", place in 0..8_usize) {
        let site = Site::with(&[("content/2025-02-01-one.md", "---\ntitle: One\n---\nText.\n")]);
        let path = ["content/2025-01-01-a.md", "content/tags.yaml", "newsprint.yaml", "templates/article.html",
                    "data/x.csv", "data/x.json", "i18n/en.yaml", "content/topics/x.md"][place];
        site.write(path, &bytes);
        survives(&site);
        site.write(path, format!("---\n{yaml}\n---\n{yaml}"));
        survives(&site);
        site.write(path, &yaml);
        survives(&site);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_an_error_that_names_it_from_the_root() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::with(&[("content/a.png", "x")]);
    std::fs::write(site.path().join("content").join(std::ffi::OsStr::from_bytes(b"caf\xe9.md")), "x")
        .expect("a file");
    let run = site.build(&["--format", "json"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("\"path\":\"content/caf\u{fffd}.md\""), "{}", run.stderr);
    assert!(run.stderr.contains("rename it"), "{}", run.stderr);
}
