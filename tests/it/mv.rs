//! `newsprint mv`: whatever gets another name, what led to it leads there, and readers and their programs notice nothing.

mod names;
mod refused;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::harness::{NOW, Run, Site, Tree, copy, fixture};

/// What the command says on both ways.
struct Moved {
    code: i32,
    shown: String,
    said: String,
}

fn mv(site: &Site, arguments: &[&str]) -> Moved {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.arg("mv").args(arguments).arg("--root").arg(site.path()).args(["--now", NOW]);
    let output = command.output().expect("the program runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Moved { code: output.status.code().unwrap_or(-1), shown: text(output.stdout), said: text(output.stderr) }
}

fn moved(site: &Site, arguments: &[&str]) -> Moved {
    let moved = mv(site, arguments);
    assert_eq!(moved.code, 0, "{arguments:?}: {}", moved.said);
    moved
}

fn read(site: &Site, path: &str) -> String {
    std::fs::read_to_string(site.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn example() -> Site {
    let site = Site::bare();
    let root = fixture("..");
    for folder in ["content", "static", "data"] {
        copy(&root.join(folder), &site.path().join(folder));
    }
    let config = std::fs::read_to_string(root.join("newsprint.yaml")).expect("the configuration");
    // Of an address that is nobody's no build says that it is gone.
    let config = config.replace("https://example.org/", "https://digest.example/");
    // Nothing here is about the sizes of pictures.
    site.write("newsprint.yaml", format!("{config}\npictures: {{responsive: false}}\n"));
    site
}

/// What stands between two marks, at all places.
fn all_between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).filter_map(|rest| rest.split_once(end).map(|(inside, _)| inside)).collect()
}

/// The page that an address of the site leads to at last, through redirects.
fn page_at(tree: &Tree, address: &str) -> Option<String> {
    let inside = address.strip_prefix("https://digest.example").unwrap_or(address);
    let inside = inside.split(['#', '?']).next()?.strip_prefix('/')?;
    let path = if inside.is_empty() || inside.ends_with('/') {
        format!("{inside}index.html")
    } else {
        inside.to_owned()
    };
    let text = String::from_utf8_lossy(tree.get(&path)?);
    match all_between(&text, "http-equiv=\"refresh\" content=\"0; url=", "\"").first() {
        Some(further) => page_at(tree, further),
        None => Some(path),
    }
}

/// Of each page the titles of the pages that its links lead to, in whatever order lists have.
fn links(tree: &Tree) -> BTreeMap<String, Vec<String>> {
    // An edition's mail has no address that anybody keeps.
    let pages = tree.iter().filter(|(path, _)| path.ends_with("index.html"));
    let of_page = |(path, bytes): (&String, &Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        let inside = |href: &&str| {
            href.starts_with('/') && !href.starts_with("//") || href.starts_with("https://digest.example/")
        };
        let hrefs = all_between(&text, " href=\"", "\"").into_iter().filter(inside);
        let pages =
            hrefs.filter(|href| href.split(['#', '?']).next().is_some_and(|path| path.ends_with('/')));
        let mut titles: Vec<String> = pages
            .map(|href| {
                let page = page_at(tree, href).unwrap_or_else(|| panic!("{path}: {href} leads nowhere"));
                let text = String::from_utf8_lossy(&tree[&page]).into_owned();
                all_between(&text, "<title>", "</title>").first().map_or(page, |title| (*title).to_owned())
            })
            .collect();
        titles.sort();
        (path.clone(), titles)
    };
    let is_itself = |path: &String| page_at(tree, &format!("/{path}")).as_ref() == Some(path);
    pages.filter(|(path, _)| is_itself(path)).map(of_page).collect()
}

/// The identities in all feeds.
fn identities(tree: &Tree) -> BTreeSet<String> {
    let feeds = tree.iter().filter(|(path, _)| path.ends_with("feed.xml") || path.ends_with("atom.xml"));
    let of_feed = |(_, bytes): (&String, &Vec<u8>)| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let entries = all_between(&text, "<entry>", "</entry>").join("");
        let guids = all_between(&text, "<guid isPermaLink=\"false\">", "</guid>");
        all_between(&entries, "<id>", "</id>").into_iter().chain(guids).map(str::to_owned).collect()
    };
    feeds.flat_map(of_feed).collect()
}

