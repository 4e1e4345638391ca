//! PNG (W3C, Portable Network Graphics, third edition): a row of chunks, each with its checksum.
//!
//! Kept are the chunks that pixels, colours and animation are made of. Texts, times, EXIF but for the orientation, chunks of
//! programs' own and whatever stands behind the end go.

use super::exif;
use super::pieces::{Cleaned, be32};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that show, besides the critical ones.
const SHOWN: [&[u8; 4]; 19] = [
    b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"mDCv", b"cLLI", b"cLLi",
    b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT", b"oFFs",
];

/// Chunks that may stand in what is no chunk any more.
const HIDDEN: [&[u8; 4]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];

/// The picture without its metadata.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(SIGNATURE);
    let (mut at, mut turned) = (SIGNATURE.len(), false);
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(name) = rest.get(4..8) else { return Cleaned { bytes: out, whole: false } };
        let is_shown = name[0].is_ascii_uppercase() || SHOWN.iter().any(|shown| shown.as_slice() == name);
        let length = be32(rest, 0).and_then(|length| length.checked_add(12));
        let Some(chunk) = length.and_then(|length| rest.get(..length)) else {
            // Pixels are shown as far as they go.
            let is_lost = !matches!(name, b"IDAT" | b"fdAT") || HIDDEN.iter().any(|name| has(rest, name));
            return Cleaned::broken(out, if is_lost { &[] } else { rest });
        };
        if is_shown {
            out.extend_from_slice(chunk);
        } else if name == b"eXIf"
            && !turned
            && let Some(orientation) = exif::orientation(&chunk[8..chunk.len() - 4])
        {
            turned = true;
            push(&mut out, b"eXIf", &exif::minimal(orientation));
        }
        if name == b"IEND" {
            return Cleaned::whole(out);
        }
        at += chunk.len();
    }
}

fn has(bytes: &[u8], name: &[u8; 4]) -> bool {
    memchr::memmem::find(bytes, name).is_some()
}

fn push(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut crc = crc32fast::Hasher::new();
    crc.update(name);
    crc.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(crc.finalize().to_be_bytes());
}
