//! The segments that were made last. A segment's shards are asked for one after another, and made at once.

use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::Digest;
use crate::search::Segment;
use crate::source::Changed;

/// How many bytes of indexes are kept, besides the last one. A build needs less: it takes each shard once.
const BYTES: usize = 48 << 20;

/// Empty while it is made: who asks meanwhile waits.
type Slot = Arc<Mutex<Option<Arc<Segment>>>>;

/// A segment, by what it is made of.
struct Kept {
    digest: Digest,
    slot: Slot,
    bytes: usize,
    /// How often a shard of it was asked for.
    taken: usize,
}

/// A bounded cache of segments.
#[derive(Default)]
pub(in crate::output) struct SegmentCache(Mutex<Vec<Kept>>);

impl SegmentCache {
    /// A segment of which a shard is wanted, made when it is not kept. One of which all shards were asked for is kept no longer.
    ///
    /// # Errors
    /// What making it gives.
    pub fn get(
        &self,
        digest: Digest,
        make: impl FnOnce() -> Result<Segment, Changed>,
    ) -> Result<Arc<Segment>, Changed> {
        let slot = self.slot(digest);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let segment = match &*slot {
            Some(made) => Arc::clone(made),
            None => Arc::clone(slot.insert(Arc::new(make()?))),
        };
        drop(slot);
        self.taken(digest, &segment);
        Ok(segment)
    }

    fn slot(&self, digest: Digest) -> Slot {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().position(|kept| kept.digest == digest).map(|at| kept.remove(at));
        let last = found.unwrap_or_else(|| Kept { digest, slot: Slot::default(), bytes: 0, taken: 0 });
        let slot = Arc::clone(&last.slot);
        kept.push(last);
        slot
    }

    fn taken(&self, digest: Digest, segment: &Segment) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|kept| kept.digest == digest) {
            kept[at].taken += 1;
            kept[at].bytes = segment.shards.iter().map(Vec::len).sum();
            if kept[at].taken >= segment.shards.len() {
                kept.remove(at);
            }
        }
        while kept.len() > 1 && kept.iter().map(|kept| kept.bytes).sum::<usize>() > BYTES {
            kept.remove(0);
        }
    }
}
