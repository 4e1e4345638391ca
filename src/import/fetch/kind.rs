//! What an answer is: by the media type that the host names, and by what its first bytes show (WHATWG, MIME Sniffing).

use super::FetchError;
use super::signature::{signature, words};
use crate::import::charset;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTML, in whatever syntax.
    Html,
    /// Another XML: a feed.
    Xml,
    /// Text without marks, or with those of Markdown.
    Text,
}

/// How far WHATWG looks into a resource (MIME Sniffing, section 5.2).
const HEAD: usize = 1445;

/// Refuses what no text can be made of by its type alone, before the body is read.
///
/// # Errors
/// The host names a type that is none of a page, a feed or a text.
pub(super) fn check(content_type: Option<&str>) -> Result<(), FetchError> {
    match content_type.map(essence) {
        Some(named) if !is_unclear(&named) && by_name(&named).is_none() => {
            Err(FetchError::Kind { is: words(&named), media_type: named, is_lie: false })
        }
        _ => Ok(()),
    }
}

/// What a text is, and its media type: the host's word, unless the bytes show something else.
///
/// # Errors
/// It is no text: its first bytes are those of another format, or binary.
pub(super) fn of_text(content_type: Option<&str>, bytes: &[u8]) -> Result<(Kind, String), FetchError> {
    let named = content_type.map(essence).filter(|named| !is_unclear(named));
    if let Some(shown) = signature(bytes) {
        return Err(FetchError::Kind {
            is: words(shown),
            media_type: shown.to_owned(),
            is_lie: content_type.is_some(),
        });
    }
    let shown = by_marks(bytes);
    if shown.is_none() && is_binary(bytes) {
        let media_type = "application/octet-stream".to_owned();
        return Err(FetchError::Kind { is: words(&media_type), media_type, is_lie: named.is_some() });
    }
    let by_name = named.as_deref().and_then(by_name);
    let kind = match (by_name, shown) {
        (Some(Kind::Html), _) => Kind::Html,
        // A page that is sent as a text, or as XML, is a page; Markdown may begin with an element.
        (Some(_), Some(Kind::Html)) if begins_with(&head(bytes), &WHOLE) => Kind::Html,
        (Some(kind), _) => kind,
        (None, shown) => shown.unwrap_or(Kind::Text),
    };
    let sniffed = match kind {
        Kind::Html => "text/html",
        Kind::Xml => "text/xml",
        Kind::Text => "text/plain",
    };
    Ok((kind, named.unwrap_or_else(|| sniffed.to_owned())))
}

/// A picture's media type and the ending of its file, by its signature alone.
///
/// # Errors
/// It is no picture of a kind that newsprint takes.
pub(super) fn of_picture(
    content_type: Option<&str>,
    bytes: &[u8],
) -> Result<(&'static str, &'static str), FetchError> {
    let named = content_type.map(essence).filter(|named| !is_unclear(named));
    let shown = signature(bytes).or_else(|| match by_marks(bytes) {
        Some(Kind::Html) => Some("text/html"),
        // A drawing may have scripts in it.
        _ if has(&head(bytes), b"<svg") => Some("image/svg+xml"),
        Some(Kind::Xml) => Some("text/xml"),
        _ => None,
    });
    let extension = match shown {
        Some("image/jpeg") => "jpg",
        Some("image/png") => "png",
        Some("image/gif") => "gif",
        Some("image/webp") => "webp",
        Some("image/avif") => "avif",
        _ => {
            let is_lie = matches!((&named, shown), (Some(named), Some(shown)) if named != shown);
            let is = shown.map(str::to_owned).or(named).unwrap_or("application/octet-stream".to_owned());
            return Err(FetchError::Kind { is: words(&is), media_type: is, is_lie });
        }
    };
    Ok((shown.unwrap_or_default(), extension))
}

