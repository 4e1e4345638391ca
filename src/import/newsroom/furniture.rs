//! Why a block of a page is no part of its text.
//!
//! What is surely none is taken out. A sentence that begins as furniture does ("Sponsored by the Liberals, the bill passed.")
//! stays, and whoever edits the text is asked.

mod phrases;
mod related;
mod sentence;
mod wall;

use crate::furniture::{self, Furniture, folded, trimmed};
use crate::import::block::Comment;
use crate::import::newsroom::embargo::is_embargo;
use crate::import::newsroom::signs::is_pictorial;
use crate::import::newsroom::words::ends_sentence;
pub use phrases::BETWEEN;
use phrases::PHRASES;
pub use related::{is_head_of_related, pointed_at};
use sentence::Sureness::{self, Doubtful, Sure};
use wall::wall;

/// Why something was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Words of a page around its text.
    Furniture(Furniture),
    /// A table of contents.
    Contents,
    /// The headline again.
    Headline,
    /// A related article's card.
    Card,
    /// A newsletter's box.
    Newsletter,
    /// A wall before which readers sign in.
    Wall,
    /// A credit without its picture.
    Credit,
    /// A sign or a number alone.
    Sign,
    /// A date that stands alone.
    Date,
    /// What stands above the headline.
    Above,
    /// What stands behind the text's end.
    Behind,
    /// A menu or a list of links.
    Menu,
    /// What was said before.
    Repeated,
    /// Who filed and edited a report, below it.
    Staff,
    /// What stands between parts of a page's text, and none of it.
    Within,
    /// A box beside the text.
    Beside,
    /// What stands before and behind a page's text.
    Around,
    /// Who wrote it and when, which is kept apart from the text.
    Byline,
    /// The head of an e-mail, its signature, labels of a headline.
    Email,
    /// What stands around the text of a press release.
    Release,
    /// Until when it must not be published.
    Embargo,
    /// What was attached to a message.
    Attached,
    /// The address that a text was copied with.
    Address,
    /// A headline with a byline or a date of its own.
    Another,
    /// What its site's files say above a text.
    FrontMatter,
}

impl Why {
    /// A phrase for whoever asks why.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Furniture(furniture) => match furniture {
                Furniture::ReadOn => "points to other articles",
                Furniture::Share => "share bar",
                Furniture::Counter => "counter",
                Furniture::Age => "how long ago, or how long to read",
                Furniture::Cookies => "cookie notice",
                Furniture::Subscribe => "invitation to subscribe or sign in",
                Furniture::Follow => "invitation to follow elsewhere",
                Furniture::Comments => "comment box",
                Furniture::Advertisement => "advertisement",
                Furniture::SourceLink => "link to the source",
                Furniture::Player => "label of a player or a picture",
                Furniture::Rights => "notice of rights",
                Furniture::Navigation => "button of the page",
            },
            Self::Contents => "table of contents",
            Self::Headline => "headline again",
            Self::Card => "related article",
            Self::Newsletter => "newsletter",
            Self::Wall => "sign-in wall",
            Self::Within => "no part of the text, by where it stands",
            Self::Beside => "a box beside it",
            Self::Around => "the page's frame",
            Self::Byline => "byline or date",
            Self::Email => "head or foot of a message",
            Self::Release => "frame of a press release",
            Self::Embargo => "embargo: not to be published before",
            Self::Attached => "attached to the message",
            Self::Address => "address of the page",
            Self::FrontMatter => "front matter",
            Self::Another => "another article",
            Self::Credit => "credit without its picture",
            Self::Sign => "sign or number alone",
            Self::Date => "date alone",
            Self::Above => "above the headline",
            Self::Behind => "behind the end of the text",
            Self::Menu => "menu or list of links",
            Self::Repeated => "said before",
            Self::Staff => "who filed and edited it",
        }
    }

    /// Whether a line above a text may be the heading of a part of it: "Comments", and what was said; "Contact", and who answers.
    pub fn is_heading_of_text(self, line: &str) -> bool {
        matches!(self, Self::Furniture(Furniture::Comments | Furniture::Navigation))
            && line.split_whitespace().count() == 1
    }

    /// What whoever edits a text is asked about a sentence of which it is not sure.
    pub fn asked(self) -> Comment {
        Comment::Asked(self.phrase())
    }
}

