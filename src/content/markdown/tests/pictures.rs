//! Pictures: figures, credits, galleries, widths and formats.

use super::*;

#[test]
fn images_and_figures() {
    const IMG: &str =
        "<img src=\"/base/a.png\" alt=\"b c\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\">";
    for (body, expected) in [
        ("![b *c*](a.png)", format!("<p>{IMG}</p>")),
        ("![b c](a.png 'T | U | V')", figure(IMG, "T | U <span class=\"credit\">V</span>")),
        ("![b c](a.png '<T>')", figure(IMG, "&lt;T&gt;")),
        ("![b c](a.png '| V')", figure(IMG, "<span class=\"credit\">V</span>")),
        ("[![b c](a.png 'T')](x.md)", figure(&format!("<a href=\"x/\">{IMG}</a>"), "T")),
        ("![b c](a.png 'T') d", format!("<p>{} d</p>", IMG.replace(" loading", " title=\"T\" loading"))),
        ("![b c](a.png)![b c](a.png)", format!("<p>{IMG}{IMG}</p>")),
        ("![](x y)", "<p>![](x y)</p>".to_owned()),
        // A line of emphasised text beside it is its credit.
        (
            "![b c](a.png 'T | U')\n*V [w](x.md)*",
            figure(IMG, "T <span class=\"credit\">V <a href=\"x/\">w</a></span>"),
        ),
        ("_V_\n![b c](a.png 'T')", figure(IMG, "T <span class=\"credit\">V</span>")),
        (
            "[![b c](a.png)](x.md)\\\n*V*",
            figure(&format!("<a href=\"x/\">{IMG}</a>"), "<span class=\"credit\">V</span>"),
        ),
        ("![b c](a.png)\n*V* w", format!("<p>{IMG}\n<em>V</em> w</p>")),
        ("![b c](a.png) *V*", format!("<p>{IMG} <em>V</em></p>")),
        ("![b c](a.png)\n*V*\n*W*", format!("<p>{IMG}\n<em>V</em>\n<em>W</em></p>")),
        ("*V*\nw\n![b c](a.png)", format!("<p><em>V</em>\nw\n{IMG}</p>")),
        ("*V*\n*W*", "<p><em>V</em>\n<em>W</em></p>".to_owned()),
        ("![b c](a.png)\n", format!("<p>{IMG}</p>")),
        // Wide, with a caption and without.
        ("![b c](a.png#wide 'T')", figure(IMG, "T").replace("<figure>", "<figure class=\"wide\">")),
        ("![b c](a.png#wide)", format!("<figure class=\"wide\">{IMG}</figure>")),
        ("![b c](a.png#wide) d", format!("<p>{IMG} d</p>")),
        // A list of pictures alone is a gallery.
        (
            "- ![b c](a.png)\n- ![b c](a.png 'T | U')",
            format!(
                "<ul class=\"gallery\">\n<li>{IMG}</li>\n<li>{}</li>\n</ul>",
                figure(IMG, "T <span class=\"credit\">U</span>")
            ),
        ),
        (
            "- [![b c](a.png)](x.md)\n\n- ![b c](a.png)\n",
            format!(
                "<ul class=\"gallery\">\n<li>\n<p><a href=\"x/\">{IMG}</a></p>\n</li>\n<li>\n<p>{IMG}</p>\n</li>\n</ul>"
            ),
        ),
        ("- ![b c](a.png)\n- d", format!("<ul>\n<li>{IMG}</li>\n<li>d</li>\n</ul>")),
        ("- ![b c](a.png)", format!("<ul>\n<li>{IMG}</li>\n</ul>")),
        ("1. ![b c](a.png)\n2. ![b c](a.png)", format!("<ol>\n<li>{IMG}</li>\n<li>{IMG}</li>\n</ol>")),
        (
            "- ![b c](a.png)\n- ![b c](a.png)\n  - e",
            format!("<ul>\n<li>{IMG}</li>\n<li>{IMG}\n<ul>\n<li>e</li>\n</ul>\n</li>\n</ul>"),
        ),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
    assert_eq!(problems("![ ](a.png) ![b](c.png)"), ["image-alt 11:6+5 an image has no alternative text"]);
    let srcs: Vec<_> =
        facts_of("![a ![b](c)](d) [![e](f)](g)").images.iter().map(|i| i.src.clone()).collect();
    assert_eq!(srcs, ["d".into(), "f".into()]);
}

#[test]
fn pictures_in_widths_and_formats_survive_the_sanitiser() {
    const PICTURE: &str = "<picture><source type=\"image/webp\" srcset=\"/base/r.png.4w.webp 4w\" \
        sizes=\"auto, (min-width: 46rem) 42rem, 100vw\"><img src=\"/base/r.png\" \
        srcset=\"/base/r.png.2w.png 2w, /base/r.png 4w\" sizes=\"auto, (min-width: 46rem) 42rem, 100vw\" alt=\"b\" \
        data-tone=\"#a1b2c3\" loading=\"lazy\" decoding=\"async\"></picture>";
    for (body, expected) in [
        ("![b](r.png)", format!("<p>{PICTURE}</p>")),
        ("![b](r.png 'T | U')", figure(PICTURE, "T <span class=\"credit\">U</span>")),
        ("*U*\n![b](r.png)", figure(PICTURE, "<span class=\"credit\">U</span>")),
        ("<b>a</b> ![b](r.png)", format!("<p><b>a</b> {PICTURE}</p>")),
        ("<b>a</b>\n\n![b](r.png 'T')", format!("<p><b>a</b></p>\n{}", figure(PICTURE, "T"))),
        ("![b](r.png 'T') d", format!("<p>{} d</p>", PICTURE.replace(" loading", " title=\"T\" loading"))),
        // Nobody else can say where one goes, or say what is said there.
        ("<img id=\"theme-picture-0\"> ![b](r.png)", format!("<p><img alt=\"\"> {PICTURE}</p>")),
        (
            "<img src=\"a.png\" srcset=\"https://x.example/a.png 2x\" alt=\"b\">",
            "<img src=\"/base/a.png\" alt=\"b\">".to_owned(),
        ),
    ] {
        assert_eq!(html(body), expected, "{body}");
    }
}

fn figure(content: &str, caption: &str) -> String {
    format!("<figure>{content}<figcaption>{caption}</figcaption></figure>")
}
