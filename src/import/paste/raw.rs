//! A line as it was pasted, before anybody asks what it is.

/// A line as it was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Raw {
    /// What it says, with single spaces.
    pub(super) text: String,
    /// In which column it begins.
    pub(super) indent: usize,
    /// Its cells, where it is the row of a table.
    pub(super) cells: Vec<String>,
}

/// A line of more cells is no row of a text's table.
const CELLS: usize = 64;
/// The width of a tabulator at the beginning of a line.
const TAB: usize = 4;

impl Raw {
    /// Reads a line. Whether its cells are those of a table is seen by the lines around it.
    pub(super) fn read(line: &str) -> Self {
        let single = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // The bullets of word processors.
        let (line, is_bullet) = match line.trim_start().strip_prefix("o\t") {
            Some(rest) => (rest, true),
            None => (line, false),
        };
        let blank = line.chars().take_while(|letter| letter.is_whitespace());
        let indent = blank.map(|letter| if letter == '\t' { TAB } else { 1 }).sum();
        let text = single(line);
        let text = if is_bullet { format!("• {text}") } else { text };
        let tabs = line.trim_end_matches([' ', '\r']).bytes().filter(|byte| *byte == b'\t').count();
        let cells = match (1..CELLS).contains(&tabs) && !is_bullet {
            true => line.split('\t').map(single).collect(),
            false => Vec::new(),
        };
        Self { text, indent, cells }
    }

    /// Its length, in characters.
    pub(super) fn length(&self) -> usize {
        self.text.chars().count()
    }
}

/// One sign for the end of a line, plain spaces, nothing without width.
pub(super) fn normalised(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut made = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => made.push('\n'),
            '\u{2029}' => made.push_str("\n\n"),
            '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{200e}'
            | '\u{200f}' => {}
            '\u{fffc}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter if letter.is_control() && !matches!(letter, '\n' | '\t') => {}
            letter => made.push(letter),
        }
    }
    made
}
