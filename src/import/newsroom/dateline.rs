//! Where and by whom a report was filed, as its first words say: "KYIV (Reuters) –", "Madrid, 12 feb (EFE).-".

use super::agencies::{Agencies, is_spelled_out};
use super::names::is_part;
use super::words::PLACES;
use crate::content::date::months;

/// A dateline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// "KYIV, Ukraine", as it is written.
    pub place: Option<String>,
    /// The agency.
    pub outlet: Option<String>,
    /// "Feb 12", as it is written.
    pub date_text: Option<String>,
    /// How many bytes of the text it takes, with the sign and the white space behind it.
    pub length: usize,
}

/// The longest that a dateline is, in bytes.
const LONGEST: usize = 110;

/// Reads the dateline that a paragraph begins with. Nothing where it may be the sentence's own beginning.
pub fn read(text: &str, agencies: &Agencies) -> Option<Dateline> {
    let start = text.len() - text.trim_start().len();
    let (head, length) = head(&text[start..])?;
    let (before, outlet) = match head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((before, outlet)) => (before.trim(), Some(outlet.trim())),
        None => (head, None),
    };
    let outlet = match outlet {
        Some(outlet) => Some(
            outlet
                .split('/')
                .map(str::trim)
                .find_map(|part| agencies.exactly(part).map(|_| outlet.to_owned()))?,
        ),
        None => None,
    };
    if outlet.as_ref().is_some_and(|outlet| is_spelled_out(before, outlet)) {
        return None;
    }
    let mut parts: Vec<&str> = before.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let mut outlet = outlet;
    // "Київ. Укрінформ." and "BERLIN, dpa –" have no brackets.
    if outlet.is_none()
        && parts.len() > 1
        && let Some(found) = parts.last().and_then(|part| agencies.exactly(part))
    {
        outlet = Some(found.agency.name.clone());
        parts.pop();
    }
    let is_date = |part: &&str| {
        let words = part.split(' ');
        words.clone().any(months::is_month)
            && words
                .clone()
                .all(|word| months::is_month(word) || word.starts_with(|c: char| c.is_ascii_digit()))
    };
    let dates = parts.iter().filter(|part| is_date(part)).count();
    let date_text = parts.iter().find(|part| is_date(part)).map(|part| (*part).to_owned());
    parts.retain(|part| !is_date(part) && !part.chars().all(|letter| letter.is_ascii_digit()));
    let place = parts.join(", ");
    let is_capital = place.chars().filter(|letter| letter.is_alphabetic()).count() >= 3
        && parts.first().is_some_and(|part| part.chars().all(|letter| !letter.is_lowercase()));
    // What stands above or before a report, and is no place.
    const LABELS: &[&str] = &[
        "UPDATE", "EXCLUSIVE", "BREAKING", "WATCH", "EXKLUSIV", "ANALYSIS", "OPINION", "VIDEO", "PHOTOS",
        "CORRECTED", "EXCLUSIF", "URGENT", "FACTBOX", "EXPLAINER", "ТЕРМІНОВО", "ОНОВЛЕНО",
    ];
    if parts.iter().any(|part| LABELS.contains(&&*part.to_uppercase())) {
        return None;
    }
    if parts.len() > 3 || dates > 1 || !parts.iter().all(|part| is_place(part)) {
        return None;
    }
    // Without an agency only capitals, and only of a known place: "HOUSE — a film" may be anything.
    let is_sure = match (&outlet, &date_text) {
        (Some(_), _) => true,
        (None, Some(_)) => is_capital && !place.is_empty(),
        (None, None) => {
            is_capital && PLACES.contains(&parts[0]) && is_sentence_behind(&text[start + length..])
        }
    };
    let place = Some(place).filter(|place| !place.is_empty());
    is_sure.then_some(Dateline { place, outlet, date_text, length: start + length })
}

