//! The server that editors write by: it answers with the site as it is, watches the files, and tells the browser.
//!
//! [`live`] is a site at a moment; [`rebuilder`] is the thread that owns the site and makes it, by what [`watch`] tells. Between it and the browser stand
//! - [`http`]: connections and their limits; `request` decides what may be asked, `answer` what is answered, `reply`,
//!   `conditional`, `body` and `files` how;
//! - `page`: what the server adds to a page, and `client.js`, the script that it adds;
//! - `events`: what a page in a browser is told of, over what `live_cache` remembers of each [`live::Live`];
//! - `overlay`, `status`: what is said to people;
//! - `import`: the page on which pages and texts become drafts, the only thing here that writes.

mod answer;
mod body;
mod conditional;
mod events;
mod files;
pub mod http;
mod import;
pub mod live;
mod live_cache;
mod overlay;
mod overview;
mod page;
mod patient;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod properties;
pub mod rebuilder;
mod reply;
mod request;
mod status;
pub mod watch;
