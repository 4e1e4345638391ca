//! Words that say what a date beside them is the date of.

/// What a date is the date of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// It says that it was published then.
    Published,
    /// It says that it was changed or looked through then.
    Updated,
    /// It says that something else was, or will be.
    Other,
}

/// Beginnings of words, in lower case: English, Ukrainian, German, French, Spanish, then others.
const WORDS: &[(Label, &[&str])] = &[
    (
        Label::Published,
        &[
            "publish", "posted", "publication", "written", "created", "опублікован", "публікаці", "створено",
            "veröffentlich", "erschienen", "erstellt", "publié", "parution", "paru", "publicad",
            "publicación", "опубликован", "pubblicat", "gepubliceerd", "opublikowan", "geplaatst",
        ],
    ),
    (
        Label::Updated,
        &[
            "update", "modif", "revis", "review", "edited", "amended", "checked", "fact-checked", "verified",
            "refreshed", "оновлен", "змінен", "редагован", "aktualisier", "geändert", "überarbeite",
            "bearbeitet", "stand", "mise", "mis", "actualis", "actualiz", "обновлен", "изменен", "aggiornat",
            "atualiz", "bijgewerkt", "gewijzigd", "zaktualizowan", "aktualizacj",
        ],
    ),
    (
        Label::Other,
        &[
            "expires", "until", "deadline", "born", "died", "since", "accessed", "retrieved", "copyright",
            "©", "registered", "effective", "joined", "до", "bis", "jusqu", "hasta", "prices", "today",
            "starts", "due", "when", "hearing", "hearings", "begins", "birth", "death", "closing", "expiry",
            "wann", "termin", "termine", "frist", "einsendeschluss", "bewerbungsschluss", "anmeldeschluss",
            "meldeschluss", "geboren", "gestorben", "verstorben", "verhandlung", "geb", "gest", "seit", "né",
            "née", "mort", "morte", "décédé", "quand", "audience", "audiences", "échéance", "clôture",
            "depuis", "nacido", "nacida", "nació", "murió", "falleci", "cuándo", "cuando", "plazo", "vence",
            "vencimiento", "límite", "limite", "desde", "народи", "помер", "померла", "коли", "термін",
            "дедлайн", "строк", "засідання", "слухання", "кінцев", "embargo", "embargoed", "embargado",
            "embargada", "sperrfrist", "ембарго", "before", "avant", "antes",
        ],
    ),
];

/// What the words before a date say it is: the last one that says anything counts.
pub(super) fn before(text: &str) -> Option<Label> {
    let lower = text.to_lowercase();
    let words = lower.split(|one: char| {
        one.is_whitespace() || matches!(one, ':' | ',' | '|' | '(' | '/' | '·' | '•' | '?' | ';' | '.')
    });
    words.filter(|word| !word.is_empty()).filter_map(word).next_back()
}

fn word(word: &str) -> Option<Label> {
    // Short ones are whole words: "mis à jour", "bis", and not "mission".
    let is_meant =
        |start: &&str| if start.chars().count() <= 5 { word == *start } else { word.starts_with(*start) };
    WORDS.iter().find(|(_, starts)| starts.iter().any(is_meant)).map(|(label, _)| *label)
}

/// Whether a line is nothing but the label of what stands behind it.
pub(super) fn alone(text: &str) -> Option<Label> {
    (text.split_whitespace().count() <= 4).then(|| before(text))?
}

/// What names in a page's markup say: `post-date--updated`, `datePublished`. Those that say both say nothing.
pub(super) fn of_marks(marks: &str) -> Option<Label> {
    let is_published =
        ["publish", "pubdate", "pub-date", "posted", "created"].iter().any(|name| marks.contains(name));
    let is_updated = ["updat", "modif", "revis", "review", "changed"].iter().any(|name| marks.contains(name));
    match (is_published, is_updated) {
        (true, false) => Some(Label::Published),
        (false, true) => Some(Label::Updated),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, before};

    #[test]
    fn dates_are_told_apart_in_several_languages() {
        for (text, label) in [
            ("Last updated:", Some(Label::Updated)),
            ("Published on", Some(Label::Published)),
            ("Originally published 2 May, updated", Some(Label::Updated)),
            ("Reviewed by Ann Lee on", Some(Label::Updated)),
            ("Опубліковано", Some(Label::Published)),
            ("Оновлено:", Some(Label::Updated)),
            ("Zuletzt aktualisiert am", Some(Label::Updated)),
            ("Veröffentlicht am", Some(Label::Published)),
            ("Mis à jour le", Some(Label::Updated)),
            ("Publié le", Some(Label::Published)),
            ("Actualizado el", Some(Label::Updated)),
            ("Publicado el", Some(Label::Published)),
            ("Offer valid until", Some(Label::Other)),
            ("Hearing dates:", Some(Label::Other)),
            ("When:", Some(Label::Other)),
            ("Wann?", Some(Label::Other)),
            ("Bewerbungsschluss:", Some(Label::Other)),
            ("Née le", Some(Label::Other)),
            ("Date limite :", Some(Label::Other)),
            ("Plazo de inscripción:", Some(Label::Other)),
            ("Falleció el", Some(Label::Other)),
            ("Коли:", Some(Label::Other)),
            ("Народилася", Some(Label::Other)),
            ("Kinder freuen sich am", None),
            ("By Ann Lee |", None),
            ("The mission began on", None),
        ] {
            assert_eq!(before(text), label, "{text}");
        }
    }
}
