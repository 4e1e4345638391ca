//! GIF (GIF89a, CompuServe 1990): blocks, each of which ends with an empty sub-block.
//!
//! Kept are frames, the control blocks before them, how often an animation runs, and the colour profile. Comments, XMP, plain
//! texts (which no browser shows) and whatever stands behind the end go.

use super::pieces::Cleaned;

/// Application extensions that say how a picture is shown.
const SHOWN: [&[u8; 11]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The picture without its metadata.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let head = bytes.get(10).map_or(13, |flags| 13 + table(*flags));
    let Some(screen) = bytes.get(..head) else { return Cleaned { bytes: bytes.to_vec(), whole: false } };
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(screen);
    let mut at = head;
    // The control block of what comes next.
    let mut control: &[u8] = &[];
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        match rest {
            [0x3b, ..] => {
                out.push(0x3b);
                return Cleaned::whole(out);
            }
            [0x2c, ..] => {
                out.extend_from_slice(std::mem::take(&mut control));
                let head = rest.get(9).map_or(11, |flags| 11 + table(*flags));
                let Some(length) = blocks(rest, head) else { return Cleaned::broken(out, rest) };
                out.extend_from_slice(&rest[..length]);
                at += length;
            }
            [0x21, label, ..] => {
                let Some(length) = blocks(rest, 2) else { return Cleaned { bytes: out, whole: false } };
                let block = &rest[..length];
                match label {
                    0xf9 => control = block,
                    0x01 => control = &[],
                    0xff if SHOWN
                        .iter()
                        .any(|name| block[2..].starts_with(&[&[11], name.as_slice()].concat())) =>
                    {
                        out.extend_from_slice(block);
                    }
                    _ => {}
                }
                at += length;
            }
            _ => return Cleaned { bytes: out, whole: false },
        }
    }
}

/// The length of a block whose sub-blocks begin after `head` bytes; none when it has no end.
fn blocks(bytes: &[u8], head: usize) -> Option<usize> {
    let mut at = head;
    loop {
        match usize::from(*bytes.get(at)?) {
            0 => return Some(at + 1),
            length => at += 1 + length,
        }
    }
}
