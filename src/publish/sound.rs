//! Sound in MP3 with a tag of ID3v2 (<https://id3.org/id3v2.3.0>, <https://id3.org/id3v2.4.0-structure>): frames before the
//! sound.
//!
//! What they say of a recording is for its listeners, and the file is published as it is. Others are for programs, and few who
//! publish a recording know of them: whose file it was, and what an editing program noted, with names of folders and people.

/// Objects of programs, what they note for themselves, and owners; in the names of version 2.2, then in those of later ones.
const HIDDEN: [&[u8]; 6] = [b"GEO", b"GEOB", b"PRIV", b"TOWN", b"OWNE", b"COMR"];

/// Whether a tag has a frame that listeners do not see.
pub(super) fn has_hidden(bytes: &[u8]) -> bool {
    let Some([b'I', b'D', b'3', version, _, flags, length @ ..]) = bytes.get(..10) else { return false };
    let end = 10 + whole(length, 7);
    let tag = &bytes[..end.min(bytes.len())];
    let (name, head) = if *version == 2 { (3, 6) } else { (4, 10) };
    let further = if *flags & 0x40 == 0 || *version == 2 {
        0
    } else {
        // In version 2.4 the length counts itself.
        let length = tag.get(10..14).unwrap_or_default();
        if *version == 4 { whole(length, 7) } else { whole(length, 8) + 4 }
    };
    let mut at = 10_usize.saturating_add(further);
    while let Some(frame) = at.checked_add(head).and_then(|body| tag.get(at..body)) {
        if HIDDEN.contains(&&frame[..name]) {
            return true;
        }
        if frame[0] == 0 {
            return false;
        }
        let length = whole(&frame[name..name + name], if *version == 4 { 7 } else { 8 });
        at = at.saturating_add(head).saturating_add(length);
    }
    false
}

/// A number of bytes, the greatest first, of each of which so many bits count.
fn whole(bytes: &[u8], bits: u32) -> usize {
    bytes.iter().fold(0, |number, byte| number << bits | usize::from(*byte))
}
