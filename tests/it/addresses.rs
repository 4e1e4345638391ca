//! Addresses as they are printed, in every place, and as they are served: one form, decoded once; names of files in either
//! Unicode form; places that are kept for somebody.

use crate::harness::{Run, Site};
use crate::serving::Serving;

/// `й` and `é` in one character and in two.
const COMPOSED: &str = "caf\u{e9}-\u{439}";
const DECOMPOSED: &str = "cafe\u{301}-\u{438}\u{306}";
const ENCODED: &str = "caf%C3%A9-%D0%B9";
/// A GIF of one pixel.
const PIXEL: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

fn errors(run: &Run, code: &str) -> usize {
    run.stderr.matches(&format!("error[{code}]")).count()
}

#[test]
fn a_file_is_found_by_its_name_in_either_form() {
    for (on_disk, written) in [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED), (DECOMPOSED, DECOMPOSED)] {
        let encoded = percent(written);
        let site = Site::with(&[
            (
                &format!("content/2025-02-11-{on_disk}.md"),
                "---\ntitle: Other\n---\n## Part {#ч\u{438}\u{306}}\n",
            ),
            (
                "content/2025-02-12-one.md",
                &format!(
                    "---\ntitle: One\nimage: {{src: {written}.gif, alt: A}}\ntags: [{written}, {on_disk}]\n---\n\
                     [day](2025-02-11-{written}.md) [name](<{written}.md#ч\u{439}>) ![beside](./{encoded}.gif) \
                     ![above](/{written}.gif) [file]({encoded}.txt) <img src=\"{written}.gif\" alt=\"\">\n"
                ),
            ),
            (&format!("content/{on_disk}.txt"), "words"),
            (
                "newsprint.yaml",
                &format!("title: T\nbase_url: https://digest.example/\nlogo: /{written}.gif\n"),
            ),
            (&format!("data/{on_disk}.yaml"), "- word from data"),
            (
                "templates/page.html",
                &format!(
                    "{{{{ page.head }}}}{{{{ data(name=\"{written}\") | first }}}} {{{{ asset(path=\"{written}.gif\") }}}}"
                ),
            ),
            ("content/pages/about.md", "---\ntitle: About\n---\nText.\n"),
        ]);
        site.write(&format!("content/{on_disk}.gif"), PIXEL);
        site.write(&format!("static/{on_disk}.gif"), PIXEL);
        let tree = site.built(&[]);
        for path in ["", "2025/02/one/"] {
            assert!(tree.contains_key(&format!("{path}{COMPOSED}.gif")), "{:?}", tree.keys());
        }
        assert!(tree.contains_key(&format!("2025/02/one/{COMPOSED}.txt")), "{:?}", tree.keys());
        assert!(tree.keys().all(|path| !path.contains(['\u{301}', '\u{306}'])), "{:?}", tree.keys());
        assert_eq!(
            tree.keys().filter(|path| path.starts_with("tags/") && path.ends_with(".html")).count(),
            2
        );
        let page = site.page("2025/02/one/index.html");
        for part in [
            "href=\"/2025/02/cafe-y/\"".to_owned(),
            "href=\"/2025/02/cafe-y/#%D1%87%D0%B9\"".to_owned(),
            format!("src=\"/2025/02/one/{ENCODED}.gif\""),
            format!("src=\"/{ENCODED}.gif\""),
            format!("href=\"/2025/02/one/{ENCODED}.txt\""),
            format!("image /2025/02/one/{ENCODED}.gif 1x1"),
        ] {
            assert!(page.contains(&part), "{part}\n{page}");
        }
        assert!(site.page("2025/02/cafe-y/index.html").contains("id=\"ч\u{439}\""));
        let about = site.page("about/index.html");
        assert!(about.contains(&format!("word from data /{ENCODED}.gif")), "{about}");
    }
}

fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte.is_ascii_alphanumeric() || byte == b'-' {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02x}"),
    };
    text.bytes().map(byte).collect()
}

#[test]
fn two_files_that_differ_in_form_alone_clash() {
    for (folder, ending) in [("static", "gif"), ("content", "gif"), ("content", "md")] {
        let site = Site::with(&[("content/2025-02-12-a.md", "---\ntitle: A\n---\nText.\n")]);
        for name in [COMPOSED, DECOMPOSED] {
            site.write(
                &format!("{folder}/2025-02-11-{name}.{ending}"),
                if ending == "md" { b"---\ntitle: B\n---\nText.\n" } else { PIXEL },
            );
        }
        // A file system that keeps no two forms apart has one file, and nothing clashes.
        if std::fs::read_dir(site.path().join(folder)).expect("a folder").count() < 2 {
            return;
        }
        let run = site.build(&[]);
        assert!(errors(&run, "path-clash") > 0, "{folder} {ending}: {}", run.stderr);
    }
}

