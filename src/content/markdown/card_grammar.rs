//! The grammar of cards and briefs: a paragraph, or a whole list of items, that is nothing but a link, to an article or
//! (with words after a dash, if there are any) out of the site.
//!
//! The state follows the events as they pass, so nothing is buffered: whoever acts on the answer
//! remembers where the paragraph or list began and takes back from there. Which links can be cards
//! is asked: the facts know only how an address is written, the HTML knows where it leads.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::links::is_web;

/// What a paragraph or list at top level has turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// Nothing but links that can be cards.
    Cards,
    /// Nothing but links out of the site, with words after a dash or without. Only where briefs are asked for.
    Briefs,
    /// Nothing but links, not all of which can be cards.
    Links,
    /// Anything else.
    Text,
}

/// What an event is in a paragraph or item that may be nothing but a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The link begins.
    Link,
    /// A part of its words.
    Title,
    /// The link ends.
    LinkEnd,
    /// The paragraph or item ends.
    End,
}

/// Where in the paragraph or item the events are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    After,
    /// After the link and a space.
    Spaced,
    /// After the dash.
    Dashed,
    Words,
    /// An item's paragraph, or the item, has ended.
    Done,
    Spoiled,
}

/// Follows the events of one document.
#[derive(Debug)]
pub(super) struct Watch {
    /// None outside of paragraphs and lists at top level.
    state: Option<State>,
    in_list: bool,
    /// All links so far can be cards.
    cards: bool,
    /// All links so far lead out of the site.
    outside: bool,
    /// There are words after a link.
    words: bool,
    /// Whether briefs are asked for.
    briefs: bool,
}

impl Watch {
    /// `briefs`: whether links out of the site may have words after a dash.
    pub(super) fn new(briefs: bool) -> Self {
        Self { state: None, in_list: false, cards: true, outside: true, words: false, briefs }
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
                let in_list = *tag != Tag::Paragraph;
                *self = Self { state: Some(State::Before), in_list, ..Self::new(self.briefs) };
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
                State::Before | State::Inside | State::Spoiled => Alone::Text,
                _ if self.briefs && self.outside => Alone::Briefs,
                _ if self.words => Alone::Text,
                _ if self.cards => Alone::Cards,
                _ => Alone::Links,
            });
        }
        self.state = Some(self.step(state, event, is_card));
        None
    }

    /// The same, and what the event is in its paragraph or item.
    pub(super) fn marked(
        &mut self,
        event: &Event<'_>,
        top: bool,
        is_card: &dyn Fn(&str) -> bool,
    ) -> (Option<Alone>, Option<Mark>) {
        let before = self.state;
        let alone = self.next(event, top, is_card);
        let mark = match (before, self.state) {
            (Some(State::Before), Some(State::Inside)) => Some(Mark::Link),
            (Some(State::Inside), Some(State::Inside)) => Some(Mark::Title),
            (Some(State::Inside), Some(State::After)) => Some(Mark::LinkEnd),
            (Some(State::Done), Some(State::Done)) => None,
            (_, Some(State::Done)) => Some(Mark::End),
            _ if alone.is_some() && !self.in_list => Some(Mark::End),
            _ => None,
        };
        (alone, mark)
    }

    /// Whether what has just ended was a paragraph that is a link and nothing else.
    pub(super) fn was_one_link(&self) -> bool {
        !self.in_list && !self.words
    }

    /// An event has passed that is no part of a card or brief.
    pub(super) fn spoil(&mut self) {
        self.state = self.state.map(|_| State::Spoiled);
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
                self.outside = self.outside && is_web(dest_url);
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
            (State::Before, Event::Text(text)) if text.trim().is_empty() => state,
            (State::After | State::Spaced | State::Dashed, Event::Text(text)) => self.tail(state, text),
            (State::After | State::Spaced | State::Dashed, Event::SoftBreak | Event::HardBreak) => {
                if self.briefs { self.tail(state, " ") } else { State::Spoiled }
            }
            (State::Words, event) if is_inline(event) => State::Words,
            (_, Event::Start(Tag::Item)) if self.in_list => State::Before,
            (State::Before, Event::Start(Tag::Paragraph)) if self.in_list => State::Before,
            (State::Before, _) => State::Spoiled,
            (_, Event::End(TagEnd::Paragraph | TagEnd::Item)) if self.in_list => State::Done,
            _ => State::Spoiled,
        }
    }

    /// Text after the link: nothing but blanks, or a dash between spaces and words.
    fn tail(&mut self, mut state: State, text: &str) -> State {
        for c in text.chars() {
            state = match state {
                State::After | State::Spaced if c.is_whitespace() => State::Spaced,
                State::Spaced if is_dash(c) && self.briefs && self.outside => State::Dashed,
                State::Dashed if c.is_whitespace() => State::Words,
                State::Words => break,
                _ => return State::Spoiled,
            };
        }
        self.words |= matches!(state, State::Dashed | State::Words);
        state
    }
}

/// The dashes that stand between a link and what is said of it, as editors type them.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-' | '―')
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_inline_end(tag.to_end()),
        Event::End(tag) => is_inline_end(*tag),
        Event::Html(_) | Event::Rule | Event::TaskListMarker(_) => false,
        _ => true,
    }
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::super::events::events;
    use super::super::links::may_be_article;
    use super::*;

    fn answers(body: &str, briefs: bool) -> Vec<Alone> {
        let mut watch = Watch::new(briefs);
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
            assert_eq!(answers(body, false), [expected], "{body:?}");
        }
        assert_eq!(answers("> [a](b.md)\n\n# [a](b.md)", true), []);
    }

    #[test]
    fn the_grammar_of_briefs() {
        use Alone::{Briefs, Cards, Links, Text};
        for (body, expected) in [
            ("[a](https://b)", Briefs),
            ("<https://b>", Briefs),
            ("[a](https://b) — words", Briefs),
            ("[a](https://b) -- words", Briefs),
            ("[a](https://b) - *words* and [more](c.md) `x` <b>y</b>", Briefs),
            ("[a](http://b)\u{a0}— words\nand more  \nof them", Briefs),
            ("[a](https://b)\n― words", Briefs),
            ("[a](https://b) – ![x](y.png)", Briefs),
            ("[a](https://b) —", Briefs),
            ("- [a](https://b) — c\n- [d](https://e)", Briefs),
            ("- [a](https://b) — c\n\n- [d](https://e) – f", Briefs),
            ("[a](https://b)— words", Text),
            ("[a](https://b) —words", Text),
            ("[a](https://b), words", Text),
            ("[a](https://b) *—* words", Text),
            ("See [a](https://b) — words", Text),
            ("[a](b.md) — words", Text),
            ("[a](mailto:b@c)", Links),
            ("[a](b.md)", Cards),
            ("- [a](b.md)\n- [c](d.md)", Cards),
            ("- [a](b.md)\n- [c](https://d)", Links),
            ("- [a](https://d) — b\n- [c](d.md)", Text),
            ("- [a](https://b) — c\n\n  d", Text),
            ("- [a](https://b) — c\n  - d", Text),
            ("- [a](https://b) — c\n  ***", Text),
            ("- [a](https://b) — c\n- d", Text),
            ("- [a](https://b) — c\n-", Text),
        ] {
            assert_eq!(answers(body, true), [expected], "{body:?}");
        }
        assert_eq!(answers("[a](https://b) — words", false), [Text]);
        assert_eq!(answers("[a](https://b)", false), [Links]);
    }
}
