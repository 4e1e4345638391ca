//! The words of a body, for the search.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::comments::Cuts;
use super::events::events;

/// Appends the text of a body to `out`, blocks and lines on lines of their own. Raw HTML is passed over: of a body that holds
/// some, only its HTML tells what readers see.
pub(crate) fn plain(body: &str, out: &mut String) {
    let body = Cuts::find(body).apply(body);
    let mut images = 0;
    for (event, _) in events(&body) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if images == 0 => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) => out.push('\n'),
            _ => {}
        }
    }
}
