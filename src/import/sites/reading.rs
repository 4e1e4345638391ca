//! Reading an old site on a thread of its own: when its parser takes too long over a file, that file is named and reading
//! ends.

use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::folder::Folder;
use super::site::OldSite;
use super::workers::STACK;
use super::{Generator, Read};
use crate::import::worker::DEADLINE;

/// How often it is looked whether reading goes on, in parts of the deadline.
const LOOKS: u32 = 4;
/// For each so many bytes a file has one deadline more: an export holds a whole site.
const BYTES_OF_DEADLINE: u64 = 32 << 20;

/// Reads a site. No file of it may take longer than the deadline; of large exports it is longer.
///
/// # Errors
/// Why it is none of the generator's, or which file takes too long.
pub fn read(generator: &Generator, folder: &Arc<Folder>) -> Result<OldSite, String> {
    within(generator.read, folder, DEADLINE)
}

fn within(read: Read, folder: &Arc<Folder>, deadline: Duration) -> Result<OldSite, String> {
    let (tell, told) = channel();
    let of_thread = folder.clone();
    // Whoever waits may be gone.
    let work = move || drop(tell.send(read(&of_thread)));
    let thread = std::thread::Builder::new().name("import".to_owned()).stack_size(STACK).spawn(work);
    if let Err(error) = thread {
        return Err(format!("it cannot be read: {error}"));
    }
    let (mut before, mut looks) = (folder.last_read(), 0);
    loop {
        match told.recv_timeout(deadline / LOOKS) {
            Ok(site) => return site,
            Err(RecvTimeoutError::Disconnected) => {
                return Err("reading it went wrong; please report it".to_owned());
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = folder.last_read();
        looks = if now.number == before.number { looks + 1 } else { 0 };
        if looks / u64::from(LOOKS) > now.size / BYTES_OF_DEADLINE {
            return Err(format!("{} takes too long to read: take it out, and import again", now.path));
        }
        before = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_takes_forever_is_named() {
        let (folder, _held) = Folder::of(&[("a.md", ""), ("b.md", "")]);
        let folder = Arc::new(folder);
        let hangs: Read = |folder| {
            let _ = (folder.text("a.md"), folder.text("b.md"));
            // Nobody ever sends.
            let (_hold, never) = channel::<()>();
            let _ = never.recv();
            Ok(OldSite::default())
        };
        let said = within(hangs, &folder, Duration::from_millis(40)).expect_err("it hangs");
        assert!(said.starts_with("b.md takes too long"), "{said}");
        assert!(within(|_| Ok(OldSite::default()), &folder, DEADLINE).is_ok());
        assert_eq!(within(|_| Err("x".to_owned()), &folder, DEADLINE).expect_err("none"), "x");
    }
}
