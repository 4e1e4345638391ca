//! Small files of each format, written here piece by piece, with what must go and what must stay.

use super::*;

/// What is published of a file that is no SVG.
fn published(bytes: Vec<u8>) -> Vec<u8> {
    copy(bytes).bytes
}

fn copy(bytes: Vec<u8>) -> Published {
    super::published("static/a", bytes, HtmlPolicy::Safe, false).expect("no SVG")
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
    let film = boxed(b"mpvd", b"a film behind the picture: SECRET 48.8584");
    [make(base), boxed(b"mdat", &[pixels, &exif, xmp].concat()), film].concat()
}

fn film(_: u8) -> Vec<u8> {
    let place = boxed(b"\xa9xyz", b"\0\x14\x15\xc7+48.8584+002.2945/SECRET");
    let moov = [boxed(b"mvhd", &[0; 100]), boxed(b"udta", &place), boxed(b"meta", b"SECRET")].concat();
    let (before, own) = (boxed(b"free", b"SECRET of before"), boxed(b"uuid", b"SECRET"));
    [boxed(b"ftyp", b"qt  \0\0\0\0qt  "), before, boxed(b"moov", &moov), boxed(b"mdat", b"pixels"), own]
        .concat()
}

/// An episode whose tags have a title, a place, an account and a note of a program.
fn episode(_: u8) -> Vec<u8> {
    let data = |words: &[u8]| boxed(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], words].concat());
    let list = [
        boxed(b"\xa9nam", &data(b"Title")),
        boxed(b"apID", &data(b"SECRET@example.org")),
        boxed(b"----", &data(b"SECRET")),
    ];
    let meta = [&[0; 4], &*boxed(b"hdlr", &[0; 24]), &boxed(b"ilst", &list.concat())].concat();
    let place = boxed(b"\xa9xyz", b"\0\x14\x15\xc7+48.8584+002.2945/SECRET");
    let udta = boxed(b"udta", &[place, boxed(b"meta", &meta)].concat());
    [boxed(b"ftyp", b"M4A \0\0\0\0M4A "), boxed(b"moov", &udta), boxed(b"mdat", b"pixels")].concat()
}

/// An icon of two PNG files, of which the first stands twice in the list, and of a bitmap.
fn icon(orientation: u8) -> Vec<u8> {
    let (one, two, bitmap) = (png(orientation), png(1), b"\x28\0\0\0bitmap".to_vec());
    let mut bytes = b"\0\0\x01\0\x04\0".to_vec();
    let (first, second) = (6 + 4 * 16 + 6, 6 + 4 * 16 + 6 + one.len());
    let third = second + two.len();
    for (length, at) in [(one.len(), first), (two.len(), second), (one.len(), first), (bitmap.len(), third)] {
        bytes.extend(b"\x05\x07\0\0\x01\0\x20\0");
        bytes.extend((length as u32).to_le_bytes());
        bytes.extend((at as u32).to_le_bytes());
    }
    [bytes, b"SECRET".to_vec(), one, two, bitmap, b"SECRET".to_vec()].concat()
}

/// An element of EBML with a length of `width` bytes.
fn element(number: &[u8], width: usize, data: &[u8]) -> Vec<u8> {
    let length = (1_u64 << (7 * width)) | data.len() as u64;
    [number, &length.to_be_bytes()[8 - width..], data].concat()
}

fn matroska(_: u8) -> Vec<u8> {
    let tag = [element(b"\x45\xa3", 1, b"LOCATION"), element(b"\x44\x87", 1, b"48.8584 SECRET")].concat();
    let info = [
        element(b"\xbf", 1, b"\x01\x02\x03\x04"),
        element(b"\x2a\xd7\xb1", 1, b"\x0f\x42\x40"),
        element(b"\x44\x61", 1, b"SECRETs!"),
        element(b"\x73\x84", 2, b"/home/SECRET.mkv"),
        element(b"\x7b\xa9", 1, b"Title"),
        element(b"\x4d\x80", 1, b"muxer"),
    ];
    let segment = [
        element(b"\x15\x49\xa9\x66", 4, &info.concat()),
        element(b"\x12\x54\xc3\x67", 8, &tag),
        element(b"\xec", 1, b"SECRET of before"),
        element(b"\x19\x41\xa4\x69", 2, b"SECRET attached"),
        // A cluster whose length nobody knew when it was written, as browsers record.
        [b"\x1f\x43\xb6\x75\x01\xff\xff\xff\xff\xff\xff\xff".to_vec(), element(b"\xa3", 1, b"pixels")]
            .concat(),
        element(b"\x12\x54\xc3\x67", 1, &tag),
    ];
    [element(b"\x1a\x45\xdf\xa3", 1, b"\x42\x82\x84webm"), element(b"\x18\x53\x80\x67", 8, &segment.concat())]
        .concat()
}

type Make = fn(u8) -> Vec<u8>;

