//! What a newsroom knows of texts from elsewhere: bylines, credits, datelines, and what a page has around its text.
//!
//! All are functions on text. They know neither pages nor Markdown, and where they doubt they find nothing.

pub mod agencies;
pub mod byline;
pub mod credit;
pub mod dateline;
pub mod embargo;
pub mod furniture;
mod names;
pub mod origin;
pub mod release;
pub mod signs;
pub(crate) mod words;
