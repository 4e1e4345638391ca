//! What comes out of pictures of all kinds, as a browser would see it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{
    DynamicImage, ExtendedColorType, ImageBuffer, ImageEncoder, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
};

use super::*;

const GREY: Rgb<u8> = Rgb([90, 110, 130]);
const RED: Rgb<u8> = Rgb([230, 20, 20]);
const SHAPES: [(u32, u32); 3] = [(16, 9), (4, 3), (1, 1)];
const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

/// A grey picture with a red block of 40 pixels around a point.
fn drawn(width: u32, height: u32, (x, y): (u32, u32)) -> RgbImage {
    ImageBuffer::from_fn(width, height, |across, down| {
        if across.abs_diff(x) < 20 && down.abs_diff(y) < 20 { RED } else { GREY }
    })
}

fn written(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).expect("a picture");
    bytes
}

fn read(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).expect("a picture").into_rgb8()
}

fn jpeg_of(shown: (u32, u32), shape: (u32, u32), focus: (u8, u8)) -> Wanted {
    let window = Window::of(shown, shape, focus);
    Wanted { window, size: window.size(1200, Some(shape)), format: PictureFormat::Jpeg }
}

fn made(bytes: &[u8], shown: (u32, u32), wanted: &[Wanted]) -> Derived {
    derive(bytes, shown, wanted, Quality(80)).expect("a picture")
}

/// Its crops as JPEG, 16:9, 4:3 and square.
fn crops(bytes: &[u8], shown: (u32, u32), focus: (u8, u8)) -> Vec<RgbImage> {
    let wanted = SHAPES.map(|shape| jpeg_of(shown, shape, focus));
    made(bytes, shown, &wanted).files.iter().map(|bytes| read(bytes)).collect()
}

/// The middle of what is red.
fn block(picture: &RgbImage) -> Option<(u32, u32)> {
    let red = |(_, _, pixel): &(u32, u32, &Rgb<u8>)| pixel[0] > 180 && pixel[1] < 90;
    let found: Vec<_> = picture.enumerate_pixels().filter(red).map(|(x, y, _)| (x, y)).collect();
    let count = found.len() as u32;
    (count > 0).then(|| {
        (found.iter().map(|(x, _)| x).sum::<u32>() / count, found.iter().map(|(_, y)| y).sum::<u32>() / count)
    })
}

fn near(one: Option<(u32, u32)>, two: (u32, u32)) -> bool {
    one.is_some_and(|one| one.0.abs_diff(two.0) <= 2 && one.1.abs_diff(two.1) <= 2)
}

fn is_near(one: Rgb<u8>, two: [u8; 3], most: u8) -> bool {
    one.0.iter().zip(two).all(|(one, two)| one.abs_diff(two) <= most)
}

/// A JPEG with what cameras say of it.
fn camera(picture: &RgbImage, orientation: u8, profile: Option<&[u8]>) -> Vec<u8> {
    // Big-endian TIFF with one entry: Orientation, SHORT, 1.
    let entry = [b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".as_slice(), &[orientation]].concat();
    let exif = [entry.as_slice(), &[0; 6], b" a secret place"].concat();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    encoder.set_exif_metadata(exif).expect("room for it");
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).expect("room for it");
    }
    let (width, height) = picture.dimensions();
    encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8).expect("a picture");
    bytes
}

#[test]
fn crops_have_their_sizes_and_keep_the_focus_in_all_formats() {
    let picture = drawn(1000, 500, (300, 250));
    for format in FORMATS {
        let made = crops(&written(&picture, format), (1000, 500), (30, 50));
        let sizes: Vec<_> = made.iter().map(RgbImage::dimensions).collect();
        assert_eq!(sizes, [(889, 500), (667, 500), (500, 500)], "{format:?}");
        for (crop, left) in made.iter().zip([0, 0, 50]) {
            assert!(near(block(crop), (300 - left, 250)), "{format:?} {:?}", block(crop));
        }
    }
}

