//! Which files are made of a picture, and where they stand: `/img/map.png.800w.webp` beside `/img/map.png`.
//!
//! All of that follows from what is known of a picture without decoding it and from the configuration: whoever names files in
//! a page and whoever makes them ask here. They stand beside the picture and not beside what shows it, so that a picture
//! that many texts show is decoded once; those of `static/` in the folder of each language that shows them.

use std::collections::BTreeSet;

use super::links::decoded_url;
use super::{Article, Site};
use crate::config::{PictureFormat, Pictures};
use crate::diagnostic::{Code, Diagnostic};
use crate::picture::{MIDDLE, MOST_PIXELS, Wanted, Window};
use crate::source::{File, Holds, Pixels};

/// The longest name of a picture that has room for what is added to it, in bytes.
const LONGEST_NAME: usize = 170;

/// The longer side of a picture of which something is made, in pixels, at least.
const SMALLEST: u32 = 64;

/// A file that is made of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivative {
    /// Where it stands: its address without base path, decoded.
    pub path: String,
    /// What it is.
    pub wanted: Wanted,
}

/// A picture of the site of which files can be made.
#[derive(Debug, Clone)]
pub struct Original {
    /// Width and height, as shown.
    size: (u32, u32),
    /// Its format.
    format: PictureFormat,
    /// Its address without base path, decoded.
    address: String,
}

/// What stands at the address of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Width and height in pixels, when they are known.
    pub size: Option<(u32, u32)>,
    /// What it is made as; none when it is the original without its metadata.
    pub made: Option<Wanted>,
}

impl Published {
    /// Of a file: a smaller version when it is larger than pages show it, and one that was turned when its camera was held
    /// otherwise than upright.
    pub fn of(file: &File, pictures: &Pictures) -> Self {
        let original = Self { size: file.size, made: None };
        let Some(((size, format), widest)) = derivable(file).zip(pictures.widest()) else { return original };
        let is_fit = size.0 <= widest && file.pixels != Pixels::Turned;
        if pictures.originals || is_fit {
            return original;
        }
        let window = Window::whole(size);
        let made = Wanted { window, size: window.size(widest, None), format };
        Self { size: Some(made.size), made: Some(made) }
    }
}

/// Width and height, and the format, of a picture of which files can be made.
fn derivable(file: &File) -> Option<((u32, u32), PictureFormat)> {
    let format = match file.holds {
        Holds::Jpeg => PictureFormat::Jpeg,
        Holds::Png => PictureFormat::Png,
        Holds::WebP => PictureFormat::WebP,
        _ => return None,
    };
    let can_be_decoded = matches!(file.pixels, Pixels::Readable | Pixels::Turned);
    let is_fit = |size: &(u32, u32)| size.0.max(size.1) >= SMALLEST && !is_too_large(*size);
    let size = file.size.filter(|size| can_be_decoded && is_fit(size))?;
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    (name.len() <= LONGEST_NAME).then_some((size, format))
}

/// Whether files can be made of a picture.
pub fn is_derivable(file: &File) -> bool {
    derivable(file).is_some()
}

impl Original {
    /// The file that stands at an address, if anything can be made of it.
    pub fn of(site: &Site, file: &File, url: &str) -> Option<Self> {
        let (size, format) = derivable(file)?;
        let decoded = decoded_url(url);
        // Jobs belong to a language: each makes its own of a picture of `static/`, which is there once for all of them.
        let address = if file.path.starts_with("static/") { site.at(&decoded) } else { decoded };
        Some(Self { size, format, address })
    }

    /// The leading picture of an article, if it may be passed on, and the point that is kept of it.
    pub fn leading(site: &Site, article: &Article) -> Option<(Self, (u8, u8))> {
        let picture = article.image.as_ref().filter(|_| !article.image_withheld)?;
        let focus = article.document.front.image.as_ref().and_then(|image| image.focus).unwrap_or(MIDDLE);
        Some((Self::of(site, picture.file.as_deref()?, &picture.url)?, focus))
    }

    /// What is shown of it: its formats, the last of which every browser knows, each in all widths, ascending. The largest of
    /// the last stands at the picture's own address, and has no path.
    pub fn whole(&self, pictures: &Pictures) -> Vec<Sized> {
        let Some(widest) = pictures.widest() else { return Vec::new() };
        let window = Window::whole(self.size);
        let largest = window.size(widest, None);
        let narrower = pictures.widths.iter().filter(|width| **width < largest.0);
        let sizes: Vec<_> = narrower.map(|width| window.size(*width, None)).chain([largest]).collect();
        let is_own = |format| format == self.format;
        // An original that is published as it is stands at its address in a size that pages do not show.
        let is_at_address = !pictures.originals || largest == self.size;
        let of_format = |format: PictureFormat| {
            let file = |size: &(u32, u32)| {
                let path = format!("{}.{}w.{}", self.address, size.0, format.ending());
                let path = (!(is_own(format) && is_at_address && *size == largest)).then_some(path);
                (path, Wanted { window, size: *size, format })
            };
            Sized { format, files: sizes.iter().map(file).collect() }
        };
        self.formats(pictures, largest).map(of_format).collect()
    }

