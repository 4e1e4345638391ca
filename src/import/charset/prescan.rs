//! What a document says of its encoding before it is parsed (HTML standard, section 13.2.3.2, “prescan a byte stream”).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far is looked. The standard looks at 1024 bytes first and starts again when a declaration comes later.
const MOST: usize = 16 << 10;

/// The encoding of `meta`, else of an XML declaration.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(MOST)];
    of_meta(bytes).or_else(|| of_xml(bytes))
}

fn of_meta(mut rest: &[u8]) -> Option<&'static Encoding> {
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at + 1..];
        match rest {
            [b'!', b'-', b'-', ..] => rest = after(&rest[1..], b"-->")?,
            [b'm' | b'M', b'e' | b'E', b't' | b'T', b'a' | b'A', end, ..]
                if is_space(*end) || *end == b'/' =>
            {
                let mut meta = Meta::default();
                rest = &rest[4..];
                while let Some((name, value)) = attribute(&mut rest) {
                    meta.hear(&name, &value);
                }
                if let Some(encoding) = meta.encoding() {
                    return Some(encoding);
                }
            }
            [b'/', letter, ..] | [letter, ..] if letter.is_ascii_alphabetic() => {
                let end = rest.iter().position(|byte| is_space(*byte) || *byte == b'>')?;
                rest = &rest[end..];
                while attribute(&mut rest).is_some() {}
            }
            [b'!' | b'/' | b'?', ..] => rest = after(rest, b">")?,
            _ => {}
        }
    }
    None
}

#[derive(Default)]
struct Meta {
    names: Vec<Vec<u8>>,
    is_pragma: bool,
    /// An encoding, and whether it counts only beside `http-equiv`.
    said: Option<(Option<&'static Encoding>, bool)>,
}

impl Meta {
    fn hear(&mut self, name: &[u8], value: &[u8]) {
        // Of two with a name, the first counts. Who writes hundreds is not heard.
        if self.names.iter().any(|known| known == name) || self.names.len() > 32 {
            return;
        }
        self.names.push(name.to_vec());
        match name {
            b"http-equiv" => self.is_pragma = value == b"content-type",
            b"content" if self.said.is_none() => {
                self.said = charset_in(value).map(|label| (Encoding::for_label_no_replacement(label), true));
            }
            b"charset" => self.said = Some((Encoding::for_label_no_replacement(value), false)),
            _ => {}
        }
    }

    fn encoding(&self) -> Option<&'static Encoding> {
        let (encoding, needs_pragma) = self.said?;
        encoding.filter(|_| self.is_pragma || !needs_pragma).map(legible)
    }
}

/// What a declaration that could be read byte by byte means.
fn legible(encoding: &'static Encoding) -> &'static Encoding {
    match encoding {
        said if said == UTF_16LE || said == UTF_16BE => UTF_8,
        said if said == X_USER_DEFINED => WINDOWS_1252,
        said => said,
    }
}

/// The next attribute, its name and value in lower case (“get an attribute”); none at the end of the tag.
fn attribute(rest: &mut &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    skip(rest, |byte| is_space(byte) || byte == b'/');
    if matches!(rest.first(), None | Some(b'>')) {
        return None;
    }
    // An equals sign at the beginning is a part of the name.
    let end = |at: usize, byte: u8| is_space(byte) || matches!(byte, b'/' | b'>') || (byte == b'=' && at > 0);
    let name = take(rest, end);
    skip(rest, is_space);
    if rest.first() != Some(&b'=') {
        return Some((name, Vec::new()));
    }
    *rest = &rest[1..];
    skip(rest, is_space);
    let value = match rest.first() {
        Some(quote @ (b'"' | b'\'')) => {
            *rest = &rest[1..];
            let value = take(rest, |_, byte| byte == *quote);
            *rest = rest.get(1..)?;
            value
        }
        _ => take(rest, |_, byte| is_space(byte) || byte == b'>'),
    };
    Some((name, value))
}

/// The charset in a content type (section 2.4, “extracting a character encoding from a meta element”).
fn charset_in(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        rest = after(rest, b"charset")?;
        skip(&mut rest, is_space);
        if let Some(after) = rest.strip_prefix(b"=") {
            rest = after;
            break;
        }
    }
    skip(&mut rest, is_space);
    match rest.split_first()? {
        (quote @ (b'"' | b'\''), rest) => rest.iter().position(|byte| byte == quote).map(|end| &rest[..end]),
        _ => rest.split(|byte| is_space(*byte) || *byte == b';').next(),
    }
}

