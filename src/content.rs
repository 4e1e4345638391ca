//! From bytes to a [`Document`]: front matter as typed values, and the facts of its body.
//!
//! A document is complete when it exists: what others may ask of its body (headings, links, images,
//! words) is read with it, and the text itself is let go. Nothing here knows other documents.

pub mod aspects;
pub mod characters;
pub mod conflict;
pub mod copies;
pub mod date;
pub mod document;
pub mod front_matter;
pub mod hiding;
pub mod likeness;
pub mod lines;
pub mod markdown;
pub mod mistyped;
pub mod name;
pub mod name_lists;
pub mod named;
pub mod near;
pub mod period;
pub mod registry;
pub mod slug;
#[cfg(test)]
mod stored;
pub mod tracking;
pub mod tree;
pub(crate) mod unwritten;
pub mod yaml;

pub use aspects::Aspects;
pub use date::Date;
pub use document::{Document, Kind};
pub use lines::Lines;
pub use markdown::Facts;
pub use period::{Day, Period};
pub use slug::Slug;
