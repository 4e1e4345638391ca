//! What drawing an SVG would cost, added up without drawing it: layers, patterns and filters can be larger than any picture,
//! and each can hold others.

use resvg::usvg::filter::Kind;
use resvg::usvg::{BlendMode, ClipPath, Group, Mask, Node, Paint, Path, Rect, Tree};

use super::{SIZE, Undrawable};

/// What may be spent, in points that are painted once: some seconds.
const MOST: f64 = 1.5e9;
/// What an element costs however small it is.
const ELEMENT: f64 = 500.0;
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
        let paints = [path.fill().map(|fill| fill.paint()), path.stroke().map(|stroke| stroke.paint())];
        // The library makes no more dashes of a line than this.
        let dashes = path.stroke().and_then(|stroke| stroke.dasharray()).map_or(0.0, |_| 1e5);
        for paint in paints.into_iter().flatten() {
            self.spend(ELEMENT + dashes + points * 50.0 + area / 4.0)?;
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
