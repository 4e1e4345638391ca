//! Texts in a drawing: which of their letters can be written, and where lines end, by the typeface's own widths.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::{Ruler, Typeface};

/// The text as it can be written: signs that no typeface has (most of them are emoji) are left out, and what nobody sees. None when
/// a letter is in none of them, or nothing is left: words of which a letter is missing are others.
pub fn legible(text: &str) -> Option<String> {
    // Most headlines are nothing else, and every headline of a site is looked at.
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let composed: Cow<'_, str> = if is_plain { text.into() } else { text.nfc().collect::<String>().into() };
    if !is_plain {
        let rulers = [Typeface::Headline, Typeface::Label, Typeface::Text].map(Ruler::new);
        let is_missing = |letter: &char| {
            let is_letter = letter.is_alphanumeric() && !is_pictograph(*letter);
            is_letter && !rulers.iter().all(|ruler| ruler.has(*letter))
        };
        if composed.chars().any(|letter| is_missing(&letter)) {
            return None;
        }
        let seen = composed.chars().map(|letter| if is_space(letter) { ' ' } else { letter });
        let seen = seen.filter(|letter| !is_unseen(*letter) && rulers.iter().all(|ruler| ruler.has(*letter)));
        return folded(&seen.collect::<String>());
    }
    folded(&composed)
}

/// With one space between two words; none when nobody could read it.
fn folded(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    let folded = words.join(" ");
    folded.contains(char::is_alphanumeric).then_some(folded)
}

/// White space at which a line may end.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}')
}

/// Controls, and marks that turn the direction of what follows: all that is written runs from left to right.
fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

/// Letters in squares and the like, which count as letters to Unicode.
fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{2460}'..='\u{24ff}' | '\u{1f000}'..='\u{1faff}')
}

/// The text, with an ellipsis in place of what is too long for a line of this width.
pub fn shortened(text: &str, typeface: Typeface, size: f32, width: f32) -> String {
    let ruler = Ruler::new(typeface);
    if ruler.width(text, size) <= width {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, _)| at).rev();
    let short =
        ends.map(|end| format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '-'])));
    short.into_iter().find(|short| ruler.width(short, size) <= width).unwrap_or_default()
}

/// A text in lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Pixels.
    pub size: f32,
    /// Its lines.
    pub lines: Vec<String>,
}

/// Where a text is to go.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Pixels.
    pub width: f32,
    /// Pixels.
    pub height: f32,
    /// From line to line, in sizes of the letters.
    pub leading: f32,
    /// The largest and the smallest size, and by how much it becomes smaller.
    pub sizes: (f32, f32, f32),
}

/// A text as large as there is room for it; in the smallest size with an ellipsis in place of what there is no room for.
pub fn fitted(text: &str, typeface: Typeface, room: Room) -> Block {
    let ruler = Ruler::new(typeface);
    let (largest, smallest, step) = room.sizes;
    let most = |size: f32| (room.height / (size * room.leading)).floor().max(1.0) as usize;
    let mut size = largest;
    while size > smallest {
        let words = pieces(text);
        let fits = words.iter().all(|piece| ruler.width(piece.text, size) <= room.width);
        let lines = fits.then(|| lines(&words, &ruler, size, room.width));
        if let Some(lines) = lines.filter(|lines| lines.len() <= most(size)) {
            return Block { size, lines: balanced(&words, &ruler, (size, room.width), lines) };
        }
        size = (size - step).max(smallest);
    }
    let cut = pieces(text).into_iter().flat_map(|piece| cut(piece, &ruler, smallest, room.width));
    let cut: Vec<Piece<'_>> = cut.collect();
    let mut lines = lines(&cut, &ruler, smallest, room.width);
    if lines.len() > most(smallest) {
        lines.truncate(most(smallest));
        if let Some(last) = lines.last_mut() {
            // A letter that is too much makes the line too long.
            let whole = format!("{last}{}", "…".repeat(1 + (room.width / smallest) as usize));
            *last = shortened(&whole, typeface, smallest, room.width).trim_end_matches('…').to_owned() + "…";
            while ruler.width(last, smallest) > room.width && last.pop().is_some() {}
        }
        return Block { size: smallest, lines };
    }
    Block { size: smallest, lines: balanced(&cut, &ruler, (smallest, room.width), lines) }
}

/// What stands on one line, and whether a space stands before it.
#[derive(Debug, Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    is_word: bool,
}

/// Words, and the parts of words between which a line may end: after a hyphen, a dash, a slash.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let parts = |word: &'_ str| -> Vec<usize> {
        let ends = word.char_indices().filter(|(_, letter)| matches!(letter, '-' | '‐' | '–' | '—' | '/'));
        let ends = ends.map(|(at, letter)| at + letter.len_utf8());
        ends.filter(|end| *end < word.len() && word[..*end].chars().count() > 2).chain([word.len()]).collect()
    };
    let mut all = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut from = 0;
        for to in parts(word) {
            all.push(Piece { text: &word[from..to], is_word: from == 0 });
            from = to;
        }
    }
    all
}

