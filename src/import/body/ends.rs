//! What engines lose at the beginning and at the end of a text.

use dom_query::NodeId;

use crate::import::beside::Standing;
use crate::import::html::Kind;
use crate::import::newsroom::furniture;
use crate::import::newsroom::words::ends_sentence;

use super::Choice;
use super::lost::GAP;
use super::shingles::Shingles;
use super::texts::{Texts, is_linked};

/// So many leaves before the first text that is kept, and behind the last, may be of the article.
const BESIDE: usize = 8;
/// So far below the headline may its lead stand, in leaves.
const LEAD: usize = 2;

impl Texts<'_> {
    /// Paragraphs between the headline and the text, and right behind it, in the article's own element: engines take the innermost
    /// element that has most of a text, and lose what stands in one of its own.
    pub(super) fn ends(&mut self) {
        let (Some(first), Some(last)) = (self.kept().next(), self.kept().next_back()) else { return };
        let mut said = Shingles::default();
        self.kept().for_each(|at| said.add(&self.leaves[self.texts[at]]));
        let before = self.texts[..first].iter().rev().take(BESIDE);
        let headline = before.clone().position(|at| self.leaves[*at].kind == Kind::Heading(1)).unwrap_or(0);
        for (number, at) in before.take(headline).enumerate() {
            let is_lead = || headline - number <= LEAD && self.is_lead(*at);
            if !said.has(&self.leaves[*at]) && (self.is_paragraph(*at) || is_lead()) {
                self.chosen[*at] = Choice::Kept;
                said.add(&self.leaves[*at]);
            }
        }
        let Some(root) = self.article(self.texts[first]) else { return };
        for at in self.texts[last + 1..].iter().take(BESIDE) {
            if !self.is_within(*at, root) || !self.is_paragraph(*at) {
                break;
            }
            self.chosen[*at] = Choice::Kept;
        }
    }

    /// The next part of a text, in an `article` that has no headline of its own.
    pub(super) fn next_part(&mut self) {
        let Some(last) = self.kept().next_back() else { return };
        let behind = self.texts[last + 1..].to_vec();
        let own = self.article(self.texts[last]);
        // An advertisement may stand between the two.
        let is_apart = |at: &usize| self.article(*at).is_some_and(|article| Some(article) != own);
        let is_passed = |at: &usize| furniture::of(&self.leaves[*at].text.text()).is_some();
        let from = behind.iter().position(|at| is_apart(at) || !is_passed(at)).unwrap_or(0);
        let behind = behind.into_iter().skip(from);
        let next = behind.clone().next().and_then(|at| self.article(at));
        let (Some(own), Some(next)) = (own, next) else { return };
        let around = |element: NodeId| self.element(element).parent().map(|node| node.id);
        let part: Vec<usize> = behind.take_while(|at| self.is_within(*at, next)).collect();
        let is_headed = part.iter().any(|at| matches!(self.leaves[*at].kind, Kind::Heading(_)));
        if next == own || around(next) != around(own) || is_headed || part.len() > GAP {
            return;
        }
        for at in part {
            if self.is_paragraph(at) {
                self.chosen[at] = Choice::Kept;
            }
        }
    }

    /// What stands right before and behind a text in its own `article`, below the headline, with that.
    pub(super) fn edges(&self, first: usize, last: usize) -> Vec<(Vec<usize>, NodeId)> {
        let is_headline = |at: &usize| self.leaves[*at].kind == Kind::Heading(1);
        let before = self.article(self.texts[first]).map(|article| {
            let before = self.texts[..first].iter().rev().take(BESIDE).copied();
            let own = before.take_while(|at| self.is_within(*at, article)).collect::<Vec<_>>();
            let below = own.iter().position(is_headline).unwrap_or(0);
            (own[..below].iter().rev().copied().collect(), article)
        });
        let behind = self.article(self.texts[last]).map(|article| {
            let behind = self.texts[last + 1..].iter().take(BESIDE).copied();
            (behind.take_while(|at| self.is_within(*at, article)).collect(), article)
        });
        before.into_iter().chain(behind).collect()
    }

    /// Notes to a text behind it, corrections above all.
    pub(super) fn notes(&mut self) {
        let (Some(last), Some(text)) = (self.kept().next_back(), self.root()) else { return };
        let Some(root) = self.article(self.texts[last]).or_else(|| self.around(text)) else { return };
        for place in last + 1..self.texts.len() {
            let at = self.texts[place];
            let leaf = &self.leaves[at];
            let most = if self.article(at).is_some() { Standing::Doubtful } else { Standing::Within };
            if self.is_within(at, root)
                && self.is_note(at, root)
                && self.standing(at, root) <= most
                && (self.is_item(at) || ends_sentence(&leaf.text.text()))
                && !is_linked(&leaf.text, 2)
                && furniture::of(&leaf.text.text()).is_none()
            {
                self.chosen[at] = Choice::Kept;
            }
        }
    }
}
