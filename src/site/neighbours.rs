//! The articles before and after an article, in the list that it belongs to first: what its readers may read next.

use super::{ArticleId, Site, TermId};

/// What stands beside an article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Neighbours {
    pub newer: Option<ArticleId>,
    pub older: Option<ArticleId>,
}

impl Neighbours {
    /// Of an article in a list, which has the newest first.
    fn in_list(list: &[ArticleId], id: ArticleId) -> Self {
        let Ok(at) = list.binary_search(&id) else { return Self::default() };
        let newer = at.checked_sub(1).map(|newer| list[newer]);
        Self { newer, older: list.get(at + 1).copied() }
    }

    /// Both that there are.
    pub fn iter(self) -> impl Iterator<Item = ArticleId> {
        self.newer.into_iter().chain(self.older)
    }
}

impl Site {
    /// What stands beside an article among those of its primary topic; without a topic among all.
    pub fn neighbours(&self, id: ArticleId) -> Neighbours {
        match self.article(id).topics.first() {
            Some(topic) => Neighbours::in_list(&self.topics.get(*topic).articles, id),
            None => self.among_all(id),
        }
    }

    /// The articles that stand beside it in any list in which somebody's neighbours are found; `topics` are those in whose lists it
    /// stands, also if it does not name them.
    pub(super) fn near(&self, id: ArticleId, topics: Vec<TermId>) -> impl Iterator<Item = ArticleId> {
        let beside = move |topic| Neighbours::in_list(&self.topics.get(topic).articles, id).iter();
        topics.into_iter().flat_map(beside).chain(self.among_all(id).iter())
    }

    fn among_all(&self, ArticleId(number): ArticleId) -> Neighbours {
        let older = ArticleId(number + 1);
        Neighbours {
            newer: number.checked_sub(1).map(ArticleId),
            older: ((older.0 as usize) < self.articles.len()).then_some(older),
        }
    }
}