fn problems(run: &Run) -> BTreeSet<String> {
    let lines = run.stderr.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let said = lines.filter(|line| line["severity"].is_string() || line["gone"].is_string());
    said.map(|line| format!("{} {} {}", line["code"], line["message"], line["gone"])).collect()
}

#[test]
fn whatever_is_renamed_every_link_leads_to_the_same() {
    let site = example();
    let before = problems(&site.build(&["--format", "json"]));
    let mut tree = site.tree();
    let mut known = links(&tree);
    let feeds = identities(&tree);
    assert!(feeds.len() > 10 && known.len() > 60, "{} and {}", feeds.len(), known.len());
    for (arguments, titles) in [
        // An article with a translation, one with a folder of its own, a folder, one that loses its day.
        (&["content/2025/2025-02-12-trump-putin-call.md", "content/2025/2025-02-12-phone-call.md"][..], None),
        (&["content/2025/2025-02-12-hegseth-brussels/index.md", "content/archive/2025-02-12-hegseth"], None),
        (&["content/2025/2025-02-13-munich-car.md", "content/munich-car.md"], None),
        (&["content/2025", "content/older"], None),
        (&["content/editions/2025-02-12.md", "content/editions/first.md"], None),
        (&["content/pages/about.md", "content/pages/who/we-are.md"], None),
        (&["/topics/defence/", "content/topics/security.md"], None),
        (&["Ukraine", "Ukraine and Russia", "--kind", "topic"], Some(("Ukraine and Russia", "Ukraine"))),
        (&["content/stories/ukraine-talks.md", "content/stories/talks.md"], None),
        (&["Kiev", "Kyiv City"], Some(("Kyiv City", "Kyiv"))),
        (&["NATO", "Nato", "--kind", "tag"], Some(("Nato", "NATO"))),
        (&["Reuters", "Thomson Reuters"], Some(("Thomson Reuters", "Reuters"))),
        (&["Irene Calloway", "Irene Hallow"], Some(("Irene Hallow", "Irene Calloway"))),
    ] {
        moved(&site, arguments);
        let run = site.build(&["--format", "json"]);
        assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
        assert_eq!(problems(&run), before, "{arguments:?}");
        tree = site.tree();
        assert_eq!(identities(&tree), feeds, "{arguments:?}");
        let now = links(&tree);
        let as_before = |title: &String| match titles {
            Some((new, old)) => title.replace(new, old),
            None => title.clone(),
        };
        for (path, titles) in &known {
            let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
            let page = page_at(&tree, &address).unwrap_or_else(|| panic!("{arguments:?}: {address} is gone"));
            let mut same: Vec<String> = now[&page].iter().map(as_before).collect();
            let mut titles: Vec<String> = titles.iter().map(as_before).collect();
            same.sort();
            titles.sort();
            assert_eq!(same, titles, "{arguments:?}: {address} at {page}");
        }
        known = now;
    }
}

fn article(front: &str, body: &str) -> String {
    format!("---\ntitle: One\nsources: [O]\n{front}---\n{body}\n")
}

