//! What stands around the text of a press release, and below that of a letter: "FOR IMMEDIATE RELEASE", "- ENDS -", "Kind regards,".

use super::Pasted;
use super::head::is_date;
use super::lines::{Line, Look};
use crate::furniture::{folded, trimmed};
use crate::import::newsroom::embargo::is_embargo;
use crate::import::newsroom::furniture::Why;
use crate::import::newsroom::release::{IMMEDIATE, is_kind};

/// Whether a line is of the frame of a press release, and nothing else.
pub(super) fn is_frame(line: &str) -> bool {
    let words = folded(trimmed(line));
    let is_until = |rest: &str| {
        let rest = rest.trim_start_matches([' ', ':', '–', '—', '-', '|', ',']);
        rest.is_empty() || is_date(rest)
    };
    IMMEDIATE.iter().any(|phrase| words.strip_prefix(phrase).is_some_and(is_until))
        || is_kind(line)
        || is_embargo(line)
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

/// The lines of a text without what is for its editors alone: what stands behind "- ENDS -", and below "Media contact" or "Notes to
/// editors", with the telephone numbers of people. Where there is more of it than of the text, it is none.
pub(super) fn without_foot<'a>(lines: &'a [Line], pasted: &mut Pasted) -> &'a [Line] {
    /// So many sentences may be notes.
    const NOTES: usize = 3;
    let all: usize = lines.iter().map(|line| line.words).sum();
    let mut prose = lines.iter().filter(|line| line.look == Look::Prose).count();
    let (mut before, mut is_begun) = (0, false);
    let is_foot = |at: &usize| {
        let line = &lines[*at];
        let is_behind_text = is_begun && (all - before) < before;
        before += line.words;
        is_begun |= line.look == Look::Prose;
        prose -= usize::from(line.look == Look::Prose);
        // "Contact: Press office, +44 20 7946 0000" ends a text.
        let is_contact = || lines.len() - at <= 2 && is_contact(&line.text);
        is_behind_text
            && (is_over(&line.text) || prose <= NOTES && is_for_editors(&line.text) || is_contact())
    };
    let Some(at) = (0..lines.len()).find(is_foot) else { return lines };
    for line in &lines[at..] {
        pasted.remove(line, Why::Release);
    }
    &lines[..at]
}

/// "- ENDS -": what follows is none of the text. Behind "- MORE -" it goes on.
fn is_over(line: &str) -> bool {
    is_end(line) && !line.to_lowercase().contains("more")
}

/// Whether a line is the heading of what is for editors, or begins with it.
fn is_for_editors(line: &str) -> bool {
    let words = folded(trimmed(line));
    let is_whole = |rest: &str| rest.is_empty() || rest.starts_with([':', '|', '–', '-']) || rest == " (at)";
    EDITORS.iter().any(|phrase| words.strip_prefix(phrase).is_some_and(|rest| is_whole(rest.trim_start())))
        || CALLS.iter().any(|phrase| words.starts_with(phrase)) && has_telephone(line)
        || CALLS.iter().any(|phrase| words.trim_end_matches([':', ' ']) == *phrase)
}

/// "Contact: Press office, +44 20 7946 0000"
fn is_contact(line: &str) -> bool {
    let label = line.split_once(':').map(|(label, _)| label.trim().to_lowercase());
    let is_label = label.is_some_and(|label| {
        matches!(&*label, "contact" | "contacts" | "kontakt" | "contacto" | "контакт" | "контакти")
    });
    is_label && (has_telephone(line) || line.contains('@'))
}

/// Whether a line has a number of seven digits or more, with the signs between them that telephone numbers have.
fn has_telephone(line: &str) -> bool {
    let is_of_number =
        |one: char| one.is_ascii_digit() || matches!(one, ' ' | '+' | '-' | '(' | ')' | '/' | '.');
    let runs = line.split(|one: char| !is_of_number(one));
    runs.into_iter().any(|run| run.bytes().filter(u8::is_ascii_digit).count() >= 7)
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

/// Where it is over. In lower case.
const ENDS: &[&str] = &["ends", "end", "ende", "fin", "кінець", "more to come"];

/// Headings of what is for editors. In lower case.
const EDITORS: &[&str] = &[
    "notes to editors", "note to editors", "notes for editors", "note for editors", "editor's notes",
    "editors' notes", "media contact", "media contacts", "press contact", "press contacts",
    "media enquiries", "media inquiries", "press enquiries", "press inquiries", "contact for media",
    "contact for the media", "press office contact", "pressekontakt", "pressekontakte", "medienkontakt",
    "kontakt für medien", "kontakt für die presse", "kontakt presse", "ansprechpartner für medien",
    "ansprechpartner für die presse", "ansprechpartnerin für medien", "ansprechpartnerin für die presse",
    "hinweis an die redaktionen", "hinweise für redaktionen", "hinweis für die redaktion", "contact presse",
    "contacts presse", "service de presse", "note aux rédactions", "notes aux rédactions",
    "note à l'attention des rédactions", "contacto de prensa", "contacto prensa", "contacto para medios",
    "contacto para prensa", "notas para editores", "notas a los editores", "notas para los editores",
    "контакт для преси", "контакти для преси", "контакт для змі", "контакти для змі", "контакти для медіа",
    "контакт для медіа", "примітки для редакторів", "примітка для редакторів", "примітки для редакцій",
];

/// How a line begins that says whom editors may call. In lower case.
const CALLS: &[&str] = &[
    "for media enquiries", "for media inquiries", "for press enquiries", "for press inquiries",
    "for further information", "for more information", "for interviews", "für rückfragen", "rückfragen an",
    "bei rückfragen", "für weitere informationen", "pour plus d'informations", "pour toute information",
    "para más información", "para mayor información", "за додатковою інформацією",
];

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
            "- ENDS -", "ENDS", "For immediate use", "Pressemitteilung Nr. 12/2031",
            "Zur sofortigen Veröffentlichung", "Communiqué de presse", "Nota de prensa",
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
    fn what_is_for_editors_is_known_in_five_languages() {
        for line in [
            "Notes to editors:", "MEDIA CONTACT", "Pressekontakt:", "Für Rückfragen:", "Contact presse :",
            "Contacto de prensa", "Контакт для преси:", "For further information call 020 7946 0000",
        ] {
            assert!(is_for_editors(line), "{line}");
        }
        for line in [
            "Media contact is what he lacks", "For further information he went to the port",
            "Für Rückfragen war niemand da", "Notes to editors are rare, he said",
        ] {
            assert!(!is_for_editors(line), "{line}");
        }
        assert!(is_contact("Contact: Press office, +44 20 7946 0000"));
        assert!(!is_contact("Contact: lost in 1994"));
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
