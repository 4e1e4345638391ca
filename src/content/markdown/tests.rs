//! What editors write and what readers get, point by point.

mod dialects;
mod embeds;
mod hostile;
mod live;
mod pictures;
mod pieces;
mod words;

use super::facts::FactsOptions;
use super::*;
use crate::diagnostic::Diagnostic;
use crate::properties::markdown::{LABELS, Site};

static PLAYERS: std::sync::LazyLock<Players> = std::sync::LazyLock::new(Players::default);
static NO_PLAYERS: Players = Players::none();

const OPTIONS: Options<'static> = Options {
    language: "en",
    html: HtmlPolicy::Safe,
    cards: Cards::Keep,
    live: None,
    players: &NO_PLAYERS,
    trusted_on_pages: false,
    plays: true,
    fragment_base: "",
    anchors: false,
    labels: LABELS,
};

fn html_with(body: &str, options: &Options<'_>) -> String {
    render(body, options, &Site).html.trim_end().to_owned()
}

fn html(body: &str) -> String {
    html_with(body, &OPTIONS)
}

fn read(body: &str) -> (Facts, Vec<Diagnostic>) {
    read_with(body, false)
}

fn read_with(body: &str, outline: bool) -> (Facts, Vec<Diagnostic>) {
    let link_schemes = ["http", "https", "mailto", "tel"].map(String::from);
    let html = HtmlPolicy::Safe;
    let options = FactsOptions {
        link_schemes: &link_schemes,
        html,
        excerpt: true,
        outline,
        live: None,
        players: &PLAYERS,
        path: "a.md",
    };
    facts(body, 10, &options)
}

fn facts_of(body: &str) -> Facts {
    read(body).0
}

/// Code, line, column and message of each diagnostic.
fn problems(body: &str) -> Vec<String> {
    let describe = |problem: Diagnostic| {
        let span = problem.span.unwrap_or_default();
        format!("{} {}:{}+{} {}", problem.code, span.line, span.column, span.length, problem.message)
    };
    read(body).1.into_iter().map(describe).collect()
}

#[test]
fn plain_blocks() {
    for (body, expected) in [
        (
            "a *b* **c** ~~d~~ `<e>`",
            "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>&lt;e&gt;</code></p>",
        ),
        ("a\r\nb  \r\nc\r\n", "<p>a\nb<br>\nc</p>"),
        ("```rust no_run\r\na < b\r\n```", "<pre><code class=\"language-rust\">a &lt; b\n</code></pre>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n   - b", "<ol start=\"3\">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>"),
        ("T\n: D", "<dl>\n<dt>T</dt>\n<dd>D</dd>\n</dl>"),
        ("---", "<hr>"),
        (
            "|a|b|\n|-|-:|\n|c|d|",
            "<div class=\"table\"><table>\n<thead>\n<tr><th scope=\"col\">a</th><th scope=\"col\" \
             class=\"align-right\">b</th></tr>\n</thead>\n<tbody>\n<tr><td>c</td><td \
             class=\"align-right\">d</td></tr>\n</tbody>\n</table></div>",
        ),
        (
            "- [x] a\n- [ ] b\n  - c",
            "<ul>\n<li class=\"task\"><label><input type=\"checkbox\" disabled=\"\" checked=\"\"> a</label></li>\n\
             <li class=\"task\"><label><input type=\"checkbox\" disabled=\"\"> b</label>\n\
             <ul>\n<li>c</li>\n</ul>\n</li>\n</ul>",
        ),
        (
            "> [!NOTE]\n> a",
            "<div class=\"alert alert-note\" role=\"note\">\n<p class=\"alert-title\">Note</p>\n<p>a</p>\n</div>",
        ),
    ] {
        assert_eq!(html(body), expected, "{body:?}");
    }
}

#[test]
fn quotation_marks_by_language() {
    let body = "\"a 'b' c's\" -- ... \"*d*\" “e” \\\"f\\\" &quot;g&quot;";
    for (language, expected) in [
        ("en", "“a ‘b’ c’s” – … “<em>d</em>” “e” \"f\" \"g\""),
        ("uk", "«a „b“ c’s» – … «<em>d</em>» “e” \"f\" \"g\""),
        ("de-AT", "„a ‚b‘ c’s“ – … „<em>d</em>“ “e” \"f\" \"g\""),
        ("fr", "«\u{202f}a “b” c’s\u{202f}» – … «\u{202f}<em>d</em>\u{202f}» “e” \"f\" \"g\""),
        ("pl", "„a «b» c’s” – … „<em>d</em>” “e” \"f\" \"g\""),
        ("de_CH", "«a ‹b› c’s» – … «<em>d</em>» “e” \"f\" \"g\""),
        ("xx", "“a ‘b’ c’s” – … “<em>d</em>” “e” \"f\" \"g\""),
    ] {
        assert_eq!(
            html_with(body, &Options { language, ..OPTIONS }),
            format!("<p>{expected}</p>"),
            "{language}"
        );
    }
    assert_eq!(html_with("'don't'", &Options { language: "de", ..OPTIONS }), "<p>‚don’t‘</p>");
}

