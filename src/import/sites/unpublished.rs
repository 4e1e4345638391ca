//! What old sites held back without a key of front matter: by the name of a file, and by marks around a part of a text.

use std::collections::BTreeSet;

use super::site::Body;

/// Why a file is passed over for its name, as all generators do: it is hidden, or some editor's copy. `path` is relative to the
/// folder of the texts.
pub fn by_name(path: &str) -> Option<&'static str> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let is_copy =
        file.starts_with(['#', '~']) || file.rsplit_once('.').is_some_and(|(_, end)| end.ends_with('~'));
    (is_hidden || is_copy).then_some("the names of their files begin or end with a mark of hidden files")
}

/// Said of texts with a part between tags that nobody knows.
pub const BETWEEN_TAGS: &str =
    "a part of the text stood between tags that are not known, and may have hidden it";
const IN_PART: &str = "a part of the text may have been for some readers only";

/// Names of tags that kept what stands between them from some readers, or from all: shortcodes, blocks, tags of plugins.
const KEEPING: &[&str] = &[
    "comment", "content-control", "content-protector", "draft", "hidden", "hide", "ignore", "internal",
    "is-logged-in", "is-user-logged-in", "logged-in", "loggedin", "member", "memberful", "members",
    "membership", "note-to-self", "paid", "paywall", "premium", "private", "protect", "protected", "secret",
    "subscriber", "subscribers", "todo", "user-only", "visitor",
];
/// How the names of further ones begin.
const KEEPING_FAMILIES: &[&str] = &[
    "hide-", "leaky-paywall", "logged-in-", "member-", "memberpress/", "memberpress-", "members-",
    "members/", "mepr-", "passster", "password-protect", "pmpro", "premium-content",
    "jetpack/premium-content", "jetpack/paywall", "private-", "rcp-", "rcp/", "restrict", "s2if", "s2member",
    "subscribers-", "swpm", "um-", "wc-memberships", "wcm-", "wlm-", "woocommerce-memberships", "wpmem",
    "wp-members",
];
/// What stands before such a name. Jekyll's own comments are taken out.
const OPENINGS: &[&str] = &["{{<", "{{%", "{%", "<!-- wp:", "<!--wp:"];
/// Other marks of parts that not all saw: blocks of Ghost, and what plugins note in blocks of WordPress.
const MARKS: &[&str] = &[
    "<!--kg-gated-block", "<!--members-only-->", "\"blockVisibility\":", "\"contentControls\":",
    "\"hideBlock\":true",
];

/// Whether a text says that not all of it was for everybody.
pub fn in_part(body: &Body) -> Option<&'static str> {
    let (Body::Markdown(_, text) | Body::Html(text)) = body;
    let named = |opening: &'static str| {
        text.match_indices(opening).filter_map(move |(at, _)| {
            let rest = text[at + opening.len()..].trim_start_matches([' ', '-']);
            let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
            let end =
                rest.bytes().take(MOST_OF_NAME + 1).take_while(|byte| is_name(char::from(*byte))).count();
            (end <= MOST_OF_NAME && is_keeping(&rest[..end], opening)).then_some(&rest[..end])
        })
    };
    // A word between brackets is a tag when it is closed.
    let bracketed: BTreeSet<&str> = named("[").take(MOST_TAGS).collect();
    let is_kept = MARKS.iter().any(|mark| text.contains(mark))
        || OPENINGS.iter().any(|opening| named(opening).next().is_some())
        || bracketed.iter().any(|name| text.contains(&format!("[/{name}")));
    is_kept.then_some(IN_PART)
}

/// How many tags between brackets are looked at.
const MOST_TAGS: usize = 10_000;
/// The longest name, in bytes.
const MOST_OF_NAME: usize = 60;

fn is_keeping(name: &str, opening: &str) -> bool {
    let is_comment_of_liquid = name.eq_ignore_ascii_case("comment") && opening == "{%";
    !is_comment_of_liquid && keeps(&folded(name))
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

fn keeps(name: &str) -> bool {
    KEEPING.contains(&name) || KEEPING_FAMILIES.iter().any(|start| name.starts_with(start))
}

/// Whether the name of a tag says that the text within it was not for everybody.
pub fn hides(name: &str) -> bool {
    let name = folded(name);
    keeps(&name) || name.split(['-', '/', '.']).any(|word| KEEPING.contains(&word) || WORDS.contains(&word))
}

/// Further words of such names.
const WORDS: &[&str] = &[
    "admin", "editor", "editorial", "editors", "fixme", "invisible", "moderators", "noop", "nopublish",
    "noshow", "restricted", "staff", "unpublished",
];

#[cfg(test)]
mod tests {
    use super::super::site::Dialect;
    use super::*;

    #[test]
    fn parts_that_not_all_saw() {
        for (text, is_kept) in [
            ("[members_access role=\"editor\"]x[/members_access]", true),
            ("[restrict]x[/restrict]", true),
            ("a [rcp_restricted]", false),
            ("the [paid] readers", false),
            ("{{< private >}}x{{< /private >}}", true),
            ("{{% hide %}}", true),
            ("{{<comment>}}", true),
            ("{%- private -%}", true),
            ("{% comment %}x{% endcomment %}", false),
            ("<!-- wp:jetpack/premium-content/container -->", true),
            ("<!-- wp:paragraph {\"blockVisibility\":{\"a\":1}} -->", true),
            ("<!--kg-gated-block:begin nonMember:false-->", true),
            ("[members](/members/) and [private][x]", false),
            ("[gallery ids=\"1\"] {{< figure >}} {% if a %}", false),
            ("<!-- wp:paragraph -->", false),
        ] {
            let kept = in_part(&Body::Markdown(Dialect::Plain, text.to_owned()));
            assert_eq!(kept.is_some(), is_kept, "{text}");
        }
    }

    #[test]
    fn names_that_hide() {
        for (path, is_hidden) in
            [("a/.b/c.md", true), (".a.md", true), ("a/~b.md", true), ("a.md~", true), ("a/b.c.md", false)]
        {
            assert_eq!(by_name(path).is_some(), is_hidden, "{path}");
        }
    }
}
