//! The outline of an edition as its events pass: sections, the links in them, and which of these are briefs.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::Reader;
use crate::content::markdown::card_grammar::{Alone, Mark};
use crate::content::markdown::links::may_be_article;
use crate::content::markdown::outline::outlet_of;
use crate::content::markdown::{BriefLink, Outline, Section};

/// What is drawn so far.
#[derive(Default)]
pub(super) struct Drawn {
    /// Levels as written.
    sections: Vec<Section>,
    of_link: Vec<Option<u32>>,
    briefs: Vec<BriefLink>,
    /// The links of the current block that are briefs if it is nothing but such.
    candidates: Vec<BriefLink>,
    /// The heading of top level that is being read: its level, and its words as shown.
    heading: Option<(u8, String)>,
    /// A heading of level 1 was read, wherever it stands: then all are shown one level lower.
    has_h1: bool,
}

impl Drawn {
    /// A link is about to be kept.
    pub(super) fn link(&mut self, in_footnote: bool) {
        // One in a heading stands in the section that the heading begins.
        let sections = self.sections.len() + usize::from(self.heading.is_some());
        let section = if in_footnote { None } else { sections.checked_sub(1) };
        self.of_link.push(section.map(|section| section as u32));
    }

    /// Words as shown, which may be a heading's.
    pub(super) fn text(&mut self, shown: &str) {
        if let Some((_, heading)) = &mut self.heading {
            heading.push_str(shown);
        }
    }

    /// A heading of top level has its id.
    pub(super) fn heading_ended(&mut self, id: &str) {
        if let Some((level, text)) = self.heading.take() {
            self.sections.push(Section::new(level, id, text.trim()));
        }
    }

    /// What a block of top level turned out to be.
    pub(super) fn block_ended(&mut self, alone: Alone) {
        let candidates = std::mem::take(&mut self.candidates);
        if alone == Alone::Briefs {
            // A link whose scheme the site does not allow was not kept.
            let is_kept = |brief: &BriefLink| (brief.link as usize) < self.of_link.len();
            self.briefs.extend(candidates.into_iter().filter(is_kept));
        }
    }

    pub(super) fn finish(self) -> Outline {
        let lower = u8::from(self.has_h1);
        let shown = |mut section: Section| {
            section.level = (section.level + lower).min(6);
            section
        };
        Outline {
            sections: self.sections.into_iter().map(shown).collect(),
            of_link: self.of_link.into(),
            briefs: self.briefs.into(),
            latest_update: None,
        }
    }
}

impl Reader<'_> {
    /// Follows the events where the outline is asked for.
    pub(super) fn watch_outline(&mut self, event: &Event<'_>) -> Option<Alone> {
        let top = self.depth == 0;
        let (alone, mark) = self.watch.marked(event, top, &may_be_article);
        let outline = self.outline.as_mut()?;
        if mark == Some(Mark::Link)
            && let Event::Start(Tag::Link { title, .. }) = event
        {
            let outlet = outlet_of(title).map(Box::from);
            outline.candidates.push(BriefLink { link: self.links.len() as u32, outlet });
        }
        if let Event::Start(Tag::Heading { level, .. }) = event {
            outline.has_h1 |= *level == HeadingLevel::H1;
            if top {
                outline.heading = Some((*level as u8, String::new()));
            }
        }
        alone
    }
}
