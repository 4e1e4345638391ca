//! Where outputs stand among others, which decides the order in which they are put into place.

/// In which order outputs are put into place: a page never names an asset that is not there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Styles, pictures, files that are copied.
    Asset,
    /// Pages of their own.
    Page,
    /// Pages that lead to pages.
    List,
    /// What machines follow.
    Feed,
}
