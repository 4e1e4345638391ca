use image::{ImageBuffer, Rgb, Rgba};

use super::*;

const GREY: Rgb<u8> = Rgb([90, 110, 130]);
const RED: Rgb<u8> = Rgb([230, 20, 20]);

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
    assert_eq!(image::guess_format(bytes).ok(), Some(ImageFormat::Jpeg));
    image::load_from_memory(bytes).expect("a crop").into_rgb8()
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

#[test]
fn crops_have_their_sizes_and_keep_the_focus_in_all_formats() {
    let picture = drawn(1000, 500, (300, 250));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let made = crops(&written(&picture, format), (1000, 500), (30, 50)).map(|bytes| read(&bytes));
        let sizes = made.each_ref().map(RgbImage::dimensions);
        assert_eq!(sizes, [(889, 500), (667, 500), (500, 500)], "{format:?}");
        for (crop, left) in made.iter().zip([0, 0, 50]) {
            assert!(near(block(crop), (300 - left, 250)), "{format:?} {:?}", block(crop));
        }
    }
}

#[test]
fn a_large_picture_is_made_smaller() {
    let picture = drawn(2400, 1800, (600, 1350));
    let made = crops(&written(&picture, ImageFormat::Png), (2400, 1800), (25, 75)).map(|bytes| read(&bytes));
    let sizes = made.each_ref().map(RgbImage::dimensions);
    assert_eq!(sizes, [(1200, 675), (1200, 900), (1200, 1200)]);
    // Of 16:9 the window is 1350 high, and ends at the lower edge.
    assert!(near(block(&made[0]), (300, 450)), "{:?}", block(&made[0]));
    assert!(near(block(&made[1]), (300, 675)), "{:?}", block(&made[1]));
    assert!(near(block(&made[2]), (400, 900)), "{:?}", block(&made[2]));
}

#[test]
fn a_camera_that_was_held_upright_is_turned() {
    let stored = drawn(900, 600, (100, 80));
    // Big-endian TIFF with one entry: Orientation, SHORT, 1, value 6 (turn by 90 degrees to the right).
    let exif = [b"MM\0*\0\0\0\x08\0\x01", b"\x01\x12\0\x03\0\0\0\x01\0\x06".as_slice(), &[0; 6]].concat();
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
    encoder.set_exif_metadata(exif).expect("room for it");
    encoder.write_image(stored.as_raw(), 900, 600, ExtendedColorType::Rgb8).expect("a picture");
    let shown = header(&bytes).expect("a header").shown();
    assert_eq!(shown, (600, 900));
    let square = read(&crops(&bytes, shown, (0, 0))[2]);
    assert_eq!(square.dimensions(), (600, 600));
    // What was 80 from the top is 80 from the right now.
    assert!(near(block(&square), (600 - 80, 100)), "{:?}", block(&square));
}

#[test]
fn what_is_transparent_is_white_and_deep_pictures_are_read() {
    let glass = ImageBuffer::from_pixel(400, 400, Rgba([255_u8, 0, 0, 0]));
    let mut bytes = Vec::new();
    glass.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("a picture");
    let crop = read(&crops(&bytes, (400, 400), (50, 50))[2]);
    assert_eq!(*crop.get_pixel(200, 200), Rgb([255; 3]));
    let deep = ImageBuffer::from_pixel(400, 400, Rgb([0xffff_u16, 0, 0]));
    let mut bytes = Vec::new();
    DynamicImage::ImageRgb16(deep)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("a picture");
    let crop = read(&crops(&bytes, (400, 400), (50, 50))[2]);
    assert!(crop.get_pixel(200, 200)[0] > 240 && crop.get_pixel(200, 200)[1] < 20);
}

#[test]
fn a_file_that_ends_too_early_gives_what_there_is_in_the_sizes_that_were_said() {
    let picture = drawn(1000, 500, (60, 40));
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = written(&picture, format);
        for share in [2, 4] {
            let cut = &bytes[..bytes.len() - bytes.len() / share];
            let made = crops(cut, (1000, 500), (0, 0));
            assert_eq!(read(&made[2]).dimensions(), (500, 500), "{format:?}");
            assert_eq!(made, crops(cut, (1000, 500), (0, 0)), "{format:?}");
        }
    }
    let nothing = crops(b"no picture at all", (700, 700), (50, 50));
    assert_eq!(*read(&nothing[0]).get_pixel(1, 1), Rgb([255; 3]));
}

#[test]
fn colours_keep_their_profile_and_nothing_else_is_carried() {
    let profile = [&[0; 16], b"RGB ".as_slice(), &[7; 100]].concat();
    let picture = drawn(400, 400, (9, 9));
    let with = |profile: &[u8]| {
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 90);
        encoder.set_icc_profile(profile.to_vec()).expect("room for it");
        encoder.set_exif_metadata(b"MM\0*\0\0\0\x08\0\0 a secret place".to_vec()).expect("room for it");
        encoder.write_image(picture.as_raw(), 400, 400, ExtendedColorType::Rgb8).expect("a picture");
        crops(&bytes, (400, 400), (50, 50))[2].clone()
    };
    let holds = |bytes: &[u8], part: &[u8]| memchr::memmem::find(bytes, part).is_some();
    let crop = with(&profile);
    assert!(holds(&crop, &profile) && !holds(&crop, b"secret"));
    let of_printers = [&[0; 16], b"CMYK".as_slice(), &[7; 100]].concat();
    assert!(!holds(&with(&of_printers), b"CMYK"));
}

#[test]
fn no_file_ends_the_program() {
    let picture = drawn(120, 90, (60, 40));
    let mut seed = 7_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = written(&picture, format);
        for _ in 0..60 {
            let mut bytes = whole.clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                bytes[at] = random(256) as u8;
            }
            bytes.truncate(bytes.len() - random(2) * random(whole.len()));
            let made = crops(&bytes, (120, 90), (50, 50));
            assert_eq!(read(&made[2]).dimensions(), (90, 90), "{format:?}");
        }
    }
}
