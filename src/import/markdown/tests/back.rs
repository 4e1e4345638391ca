//! Whatever blocks say, what is written of them reads back as the same.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::import::block::{Block, Inline, Picture, Span};
use crate::import::markdown::write;

/// The extensions of content/markdown/events.rs.
const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// What a text is, as far as both sides can say it: `p(…)`, `q(…)` and so on, with the text in it; and where its links lead.
fn outline(markdown: &str) -> String {
    let (mut out, mut links) = (String::new(), Vec::new());
    // Where a tight item's text begins, which has no paragraph around it.
    let mut bare: Option<usize> = None;
    let close = |out: &mut String, bare: &mut Option<usize>| {
        if bare.take().is_some() {
            out.push(')');
        }
    };
    let mut open: Vec<bool> = Vec::new();
    for event in Parser::new_ext(markdown, EXTENSIONS) {
        let is_item_text = open.last() == Some(&true);
        let is_inline = matches!(
            event,
            Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::InlineHtml(_)
                | Event::Start(
                    Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough
                )
                | Event::End(
                    TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
                )
        );
        if is_inline && is_item_text && bare.is_none() {
            out.push_str("p(");
            bare = Some(out.len());
        } else if !is_inline {
            close(&mut out, &mut bare);
        }
        match event {
            Event::Start(tag) => {
                match &tag {
                    Tag::Paragraph => out.push_str("p("),
                    Tag::Heading { level, .. } => out.push_str(&format!("h{}(", *level as usize)),
                    Tag::BlockQuote(None) => out.push_str("q("),
                    Tag::List(start) => out
                        .push_str(&format!("l{}(", start.map(|start| start.to_string()).unwrap_or_default())),
                    Tag::Item => out.push_str("i("),
                    Tag::CodeBlock(_) => out.push_str("c("),
                    Tag::Table(_) => out.push_str("t("),
                    Tag::TableHead | Tag::TableRow => out.push_str("r("),
                    Tag::TableCell => out.push_str("d("),
                    Tag::Link { dest_url, .. } => links.push(dest_url.to_string()),
                    Tag::Image { dest_url, title, .. } => out.push_str(&format!("![{dest_url}|{title}](")),
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough => {}
                    other => out.push_str(&format!("{other:?}(")),
                }
                if !is_inline {
                    open.push(matches!(tag, Tag::Item));
                }
            }
            Event::End(tag) => {
                if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
                    out.push(')');
                }
                if !is_inline {
                    open.pop();
                }
            }
            Event::Text(text) => out.push_str(&text),
            Event::Code(text) => out.push_str(&text),
            Event::SoftBreak => out.push_str("<soft>"),
            Event::HardBreak => out.push('⏎'),
            Event::Rule => out.push_str("rule"),
            other => out.push_str(&format!("<{other:?}>")),
        }
    }
    format!("{} {links:?}", typed(&out))
}

/// As it was typed: dashes, dots and quotation marks become others, and a break that ends a link stands behind it.
fn typed(text: &str) -> String {
    let text = text.replace('⏎', " ").replace('–', "--").replace('—', "---").replace('…', "...");
    let text = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    text.replace("( ", "(").replace(" )", ")")
}

fn expected(blocks: &[Block]) -> String {
    fn inline(spans: &[Span], in_link: bool, out: &mut String, links: &mut Vec<String>) {
        for span in spans {
            match span {
                Span::Text(text) | Span::Code(text) => out.push_str(text),
                Span::Emphasis(inner) | Span::Strong(inner) | Span::Strike(inner) => {
                    inline(&inner.0, in_link, out, links)
                }
                Span::Link { href, text } if !in_link && !text.is_empty() => {
                    links.push(href.clone());
                    inline(&text.0, true, out, links);
                }
                Span::Link { text, .. } => inline(&text.0, in_link, out, links),
                Span::Image { src, alt } => out.push_str(&format!("![{src}|]({alt})")),
                Span::Break => out.push(if in_link { ' ' } else { '⏎' }),
            }
        }
    }
    fn said(text: &Inline, is_line: bool, links: &mut Vec<String>) -> String {
        let mut out = String::new();
        inline(&text.0, false, &mut out, links);
        if is_line {
            out = out.replace('⏎', " ");
        }
        let lines: Vec<&str> = out.split('⏎').map(str::trim).filter(|line| !line.is_empty()).collect();
        lines.join("⏎")
    }
    fn said_by(block: &Block, links: &mut Vec<String>) -> String {
        let all = |blocks: &[Block], links: &mut Vec<String>| {
            blocks.iter().map(|block| said_by(block, links)).collect::<String>()
        };
        let around =
            |name: &str, text: String| if text.is_empty() { text } else { format!("{name}({text})") };
        match block {
            Block::Heading { level, text } => {
                around(&format!("h{}", (*level).clamp(2, 6)), said(text, true, links))
            }
            Block::Paragraph(text) => around("p", said(text, false, links)),
            Block::Quote(blocks) => around("q", all(blocks, links)),
            Block::List { start, items } => {
                let items = items.iter().map(|item| around("i", all(item, links))).collect();
                around(&format!("l{}", start.map(|start| start.to_string()).unwrap_or_default()), items)
            }
            Block::Code { text, .. } => {
                format!("c({})", text.lines().map(|line| format!("{line}\n")).collect::<String>())
            }
            Block::Table(rows) => {
                let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
                let mut cell = |row: &Vec<Inline>, column: usize| {
                    format!("d({})", row.get(column).map(|text| said(text, true, links)).unwrap_or_default())
                };
                let mut row = |row: &Vec<Inline>| {
                    format!("r({})", (0..columns).map(|column| cell(row, column)).collect::<String>())
                };
                let is_empty = rows.iter().flatten().all(Inline::is_empty);
                if is_empty {
                    String::new()
                } else {
                    format!("t({})", rows.iter().map(&mut row).collect::<String>())
                }
            }
            Block::Picture(picture) => {
                let caption = picture.caption.as_ref().map(|text| text.text().into_owned());
                let title = match (caption, &picture.credit) {
                    (Some(caption), Some(credit)) => format!("{caption} | {credit}"),
                    (Some(caption), None) => caption,
                    (None, Some(credit)) => format!("| {credit}"),
                    (None, None) => String::new(),
                };
                format!("p(![{}|{title}]({}))", picture.src, picture.alt)
            }
            Block::Player(address) => format!("p({address})"),
            Block::Rule => "rule".to_owned(),
            Block::Comment(_) => String::new(),
        }
    }
    let mut links = Vec::new();
    let all: String = blocks.iter().map(|block| said_by(block, &mut links)).collect();
    format!("{} {links:?}", typed(&all))
}

