//! Lines that point to related articles, and the headlines that they name.

use super::{Why, of};
use crate::furniture::{Furniture, folded, trimmed};

/// What stands behind the colon of a line that points to another article: its headline. Nothing where it has none.
pub fn pointed_at(text: &str) -> Option<&str> {
    const FEWEST: usize = 3;
    if of(text) != Some(Why::Furniture(Furniture::ReadOn)) {
        return None;
    }
    let (mark, headline) = text.split_once(':')?;
    let headline = headline.trim();
    let is_headline = headline.split_whitespace().count() >= FEWEST;
    (mark.split_whitespace().count() <= HEAD_OF_RELATED && is_headline).then_some(headline)
}

/// A heading of related articles has so many words at most.
const HEAD_OF_RELATED: usize = 6;

/// Whether a line is the heading of related articles, and not of those that are read most or are the newest.
pub fn is_head_of_related(text: &str) -> bool {
    let words = folded(trimmed(text));
    of(text) == Some(Why::Furniture(Furniture::ReadOn))
        && words.split(' ').count() <= HEAD_OF_RELATED
        && RELATED.iter().any(|start| words.starts_with(start))
}

/// How headings of related articles begin. In lower case.
const RELATED: &[&str] = &[
    "related", "read also", "also read", "read next", "see also", "more on this", "more on the",
    "you may also", "you might also", "recommended", "what to read next", "читайте також", "також читайте",
    "читайте ще", "дивіться також", "за темою", "по темі", "матеріали за темою", "новини за темою", "схожі",
    "редакція радить", "lesen sie auch", "lies auch", "mehr zum thema", "zum thema", "passend zum thema",
    "verwandte", "auch interessant", "das könnte", "empfehlungen der redaktion", "lire aussi",
    "à lire aussi", "lire également", "à lire également", "sur le même", "articles similaires",
    "la rédaction", "nos articles", "vous aimerez aussi", "leer también", "lee también", "lea también",
    "te puede interesar", "le puede interesar", "te recomendamos", "noticias relacionadas",
    "artículos relacionados", "relacionad",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_point_to_articles_name_them() {
        for (line, headline) in [
            ("READ ALSO: The harbour froze", Some("The harbour froze")),
            ("À lire aussi : Le port a gelé", Some("Le port a gelé")),
            ("Lesen Sie auch: Der Hafen friert zu", Some("Der Hafen friert zu")),
            ("Lesen Sie auch", None),
            ("Read: he could not, and nobody had taught him.", None),
        ] {
            assert_eq!(pointed_at(line), headline, "{line}");
        }
        assert!(is_head_of_related("Related articles") && is_head_of_related("La rédaction vous conseille"));
        assert!(!is_head_of_related("Most read") && !is_head_of_related("Related costs rose."));
    }
}
