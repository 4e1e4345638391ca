//! What drawing an SVG would cost, added up without drawing it: layers, patterns and filters can be larger than any picture,
//! and each can hold others.

use resvg::tiny_skia::Point;
use resvg::usvg::filter::Kind;
use resvg::usvg::{
    BlendMode, ClipPath, Group, LineCap, LineJoin, Mask, Node, Paint, Path, Rect, Stroke, Tree,
};

use super::{SIZE, Undrawable};

/// What may be spent, in points that are painted once: some seconds.
const MOST: f64 = 1.5e9;
/// What an element costs however small it is.
const ELEMENT: f64 = 500.0;
/// What a point of a line costs that is filled, of one that is stroked, and of one whose corners are round.
const FILLED: f64 = 2e3;
const STROKED: f64 = 4e3;
const ROUND: f64 = 2e4;
/// What a dash costs, and how many of a line the library makes at most.
const DASH: f64 = 100.0;
const DASHES: f64 = 1e6;
/// How many layers may be in memory at the same time.
const LAYERS: usize = 8;
/// The largest tile of a pattern, in points.
const TILE: f64 = 4e6;
/// Layers may be as much larger than the picture, in points of it: the library cuts off the rest.
const LARGEST: f64 = 25.0;

/// Adds up what a tree costs that is drawn with so many pixels per unit of it.
///
/// # Errors
/// When that is too much, or not drawn the same on every processor.
pub(super) fn check(tree: &Tree, scale: f32) -> Result<(), Undrawable> {
    Budget { left: MOST, scale: f64::from(scale) }.group(tree.root(), 0)
}

struct Budget {
    left: f64,
    /// Pixels per unit of the drawing.
    scale: f64,
}

impl Budget {
    fn spend(&mut self, points: f64) -> Result<(), Undrawable> {
        self.left -= points;
        // What is no number is no cost that anybody can bear.
        if self.left >= 0.0 { Ok(()) } else { Err(Undrawable::TooMuch) }
    }

    /// Points of the picture that a part of the drawing takes.
    fn area(&self, part: Rect) -> f64 {
        let canvas = f64::from(SIZE.0) * f64::from(SIZE.1);
        let area = f64::from(part.width()) * f64::from(part.height()) * self.scale * self.scale;
        area.clamp(0.0, canvas * LARGEST)
    }

    fn group(&mut self, group: &Group, layers: usize) -> Result<(), Undrawable> {
        self.spend(ELEMENT)?;
        let mut layers = layers;
        if group.should_isolate() {
            layers += 1;
            if layers > LAYERS {
                return Err(Undrawable::TooMuch);
            }
            // What these two come out as differs between processors: the library takes their own approximations.
            if matches!(group.blend_mode(), BlendMode::ColorDodge | BlendMode::ColorBurn) {
                return Err(Undrawable::Effects);
            }
            let area = self.area(group.abs_layer_bounding_box().to_rect());
            self.spend(area * 4.0)?;
            for filter in group.filters() {
                for primitive in filter.primitives() {
                    if !is_drawn(primitive.kind()) {
                        return Err(Undrawable::Effects);
                    }
                    self.spend(area * 16.0)?;
                }
            }
            if let Some(clip) = group.clip_path() {
                self.clip(clip, area, layers)?;
            }
            if let Some(mask) = group.mask() {
                self.mask(mask, area, layers)?;
            }
        }
        group.children().iter().try_for_each(|node| match node {
            Node::Group(group) => self.group(group, layers),
            Node::Path(path) => self.path(path, layers),
            Node::Text(text) => self.group(text.flattened(), layers),
            Node::Image(_) => Err(Undrawable::Pictures),
        })
    }

    fn clip(&mut self, clip: &ClipPath, area: f64, layers: usize) -> Result<(), Undrawable> {
        self.layer(area, layers)?;
        self.group(clip.root(), layers + 1)?;
        clip.clip_path().map_or(Ok(()), |clip| self.clip(clip, area, layers + 1))
    }

    fn mask(&mut self, mask: &Mask, area: f64, layers: usize) -> Result<(), Undrawable> {
        self.layer(area, layers)?;
        self.group(mask.root(), layers + 1)?;
        mask.mask().map_or(Ok(()), |mask| self.mask(mask, area, layers + 1))
    }

    fn layer(&mut self, area: f64, layers: usize) -> Result<(), Undrawable> {
        self.spend(area * 4.0)?;
        if layers < LAYERS { Ok(()) } else { Err(Undrawable::TooMuch) }
    }

    fn path(&mut self, path: &Path, layers: usize) -> Result<(), Undrawable> {
        let area = self.area(path.abs_stroke_bounding_box());
        let points = path.data().len() as f64;
        let filled = path.fill().map(|fill| (fill.paint(), points * FILLED));
        let stroked =
            path.stroke().map(|stroke| (stroke.paint(), points * of_point(stroke) + dashes(path, stroke)));
        for (paint, line) in [filled, stroked].into_iter().flatten() {
            self.spend(ELEMENT + line + area / 4.0)?;
            if let Paint::Pattern(pattern) = paint {
                let whole = path.abs_transform().pre_concat(pattern.transform());
                let (across, down) = whole.get_scale();
                let tile = f64::from(pattern.rect().width())
                    * f64::from(across)
                    * f64::from(pattern.rect().height())
                    * f64::from(down)
                    * self.scale
                    * self.scale;
                if tile.is_nan() || tile > TILE || layers >= LAYERS {
                    return Err(Undrawable::TooMuch);
                }
                self.spend(tile)?;
                self.group(pattern.root(), layers + 1)?;
            }
        }
        Ok(())
    }
}

/// What a point of a stroked line costs.
fn of_point(stroke: &Stroke) -> f64 {
    let is_round = stroke.linejoin() == LineJoin::Round || stroke.linecap() == LineCap::Round;
    if is_round { ROUND } else { STROKED }
}

/// What the dashes of a line cost: as many as are as long as it is, or as its control points are apart.
fn dashes(path: &Path, stroke: &Stroke) -> f64 {
    let Some(dashes) = stroke.dasharray() else { return 0.0 };
    let points = path.data().points();
    let apart = |pair: &[Point]| f64::from(pair[0].distance(pair[1]));
    let length: f64 = points.windows(2).map(apart).sum();
    let pair = dashes.iter().copied().map(f64::from).sum::<f64>() / dashes.len().max(1) as f64;
    let count = length / pair;
    // Of a line or dashes without length it is no number.
    DASH * if count.is_nan() { 0.0 } else { count.min(DASHES) }
}

/// Filters whose cost depends on nothing but the size of what they filter.
fn is_drawn(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Blend(_)
            | Kind::ColorMatrix(_)
            | Kind::ComponentTransfer(_)
            | Kind::Composite(_)
            | Kind::DropShadow(_)
            | Kind::Flood(_)
            | Kind::GaussianBlur(_)
            | Kind::Merge(_)
            | Kind::Offset(_)
    )
}