#[test]
fn addresses_are_mended_in_whatever_form_they_are_written() {
    let site = Site::with(&[(
        "content/2025-02-01-old.md",
        &article("", "# Part\n\nText with ![a map](map.svg) and [a way](../content/2025-02-02-other.md)."),
    )]);
    site.write("content/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>");
    let written = "[a](2025-02-01-old.md) [b](./old.md#part \"t\") [c](/content/2025-02-01-old.md) [d](/2025-02-01-old.md)\n\
        [e][x] [f](/2025/02/old/#part) [g](https://digest.example/2025/02/old/) <a href='2025-02-01-old.md?x&amp;y'>h</a>\n\
        [i](<2025-02-01-old.md>) [j](2025%2D02-01-old.md) `2025-02-01-old.md`\n\n[x]: 2025-02-01-old.md 'words'";
    site.write(
        "content/2025-02-02-other.md",
        article("extra: {see: /2025/02/old/, why: /2025/02/oldest/}\n", written),
    );
    site.write("templates/components/note.html", "<a href=\"/2025/02/old/\">{{ \"/2025/02/older/\" }}</a>");
    site.write(
        "newsprint.yaml",
        "title: Test # as it is\nbase_url: https://digest.example/\nmenu:\n- {name: A, url: /2025/02/old/}\n- name: B\n  url: 'https://digest.example/2025/02/old/#part'\n",
    );
    site.built(&[]);
    let said = moved(&site, &["content/2025-02-01-old.md", "content/archive/2025-02-01-new name.md"]);
    assert_eq!(
        said.said,
        "content/2025-02-01-old.md → content/archive/2025-02-01-new name.md\ncontent/map.svg → content/archive/map.svg\n\
         /2025/02/old/ leads to /2025/02/new-name/ from now on\nMended in 3 other files\n"
    );
    let file = "archive/2025-02-01-new%20name.md";
    assert_eq!(
        read(&site, "content/2025-02-02-other.md"),
        article(
            "extra: {see: /2025/02/new-name/, why: /2025/02/oldest/}\n",
            &format!(
                "[a]({file}) [b]({file}#part \"t\") [c](/content/{file}) [d](/{file})\n\
                 [e][x] [f](/2025/02/new-name/#part) [g](https://digest.example/2025/02/new-name/) <a href='{file}?x&amp;y'>h</a>\n\
                 [i](<{file}>) [j]({file}) `2025-02-01-old.md`\n\n[x]: {file} 'words'"
            )
        )
    );
    let own = read(&site, "content/archive/2025-02-01-new name.md");
    assert!(own.contains("![a map](map.svg) and [a way](../2025-02-02-other.md)"), "{own}");
    assert!(own.contains("aliases: [/2025/02/old/]\n---\n") && own.contains("\nid: urn:uuid:"), "{own}");
    assert_eq!(
        read(&site, "newsprint.yaml"),
        "title: Test # as it is\nbase_url: https://digest.example/\nmenu:\n- {name: A, url: /2025/02/new-name/}\n- name: B\n  url: https://digest.example/2025/02/new-name/#part\n"
    );
    assert!(
        read(&site, "templates/components/note.html")
            .contains("<a href=\"/2025/02/new-name/\">{{ \"/2025/02/older/\" }}")
    );
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("Gone:"), "{}", run.stderr);
}

#[test]
fn pictures_move_with_what_shows_them_alone() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let site = Site::with(&[
        (
            "content/news/2025-02-01-a.md",
            &article("image: {src: own.svg, alt: x}\n", "A ![x](shared.svg) ![y](portrait.svg)."),
        ),
        ("content/news/2025-02-02-b.md", &article("", "B ![x](shared.svg).")),
        ("content/authors.yaml", "- {name: Anna Example, image: news/portrait.svg}\n"),
    ]);
    ["own", "shared", "portrait", "unused"]
        .iter()
        .for_each(|name| site.write(&format!("content/news/{name}.svg"), picture));
    moved(&site, &["content/news/2025-02-01-a.md", "content/old/"]);
    let text = read(&site, "content/old/2025-02-01-a.md");
    assert!(
        text.contains("src: own.svg") && text.contains("![x](../news/shared.svg) ![y](../news/portrait.svg)"),
        "{text}"
    );
    assert!(
        site.path().join("content/old/own.svg").exists()
            && site.path().join("content/news/unused.svg").exists()
    );
    // A picture by itself, and a folder of them.
    moved(&site, &["content/news/portrait.svg", "content/faces/anna.svg"]);
    assert_eq!(read(&site, "content/authors.yaml"), "- {name: Anna Example, image: faces/anna.svg}\n");
    assert!(read(&site, "content/old/2025-02-01-a.md").contains("![y](../faces/anna.svg)"));
    moved(&site, &["content/news", "content/fresh"]);
    assert!(read(&site, "content/old/2025-02-01-a.md").contains("![x](../fresh/shared.svg)"));
    site.built(&[]);
}

