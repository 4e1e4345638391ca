//! Files of other kinds, which are published as they are: whether they say who made them, where or when.
//!
//! Nothing is read here but where each format has it. What a recording says of itself to those who listen is no secret;
//! what its recorder noted is.

use memchr::memmem;

use super::pieces::{has_marks, le32};

/// The name of a file's format, if such a file says who made it.
pub(super) fn keeps_metadata(bytes: &[u8]) -> Option<&'static str> {
    let (name, says) = match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', rest @ ..] => ("WAV", wave(rest)),
        [b'f', b'L', b'a', b'C', ..] => ("FLAC", comments(bytes)),
        [b'O', b'g', b'g', b'S', ..] => ("Ogg", comments(bytes)),
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            ("RTF", has_any(bytes, &[b"\\author", b"\\operator", b"\\creatim"]))
        }
        [b'%', b'!', b'P', b'S', ..] => ("PostScript", has_any(bytes, &[b"%%For:"]) || has_marks(bytes)),
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => ("JPEG 2000", has_any(bytes, &[b"xml ", b"uuid"])),
        // What has a picture's metadata and is no text about them.
        _ => ("binary", memchr::memchr(0, &bytes[..bytes.len().min(1024)]).is_some() && has_marks(bytes)),
    };
    says.then_some(name)
}

/// Pieces of a recorder's own: broadcast extension (EBU Tech 3285), iXML, XMP, and a list that tells artists and engineers.
fn wave(bytes: &[u8]) -> bool {
    let mut at = 0_usize;
    while let Some(name) = bytes.get(at..at + 4) {
        if matches!(name, b"bext" | b"iXML" | b"_PMX" | b"axml")
            || name == b"LIST" && bytes[at..].get(8..12) == Some(b"INFO")
        {
            return true;
        }
        let Some(length) = le32(bytes, at + 4) else { return false };
        at = at.saturating_add(8).saturating_add(length).saturating_add(length % 2);
    }
    false
}

/// Comments of Vorbis (<https://xiph.org/vorbis/doc/v-comment.html>) that are not for listeners.
fn comments(bytes: &[u8]) -> bool {
    let head = bytes[..bytes.len().min(64 << 10)].to_ascii_uppercase();
    has_any(&head, &[b"LOCATION=", b"CONTACT=", b"ENCODED-BY=", b"ENCODEDBY="])
}

fn has_any(bytes: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| memmem::find(bytes, mark).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_recorders_and_programs_note_is_found_where_their_formats_have_it() {
        let wave = |chunks: &[u8]| [b"RIFF\0\0\0\0WAVE", chunks].concat();
        for (bytes, name) in [
            (wave(b"fmt \x02\0\0\0xxbext\x04\0\0\0Anna"), "WAV"),
            (wave(b"odd \x01\0\0\0x\0LIST\x08\0\0\0INFOIART"), "WAV"),
            (b"fLaC....Location=Kyiv".to_vec(), "FLAC"),
            (b"OggS....CONTACT=anna".to_vec(), "Ogg"),
            (b"{\\rtf1{\\info{\\author Anna}}}".to_vec(), "RTF"),
            (b"%!PS-Adobe-3.0\n%%For: Anna\n".to_vec(), "PostScript"),
            (b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x0cuuid".to_vec(), "JPEG 2000"),
            (b"\x01\0\0\0Exif\0\0II*\0".to_vec(), "binary"),
        ] {
            assert_eq!(keeps_metadata(&bytes), Some(name), "{}", bytes.escape_ascii());
            for end in 0..bytes.len() {
                let _ = keeps_metadata(&bytes[..end]);
            }
        }
        for bytes in [
            wave(b"fmt \x04\0\0\0bextdata\x04\0\0\0bext"),
            wave(b"LIST\xff\xff\xff\xffadtl"),
            b"fLaC....TITLE=Kyiv; ARTIST=Anna".to_vec(),
            b"{\\rtf1 Words of an author}".to_vec(),
            b"%!PS-Adobe-3.0\n%%Title: A".to_vec(),
            b"words about <x:xmpmeta>".to_vec(),
            Vec::new(),
        ] {
            assert_eq!(keeps_metadata(&bytes), None, "{}", bytes.escape_ascii());
        }
    }
}
