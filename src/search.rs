//! What the reader's search works with: words as they are looked up, and indexes of a site's articles in small files.
//!
//! 1. [`words`] finds the words of a text and folds them: capitals, diacritics, apostrophes, hyphens;
//! 2. [`stem`] takes the endings off, by tables that the browser gets as data;
//! 3. [`calendar`] groups the months of a site into segments;
//! 4. [`Segment`] is the inverted index of the articles of one, cut into files by the first letters of words.
//!
//! `static/theme/search-words.js` finds words as [`words`] does, `static/theme/search-worker.js` reads what [`Segment`]
//! writes. Nothing here knows a site, a template or an output.

pub mod calendar;
mod segment;
pub mod spelling;
pub mod stem;
pub mod words;

pub use segment::{Field, Segment, SegmentBuilder};
