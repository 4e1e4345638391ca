//! Lines of signs alone: what parts a text, what says something in it, and what is a page's.

/// Whether a line is nothing but signs that part what stands above and below it: "* * *", "⁂", "•••".
pub fn is_break(text: &str) -> bool {
    const ALONE: &[char] = &['⁂', '❦', '❧', '☙', '※', '⸻', '§'];
    const REPEATED: &[char] =
        &['*', '∗', '•', '·', '●', '◆', '◇', '■', '▪', '~', '-', '–', '—', '_', '=', '#', '+', '✻', '✽', '❖'];
    /// So many of them are no sign of a list or a label.
    const FEWEST: usize = 3;
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace());
    let Some(first) = signs.next() else { return false };
    let count = 1 + signs.clone().count();
    signs.all(|sign| sign == first)
        && (ALONE.contains(&first) || REPEATED.contains(&first) && (count >= FEWEST || first == '⸻'))
}

/// Whether signs say something without a word beside them: stars of a review, a tick, a ball before a goal. Arrows, crosses that close
/// and three lines that open a menu do not.
pub fn is_pictorial(text: &str) -> bool {
    const BUTTONS: &[char] = &['☰', '✕', '✖', '❌', '☓'];
    let is_said = |sign: char| match sign {
        '\u{2794}' | '\u{2798}'..='\u{27bf}' => false,
        '\u{2600}'..='\u{2793}' | '\u{2b50}' | '\u{2b55}' => true,
        // Hands and speech balloons with which pages share and count.
        '\u{1f446}'..='\u{1f449}' | '\u{1f44d}' | '\u{1f44e}' | '\u{1f4ac}' | '\u{1f517}' => false,
        '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' => true,
        _ => false,
    };
    text.chars().any(|sign| is_said(sign) && !BUTTONS.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_part_texts_or_say_something_or_neither() {
        for line in ["* * *", "***", "⁂", "• • •", "-----", "~ ~ ~", "###", "§"] {
            assert!(is_break(line) && !is_pictorial(line), "{line}");
        }
        for line in ["★★★★☆", "✓", "✗", "⚽", "🇺🇦", "❤", "☀ ☁"] {
            assert!(is_pictorial(line) && !is_break(line), "{line}");
        }
        for line in ["|", "»", "→", "☰", "✕", "* *", "...", "👍", "►", "➜", "", "·"] {
            assert!(!is_pictorial(line) && !is_break(line), "{line}");
        }
    }
}
