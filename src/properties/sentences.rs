//! Texts of words, each of which there is once, and of marks that mean something to Markdown or to HTML.
//!
//! No word is lost, whatever stands around it. Exceptions, all of them: what is hidden (comments), what is no text (scripts,
//! style sheets), and what a tag or a fence says of itself (the attributes that the sanitiser takes out, a code block's
//! language).

use crate::content::markdown::tags;

const MARKS: [&str; 117] = [
    "\n", "\n\n", "\n\n", "\n> ", "\n- ", "\n1. ", "\n    ", "\n## ", "\n```\n", "\n---\n", "*", "**", "`",
    "_", "~~", "[", "](x)", "![", "<Int>", "</Int>", "<List<Int>>", "<set>", "<min>", "<text>",
    "<path d=\"M0\">", "<your-name>", "<o:p>", "</o:p>", "<svg>", "</svg>", "<svg><title>", "<math>",
    "</math>", "<mtext>", "<annotation-xml>", "<foreignObject>", "<desc>", "<script>", "<style>",
    "<script>x</script>", "<style>x</style>", "<!-- x -->", "<![CDATA[", "]]>", "<?php ", "?>",
    "<!DOCTYPE html>", "<!element ", "<![if !x]>", "<![endif]>", "<", ">", "< ", "</ ", "<a href=\"",
    "<b title='", "<b", "\"", "'", "<a href=\"y\">", "</a>", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>",
    "\n<div>\n", "\n</div>\n", "\n<pre>", "\n</pre>", "\n<textarea>", "<title>", "</title>", "<plaintext>",
    "<xmp>", "<noembed>", "<noframes>", "<noscript>", "</noscript>", "<select>", "<option>", "<frameset>",
    "<head>", "<body>", "<html>", "<iframe>", "</iframe>", "<object>", "<video>", "<canvas>", "<template>",
    "</template>", "<table>", "<tr>", "<td>", "</table>", "<table><tr><td>", "<col>", "<caption>",
    "<colgroup>", "<ul>", "<li>", "<button>", "<form>", "<font>", "<details>", "<summary>", "<image>",
    "\n<table>\n", "<https://x.org/", "<mailto:x@y.org?", "<b and ", "<i 5 ", "</a and ", "\n:::", "\n:x",
];

/// The text that some bytes stand for: each is a mark or a space, and those above 127 have a word before it.
pub(crate) fn sentence(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (number, byte) in bytes.iter().enumerate() {
        if byte & 0x80 != 0 {
            text.push_str(&format!("w{number}w"));
        }
        text.push_str(MARKS.get(usize::from(byte & 0x7f)).unwrap_or(&" "));
    }
    text
}

/// The words of a text that have to be printed: all but the exceptions.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut rest = text.to_owned();
    for (start, end) in [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")] {
        while let Some(at) = rest.find(start) {
            let Some(length) = rest[at..].find(end) else { break };
            rest.replace_range(at..at + length + end.len(), " ");
        }
    }
    let tags: Vec<_> = tags(&rest).map(|tag| tag.place).collect();
    let mut words = Vec::new();
    for (at, _) in rest.match_indices('w') {
        let word = rest[at..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let begins = rest[..at].ends_with(|c: char| !c.is_ascii_alphanumeric()) || at == 0;
        // What stands behind a fence says how its code is to be coloured (CommonMark 0.31, section 4.5).
        let line = rest[..at].rsplit(['\n', '\r']).next().unwrap_or("");
        let is_behind_fence = line.contains("~~~") || line.contains("```");
        if !is_behind_fence
            && word.len() > 2
            && word.ends_with('w')
            && begins
            && !is_in_tag(&rest, at)
            && !is_behind_value(&rest[..at])
            && !tags.iter().any(|tag| tag.contains(&at) && is_in_tag(&rest, at))
        {
            words.push(word.to_owned());
        }
    }
    words
}

/// Whether a quotation mark that may end the value of an attribute is the last of a text: what follows it is the name of another one
/// then, whatever stood in the value.
fn is_behind_value(text: &str) -> bool {
    ["\"", "'"].iter().any(|mark| text.ends_with(mark) && text.contains(&format!("={mark}")))
}

/// Whether what stands at a place may be an attribute: all others of its tag are words.
fn is_in_tag(text: &str, at: usize) -> bool {
    let Some(start) = text[..at].rfind('<') else { return false };
    let tag = &text[start + 1..];
    let is_tag = tag.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    let is_word = ["https:", "mailto:", "b and ", "i 5 ", "/a and "].iter().any(|mark| tag.starts_with(mark));
    let is_word = is_word
        && !text[start..at].contains(['=', '"', '\''])
        && !text.contains("<svg")
        && !text.contains("<math");
    is_tag && !is_word && !text[start..at].contains('>') && text[at..].contains('>')
}
