//! No word is lost, whatever stands around it: examples of what `crate::properties` holds of any text.

use super::hostile::is_harmless;
use super::*;

#[test]
fn words_in_angle_brackets_are_printed() {
    for (body, expected) in [
        ("Map<String, List<Long>> is. End.", "<p>Map&lt;String, List&lt;Long&gt;&gt; is. End.</p>"),
        ("a <and> *b* </and> c", "<p>a &lt;and&gt; <em>b</em> &lt;/and&gt; c</p>"),
        ("Dear <your-name>,\nhello", "<p>Dear &lt;your-name&gt;,\nhello</p>"),
        ("<your-name>\nsays *so*", "<p>&lt;your-name&gt;\nsays *so*</p>"),
        ("<svg viewBox=\"0\"><title>A</title><text>B</text></svg> c <text> d", "<p>A B c &lt;text&gt; d</p>"),
        ("a <svg> b <path> c", "<p>a  b &lt;path&gt; c</p>"),
        ("a <script> b. c", "<p>a  b. c</p>"),
        ("a <script> b </script> c\n\nd", "<p>a  c</p>\n<p>d</p>"),
        ("<div>\n<script>\nvar a;\n\nvar b;\n</script>\nc</div>", "<div>\n<p>\nc</p></div><p></p>"),
        ("<p class=MsoNormal>a<o:p></o:p> b</p>", "<p class=\"MsoNormal\">a b</p>"),
        ("<form><select><option>a<option>b</select></form>", "a b"),
        ("<div title=\"x>a\n\nb \"c\" d", "<p>&lt;div title=\"x&gt;a</p>\n<p>b “c” d</p>"),
        ("a <![CDATA[b]]> c <?d e?> <!DOCTYPE html> f", "<p>a &lt;![CDATA[b]]&gt; c &lt;?d e?&gt;  f</p>"),
        (
            "![a <Int> b](c.png)",
            "<p><img src=\"/base/c.png\" alt=\"a &lt;Int&gt; b\" loading=\"lazy\" decoding=\"async\"></p>",
        ),
    ] {
        let html = html(body);
        assert_eq!(html, expected, "{body}");
    }
    let rendered = render("## The <Int> type\n\na", &OPTIONS, &Site);
    assert_eq!(&*rendered.toc[0].text, "The <Int> type");
    assert_eq!(&*rendered.toc[0].id, "the-type");
    assert_eq!(facts_of("A <Int> b").excerpt.as_deref(), Some("A <Int> b"));
    assert!(!facts_of("A <Int> b").raw_html && facts_of("A <b>c</b>").raw_html);
}

#[test]
fn what_is_printed_never_acts() {
    for body in [
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<x a=\"><img src=x onerror=alert(1)>\"><img src=x onerror=alert(1)>",
        "<b title='\"><img src=x onerror=alert(1)>'>a</b>",
        "<!--><img src=x onerror=alert(1)>-->",
        "<foo <img src=x onerror=alert(1)>",
        "<a\u{0}href=\"javascript:x\">a</a>",
        "<q cite=\"java&#115;cript:x\">a</q>",
        "<title><a title=\"</title><img src=x onerror=alert(1)>\"></title>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<?x ><img src=x onerror=alert(1)>?>",
    ] {
        for body in [body.to_owned(), format!("a {body}"), format!("<div>{body}</div>")] {
            let html = html(&body);
            assert!(is_harmless(&html), "{body}\n{html}");
        }
    }
}

#[test]
fn messages_about_tags() {
    assert_eq!(
        problems(
            "a <Int> <set x=\"y\"> <svg><path></svg> <form>\n\n<div title=\"x>\n\nb <!-- c -->\n\n<!-- d"
        ),
        [
            "unknown-tag 11:9+11 `<set x=\"y\">` is no HTML: it is printed as typed",
            "html-removed 11:21+5 `<svg>` is taken out of the text",
            "html-removed 11:39+6 `<form>` is taken out of the text",
            "unknown-tag 13:1+14 `<div title=\"x>` has no end: it is printed as typed",
            "comment-unclosed 17:1+6 a comment is opened here with `<!--` and never closed",
        ]
    );
    assert_eq!(
        read("A <note/> here.").1[0].hints,
        ["if that is meant, write `\\<note/>`, or put it between backticks"]
    );
    assert_eq!(read("<scetion>\n").1[0].hints, ["if that is meant, write `&lt;scetion&gt;`"]);
    for name in ["Dear <your-name>.", "<your-name>\n", "List<Int> and <path>"] {
        assert!(read(name).1.is_empty() && html(name).contains("&lt;"), "{name}");
    }
    for hint in ["Dear \\<your-name>.", "Dear `<your-name>`.", "<p>\n&lt;your-name&gt;\n</p>"] {
        assert!(read(hint).1.is_empty() && html(hint).contains("&lt;your-name&gt;"), "{hint}");
    }
}
