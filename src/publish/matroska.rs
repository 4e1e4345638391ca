//! Films in Matroska and WebM (RFC 9559): elements within elements (EBML, RFC 8794), each with a number and a length.
//!
//! Some are found by their distance from the beginning. So nothing is taken out: what says who made a film, where and when
//! becomes an element that is passed over (`Void`). Titles stay, which viewers see, and so do the names of programs, without
//! which a file is none.

const SEGMENT: u32 = 0x1853_8067;
const CLUSTER: u32 = 0x1f43_b675;
const INFO: u32 = 0x1549_a966;
const TAGS: u32 = 0x1254_c367;
const ATTACHMENTS: u32 = 0x1941_a469;
/// What of `Info` goes: when it was made, and the names of this file and of those before and behind it.
const OF_INFO: [u32; 4] = [0x4461, 0x7384, 0x3c_83ab, 0x3e_83bb];
const CHECKSUM: u32 = 0xbf;
const VOID: u32 = 0xec;

/// An element's head.
struct Head {
    number: u32,
    /// How long the head is.
    length: usize,
    /// How long what stands behind it is; none when it lasts until another one of its kind.
    body: Option<usize>,
}

/// Overwrites what is metadata; returns whether the file is what its elements say.
pub(super) fn clean(bytes: &mut [u8]) -> bool {
    let (mut at, mut whole) = (0, true);
    while at < bytes.len() {
        let Some(head) = head(&bytes[at..]) else { return false };
        let inside = at + head.length;
        let end = head.body.and_then(|body| inside.checked_add(body)).unwrap_or(usize::MAX);
        let is_open = matches!(head.number, SEGMENT | CLUSTER) && head.body.is_none();
        whole &= is_open || end <= bytes.len();
        match head.number {
            SEGMENT => at = inside,
            _ if is_open => at = inside,
            INFO => at = info(bytes, inside, end.min(bytes.len())),
            // What was there before, and files in the file, of which browsers show none.
            TAGS | ATTACHMENTS | VOID => at = hide(bytes, at, &head),
            _ => at = end,
        }
    }
    whole
}

/// Hides what is metadata within `Info`, and then its checksum; returns where it ends.
fn info(bytes: &mut [u8], start: usize, end: usize) -> usize {
    let (mut at, mut checksum, mut hidden) = (start, None, false);
    while at < end {
        let Some(head) = head(&bytes[at..end]) else { break };
        let next = head.body.and_then(|body| (at + head.length).checked_add(body)).unwrap_or(usize::MAX);
        if OF_INFO.contains(&head.number) {
            hide(bytes, at, &head);
            hidden = true;
        } else if head.number == CHECKSUM {
            checksum = Some((at, head));
        }
        at = next;
    }
    if let Some((at, head)) = checksum.filter(|_| hidden) {
        hide(bytes, at, &head);
    }
    end
}

/// Makes an element one that is passed over, of the same length; returns where it ends.
fn hide(bytes: &mut [u8], at: usize, head: &Head) -> usize {
    let inside = at + head.length;
    let end = head.body.and_then(|body| inside.checked_add(body)).unwrap_or(usize::MAX);
    let width = (head.length - 1).min(8);
    let body = head.body.unwrap_or(bytes.len() - inside) + head.length - 1 - width;
    bytes[at] = VOID as u8;
    let length = (1_u64 << (7 * width)) | body as u64;
    bytes[at + 1..at + 1 + width].copy_from_slice(&length.to_be_bytes()[8 - width..]);
    let stop = end.min(bytes.len());
    bytes[at + 1 + width..stop].fill(0);
    stop
}

/// Reads the head at the beginning of these bytes (RFC 8794, sections 4 to 6).
fn head(bytes: &[u8]) -> Option<Head> {
    let first = *bytes.first()?;
    let number = bytes.get(..first.leading_zeros() as usize + 1).filter(|number| number.len() <= 4)?;
    let rest = &bytes[number.len()..];
    let width = rest.first()?.leading_zeros() as usize + 1;
    let length = rest.get(..width).filter(|length| length.len() <= 8)?;
    let join = |bytes: &[u8]| bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let unknown = (1_u64 << (7 * width)) - 1;
    let body = join(length) & unknown;
    Some(Head {
        number: join(number) as u32,
        length: number.len() + width,
        body: (body != unknown).then(|| usize::try_from(body).unwrap_or(usize::MAX)),
    })
}
