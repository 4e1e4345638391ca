//! Who is told what was published: hubs of feeds and search engines of addresses that have changed, a mail provider of an edition.
//!
//! What is told is a value ([`pings`], [`mail`]); [`http`] or [`smtp`] sends it. What was told to a mail provider stands in the [`ledger`],
//! so that no edition goes out twice.

pub mod http;
pub mod ledger;
pub mod mail;
pub mod pings;
pub mod smtp;
pub mod trouble;
