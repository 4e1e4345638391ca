//! How many elements an SVG stands for, found out without making them: `<use>` and markers repeat others, and what repeats
//! what repeats grows without bounds.

use resvg::usvg::roxmltree::{Document, Node};

use super::{Ruler, Typeface, Undrawable};

/// The most nodes of a file.
pub(super) const MOST: u32 = 200_000;
/// The most elements that they may stand for, letters counted by eights.
const REPEATED: u64 = 400_000;
/// How deep elements may stand within each other.
const DEPTH: usize = 64;
/// How often what repeats may repeat what repeats.
const ROUNDS: usize = 8;

/// Looks whether a document can be drawn, by its elements.
///
/// # Errors
/// Why not.
pub(super) fn check(document: &Document<'_>) -> Result<(), Undrawable> {
    let nodes: Vec<Node<'_, '_>> = document.root().descendants().collect();
    // Nodes are numbered in the order of the document, the root being 0.
    let number = |node: Node<'_, '_>| node.id().get_usize();
    let mut depths = vec![0; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        let above = node.parent().map_or(0, |parent| depths[number(parent)]);
        depths[at] = above + 1;
        if depths[at] > DEPTH {
            return Err(Undrawable::TooMuch);
        }
        kind(*node)?;
    }
    letters(&nodes)?;
    let targets: Vec<Option<usize>> = targets(&nodes);
    let marks = Markers::of(&nodes)?;
    let mut weights = vec![0_u64; nodes.len()];
    for _ in 0..ROUNDS {
        let before = weights.clone();
        let heaviest = marks.heaviest(&weights);
        for (at, node) in nodes.iter().enumerate().rev() {
            let own = match node.text().filter(|_| node.is_text()) {
                Some(text) => text.len() as u64 / 8,
                None => 1 + vertices(*node) * heaviest,
            };
            let repeated = targets[at].map_or(0, |target| before[target]);
            let below: u64 = node.children().map(|child| weights[number(child)]).sum();
            weights[at] = own.saturating_add(repeated).saturating_add(below).min(REPEATED + 1);
        }
        if weights.first().is_some_and(|all| *all > REPEATED) {
            return Err(Undrawable::TooMuch);
        }
        if weights == before {
            return Ok(());
        }
    }
    Err(Undrawable::TooMuch)
}

/// Elements that would be left out of what is drawn, so that it would say something else.
fn kind(node: Node<'_, '_>) -> Result<(), Undrawable> {
    match node.tag_name().name() {
        "image" | "feImage" => Err(Undrawable::Pictures),
        "foreignObject" => Err(Undrawable::Html),
        _ => Ok(()),
    }
}

/// All letters and signs must be in the typeface: others would be boxes.
fn letters(nodes: &[Node<'_, '_>]) -> Result<(), Undrawable> {
    let ruler = Ruler::new(Typeface::Text);
    let is_shown = |node: &&Node<'_, '_>| {
        node.is_text() && node.ancestors().any(|above| above.tag_name().name() == "text")
    };
    let texts = nodes.iter().filter(is_shown).filter_map(Node::text);
    let mut signs = texts.flat_map(str::chars).filter(|sign| !sign.is_control() && !sign.is_whitespace());
    match signs.all(|sign| ruler.has(sign)) {
        true => Ok(()),
        false => Err(Undrawable::Letters),
    }
}

/// What each `<use>` repeats.
fn targets(nodes: &[Node<'_, '_>]) -> Vec<Option<usize>> {
    let named = nodes.iter().enumerate().filter_map(|(at, node)| Some((node.attribute("id")?, at)));
    let named: std::collections::BTreeMap<&str, usize> = named.collect();
    let target = |node: &Node<'_, '_>| {
        if node.tag_name().name() != "use" {
            return None;
        }
        let href = node.attributes().find(|attribute| attribute.name() == "href")?.value();
        named.get(href.strip_prefix('#')?).copied()
    };
    nodes.iter().map(target).collect()
}

/// How many points a line may have at which markers stand.
fn vertices(node: Node<'_, '_>) -> u64 {
    let points = node.attribute("d").or_else(|| node.attribute("points"));
    match (points, node.tag_name().name()) {
        (Some(points), _) => points.len() as u64 / 2,
        (None, "line") => 2,
        _ => 0,
    }
}

/// The markers of a document.
struct Markers(Vec<usize>);

impl Markers {
    /// Markers within markers are not counted, and refused where they may be: an attribute says so, or a style sheet may.
    fn of(nodes: &[Node<'_, '_>]) -> Result<Self, Undrawable> {
        let all = (0..nodes.len()).filter(|at| nodes[*at].tag_name().name() == "marker");
        let all: Vec<usize> = all.collect();
        let asks = |node: Node<'_, '_>| {
            node.attributes().any(|attribute| {
                attribute.name().starts_with("marker-")
                    || attribute.name() == "marker"
                    || attribute.name() == "style" && attribute.value().contains("marker")
            })
        };
        let is_nested = all.iter().any(|at| nodes[*at].descendants().any(asks));
        let in_sheet = nodes.iter().any(|node| {
            node.tag_name().name() == "style" && node.text().is_some_and(|text| text.contains("marker"))
        });
        match is_nested || in_sheet && all.len() > 2 {
            true => Err(Undrawable::TooMuch),
            false => Ok(Self(all)),
        }
    }

    fn heaviest(&self, weights: &[u64]) -> u64 {
        // Those of a marker's own lines do not bear markers, and count as if they did: a few more.
        self.0.iter().map(|at| weights[*at].min(1000)).max().unwrap_or(0)
    }
}
