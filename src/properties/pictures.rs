//! Files that are published: cleaning takes away and changes nothing that was clean, whatever the file is.

use std::io::Cursor;

use image::{ImageDecoder as _, ImageReader};

use crate::config::PictureFormat;
use crate::content::markdown::HtmlPolicy;
use crate::picture::{MIDDLE, Quality, Wanted, Window, derive};
use crate::publish::{Published, published};
use crate::source::{Holds, picture as header};

/// Holds of the bytes of any file, by any of the names that decide something.
pub fn picture(bytes: &[u8]) {
    for path in ["content/a.jpg", "content/a.svg", "static/a.svg"] {
        let Ok(Published { bytes: clean, warning }) =
            published(path, bytes.to_vec(), HtmlPolicy::Safe, false)
        else {
            assert!(path == "content/a.svg" || Holds::of(bytes) == Holds::Svg, "{path} is not published");
            continue;
        };
        assert!(clean.len() <= 2 * bytes.len() + 64, "{} bytes of {}", clean.len(), bytes.len());
        // Of one that ends in its first bytes nothing may be left that says what it was.
        if Holds::of(&clean) == Holds::of(bytes) {
            let again = published(path, clean.clone(), HtmlPolicy::Safe, false).map(|again| again.bytes);
            assert_eq!(again.ok().as_ref(), Some(&clean), "{path}: cleaned again, it is another");
        }
        match warning {
            Some(said) => assert!(!said.message.contains('\n') && !said.hints.is_empty(), "{said:?}"),
            None => assert_eq!(metadata(&clean), None, "{path}: it is still there"),
        }
    }
    if let Some(header) = header::header(bytes) {
        assert!(header.stored.0 > 0 && header.stored.1 > 0, "{header:?}");
        derived(bytes, header.shown());
    }
}

/// What is made of a picture has its size, whatever can be decoded of it.
fn derived(bytes: &[u8], shown: (u32, u32)) {
    if u64::from(shown.0) * u64::from(shown.1) > 1 << 20 {
        return;
    }
    let window = Window::of(shown, (3, 2), MIDDLE);
    let wanted = [PictureFormat::Jpeg, PictureFormat::WebP].map(|format| {
        let size = window.size(24, Some((3, 2)));
        Wanted { window, size, format }
    });
    if let Ok(made) = derive(bytes, shown, &wanted, Quality(80)) {
        for (file, wanted) in made.files.iter().zip(wanted) {
            let read = image::load_from_memory(file).expect("a picture");
            assert_eq!((read.width(), read.height()), wanted.size);
            assert_eq!(metadata(file), None);
        }
    }
}

/// What another reader finds in a picture of who made it, when and where: anything but how the camera was held.
fn metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut decoder = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_decoder().ok()?;
    let found = |read: image::ImageResult<Option<Vec<u8>>>| read.ok().flatten();
    // A structure with one entry, which is the orientation (EXIF 2.32, section 4.6.2).
    let is_orientation =
        |exif: &Vec<u8>| exif.len() == 26 && exif.starts_with(b"MM\0*\0\0\0\x08\0\x01\x01\x12");
    found(decoder.exif_metadata())
        .filter(|exif| !is_orientation(exif))
        .or_else(|| found(decoder.xmp_metadata()))
        .or_else(|| found(decoder.iptc_metadata()))
}
