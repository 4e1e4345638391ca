//! What of an SVG stays, in both ways of looking at it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;

const HEAD: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">";

fn cleaned(keep: Keep, text: &str) -> String {
    let bytes = clean(text.as_bytes(), keep).unwrap_or_else(|fault| panic!("{fault}: {text}"));
    assert_eq!(clean(&bytes, keep).as_ref(), Ok(&bytes), "twice is once");
    String::from_utf8(bytes).expect("a text")
}

/// What becomes of an inner part in a picture of `content/`.
fn drawn(inner: &str) -> String {
    let text = cleaned(Keep::Drawing, &format!("{HEAD}{inner}</svg>"));
    let inner = text.strip_prefix(HEAD).and_then(|text| text.strip_suffix("</svg>"));
    inner.unwrap_or_else(|| panic!("{text}")).to_owned()
}

#[test]
fn what_a_drawing_program_notes_goes_and_all_else_stays_as_written() {
    let text = concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Created by Ada at home -->\n",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\" [ <!ENTITY ns_ai \"http://ns.adobe.com/AdobeIllustrator/10.0/\"> ]>\n",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:i=\"&ns_ai;\" xmlns:sodipodi=\"http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd\"\n",
        "  xmlns:ink=\"http://www.inkscape.org/namespaces/inkscape\" sodipodi:docname=\"ada.svg\" ink:export-filename=\"/home/ada/x.png\" width='5'>",
        "<metadata>Ada</metadata><sodipodi:namedview id='x'>Ada</sodipodi:namedview><i:pgf>Ada</i:pgf>",
        "<g  ink:label='Ada'><path d='M 0 0'  /></g><script>a &lt; b</script></svg>\n",
    );
    for (keep, script) in [(Keep::Acting, "<script>a &lt; b</script>"), (Keep::Drawing, "")] {
        let expected = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"5\"><g><path d='M 0 0'  /></g>{script}</svg>\n"
        );
        assert_eq!(cleaned(keep, text), expected);
    }
}

#[test]
fn a_picture_without_anything_to_take_out_stays_byte_by_byte() {
    let text = format!(
        "\u{feff}<?xml version='1.0'?>\r\n{HEAD}<style><![CDATA[ .a > .b {{ fill: url(#c) }} ]]></style><a xlink:href='https://a.example/?b&amp;c'>\
         <text x = '1'>A &amp; B &#x2014; &lt;</text></a><use href=\"#c\"/><image href='data:image/png;base64,iVBO'/></svg>"
    );
    assert_eq!(cleaned(Keep::Drawing, &text), text);
    assert_eq!(cleaned(Keep::Acting, &text), text);
}