#[test]
fn headings_have_the_same_ids_in_facts_and_html() {
    let body = "# A \"b\"\n\n## A \"b\" { #x .c onclick=alert(1) }\n\n### [Link](y) `code` ![alt](z)\n\n\
                ## …\n\nSetext\nlines\n---\n\n# Fn 1\n\n> ## Don't\n\n[^n]\n\n[^n]: a\n\n    ## in a note\n";
    let facts = facts_of(body);
    let rendered = render(body, &Options { anchors: true, ..OPTIONS }, &Site);
    let headings = [
        (1, "a-b"),
        (2, "x"),
        (3, "link-code"),
        (2, "section"),
        (2, "setext-lines"),
        (1, "fn-1-2"),
        (2, "dont"),
    ];
    assert!(facts.heading_ids.iter().eq(headings.map(|(_, id)| id)), "{:?}", facts.heading_ids);
    for (level, id) in headings {
        assert!(rendered.html.contains(&format!("<h{} id=\"{id}\"", level + 1)), "{id}\n{}", rendered.html);
    }
    assert!(rendered.html.contains(
        "<h3 id=\"x\" class=\"c\">A “b” <a class=\"anchor\" href=\"#x\" aria-label=\"Link: A “b”\">#</a></h3>"
    ));
    assert!(rendered.html.contains("<h3>in a note</h3>") && !rendered.html.contains("onclick"));
    let toc: Vec<_> = rendered.toc.iter().map(|heading| (heading.level, &*heading.text)).collect();
    assert_eq!(toc, [(2, "A “b”"), (3, "A “b”"), (3, "…"), (3, "Setext lines"), (2, "Fn 1"), (3, "Don’t")]);
    assert_eq!(html("## A"), "<h2 id=\"a\">A</h2>");
    assert_eq!(html("# A\n###### B"), "<h2 id=\"a\">A</h2>\n<h6 id=\"b\">B</h6>");
}

#[test]
fn links_are_resolved_and_checked() {
    let body = "[a](b.md \"t\") [h *x*](held.md) [f](#here) <x@y.org> [r][]\n\n[r]: c.md#d\n\n[n][nope]";
    let options = Options { fragment_base: "https://x/y/", ..OPTIONS };
    assert_eq!(
        html_with(body, &options),
        "<p><a href=\"b/\" title=\"t\">a</a> h <em>x</em> <a href=\"https://x/y/#here\">f</a> \
         <a href=\"mailto:x@y.org\">x@y.org</a> <a href=\"c/#d\">r</a></p>\n<p>[n][nope]</p>"
    );
    let links: Vec<_> = facts_of(body).links.iter().map(|l| (l.href.clone(), l.span.column)).collect();
    assert_eq!(
        links,
        [("b.md".into(), 5), ("held.md".into(), 23), ("mailto:x@y.org".into(), 44), ("c.md#d".into(), 53)]
    );
    assert_eq!(html("[a](<java&Tab;script:x> 't') ![b](data:x) <vbscript:x>"), "<p>a b vbscript:x</p>");
    assert_eq!(
        problems("a\n\n[é](JaVaScRiPt:x) ![b](data:x) [c](irc:x)"),
        [
            "link-scheme 13:5+12 links with `javascript:` are not allowed: only their words are shown",
            "link-scheme 13:24+6 pictures with `data:` are not allowed: only their alternative text is shown",
            "link-scheme 13:36+5 links with `irc:` are not allowed: only their words are shown"
        ]
    );
}

#[test]
fn fragments_of_the_page_are_checked() {
    let body = "## Début\n\n[a](#debut) [b](#) [c](#top) [d](#fn-1) [^1] [e](#debt)\n\n[^1]: x";
    assert_eq!(problems(body), ["broken-fragment 13:50+5 no heading of this text has the id `debt`"]);
    assert_eq!(read(body).1[0].hints, ["did you mean `#debut`?"]);
    assert!(facts_of(body).links.is_empty());
    assert_eq!(problems("[e](#x) <a id=\"x\"></a>"), [""; 0]);
}

