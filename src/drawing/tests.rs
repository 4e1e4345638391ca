//! What is drawn, and what no drawing may do.

use super::*;

const OPEN: &str = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'";

fn svg(rest: &str) -> String {
    format!("{OPEN} {rest}</svg>")
}

/// The colours of the points of a drawing.
fn points(text: &str) -> Vec<[u8; 3]> {
    let bytes = draw(text.as_bytes()).expect("a drawing");
    let picture = image::load_from_memory(&bytes).expect("a picture").into_rgb8();
    assert_eq!(picture.dimensions(), SIZE);
    picture.pixels().map(|point| point.0).collect()
}

fn at(points: &[[u8; 3]], x: u32, y: u32) -> [u8; 3] {
    points[(y * SIZE.0 + x) as usize]
}

#[test]
fn a_drawing_stands_whole_in_the_middle_of_white_paper() {
    let square = points(&svg("viewBox='0 0 10 10'><rect width='10' height='10' fill='#f00'/>"));
    assert_eq!(at(&square, 600, 315), [255, 0, 0]);
    assert_eq!(at(&square, 600, 2), [255, 0, 0]);
    assert_eq!(at(&square, 200, 315), [255, 255, 255]);
    let outside = points(&svg("viewBox='0 0 10 10'><rect x='-9' width='30' height='10' fill='#f00'/>"));
    assert_eq!((at(&outside, 200, 315), at(&outside, 290, 315)), ([255; 3], [255, 0, 0]));
    // Neither huge, nor without any size.
    let huge = points(&svg("width='100000' height='100000'><rect width='100000' height='50000'/>"));
    assert_eq!((at(&huge, 600, 100), at(&huge, 600, 500)), ([0; 3], [255; 3]));
    let none = points(&svg("><rect width='50' height='50'/>"));
    assert!(none.contains(&[0; 3]));
}

#[test]
fn any_typeface_becomes_one_of_the_program() {
    for family in ["Comic Sans MS", "Georgia", "monospace", "nothing"] {
        let text = format!("<text y='60' font-family='{family}' font-size='60'>Ґанок, éÅ, Ωλ</text>");
        let drawn = points(&svg(&format!("viewBox='0 0 600 100'>{text}")));
        assert!(drawn.contains(&[0; 3]), "{family}");
    }
    assert!(Ruler::new(Face::Headline).width("Щ", 100.0) > Ruler::new(Face::Text).width("і", 100.0));
}

#[test]
fn nothing_acts_and_nothing_comes_from_outside() {
    let outside = svg(
        "viewBox='0 0 10 10' onload='alert(1)'><script>alert(1)</script><style>@import url(http://a.example/a.css); rect { fill: url(http://a.example/b.svg#x) }</style><rect width='4' height='4'/><use xlink:href='file:///etc/passwd#a'/><a href='javascript:alert(1)'><rect x='5' width='5' height='5' style='fill: #00f'/></a>",
    );
    let drawn = points(&outside);
    assert_eq!(at(&drawn, 600 + 100, 100), [0, 0, 255]);
    for picture in ["file:///etc/passwd", "http://a.example/a.png", "data:image/png;base64,AAAA", "a.svg"] {
        let text = svg(&format!("viewBox='0 0 10 10'><image href='{picture}' width='10' height='10'/>"));
        assert_eq!(draw(text.as_bytes()), Err(Undrawable::Pictures));
    }
}

