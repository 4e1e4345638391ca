//! The text of a page → its tree, within bounds: what would take a parser hours, or the whole memory, is refused before it is
//! begun, or soon after.
//!
//! Parsers of HTML look at all open elements for many tags, and at all attributes for each: what nobody writes by hand or by
//! program in thousands makes them quadratic. So attributes are counted before there is a parser, and the tree is measured
//! while it grows.

mod attributes;

use dom_query::{Document, NodeRef};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document, tree_builder::TreeBuilderOpts};
use url::Url;

/// The longest page, in bytes.
pub const MOST_BYTES: usize = 8 << 20;
/// The most elements in each other.
pub const MOST_LEVELS: usize = 512;
/// The most attributes of an element.
pub const MOST_ATTRIBUTES: usize = 1000;
/// The most nodes: three times what the largest page of the public sets has. With so many, an engine takes two seconds and 200 MB at worst.
const MOST_NODES: usize = 100_000;
/// The most that stands in emphasised text and the like, each node counted for each such element around it: engines read all of an
/// element for its emphasis.
const MOST_EMPHASISED: usize = 200_000;
/// The most ancestors of all nodes together.
const MOST_ANCESTORS: usize = 4_000_000;
/// The most pairs of attributes of one element, over all elements: parsers look for each name among those before it.
const MOST_PAIRS: usize = 20_000_000;
/// The most signs that begin a tag or a character: parsers stop at each.
const MOST_SIGNS: usize = 500_000;
/// The longest address that is linked to, in bytes.
const LONGEST_ADDRESS: usize = 8192;
/// Elements that mark text.
const EMPHASIS: &[&str] =
    &["b", "strong", "i", "em", "u", "kbd", "samp", "tt", "var", "sub", "sup", "del", "s", "strike"];
/// By how many nodes a tree grows until its depth is looked at again.
const STEP: usize = 4096;
/// How much is parsed until the tree is measured again, in bytes.
const CHUNK: usize = 16 << 10;

/// A page that could be parsed.
pub struct Page {
    /// Its tree.
    pub document: Document,
    /// Its text, for those who have parsers of their own.
    pub html: String,
    /// Where it was found; relative addresses are read against it, or against what the page says its base is.
    pub url: Option<Url>,
    base: Option<Url>,
}

/// Why a page is not parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unparsable {
    /// It is longer than [`MOST_BYTES`].
    Long,
    /// An element has more than [`MOST_ATTRIBUTES`].
    Attributes,
    /// Too many elements have hundreds of attributes: more than [`MOST_PAIRS`] pairs.
    ManyAttributes,
    /// More than [`MOST_LEVELS`] elements stand in each other.
    Deep,
    /// Too much stands many levels deep: more than [`MOST_ANCESTORS`], or [`MOST_EMPHASISED`].
    ManyDeep,
    /// It has more than [`MOST_NODES`], or [`MOST_SIGNS`].
    Large,
}

impl Page {
    /// Parses a page.
    ///
    /// # Errors
    /// What it has too much of.
    pub fn parse(html: String, url: Option<Url>) -> Result<Self, Unparsable> {
        if html.len() > MOST_BYTES {
            return Err(Unparsable::Long);
        }
        if memchr::memchr2_iter(b'<', b'&', html.as_bytes()).count() > MOST_SIGNS {
            return Err(Unparsable::Large);
        }
        let attributes = attributes::count(html.as_bytes());
        if attributes.most > MOST_ATTRIBUTES {
            return Err(Unparsable::Attributes);
        }
        if attributes.pairs > MOST_PAIRS {
            return Err(Unparsable::ManyAttributes);
        }
        let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let mut parser =
            parse_document(Document::default(), ParseOpts { tree_builder, ..ParseOpts::default() });
        let mut measure = Measure::default();
        let mut rest = &html[..];
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK.min(rest.len())));
            parser.process(chunk.into());
            measure.look(&parser.tokenizer.sink.sink)?;
            rest = after;
        }
        let document = parser.finish();
        // Elements are moved while a page is parsed.
        depth(&document)?;
        let base = document.base_uri().and_then(|base| match &url {
            Some(url) => url.join(&base).ok(),
            None => Url::parse(&base).ok(),
        });
        let base = base.or_else(|| url.clone()).or_else(|| canonical(&document));
        Ok(Self { document, html, url, base })
    }

    /// Whether its pictures were saved beside it, and their addresses with them lost.
    pub fn has_saved_pictures(&self) -> bool {
        let pictures = self.document.select("img[src]");
        pictures.nodes().iter().filter_map(|node| node.attr("src")).any(|src| is_saved_beside(&src))
    }

    /// Whether it has pictures or links whose addresses are those of a page that nobody knows.
    pub fn has_lost_addresses(&self) -> bool {
        let is_relative = |node: &NodeRef<'_>| {
            let written = node.attr("src").or_else(|| node.attr("href")).unwrap_or_default();
            let written = written.trim();
            !written.is_empty()
                && !written.starts_with('#')
                && Url::parse(written) == Err(url::ParseError::RelativeUrlWithoutBase)
        };
        self.base.is_none() && self.document.select("img[src], a[href]").nodes().iter().any(is_relative)
    }

    /// A whole address, if it is one that may be linked to; without a page's address only those that are whole.
    pub fn address(&self, written: &str) -> Option<Url> {
        let written = written.trim();
        let url = match &self.base {
            Some(base) => base.join(written).ok()?,
            None => Url::parse(written).ok()?,
        };
        // One around a whole page, or its base, would stand beside each of its texts.
        let is_short = url.as_str().len() <= LONGEST_ADDRESS;
        (is_short && matches!(url.scheme(), "http" | "https" | "mailto" | "tel")).then_some(url)
    }

    /// The first element that a selector finds.
    pub fn first(&self, selector: &str) -> Option<NodeRef<'_>> {
        self.document.select(selector).nodes().first().copied()
    }
}

