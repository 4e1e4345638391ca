//! A site from above, for its editors: which articles are of what kind or lack something, what is due when, how much there was of
//! what. Questions to a finished [`Site`](crate::site::Site); nothing here prints.

mod schedule;
mod selection;
mod statistics;

pub use schedule::schedule;
pub use selection::{Lacking, Selection};
pub use statistics::{Statistics, last_weeks, statistics};
