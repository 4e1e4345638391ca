//! What the file of a typeface says of it (OpenType 1.9, or packed as WOFF2): its family, weights and heights, which
//! letters it has, and how wide they are. By that a style sheet describes it, so that nothing moves when it arrives.

use std::panic::{AssertUnwindSafe, catch_unwind};

use skrifa::attribute::Style;
use skrifa::instance::{LocationRef, Size};
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider, Tag};

/// The largest file of a typeface, in bytes: readers load it before they see a headline.
pub const LARGEST: usize = 8 << 20;

/// A typeface, of one style and one weight or a range of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Typeface {
    /// What its family is called.
    pub family: String,
    /// As style sheets call it: `woff2`, `truetype` or `opentype`.
    pub format: &'static str,
    /// From 1 to 1000; one weight twice where it has no others.
    pub weights: (u16, u16),
    /// Whether it is italic or oblique.
    pub is_italic: bool,
    /// How far it reaches above and below the line, and the gap between two lines, in thousandths of its size.
    pub heights: Heights,
    /// How wide its letters are: in normal weight and in bold, as far as it has them.
    pub widths: [Widths; 2],
    /// The characters it has, as ascending ranges that do not touch.
    pub characters: Vec<(u32, u32)>,
}

/// In thousandths of the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Heights {
    pub above: u32,
    pub below: u32,
    pub gap: u32,
}

/// The average width of letters in running text, in thousandths of the size; none of a script that it lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Widths {
    pub latin: Option<u32>,
    pub cyrillic: Option<u32>,
}

/// Why a file is no typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It holds something else, or is damaged.
    Unreadable,
    /// It is larger than [`LARGEST`].
    TooLarge,
}

/// As many as Unicode has: a file may say the same one again and again.
const CODES: usize = 0x11_0000;

/// Running text, of which the letters count: a file may hold one alphabet, and no more than that.
const LATIN: &str = "The ministers met in Brussels on Wednesday and agreed to send more aid; a vote is expected next month, officials said.";
/// The same in Ukrainian.
const CYRILLIC: &str = "Міністри зустрілися в Брюсселі у середу й погодилися надіслати більше допомоги; голосування очікують наступного місяця.";

/// The weights of text and of headlines.
pub const WEIGHTS: [u16; 2] = [400, 700];

impl Typeface {
    /// Of the bytes of a file.
    ///
    /// # Errors
    /// Why it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, Unfit> {
        if bytes.len() > LARGEST {
            return Err(Unfit::TooLarge);
        }
        // The libraries are safe, but a file from anywhere is not to end the program by an arithmetic slip of theirs.
        catch_unwind(AssertUnwindSafe(|| parse(bytes))).ok().flatten().ok_or(Unfit::Unreadable)
    }

    /// Whether it has a character, by its code point.
    pub fn has(&self, code: u32) -> bool {
        let before = self.characters.partition_point(|(first, _)| *first <= code);
        before.checked_sub(1).is_some_and(|at| self.characters[at].1 >= code)
    }
}

fn parse(bytes: &[u8]) -> Option<Typeface> {
    let (format, unpacked) = match bytes.get(..4)? {
        b"wOF2" => ("woff2", Some(wuff::decompress_woff2(bytes).ok()?)),
        b"OTTO" => ("opentype", None),
        [0, 1, 0, 0] | b"true" => ("truetype", None),
        _ => return None,
    };
    let font = FontRef::new(unpacked.as_deref().unwrap_or(bytes)).ok()?;
    // Of half a file the tables are missing that come last.
    let tables = font.table_directory().table_records();
    if tables.iter().any(|table| font.table_data(table.tag()).is_none()) {
        return None;
    }
    let characters = ranges(&font);
    if characters.is_empty() {
        return None;
    }
    let attributes = font.attributes();
    let axis = font.axes().iter().find(|axis| axis.tag() == Tag::new(b"wght"));
    let weight = |value: f32| value.round().clamp(1.0, 1000.0) as u16;
    let weights = match &axis {
        Some(axis) => (weight(axis.min_value()), weight(axis.max_value())),
        None => (weight(attributes.weight.value()), weight(attributes.weight.value())),
    };
    let metrics = font.metrics(Size::unscaled(), LocationRef::default());
    let em = f32::from(metrics.units_per_em);
    let thousandths = |units: f32| (units.abs() / em * 1000.0).round() as u32;
    let family = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME].into_iter().find_map(|id| {
        let name: String = font.localized_strings(id).english_or_first()?.chars().collect();
        let name = name.trim();
        (!name.is_empty()).then(|| name.to_owned())
    })?;
    Some(Typeface {
        family,
        format,
        weights,
        is_italic: attributes.style != Style::Normal,
        heights: Heights {
            above: thousandths(metrics.ascent),
            below: thousandths(metrics.descent),
            gap: thousandths(metrics.leading),
        },
        widths: WEIGHTS.map(|weight| widths(&font, weight.clamp(weights.0, weights.1))),
        characters,
    })
}

/// The characters of a typeface.
fn ranges(font: &FontRef<'_>) -> Vec<(u32, u32)> {
    let mut codes: Vec<u32> = font.charmap().mappings().take(CODES).map(|(code, _)| code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.chunk_by(|one, next| one + 1 == *next).map(|range| (range[0], range[range.len() - 1])).collect()
}

fn widths(font: &FontRef<'_>, weight: u16) -> Widths {
    let location = font.axes().location([("wght", f32::from(weight))]);
    let metrics = font.glyph_metrics(Size::new(1000.0), &location);
    let characters = font.charmap();
    let average = |sample: &str| {
        let width = |c: char| metrics.advance_width(characters.map(c)?);
        let all: Option<Vec<f32>> = sample.chars().filter(|c| c.is_alphabetic()).map(width).collect();
        let all = all?;
        Some((all.iter().sum::<f32>() / all.len() as f32).round() as u32).filter(|width| *width > 0)
    };
    Widths { latin: average(LATIN), cyrillic: average(CYRILLIC) }
}
