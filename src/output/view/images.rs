//! Pictures as templates see them: where they stand, in which widths and formats, and what is said of them.

use serde::Serialize;

use crate::config::{BaseUrl, PictureFormat};
use crate::content::front_matter;
use crate::output::urls::print_url;
use crate::paths::site_url;
use crate::picture::{MIDDLE, Tone};
use crate::site::crops::{self, Place};
use crate::site::pictures::{Original, Sized};
use crate::site::{Article, Picture, Site};
use crate::source::File;

/// Knows the colours of pictures.
pub trait Tones {
    /// That of one; none when nobody knows it.
    fn tone(&self, file: &File) -> Option<Tone>;
}

/// Knows none: where pictures have no place that waits for them.
pub struct Toneless;

impl Tones for Toneless {
    fn tone(&self, _: &File) -> Option<Tone> {
        None
    }
}

/// A picture.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// Its address.
    pub src: String,
    /// Alternative text.
    pub alt: String,
    /// Pixels, when known.
    pub width: Option<u32>,
    /// Pixels, when known.
    pub height: Option<u32>,
    /// The same in other widths, as the attribute `srcset` has it (HTML, section 4.8.4.2.1); none when there are none.
    pub srcset: Option<String>,
    /// The same in other formats, what browsers are to take first standing first.
    pub formats: Vec<FormatView>,
    /// The colour that stands in its place until it is loaded, as CSS writes it: `#a1b2c3`.
    pub tone: Option<Tone>,
    /// For a card: 3:2 around the focus.
    pub card: Option<CropView>,
    /// For the first card of a page: 16:9 around the focus.
    pub lead: Option<CropView>,
    /// Plain text.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
    /// Where they are found.
    pub credit_url: Option<String>,
    /// The point that crops keep, as CSS writes it: `50% 30%`.
    pub focus: Option<String>,
}

/// A picture in another format: a `<source>` of a `<picture>`.
#[derive(Debug, Clone, Serialize)]
pub struct FormatView {
    /// The media type.
    pub r#type: &'static str,
    /// Addresses and widths.
    pub srcset: String,
}

/// A part of a picture.
#[derive(Debug, Clone, Serialize)]
pub struct CropView {
    /// Its address, in the smallest width.
    pub src: String,
    /// Pixels of that.
    pub width: u32,
    /// Pixels of that.
    pub height: u32,
    /// Addresses and widths.
    pub srcset: String,
    /// The same in other formats.
    pub formats: Vec<FormatView>,
}

/// A picture of a document's front matter, where it was found.
pub fn image(
    (site, tones): (&Site, &dyn Tones),
    written: Option<&front_matter::Image>,
    found: Option<&Picture>,
) -> Option<ImageView> {
    let (written, found) = written.zip(found)?;
    let base = &site.config.base_url;
    let src = print_url(base, &found.url);
    let made = whole(site, found, &src);
    // Of a picture as it is nobody knows the colour.
    let tone = made.as_ref().and(found.file.as_deref()).and_then(|file| tones.tone(file));
    let (formats, srcset) = made.unwrap_or_default();
    Some(ImageView {
        alt: written.alt.to_string(),
        width: found.size.map(|(width, _)| width),
        height: found.size.map(|(_, height)| height),
        srcset,
        formats,
        tone,
        card: None,
        lead: None,
        caption: written.caption.as_deref().map(str::to_owned),
        credit: written.credit.as_deref().map(str::to_owned),
        credit_url: written.credit_url.as_deref().map(str::to_owned),
        focus: written.focus.map(|(x, y)| format!("{x}% {y}%")),
        src,
    })
}

/// The leading picture of an article as cards show it.
pub fn card_image((site, tones): (&Site, &dyn Tones), article: &Article) -> Option<ImageView> {
    let written = article.document.front.image.as_deref();
    let image = image((site, tones), written, article.image.as_ref().filter(|_| !article.image_withheld))?;
    let Some((original, focus)) = Original::leading(site, article) else { return Some(image) };
    let crop = |place| {
        let (base, pictures) = (&site.config.base_url, &site.config.pictures);
        crop_view(base, &crops::in_card(&original, focus, place, pictures))
    };
    // What shows the middle by itself need not say so.
    let focus = image.focus.filter(|_| focus != MIDDLE);
    Some(ImageView { card: crop(Place::Card), lead: crop(Place::Lead), focus, ..image })
}

/// A picture in other formats, and in its own in other widths.
pub fn whole(site: &Site, found: &Picture, src: &str) -> Option<(Vec<FormatView>, Option<String>)> {
    let original = Original::of(site, found.file.as_deref()?, &found.url)?;
    let all = original.whole(&site.config.pictures);
    let (formats, own) = split(&site.config.base_url, &all, src)?;
    // One file alone says nothing that its address does not say.
    Some((formats, (own.files.len() > 1).then(|| srcset(&site.config.base_url, own, src))))
}

fn crop_view(base: &BaseUrl, all: &[Sized]) -> Option<CropView> {
    let (formats, own) = split(base, all, "")?;
    let (path, wanted) = own.files.first()?;
    let (width, height) = wanted.size;
    Some(CropView {
        src: printed(base, path.as_deref()?),
        width,
        height,
        srcset: srcset(base, own, ""),
        formats,
    })
}

/// The other formats, and the own one.
fn split<'s>(base: &BaseUrl, all: &'s [Sized], src: &str) -> Option<(Vec<FormatView>, &'s Sized)> {
    let (own, others) = all.split_last()?;
    let format = |sized: &Sized| FormatView {
        r#type: PictureFormat::media_type(sized.format),
        srcset: srcset(base, sized, src),
    };
    Some((others.iter().map(format).collect(), own))
}

/// What stands at no address of its own stands at `src`.
fn srcset(base: &BaseUrl, sized: &Sized, src: &str) -> String {
    let candidates = sized.files.iter().map(|(path, wanted)| {
        let address = path.as_deref().map_or_else(|| src.to_owned(), |path| printed(base, path));
        format!("{address} {}w", wanted.size.0)
    });
    candidates.collect::<Vec<_>>().join(", ")
}

fn printed(base: &BaseUrl, path: &str) -> String {
    base.page(&site_url(path.trim_start_matches('/')))
}
