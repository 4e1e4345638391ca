//! A byline, taken apart at its signs and small words.

use super::super::words::AND;

/// Where what is no longer of the names begins: dates, and who edited.
const BEHIND: &[&str] = &[
    "updated", "published", "last updated", "editing by", "edited by", "posted on", "posted", "aktualisiert",
    "veröffentlicht", "stand:", "publié le", "publié", "mis à jour", "actualizado", "publicado", "оновлено",
    "опубліковано", "дата", "redigé le", "avec afp", "min read", "für die", "for the",
];

/// Without addresses, handles, times, and what follows them.
pub(super) fn cleaned(line: &str) -> String {
    let lower = line.to_lowercase();
    // Where letters change their length with their case, places in the one are none in the other.
    let is_parallel = lower.len() == line.len();
    let behind = BEHIND.iter().filter(|_| is_parallel).filter_map(|mark| {
        let at = lower.find(mark)?;
        let is_word = lower[..at].ends_with([' ', ',', ';', '|', '·', '(', '.']) && line.is_char_boundary(at);
        is_word.then_some(at)
    });
    let line = behind.min().map_or(line, |at| &line[..at]);
    let kept = line.split(' ').filter(|word| !word.contains('@') && !word.contains("://"));
    kept.collect::<Vec<_>>().join(" ")
}

/// A part of a byline between its signs.
pub(super) struct Part {
    pub(super) text: String,
    /// Whether it stands in brackets: behind a name, and is none.
    pub(super) is_aside: bool,
}

/// The parts of a byline.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let mut all = Vec::new();
    let mut is_aside = false;
    for piece in line.split_inclusive([',', ';', '/', '|', '·', '•', '(', ')', '—', '–']) {
        let sign = piece.chars().next_back();
        let mut texts: Vec<String> = Vec::new();
        let piece = piece.trim_end_matches([',', ';', '/', '|', '·', '•', '(', ')', '—', '–']);
        for piece in piece.split(" - ") {
            let mut part: Vec<&str> = Vec::new();
            for word in piece.split_whitespace() {
                if matches!(word, "on" | "am" | "vom" | "for" | "für" | "pour" | "para") && !part.is_empty()
                {
                    texts.push(std::mem::take(&mut part).join(" "));
                } else if AND.contains(&&*word.to_lowercase()) && !part.is_empty() {
                    texts.push(part.join(" "));
                    // Whether it stood between two names or inside of one is seen by what follows.
                    part = vec![word];
                } else {
                    part.push(word);
                }
            }
            texts.push(part.join(" "));
        }
        all.extend(texts.into_iter().map(|text| Part { text, is_aside }));
        is_aside = sign == Some('(') || is_aside && sign != Some(')');
    }
    all.retain(|part| part.text.chars().any(char::is_alphanumeric));
    all
}
