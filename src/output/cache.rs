//! A bounded cache of what was made last of articles.

use std::sync::{Mutex, PoisonError};

use crate::site::ArticleId;

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
