//! Files made of boxes (ISO/IEC 14496-12): AVIF and HEIC pictures (ISO/IEC 23008-12), films, and JPEG XL in its container
//! (ISO/IEC 18181-2).
//!
//! Everything in them is found by its distance from the beginning of the file. So nothing is taken out: what says who made
//! a picture, where and when is overwritten with zeros where it stands, or its box becomes one that is passed over (`free`).

use std::collections::BTreeMap;
use std::ops::Range;

use super::pieces::{be16, be32};

/// How deep boxes are looked into: what is wanted stands three boxes down.
const DEEPEST: u8 = 6;

/// Overwrites what is metadata; returns whether the file is what its boxes say.
pub(super) fn clean(bytes: &mut [u8]) -> bool {
    let length = bytes.len();
    let mut found = Overwrites { is_sound: is_sound(bytes), ..Overwrites::default() };
    let whole = walk(bytes, 0..length, 0, &mut found);
    found.zeros.sort_unstable_by_key(|range| range.start);
    // Ranges may lie within one another: each byte is written once.
    let mut done = 0;
    for range in &found.zeros {
        let end = range.end.min(length);
        if let Some(part) = bytes.get_mut(range.start.max(done).min(end)..end) {
            part.fill(0);
        }
        done = done.max(end);
    }
    for at in &found.free {
        if let Some(name) = bytes.get_mut(*at..*at + 4) {
            name.copy_from_slice(b"free");
        }
    }
    // Readers refuse a picture with an item of EXIF that is none.
    for at in &found.exif {
        if let Some(item) = bytes.get_mut(*at..at.saturating_add(NO_EXIF.len())) {
            item.copy_from_slice(&NO_EXIF);
        }
    }
    whole
}

/// An item of EXIF without any entry: where its structure of TIFF begins (ISO/IEC 23008-12, section A.2.1), then that.
const NO_EXIF: [u8; 18] = *b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0";

/// Whether a file is an episode or a book for listeners, by its brand (`ftyp`, registered at mp4ra.org).
fn is_sound(bytes: &[u8]) -> bool {
    matches!(bytes.get(4..12), Some(b"ftypM4A " | b"ftypM4B "))
}

/// Whether a film has a track that is neither picture nor sound nor words: where it was taken, from moment to moment.
pub(super) fn has_timed_metadata(bytes: &[u8]) -> bool {
    let mut found = Overwrites::default();
    walk(bytes, 0..bytes.len(), 0, &mut found);
    found.timed
}

/// What is to be overwritten.
#[derive(Debug, Default)]
struct Overwrites {
    zeros: Vec<Range<usize>>,
    /// Where the names of boxes stand that are to be passed over.
    free: Vec<usize>,
    /// Where items of EXIF begin.
    exif: Vec<usize>,
    /// Whether the tags are what listeners see.
    is_sound: bool,
    timed: bool,
}

impl Overwrites {
    fn drop(&mut self, name: usize, body: Range<usize>) {
        self.free.push(name);
        self.zeros.push(body);
    }
}

/// Looks at the boxes of a range; says whether they fill it.
fn walk(bytes: &[u8], range: Range<usize>, depth: u8, found: &mut Overwrites) -> bool {
    let mut at = range.start;
    let mut whole = true;
    while at < range.end {
        let box_here = head(bytes, at, range.end).filter(|(name, _)| *name != NO_NAME);
        let Some((name, body)) = box_here else {
            // Some programs end a list of boxes with a length of zero.
            let is_end = bytes[at..range.end].iter().all(|byte| *byte == 0);
            if !is_end && depth == 0 {
                found.zeros.push(at..range.end);
            }
            return whole && is_end;
        };
        whole &= body.end <= range.end;
        let inside = body.start..body.end.min(range.end);
        let deeper = depth < DEEPEST;
        match name {
            b"udta" if found.is_sound => tags(bytes, inside, 0, found),
            b"meta" if depth == 0 => picture(bytes, inside, found),
            _ if depth == 0 && !SHOWN.contains(&name) => found.drop(at + 4, inside),
            b"uuid" | b"Exif" | b"xml " | b"jumb" | b"udta" | b"XMP_" | b"meta" | b"free" | b"skip" => {
                found.drop(at + 4, inside);
            }
            // Their times: version, flags, then two numbers of four or, in version 1, eight bytes.
            b"mvhd" | b"tkhd" | b"mdhd" => {
                let length = if bytes.get(inside.start) == Some(&1) { 16 } else { 8 };
                let start = (inside.start + 4).min(inside.end);
                found.zeros.push(start..(start + length).min(inside.end));
            }
            b"hdlr" => {
                let kind = bytes.get(inside.start + 8..inside.start + 12);
                found.timed |=
                    depth > 1 && kind.is_some_and(|kind| matches!(kind, b"meta" | b"camm" | b"mebx"));
            }
            b"moov" | b"trak" | b"mdia" if deeper => whole &= walk(bytes, inside, depth + 1, found),
            _ => {}
        }
        at = body.end;
    }
    whole
}