/// The longest block that is looked at, in bytes.
const LONGEST: usize = 400;

/// Why a short block is no part of a text; nothing where it may be one.
pub fn of(text: &str) -> Option<Why> {
    judged(text).filter(|(_, sureness)| *sureness == Sure).map(|(why, _)| why)
}

/// What a sentence begins like, that may be a part of a text all the same: whoever edits it is asked.
pub fn doubt(text: &str) -> Option<Why> {
    judged(text).filter(|(_, sureness)| *sureness == Doubtful).map(|(why, _)| why)
}

/// Whether a line says when, and no more: "3 May 2024, 10:15", "Kyiv, Monday", and not "On 3 May 2024 the ferry sank."
pub fn is_when(text: &str) -> bool {
    sentence::when(text) == Some(Sure)
}

/// Whether a line is a date or a time without any other word.
pub fn is_bare_date(text: &str) -> bool {
    sentence::is_bare_date(text)
}

/// Whether it says that what follows was paid for: the advertisement itself stands below.
pub fn is_of_sponsor(text: &str) -> bool {
    let words = folded(trimmed(text.trim()));
    let begins = |start: &&&str| words.strip_prefix(**start).is_some_and(|rest| rest.starts_with([' ', ':']));
    let is_telling = |start: &&&str| start.contains(' ');
    SPONSORS.contains(&&*words) || SPONSORS.iter().filter(is_telling).any(|start| begins(&start))
}

/// What stands above an advertisement that reads as a text. In lower case; of several words may a name follow.
const SPONSORS: &[&str] = &[
    "sponsored", "sponsored by", "sponsored content", "paid content", "paid content by", "paid post",
    "paid for by", "partner content", "promoted", "promoted content", "promoted by", "presented by",
    "gesponsert", "gesponsert von", "präsentiert von", "bezahlter inhalt", "contenu sponsorisé",
    "contenu sponsorisé par", "sponsorisé par", "contenido patrocinado", "contenido patrocinado por",
    "patrocinado por", "на правах реклами", "партнерський матеріал", "спонсорський матеріал",
];

fn judged(text: &str) -> Option<(Why, Sureness)> {
    let text = text.trim();
    if text.len() > LONGEST {
        return wall(text);
    }
    if is_embargo(text) {
        return Some((Why::Embargo, Sure));
    }
    if let Some(found) = several(text) {
        return Some(found);
    }
    if text.chars().filter(|letter| letter.is_alphabetic()).count() < 2 {
        let has_words = text.chars().any(char::is_alphanumeric);
        if !has_words && is_pictorial(text) {
            return None;
        }
        let is_said = ends_sentence(text) && !text.ends_with(':');
        let is_text = has_words && (text.chars().count() > 3 || text.ends_with('%') || is_said);
        // "‹ 1 2 3 ›"
        let is_pager = text.starts_with(['‹', '«', '<', '←'])
            && text.contains(' ')
            && text.ends_with(['›', '»', '>', '→']);
        let is_text = is_text && !is_pager;
        // How a game ended.
        let is_score =
            text.split(['–', '-', ':']).filter(|part| part.trim().parse::<u16>().is_ok()).count() == 2;
        return (!is_text).then_some((Why::Sign, if is_score { Doubtful } else { Sure }));
    }
    if wall::is_alone(text) {
        return Some((Why::Wall, Sure));
    }
    // "Help!" may be what somebody said.
    let of_whole = || if sentence::is_exclaimed(text) { Doubtful } else { Sure };
    if let Some((_, what)) = furniture::words(text) {
        let sureness = if sentence::goes_on(text) { Doubtful } else { of_whole() };
        return Some((Why::Furniture(what), sureness));
    }
    if let Some((_, what)) = furniture::counted(text) {
        return Some((Why::Furniture(what), Sure));
    }
    let words = folded(trimmed(text));
    if let Some((why, ..)) = PHRASES.iter().find(|(_, whole, _)| whole.contains(&&*words)) {
        return Some((*why, of_whole()));
    }
    let begun = PHRASES.iter().find_map(|(why, _, beginnings)| {
        let begins = |start: &str| {
            words
                .strip_prefix(start)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',', '.']))
        };
        let start =
            beginnings.iter().copied().filter(|start| begins(start)).max_by_key(|start| start.len())?;
        Some((*why, sentence::judged(*why, text, &words, start)?))
    });
    begun
        .or_else(|| wall(text))
        .or_else(|| numbered(&words).map(|why| (why, Sure)))
        .or_else(|| wall::is_appeal(text).then_some((Why::Furniture(Furniture::Subscribe), Doubtful)))
}

