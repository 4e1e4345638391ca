//! A built site to where readers find it.

mod changes;
pub mod git;
