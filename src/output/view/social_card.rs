//! What the template of a card for networks sees: texts that fit, and where they stand.

use serde::Serialize;
use tera::Value;

use crate::config::Accent;
use crate::drawing::lettering::{Block, Room, fitted, legible, shortened};
use crate::drawing::{Face, Ruler, SIZE};

/// `social-card.svg`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs)]
pub struct SocialCardPage {
    pub site: Value,
    pub card: SocialCardView,
}

/// A card.
#[derive(Debug, Clone, Serialize)]
pub struct SocialCardView {
    /// `article`, `edition`, `topic` or `story`.
    pub kind: &'static str,
    /// The whole headline.
    pub title: String,
    /// The headline in lines.
    pub lines: Vec<LineView>,
    /// Size of its letters, in pixels.
    pub size: f32,
    /// The type of an article that is no news, in words.
    pub label: Option<String>,
    /// What stands above the headline: an article's topic, an edition's number, or what the page is; on one line with the label.
    pub kicker: Option<String>,
    /// The site's name, in one line.
    pub site: Option<String>,
    /// When it was published, in words.
    pub date: Option<String>,
    /// BCP 47.
    pub language: String,
    /// `#98191d`: that of the theme, by day.
    pub accent: String,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A line of a headline.
#[derive(Debug, Clone, Serialize)]
pub struct LineView {
    /// Its words.
    pub text: String,
    /// Where its letters stand, in pixels from the top.
    pub y: f32,
}

/// What is shown of a page.
#[derive(Debug, Clone, Hash)]
#[allow(missing_docs)]
pub struct Shown<'s> {
    pub kind: &'static str,
    pub title: &'s str,
    pub label: Option<String>,
    pub kicker: Option<String>,
    /// In words.
    pub date: Option<String>,
    pub language: &'s str,
}

/// The colour of the default theme's marks, by day: `--accent` of static/theme/style.css.
const ACCENT: &str = "#98191d";
/// Left and right of the texts, in pixels.
const MARGIN: f32 = 72.0;
/// Where the headline stands, from the top: between the line above it and the site's name.
const HEADLINE: (f32, f32) = (148.0, 500.0);
/// From line to line, in sizes of the letters.
const LEADING: f32 = 1.17;
/// Largest, smallest, step.
const SIZES: (f32, f32, f32) = (92.0, 48.0, 2.0);
/// How far letters reach above the line they stand on and below it, in their sizes.
const ABOVE: f32 = 0.74;
const BELOW: f32 = 0.24;
/// Sizes of the other texts.
const KICKER: f32 = 34.0;
const NAME: f32 = 40.0;
/// The site's name leaves room for the date.
const NAME_WIDTH: f32 = 660.0;

/// The card of a page.
pub fn card(shown: Shown<'_>, site: &str, accent: Option<Accent>) -> SocialCardView {
    let Shown { kind, title, label, kicker, date, language } = shown;
    let title = legible(title).unwrap_or_default();
    let width = SIZE.0 as f32 - 2.0 * MARGIN;
    let (top, bottom) = HEADLINE;
    let room = Room { width, height: bottom - top, leading: LEADING, reach: ABOVE + BELOW, sizes: SIZES };
    let Block { size, lines } = fitted(&title, Face::Headline, room);
    // In the middle of its place.
    let taken = size * (LEADING * (lines.len().saturating_sub(1)) as f32 + ABOVE + BELOW);
    let first = top + ((bottom - top - taken) / 2.0).max(0.0) + size * ABOVE;
    let lines = lines.into_iter().zip(0_u8..);
    let lines = lines
        .map(|(text, number)| LineView { text, y: (first + f32::from(number) * size * LEADING).round() });
    let label = label.as_deref().and_then(legible);
    let left =
        label.as_deref().map_or(0.0, |label| Ruler::new(Face::Label).width(label, KICKER) + 2.0 * KICKER);
    let kicker = kicker.as_deref().and_then(legible);
    let kicker = kicker.map(|kicker| shortened(&kicker, Face::Label, KICKER, width - left));
    SocialCardView {
        kind,
        lines: lines.collect(),
        size,
        label,
        kicker: kicker.filter(|kicker| !kicker.is_empty()),
        site: legible(site).map(|name| shortened(&name, Face::Headline, NAME, NAME_WIDTH)),
        title,
        date: date.as_deref().and_then(legible),
        language: language.to_owned(),
        accent: accent.map_or_else(|| ACCENT.to_owned(), |accent| accent.light.to_string()),
        width: SIZE.0,
        height: SIZE.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accent_is_that_of_the_style_sheet() {
        let style = include_str!("../../../static/theme/style.css");
        assert!(style.contains(&format!("--accent: light-dark({ACCENT},")));
    }

    #[test]
    fn what_cannot_be_written_is_left_out() {
        let shown = |date: &str| Shown {
            kind: "article",
            title: "A vote",
            label: None,
            kicker: Some("\u{6cbb}".to_owned()),
            date: Some(date.to_owned()),
            language: "en",
        };
        let view = card(shown("2025\u{5e74}2\u{6708}10\u{65e5}"), "\u{65b0}\u{805e}", None);
        assert_eq!((view.date, view.kicker, view.site), (None, None, None));
        assert_eq!(card(shown("10 February"), "A", None).date.as_deref(), Some("10 February"));
        // As many lines as there is room for, and none below it.
        let long = "A headline of many words ".repeat(40);
        let view = card(Shown { title: &long, ..shown("") }, "A", None);
        let last = view.lines.last().map_or(0.0, |line| line.y);
        assert!(
            (HEADLINE.1 - view.size * (BELOW + LEADING)..=HEADLINE.1 - view.size * BELOW + 1.0)
                .contains(&last),
            "{last}"
        );
    }
}