/// Whether an address is one in the folder that browsers write beside a page that they save with its pictures.
pub fn is_saved_beside(address: &str) -> bool {
    let path = address.trim();
    let folder = path.strip_prefix("./").unwrap_or(path).split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| folder.ends_with("_files") && !folder.contains(':'))
}

/// Where a saved page says that it stands.
fn canonical(document: &Document) -> Option<Url> {
    let nodes = [("link[rel~='canonical']", "href"), ("meta[property='og:url']", "content")];
    nodes.into_iter().find_map(|(selector, name)| {
        let written = document.select(selector).nodes().first()?.attr(name)?;
        Url::parse(written.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    })
}

/// How much a growing tree has.
#[derive(Default)]
struct Measure {
    seen: usize,
}

impl Measure {
    /// Looks at a tree that has grown by a good deal since the last time.
    fn look(&mut self, document: &Document) -> Result<(), Unparsable> {
        let count = document.tree.len();
        if count > MOST_NODES {
            return Err(Unparsable::Large);
        }
        if count - self.seen < STEP {
            return Ok(());
        }
        self.seen = count;
        depth(document)
    }
}

/// Goes through a tree without recursion. What stands in a template is no child of it, but is nested all the same: engines copy it by
/// functions that call themselves.
fn depth(document: &Document) -> Result<(), Unparsable> {
    let mut templates: Vec<NodeRef<'_>> = Vec::new();
    let (mut level, mut emphasised) = (0, 0);
    let (mut all_levels, mut all_emphasised) = (0, 0);
    let mut node = document.root();
    loop {
        let is_emphasis =
            |node: &NodeRef<'_>| node.node_name().is_some_and(|name| EMPHASIS.contains(&&*name));
        all_levels += level;
        all_emphasised += emphasised;
        if all_levels > MOST_ANCESTORS || all_emphasised > MOST_EMPHASISED {
            return Err(Unparsable::ManyDeep);
        }
        let content = node.element_ref().and_then(|element| element.template_contents);
        if content.is_some() {
            templates.push(node);
        }
        let content = content.map(|id| NodeRef::new(id, &document.tree));
        if let Some(child) = content.or_else(|| node.first_child()) {
            level += 1;
            if level > MOST_LEVELS {
                return Err(Unparsable::Deep);
            }
            emphasised += usize::from(is_emphasis(&node));
            node = child;
            continue;
        }
        node = loop {
            if let Some(next) = node.next_sibling() {
                break next;
            }
            level -= 1;
            match node.parent().or_else(|| templates.pop()) {
                Some(parent) if level > 0 => {
                    node = parent;
                    emphasised -= usize::from(is_emphasis(&node));
                }
                _ => return Ok(()),
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Unparsable};

    #[test]
    fn what_would_take_hours_is_refused() {
        let refused = |html: String| Page::parse(html, None).err();
        let many = |part: &str, count: usize| part.repeat(count);
        let attributes = (0..900).map(|number| format!("a{number}=1 ")).collect::<String>();
        for (html, why) in [
            (many("<div>", 10_000), Unparsable::Deep),
            (many("<template>", 10_000), Unparsable::Deep),
            (many("<svg>", 10_000), Unparsable::Deep),
            (format!("{}{}", many("<b id=x>", 400), many("<p>text", 2000)), Unparsable::ManyDeep),
            (many(&format!("{}{}", many("<div>", 400), many("</div>", 400)), 240), Unparsable::ManyDeep),
            (many("<i>x</i>", 60_000), Unparsable::Large),
            (format!("<p {}>", many("a ", 1001)), Unparsable::Attributes),
            (many(&format!("<p {attributes}>"), 60), Unparsable::ManyAttributes),
            (many("<", 9 << 20), Unparsable::Long),
            (many("&a", 3 << 20), Unparsable::Large),
        ] {
            assert_eq!(refused(html.clone()), Some(why), "{}", &html[..40]);
        }
        for html in ["", "<", "\0", "<b><i><p>a</b>", "<template><p>a</template>b", "<table><b>a"] {
            assert_eq!(refused(html.to_owned()), None, "{html}");
        }
    }
}
