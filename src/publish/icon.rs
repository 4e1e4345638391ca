//! Icons and pointers of Windows (ICO and CUR,
//! <https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)>): a list of pictures, each of which is a PNG file or
//! a bitmap without a file's header.
//!
//! The list is written anew, so that nothing is left that stands between its pictures or behind them.

use std::collections::BTreeMap;

use super::pieces::{Cleaned, le32};
use super::png;

const HEAD: usize = 6;
/// One of the list: sizes and colours, then how long the picture is and where it begins.
const ENTRY: usize = 16;

/// The icon with each of its pictures without metadata.
pub(super) fn clean(bytes: &[u8]) -> Cleaned {
    let count = bytes.get(4..HEAD).map_or(0, |count| usize::from(u16::from_le_bytes([count[0], count[1]])));
    let list = bytes.get(HEAD..).unwrap_or_default().chunks_exact(ENTRY).take(count);
    let mut whole = list.len() == count;
    // Pictures that lie in one another could be more than the file; only those of one place are one.
    let mut left = bytes.len().saturating_sub(HEAD + list.len() * ENTRY);
    let mut known: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut pictures: Vec<Vec<u8>> = Vec::new();
    let mut kept: Vec<(&[u8], usize)> = Vec::new();
    for entry in list {
        let (length, at) = (le32(entry, 8).unwrap_or_default(), le32(entry, 12).unwrap_or_default());
        let rest = bytes.get(at..).unwrap_or_default();
        let picture = &rest[..length.min(rest.len())];
        whole &= picture.len() == length;
        let number = match known.get(&(at, length)) {
            Some(number) => *number,
            None if picture.is_empty() || picture.len() > left => {
                whole = false;
                continue;
            }
            None => {
                left -= picture.len();
                let cleaned = match picture.starts_with(png::SIGNATURE) {
                    true => png::clean(picture),
                    false => Cleaned::whole(picture.to_vec()),
                };
                whole &= cleaned.whole;
                pictures.push(cleaned.bytes);
                known.insert((at, length), pictures.len() - 1);
                pictures.len() - 1
            }
        };
        kept.push((entry, number));
    }
    let mut places = Vec::with_capacity(pictures.len());
    let mut at = HEAD + kept.len() * ENTRY;
    for picture in &pictures {
        places.push((picture.len(), at));
        at += picture.len();
    }
    let mut out = Vec::with_capacity(at);
    out.extend_from_slice(&bytes[..bytes.len().min(4)]);
    out.extend(u16::try_from(kept.len()).unwrap_or(u16::MAX).to_le_bytes());
    for (entry, number) in kept {
        let (length, at) = places[number];
        out.extend_from_slice(&entry[..8]);
        for number in [length, at] {
            out.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
    out.extend(pictures.concat());
    Cleaned { bytes: out, whole }
}
