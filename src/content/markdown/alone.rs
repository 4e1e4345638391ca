//! The grammar of cards: a paragraph, or a whole list of items, that is nothing but a link.
//!
//! The state follows the events as they pass, so nothing is buffered: whoever acts on the answer
//! remembers where the paragraph or list began and takes back from there. Which links can be cards
//! is asked: the facts know only how an address is written, the HTML knows where it leads.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// What a paragraph or list at top level has turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// Nothing but links that can be cards.
    Cards,
    /// Nothing but links, not all of which can be cards.
    Links,
    /// Anything else.
    Text,
}

/// Where in the paragraph or item the events are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    After,
    Spoiled,
}

/// Follows the events of one document.
#[derive(Debug)]
pub(super) struct Watch {
    /// None outside of paragraphs and lists at top level.
    state: Option<State>,
    in_list: bool,
    cards: bool,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self { state: None, in_list: false, cards: true }
    }

    /// Takes the next event; `top` when no tag is open around it, `is_card` whether a link to an
    /// address can be a card. Answers at the end of each paragraph or list of top level.
    pub(super) fn next(
        &mut self,
        event: &Event<'_>,
        top: bool,
        is_card: &dyn Fn(&str) -> bool,
    ) -> Option<Alone> {
        let Some(state) = self.state else {
            if top && let Event::Start(tag @ (Tag::Paragraph | Tag::List(_))) = event {
                *self = Self { state: Some(State::Before), in_list: *tag != Tag::Paragraph, cards: true };
            }
            return None;
        };
        let ends = match event {
            Event::End(TagEnd::Paragraph) => !self.in_list,
            Event::End(TagEnd::List(_)) => top,
            _ => false,
        };
        if ends {
            self.state = None;
            return Some(match state {
                State::After if self.cards => Alone::Cards,
                State::After => Alone::Links,
                _ => Alone::Text,
            });
        }
        self.state = Some(self.step(state, event, is_card));
        None
    }

    /// Whether the events are in a paragraph of top level.
    pub(super) fn in_paragraph(&self) -> bool {
        self.state.is_some() && !self.in_list
    }

    fn step(&mut self, state: State, event: &Event<'_>, is_card: &dyn Fn(&str) -> bool) -> State {
        match (state, event) {
            (State::Spoiled, _) => State::Spoiled,
            (State::Before, Event::Start(Tag::Link { dest_url, .. })) => {
                self.cards = self.cards && is_card(dest_url);
                State::Inside
            }
            (State::Inside, Event::End(TagEnd::Link)) => State::After,
            (
                State::Inside,
                Event::Start(Tag::Image { .. })
                | Event::FootnoteReference(_)
                | Event::InlineHtml(_)
                | Event::Html(_),
            ) => State::Spoiled,
            (State::Inside, _) => State::Inside,
            (State::Before | State::After, Event::Text(text)) if is_blank(text) => state,
            (_, Event::Start(Tag::Item)) if self.in_list => State::Before,
            (State::Before, Event::Start(Tag::Paragraph)) if self.in_list => State::Before,
            (State::After, Event::End(TagEnd::Paragraph | TagEnd::Item)) if self.in_list => State::After,
            _ => State::Spoiled,
        }
    }
}

fn is_blank(text: &CowStr<'_>) -> bool {
    text.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::events::events;
    use super::super::links::may_be_article;
    use super::*;

    fn answers(body: &str) -> Vec<Alone> {
        let mut watch = Watch::new();
        let mut depth = 0;
        let mut answers = Vec::new();
        for (event, _) in events(body) {
            if matches!(event, Event::End(_)) {
                depth -= 1;
            }
            answers.extend(watch.next(&event, depth == 0, &may_be_article));
            if matches!(event, Event::Start(_)) {
                depth += 1;
            }
        }
        answers
    }

    #[test]
    fn the_grammar_of_cards() {
        use Alone::{Cards, Links, Text};
        for (body, expected) in [
            ("[a](b.md)", Cards),
            ("  [a *b* `c`](../b.md#d) \n", Cards),
            ("[a][r]\n\n[r]: b.md", Cards),
            ("- [a](b.md)\n- [c](/d/)", Cards),
            ("1. [a](b.md)\n\n2. [c](d.md)", Cards),
            ("[a](https://b.md)", Links),
            ("- [a](b.md)\n- [c](https://d)", Links),
            ("See [a](b.md)", Text),
            ("[a](b.md) [c](d.md)", Text),
            ("[a](b.md)\n[c](d.md)", Text),
            ("[![x](y.png)](b.md)", Text),
            ("- [a](b.md)\n- text", Text),
            ("- [a](b.md)\n  - [c](d.md)", Text),
            ("- [a](b.md)\n\n  [c](d.md)", Text),
            ("- text\n- [a](b.md)", Text),
            ("- [ ] [a](b.md)", Text),
            ("*[a](b.md)*", Text),
            ("- [a](b.md)\n-", Text),
        ] {
            assert_eq!(answers(body), [expected], "{body:?}");
        }
        assert_eq!(answers("> [a](b.md)\n\n# [a](b.md)"), []);
    }
}