#[test]
fn a_large_picture_is_made_smaller() {
    let picture = drawn(2400, 1800, (600, 1350));
    let made = crops(&written(&picture, ImageFormat::Png), (2400, 1800), (25, 75));
    let sizes: Vec<_> = made.iter().map(RgbImage::dimensions).collect();
    assert_eq!(sizes, [(1200, 675), (1200, 900), (1200, 1200)]);
    // Of 16:9 the window is 1350 high, and ends at the lower edge.
    assert!(near(block(&made[0]), (300, 450)), "{:?}", block(&made[0]));
    assert!(near(block(&made[1]), (300, 675)), "{:?}", block(&made[1]));
    assert!(near(block(&made[2]), (400, 900)), "{:?}", block(&made[2]));
}

#[test]
fn what_one_file_is_does_not_depend_on_the_others() {
    let shown = (1801, 1203);
    let bytes = written(&drawn(shown.0, shown.1, (700, 400)), ImageFormat::Jpeg);
    let whole = |width, format| {
        let window = Window::whole(shown);
        Wanted { window, size: window.size(width, None), format }
    };
    let wanted: Vec<_> = [1600, 901, 900, 450, 200, 100, 16]
        .into_iter()
        .flat_map(|width| [PictureFormat::Jpeg, PictureFormat::WebP].map(|format| whole(width, format)))
        .chain(SHAPES.map(|shape| jpeg_of(shown, shape, (20, 80))))
        .collect();
    let together = made(&bytes, shown, &wanted);
    for (wanted, file) in wanted.iter().zip(&together.files) {
        let alone = made(&bytes, shown, &[*wanted]);
        assert!(alone.files[0] == *file, "{wanted:?}");
        assert_eq!(alone.tone, together.tone);
        assert_eq!(read(file).dimensions(), wanted.size);
    }
    assert_eq!(made(&bytes, shown, &[]).tone, together.tone);
    assert!(is_near(Rgb(together.tone.0), GREY.0, 3), "{}", together.tone);
    assert_eq!(Tone([1, 16, 255]).to_string(), "#0110ff");
}

#[test]
fn a_camera_that_was_held_otherwise_is_turned() {
    let stored = drawn(900, 600, (100, 80));
    // EXIF 2.32, tag Orientation: where what was in the upper left corner is shown.
    let places = [
        (1, (100, 80)),
        (2, (800, 80)),
        (3, (800, 520)),
        (4, (100, 520)),
        (5, (80, 100)),
        (6, (520, 100)),
        (7, (520, 800)),
        (8, (80, 800)),
    ];
    for (orientation, place) in places {
        let bytes = camera(&stored, orientation, None);
        let shown = header(&bytes).expect("a header").shown();
        assert_eq!(shown, if orientation < 5 { (900, 600) } else { (600, 900) });
        for width in [shown.0, shown.0 / 2] {
            let window = Window::whole(shown);
            let wanted = Wanted { window, size: window.size(width, None), format: PictureFormat::Jpeg };
            let whole = read(&made(&bytes, shown, &[wanted]).files[0]);
            let part = shown.0 / width;
            assert!(
                near(block(&whole), (place.0 / part, place.1 / part)),
                "{orientation}: {:?}",
                block(&whole)
            );
        }
    }
}

#[test]
fn what_is_transparent_stays_so_where_the_format_knows_it() {
    let glass =
        RgbaImage::from_fn(
            800,
            800,
            |x, _| if x < 400 { Rgba([255, 0, 0, 0]) } else { Rgba([0, 0, 255, 255]) },
        );
    let mut bytes = Vec::new();
    glass.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
    let window = Window::whole((800, 800));
    let wanted = [PictureFormat::Jpeg, PictureFormat::Png, PictureFormat::WebP].map(|format| Wanted {
        window,
        size: (200, 200),
        format,
    });
    let files = made(&bytes, (800, 800), &wanted).files;
    let pixel =
        |file: &[u8], x| *image::load_from_memory(file).expect("a picture").into_rgba8().get_pixel(x, 100);
    assert!(pixel(&files[0], 20).0.iter().all(|part| *part > 250), "white");
    for file in &files[1..] {
        assert_eq!(pixel(file, 20)[3], 0);
        let blue = pixel(file, 180);
        assert!(blue[3] == 255 && blue[2] > 240 && blue[0] < 15, "{blue:?}");
        // Nothing of a colour that cannot be seen comes through at the edge.
        let edge = pixel(file, 100);
        assert!(edge[0] < 40, "{edge:?}");
    }
}

