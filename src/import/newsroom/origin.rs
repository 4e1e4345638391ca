//! Where a text says that it was published first: "Source link", "Originally published at …", "Джерело: …".

use super::agencies::Agencies;
use super::words::ends_sentence;
use crate::content::date::months;
use crate::furniture::{folded, trimmed};

/// Where a text says that it was published first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The outlet or the address; nothing in a line like "Source link", whose address is in its link.
    pub named: Option<String>,
    /// Whether it says that the text was published there: a "source" may be that of a table.
    is_sure: bool,
}

impl Origin {
    /// Whether it only names a source, which may be that of a figure or of a quotation.
    pub fn is_of_source(&self) -> bool {
        !self.is_sure
    }

    /// Whether it names an outlet or an agency, by name or by address: sources of data are others.
    pub fn is_of_outlet(&self, agencies: &Agencies) -> bool {
        self.named.as_ref().is_none_or(|named| {
            agencies.exactly(named).is_some() || super::byline::is_outlet(named) || named.contains("://")
        })
    }

    /// Whether the text was published there beyond doubt: its words say so, or an agency is named, which is no source of data.
    pub fn is_certain(&self, agencies: &Agencies) -> bool {
        self.is_sure || self.named.as_ref().is_none_or(|named| agencies.exactly(named).is_some())
    }
}

/// Reads "Originally published at …", "Джерело: …", "Source link": where the text comes from.
pub fn originally(text: &str) -> Option<Origin> {
    let text = text.trim();
    if text.len() > 250 {
        return None;
    }
    let words = folded(trimmed(text));
    if ORIGIN_ALONE.contains(&&*words) {
        return Some(Origin { named: None, is_sure: true });
    }
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let begun = ORIGIN.iter().filter_map(|mark| {
        let at = lower.find(mark)?;
        // "The post … appeared first on …" names the title before.
        let is_begun = at <= 4
            || mark.starts_with("appeared first")
            || lower.starts_with("the post ")
            || lower[..at].split_whitespace().all(|word| OF_TEXT.contains(&word));
        let rest = text.get(at + mark.len()..)?;
        (is_begun && (mark.ends_with(':') || rest.starts_with([' ', ':', ',']))).then_some((*mark, rest))
    });
    let (mark, rest) = begun.max_by_key(|(mark, _)| mark.len())?;
    // "First published on 3 May 2031": when, and not by whom.
    if is_date(rest) {
        return None;
    }
    let named = outlet_of(rest, mark.ends_with(':')).trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ':' | '.' | ',' | '"' | '“' | '”' | '(' | ')' | '[' | ']')
    });
    let named =
        ["the website of ", "the "].iter().find_map(|article| named.strip_prefix(*article)).unwrap_or(named);
    (is_outlet(named) && !ends_sentence(named))
        .then(|| Origin { named: Some(named.to_owned()), is_sure: !mark.ends_with(':') })
}

