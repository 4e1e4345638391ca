//! Parts of pictures that have a shape, and the sizes in which they are shown.

/// The middle, which is kept when no focus is asked for: percent from the left and from the top.
pub const MIDDLE: (u8, u8) = (50, 50);

/// A part of a picture, in pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Window {
    /// All of a picture of this width and height.
    pub fn whole((width, height): (u32, u32)) -> Self {
        Self { x: 0, y: 0, width, height }
    }

    /// The largest part of a picture of this width and height that has a shape, with the focus (percent from the left and
    /// from the top) in its middle as far as the picture's edges allow.
    pub fn of((width, height): (u32, u32), shape: (u32, u32), focus: (u8, u8)) -> Self {
        let (across, down) = (u64::from(shape.0), u64::from(shape.1));
        let (wide, high) = (u64::from(width), u64::from(height));
        let is_wider = wide * down > high * across;
        let (inner_width, inner_height) = match is_wider {
            true => (rounded(high * across, down).clamp(1, wide.max(1)), high),
            false => (wide, rounded(wide * down, across).clamp(1, high.max(1))),
        };
        let start = |outer: u64, inner: u64, percent: u8| {
            // Twice the distance of the focus from the edge, less the size of the window.
            let twice = rounded(2 * outer * u64::from(percent.min(100)), 100);
            (twice.saturating_sub(inner) / 2).min(outer - inner.min(outer)) as u32
        };
        Self {
            x: start(wide, inner_width, focus.0),
            y: start(high, inner_height, focus.1),
            width: inner_width as u32,
            height: inner_height as u32,
        }
    }

    /// Width and height of what is made of it: never larger than it is, and at most `widest` wide. A shape that is asked for
    /// is kept exactly.
    pub fn size(self, widest: u32, shape: Option<(u32, u32)>) -> (u32, u32) {
        if self.width <= widest {
            return (self.width, self.height);
        }
        let (across, down) = shape.unwrap_or((self.width, self.height));
        (widest, rounded(u64::from(widest) * u64::from(down), u64::from(across)).max(1) as u32)
    }
}

fn rounded(number: u64, by: u64) -> u64 {
    (number + by / 2) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [(u32, u32); 3] = [(16, 9), (4, 3), (1, 1)];

    fn of(size: (u32, u32), shape: usize, focus: (u8, u8)) -> (u32, u32, u32, u32) {
        let Window { x, y, width, height } = Window::of(size, SHAPES[shape], focus);
        (x, y, width, height)
    }

    #[test]
    fn a_window_is_as_large_as_fits() {
        assert_eq!(of((1000, 500), 0, MIDDLE), (55, 0, 889, 500));
        assert_eq!(of((1000, 500), 1, MIDDLE), (166, 0, 667, 500));
        assert_eq!(of((1000, 500), 2, MIDDLE), (250, 0, 500, 500));
        assert_eq!(of((500, 1000), 0, MIDDLE), (0, 359, 500, 281));
        assert_eq!(of((1600, 900), 0, (0, 100)), (0, 0, 1600, 900));
        assert_eq!(of((1601, 901), 0, MIDDLE), (0, 0, 1601, 901));
    }

    #[test]
    fn a_window_stays_inside_and_keeps_the_focus() {
        for (size, shape) in [((1000, 500), 0), ((1000, 500), 2), ((333, 777), 1), ((4001, 17), 2)] {
            for x in [0, 1, 33, 50, 99, 100] {
                for y in [0, 1, 33, 50, 99, 100] {
                    let (left, top, width, height) = of(size, shape, (x, y));
                    assert!(left + width <= size.0 && top + height <= size.1, "{size:?} {shape} {x} {y}");
                    let focus = (size.0 * u32::from(x) / 100, size.1 * u32::from(y) / 100);
                    assert!((left..=left + width).contains(&focus.0), "{size:?} {shape} {x} {y}");
                    assert!((top..=top + height).contains(&focus.1), "{size:?} {shape} {x} {y}");
                }
            }
        }
        assert_eq!(of((1000, 500), 2, (0, 0)), (0, 0, 500, 500));
        assert_eq!(of((1000, 500), 2, (100, 100)), (500, 0, 500, 500));
        assert_eq!(of((1000, 500), 2, (30, 0)), (50, 0, 500, 500));
        assert_eq!(of((500, 1000), 2, (0, 70)), (0, 450, 500, 500));
    }

    #[test]
    fn the_smallest_pictures_have_windows_too() {
        for shape in 0..SHAPES.len() {
            assert_eq!(of((1, 1), shape, (100, 0)), (0, 0, 1, 1));
            let (_, _, width, height) = of((1, 4000), shape, MIDDLE);
            assert_eq!((width, height), (1, 1));
            let (_, _, width, height) = of((4000, 1), shape, MIDDLE);
            assert!((1..=2).contains(&width) && height == 1);
        }
    }

    #[test]
    fn a_crop_is_never_enlarged_and_at_most_so_wide() {
        let sized = |of, shape| Window::of(of, SHAPES[shape], MIDDLE).size(1200, Some(SHAPES[shape]));
        assert_eq!([0, 1, 2].map(|shape| sized((1000, 500), shape)), [(889, 500), (667, 500), (500, 500)]);
        assert_eq!(
            [0, 1, 2].map(|shape| sized((6000, 4000), shape)),
            [(1200, 675), (1200, 900), (1200, 1200)]
        );
        assert_eq!(sized((1300, 700), 0), (1200, 675));
    }
}