/// A piece in parts that each fit into a line.
fn cut<'t>(piece: Piece<'t>, ruler: &Ruler, size: f32, width: f32) -> Vec<Piece<'t>> {
    let (mut all, mut rest, mut is_word) = (Vec::new(), piece.text, piece.is_word);
    while ruler.width(rest, size) > width {
        let fits = |end: &usize| ruler.width(&rest[..*end], size) <= width;
        let mut ends = rest.char_indices().map(|(at, _)| at).skip(1);
        let first = ends.next();
        let Some(end) = ends.take_while(fits).last().or(first) else { break };
        all.push(Piece { text: &rest[..end], is_word });
        (rest, is_word) = (&rest[end..], false);
    }
    all.push(Piece { text: rest, is_word });
    all
}

/// As many pieces on each line as fit.
fn lines(pieces: &[Piece<'_>], ruler: &Ruler, size: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for Piece { text, is_word } in pieces {
        let space = if *is_word { " " } else { "" };
        match lines.last_mut() {
            Some(line) if ruler.width(&format!("{line}{space}{text}"), size) <= width => {
                line.push_str(space);
                line.push_str(text);
            }
            _ => lines.push((*text).to_owned()),
        }
    }
    lines
}

/// The same number of lines, as equally long as can be: a last line of one word looks like a slip.
fn balanced(
    pieces: &[Piece<'_>],
    ruler: &Ruler,
    (size, width): (f32, f32),
    widest: Vec<String>,
) -> Vec<String> {
    let (mut low, mut high, mut best) = (width / 2.0, width, widest);
    for _ in 0..8 {
        let middle = f32::midpoint(low, high);
        let narrower = lines(pieces, ruler, size, middle);
        let fits = narrower.iter().all(|line| ruler.width(line, size) <= middle);
        if fits && narrower.len() <= best.len() {
            (high, best) = (middle, narrower);
        } else {
            low = middle;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { width: 1056.0, height: 330.0, leading: 1.16, sizes: (88.0, 48.0, 4.0) };

    fn block(text: &str) -> Block {
        let block = fitted(text, Typeface::Headline, ROOM);
        let ruler = Ruler::new(Typeface::Headline);
        assert!(block.lines.iter().all(|line| ruler.width(line, block.size) <= ROOM.width), "{block:?}");
        assert!(block.lines.len() as f32 * block.size * ROOM.leading <= ROOM.height, "{block:?}");
        block
    }

    #[test]
    fn a_headline_is_as_large_as_it_fits() {
        assert_eq!(block("Vote"), Block { size: 88.0, lines: vec!["Vote".to_owned()] });
        let long = block(&"A headline that is rather long ".repeat(3));
        assert!((48.0..88.0).contains(&long.size) && long.lines.len() > 2, "{long:?}");
        // Lines are about as long as each other.
        let two = block("Parliament adopts the budget of the ports");
        assert!(two.lines.len() == 2 && two.lines[1].len() > 10, "{two:?}");
    }

    #[test]
    fn what_never_fits_ends_in_an_ellipsis() {
        let long = block(&"A headline of many words ".repeat(40));
        assert!(
            long.lines.last().is_some_and(|last| last.ends_with('…') && !last.ends_with("……")),
            "{long:?}"
        );
        let word = block(&"Ж".repeat(60));
        assert!(word.lines.len() > 1 && word.lines.concat() == "Ж".repeat(60), "{word:?}");
        let endless = block(&"W".repeat(5000));
        assert!(endless.lines.last().is_some_and(|last| last.ends_with('…')));
        let hyphens = block("Donaudampfschifffahrtsgesellschaft-Kapitänsmützenabzeichen");
        assert!(hyphens.lines[0].ends_with('-'), "{hyphens:?}");
        assert_eq!(shortened("A topic with a long name", Typeface::Label, 30.0, 150.0), "A topic…");
    }

    #[test]
    fn signs_may_be_missing_and_letters_may_not() {
        for (text, expected) in [
            ("A  vote", Some("A vote")),
            ("Їжак і ґанок: єдність", Some("Їжак і ґанок: єдність")),
            ("Cafe\u{301} \u{1f600}\u{200d}\u{1f680} open", Some("Caf\u{e9} open")),
            ("\u{202e}Vote\u{0}\u{7}\tnow", Some("Vote now")),
            ("5\u{a0}000 <&>\"", Some("5\u{a0}000 <&>\"")),
            ("\u{1f1fa}\u{1f1e6} \u{1f170}", None),
            ("حرب", None),
            ("A 戦争", None),
            ("", None),
            ("…", None),
        ] {
            assert_eq!(legible(text).as_deref(), expected, "{text}");
        }
    }
}
