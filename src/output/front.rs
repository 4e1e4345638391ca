//! Which article stands where on the front page.

use crate::site::{ArticleId, Site, TermId};

/// How many articles of each topic the home page shows.
const PER_TOPIC: usize = 3;

/// Which article stands where on the front page; none stands twice.
#[derive(Debug, PartialEq, Eq)]
pub struct Front {
    /// The first card of `content/index.md`, else the newest article.
    pub lead: Option<ArticleId>,
    /// Its other cards.
    pub picks: Vec<ArticleId>,
    /// The latest of each topic.
    pub by_topic: Vec<(TermId, Vec<ArticleId>)>,
    /// All others, newest first.
    pub listed: Vec<ArticleId>,
}

impl Front {
    /// What stands above the list, in the order of the page.
    pub fn on_top(&self) -> impl Iterator<Item = ArticleId> {
        let by_topic = self.by_topic.iter().flat_map(|(_, articles)| articles);
        self.lead.iter().chain(&self.picks).chain(by_topic).copied()
    }

    /// How many that are.
    pub fn above(&self) -> usize {
        self.on_top().count()
    }
}

/// Lays the front page out.
pub(super) fn front(site: &Site) -> Front {
    let cards = site.home.as_ref().map_or(&[][..], |home| &home.cards);
    let lead = cards.first().copied().or_else(|| site.latest().next());
    let picks: Vec<ArticleId> = cards.iter().skip(1).copied().collect();
    let mut shown: std::collections::BTreeSet<ArticleId> = lead.iter().chain(&picks).copied().collect();
    let mut by_topic = Vec::new();
    for id in topics_in_order(site) {
        let term = site.topics.get(id);
        let latest: Vec<ArticleId> = term
            .articles
            .iter()
            .filter(|article| !shown.contains(article))
            .take(PER_TOPIC)
            .copied()
            .collect();
        if !latest.is_empty() {
            shown.extend(&latest);
            by_topic.push((id, latest));
        }
    }
    let listed = site.latest().filter(|id| !shown.contains(id)).collect();
    Front { lead, picks, by_topic, listed }
}

/// Topics as the navigation orders them, then the others by name.
fn topics_in_order(site: &Site) -> Vec<TermId> {
    let mut topics = site.topics.with_page();
    topics.sort_by_key(|(_, term)| site.config.place_in_menu(&term.url));
    topics.into_iter().map(|(id, _)| id).collect()
}
