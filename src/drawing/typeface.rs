//! The typefaces that drawings are written in: Noto Serif and Noto Sans, for Latin, Greek and Cyrillic, and some signs.
//!
//! They are part of the program, so that a drawing has the same bytes on any machine. `/typefaces/README.md` says where they come
//! from and how they were made smaller; their licence stands beside them.

use std::sync::Arc;

use resvg::usvg::fontdb::{Database, ID, Source};
use resvg::usvg::{Font, FontFamily, FontResolver};
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// One of the typefaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Noto Serif, bold: headlines.
    Headline,
    /// Noto Sans, semi-bold: labels.
    Label,
    /// Noto Sans: all else.
    Text,
}

impl Face {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Headline, Self::Label, Self::Text];
    /// Arrows, marks of charts and the signs of arithmetic, which the others take from here: of Noto Sans Math.
    const SIGNS: &'static [u8] = include_bytes!("../../typefaces/NotoSansMath-Signs.ttf");

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Headline => include_bytes!("../../typefaces/NotoSerif-Bold.ttf"),
            Self::Label => include_bytes!("../../typefaces/NotoSans-SemiBold.ttf"),
            Self::Text => include_bytes!("../../typefaces/NotoSans-Regular.ttf"),
        }
    }

    /// What stands in the place of a typeface that a drawing asks for.
    fn like(font: &Font) -> Self {
        /// From here on letters are bold (CSS Fonts 4, section 2.3).
        const BOLD: u16 = 600;
        let is_serif = |family: &FontFamily| match family {
            FontFamily::Serif => Some(true),
            FontFamily::Named(name) => {
                let name = name.to_ascii_lowercase();
                let known =
                    ["georgia", "times", "charter", "palatino", "merriweather", "playfair", "garamond"];
                match name.contains("sans") || name.contains("arial") || name.contains("helvetica") {
                    true => Some(false),
                    false => (name.contains("serif") || known.iter().any(|known| name.contains(known)))
                        .then_some(true),
                }
            }
            _ => Some(false),
        };
        match font.weight() >= BOLD {
            true if font.families().iter().find_map(is_serif).unwrap_or(false) => Self::Headline,
            true => Self::Label,
            false => Self::Text,
        }
    }
}

/// Measures letters of a typeface, and of the signs that it has not.
pub struct Ruler([Advances; 2]);

/// How far the letters of one font advance.
struct Advances {
    letters: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    units: f32,
}

impl Ruler {
    /// That of a typeface.
    ///
    /// # Panics
    /// Never: the typefaces are tested to be readable.
    pub fn new(face: Face) -> Self {
        Self([face.bytes(), Face::SIGNS].map(|bytes| {
            let font = FontRef::new(bytes);
            let font = font.unwrap_or_else(|error| unreachable!("a typeface of the program: {error}"));
            let metrics = font.metrics(Size::unscaled(), LocationRef::default());
            Advances {
                letters: font.charmap(),
                widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
                units: f32::from(metrics.units_per_em),
            }
        }))
    }

    /// Whether a letter is in it.
    pub fn has(&self, letter: char) -> bool {
        self.0.iter().any(|font| font.letters.map(letter).is_some())
    }

    /// How wide a text is that is set in this size, in pixels.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let of_font = |font: &Advances, letter| {
            Some(font.widths.advance_width(font.letters.map(letter)?)? / font.units * size)
        };
        text.chars().filter_map(|letter| self.0.iter().find_map(|font| of_font(font, letter))).sum()
    }
}

/// The typefaces for a drawing, and which of them stands in the place of which other.
pub(super) fn for_drawings() -> (Database, FontResolver<'static>) {
    let mut all = Database::new();
    let ids = Face::ALL.map(|face| {
        let source = Source::Binary(Arc::new(face.bytes()));
        (face, all.load_font_source(source).first().copied())
    });
    all.load_font_source(Source::Binary(Arc::new(Face::SIGNS)));
    let id = move |face: Face| -> Option<ID> {
        ids.iter().find(|(known, _)| *known == face).and_then(|(_, id)| *id)
    };
    let resolver = FontResolver {
        select_font: Box::new(move |font, _| id(Face::like(font))),
        select_fallback: FontResolver::default_fallback_selector(),
    };
    (all, resolver)
}
