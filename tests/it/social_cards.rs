//! Cards for networks, and what networks are shown of SVG: what there is, what it shows, and when it is made.

use std::collections::BTreeMap;
use std::time::SystemTime;

use image::RgbImage;

use crate::harness::{Site, Tree};

const CONFIG: &str = "title: The Test\nbase_url: https://digest.example/below/\nsocial_cards: true\n";

fn article(title: &str, front: &str) -> String {
    let title = serde_json::to_string(title).expect("a text");
    format!("---\ntitle: {title}\ndate: 2025-02-10\nsources: [Outlet]\n{front}---\nText.\n")
}

/// A site with cards, with the built-in theme.
fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", CONFIG);
    files.iter().for_each(|(path, text)| site.write(path, text));
    site
}

fn picture(tree: &Tree, path: &str) -> RgbImage {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("there is no {path}"));
    let picture = image::load_from_memory(bytes).expect("a picture").into_rgb8();
    assert_eq!(picture.dimensions(), (1200, 630), "{path}");
    picture
}

/// How many points of a part are dark.
fn ink(picture: &RgbImage, from: (u32, u32), to: (u32, u32)) -> usize {
    let points = picture.enumerate_pixels();
    let inside = points.filter(|(x, y, _)| (from.0..to.0).contains(x) && (from.1..to.1).contains(y));
    inside.filter(|(_, _, point)| point.0.iter().all(|value| *value < 80)).count()
}

fn headline(picture: &RgbImage) -> usize {
    ink(picture, (60, 148), (1140, 500))
}

/// What is kept of drawings, and when it was.
fn kept(site: &Site) -> BTreeMap<String, SystemTime> {
    let files = walkdir::WalkDir::new(site.path().join(".newsprint/pictures")).into_iter();
    let files = files.filter_map(Result::ok).filter(|file| file.file_type().is_file());
    let time = |file: &walkdir::DirEntry| file.metadata().expect("a file").modified().expect("a time");
    files.map(|file| (file.path().display().to_string(), time(&file))).collect()
}

/// What a page says of the picture that networks show.
fn named(page: &str) -> Option<&str> {
    page.split_once("<meta property=\"og:image\" content=\"")?.1.split('"').next()
}

const CARD: &str = "2025/02/a/social-card.png";
const PAGE: &str = "2025/02/a/index.html";

#[test]
fn pages_without_a_picture_have_a_card_of_their_headline() {
    let site = site(&[
        (
            "content/2025-02-10-a.md",
            &article("Parliament adopts the budget", "topics: [Trade]\nstory: ports\n"),
        ),
        ("content/2025-02-11-b.md", &article("Бюджет ґанків і їжаків", "type: opinion\nlanguage: uk\n")),
        ("content/2025-02-12-c.md", &article("With a picture", "image: /img/c.png\ntags: [Tag]\n")),
        (
            "content/editions/one.md",
            "---\ntitle: The first\ndate: 2025-02-12\nnumber: 1\n---\n[A](../2025-02-10-a.md)\n",
        ),
        ("content/2025-02-01-draft.md", &article("A draft", "draft: true\n")),
        ("content/2025-02-02-later.md", "---\ntitle: Later\ndate: 2025-03-02\n---\nText.\n"),
        (
            "content/2025-02-03-back.md",
            &article("Back", "withdrawn: {date: 2025-02-11, text: Taken back.}\n"),
        ),
        ("content/pages/about.md", "---\ntitle: About\n---\nUs.\n"),
    ]);
    site.write("static/img/c.png", crate::crops::drawn((1200, 800), (300, 200), image::ImageFormat::Png));
    let tree = site.built(&[]);
    let cards: Vec<&str> =
        tree.keys().map(String::as_str).filter(|path| path.ends_with("card.png")).collect();
    assert_eq!(
        cards,
        [
            CARD, "2025/02/b/social-card.png", "editions/one/social-card.png",
            "stories/ports/social-card.png", "topics/trade/social-card.png"
        ]
    );
    for path in &cards {
        let picture = picture(&tree, path);
        assert!(headline(&picture) > 2000, "{path}");
        assert!(ink(&picture, (60, 540), (700, 600)) > 300, "{path}: the name of the site");
        let page = site.page(&path.replace("social-card.png", "index.html"));
        assert_eq!(named(&page), Some(&*format!("https://digest.example/below/{path}")));
        for said in [
            "<meta property=\"og:image:width\" content=\"1200\">",
            "<meta property=\"og:image:height\" content=\"630\">",
            "<meta property=\"og:image:alt\" content=\"",
            "<meta name=\"twitter:card\" content=\"summary_large_image\">",
        ] {
            assert!(page.contains(said), "{path}: {said}");
        }
    }
    // An opinion says so, and news says nothing.
    let above = |path| ink(&picture(&tree, path), (60, 60), (600, 120));
    assert!(above("2025/02/b/social-card.png") > 200 && above(CARD) == 0);
    assert_eq!(named(&site.page("about/index.html")), None);

    // By choice.
    site.write("newsprint.yaml", CONFIG.replace("true", "[editions]"));
    let some = site.built(&[]);
    assert!(some.contains_key("editions/one/social-card.png") && !some.contains_key(CARD));
    assert_eq!(named(&site.page(PAGE)), None);
    site.write("newsprint.yaml", CONFIG.replace("true", "[edition]"));
    let run = site.build(&[]);
    assert!(run.code == 1 && run.stderr.contains("did you mean `editions`?"), "{}", run.stderr);
}

