//! Which elements of a page stand beside its text: by what they are, and by the names that its author gave them.
//!
//! Names are read word by word: `related-posts` and `relatedPosts` are of other articles, `related` in `unrelated` is not.

use dom_query::NodeRef;

/// Names of what is about other articles: whole words, or beginnings of words that end in `*`.
const OTHERS: &[&str] =
    &["related", "recommend*", "teaser", "teasers", "sidebar", "popular", "mostread", "promo", "promos"];
/// Names of what a page has around a text besides.
const FRAME: &[&str] = &[
    "author", "authors", "bio", "newsletter*", "subscri*", "share", "sharing", "social", "cookie*", "banner",
    "footer", "aside", "widget", "widgets", "signup", "paywall", "credit", "credits", "caption", "byline",
    "meta", "disclaimer", "tags", "copyright", "advert*", "sponsor*", "nav", "navigation", "menu", "toc",
    "cta", "donat*", "about", "card", "cards", "modal", "popup",
];
const COMMENTS: &[&str] = &["comment", "comments"];

/// Whether an element, or one of so many around it, is about other articles.
pub fn is_of_others(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels).any(|node| is_aside(&node) || is_named(&node, &[OTHERS]))
}

/// Whether an element, or one of so many around it, is of the page rather than of its text.
pub fn is_of_frame(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels)
        .any(|node| is_aside(&node) || node.has_name("form") || is_named(&node, &[OTHERS, FRAME, COMMENTS]))
}

/// Whether an element, or one of so many around it, holds comments of readers.
pub fn is_of_comments(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels).any(|node| is_named(&node, &[COMMENTS]))
}

fn around<'a>(node: &NodeRef<'a>, levels: usize) -> impl Iterator<Item = NodeRef<'a>> {
    std::iter::once(*node).chain(node.ancestors_it(Some(levels)))
}

fn is_aside(node: &NodeRef<'_>) -> bool {
    ["aside", "nav", "footer"].iter().any(|name| node.has_name(name))
}

fn is_named(node: &NodeRef<'_>, lists: &[&[&str]]) -> bool {
    let names = ["class", "id"].into_iter().filter_map(|name| node.attr(name));
    let is_listed = |word: &str| {
        lists.iter().copied().flatten().any(|known| match known.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == *known,
        })
    };
    names.into_iter().any(|names| words(&names).iter().any(|word| is_listed(word)))
}

/// The words of names, in lower case: `most-read`, `mostRead` and `most_read` have two.
fn words(names: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut was_small = false;
    for letter in names.chars() {
        if !letter.is_alphanumeric() || was_small && letter.is_uppercase() {
            all.push(String::new());
        }
        was_small = letter.is_lowercase();
        if letter.is_alphanumeric() {
            all.last_mut().into_iter().for_each(|word| word.extend(letter.to_lowercase()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        let is_frame = |html: &str| {
            let document = dom_query::Document::from(format!("<div {html}><p>x</p></div>"));
            let paragraph = document.select("p");
            paragraph.nodes().iter().any(|node| is_of_frame(node, 3))
        };
        for names in [
            "class=related-posts", "class='box relatedArticles'", "id=newsletter_signup",
            "class=subscription-box",
        ] {
            assert!(is_frame(names), "{names}");
        }
        for names in ["class=stock", "class=unrelated", "class=share-of", "class=biology", "id=navy"] {
            assert_eq!(is_frame(names), names == "class=share-of", "{names}");
        }
    }
}
