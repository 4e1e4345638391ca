//! Blocks → Markdown, as newsprint reads it: what a text says must not become markup of it, and what is written looks as if a
//! person had written it.
//!
//! What has to be escaped is decided for each character and its neighbours: see CommonMark 0.31 and docs/writing.md. Comments,
//! shortcodes and attribute lists of other programs are escaped, too, since newsprint would leave them out or warn of them.

mod blocks;
mod escape;
mod inline;
mod marks;
#[cfg(test)]
mod tests;

use super::block::Block;

/// A text that stands in a line, as the words of a link do.
pub fn text(text: &str) -> String {
    escape::escaped(text, true).trim().to_owned()
}

/// Where a link leads, as it stands between the parentheses.
pub fn destination(address: &str) -> String {
    escape::link_destination(address)
}

/// What a link's title says, as it stands between quotation marks: a name.
pub fn name(text: &str) -> String {
    escape::in_title(&escape::folded(text)).trim().to_owned()
}

/// The Markdown of blocks; empty, or with a line end as its last.
pub fn write(blocks: &[Block]) -> String {
    let mut text = blocks::lines(blocks).join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}
