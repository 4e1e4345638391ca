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
//! - [`search`] finds words and writes indexes of them for the reader's search;
//! - [`output`] knows what a site is made of, one file per kind of output;
//! - [`overview`] answers questions of editors about a site;
//! - [`check`](mod@check) is the newsroom's lint;
//! - [`web`] asks what texts link to whether it is still there;
//! - [`scaffold`] writes what editors begin with: a site, a document, an entry of a registry;
//! - [`build`] is the engine: plan, make, and the sink that puts bytes into place;
//! - [`deploy`] puts what was built where readers find it;
//! - [`announce`] tells services of it;
//! - [`cli`] is the command line.
//!
//! Each may use only what stands above it. Messages to editors are values: [`diagnostic`].
//!
//! It is no library for others: the command is what there is.

mod address;
mod announce;
mod build;
mod bytes;
mod check;
mod cli;
mod config;
mod content;
mod deploy;
mod diagnostic;
mod drawing;
mod edits;
mod files;
mod furniture;
mod hash;
mod html;
mod i18n;
mod import;
mod line;
mod media;
mod output;
mod overview;
mod paths;
mod picture;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod properties;
mod publish;
mod rename;
mod render;
mod rewrite;
mod scaffold;
mod schema;
mod search;
mod serve;
mod shape;
mod site;
mod source;
mod theme;
mod typeface;
mod web;

pub use cli::run;

/// What `tests/` drive from inside: the engine, and the server that holds a site. Without it (`--cfg alone`) the compiler sees
/// what nothing but tests would use.
#[cfg(not(alone))]
#[doc(hidden)]
pub mod internals {
    pub use crate::build::part::Doubt;
    pub use crate::build::verify::differences;
    pub use crate::build::{Engine, Inputs, Loaded, Now, Options, Reach, Report, build};
    pub use crate::check::{Look as CheckLook, OptionDefault, RULES};
    pub use crate::content::front_matter::KEYS;
    pub use crate::diagnostic::{Code, Diagnostic, Fix, Severity, Span};
    pub use crate::edits::{Replacement, apply};
    pub use crate::hash::Digest;
    pub use crate::import::article::{Article as Imported, Reading, of_page, of_text};
    pub use crate::import::facts::Moment;
    pub use crate::import::newsroom::agencies::Agencies;
    pub use crate::paths::site_url;
    pub use crate::serve::http::{Limits, ServerConfig, open_within};
    pub use crate::serve::live::{Answer, Live, Rebuild};
    pub use crate::site::{ArticleId, Flags};
    pub use crate::source::Look;
}
