//! Which elements of a page stand beside its text: by what they are, and by the names that its author gave them.
//!
//! Names are read word by word: `related-posts` and `relatedPosts` are of other articles, `related` in `unrelated` is not.

use dom_query::NodeRef;

/// Names of what is about other articles: whole words, or beginnings of words that end in `*`.
const OTHERS: &[&str] =
    &["related", "recommend*", "teaser", "teasers", "sidebar", "popular", "mostread", "promo", "promos"];
/// Names of what a page has around a text besides.
const FRAME: &[&str] = &[
    "author", "authors", "autor", "autorin", "autoren", "autora", "auteur", "auteurs", "autrice", "bio",
    "pagination", "pager", "newsletter*", "subscri*", "cookie*", "signup", "paywall", "credit", "credits",
    "caption", "byline", "tags", "copyright", "advert*", "sponsor*", "nav", "navigation", "menu", "toc",
    "cta", "donat*", "modal", "popup",
];
/// Names of what may be a page's or a text's: a box beside it, a note below it, how votes are shared.
const EITHER: &[&str] = &[
    "share", "sharing", "social", "banner", "footer", "aside", "widget", "widgets", "meta", "disclaimer",
    "about", "card", "cards",
];
/// Names of notes to a text, and their roles (DPUB-ARIA 1.1, section 3).
const NOTES: &[&str] = &[
    "correction*", "clarification*", "erratum", "errata", "footnote*", "endnote*", "korrektur*", "fussnote*",
];
/// Names of what stands below a headline and says what an article is about.
const LEADS: &[&str] = &[
    "dek", "deck", "standfirst", "subtitle", "subhead", "subheading", "subheadline", "lead", "lede", "intro",
    "strapline", "chapo", "chapeau", "entradilla", "vorspann",
];
const COMMENTS: &[&str] = &["comment", "comments"];

/// Whether an element, or one of so many around it, is about other articles.
pub fn is_of_others(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels).any(|node| is_aside(&node) || is_named(&node, &[OTHERS]))
}

/// Whether an element, or one of so many around it, is of the page rather than of its text, or may be.
pub fn is_of_frame(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels).any(|node| is_frame(&node) || is_either(&node))
}

/// How an element stands to the text around it, by its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing says that it is beside it.
    Within,
    /// It may be beside it.
    Doubtful,
    /// It is beside it.
    Beside,
}

/// What an element is by its own name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// How it stands to a text.
    pub standing: Standing,
    /// Whether it is a note to one.
    pub is_note: bool,
}

/// What an element is by its own name.
pub fn named(node: &NodeRef<'_>) -> Named {
    let standing = match (is_frame(node), is_either(node)) {
        (true, _) => Standing::Beside,
        (_, true) => Standing::Doubtful,
        _ => Standing::Within,
    };
    let role = node.attr("role");
    let has_role = role.is_some_and(|role| ["doc-endnotes", "doc-footnote"].contains(&&*role));
    Named { standing, is_note: has_role || is_named(node, &[NOTES]) }
}

/// Whether an element, or one of so many around it, holds comments of readers.
pub fn is_of_comments(node: &NodeRef<'_>, levels: usize) -> bool {
    around(node, levels).any(|node| is_named(&node, &[COMMENTS]))
}

/// Whether an element is named as the lead of an article.
pub fn is_lead(node: &NodeRef<'_>) -> bool {
    is_named(node, &[LEADS])
}

/// Whether an element is named as what is told as it happens.
pub fn is_live(node: &NodeRef<'_>) -> bool {
    is_named(node, &[&["live", "liveblog", "ticker", "liveticker", "newsticker", "directo", "newsblog"]])
}

/// Whether an element is named as a caption.
pub fn is_caption(node: &NodeRef<'_>) -> bool {
    is_named(node, &[&["caption"]])
}

fn around<'a>(node: &NodeRef<'a>, levels: usize) -> impl Iterator<Item = NodeRef<'a>> {
    std::iter::once(*node).chain(node.ancestors_it(Some(levels)))
}

fn is_aside(node: &NodeRef<'_>) -> bool {
    ["aside", "nav", "footer"].iter().any(|name| node.has_name(name))
}

fn is_frame(node: &NodeRef<'_>) -> bool {
    node.has_name("nav") || node.has_name("form") || is_named(node, &[OTHERS, FRAME, COMMENTS])
}

fn is_either(node: &NodeRef<'_>) -> bool {
    is_aside(node) || is_named(node, &[EITHER])
}

fn is_named(node: &NodeRef<'_>, lists: &[&[&str]]) -> bool {
    /// The names that a builder of pages gives to all that it builds.
    const BUILT: &[&str] = &["elementor", "wp-block-", "et_pb_", "sqs-"];
    /// Nobody names an element longer, in bytes, or by more.
    const LONGEST: usize = 100;
    const MOST: usize = 100;
    let names = ["class", "id"].into_iter().filter_map(|name| node.attr(name));
    let is_listed = |word: &str| {
        lists.iter().copied().flatten().any(|known| match known.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == *known,
        })
    };
    let is_own = |name: &&str| !BUILT.iter().any(|built| name.starts_with(built));
    let mut names = names.flat_map(|names| {
        names
            .split_ascii_whitespace()
            .filter(|name| name.len() <= LONGEST)
            .take(MOST)
            .filter(is_own)
            .map(words)
            .collect::<Vec<_>>()
    });
    names.any(|words| words.iter().any(|word| is_listed(word)))
}

/// The words of a name, in lower case: `most-read`, `mostRead` and `most_read` have two.
fn words(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut was_small = false;
    for letter in name.chars() {
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