#[test]
fn what_stands_for_too_much_is_not_drawn() {
    let doubled = |count: usize| {
        let uses = (1..count)
            .map(|n| format!("<g id='u{n}'><use href='#u{}'/><use href='#u{}'/></g>", n - 1, n - 1));
        format!("<rect id='u0' width='5' height='5'/>{}", uses.collect::<String>())
    };
    let nested = |count: usize, open: &str, close: &str| {
        format!("{}<rect width='5' height='5'/>{}", open.repeat(count), close.repeat(count))
    };
    let patterns: String = (1..25)
        .map(|n| {
            let fill = format!("<rect width='50' height='50' fill='url(#p{})'/>", n - 1);
            format!("<pattern id='p{n}' width='1' height='1'>{fill}{fill}</pattern>")
        })
        .collect();
    // Each of these is twice the one before it.
    let chain = |tag: &str, attribute: &str, units: &str| -> String {
        let inside =
            |n: usize| format!("<rect width='5' height='5' {}/>", attribute.replace('N', &n.to_string()));
        let links =
            (1..60).map(|n| format!("<{tag} id='m{n}' {units}>{}{}</{tag}>", inside(n - 1), inside(n - 1)));
        format!(
            "<{tag} id='m0'><rect width='5' height='5'/></{tag}>{}{}",
            links.collect::<String>(),
            inside(59)
        )
    };
    let sheet = |rule: &str| {
        let rules: String = (0..60).map(|n| rule.replace('N', &n.to_string())).collect();
        format!("<style>/* }} */{rules}</style>")
    };
    let rules: String = (0..2000).map(|n| format!(".c{n} {{ fill: red }}")).collect();
    let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'><!ENTITY f '&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;'>]>";
    for (what, text) in [
        ("uses", svg(&format!("viewBox='0 0 9 9'>{}", doubled(40)))),
        (
            "a circle of uses",
            svg("viewBox='0 0 9 9'><g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>"),
        ),
        ("depth", svg(&format!("viewBox='0 0 9 9'>{}", nested(5000, "<g>", "</g>")))),
        ("layers", svg(&format!("viewBox='0 0 9 9'>{}", nested(30, "<g opacity='0.9'>", "</g>")))),
        (
            "patterns",
            svg(&format!(
                "viewBox='0 0 50 50'><pattern id='p0' width='1' height='1'><rect width='5' height='5'/></pattern>{patterns}<rect width='50' height='50' fill='url(#p24)'/>"
            )),
        ),
        (
            "a large tile",
            svg(
                "viewBox='0 0 9 9'><pattern id='p' patternUnits='userSpaceOnUse' width='1000000' height='1000000'><rect width='5' height='5'/></pattern><rect width='9' height='9' fill='url(#p)'/>",
            ),
        ),
        (
            "filters",
            svg(&format!(
                "viewBox='0 0 9 9'><filter id='f' x='-9' y='-9' width='20' height='20'>{}</filter><rect width='9' height='9' filter='url(#f)'/>",
                "<feGaussianBlur stdDeviation='99'/>".repeat(300)
            )),
        ),
        (
            "markers",
            svg(&format!(
                "viewBox='0 0 9 9'><marker id='m'>{}</marker><path marker-mid='url(#m)' d='M0 0{}'/>",
                "<rect width='1' height='1'/>".repeat(900),
                " 1 1".repeat(20_000)
            )),
        ),
        ("masks", svg(&format!("viewBox='0 0 9 9'>{}", chain("mask", "mask='url(#mN)'", "")))),
        ("shared masks", {
            let units = "maskUnits='userSpaceOnUse'";
            svg(&format!("viewBox='0 0 9 9'>{}", chain("mask", "style='mask: url( \"#mN\" )'", units)))
        }),
        ("clips", {
            let units = "clipPathUnits='objectBoundingBox'";
            svg(&format!("viewBox='0 0 9 9'>{}", chain("clipPath", "clip-path='url(#mN)'", units)))
        }),
        ("patterns that are inherited", {
            let links = chain("pattern", "fill='url(#mN)'", "width='1' height='1'");
            svg(&format!(
                "viewBox='0 0 9 9'>{}",
                links.replace("<rect", "<g").replace("/>", "><path d='M0 0h5v5z'/><path d='M0 0h5v5z'/></g>")
            ))
        }),
        ("masks of a style sheet", {
            let (sheet, links) = (sheet(".kN { mask: url(#mN) }"), chain("mask", "class='kN'", ""));
            svg(&format!("viewBox='0 0 9 9'>{sheet}{links}"))
        }),
        ("clips of a style sheet", {
            let units = "clipPathUnits='objectBoundingBox'";
            let (sheet, links) =
                (sheet("rect[class=\"kN\"] { clip-path: url(#mN) }"), chain("clipPath", "class='kN'", units));
            svg(&format!("viewBox='0 0 9 9'>{sheet}{links}"))
        }),
        ("masks of a style sheet that hides them", {
            let (sheet, links) = (sheet(".kN, q { mask: url(#mN) }"), chain("mask", "class='kN'", ""));
            let sheet = sheet.replace("/* } */", "q[x='} /*']{}").replace(", q", ", /* */ q");
            svg(&format!("viewBox='0 0 9 9'>{sheet}{links}"))
        }),
        ("a long text", svg(&format!("viewBox='0 0 9 9'><text y='9'>{}</text>", "a ".repeat(10_000)))),
        (
            "parts of a text",
            svg(&format!("viewBox='0 0 9 9'><text y='9'>{}</text>", "<tspan>a</tspan>".repeat(3000))),
        ),
        (
            "many texts",
            svg(&format!(
                "viewBox='0 0 9 9'>{}",
                format!("<text y='9'>{}</text>", "a ".repeat(2000)).repeat(40)
            )),
        ),
        (
            "rules",
            svg(&format!("viewBox='0 0 9 9'><style>{rules}</style>{}", "<rect class='c1'/>".repeat(4000))),
        ),
        ("entities", format!("{entities}{}", svg("viewBox='0 0 9 9'><text y='9'>&f;</text>"))),
        ("elements", svg(&format!("viewBox='0 0 9 9'>{}", "<rect/>".repeat(300_000)))),
    ] {
        assert_eq!(draw(text.as_bytes()), Err(Undrawable::TooMuch), "{what}");
    }
}

