//! What is written looks as a person would write it.

use crate::import::block::{Block, Inline, Picture, Span};
use crate::import::markdown::write;

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Inline::plain(text))
}

fn marked(before: &str, mark: fn(Inline) -> Span, text: &str, after: &str) -> String {
    let spans = vec![Span::Text(before.to_owned()), mark(Inline::plain(text)), Span::Text(after.to_owned())];
    write(&[Block::Paragraph(Inline(spans))]).trim_end().to_owned()
}

#[test]
fn only_what_would_be_markup_is_escaped() {
    for text in [
        "AT&T and R&D cost 5 % of $3 * 4", "snake_case and a_b_c",
        "He said [sic] that it [the bank] knew […] more.", "a < b, 3 > 2, <3", "C#, C++", "C:\\Users",
        "~50 people", "12:30:45", "a | b", "1.5 million", "-5 degrees", "#hashtag",
        "see: https://example.org/a_b", "he said -- and left...", "100%", "(1) one", "“Yes!” (no)",
        "(2) = 5",
    ] {
        assert_eq!(write(&[paragraph(text)]), format!("{text}\n"));
    }
    for (text, escaped) in [
        ("*a*", r"\*a\*"),
        ("_a_", r"\_a\_"),
        ("2025. A year", r"2025\. A year"),
        ("# a", r"\# a"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("> a", r"\> a"),
        (": a", r"\: a"),
        ("[a](b)", r"\[a\](b)"),
        ("[a]: b", r"\[a\]: b"),
        ("[x] a", r"\[x] a"),
        ("[^1] a", r"\[^1] a"),
        ("[[a]]", r"\[\[a]\]"),
        ("[!NOTE]", r"\[!NOTE\]"),
        ("<b>", r"\<b>"),
        ("a <=@a> b", r"a \<=@a> b"),
        ("<3@a.example>", r"\<3@a.example>"),
        ("a <= 5 <3", "a <= 5 <3"),
        ("&amp; &#8212;", r"\&amp; \&#8212;"),
        ("%%a%%", r"\%\%a\%\%"),
        ("{{< a >}}", r"\{\{< a >}}"),
        (":smile: :a", r"\:smile: :a"),
        ("a ~~b~~", r"a \~\~b\~\~"),
        ("`a`", r"\`a\`"),
        ("---", r"\---"),
        ("~~~", r"\~\~\~"),
        ("use --force", r"use \--force"),
        ("<!-- more -->", r"\<!-- more -->"),
        ("https://a.example/x--y_z", r"https://a.example/x\--y_z"),
    ] {
        assert_eq!(write(&[paragraph(text)]), format!("{escaped}\n"));
    }
}

#[test]
fn marks_stand_where_they_work() {
    type Mark = fn(Inline) -> Span;
    let (strong, emphasis): (Mark, Mark) = (Span::Strong, Span::Emphasis);
    assert_eq!(marked("a", strong, " b ", "c"), "a **b** c");
    assert_eq!(marked("", strong, "T", "he"), "**T**he");
    assert_eq!(marked("a ", emphasis, "“b”", " c"), "a *“b”* c");
    assert_eq!(marked("a", emphasis, "“b”", "c"), "a“b”c");
    assert_eq!(marked("a ", strong, "b:", "c"), "a b:c");
    assert_eq!(marked("a ", strong, " ", "c"), "a c");
    let both = Inline(vec![Span::Emphasis(Inline::plain("b"))]);
    assert_eq!(write(&[Block::Paragraph(Inline(vec![Span::Strong(both)]))]), "**_b_**\n");
}

#[test]
fn lists_stand_apart_and_within_each_other() {
    let list = |start, items: &[&str]| Block::List {
        start,
        items: items.iter().map(|item| vec![paragraph(item)]).collect(),
    };
    assert_eq!(write(&[list(None, &["a", "b"]), list(None, &["c"])]), "- a\n- b\n\n* c\n");
    assert_eq!(write(&[list(Some(9), &["a", "b"]), list(Some(1), &["c"])]), "9. a\n10. b\n\n1) c\n");
    let nested = Block::List {
        start: None,
        items: vec![vec![paragraph("a"), list(Some(1), &["b"])], vec![], vec![paragraph("c")]],
    };
    assert_eq!(write(std::slice::from_ref(&nested)), "- a\n  1. b\n- c\n");
    assert_eq!(write(&[Block::Quote(vec![nested, Block::Rule])]), "> - a\n>   1. b\n> - c\n>\n> ___\n");
    let loose =
        Block::List { start: None, items: vec![vec![paragraph("a"), paragraph("b")], vec![paragraph("c")]] };
    assert_eq!(write(&[loose]), "- a\n\n  b\n\n- c\n");
}

#[test]
fn what_is_nested_too_deep_is_flat() {
    let mut block = paragraph("a");
    for number in 0..400 {
        block = match number % 2 {
            0 => Block::Quote(vec![block]),
            _ => Block::List { start: None, items: vec![vec![block]] },
        };
    }
    assert_eq!(write(&[block]), "- > - > - > - > a\n");
}

#[test]
fn pictures_have_captions_and_credits() {
    let picture = |caption: &str, credit: &str| {
        write(&[Block::Picture(Picture {
            src: "https://example.org/a (1).jpg".to_owned(),
            alt: "A [map]".to_owned(),
            caption: Some(Inline::plain(caption)),
            credit: Some(credit.to_owned()),
        })])
    };
    assert_eq!(
        picture("The \"harbour\"", "Jo"),
        "![A \\[map\\]](<https://example.org/a%20(1).jpg> \"The \\\"harbour\\\" | Jo\")\n"
    );
    assert_eq!(picture("", "Jo"), "![A \\[map\\]](<https://example.org/a%20(1).jpg> \"| Jo\")\n");
    assert_eq!(picture("a | b", ""), "![A \\[map\\]](<https://example.org/a%20(1).jpg> \"a\u{a0}| b\")\n");
    let none =
        Picture { alt: "A map --> <b>".to_owned(), credit: Some("Jo".to_owned()), ..Picture::default() };
    assert_eq!(write(&[Block::Picture(none)]), "<!-- A picture: A map – b; credit: Jo -->\n");
    assert_eq!(write(&[Block::Picture(Picture::default())]), "");
}

#[test]
fn players_stand_alone() {
    let player = Block::Player("https://www.youtube.com/watch?v=a_b-c&t=1".to_owned());
    assert_eq!(write(std::slice::from_ref(&player)), "https://www.youtube.com/watch?v=a_b-c&t=1\n");
    assert_eq!(write(&[Block::Quote(vec![player])]), "> <https://www.youtube.com/watch?v=a_b-c&t=1>\n");
}
