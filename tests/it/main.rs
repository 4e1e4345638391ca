//! Tests at the user's boundary: a whole site goes in, the tree and the messages come out.

#![allow(clippy::disallowed_methods, reason = "tests make sites and look at what came of them")]

mod addresses;
mod browser;
mod cases;
mod corrections;
mod crops;
mod descriptions;
mod duplicates;
mod edits;
mod email;
mod feeds;
mod gone;
mod harness;
mod hostile;
mod interrupted;
mod languages;
mod live;
mod messages;
mod new_edition;
mod newsroom;
mod no_site;
mod obeyed;
mod other_user;
mod output_folder;
mod output_refused;
mod published;
mod related;
mod same_bytes;
mod serve_command;
mod serve_events;
mod serve_faults;
mod serve_http;
mod serve_safety;
mod serve_status;
mod serving;
mod several_names;
mod sitemaps;
mod sixty;
mod stored;
mod structured;
mod texts;
mod theme;
mod trust;
mod warm;
mod withdrawn;
