//! The picture, and the notices: corrections and withdrawals.

use chrono_tz::Tz;
use serde_yaml::Value;

use super::{Correction, CorrectionKind, Image, Withdrawal};
use crate::content::Date;
use crate::content::yaml::{FieldValue, Fields, write};
use crate::diagnostic::{Code, Span};
use crate::shape::{Section, Shape, choice, keys};

const KINDS: [(&str, CorrectionKind); 4] = [
    (CorrectionKind::Correction.as_str(), CorrectionKind::Correction),
    (CorrectionKind::Clarification.as_str(), CorrectionKind::Clarification),
    (CorrectionKind::Update.as_str(), CorrectionKind::Update),
    (CorrectionKind::Retraction.as_str(), CorrectionKind::Retraction),
];
/// Keys that themes of other programs have there.
const THEMES: [&str; 9] = [
    "class", "height", "hidden", "hiddenInList", "hiddenInSingle", "lqip", "relative", "responsiveImages",
    "width",
];

keys! {
    /// A picture.
    pub(super) PICTURE:
    SRC: ["src", "image", "path", "url"], Shape::Text, "", "harbour.jpg",
        "The picture: a path beside the document, one of `static/` that begins with `/`, or a web address.";
    ALT: ["alt"], Shape::Text, "", "Ships wait off a harbour",
        "What it shows, for those who do not see it; `\"\"` for mere decoration.";
    CAPTION: ["caption"], Shape::Text, "", "The port on Tuesday",
        "What stands below it.";
    CREDIT: ["credit"], Shape::Text, "", "Ben Example / The Example Times",
        "Who made it, and for whom.";
    CREDIT_URL: ["credit_url"], Shape::WebAddress, "", "https://photos.example.org/1",
        "Where the credit leads.";
    FOCUS: ["focus"], Shape::List(&Shape::Text), "", "50% 30%",
        "The point that crops keep: percent from the left and from the top, or words like `top left`.";
}

keys! {
    /// What a correction has.
    pub(super) OF_A_CORRECTION:
    DATE: ["date"], Shape::Date, "", "2025-02-14",
        "When it was made.";
    KIND: ["kind", "type"], choice!(KINDS), "correction", "",
        "What it is: a mistake, words that could be misread, events that moved on, or a text that should not have appeared.";
    TEXT: ["text"], Shape::Text, "", "There were six ministers, not five.",
        "What readers are told, in plain text.";
}

/// A path, or a picture with what is known of it.
pub(in crate::content) const IMAGE_SHAPE: Shape = Shape::Either(&[Shape::Text, Shape::Keys(&PICTURE_KEYS)]);
const PICTURE_KEYS: Section = Section { passed_over: &THEMES, ..Section::of(PICTURE).needing(&[SRC.names]) };
/// A notice.
pub(super) const NOTICE: Section = Section::of(&[DATE, TEXT]).needing(&[DATE.names, TEXT.names]);
/// A correction.
pub(super) const CORRECTION: Section = Section::of(OF_A_CORRECTION).needing(&[DATE.names, TEXT.names]);

const NO_ALT: &str = "the picture has no alternative text";
const ALT_HINT: &str = "write `alt:` with what it shows, or `alt: \"\"` if it is decoration";

/// `image`: a path, `{src, alt, …}`, or a list of which the first counts.
pub(super) fn image(item: &FieldValue<'_>) -> Option<Image> {
    let items = item.items();
    let item = items.first()?;
    let image = picture(item)?;
    if !matches!(item.value(), Value::Mapping(_)) {
        let src = write::scalar(&image.src, true);
        let hint =
            format!("write `image: {{src: {src}, alt: what it shows}}`, or `alt: \"\"` if it is decoration");
        item.warning(Code::ImageAlt, NO_ALT, hint);
    }
    Some(image)
}

/// Where the picture's file is named, in a path or in a mapping.
pub(in crate::content) fn picture_place(item: &FieldValue<'_>) -> Span {
    let entries = item.entries().unwrap_or_default();
    let src = SRC.names.iter().find_map(|name| entries.iter().find(|(key, _)| key == name));
    src.map_or_else(|| item.span(), |(_, src)| src.span())
}

