//! What an article is written in: what the page says, unless its text is plainly something else.

use super::{Found, Provenance, Sources, structured};
use crate::import::page::Page;

/// From how many characters on a text is believed more than its page.
const ENOUGH: usize = 300;
/// How much of a text is looked at, in bytes.
const MOST: usize = 3000;

/// The language, as a tag of two letters (BCP 47), or of three where there is none of two.
pub(super) fn read(sources: &Sources<'_>) -> Option<Found<String>> {
    let said = said(sources);
    let text = text(sources);
    let detected = whatlang::detect(&text);
    let Some(info) = detected.filter(|_| text.chars().count() >= ENOUGH || said.is_none()) else {
        return said;
    };
    let code = code(info.lang());
    match said {
        Some(said) if said.value == code || !info.is_reliable() || is_near(&said.value, code) => Some(said),
        Some(said) => Some(Found::new(
            code.to_owned(),
            Provenance::Visible,
            format!("the text; {} says {}", said.place, said.value),
        )),
        None => {
            let provenance = if info.is_reliable() && text.chars().count() >= ENOUGH {
                Provenance::Visible
            } else {
                Provenance::Guessed
            };
            Some(Found::new(code.to_owned(), provenance, "the text"))
        }
    }
}

/// That of a text alone, if it is beyond doubt.
pub(super) fn of_text(text: &str) -> Option<Found<String>> {
    let text: String = text.chars().take(MOST).collect();
    let info = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
    Some(Found::new(code(info.lang()).to_owned(), Provenance::Visible, "the text"))
}

/// Whether texts in one language are taken for another, or one is written in both.
fn is_near(one: &str, other: &str) -> bool {
    const NEAR: &[&[&str]] = &[
        &["no", "nb", "nn", "da"],
        &["sr", "hr", "bs", "me", "sh"],
        &["id", "ms"],
        &["zh", "yue", "wuu"],
        &["es", "ca", "gl"],
        &["pt", "gl"],
        &["cs", "sk"],
        &["af", "nl"],
        &["hi", "mr", "ne"],
        &["tl", "fil"],
        &["ru", "be", "bg", "mk"],
        &["uk", "be"],
    ];
    NEAR.iter().any(|near| near.contains(&one) && near.contains(&other))
}

/// The beginning of the article's text.
fn text(sources: &Sources<'_>) -> String {
    let mut all = String::new();
    for (leaf, kept) in sources.leaves.iter().zip(sources.kept) {
        if *kept && all.len() < MOST {
            all.push_str(&leaf.text.text());
            all.push('\n');
        }
    }
    let end = all.floor_char_boundary(MOST.min(all.len()));
    all.truncate(end);
    all
}

/// What the page says.
fn said(sources: &Sources<'_>) -> Option<Found<String>> {
    let article = || {
        sources
            .things
            .article()
            .and_then(|article| structured::text(article, "inLanguage"))
            .and_then(|text| tag(&text))
    };
    let html = || sources.page.document.html_root().attr("lang").and_then(|lang| tag(&lang));
    let meta = || {
        sources
            .meta
            .first(&["content-language", "og:locale", "dc.language", "language"])
            .and_then(|(_, value)| tag(value))
    };
    let named: [(&str, &dyn Fn() -> Option<String>); 3] =
        [("inLanguage", &article), ("`<html lang>`", &html), ("meta content-language", &meta)];
    named.into_iter().find_map(|(place, find)| Some(Found::new(find()?, Provenance::Structured, place)))
}

/// The first part of a tag; names of languages are none.
fn tag(text: &str) -> Option<String> {
    let primary = text.trim().split(['-', '_', ',', ';', ' ']).next()?.to_ascii_lowercase();
    (matches!(primary.len(), 2 | 3) && primary.bytes().all(|byte| byte.is_ascii_lowercase()))
        .then_some(primary)
}

/// Whether `03/04/2025` is a day in March: so it is in English where nothing says that it is not American.
pub(super) fn is_month_first(page: &Page) -> bool {
    let tag = page
        .document
        .html_root()
        .attr("lang")
        .map(|lang| lang.trim().to_ascii_lowercase().replace('_', "-"))
        .unwrap_or_default();
    let is_national = page
        .url
        .as_ref()
        .and_then(|url| url.host_str())
        .and_then(|host| host.rsplit('.').next())
        .is_some_and(|end| end.len() == 2 && end != "us");
    match &*tag {
        "en-us" | "en-ph" => true,
        "en" | "" => !is_national,
        _ => false,
    }
}

/// The code of a language that was recognised (ISO 639-1 where it has one).
fn code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "no",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
        other => other.code(),
    }
}