/// The media type without its parameters.
pub(super) fn essence(content_type: &str) -> String {
    // A host's words are shown to an editor.
    let essence = content_type.split([';', ',']).next().unwrap_or_default().trim();
    essence
        .chars()
        .filter(|letter| letter.is_ascii_graphic())
        .take(80)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// The `charset` of a media type.
pub(super) fn charset_of(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']).trim();
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

/// Types that say nothing (MIME Sniffing, section 7), and the one of hosts that do not know it.
fn is_unclear(named: &str) -> bool {
    matches!(
        named,
        "" | "unknown/unknown"
            | "application/unknown"
            | "*/*"
            | "application/octet-stream"
            | "binary/octet-stream"
    ) || !named.contains('/')
}

fn by_name(named: &str) -> Option<Kind> {
    match named {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "text/plain" | "text/markdown" | "text/x-markdown" => Some(Kind::Text),
        "image/svg+xml" => None,
        "text/xml" | "application/xml" => Some(Kind::Xml),
        named if named.ends_with("+xml") => Some(Kind::Xml),
        _ => None,
    }
}

/// How whole pages begin.
const WHOLE: [&str; 4] = ["<!doctype html", "<html", "<head", "<?xml"];
/// How parts of pages begin.
const PARTS: [&str; 16] = [
    "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style", "<title", "<b", "<body", "<br",
    "<p", "<!--", "<meta", "<article",
];

/// What the marks at the beginning show (MIME Sniffing, section 7.1).
fn by_marks(bytes: &[u8]) -> Option<Kind> {
    let head = head(bytes);
    match () {
        () if head.starts_with(b"<?xml") && !has(&head, b"<html") => Some(Kind::Xml),
        () if begins_with(&head, &["<rss", "<feed", "<rdf:rdf"]) => Some(Kind::Xml),
        () if begins_with(&head, &WHOLE) || begins_with(&head, &PARTS) => Some(Kind::Html),
        () => None,
    }
}

/// The first bytes in lower case, without what stands before the first mark.
fn head(bytes: &[u8]) -> Vec<u8> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Of UTF-16, one byte of two says enough.
    let head: Vec<u8> = match charset::utf_16(bytes) {
        Some(_) => head.iter().copied().filter(|byte| !matches!(byte, 0 | 0xfe | 0xff)).collect(),
        None => head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).to_vec(),
    };
    head.trim_ascii_start().to_ascii_lowercase()
}

/// Whether one of the marks stands at the beginning as a whole word; a comment's needs no end.
fn begins_with(head: &[u8], marks: &[&str]) -> bool {
    marks.iter().any(|mark| {
        let rest = head.strip_prefix(mark.as_bytes());
        let is_end = |next: &u8| b"\t\n\x0c\r />".contains(next);
        rest.is_some_and(|rest| mark.ends_with('-') || rest.first().is_none_or(is_end))
    })
}

fn has(head: &[u8], piece: &[u8]) -> bool {
    head.windows(piece.len()).any(|window| window == piece)
}

