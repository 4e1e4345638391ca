//! Copies of files: what of them is published, and what is not.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};

use crate::harness::Site;

/// Where a photograph was taken, as EXIF writes it.
const PLACE: &[u8] = b"\0\0\0\x30\0\0\0\x01\0\0\0\x33";

/// A photograph of 40 × 20 pixels that was taken with the camera on its side, at a place that it tells.
fn photograph() -> Vec<u8> {
    let mut plain = Vec::new();
    RgbImage::from_pixel(40, 20, Rgb([9, 90, 200]))
        .write_to(&mut Cursor::new(&mut plain), ImageFormat::Jpeg)
        .expect("a picture");
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0".to_vec();
    exif.extend(b"\0\x01\0\x02\0\x05\0\0\0\x01\0\0\0\x38\0\0\0\0");
    exif.extend(PLACE);
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend((exif.len() as u16 + 2).to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[test]
fn no_copy_of_a_photograph_says_where_it_was_taken() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\nlogo: /img/logo.jpg\n");
    site.write("content/authors.yaml", "- name: Ada\n  image: ada.jpg\n");
    site.write(
        "content/2025-02-10-port/index.md",
        "---\ntitle: Port\nauthors: [Ada]\nsources: [Outlet]\nimage: {src: lead.jpg, alt: A}\n---\n![B](inside.jpg)\n\n\
         [The original](original.JPG)\n",
    );
    for path in [
        "content/2025-02-10-port/lead.jpg", "content/2025-02-10-port/inside.jpg",
        "content/2025-02-10-port/original.JPG", "content/ada.jpg", "static/img/logo.jpg",
        "static/by-no-name",
    ] {
        site.write(path, photograph());
    }
    assert!(holds(&photograph(), PLACE));
    let tree = site.built(&[]);
    let photographs: Vec<&String> =
        tree.iter().filter(|(_, bytes)| bytes.starts_with(b"\xff\xd8")).map(|(path, _)| path).collect();
    assert_eq!(photographs.len(), 6, "{photographs:?}");
    for (path, bytes) in &tree {
        assert!(!holds(bytes, PLACE), "{path}");
    }
    let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").into_rgb8();
    assert_eq!(pixels(&tree["2025/02/port/inside.jpg"]), pixels(&photograph()));
    let page = site.page("2025/02/port/index.html");
    assert!(page.contains("width=\"20\" height=\"40\""), "it stays on its side: {page}");
    assert!(site.build(&["--explain"]).stderr.contains("nothing to write") || site.tree() == tree);
}

#[test]
fn what_cannot_be_cleaned_is_said_by_every_build() {
    let site = Site::bare();
    site.write("newsprint.yaml", "title: Test\nbase_url: https://digest.example/\n");
    site.write(
        "content/2025-02-10-a.md",
        "---\ntitle: A\nsources: [Outlet]\n---\nText, and [a file](report.pdf).\n",
    );
    site.write("content/report.pdf", "%PDF-1.4\n1 0 obj<</Author(Somebody)>>endobj\n");
    site.write("content/unused.pdf", "%PDF-1.4\n1 0 obj<</Author(Somebody)>>endobj\n");
    site.write("static/plain.pdf", "%PDF-1.4\n1 0 obj<<>>endobj\n");
    site.write("static/scan.tif", b"II*\0\x08\0\0\0\0\0\0\0\0\0");
    let half = photograph();
    site.write("static/half.jpg", &half[..half.len() - 20]);
    let segment = 4 + usize::from(u16::from_be_bytes([half[4], half[5]]));
    // What cleaning mends is damaged all the same.
    site.write("static/gap.jpg", [&half[..segment], b"lost", &half[segment..]].concat());
    let first = site.build(&[]);
    for (path, code) in [
        ("content/report.pdf", "metadata-kept"),
        ("static/scan.tif", "metadata-kept"),
        ("static/gap.jpg", "picture-broken"),
        ("static/half.jpg", "picture-broken"),
    ] {
        let place = first.stderr.find(path).unwrap_or_else(|| panic!("{path}: {}", first.stderr));
        assert!(first.stderr[..place].rfind(code).is_some(), "{}", first.stderr);
    }
    assert!(!first.stderr.contains("unused") && !first.stderr.contains("plain"), "{}", first.stderr);
    let words =
        |text: &str| text.lines().filter(|line| !line.contains(" s")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&site.build(&[]).stderr), words(&first.stderr));
    assert!(!holds(&site.tree()["half.jpg"], PLACE));
}
