//! A page as it is pasted: its text as browsers copy it, without marks.

use dom_query::{Document, NodeRef};

/// Elements of which nothing is copied.
const SILENT: &[&str] = &[
    "script", "style", "template", "noscript", "head", "svg", "textarea", "select", "option", "iframe",
    "canvas",
];
/// Elements with an empty line around them.
const APART: &[&str] = &[
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "pre", "table", "figure", "dl", "hr",
];
/// Elements on lines of their own.
const LINES: &[&str] = &[
    "div", "li", "section", "article", "header", "footer", "nav", "aside", "main", "tr", "dt", "dd",
    "figcaption", "form", "fieldset", "address", "details", "summary", "br", "option", "legend", "center",
];

/// The text of a page.
pub fn as_text(html: &str) -> String {
    let document = Document::from(html);
    let mut text = String::new();
    if let Some(body) = document.body() {
        copy(&body, &mut text);
    }
    let lines: Vec<String> =
        text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut pasted = String::new();
    let mut empty = 0;
    for line in lines {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            pasted.push_str(&line);
            pasted.push('\n');
        }
    }
    pasted
}

fn copy(node: &NodeRef<'_>, text: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            text.push_str(&child.text().replace(['\n', '\r'], " "));
            continue;
        }
        let Some(name) = child.node_name().filter(|name| !SILENT.contains(&&**name)) else { continue };
        let is_hidden = child.has_attr("hidden")
            || child.attr("style").is_some_and(|style| style.replace(' ', "").contains("display:none"));
        if is_hidden {
            continue;
        }
        let around = if APART.contains(&&*name) {
            "\n\n"
        } else if LINES.contains(&&*name) {
            "\n"
        } else {
            ""
        };
        text.push_str(around);
        copy(&child, text);
        text.push_str(if matches!(&*name, "td" | "th") { "\t" } else { around });
    }
}
