//! JPEG (ITU-T T.81, annex B): a row of segments, and between them the compressed pixels.
//!
//! Kept are the segments that pixels and colours are made of: tables, frames, scans, JFIF without its thumbnail, Adobe's
//! colour transform, the ICC profile. All other application segments and comments go, and with them EXIF, XMP, IPTC, MPF and
//! whatever a camera's maker invents next; so does all that stands behind the end of the picture: further pictures, videos.

use super::exif;
use super::pieces::{Cleaned, be16};

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// The picture without its metadata.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let mut out = Vec::with_capacity(bytes.len());
    out.extend([0xff, SOI]);
    let (mut at, mut turned, mut whole, mut shown) = (2, false, true, false);
    loop {
        // Where a marker should be and is none, decoders go on to the next one.
        let skipped = marker(bytes.get(at..).unwrap_or_default());
        let Some((skip, code)) = skipped else { return Cleaned { bytes: out, whole: false } };
        whole &= bytes[at..at + skip].iter().all(|byte| *byte == 0xff);
        at += skip;
        match code {
            EOI => {
                out.extend([0xff, EOI]);
                return Cleaned { bytes: out, whole };
            }
            // Another picture begins, and this one has no end.
            SOI if shown => return Cleaned { bytes: out, whole: false },
            SOI => {
                whole = false;
                at += 2;
                continue;
            }
            0x01 | 0xd0..=0xd7 => {
                out.extend([0xff, code]);
                at += 2;
                continue;
            }
            _ => {}
        }
        let end = be16(bytes, at + 2).filter(|length| *length >= 2).map(|length| at + 2 + length);
        let Some(segment) = end.and_then(|end| bytes.get(at..end)) else {
            return Cleaned { bytes: out, whole: false };
        };
        let payload = &segment[4..];
        match code {
            0xe0 if payload.starts_with(b"JFIF\0") && payload.len() >= 14 => {
                out.extend(b"\xff\xe0\0\x10");
                out.extend_from_slice(&payload[..12]);
                out.extend([0, 0]);
            }
            0xe1 if payload.starts_with(b"Exif\0\0") && !turned => {
                if let Some(orientation) = exif::orientation(&payload[6..]) {
                    let tiff = exif::minimal(orientation);
                    out.extend([0xff, 0xe1, 0, (2 + 6 + tiff.len()) as u8]);
                    out.extend(b"Exif\0\0");
                    out.extend(tiff);
                    turned = true;
                }
            }
            0xe2 if payload.starts_with(b"ICC_PROFILE\0") => out.extend_from_slice(segment),
            0xee if payload.starts_with(b"Adobe") && payload.len() >= 12 => {
                out.extend(b"\xff\xee\0\x0e");
                out.extend_from_slice(&payload[..12]);
            }
            _ if is_metadata(code) => {}
            _ => out.extend_from_slice(segment),
        }
        at += segment.len();
        if code == SOS {
            shown = true;
            let length = scan(&bytes[at..]);
            out.extend_from_slice(&bytes[at..at + length]);
            at += length;
        }
    }
}

/// Whether a segment is an application's, a comment, or of no known kind.
fn is_metadata(marker: u8) -> bool {
    matches!(marker, 0x02..=0xbf | 0xe0..=0xef | 0xf0..=0xf6 | 0xf9..=0xfe)
}

/// The first marker in some bytes: where it begins, without the bytes that fill up, and its code.
fn marker(bytes: &[u8]) -> Option<(usize, u8)> {
    let mut at = memchr::memchr_iter(0xff, bytes);
    at.find_map(|at| bytes.get(at + 1).filter(|code| !matches!(code, 0x00 | 0xff)).map(|code| (at, *code)))
}

/// How long the compressed pixels are at the beginning of these bytes: up to a marker that is no restart.
fn scan(bytes: &[u8]) -> usize {
    for at in memchr::memchr_iter(0xff, bytes) {
        match bytes.get(at + 1) {
            None | Some(0x00 | 0xd0..=0xd7 | 0xff) => {}
            Some(_) => return at,
        }
    }
    bytes.len()
}
