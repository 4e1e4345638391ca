//! What a file holds, by its first bytes and not by its name.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A kind of file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Holds {
    /// Of another kind than these.
    #[default]
    Other,
    /// Nothing.
    Empty,
    /// A picture that browsers show.
    Jpeg,
    /// Likewise.
    Png,
    /// Likewise.
    Gif,
    /// Likewise.
    WebP,
    /// Likewise.
    Avif,
    /// Likewise.
    Bmp,
    /// Likewise.
    Icon,
    /// Likewise, when its name says so.
    Svg,
    /// A picture that few browsers show.
    JpegXl,
    /// A picture as telephones take it; few browsers show it.
    Heic,
    /// A picture for printers; also the raw pictures of cameras. No browser shows it.
    Tiff,
    /// A picture with layers.
    Psd,
    /// A document.
    Pdf,
    /// A document of Word or of another office program.
    Office,
    /// A page.
    Html,
    /// Sound or moving pictures.
    Film,
    /// Likewise, in WebM or Matroska.
    Matroska,
    /// Sound with a tag before it.
    Mp3,
    /// Files in one file.
    Zip,
    /// What Git LFS puts in the place of a file that was not fetched
    /// (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>).
    Pointer,
}

impl Holds {
    /// What a file holds that begins with these bytes. More than its first 512 kB change nothing.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [] => Self::Empty,
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Self::Png,
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Self::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Self::Bmp,
            [0, 0, 1 | 2, 0, 1..=64, 0, ..] => Self::Icon,
            [0xff, 0x0a, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => Self::JpegXl,
            [b'I', b'I', b'*' | b'+', 0, ..] | [b'M', b'M', 0, b'*' | b'+', ..] => Self::Tiff,
            [b'8', b'B', b'P', b'S', ..] => Self::Psd,
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Pdf,
            [0x1a, 0x45, 0xdf, 0xa3, ..] => Self::Matroska,
            [b'I', b'D', b'3', 2..=4, _, ..] => Self::Mp3,
            [b'P', b'K', 3, 4, ..] => zipped(bytes),
            [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Self::Office,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] => boxed(bytes),
            // A length that no text begins with, and the first box of a film by QuickTime.
            [0..=31, _, _, _, name @ ..] if FILM.iter().any(|first| name.starts_with(first)) => Self::Film,
            _ if bytes.starts_with(b"version https://git-lfs.github.com/spec/") => Self::Pointer,
            _ => text(bytes),
        }
    }

    /// Its name, as messages print it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Other => "unknown",
            Self::Empty => "empty",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Avif => "AVIF",
            Self::Bmp => "BMP",
            Self::Icon => "ICO",
            Self::Svg => "SVG",
            Self::JpegXl => "JPEG XL",
            Self::Heic => "HEIC",
            Self::Tiff => "TIFF",
            Self::Psd => "PSD",
            Self::Pdf => "PDF",
            Self::Office => "office",
            Self::Html => "HTML",
            Self::Film => "video or audio",
            Self::Matroska => "WebM or Matroska",
            Self::Mp3 => "MP3",
            Self::Zip => "ZIP",
            Self::Pointer => "Git LFS",
        }
    }

    /// Whether it is a picture of points that browsers show under any name of such a picture.
    pub fn is_raster(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Gif | Self::WebP | Self::Avif | Self::Bmp | Self::Icon)
    }
}