/// The encoding of an XML declaration (“get an XML encoding”).
fn of_xml(bytes: &[u8]) -> Option<&'static Encoding> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    let declaration = &rest[..rest.iter().position(|byte| *byte == b'>')?];
    let mut rest = after(declaration, b"encoding")?;
    skip(&mut rest, |byte| byte <= b' ');
    rest = rest.strip_prefix(b"=")?;
    skip(&mut rest, |byte| byte <= b' ');
    let (quote, rest) = rest.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
    let label = &rest[..rest.iter().position(|byte| byte == quote)?];
    Encoding::for_label_no_replacement(label).map(legible)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

fn skip(rest: &mut &[u8], unwanted: impl Fn(u8) -> bool) {
    let end = rest.iter().position(|byte| !unwanted(*byte)).unwrap_or(rest.len());
    *rest = &rest[end..];
}

/// What stands before the end, in lower case.
fn take(rest: &mut &[u8], is_end: impl Fn(usize, u8) -> bool) -> Vec<u8> {
    let end = rest.iter().enumerate().position(|(at, byte)| is_end(at, *byte)).unwrap_or(rest.len());
    let (taken, after) = rest.split_at(end);
    *rest = after;
    taken.to_ascii_lowercase()
}

fn after<'a>(rest: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    rest.windows(mark.len()).position(|piece| piece == mark).map(|at| &rest[at + mark.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_where_the_standard_finds_them() {
        for (page, expected) in [
            ("<meta charset=windows-1251>", Some("windows-1251")),
            ("<!DOCTYPE html><html lang=uk><META/CHARSET = 'KOI8-U'/>", Some("KOI8-U")),
            ("<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>", Some("Shift_JIS")),
            (
                "<meta content='text/html; charset x charset=\"gb2312\"' http-equiv=\"content-type\">",
                Some("GBK"),
            ),
            ("<meta content='text/html; charset=big5'>", None),
            ("<meta http-equiv=refresh content='0; charset=big5'>", None),
            ("<meta charset=nonsense><meta charset=latin1>", Some("windows-1252")),
            ("<meta charset=utf-16le>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=iso-2022-kr>", None),
            ("<meta charset=big5 charset=utf-8>", Some("Big5")),
            ("<!-- <meta charset=big5> --><meta charset=euc-kr>", Some("EUC-KR")),
            ("<!--><meta charset=euc-kr>", Some("EUC-KR")),
            ("<a title='<meta charset=big5>'><meta charset=euc-kr>", Some("EUC-KR")),
            ("</x <meta charset=big5><meta charset=euc-kr>", Some("EUC-KR")),
            ("<? <meta charset=big5><metacharset=big5><meta charset=euc-kr", Some("EUC-KR")),
            ("<meta charset=\"big5", None),
            ("<?xml version='1.0' encoding=\"koi8-r\"?><rss>", Some("KOI8-R")),
            ("<?xml version='1.0' encoding='utf-16'?><rss>", Some("UTF-8")),
            ("<?xml encoding='koi8-r'?><html><meta charset=euc-kr>", Some("EUC-KR")),
            ("<?xml version='1.0'?><a encoding='koi8-r'>", None),
            ("< meta charset=big5>", None),
            ("<!-- <meta charset=big5>", None),
            ("", None),
            ("<", None),
            ("<meta", None),
            ("<meta charset", None),
            ("<meta charset=", None),
        ] {
            assert_eq!(encoding(page.as_bytes()).map(|encoding| encoding.name()), expected, "{page}");
        }
        let late = |bytes: usize| format!("<script>{}</script><meta charset=big5>", "x".repeat(bytes));
        assert!(encoding(late(2000).as_bytes()).is_some() && encoding(late(20_000).as_bytes()).is_none());
    }
}
