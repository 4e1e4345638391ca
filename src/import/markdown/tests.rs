//! What is written reads back as the same blocks.

mod back;
mod written;
