//! Marks of languages that are no Markdown: AsciiDoc (`== Title`, `image::map.png[]`, `link:…[words]`), reStructuredText
//! (`` :ref:`x` ``, `` `words <https://…>`_ ``) and Textile (`h2. Title`, `"words":https://…`).
//!
//! See <https://docs.asciidoctor.org/asciidoc/latest/syntax-quick-reference/>,
//! <https://docutils.sourceforge.io/docs/user/rst/quickref.html> and <https://textile-lang.com/>.

use super::{At, Found, Kind, failed, foreign};

const ASCIIDOC: Kind = Kind {
    key: "AsciiDoc",
    summary: "marks of AsciiDoc (`== Title`, `image::…[]`) mean nothing here: they are shown as text",
    remedy: "write them as Markdown: `## Title`, `![what it shows](map.png)`, `[words](https://…)`",
};
const RST: Kind = Kind {
    key: "reStructuredText",
    summary: "marks of reStructuredText (`` :ref:`x` ``, `` `words <https://…>`_ ``) mean nothing here: they are shown as text",
    remedy: "write them as Markdown: `[words](https://…)`",
};
const TEXTILE: Kind = Kind {
    key: "Textile",
    summary: "marks of Textile (`h2. Title`, `\"words\":https://…`) mean nothing here: they are shown as text",
    remedy: "write them as Markdown: `## Title`, `[words](https://…)`",
};

/// A mark at the beginning of a line.
pub(super) fn line(at: At<'_>) -> Option<Found> {
    let line = at.line().trim_end();
    match line.as_bytes().first()? {
        b'=' => {
            let words = line.trim_start_matches('=');
            let level = line.len() - words.len();
            let title = words.strip_prefix(' ')?.trim_end_matches(['=', ' ']);
            let is_title = (2..=6).contains(&level) && title.starts_with(char::is_alphabetic);
            is_title.then(|| {
                let instead = format!("{} {title}", "#".repeat(level));
                foreign(at, line.len(), &ASCIIDOC, [format!("write `{instead}`")]).replaced_by(instead)
            })
        }
        b'h' | b'b' => {
            let (mark, words) = line.split_once(". ")?;
            let instead = match mark.as_bytes() {
                [b'h', level @ b'1'..=b'6'] => format!("{} {words}", "#".repeat(usize::from(level - b'0'))),
                b"bq" => format!("> {words}"),
                _ => return None,
            };
            let said = foreign(at, mark.len() + 1, &TEXTILE, [format!("write `{instead}`")]);
            Some(said.mended(at.place(line.len()), instead))
        }
        b'i' | b'v' => {
            let (name, rest) = line.split_once("::")?;
            let (path, alt) = rest.strip_suffix(']')?.split_once('[')?;
            if path.is_empty() || path.contains(char::is_whitespace) || alt.contains(['[', ']']) {
                return None;
            }
            let alt = alt.split(',').next().unwrap_or("").trim_matches('"');
            let hint = match name {
                "image" if alt.is_empty() => format!("write `![what it shows]({path})`"),
                "image" => format!("write `![{alt}]({path})`"),
                "include" => "write the text itself".to_owned(),
                "video" => "write its address alone in a paragraph".to_owned(),
                _ => return None,
            };
            Some(foreign(at, line.len(), &ASCIIDOC, [hint]))
        }
        _ => None,
    }
}

/// A mark within a line that has a colon.
pub(super) fn within(at: At<'_>, byte: u8) -> Option<Found> {
    if byte != b':' {
        return None;
    }
    let rest = &at.line()[1..];
    if rest.starts_with("http") {
        return textile_link(at, rest).or_else(|| asciidoc_link(at, rest));
    }
    role(at, rest)
}

/// `"words":https://example.org/`
fn textile_link(at: At<'_>, rest: &str) -> Option<Found> {
    let words = at.before().strip_suffix('"')?;
    let words = &words[words.rfind('"')? + 1..];
    if words.is_empty() || words.trim() != words || words.contains(['[', ']']) {
        return None;
    }
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | ')' | ']')).unwrap_or(rest.len());
    let address = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    let whole = At { at: at.at - words.len() - 2, ..at };
    let instead = format!("[{words}]({address})");
    let said = foreign(whole, words.len() + 3 + address.len(), &TEXTILE, [format!("write `{instead}`")]);
    address.contains("://").then(|| said.replaced_by(instead))
}

/// `link:https://example.org/[words]`
fn asciidoc_link(at: At<'_>, rest: &str) -> Option<Found> {
    let before = at.before().strip_suffix("link")?;
    if before.ends_with(|c: char| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let (address, after) = rest.split_once('[')?;
    let words = &after[..after.find(']')?];
    if address.contains(char::is_whitespace) || !address.contains("://") || words.is_empty() {
        return None;
    }
    let whole = At { at: at.at - 4, ..at };
    let instead = format!("[{words}]({address})");
    let said = foreign(whole, 5 + address.len() + words.len() + 2, &ASCIIDOC, [format!("write `{instead}`")]);
    Some(said.replaced_by(instead))
}

/// `` :ref:`words` ``
fn role(at: At<'_>, rest: &str) -> Option<Found> {
    const ROLES: [&str; 14] = [
        "ref", "doc", "term", "class", "func", "meth", "mod", "attr", "pep", "rfc", "math", "download",
        "any", "numref",
    ];
    let (name, after) = rest.split_once(":`")?;
    let name = name.rsplit(':').next().filter(|_| name.len() < 20)?;
    let words = &after[..after.find('`')?];
    (ROLES.contains(&name) && !words.is_empty()).then(|| {
        let length = rest.len() - after.len();
        foreign(at, length, &RST, [format!("write a link, `[{words}](https://…)`, or take `:{name}:` out")])
    })
}

/// `` `words <https://example.org/>`_ ``: what the parser took for code, and the sign behind it.
pub(super) fn behind_code(at: At<'_>) -> Option<Found> {
    let code = at.before().strip_suffix('`').filter(|code| !code.ends_with('`'))?;
    let code = &code[code.rfind('`')? + 1..];
    let (words, address) = code.strip_suffix('>')?.split_once('<')?;
    let words = words.trim_end();
    let signs = at.line().len() - at.line().trim_start_matches('_').len();
    if words.is_empty() || !address.contains("://") || address.contains(char::is_whitespace) {
        return None;
    }
    let whole = At { at: at.at - code.len() - 2, ..at };
    let instead = format!("[{words}]({address})");
    let message = "this is no link: it is shown as code".to_owned();
    let said = failed(whole, code.len() + 2 + signs, message, &RST, format!("write `{instead}`"));
    Some(said.replaced_by(instead))
}