#[test]
fn what_acts_or_reaches_out_goes() {
    for (inner, left) in [
        ("<script>alert(1)</script><g/>", "<g/>"),
        ("<g onload='alert(1)' ONCLICK='x' id='a'/>", "<g id=\"a\"/>"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>", ""),
        ("<a href='javascript:alert(1)'><g/></a>", "<a><g/></a>"),
        ("<a xlink:href=' java&#10;script:alert(1)'/>", "<a/>"),
        ("<a href='data:text/html,x'/>", "<a/>"),
        ("<a href='page.html'/>", "<a/>"),
        ("<use href='other.svg#a'/>", "<use/>"),
        ("<use href='data:image/png;base64,x'/>", "<use/>"),
        ("<image href='https://a.example/pixel.png'/>", "<image/>"),
        ("<image href='data:image/svg+xml,x'/>", "<image/>"),
        ("<feImage href='//a.example/x'/>", "<feImage/>"),
        ("<set attributeName='href' to='javascript:x'/>", ""),
        ("<animate attributeName=' xlink:href' values='javascript:x'/>", ""),
        ("<set attributeName='onclick' to='x'/>", ""),
        ("<g xml:base='https://a.example/'/>", "<g/>"),
        ("<g style='fill:url(https://a.example/x)'/>", "<g/>"),
        ("<g style='fill:\\75rl(//a.example)' id='a'/>", "<g id=\"a\"/>"),
        ("<g fill='url( \"#a\" )'/>", "<g fill='url( \"#a\" )'/>"),
        ("<g mask='url(x.svg#a)'/>", "<g/>"),
        ("<style>@import 'x.css';</style>", "<style></style>"),
        ("<style>&#64;import 'x.css';</style>", "<style></style>"),
        ("<style>@im<![CDATA[port 'x.css']]></style>", "<style></style>"),
        ("<style>@im<g/>port 'x.css'</style>", "<style></style>"),
        ("<style>@im<!-- -->port 'x.css'</style>", "<style></style>"),
        ("<style>.a{fill:url(//a.example/x)}</style>", "<style></style>"),
        (
            "<style>@font-face{src:url(data:font/woff2;base64,x)}</style>",
            "<style>@font-face{src:url(data:font/woff2;base64,x)}</style>",
        ),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>x</h:script>", ""),
        ("<g xmlns='http://www.w3.org/1999/xhtml'><a/></g>", ""),
        ("<s:rect xmlns:s='http://www.w3.org/2000/svg'/>", "<s:rect xmlns:s='http://www.w3.org/2000/svg'/>"),
        ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", ""),
        ("<x:g/>", ""),
        ("<iframe src='x'/><embed/><video/><handler/>", ""),
        ("<script><script>x</script></script><g/>", "<g/>"),
    ] {
        assert_eq!(drawn(inner), left, "{inner}");
    }
    let text = "<?xml-stylesheet href=\"x.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x\"/>";
    assert_eq!(cleaned(Keep::Drawing, text), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
}

#[test]
fn what_is_not_well_formed_is_refused() {
    for (text, fault) in [
        ("", "no `<svg>`"),
        ("words", "text outside"),
        ("<svg>", "ends before"),
        ("<svg></svg><svg></svg>", "two outermost"),
        ("<svg><g></svg>", "g"),
        ("<svg a=1/>", ""),
        ("<svg a='1' a='2'/>", ""),
        ("<svg>&words;</svg>", "`&words;` stands for nothing"),
        ("<svg a='&words;'/>", "`&words;` stands for nothing"),
        ("<!DOCTYPE svg [<!ENTITY a '&b;'>]><svg>&a;</svg>", "`&a;` stands for nothing"),
        ("<html><svg/></html>", "outermost"),
        ("</svg>", ""),
        ("<svg xmlns='http://www.w3.org/1999/xhtml'/>", "not in the namespace"),
    ] {
        let found = clean(text.as_bytes(), Keep::Drawing).expect_err(text);
        assert!(found.contains(fault), "{text}: {found}");
    }
    assert!(clean(b"<svg>\xff</svg>", Keep::Acting).is_err());
}

#[test]
fn a_picture_cut_anywhere_panics_nowhere() {
    let text = format!(
        "<!DOCTYPE svg [<!ENTITY a \"b\">]>{HEAD}<style>&a;</style><g xlink:href='&a;'><![CDATA[x]]></g></svg>"
    );
    for end in 0..text.len() {
        for keep in [Keep::Acting, Keep::Drawing] {
            assert!(clean(&text.as_bytes()[..end], keep).is_err(), "{end}");
        }
    }
    assert!(clean("<svg>".repeat(100_000).as_bytes(), Keep::Drawing).is_err());
}

#[test]
fn few_bytes_never_make_very_many() {
    let long = "x".repeat(40_000);
    for inner in ["<text>&long;</text>".repeat(20), format!("<text id='{}'/>", "&long;".repeat(20))] {
        let text = format!("<!DOCTYPE svg [<!ENTITY long '{long}'>]>{HEAD}{inner}</svg>");
        for keep in [Keep::Acting, Keep::Drawing] {
            let fault = clean(text.as_bytes(), keep).expect_err("too much");
            assert_eq!(fault, "its entities stand for far more than the whole file");
        }
    }
}

#[test]
fn a_picture_within_loses_what_says_who_made_it() {
    let jpeg = |exif: &[u8]| [b"\xff\xd8", exif, b"\xff\xda\0\x02pixels\xff\xd9"].concat();
    let written = jpeg(b"\xff\xe1\0\x10Exif\0\0II*\0SECR");
    let [with, without] = [&written, &jpeg(b"")].map(|bytes| STANDARD.encode(bytes));
    // Programs break the lines of what they write, and leave out the signs at the end.
    let lines = with.trim_end_matches('=').as_bytes().chunks(16).map(String::from_utf8_lossy);
    let broken = lines.collect::<Vec<_>>().join("\n");
    for keep in [Keep::Acting, Keep::Drawing] {
        for with in [&with, &broken] {
            for (before, behind) in [
                ("<image xlink:href='data:image/jpeg;base64,", "'/>"),
                ("<image href='DATA:image/jpeg;BASE64,", "'/>"),
                ("<g style='fill:url(\"data:image/jpeg;base64,", "\")'/>"),
                ("<style>.a { background: url(data:image/jpeg;base64,", ") }</style>"),
            ] {
                let text = cleaned(keep, &format!("{HEAD}{before}{with}{behind}</svg>"));
                assert!(
                    text.contains(&format!("base64,{without}"))
                        || text.contains(&format!("BASE64,{without}")),
                    "{text}"
                );
                assert!(!text.contains(&with[16..40]), "{text}");
            }
        }
    }
    let words = format!("{HEAD}<text>write ;base64,aaaa or data:image/x;base64,???</text></svg>");
    assert_eq!(cleaned(Keep::Drawing, &words), words);
}

#[test]
fn another_encoding_is_read_and_written_as_utf_8() {
    let body = "<metadata>Ада</metadata><text>Діаграма</text></svg>";
    let text = format!("<?xml version=\"1.0\" encoding=\"windows-1251\"?>\n{HEAD}{body}");
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&*bytes, &utf16] {
        let cleaned = clean(bytes, Keep::Drawing).expect("it says its encoding");
        let cleaned = String::from_utf8(cleaned).expect("UTF-8");
        let declared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        assert_eq!(cleaned, format!("{declared}\n{HEAD}<text>Діаграма</text></svg>"));
    }
    // In the encoding that is declared these bytes are another text than in UTF-8: what browsers read is what is cleaned.
    let two_texts = |name: &str| {
        let inner = "\u{1b}$B<![CDATA[\u{1b}(B<script>alert(1)</script>\u{1b}$B]]>\u{1b}(B";
        clean(format!("<?xml version='1.0' encoding='{name}'?>{HEAD}{inner}</svg>").as_bytes(), Keep::Drawing)
    };
    for name in ["ISO-2022-JP", "iso-2022-kr", "hz-gb-2312", "utf-7", "x-nobody"] {
        if let Ok(bytes) = two_texts(name) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), "{text}");
        }
    }
    for bytes in [&b"<svg>\xff</svg>"[..], b"\xff\xfe<\0s", b"<?xml encoding='utf-8'?><svg>\xff</svg>"] {
        assert!(clean(bytes, Keep::Acting).is_err(), "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_diagram_that_it_was_drawn_from_and_files_on_a_disk_go() {
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
    for keep in [Keep::Acting, Keep::Drawing] {
        let text = format!("{head} content=\"&lt;mxfile host=&quot;Ada&quot;&gt;\" width=\"5\"/>");
        assert_eq!(cleaned(keep, &text), format!("{head} width=\"5\"/>"));
        for address in ["file:///home/ada/a.png", "FILE:a", "C:\\Users\\Ada\\a.png", "d:/a.png"] {
            let text = format!("{HEAD}<image href='{address}' width='5'/></svg>");
            assert_eq!(cleaned(keep, &text), format!("{HEAD}<image width=\"5\"/></svg>"));
        }
    }
    let text = format!("{HEAD}<image href='a.png'/><g d='M:1'/></svg>");
    assert_eq!(cleaned(Keep::Acting, &text), text);
}
