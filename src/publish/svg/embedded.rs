//! Pictures that stand in an SVG as text (`data:`, RFC 2397), of which what says who made them goes like that of others.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use base64::engine::{DecodePaddingMode, general_purpose};

use crate::publish;
use crate::source::Holds;

const MARK: &str = ";base64,";
/// How much may stand before it in an address.
const HEAD: usize = 100;

/// Base64 (RFC 4648, section 4) as people have it: with and without the signs at its end.
const READ: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The words of an attribute or a style with clean pictures in them.
pub(super) fn clean(words: &str) -> Cow<'_, str> {
    let mut cleaned = String::new();
    let mut done = 0;
    if !words.contains(',') {
        return words.into();
    }
    let lower = words.to_ascii_lowercase();
    for (at, _) in lower.match_indices(MARK) {
        let start = at + MARK.len();
        // A picture within a picture's text is none, nor is what is no address.
        let head = lower.floor_char_boundary(at.saturating_sub(HEAD)).max(done).min(at);
        let address = lower[head..at].rsplit(['(', '"', '\'', ' ', '\n']).next().unwrap_or_default();
        if at < done || !address.trim_start().starts_with("data:") {
            continue;
        }
        let is_of_it = |c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '%') || c.is_ascii_whitespace()
        };
        let length = words[start..].find(|c| !is_of_it(c)).unwrap_or(words.len() - start);
        let written = &words[start..start + length];
        let Some(new) = picture(written) else { continue };
        cleaned.push_str(&words[done..start]);
        cleaned.push_str(&new);
        done = start + length;
    }
    if done == 0 {
        return words.into();
    }
    cleaned.push_str(&words[done..]);
    cleaned.into()
}

/// A picture without its metadata, if it is another one then.
fn picture(written: &str) -> Option<String> {
    let plain: String = percent_decoded(written).chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = READ.decode(&plain).ok()?;
    let holds = Holds::of(&bytes);
    // What is drawn in what is drawn has no further one: nobody makes that by hand.
    let cleaned = match holds {
        Holds::Svg => super::clean(&bytes, super::Keep::Drawing).ok()?,
        holds => publish::clean(holds, (&bytes).into()).bytes,
    };
    (cleaned != bytes).then(|| general_purpose::STANDARD.encode(cleaned))
}

fn percent_decoded(written: &str) -> Cow<'_, str> {
    match written.contains('%') {
        true => percent_encoding::percent_decode_str(written).decode_utf8_lossy(),
        false => written.into(),
    }
}
