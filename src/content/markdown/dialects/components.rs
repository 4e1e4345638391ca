//! Components of MDX: `import X from '…'`, `export const x = …`, and tags with values in braces (`<Tabs items={[…]}>`),
//! which are no HTML.
//!
//! See <https://mdxjs.com/docs/what-is-mdx/>.

use super::{At, Found, Kind, foreign};

const MODULE: Kind = Kind {
    key: "import",
    summary: "lines of MDX (`import …`, `export …`) mean nothing here: they are shown as text",
    remedy: "take them out",
};
const COMPONENT: Kind = Kind {
    key: "={",
    summary: "components of MDX (`<Name key={…}>`) mean nothing here: their tags are shown as text",
    remedy: "write what they stand for as Markdown",
};

/// How far the values of a component are looked at, in bytes.
const VALUES: usize = 120;

/// A line that takes something from a module, or gives it.
pub(super) fn module(at: At<'_>) -> Option<Found> {
    if !at.before().is_empty() {
        return None;
    }
    let line = at.line().trim_end();
    let (word, rest) = line.split_once(' ')?;
    let is_one = match word {
        "import" => {
            let quoted = rest.trim_end_matches(';').trim_end();
            let (names, module) = quoted.rsplit_once(" from ").unwrap_or(("", quoted));
            let is_module = ["'", "\""].iter().any(|quote| {
                module.len() > 2
                    && module
                        .strip_prefix(quote)
                        .and_then(|rest| rest.strip_suffix(quote))
                        .is_some_and(|name| !name.contains([' ', '\'', '"']))
            });
            let is_name = |c: char| c.is_ascii_alphanumeric() || "_$*{}, ".contains(c);
            is_module && names.chars().all(is_name)
        }
        "export" => {
            let begins = ["const ", "let ", "var ", "function ", "async function ", "class ", "default "];
            let defines = rest.contains(['=', '{', '(']);
            begins.iter().any(|word| rest.starts_with(word)) && defines
        }
        _ => return None,
    };
    is_one.then(|| {
        let hints = ["take it out", "if it is code to be seen, put it between two lines of three backticks"];
        foreign(at, line.len(), &MODULE, hints.map(str::to_owned))
    })
}

/// A tag with a value in braces that the parser of Markdown does not take for HTML.
pub(super) fn find(at: At<'_>) -> Option<Found> {
    let text = at.ahead(VALUES);
    let name = text.strip_prefix('<')?;
    let length = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'.').count();
    let (name, rest) = name.split_at(length);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let values = &rest[..rest.find('>').unwrap_or(rest.len())];
    let value = values.find("={")?;
    let key = values[..value].rsplit(char::is_whitespace).next()?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_key.then(|| {
        let hint = format!(
            "write what `<{name}>` stands for as Markdown, or put it between backticks if it shall be seen"
        );
        foreign(at, 1 + length, &COMPONENT, [hint])
    })
}