    /// A part of it that has a shape, in some widths: as [`Original::whole`], but for the paths, which all of them have.
    pub fn part(
        &self,
        pictures: &Pictures,
        shape: (u32, u32),
        focus: (u8, u8),
        widths: &[u32],
    ) -> Vec<Sized> {
        let window = Window::of(self.size, shape, focus);
        let mut sizes: Vec<_> = widths.iter().map(|width| window.size(*width, Some(shape))).collect();
        sizes.dedup();
        let of_format = |format: PictureFormat| {
            let file = |size: &(u32, u32)| {
                let part = format!("{}-{}w", shape_name(shape), size.0);
                let path = format!("{}.{part}{}.{}", self.address, focus_name(focus), format.ending());
                (Some(path), Wanted { window, size: *size, format })
            };
            Sized { format, files: sizes.iter().map(file).collect() }
        };
        let largest = sizes.iter().copied().max().unwrap_or_default();
        match pictures.widest() {
            Some(_) => self.formats(pictures, largest).map(of_format).collect(),
            None => Vec::new(),
        }
    }

    /// A part of it that has a shape, as JPEG: `/img/map.png.16x9.jpg`, with another focus than the middle
    /// `/img/map.png.16x9-20-80.jpg`.
    pub(super) fn crop(&self, shape: (u32, u32), focus: (u8, u8), widest: u32) -> Derivative {
        let window = Window::of(self.size, shape, focus);
        let path = format!("{}.{}{}.jpg", self.address, shape_name(shape), focus_name(focus));
        let size = window.size(widest, Some(shape));
        Derivative { path, wanted: Wanted { window, size, format: PictureFormat::Jpeg } }
    }

    /// What browsers are offered first stands first. Not every format knows pictures of any size.
    fn formats(&self, pictures: &Pictures, largest: (u32, u32)) -> impl Iterator<Item = PictureFormat> {
        let side = largest.0.max(largest.1);
        let fits = move |format: PictureFormat| format != self.format && side <= format.longest_side();
        let also = pictures.formats.iter().copied().filter(move |format| fits(*format));
        also.chain([self.format])
    }
}

/// A picture in one format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sized {
    /// Which.
    pub format: PictureFormat,
    /// Where it stands (none: at the picture's own address) and what it is, ascending in width.
    pub files: Vec<(Option<String>, Wanted)>,
}

fn shape_name((across, down): (u32, u32)) -> String {
    format!("{across}x{down}")
}

fn focus_name(focus: (u8, u8)) -> String {
    match focus {
        MIDDLE => String::new(),
        (x, y) => format!("-{x}-{y}"),
    }
}

/// The address of the picture of which something stands at `path`, both decoded; none when nothing that is made of pictures has
/// such a name.
pub fn original_of(path: &str) -> Option<&str> {
    let (rest, ending) = path.rsplit_once('.')?;
    let (original, part) = rest.rsplit_once('.')?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_width = |text: &str| text.strip_suffix('w').is_some_and(is_number);
    let mut parts = part.split('-');
    let first = parts.next()?;
    let is_shape = first.split_once('x').is_some_and(|(across, down)| is_number(across) && is_number(down));
    let is_part =
        is_width(first) && part == first || is_shape && parts.all(|part| is_number(part) || is_width(part));
    let is_picture = matches!(ending, "jpg" | "png" | "webp" | "avif");
    (is_picture && is_part && original.contains('.')).then_some(original)
}

fn is_too_large((width, height): (u32, u32)) -> bool {
    u64::from(width) * u64::from(height) > MOST_PIXELS
}

/// Warns of pictures that pages show and of which nothing can be made, each once.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if !site.config.crops && site.config.pictures.widest().is_none() {
        return Vec::new();
    }
    let mut said = BTreeSet::new();
    let of_articles = site.articles.iter().flat_map(|article| article.copies.iter());
    let of_pages = site.all_pages().flat_map(|page| page.copies.iter());
    let shown = of_articles.chain(of_pages).filter_map(|(_, linked)| linked.file.as_deref());
    shown.filter_map(|file| problem(file).filter(|_| said.insert(&*file.path))).collect()
}

fn problem(file: &File) -> Option<Diagnostic> {
    let problem = match (file.pixels, file.size) {
        // Of another file is said that it is no picture.
        (Pixels::Unreadable, _) if file.holds.is_raster() => {
            Diagnostic::warning(Code::PictureUnreadable, "this picture cannot be decoded")
                .hint("save it again as JPEG, PNG or WebP, with the ending that belongs to it")
        }
        (Pixels::Readable | Pixels::Turned | Pixels::Animated, Some(size)) if is_too_large(size) => {
            let (width, height) = size;
            let message = format!(
                "this picture has {width} × {height} pixels: nothing is made of more than {} million, and it goes out as it is",
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

    #[test]
    fn what_is_made_of_a_picture_tells_its_original() {
        for (path, original) in [
            ("img/a.png.16x9.jpg", "img/a.png"),
            ("img/a.png.1x1-20-80.jpg", "img/a.png"),
            ("img/a.png.3x2-400w-20-80.webp", "img/a.png"),
            ("img/a.png.800w.avif", "img/a.png"),
        ] {
            assert_eq!(original_of(path), Some(original));
        }
        for path in [
            "img/a.16x10.jpg", "img/a.jpg", "img/a.png.800w.txt", "img/a.png.wide.jpg",
            "img/a.png.800w-1.jpg",
        ] {
            assert_eq!(original_of(path), None, "{path}");
        }
    }
}
