//! What is published of a file of the site: its bytes without what says who made it, where and when.
//!
//! [`published`] is the one way from a file to a published copy. A picture keeps its pixels as they are, bit by bit, how it is
//! turned, its colour profile and its animation; nothing is decoded. The formats' own libraries would do for three of
//! the six, and stop at what cameras write and browsers show: segments between scans, pictures behind pictures, files that end
//! too early. So each format has a reader of its own here, which knows how to step from one part to the next and no more.
//!
//! Every function is bounded by the length of the file, whatever it holds, and cleaning what was cleaned changes nothing.

mod boxes;
mod exif;
mod gif;
mod jpeg;
mod pieces;
mod png;
#[cfg(test)]
mod tests;
mod webp;

use pieces::Cleaned;

use crate::diagnostic::Diagnostic;
use crate::source::Holds;

/// Whether a file that holds this is published with other bytes than its own.
pub fn is_cleaned(holds: Holds) -> bool {
    use Holds::{Avif, Film, Gif, Heic, Jpeg, JpegXl, Png, WebP};
    matches!(holds, Jpeg | Png | Gif | WebP | Avif | Heic | JpegXl | Film)
}

/// What is published of a file with these bytes.
pub fn published(bytes: Vec<u8>) -> Vec<u8> {
    let holds = Holds::of(&bytes);
    clean(holds, bytes).bytes
}

fn clean(holds: Holds, mut bytes: Vec<u8>) -> Cleaned {
    match holds {
        Holds::Jpeg => jpeg::clean(&bytes),
        Holds::Png => png::clean(&bytes),
        Holds::Gif => gif::clean(&bytes),
        Holds::WebP => webp::clean(&bytes),
        Holds::Avif | Holds::Heic | Holds::JpegXl | Holds::Film => {
            let whole = boxes::clean(&mut bytes);
            Cleaned { bytes, whole }
        }
        _ => Cleaned::whole(bytes),
    }
}

/// What is to be said of a file that was published with these bytes; `path` is the file's own.
pub fn said(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let holds = Holds::of(bytes);
    let problem = match holds {
        _ if is_cleaned(holds) && !clean(holds, bytes.to_vec()).whole => {
            let message = format!(
                "this {holds} file is damaged or ends too early: it is published as far as it can be read"
            );
            Diagnostic::warning("picture-broken", message)
                .hint("take the original again, or open it and save it under the same name")
                .cause("broken", "these pictures are damaged or end too early: they are published as far as they can be read")
        }
        _ if keeps_metadata(holds, bytes) => {
            let message =
                format!("this {holds} file says who made it, where or when, and is published as it is");
            Diagnostic::warning("metadata-kept", message).hint(remedy(holds)).cause(
                holds.name(),
                format!(
                    "these {holds} files say who made them, where or when, and are published as they are"
                ),
            )
        }
        _ => return None,
    };
    Some(problem.in_file(path))
}

/// Whether a file of a kind that is published as it is holds what others are rid of.
fn keeps_metadata(holds: Holds, bytes: &[u8]) -> bool {
    let has = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    match holds {
        Holds::Tiff | Holds::Psd => true,
        Holds::Pdf => has(b"/Author") || has(b"<dc:creator>"),
        Holds::Office => has(b"docProps/core.xml") || has(b"meta.xml"),
        Holds::Film => boxes::has_timed_metadata(bytes),
        _ => false,
    }
}

fn remedy(holds: Holds) -> &'static str {
    match holds {
        Holds::Tiff | Holds::Psd => "save it as JPEG, PNG or WebP: these are published without it",
        Holds::Film => "export it again without the place where it was taken",
        _ => "nothing is to be done if readers may know; else export it without the document's properties",
    }
}
