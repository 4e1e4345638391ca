//! Where nothing is a comment.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::content::markdown::events::events;
use crate::content::markdown::raw_html;

/// What of a body is read apart from its text.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// Code, tags, HTML comments and addresses of links: where nothing is a comment. Sorted, and apart.
    pub(super) places: Vec<Range<usize>>,
    /// What readers see of these: titles and captions, descriptions of pictures in HTML. Comments in them end in them.
    pub(super) texts: Vec<Range<usize>>,
}

pub(super) fn protected(body: &str) -> Apart {
    let mut texts: Vec<Range<usize>> = Vec::new();
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut links: Vec<usize> = Vec::new();
    let mut open: Option<usize> = None;
    for (event, place) in events(body) {
        let end = place.end;
        match event {
            Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => places.push(place),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                links.push(place.start);
                continue;
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                links.push(place.start + 1);
                continue;
            }
            // Behind the words come the brackets and the address.
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let words = links.pop().unwrap_or(place.start);
                let target = words.min(end)..end;
                texts.extend(title(body, &target));
                places.push(target);
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                html_places(
                    body.get(place.clone()).unwrap_or(""),
                    place.start,
                    &mut open,
                    &mut places,
                    &mut texts,
                );
            }
            _ => {}
        }
        // The words of a link end where the last event in it does; an address that is a link has none.
        if let Some(words) = links.last_mut().filter(|words| body.as_bytes().get(**words) != Some(&b'<')) {
            *words = (*words).max(end);
        }
    }
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for place in places {
        match apart.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => apart.push(place),
        }
    }
    texts.sort_unstable_by_key(|text| text.start);
    Apart { places: apart, texts }
}

/// Where the title of a link or a picture stands in its target, `](address "title")`.
fn title(body: &str, target: &Range<usize>) -> Option<Range<usize>> {
    let written = body.get(target.clone())?;
    let address = written.strip_prefix("](")?.trim_start();
    let address_at = written.len() - address.len();
    let skipped = if address.starts_with('<') { address.find('>')? } else { 0 };
    let titled = written.strip_suffix(')')?.trim_end();
    let (end, close) = titled.char_indices().next_back()?;
    let open = match close {
        '"' | '\'' => close,
        ')' => '(',
        _ => return None,
    };
    let from = address_at + skipped;
    let mut marks = written.get(from..end)?.match_indices(open).map(|(at, _)| from + at);
    let start = marks.find(|at| written[..*at].ends_with(|c: char| c.is_ascii_whitespace()))?;
    Some(target.start + start + 1..target.start + end)
}

/// Tags, comments and what is shown as written of some HTML that begins at `start`.
fn html_places(
    html: &str,
    start: usize,
    open: &mut Option<usize>,
    places: &mut Vec<Range<usize>>,
    texts: &mut Vec<Range<usize>>,
) {
    const AS_WRITTEN: [&str; 5] = ["code", "pre", "script", "style", "textarea"];
    let mut from = 0;
    while let Some(comment) = html[from..].find("<!--").map(|at| from + at) {
        let Some(end) = html[comment + 2..].find("-->").map(|end| comment + 2 + end + 3) else { break };
        places.push(start + comment..start + end);
        from = end;
    }
    for tag in raw_html::tags(html) {
        let place = start + tag.place.start..start + tag.place.end;
        if AS_WRITTEN.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
            match (*open, tag.closing) {
                (None, false) => *open = Some(place.start),
                (Some(start), true) => {
                    places.push(start..place.end);
                    *open = None;
                }
                _ => {}
            }
        }
        if open.is_none() && !tag.closing {
            let is_text =
                |key: &str| ["alt", "title", "aria-label"].iter().any(|own| own.eq_ignore_ascii_case(key));
            let read = tag.attributes.iter().filter(|(key, _)| is_text(key));
            texts.extend(read.map(|(_, value)| start + value.start..start + value.end));
        }
        places.push(place);
    }
}