/// What stands before the dash, and how much of the text it takes with the dash.
fn head(text: &str) -> Option<(&str, usize)> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = &text[..end];
    let signs = [
        ").-", ".-", ") –", ") —", ") -", ") ‒", ") --", " – ", " — ", " -- ", " - ", ")– ", ")— ", "— ",
        ".— ", ". – ", ". — ",
    ];
    let (at, sign) = signs
        .iter()
        .filter_map(|sign| start.find(sign).map(|at| (at, *sign)))
        .min_by_key(|(at, sign)| (*at, usize::MAX - sign.len()))?;
    let head_end = at + usize::from(sign.starts_with(')'));
    let mut behind = at + sign.len();
    behind +=
        text[behind..].len() - text[behind..].trim_start_matches([' ', '-', '–', '—', '.', '\u{a0}']).len();
    let head = text[..head_end].trim().trim_end_matches('.');
    (!head.is_empty() && behind < text.len()).then_some((head, behind))
}

/// "KYIV", "New York", "Frankfurt am Main", "Washington D.C."
fn is_place(part: &str) -> bool {
    let words: Vec<&str> = part.split(' ').collect();
    let small = [
        "am", "an", "der", "de", "la", "le", "les", "sur", "del", "of", "and", "und", "et", "y", "el", "im",
        "ob", "bei",
    ];
    // "HAYWARD, Calif."
    let is_word = |word: &&str| {
        is_part(word.trim_end_matches('.'))
            || is_part(word)
            || small.contains(word)
            || word.split('/').all(is_part)
    };
    (1..=5).contains(&words.len())
        && words.iter().all(&is_word)
        && words
            .first()
            .is_some_and(|word| is_part(word.trim_end_matches('.').split('/').next().unwrap_or_default()))
}

/// Whether a sentence follows, rather than the other half of a title.
fn is_sentence_behind(text: &str) -> bool {
    let first = text.trim_start_matches(['“', '"', '„', '«', '‘', '\'']).chars().next();
    first.is_some_and(char::is_uppercase) && text.split_whitespace().count() >= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(found) = read(text, &Agencies::built_in()) else { return "none".to_owned() };
        let part = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".to_owned());
        format!(
            "{} | {} | {} | {}",
            part(&found.place),
            part(&found.outlet),
            part(&found.date_text),
            &text[found.length..]
        )
    }

    #[test]
    fn places_agencies_and_days_come_apart() {
        for (text, expected) in [
            ("KYIV (Reuters) – The ferry left.", "KYIV | Reuters | - | The ferry left."),
            ("KYIV, Ukraine (AP) — The ferry left.", "KYIV, Ukraine | AP | - | The ferry left."),
            ("BERLIN, Feb 12 (Reuters) - The ferry left.", "BERLIN | Reuters | Feb 12 | The ferry left."),
            ("Berlin (dpa) – Die Fähre ist weg.", "Berlin | dpa | - | Die Fähre ist weg."),
            (
                "Frankfurt/Main (dpa/lhe) - Die Fähre ist weg.",
                "Frankfurt/Main | dpa/lhe | - | Die Fähre ist weg.",
            ),
            ("Paris, 12 févr (AFP) – Le bac est parti.", "Paris | AFP | 12 févr | Le bac est parti."),
            ("Madrid, 12 feb (EFE).- El barco salió.", "Madrid | EFE | 12 feb | El barco salió."),
            ("КИЇВ, 12 лютого (Укрінформ) — Пором відплив.", "КИЇВ | Укрінформ | 12 лютого | Пором відплив."),
            (
                "WASHINGTON — The ferry left before anybody woke.",
                "WASHINGTON | - | - | The ferry left before anybody woke.",
            ),
            ("HAYWARD, Calif. (AP) — The ferry left.", "HAYWARD, Calif. | AP | - | The ferry left."),
            ("(Reuters) - The ferry left.", "- | Reuters | - | The ferry left."),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn doubtful_beginnings_are_left_alone() {
        for text in [
            "HOUSE — a film about doors",
            "EXCLUSIVE (Reuters) - The ferry left.",
            "HOUSE — A film about doors opened on Monday.",
            "NATO – The alliance met on Monday in Madrid.",
            "The ferry (Reuters) – left",
            "Ministers – and their staff – left early.",
            "Clara Whitcombe (EPA) said",
            "Berlin – Die Stadt ist groß und laut am Abend.",
            "The Environmental Protection Agency (EPA) – which sets the limits – met.",
            "",
            "—",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
    }
}
