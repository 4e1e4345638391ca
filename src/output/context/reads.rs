//! What a maker reads through a [`Context`](super::Context), written down in tests: there is nothing of it in the program.

/// What was read since it was last asked.
#[derive(Default)]
pub(crate) struct Reads(#[cfg(test)] std::sync::Mutex<std::collections::BTreeSet<(&'static str, String)>>);

impl Reads {
    /// Something of a file was read: its `card`, its `body`, its `bytes`.
    #[inline]
    pub(in crate::output) fn note(&self, what: &'static str, path: &str) {
        #[cfg(test)]
        self.0.lock().unwrap().insert((what, path.to_owned()));
        #[cfg(not(test))]
        let _ = (what, path);
    }

    /// What was read since the last call.
    #[cfg(test)]
    pub(crate) fn take(&self) -> std::collections::BTreeSet<(&'static str, String)> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}
