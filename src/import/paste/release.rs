//! What stands around the text of a press release, and below that of a letter: "FOR IMMEDIATE RELEASE", "- ENDS -", "Kind regards,".

use super::head::is_date;
use crate::furniture::{folded, trimmed};

/// Whether a line is of the frame of a press release, and nothing else.
pub(super) fn is_frame(line: &str) -> bool {
    let words = folded(trimmed(line));
    let is_until = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ':', '–', '—', '-', '|', ',']);
        rest.is_empty() || is_date(rest)
    };
    IMMEDIATE.iter().any(|phrase| words.strip_prefix(phrase).is_some_and(is_until))
        || KINDS.contains(&&*words)
        || is_end(line)
}

/// "ENDS", "- Ende -", "###": behind it stands what is for editors.
fn is_end(line: &str) -> bool {
    let bare = line.trim_matches([' ', '-', '–', '—', '*', '#', '.', '/', '+']);
    let is_marked =
        bare.len() + 2 <= line.trim().len() && line.trim().starts_with(['-', '–', '—', '*', '#', '/', '+']);
    let is_capital = bare.chars().all(|letter| !letter.is_lowercase());
    ENDS.contains(&&*bare.to_lowercase()) && (is_marked || is_capital)
}

/// Whether a line takes leave as letters do: "Kind regards, Peter".
pub(super) fn is_leave(line: &str) -> bool {
    /// So many words of a name may stand behind it.
    const NAME: usize = 4;
    let line = line.trim();
    let words = line.to_lowercase();
    let is_name = |rest: &str| {
        let begun = rest.trim_start_matches([' ', ',', '!', '.', '–', '-']);
        let at = line.len().saturating_sub(begun.len());
        let name = line.get(at..).unwrap_or_default();
        let is_word = |word: &str| word.starts_with(char::is_uppercase) || word == "und" || word == "and";
        rest.is_empty()
            || !rest.starts_with(char::is_alphanumeric)
                && name.split_whitespace().count() <= NAME
                && name.split_whitespace().all(is_word)
    };
    words.len() == line.len() && LEAVES.iter().any(|phrase| words.strip_prefix(phrase).is_some_and(is_name))
}

/// When it may be published. In lower case.
const IMMEDIATE: &[&str] = &[
    "for immediate release", "for immediate publication", "for release", "embargoed until",
    "under embargo until", "zur sofortigen veröffentlichung", "zur veröffentlichung freigegeben",
    "sperrfrist", "frei zur veröffentlichung", "pour diffusion immédiate", "pour publication immédiate",
    "à diffuser immédiatement", "sous embargo jusqu'au", "para publicación inmediata",
    "para su publicación inmediata", "para difusión inmediata", "para su difusión inmediata",
    "embargado hasta", "для негайного оприлюднення", "для негайної публікації", "для негайного поширення",
];

/// What it is. In lower case.
const KINDS: &[&str] = &[
    "press release", "news release", "media release", "press statement", "media statement",
    "pressemitteilung", "presseinformation", "medienmitteilung", "presseaussendung", "medieninformation",
    "communiqué de presse", "communique de presse", "nota de prensa", "comunicado de prensa", "прес-реліз",
    "пресреліз", "пресрелізу",
];

/// Where it is over. In lower case.
const ENDS: &[&str] = &["ends", "end", "ende", "fin", "кінець", "more to come"];

/// How letters take leave. In lower case.
const LEAVES: &[&str] = &[
    "best regards", "kind regards", "warm regards", "warmest regards", "with best regards",
    "with kind regards", "regards", "best wishes", "with best wishes", "many thanks", "yours sincerely",
    "yours faithfully", "yours truly", "sincerely", "sincerely yours", "all the best",
    "mit freundlichen grüßen", "mit freundlichem gruß", "mit besten grüßen", "mit herzlichen grüßen",
    "freundliche grüße", "viele grüße", "beste grüße", "herzliche grüße", "liebe grüße", "schöne grüße",
    "mit freundlichen grüssen", "freundliche grüsse", "cordialement", "bien cordialement", "bien à vous",
    "sincères salutations", "salutations distinguées", "meilleures salutations", "salutations cordiales",
    "un saludo", "un cordial saludo", "saludos", "saludos cordiales", "un abrazo", "atentamente",
    "cordialmente", "з повагою", "з найкращими побажаннями", "щиро ваш", "щиро ваша", "щиро ваші",
    "з найщирішими побажаннями",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_releases_are_known_in_five_languages() {
        for line in [
            "FOR IMMEDIATE RELEASE", "For immediate release: 11 February 2025", "PRESSEMITTEILUNG",
            "- ENDS -", "ENDS", "Zur sofortigen Veröffentlichung", "Communiqué de presse", "Nota de prensa",
            "Для негайного оприлюднення", "*** Ende ***",
        ] {
            assert!(is_frame(line), "{line}");
        }
        for line in [
            "For release of the ship the port wants 3 million", "Press release of a spring broke", "Ende",
            "Fin", "The end", "Sperrfrist für Netze endet",
        ] {
            assert!(!is_frame(line), "{line}");
        }
    }

    #[test]
    fn leave_is_taken_in_five_languages() {
        for line in [
            "Best regards, Peter", "Kind regards,", "Regards", "Viele Grüße, Mia Brandt",
            "Mit freundlichen Grüßen", "Cordialement,", "Un saludo, Inés García", "З повагою, Ірина Коваль",
            "Best regards Peter Dale",
        ] {
            assert!(is_leave(line), "{line}");
        }
        for line in [
            "Regards from the sea reached us", "Best wishes were sent to the crew", "Saludos a todos",
            "Sincerely held views count",
        ] {
            assert!(!is_leave(line), "{line}");
        }
    }
}
