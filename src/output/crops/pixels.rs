//! From the bytes of a picture to those of its crops.
//!
//! What cannot be decoded of it is white: which crops there are was said when its first bytes were read, and a file that
//! ends too early is shown by browsers as far as it goes. No arithmetic in it differs from one processor or system to
//! another: the same bytes on any machine.

use std::io::Cursor;

use fast_image_resize as resize;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, RgbImage};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use crate::output::cache::CropBytes;
use crate::site::crops::{MOST_PIXELS, SHAPES, size, window};
use crate::source::picture::{guarded, header};

mod rows;

/// Of JPEG: as good as news pictures are elsewhere.
const QUALITY: u8 = 80;
/// Bytes per pixel of what may be decoded at once: red, green, blue and opacity.
const DEEPEST: u64 = 4;

/// The crops of a picture that is `shown` in a size, in the order of the shapes.
pub(super) fn crops(bytes: &[u8], shown: (u32, u32), focus: (u8, u8)) -> CropBytes {
    let (picture, profile) = decode(bytes, shown);
    SHAPES.map(|shape| {
        let (width, height) = size(window(shown, shape, focus), shape);
        encode(&crop(&picture, shape, focus, (width, height)), profile.clone())
    })
}

/// The picture as it is shown, and the profile of its colours. White in the size that is expected when there is nothing.
fn decode(bytes: &[u8], shown: (u32, u32)) -> (RgbImage, Option<Vec<u8>>) {
    let white = || (RgbImage::from_pixel(shown.0, shown.1, image::Rgb([255; 3])), None);
    let Some(header) = header(bytes) else { return white() };
    let decoded = guarded(|| match header.format {
        ImageFormat::Jpeg => jpeg(bytes).map(|(picture, profile)| (on_white(picture), profile)),
        ImageFormat::Png => rows::decode(bytes),
        ImageFormat::WebP => WebPDecoder::new(Cursor::new(bytes))
            .ok()
            .and_then(by_decoder)
            .map(|(picture, profile)| (on_white(picture), profile)),
        _ => None,
    });
    let Some((picture, profile)) = decoded else { return white() };
    (turned(picture, header.orientation), profile.filter(|profile| is_rgb(profile)))
}

/// What was decoded, and the profile of its colours.
type Decoded = Option<(DynamicImage, Option<Vec<u8>>)>;

fn jpeg(bytes: &[u8]) -> Decoded {
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_use_unsafe(false)
        .set_max_width(most)
        .set_max_height(most);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let color = match decoder.input_colorspace()? {
        ColorSpace::Luma => ColorType::L8,
        _ => ColorType::Rgb8,
    };
    let space = if color == ColorType::L8 { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let (width, height) = decoder.dimensions()?;
    let size = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let profile = decoder.icc_profile();
    let mut pixels = white(size, color)?;
    // What is missing stays white.
    let _ = decoder.decode_into(&mut pixels);
    Some((image(size, color, pixels)?, profile))
}

fn by_decoder(mut decoder: impl ImageDecoder) -> Decoded {
    let (size, color) = (decoder.dimensions(), decoder.color_type());
    let profile = decoder.icc_profile().ok().flatten();
    let mut pixels = white(size, color)?;
    // What is missing stays white.
    let _ = decoder.read_image(&mut pixels);
    Some((image(size, color, pixels)?, profile))
}

fn white((width, height): (u32, u32), color: ColorType) -> Option<Vec<u8>> {
    let bytes = u64::from(width) * u64::from(height) * u64::from(color.bytes_per_pixel());
    (bytes <= MOST_PIXELS * DEEPEST)
        .then(|| usize::try_from(bytes).ok())
        .flatten()
        .map(|bytes| vec![255; bytes])
}

fn image((width, height): (u32, u32), color: ColorType, pixels: Vec<u8>) -> Option<DynamicImage> {
    Some(match color {
        ColorType::L8 => image::GrayImage::from_raw(width, height, pixels)?.into(),
        ColorType::La8 => image::GrayAlphaImage::from_raw(width, height, pixels)?.into(),
        ColorType::Rgb8 => RgbImage::from_raw(width, height, pixels)?.into(),
        ColorType::Rgba8 => image::RgbaImage::from_raw(width, height, pixels)?.into(),
        _ => return None,
    })
}

/// JPEG knows no transparency.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let (width, height) = picture.dimensions();
    // In the place of four bytes stand three: no second picture is needed.
    let mut pixels = picture.into_raw();
    let count = pixels.len() / 4;
    for at in 0..count {
        let from = at * 4;
        let point = blended([pixels[from], pixels[from + 1], pixels[from + 2]], pixels[from + 3]);
        pixels[at * 3..at * 3 + 3].copy_from_slice(&point);
    }
    pixels.truncate(count * 3);
    RgbImage::from_raw(width, height, pixels).unwrap_or_default()
}

/// A point on white.
fn blended(point: [u8; 3], alpha: u8) -> [u8; 3] {
    let alpha = u32::from(alpha);
    point.map(|part| ((u32::from(part) * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
}

fn turned(picture: RgbImage, orientation: Orientation) -> RgbImage {
    if orientation == Orientation::NoTransforms {
        return picture;
    }
    let mut picture = DynamicImage::from(picture);
    picture.apply_orientation(orientation);
    picture.into_rgb8()
}

/// Whether a profile (ICC.1, section 7.2.6) is of the colours that are written: a printer's would spoil them.
fn is_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}

/// The part of a picture that has a shape, in a size.
fn crop(picture: &RgbImage, shape: (u32, u32), focus: (u8, u8), (width, height): (u32, u32)) -> RgbImage {
    let part = window(picture.dimensions(), shape, focus);
    if (part.width, part.height) == (width, height) {
        return image::imageops::crop_imm(picture, part.x, part.y, width, height).to_image();
    }
    let resized = || -> Option<RgbImage> {
        let pixel = resize::PixelType::U8x3;
        let source =
            resize::images::ImageRef::new(picture.width(), picture.height(), picture.as_raw(), pixel).ok()?;
        let mut target = resize::images::Image::new(width, height, pixel);
        // Not Lanczos: its weights are sines, which differ from system to system in the last bit.
        let filter = resize::ResizeAlg::Convolution(resize::FilterType::CatmullRom);
        let [x, y, across, down] = [part.x, part.y, part.width, part.height].map(f64::from);
        let options = resize::ResizeOptions::new().crop(x, y, across, down).resize_alg(filter);
        resize::Resizer::new().resize(&source, &mut target, &options).ok()?;
        RgbImage::from_raw(width, height, target.into_vec())
    };
    resized().unwrap_or_else(|| RgbImage::from_pixel(width, height, image::Rgb([255; 3])))
}

fn encode(picture: &RgbImage, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    if let Some(profile) = profile {
        // A profile that is too long for JPEG is left out.
        let _ = encoder.set_icc_profile(profile);
    }
    let (width, height) = picture.dimensions();
    // Writing into memory does not fail, and no crop is larger than JPEG allows.
    let _ = encoder.write_image(picture.as_raw(), width, height, ExtendedColorType::Rgb8);
    bytes
}

#[cfg(test)]
mod tests;
