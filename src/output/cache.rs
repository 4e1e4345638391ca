//! Bounded caches of what was made last: of articles, and of pictures.

use std::sync::{Arc, Mutex, PoisonError};

use crate::hash::Digest;
use crate::site::ArticleId;
use crate::site::crops::SHAPES;
use crate::source::Changed;

/// One value per article, of as many articles as there are slots: an article's slot is its number modulo theirs,
/// so that the newest, which most lists show, do not push each other out.
pub(super) struct ByArticle<T> {
    slots: Vec<Mutex<Option<(ArticleId, T)>>>,
}

impl<T: Clone> ByArticle<T> {
    /// An empty cache for a site of `articles` articles, with `most` slots at most.
    pub(super) fn new(articles: usize, most: usize) -> Self {
        Self { slots: (0..articles.clamp(1, most)).map(|_| Mutex::new(None)).collect() }
    }

    /// What is kept of an article, made when there is nothing. Whoever asks for it meanwhile waits.
    ///
    /// # Errors
    /// What making it gives.
    pub(super) fn get<E>(&self, id: ArticleId, make: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let slot = &self.slots[id.0 as usize % self.slots.len()];
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        match &*slot {
            Some((kept, value)) if *kept == id => Ok(value.clone()),
            _ => {
                let value = make()?;
                *slot = Some((id, value.clone()));
                Ok(value)
            }
        }
    }
}

/// How many pictures' crops are kept, besides two for each thread. About 400 kB each.
const PICTURES: usize = 16;
/// Pictures with more pixels than this are decoded one after another: each may take half a gigabyte.
const LARGE: u64 = 16_000_000;

/// Which picture, by the hash of its bytes, and the focus.
type Key = (Digest, (u8, u8));
/// The bytes of the crops, by shape.
pub(super) type CropBytes = [Vec<u8>; SHAPES.len()];
/// Empty while they are made: who asks meanwhile waits.
type Slot = Arc<Mutex<Option<Arc<CropBytes>>>>;

/// A bounded cache of crops: the three of a picture are asked for one after another.
#[derive(Default)]
pub(super) struct Crops {
    /// The last one asked for is the last.
    slots: Mutex<Vec<(Key, Slot)>>,
    large: Mutex<()>,
}

impl Crops {
    /// The crops of a picture of a size, made when they are not kept.
    ///
    /// # Errors
    /// What making them gives.
    pub(super) fn get(
        &self,
        key: Key,
        (width, height): (u32, u32),
        make: impl FnOnce() -> Result<CropBytes, Changed>,
    ) -> Result<Arc<CropBytes>, Changed> {
        let slot = self.slot(key);
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*slot {
            return Ok(Arc::clone(made));
        }
        let is_large = u64::from(width) * u64::from(height) > LARGE;
        let alone = is_large.then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let made = Arc::new(make()?);
        drop(alone);
        *slot = Some(Arc::clone(&made));
        Ok(made)
    }

    fn slot(&self, key: Key) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let found = slots.iter().position(|(known, _)| *known == key);
        let slot = found.map_or_else(Slot::default, |index| slots.remove(index).1);
        slots.push((key, Arc::clone(&slot)));
        if slots.len() > PICTURES + 2 * rayon::current_num_threads() {
            slots.remove(0);
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_made_once_as_long_as_it_is_kept_and_what_failed_is_made_again() {
        let kept = Crops::default();
        let key = |n: u128| (Digest(n), (50, 50));
        let mut count = 0;
        let mut ask = |n: u128, fails: bool| {
            let made = kept.get(key(n), (9, 9), || {
                count += 1;
                if fails { Err(Changed { path: String::new() }) } else { Ok([vec![n as u8], vec![], vec![]]) }
            });
            (made.is_ok(), count)
        };
        assert_eq!((ask(1, true), ask(1, false), ask(1, false)), ((false, 1), (true, 2), (true, 2)));
        for n in 2..1000 {
            ask(n, false);
            assert_eq!(ask(1, false).1, n as usize + 1, "what is asked for all the time stays");
        }
        let (_, before) = ask(999, false);
        assert_eq!(ask(2, false).1, before + 1, "what was asked for long ago goes");
    }
}