/// Text as blocks hold it: one space between two words, and what parsers take for markup among them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => "[a-z]{1,4}",
        4 => "[!-/:-@\\[-`{-~]{1,4}",
        2 => Just(" ".to_owned()),
        2 => proptest::sample::select(vec![
            "[a](b)", "[a]: b", "[^1]", "[^1]: a", "[x] ", "[ ] a", "[sic]", "[//]: # (a)", "<b>", "</b>", "<!-- a -->", "<!-- more -->", "&amp;", "&#65;", "&lt", "%%", "{#a}", "{: .a}",
            "{{a}}", "{% a %}", "1. ", "2025. ", "1) ", "# ", "## ", "- ", "+ ", "* ", "> ", ": ", "---", "===", "***", "___", "~~~", "```", ":::", "| a |", "| --- |", "--- | ---", "https://a.example/b_c_d?e=f&g",
            "<https://a.example/>", "a@b.example", "www.a.example", ":smile:", "$a$", "==a==", "~a~", "^a^", "\\", "\\\\", "“", "”", "«", "’", "é", "漢字", "🙂", "e\u{301}", "\u{a0}", "\u{2009}", "!", "![a](b)",
            "[!NOTE]", "[[a]]", "TODO:", "a_b", "a*b", "a__b", "**a**", "_a_", "--a", "1", "2", ".", ")",
        ]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 1..7).prop_map(|pieces| {
        let text = pieces.concat();
        let text = text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if text.trim().is_empty() { "a".to_owned() } else { text.trim().to_owned() }
    })
}

fn address() -> impl Strategy<Value = String> {
    "https://a\\.example/[a-z_*~()!$&=,:'.#?+-]{0,8}"
}

fn inline() -> impl Strategy<Value = Inline> {
    // White space at the ends of a span, as pages have it.
    let spaced = (text(), 0..4_u8).prop_map(|(text, ends)| {
        format!("{}{text}{}", if ends & 1 > 0 { " " } else { "" }, if ends & 2 > 0 { " " } else { "" })
    });
    let leaf = prop_oneof![
        4 => spaced.prop_map(Span::Text),
        1 => text().prop_map(Span::Code),
        1 => (address(), text()).prop_map(|(src, alt)| Span::Image { src, alt }),
        1 => Just(Span::Break),
    ];
    let span = leaf.prop_recursive(3, 12, 3, |inner| {
        let inner = proptest::collection::vec(inner, 1..4).prop_map(Inline);
        prop_oneof![
            inner.clone().prop_map(Span::Emphasis),
            inner.clone().prop_map(Span::Strong),
            inner.clone().prop_map(Span::Strike),
            (address(), inner).prop_map(|(href, text)| Span::Link { href, text }),
        ]
    });
    proptest::collection::vec(span, 1..4).prop_map(Inline)
}

fn blocks() -> impl Strategy<Value = Vec<Block>> {
    let picture = (address(), text(), proptest::option::of(text()), proptest::option::of(text()));
    let leaf = prop_oneof![
        6 => inline().prop_map(Block::Paragraph),
        2 => (1..8_u8, inline()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => "[a-z`~ #>\\n-]{1,12}".prop_map(|text| Block::Code {
            language: String::new(),
            text: text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n"),
        }),
        1 => proptest::collection::vec(proptest::collection::vec(inline(), 1..3), 1..3).prop_map(Block::Table),
        1 => picture.prop_map(|(src, alt, caption, credit)| {
            let plain = |text: String| text.replace('|', "/");
            Block::Picture(Picture { src, alt, caption: caption.map(plain).map(Inline::plain), credit: credit.map(plain) })
        }),
        1 => Just(Block::Rule),
    ];
    let block = leaf.prop_recursive(4, 12, 3, |inner| {
        let inner = proptest::collection::vec(inner, 1..4);
        prop_oneof![
            inner.clone().prop_map(Block::Quote),
            (proptest::option::of(0..12_u32), proptest::collection::vec(inner, 1..4))
                .prop_map(|(start, items)| Block::List { start, items }),
        ]
    });
    proptest::collection::vec(block, 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn paragraphs_read_back(text in inline()) {
        let blocks = [Block::Paragraph(text)];
        let markdown = write(&blocks);
        prop_assert_eq!(outline(&markdown), expected(&blocks), "{}", markdown);
    }

    #[test]
    fn blocks_read_back(blocks in blocks()) {
        let markdown = write(&blocks);
        prop_assert_eq!(outline(&markdown), expected(&blocks), "{}", markdown);
        prop_assert!(markdown.lines().all(|line| line.trim_end() == line || line.ends_with(|one: char| !one.is_ascii())), "{}", markdown);
    }
}
