//! Which attributes HTML has: words in angle brackets that are none were meant to be read.

/// The standard's index of attributes (<https://html.spec.whatwg.org/multipage/indices.html#attributes-3>), and those of its
/// obsolete features that were written by hand or by machine
/// (<https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features>). Sorted.
const KNOWN: [&str; 230] = [
    "abbr", "about", "accept", "accept-charset", "accesskey", "action", "align", "alink", "allow",
    "allowfullscreen", "allowpaymentrequest", "allowtransparency", "alpha", "alt", "archive", "as", "async",
    "autocapitalize", "autocomplete", "autocorrect", "autofocus", "autoplay", "axis", "background",
    "behavior", "bgcolor", "blocking", "border", "bordercolor", "bottommargin", "cellpadding", "cellspacing",
    "char", "charoff", "charset", "checked", "cite", "class", "classid", "clear", "code", "codebase",
    "codetype", "color", "colorspace", "cols", "colspan", "command", "commandfor", "compact", "content",
    "contenteditable", "controls", "controlslist", "coords", "crossorigin", "data", "datafld",
    "dataformatas", "datasrc", "datatype", "datetime", "declare", "decoding", "default", "defer", "dir",
    "direction", "dirname", "disabled", "disablepictureinpicture", "disableremoteplayback", "download",
    "draggable", "enctype", "enterkeyhint", "event", "exportparts", "face", "fetchpriority", "for", "form",
    "formaction", "formenctype", "formmethod", "formnovalidate", "formtarget", "frame", "frameborder",
    "gutter", "headers", "height", "hidden", "high", "href", "hreflang", "hspace", "http-equiv", "icon",
    "id", "imagesizes", "imagesrcset", "inert", "inlist", "inputmode", "integrity", "is", "ismap", "itemid",
    "itemprop", "itemref", "itemscope", "itemtype", "kind", "label", "lang", "language", "leftmargin",
    "link", "list", "loading", "longdesc", "loop", "low", "lowsrc", "manifest", "marginheight",
    "marginwidth", "max", "maxlength", "media", "method", "methods", "min", "minlength",
    "mozallowfullscreen", "msallowfullscreen", "multiple", "muted", "name", "nohref", "nomodule", "nonce",
    "noresize", "noshade", "novalidate", "nowrap", "oallowfullscreen", "object", "open", "optimum", "part",
    "pattern", "ping", "placeholder", "playsinline", "popover", "popovertarget", "popovertargetaction",
    "poster", "prefix", "preload", "profile", "prompt", "property", "readonly", "referrerpolicy", "rel",
    "required", "resource", "rev", "reversed", "rightmargin", "role", "rows", "rowspan", "rules", "sandbox",
    "scheme", "scope", "scoped", "scrollamount", "scrolldelay", "scrolling", "seamless", "selected",
    "shadowrootclonable", "shadowrootcustomelementregistry", "shadowrootdelegatesfocus", "shadowrootmode",
    "shape", "size", "sizes", "slot", "span", "spellcheck", "src", "srcdoc", "srclang", "srcset", "standby",
    "start", "step", "style", "summary", "tabindex", "target", "text", "title", "topmargin", "translate",
    "truespeed", "type", "typemustmatch", "typeof", "urn", "usemap", "valign", "value", "valuetype",
    "version", "vlink", "vocab", "vspace", "webkit-playsinline", "webkitallowfullscreen", "width", "wrap",
    "writingsuggestions", "xmlns",
];

/// What begins names that programs in the page give: they are attributes wherever they stand.
const OF_PROGRAMS: [&str; 9] = ["data-", "aria-", "on", "x-", "v-", "ng-", "hx-", "bis_", "amp-"];

/// Whether HTML has an attribute of this name.
pub(super) fn is_known(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    KNOWN.binary_search(&&*name).is_ok()
        || OF_PROGRAMS.iter().any(|begin| name.starts_with(begin) && name.len() > begin.len())
}

/// Whether what stands where an attribute may is a word that somebody wrote.
pub(super) fn is_word(name: &str) -> bool {
    name.contains(char::is_alphanumeric)
        && !name.contains([':', '@'])
        && !name.starts_with('#')
        && !is_known(name)
}

/// Whether no value of an attribute can hold a tag: it is a name, a number or an address.
pub(super) fn holds_no_text(name: &str) -> bool {
    const NAMES: [&str; 21] = [
        "align", "bgcolor", "border", "class", "color", "colspan", "dir", "face", "headers", "height",
        "href", "id", "lang", "name", "rel", "rowspan", "size", "src", "target", "valign", "width",
    ];
    NAMES.iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_html_and_words() {
        assert!(KNOWN.is_sorted());
        for name in
            ["controls", "HREF", "allowfullscreen", "data-x", "onclick", "x-cloak", "http-equiv", "nowrap"]
        {
            assert!(is_known(name) && !is_word(name), "{name}");
        }
        for name in ["and", "y", "5", "слово", "c.d", "on"] {
            assert!(is_word(name) && !is_known(name), "{name}");
        }
        for name in ["\"", "xlink:href", "@click", ""] {
            assert!(!is_word(name), "{name}");
        }
    }
}