/// Whether words begin with a date.
fn is_date(rest: &str) -> bool {
    let mut words = rest.split(|one: char| one.is_whitespace() || one == ',').filter(|word| !word.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_number = |word: &str| word.starts_with(|one: char| one.is_ascii_digit());
    let is_numbers = first.split(['.', '/', '-']).filter(|part| part.parse::<u32>().is_ok()).count() == 3;
    is_numbers || months::is_month(first) && is_number(second) || is_number(first) && months::is_month(second)
}

/// What names the outlet in words that may go on: "The Conversation under a Creative Commons license. Read the original article."
fn outlet_of(rest: &str, is_source: bool) -> &str {
    const ENDS: &[&str] = &[
        " under ", " with ", " and is ", " and has ", " and was ", " and republished", " as part of ",
        " unter ", " und wird ", " mit ", " sous ", " avec ", " et est ", " bajo ", " con ", " y se ",
        " за ліцензією ", " з дозволу ",
    ];
    let lower = rest.to_lowercase();
    // "Originally published by Penguin under another name" goes on otherwise.
    if is_source || !OF_TERMS.iter().any(|word| lower.contains(word)) {
        return rest;
    }
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min();
    // An address has dots, too, and no space behind them.
    let sentence = rest.find(". ").filter(|at| rest[at + 2..].starts_with(char::is_uppercase));
    end.into_iter().chain(sentence).min().map_or(rest, |end| &rest[..end])
}

/// Beginnings of words by which the terms are told under which a text is shown again.
const OF_TERMS: &[&str] = &[
    "licen", "permission", "republish", "reprint", "original article", "lizenz", "erlaubnis", "genehmigung",
    "autorisation", "permiso", "ліценз", "дозвол",
];

/// Words that a sentence begins with that says where a text comes from: "This story was first published by …"
const OF_TEXT: &[&str] = &[
    "this", "the", "article", "story", "post", "piece", "report", "interview", "essay", "column", "text",
    "a", "version", "of", "is", "was", "has", "been", "originally", "first", "dieser", "der", "artikel",
    "text", "beitrag", "ist", "wurde", "cet", "ce", "article", "texte", "a", "été", "est", "este",
    "artículo", "texto", "fue", "se", "цей", "ця", "матеріал", "стаття", "текст", "було", "був", "була",
];

/// Whether words may name an outlet, and are no sentence: "Originally published by Penguin, the book sold well."
fn is_outlet(named: &str) -> bool {
    const LONGEST: usize = 10;
    /// With small words in it: "Source: ministry of health".
    const SMALL: usize = 4;
    const BETWEEN: &[&str] = &[
        "of", "the", "and", "de", "der", "die", "das", "la", "le", "les", "du", "des", "del", "el", "y",
        "und", "et", "von", "für", "for", "in", "on", "at", "a", "та", "і", "й", "про", "з", "із",
    ];
    let words: Vec<&str> = named.split_whitespace().collect();
    let is_of_sentence = |word: &&str| {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        bare.starts_with(char::is_lowercase) && !bare.contains('.') && !BETWEEN.contains(&bare)
    };
    let is_plain = !words.iter().any(is_of_sentence);
    let is_alone = words.len() <= SMALL && !named.contains(',');
    (1..=LONGEST).contains(&words.len()) && (is_plain || is_alone)
}

const ORIGIN_ALONE: &[&str] = &[
    "source link", "source", "original source", "original article", "read the original article",
    "read original article", "view original", "link to source", "via", "джерело", "посилання на джерело",
    "quelle", "originalartikel", "zum originalartikel", "lien source", "article original",
    "lien vers la source", "fuente", "enlace de origen", "artículo original", "ver fuente", "источник",
];

const ORIGIN: &[&str] = &[
    "originally published at",
    "originally published by",
    "originally published on",
    "originally published in",
    "originally appeared in",
    "originally appeared on",
    "this article first appeared in",
    "this article first appeared on",
    "this article was originally published by",
    "this article was originally published on",
    "this article was originally published in",
    "this article was originally published at",
    "this story was originally published by",
    "this story was originally published in",
    "this story was originally published on",
    "this story first appeared in",
    "this story first appeared on",
    "this post first appeared on",
    "this article originally appeared in",
    "this article originally appeared on",
    "this story originally appeared on",
    "this story originally appeared in",
    "appeared first on",
    "first published by",
    "first published in",
    "first published on",
    "first published at",
    "republished from",
    "reprinted from",
    "source:",
    "source :",
    "original:",
    "via:",
    "джерело:",
    "за матеріалами",
    "за матеріалами:",
    "за інформацією:",
    "вперше опубліковано в",
    "вперше опубліковано на",
    "матеріал вперше опубліковано на",
    "источник:",
    "quelle:",
    "quellen:",
    "zuerst erschienen in",
    "zuerst erschienen bei",
    "zuerst erschienen auf",
    "ursprünglich veröffentlicht auf",
    "ursprünglich veröffentlicht bei",
    "ursprünglich erschienen in",
    "dieser artikel erschien zuerst in",
    "dieser artikel erschien zuerst bei",
    "dieser artikel erschien zuerst auf",
    "article publié à l'origine sur",
    "publié à l'origine sur",
    "publié initialement sur",
    "publié initialement par",
    "cet article a été publié initialement par",
    "cet article a d'abord été publié sur",
    "cet article est paru dans",
    "fuente:",
    "fuentes:",
    "publicado originalmente en",
    "publicado originalmente por",
    "este artículo se publicó originalmente en",
    "este artículo apareció por primera vez en",
    "publicado por primera vez en",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_become_sources() {
        let named = |text: &str| originally(text).map(|origin| origin.named.unwrap_or_default());
        for (text, name) in [
            ("Source link", ""),
            ("Originally published at https://harbour.example/ice", "https://harbour.example/ice"),
            ("This article first appeared in the Harbour Gazette.", "Harbour Gazette"),
            ("First published by Harbour Gazette", "Harbour Gazette"),
            ("The post Ice in the harbour appeared first on Harbour Gazette.", "Harbour Gazette"),
            ("Джерело: Портова правда", "Портова правда"),
            ("Quelle: dpa", "dpa"),
            ("Source : AFP", "AFP"),
            ("Fuente: EFE", "EFE"),
            ("Publicado originalmente en Diario del Puerto", "Diario del Puerto"),
            ("Джерело: прес-служба порту", "прес-служба порту"),
            ("Quelle: https://hafen.example/eis", "https://hafen.example/eis"),
            (
                "This article is republished from The Conversation under a Creative Commons license. Read the original article.",
                "The Conversation",
            ),
            (
                "This story was first published by The Orten Post and is republished with permission.",
                "The Orten Post",
            ),
            (
                "Dieser Beitrag ist zuerst erschienen in Hafenpost und wird mit Erlaubnis gezeigt.",
                "Hafenpost",
            ),
        ] {
            assert_eq!(named(text).as_deref(), Some(name), "{text}");
        }
        assert!(originally("Sources said the ferry had left").is_none());
        assert!(originally("The source of the river is in Germany.").is_none());
        for text in [
            "Source: a ministry official, who spoke of the talks to nobody else",
            "Originally published by Penguin, the book sold well",
            "First published on November 19, 2031 / 8:16 AM",
            "Originally published on 19 November 2031",
            "Originally published in 1912 under another name, it was forgotten.",
            "За матеріалами слідства, підозрюваний виїхав у березні",
            "First published in a small paper, the report had no readers",
            "The report that was first published by the mayor of Melby and has no page numbers",
            "The book was first published by Penguin under another name, and sold well.",
            "This was first published by the mayor, who wanted it to be read",
        ] {
            assert!(originally(text).is_none(), "{text}");
        }
        assert!(
            originally(
                "Source: the minister told reporters that nobody had seen the ferry leave before dawn."
            )
            .is_none()
        );
    }
}
