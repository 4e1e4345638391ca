//! How many elements an SVG stands for, found out without making them: `<use>`, markers, masks, clips and patterns repeat others
//! (the library makes most of them anew for each element that refers to them), and what repeats what repeats grows without bounds.

use resvg::usvg::roxmltree::{Document, Node};

use super::references::{Sheets, references};
use super::{Face, Ruler, Undrawable};

/// The most nodes of a file.
pub(super) const MOST: u32 = 200_000;
/// The most elements that they may stand for, letters counted by eights.
const REPEATED: u64 = 400_000;
/// How deep elements may stand within each other.
const DEPTH: usize = 64;
/// How often what repeats may repeat what repeats.
const ROUNDS: usize = 8;
/// The longest text, by the steps that the library takes for it.
const STEPS: u64 = 100_000_000;
/// How many parts the selectors of style sheets may have, times elements.
const SELECTORS: u64 = 20_000_000;

/// Looks whether a document can be drawn, by its elements.
///
/// # Errors
/// Why not.
pub(super) fn check(document: &Document<'_>) -> Result<(), Undrawable> {
    let nodes: Vec<Node<'_, '_>> = document.root().descendants().collect();
    let mut depths = vec![0; nodes.len()];
    for (at, node) in nodes.iter().enumerate() {
        let above = node.parent().map_or(0, |parent| depths[number(parent)]);
        depths[at] = above + 1;
        if depths[at] > DEPTH {
            return Err(Undrawable::TooMuch);
        }
        kind(*node)?;
    }
    if !missing(document).is_empty() {
        return Err(Undrawable::Letters);
    }
    let sheets = Sheets::of(&nodes);
    let references = references(&nodes, &sheets);
    let marks = Markers::of(&nodes, &sheets)?;
    let own: Vec<u64> = nodes.iter().map(|node| own(*node)).collect::<Result<_, _>>()?;
    let sum = |targets: &[usize], weights: &[u64]| targets.iter().map(|at| weights[*at]).sum::<u64>();
    // Without paints, and with them: as many as there are elements that inherit them.
    let elements = weights(&nodes, |at, before| own[at] + sum(&references[at].whole, before))?;
    let vertices: Vec<u64> = nodes.iter().map(|node| vertices(*node)).collect();
    weights(&nodes, |at, before| {
        let painted = sum(&references[at].paints, before).saturating_mul(elements[at]);
        let marked = vertices[at] * marks.heaviest(before);
        (own[at] + marked + sum(&references[at].whole, before)).saturating_add(painted)
    })?;
    // Each selector is tried on each element, and on each that repeats one.
    if sheets.parts * elements[0] > SELECTORS { Err(Undrawable::TooMuch) } else { Ok(()) }
}

/// Nodes are numbered in the order of the document, the root being 0.
fn number(node: Node<'_, '_>) -> usize {
    node.id().get_usize()
}

/// How many elements each node stands for, with those below it; `own` says how many it is itself, given what all others are.
fn weights(nodes: &[Node<'_, '_>], own: impl Fn(usize, &[u64]) -> u64) -> Result<Vec<u64>, Undrawable> {
    let mut weights = vec![0_u64; nodes.len()];
    for _ in 0..ROUNDS {
        let before = weights.clone();
        for (at, node) in nodes.iter().enumerate().rev() {
            let below: u64 = node.children().map(|child| weights[number(child)]).sum();
            weights[at] = own(at, &before).saturating_add(below).min(REPEATED + 1);
        }
        if weights.first().is_some_and(|all| *all > REPEATED) {
            return Err(Undrawable::TooMuch);
        }
        if weights == before {
            return Ok(weights);
        }
    }
    Err(Undrawable::TooMuch)
}

/// How many elements a node counts as by itself. The library's time for a text grows with the square of its length, and with how
/// many parts it is in.
fn own(node: Node<'_, '_>) -> Result<u64, Undrawable> {
    if let Some(text) = node.text().filter(|_| node.is_text()) {
        return Ok(text.len() as u64 / 8);
    }
    if node.tag_name().name() != "text" {
        return Ok(1);
    }
    let below = || node.descendants();
    let letters: usize = below().filter(Node::is_text).filter_map(|node| node.text()).map(str::len).sum();
    let parts = below().filter(Node::is_element).count();
    let steps = letters as u64 * (letters as u64 + 64 * parts as u64);
    if steps > STEPS { Err(Undrawable::TooMuch) } else { Ok(1 + steps / 1000) }
}

/// Elements that would be left out of what is drawn, so that it would say something else.
fn kind(node: Node<'_, '_>) -> Result<(), Undrawable> {
    match node.tag_name().name() {
        "image" | "feImage" => Err(Undrawable::Pictures),
        "foreignObject" => Err(Undrawable::Html),
        // The text of another element, which nothing writes any longer (SVG 2 has it not).
        "tref" => Err(Undrawable::TooMuch),
        _ => Ok(()),
    }
}

/// Letters and signs of its texts that are in none of the typefaces: they would be boxes.
pub(super) fn missing(document: &Document<'_>) -> Vec<char> {
    let ruler = Ruler::new(Face::Text);
    let is_shown = |node: &Node<'_, '_>| {
        node.is_text() && node.ancestors().any(|above| above.tag_name().name() == "text")
    };
    let shown = document.root().descendants().filter(is_shown);
    let texts = shown.filter_map(|node| node.text());
    let signs = texts.flat_map(str::chars).filter(|sign| !sign.is_control() && !sign.is_whitespace());
    signs.filter(|sign| !ruler.has(*sign)).collect()
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
    fn of(nodes: &[Node<'_, '_>], sheets: &Sheets) -> Result<Self, Undrawable> {
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
        let in_sheet = sheets.text.contains("marker");
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
