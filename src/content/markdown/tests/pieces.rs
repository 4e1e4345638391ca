//! Bodies in pieces, and that their facts say the same.

use super::hostile::is_harmless;
use super::*;

fn rendered(body: &str, html: HtmlPolicy) -> Vec<Piece> {
    render(body, &Options { html, cards: Cards::Apart, players: &PLAYERS, ..OPTIONS }, &Site).pieces
}

fn outline(body: &str) -> (Facts, Outline) {
    let facts = read_with(body, true).0;
    let outline = facts.outline.clone().map(|outline| *outline).unwrap_or_default();
    (facts, outline)
}

/// A line for each piece.
fn lines(body: &str) -> Vec<String> {
    let line = |piece| match piece {
        Piece::Text(html) => html.trim().to_owned(),
        Piece::Heading { level, id, html, text } => format!("{level} #{id} {html} | {text}"),
        Piece::Card { href, anchor } => format!("{href} #{anchor}"),
        Piece::Brief { href, title, text, outlet, anchor } => {
            let outlet = outlet.map_or_else(String::new, |outlet| format!(" ({outlet})"));
            format!("{href} {title} | {text} #{anchor}{outlet}")
        }
    };
    rendered(body, HtmlPolicy::Safe).into_iter().map(line).collect()
}

/// What facts and pieces say alike: sections, briefs, and cards (which the facts only guess at).
pub(super) fn agree(body: &str, html_policy: HtmlPolicy) {
    let (facts, outline) = outline(body);
    let pieces = rendered(body, html_policy);
    let mut sections = outline.sections.iter();
    let mut briefs = outline.briefs.iter();
    let mut alone = facts.links.iter().filter(|link| link.alone.is_some());
    assert_eq!(outline.of_link.len(), facts.links.len(), "{body:?}");
    let mut texts = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Text(html) => texts.push(html),
            Piece::Heading { level, id, html, text } => {
                let section = sections.next().expect("a section");
                assert_eq!((section.level, &section.id), (*level, id), "{body:?}");
                // The facts were asked for sanitised HTML; shown as text it is a part of a heading's words.
                if html_policy == HtmlPolicy::Safe {
                    assert_eq!(section.text("en"), **text, "{body:?}");
                }
                texts.push(html);
            }
            Piece::Card { href, anchor } => {
                assert!(alone.any(|link| *link.href == **href), "{body:?}");
                assert!(anchor.starts_with(anchors::CARD), "{anchor}");
            }
            Piece::Brief { href, title, text, outlet, anchor } => {
                let brief = briefs.next().expect("a brief");
                assert_eq!(*facts.links[brief.link as usize].href, **href, "{body:?}");
                assert_eq!(brief.outlet.as_deref(), outlet.as_deref(), "{body:?}");
                assert!(anchor.starts_with(anchors::BRIEF), "{anchor}");
                texts.extend([title, text]);
            }
        }
    }
    assert_eq!((sections.next(), briefs.next()), (None, None), "{body:?}");
    for html in texts {
        assert!(is_harmless(html), "{html}");
    }
}

#[test]
fn a_body_in_pieces() {
    let body = "Opening *words*.\n\n## Ukraine & \"defence\"\n\n[Washington](../a.md)\n\nA sentence on [it](a.md).\n\n\
        > ## In a quotation\n\n- [One](b.md)\n- [Two](c/d.md)\n\n### Trade\n\n\
        [Tariffs *on* steel](https://outlet.example/steel?a=1&b) — a brief: see [more](a.md).[^1]\n\n\
        - [Steel](https://x.example) - \"one\"\n- [Steel](http://y.example)\n\n<https://z.example/a_b>\n\n[^1]: Note.\n";
    assert_eq!(
        lines(body),
        [
            "<p>Opening <em>words</em>.</p>",
            "2 #ukraine-defence Ukraine &amp; “defence” | Ukraine & “defence”",
            "../a.md #card:a",
            "<p>A sentence on <a href=\"a/\">it</a>.</p>\n<blockquote>\n<h2 id=\"in-a-quotation\">In a quotation</h2>\n</blockquote>",
            "b.md #card:b",
            "c/d.md #card:cd",
            "3 #trade Trade | Trade",
            "https://outlet.example/steel?a=1&b Tariffs <em>on</em> steel | a brief: see <a href=\"a/\">more</a>.<sup class=\"footnote-ref\" id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup> #brief:tariffs-on-steel",
            "https://x.example Steel | “one” #brief:steel",
            "http://y.example Steel |  #brief:steel-2",
            "https://z.example/a_b https://z.example/a_b |  #brief:https-z-example-a-b",
            "<section class=\"footnotes\" aria-label=\"Notes\">\n<ol>\n<li id=\"fn-1\"><p>Note. <a class=\"footnote-back\" href=\"#fnref-1\" aria-label=\"Back to reference 1\">↩</a></p></li>\n</ol>\n</section>",
        ]
    );
    agree(body, HtmlPolicy::Safe);
}

