//! Tests at the user's boundary: a whole site goes in, the tree and the messages come out.

mod cases;
mod edits;
mod harness;
mod hostile;
mod interrupted;
mod output_folder;
mod same_bytes;
mod theme;
