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
        && (ALONE.contains(&first) || REPEATED.contains(&first) && count >= FEWEST)
}

/// Whether signs say something without a word beside them: stars of a review, a tick, a ball before a goal. Arrows, hands, hearts and
/// what else pages have for buttons do not.
pub fn is_pictorial(text: &str) -> bool {
    // A review's price, and its stars: some of them are full.
    let signs = || text.chars().filter(|sign| !sign.is_whitespace());
    let is_price = signs().count() > 1
        && ['£', '€', '$', '¥', '₴'].iter().any(|sign| signs().all(|other| other == *sign));
    if is_price || signs().all(|sign| sign == '☆') {
        return is_price;
    }
    let is_said = |sign: char| {
        matches!(
            sign,
            // Weather, stars, ticks, crosses, balls, flags, coloured circles and squares.
            '☀'..='☄' | '★' | '☆' | '☑' | '☒' | '✓'..='✔' | '✗' | '✘' | '✅' | '❌' | '❎' | '⭐' | '⚽' | '⚾' | '⚪' | '⚫'
                | '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f31f}' | '\u{1f3c0}' | '\u{1f3c8}'..='\u{1f3c9}'
                | '\u{1f534}' | '\u{1f535}' | '\u{1f7e0}'..='\u{1f7eb}' | '\u{fe0f}'
        )
    };
    signs().all(is_said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_part_texts_or_say_something_or_neither() {
        for line in ["* * *", "***", "⁂", "• • •", "-----", "~ ~ ~", "###", "§"] {
            assert!(is_break(line) && !is_pictorial(line), "{line}");
        }
        for line in ["★★★★☆", "✓", "✗", "⚽", "🇺🇦", "✔️ ❌", "☀ ☁", "€€", "$$$"]
        {
            assert!(is_pictorial(line) && !is_break(line), "{line}");
        }
        for line in [
            "|", "»", "→", "☰", "✕", "* *", "...", "👍", "►", "➜", "", "·", "☆☆☆☆☆", "🔊 🔖 📤", "★⤴🖨", "€",
            "❤",
        ] {
            assert!(!is_pictorial(line) && !is_break(line), "{line}");
        }
    }
}
