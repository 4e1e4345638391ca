//! What pages say of themselves to machines: JSON-LD in the words of schema.org, and what networks read of a shared link.

mod articles;
mod vocabulary;

use std::collections::BTreeMap;

use serde_json::Value;
use walkdir::WalkDir;

use crate::harness::{Site, copy, fixture};
use vocabulary::{Vocabulary, is_address, is_day, is_moment};

fn example() -> Site {
    let site = Site::bare();
    let root = fixture("..");
    for folder in ["content", "static", "data"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    std::fs::copy(root.join("newsprint.yaml"), site.path().join("newsprint.yaml"))
        .expect("the configuration");
    site
}

/// The pages of a site by their paths, without redirects and e-mails.
fn pages(site: &Site) -> BTreeMap<String, String> {
    let html = |(path, bytes): (String, Vec<u8>)| {
        let is_page = std::path::Path::new(&path).extension().is_some_and(|ending| ending == "html");
        Some((path, String::from_utf8(bytes).ok()?))
            .filter(|(path, _)| is_page && !path.ends_with("/email.html"))
            .filter(|(_, text)| !text.contains("http-equiv=\"refresh\""))
    };
    site.built(&[]).into_iter().filter_map(html).collect()
}

/// The data of a page.
fn data(html: &str) -> Option<Value> {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">")?;
    let (text, rest) = rest.split_once("</script>").expect("the script ends");
    assert!(!rest.contains("application/ld+json"), "a page has one script of data");
    Some(serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")))
}

/// The nodes of a page whose type is another one or stands below it.
fn nodes(html: &str, wanted: &str) -> Vec<Value> {
    let vocabulary = Vocabulary::new();
    let data = data(html).unwrap_or_default();
    let graph = data["@graph"].as_array().cloned().unwrap_or_default();
    let is = |node: &Value| vocabulary.is(node["@type"].as_str().unwrap_or_default(), wanted);
    graph.into_iter().filter(is).collect()
}

fn node(html: &str, wanted: &str) -> Value {
    let found = nodes(html, wanted);
    assert_eq!(found.len(), 1, "one {wanted}: {html}");
    found.into_iter().next().unwrap_or_default()
}

/// The values of a `<meta>` in a head.
fn meta(html: &str, name: &str) -> Vec<String> {
    let head = html.split("</head>").next().unwrap_or_default();
    let before =
        [format!("<meta property=\"{name}\" content=\""), format!("<meta name=\"{name}\" content=\"")];
    let value = |line: &str| {
        let rest = before.iter().find_map(|before| line.strip_prefix(before))?;
        rest.strip_suffix("\">").map(str::to_owned)
    };
    head.lines().filter_map(value).collect()
}

fn canonical(html: &str) -> Option<&str> {
    html.split_once("<link rel=\"canonical\" href=\"")?.1.split('"').next()
}

#[test]
fn every_page_speaks_the_words_of_schema_org() {
    let vocabulary = Vocabulary::new();
    let mut faults = Vec::new();
    let mut seen = 0;
    let mut look = |path: &str, html: &str| {
        let Some(data) = data(html) else { return };
        seen += 1;
        faults.extend(vocabulary.faults(&data).into_iter().map(|fault| format!("{path}: {fault}")));
    };
    for (path, html) in pages(&example()) {
        look(&path, &html);
    }
    let cases = WalkDir::new(fixture("sites")).sort_by_file_name().into_iter().filter_map(Result::ok);
    for file in cases.filter(|file| file.path().extension().is_some_and(|ending| ending == "html")) {
        let html = std::fs::read_to_string(file.path()).expect("a page");
        look(&file.path().to_string_lossy(), &html);
    }
    assert!(seen > 180, "{seen} pages");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_page_of_the_example_says_what_it_is() {
    for (path, html) in pages(&example()) {
        if path == "404.html" {
            assert!(data(&html).is_none() && meta(&html, "og:title").is_empty(), "{path}");
            continue;
        }
        assert!(data(&html).is_some(), "{path} has no data");
        for name in
            ["og:title", "og:type", "og:url", "og:site_name", "og:image", "og:image:alt", "twitter:card"]
        {
            assert_eq!(meta(&html, name).len(), 1, "{path}: {name}");
            assert_ne!(meta(&html, name)[0], "", "{path}: {name}");
        }
        let is_noindex = meta(&html, "robots") == ["noindex"];
        assert!(is_noindex || meta(&html, "robots") == ["max-image-preview:large"], "{path}");
        assert_eq!(canonical(&html).is_none(), is_noindex, "{path}");
        let url = meta(&html, "og:url").remove(0);
        assert_eq!(canonical(&html).unwrap_or(&url), url, "{path}");
        let at = path.strip_suffix("index.html").unwrap_or(&path);
        assert_eq!(url, format!("https://example.org/{at}"), "{path}");
        assert!(
            !meta(&html, "og:title")[0].contains("The Brief Desk")
                || ["", "about/", "uk/", "uk/about/"].contains(&at),
            "{path}"
        );
        let head = html.split("</head>").next().unwrap_or_default();
        for line in head.lines().filter(|line| !line.contains("stylesheet") && !line.contains("rel=\"icon\""))
        {
            let addresses = line.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
            for address in addresses.chain(meta(&html, "og:image").iter().map(String::as_str)) {
                assert!(is_address(address), "{path}: {line}");
            }
        }
    }
}

/// What search engines require and recommend of the types that they show: Article, BreadcrumbList, ProfilePage, and the
/// list of a summary page.
#[test]
fn pages_have_what_search_engines_ask_for() {
    let dated = |text: &Value| text.as_str().is_some_and(|text| is_day(text) || is_moment(text));
    for (path, html) in pages(&example()).iter().filter(|(path, _)| *path != "404.html") {
        for article in nodes(html, "Article") {
            for name in ["headline", "description", "inLanguage", "mainEntityOfPage", "url", "articleSection"]
            {
                assert!(!article[name].is_null(), "{path}: {name}");
            }
            assert!(dated(&article["datePublished"]) && dated(&article["dateModified"]), "{path}");
            let authors = article["author"].as_array().expect("authors");
            assert!(authors.iter().all(|author| author["name"].is_string()), "{path}");
            let publisher = &article["publisher"];
            assert!(publisher["name"].is_string() && publisher["logo"]["url"].is_string(), "{path}");
            assert!(article["wordCount"].as_u64() > Some(0), "{path}");
        }
        let trails = nodes(html, "BreadcrumbList");
        let (home, address) = match path.strip_prefix("uk/") {
            Some(inside) => (inside == "index.html", "https://example.org/uk/"),
            None => (path == "index.html", "https://example.org/"),
        };
        assert_eq!(trails.len(), usize::from(!home), "{path}");
        for trail in &trails {
            let steps = trail["itemListElement"].as_array().expect("steps");
            assert!(steps.len() >= 2, "{path}");
            for (position, step) in (1..).zip(steps) {
                assert_eq!(step["position"].as_u64(), Some(position), "{path}");
                assert!(step["name"].as_str().is_some_and(|name| !name.is_empty()), "{path}");
                assert!(step["item"].as_str().is_some_and(is_address), "{path}");
            }
            assert_eq!(steps[0]["item"], address, "{path}");
        }
        for page in nodes(html, "WebPage") {
            assert!(page["name"].is_string() && page["isPartOf"].is_object(), "{path}");
            if page["@type"] == "ProfilePage" {
                assert!(page["mainEntity"]["name"].is_string(), "{path}");
                assert_eq!(page["mainEntity"]["@type"], "Person", "{path}");
            }
            if page["@type"] == "CollectionPage" {
                let items = page["mainEntity"]["itemListElement"].as_array().expect("items");
                let first = items[0]["position"].as_u64().expect("a position");
                for (position, item) in (first..).zip(items) {
                    assert_eq!(item["position"].as_u64(), Some(position), "{path}");
                    assert!(item["url"].as_str().is_some_and(is_address), "{path}");
                }
                assert!(page["mainEntity"]["numberOfItems"].as_u64() >= Some(first), "{path}");
            }
        }
    }
}

#[test]
fn the_home_page_describes_the_newsroom_and_the_search() {
    let site = Site::with(&[("content/2025-02-01-one.md", "---\ntitle: One\nsource: S\n---\nText.\n")]);
    let write = |more: &str| {
        let own = "title: The Desk\nbase_url: https://user.example/repo/\ncontact: desk@user.example\n";
        site.write("newsprint.yaml", format!("{own}{more}"));
        site.built(&[]);
        site.page("index.html")
    };
    let html = write("");
    let own = &node(&html, "WebSite")["potentialAction"]["target"]["urlTemplate"];
    assert_eq!(own, "https://user.example/repo/search/?q={search_term_string}");
    let html = write("search: false\n");
    assert!(node(&html, "WebSite")["potentialAction"].is_null(), "no search, no action");
    assert!(meta(&html, "og:image").is_empty() && !html.contains("rel=\"me\""));
    assert_eq!(meta(&html, "twitter:card"), ["summary"]);

    site.write("static/logo.png", PIXELS);
    let html = write(
        "logo: /logo.png\nprofiles: [https://social.example/@desk]\nsearch: https://find.example/?q={query}&in=desk\n\
         policies: {ethics: 'https://user.example/ethics'}\n",
    );
    let newsroom = node(&html, "NewsMediaOrganization");
    assert_eq!(newsroom["@id"], "https://user.example/repo/#newsroom");
    assert_eq!(newsroom["logo"]["url"], "https://user.example/repo/logo.png");
    assert_eq!(newsroom["sameAs"][0], "https://social.example/@desk");
    assert_eq!(newsroom["email"], "desk@user.example");
    assert_eq!(newsroom["contactPoint"]["email"], "desk@user.example");
    assert_eq!(newsroom["ethicsPolicy"], "https://user.example/ethics");
    let action = &node(&html, "WebSite")["potentialAction"];
    assert_eq!(action["target"]["urlTemplate"], "https://find.example/?q={search_term_string}&in=desk");
    assert_eq!(action["query-input"], "required name=search_term_string");
    assert!(html.contains("<link rel=\"me\" href=\"https://social.example/@desk\">"), "{html}");
    // Too small for a large card, and no banner anyway.
    assert_eq!(meta(&html, "og:image"), ["https://user.example/repo/logo.png"]);
    assert_eq!(meta(&html, "twitter:card"), ["summary"]);
    let article = site.page("2025/02/one/index.html");
    assert!(!article.contains("rel=\"me\"") && nodes(&article, "WebSite").is_empty());
    assert_eq!(node(&article, "Article")["publisher"]["ethicsPolicy"], "https://user.example/ethics");

    // A picture that is another one shows on all pages.
    site.write("static/logo.png", [PIXELS, b"\n"].concat());
    let explained = site.build(&["--explain"]).stderr;
    assert!(explained.contains("2025/02/one/index.html"), "{explained}");
}

/// The head of a PNG of 64 × 32 pixels.
const PIXELS: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x20\x08\x02\0\0\0";

#[test]
fn positions_count_on_over_the_pages_of_a_list() {
    let site = Site::plain();
    site.write("newsprint.yaml", "title: T\nbase_url: https://digest.example/\npaginate: 2\n");
    for day in 1..=9 {
        let front = "source: S\ntopics: World\ntags: [Grain]\nauthors: [Jo Doe]";
        site.write(
            &format!("content/2025-02-0{day}-n{day}.md"),
            format!("---\ntitle: N{day}\n{front}\n---\nText.\n"),
        );
    }
    let pinned = "---\ntitle: World\n---\nText.\n\n[First](../2025-02-01-n1.md)\n";
    site.write("content/topics/world.md", pinned);
    site.built(&[]);
    let listed = |path: &str| -> Vec<(u64, String)> {
        let page = node(&site.page(path), "CollectionPage");
        assert_eq!(page["mainEntity"]["numberOfItems"], 9, "{path}");
        let items = page["mainEntity"]["itemListElement"].as_array().cloned().unwrap_or_default();
        let item =
            |item: &Value| (item["position"].as_u64().unwrap(), item["url"].as_str().unwrap().to_owned());
        items.iter().map(item).collect()
    };
    let of = |items: &[(u64, &str)]| {
        items
            .iter()
            .map(|(n, name)| (*n, format!("https://digest.example/2025/02/{}/", name.to_lowercase())))
            .collect::<Vec<_>>()
    };
    assert_eq!(listed("tags/grain/index.html"), of(&[(1, "N9"), (2, "N8")]));
    assert_eq!(listed("tags/grain/page/5/index.html"), of(&[(9, "N1")]));
    assert_eq!(listed("topics/world/index.html"), of(&[(1, "N1"), (2, "N9"), (3, "N8")]));
    assert_eq!(listed("topics/world/page/2/index.html"), of(&[(4, "N7"), (5, "N6")]));
    assert_eq!(listed("archive/2025/02/page/2/index.html"), of(&[(3, "N7"), (4, "N6")]));
    // One lead and three of the topic stand above the list.
    assert_eq!(listed("index.html").last(), of(&[(6, "N4")]).last());
    assert_eq!(listed("page/2/index.html"), of(&[(7, "N3"), (8, "N2")]));
    let profile = node(&site.page("authors/jo-doe/index.html"), "ProfilePage");
    assert_eq!(profile["hasPart"][1]["headline"], "N8");
    assert_eq!(
        node(&site.page("authors/jo-doe/page/2/index.html"), "CollectionPage")["about"]["@type"],
        "Person"
    );
    assert_eq!(listed("authors/jo-doe/page/2/index.html"), of(&[(3, "N7"), (4, "N6")]));
}

#[test]
fn a_picture_that_may_not_be_passed_on_is_on_its_page_alone() {
    let image = "image: {src: 'https://img.example/x.jpg', alt: A, credit: Jo Doe/Wire}";
    let drawn = "image: {src: 'https://img.example/y.svg', alt: A, credit: Us}";
    let site = Site::with(&[
        (
            "content/2025-02-01-one.md",
            &format!("---\ntitle: One\nsource: S\ntopics: World\n{image}\n---\nText.\n"),
        ),
        ("content/2025-02-02-two.md", &format!("---\ntitle: Two\nsource: S\n{drawn}\n---\nText.\n")),
        ("content/topics/world.md", &format!("---\ntitle: World\n{image}\n---\nText.\n")),
        ("content/editions/2025-02-03.md", &format!("---\ntitle: Monday\n{image}\n---\nText.\n")),
        ("content/pages/about.md", &format!("---\ntitle: About\n{image}\n---\nText.\n")),
        ("content/sources.yaml", "- {name: Wire, redistribute: false}\n"),
    ]);
    let heads = |shown: bool| {
        site.built(&[]);
        for path in ["2025/02/one", "topics/world", "editions/2025-02-03", "about"] {
            let html = site.page(&format!("{path}/index.html"));
            let head = html.split("</head>").next().unwrap_or_default();
            assert_eq!(head.contains("img.example/x.jpg"), shown, "{path}: {head}");
            assert_eq!(!meta(&html, "og:image").is_empty(), shown, "{path}");
        }
    };
    heads(false);
    site.write("content/sources.yaml", "- {name: Wire}\n");
    heads(true);
    // Search engines read drawings, networks do not.
    let html = site.page("2025/02/two/index.html");
    assert_eq!(node(&html, "Article")["image"][0]["url"], "https://img.example/y.svg");
    assert!(meta(&html, "og:image").is_empty(), "{html}");
}
