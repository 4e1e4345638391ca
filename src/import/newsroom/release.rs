//! What releases call themselves, above their headline or before it: "PRESS RELEASE: Port opens …", "Pressemitteilung Nr. 112/2026".

use super::embargo::is_embargo;
use crate::content::date::{months, words as dates};

/// What follows the word by which a release calls itself. None where a line does not begin with one.
pub fn behind_kind(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    let begun = KINDS.iter().filter(|kind| {
        lower
            .strip_prefix(**kind)
            .is_some_and(|rest| !rest.starts_with(|one: char| one.is_alphanumeric() || one == '-'))
    });
    let length = begun.map(|kind| kind.len()).max()?;
    // Where letters change their length with their case, places in the one are none in the other.
    line.get(length..).filter(|_| lower.len() == line.len())
}

/// Whether a line says that a text is a release, with its number and its date, and nothing else.
pub fn is_kind(line: &str) -> bool {
    /// So many words may be its number and its date.
    const WORDS: usize = 9;
    let is_of_it = |word: &str| {
        let word = word.trim_matches(|one: char| !one.is_alphanumeric() && one != '№').to_lowercase();
        word.is_empty()
            || word.contains(|one: char| one.is_ascii_digit())
            || months::is_month(&word)
            || dates::is_weekday(&word)
            || NUMBER.contains(&&*word)
    };
    behind_kind(line.trim()).is_some_and(|rest| {
        let mut words = rest.split_whitespace();
        words.clone().count() <= WORDS && words.all(is_of_it)
    })
}

/// A headline without what a release calls itself before it, and that. "PRESS RELEASE: Port opens", "[Press release] Port opens",
/// "EMBARGOED: Port opens".
pub fn labelled(title: &str) -> Option<(&str, &str)> {
    let title = title.trim();
    let (label, rest) = match title.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => {
            let at = [": ", " : ", " – ", " — ", " - ", " | ", " // "]
                .iter()
                .filter_map(|sign| title.find(sign).map(|at| (at, at + sign.len())))
                .min()?;
            (&title[..at.0], &title[at.1..])
        }
    };
    let (label, rest) = (label.trim(), rest.trim_start_matches([' ', ':', '–', '—', '-', '|']));
    let is_headline = rest.split_whitespace().count() >= 2 && rest.contains(char::is_alphabetic);
    let is_immediate = || IMMEDIATE.contains(&&*label.to_lowercase());
    (is_headline && (is_kind(label) || is_embargo(label) || is_immediate())).then_some((label, rest))
}

/// When it may be published: at once. In lower case.
pub const IMMEDIATE: &[&str] = &[
    "for immediate release", "for immediate publication", "for immediate use", "for immediate distribution",
    "for release", "sperrfrist: keine", "embargo: none", "zur sofortigen veröffentlichung",
    "zur sofortigen verwendung", "zur sofortigen freigabe", "zur veröffentlichung freigegeben",
    "frei zur veröffentlichung", "pour diffusion immédiate", "pour publication immédiate",
    "à diffuser immédiatement", "à publier immédiatement", "diffusion immédiate",
    "para publicación inmediata", "para su publicación inmediata", "para difusión inmediata",
    "para su difusión inmediata", "para uso inmediato", "para divulgación inmediata",
    "для негайного оприлюднення", "для негайної публікації", "для негайного поширення",
    "для негайного використання",
];

/// What it is. In lower case.
const KINDS: &[&str] = &[
    "press release", "news release", "media release", "press statement", "media statement", "press notice",
    "media advisory", "pressemitteilung", "presseinformation", "presseerklärung", "pressemeldung",
    "pressenotiz", "medienmitteilung", "presseaussendung", "medieninformation", "communiqué de presse",
    "communique de presse", "communiqué", "nota de prensa", "comunicado de prensa", "comunicado",
    "прес-реліз", "пресреліз", "прес реліз", "повідомлення для преси", "повідомлення для змі",
];

/// Small words of its number and its date. In lower case.
const NUMBER: &[&str] = &[
    "nr", "no", "n", "n°", "nº", "№", "num", "núm", "número", "numéro", "nummer", "number", "ref", "vom",
    "von", "of", "from", "dated", "du", "le", "de", "del", "el", "від", "року", "р", "den",
];

#[cfg(test)]
mod tests {
    use super::{is_kind, labelled};

    #[test]
    fn what_releases_call_themselves_is_no_headline() {
        for line in [
            "PRESS RELEASE",
            "Press release no. 12/2031",
            "Pressemitteilung Nr. 12/2031",
            "Pressemitteilung 12/2031",
            "Presseinformation vom 7. März 2031",
            "MEDIA STATEMENT – 7 March 2031",
            "Communiqué de presse n° 12",
            "Nota de prensa núm. 12/2031",
            "Пресреліз № 12 від 7 березня 2031 року",
        ] {
            assert!(is_kind(line), "{line}");
        }
        for line in [
            "Press release of a spring broke", "Press releases are dull",
            "Comunicado conjunto de dos puertos",
        ] {
            assert!(!is_kind(line), "{line}");
        }
    }

    #[test]
    fn headlines_lose_the_label_before_them() {
        for (title, rest) in [
            ("PRESS RELEASE: Port opens a third quay", Some("Port opens a third quay")),
            ("[Press release] Port opens a third quay", Some("Port opens a third quay")),
            ("Pressemitteilung Nr. 12/2031: Hafen öffnet Kai", Some("Hafen öffnet Kai")),
            ("Communiqué de presse – Le port ouvre", Some("Le port ouvre")),
            ("Nota de prensa: El puerto abre", Some("El puerto abre")),
            ("Пресреліз: Порт відкрив причал", Some("Порт відкрив причал")),
            ("EMBARGOED: quay to close", Some("quay to close")),
            ("FOR IMMEDIATE RELEASE: Port opens a quay", Some("Port opens a quay")),
            ("Press freedom: Port opens its files", None),
            ("Embargo on grain: what it costs", None),
            ("Press release: why", None),
        ] {
            assert_eq!(labelled(title).map(|(_, rest)| rest), rest, "{title}");
        }
    }
}
