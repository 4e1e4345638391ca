//! From pixels to the bytes of a file. Nothing but pixels is written: no profile, no date, no name of a program.

use std::borrow::Cow;

use image::DynamicImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::config::PictureFormat as Format;

/// How much of a picture is kept in formats with loss, from 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quality(pub u8);

/// How much time AVIF takes, from 1 (hours) to 10.
const AVIF_SPEED: u8 = 7;

/// The bytes of a file; none when the format does not know such a picture.
pub(super) fn encode(picture: &DynamicImage, format: Format, quality: Quality) -> Option<Vec<u8>> {
    match format {
        Format::Jpeg => jpeg(picture, quality),
        Format::Png => png(picture),
        Format::WebP => webp(picture, quality),
        Format::Avif => avif(picture, quality),
    }
}

fn jpeg(picture: &DynamicImage, Quality(quality): Quality) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    // Eyes see less of colours than of light.
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    let (width, height) = (u16::try_from(picture.width()).ok()?, u16::try_from(picture.height()).ok()?);
    let pixels = on_white(picture);
    encoder.encode(&pixels, width, height, ColorType::Rgb).ok()?;
    Some(bytes)
}

fn png(picture: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(if picture.color().has_alpha() { png::ColorType::Rgba } else { png::ColorType::Rgb });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(picture.as_bytes()).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

fn webp(picture: &DynamicImage, Quality(quality): Quality) -> Option<Vec<u8>> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture {
        DynamicImage::ImageRgba8(picture) => webp::Encoder::from_rgba(picture.as_raw(), width, height),
        DynamicImage::ImageRgb8(picture) => webp::Encoder::from_rgb(picture.as_raw(), width, height),
        _ => return None,
    };
    let encoded = encoder.encode_simple(false, f32::from(quality)).ok()?;
    Some(encoded.to_vec())
}

fn avif(picture: &DynamicImage, Quality(quality): Quality) -> Option<Vec<u8>> {
    // All cores have pictures of their own: one that waited for others here could be waited for by them.
    let encoder = ravif::Encoder::new()
        .with_quality(f32::from(quality))
        .with_speed(AVIF_SPEED)
        .with_num_threads(Some(1));
    let size = (picture.width() as usize, picture.height() as usize);
    let encoded = match picture {
        DynamicImage::ImageRgba8(picture) => {
            let pixels: Vec<_> = picture.pixels().map(|pixel| ravif::RGBA8::from(pixel.0)).collect();
            encoder.encode_rgba(ravif::Img::new(&pixels, size.0, size.1)).ok()?
        }
        DynamicImage::ImageRgb8(picture) => {
            let pixels: Vec<_> = picture.pixels().map(|pixel| ravif::RGB8::from(pixel.0)).collect();
            encoder.encode_rgb(ravif::Img::new(&pixels, size.0, size.1)).ok()?
        }
        _ => return None,
    };
    Some(encoded.avif_file)
}

/// Red, green and blue: JPEG knows no transparency.
fn on_white(picture: &DynamicImage) -> Cow<'_, [u8]> {
    let DynamicImage::ImageRgba8(picture) = picture else { return Cow::Borrowed(picture.as_bytes()) };
    let pixels = picture.pixels().flat_map(|pixel| {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        [red, green, blue].map(|part| ((part * alpha + 255 * (255 - alpha) + 127) / 255) as u8)
    });
    Cow::Owned(pixels.collect())
}