/// "Unsubscribe | Update preferences": several pieces with bars between them, each of which is furniture.
fn several(text: &str) -> Option<(Why, Sureness)> {
    const BARS: [char; 3] = ['|', '·', '•'];
    let mut pieces = text.split(BARS).map(str::trim).filter(|piece| piece.chars().any(char::is_alphanumeric));
    let count = pieces.clone().count();
    let first =
        pieces.clone().next().filter(|first| count > 1 && first.len() < text.len()).and_then(judged)?;
    pieces.all(|piece| judged(piece).is_some_and(|(_, sureness)| sureness == Sure)).then_some(first)
}

/// Units of time, as they are counted.
const UNITS: &[&str] = &[
    "min", "mins", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "lesezeit",
    "minuten", "stunden", "stunde", "tagen", "heures", "heure", "jours", "horas", "hora", "minutos", "días",
    "годин", "хвилин", "хв", "h", "m", "d", "дні", "днів", "wochen", "semaines", "semanas",
];

/// Whether a line begins by saying how long ago something was: "2 days ago at 07:54", "vor 3 Stunden von Jo Doe".
pub fn begins_with_age(text: &str) -> bool {
    let words = folded(text);
    let rest = ["vor ", "hace ", "il y a "].iter().find_map(|start| words.strip_prefix(start));
    let mut words = rest.unwrap_or(&words).split(' ');
    let is_number = words.next().is_some_and(|word| word.parse::<u16>().is_ok());
    let is_unit = words.next().is_some_and(|word| UNITS.contains(&word));
    is_number
        && is_unit
        && (rest.is_some() || words.next().is_some_and(|word| matches!(word, "ago" | "тому")))
}

/// "Comments (3)", "1/5", "12 K views", "Updated: 3 May 2024".
fn numbered(words: &str) -> Option<Why> {
    if words.chars().count() > 60 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let spelled: Vec<&str> =
        words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let only = |list: &[&str]| !spelled.is_empty() && spelled.iter().all(|word| list.contains(word));
    if only(&[
        "comments", "comment", "коментарі", "коментарів", "kommentare", "kommentar", "commentaires",
        "commentaire", "comentarios", "comentario", "k", "see", "all",
    ]) {
        return Some(Why::Furniture(Furniture::Comments));
    }
    if only(&[
        "views", "view", "likes", "shares", "k", "m", "total", "переглядів", "aufrufe", "vues", "visitas",
        "reads", "claps",
    ]) {
        return Some(Why::Furniture(Furniture::Counter));
    }
    // "Page 1 of 2": the foot of a printed page.
    if only(&["page", "of", "seite", "von", "sur", "página", "de", "сторінка", "із", "з"])
        && spelled.iter().any(|word| matches!(*word, "page" | "seite" | "página" | "сторінка"))
    {
        return Some(Why::Furniture(Furniture::Navigation));
    }
    const BESIDE: &[&str] = &[
        "ago", "read", "vor", "il", "y", "a", "lecture", "de", "hace", "lectura", "тому", "читання",
        "lesedauer", "ca", "circa", "env", "environ", "aprox", "час", "tiempo", "temps", "reading", "time",
        "estimated", "listen", "hören", "écouter", "escuchar", "слухати",
    ];
    let is_of_age = |word: &&str| UNITS.contains(word) || BESIDE.contains(word);
    // "2 a 1" is how a game ended, and "5 days a week" how long somebody works.
    let is_ago = !spelled.contains(&"a") || spelled.starts_with(&["il", "y", "a"]);
    let is_age = is_ago && spelled.iter().all(is_of_age) && spelled.iter().any(|word| UNITS.contains(word));
    is_age.then_some(Why::Furniture(Furniture::Age))
}

#[cfg(test)]
mod tests;
