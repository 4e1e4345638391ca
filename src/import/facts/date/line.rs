//! The date of a line of which nothing is known but its words: one of a pasted text.

use super::label::{self, Label};
use super::written::{self, Written};
use super::{Moment, is_plausible, machine, seen};
use crate::import::facts::{Found, Provenance};

/// When a text was published, by a line above it. A date that may be of something else, or of either of two days, is a guess.
pub fn of_line(text: &str) -> Option<Found<Moment>> {
    const PLACE: &str = "a line above the text";
    if let Some(moment) = machine::read(text).filter(is_plausible) {
        return Some(Found::new(moment, Provenance::Visible, PLACE));
    }
    let all = labelled(text);
    let of = |label: Option<Label>| all.iter().filter(move |(_, own)| *own == label).map(|(date, _)| date);
    let found = |date: &Written, is_sure: bool| {
        let provenance = Provenance::visible_if(is_sure && date.other.is_none() && !date.is_span);
        let place = match date.other {
            Some(_) => format!("{PLACE}, read with the day first"),
            None => PLACE.to_owned(),
        };
        Found::new(date.moment.clone(), provenance, place)
    };
    if let Some(date) = of(Some(Label::Published)).next() {
        return Some(found(date, true));
    }
    if let Some(date) = of(None).next() {
        let is_one = of(None).count() == 1;
        // "4 March 2025, updated 5 March 2025"
        let own = if all.len() == 1 { text } else { &text[..date.range.end] };
        return Some(found(date, is_one && (seen::says_when_or_by(own) || is_below_place(own, date))));
    }
    // No later than its last change.
    let date = of(Some(Label::Updated)).next()?;
    Some(Found {
        provenance: Provenance::Guessed,
        place: "the date of a change".to_owned(),
        ..found(date, false)
    })
}

/// Whether all dates of a line say that they are of something else than of the text: "Born 3 May 1961", "Deadline: 4 March 2025".
pub fn is_of_other(text: &str) -> bool {
    let all = labelled(text);
    !all.is_empty() && all.iter().all(|(_, label)| *label == Some(Label::Other))
}

/// Whether a line says when a text was published.
pub fn is_of_publication(text: &str) -> bool {
    labelled(text).iter().any(|(_, label)| *label == Some(Label::Published))
}

/// Whether a line says when a text was changed, and not when it was published.
pub fn is_of_change(text: &str) -> bool {
    let all = labelled(text);
    !all.is_empty() && all.iter().all(|(_, label)| *label == Some(Label::Updated))
}

/// The dates of a line, each with what it is the date of.
fn labelled(text: &str) -> Vec<(Written, Option<Label>)> {
    let mut from = 0;
    let labels = written::dates(text).into_iter().map(|date| {
        let label = label::before(&text[from..date.range.start]);
        from = date.range.end;
        (date, label)
    });
    labels.collect()
}

/// "Kyiv, 3 March 2025": the place that a text is from, and nothing else.
fn is_below_place(text: &str, date: &Written) -> bool {
    /// The longest name of a place, in words.
    const PLACE: usize = 3;
    let Some((place, _)) = text[..date.range.start].split_once(',') else { return false };
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|one| one.is_alphabetic() || one == '-')
    };
    place.split(' ').count() <= PLACE
        && place.split(' ').all(is_name)
        && seen::says_when_or_by(text[place.len()..].trim_start_matches([',', ' ']))
}

#[cfg(test)]
mod tests {
    use super::{is_of_change, is_of_other, of_line};

    /// The date, with a question mark where it is a guess.
    fn shown(text: &str) -> String {
        of_line(text).map_or_else(String::new, |found| {
            format!("{}{}", found.value.written(), if found.is_guess() { "?" } else { "" })
        })
    }

    #[test]
    fn what_a_line_is_the_date_of_is_read() {
        for (text, date) in [
            ("4 March 2025", "2025-03-04"),
            ("Published: 4 March 2025", "2025-03-04"),
            ("By Ann Lee | 4 March 2025", "2025-03-04"),
            ("The Ledger | By Ann Lee | 4 March 2025", "2025-03-04"),
            ("Tuesday, 4 March 2025 at 10:15", "2025-03-04T10:15:00"),
            ("Kyiv, 4 March 2025", "2025-03-04"),
            ("Wed, 12 Feb 2025 10:00:00 +0000", "2025-02-12T10:00:00+00:00"),
            ("2025-03-04", "2025-03-04"),
            ("Sevilla - 15 JUN 2025 - 23:58 CEST", "2025-06-15T23:58:00+02:00"),
            ("4 March 2025, updated 5 March 2025", "2025-03-04"),
            ("Updated 5 March 2025, published 4 March 2025", "2025-03-04"),
            ("Aktualisiert: 5. März 2025", "2025-03-05?"),
            ("06/03/2025 à 18:42", "2025-03-06T18:42:00?"),
            ("Publié le 06/03/2025", "2025-03-06?"),
            ("16/03/2025 à 18:42", "2025-03-16T18:42:00"),
            ("Veröffentlicht am 06.03.2025", "2025-03-06"),
            ("4 March 2025 – 6 April 2025", "2025-03-04?"),
            ("3–5 February 2025", "2025-02-05?"),
            ("Session 4 March 2025", "2025-03-04?"),
            ("Hearing dates: 3–5 February 2025", ""),
            ("Born 3 May 1991, died 2 January 2025", ""),
            ("geboren am 3. Mai 1991, gestorben am 2. Januar 2025", ""),
            ("Né le 3 mai 1991, mort le 2 janvier 2025", ""),
            ("Nacida el 3 de mayo de 1991", ""),
            ("Народився 3 травня 1991, помер 2 січня 2025", ""),
            ("When: 4 March 2025", ""),
            ("Wann: 4. März 2025", ""),
            ("Quand : le 4 mars 2025", ""),
            ("Cuándo: 4 de marzo de 2025", ""),
            ("Коли: 4 березня 2025", ""),
            ("Deadline: 4 March 2025", ""),
            ("Bewerbungsschluss: 4. März 2025", ""),
            ("Date limite : 4 mars 2025", ""),
            ("Plazo: 4 de marzo de 2025", ""),
            ("Harbour", ""),
        ] {
            assert_eq!(shown(text), date, "{text}");
        }
        assert!(is_of_other("When: 4 March 2025") && !is_of_other("4 March 2025") && !is_of_other("Harbour"));
        assert!(is_of_change("Updated: 4 March 2025") && !is_of_change("4 March 2025, updated 5 March 2025"));
    }
}
