//! Crops of leading pictures: which there are, what they show, and when they go.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

use crate::harness::Site;

const GREY: Rgb<u8> = Rgb([90, 110, 130]);
const RED: Rgb<u8> = Rgb([230, 20, 20]);

/// A grey picture with a red block of 40 pixels around a point.
pub(crate) fn drawn((width, height): (u32, u32), (x, y): (u32, u32), format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |across, down| {
        if across.abs_diff(x) < 20 && down.abs_diff(y) < 20 { RED } else { GREY }
    });
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture");
    bytes
}

fn article(title: &str, image: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2025-02-10\nsources: [Outlet]\nimage: {image}\n---\nText of {title}.\n"
    )
}

/// One article with a picture beside it, two with one of `static/`.
fn site() -> Site {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/below/\n");
    site.write(
        "content/2025-02-10-port/index.md",
        article("Port", "{src: quay side.jpg, alt: A, focus: 30% 50%}"),
    );
    site.write("content/2025-02-10-port/quay side.jpg", drawn((1000, 500), (300, 250), ImageFormat::Jpeg));
    site.write("content/2025-02-10-hall.md", article("Hall", "{src: /img/hall.png, alt: B}"));
    site.write("content/2025-02-10-house.md", article("House", "{src: /img/hall.png, alt: B}"));
    site.write("static/img/hall.png", drawn((1600, 1200), (800, 600), ImageFormat::Png));
    site
}

fn crops(site: &Site) -> Vec<String> {
    // Those for others, and not those of cards, which say how wide they are.
    let part = |path: &str| path.rsplit('.').nth(1).unwrap_or_default().to_owned();
    let is_for_others = |part: String| {
        ["16x9", "4x3", "1x1"].iter().any(|shape| part.starts_with(shape)) && !part.contains('w')
    };
    let shape = |path: &&String| is_for_others(part(path));
    site.tree().keys().filter(shape).cloned().collect()
}

#[test]
fn crops_stand_beside_their_pictures_and_are_named_in_the_structured_data() {
    let site = site();
    let tree = site.built(&[]);
    let beside = ["16x9-30-50", "1x1-30-50", "4x3-30-50"]
        .map(|shape| format!("2025/02/port/quay side.jpg.{shape}.jpg"));
    let shared = ["16x9", "1x1", "4x3"].map(|shape| format!("img/hall.png.{shape}.jpg"));
    assert_eq!(crops(&site), [beside.clone(), shared.clone()].concat());
    for (path, size) in beside.iter().chain(&shared).zip([
        (889, 500),
        (500, 500),
        (667, 500),
        (1200, 675),
        (1200, 1200),
        (1200, 900),
    ]) {
        let crop = image::load_from_memory_with_format(&tree[path], ImageFormat::Jpeg)
            .expect("a picture")
            .into_rgb8();
        assert_eq!(crop.dimensions(), size, "{path}");
        let is_red = |pixel: &Rgb<u8>| pixel[0] > 180 && pixel[1] < 90;
        let middle = (size.0 / 2, size.1 / 2);
        // The focus is in the middle, but where the picture ends before.
        let place = if path.contains("port") { (if size.0 == 500 { 250 } else { 300 }, 250) } else { middle };
        assert!(is_red(crop.get_pixel(place.0, place.1)), "{path}");
        assert!(!is_red(crop.get_pixel(size.0 - 1, size.1 - 1)), "{path}");
    }
    let page = site.page("2025/02/port/index.html");
    let picture = "https://digest.example/below/2025/02/port/quay%20side.jpg";
    let crop = |shape: &str| format!("{picture}.{shape}-30-50.jpg");
    assert_eq!(images(&page), [crop("16x9"), crop("4x3"), crop("1x1"), picture.to_owned()]);
}

