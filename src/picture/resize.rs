//! Pictures and parts of them in other sizes.

use fast_image_resize as resize;
use image::{DynamicImage, RgbImage, RgbaImage};

use super::Window;

/// A picture with half the width and height, rounded up. Where a side is odd its last points count alone.
pub(super) fn halved(picture: &DynamicImage) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let half = (width.div_ceil(2), height.div_ceil(2));
    let pixels = match picture {
        DynamicImage::ImageRgba8(picture) => means::<4>(picture.as_raw(), width as usize, mean_of_glass),
        _ => means::<3>(picture.as_bytes(), width as usize, mean),
    };
    match picture.color().has_alpha() {
        true => RgbaImage::from_raw(half.0, half.1, pixels).unwrap_or_default().into(),
        false => RgbImage::from_raw(half.0, half.1, pixels).unwrap_or_default().into(),
    }
}

/// One point for each four.
fn means<const PARTS: usize>(
    pixels: &[u8],
    width: usize,
    mean: impl Fn([&[u8; PARTS]; 4]) -> [u8; PARTS],
) -> Vec<u8> {
    let stride = width * PARTS;
    let mut half = Vec::with_capacity(pixels.len() / 4 + stride);
    for rows in pixels.chunks(stride * 2) {
        let (upper, lower) = rows.split_at(stride.min(rows.len()));
        let lower = if lower.is_empty() { upper } else { lower };
        let (upper, lower) = (upper.as_chunks::<PARTS>().0, lower.as_chunks::<PARTS>().0);
        for (upper, lower) in upper.chunks(2).zip(lower.chunks(2)) {
            let last = upper.len() - 1;
            half.extend(mean([&upper[0], &upper[last], &lower[0], &lower[last]]));
        }
    }
    half
}

fn mean(points: [&[u8; 3]; 4]) -> [u8; 3] {
    std::array::from_fn(|part| {
        let sum: u16 = points.iter().map(|point| u16::from(point[part])).sum();
        ((sum + 2) / 4) as u8
    })
}

/// What cannot be seen has no colour.
fn mean_of_glass(points: [&[u8; 4]; 4]) -> [u8; 4] {
    let opacity: u32 = points.iter().map(|point| u32::from(point[3])).sum();
    std::array::from_fn(|part| match part {
        3 => ((opacity + 2) / 4) as u8,
        _ => {
            let sum: u32 = points.iter().map(|point| u32::from(point[part]) * u32::from(point[3])).sum();
            (sum + opacity / 2).checked_div(opacity).unwrap_or(0) as u8
        }
    })
}

/// A part of a picture in a size. The part is one of the picture with the width and height `shown`, of which this one may be a
/// smaller version.
pub(super) fn part(
    picture: &DynamicImage,
    shown: (u32, u32),
    window: Window,
    size: (u32, u32),
) -> Option<DynamicImage> {
    let Window { x, y, width, height } = window;
    if (picture.width(), picture.height()) == shown && (width, height) == size {
        return Some(picture.crop_imm(x, y, width, height));
    }
    if Window::whole(shown) == window && (picture.width(), picture.height()) == size {
        return Some(picture.clone());
    }
    let across = f64::from(picture.width()) / f64::from(shown.0.max(1));
    let down = f64::from(picture.height()) / f64::from(shown.1.max(1));
    let from_left = (f64::from(x) * across).min(f64::from(picture.width()));
    let from_top = (f64::from(y) * down).min(f64::from(picture.height()));
    let wide = (f64::from(width) * across).min(f64::from(picture.width()) - from_left);
    let high = (f64::from(height) * down).min(f64::from(picture.height()) - from_top);
    resized(picture, [from_left, from_top, wide, high], size)
}

fn resized(
    picture: &DynamicImage,
    [x, y, across, down]: [f64; 4],
    (width, height): (u32, u32),
) -> Option<DynamicImage> {
    // Not Lanczos: its weights are sines, which differ from system to system in the last bit.
    let filter = resize::ResizeAlg::Convolution(resize::FilterType::CatmullRom);
    let options = resize::ResizeOptions::new().crop(x, y, across, down).resize_alg(filter);
    let (pixel, source) = match picture {
        DynamicImage::ImageRgb8(picture) => (resize::PixelType::U8x3, picture.as_raw()),
        DynamicImage::ImageRgba8(picture) => (resize::PixelType::U8x4, picture.as_raw()),
        _ => return None,
    };
    let source = resize::images::ImageRef::new(picture.width(), picture.height(), source, pixel).ok()?;
    let mut target = resize::images::Image::new(width, height, pixel);
    resize::Resizer::new().resize(&source, &mut target, &options).ok()?;
    let pixels = target.into_vec();
    Some(match pixel {
        resize::PixelType::U8x3 => RgbImage::from_raw(width, height, pixels)?.into(),
        _ => RgbaImage::from_raw(width, height, pixels)?.into(),
    })
}
