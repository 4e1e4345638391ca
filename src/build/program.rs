//! The running program: another one may make other bytes of the same input.

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::hash::Digest;

type Hash = LazyLock<Digest, Box<dyn FnOnce() -> Digest + Send>>;

/// A program, known by the stat of its file and by its bytes, which are read when somebody asks for their hash.
#[derive(Clone)]
pub struct Program {
    stat: Digest,
    hash: Arc<Hash>,
}

impl Program {
    /// The one whose file has such a stat; `hash` reads it.
    pub fn new(stat: Digest, hash: impl FnOnce() -> Digest + Send + 'static) -> Self {
        Self { stat, hash: Arc::new(LazyLock::new(Box::new(hash))) }
    }

    /// The hash of its file's place, size, times and identity: another one wherever it is copied to.
    pub fn stat(&self) -> Digest {
        self.stat
    }

    /// The hash of its bytes.
    pub fn digest(&self) -> Digest {
        **self.hash
    }
}

impl From<Digest> for Program {
    fn from(digest: Digest) -> Self {
        Self::new(digest, move || digest)
    }
}

impl fmt::Debug for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.stat.fmt(f)
    }
}