#[test]
fn other_capitals_are_said() {
    let site = Site::with(&[(
        "content/2025-02-12-a.md",
        "---\ntitle: A\n---\n![A](MAP.GIF) [b](2025-02-11-LONGER-NAME.md)\n",
    )]);
    site.write("content/map.gif", PIXEL);
    site.write("content/2025-02-11-longer-name.md", "---\ntitle: B\n---\nText.\n");
    let run = site.build(&[]);
    for hint in ["did you mean `map.gif`?", "did you mean `2025-02-11-longer-name.md`?"] {
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
}

/// Addresses as editors write them, with the file that is made.
const WRITTEN: [(&str, &str); 9] = [
    ("/новини/дня/", "новини/дня/index.html"),
    ("/%D0%BA%D0%B8%D1%97%D0%B2/", "київ/index.html"),
    ("/two words/", "two words/index.html"),
    ("/three%20more%20words.html", "three more words.html"),
    ("/100%25/", "100%/index.html"),
    ("/a%2541/", "a%41/index.html"),
    ("/a+b&c/", "a+b&c/index.html"),
    ("/c%23/", "c#/index.html"),
    ("/[x]^`~/", "[x]^`~/index.html"),
];

#[test]
fn sitemap_feed_canonical_and_server_agree() {
    let site = Site::with(&[]);
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/r%C3%A9po/\nfeeds: {formats: [rss, atom, json], paths: {'/стрічка%2B.xml': /feed.xml}}\n\
         menu: [{name: Kyiv, url: '/%D0%BA%D0%B8%D1%97%D0%B2/'}, {name: Words, url: /two words/}]\n\
         permalinks: {tag: '/теґи/{slug}/'}\n",
    );
    for (number, (url, _)) in WRITTEN.iter().enumerate() {
        site.write(
            &format!("content/2025-02-{:02}-n{number}.md", number + 1),
            format!("---\ntitle: N{number}\nurl: '{url}'\naliases: ['/old{url}']\ntags: [x]\n---\nText.\n"),
        );
    }
    let tree = site.built(&[]);
    for (url, file) in WRITTEN {
        assert!(tree.contains_key(file), "{url}: {:?}", tree.keys());
        assert!(tree.contains_key(&format!("old/{file}")), "{url}: {:?}", tree.keys());
    }
    assert!(tree.contains_key("стрічка+.xml") && tree.contains_key("теґи/x/index.html"));

    let sitemap = site.page("sitemap.xml");
    let locations: Vec<String> =
        between(&sitemap, "<loc>", "</loc>").into_iter().map(|url| url.replace("&amp;", "&")).collect();
    let feed: serde_json::Value = serde_json::from_str(&site.page("feed.json")).expect("JSON");
    let items = feed["items"].as_array().expect("items");
    assert_eq!(items.len(), WRITTEN.len());
    let atom = site.page("atom.xml").replace("&amp;", "&");
    let mut printed: Vec<String> = locations.clone();
    for item in items {
        let url = item["url"].as_str().expect("an address").to_owned();
        assert!(locations.contains(&url), "{url}: {locations:?}");
        assert!(atom.contains(&format!("href=\"{url}\"")), "{url}: {atom}");
        let number: usize = item["title"].as_str().expect("a title")[1..].parse().expect("a number");
        let page = String::from_utf8_lossy(&tree[WRITTEN[number].1]).replace("&amp;", "&");
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{url}\">")), "{url}: {page}");
        assert!(page.contains(&format!("<meta property=\"og:url\" content=\"{url}\">")), "{url}");
        printed.push(url);
    }
    let home = site.page("index.html").replace("&amp;", "&");
    printed.extend(between(&home, "href=\"", "\"").into_iter().filter(|url| url.starts_with("/r")));
    let redirect = String::from_utf8_lossy(&tree["old/київ/index.html"]).into_owned();
    assert!(redirect.contains("https://digest.example/r%C3%A9po/%D0%BA%D0%B8%D1%97%D0%B2/"), "{redirect}");
    printed.push("/r%C3%A9po/%D1%81%D1%82%D1%80%D1%96%D1%87%D0%BA%D0%B0+.xml".to_owned());

    let serving = Serving::start(site);
    for url in printed {
        let target = url.strip_prefix("https://digest.example").unwrap_or(&url);
        assert!(target.is_ascii() && target.starts_with("/r%C3%A9po/"), "{target}");
        assert_eq!(serving.get(target).status, 200, "{target}");
    }
}

fn between(text: &str, start: &str, end: &str) -> Vec<String> {
    let parts = text.split(start).skip(1);
    parts.filter_map(|part| Some(part.split_once(end)?.0.to_owned())).collect()
}

