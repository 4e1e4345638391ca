//! The running program: another one may make other bytes of the same input.

use std::fmt;
use std::sync::{Arc, LazyLock};

use crate::hash::Digest;

type Hash = LazyLock<Digest, Box<dyn FnOnce() -> Digest + Send>>;

/// A program, by what it looks like and by its bytes, which are read when somebody asks for their hash.
#[derive(Clone)]
pub struct Program {
    looks: Digest,
    hash: Arc<Hash>,
}

impl Program {
    /// The one whose file looks so; `hash` reads it.
    pub fn new(looks: Digest, hash: impl FnOnce() -> Digest + Send + 'static) -> Self {
        Self { looks, hash: Arc::new(LazyLock::new(Box::new(hash))) }
    }

    /// What its file looks like: the same on one machine alone.
    pub fn looks(&self) -> Digest {
        self.looks
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
        self.looks.fmt(f)
    }
}
