//! From the bytes of a picture to those of what pages show of it: whole or cropped, in some sizes and formats.
//!
//! [`derive()`] decodes a picture once for all that is wanted of it. It is halved as often as something is smaller than half of
//! it, so that most of the work is done on few pixels; its colours become sRGB, and it is turned as its camera was held. The
//! files that come out hold pixels and nothing else.
//!
//! What cannot be decoded of a picture is never passed over: [`Derived::is_whole`] says so, and a picture of which nothing
//! can be decoded is a [`Broken`].

mod colour;
mod decode;
mod encode;
mod resize;
mod rows;
mod shape;
#[cfg(test)]
mod tests;
mod tone;

pub use encode::Quality;
pub use shape::{MIDDLE, Window};
pub use tone::Tone;

use image::DynamicImage;

use crate::config::PictureFormat;
use crate::source::picture::{guarded, header};

/// The most pixels of a picture that is decoded. The largest cameras have fewer; what says more may be a few bytes that
/// would fill the memory.
pub const MOST_PIXELS: u64 = 64_000_000;

/// What is wanted of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// The part, of the picture as it is shown.
    pub window: Window,
    /// Width and height in pixels; not larger than the part.
    pub size: (u32, u32),
    /// As what it is written.
    pub format: PictureFormat,
}

/// What was made of a picture.
#[derive(Debug, PartialEq, Eq)]
pub struct Derived {
    /// The bytes of the files, in the order in which they were wanted.
    pub files: Vec<Vec<u8>>,
    /// Whether all of the picture could be decoded. What is missing is grey or white.
    pub is_whole: bool,
    /// The colour that stands in its place until it is loaded.
    pub tone: Tone,
}

/// A picture of which nothing can be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

/// Makes files of the picture with these bytes, which is `shown` in a width and height. What one of them is does not depend on
/// what else is wanted.
///
/// # Errors
/// When nothing can be decoded of it.
pub fn derive(
    bytes: &[u8],
    shown: (u32, u32),
    wanted: &[Wanted],
    quality: Quality,
) -> Result<Derived, Broken> {
    // Profiles come from anywhere, too.
    guarded(|| derived(bytes, shown, wanted, quality)).ok_or(Broken)
}

fn derived(bytes: &[u8], shown: (u32, u32), wanted: &[Wanted], quality: Quality) -> Option<Derived> {
    let header = header(bytes).filter(|header| header.shown() == shown)?;
    let decode::Decoded { picture, profile, is_whole } = decode::decode(bytes, header.format)?;
    if (picture.width(), picture.height()) != header.stored {
        return None;
    }
    let as_shown = |picture: DynamicImage| {
        let mut picture = colour::srgb(picture, profile.as_deref());
        picture.apply_orientation(header.orientation);
        picture
    };
    let mut files: Vec<Option<Vec<u8>>> = vec![None; wanted.len()];
    let most = wanted.iter().map(Wanted::halvings).max().unwrap_or(0);
    let (mut stored, mut tone) = (picture, None);
    for halvings in 0.. {
        let is_small = stored.width().max(stored.height()) <= tone::SIDE;
        let here = || wanted.iter().enumerate().filter(|(_, wanted)| wanted.halvings() == halvings);
        if is_small && tone.is_none() || here().next().is_some() {
            let picture = as_shown(stored.clone());
            let mut here: Vec<(usize, &Wanted)> = here().collect();
            here.sort_by_key(|(_, wanted)| (wanted.size, wanted.window));
            // One part in several formats is cut once.
            for same in here.chunk_by(|(_, one), (_, two)| (one.size, one.window) == (two.size, two.window)) {
                let part = resize::part(&picture, shown, same[0].1.window, same[0].1.size)?;
                for (number, wanted) in same {
                    files[*number] = encode::encode(&part, wanted.format, quality);
                }
            }
            if is_small {
                tone = tone.or_else(|| Some(Tone::of(&picture)));
            }
        }
        if let Some(tone) = tone.filter(|_| halvings >= most) {
            let files = files.into_iter().collect::<Option<_>>()?;
            return Some(Derived { files, is_whole, tone });
        }
        stored = resize::halved(&stored);
    }
    None
}

impl Wanted {
    /// How often the picture is halved before it is made of it: as often as it still has all the points that are wanted.
    fn halvings(&self) -> u32 {
        let Self { window, size, .. } = self;
        let fits = |halvings: &u32| {
            let larger = |whole: u32, part: u32| u64::from(whole) >= u64::from(part) << halvings;
            larger(window.width, size.0) && larger(window.height, size.1)
        };
        (1..u32::BITS).take_while(fits).last().unwrap_or(0)
    }
}
