//! 128-bit content hashes (XXH3) for whatever implements [`std::hash::Hash`].
//!
//! A hash names content: a file's bytes, a summary, a job's input. It is never a secret and never a
//! reason to print something; the one place where hashes reach the output is the name of an asset,
//! and that is the hash of its bytes, the same on every machine.

use std::fmt;
use std::hash::Hash;

use serde::{Deserialize, Serialize};
/// A hash table for many short look-ups; its order is nothing to go by, as that of any.
pub type FastMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// The same for sets.
pub type FastSet<T> = std::collections::HashSet<T, foldhash::fast::RandomState>;

/// The hash of some content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Digest(pub u128);

impl Digest {
    /// The hash of bytes, the same on every machine.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The hash of a value, field by field.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Hasher::default();
        value.hash(&mut hasher);
        hasher.digest()
    }

    /// The hash of several things in whatever order.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }

    /// The same as a custom UUID (RFC 9562, section 5.8), in the form of an identity that is no address.
    pub fn urn(self) -> String {
        let bits = (self.0 & !(0xf << 76) & !(0b11 << 62)) | (8 << 76) | (0b10 << 62);
        let hex = format!("{bits:032x}");
        format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
    }

    /// Half of it, for lists of thousands of which it does no harm that two are the same by chance.
    pub fn number(self) -> u64 {
        self.0 as u64
    }

    /// The first `digits` hexadecimal digits, for names of assets.
    pub fn short(self, digits: usize) -> String {
        let mut text = self.to_string();
        text.truncate(digits);
        text
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Collects what a [`Digest`] is made of, one `hash` call after another. Most values are a few hundred bytes, which are
/// hashed quicker at once than as they come.
#[derive(Clone)]
pub struct Hasher(Vec<u8>);

impl Default for Hasher {
    fn default() -> Self {
        Self(Vec::with_capacity(512))
    }
}

impl Hasher {
    /// The digest of all that was written.
    pub fn digest(&self) -> Digest {
        Digest::of_bytes(&self.0)
    }
}

impl std::hash::Hasher for Hasher {
    fn finish(&self) -> u64 {
        xxhash_rust::xxh3::xxh3_64(&self.0)
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

/// Each value once, in order. Few are compared with each other, many are hashed.
pub fn distinct<T: Eq + std::hash::Hash + Clone>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    const FEW: usize = 16;
    let (mut found, mut seen): (Vec<T>, Option<FastSet<T>>) = (Vec::new(), None);
    for value in values {
        if found.len() == FEW && seen.is_none() {
            seen = Some(found.iter().cloned().collect());
        }
        let is_new = match &mut seen {
            Some(seen) => seen.insert(value.clone()),
            None => !found.contains(&value),
        };
        if is_new {
            found.push(value);
        }
    }
    found
}
