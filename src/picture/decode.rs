//! From the bytes of a picture to its pixels. No arithmetic in it differs from one processor or system to another: the
//! same pixels on any machine.

use std::io::Cursor;

use image::codecs::webp::WebPDecoder;
use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat, RgbImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::{MOST_PIXELS, colour, rows};

/// Bytes per pixel of what may be decoded at once: red, green, blue and opacity.
const DEEPEST: u64 = 4;

/// The pixels of a picture as they are stored.
pub(super) struct Decoded {
    /// Red, green, blue, and opacity where it has any; eight bits each.
    pub(super) picture: DynamicImage,
    /// The profile of its colours (ICC.1).
    pub(super) profile: Option<Vec<u8>>,
    /// Whether it is all there.
    pub(super) is_whole: bool,
}

/// Decodes a JPEG, PNG or WebP file, as far as it goes; none when that is nowhere.
pub(super) fn decode(bytes: &[u8], format: ImageFormat) -> Option<Decoded> {
    match format {
        // A reader that forgives nothing says whether a file is whole.
        ImageFormat::Jpeg => jpeg(bytes, true).or_else(|| jpeg(bytes, false)),
        ImageFormat::Png => rows::decode(bytes),
        ImageFormat::WebP => webp(bytes),
        _ => None,
    }
}

fn jpeg(bytes: &[u8], is_strict: bool) -> Option<Decoded> {
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(is_strict)
        .set_use_unsafe(false)
        .set_max_width(most)
        .set_max_height(most);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let profile = decoder.icc_profile();
    let is_for_print = matches!(decoder.input_colorspace()?, ColorSpace::CMYK | ColorSpace::YCCK);
    let inks = if is_for_print { profile.as_deref().and_then(colour::Inks::new) } else { None };
    let space = match decoder.input_colorspace()? {
        ColorSpace::Luma => ColorSpace::Luma,
        _ if inks.is_some() => ColorSpace::CMYK,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let (width, height) = decoder.dimensions()?;
    let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let mut pixels = white(size, space.num_components() as u64)?;
    let read = decoder.decode_into(&mut pixels);
    if is_strict && read.is_err() {
        return None;
    }
    let picture = match (space, inks) {
        (ColorSpace::Luma, _) => {
            DynamicImage::from(image::GrayImage::from_raw(size.0, size.1, pixels)?).into_rgb8()
        }
        (_, Some(inks)) => RgbImage::from_raw(size.0, size.1, inks.rgb(&pixels)?)?,
        _ => RgbImage::from_raw(size.0, size.1, pixels)?,
    };
    // A printer's profile is of inks: it has done its work, or nobody can read it.
    let profile = profile.filter(|_| !is_for_print);
    Some(Decoded { picture: picture.into(), profile, is_whole: is_strict })
}

fn webp(bytes: &[u8]) -> Option<Decoded> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (size, color) = (decoder.dimensions(), decoder.color_type());
    let profile = decoder.icc_profile().ok().flatten();
    let mut pixels = white(size, u64::from(color.bytes_per_pixel()))?;
    let is_whole = decoder.read_image(&mut pixels).is_ok();
    let picture = match color {
        ColorType::Rgb8 => RgbImage::from_raw(size.0, size.1, pixels)?.into(),
        ColorType::Rgba8 => image::RgbaImage::from_raw(size.0, size.1, pixels)?.into(),
        _ => return None,
    };
    Some(Decoded { picture, profile, is_whole })
}

fn white((width, height): (u32, u32), depth: u64) -> Option<Vec<u8>> {
    let pixels = u64::from(width) * u64::from(height);
    let bytes = pixels.checked_mul(depth).filter(|_| pixels <= MOST_PIXELS && depth <= DEEPEST)?;
    usize::try_from(bytes).ok().map(|bytes| vec![255; bytes])
}
