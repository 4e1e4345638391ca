//! Galleries: each picture with what is said of it, one behind the other.

use std::collections::BTreeMap;

use crate::content::markdown::tags;

/// A picture of the export.
#[derive(Debug, Clone, Default)]
pub(super) struct Attachment {
    pub(super) src: String,
    pub(super) alt: String,
    pub(super) caption: String,
}

/// How many bytes the galleries of one text may be; further ones stay as they are.
const MOST_OF_TEXT: usize = 2 << 20;
/// How many bytes all galleries of an export may be: one picture may stand in any number of them.
pub(super) const MOST_OF_GALLERIES: usize = 256 << 20;

/// `[gallery ids="1,2"]` as its pictures; one of which a picture is not known stays. `left` is how many bytes may be written yet.
pub(super) fn with_galleries(
    text: &str,
    attachments: &BTreeMap<String, Attachment>,
    left: &mut usize,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut of_text = MOST_OF_TEXT.min(*left);
    let before = of_text;
    while let Some(at) = rest.find("[gallery ") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find(']').map(|end| end + 1) else { break };
        let tag = &rest[..end];
        match pictures(tag, attachments, of_text) {
            Some(pictures) => {
                of_text -= pictures.len();
                out.push_str(&format!("\n\n{pictures}\n\n"));
            }
            None => out.push_str(tag),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    *left -= before - of_text;
    out
}

/// The pictures of a gallery, in no more than so many bytes.
fn pictures(tag: &str, attachments: &BTreeMap<String, Attachment>, most: usize) -> Option<String> {
    let (_, ids) = tag.split_once("ids=\"")?;
    let mut out = String::new();
    for id in ids.split('"').next()?.split(',') {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&figure(attachments.get(id.trim())?));
        if out.len() > most {
            return None;
        }
    }
    Some(out)
}

fn figure(attachment: &Attachment) -> String {
    let caption = match &*attachment.caption {
        "" => String::new(),
        caption => format!("<figcaption>{caption}</figcaption>"),
    };
    let (src, alt) = (&attachment.src, attachment.alt.replace('"', "&quot;"));
    format!("<figure><img src=\"{src}\" alt=\"{alt}\">{caption}</figure>")
}

/// A text whose blocks of galleries hold figures alone: not in lists, and in no figure that is a whole gallery.
pub(super) fn flattened(text: &str) -> String {
    if !text.contains("wp-block-gallery") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    // The element that the gallery is, and how many figures are open in it.
    let mut gallery: Option<(String, usize)> = None;
    for tag in tags(text) {
        let name = tag.name.to_ascii_lowercase();
        let is_gallery = || {
            tag.attributes.iter().any(|(name, value)| {
                name.eq_ignore_ascii_case("class") && text[value.clone()].contains("wp-block-gallery")
            })
        };
        let new = match (&mut gallery, &*name, tag.closing) {
            (None, "figure" | "ul", false) if is_gallery() => {
                gallery = Some((name, 0));
                "<div>"
            }
            (Some((outer, 0)), name, true) if outer == name => {
                gallery = None;
                "</div>"
            }
            (Some((_, open)), "figure", false) => {
                *open += 1;
                continue;
            }
            (Some((_, open)), "figure", true) => {
                *open = open.saturating_sub(1);
                continue;
            }
            (Some(_), "ul" | "ol" | "li", _) => "",
            // What is said of all of them.
            (Some((_, 0)), "figcaption", false) => "<p>",
            (Some((_, 0)), "figcaption", true) => "</p>",
            _ => continue,
        };
        out.push_str(&text[done..tag.place.start]);
        out.push_str(new);
        done = tag.place.end;
    }
    out.push_str(&text[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn galleries_are_pictures_and_what_is_none_stays_once() {
        let attachment = |src: &str, caption: &str| Attachment {
            src: src.to_owned(),
            alt: String::new(),
            caption: caption.to_owned(),
        };
        let attachments = BTreeMap::from([
            ("1".to_owned(), attachment("a.png", "")),
            ("2".to_owned(), attachment("b.png", "The quay")),
        ]);
        let shown = "x \n\n<figure><img src=\"a.png\" alt=\"\"></figure>\n\
                     <figure><img src=\"b.png\" alt=\"\"><figcaption>The quay</figcaption></figure>\n\n y";
        let with_galleries =
            |text: &str, attachments| with_galleries(text, attachments, &mut MOST_OF_GALLERIES.clone());
        assert_eq!(with_galleries("x [gallery ids=\"1,2\"] y", &attachments), shown);
        for text in ["x [gallery ids=\"3\"] y", "x [gallery ids=\"1\"", "a [gallery b] c [gallery d"] {
            assert_eq!(with_galleries(text, &attachments), text);
        }
    }

    #[test]
    fn galleries_end_however_often_a_picture_stands_in_them() {
        let caption = "The quay, and what else is there. ".repeat(1000);
        let attachment = Attachment { src: "a.png".to_owned(), alt: "\"".repeat(4000), caption };
        let attachments = BTreeMap::from([("1".to_owned(), attachment)]);
        let many = format!("[gallery ids=\"1{}\"]", ",1".repeat(100_000));
        let mut left = MOST_OF_GALLERIES;
        assert_eq!(with_galleries(&many, &attachments, &mut left), many);
        let text = "[gallery ids=\"1\"]".repeat(1000) + &many;
        let (mut left, mut all) = (5 << 20, 0);
        for _ in 0..10 {
            all += with_galleries(&text, &attachments, &mut left).len() - text.len();
        }
        assert!(all > 4 << 20 && all < 6 << 20, "{all}");
        assert!(left < 100_000);
    }

    #[test]
    fn blocks_of_galleries_hold_figures() {
        let figure = "<figure><img src=\"a.png\"><figcaption>A</figcaption></figure>";
        for text in [
            format!("<figure class=\"wp-block-gallery x\"><ul class=\"g\"><li>{figure}</li></ul></figure>"),
            format!("<figure class=\"wp-block-gallery\">{figure}</figure>"),
            format!("<ul class=\"wp-block-gallery\"><li>{figure}</li></ul>"),
        ] {
            assert_eq!(
                flattened(&format!("{text}<ul><li>b</li></ul>")),
                format!("<div>{figure}</div><ul><li>b</li></ul>")
            );
        }
    }
}
