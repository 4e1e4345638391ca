//! A built site to where readers find it.

pub mod git;
