//! Content codings (RFC 9110, section 8.4): gzip, deflate and Brotli, unpacked only as far as there is room.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};

use super::FetchError;

/// What is asked for.
pub(super) const ACCEPTED: &str = "gzip, deflate, br";
/// The most codings on top of each other.
const MOST_CODINGS: usize = 3;

/// The bytes of an answer without its codings, which stand in the order in which they were put on; at most `most` bytes.
///
/// # Errors
/// A coding is unknown, its bytes are broken or cut off, or there are too many of them.
pub(super) fn decode(codings: &str, bytes: Vec<u8>, most: usize) -> Result<Vec<u8>, FetchError> {
    let codings: Vec<String> = codings
        .split(',')
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .collect();
    if codings.len() > MOST_CODINGS {
        return Err(FetchError::Coding(format!("{} codings on top of each other", codings.len())));
    }
    codings.iter().rev().try_fold(bytes, |bytes, coding| {
        // Some hosts name a coding and send nothing.
        if bytes.is_empty() {
            return Ok(bytes);
        }
        match coding.as_str() {
            "gzip" | "x-gzip" => gunzip(&bytes, most),
            // It is zlib's form by the standard, and the bare one by some hosts.
            "deflate" => match read(ZlibDecoder::new(&*bytes), most) {
                Err(FetchError::Coding(_)) => read(DeflateDecoder::new(&*bytes), most),
                result => result,
            },
            // A “large window” is no part of RFC 7932 (section 9.1); the decoder would make room for a gigabyte.
            "br" if bytes[0] & 0x7f == 0x11 => Err(FetchError::Coding("a window that is too large".into())),
            "br" => read(brotli_decompressor::Decompressor::new(&*bytes, 4096), most),
            // Nobody would know what an unknown word from a host does to a terminal.
            other => Err(FetchError::Coding(format!("unknown coding {other:.20?}"))),
        }
    })
}

/// One member or more (RFC 1952, section 2.2); what stands behind the last one is none of it, as browsers see it.
fn gunzip(mut bytes: &[u8], most: usize) -> Result<Vec<u8>, FetchError> {
    let mut all = Vec::new();
    loop {
        let mut decoder = GzDecoder::new(bytes);
        read_into(&mut decoder, &mut all, most)?;
        bytes = decoder.into_inner();
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            return Ok(all);
        }
    }
}

fn read(mut decoder: impl Read, most: usize) -> Result<Vec<u8>, FetchError> {
    let mut all = Vec::new();
    read_into(&mut decoder, &mut all, most)?;
    Ok(all)
}

/// Appends what a decoder gives, as long as there are no more than `most` bytes in all.
fn read_into(decoder: &mut impl Read, all: &mut Vec<u8>, most: usize) -> Result<(), FetchError> {
    let room = (most - all.len()) as u64 + 1;
    decoder.take(room).read_to_end(all).map_err(|error| FetchError::Coding(error.to_string()))?;
    match all.len() > most {
        true => Err(FetchError::Size(most)),
        false => Ok(()),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    pub(in super::super) fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    /// “Ferry late again”, uncompressed, in the form of RFC 7932, section 9.2.
    fn brotli() -> Vec<u8> {
        // Window of 16 bits (one bit), then ISLAST 0, MNIBBLES 4, MLEN - 1 = 15, ISUNCOMPRESSED 1; then an empty last block.
        let header: u32 = (15 << 4) | (1 << 20);
        let mut bytes = header.to_le_bytes()[..3].to_vec();
        bytes.extend_from_slice(b"Ferry late again");
        bytes.push(0b11);
        bytes
    }

    #[test]
    fn every_coding_is_unpacked() {
        let text = b"Ferry late again".to_vec();
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(&text).unwrap();
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(&text).unwrap();
        let two_members = [gzip(&text[..5]), gzip(&text[5..]), b"\0\0 padding".to_vec()].concat();
        for (codings, bytes) in [
            ("", text.clone()),
            ("identity", text.clone()),
            ("gzip", gzip(&text)),
            (" X-GZIP ,", two_members),
            ("deflate", zlib.finish().unwrap()),
            ("deflate", deflate.finish().unwrap()),
            ("br", brotli()),
            ("br, gzip", gzip(&brotli())),
        ] {
            assert_eq!(decode(codings, bytes, 99), Ok(text.clone()), "{codings}");
        }
        assert_eq!(decode("gzip", Vec::new(), 16), Ok(Vec::new()));
    }

    #[test]
    fn bombs_are_not_unpacked() {
        let bomb = gzip(&vec![b' '; 1 << 20]);
        assert!(bomb.len() < 4096);
        assert_eq!(decode("gzip", bomb.clone(), 1000), Err(FetchError::Size(1000)));
        assert_eq!(decode("gzip, gzip", gzip(&bomb), 5000), Err(FetchError::Size(5000)));
        assert_eq!(decode("br", brotli(), 15), Err(FetchError::Size(15)));
        let many_members = gzip(b"a").repeat(2000);
        assert_eq!(decode("gzip", many_members.clone(), 1999), Err(FetchError::Size(1999)));
        assert_eq!(decode("gzip", many_members, 2000), Ok(vec![b'a'; 2000]));
    }

    #[test]
    fn what_is_broken_is_said() {
        let mut cut = gzip(b"Ferry late again");
        cut.truncate(cut.len() - 9);
        for (codings, bytes) in [
            ("gzip", cut),
            ("gzip", b"no gzip".to_vec()),
            ("deflate", b"\xff\xff\xff".to_vec()),
            ("br", b"<!doctype html>".to_vec()),
            ("br", vec![0x11, 0x1e, 0, 0, 0]),
            ("zstd", b"a".to_vec()),
            ("gzip,gzip,gzip,gzip", b"a".to_vec()),
        ] {
            assert!(matches!(decode(codings, bytes, 99), Err(FetchError::Coding(_))), "{codings}");
        }
    }
}
