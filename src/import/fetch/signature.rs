//! Formats that are no text: by their first bytes, and in words.

/// Formats by their first bytes (MIME Sniffing, section 6, and what else stands in for pages in practice).
pub(super) fn signature(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: [(&[u8], &str); 24] = [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF87a", "image/gif"),
        (b"GIF89a", "image/gif"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"\0\0\x01\0", "image/x-icon"),
        (b"%PDF-", "application/pdf"),
        (b"%!PS-Adobe-", "application/postscript"),
        (b"PK\x03\x04", "application/zip"),
        (b"PK\x05\x06", "application/zip"),
        (b"\x1f\x8b\x08", "application/gzip"),
        (b"Rar!\x1a\x07", "application/vnd.rar"),
        (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
        (b"{\\rtf", "application/rtf"),
        (b"OggS\0", "application/ogg"),
        (b"ID3", "audio/mpeg"),
        (b"fLaC", "audio/flac"),
        (b"\x1aE\xdf\xa3", "video/webm"),
        (b"wOFF", "font/woff"),
        (b"wOF2", "font/woff2"),
        (b"\0asm", "application/wasm"),
        (b"\x7fELF", "application/x-executable"),
    ];
    if let Some((_, found)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Some(found);
    }
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (b"RIFF", _, b"WEBP") => Some("image/webp"),
        (b"RIFF", _, b"WAVE") => Some("audio/wav"),
        (b"RIFF", _, b"AVI ") => Some("video/avi"),
        (length, b"ftyp", major) => {
            // A box of brands: the major one, a version, then those that it is compatible with (ISO/IEC 14496-12, section 4.3).
            let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
            let brands = bytes.get(16..length.min(bytes.len()).min(256)).unwrap_or_default();
            let mut brands = std::iter::once(major).chain(brands.chunks_exact(4));
            Some(match () {
                () if brands.any(|brand| matches!(brand, b"avif" | b"avis")) => "image/avif",
                () if matches!(major, b"heic" | b"heix" | b"mif1" | b"msf1" | b"hevc") => "image/heic",
                () => "video/mp4",
            })
        }
        _ => None,
    }
}

/// Whether somebody can open a media type in another program, and copy its text.
pub(super) fn is_document(media_type: &str) -> bool {
    let of_office = ["application/vnd.ms-", "application/vnd.oasis"];
    matches!(
        media_type,
        "application/pdf" | "application/rtf" | "application/epub+zip" | "application/msword"
    ) || of_office.iter().any(|start| media_type.starts_with(start))
        || media_type.contains("officedocument")
}

/// A media type in words.
pub(super) fn words(media_type: &str) -> &'static str {
    match media_type {
        "application/pdf" => "a PDF",
        "application/json" | "application/ld+json" | "application/feed+json" => "data (JSON)",
        "application/zip"
        | "application/gzip"
        | "application/vnd.rar"
        | "application/x-7z-compressed"
        | "application/x-tar" => "an archive",
        "application/rtf" | "application/postscript" | "application/epub+zip" => "a document",
        "text/css" => "a style sheet",
        "text/csv" => "a table (CSV)",
        "text/calendar" => "a calendar",
        "text/html" | "application/xhtml+xml" => "a page",
        "text/xml" | "application/xml" => "XML",
        "image/svg+xml" => "a drawing (SVG)",
        "multipart/related" | "message/rfc822" => "an e-mail or a page with its parts (MHTML)",
        "application/msword" => "an office document",
        word if word.starts_with("application/vnd.ms-") || word.contains("officedocument") => {
            "an office document"
        }
        word if word.starts_with("application/vnd.oasis") => "an office document",
        word if word.ends_with("javascript") => "a script",
        word if word.starts_with("image/") => "a picture",
        word if word.starts_with("video/") => "a video",
        word if word.starts_with("audio/") || word == "application/ogg" => "a sound",
        word if word.starts_with("font/") => "a typeface",
        word if word.starts_with("text/plain") => "a text",
        _ => "data that no text can be made of",
    }
}
