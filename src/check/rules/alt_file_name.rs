//! Alternative text that says nothing of the picture: the name of its file, or that it is one (WCAG 2.2, failures F30 and F38).

use super::wording::IMAGE;
use crate::check::{Look, Rule, RuleOptions, Text};
use crate::diagnostic::{Code, Diagnostic, Severity};

pub(super) const RULE: Rule =
    Rule { code: Code::AltFileName, severity: Some(Severity::Warning), options: &[], look: Look::Text(look) };

/// Words that name any picture.
const ANY: &[&str] = &[
    "image", "photo", "photograph", "picture", "pic", "img", "untitled", "screenshot", "thumbnail",
    "featured image", "alt", "alt text", "зображення", "фото", "фотографія", "картинка", "світлина",
    "скріншот", "bild", "foto", "zdjęcie", "obraz", "imagen", "imagem", "immagine", "photographie",
    "изображение", "фотография",
];
const ENDINGS: &[&str] =
    &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif", ".heic", ".tif", ".tiff", ".bmp"];
/// What cameras and telephones call their files.
const CAMERAS: &[&str] =
    &["img", "dsc", "dscn", "dscf", "pxl", "mvimg", "gopr", "dji", "p", "wp", "screenshot", "image"];

const HINT: &str = "say what there is to see, as you would over the telephone";

fn look(text: &Text<'_>, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(image) = &text.document.front.image
        && says_nothing(&image.alt, &image.src)
    {
        found.push(text.warning_at(RULE.code, &[IMAGE, &["alt"]], message(&image.alt)).hint(HINT));
    }
    for picture in &text.words.pictures {
        if says_nothing(&picture.alt, &picture.src) {
            found.push(
                text.warning(RULE.code, message(&picture.alt))
                    .at(text.place(picture.place.clone()))
                    .hint(HINT),
            );
        }
    }
    found
}

fn message(alt: &str) -> String {
    format!("the alternative text `{}` does not say what the picture shows", alt.trim())
}

fn says_nothing(alt: &str, src: &str) -> bool {
    let alt = alt.trim().to_lowercase();
    if alt.is_empty() {
        return false;
    }
    let file = src.rsplit('/').next().unwrap_or(src).to_lowercase();
    let stem = file.rsplit_once('.').map_or(&*file, |(stem, _)| stem);
    // `sea.jpg` may well show the sea.
    let is_name = |text: &str| {
        let has = |kind: fn(char) -> bool| text.chars().any(kind);
        text.contains(['_', '-']) || has(|c| c.is_ascii_digit()) && has(char::is_alphabetic)
    };
    ANY.contains(&&*alt)
        || ENDINGS.iter().any(|ending| alt.ends_with(ending))
        || alt == stem && is_name(stem)
        || of_camera(&alt)
}

/// `IMG_2041`, `DSC00012 (1)`, `20250212_184512`: letters of a camera, and nothing but digits.
fn of_camera(alt: &str) -> bool {
    let letters = alt.find(|c: char| !c.is_alphabetic()).unwrap_or(alt.len());
    let (prefix, rest) = alt.split_at(letters);
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    (prefix.is_empty() || CAMERAS.contains(&prefix))
        && digits >= 3
        && rest.chars().all(|c| c.is_ascii_digit() || " _-().".contains(c))
        // A year alone may be what there is to see.
        && (!prefix.is_empty() || digits > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_words() {
        for (alt, src) in [
            ("IMG_2041", "a.jpg"),
            ("dsc00012 (1)", "a.jpg"),
            ("vote.JPG", "vote.jpg"),
            ("vote-2025", "vote-2025.jpg"),
            ("Photo", "a.jpg"),
            ("Фото", "a.jpg"),
            ("20250212_184512", "a.jpg"),
        ] {
            assert!(says_nothing(alt, src), "{alt}");
        }
        for (alt, src) in [
            ("", "a.jpg"),
            ("The hall", "hall.jpg"),
            ("hall", "hall.jpg"),
            ("1989", "1989.jpg"),
            ("IMG union members march", "a.jpg"),
            ("Photo of a ship at the quay", "a.jpg"),
        ] {
            assert!(!says_nothing(alt, src), "{alt}");
        }
    }
}
