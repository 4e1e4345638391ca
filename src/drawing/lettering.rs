//! Texts in a drawing: which of their letters can be written, and where lines end, by the typeface's own widths.

use unicode_normalization::UnicodeNormalization;

use super::letters::is_in_all;
use super::{Face, Ruler};

/// The longest text that is looked at, in bytes: the time that lines take grows with the square of it. No card has room for half as much.
const LONGEST: usize = 4000;
/// How much smaller letters may be for lines that look better, as a part of the largest size that fits.
const LEAST_OF_LARGEST: f32 = 0.8;

/// The text as it can be written: signs that no typeface has (most of them are emoji) are left out, and what nobody sees. None when
/// a letter is in none of them, or nothing is left: words of which a letter is missing are others.
pub fn legible(text: &str) -> Option<String> {
    // Most headlines are nothing else, and every headline of a site is looked at.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return folded(text);
    }
    let composed: String = text.nfc().collect();
    let is_missing = |letter: char| letter.is_alphanumeric() && !is_pictograph(letter) && !is_in_all(letter);
    if composed.chars().any(is_missing) {
        return None;
    }
    let seen = composed.chars().map(|letter| if is_space(letter) { ' ' } else { letter });
    let seen = seen.filter(|letter| !is_unseen(*letter) && is_in_all(*letter));
    folded(&seen.collect::<String>())
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
pub fn shortened(text: &str, face: Face, size: f32, width: f32) -> String {
    let text = beginning(text);
    let ruler = Ruler::new(face);
    if ruler.width(text, size) <= width {
        return text.to_owned();
    }
    let ends = text.char_indices().map(|(at, _)| at).rev();
    let short =
        ends.map(|end| format!("{}…", text[..end].trim_end_matches([' ', ',', ';', ':', '.', '–', '-'])));
    short.into_iter().find(|short| ruler.width(short, size) <= width).unwrap_or_default()
}

/// As much of a text as is looked at.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
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
    /// Pixels, from the top of the first line's letters to the bottom of the last one's.
    pub height: f32,
    /// From line to line, in sizes of the letters.
    pub leading: f32,
    /// How far letters reach above the line they stand on and below it together, in their sizes.
    pub reach: f32,
    /// The largest and the smallest size, and by how much it becomes smaller.
    pub sizes: (f32, f32, f32),
}

/// A text as large as there is room for it, or somewhat smaller where one word would have a line to itself; in the smallest size
/// with an ellipsis in place of what there is no room for.
pub fn fitted(text: &str, face: Face, room: Room) -> Block {
    let text = beginning(text);
    let ruler = Ruler::new(face);
    let (largest, smallest, step) = room.sizes;
    // The last line needs no more than its letters.
    let most = |size: f32| 1 + ((room.height / size - room.reach) / room.leading).floor().max(0.0) as usize;
    let words = pieces(text);
    let mut size = largest;
    let mut first: Option<Block> = None;
    while size > smallest && first.as_ref().is_none_or(|first| size >= first.size * LEAST_OF_LARGEST) {
        let fits = words.iter().all(|piece| ruler.width(piece.text, size) <= room.width);
        let lines = fits.then(|| lines(&words, &ruler, size, room.width));
        if let Some(lines) = lines.filter(|lines| lines.len() <= most(size)) {
            let block = Block { size, lines: balanced(&words, &ruler, (size, room.width), lines) };
            if !has_scrap(&block, &ruler) {
                return block;
            }
            first.get_or_insert(block);
        }
        size = (size - step).max(smallest);
    }
    if let Some(first) = first {
        return first;
    }
    let cut = pieces(text).into_iter().flat_map(|piece| cut(piece, &ruler, smallest, room.width));
    let cut: Vec<Piece<'_>> = cut.collect();
    let mut lines = lines(&cut, &ruler, smallest, room.width);
    if lines.len() > most(smallest) {
        lines.truncate(most(smallest));
        if let Some(last) = lines.last_mut() {
            // A letter that is too much makes the line too long.
            let whole = format!("{last}{}", "…".repeat(1 + (room.width / smallest) as usize));
            *last = shortened(&whole, face, smallest, room.width).trim_end_matches('…').to_owned() + "…";
            while ruler.width(last, smallest) > room.width && last.pop().is_some() {}
        }
        return Block { size: smallest, lines };
    }
    Block { size: smallest, lines: balanced(&cut, &ruler, (smallest, room.width), lines) }
}

