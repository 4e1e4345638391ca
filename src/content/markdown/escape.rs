//! Text, attribute values and addresses, escaped into HTML.

use crate::address::uri;
use crate::bytes::{self, is_control};

/// What each byte becomes: 0 stays, otherwise an index into [`ESCAPES`].
static TABLE: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = 6;
        control += 1;
    }
    table[b'\t' as usize] = 0;
    table[b'\n' as usize] = 0;
    table[b'\r' as usize] = 0;
    table[b'&' as usize] = 1;
    table[b'<' as usize] = 2;
    table[b'>' as usize] = 3;
    table[b'"' as usize] = 4;
    table[b'\'' as usize] = 5;
    table
};

/// Control characters are not allowed in HTML nor in the feeds' XML: they show as U+FFFD.
static ESCAPES: [&str; 7] = ["", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "\u{fffd}"];

/// Text between tags. Quotation marks stay.
pub(super) fn push_text(out: &mut String, text: &str) {
    // Most texts have nothing to escape.
    let special = |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | is_control(byte);
    if !bytes::any(text.as_bytes(), special) {
        out.push_str(text);
        return;
    }
    push(out, text, |code| matches!(code, 1 | 2 | 3 | 6));
}

/// The value of an attribute between double quotation marks.
pub(super) fn push_attribute(out: &mut String, text: &str) {
    push(out, text, |code| code != 0);
}

fn push(out: &mut String, text: &str, escaped: impl Fn(u8) -> bool) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate() {
        let code = TABLE[byte as usize];
        if escaped(code) {
            out.push_str(&text[done..i]);
            out.push_str(ESCAPES[code as usize]);
            done = i + 1;
        }
    }
    out.push_str(&text[done..]);
}

/// An address as the value of an attribute.
pub(super) fn push_url(out: &mut String, url: &str) {
    push_attribute(out, &uri(url));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_each_place_needs() {
        let [mut text, mut attribute, mut url] = [String::new(), String::new(), String::new()];
        push_text(&mut text, "a<b> & \"c\" 'd'\u{1}é");
        push_attribute(&mut attribute, "a<b> & \"c\" 'd'");
        push_url(&mut url, "/a b/é?x=1&y=\"'%20\u{0}");
        assert_eq!(text, "a&lt;b&gt; &amp; \"c\" 'd'\u{fffd}é");
        assert_eq!(attribute, "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
        assert_eq!(url, "/a%20b/%C3%A9?x=1&amp;y=%22&#39;%20%00");
    }
}
