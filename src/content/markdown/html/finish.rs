//! The end of a document: its footnotes, the sanitiser, and what was kept apart.

use super::Writer;
use crate::content::markdown::sanitise::sanitise;
use crate::content::markdown::{Cards, Rendered};

impl Writer<'_> {
    pub(super) fn finish(mut self) -> Rendered {
        let main = std::mem::take(&mut self.out);
        let mut texts = Vec::new();
        self.in_footnote = true;
        // A footnote may refer to others, which are then numbered after it.
        while let Some(definition) = self.footnotes.definition(texts.len() + 1) {
            for (event, place) in definition {
                self.event(event, place);
            }
            texts.push(std::mem::take(&mut self.out));
        }
        let mut html = String::new();
        self.footnotes.section(&texts, &self.options.labels, self.options.fragment_base, &mut html);
        let has_raw = self.has_raw;
        let clean = |html: String| if has_raw { sanitise(&html) } else { html };
        let mut updates = Vec::new();
        html = match self.updates.take() {
            Some(live) => {
                let (main, shown) = live.finish(main, &clean);
                updates = shown;
                main + &clean(html)
            }
            None if self.options.cards == Cards::Apart => main + &html,
            None => clean(main + &html),
        };
        let has_player = self.play.has_frames;
        let put = |html| self.play.put(self.pictures.put(html));
        if self.options.cards == Cards::Apart {
            let pieces = self.pieces.finish(html, self.has_raw, &put);
            return Rendered { pieces, has_player, toc: self.toc, ..Rendered::default() };
        }
        Rendered { html: put(html), pieces: Vec::new(), has_player, updates, toc: self.toc }
    }
}
