//! newsprint: a static site generator for curated news digests.
//!
//! One way leads through the crate, and each step is a function of values:
//!
//! ```text
//! files ──load──▶ Sources ──parse──▶ Documents ──assemble──▶ Site ──plan──▶ Jobs ──make──▶ (path, bytes) ──▶ Sink
//!         (io)             (pure)               (pure)              (pure)         (pure)                   (io)
//! ```
//!
//! - [`source`] reads what is on disk, and is the only module that does;
//! - [`content`] makes a typed document of each file;
//! - [`site`] puts them together into an immutable index;
//! - [`theme`] and [`render`] turn a view into text;
//! - [`output`] knows what a site is made of, one file per kind of output;
//! - [`build`] is the engine: plan, make, and the sink that puts bytes into place;
//! - [`cli`] is the command line.
//!
//! Each may use only what stands above it. Messages to editors are values: [`diagnostic`].

pub mod address;
pub mod build;
pub mod bytes;
pub mod cli;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod hash;
pub mod html;
pub mod i18n;
pub mod output;
pub mod paths;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod properties;
pub mod publish;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
