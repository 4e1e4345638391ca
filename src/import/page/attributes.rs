//! How many attributes the richest tag of a page has, as the tokenizer of the HTML standard (section 13.2.5) counts them.

/// Elements whose content is no markup (HTML standard, section 13.1.2).
const RAW: &[&[u8]] =
    &[b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// Elements of other languages (section 13.1.2, foreign elements).
const FOREIGN: &[&[u8]] = &[b"svg", b"math"];

/// How many attributes a page has.
#[derive(Default)]
pub(super) struct Count {
    /// The most that one tag has. Their names may be the same: whoever looks for that pays for each.
    pub(super) most: usize,
    /// Pairs of two attributes of one tag, over all tags.
    pub(super) pairs: usize,
}

/// Counts the attributes of a page.
pub(super) fn count(html: &[u8]) -> Count {
    let (mut all, mut at) = (Count::default(), 0);
    // Elements of SVG and MathML that are open: in them there is no raw text.
    let mut foreign = 0_usize;
    while let Some(found) = memchr::memchr(b'<', &html[at..]) {
        at += found + 1;
        let rest = &html[at..];
        if rest.starts_with(b"!--") {
            at += comment(rest);
            continue;
        }
        let start = usize::from(rest.first() == Some(&b'/'));
        if !rest.get(start).is_some_and(u8::is_ascii_alphabetic) {
            // A bogus comment ends with the first sign that can end it (section 13.2.5.41).
            if start == 1 || matches!(rest.first(), Some(b'!' | b'?')) {
                at += memchr::memchr(b'>', rest).map_or(rest.len(), |end| end + 1);
            }
            continue;
        }
        let name = rest[start..].iter().take_while(|byte| !is_space(**byte) && !b"/>".contains(byte)).count();
        let (count, length) = tag(&rest[start + name..]);
        all.most = all.most.max(count);
        all.pairs += count * count.saturating_sub(1) / 2;
        let name = &rest[start..start + name];
        at += start + name.len() + length;
        if FOREIGN.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            foreign = if start == 0 { foreign + 1 } else { foreign.saturating_sub(1) };
        }
        if start == 0 && foreign == 0 && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            at = raw_end(html, at, name);
        }
    }
    all
}

/// The length of a comment from its `!--` on (section 13.2.5.43 and the states after it).
fn comment(rest: &[u8]) -> usize {
    if rest.starts_with(b"!-->") || rest.starts_with(b"!--->") {
        return 4;
    }
    let ends = memchr::memmem::find_iter(&rest[3..], b">").map(|end| 3 + end);
    let is_end = |end: &usize| rest[3..*end].ends_with(b"--") || rest[3..*end].ends_with(b"--!");
    ends.into_iter().find(is_end).map_or(rest.len(), |end| end + 1)
}

/// The attributes of a tag whose name was read, and its length.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let (mut count, mut at) = (0, 0);
    loop {
        at += bytes[at..].iter().take_while(|byte| is_space(**byte) || **byte == b'/').count();
        match bytes.get(at) {
            None => return (count, at),
            Some(b'>') => return (count, at + 1),
            Some(_) => count += 1,
        }
        // A sign of equality at the beginning is part of a name.
        at += 1;
        at += bytes[at..].iter().take_while(|byte| !is_space(**byte) && !b"/>=".contains(byte)).count();
        let spaces = bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
        if bytes.get(at + spaces) != Some(&b'=') {
            continue;
        }
        at += spaces + 1;
        at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
        at += match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                memchr::memchr(*quote, &bytes[at + 1..]).map_or(bytes.len() - at, |end| end + 2)
            }
            _ => bytes[at..].iter().take_while(|byte| !is_space(**byte) && **byte != b'>').count(),
        };
    }
}

/// Where the end tag of an element begins whose content is no markup.
fn raw_end(html: &[u8], from: usize, name: &[u8]) -> usize {
    let is_end = |at: &usize| {
        html.get(at + 2..at + 2 + name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name))
    };
    memchr::memmem::find_iter(&html[from..], b"</").map(|at| from + at).find(is_end).unwrap_or(html.len())
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn attributes_are_counted_as_browsers_see_them() {
        for (html, most) in [
            ("<p>no</p>", 0),
            ("<a href=x title='a b c' data-a = \"d e\" hidden>", 4),
            ("<a/b/c/d>", 3),
            ("<script>if (a<b c d e f g) x()</script><i a b>", 2),
            ("<!-- <a b c d e> --><i a>", 1),
            ("<p a=\"unclosed b c d", 1),
            ("< a b c d>", 0),
            ("</p a b>", 2),
            ("<script>a", 0),
            ("<!-- a --!><i a b c>", 3),
            ("<!--><i a b>--><i a b c>", 3),
            ("<!x <p a=\"><q a b c>", 3),
            ("</ <p a=\"><q a b c>", 3),
            ("<svg><title><q a b c></svg><title><q a b c d></title>", 3),
        ] {
            assert_eq!(count(html.as_bytes()).most, most, "{html}");
        }
    }
}
