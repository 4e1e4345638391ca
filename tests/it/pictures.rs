//! What is made of pictures that pages show: which files there are, what pages say of them, and when they are made.

use std::collections::BTreeMap;
use std::time::SystemTime;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageFormat};

use crate::crops::drawn;
use crate::harness::Site;

/// What a telephone that was held upright writes: 2400 × 1600 points, to be turned to the right, and where it was.
fn photograph() -> Vec<u8> {
    let picture =
        image::load_from_memory(&drawn((2400, 1600), (300, 200), ImageFormat::Png)).expect("a picture");
    let exif =
        [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06".as_slice(), &[0; 6], b"GPS 50.45 30.52"];
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_exif_metadata(exif.concat()).expect("room for it");
    encoder.write_image(picture.as_bytes(), 2400, 1600, ExtendedColorType::Rgb8).expect("a picture");
    bytes
}

fn article(front: &str, text: &str) -> String {
    format!("---\ntitle: Port\ndate: 2025-02-10\nsources: [Outlet]\n{front}---\n{text}\n")
}

const CONFIG: &str = "title: Test\nbase_url: https://digest.example/below/\ncrops: false\n";
const PAGE: &str = "2025/02/port/index.html";

/// An article that shows a photograph beside it and a chart of `static/`; another chart is shown by none.
fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", CONFIG);
    let text =
        "Text.\n\n![A chart](/img/chart.png \"Trade | Jo Doe\")\n\n<b>Raw</b> ![Small](/img/small.png)";
    site.write("content/2025-02-10-port/index.md", article("image: {src: quay.jpg, alt: A quay}\n", text));
    site.write("content/2025-02-10-port/quay.jpg", photograph());
    site.write("static/img/chart.png", drawn((2000, 1000), (300, 250), ImageFormat::Png));
    site.write("static/img/other.png", drawn((2000, 1000), (300, 250), ImageFormat::Png));
    site.write("static/img/small.png", drawn((300, 200), (30, 25), ImageFormat::Png));
    site
}