/// Whether bytes are no text in any encoding: more than a few of those that texts do not have (MIME Sniffing, section 3).
/// A page with a stray one is still a page.
fn is_binary(bytes: &[u8]) -> bool {
    if charset::utf_16(bytes).is_some() {
        return false;
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_odd = |byte: &&u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    head.iter().filter(is_odd).count() > head.len() / 32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(content_type: &str, bytes: &[u8]) -> Result<(Kind, String), FetchError> {
        of_text((!content_type.is_empty()).then_some(content_type), bytes)
    }

    #[test]
    fn texts_are_what_the_host_says_unless_they_are_pages() {
        for (named, bytes, expected, media_type) in [
            ("text/html; charset=utf-8", &b"a"[..], Kind::Html, "text/html"),
            ("Application/XHTML+XML", b"<?xml version='1.0'?><html>", Kind::Html, "application/xhtml+xml"),
            ("text/plain", b"<!DOCTYPE html><p>a", Kind::Html, "text/plain"),
            ("text/plain", b"<p align=center>Markdown, too", Kind::Text, "text/plain"),
            ("text/plain", b"Two < three", Kind::Text, "text/plain"),
            ("text/markdown", b"# Ferry", Kind::Text, "text/markdown"),
            ("application/rss+xml", b"<rss>", Kind::Xml, "application/rss+xml"),
            ("text/xml", b"\xef\xbb\xbf<?xml version='1.0'?><html lang='de'>", Kind::Html, "text/xml"),
            ("", b" \n<!DOCTYPE html>", Kind::Html, "text/html"),
            ("", b"<!--x-->", Kind::Html, "text/html"),
            ("", b"<?xml version='1.0'?><feed>", Kind::Xml, "text/xml"),
            ("", b"A ferry is late.", Kind::Text, "text/plain"),
            ("application/octet-stream", b"<html>", Kind::Html, "text/html"),
            ("html", b"<html>", Kind::Html, "text/html"),
            ("", b"\xff\xfe<\0h\0t\0m\0l\0>\0", Kind::Html, "text/html"),
            ("", b"\0<\0h\0t\0m\0l\0>\0A\0b\0c\0d", Kind::Html, "text/html"),
            (
                "text/html",
                b"<p>a stray \x07 bell, and a second paragraph that is longer",
                Kind::Html,
                "text/html",
            ),
        ] {
            assert_eq!(kind(named, bytes), Ok((expected, media_type.to_owned())), "{named} {bytes:?}");
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        let refused = |named: &str, bytes: &[u8]| match kind(named, bytes) {
            Err(FetchError::Kind { is, is_lie, .. }) => (is, is_lie),
            other => panic!("{named}: {other:?}"),
        };
        assert_eq!(refused("text/html", b"%PDF-1.7 ..."), ("a PDF", true));
        assert_eq!(refused("", b"%PDF-1.7 ..."), ("a PDF", false));
        assert_eq!(refused("text/plain", b"\x89PNG\r\n\x1a\n"), ("a picture", true));
        assert_eq!(refused("text/html", b"PK\x03\x04"), ("an archive", true));
        assert_eq!(refused("text/html", b"\0\0\0\x18ftypmp42\0\0\0\0isommp42"), ("a video", true));
        assert_eq!(refused("", &[0, 159, 146, 150, 1, 2, 3, 0, 0, 7]).0, "data that no text can be made of");
        for (named, is) in [
            ("application/pdf", "a PDF"),
            ("image/svg+xml", "a drawing (SVG)"),
            ("application/json; charset=utf-8", "data (JSON)"),
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "an office document"),
            ("video/mp4", "a video"),
            ("text/css", "a style sheet"),
        ] {
            let media_type = essence(named);
            assert_eq!(check(Some(named)), Err(FetchError::Kind { media_type, is, is_lie: false }));
        }
        for named in
            [None, Some(""), Some("text/html;charset=x"), Some("application/octet-stream"), Some("x")]
        {
            assert_eq!(check(named), Ok(()));
        }
    }

    #[test]
    fn pictures_are_what_they_show() {
        let avif = b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf";
        for (bytes, extension) in [
            (&b"\xff\xd8\xff\xe0"[..], "jpg"),
            (b"\x89PNG\r\n\x1a\n", "png"),
            (b"GIF89a", "gif"),
            (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
            (avif, "avif"),
        ] {
            assert_eq!(of_picture(Some("text/html"), bytes).map(|(_, extension)| extension), Ok(extension));
        }
        for (bytes, is, is_lie) in [
            (&b"<svg xmlns='http://www.w3.org/2000/svg'>"[..], "a drawing (SVG)", true),
            (b"<?xml version='1.0'?><svg>", "a drawing (SVG)", true),
            (b"<!DOCTYPE html>", "a page", true),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a picture", true),
            (b"", "a picture", false),
        ] {
            let error = of_picture(Some("image/jpeg"), bytes);
            assert!(
                matches!(error, Err(FetchError::Kind { is: was, is_lie: lie, .. }) if was == is && lie == is_lie),
                "{error:?}"
            );
        }
    }

    #[test]
    fn parameters_of_types() {
        for (named, charset) in [
            ("text/html", None),
            ("text/html; charset=UTF-8", Some("UTF-8")),
            ("text/html;foo=bar; Charset = \"windows-1251\" ", Some("windows-1251")),
            ("text/html; charset='koi8-u'", Some("koi8-u")),
            ("text/html; charset=", None),
        ] {
            assert_eq!(charset_of(named).as_deref(), charset, "{named}");
        }
        assert_eq!(essence("Text/HTML\x1b[31m ; a=b"), "text/html[31m");
    }
}
