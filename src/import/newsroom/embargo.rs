//! Until when a text must not be published, as releases and agencies say it above it: "EMBARGOED until 06:00 on Friday",
//! "Sperrfrist: 3. Mai, 10 Uhr", "Sous embargo jusqu'au …", "Embargado hasta …", "Ембарго до …".
//!
//! Such a line is no date of publication, and what it says must not be lost: whoever publishes the text too early breaks a promise.
//! Headlines are about embargoes, too: a line is one where it says when, or says nothing else.

use super::release::behind_kind;
use crate::content::date::{months, words as dates};

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 240;
/// So many words may say until when.
const WHEN: usize = 12;

/// Whether a line says until when a text is not to be published, and nothing else.
pub fn is_embargo(line: &str) -> bool {
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase().replace(['’', 'ʼ'], "'");
    if !STEMS.iter().any(|stem| lower.contains(stem)) {
        return false;
    }
    let line = bare(&lower);
    // "PRESSEMITTEILUNG – Sperrfrist: …"
    let line = behind_kind(line).map_or(line, bare);
    let line = BEFORE.iter().find_map(|word| line.strip_prefix(word)).unwrap_or(line);
    let behind = |phrase: &&str| {
        let rest = line.strip_prefix(*phrase)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
    };
    // Trade is under embargo, too, and "nicht vor Freitag" comes the light again.
    let is_telling = |phrase: &str| {
        !["embargo ", "nicht vor", "ембарго", "эмбарго"].iter().any(|start| phrase.starts_with(start))
    };
    let is_until = |phrase: &str, rest: &str| {
        is_when(rest) || is_telling(phrase) && has_moment(rest) && !ends_sentence(rest) && is_short(rest)
    };
    UNTIL.iter().any(|phrase| behind(phrase).is_some_and(|rest| is_until(phrase, rest)))
        || ALONE.iter().filter_map(behind).any(|rest| bare(rest).is_empty() || is_when(rest))
        || LABELS.iter().filter_map(behind).any(|rest| is_when(rest) || is_of_speech(rest))
        || is_sentence(line)
}

/// "This release is under embargo until 06:00 on 3 December."
fn is_sentence(line: &str) -> bool {
    UNTIL.iter().any(|phrase| {
        line.find(phrase).is_some_and(|at| {
            let before =
                line[..at].split_whitespace().map(|word| word.trim_end_matches([':', ',', '.', '!']));
            let rest = &line[at + phrase.len()..];
            at > 0 && before.into_iter().all(|word| OF_RELEASE.contains(&word)) && is_when(rest)
        })
    })
}

/// "Sperrfrist: Redebeginn"
fn is_of_speech(rest: &str) -> bool {
    rest.starts_with(':')
        && matches!(bare(rest), "redebeginn" | "beginn der rede" | "ende der rede" | "start of speech")
}

/// Whether words say when, and nothing else.
fn is_when(rest: &str) -> bool {
    let is_of_date = |word: &str| {
        let word = word.trim_matches(|one: char| !one.is_alphanumeric());
        word.is_empty()
            || word.starts_with(|one: char| one.is_ascii_digit())
            || months::is_month(word)
            || dates::is_weekday(word)
            || SMALL.contains(&word)
    };
    is_short(rest) && has_moment(rest) && words(rest).all(is_of_date)
}

/// Whether words name a day or an hour: a year alone is none.
fn has_moment(rest: &str) -> bool {
    let is_day = |word: &str| {
        let bare = word.trim_matches(|one: char| !one.is_alphanumeric());
        let numbers = bare.split(['.', ':', '/', '-']).filter(|part| part.parse::<u32>().is_ok()).count();
        let hours = bare.trim_end_matches(|one: char| one.is_alphabetic());
        let is_hour = hours.len() < bare.len() && hours.parse::<u32>().is_ok_and(|hour| hour <= 24);
        numbers >= 2 || is_hour || months::is_month(bare) || dates::is_weekday(bare) || DAYS.contains(&bare)
    };
    words(rest).any(is_day)
        || words(rest).zip(words(rest).skip(1)).any(|(hour, unit)| {
            hour.parse::<u32>().is_ok()
                && matches!(unit.trim_end_matches('.'), "uhr" | "h" | "heures" | "horas" | "год")
        })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|one: char| one.is_whitespace() || matches!(one, ',' | '(' | ')' | '|' | '–' | '—'))
        .filter(|word| !word.is_empty())
}

