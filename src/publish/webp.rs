//! WebP (RFC 9649): chunks in a RIFF container, those of an animation's frames within another chunk.

use super::exif;
use super::pieces::{Cleaned, has_marks, le32};

/// Bits of the first byte of `VP8X`: what the container holds.
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;
/// How much of an `ANMF` chunk stands before its frame.
const FRAME: usize = 16;

/// The picture without its metadata.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let declared = le32(bytes, 4).unwrap_or(0).saturating_add(8);
    let inside = &bytes[12..declared.clamp(12, bytes.len().max(12))];
    let mut turned = None;
    let (end, missing) = chunks(inside, &mut out, &mut |name, data, out| match name {
        b"VP8X" | b"VP8 " | b"VP8L" | b"ALPH" | b"ICCP" | b"ANIM" => push(out, name, data),
        b"ANMF" if data.len() >= FRAME => {
            let mut frame = data[..FRAME].to_vec();
            // What is no chunk is no part of the frame.
            chunks(&data[FRAME..], &mut frame, &mut |name, data, out| {
                if matches!(name, b"VP8 " | b"VP8L" | b"ALPH") {
                    push(out, name, data);
                }
            });
            push(out, name, &frame);
        }
        b"EXIF" => turned = turned.or(exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data))),
        _ => {}
    });
    let rest = &inside[end..];
    let whole = missing == 0 && rest.is_empty() && declared <= bytes.len();
    if out.get(12..16) == Some(b"VP8X")
        && let Some(flags) = out.get_mut(20)
    {
        *flags = *flags & !(EXIF | XMP) | if turned.is_some() { EXIF } else { 0 };
        if let Some(turned) = turned {
            push(&mut out, b"EXIF", &exif::minimal(turned));
        }
    }
    let mut size = out.len() - 8;
    if missing > 0 && !has_marks(rest) {
        // The last chunk of pixels is shown as far as it goes.
        out.extend_from_slice(rest);
        size = out.len() - 8 + missing;
    }
    out[4..8].copy_from_slice(&u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes());
    Cleaned { bytes: out, whole }
}

/// Takes the name and the bytes of a chunk, and puts what is kept of it behind what was kept before.
type CopyChunk<'a> = &'a mut dyn FnMut(&[u8; 4], &[u8], &mut Vec<u8>);

/// Hands out each whole chunk; returns where the last of them ends, and how many bytes the one of pixels behind it lacks.
fn chunks(bytes: &[u8], out: &mut Vec<u8>, take: CopyChunk<'_>) -> (usize, usize) {
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + 8) {
        let name: &[u8; 4] = head[..4].try_into().unwrap_or(b"    ");
        let length = le32(head, 4).unwrap_or_default();
        let Some(data) = at.checked_add(8 + length).and_then(|end| bytes.get(at + 8..end)) else {
            let shows = matches!(name, b"VP8 " | b"VP8L" | b"ANMF");
            let padded = length.saturating_add(length % 2);
            return (at, if shows { padded.saturating_sub(bytes.len() - at - 8).max(1) } else { 0 });
        };
        take(name, data, out);
        at = (at + 8 + length + length % 2).min(bytes.len());
    }
    (at, 0)
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    out.extend(name);
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(data);
    out.extend(std::iter::repeat_n(0, data.len() % 2));
}
