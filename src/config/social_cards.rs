//! Which pages get a card for networks: `social_cards:`.

use crate::content::yaml::FieldValue;

/// Kinds of pages; of none by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct SocialCards {
    pub articles: bool,
    pub editions: bool,
    pub topics: bool,
    pub stories: bool,
}

/// Sets one of them.
type Kind = fn(&mut SocialCards);

const KINDS: [(&str, Kind); 4] = [
    ("articles", |cards| cards.articles = true),
    ("editions", |cards| cards.editions = true),
    ("topics", |cards| cards.topics = true),
    ("stories", |cards| cards.stories = true),
];

/// A switch for all of them, or a list of some.
pub(super) fn social_cards(item: &FieldValue<'_>) -> SocialCards {
    let mut cards = SocialCards::default();
    match item.as_switch() {
        Some(true) => KINDS.iter().for_each(|(_, set)| set(&mut cards)),
        Some(false) => {}
        None => item.items().iter().filter_map(|item| item.choice(&KINDS)).for_each(|set| set(&mut cards)),
    }
    cards
}
