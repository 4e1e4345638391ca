//! Colours of a theme, and whether they can be read (WCAG 2.2, success criterion 1.4.3).

use std::fmt;

/// Red, green and blue in sRGB, 0 to 255 each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

/// What the default theme prints on, and the end of the scale that is farthest from it.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    grounds: [Colour; 2],
    away: u8,
}

/// `--paper` and `--shade` of light pages.
pub const DAY: Paper = Paper { grounds: [Colour([0xff, 0xfe, 0xfb]), Colour([0xf5, 0xf2, 0xeb])], away: 0 };
/// `--paper` and `--shade` of dark pages.
pub const NIGHT: Paper =
    Paper { grounds: [Colour([0x16, 0x15, 0x13]), Colour([0x21, 0x1f, 0x1c])], away: 255 };

/// The least contrast of text.
const LEAST: f64 = 4.5;

impl Colour {
    /// `#98191d` or `#912`, with or without the sign.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let value = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        let values = digits.bytes().map(value).collect::<Option<Vec<u8>>>()?;
        match values[..] {
            [r, g, b] => Some(Self([r, g, b].map(|value| value * 17))),
            [r, s, g, h, b, c] => Some(Self([r * 16 + s, g * 16 + h, b * 16 + c])),
            _ => None,
        }
    }

    /// The same colour, darker or lighter until it has enough contrast on a paper.
    pub fn readable_on(self, paper: Paper) -> Self {
        // The end of the scale itself is readable, so that there is always one.
        (0..=100)
            .map(|percent| self.towards(paper.away, percent))
            .find(|colour| paper.grounds.iter().all(|ground| colour.contrast(*ground) >= LEAST))
            .unwrap_or(Self([paper.away; 3]))
    }

    fn towards(self, end: u8, percent: u32) -> Self {
        let mix = |value: u8| (u32::from(value) * (100 - percent) + u32::from(end) * percent) / 100;
        Self(self.0.map(|value| u8::try_from(mix(value)).unwrap_or(end)))
    }

    fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance() + 0.05, other.luminance() + 0.05);
        one.max(two) / one.min(two)
    }

    fn luminance(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_and_written() {
        for (text, shown) in [("#98191d", "#98191d"), ("98191D", "#98191d"), ("#f0a", "#ff00aa")] {
            assert_eq!(Colour::parse(text).map(|colour| colour.to_string()).as_deref(), Some(shown));
        }
        for text in ["red", "#12", "#12345", "#1234567", "#ggg", "", "#ä12"] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn papers_are_those_of_the_theme() {
        let style = include_str!("../../static/theme/style.css");
        for (name, ground) in ["paper", "shade"].iter().zip(0..) {
            let (day, night) = (DAY.grounds[ground], NIGHT.grounds[ground]);
            assert!(style.contains(&format!("--{name}: light-dark({day}, {night});")), "{name}");
        }
    }

    #[test]
    fn every_colour_becomes_readable() {
        for colour in ["#fff", "#000", "#808080", "#ffd500", "#0b4c86", "#00ff00"] {
            let colour = Colour::parse(colour).unwrap();
            for paper in [DAY, NIGHT] {
                let readable = colour.readable_on(paper);
                for ground in paper.grounds {
                    assert!(readable.contrast(ground) >= LEAST, "{colour} {readable}");
                }
            }
        }
        // What can be read already stays as it is.
        let blue = Colour::parse("#0b4c86").unwrap();
        assert_eq!(blue.readable_on(DAY), blue);
        assert_ne!(blue.readable_on(NIGHT), blue);
    }
}
