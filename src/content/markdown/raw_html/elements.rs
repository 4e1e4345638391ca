//! What becomes of a tag in raw HTML that is sanitised, by its name.

use super::Tag;
use crate::content::markdown::sanitise;

/// What becomes of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::content::markdown) enum Fate {
    /// The sanitiser keeps it.
    Kept,
    /// It is taken out; what stands in it stays.
    Removed,
    /// It is taken out with what it holds, which is a program or a style sheet.
    Code,
    /// It is no HTML, so an editor meant the words: it is printed as typed.
    Printed,
}

/// Elements of HTML that the sanitiser takes out: the standard's index of elements
/// (<https://html.spec.whatwg.org/multipage/indices.html#elements-3>) and those of its obsolete ones that were written by
/// hand or by machine (<https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features>), without the ones
/// that are ordinary words and that no browser shows (`content`, `command`, `element`, `image`, `shadow`).
const REMOVED: [&str; 68] = [
    "applet", "area", "audio", "base", "basefont", "bgsound", "big", "blink", "body", "button", "canvas",
    "datalist", "dialog", "dir", "embed", "fencedframe", "fieldset", "font", "form", "frame", "frameset",
    "head", "html", "iframe", "input", "isindex", "keygen", "legend", "link", "listing", "main", "map",
    "marquee", "math", "menu", "menuitem", "meta", "meter", "multicol", "nextid", "nobr", "noembed",
    "noframes", "noscript", "object", "optgroup", "option", "output", "param", "plaintext", "progress", "rb",
    "rtc", "search", "select", "selectedcontent", "slot", "source", "spacer", "svg", "template", "textarea",
    "title", "track", "video", "xmp", "geolocation", "permission",
];

/// What becomes of a tag that stands outside of drawings and formulas; of one in them with `foreign`.
pub(in crate::content::markdown) fn fate(tag: &Tag<'_>, foreign: bool) -> Fate {
    let name = tag.name.to_ascii_lowercase();
    match &*name {
        "script" | "style" => Fate::Code,
        _ if is_namespaced(&name, foreign) => Fate::Removed,
        // `<https://x.org>`, `<mailto:a@x.org>`: within HTML they are no links, but they are to be read.
        _ if name.contains([':', '@']) => Fate::Printed,
        // `if a <b and c> d`
        _ if !foreign && tag.word.is_some() && !tag.has_value => Fate::Printed,
        _ if sanitise::keeps_tag(&name) => Fate::Kept,
        _ if foreign || REMOVED.contains(&&*name) => Fate::Removed,
        _ => Fate::Printed,
    }
}

/// Whether a name is that of an element of a word processor, a drawing program or a template: `o:p`, `w:Sdt`.
fn is_namespaced(name: &str, foreign: bool) -> bool {
    const SPACES: [&str; 29] = [
        "a", "asp", "c", "cc", "dc", "fb", "g", "gcse", "html", "inkscape", "m", "mc", "o", "p", "pic",
        "rdf", "sodipodi", "st1", "st2", "svg", "u1", "u2", "u3", "v", "w", "wp", "x", "xhtml", "xsl",
    ];
    let is_plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    name.split_once(':')
        .is_some_and(|(space, own)| is_plain(own) && is_plain(space) && (foreign || SPACES.contains(&space)))
}

/// Whether no browser shows anything of a tag where HTML is kept as it is: it is no element, and no site can define it as
/// one, since that would need a hyphen.
pub(in crate::content::markdown) fn is_unknown(tag: &Tag<'_>, foreign: bool) -> bool {
    fate(tag, foreign) == Fate::Printed && !tag.name.contains('-')
}

/// Whether a name that no element has differs in one letter from one that people write, or in the order of two.
pub(in crate::content::markdown) fn is_nearly_known(name: &str) -> bool {
    const WRITTEN: [&str; 42] = [
        "abbr", "aside", "audio", "blockquote", "button", "caption", "center", "cite", "code", "details",
        "div", "em", "figcaption", "figure", "font", "footer", "form", "h1", "header", "iframe", "img",
        "ins", "kbd", "main", "mark", "nav", "object", "pre", "script", "section", "small", "source", "span",
        "strike", "strong", "style", "sub", "summary", "sup", "table", "tbody", "video",
    ];
    let name = name.to_ascii_lowercase();
    // Short names are near to many words: `<day>`, `<sum>`.
    (3..=11).contains(&name.len())
        && WRITTEN.iter().any(|known| {
            let least =
                if known.len() < 4 { name.len() == known.len() && is_turned(&name, known) } else { true };
            least && known.len().abs_diff(name.len()) <= 1 && strsim::damerau_levenshtein(&name, known) <= 1
        })
}

/// Whether two words have the same letters.
fn is_turned(one: &str, two: &str) -> bool {
    one.bytes().all(|byte| two.as_bytes().contains(&byte))
}

/// Whether a tag that is taken out may part a word: `wo<font>rd</font>`.
pub(super) fn is_formatting(name: &str) -> bool {
    ["big", "blink", "font", "nobr", "rb", "rtc", "slot", "output"]
        .iter()
        .any(|own| name.eq_ignore_ascii_case(own))
}