/// A path, or `{src, alt, …}`. A path alone is no fault in a registry, where the name stands beside the picture.
pub(in crate::content) fn picture(item: &FieldValue<'_>) -> Option<Image> {
    if !matches!(item.value(), Value::Mapping(_)) {
        return Some(Image { src: item.picture()?.into(), ..Image::default() });
    }
    let fields = item.fields("write `src:` and `alt:` below it")?;
    let text = |names| fields.take(names).and_then(|item| item.text()).map(String::into_boxed_str);
    let src = fields.take(SRC.names);
    let alt = fields.take(ALT.names);
    let image = Image {
        src: src.as_ref().and_then(|src| src.picture()).unwrap_or_default().into(),
        alt: alt.as_ref().and_then(|alt| alt.any_text()).unwrap_or_default().into(),
        caption: text(CAPTION.names),
        credit: text(CREDIT.names),
        credit_url: fields
            .take(CREDIT_URL.names)
            .and_then(|item| item.web_address())
            .map(String::into_boxed_str),
        focus: fields.take(FOCUS.names).and_then(|item| focus(&item)),
    };
    fields.finish(&THEMES, None);
    match &src {
        None => {
            fields.error(
                Code::InvalidValue,
                "the picture has no `src`",
                "write `src:` with its path or address",
            );
            return None;
        }
        Some(src) if alt.is_none() => src.warning(Code::ImageAlt, NO_ALT, ALT_HINT),
        Some(_) => {}
    }
    (!image.src.is_empty()).then_some(image)
}

/// `50% 30%`, `[50, 30]`, `center`, `top left`.
fn focus(item: &FieldValue<'_>) -> Option<(u8, u8)> {
    let words: Vec<String> = match item.value() {
        Value::Sequence(_) => item.texts(),
        _ => item
            .text()?
            .to_lowercase()
            .split([' ', ','])
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect(),
    };
    let percent =
        |word: &str| word.trim_end_matches('%').trim().parse::<u8>().ok().filter(|number| *number <= 100);
    let across = |word: &str| match word {
        "left" => Some(0),
        "right" => Some(100),
        "center" | "centre" => Some(50),
        _ => percent(word),
    };
    let down = |word: &str| match word {
        "top" => Some(0),
        "bottom" => Some(100),
        "center" | "centre" => Some(50),
        _ => percent(word),
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let found = match words[..] {
        [one] => across(one).map(|x| (x, 50)).or_else(|| down(one).map(|y| (50, y))),
        [one, two] => across(one).zip(down(two)).or_else(|| across(two).zip(down(one))),
        _ => None,
    };
    if found.is_none() {
        let message = format!("`{}` is not a point of the picture", item.label());
        item.error(Code::InvalidValue, message, "write percent from the left and from the top: `50% 30%`");
    }
    found
}

/// `corrections`: a list of `{date, kind, text}`.
pub(super) fn corrections(item: &FieldValue<'_>, zone: Tz) -> Vec<Correction> {
    let one = |item: &FieldValue<'_>| {
        let fields = item.fields("write `date:`, `kind:` and `text:` below it")?;
        let (date, text) = dated_text(&fields, zone);
        let kind = fields.take(KIND.names);
        let kind = kind.map_or(Some(CorrectionKind::Correction), |item| item.choice(&KINDS));
        fields.finish(&[], None);
        Some(Correction { date: date?, kind: kind?, text: text?.into() })
    };
    item.items().iter().filter_map(one).collect()
}

/// `withdrawn`: `{date, text}`.
pub(super) fn withdrawal(item: &FieldValue<'_>, zone: Tz) -> Option<Withdrawal> {
    let fields = item.fields("write `date:` and `text:` below it")?;
    let (date, text) = dated_text(&fields, zone);
    fields.finish(&[], None);
    Some(Withdrawal { date: date?, text: text?.into() })
}

/// `date` and `text`, both required.
fn dated_text(fields: &Fields<'_>, zone: Tz) -> (Option<Date>, Option<String>) {
    let (date, text) = (fields.take(DATE.names), fields.take(TEXT.names));
    for (name, found) in [("date", date.is_some()), ("text", text.is_some())] {
        if !found {
            let message = format!("`{}` needs a `{name}`", fields.item().label());
            fields.error(Code::InvalidValue, message, format!("write `{name}:` below it"));
        }
    }
    let read = text.as_ref().and_then(|item| item.text());
    if let (Some(item), None, Some("")) =
        (&text, &read, text.as_ref().and_then(|t| t.value().as_str()).map(str::trim))
    {
        item.error(
            Code::InvalidValue,
            format!("`{}` is empty", item.label()),
            "write what readers shall know",
        );
    }
    (date.and_then(|item| item.date(zone)), read)
}
