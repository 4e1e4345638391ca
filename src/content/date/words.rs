//! Words in dates as people write them: days of the week, zones, and what may stand between. Months have a file of their own.
//!
//! Names of days are those of CLDR (<https://cldr.unicode.org/translation/date-time>) in English, German,
//! French, Spanish and Ukrainian, wide and abbreviated; zones are RFC 2822's (section 4.3), the usual ones that name one
//! offset, and those that follow the day or mean several.

use chrono_tz::Tz;

/// What stands between day, month and year: "27th of May", "1er mai", "27. Mai", "27-го травня".
pub(super) fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th", "of", "the", "er", "e", "de", "го", "ого"].contains(&word)
}

/// Whether a word (in lower case, with straight apostrophes) names a day of the week, whole or cut short to three letters or more.
pub(crate) fn is_weekday(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues",
        "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag",
        "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
        "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
        "понеділок", "вівторок", "середа", "середу", "четвер", "пʼятниця", "п'ятниця", "п'ятницю", "субота",
        "суботу", "неділя", "неділю",
    ];
    DAYS.contains(&word)
}

/// What says nothing of when: the day of the week, "at", "Uhr".
pub(crate) fn says_nothing(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "mo", "di", "mi", "do", "fr", "sa", "so", "пн", "вт", "ср", "чт", "пт", "сб", "нд", "at", "on",
        "the", "of", "den", "der", "um", "uhr", "le", "à", "о", "об", "року", "р", "рік", "t", "hrs", "h",
    ];
    is_weekday(word) || WORDS.contains(&word)
}

/// What the letters of a zone mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Zone {
    /// Minutes east of UTC.
    Offset(i32),
    /// One zone, whose offset follows from the day.
    Place(Tz),
    /// Zones that are far apart have that name.
    Several,
}

/// The zone that a word (in lower case) names.
pub(crate) fn zone(word: &str) -> Option<Zone> {
    let minutes = match word {
        "z" | "utc" | "gmt" | "ut" | "wet" => 0,
        "cet" | "mez" | "west" | "wat" => 60,
        "cest" | "mesz" | "eet" | "cat" | "sast" => 120,
        "eest" | "msk" | "eat" | "trt" => 180,
        "est" => -300,
        "edt" => -240,
        "mst" => -420,
        "mdt" => -360,
        "pst" => -480,
        "pdt" => -420,
        "akst" => -540,
        "akdt" => -480,
        "hst" => -600,
        "jst" | "kst" => 540,
        "hkt" | "sgt" | "awst" => 480,
        "aest" => 600,
        "aedt" => 660,
        "nzst" => 720,
        "nzdt" => 780,
        // By the day: standard time or summer time.
        "et" => return Some(Zone::Place(chrono_tz::America::New_York)),
        "ct" => return Some(Zone::Place(chrono_tz::America::Chicago)),
        "mt" => return Some(Zone::Place(chrono_tz::America::Denver)),
        "pt" => return Some(Zone::Place(chrono_tz::America::Los_Angeles)),
        "cst" | "cdt" | "ist" | "bst" | "ast" | "adt" | "gst" | "sst" | "amt" | "ect" | "pht" | "wst" => {
            return Some(Zone::Several);
        }
        _ => return None,
    };
    Some(Zone::Offset(minutes))
}