const FORMATS: [(Holds, Make); 9] = [
    (Holds::Jpeg, jpeg),
    (Holds::Png, png),
    (Holds::WebP, webp),
    (Holds::Gif, gif),
    (Holds::Avif, avif),
    (Holds::Film, film),
    (Holds::Film, episode),
    (Holds::Icon, icon),
    (Holds::Matroska, matroska),
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
        let cleaned = clean(holds, bytes.into());
        assert!(cleaned.whole, "{holds}");
        for secret in SECRETS {
            assert!(!has(&cleaned.bytes, secret), "{holds}: {}", cleaned.bytes.escape_ascii());
        }
        assert_eq!(clean(holds, (&cleaned.bytes).into()), cleaned, "{holds}: twice is once");
    }
}

#[test]
fn a_file_without_metadata_stays_as_it_is() {
    for (holds, make) in FORMATS {
        let clean = published(make(6));
        assert_eq!(copy(clean.clone()), Published { bytes: clean, warning: None }, "{holds}");
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
        (episode, b"pixels"),
        (episode, b"Title"),
        (icon, b"\x28\0\0\0bitmap"),
        (icon, b"gAMA"),
        (matroska, b"pixels"),
        (matroska, b"Title"),
    ] {
        assert!(has(&published(make(1)), kept), "{}", kept.escape_ascii());
    }
    assert!(published(gif(1)).ends_with(b"\x02\x02\x44\x01\0;"));
    // What was EXIF still is, and says nothing.
    assert!(has(&published(avif(6)), b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"));
    // Nothing in a file of boxes moves.
    assert_eq!(published(avif(1)).len(), avif(1).len());
    assert_eq!(published(film(1)).len(), film(1).len());
    assert_eq!(published(matroska(1)).len(), matroska(1).len());
}

#[test]
fn a_file_cut_anywhere_leaks_nothing_and_is_said() {
    for (holds, make) in FORMATS {
        let bytes = make(6);
        let end = clean(holds, (&bytes).into()).bytes;
        let mut unsaid = 0;
        for length in 0..bytes.len() {
            let cut = &bytes[..length];
            let cleaned = clean(Holds::of(cut), cut.into());
            for secret in &SECRETS[1..] {
                assert!(!has(&cleaned.bytes, secret), "{holds} {length}");
            }
            if Holds::of(cut) == holds {
                unsaid += usize::from(cleaned.whole && cleaned.bytes != end);
                assert!(!has(&cleaned.bytes, SECRETS[0]), "{holds} {length}");
                assert_eq!(clean(holds, (&cleaned.bytes).into()).bytes, cleaned.bytes, "{holds} {length}");
            }
            assert!(cleaned.bytes.len() <= end.len().max(length), "{holds} {length}");
        }
        // A file of boxes says nowhere how many there are: between two of them it looks whole.
        let is_of_boxes = matches!(holds, Holds::Avif | Holds::Film | Holds::Matroska);
        assert!(unsaid == 0 || is_of_boxes && unsaid <= 16, "{holds}: {unsaid} cuts are not said");
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
                if Holds::of(&once) == holds {
                    assert_eq!(published(once.clone()), once, "{holds} {at} {value}");
                }
            }
        }
    }
}

#[test]
fn pictures_of_an_icon_that_lie_in_one_another_are_no_more_than_the_file() {
    let mut bytes = b"\0\0\x01\0\x40\0".to_vec();
    for at in 0..64_u32 {
        bytes.extend(b"\x05\x07\0\0\x01\0\x20\0");
        bytes.extend(60_000_u32.to_le_bytes());
        bytes.extend((1100 + at).to_le_bytes());
    }
    bytes.resize(70_000, 7);
    let cleaned = clean(Holds::Icon, (&bytes).into());
    assert!(!cleaned.whole && cleaned.bytes.len() <= bytes.len());
    assert_eq!(clean(Holds::Icon, (&cleaned.bytes).into()).bytes, cleaned.bytes);
}

#[test]
fn a_recording_says_what_its_listeners_see_and_nothing_more() {
    let code = |bytes: Vec<u8>| copy(bytes).warning.map(|said| said.code.as_str());
    let tag = |version: u8, frames: &[u8]| {
        let length = [0, 0, (frames.len() >> 7) as u8, (frames.len() & 0x7f) as u8];
        [&[b'I', b'D', b'3', version, 0, 0], &length[..], frames, b"\xff\xfbPRIV"].concat()
    };
    for version in [3, 4] {
        let title = b"TIT2\0\0\0\x06\0\0\x03Words";
        assert_eq!(code(tag(version, title)), None);
        let own = [&title[..], b"PRIV\0\0\0\x03\0\0XMP"].concat();
        assert_eq!(code(tag(version, &own)), Some("metadata-kept"));
        assert_eq!(code(tag(version, &[&[0; 40], &own[..]].concat())), None);
    }
    assert_eq!(code(tag(2, b"TT2\0\0\x02\x03WGEO\0\0\x01a")), Some("metadata-kept"));
    for end in 0..20 {
        let _ = code(tag(3, b"PRIV\0\0\0\x03\0\0XMP")[..end].to_vec());
    }
}