fn is_short(text: &str) -> bool {
    words(text).count() <= WHEN
}

fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', '!', '?']) && !text.ends_with(".m.")
}

/// Without signs and spaces at its ends.
fn bare(text: &str) -> &str {
    text.trim_matches(|one: char| !one.is_alphanumeric() && one != '.').trim_end_matches(['!', '*'])
}

/// Without one of them no line is an embargo. In lower case, as all that follows.
const STEMS: &[&str] = &[
    "embarg", "sperrfrist", "ембарго", "эмбарго", "not for", "not to be", "do not publish", "hold for",
    "nicht vor", "veröffentlichung frei ab", "ne pas ", "no publicar", "no difundir", "не публікувати",
    "не для публікації", "не оприлюднювати", "не поширювати",
];

/// What may stand before it.
const BEFORE: &[&str] = &[
    "strictly ", "strict ", "achtung: ", "achtung ", "bitte ", "attention : ", "attention: ", "увага: ",
    "увага! ",
];

/// What says when behind it.
const UNTIL: &[&str] = &[
    "embargoed until", "embargoed till", "embargoed for", "embargoed to", "embargo until", "embargo till",
    "under embargo until", "under embargo till", "under strict embargo until", "not for publication before",
    "not for publication until", "not for release before", "not for release until",
    "not for publication or broadcast before", "not for broadcast before", "not for broadcast until",
    "not to be published before", "not to be published until", "do not publish before",
    "do not publish until", "hold for release until", "sperrfrist bis", "sperrfrist endet", "embargo bis",
    "nicht vor", "veröffentlichung frei ab", "sous embargo jusqu'au", "sous embargo jusqu'à",
    "embargo jusqu'au", "embargo jusqu'à", "sous embargo jusqu'à nouvel ordre", "ne pas publier avant",
    "ne pas diffuser avant", "embargado hasta", "embargada hasta", "embargo hasta", "bajo embargo hasta",
    "no publicar antes", "no publicar hasta", "no difundir antes", "no difundir hasta", "ембарго до",
    "під ембарго до", "эмбарго до", "не публікувати до", "не для публікації до", "не оприлюднювати до",
    "не поширювати до",
];

/// What is one alone.
const ALONE: &[&str] = &[
    "embargoed", "under embargo", "under strict embargo", "embargoed release", "embargoed copy",
    "sous embargo", "embargado", "embargada", "bajo embargo", "під ембарго", "sperrfrist beachten",
    "mit sperrfrist",
];

/// What is one with a moment behind it.
const LABELS: &[&str] = &["embargo", "embargoed", "sperrfrist", "sperrfrist endet", "ембарго", "эмбарго"];

/// What a sentence begins with that says so.
const OF_RELEASE: &[&str] = &[
    "this", "the", "press", "news", "media", "release", "text", "report", "story", "information", "material",
    "materials", "content", "contents", "in", "of", "is", "are", "and", "strictly", "all", "please", "note",
    "that", "study", "findings", "paper", "it", "dieser", "diese", "der", "die", "meldung", "ist", "sind",
    "bitte", "beachten", "pressemitteilung", "mit", "ce", "communiqué", "est", "texte", "cette", "este",
    "comunicado", "está", "nota", "de", "prensa", "цей", "текст", "матеріал", "пресреліз", "під", "діє",
];

/// Days and hours that are words.
const DAYS: &[&str] = &[
    "noon", "midnight", "midday", "today", "tomorrow", "mittag", "mitternacht", "heute", "morgen", "midi",
    "minuit", "demain", "mediodía", "medianoche", "mañana", "hoy", "завтра", "сьогодні", "опівночі",
];