/// Boxes of the file itself that are shown or say how to. What else there is comes from its maker: a film behind a
/// picture (`mpvd`), the settings of a telephone (`sefd`), the time of its making (`prft`), segments of the JPEG that a
/// JPEG XL was (`jbrd`), what was there before (`free`).
const SHOWN: [&[u8; 4]; 15] = [
    b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"mfra", b"sidx", b"ssix", b"pdin", b"emsg", b"JXL ",
    b"jxlc", b"jxlp", b"jxll", b"jxli",
];

/// What was overwritten.
const NO_NAME: &[u8; 4] = &[0; 4];

/// What players show to those who listen (the names are iTunes', listed at <https://exiftool.org/TagNames/QuickTime.html>).
const TAGS: [&[u8; 4]; 29] = [
    b"\xa9nam", b"\xa9ART", b"aART", b"\xa9alb", b"\xa9gen", b"gnre", b"\xa9day", b"\xa9wrt", b"\xa9grp",
    b"\xa9lyr", b"\xa9cmt", b"cprt", b"trkn", b"disk", b"covr", b"desc", b"ldes", b"sdes", b"tmpo", b"cpil",
    b"pgap", b"stik", b"rtng", b"pcst", b"catg", b"keyw", b"purl", b"egid", b"chpl",
];

/// Leaves of the tags of an episode those that its listeners see: not where it was recorded, nor who bought it.
fn tags(bytes: &[u8], range: Range<usize>, depth: u8, found: &mut Overwrites) {
    let mut at = range.start;
    while at < range.end {
        let box_here = head(bytes, at, range.end).filter(|(name, _)| *name != NO_NAME);
        let Some((name, body)) = box_here else { return found.zeros.push(at..range.end) };
        let inside = body.start..body.end.min(range.end);
        match name {
            // In MP4 a full box: it begins with a version and flags.
            b"meta" if depth == 0 => tags(bytes, (inside.start + 4).min(inside.end)..inside.end, 1, found),
            b"ilst" if depth == 1 => tags(bytes, inside, 2, found),
            b"hdlr" if depth == 1 => {}
            _ if TAGS.contains(&name) => {}
            _ => found.drop(at + 4, inside),
        }
        at = body.end;
    }
}

/// The name and the body of the box that begins at a place; one that runs over the end has its length all the same.
fn head(bytes: &[u8], at: usize, end: usize) -> Option<(&[u8; 4], Range<usize>)> {
    let name = bytes.get(at + 4..at + 8)?.try_into().ok()?;
    let (start, length) = match be32(bytes, at)? {
        0 => (at + 8, end - at),
        1 => (at + 16, be32(bytes, at + 8).filter(|high| *high == 0).and_then(|_| be32(bytes, at + 12))?),
        length => (at + 8, length),
    };
    let stop = at.checked_add(length).filter(|stop| *stop >= start)?;
    Some((name, start..stop))
}

/// The metadata among the items of a picture (`meta`, a full box), and what names and times its boxes hold.
fn picture(bytes: &[u8], meta: Range<usize>, found: &mut Overwrites) {
    let (mut hidden, mut places, mut data) = (BTreeMap::new(), None, None);
    let mut at = meta.start + 4;
    while at < meta.end {
        let Some((name, body)) = head(bytes, at, meta.end) else { return };
        let inside = body.start..body.end.min(meta.end);
        match name {
            b"iinf" => hidden = items(bytes, inside, found),
            b"iloc" => places = Some(inside),
            b"idat" => data = Some(inside.start),
            b"uuid" | b"xml " | b"jumb" | b"free" | b"skip" => found.drop(at + 4, inside),
            _ => {}
        }
        at = body.end;
    }
    if let Some(places) = places.filter(|_| !hidden.is_empty()) {
        // What is read of a broken list is overwritten.
        let _ = locations(bytes, places, data, &hidden, found);
    }
}