#[test]
fn what_drawing_programs_write_is_drawn() {
    let all = svg(
        "viewBox='0 0 40 40'><style>.a{fill:url(#g)} .b, .c{clip-path:url(#c)} .c{mask:url(#k)}</style>
        <defs><linearGradient id='h'><stop stop-color='red'/><stop offset='1'/></linearGradient><linearGradient id='g' xlink:href='#h'/>
        <clipPath id='c'><rect class='a' width='30' height='30'/></clipPath><mask id='k'><rect width='40' height='40' fill='#fff'/></mask></defs>
        <g class='b'><g class='c'><rect class='a' width='40' height='40'/><use href='#x'/><text id='x' y='20'>A label</text></g></g>",
    );
    assert_eq!(check(all.as_bytes()), Ok(()));
    assert_eq!(at(&points(&all), 1000, 600), [255; 3]);
}

#[test]
fn what_would_say_something_else_is_not_drawn() {
    for (rest, why) in [
        (
            "viewBox='0 0 9 9'><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>A</p></foreignObject>",
            Undrawable::Html,
        ),
        ("viewBox='0 0 9 9'><text y='9'>\u{62d}\u{631}\u{628}</text>", Undrawable::Letters),
        (
            "viewBox='0 0 9 9'><filter id='f'><feTurbulence/></filter><rect width='9' height='9' filter='url(#f)'/>",
            Undrawable::Effects,
        ),
        ("viewBox='0 0 9 9'>", Undrawable::Empty),
        ("viewBox='0 0 9 9'><rect>", Undrawable::Broken),
    ] {
        assert_eq!(check(svg(rest).as_bytes()), Err(why), "{rest}");
    }
    assert_eq!(check(b"\x89PNG"), Err(Undrawable::Broken));
    assert_eq!(check(b""), Err(Undrawable::Broken));
    let shadow = "viewBox='0 0 9 9'><filter id='f'><feDropShadow dx='1' dy='1' stdDeviation='1'/></filter><rect width='9' height='9' filter='url(#f)'/>";
    assert_eq!(check(svg(shadow).as_bytes()), Ok(()));
}