#[test]
fn cards_vanish_only_when_asked() {
    let body =
        "One.\n\n[A](a.md)\n\n- [B](/2025/b/)\n- [C](c.md)\n\n* [D](d.md) and text\n\n[O](https://o.org/)";
    let alone = |body: &str| -> Vec<u32> {
        facts_of(body).links.iter().map(|link| link.alone.map_or(0, NonZeroU32::get)).collect()
    };
    assert_eq!(alone(body), [1, 2, 2, 0, 0]);
    assert_eq!(
        html_with(body, &Options { cards: Cards::Omit, ..OPTIONS }),
        "<p>One.</p>\n<ul>\n<li><a href=\"d/\">D</a> and text</li>\n</ul>\n<p><a href=\"https://o.org/\">O</a></p>"
    );
    assert!(html(body).contains("<p><a href=\"a/\">A</a></p>\n<ul>\n<li><a href=\"/2025/b/\">B</a></li>"));

    // What leads to no article stays, and a list with it.
    let body = "[P](/x.pdf)\n\n[Q](page.md)\n\n- [T](/topics/)\n- [A](a.md)\n\n- [B](b.md)";
    assert_eq!(alone(body), [1, 2, 3, 3, 3]);
    let body = "[P](/x.pdf)\n\n[Q](page.md)\n\n- [T](/topics/)\n- [A](a.md)\n\n* [B](b.md)";
    assert_eq!(alone(body), [1, 2, 3, 3, 4]);
    assert_eq!(
        html_with(body, &Options { cards: Cards::Omit, ..OPTIONS }),
        "<p><a href=\"/x.pdf\">P</a></p>\n<p><a href=\"page/\">Q</a></p>\n<ul>\n\
         <li><a href=\"/topics/\">T</a></li>\n<li><a href=\"a/\">A</a></li>\n</ul>"
    );
}

#[test]
fn attributions() {
    for (body, inside) in [
        ("> a\n> — B, *C*", "<p>a</p>\n<footer>— B, <em>C</em></footer>"),
        ("> a\\\n> -- B", "<p>a</p>\n<footer>— B</footer>"),
        ("> a\n>\n> --- [B](c.md)", "<p>a</p>\n<footer>— <a href=\"c/\">B</a></footer>"),
        ("> — a", "<p>— a</p>"),
        ("> — a\n> — b", "<p>— a\n— b</p>"),
        ("> *a\n> — b*", "<p><em>a\n— b</em></p>"),
        ("> a\n> — b\n>\n> c", "<p>a\n— b</p>\n<p>c</p>"),
    ] {
        assert_eq!(html(body), format!("<blockquote>\n{inside}\n</blockquote>"), "{body:?}");
    }
}

#[test]
fn footnotes_are_numbered_by_reference() {
    let body =
        "[^b] [^a] [^B]\n\n[^a]: A\n\n[^b]: B[^c]\n\n    B2\n\n[^c]: - C\n\n[^d]: dropped[^e]\n\n[^e]: x";
    let html = html_with(body, &Options { fragment_base: "/p/", ..OPTIONS });
    let back = |id: &str, name: &str, text: &str| {
        format!(
            "<a class=\"footnote-back\" href=\"/p/#fnref-{id}\" aria-label=\"Back to reference {name}\">{text}</a>"
        )
    };
    let reference = |id: &str, n: u8| {
        format!("<sup class=\"footnote-ref\" id=\"fnref-{id}\"><a href=\"/p/#fn-{n}\">{n}</a></sup>")
    };
    let expected = format!(
        "<p>{} {} {}</p>\n<section class=\"footnotes\" aria-label=\"Notes\">\n<ol>\n\
         <li id=\"fn-1\"><p>B{}</p>\n<p>B2 {} {}</p></li>\n<li id=\"fn-2\"><p>A {}</p></li>\n\
         <li id=\"fn-3\"><ul>\n<li>C</li>\n</ul> {}</li>\n</ol>\n</section>",
        reference("1", 1),
        reference("2", 2),
        reference("1-2", 1),
        reference("3", 3),
        back("1", "1", "↩"),
        back("1-2", "1-2", "↩<sup>2</sup>"),
        back("2", "2", "↩"),
        back("3", "3", "↩"),
    );
    assert_eq!(html, expected);
}

#[test]
fn footnotes_have_both_halves() {
    let body = "A[^n] b[^N] c[^on], \\[^x] `[^x]` [^y](z) [^ x] [^]\n\n    [^x]\n\n[^n]: A[^no]\n\n[^one]: B";
    assert_eq!(
        problems(body),
        [
            "missing-footnote 11:14+5 the footnote `[^on]` has no text",
            "missing-footnote 15:8+5 the footnote `[^no]` has no text",
            "unused-footnote 17:1+6 nothing refers to the footnote `[^one]`: it is not printed",
        ]
    );
}