/// The addresses of the pictures that a page's structured data names.
fn images(page: &str) -> Vec<&str> {
    let objects = page.split("{\"@type\":\"ImageObject\",\"url\":\"").skip(1);
    objects.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_is_decoded_again_and_a_new_picture_or_focus_is_seen() {
    let site = site();
    site.built(&[]);
    let again = site.build(&["--explain"]);
    assert!(!again.stderr.contains("made "), "{}", again.stderr);
    let body = article("Hall", "{src: /img/hall.png, alt: B}").replace("Text", "Words");
    site.write("content/2025-02-10-hall.md", body);
    let edited = site.build(&["--explain"]);
    assert!(!edited.stderr.contains(".jpg"), "{}", edited.stderr);

    let before = site.tree();
    site.write("static/img/hall.png", drawn((1600, 1200), (100, 600), ImageFormat::Png));
    let after = site.built(&["--verify-fingerprints"]);
    assert_ne!(before["img/hall.png.4x3.jpg"], after["img/hall.png.4x3.jpg"]);
    assert_eq!(
        before["2025/02/port/quay side.jpg.4x3-30-50.jpg"],
        after["2025/02/port/quay side.jpg.4x3-30-50.jpg"]
    );
    site.write(
        "content/2025-02-10-port/index.md",
        article("Port", "{src: quay side.jpg, alt: A, focus: right}"),
    );
    site.built(&[]);
    assert!(crops(&site).contains(&"2025/02/port/quay side.jpg.1x1-100-50.jpg".to_owned()));
    assert!(!crops(&site).iter().any(|path| path.contains("30-50")), "{:?}", crops(&site));
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\ncrops: false\n");
    site.built(&[]);
    assert_eq!(crops(&site), [] as [&str; 0]);
    assert_eq!(images(&site.page("2025/02/hall/index.html")), ["https://digest.example/img/hall.png"]);
}

#[test]
fn crops_of_what_is_taken_back_go_and_are_listed() {
    let site = site();
    site.built(&[]);
    let withdraw = |name: &str| {
        let path = format!("content/2025-02-10-{name}");
        let text = std::fs::read_to_string(site.path().join(&path)).expect("an article");
        let notice = "withdrawn: {date: 2025-02-12, text: It was wrong.}\nimage:";
        site.write(&path, text.replacen("image:", notice, 1));
        site.build(&[])
    };
    let run = withdraw("port/index.md");
    assert!(!crops(&site).iter().any(|path| path.contains("quay")), "{:?}", crops(&site));
    assert!(
        run.stderr.contains("  https://digest.example/below/2025/02/port/quay%20side.jpg.16x9-30-50.jpg\n"),
        "{}",
        run.stderr
    );
    withdraw("hall.md");
    assert_eq!(crops(&site).len(), 3, "another article shows it");
    let run = withdraw("house.md");
    assert_eq!(crops(&site), [] as [&str; 0]);
    assert!(run.stderr.contains("  https://digest.example/below/img/hall.png.1x1.jpg\n"), "{}", run.stderr);
}

#[test]
fn no_crops_of_what_may_not_be_passed_on_is_elsewhere_small_or_drawn() {
    let site = site();
    site.write("content/sources.yaml", "- {name: Wire, redistribute: false}\n");
    for (name, image) in [
        ("port/index", "{src: quay side.jpg, alt: A, credit: Wire}"),
        ("hall", "{src: 'https://img.example/a.jpg', alt: B}"),
        ("house", "{src: /img/small.png, alt: B}"),
        ("drawn", "{src: /img/drawn.svg, alt: B}"),
    ] {
        site.write(&format!("content/2025-02-10-{name}.md"), article(name, image));
    }
    site.write("static/img/small.png", drawn((260, 190), (100, 100), ImageFormat::Png));
    site.write(
        "static/img/drawn.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"900\"/>",
    );
    site.built(&["--strict"]);
    assert_eq!(crops(&site), [] as [&str; 0]);
}

/// A PNG file that says its size and holds nothing.
fn empty_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = drawn((1, 1), (9, 9), ImageFormat::Png);
    let header = [b"IHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), &bytes[24..29]].concat();
    let sum = header.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ if sum & 1 == 1 { 0xedb8_8320 } else { 0 })
    });
    bytes.splice(12..33, [header, (!sum).to_be_bytes().to_vec()].concat());
    bytes
}

#[test]
fn what_cannot_be_cropped_is_said_once_and_stops_nothing() {
    let site = site();
    site.write("static/img/hall.png", empty_png(20_000, 4_000));
    site.write("content/2025-02-10-port/quay side.jpg", "This is no picture.");
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(crops(&site), [] as [&str; 0]);
    for said in [
        "`quay side.jpg` holds nothing that browsers show as a picture",
        "content/2025-02-10-port/index.md:5:14",
        "this picture has 20000 × 4000 pixels",
        "static/img/hall.png",
    ] {
        assert_eq!(run.stderr.matches(said).count(), 1, "{said}\n{}", run.stderr);
    }
    let again = site.build(&[]);
    let warnings = |stderr: &str| {
        stderr.lines().filter(|line| line.contains("picture")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(warnings(&again.stderr), warnings(&run.stderr), "a warm build says the same");
    // One that begins like a picture, and is none.
    site.write("content/2025-02-10-port/quay side.jpg", b"\xff\xd8\xff no picture");
    let said = site.build(&[]).stderr;
    assert_eq!(said.matches("this picture cannot be decoded").count(), 1, "{said}");
    // One whose beginning alone is whole.
    site.write("static/img/hall.png", empty_png(1_600, 1_200));
    let before = site.tree();
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("nothing of this picture can be decoded").count(), 1, "{}", run.stderr);
    assert!(site.tree() == before);
}
