//! What the automatic summary may be made of: what stands before `<!-- more -->`, and the first paragraph, which serves where
//! there is none.

use crate::content::markdown::card_grammar::Alone;
use crate::content::markdown::excerpt::{Folded, is_prose};

/// See above.
#[derive(Default)]
pub(super) struct Excerpt {
    /// All text so far; nothing is added after `<!-- more -->`.
    before: Folded,
    /// Whether that was met.
    pub(super) more: bool,
    /// The first paragraph of top level; nothing is added after it.
    lead: Folded,
    lead_done: bool,
}

/// How much of both there was at a place.
#[derive(Clone, Copy, Default)]
pub(super) struct ExcerptMarks {
    before: usize,
    lead: usize,
}

impl Excerpt {
    /// Nothing yet; where it is not asked for nothing is taken.
    pub(super) fn new(is_asked_for: bool) -> Self {
        Self { more: !is_asked_for, lead_done: !is_asked_for, ..Self::default() }
    }

    pub(super) fn marks(&self) -> ExcerptMarks {
        ExcerptMarks { before: self.before.mark(), lead: self.lead.mark() }
    }

    /// Takes text as it is shown. Without a comment there is no `<!-- more -->`, and the text before it is not asked for.
    pub(super) fn push(&mut self, shown: &str, has_comments: bool, in_paragraph: bool) {
        if !self.more && (has_comments || !self.lead_done) {
            self.before.push(shown);
        }
        if !self.lead_done && in_paragraph {
            self.lead.push(shown);
        }
    }

    /// A word does not go on.
    pub(super) fn gap(&mut self) {
        self.before.gap();
    }

    /// A table that began at these marks is no prose.
    pub(super) fn table_ended(&mut self, began: ExcerptMarks) {
        if !self.more {
            self.before.take_back(began.before);
        }
    }

    /// A block of top level that began at these marks ended: cards, briefs and players are no prose.
    pub(super) fn block_ended(&mut self, alone: Alone, is_player: bool, began: ExcerptMarks) {
        let ExcerptMarks { before, lead } = began;
        if (is_player || matches!(alone, Alone::Briefs | Alone::Cards)) && !self.more {
            self.before.take_back(before);
        }
        if self.lead_done {
            return;
        }
        let is_prose = is_prose(self.lead.since(lead));
        if alone == Alone::Text && !is_prose && self.lead.mark() > lead && !self.more {
            self.before.take_back(before);
        }
        match alone {
            Alone::Text if !is_prose => self.lead.take_back(lead),
            Alone::Text => self.lead_done = self.lead.mark() > 0,
            Alone::Cards | Alone::Briefs | Alone::Links => self.lead.take_back(lead),
        }
    }

    /// The text of the summary.
    pub(super) fn finish(self) -> Option<Box<str>> {
        let Self { before, more, lead, .. } = self;
        let (first, second) = if more { (before, lead) } else { (lead, before) };
        first.cut().or_else(|| second.cut())
    }
}
