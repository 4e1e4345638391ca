//! What is made of pictures: `pictures:`.

use crate::content::yaml::{FieldValue, Fields};
use crate::diagnostic::Code;
use crate::shape::{Key, Shape, choice, keys};

const FORMATS: [(&str, PictureFormat); 2] = [("webp", PictureFormat::WebP), ("avif", PictureFormat::Avif)];

keys! {
    /// `pictures:`.
    pub(super) OF_PICTURES:
    IN_WIDTHS: ["widths"], Shape::List(&Shape::Whole { least: WIDTHS.0, most: WIDTHS.1 }), "[400, 800, 1200, 1600]", "[400, 800, 1600]",
        "In how many pixels each picture is made. It is never enlarged.";
    IN_FORMATS: ["formats"], Shape::List(&choice!(FORMATS)), "[webp]", "[webp, avif]",
        "Formats besides that of the original. A browser takes the first that it knows: AVIF, then WebP.";
    QUALITY: ["quality"], Shape::Whole { least: 1, most: 100 }, "80", "",
        "How much JPEG, WebP and AVIF keep.";
    ORIGINALS: ["originals"], Shape::Switch, "false", "",
        "Whether an original that is wider than the largest width is published as it is.";
    METADATA: ["metadata"], Shape::Switch, "false", "",
        "Whether files keep what says who made them, where and when.";
}

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PictureFormat {
    /// For photographs; what is transparent becomes white.
    Jpeg,
    /// Without loss.
    Png,
    /// With loss, in fewer bytes than JPEG.
    WebP,
    /// With loss, in fewer bytes still, and in much more time.
    Avif,
}

impl PictureFormat {
    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Avif => "avif",
        }
    }

    /// The longest side that a picture may have, in pixels: RFC 9649, section 2.5; ITU T.81, section B.2.2; as many for AVIF.
    pub fn longest_side(self) -> u32 {
        match self {
            Self::WebP => 16_383,
            Self::Jpeg | Self::Avif => 65_535,
            Self::Png => i32::MAX as u32,
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
        }
    }
}

/// What is made of pictures.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pictures {
    /// Widths in pixels, ascending, each once; nothing is made of pictures without any.
    pub widths: Vec<u32>,
    /// Formats besides that of the original; what browsers are offered first stands first.
    pub formats: Vec<PictureFormat>,
    /// How much is kept in formats with loss, from 1 to 100.
    pub quality: u8,
    /// Whether originals that are larger than the largest width are published as they are.
    pub originals: bool,
    /// Whether published files keep what says who made them, where and when.
    pub metadata: bool,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            widths: vec![400, 800, 1200, 1600],
            formats: vec![PictureFormat::WebP],
            quality: 80,
            originals: false,
            metadata: false,
        }
    }
}

impl Pictures {
    /// The largest width; none when nothing is made.
    pub fn widest(&self) -> Option<u32> {
        self.widths.last().copied()
    }

    /// Nothing is made of pictures.
    fn off() -> Self {
        Self { widths: Vec::new(), ..Self::default() }
    }
}

/// Reads `pictures:`, a switch or its keys.
pub(super) fn pictures(item: &FieldValue<'_>) -> Pictures {
    if item.entries().is_none() {
        return match item.switch() {
            Some(false) => Pictures::off(),
            _ => Pictures::default(),
        };
    }
    let default = Pictures::default();
    let Some(fields) = item.fields("write `pictures: {widths: [400, 800, 1600]}`") else { return default };
    let switch = |key: Key| fields.take(key.names).and_then(|item| item.switch());
    let pictures = Pictures {
        widths: fields.take(IN_WIDTHS.names).map_or(default.widths, |item| widths(&item)),
        formats: formats(&fields).unwrap_or(default.formats),
        quality: fields
            .take(QUALITY.names)
            .and_then(|item| item.whole(1, 100))
            .map_or(default.quality, |quality| quality as u8),
        originals: switch(ORIGINALS).unwrap_or(default.originals),
        metadata: switch(METADATA).unwrap_or(default.metadata),
    };
    fields.finish(&[], None);
    pictures
}

/// The narrowest and the widest picture that is made, in pixels.
const WIDTHS: (usize, usize) = (16, 6000);
/// The most widths: each is some files of every picture.
const MOST_WIDTHS: usize = 12;

fn widths(item: &FieldValue<'_>) -> Vec<u32> {
    let items = item.items();
    if items.len() > MOST_WIDTHS {
        let message = format!("`pictures.widths` has {} widths", items.len());
        item.error(Code::InvalidValue, message, format!("{MOST_WIDTHS} are the most; four are enough"));
    }
    let width = |item: &FieldValue<'_>| item.whole(WIDTHS.0, WIDTHS.1).map(|width| width as u32);
    let mut widths: Vec<u32> = items.iter().filter_map(width).collect();
    widths.sort_unstable();
    widths.dedup();
    widths
}

/// The formats, in the order in which browsers are to choose: whoever knows AVIF takes it.
fn formats(fields: &Fields<'_>) -> Option<Vec<PictureFormat>> {
    let item = fields.take(IN_FORMATS.names)?;
    let mut formats: Vec<_> = item.items().iter().filter_map(|item| item.choice(&FORMATS)).collect();
    formats.sort_unstable();
    formats.dedup();
    formats.reverse();
    Some(formats)
}
