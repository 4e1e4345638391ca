//! Which keys are asked for, for the test that holds the tables of keys to what is read.

use std::cell::RefCell;
use std::collections::BTreeSet;

/// Where, and which name.
pub(crate) type Asked = BTreeSet<(String, &'static str)>;

thread_local! {
    static ASKED: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

pub(super) fn note(of: &str, names: &[&'static str]) {
    ASKED.with_borrow_mut(|asked| {
        if let Some(asked) = asked {
            asked.extend(names.iter().map(|name| (of.to_owned(), *name)));
        }
    });
}

/// What is asked for while something runs on this thread.
pub(crate) fn during(run: impl FnOnce()) -> Asked {
    ASKED.set(Some(Asked::new()));
    run();
    ASKED.take().unwrap_or_default()
}
