//! Where editions speak of an article, a topic, a tag or a story.

use std::borrow::Cow;

use super::ingredient::{Collect, Ingredient};
use super::view::editions::MentionView;
use crate::hash::Digest;
use crate::site::{Edition, Mention, Site};

/// How many places a page lists: the newest.
const SHOWN: usize = 20;

fn edition<'s>(site: &'s Site, mention: &Mention) -> &'s Edition {
    &site.editions[mention.edition.0 as usize]
}

/// The section's anchor and heading.
fn section<'s>(site: &'s Site, mention: &Mention) -> Option<(&'s str, Cow<'s, str>)> {
    let edition = edition(site, mention);
    let section = edition.sections().get(mention.section? as usize)?;
    Some((&section.id, section.text(edition.page.document.language(&site.config.language))))
}

/// What shows of them. There is no such ingredient where nothing is shown.
pub(super) fn ingredient(site: &Site, mentions: &[Mention], add: Collect<'_, '_>) {
    if !mentions.is_empty() {
        let shown = mentions.iter().take(SHOWN);
        let shown = shown.map(|mention| (edition(site, mention).link, section(site, mention), &mention.card));
        add(Ingredient::Mentions, Digest::of(&shown.collect::<Vec<_>>()));
    }
}

/// As templates see them.
pub(super) fn view(site: &Site, mentions: &[Mention]) -> Vec<MentionView> {
    let view = |mention: &Mention| {
        let edition = edition(site, mention);
        let section = section(site, mention);
        let anchor = mention.card.as_deref().or(section.as_ref().map(|(id, _)| *id));
        let page = site.config.base_url.page(&edition.page.url);
        MentionView {
            title: edition.page.document.front.title.to_string(),
            number: edition.number(),
            date: edition.date.to_rfc3339(),
            section: section.map(|(_, heading)| heading.into_owned()),
            url: anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")),
        }
    };
    mentions.iter().take(SHOWN).map(view).collect()
}