/// Width and height of the pictures of a site, by path.
fn sizes(tree: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, (u32, u32)> {
    let pictures =
        tree.iter().filter(|(path, _)| [".jpg", ".png", ".webp"].iter().any(|end| path.ends_with(end)));
    pictures
        .map(|(path, bytes)| {
            let picture = image::load_from_memory(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
            (&**path, (picture.width(), picture.height()))
        })
        .collect()
}

/// The paths that a page's `srcset` attributes name, with what they say of their widths.
fn candidates(page: &str) -> Vec<(String, u32)> {
    let sets = page.split("srcset=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let candidate = |candidate: &str| {
        let (address, width) = candidate.trim().split_once(' ').expect("an address and a width");
        let path = address.strip_prefix("/below/").expect("an address of the site").replace("%20", " ");
        (path, width.strip_suffix('w').and_then(|width| width.parse().ok()).expect("a width"))
    };
    sets.flat_map(|set| set.split(", ").map(candidate).collect::<Vec<_>>()).collect()
}

#[test]
fn pages_name_widths_and_formats_that_are_there_and_none_is_enlarged() {
    let site = site();
    let tree = site.built(&["--strict"]);
    let sizes = sizes(&tree);
    let page = site.page(PAGE);
    let named = candidates(&page);
    for (path, width) in &named {
        assert_eq!(sizes.get(&**path).map(|size| size.0), Some(*width), "{path}");
    }
    let of = |name: &str| {
        let files = sizes.iter().filter(|(path, _)| path.contains(name) && !path.contains('x'));
        files.map(|(path, size)| (path.rsplit('/').next().unwrap_or(path), *size)).collect::<Vec<_>>()
    };
    // Turned, and no wider than pages show it.
    assert_eq!(
        of("quay"),
        [
            ("quay.jpg", (1600, 2400)),
            ("quay.jpg.1200w.jpg", (1200, 1800)),
            ("quay.jpg.1200w.webp", (1200, 1800)),
            ("quay.jpg.1600w.webp", (1600, 2400)),
            ("quay.jpg.400w.jpg", (400, 600)),
            ("quay.jpg.400w.webp", (400, 600)),
            ("quay.jpg.800w.jpg", (800, 1200)),
            ("quay.jpg.800w.webp", (800, 1200)),
        ]
    );
    assert_eq!(of("chart").first(), Some(&("chart.png", (1600, 800))));
    // Nobody shows it: whoever put it there wants it as it is.
    assert_eq!(of("other"), [("other.png", (2000, 1000))]);
    assert_eq!(of("small"), [("small.png", (300, 200)), ("small.png.300w.webp", (300, 200))]);
    for (path, bytes) in tree.iter().filter(|(path, _)| path.contains("quay")) {
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        assert!(!holds(b"GPS") && !holds(b"Exif"), "{path}");
    }
    // In a text with raw HTML, too, where a sanitiser works.
    assert!(
        page.contains("<picture><source type=\"image/webp\" srcset=\"/below/img/small.png.300w.webp 300w\"")
    );
    let figure = "width=\"1600\" height=\"800\" data-tone=\"#5a6e82\" loading=\"lazy\" decoding=\"async\"></picture>\
        <figcaption>Trade <span class=\"credit\">Jo Doe</span></figcaption></figure>";
    assert!(page.contains(figure), "{page}");
    assert!(!site.page("feed.xml").contains("srcset"));
}

#[test]
fn a_card_shows_crops_around_the_focus() {
    let site = site();
    let front = "image: {src: quay.jpg, alt: A quay, focus: 85% 10%}\n";
    site.write("content/2025-02-10-port/index.md", article(front, "Text."));
    let tree = site.built(&["--strict"]);
    let home = site.page("index.html");
    for (path, width) in candidates(&home) {
        let picture = image::load_from_memory(&tree[&path]).expect("a picture").into_rgb8();
        assert_eq!(picture.width(), width, "{path}");
        assert_eq!(picture.height(), width * 9 / 16, "the first card is wide: {path}");
        // The block is in the upper right corner after the camera was turned: it would be cut off in the middle.
        let red = picture.pixels().filter(|pixel| pixel[0] > 180 && pixel[1] < 90).count();
        assert!(red > 0, "{path}");
    }
    let card = "2025/02/port/quay.jpg.3x2-400w-85-10.webp";
    assert!(
        image::load_from_memory(&tree[card]).is_ok_and(|card| (card.width(), card.height()) == (400, 267))
    );
}

#[test]
fn what_is_made_is_configured() {
    let site = site();
    let with = |lines: &str| {
        site.write("newsprint.yaml", format!("{CONFIG}{lines}"));
        let tree = site.built(&[]);
        let made = |path: &&String| path.starts_with("2025/02/port/quay") && !path.contains('x');
        let paths: Vec<String> =
            tree.keys().filter(made).map(|path| path["2025/02/port/".len()..].to_owned()).collect();
        (paths, tree)
    };
    let (paths, tree) = with("pictures: false\n");
    assert_eq!(paths, ["quay.jpg"]);
    assert_eq!(sizes(&tree)["2025/02/port/quay.jpg"], (2400, 1600), "as it is stored");
    assert!(!site.page(PAGE).contains("srcset"));

    let (paths, _) = with("pictures: {widths: [640, 320, 640], formats: []}\n");
    assert_eq!(paths, ["quay.jpg", "quay.jpg.320w.jpg"]);

    let (paths, tree) = with("pictures: {widths: [500], originals: true}\n");
    assert_eq!(paths, ["quay.jpg", "quay.jpg.500w.jpg", "quay.jpg.500w.webp"]);
    assert_eq!(sizes(&tree)["2025/02/port/quay.jpg"], (2400, 1600));
    assert!(candidates(&site.page(PAGE)).iter().all(|(_, width)| *width <= 500));

    let coarse = with("pictures: {quality: 30}\n").1["2025/02/port/quay.jpg"].len();
    assert!(coarse < with("pictures: {quality: 95}\n").1["2025/02/port/quay.jpg"].len());
    for (lines, said) in [
        ("pictures: {widths: [9]}\n", "pictures.widths"),
        ("pictures: {formats: [webpp]}\n", "webp"),
        ("pictures: {quality: 0}\n", "pictures.quality"),
        ("pictures: {width: [400]}\n", "widths"),
        ("pictures: {widths: [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32]}\n", "has 13 widths"),
    ] {
        site.write("newsprint.yaml", format!("{CONFIG}{lines}"));
        let run = site.build(&[]);
        assert!(run.stderr.contains(said), "{lines}{}", run.stderr);
    }
}

/// When each of the files was written that keep what was made of pictures.
fn kept(site: &Site) -> BTreeMap<String, SystemTime> {
    let folder = site.path().join(".newsprint/pictures");
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.file_type().is_file());
    let time = |file: &walkdir::DirEntry| file.metadata().expect("a file").modified().expect("a time");
    files.map(|file| (file.path().display().to_string(), time(&file))).collect()
}

#[test]
fn a_second_build_makes_no_picture_whatever_else_changes() {
    let site = site();
    let first = site.built(&[]);
    let made = kept(&site);
    assert!(made.len() > 20, "{}", made.len());
    let is_picture = |path: &&String| path.ends_with(".webp") || path.ends_with(".jpg");
    let same = |now: &BTreeMap<String, Vec<u8>>| {
        assert!(kept(&site) == made);
        assert!(
            first
                .iter()
                .filter(|(path, _)| is_picture(path))
                .all(|(path, bytes)| now.get(path) == Some(bytes))
        );
    };
    site.write("templates/slots/head.html", "<meta name=\"x\" content=\"y\">");
    let run = site.build(&["--explain"]);
    assert!(
        run.stderr.contains("template slots/head.html") && !run.stderr.contains(".webp"),
        "{}",
        run.stderr
    );
    same(&site.tree());
    site.write(
        "content/2025-02-10-port/index.md",
        article("image: {src: quay.jpg, alt: Other words}\n", "Text."),
    );
    site.built(&[]);
    // The chart is shown no more.
    assert!(!site.tree().keys().any(|path| path.starts_with("img/chart.png.")));
    let now = site.tree();
    assert!(
        first
            .iter()
            .filter(|(path, _)| path.contains("quay"))
            .all(|(path, bytes)| now.get(path) == Some(bytes))
    );

    // Lost caches, lost outputs, and a picture under another name cost time or nothing, never other bytes.
    let before = site.tree();
    let made = kept(&site);
    std::fs::remove_dir_all(site.path().join("public")).expect("an output folder");
    assert!(site.built(&[]) == before && kept(&site) == made);
    let (path, _) = made.first_key_value().expect("a file");
    std::fs::write(path, "damaged").expect("a file");
    std::fs::remove_dir_all(site.path().join("public")).expect("an output folder");
    assert!(site.built(&[]) == before);
    std::fs::remove_dir_all(site.path().join(".newsprint")).expect("a cache");
    assert!(site.built(&["--fresh"]) == before);
}

#[test]
fn a_picture_that_is_not_whole_is_said_and_nothing_moves_that_stands_still() {
    let site = site();
    let whole = photograph();
    site.write("content/2025-02-10-port/quay.jpg", &whole[..whole.len() * 2 / 3]);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        run.stderr.matches("this JPEG file is damaged or ends too early").count(),
        1,
        "{}",
        run.stderr
    );
    assert_eq!(site.build(&[]).stderr.matches("ends too early").count(), 1, "a warm build says the same");
    assert_eq!(site.build(&["--strict"]).code, 1);

    // Two frames (RFC 9649, section 2.7.1): what is made of them would stand still.
    let frame = |colour: u8| {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_pixel(16, 16, image::Rgb([colour; 3]));
        picture.write_to(&mut std::io::Cursor::new(&mut bytes), ImageFormat::WebP).expect("a picture");
        let data = bytes[12..].to_vec();
        let head = [[0; 6].as_slice(), &[15, 0, 0, 15, 0, 0, 100, 0, 0, 0]].concat();
        let length = (head.len() + data.len()) as u32;
        [b"ANMF".as_slice(), &length.to_le_bytes(), &head, &data].concat()
    };
    let chunks = [
        b"VP8X\x0a\0\0\0\x02\0\0\0\x0f\0\0\x0f\0\0".as_slice(),
        b"ANIM\x06\0\0\0\0\0\0\0\0\0",
        &frame(10),
        &frame(200),
    ]
    .concat();
    let moving = [b"RIFF".as_slice(), &(chunks.len() as u32 + 4).to_le_bytes(), b"WEBP", &chunks].concat();
    site.write("content/2025-02-10-port/quay.jpg", whole);
    site.write("static/img/small.png", &moving);
    site.write("static/img/small.webp", moving);
    let text = article("", "![Moving](/img/small.webp)");
    site.write("content/2025-02-10-port/index.md", text);
    let tree = site.built(&[]);
    assert!(!tree.keys().any(|path| path.starts_with("img/small.webp.")));
    assert!(
        site.page(PAGE)
            .contains("<img src=\"/below/img/small.webp\" alt=\"Moving\" width=\"16\" height=\"16\"")
    );
}

#[test]
fn a_format_that_does_not_know_such_a_picture_is_left_out_and_a_foreign_file_in_the_cache_is_nothing() {
    let site = site();
    // WebP knows no side above 16,383 pixels.
    site.write("static/img/chart.png", drawn((100, 17_000), (50, 50), ImageFormat::Png));
    let tree = site.built(&[]);
    let of_chart: Vec<&String> = tree.keys().filter(|path| path.starts_with("img/chart.png")).collect();
    assert_eq!(of_chart, ["img/chart.png"]);
    assert!(
        site.page(PAGE)
            .contains("<img src=\"/below/img/chart.png\" alt=\"A chart\" width=\"100\" height=\"17000\"")
    );

    // One whole file of the cache in the place of all others.
    let kept: Vec<String> = kept(&site).into_keys().collect();
    let one = std::fs::read(&kept[0]).expect("a file");
    for path in &kept {
        std::fs::write(path, &one).expect("a file");
    }
    std::fs::remove_dir_all(site.path().join("public")).expect("an output folder");
    assert!(site.built(&[]) == tree);
    assert!(site.built(&["--fresh"]) == tree);
}
