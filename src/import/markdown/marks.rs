//! Which marks work where they would stand (CommonMark, section 6.2): one beside a letter and a sign is none, as in `a**“b”**`, and
//! would be shown. The text is worth more than its emphasis: such a mark is left out.

use std::collections::BTreeSet;

use super::inline::Piece;

/// A mark around text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Emphasis.
    Star,
    /// Emphasis beside or within strong text.
    Underscore,
    /// Strong importance.
    Strong,
    /// Struck through.
    Strike,
}

impl Mark {
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Star => "*",
            Self::Underscore => "_",
            Self::Strong => "**",
            Self::Strike => "~~",
        }
    }
}

/// How often it is looked again, since a mark that goes changes what stands beside others.
const ROUNDS: usize = 8;

/// Leaves out the marks that would not work.
pub(super) fn keep_working(pieces: &mut Vec<Piece>) {
    for round in 0..=ROUNDS {
        let failing = match round {
            ROUNDS => pieces
                .iter()
                .filter_map(|piece| if let Piece::Edge(_, pair) = piece { Some(*pair) } else { None })
                .collect(),
            _ => failing(pieces),
        };
        if failing.is_empty() {
            return;
        }
        pieces.retain(|piece| !matches!(piece, Piece::Edge(_, pair) if failing.contains(pair)));
    }
}

fn failing(pieces: &[Piece]) -> BTreeSet<usize> {
    let mut open = BTreeSet::new();
    let mut failing = BTreeSet::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Edge(mark, pair) = piece else { continue };
        let before = at.checked_sub(1).and_then(|at| pieces.get(at)).map_or(' ', last);
        let after = pieces.get(at + 1).map_or(' ', first);
        let (outside, inside) = if open.insert(*pair) { (before, after) } else { (after, before) };
        // Signs beside the same signs would be of another mark.
        let is_same = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Edge(other, _)) => other.sign().as_bytes()[0] == mark.sign().as_bytes()[0],
            _ => false,
        };
        if is_same(at.checked_sub(1)) || is_same(Some(at + 1)) || !works(*mark, outside, inside) {
            failing.insert(*pair);
        }
    }
    failing
}

/// Whether an end of a mark works between two characters. Which of them are punctuation or symbols is known without Unicode's
/// tables for some; of the others the worse is supposed, and less is marked than could be.
fn works(mark: Mark, outside: char, inside: char) -> bool {
    let is_apart =
        outside.is_whitespace() || outside.is_ascii_punctuation() || "“”„‘’‚«»‹›–—…·•¿¡".contains(outside);
    let may_be_sign = !inside.is_alphanumeric();
    !inside.is_whitespace() && (is_apart || !may_be_sign && mark != Mark::Underscore)
}

fn first(piece: &Piece) -> char {
    match piece {
        Piece::Written(text) => text.chars().next().unwrap_or(' '),
        Piece::Code(_) => '`',
        Piece::Edge(mark, _) => mark.sign().chars().next().unwrap_or(' '),
        Piece::Break => '\n',
    }
}

fn last(piece: &Piece) -> char {
    match piece {
        Piece::Written(text) => text.chars().next_back().unwrap_or(' '),
        other => first(other),
    }
}
