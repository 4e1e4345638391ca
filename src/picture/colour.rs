//! Colours of other devices as those of the web: sRGB, which every browser takes for what says nothing.
//!
//! A profile that nobody can read is as good as none.

use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The most pixels of inks that are turned into light at once.
const AT_ONCE: usize = 1 << 20;

/// The picture in sRGB.
pub(super) fn srgb(picture: DynamicImage, profile: Option<&[u8]>) -> DynamicImage {
    let Some(profile) = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok()) else {
        return picture;
    };
    if profile.color_space != DataColorSpace::Rgb {
        return picture;
    }
    converted(&picture, &profile).unwrap_or(picture)
}

fn converted(picture: &DynamicImage, profile: &ColorProfile) -> Option<DynamicImage> {
    let layout = if picture.color().has_alpha() { Layout::Rgba } else { Layout::Rgb };
    // In whole numbers, so that no processor rounds otherwise than another. That holds for profiles of curves and a matrix, as
    // cameras and screens have them; tables, as of inks, may differ in the last bit.
    let options = TransformOptions { prefer_fixed_point: true, ..TransformOptions::default() };
    let transform = profile.create_transform_8bit(layout, &ColorProfile::new_srgb(), layout, options).ok()?;
    let source = picture.as_bytes();
    let mut target = vec![0; source.len()];
    transform.transform(source, &mut target).ok()?;
    let (width, height) = (picture.width(), picture.height());
    Some(match picture.color().has_alpha() {
        true => image::RgbaImage::from_raw(width, height, target)?.into(),
        false => image::RgbImage::from_raw(width, height, target)?.into(),
    })
}

/// What the four inks of a printer look like.
pub(super) struct Inks(std::sync::Arc<moxcms::Transform8BitExecutor>);

impl Inks {
    /// By their profile; none when it is of something else, or cannot be read.
    pub(super) fn new(profile: &[u8]) -> Option<Self> {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        if profile.color_space != DataColorSpace::Cmyk {
            return None;
        }
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, options).ok().map(Self)
    }

    /// Red, green and blue of pixels with four inks each, as JPEG files of printers store them: 255 is none.
    pub(super) fn rgb(&self, pixels: &[u8]) -> Option<Vec<u8>> {
        let mut rgb = vec![0; pixels.len() / 4 * 3];
        for (inks, light) in pixels.chunks(AT_ONCE * 4).zip(rgb.chunks_mut(AT_ONCE * 3)) {
            let inks: Vec<u8> = inks.iter().map(|ink| 255 - ink).collect();
            self.0.transform(&inks, light).ok()?;
        }
        Some(rgb)
    }
}
