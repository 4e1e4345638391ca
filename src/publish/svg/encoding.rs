//! In which encoding a file is, which is what browsers read it in: a file that is UTF-8 by its bytes may be another text in
//! the encoding that it declares.

use std::borrow::Cow;

use encoding_rs::Encoding;

use super::Fault;

/// The text of a file, and whether it was in another encoding than UTF-8: by its first bytes, else by its declaration
/// (XML 1.0, appendix F).
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), Fault> {
    let declared = || {
        let head = bytes.get(..bytes.len().min(200))?;
        let start = memchr::memmem::find(head, b"encoding=")? + "encoding=".len();
        let quote = *head.get(start).filter(|quote| matches!(quote, b'"' | b'\''))?;
        let name = head[start + 1..].split(|byte| *byte == quote).next()?;
        Encoding::for_label(name).filter(|encoding| *encoding != encoding_rs::UTF_8)
    };
    let encoding = Encoding::for_bom(bytes).map(|(encoding, _)| encoding).or_else(declared);
    // What is UTF-8 by its bytes may be another text in the encoding that browsers read it in.
    let Some(encoding) = encoding.filter(|encoding| *encoding != encoding_rs::UTF_8) else {
        let text = std::str::from_utf8(bytes);
        let text = text.map_err(|_| "it is not UTF-8 and does not say in which encoding it is")?;
        return Ok((text.into(), says_another(bytes)));
    };
    let (text, _, has_faults) = encoding.decode(bytes);
    if has_faults { Err(format!("it is not in {}", encoding.name()).into()) } else { Ok((text, true)) }
}

/// Whether a text in UTF-8 declares an encoding that nobody knows: others may know it.
fn says_another(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).to_ascii_lowercase();
    let declaration = head.split("?>").next().filter(|head| head.contains("<?xml")).unwrap_or_default();
    declaration.contains("encoding") && !declaration.contains("utf-8")
}
