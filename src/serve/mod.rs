//! The server that editors write by: it answers with the site as it is, watches the files, and tells the browser.

pub mod desk;
pub mod http;
pub mod live;
pub mod watch;

pub use live::{Answer, Live};