impl fmt::Display for Holds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The boxes with which a film begins that has no brand (QuickTime File Format, "Basic data structures").
const FILM: [&[u8]; 6] = [b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"];

/// By the brands of `ftyp` (ISO/IEC 14496-12, section 4.3; registered at mp4ra.org): that of the file, then those that it is
/// compatible with.
fn boxed(bytes: &[u8]) -> Holds {
    let length = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
    let brands = bytes.get(8..length.clamp(8, 256).min(bytes.len())).unwrap_or_default();
    let mut brands =
        brands.chunks_exact(4).enumerate().filter(|(place, _)| *place != 1).map(|(_, brand)| brand);
    let kind = brands.find_map(|brand| match brand {
        b"avif" | b"avis" => Some(Holds::Avif),
        b"heic" | b"heix" | b"hevc" | b"hevx" | b"heim" | b"heis" => Some(Holds::Heic),
        _ => None,
    });
    match (kind, bytes.get(8..12)) {
        (Some(kind), _) => kind,
        (None, Some(b"mif1" | b"msf1")) => Holds::Heic,
        (None, _) => Holds::Film,
    }
}

/// Office documents are files in one file, of which one of the first has a name of their own.
fn zipped(bytes: &[u8]) -> Holds {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    let is_office = has(b"[Content_Types].xml") || has(b"application/vnd.oasis.opendocument");
    if is_office { Holds::Office } else { Holds::Zip }
}

/// SVG and HTML by their first element.
fn text(bytes: &[u8]) -> Holds {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &bytes[..bytes.len().min(64 << 10)];
    let mut rest = head.trim_ascii_start();
    if !rest.starts_with(b"<") {
        return Holds::Other;
    }
    loop {
        let begins =
            |name: &[u8]| rest.get(..name.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(name));
        if begins(b"<!doctype html") || begins(b"<html") || begins(b"<head") || begins(b"<body") {
            return Holds::Html;
        }
        let name = rest
            .get(1..)
            .unwrap_or_default()
            .split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
            .next();
        if name.is_some_and(|name| name.rsplit(|byte| *byte == b':').next() == Some(b"svg")) {
            return Holds::Svg;
        }
        // Whatever may stand before the first element: declarations and comments.
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', ..]
                if memchr::memmem::find(&rest[..rest.len().min(2048)], b"[")
                    .is_some_and(|open| memchr::memchr(b'>', rest).is_some_and(|close| open < close)) =>
            {
                b"]>"
            }
            [b'<', b'!', ..] => b">",
            _ => return Holds::Other,
        };
        let Some(found) = memchr::memmem::find(rest, end) else { return Holds::Other };
        rest = rest[found + end.len()..].trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        for (bytes, holds) in [
            (&b""[..], Holds::Empty),
            (b"\xff\xd8\xff\xe0", Holds::Jpeg),
            (b"\xff\xd8", Holds::Other),
            (b"RIFF....WEBPVP8 ", Holds::WebP),
            (b"RIFF....WAVE", Holds::Other),
            (b"\0\0\0\x1cftypavif\0\0\0\0", Holds::Avif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf", Holds::Avif),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Holds::Heic),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Holds::Heic),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Holds::Film),
            (b"\0\0\0\x14ftypM4A \0\0\0\0M4A ", Holds::Film),
            (b"\0\0\0\x08wide", Holds::Film),
            (b"\0\0\0\x01mdat\0\0\0\0", Holds::Film),
            (b"a midway"  , Holds::Other),
            (b"\0\0\0\x14ftyp", Holds::Film),
            (b"\x1a\x45\xdf\xa3\x84webm", Holds::Matroska),
            (b"ID3\x04\0\0\0\0\0\0", Holds::Mp3),
            (b"ID3 is a tag", Holds::Other),
            (b"MM\0*\0\0\0\x08", Holds::Tiff),
            (b"%PDF-1.7", Holds::Pdf),
            (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.text", Holds::Office),
            (b"PK\x03\x04..a.txt", Holds::Zip),
            (b"<svg xmlns='x'/>", Holds::Svg),
            (b"<ns0:svg>", Holds::Svg),
            (b"<svgz>", Holds::Other),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", Holds::Pointer),
            (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- <html> -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\">\n<svg>", Holds::Svg),
            (b"<!DOCTYPE svg [ <!ENTITY a \"<b>\"> ]><svg>", Holds::Svg),
            (b"\n<!-- saved --><!doctype HTML>", Holds::Html),
            (b"<html lang=en>", Holds::Html),
            (b"<rss><svg/></rss>", Holds::Other),
            (b"<!-- no end", Holds::Other),
            (b"<", Holds::Other),
            (b"words", Holds::Other),
        ] {
            assert_eq!(Holds::of(bytes), holds, "{}", bytes.escape_ascii());
            for end in 0..bytes.len() {
                let _ = Holds::of(&bytes[..end]);
            }
        }
    }
}
