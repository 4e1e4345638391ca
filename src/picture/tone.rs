//! The colour that stands in a picture's place until it is loaded.

use std::fmt;

use image::{DynamicImage, GenericImageView};
use serde::{Serialize, Serializer};

/// Red, green and blue (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tone(pub [u8; 3]);

/// The longer side of what is looked at, at most.
pub(super) const SIDE: u32 = 64;

impl Tone {
    /// The most frequent colour of a small picture: the mean of those that share the upper two bits of each part. What is
    /// transparent does not count.
    pub(super) fn of(picture: &DynamicImage) -> Self {
        let mut bins = [(0_u32, [0_u32; 3]); 64];
        for (_, _, pixel) in picture.pixels().filter(|(_, _, pixel)| pixel.0[3] >= 128) {
            let [red, green, blue, _] = pixel.0.map(usize::from);
            let (count, sum) = &mut bins[(red >> 6) << 4 | (green >> 6) << 2 | blue >> 6];
            *count += 1;
            sum.iter_mut().zip(pixel.0).for_each(|(sum, part)| *sum += u32::from(part));
        }
        // Of equals the first: the order is the same everywhere.
        let most = bins.iter().rev().max_by_key(|(count, _)| *count);
        most.filter(|(count, _)| *count > 0).map_or(Self([255; 3]), |(count, sum)| {
            Self(sum.map(|sum| ((sum + count / 2) / (*count).max(1)) as u8))
        })
    }
}

/// As CSS writes it: `#a1b2c3`.
impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl Serialize for Tone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
