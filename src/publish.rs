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
mod foreign;
mod gif;
mod icon;
mod jpeg;
mod matroska;
mod pieces;
mod png;
mod sound;
mod svg;
#[cfg(test)]
mod tests;
mod webp;

use std::borrow::Cow;

use pieces::Cleaned;
use svg::Keep;

use crate::content::markdown::HtmlPolicy;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{File, Holds};

/// Whether a file is published with other bytes than its own.
pub fn is_cleaned(file: &File) -> bool {
    is_svg(&file.path, file.holds) || has_cleaner(file.holds)
}

fn has_cleaner(holds: Holds) -> bool {
    use Holds::{Avif, Film, Gif, Heic, Icon, Jpeg, JpegXl, Matroska, Png, WebP};
    matches!(holds, Jpeg | Png | Gif | WebP | Icon | Avif | Heic | JpegXl | Film | Matroska)
}

/// What hosts send as SVG goes by its name, whatever it holds.
fn is_svg(path: &str, holds: Holds) -> bool {
    let is_named = path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("svg"));
    holds == Holds::Svg || is_named && !holds.is_raster()
}

/// A published copy.
#[derive(Debug, PartialEq)]
pub struct Published {
    /// What hosts send.
    pub bytes: Vec<u8>,
    /// That the file is damaged, or keeps what others are rid of.
    pub warning: Option<Diagnostic>,
}

/// What is published of the file at `path` with these bytes, where texts may hold HTML as the policy says. What is no drawing
/// goes out as it is where `keep_metadata` says so.
///
/// # Errors
/// An SVG of `content/` that cannot be read may hold anything, and is not published.
pub fn published(
    path: &str,
    bytes: Vec<u8>,
    html: HtmlPolicy,
    keep_metadata: bool,
) -> Result<Published, Diagnostic> {
    let holds = Holds::of(&bytes);
    if keep_metadata && !is_svg(path, holds) {
        return Ok(Published { bytes, warning: None });
    }
    let kept = keeps_metadata(holds, &bytes).map(|name| kept(holds, name));
    let Cleaned { bytes, whole } = match is_svg(path, holds) {
        true => drawing(path, &bytes, html)?,
        false => clean(holds, bytes.into()),
    };
    let warning = if whole { kept } else { Some(broken(holds)) };
    Ok(Published { bytes, warning: warning.map(|warning| warning.in_file(path)) })
}

fn drawing(path: &str, bytes: &[u8], html: HtmlPolicy) -> Result<Cleaned, Diagnostic> {
    let by_anybody = path.starts_with("content/") && html != HtmlPolicy::Trusted;
    let keep = if by_anybody { Keep::Drawing } else { Keep::Acting };
    match svg::clean(bytes, keep) {
        Ok(bytes) => Ok(Cleaned::whole(bytes)),
        Err(fault) if by_anybody => {
            let message = format!("this is no SVG that can be read: {fault}");
            let hint = "save it again with a drawing program: what cannot be read may hold scripts and is not published";
            Err(Diagnostic::error(Code::Svg, message).in_file(path).hint(hint))
        }
        Err(_) => Ok(Cleaned::broken(Vec::new(), bytes)),
    }
}

/// Formats that are written anew borrow the file, so that it is in memory once beside its copy; in the others it is changed
/// where it stands.
fn clean(holds: Holds, bytes: Cow<'_, [u8]>) -> Cleaned {
    let in_place = |clean: fn(&mut [u8]) -> bool, bytes: Cow<'_, [u8]>| {
        let mut bytes = bytes.into_owned();
        let whole = clean(&mut bytes);
        Cleaned { bytes, whole }
    };
    match holds {
        Holds::Jpeg => jpeg::clean(&bytes),
        Holds::Png => png::clean(&bytes),
        Holds::Gif => gif::clean(&bytes),
        Holds::WebP => webp::clean(&bytes),
        Holds::Icon => icon::clean(&bytes),
        Holds::Matroska => in_place(matroska::clean, bytes),
        Holds::Avif | Holds::Heic | Holds::JpegXl | Holds::Film => in_place(boxes::clean, bytes),
        _ => Cleaned::whole(bytes.into_owned()),
    }
}

/// What is said of a picture that is not whole.
pub fn broken(holds: Holds) -> Diagnostic {
    let message =
        format!("this {holds} file is damaged or ends too early: it is published as far as it can be read");
    Diagnostic::warning(Code::PictureBroken, message)
        .hint("take the original again, or open it and save it under the same name")
        .cause(
            "broken",
            "these pictures are damaged or end too early: they are published as far as they can be read",
        )
}

fn kept(holds: Holds, name: &str) -> Diagnostic {
    let message = format!("this {name} file says who made it, where or when, and is published as it is");
    let of_all =
        format!("these {name} files say who made them, where or when, and are published as they are");
    Diagnostic::warning(Code::MetadataKept, message).hint(remedy(holds)).cause(name, of_all)
}

/// The name of a file's kind, if it is published with what others are rid of.
fn keeps_metadata(holds: Holds, bytes: &[u8]) -> Option<&'static str> {
    let has = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    let says = match holds {
        Holds::Tiff | Holds::Psd => true,
        Holds::Pdf => has(b"/Author") || has(b"<dc:creator>"),
        Holds::Office => has(b"docProps/core.xml") || has(b"meta.xml"),
        Holds::Film => boxes::has_timed_metadata(bytes),
        Holds::Mp3 => sound::has_hidden(bytes),
        Holds::Other => return foreign::keeps_metadata(bytes),
        _ => false,
    };
    says.then(|| holds.name())
}

fn remedy(holds: Holds) -> &'static str {
    match holds {
        Holds::Tiff | Holds::Psd => "save it as JPEG, PNG or WebP: these are published without it",
        Holds::Mp3 => {
            "take the tag `PRIV`, `GEOB` or of the owner out of it with a program for tags, or export it anew"
        }
        Holds::Film => "export it again without the place where it was taken",
        _ => "nothing is to be done if readers may know; else export it without the document's properties",
    }
}
