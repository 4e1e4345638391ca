//! What a picture's first bytes say of it: its width and height, how it is to be turned, and whether it can be decoded.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ImageDecoder, ImageFormat, Limits};
use serde::{Deserialize, Serialize};

use crate::drawing::{self, Undrawable};

/// How much of a file that is no text is looked at, in bytes.
pub(super) const HEAD: usize = 512 << 10;

/// How much memory may be taken for what stands in a PNG file beside the pixels, in bytes: all of it is compressed, and a few
/// bytes can say that there is more than any machine has.
pub const SIDE: usize = 64 << 20;

/// What can be made of a picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pixels {
    /// It is no picture, or one of a kind that is shown as it is.
    #[default]
    Opaque,
    /// It is JPEG, PNG or WebP, and its beginning is whole.
    Readable,
    /// Likewise, and its camera was not held upright.
    Turned,
    /// Likewise PNG or WebP, and it moves: what is made of it would stand still.
    Animated,
    /// It is SVG, and can be drawn as a picture of points for those who show none.
    Drawable,
    /// It is SVG, and cannot.
    Undrawable(Undrawable),
    /// By its name it is one of these, and it is not, or it begins as none that can be decoded.
    Unreadable,
}

/// The header of a picture that can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Its format.
    pub format: ImageFormat,
    /// Width and height as stored.
    pub stored: (u32, u32),
    /// How it is turned before it is shown (EXIF 2.32, tag Orientation).
    pub orientation: Orientation,
    /// Whether it has more than one frame.
    pub is_animated: bool,
}

impl Header {
    /// Width and height as shown.
    pub fn shown(&self) -> (u32, u32) {
        let (width, height) = self.stored;
        match self.orientation {
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => (height, width),
            _ => (width, height),
        }
    }
}

/// What `decode` finds in the bytes of a picture. A file from anywhere must not end the program, whatever a decoder makes
/// of it: one that panics finds nothing.
pub fn guarded<T>(decode: impl FnOnce() -> Option<T>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(decode)).ok().flatten()
}

/// A decoder of PNG that takes no more than 64 MB for what stands beside the pixels.
///
/// # Errors
/// When the file does not begin as one that can be decoded.
fn png(bytes: &[u8]) -> image::ImageResult<PngDecoder<Cursor<&[u8]>>> {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(SIDE as u64);
    PngDecoder::with_limits(Cursor::new(bytes), limits)
}

/// The header of a JPEG, PNG or WebP file, from its first bytes alone, so that a look at the whole file says the same.
pub fn header(bytes: &[u8]) -> Option<Header> {
    guarded(|| read_header(bytes))
}

fn read_header(bytes: &[u8]) -> Option<Header> {
    let (head, is_whole) = (&bytes[..bytes.len().min(HEAD)], bytes.len() < HEAD);
    let format = image::guess_format(head).ok()?;
    let of = |mut decoder: Box<dyn ImageDecoder + '_>, is_animated| {
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        Header { format, stored: decoder.dimensions(), orientation, is_animated }
    };
    match format {
        ImageFormat::Jpeg => Some(of(Box::new(JpegDecoder::new(Cursor::new(head)).ok()?), false)),
        ImageFormat::Png => {
            let decoder = png(head).ok()?;
            let is_animated = decoder.is_apng().unwrap_or(false);
            Some(of(Box::new(decoder), is_animated))
        }
        ImageFormat::WebP => match WebPDecoder::new(Cursor::new(head)) {
            Ok(decoder) => {
                let is_animated = decoder.has_animation();
                Some(of(Box::new(decoder), is_animated))
            }
            // A long WebP file has its index at the end.
            Err(_) if !is_whole => {
                let size = imagesize::blob_size(head).ok()?;
                let stored = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
                let orientation = Orientation::NoTransforms;
                Some(Header { format, stored, orientation, is_animated: is_animated_webp(head) })
            }
            Err(_) => None,
        },
        _ => None,
    }
}

