//! Small files of each format, written here piece by piece, with what must go and what must stay.

use super::*;

/// What is published of a file that is no SVG.
fn published(bytes: Vec<u8>) -> Vec<u8> {
    super::published("static/a", bytes, HtmlPolicy::Safe).expect("no SVG")
}

/// What may stand in no published copy.
const SECRETS: [&[u8]; 4] = [b"SECRET", b"Exif\0\0II", b"ns.adobe.com", b"48.8584"];

/// A TIFF structure in the order of Intel with an orientation, and a position.
fn tiff(orientation: u8) -> Vec<u8> {
    let mut bytes = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    bytes.extend([orientation, 0, 0, 0]);
    bytes.extend(b"\x10\x01\x02\0\x07\0\0\0\x26\0\0\0\0\0\0\0SECRET 48.8584\0");
    bytes
}

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, marker];
    bytes.extend((payload.len() as u16 + 2).to_be_bytes());
    bytes.extend(payload);
    bytes
}

/// A real JPEG with two segments of pixels' tables, to which metadata are added everywhere.
fn jpeg(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let picture = image::RgbImage::from_fn(17, 9, |x, y| image::Rgb([x as u8 * 9, y as u8 * 20, 99]));
    picture.write_to(&mut std::io::Cursor::new(&mut plain), image::ImageFormat::Jpeg).expect("a picture");
    let sos = plain.windows(2).position(|pair| pair == [0xff, 0xda]).expect("a scan");
    let mut bytes = plain[..2].to_vec();
    bytes.extend(segment(0xe1, &[b"Exif\0\0", tiff(orientation).as_slice()].concat()));
    bytes.extend(segment(0xe0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01SEC"));
    bytes.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SECRET"));
    bytes.extend(segment(0xe2, b"ICC_PROFILE\0\x01\x01profile of colours"));
    bytes.extend(segment(0xe2, b"MPF\0SECRET"));
    bytes.extend(segment(0xed, b"Photoshop 3.0\08BIM SECRET"));
    bytes.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\x01SECRET"));
    bytes.extend(segment(0xef, b"SECRET"));
    let jfif = usize::from(u16::from_be_bytes([plain[4], plain[5]])) + 4;
    bytes.extend(&plain[jfif..sos]);
    bytes.extend(segment(0xfe, b"SECRET"));
    bytes.extend(&plain[sos..plain.len() - 2]);
    bytes.extend(segment(0xfe, b"SECRET between scans"));
    bytes.extend(b"\xff\xff\xff\xd9\xff\xd8\xff\xe1 SECRET, a second picture");
    bytes
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = crc32fast::Hasher::new();
    crc.update(name);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes(), name.as_slice(), data, &crc.finalize().to_be_bytes()].concat()
}

fn png(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let picture = image::RgbaImage::from_fn(5, 7, |x, y| image::Rgba([x as u8 * 9, y as u8 * 20, 99, 200]));
    picture.write_to(&mut std::io::Cursor::new(&mut plain), image::ImageFormat::Png).expect("a picture");
    let head = 8 + 25;
    let mut bytes = plain[..head].to_vec();
    for (name, data) in [
        (b"eXIf", tiff(orientation).as_slice()),
        (b"tEXt", b"Author\0SECRET"),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>SECRET"),
        (b"zTXt", b"a\0\0SECRET"),
        (b"gAMA", b"\0\0\xb1\x8f"),
        (b"prVt", b"SECRET"),
    ] {
        bytes.extend(chunk(name, data));
    }
    bytes.extend(&plain[head..plain.len() - 12]);
    bytes.extend(chunk(b"tIME", b"\x07\xe9\x05\x01SEC"));
    bytes.extend(&plain[plain.len() - 12..]);
    bytes.extend(b"SECRET behind the end");
    bytes
}

fn riff(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let pad = &[0][..data.len() % 2];
    [name.as_slice(), &(data.len() as u32).to_le_bytes(), data, pad].concat()
}

fn webp(orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    let picture = image::RgbaImage::from_fn(5, 7, |x, y| image::Rgba([x as u8 * 9, y as u8 * 20, 99, 200]));
    picture.write_to(&mut std::io::Cursor::new(&mut plain), image::ImageFormat::WebP).expect("a picture");
    let mut inside = b"WEBP".to_vec();
    inside.extend(riff(b"VP8X", &[0x3c, 0, 0, 0, 4, 0, 0, 6, 0, 0]));
    inside.extend(riff(b"ICCP", b"profile of colours"));
    inside.extend(&plain[12..]);
    inside.extend(riff(b"EXIF", &tiff(orientation)));
    inside.extend(riff(b"XMP ", b"<x:xmpmeta>SECRET"));
    inside.extend(riff(b"own ", b"SECRET"));
    let mut bytes = riff(b"RIFF", &inside);
    bytes.extend(b"SECRET behind the end");
    bytes
}

fn gif(_: u8) -> Vec<u8> {
    let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0\x01\x02\x03\x04\x05\x06".to_vec();
    bytes.extend(b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    bytes.extend(b"\x21\xfe\x06SECRET\0");
    bytes.extend(b"\x21\xff\x0bXMP DataXMP\x06SECRET\0");
    for _ in 0..2 {
        bytes.extend(b"\x21\xf9\x04\x04\x0a\0\0\0");
        bytes.extend(b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0");
    }
    bytes.extend(b"\x21\xf9\x04\x04\x0a\0\0\0\x21\x01\x0c\0\0\0\0\x01\0\x01\0\x08\x08\0\x01\x06SECRET\0");
    bytes.extend(b";SECRET behind the end");
    bytes
}

fn boxed(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32 + 8).to_be_bytes(), name.as_slice(), data].concat()
}

/// Boxes of a picture with one item of pixels, one of EXIF and one of XMP; the pixels' bytes are no picture.
fn avif(orientation: u8) -> Vec<u8> {
    let infe = |id: u8, kind: &[u8; 4], rest: &[u8]| {
        boxed(b"infe", &[&[2, 0, 0, 0, 0, id, 0, 0], kind.as_slice(), rest].concat())
    };
    let exif = [&[0; 4], tiff(orientation).as_slice()].concat();
    let (pixels, xmp) = (b"pixels".as_slice(), b"<x:xmpmeta>SECRET".as_slice());
    let ftyp = boxed(b"ftyp", b"avif\0\0\0\0avifmif1");
    let make = |base: usize| {
        let mut iloc = vec![1, 0, 0, 0, 0x44, 0, 0, 3];
        let mut at = base;
        for (id, data) in [(1, pixels), (2, &exif), (3, xmp)] {
            iloc.extend([0, id, 0, 0, 0, 0, 0, 1]);
            iloc.extend((at as u32).to_be_bytes());
            iloc.extend((data.len() as u32).to_be_bytes());
            at += data.len();
        }
        let items = [
            &[0, 0, 0, 0, 0, 3][..],
            &infe(1, b"av01", b"SECRET\0"),
            &infe(2, b"Exif", b"\0"),
            &infe(3, b"mime", b"\0application/rdf+xml\0"),
        ];
        let meta = [&[0; 4][..], &boxed(b"iinf", &items.concat()), &boxed(b"iloc", &iloc)].concat();
        [ftyp.clone(), boxed(b"meta", &meta), boxed(b"uuid", b"sixteen bytes...SECRET")].concat()
    };
    let base = make(0).len() + 8;
    [make(base), boxed(b"mdat", &[pixels, &exif, xmp].concat())].concat()
}

fn film(_: u8) -> Vec<u8> {
    let place = boxed(b"\xa9xyz", b"\0\x14\x15\xc7+48.8584+002.2945/SECRET");
    let moov = [boxed(b"mvhd", &[0; 100]), boxed(b"udta", &place), boxed(b"meta", b"SECRET")].concat();
    [boxed(b"ftyp", b"qt  \0\0\0\0qt  "), boxed(b"moov", &moov), boxed(b"mdat", b"pixels")].concat()
}

type Make = fn(u8) -> Vec<u8>;

const FORMATS: [(Holds, Make); 6] = [
    (Holds::Jpeg, jpeg),
    (Holds::Png, png),
    (Holds::WebP, webp),
    (Holds::Gif, gif),
    (Holds::Avif, avif),
    (Holds::Film, film),
];

fn has(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

#[test]
fn nothing_says_who_made_it_where_and_when() {
    for (holds, make) in FORMATS {
        let bytes = make(6);
        assert_eq!(Holds::of(&bytes), holds);
        assert!(SECRETS.iter().any(|secret| has(&bytes, secret)), "{holds}");
        let cleaned = clean(holds, bytes);
        assert!(cleaned.whole, "{holds}");
        for secret in SECRETS {
            assert!(!has(&cleaned.bytes, secret), "{holds}: {}", cleaned.bytes.escape_ascii());
        }
        assert_eq!(clean(holds, cleaned.bytes.clone()), cleaned, "{holds}: twice is once");
    }
}

#[test]
fn a_file_without_metadata_stays_as_it_is() {
    for (holds, make) in FORMATS {
        let clean = published(make(6));
        assert_eq!(published(clean.clone()), clean, "{holds}");
        assert_eq!(said("a", &clean), None, "{holds}");
    }
}

#[test]
fn pixels_turn_profile_and_animation_stay() {
    for (holds, make) in [(Holds::Jpeg, jpeg as Make), (Holds::Png, png), (Holds::WebP, webp)] {
        for orientation in 1..=8 {
            let (before, after) = (make(orientation), published(make(orientation)));
            let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").into_rgba8();
            assert_eq!(pixels(&after), pixels(&before), "{holds}");
            let header = |bytes: &[u8]| crate::source::picture::header(bytes).expect("a picture");
            assert_eq!(header(&after), header(&before), "{holds} {orientation}");
            assert_eq!(header(&after).orientation.to_exif(), orientation, "{holds}");
        }
    }
    for (make, kept) in [
        (jpeg as Make, &b"profile of colours"[..]),
        (jpeg, b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\x01\xff"),
        (jpeg, b"\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0\xff"),
        (webp, b"profile of colours"),
        (png, b"gAMA"),
        (gif, b"NETSCAPE2.0\x03\x01\0\0\0\x21\xf9\x04\x04\x0a\0\0\0\x2c"),
        (avif, b"pixels"),
        (film, b"pixels"),
    ] {
        assert!(has(&published(make(1)), kept), "{}", kept.escape_ascii());
    }
    assert!(published(gif(1)).ends_with(b"\x02\x02\x44\x01\0;"));
    // Nothing in a file of boxes moves.
    assert_eq!(published(avif(1)).len(), avif(1).len());
    assert_eq!(published(film(1)).len(), film(1).len());
}

#[test]
fn a_file_cut_anywhere_leaks_nothing_and_is_said() {
    for (holds, make) in FORMATS {
        let bytes = make(6);
        let end = clean(holds, bytes.clone()).bytes;
        for length in 0..bytes.len() {
            let cut = &bytes[..length];
            let cleaned = clean(Holds::of(cut), cut.to_vec());
            for secret in &SECRETS[1..] {
                assert!(!has(&cleaned.bytes, secret), "{holds} {length}");
            }
            if Holds::of(cut) == holds {
                assert!(!has(&cleaned.bytes, SECRETS[0]), "{holds} {length}");
                assert_eq!(clean(holds, cleaned.bytes.clone()).bytes, cleaned.bytes, "{holds} {length}");
            }
            assert!(cleaned.bytes.len() <= end.len().max(length), "{holds} {length}");
        }
    }
}

#[test]
fn a_changed_byte_panics_nowhere() {
    for (holds, make) in FORMATS {
        let bytes = make(3);
        for at in 0..bytes.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] = value;
                let once = published(changed);
                let _ = said("a", &once);
                if Holds::of(&once) == holds {
                    assert_eq!(published(once.clone()), once, "{holds} {at} {value}");
                }
            }
        }
    }
}
