//! One build at a time per output folder.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// The locks of an output, as far as the system gives them; they are given back when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Lock(Vec<File>);

impl Lock {
    /// Takes the lock of an output whose state is kept in `state`; waits for another build, and says so first.
    ///
    /// # Errors
    /// When nothing can be written there.
    pub(super) fn of_state(&mut self, state: &Path, on_wait: &dyn Fn()) -> io::Result<()> {
        fs::create_dir_all(state)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(state.join("lock"))?;
        take(&file, on_wait)?;
        self.0.push(file);
        Ok(())
    }

    /// Takes the lock of the output folder itself, which builds with different caches share. Where folders cannot be locked
    /// there is only the other one.
    pub(super) fn of_output(&mut self, output: &Path, on_wait: &dyn Fn()) {
        if let Ok(folder) = File::open(output)
            && take(&folder, on_wait).is_ok()
        {
            self.0.push(folder);
        }
    }
}

fn take(file: &File, on_wait: &dyn Fn()) -> io::Result<()> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            on_wait();
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    }
}
