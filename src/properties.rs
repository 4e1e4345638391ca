//! What holds for any input, whatever somebody puts into a file or sends to the server: one function for each way in, which
//! takes the bytes that come in and panics where a promise is broken.
//!
//! The fuzz targets (`fuzz/`) and the short deterministic runs of `cargo test` call the same functions. They are there for
//! tests and with the feature `fuzzing`, and are no part of the library.
//!
//! Two of them stand beside what they look at, since nobody else may see it. Whether work is bounded is said of its results, by their size beside that of the input, and never by a clock.

pub(crate) mod browser;
mod dates;
mod documents;
pub(crate) mod markdown;
mod messages;
mod pictures;
pub(crate) mod sentences;
#[cfg(test)]
mod tests;

pub use crate::output::feeds::properties::feed;
pub use crate::serve::properties::request;
pub use dates::date;
pub use documents::{configuration, front_matter, registry};
pub use markdown::page;
pub use pictures::picture;

/// The name of a fuzz target, and what holds of whatever comes in there.
pub type Property = (&'static str, fn(&[u8]));

/// All of them.
pub const PROPERTIES: [Property; 8] = [
    ("configuration", configuration),
    ("date", date),
    ("feed", feed),
    ("front_matter", front_matter),
    ("page", page),
    ("picture", picture),
    ("registry", registry),
    ("request", request),
];