/// Whether the head of an extended WebP file says that it moves (RFC 9649, section 2.7.1).
fn is_animated_webp(head: &[u8]) -> bool {
    head.get(12..16) == Some(b"VP8X") && head.get(20).is_some_and(|flags| flags & 2 != 0)
}

/// Width and height in pixels as shown, when the file is a picture that says so, and whether it can be cropped. `len` is
/// the length of the whole file.
pub(super) fn look(path: &str, bytes: &[u8], len: u64) -> (Option<(u32, u32)>, Pixels) {
    let Some((_, extension)) = path.rsplit_once('.') else { return (None, Pixels::Opaque) };
    match extension.to_ascii_lowercase().as_str() {
        "svg" => {
            // Of a file that is too long no more than its beginning is here.
            let is_whole = if bytes.len() as u64 == len { Ok(()) } else { Err(Undrawable::TooMuch) };
            let pixels = is_whole.and_then(|()| drawing::check(bytes));
            (svg(bytes), pixels.map_or_else(Pixels::Undrawable, |()| Pixels::Drawable))
        }
        "png" | "jpg" | "jpeg" | "webp" => match header(bytes) {
            Some(header) if header.is_animated => (Some(header.shown()), Pixels::Animated),
            Some(header) if header.orientation != Orientation::NoTransforms => {
                (Some(header.shown()), Pixels::Turned)
            }
            Some(header) => (Some(header.shown()), Pixels::Readable),
            None => {
                let size = stored(bytes);
                // Another kind under this name, or one whose header is further on, is none that is known to be broken.
                let other = image::guess_format(bytes).is_ok_and(|format| {
                    !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)
                });
                let is_known = other || size.is_none() && len > HEAD as u64;
                (size, if is_known { Pixels::Opaque } else { Pixels::Unreadable })
            }
        },
        "gif" | "avif" | "bmp" | "ico" | "jxl" | "tiff" => (stored(bytes), Pixels::Opaque),
        _ => (None, Pixels::Opaque),
    }
}

fn stored(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

/// Width and height of an SVG's root element, else those of its `viewBox` (SVG 2, section 8.2).
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name| {
        let value = attribute(tag, name)?;
        let number: f64 = value.strip_suffix("px").unwrap_or(value).trim().parse().ok()?;
        (1.0..100_000.0).contains(&number).then_some(number.round() as u32)
    };
    let explicit = pixels("width").zip(pixels("height"));
    explicit.or_else(|| {
        let numbers: Vec<f64> = attribute(tag, "viewBox")?
            .split([' ', ','])
            .filter(|s| !s.is_empty())
            .map(|s| s.parse().ok())
            .collect::<Option<_>>()?;
        let [_, _, width, height] = numbers[..] else { return None };
        let fits = |n: f64| (1.0..100_000.0).contains(&n);
        (fits(width) && fits(height)).then_some((width.round() as u32, height.round() as u32))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.match_indices(name).map(|(i, _)| i).find(|i| {
        tag[..*i].ends_with(char::is_whitespace) && tag[i + name.len()..].trim_start().starts_with('=')
    })?;
    let value = tag[start + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(path: &str, bytes: &[u8]) -> Option<(u32, u32)> {
        look(path, bytes, bytes.len() as u64).0
    }

    #[test]
    fn an_svg_says_its_size_by_attributes_or_view_box() {
        let svg = br#"<?xml version="1.0"?><svg xmlns="x" stroke-width="3" width="640px" height='360'>"#;
        assert_eq!(size("a.svg", svg), Some((640, 360)));
        assert_eq!(size("a.svg", br#"<svg viewBox="0 0 800.4 450" width="100%">"#), Some((800, 450)));
        assert_eq!(size("a.svg", b"<svg>"), None);
        assert_eq!(size("a.txt", svg), None);
    }
}
