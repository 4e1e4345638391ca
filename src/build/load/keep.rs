//! What an engine writes down for the next run: caches, which may be lost at any time.

use super::Engine;
use crate::hash::Digest;
use crate::output::Context;

impl Engine {
    /// Writes down what is known of the files, as far as it is not written yet.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_facts(&mut self) -> std::io::Result<()> {
        if let Some(facts) = &self.facts {
            facts.write(&self.sources, &self.unwritten)?;
            self.unwritten.clear();
        }
        Ok(())
    }

    /// Forgets what was made of pictures that the site does not show any more; `cards` are the keys of what templates made.
    ///
    /// # Errors
    /// What the file system says.
    pub fn sweep_pictures(&self, context: &Context, cards: &[Digest]) -> std::io::Result<()> {
        let keys = context.languages().flat_map(Context::picture_keys).chain(cards.iter().copied());
        self.pictures.as_ref().map_or(Ok(()), |pictures| pictures.sweep(keys))
    }

    /// Writes down which articles of a site are related, if that is not written yet.
    ///
    /// # Errors
    /// What the file system says.
    pub fn keep_related(&mut self, context: &Context) -> std::io::Result<()> {
        self.related.as_mut().map_or(Ok(()), |related| related.write(context))
    }
}
