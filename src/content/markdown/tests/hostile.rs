//! What hostile text does not do: hang, run out of stack, panic, or act on the page.

use proptest::prelude::*;

use super::*;
use crate::content::markdown::tests::{live, pieces as in_pieces};
use crate::content::markdown::{addresses, links, raw_html};

/// Nesting and repetition that would make a careless reader hang or run out of stack.
#[test]
fn bombs_do_nothing() {
    let many = 100_000;
    for piece in [
        ">", "> ", "[", "![", "*", "**a ", "_a *b ", "- ", "1. ", "[a](", "`", "<b>", "<div>\n", "<a href='",
        "<!--", "\"'", "[^1]", "[^1]: ", "|", "# a {#a}\n", "[a](#b)\n", "<b a=1>x\n\n", "<b></i>", "&amp;",
        "a\n: b\n\n", "[a](b)", "{{<a>}}", "## 10:00 a\n", "{%", "https://youtu.be/dQw4w9WgXcQ\n\n",
        "[a](https://b) — c\n\n", "~", "<p>\n", "</p>\n", "<x ", "<table><tr><td>", "![](x)",
        "<!-- more -->", "![a](b 'c')\n\n",
    ] {
        let body = piece.repeat(many / piece.len());
        facts_of(&body);
        html(&body);
    }
    let distinct: String = (0..20_000).map(|i| format!("<b id={i}>x\n\n")).collect();
    assert!(html(&distinct).len() < 4_000_000);
    let attributes: String = (0..20_000).map(|i| format!(" a{i}")).collect();
    html(&format!("<b{attributes}>"));
}

/// Text made of pieces that mean something.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "# ", "> ", "- ", "1. ", "\n", "\n\n", "\r\n", "    ", "*", "**", "`", "```\n", "[", "](", ")", "![",
        "[^1]", "[^1]: ", "[a](https://b) — ", "https://youtu.be/dQw4w9WgXcQ", "[v](https://vimeo.com/1)",
        "\n\nhttps://a.example/a_b_c.mp3\n\n", "{{< x", "\n\n## 14:05 a", "\n\n### 2025-02-13 9:10 — b",
        "09:30 ", ">}}", "[a](b.md)", "\n\n- [c](https://d)", " – ", "<script>", "</script>",
        "<img src=x onerror=y>", "<a href=\"javascript:x\">", "javascript:x", "JaVa\tScript:x", "<!--",
        "-->", "<!-- more -->", "\"", "'", "é", "ї", "—", "--", "|", "|-|\n", "{#x}", "{onclick=x}",
        "[!NOTE]", "a.md", "é.png", "[ї](é ї.md)", "![ї](<é ї.png>)", " 'T | U'", "[ ] ", ": ",
        "<svg onload=x>", "&colon;", "\u{0}", "word ", "<div ", "style=x ", ">", "</p>", "=\n", "---\n",
        "~~", "<https://x>", "\\",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

pub(super) fn is_harmless(html: &str) -> bool {
    let mut tags = raw_html::tags(html);
    tags.all(|tag| {
        !tag.name.eq_ignore_ascii_case("script")
            && tag.attributes.iter().all(|(key, value)| {
                let on = key.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
                let address = addresses::held(tag.name, key).is_some();
                !(on || address && links::is_dangerous(&html[value.clone()]))
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics_or_acts(body in prop_oneof![pieces(), any::<String>(),
        prop::collection::vec(any::<u8>(), 0..200).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned())]) {
        let facts = facts_of(&body);
        for html in [HtmlPolicy::Safe, HtmlPolicy::Escape] {
            for cards in [Cards::Keep, Cards::Omit] {
                let options = Options { html, cards, anchors: true, players: &PLAYERS, ..OPTIONS };
                let rendered = render(&body, &options, &Site);
                prop_assert!(is_harmless(&rendered.html), "{}", rendered.html);
                for id in facts.heading_ids.iter().filter(|_| html == HtmlPolicy::Escape) {
                    prop_assert!(rendered.html.contains(&format!(" id=\"{id}\"")), "{}", rendered.html);
                }
            }
            in_pieces::agree(&body, html);
        }
        live::agree(&body);
    }
}
