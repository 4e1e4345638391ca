//! Bytes of a page, a feed or a text file → text, in the order of the HTML standard (section 13.2.3): a byte order mark, what
//! the host says, what the document says of itself, what its bytes look like.
//!
//! Two departures from the standard, for documents that say what is not so:
//! - Bytes that are UTF-8 beyond chance are UTF-8, whatever anybody says: text in another encoding is never that by chance.
//! - An encoding that the bytes contradict, in which every fifth letter is malformed, gives way to the next in the order.

mod prescan;
#[cfg(test)]
mod tests;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text with what is known of its encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without control characters but for tabs and the ends of lines.
    pub text: String,
    /// The encoding's name, as the Encoding standard has it.
    pub encoding: &'static str,
    /// How it was found.
    pub how: How,
    /// Whether bytes were malformed: text is lost.
    pub had_errors: bool,
    /// How many replacement characters stand where text is lost, here or before it came here.
    pub replaced: usize,
}

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// A byte order mark.
    Bom,
    /// The host, or whoever calls.
    Header,
    /// The document: `meta` or an XML declaration.
    Meta,
    /// The bytes.
    Detected,
}

/// Bytes as text. `declared` is a label that came with them, as in `Content-Type`.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    decode_from(bytes, declared, None)
}

/// The same for a document of a host: where nobody says it, the host's name shows which encodings are likely (`example.com.ua`).
pub fn decode_from(bytes: &[u8], declared: Option<&str>, host: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return read(encoding, &bytes[length..], How::Bom);
    }
    // Labels like `iso-2022-kr` stand for no text at all in the standard; they are none here.
    let header = declared.and_then(|label| Encoding::for_label_no_replacement(label.trim().as_bytes()));
    if let Some(encoding) = utf_16(bytes) {
        return read(encoding, bytes, if header == Some(encoding) { How::Header } else { How::Detected });
    }
    // A first mark in one byte is none of UTF-16, whatever the host says.
    let is_wide = |said: &&Encoding| *said == UTF_16LE || *said == UTF_16BE;
    let header = header.filter(|said| !(is_wide(said) && matches!(bytes, [b'<', 1..=255, ..])));
    let (shape, mut first) = (Shape::of(bytes), None);
    for (said, how) in [(header, How::Header), (prescan::encoding(bytes), How::Meta)] {
        let Some(said) = said else { continue };
        if said != UTF_8 && shape.is_utf_8_rather_than(said) {
            return read(UTF_8, bytes, How::Detected);
        }
        let decoded = read(said, bytes, how);
        if !is_contradicted(&decoded) {
            return decoded;
        }
        first.get_or_insert(decoded);
    }
    let detected = read(detect(bytes, &shape, host), bytes, How::Detected);
    // Where nothing fits, whoever spoke first is right.
    first.filter(|_| is_contradicted(&detected)).unwrap_or(detected)
}

/// The byte order of UTF-16 without a mark: zeros are every second byte of letters, marks and spaces of ASCII, and no byte of
/// any other encoding.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let mut zeros = [0_usize; 2];
    bytes.iter().enumerate().filter(|(_, byte)| **byte == 0).for_each(|(at, _)| zeros[at % 2] += 1);
    let (most, least) = (zeros[0].max(zeros[1]), zeros[0].min(zeros[1]));
    // Between Cyrillic words they are few; in texts of another encoding that are cut or padded they are of both parities.
    if most < 2 || most * 25 < bytes.len() || least * 20 > most {
        return None;
    }
    // A text with some zeros that got lost in it has neither other control characters nor what is no UTF-8.
    let is_control = |byte: &u8| matches!(byte, 1..=8 | 0x0e..=0x1f);
    let is_stray =
        most * 4 < bytes.len() && !bytes.iter().any(is_control) && std::str::from_utf8(bytes).is_ok();
    (!is_stray).then_some(if zeros[1] > zeros[0] { UTF_16LE } else { UTF_16BE })
}

/// How much bytes look like UTF-8.
struct Shape {
    /// Sequences of more than one byte; longer ones count more, as they are less likely by chance.
    weight: usize,
    malformed: usize,
}

impl Shape {
    fn of(bytes: &[u8]) -> Self {
        let mut shape = Self { weight: 0, malformed: 0 };
        for chunk in bytes.utf8_chunks() {
            let weights = chunk.valid().bytes().map(|byte| match byte {
                0xc2..=0xdf => 1,
                0xe0..=0xef => 2,
                0xf0..=0xf4 => 4,
                _ => 0,
            });
            shape.weight += weights.sum::<usize>();
            shape.malformed += usize::from(!chunk.invalid().is_empty());
        }
        shape
    }

    /// Whether there is more of UTF-8 in bytes than there would be by chance, even if some are broken.
    fn is_utf_8(&self, enough: usize) -> bool {
        self.weight >= enough + 8 * self.malformed
    }

    /// A pair of letters in another encoding may be UTF-8 by chance; the more likely, the more of its letters are pairs of bytes.
    fn is_utf_8_rather_than(&self, said: &'static Encoding) -> bool {
        self.is_utf_8(match said {
            // What programs say that know nothing.
            said if said == WINDOWS_1252 => 1,
            said if said.is_single_byte() => 2,
            _ => 4,
        })
    }
}

/// Whether bytes are not in the encoding that somebody names: every fifth letter beyond ASCII is malformed.
fn is_contradicted(decoded: &Decoded) -> bool {
    let beyond = decoded.text.chars().filter(|letter| !letter.is_ascii()).count();
    decoded.had_errors && decoded.replaced * 5 > beyond
}

/// What bytes look like that nobody says anything about.
fn detect(bytes: &[u8], shape: &Shape, host: Option<&str>) -> &'static Encoding {
    /// Bytes from the first letter beyond ASCII on that are looked at; more say nothing new.
    const ENOUGH: usize = 256 << 10;
    // In ISO-2022-JP all bytes are those of ASCII, with an escape before letters.
    if shape.is_utf_8(0) && (shape.weight > 0 || !bytes.contains(&0x1b)) {
        return UTF_8;
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii() || *byte == 0x1b).unwrap_or(0);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[first..bytes.len().min(first + ENOUGH)], true);
    let top = host.and_then(|host| host.trim_end_matches('.').rsplit('.').next()).unwrap_or_default();
    let is_name = !top.is_empty() && top.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    detector.guess(is_name.then_some(top.as_bytes()), Utf8Detection::Deny)
}

fn read(encoding: &'static Encoding, bytes: &[u8], how: How) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let text = match text.chars().any(is_control) {
        true => text
            .chars()
            .map(|letter| if letter == '\u{c}' { '\n' } else { letter })
            .filter(|letter| !is_control(*letter))
            .collect(),
        false => text.into_owned(),
    };
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    Decoded { text, encoding: encoding.name(), how, had_errors, replaced }
}

/// Characters that say nothing in a text, and that YAML and terminals take badly: C0 and C1 but for tabs and the ends of lines.
fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}
