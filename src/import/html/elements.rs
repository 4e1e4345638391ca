//! Elements by their names and attributes: which ones stand on lines of their own, and which ones nobody reads.

use std::collections::HashSet;

use dom_query::{NodeId, NodeRef};

/// Elements that stand on lines of their own (HTML standard, section 15.3).
const BLOCKS: &[&str] = &[
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "iframe", "video", "audio", "listing",
    "optgroup", "picture-caption", "amp-img", "amp-anim", "amp-youtube", "amp-vimeo", "amp-dailymotion",
    "amp-video", "amp-audio", "amp-iframe", "object",
];

/// Elements that show nothing that is text.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "math-annotation", "canvas", "button", "select",
    "input", "textarea", "embed", "applet", "map", "head", "title", "meta", "link", "base", "param",
    "source", "track", "datalist", "progress", "meter",
];

/// By how many elements around a button the figure is known whose picture it enlarges.
const AROUND_PICTURE: usize = 3;

pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Elements with a block somewhere in them.
pub(super) fn holders(body: &NodeRef<'_>) -> HashSet<NodeId> {
    let mut holders = HashSet::new();
    for node in body.descendants_it() {
        if node.node_name().is_some_and(|name| is_block(&name)) {
            for ancestor in node.ancestors_it(None) {
                if !holders.insert(ancestor.id) {
                    break;
                }
            }
        }
    }
    holders
}

/// The identifiers of what headings and tabs open: it is there to be read, though a page does not show it at first.
pub(super) fn opened(body: &NodeRef<'_>) -> HashSet<String> {
    let is_tab = |node: &NodeRef<'_>| {
        node.attr("role").is_some_and(|role| &*role == "tab")
            || node.parent().is_some_and(|parent| is_title(&parent))
            || is_title(node)
            || is_question(node)
    };
    let opens = |node: &NodeRef<'_>| {
        let by = node
            .attr("aria-controls")
            .or_else(|| node.attr("data-target"))
            .or_else(|| node.attr("data-bs-target"))
            .or_else(|| node.attr("href"));
        by.map(|id| id.trim_start_matches('#').to_owned())
    };
    let nodes = body.descendants_it().filter(|node| node.is_element() && is_tab(node));
    nodes.filter_map(|node| opens(&node)).filter(|id| !id.is_empty()).collect()
}

/// Whether an element is the title of a part that can be opened.
fn is_title(node: &NodeRef<'_>) -> bool {
    ["h2", "h3", "h4", "h5", "h6", "dt"].iter().any(|name| node.has_name(name))
}

/// Whether an element is a button with a question, which opens its answer.
pub(super) fn is_question(node: &NodeRef<'_>) -> bool {
    node.has_name("button") && node.text().trim_end().ends_with(['?', '？', '؟'])
}

/// Whether a button is a part of what it stands in, and not of the page: a word of a sentence, the head of a column, a picture.
fn is_within_text(node: &NodeRef<'_>) -> bool {
    let has_text =
        |side: Option<NodeRef<'_>>| side.is_some_and(|node| node.is_text() && !node.text().trim().is_empty());
    let in_cell = || node.parent().is_some_and(|parent| parent.has_name("th") || parent.has_name("td"));
    let in_figure = || node.ancestors_it(Some(AROUND_PICTURE)).any(|around| around.has_name("figure"));
    let has_picture = || node.descendants_it().any(|inner| inner.has_name("img"));
    has_text(node.prev_sibling()) && has_text(node.next_sibling())
        || in_cell()
        || in_figure() && has_picture()
}

/// Whether an element follows the title of a part or a question, which open it.
pub(super) fn is_answer(node: &NodeRef<'_>) -> bool {
    let Some(before) = node.prev_element_sibling() else { return false };
    let is_opener = |node: &NodeRef<'_>| is_title(node) || is_question(node);
    // The element around a title has nothing else.
    let only = || Some(before.first_element_child()?).filter(|only| only.next_element_sibling().is_none());
    // Of the slides of a gallery one is shown.
    let has_picture = |node: &NodeRef<'_>| node.descendants_it().any(|inner| inner.has_name("img"));
    let are_alike = || share_a_class(node, &before) || node.has_name("li") && before.has_name("li");
    let is_slide = || are_alike() && has_picture(node) && has_picture(&before);
    node.node_name().is_some_and(|name| is_block(&name))
        && (is_opener(&before) || only().is_some_and(|only| is_opener(&only)) || is_slide())
}

/// Whether two elements have a class in common.
fn share_a_class(one: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    const MOST: usize = 10;
    let (one, other) = (one.attr("class").unwrap_or_default(), other.attr("class").unwrap_or_default());
    let mut classes = one.split_ascii_whitespace().take(MOST);
    classes.any(|class| other.split_ascii_whitespace().take(MOST).any(|known| known == class))
}

/// Whether nothing of an element is read: it is no text, or it is not shown.
pub(super) fn is_silent(node: &NodeRef<'_>, name: &str) -> bool {
    if name == "button" {
        return !is_question(node)
            && !node.parent().is_some_and(|parent| is_title(&parent))
            && !is_within_text(node);
    }
    SILENT.contains(&name) || is_hidden(node)
}

/// Whether an element is not shown.
pub fn is_hidden(node: &NodeRef<'_>) -> bool {
    let Some(element) = node.element_ref() else { return false };
    element.attrs.iter().any(|attribute| {
        let value = &attribute.value;
        match &*attribute.name.local {
            // React sends parts of a page as they get ready, and shows them by a script.
            "hidden" => {
                !value.eq_ignore_ascii_case("until-found")
                    && !node.id_attr().is_some_and(|id| id.starts_with("S:"))
            }
            "style" => {
                let plain: String = value.chars().filter(|one| !one.is_whitespace()).collect();
                plain.contains("display:none") || plain.contains("visibility:hidden")
            }
            "class" => value.split_ascii_whitespace().any(|class| {
                matches!(
                    class,
                    "visually-hidden" | "visuallyhidden" | "sr-only" | "screen-reader-text" | "u-hidden"
                )
            }),
            _ => false,
        }
    })
}