#[test]
fn an_edit_makes_the_cards_that_it_changes_and_no_others() {
    let site = site(&[
        ("content/2025-02-10-a.md", &article("Parliament adopts the budget", "topics: [Trade]\n")),
        ("content/2025-02-11-b.md", &article("Another", "topics: [Trade]\n")),
    ]);
    let first = site.built(&[]);
    let drawn = kept(&site);
    assert_eq!(drawn.len(), 3);

    // A text, a template of pages, a key of the configuration: nothing is drawn.
    site.write("content/2025-02-11-b.md", article("Another", "topics: [Trade]\n") + "More.\n");
    site.write("templates/slots/footer.html", "<p>Own</p>");
    let run = site.build(&["--explain"]);
    assert!(run.code == 0 && !run.stderr.contains("social-card.png"), "{}", run.stderr);
    site.write("newsprint.yaml", format!("{CONFIG}paginate: 7\n"));
    assert_eq!(site.built(&[])[CARD], first[CARD]);
    assert_eq!(kept(&site), drawn);
    // Nor when the output is lost.
    std::fs::remove_dir_all(site.path().join("public")).expect("the output");
    assert_eq!(site.built(&[])[CARD], first[CARD]);
    assert_eq!(kept(&site), drawn);

    // A headline: its own card alone, and what was kept of it before is gone.
    site.write("content/2025-02-10-a.md", article("Parliament rejects the budget", "topics: [Trade]\n"));
    let run = site.build(&["--explain"]);
    assert!(run.stderr.contains("card of content/2025-02-10-a.md"), "{}", run.stderr);
    let second = site.tree();
    assert!(second[CARD] != first[CARD]);
    assert_eq!(second["2025/02/b/social-card.png"], first["2025/02/b/social-card.png"]);
    let now = kept(&site);
    assert_eq!((now.len(), now.iter().filter(|(path, time)| drawn.get(*path) == Some(time)).count()), (3, 2));
    assert_eq!(second, site.cold());

    // The template of cards: all of them; the theme's colour as well.
    site.write(
        "templates/social-card.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'><rect width='1200' height='630' fill='{{ card.accent }}'/><text y='200' font-size='{{ card.size }}'>{{ card.title }} {{ t(key=\"list.latest\") }} {{ site.title }}</text></svg>",
    );
    let own = site.built(&["--verify-fingerprints"]);
    assert_eq!(picture(&own, CARD).get_pixel(5, 5).0, [0x98, 0x19, 0x1d]);
    assert_eq!(own, site.cold());
    site.write("newsprint.yaml", format!("{CONFIG}theme: {{accent: '#0b4c86'}}\n"));
    let blue = site.built(&["--verify-fingerprints"]);
    assert_eq!(picture(&blue, CARD).get_pixel(5, 5).0, [0x0b, 0x4c, 0x86]);
    assert_eq!(kept(&site).len(), 3);
    // A template that makes no drawing is an error at its place.
    site.write("templates/social-card.svg", "<p>{{ card.title }}</p>");
    let run = site.build(&[]);
    assert!(run.code == 1 && run.stderr.contains("templates/social-card.svg"), "{}", run.stderr);
    // What is wrong with it, and for which page.
    for (text, said) in [
        ("<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "cannot be read (expected 'g' tag, not 'svg'"),
        (
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><text y='9'>A \u{6226}\u{4e89}</text></svg>",
            "typefaces (`\u{6226}`, `\u{4e89}`)",
        ),
    ] {
        site.write("templates/social-card.svg", text);
        let run = site.build(&[]);
        assert!(
            run.stderr.contains(said) && run.stderr.contains("it was made for content/"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stderr.matches("error[template]").count(), 1, "{}", run.stderr);
    }
}

#[test]
fn a_date_that_cannot_be_written_is_left_out() {
    let site = site(&[("content/2025-02-10-a.md", &article("Parliament adopts the budget", ""))]);
    // Its letters are grey.
    let grey = |tree: &Tree| {
        let picture = picture(tree, CARD);
        let points =
            picture.enumerate_pixels().filter(|(x, y, _)| (800..1140).contains(x) && (540..600).contains(y));
        points.filter(|(_, _, point)| point.0[0] < 150).count()
    };
    assert!(grey(&site.built(&[])) > 200);
    site.write("i18n/en.yaml", "dates.long: '%Y年%-m月%-d日'\n");
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(grey(&site.tree()), 0);
}

#[test]
fn nothing_is_said_of_a_headline_beside_a_picture() {
    let site = site(&[(
        "content/2025-02-10-a.md",
        &article("حرب", "language: en\nimage: {src: /img/a.png, alt: A}\n"),
    )]);
    site.write("static/img/a.png", crate::crops::drawn((1200, 800), (300, 200), image::ImageFormat::Png));
    let run = site.build(&[]);
    assert!(run.code == 0 && !run.stderr.contains("social-card"), "{}", run.stderr);
}

#[test]
fn any_headline_is_written_whole_or_not_at_all() {
    let long = "A headline that nobody would ever write since it has no end ".repeat(12);
    let word = "Ж".repeat(400);
    let titles = [
        ("a", "Vote"),
        ("b", &long),
        ("c", &word),
        ("d", "Tom & \"Jerry\" <svg> </text> {{ 1 }} 'x'"),
        ("e", "\u{202e}Vote\u{200f} \u{1f600}\u{fe0f} now\u{301}"),
        ("f", "5\u{a0}000 \u{2192} 6\u{a0}000 \u{2248} \u{20b4}"),
    ];
    let site = site(&[]);
    for (slug, title) in titles {
        site.write(&format!("content/2025-02-10-{slug}.md"), article(title, "topics: ['']\n"));
    }
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let tree = site.tree();
    for (slug, _) in titles {
        let card = picture(&tree, &format!("2025/02/{slug}/social-card.png"));
        assert!(headline(&card) > 1500, "{slug}");
        // Nothing stands in the margins.
        assert_eq!(ink(&card, (0, 30), (60, 630)) + ink(&card, (1140, 30), (1200, 630)), 0, "{slug}");
    }
    // Letters that the typefaces do not have: no card, and a word about it.
    for (slug, title) in [("g", "حرب"), ("h", "A 戦争")] {
        site.write(&format!("content/2025-02-10-{slug}.md"), article(title, "language: en\n"));
    }
    let run = site.build(&[]);
    assert!(run.code == 0 && run.stderr.contains("warning[social-card]"), "{}", run.stderr);
    let tree = site.tree();
    assert!(
        !tree.contains_key("2025/02/g/social-card.png") && !tree.contains_key("2025/02/h/social-card.png")
    );
    assert_eq!(named(&site.page("2025/02/g/index.html")), None);
    site.write("content/2025-02-10-g.md", article("War", "language: en\n"));
    let after = site.built(&[]);
    assert!(named(&site.page("2025/02/g/index.html")).is_some());
    assert!(after == site.cold());
}

#[test]
fn a_card_stands_in_the_folder_of_its_page_and_takes_no_place_from_others() {
    let site = site(&[("content/2025-02-10-a/index.md", &article("A", ""))]);
    site.write("newsprint.yaml", format!("{CONFIG}permalinks: {{article: '/{{year}}/{{slug}}.html'}}\n"));
    let tree = site.built(&[]);
    assert!(tree.contains_key("2025/a.html"));
    picture(&tree, "2025/a/social-card.png");
    site.write("newsprint.yaml", CONFIG);
    site.write("static/2025/02/a/social-card.png", "mine");
    let run = site.build(&[]);
    assert!(
        run.code == 1 && run.stderr.contains("the social card of content/2025-02-10-a/index.md"),
        "{}",
        run.stderr
    );
}

const CHART: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' onload='alert(1)'><script>alert(1)</script><rect width='100' height='100' fill='#00f'/><text x='10' y='50' font-family='Comic Sans MS'>Ціна ≈ 5 €</text></svg>";

#[test]
fn networks_are_shown_what_is_drawn_of_an_svg() {
    let site = site(&[
        (
            "content/2025-02-10-a/index.md",
            &article("A", "image: {src: chart.svg, alt: A chart}\ntopics: [Trade]\n"),
        ),
        ("content/2025-02-10-a/chart.svg", CHART),
        ("content/2025-02-11-b.md", &article("B", "image: {src: /img/map.svg, alt: A map}\n")),
        ("static/img/map.svg", CHART),
        ("static/brand.svg", CHART),
        ("content/pages/about.md", "---\ntitle: About\n---\nUs.\n"),
    ]);
    let config = format!("{CONFIG}social_image: /brand.svg\n");
    site.write("newsprint.yaml", &config);
    let run = site.build(&[]);
    assert!(run.code == 0 && !run.stderr.contains("warning"), "{}", run.stderr);
    let tree = site.tree();
    for (page, drawing) in [
        (PAGE, "2025/02/a/chart.svg.1200x630.png"),
        ("2025/02/b/index.html", "img/map.svg.1200x630.png"),
        ("about/index.html", "brand.svg.1200x630.png"),
    ] {
        let drawn = picture(&tree, drawing);
        assert_eq!((drawn.get_pixel(5, 315).0, drawn.get_pixel(600, 600).0), ([255; 3], [0, 0, 255]));
        assert_eq!(named(&site.page(page)), Some(&*format!("https://digest.example/below/{drawing}")));
        assert!(site.page(page).contains("summary_large_image"), "{page}");
    }
    assert!(!tree.contains_key(CARD), "it has a picture that networks can be shown");
    let page = site.page(PAGE);
    assert!(
        page.contains("\"url\":\"https://digest.example/below/2025/02/a/chart.svg.1200x630.png\""),
        "structured data"
    );
    assert!(page.contains("src=\"/below/2025/02/a/chart.svg\""), "readers see the drawing itself");
    assert!(site.page("feed.xml").contains("2025/02/a/chart.svg.1200x630.png\""), "feeds");
    let text = String::from_utf8_lossy(&tree["2025/02/a/chart.svg"]).into_owned();
    assert!(!text.contains("alert"));

    // An edit of the drawing reaches it, an edit of the text does not, and what was kept of it goes.
    let before = kept(&site);
    site.write("content/2025-02-10-a/chart.svg", CHART.replace("#00f", "#f00"));
    let edited = site.built(&["--verify-fingerprints"]);
    assert_eq!(picture(&edited, "2025/02/a/chart.svg.1200x630.png").get_pixel(600, 600).0, [255, 0, 0]);
    assert_eq!(kept(&site).len(), before.len() + 1, "the other two are still one drawing");
    assert!(edited == site.cold());
}

#[test]
fn what_cannot_be_drawn_is_said_and_a_card_takes_its_place() {
    let open = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>";
    let uses: String = (1..40)
        .map(|n| format!("<g id='u{n}'><use href='#u{}'/><use href='#u{}'/></g>", n - 1, n - 1))
        .collect();
    let nested = format!("{}{}", "<g>".repeat(3000), "</g>".repeat(3000));
    let arabic = "<text y='9'>حرب</text>";
    let picture_in = "<image width='9' height='9' href='data:image/png;base64,iVBORw0KGgo='/>";
    let site = site(&[]);
    for (slug, inside) in [
        ("a", format!("<rect id='u0'/>{uses}")),
        ("b", nested),
        ("c", arabic.to_owned()),
        ("d", picture_in.to_owned()),
    ] {
        site.write(&format!("content/2025-02-10-{slug}/chart.svg"), format!("{open}{inside}</svg>"));
        let front = "image: {src: chart.svg, alt: A chart}\n";
        site.write(&format!("content/2025-02-10-{slug}/index.md"), article("A chart", front));
    }
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stderr.matches("warning[undrawn-svg]").count(), 4, "{}", run.stderr);
    let tree = site.tree();
    for slug in ["a", "b", "c", "d"] {
        picture(&tree, &format!("2025/02/{slug}/social-card.png"));
        assert!(
            named(&site.page(&format!("2025/02/{slug}/index.html")))
                .is_some_and(|url| url.ends_with("social-card.png"))
        );
    }
    // References that lead out are nothing, and no reason to draw nothing.
    site.write(
        "content/2025-02-10-a/chart.svg",
        format!("{open}<use xlink:href='file:///etc/passwd#a'/><rect width='9' height='9' fill='url(http://a.example/x.svg#a) #0f0'/></svg>"),
    );
    let tree = site.built(&[]);
    picture(&tree, "2025/02/a/chart.svg.1200x630.png");
    assert!(!tree.contains_key(CARD));
}
