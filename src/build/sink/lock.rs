//! One build at a time per output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Takes the lock of an output whose state is kept in `state`; waits for another build, and says so first.
pub(super) fn acquire(state: &Path, on_wait: &dyn Fn()) -> io::Result<File> {
    fs::create_dir_all(state)?;
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(state.join("lock"))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            on_wait();
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error),
    }
    Ok(file)
}
