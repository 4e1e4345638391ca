//! No word is lost, whatever stands around it.
//!
//! Exceptions, all of them: what is hidden (comments), what is no text (scripts, style sheets), and what a tag says of itself
//! (the attributes that the sanitiser takes out).

use proptest::prelude::*;

use super::hostile::is_harmless;
use super::*;

const MARKS: [&str; 96] = [
    "\n",
    "\n\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n## ",
    "\n```\n",
    "\n---\n",
    "*",
    "**",
    "`",
    "_",
    "~~",
    "[",
    "](x)",
    "![",
    "<Int>",
    "</Int>",
    "<List<Int>>",
    "<set>",
    "<min>",
    "<text>",
    "<path d=\"M0\">",
    "<your-name>",
    "<o:p>",
    "</o:p>",
    "<svg>",
    "</svg>",
    "<svg><title>",
    "<math>",
    "</math>",
    "<mtext>",
    "<annotation-xml>",
    "<foreignObject>",
    "<desc>",
    "<script>",
    "<style>",
    "<script>x</script>",
    "<style>x</style>",
    "<!-- x -->",
    "<![CDATA[",
    "]]>",
    "<?php ",
    "?>",
    "<!DOCTYPE html>",
    "<!element ",
    "<![if !x]>",
    "<![endif]>",
    "<",
    ">",
    "< ",
    "</ ",
    "<a href=\"",
    "<b title='",
    "<b",
    "\"",
    "'",
    "<a href=\"y\">",
    "</a>",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "\n<div>\n",
    "\n</div>\n",
    "\n<pre>",
    "\n</pre>",
    "\n<textarea>",
    "<title>",
    "</title>",
    "<plaintext>",
    "<xmp>",
    "<noembed>",
    "<noframes>",
    "<noscript>",
    "</noscript>",
    "<select>",
    "<option>",
    "<frameset>",
    "<head>",
    "<body>",
    "<html>",
    "<iframe>",
    "</iframe>",
    "<object>",
    "<video>",
    "<canvas>",
    "<template>",
    "</template>",
    "<table>",
    "<tr>",
    "<td>",
];
const MORE: [&str; 14] = [
    "</table>",
    "<table><tr><td>",
    "<col>",
    "<caption>",
    "<colgroup>",
    "<ul>",
    "<li>",
    "<button>",
    "<form>",
    "<font>",
    "<details>",
    "<summary>",
    "<image>",
    "\n<table>\n",
];

/// A text of words, each of which there is once, and marks.
fn text() -> impl Strategy<Value = String> {
    let marks: Vec<&str> = MARKS.into_iter().chain(MORE).collect();
    let piece = (prop::option::weighted(0.6, Just(())), prop::sample::select(marks), any::<bool>());
    prop::collection::vec(piece, 1..24).prop_map(|pieces| {
        let mut text = String::new();
        for (number, (word, mark, space)) in pieces.into_iter().enumerate() {
            text.push_str(if space { " " } else { "" });
            if word.is_some() {
                text.push_str(&format!("w{number}w"));
            }
            text.push_str(mark);
        }
        text
    })
}

/// The text without the exceptions.
fn words(text: &str) -> Vec<String> {
    let mut rest = text.to_owned();
    for (start, end) in [("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>")] {
        while let Some(at) = rest.find(start) {
            let Some(length) = rest[at..].find(end) else { break };
            rest.replace_range(at..at + length + end.len(), " ");
        }
    }
    let tags: Vec<_> = raw_html::tags(&rest).map(|tag| tag.place).collect();
    let mut words = Vec::new();
    for (at, _) in rest.match_indices('w') {
        let word = rest[at..].split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let begins = rest[..at].ends_with(|c: char| !c.is_ascii_alphanumeric()) || at == 0;
        if word.len() > 2
            && word.ends_with('w')
            && begins
            && !is_in_tag(&rest, at)
            && !tags.iter().any(|tag| tag.contains(&at))
        {
            words.push(word.to_owned());
        }
    }
    words
}

/// Whether what stands at a place may be an attribute.
fn is_in_tag(text: &str, at: usize) -> bool {
    let Some(start) = text[..at].rfind('<') else { return false };
    let is_tag = text[start + 1..].trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic());
    is_tag && !text[start..at].contains('>') && text[at..].contains('>')
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_is_lost(body in text()) {
        let words = words(&body);
        for html in [HtmlPolicy::Safe, HtmlPolicy::Escape] {
            let page = render(&body, &Options { html, ..OPTIONS }, &Site);
            let base = "https://a.example/r/2025/a/";
            let feed = render(&body, &Options { html, plays: false, fragment_base: base, ..OPTIONS }, &Site);
            for html in [page.html, absolute(&feed.html, base)] {
                for word in &words {
                    prop_assert!(html.contains(word.as_str()), "{word} is lost\n{body:?}\n{html}");
                }
                prop_assert!(is_harmless(&html), "{html}");
            }
        }
        facts_of(&body);
    }
}

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
        problems("a <Int> <set> <svg><path></svg> <form>\n\n<div title=\"x>\n\nb <!-- c -->\n\n<!-- d"),
        [
            "unknown-tag 11:3+5 `<Int>` is no HTML: it is printed as typed",
            "unknown-tag 11:9+5 `<set>` is no HTML: it is printed as typed",
            "html-removed 11:15+5 `<svg>` is taken out of the text",
            "html-removed 11:33+6 `<form>` is taken out of the text",
            "unknown-tag 13:1+14 `<div title=\"x>` has no end: it is printed as typed",
            "comment-unclosed 17:1+6 a comment is opened here with `<!--` and never closed",
        ]
    );
    assert_eq!(
        read("Dear <your-name>.").1[0].hints,
        ["if that is meant, write `\\<your-name>`, or put it between backticks"]
    );
    assert_eq!(read("<your-name>\n").1[0].hints, ["if that is meant, write `&lt;your-name&gt;`"]);
    for hint in ["Dear \\<your-name>.", "Dear `<your-name>`.", "<p>\n&lt;your-name&gt;\n</p>"] {
        assert!(read(hint).1.is_empty() && html(hint).contains("&lt;your-name&gt;"), "{hint}");
    }
}
