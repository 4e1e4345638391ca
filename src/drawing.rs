//! An SVG as a picture for networks, which show none: 1200 × 630 points, and what it is drawn with.
//!
//! 1. its elements are counted before anything is made of them ([`elements`]): a few lines can stand for millions;
//! 2. it is read by the library of the field, with the typefaces of the program and no others, without files, network, scripts
//!    and embedded pictures;
//! 3. what drawing it would cost is added up ([`cost`]), so that no file takes more than some seconds and some 100 MB;
//! 4. it is drawn whole, in the middle of white paper: networks cut off whatever has another shape.
//!
//! All of that happens in a thread of its own, whose stack is large enough for what is allowed: a file from anywhere must not
//! end the program.

mod cost;
mod elements;
pub mod lettering;
mod letters;
mod references;
#[cfg(test)]
mod tests;
mod typeface;

use std::sync::Arc;
use std::thread;

use resvg::tiny_skia::{Color, Pixmap, PixmapPaint, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, roxmltree};
use serde::{Deserialize, Serialize};

pub use typeface::{Face, Ruler};

/// Width and height of what networks are shown, in pixels: what all of them show as a large card.
pub const SIZE: (u32, u32) = (1200, 630);

/// The longest SVG that is drawn, in bytes.
const LONGEST: usize = 4 << 20;
/// The stack of the thread that draws, in bytes: what elements within elements need, several times over.
const STACK: usize = 64 << 20;

/// Why an SVG is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Undrawable {
    /// It is no SVG that can be read.
    Broken,
    /// It shows nothing.
    Empty,
    /// It is longer than what is drawn, or stands for more than that.
    TooMuch,
    /// It has pictures embedded.
    Pictures,
    /// It has HTML in it.
    Html,
    /// A letter or a sign in it is in none of the typefaces.
    Letters,
    /// It has filters or mixes colours in a way that is not drawn.
    Effects,
}

impl Undrawable {
    /// The reason, as the rest of a sentence about "it".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Broken => "it cannot be read",
            Self::Empty => "it shows nothing",
            Self::TooMuch => "it has too many elements, or elements that are too large",
            Self::Pictures => "it has pictures embedded",
            Self::Html => "it has texts that are HTML",
            Self::Letters => "it has letters or signs that are in none of newsprint's typefaces",
            Self::Effects => "it has filters or ways to mix colours that are not drawn",
        }
    }
}

/// Whether a file with these bytes can be drawn.
///
/// # Errors
/// Why not.
pub fn check(bytes: &[u8]) -> Result<(), Undrawable> {
    apart(|| read(bytes).map(|_| ()))
}

/// The SVG with these bytes as PNG, in [`SIZE`].
///
/// # Errors
/// Why it is not drawn.
pub fn draw(bytes: &[u8]) -> Result<Vec<u8>, Undrawable> {
    apart(|| {
        let tree = read(bytes)?;
        let (scale, (width, height)) = fitted(&tree);
        let canvas = |width, height| Pixmap::new(width, height).ok_or(Undrawable::Broken);
        // What lies outside of the drawing's own borders is not part of it.
        let mut drawing = canvas(width, height)?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut drawing.as_mut());
        let mut picture = canvas(SIZE.0, SIZE.1)?;
        picture.fill(Color::WHITE);
        let (left, top) = ((SIZE.0 - width) / 2, (SIZE.1 - height) / 2);
        let (paint, nowhere) = (PixmapPaint::default(), Transform::identity());
        picture.draw_pixmap(left as i32, top as i32, drawing.as_ref(), &paint, nowhere, None);
        png(&picture).ok_or(Undrawable::Broken)
    })
}

/// Runs what may need a deep stack, or panic, in a thread of its own.
fn apart<T: Send>(work: impl FnOnce() -> Result<T, Undrawable> + Send) -> Result<T, Undrawable> {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        // Nothing is known of the file then, and what is found out of it is kept: as with all threads, that ends the program.
        let thread = thread.unwrap_or_else(|error| panic!("no thread can be started: {error}"));
        thread.join().map_err(|_| Undrawable::Broken)?
    })
}

/// What exactly is wrong with an SVG that is not drawn for this reason, where more can be said than the reason.
pub fn detail(text: &str, why: Undrawable) -> Option<String> {
    match why {
        Undrawable::Broken => parsed(text).err().map(|error| error.to_string()),
        Undrawable::Letters => {
            let mut letters: Vec<String> = Vec::new();
            for letter in elements::missing(&parsed(text).ok()?) {
                let letter = format!("`{letter}`");
                if !letters.contains(&letter) && letters.len() < 5 {
                    letters.push(letter);
                }
            }
            Some(letters.join(", "))
        }
        _ => None,
    }
}

fn read(bytes: &[u8]) -> Result<Tree, Undrawable> {
    if bytes.len() > LONGEST {
        return Err(Undrawable::TooMuch);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Undrawable::Broken)?;
    let document = parsed(text).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached | roxmltree::Error::EntityReferenceLoop(_) => Undrawable::TooMuch,
        _ => Undrawable::Broken,
    })?;
    elements::check(&document)?;
    let tree = Tree::from_xmltree(&document, &options()).map_err(|_| Undrawable::Broken)?;
    if tree.root().children().is_empty() {
        return Err(Undrawable::Empty);
    }
    cost::check(&tree, fitted(&tree).0)?;
    Ok(tree)
}

fn parsed(text: &str) -> Result<roxmltree::Document<'_>, roxmltree::Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Some programs declare namespaces as entities; the library bounds what they stand for.
    let parsing =
        roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: elements::MOST, ..Default::default() };
    roxmltree::Document::parse_with_options(text, parsing)
}

/// The program's own typefaces in place of all others, and nothing from outside.
fn options() -> Options<'static> {
    let (fonts, font_resolver) = typeface::for_drawings();
    Options {
        fontdb: Arc::new(fonts),
        font_resolver,
        font_family: "Noto Sans".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

/// As large as it fits: pixels per unit of the drawing, and its width and height in pixels.
fn fitted(tree: &Tree) -> (f32, (u32, u32)) {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = (SIZE.0 as f32 / width).min(SIZE.1 as f32 / height);
    let pixels = |length: f32, most: u32| ((length * scale).round() as u32).clamp(1, most);
    (scale, (pixels(width, SIZE.0), pixels(height, SIZE.1)))
}

/// Its paper is opaque: three bytes a point.
fn png(picture: &Pixmap) -> Option<Vec<u8>> {
    let points: Vec<u8> = picture.pixels().iter().flat_map(|p| [p.red(), p.green(), p.blue()]).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    // Areas of one colour: by nothing else a card gets a fifth fewer bytes.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&points).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