/// Small words of a moment.
const SMALL: &[&str] = &[
    "on", "at", "the", "of", "from", "until", "till", "before", "a.m", "am", "p.m", "pm", "m", "a", "p",
    "hrs", "hours", "local", "time", "o'clock", "gmt", "utc", "bst", "est", "edt", "pst", "pdt", "cet",
    "cest", "mez", "mesz", "eet", "eest", "ct", "et", "pt", "noon", "midnight", "midday", "today",
    "tomorrow", "london", "york", "new", "uhr", "um", "bis", "ab", "dem", "den", "der", "vom", "zum",
    "mittag", "mitternacht", "heute", "morgen", "le", "la", "à", "au", "du", "de", "h", "heure", "heures",
    "midi", "minuit", "demain", "paris", "jusqu'au", "el", "las", "los", "del", "horas", "hasta", "hora",
    "mañana", "hoy", "mediodía", "medianoche", "о", "об", "до", "за", "год", "година", "години", "годині",
    "року", "р", "київським", "києвом", "часом", "завтра", "сьогодні", "опівночі", "ранку", "вечора",
];

#[cfg(test)]
mod tests {
    use super::is_embargo;

    #[test]
    fn embargoes_are_known_in_five_languages() {
        for line in [
            "EMBARGOED until 06:00 on Friday 7 March 2031",
            "Embargoed till midnight on Monday",
            "STRICTLY EMBARGOED UNTIL 10am ON 7 MARCH",
            "*** STRICTLY EMBARGOED ***",
            "Embargo: 7 March 2031, 10:00 GMT",
            "Embargo until Friday, 10 a.m.",
            "NOT FOR PUBLICATION BEFORE 7 MARCH 2031, 10 A.M.",
            "Not for publication or broadcast before 00:01 on Friday 7 March",
            "UNDER EMBARGO",
            "This press release is under embargo until 06:00 on 7 March 2031.",
            "Embargoed until the minister has spoken, Friday at 10:00",
            "Sperrfrist: 7. März 2031, 10:00 Uhr",
            "SPERRFRIST: Freitag, 10 Uhr",
            "Sperrfrist bis 7. März",
            "PRESSEMITTEILUNG – Sperrfrist: 7. März 2031, 10 Uhr",
            "Achtung Sperrfrist: 7.3.2031, 10 Uhr",
            "Sperrfrist: Redebeginn",
            "Sous embargo jusqu'au 7 mars 2031 à 10 h",
            "Embargo jusqu’au vendredi 7 mars à 10 heures",
            "Embargado hasta el 7 de marzo a las 10:00",
            "Bajo embargo hasta el viernes a las 10:00 horas",
            "Ембарго до 10:00 7 березня 2031 року",
            "Не публікувати до 7 березня, 10:00",
            "Під ембарго до п'ятниці, 10:00",
        ] {
            assert!(is_embargo(line), "{line}");
        }
    }

    #[test]
    fn what_is_about_embargoes_is_none() {
        for line in [
            "Embargo on grain ends in March",
            "Embargo: how an island lives with it",
            "Embargo lifted on 7 March 2031",
            "Embargoed until 2031, the papers tell of a queen",
            "Sperrfrist für Netze endet am 7. März",
            "Sperrfrist: keine",
            "Embargo: none",
            "Embargo",
            "Sperrfrist",
            "Embargo until Monday as talks go on",
            "Nicht vor Freitag wieder Strom in Melby",
            "L'embargo jusqu'ici respecté par tous",
            "Embargado el barco hasta",
            "Ембарго до країни запровадили всі",
            "Not for sale before 7 March 2031",
            "The union wants the embargo until 7 March to be lifted.",
            "FOR IMMEDIATE RELEASE",
            "7 March 2031",
        ] {
            assert!(!is_embargo(line), "{line}");
        }
    }
}