#[test]
fn what_readers_never_had_needs_no_redirect_and_a_way_back_leaves_none_to_itself() {
    let site = Site::with(&[("content/2025-02-01-a.md", &article("draft: true\n", "A."))]);
    moved(&site, &["content/2025-02-01-a.md", "b.md"]);
    assert_eq!(read(&site, "content/b.md"), article("draft: true\ndate: 2025-02-01\n", "A."));
    site.write("content/2025-02-02-x.md", article("aliases: [/old/]\n", "X."));
    moved(&site, &["content/2025-02-02-x.md", "content/2025-02-02-y.md"]);
    let there = read(&site, "content/2025-02-02-y.md");
    assert!(there.contains("aliases: [/old/, /2025/02/x/]\nid: urn:uuid:"), "{there}");
    moved(&site, &["content/2025-02-02-y.md", "content/2025-02-02-x.md"]);
    let back = read(&site, "content/2025-02-02-x.md");
    assert!(back.contains("aliases: [/old/, /2025/02/y/]\n"), "{back}");
    site.built(&[]);
}

#[test]
fn line_ends_marks_and_permissions_stay() {
    let text = "\u{feff}---\r\ntitle: A\r\nsources: [O]\r\n---\r\nText [b](b.md).\r\n";
    let site = Site::with(&[("content/2025-02-02-b.md", &article("", "B."))]);
    site.write("content/2025-02-01-a.md", text);
    site.built(&[]);
    moved(&site, &["content/2025-02-01-a.md", "content/2025-02-01-c.md"]);
    let bytes = read(&site, "content/2025-02-01-c.md");
    assert!(
        bytes.starts_with("\u{feff}---\r\n") && bytes.contains("\r\naliases: [/2025/02/a/]\r\n---\r\n"),
        "{bytes:?}"
    );
    assert_eq!(bytes.matches('\n').count(), bytes.matches("\r\n").count());
}

#[test]
fn old_addresses_are_kept_in_whatever_form_they_are_written() {
    for (written, then) in [
        ("aliases:", "aliases: [/2025/02/a/]"),
        ("aliases:\nredirect_from: [/r/]", "aliases:\nredirect_from: [/r/, /2025/02/a/]"),
        ("Aliases: [/old/]", "Aliases: [/old/, /2025/02/a/]"),
        ("aliases: [/2025/02/b/index.html]", "aliases: [/2025/02/a/]"),
    ] {
        let site = Site::with(&[("content/2025-02-01-a.md", &article(&format!("{written}\n"), "A."))]);
        moved(&site, &["content/2025-02-01-a.md", "content/2025-02-01-b.md"]);
        let text = read(&site, "content/2025-02-01-b.md");
        assert!(text.contains(&format!("\n{then}\n")), "{written}: {text}");
        assert!(site.build(&[]).stderr.contains("Built 1 article"), "{written}");
    }
}

#[test]
fn what_nobody_sees_then_has_no_address_that_leads_there() {
    let site = Site::with(&[("content/2025-02-01-a.md", &article("", "A."))]);
    let said = moved(&site, &["content/2025-02-01-a.md", "content/2099-01-01-a.md"]).said;
    assert!(said.contains("is held back: readers do not see it any more"), "{said}");
    assert!(!said.contains("leads to"), "{said}");
}
