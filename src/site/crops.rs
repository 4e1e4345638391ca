//! Crops of leading pictures, for those who show an article elsewhere: wide, as a screen, and square, each around the
//! point that the editor says must stay (`image.focus`).
//!
//! Which crops there are follows from what is known of a picture without decoding it: whoever names them in a page and
//! whoever makes them ask here. They stand beside the picture and not beside the article, so that a picture that many
//! articles show is cropped once.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::links::decoded_url;
use super::{Article, Picture, Site};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::paths::site_url;
use crate::source::{File, Pixels};

/// Widths and heights of the crops, in the order in which they are named.
pub const SHAPES: [(u32, u32); 3] = [(16, 9), (4, 3), (1, 1)];
/// How wide a crop is at most, in pixels.
pub const WIDEST: u32 = 1200;
/// The smallest area of a crop that is made, in pixels: search engines pass over smaller pictures.
const LEAST: u64 = 50_000;
/// The most pixels of a picture that is decoded. The largest cameras have fewer; what says more may be a few bytes that
/// would fill the memory.
pub const MOST_PIXELS: u64 = 64_000_000;
/// The longest name of a picture that has room for what a crop adds to it, in bytes.
const LONGEST_NAME: usize = 170;
/// The middle, which is kept when nothing else is asked for.
const MIDDLE: (u8, u8) = (50, 50);

/// A crop of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crop {
    /// Its address without base path.
    pub url: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A part of a picture, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The largest part of a picture that has a shape, with the focus (percent from the left and from the top) in its middle
/// as far as the picture's edges allow.
pub fn window((width, height): (u32, u32), shape: (u32, u32), focus: (u8, u8)) -> Window {
    let (across, down) = (u64::from(shape.0), u64::from(shape.1));
    let (wide, high) = (u64::from(width), u64::from(height));
    let is_wider = wide * down > high * across;
    let (inner_width, inner_height) = match is_wider {
        true => (rounded(high * across, down).clamp(1, wide.max(1)), high),
        false => (wide, rounded(wide * down, across).clamp(1, high.max(1))),
    };
    let start = |outer: u64, inner: u64, percent: u8| {
        // Twice the distance of the focus from the edge, less the size of the window.
        let twice = rounded(2 * outer * u64::from(percent.min(100)), 100);
        (twice.saturating_sub(inner) / 2).min(outer - inner.min(outer)) as u32
    };
    Window {
        x: start(wide, inner_width, focus.0),
        y: start(high, inner_height, focus.1),
        width: inner_width as u32,
        height: inner_height as u32,
    }
}

/// Width and height of the crop that is made of a window: never larger than the window, and at most [`WIDEST`] wide.
pub fn size(window: Window, shape: (u32, u32)) -> (u32, u32) {
    if window.width <= WIDEST {
        return (window.width, window.height);
    }
    (WIDEST, rounded(u64::from(WIDEST) * u64::from(shape.1), u64::from(shape.0)) as u32)
}

fn rounded(number: u64, by: u64) -> u64 {
    (number + by / 2) / by
}

/// An article's leading picture, when crops of it may be made.
pub struct Original<'a> {
    /// The file.
    pub file: &'a File,
    /// Width and height, as shown.
    pub size: (u32, u32),
    /// The point to keep.
    pub focus: (u8, u8),
    /// Its address without base path, decoded.
    address: String,
}

impl<'a> Original<'a> {
    /// Of an article: when its picture is ours, can be decoded, and may be passed on.
    pub fn of(site: &Site, article: &'a Article) -> Option<Self> {
        if !site.config.crops || article.image_withheld {
            return None;
        }
        let Picture { url, size, file, .. } = article.image.as_ref()?;
        let (file, size) = (file.as_deref()?, (*size)?);
        if file.pixels != Pixels::Readable || is_too_large(size) {
            return None;
        }
        let decoded = decoded_url(url);
        if decoded.rsplit('/').next().is_some_and(|name| name.len() > LONGEST_NAME) {
            return None;
        }
        // A picture beside a text is copied to the text's own address; one of `static/` is there once for all languages.
        let address = if file.path.starts_with("static/") { site.at(&decoded) } else { decoded };
        let focus = article.document.front.image.as_ref().and_then(|image| image.focus).unwrap_or(MIDDLE);
        Some(Self { file, size, focus, address })
    }

    /// Which of the [`SHAPES`] there are, with width and height.
    pub fn shapes(&self) -> impl Iterator<Item = (usize, (u32, u32))> {
        let (of, focus) = (self.size, self.focus);
        let made = move |shape| size(window(of, shape, focus), shape);
        let sizes = SHAPES.into_iter().map(made).enumerate();
        sizes.filter(|(_, (width, height))| u64::from(*width) * u64::from(*height) >= LEAST)
    }

    /// Where a crop stands in the output: `/img/map.png.16x9.jpg`, with another focus than the middle
    /// `/img/map.png.16x9-20-80.jpg`.
    pub fn path(&self, shape: usize) -> String {
        let (across, down) = SHAPES[shape];
        let focus = match self.focus {
            MIDDLE => String::new(),
            (x, y) => format!("-{x}-{y}"),
        };
        format!("{}.{across}x{down}{focus}.jpg", self.address)
    }
}

/// The crops of an article's leading picture.
pub fn of(site: &Site, article: &Article) -> Vec<Crop> {
    let Some(original) = Original::of(site, article) else { return Vec::new() };
    let crop = |(shape, (width, height))| {
        let path = original.path(shape);
        Crop { url: site_url(path.trim_start_matches('/')), width, height }
    };
    original.shapes().map(crop).collect()
}

