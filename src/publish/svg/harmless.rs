//! What in a drawing neither acts nor reaches out of it: which elements, which references, which styles.

use quick_xml::escape::{resolve_predefined_entity, unescape_with};

/// Elements that draw, or say what something that is drawn means.
#[rustfmt::skip]
const DRAWING: [&str; 64] = [
    "a", "animate", "animateMotion", "animateTransform", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage",
    "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile",
    "feTurbulence", "filter", "font", "font-face", "g", "glyph", "image", "line", "linearGradient", "marker", "mask",
    "missing-glyph", "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set", "stop", "style", "svg",
    "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
];

/// Whether it is one of them.
pub(super) fn draws(element: &str) -> bool {
    DRAWING.contains(&element)
}

/// Whether an attribute of an animation moves an address or a handler, which would put it back.
pub(super) fn moves(name: &str, value: &str) -> bool {
    let value = value.trim().to_ascii_lowercase();
    name == "attributeName" && (value.ends_with("href") || value.starts_with("on") || value == "style")
}

/// Whether an attribute neither acts nor reaches out; `key` is its name without a prefix.
pub(super) fn is_harmless_attribute(element: &str, key: &str, value: &str) -> bool {
    let lower = key.to_ascii_lowercase();
    let plain: String = value
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .collect::<String>()
        .to_ascii_lowercase();
    match &*lower {
        "href" | "src" => is_harmless_address(element, &plain),
        "base" | "ping" | "action" | "formaction" | "srcdoc" => false,
        lower if lower.starts_with("on") => false,
        _ => {
            !["javascript:", "vbscript:", "data:text"].iter().any(|scheme| plain.starts_with(scheme))
                && is_harmless_style(value)
        }
    }
}

/// Whether an address is of a file on its owner's disk, which nobody else has: it names people and folders.
pub(super) fn is_on_a_disk(value: &str) -> bool {
    let value = value.trim_start();
    let is_drive = || {
        let mut letters = value.chars();
        letters.next().is_some_and(|drive| drive.is_ascii_alphabetic())
            && letters.next() == Some(':')
            && matches!(letters.next(), Some('\\' | '/'))
    };
    value.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("file:")) || is_drive()
}

/// Whether a reference stays within the picture, or is a link that readers follow.
fn is_harmless_address(element: &str, plain: &str) -> bool {
    const PICTURES: [&str; 5] = ["png", "jpeg", "gif", "webp", "avif"];
    let is_embedded = || {
        let kind = plain.strip_prefix("data:image/").and_then(|rest| rest.split([';', ',']).next());
        kind.is_some_and(|kind| PICTURES.contains(&kind) || kind == "jpg")
    };
    plain.starts_with('#')
        || matches!(element, "image" | "feImage") && is_embedded()
        || element == "a" && ["https://", "http://", "mailto:"].iter().any(|scheme| plain.starts_with(scheme))
}

/// The same of the words of a `<style>`, as they are written in XML.
pub(super) fn is_harmless_sheet(written: &str) -> bool {
    // Parts of CDATA and references are words like the others; an element between them would hide what they make together.
    let joined = written.replace("<![CDATA[", "").replace("]]>", "");
    let is_plain = !joined.contains('<');
    let read = unescape_with(&joined, resolve_predefined_entity);
    is_plain
        && is_harmless_style(&joined)
        && (!joined.contains('&') || read.is_ok_and(|read| is_harmless_style(&read)))
}

/// Whether a style reaches out of the picture nowhere. One in which that cannot be seen is none.
fn is_harmless_style(style: &str) -> bool {
    if !style.contains(['(', '@', '\\']) {
        return true;
    }
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    let reaches = ["@import", "expression(", "image-set(", "image(", "src(", "-moz-binding", "@namespace"];
    let inside = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '\'']);
        let is_data =
            ["data:image/", "data:font/", "data:application/"].iter().any(|kind| rest.starts_with(kind));
        rest.starts_with('#') || is_data && !rest.starts_with("data:image/svg")
    };
    let has_escape = plain.contains('\\') && plain.contains(['@', '(']);
    !has_escape && !reaches.iter().any(|word| plain.contains(word)) && plain.split("url(").skip(1).all(inside)
}