#[test]
fn deep_pictures_are_read() {
    let deep = ImageBuffer::from_pixel(400, 400, Rgb([0xffff_u16, 0, 0]));
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb16(deep)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("a picture");
    let crop = &crops(&bytes, (400, 400), (50, 50))[2];
    assert!(is_near(*crop.get_pixel(200, 200), [255, 0, 0], 12));
}

#[test]
fn a_picture_that_is_not_whole_says_so() {
    let picture =
        RgbImage::from_fn(1000, 500, |x, y| Rgb([(x % 251) as u8, (y % 241) as u8, (x * y % 239) as u8]));
    for format in FORMATS {
        let bytes = written(&picture, format);
        let wanted = [jpeg_of((1000, 500), (1, 1), (0, 0))];
        assert!(made(&bytes, (1000, 500), &wanted).is_whole, "{format:?}");
        for share in [2, 4, 50] {
            let cut = &bytes[..bytes.len() - bytes.len() / share];
            if let Ok(made) = derive(cut, (1000, 500), &wanted, Quality(80)) {
                assert!(!made.is_whole, "{format:?} {share}");
            }
        }
    }
    assert_eq!(derive(b"no picture at all", (700, 700), &[], Quality(80)), Err(Broken));
    // Another picture stands there than the one that was looked at.
    let other = written(&picture, ImageFormat::Png);
    assert_eq!(derive(&other, (500, 1000), &[], Quality(80)), Err(Broken));
}

#[test]
fn colours_become_those_of_the_web_and_nothing_else_is_carried() {
    let picture = RgbImage::from_pixel(400, 400, Rgb([200, 40, 30]));
    let wide = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    let with = |profile: Option<&[u8]>| {
        let bytes = camera(&picture, 1, profile);
        let file = made(&bytes, (400, 400), &[jpeg_of((400, 400), (1, 1), (50, 50))]).files.remove(0);
        let holds = |part: &[u8]| memchr::memmem::find(&file, part).is_some();
        assert!(!holds(b"secret") && !holds(b"ICC_PROFILE") && !holds(b"Exif"));
        *read(&file).get_pixel(200, 200)
    };
    assert!(is_near(with(None), [200, 40, 30], 3));
    // What Display P3 calls so is a red for which sRGB has no green at all.
    assert!(is_near(with(Some(&wide)), [219, 0, 4], 4), "{:?}", with(Some(&wide)));
    // A printer's profile, and what is no profile, say nothing about light.
    let of_printers = [&[0; 16], b"CMYK".as_slice(), &[7; 100]].concat();
    assert!(is_near(with(Some(&of_printers)), [200, 40, 30], 3));
    assert!(is_near(with(Some(b"no profile")), [200, 40, 30], 3));
}

#[test]
fn no_file_ends_the_program() {
    let picture = drawn(120, 90, (60, 40));
    let mut seed = 7_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let (shown, wanted) = ((120, 90), [jpeg_of((120, 90), (1, 1), (50, 50))]);
    for format in FORMATS {
        let whole = written(&picture, format);
        let mut decoded = 0;
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            bytes.truncate(bytes.len() - random(2) * random(whole.len()));
            if let Ok(made) = derive(&bytes, shown, &wanted, Quality(80)) {
                decoded += 1;
                assert_eq!(read(&made.files[0]).dimensions(), (90, 90), "{format:?}");
            }
        }
        assert!(decoded > 3, "{format:?}: {decoded}");
    }
}
