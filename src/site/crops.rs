//! Crops of leading pictures: for those who show an article elsewhere (wide, as a screen, and square), and for cards, each
//! around the point that the editor says must stay (`image.focus`).

use super::pictures::{Derivative, Original, Sized};
use super::{Article, Site};
use crate::config::Pictures;
use crate::paths::site_url;

/// Widths and heights of the crops for others, in the order in which they are named.
pub const SHAPES: [(u32, u32); 3] = [(16, 9), (4, 3), (1, 1)];
/// How wide such a crop is at most, in pixels.
const WIDEST: u32 = 1200;
/// The smallest area of such a crop that is made, in pixels: search engines pass over smaller pictures.
const LEAST: u64 = 50_000;

/// Where a card shows its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Beside or above its headline.
    Card,
    /// Across a page, first of all.
    Lead,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Card, Self::Lead];

    fn shape(self) -> (u32, u32) {
        match self {
            Self::Card => (3, 2),
            Self::Lead => (16, 9),
        }
    }

    /// In pixels: for screens with one and with two points for a pixel.
    fn widths(self) -> &'static [u32] {
        match self {
            Self::Card => &[400, 800],
            Self::Lead => &[800, 1600],
        }
    }
}

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

/// The crops of an article's leading picture for others.
pub fn for_others(site: &Site, article: &Article) -> Vec<Derivative> {
    let leading = Original::leading(site, article).filter(|_| site.config.crops);
    let Some((original, focus)) = leading else { return Vec::new() };
    let crops = SHAPES.into_iter().map(|shape| original.crop(shape, focus, WIDEST));
    let is_seen = |(width, height): (u32, u32)| u64::from(width) * u64::from(height) >= LEAST;
    crops.filter(|crop| is_seen(crop.wanted.size)).collect()
}

/// The same as pages name them.
pub fn of(site: &Site, article: &Article) -> Vec<Crop> {
    let crop = |Derivative { path, wanted }| {
        let (width, height) = wanted.size;
        Crop { url: site_url(path.trim_start_matches('/')), width, height }
    };
    for_others(site, article).into_iter().map(crop).collect()
}

/// What cards show of a leading picture.
pub fn in_card(original: &Original, focus: (u8, u8), place: Place, pictures: &Pictures) -> Vec<Sized> {
    original.part(pictures, place.shape(), focus, place.widths())
}

/// All that is made of an article's leading picture, but for what is made of every picture that pages show.
pub fn derivatives(site: &Site, article: &Article) -> Vec<Derivative> {
    let mut all = for_others(site, article);
    if let Some((original, focus)) = Original::leading(site, article) {
        let pictures = &site.config.pictures;
        let in_cards = Place::ALL.into_iter().flat_map(|place| in_card(&original, focus, place, pictures));
        let files = in_cards.flat_map(|sized| sized.files);
        all.extend(files.filter_map(|(path, wanted)| Some(Derivative { path: path?, wanted })));
    }
    all
}
