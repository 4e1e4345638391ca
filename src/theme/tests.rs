//! The built-in theme against the views, the interface texts and the documentation.

#![allow(clippy::disallowed_methods, reason = "the documentation is a file")]

use std::collections::BTreeSet;

use super::{templates, texts};
use crate::i18n::I18n;
use crate::output::view;
use crate::render::Renderer;

fn renderer() -> Renderer {
    let templates = templates(Default::default());
    Renderer::new(&templates).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

#[test]
fn templates_read_only_what_their_view_has() {
    let renderer = renderer();
    for (template, variables) in view::TEMPLATES {
        let known: BTreeSet<&str> = variables.iter().copied().collect();
        for name in renderer.variables(template) {
            assert!(known.contains(name.as_str()), "{template} reads `{name}`, which its view does not have");
        }
    }
}

#[test]
fn the_documentation_lists_every_template_function_and_filter() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/templates.md"))
        .expect("docs/templates.md");
    for (template, variables) in view::TEMPLATES {
        assert!(text.contains(&format!("`{template}`")), "docs/templates.md does not know {template}");
        for name in *variables {
            assert!(
                text.contains(&format!("`{name}`")),
                "docs/templates.md does not know `{name}` of {template}"
            );
        }
    }
    for name in [
        "articles", "topic", "topics", "tag", "tags", "source", "sources", "author", "authors", "asset",
        "data", "t", "card", "part",
    ] {
        assert!(text.contains(&format!("`{name}(")), "docs/templates.md does not know the function {name}");
    }
    for name in ["date", "absolute", "plain", "reading_time", "group_by"] {
        assert!(text.contains(&format!("`{name}`")), "docs/templates.md does not know the filter {name}");
    }
}

#[test]
fn every_interface_text_that_templates_ask_for_is_there() {
    let mut i18n = I18n::default();
    for (name, text) in texts() {
        let tree =
            crate::content::tree::parse(text, &name).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        i18n.add(name.trim_end_matches(".yaml"), &tree);
    }
    let texts = i18n.texts("en");
    let known: BTreeSet<&str> = texts.keys().collect();
    for (name, template) in templates(Default::default()) {
        for (_, rest) in template
            .text
            .match_indices("t(key=\"")
            .map(|(at, found)| template.text.split_at(at + found.len()))
        {
            let key = rest.split('"').next().unwrap_or_default();
            // `t(key="type." ~ article.type)`
            assert!(
                known.contains(key) || known.iter().any(|k| key.ends_with('.') && k.starts_with(key)),
                "{name}: {key}"
            );
        }
    }
}
