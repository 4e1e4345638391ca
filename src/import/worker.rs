//! Reading a page on a thread of its own, with a deadline and a bounded stack: what no gate foresaw costs seconds, and no more.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use chrono_tz::Tz;
use url::Url;

use super::article::{self, Article, Reading, Unreadable};
use super::newsroom::agencies::Agencies;

/// How long reading a page takes at most.
pub const DEADLINE: Duration = Duration::from_secs(10);
/// The stack that it has: of the gate's deepest pages parsers need a tenth of it.
const STACK: usize = 16 << 20;

/// Reads a page. One that takes longer than the deadline is given up; its thread ends with the program, or when it is done.
///
/// # Errors
/// Why it is not read.
pub fn of_page(
    html: String,
    url: Option<Url>,
    agencies: Arc<Agencies>,
    selector: Option<String>,
    zone: Tz,
) -> Result<Article, Unreadable> {
    within(move || {
        article::of_page(html, url, Reading { agencies: &agencies, selector: selector.as_deref(), zone })
    })
}

/// Reads a pasted text, in the same way.
///
/// # Errors
/// Why it is not read.
pub fn of_text(text: String, agencies: Arc<Agencies>) -> Result<Article, Unreadable> {
    within(move || Ok(article::of_text(&text, &agencies)))
}

/// Reads a piece of a page's source as a pasted text, in the same way; nothing where it has too much of something.
///
/// # Errors
/// Why it is not read.
pub fn of_piece(source: String, agencies: Arc<Agencies>) -> Result<Option<Article>, Unreadable> {
    within(move || Ok(article::of_piece(&source, &agencies)))
}

/// Reads whatever else is no page yet, in the same way.
///
/// # Errors
/// Why it is not read.
pub(super) fn within<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, Unreadable> + Send + 'static,
) -> Result<T, Unreadable> {
    let (tell, told) = channel();
    // Whoever waits may be gone.
    let work = move || drop(tell.send(read()));
    let thread = std::thread::Builder::new().name("import".to_owned()).stack_size(STACK).spawn(work);
    if thread.is_err() {
        return Err(Unreadable::Failed);
    }
    match told.recv_timeout(DEADLINE) {
        Ok(read) => read,
        Err(RecvTimeoutError::Timeout) => Err(Unreadable::Slow),
        Err(RecvTimeoutError::Disconnected) => Err(Unreadable::Failed),
    }
}
