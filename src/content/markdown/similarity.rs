//! The similarity hash of a text: texts that are nearly the same have hashes that differ in few bits.
//!
//! It is a simhash (Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002) over shingles of
//! two words (with three, an edit would change half as many again): each shingle votes on each bit. All articles of a
//! site are hashed, so it is kept cheap: words are told by spaces alone, letters are taken eight at a time, and a text is
//! known by how it begins.

use std::num::NonZeroU64;

/// How many words are looked at.
const MOST_WORDS: u32 = 256;
/// A text of fewer words has no hash: two short ones are alike by chance.
const LEAST: u32 = 40;

/// The bits of a byte, each in a byte of its own.
static SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= ((byte as u64 >> bit) & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// Collects a text, piece by piece.
#[derive(Debug, Default)]
pub(super) struct Similarity {
    words: u32,
    /// The word that has not ended yet.
    word: u64,
    in_word: bool,
    /// The word before it.
    before: u64,
    /// The votes for each bit: as many as a byte can count, and those before.
    few: [u64; 8],
    few_count: u8,
    votes: Votes,
}

#[derive(Debug)]
struct Votes([u16; 64]);

impl Default for Votes {
    fn default() -> Self {
        Self([0; 64])
    }
}

const ONES: u64 = u64::MAX / 255;

impl Similarity {
    /// Appends text.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text.as_bytes();
        while let Some(chunk) = rest.first_chunk::<8>() {
            if self.words >= MOST_WORDS {
                return;
            }
            let letters = u64::from_le_bytes(*chunk);
            // The lowest byte of which the highest bit is set here is the first that is a space or less. (Sean Anderson, "Bit
            // Twiddling Hacks", "Determine if a word has a byte less than n")
            let spaces = letters.wrapping_sub(ONES * 0x21) & !letters & (ONES * 0x80);
            if spaces == 0 {
                self.letters(letters);
                rest = &rest[8..];
                continue;
            }
            let count = spaces.trailing_zeros() / 8;
            if count > 0 {
                self.letters(letters & ((1 << (8 * count)) - 1));
            }
            self.gap();
            rest = &rest[count as usize + 1..];
        }
        let (mut letters, mut shift) = (0, 0);
        for byte in rest {
            if *byte > b' ' {
                letters |= u64::from(*byte) << shift;
                shift += 8;
                continue;
            }
            if shift > 0 {
                self.letters(letters);
                (letters, shift) = (0, 0);
            }
            self.gap();
        }
        if shift > 0 {
            self.letters(letters);
        }
    }

    fn letters(&mut self, letters: u64) {
        let word = (self.word ^ letters).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.word = word ^ (word >> 32);
        self.in_word = true;
    }

    /// Ends a word.
    pub(super) fn gap(&mut self) {
        if !self.in_word || self.words >= MOST_WORDS {
            return;
        }
        if self.words >= 1 {
            let mixed = self.before.rotate_left(21).wrapping_add(self.word);
            let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            self.vote(mixed ^ (mixed >> 29));
        }
        self.before = self.word;
        (self.word, self.in_word) = (0, false);
        self.words += 1;
    }

    fn vote(&mut self, shingle: u64) {
        for (few, byte) in self.few.iter_mut().zip(shingle.to_le_bytes()) {
            *few += SPREAD[usize::from(byte)];
        }
        self.few_count += 1;
        if self.few_count == u8::MAX {
            self.count();
        }
    }

    fn count(&mut self) {
        let few = std::mem::take(&mut self.few);
        let each = few.iter().flat_map(|few| few.to_le_bytes());
        self.votes.0.iter_mut().zip(each).for_each(|(votes, more)| *votes += u16::from(more));
        self.few_count = 0;
    }

    /// The hash; none when the text is too short for one.
    pub(super) fn finish(mut self) -> Option<NonZeroU64> {
        self.gap();
        if self.words < LEAST {
            return None;
        }
        self.count();
        let half = (self.words - 1) as u16 / 2;
        let bits = self.votes.0.iter().enumerate();
        let hash = bits.fold(0, |hash, (bit, votes)| hash | u64::from(*votes > half) << bit);
        Some(NonZeroU64::new(hash).unwrap_or(NonZeroU64::MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(texts: &[&str]) -> Option<NonZeroU64> {
        let mut similarity = Similarity::default();
        texts.iter().for_each(|text| similarity.push(text));
        similarity.finish()
    }

    /// A text of `count` words that is like no other with another seed.
    fn text(seed: u64, count: u64) -> Vec<String> {
        (0..count).map(|n| format!("w{}", (n + seed * 1_000_003).wrapping_mul(0x9e37_79b9) % 9973)).collect()
    }

    fn apart(one: &[String], two: &[String]) -> u32 {
        let of = |words: &[String]| hash(&[&words.join(" ")]).expect("long enough").get();
        (of(one) ^ of(two)).count_ones()
    }

    #[test]
    fn pieces_make_no_difference() {
        let text = text(1, 60).join(" ");
        let whole = hash(&[&text]);
        assert!(whole.is_some());
        let words: Vec<String> = text.split(' ').map(|word| format!("{word} ")).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(hash(&words), whole);
        assert_eq!(hash(&[&text.replace(' ', "\n  ")]), whole);
        assert_eq!(hash(&["too few words"]), None);
        assert_eq!(hash(&[&"слово ".repeat(50)]), hash(&[&"слово\t".repeat(50)]));
    }

    #[test]
    fn near_texts_have_near_hashes() {
        for seed in 1..20 {
            let one = text(seed, 300);
            let mut two = one.clone();
            two[100] = "another".to_owned();
            two[200] = "word".to_owned();
            two.insert(30, "more".to_owned());
            assert!(apart(&one, &two) <= 10, "{}", apart(&one, &two));
            let other = text(seed + 50, 300);
            assert!(apart(&one, &other) > 16, "{}", apart(&one, &other));
        }
    }
}
