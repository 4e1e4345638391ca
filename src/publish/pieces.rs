//! What the cleaners of formats have in common: reading numbers, and taking a file apart piece by piece.

/// What is left of a file, and whether all of it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cleaned {
    /// What is published.
    pub(super) bytes: Vec<u8>,
    /// False when the file ends too early, or is at some place not what its format says. What stands behind that place is
    /// left out when it holds marks of metadata, and is kept as it is when it does not.
    pub(super) whole: bool,
}

impl Cleaned {
    pub(super) fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes, whole: true }
    }

    /// A file that is understood up to `rest`.
    pub(super) fn broken(mut bytes: Vec<u8>, rest: &[u8]) -> Self {
        if !has_marks(rest) {
            bytes.extend_from_slice(rest);
        }
        Self { bytes, whole: false }
    }
}

/// How metadata begin, in any format: EXIF (with and without its own header), XMP, Photoshop's resources.
const MARKS: [&[u8]; 8] = [
    b"Exif\0\0", b"II*\0", b"MM\0*", b"http://ns.adobe.com/", b"Photoshop 3.0", b"<?xpacket", b"<x:xmpmeta",
    b"<rdf:RDF",
];

/// Whether metadata may stand anywhere in some bytes.
pub(super) fn has_marks(bytes: &[u8]) -> bool {
    MARKS.iter().any(|mark| memchr::memmem::find(bytes, mark).is_some())
}

/// The number of two bytes, the greatest first.
pub(super) fn be16(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(2)?)?;
    Some(usize::from(u16::from_be_bytes(found.try_into().ok()?)))
}

/// The number of four bytes, the greatest first.
pub(super) fn be32(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(found.try_into().ok()?)).ok()
}

/// The number of four bytes, the least first.
pub(super) fn le32(bytes: &[u8], at: usize) -> Option<usize> {
    let found = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(found.try_into().ok()?)).ok()
}
