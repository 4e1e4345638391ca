//! Pictures: where they are, how large, what they show, whose they are. A picture that may not be passed on is not there.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Address;
use crate::content::front_matter;
use crate::site::crops::{self, Crop};
use crate::site::drawn::passed_on;
use crate::site::{Article, Picture, Site};

/// A picture as schema.org's `ImageObject`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Image<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    url: ImageUrl<'a>,
    /// The same: what is said of rights holds for the picture at this address.
    content_url: ImageUrl<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<Pixels>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<Pixels>,
    #[serde(skip_serializing_if = "str::is_empty")]
    caption: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit_text: Option<&'a str>,
}

/// Where a picture stands.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
enum ImageUrl<'a> {
    /// As the site knows it.
    Known(Address<'a>),
    /// A crop's, absolute.
    Made(String),
}

/// A `Distance`: a number and its unit.
#[derive(Debug, Clone, Copy)]
struct Pixels(u32);

impl fmt::Display for Pixels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} px", self.0)
    }
}

impl Serialize for Pixels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'a> Image<'a> {
    /// A picture that was found.
    pub fn new(site: &'a Site, found: &'a Picture) -> Self {
        let place = ImageUrl::Known(Address::new(&site.config.base_url, &found.url));
        Self::at(place, found.size)
    }

    fn crop(site: &Site, crop: &Crop) -> Self {
        Self::at(ImageUrl::Made(site.config.base_url.absolute(&crop.url)), Some((crop.width, crop.height)))
    }

    /// The points of a picture that is SVG: not everybody who reads this shows one.
    fn drawing(site: &Site, found: &'a Picture) -> Option<Self> {
        let drawing = found.drawn(site)?;
        Some(Self::at(ImageUrl::Made(site.config.base_url.absolute(&drawing.url)), drawing.size))
    }

    fn at(place: ImageUrl<'a>, size: Option<(u32, u32)>) -> Self {
        Self {
            kind: "ImageObject",
            url: place.clone(),
            content_url: place,
            width: size.map(|(width, _)| Pixels(width)),
            height: size.map(|(_, height)| Pixels(height)),
            caption: "",
            credit_text: None,
        }
    }

    fn written(self, written: &'a front_matter::Image) -> Self {
        Self {
            caption: written.caption.as_deref().unwrap_or(&written.alt),
            credit_text: written.credit.as_deref(),
            ..self
        }
    }
}

/// The leading picture of an article: its crops, and as it is.
pub fn images<'a>(site: &'a Site, article: &'a Article) -> Vec<Image<'a>> {
    let written = article.document.front.image.as_deref().filter(|_| !article.image_withheld);
    let Some((written, found)) = written.zip(article.image.as_ref()) else { return Vec::new() };
    let crops = crops::of(site, article);
    let crops = crops.iter().map(|crop| Image::crop(site, crop));
    crops
        .chain(Image::drawing(site, found))
        .chain([Image::new(site, found)])
        .map(|image| image.written(written))
        .collect()
}

/// The picture of what is no article, if it may be passed on.
pub fn image<'a>(
    site: &'a Site,
    written: Option<&'a front_matter::Image>,
    found: Option<&'a Picture>,
) -> Option<Image<'a>> {
    let found = passed_on(site, written, found)?;
    let shown = Image::drawing(site, found).unwrap_or_else(|| Image::new(site, found));
    Some(shown.written(written?))
}
