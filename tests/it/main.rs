//! Tests at the user's boundary: a whole site goes in, the tree and the messages come out.

#![allow(clippy::disallowed_methods, reason = "tests make sites and look at what came of them")]

mod browser;
mod cases;
mod edits;
mod harness;
mod hostile;
mod interrupted;
mod output_folder;
mod same_bytes;
mod stored;
mod theme;
