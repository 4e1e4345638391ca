//! Which letters and signs all typefaces of drawings have, each by itself or in the font of signs: known without opening a font, since
//! every headline of a site is looked at several times.

/// From, to: in order. A test holds them against the fonts.
#[rustfmt::skip]
const IN_ALL: &[(char, char)] = &[
    ('\u{20}', '\u{7e}'), ('\u{a0}', '\u{24f}'), ('\u{259}', '\u{259}'), ('\u{300}', '\u{304}'),
    ('\u{306}', '\u{30c}'), ('\u{30f}', '\u{30f}'), ('\u{311}', '\u{311}'), ('\u{31b}', '\u{31b}'),
    ('\u{323}', '\u{328}'), ('\u{331}', '\u{331}'), ('\u{342}', '\u{342}'), ('\u{345}', '\u{345}'),
    ('\u{370}', '\u{377}'), ('\u{37a}', '\u{37f}'), ('\u{384}', '\u{38a}'), ('\u{38c}', '\u{38c}'),
    ('\u{38e}', '\u{3a1}'), ('\u{3a3}', '\u{3e1}'), ('\u{3f0}', '\u{52f}'), ('\u{1e00}', '\u{1eff}'),
    ('\u{2010}', '\u{2027}'), ('\u{202f}', '\u{203a}'), ('\u{2044}', '\u{2044}'), ('\u{2070}', '\u{2071}'),
    ('\u{2074}', '\u{208e}'), ('\u{20a0}', '\u{20c0}'), ('\u{2103}', '\u{2103}'), ('\u{2109}', '\u{2109}'),
    ('\u{2116}', '\u{2117}'), ('\u{2120}', '\u{2120}'), ('\u{2122}', '\u{2122}'), ('\u{2126}', '\u{2126}'),
    ('\u{212e}', '\u{212e}'), ('\u{2190}', '\u{2199}'), ('\u{21d2}', '\u{21d2}'), ('\u{21d4}', '\u{21d4}'),
    ('\u{2200}', '\u{2200}'), ('\u{2202}', '\u{2202}'), ('\u{2206}', '\u{2206}'), ('\u{220f}', '\u{220f}'),
    ('\u{2211}', '\u{2212}'), ('\u{221a}', '\u{221a}'), ('\u{221e}', '\u{221e}'), ('\u{223c}', '\u{223d}'),
    ('\u{2248}', '\u{2248}'), ('\u{2260}', '\u{2261}'), ('\u{2264}', '\u{2265}'), ('\u{25a0}', '\u{25a1}'),
    ('\u{25aa}', '\u{25ab}'), ('\u{25b2}', '\u{25b3}'), ('\u{25b6}', '\u{25b7}'), ('\u{25bc}', '\u{25bd}'),
    ('\u{25c0}', '\u{25c1}'), ('\u{25c6}', '\u{25c7}'), ('\u{25ca}', '\u{25cb}'), ('\u{25cf}', '\u{25cf}'),
    ('\u{25e6}', '\u{25e6}'), ('\u{2605}', '\u{2606}'), ('\u{2713}', '\u{2713}'), ('\u{fb01}', '\u{fb02}'),
    ('\u{fffd}', '\u{fffd}'),
];

/// Whether a letter can be written in any of the typefaces.
pub(super) fn is_in_all(letter: char) -> bool {
    let after = IN_ALL.partition_point(|(from, _)| *from <= letter);
    after.checked_sub(1).is_some_and(|at| letter <= IN_ALL[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Face, Ruler};

    #[test]
    fn they_are_those_of_the_fonts() {
        let rulers = Face::ALL.map(Ruler::new);
        let mut found: Vec<(char, char)> = Vec::new();
        for letter in (char::MIN..=char::MAX).filter(|letter| rulers.iter().all(|ruler| ruler.has(*letter))) {
            match found.last_mut() {
                Some((_, to)) if *to as u32 + 1 == letter as u32 => *to = letter,
                _ => found.push((letter, letter)),
            }
        }
        let written =
            |(from, to): &(char, char)| format!("('\\u{{{:x}}}', '\\u{{{:x}}}'),", *from as u32, *to as u32);
        assert!(found == IN_ALL, "{}", found.iter().map(written).collect::<Vec<_>>().join("\n"));
    }
}