/// Whether one word has a line to itself that is much shorter than others.
fn has_scrap(Block { size, lines }: &Block, ruler: &Ruler) -> bool {
    let longest = lines.iter().map(|line| ruler.width(line, *size)).fold(0.0, f32::max);
    lines.iter().any(|line| !line.contains(' ') && ruler.width(line, *size) < longest * 0.75)
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

/// The same number of lines, as equally long as can be: a line of one word, and most of all a last one, looks like a slip.
///
/// Of all ways to break them, the one whose lines leave the least room, by the sum of its squares (Knuth and Plass, "Breaking
/// paragraphs into lines", without hyphens and stretching).
fn balanced(
    pieces: &[Piece<'_>],
    ruler: &Ruler,
    (size, width): (f32, f32),
    widest: Vec<String>,
) -> Vec<String> {
    let (space, widths) = (ruler.width(" ", size), pieces.iter().map(|piece| ruler.width(piece.text, size)));
    let widths: Vec<f32> = widths.collect();
    // By how many pieces are set: the least sum, and where the last line begins; one such list per line.
    let mut sums = vec![f32::INFINITY; pieces.len() + 1];
    sums[0] = 0.0;
    let mut begins: Vec<Vec<usize>> = Vec::new();
    for _ in 0..widest.len() {
        let mut longer = vec![f32::INFINITY; pieces.len() + 1];
        let mut from = vec![0; pieces.len() + 1];
        for begin in (0..pieces.len()).filter(|begin| sums[*begin].is_finite()) {
            let mut taken = 0.0;
            for end in begin..pieces.len() {
                taken += widths[end] + if end > begin && pieces[end].is_word { space } else { 0.0 };
                if taken > width {
                    break;
                }
                let sum = sums[begin] + (width - taken) * (width - taken);
                if sum < longer[end + 1] {
                    (longer[end + 1], from[end + 1]) = (sum, begin);
                }
            }
        }
        sums = longer;
        begins.push(from);
    }
    if sums[pieces.len()].is_infinite() {
        return widest;
    }
    let (mut end, mut lines) = (pieces.len(), Vec::new());
    for from in begins.iter().rev() {
        lines.push(joined(&pieces[from[end]..end]));
        end = from[end];
    }
    lines.reverse();
    lines
}

/// Pieces as one line.
fn joined(pieces: &[Piece<'_>]) -> String {
    let mut line = String::new();
    for (number, piece) in pieces.iter().enumerate() {
        if piece.is_word && number > 0 {
            line.push(' ');
        }
        line.push_str(piece.text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room =
        Room { width: 1056.0, height: 330.0, leading: 1.16, reach: 0.98, sizes: (88.0, 48.0, 4.0) };

    fn block(text: &str) -> Block {
        let block = fitted(text, Face::Headline, ROOM);
        let ruler = Ruler::new(Face::Headline);
        assert!(block.lines.iter().all(|line| ruler.width(line, block.size) <= ROOM.width), "{block:?}");
        let height = (block.lines.len() - 1) as f32 * ROOM.leading + ROOM.reach;
        assert!(height * block.size <= ROOM.height, "{block:?}");
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
    fn no_line_is_a_scrap() {
        let lines = |text: &str| block(text).lines.join(" / ");
        for text in [
            "Zelensky's offer: Kursk for occupied land",
            "Students accused of crimes against humanity in Bangladesh",
            "Car drives into a march in Munich, at least 28 hurt",
        ] {
            let block = block(text);
            let ruler = Ruler::new(Face::Headline);
            let widths = block.lines.iter().map(|line| ruler.width(line, block.size));
            let (least, most) =
                widths.fold((f32::MAX, 0.0_f32), |(a, b), width| (a.min(width), b.max(width)));
            assert!(least > most * 0.55, "{}", lines(text));
        }
        assert_eq!(
            block("Zelensky's offer: Kursk for occupied land").lines,
            ["Zelensky's offer: Kursk", "for occupied land"]
        );
        assert_eq!(block(&"word ".repeat(3000)), block(&"word ".repeat(800)));
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
        assert_eq!(shortened("A topic with a long name", Face::Label, 30.0, 150.0), "A topic…");
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
