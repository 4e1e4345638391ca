//! Microdata (HTML standard, section 5): articles whose properties are marked in the page itself, as the same things that
//! JSON-LD tells of.

use dom_query::NodeRef;
use serde_json::{Map, Value};

use super::{ARTICLES, Thing, line};
use crate::import::page::Page;

/// The most items that are looked at, and the most elements in all of them.
const ITEMS: usize = 50;
const BUDGET: usize = 20_000;
/// The longest value, in bytes; the text of an article is read from the page.
const LONGEST: usize = 1000;

/// The articles of a page: the only one, or those with the page's headline.
pub(super) fn read(page: &Page) -> Vec<Thing> {
    let nodes = page.document.select("[itemscope][itemtype]");
    let items: Vec<&NodeRef<'_>> = nodes
        .nodes()
        .iter()
        .filter(|node| kind(node).is_some_and(|kind| ARTICLES.contains(&&*kind)))
        .take(ITEMS)
        .collect();
    let mut budget = BUDGET;
    let is_only = items.len() == 1;
    let has_headline =
        |node: &NodeRef<'_>| node.descendants_it().take(BUDGET / ITEMS).any(|node| node.has_name("h1"));
    items
        .into_iter()
        .filter(|node| is_only || has_headline(node))
        .map(|node| thing(node, &mut budget))
        .collect()
}

fn kind(node: &NodeRef<'_>) -> Option<String> {
    let kind = node.attr("itemtype")?;
    Some(kind.trim().rsplit(['/', ':']).next()?.to_owned())
}

/// An item with its properties; what stands in another item is that one's.
fn thing(item: &NodeRef<'_>, budget: &mut usize) -> Thing {
    let mut thing = Map::new();
    if let Some(kind) = kind(item) {
        thing.insert("@type".to_owned(), Value::String(kind));
    }
    let mut next = item.first_child();
    while let Some(node) = next {
        if *budget == 0 {
            break;
        }
        *budget -= 1;
        let is_item = node.has_attr("itemscope");
        if let Some(names) = node.attr("itemprop").filter(|_| node.is_element()) {
            let value = if is_item {
                Some(Value::Object(self::thing(&node, budget)))
            } else {
                value(&node).map(Value::String)
            };
            for name in names.split_ascii_whitespace() {
                if let Some(value) = &value {
                    add(&mut thing, name, value.clone());
                }
            }
        }
        next = if is_item { None } else { node.first_child() }.or_else(|| behind(node, item));
    }
    thing
}

/// The next node behind one and all that it holds, within an item.
fn behind<'a>(node: NodeRef<'a>, item: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut node = node;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id != item.id)?;
    }
}

fn add(thing: &mut Thing, name: &str, value: Value) {
    match thing.get_mut(name) {
        Some(Value::Array(values)) => values.push(value),
        Some(other) => {
            let first = other.take();
            *other = Value::Array(vec![first, value]);
        }
        None => drop(thing.insert(name.to_owned(), value)),
    }
}

/// The value of a property (HTML standard, section 5.2.4); an author's link is read as the name that it shows.
fn value(node: &NodeRef<'_>) -> Option<String> {
    let names = node.attr("itemprop").unwrap_or_default();
    let is_address = names
        .split_ascii_whitespace()
        .any(|name| matches!(name, "url" | "image" | "license" | "mainEntityOfPage"));
    let attribute = node.attr("content").or_else(|| node.attr("datetime")).or_else(|| match is_address {
        true => node.attr("href").or_else(|| node.attr("src")).or_else(|| node.attr("itemid")),
        false => None,
    });
    let value = match attribute {
        Some(value) => value,
        None => node.text(),
    };
    let value = if value.len() <= LONGEST { line(&value) } else { String::new() };
    (!value.is_empty()).then_some(value)
}