/// The numbers of the items that are metadata (`iinf`: ISO/IEC 14496-12, section 8.11.6), and whether each is EXIF.
fn items(bytes: &[u8], inside: Range<usize>, found: &mut Overwrites) -> BTreeMap<usize, bool> {
    let mut hidden = BTreeMap::new();
    let wide = bytes.get(inside.start).is_some_and(|version| *version > 0);
    let mut at = inside.start + if wide { 8 } else { 6 };
    while at < inside.end {
        let Some((name, body)) = head(bytes, at, inside.end) else { break };
        let entry = bytes.get(body.start..body.end.min(inside.end)).unwrap_or_default();
        if name == b"infe"
            && let Some((id, kind, rest)) = item(entry)
        {
            let words = &entry[rest..];
            // The item's name, and after it the media type of one that has any.
            let length = words.iter().position(|byte| *byte == 0).unwrap_or(words.len());
            let media = words.get(length + 1..).unwrap_or_default();
            if matches!(kind, b"Exif" | b"uri ") || kind == b"mime" && !media.starts_with(b"image/") {
                hidden.insert(id, kind == b"Exif");
            }
            if kind != b"mime" {
                found.zeros.push(body.start + rest..body.start + rest + length);
            }
        }
        at = body.end;
    }
    hidden
}

/// Number and kind of an item, and where its name begins.
fn item(entry: &[u8]) -> Option<(usize, &[u8; 4], usize)> {
    let (id, at) = match entry.first()? {
        2 => (be16(entry, 4)?, 6),
        3 => (be32(entry, 4)?, 8),
        _ => return None,
    };
    let kind = entry.get(at + 2..at + 6)?.try_into().ok()?;
    Some((id, kind, at + 6))
}

/// Finds where the bytes of some items stand (`iloc`: ISO/IEC 14496-12, section 8.11.3).
fn locations(
    bytes: &[u8],
    inside: Range<usize>,
    data: Option<usize>,
    hidden: &BTreeMap<usize, bool>,
    found: &mut Overwrites,
) -> Option<()> {
    let list = bytes.get(inside)?;
    let version = *list.first()?;
    let mut reader = Reader { bytes: list, at: 4 };
    let sizes = reader.number(2)?;
    let size = |shift: usize| (sizes >> shift) & 15;
    let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
    let index_size = if version > 0 { size(0) } else { 0 };
    let wide = if version < 2 { 2 } else { 4 };
    let count = reader.number(wide)?;
    for _ in 0..count {
        let id = reader.number(wide)?;
        let method = if version > 0 { reader.number(2)? & 15 } else { 0 };
        reader.number(2)?;
        let base = reader.number(base_size)?;
        let extents = reader.number(2)?;
        // Those that say nothing would be counted for ever.
        for _ in 0..if offset_size + length_size == 0 { 0 } else { extents } {
            reader.number(index_size)?;
            let (offset, length) = (reader.number(offset_size)?, reader.number(length_size)?);
            let origin = match method {
                0 => 0,
                1 => data?,
                _ => continue,
            };
            let start = origin.checked_add(base)?.checked_add(offset)?;
            if let Some(is_exif) = hidden.get(&id) {
                found.zeros.push(start..start.saturating_add(length));
                if *is_exif && length >= NO_EXIF.len() {
                    found.exif.push(start);
                }
            }
        }
    }
    Some(())
}

/// Numbers of given sizes, one after another.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn number(&mut self, size: usize) -> Option<usize> {
        let part = self.bytes.get(self.at..self.at + size)?;
        self.at += size;
        let number = part
            .iter()
            .try_fold(0u64, |number, byte| (number >> 56 == 0).then_some(number << 8 | u64::from(*byte)))?;
        usize::try_from(number).ok()
    }
}
