//! Files that are made to take forever, or all the memory, end soon, and the others are imported.

use std::time::{Duration, Instant};

use super::{import, text};
use crate::harness::Site;

/// The time that an import may take: a file has ten seconds, and tests run beside each other in a program that is not optimised.
const MOST: Duration = Duration::from_secs(90);

#[track_caller]
fn ends(from: &str, files: &[(&str, String)], code: i32) -> (Site, String) {
    let (old, site) = (Site::bare(), Site::with(&[]));
    files.iter().for_each(|(path, text)| old.write(path, text));
    let start = Instant::now();
    let run = import(&site, from, &old, "", &[]);
    assert!(start.elapsed() < MOST, "{:?}", start.elapsed());
    assert_eq!(run.code, code, "{}", run.stderr);
    (site, run.stderr)
}

#[test]
fn front_matter() {
    let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
    for (one, two) in ('a'..='o').zip('b'..='p') {
        bomb += &format!("{two}: &{two} [{}]\n", vec![format!("*{one}"); 9].join(","));
    }
    let chain: String = (0..8000).map(|n| format!("a{}: &a{} [*a{n}]\n", n + 1, n + 1)).collect();
    let heads = [
        bomb,
        format!("a0: &a0 [x]\n{chain}"),
        format!("a: {}\n", "[".repeat(100_000)),
        format!("a: {}{}\n", "{a: ".repeat(1000), "}".repeat(1000)),
        (0..20_000).map(|n| format!("k{n}: {n}\n")).collect(),
        "a: x\n".repeat(40_000),
        format!("aliases: [{}]\n", (0..20_000).map(|n| format!("/{n}/")).collect::<Vec<_>>().join(", ")),
    ];
    let mut files: Vec<(String, String)> = heads
        .into_iter()
        .enumerate()
        .map(|(n, head)| {
            (format!("_posts/2020-01-0{}-x.md", n + 1), format!("---\n{head}title: X\n---\nText.\n"))
        })
        .collect();
    files.push(("_posts/2020-02-03-good.md".to_owned(), "---\ntitle: Good\n---\nText.\n".to_owned()));
    files.push(("_data/bomb.yml".to_owned(), format!("a0: &a0 [x]\n{}", "b: *a0\n".repeat(200_000))));
    let deep = format!("{{\"a\": {}}}", "[".repeat(200_000));
    files.push(("_data/deep.json".to_owned(), deep));
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (&**path, text.clone())).collect();
    let (site, _) = ends("jekyll", &files, 3);
    assert!(text(&site, "content/2020-02-03-good.md").contains("Good"));
}

#[test]
fn front_matter_in_toml_and_json() {
    let dots = vec!["a"; 50_000].join(".");
    let head = |head: &str| format!("+++\n{head}\n+++\nText.\n");
    let files = [
        ("hugo.toml", "baseURL = 'https://old.example/'\n".to_owned()),
        ("content/a.md", head(&format!("{dots} = 1"))),
        ("content/b.md", head(&format!("[{dots}]"))),
        ("content/c.md", head(&format!("a = {}", "[".repeat(100_000)))),
        ("content/d.md", format!("{{\"a\": {}\n", "[".repeat(200_000))),
        ("content/e.md", format!("{{\"title\": \"E\", \"a\": [{}1]}}\nText.\n", "1,".repeat(1_000_000))),
        ("content/good.md", head("title = 'Good'")),
    ];
    let (site, said) = ends("hugo", &files, 3);
    assert!(text(&site, "content/pages/good.md").contains("Good"));
    assert!(said.contains("front matter in JSON that cannot be read"), "{said}");
}

#[test]
fn feeds_and_exports() {
    let feed = |item: &str| {
        format!(
            "<rss version=\"2.0\" xmlns:x=\"x\"><channel><title>T</title><link>https://t.example/</link><description>d</description>{item}</channel></rss>"
        )
    };
    let deep = format!("<item>{}{}</item>", "<x:a>".repeat(100_000), "</x:a>".repeat(100_000));
    let wide: String = (0..100_000).map(|n| format!(" a{n}=\"x\"")).collect();
    for text in
        [feed(&deep), feed(&format!("<item{wide}></item>")), feed(&format!("<item><x:a{wide}/></item>"))]
    {
        ends("rss", &[("feed.xml", text)], 2);
    }
    let deep =
        format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title>{}", "<a>".repeat(100_000));
    ends("rss", &[("feed.xml", deep)], 2);
    ends("rss", &[("feed.json", format!("{{\"items\": {}", "[".repeat(500_000)))], 2);
    ends("ghost", &[("export.json", format!("{{\"db\": {}", "[".repeat(500_000)))], 2);
    let line = format!(
        "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><title>{}</title><wp:status>publish</wp:status>",
        "&amp;a ".repeat(4_000_000)
    );
    ends("wordpress", &[("export.xml", line)], 1);
}

#[test]
fn settings_of_pelican() {
    let nested = format!(
        "A = {}\nB = {}\nC = {}\n",
        "[".repeat(100_000),
        "{'a':".repeat(100_000),
        "dict(a=".repeat(100_000)
    );
    let doubled = format!("A = ['a']\n{}", "A = A + A\n".repeat(80));
    for settings in [nested, doubled, "A = 'x' + \\\n".repeat(100_000)] {
        let text = "Title: A\nDate: 2020-02-03\n\nText.\n".to_owned();
        ends("pelican", &[("pelicanconf.py", settings), ("content/a.md", text)], 0);
    }
}
