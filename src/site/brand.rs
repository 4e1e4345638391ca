//! The pictures that stand for the newsroom as a whole: its logo, and the picture of shared pages that have none.

use super::Picture;
use super::check::missing_image;
use super::copies::{ShownFiles, take_shown};
use super::links::{Destination, From, Links, decoded_url};
use super::shown::not_shown;
use super::withdrawn::{UnpublishedStatics, still_shown};
use crate::config::{Config, HeaderLogo, PATH};
use crate::diagnostic::{Code, Diagnostic};
use crate::drawing::Undrawable;
use crate::source::{File, Pixels};

/// The pictures of the configuration, found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Brand {
    /// `logo:`.
    pub logo: Option<Picture>,
    /// `social_image:`.
    pub social_image: Option<Picture>,
    /// What stands in the header.
    pub header: Option<HeaderPicture>,
}

/// The logo in the header.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct HeaderPicture {
    /// On light pages, and on dark ones if there is no other.
    pub light: Picture,
    /// On dark pages.
    pub dark: Option<Picture>,
    /// Whether the site's name stands beside it.
    pub with_title: bool,
}

/// The least width and height of a logo that search engines take.
const LOGO: u32 = 112;
/// Below that networks show a shared picture small or not at all.
const SOCIAL: (u32, u32) = (600, 315);

impl Brand {
    /// Finds the pictures, keeps them if a text that was taken back showed them too, and says what is wrong with them.
    pub(super) fn find(
        config: &Config,
        links: &Links,
        (unpublished_statics, shown): (&mut UnpublishedStatics, &mut ShownFiles),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut find = |key: &str, src: Option<&String>, least: Option<(u32, u32)>| {
            let src = src?;
            let picture =
                match links.resolve(From::new(PATH, "/"), src).map_err(|broken| links.missing(broken)) {
                    Ok(Destination::Outside) => Picture::elsewhere(src),
                    Ok(Destination::File(url, file)) => {
                        let picture = Picture::ours(&url, &file);
                        if file.is_derivable() {
                            take_shown(shown, PATH, &[(url, file.clone())], diagnostics);
                        }
                        diagnostics.extend(not_shown(PATH, src, None, &file));
                        if unpublished_statics.remove(&decoded_url(&picture.url)).is_some() {
                            diagnostics.push(still_shown(PATH, &format!("static{}", picture.url)));
                        }
                        picture
                    }
                    Ok(_) => {
                        diagnostics.push(missing_image(PATH, src, None, None));
                        return None;
                    }
                    Err(broken) => {
                        diagnostics.push(missing_image(PATH, src, None, Some(broken)));
                        return None;
                    }
                };
            diagnostics.extend(least.and_then(|least| unfit(key, &picture, least)));
            Some(picture)
        };
        let presence = &config.presence;
        let logo = find("logo", presence.logo.as_ref(), Some((LOGO, LOGO)));
        let social_image = find("social_image", presence.social_image.as_ref(), Some(SOCIAL));
        let header = match &config.theme.logo {
            Some(HeaderLogo { src, dark, with_title }) => {
                let dark = find("theme.logo.dark", dark.as_ref(), None);
                let light = find("theme.logo", Some(src), None);
                light.map(|light| HeaderPicture { light, dark, with_title: *with_title })
            }
            None => logo.clone().map(|light| HeaderPicture { light, dark: None, with_title: true }),
        };
        Self { logo, social_image, header }
    }
}

/// Why search engines or networks will not show a picture that is there.
fn unfit(key: &str, picture: &Picture, (width, height): (u32, u32)) -> Option<Diagnostic> {
    let warning = |message: String, hint: String| {
        Some(Diagnostic::warning(Code::UnfitPicture, message).in_file(PATH).hint(hint))
    };
    // Of an SVG of the site a picture of points is made, or `drawn::check` says why not.
    let is_told = picture.file.as_deref().is_some_and(is_drawn_or_told);
    if key == "social_image" && !is_told && !picture.is_shared() {
        let message = format!("`{key}` is `{}`, a format that networks do not show", picture.url);
        return warning(message, "save it as PNG or JPEG, best with 1200 × 630 pixels".to_owned());
    }
    // An SVG has no pixels of its own.
    let (wide, high) = picture.size.filter(|_| picture.is_shared())?;
    if wide >= width && high >= height {
        return None;
    }
    let message = format!("`{key}` has {wide} × {high} pixels, which is too small to be shown");
    let best = if key == "logo" { "512 × 512" } else { "1200 × 630" };
    warning(message, format!("it needs at least {width} × {height} pixels; {best} is a good size"))
}

/// Whether a file is SVG that is drawn for networks, or of which a message says why it is not.
fn is_drawn_or_told(file: &File) -> bool {
    match file.pixels {
        Pixels::Undrawable(why) => why != Undrawable::Empty,
        pixels => pixels == Pixels::Drawable,
    }
}

impl Picture {
    /// Whether networks show it beside a shared link: none of them shows SVG, and few the newest formats. An address
    /// without an ending may be anything.
    pub fn is_shared(&self) -> bool {
        const NOT: [&str; 8] = [".svg", ".svgz", ".avif", ".jxl", ".bmp", ".ico", ".tif", ".tiff"];
        let path = self.url.split(['?', '#']).next().unwrap_or("");
        let ending = path.rfind('.').map_or("", |at| &path[at..]);
        !NOT.iter().any(|not| ending.eq_ignore_ascii_case(not))
    }
}