#[test]
fn an_address_that_cannot_be_decoded_is_an_error_at_its_place() {
    for path in ["/a%2fb/", "/a%00/", "/a%zz/", "/100%/", "/%2e%2e/b/", "/a%5Cb/", "/%ff/", "/a%0ab/"] {
        let site = Site::with(&[(
            "content/2025-02-12-a.md",
            &format!("---\ntitle: A\nurl: \"{path}\"\naliases: [\"/x/\", \"{path}\"]\n---\nText.\n"),
        )]);
        let run = site.build(&[]);
        assert_eq!(errors(&run, "invalid-path"), 2, "{path}: {}", run.stderr);
        assert!(run.stderr.contains("content/2025-02-12-a.md:3:6"), "{path}: {}", run.stderr);
        site.remove("content/2025-02-12-a.md");
        for (line, code) in [
            (format!("feeds: {{paths: {{\"{path}\": /feed.xml}}}}"), "invalid-path"),
            (format!("feeds: {{paths: {{/old.xml: \"{path}\"}}}}"), "invalid-path"),
            (format!("menu: [{{name: A, url: \"{path}\"}}]"), "invalid-url"),
            (format!("permalinks: {{tag: \"{path}{{slug}}/\"}}"), "invalid-permalink"),
            (format!("policies: {{ethics: \"{path}\"}}"), "invalid-url"),
        ] {
            site.write("newsprint.yaml", format!("title: T\nbase_url: https://digest.example/\n{line}\n"));
            let run = site.build(&[]);
            assert_eq!(errors(&run, code), 1, "{line}: {}", run.stderr);
        }
    }
}

#[test]
fn places_that_are_kept_for_somebody_are_refused() {
    for path in [
        "/.git/config", "/x/.git/hooks/", "/.htaccess", "/.well-known/security.txt", "/.newsprint-owned",
        "/.newsprint-tmp/x", "/.nojekyll", "/CNAME", "/cname/", "/_headers", "/_redirects", "/__newsprint/",
        "/%2Egit/",
    ] {
        let site = Site::with(&[(
            "content/2025-02-12-a.md",
            &format!("---\ntitle: A\nurl: {path}\naliases: {path}\n---\nText.\n"),
        )]);
        site.write(
            "newsprint.yaml",
            format!(
                "title: T\nbase_url: https://digest.example/\nfeeds: {{paths: {{'{path}': /feed.xml}}}}\n"
            ),
        );
        // What is wrong in the configuration comes before what is wrong in texts.
        for count in [1, 2] {
            let run = site.build(&[]);
            assert_eq!(errors(&run, "invalid-path"), count, "{path}: {}", run.stderr);
            assert!(run.stderr.contains("is kept for"), "{path}: {}", run.stderr);
            site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\n");
        }
    }
    for (file, front) in
        [("pages/cname.md", ""), ("pages/a.md", "slug: CNAME\n"), ("2025-02-12-a.md", "slug: con\n")]
    {
        let site =
            Site::with(&[(&format!("content/{file}"), &format!("---\ntitle: A\n{front}---\nText.\n"))]);
        assert_eq!(errors(&site.build(&[]), "path"), 1, "{file}");
    }
    for url in ["/con/", "/a/nul.html", "/a./", "/a /", "/index.html", "/INDEX.html"] {
        let site = Site::with(&[(
            "content/2025-02-12-a.md",
            &format!("---\ntitle: A\nurl: \"{url}\"\n---\nText.\n"),
        )]);
        assert_ne!(site.build(&[]).code, 0, "{url}");
    }
}

#[test]
fn a_leading_picture_is_printed_as_an_address_everywhere() {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        "title: T\nbase_url: https://digest.example/\nfeeds: {formats: [rss, atom, json]}\n",
    );
    site.write("static/f g[1].gif", PIXEL);
    site.write(
        "content/2025-02-12-a.md",
        "---\ntitle: A\nimage: {src: '/f g[1].gif', alt: A}\nsources:\n- {name: W, url: 'https://wire.example/[a]{b}|c^`%zz'}\n---\nText.\n",
    );
    let tree = site.built(&[]);
    for path in ["2025/02/a/index.html", "index.html", "feed.xml", "atom.xml", "feed.json"] {
        let text = String::from_utf8_lossy(&tree[path]).into_owned();
        assert!(text.contains("f%20g%5B1%5D.gif"), "{path}: {text}");
        assert!(!text.contains("f g["), "{path}: {text}");
        assert!(!text.contains("/[a]"), "{path}: {text}");
        if path != "index.html" {
            assert!(text.contains("https://wire.example/%5Ba%5D%7Bb%7D%7Cc%5E%60%25zz"), "{path}: {text}");
        }
    }
}

/// A tag that is named like a topic has the topic's address: what an edition says of the page is said on it all the same.
#[test]
fn an_edition_that_links_to_a_topic_is_named_on_its_page() {
    let site = Site::with(&[
        ("content/topics/war.md", "---\ntitle: War\n---\n\nWhat it is.\n"),
        ("content/2025-02-03-a.md", "---\ntitle: A\ntags: [War]\nsources: [Wire]\n---\n\nWords.\n"),
        (
            "content/editions/2025-02-07.md",
            "---\ntitle: Seven days\n---\n\n## Background\n\nSee [what it is](../topics/war.md) for more.\n",
        ),
    ]);
    site.built(&[]);
    assert!(site.page("topics/war/index.html").contains("Seven days"), "the topic's page names the edition");
}