/// The address of the picture of which a crop stands at `path`, both decoded; none when there is no crop by that name.
pub fn original_of(path: &str) -> Option<&str> {
    let (original, shape) = path.strip_suffix(".jpg")?.rsplit_once('.')?;
    let is_shape =
        SHAPES.iter().any(|(across, down)| shape.split('-').next() == Some(&*format!("{across}x{down}")));
    is_shape.then_some(original)
}

fn is_too_large((width, height): (u32, u32)) -> bool {
    u64::from(width) * u64::from(height) > MOST_PIXELS
}

/// Warns of leading pictures of which no crops can be made, each once.
pub(super) fn check(config: &Config, articles: &[Arc<Article>]) -> Vec<Diagnostic> {
    if !config.crops {
        return Vec::new();
    }
    let mut said = BTreeSet::new();
    let files = articles.iter().filter_map(|article| article.image.as_ref()?.file.as_deref());
    let problems = files.filter_map(|file| problem(file).filter(|_| said.insert(&*file.path)));
    problems.collect()
}

fn problem(file: &File) -> Option<Diagnostic> {
    let problem = match (file.pixels, file.size) {
        // Of another file is said that it is no picture.
        (Pixels::Unreadable, _) if file.holds.is_raster() => {
            Diagnostic::warning(Code::PictureUnreadable, "this picture cannot be decoded")
                .hint("save it again as JPEG, PNG or WebP, with the ending that belongs to it")
        }
        (Pixels::Readable, Some(size)) if is_too_large(size) => {
            let (width, height) = size;
            let message = format!(
                "this picture has {width} × {height} pixels: no crops are made of more than {} million",
                MOST_PIXELS / 1_000_000
            );
            Diagnostic::warning(Code::PictureTooLarge, message)
                .hint("make it smaller: pages show no picture in that size")
        }
        _ => return None,
    };
    Some(problem.in_file(&*file.path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(size: (u32, u32), shape: usize, focus: (u8, u8)) -> (u32, u32, u32, u32) {
        let Window { x, y, width, height } = window(size, SHAPES[shape], focus);
        (x, y, width, height)
    }

    #[test]
    fn a_window_is_as_large_as_fits() {
        assert_eq!(of((1000, 500), 0, MIDDLE), (55, 0, 889, 500));
        assert_eq!(of((1000, 500), 1, MIDDLE), (166, 0, 667, 500));
        assert_eq!(of((1000, 500), 2, MIDDLE), (250, 0, 500, 500));
        assert_eq!(of((500, 1000), 0, MIDDLE), (0, 359, 500, 281));
        assert_eq!(of((1600, 900), 0, (0, 100)), (0, 0, 1600, 900));
        assert_eq!(of((1601, 901), 0, MIDDLE), (0, 0, 1601, 901));
    }

    #[test]
    fn a_window_stays_inside_and_keeps_the_focus() {
        for (size, shape) in [((1000, 500), 0), ((1000, 500), 2), ((333, 777), 1), ((4001, 17), 2)] {
            for x in [0, 1, 33, 50, 99, 100] {
                for y in [0, 1, 33, 50, 99, 100] {
                    let (left, top, width, height) = of(size, shape, (x, y));
                    assert!(left + width <= size.0 && top + height <= size.1, "{size:?} {shape} {x} {y}");
                    let focus = (size.0 * u32::from(x) / 100, size.1 * u32::from(y) / 100);
                    assert!((left..=left + width).contains(&focus.0), "{size:?} {shape} {x} {y}");
                    assert!((top..=top + height).contains(&focus.1), "{size:?} {shape} {x} {y}");
                }
            }
        }
        assert_eq!(of((1000, 500), 2, (0, 0)), (0, 0, 500, 500));
        assert_eq!(of((1000, 500), 2, (100, 100)), (500, 0, 500, 500));
        assert_eq!(of((1000, 500), 2, (30, 0)), (50, 0, 500, 500));
        assert_eq!(of((500, 1000), 2, (0, 70)), (0, 450, 500, 500));
    }

    #[test]
    fn the_smallest_pictures_have_windows_too() {
        for shape in 0..SHAPES.len() {
            assert_eq!(of((1, 1), shape, (100, 0)), (0, 0, 1, 1));
            let (_, _, width, height) = of((1, 4000), shape, MIDDLE);
            assert_eq!((width, height), (1, 1));
            let (_, _, width, height) = of((4000, 1), shape, MIDDLE);
            assert!((1..=2).contains(&width) && height == 1);
        }
    }

    #[test]
    fn a_crop_is_never_enlarged_and_at_most_so_wide() {
        let sized = |of, shape| size(window(of, SHAPES[shape], MIDDLE), SHAPES[shape]);
        assert_eq!([0, 1, 2].map(|shape| sized((1000, 500), shape)), [(889, 500), (667, 500), (500, 500)]);
        assert_eq!(
            [0, 1, 2].map(|shape| sized((6000, 4000), shape)),
            [(1200, 675), (1200, 900), (1200, 1200)]
        );
        assert_eq!(sized((1300, 700), 0), (1200, 675));
    }

    #[test]
    fn a_crop_tells_its_original() {
        assert_eq!(original_of("img/a.png.16x9.jpg"), Some("img/a.png"));
        assert_eq!(original_of("img/a.png.1x1-20-80.jpg"), Some("img/a.png"));
        assert_eq!(original_of("img/a.16x10.jpg"), None);
        assert_eq!(original_of("img/a.jpg"), None);
    }
}