#[test]
fn pieces_at_the_edges() {
    // Loose lists, soft breaks, no words after the dash, cards of articles that are held back.
    assert_eq!(
        lines("- [a](https://a) — x\n  y\n\n- [b](https://b)\n  – z\n\n[c](https://c) —\n\n[h](held.md)"),
        [
            "https://a a | x\ny #brief:a", "https://b b | z #brief:b", "https://c c |  #brief:c",
            "held.md #card:held"
        ]
    );
    // The title of a link names its outlet.
    assert_eq!(
        lines(
            "- [a](https://a \"R&amp;D \\\"x\\\"\") — x\n- [b](<https://b> ' ')\n\n[c][1]\n\n[1]: https://c (The *C*)"
        ),
        [
            "https://a a | x #brief:a (R&D \"x\")", "https://b b |  #brief:b",
            "https://c c |  #brief:c (The *C*)"
        ]
    );
    // What is no brief and no card stays text; a heading with a level 1 beside it is shown lower.
    assert_eq!(
        lines("# A\n\n- [a](https://a)\n- [b](b.md)\n\n[p](page.md)\n\n> [c](https://c)\n\n## <b>B"),
        [
            "2 #a A | A",
            "<ul>\n<li><a href=\"https://a\">a</a></li>\n<li><a href=\"b/\">b</a></li>\n</ul>\n\
             <p><a href=\"page/\">p</a></p>\n<blockquote>\n<p><a href=\"https://c\">c</a></p>\n</blockquote>",
            "3 #b <b>B</b> | B"
        ]
    );
    // Raw HTML is closed where its piece ends.
    assert_eq!(
        lines("<div>\n\n[a](https://a) — <i>b<script>\n\nx"),
        ["<div>\n</div>", "https://a a | <i>b</i> #brief:a", "<p>x</p>"]
    );
    // A footnote's definition within a list makes it no list of cards, in the facts neither.
    for body in [
        "- [a](b.md)\n\n  [^1]: x\n\ny[^1]", "- [a](https://b)\n\n  [^1]: x\n\ny[^1]",
        "[a](b.md)\n\n[a](b.md)\n===\n",
    ] {
        agree(body, HtmlPolicy::Safe);
    }
}

#[test]
fn facts_know_sections_and_briefs() {
    let (facts, outline) = outline(
        "[a](a.md) before\n\n## One [h](h.md)\n\n[b](b.md)\n\n[c](https://c) — [d](d.md)\n\n## Two\n\n[e](https://e)[^1]\n\n\
         [^1]: [f](f.md)\n\n[g](https://g)",
    );
    let links: Vec<_> =
        facts.links.iter().zip(&outline.of_link).map(|(link, of)| (&*link.href, *of)).collect();
    assert_eq!(
        links,
        [
            ("a.md", None),
            ("h.md", Some(0)),
            ("b.md", Some(0)),
            ("https://c", Some(0)),
            ("d.md", Some(0)),
            ("https://e", Some(1)),
            ("f.md", None),
            ("https://g", Some(1))
        ]
    );
    assert_eq!(outline.briefs.iter().map(|brief| brief.link).collect::<Vec<_>>(), [3, 7]);
    assert_eq!(
        outline.sections.iter().map(|s| (s.level, &*s.id)).collect::<Vec<_>>(),
        [(2, "one-h"), (2, "two")]
    );
    // Briefs are no summary; the text between is.
    let (facts, _) = self::outline("[c](https://c) — brief\n\nText.");
    assert_eq!(facts.excerpt.as_deref(), Some("Text."));
    assert_eq!(read("x").0.outline, None);
}