#[test]
fn raw_html_by_policy() {
    let body = "a <b onclick=x>b</b> <img src=\"c.png\" alt=\"d\"> <a href=\"e.md\">e</a> <a class=\"k\" href=\"held.md\">h</a>\n\n\
                <div>\n<iframe src=\"x\"></iframe>\n</div>\n\n<!-- note\nto self -->\n\n<!--MORE-->\n\nz";
    let with = |html| html_with(body, &Options { html, ..OPTIONS });
    assert_eq!(
        with(HtmlPolicy::Safe),
        "<p>a <b>b</b> <img src=\"/base/c.png\" alt=\"d\"> <a href=\"e/\">e</a> <a class=\"k\">h</a></p>\n\
         <div>\n\n</div>\n<p>z</p>"
    );
    let escaped = with(HtmlPolicy::Escape);
    assert!(
        escaped.contains("&lt;b onclick=x&gt;b&lt;/b&gt;") && escaped.contains("<p>&lt;div&gt;"),
        "{escaped}"
    );
    assert!(!escaped.contains("to self") && !escaped.contains("MORE"));
    let trusted = with(HtmlPolicy::Trusted);
    assert!(trusted.contains("<b onclick=x>") && !trusted.contains("<!--"), "{trusted}");
    assert!(!trusted.contains("MORE"));
    for html in [HtmlPolicy::Safe, HtmlPolicy::Escape, HtmlPolicy::Trusted] {
        let shown = html_with(
            "<div>\n<!-- [held](a.md) -->\n<b>x</b><!---->\n</div>\n\ny <!-- held --> z\n\n<i>i</i> <!-- held",
            &Options { html, ..OPTIONS },
        );
        assert!(shown.contains('x') && shown.contains('z') && !shown.contains("[held]"), "{shown}");
    }
    let script = "<script>\n<!-- a();\n//-->\n</script>";
    let trusted = html_with(script, &Options { html: HtmlPolicy::Trusted, ..OPTIONS });
    assert!(trusted.contains("<!-- a();"), "{trusted}");
    let facts = facts_of(body);
    assert!(facts.raw_html && !facts_of("<!-- a\n\nb -->\n\nc <!-- d -->").raw_html);
    assert_eq!((facts.links.len(), facts.images.len()), (2, 1));
    assert_eq!(
        problems(body),
        [
            "html-removed 11:3+13 `onclick=` is taken out of the text",
            "embed 14:1+16 `<iframe>` shows nothing here; the words in it stay"
        ]
    );
}

#[test]
fn excerpts_and_words() {
    let long = "word ".repeat(400);
    for (body, expected) in [
        (
            "# T\n\n![a](b.png)\n\n[C](c.md)\n\nFirst *one*[^1], \"two\".\nThree\n\nSecond\n\n[^1]: x",
            "First one, „two“. Three",
        ),
        ("## T\n\nOne\n\n- two\n\n<!-- more -->\n\nThree", "One two"),
        ("<!-- more -->\n\nThree", "Three"),
        ("> only a quote", "only a quote"),
        ("[Only a link](https://x.org)", "Only a link"),
        ("[Card](/x/)", ""),
        ("```\ncode\n```", ""),
        (
            "<!--[if gte mso 9]><xml>a</xml><![endif]-->\n<style>b</style>\n\n<o:p></o:p>\n\n{{< x >}}\n\n{:toc}\n\nThree",
            "Three",
        ),
        ("|a|b|\n|-|-|\n|c|d|\n\n- e", "e"),
        ("“a” 'b's' *\"c\"* `\"d\"` it's \\\"e\\\"", "“a” ‚b’s‘ „c“ \"d\" it’s \"e\""),
    ] {
        let excerpt = facts_of(body).excerpt.unwrap_or_default();
        assert_eq!(super::quoted(&excerpt, "de"), expected, "{body:?}");
    }
    let excerpt = facts_of(&long).excerpt.unwrap_or_default();
    assert!(excerpt.ends_with("word…") && excerpt.chars().count() <= 600);
    assert_eq!(facts_of("# One two\n\ndon't stop -- *it*'s\nhere\n\n- a\n- b\n\n```\nno no\n```").words, 9);
}

#[test]
fn a_heading_without_words_has_no_anchor_and_no_entry() {
    let rendered = render("##\n\n## ![a](b.png)\n\n## C", &Options { anchors: true, ..OPTIONS }, &Site);
    assert_eq!(rendered.html.matches("class=\"anchor\"").count(), 1);
    assert_eq!(rendered.toc.iter().map(|heading| &*heading.text).collect::<Vec<_>>(), ["C"]);
}
