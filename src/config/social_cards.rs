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
pub(super) type Kind = fn(&mut SocialCards);

/// `social_cards`, where it is a list.
pub(super) const CARDS: [(&str, Kind); 4] = [
    ("articles", |cards| cards.articles = true),
    ("editions", |cards| cards.editions = true),
    ("topics", |cards| cards.topics = true),
    ("stories", |cards| cards.stories = true),
];

/// A switch for all of them, or a list of some.
pub(super) fn social_cards(item: &FieldValue<'_>) -> SocialCards {
    let mut cards = SocialCards::default();
    match item.as_switch() {
        Some(true) => CARDS.iter().for_each(|(_, set)| set(&mut cards)),
        Some(false) => {}
        None => item.items().iter().filter_map(|item| item.choice(&CARDS)).for_each(|set| set(&mut cards)),
    }
    cards
}
