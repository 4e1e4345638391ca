//! What is said of texts that are no YAML, and that who obeys it is understood.

use super::super::{FRONT_MATTER_BYTES, Report};

#[track_caller]
fn says(text: &str, line: u32, column: u32, message: &str) {
    let report = Report::new(text, 0);
    assert!(report.parse(FRONT_MATTER_BYTES).is_none(), "{text:?}");
    let found = report.finish("x").1;
    let [problem] = &found[..] else { panic!("{found:?}") };
    let span = problem.span.unwrap();
    assert_eq!((span.line, span.column, problem.message.as_str()), (line, column, message));
}

#[test]
fn what_editors_get_wrong() {
    says("a: 1\ntitle: Ukraine: the week\n", 2, 15, "a colon stands in a value that has no quotes");
    says("title: The week:\n", 1, 16, "a colon stands in a value that has no quotes");
    says("tags:\n\t- a\n", 2, 1, "a tab indents this line; YAML wants spaces");
    says("image:\n\tsrc: a\n", 2, 1, "a tab indents this line; YAML wants spaces");
    says("title: X\n\ttags: a\n", 2, 1, "a tab indents this line; YAML wants spaces");
    says("title: X\n  y\n\ttags: a\n", 3, 1, "a tab indents this line; YAML wants spaces");
    says(
        "title: \"Ukraine\ndate: 2025-01-01\nsummary: \"x\"\n", 1, 8,
        "a quotation mark is opened and never closed",
    );
    says("title: 'Ukraine\n", 1, 8, "a quotation mark is opened and never closed");
    says(
        "title: \"Stop\" he said\n",
        1,
        15,
        "the value ends at the second quotation mark, and text follows it",
    );
    says(
        "title: 'Ukraine's week'\n",
        1,
        17,
        "the value ends at the second quotation mark, and text follows it",
    );
    says("title: @home\n", 1, 8, "a value cannot begin with `@`, which has a meaning in YAML");
    says("title: [Live] Kyiv\n", 1, 8, "a […] value is not closed, or text follows it");
    says("tags: [a, b\ndate: 2025-01-01\n", 1, 7, "a […] value is not closed, or text follows it");
    says("tags: [war, #metoo]\nb: 1\n", 1, 13, "`#` begins a comment, so the list is not closed");
    says("tags: [war, @anna]\nb: 1\n", 1, 13, "an item cannot begin with `@`, which has a meaning in YAML");
    says("tags: - a\n", 1, 7, "a value cannot begin with `- `, which has a meaning in YAML");
    says("summary: >\ntext\nb: 1\n", 2, 1, "this text is not indented, as `>` above it wants");
    says("summary: |2\n x\n", 2, 1, "this text is not indented, as `|2` above it wants");
    says("title: *Kyiv* burns\n", 1, 8, "a value cannot begin with `*`, which has a meaning in YAML");
    says("title: *Kyiv\n", 1, 8, "`*name` refers to a `&name` that stands nowhere before it");
    says("title: x\nbare words here\nb: 1\n", 2, 1, "this line has no `key:`");
    says(
        "title: x\n  bad: y\n",
        2,
        1,
        "spaces stand before this key, so it does not fit what stands above it",
    );
    says(
        " title: x\nbad: y\n",
        1,
        1,
        "spaces stand before this key, so it does not fit what stands below it",
    );
    says("title: a\u{7}b\n", 1, 9, "U+0007, control character stands in the YAML");
}

/// A line that is no YAML, and the line that is meant.
const MENDED: &[(&str, &str)] = &[
    ("title: \"Unlawful\", says operator", "title: '\"Unlawful\", says operator'"),
    ("title: \"Stop\" he said", "title: '\"Stop\" he said'"),
    ("title: \"Stop\", he said, \"now\"", "title: '\"Stop\", he said, \"now\"'"),
    ("title: \"He said \"no\" twice\"", "title: 'He said \"no\" twice'"),
    ("title: 'Ukraine's week'", "title: \"Ukraine's week\""),
    ("title: 'Tis the season", "title: \"'Tis the season\""),
    ("title: - more", "title: \"- more\""),
    ("title: ? why", "title: \"? why\""),
    ("title: `code` first", "title: \"`code` first\""),
    ("title: @home", "title: \"@home\""),
    ("title: %5 more", "title: \"%5 more\""),
    ("title: & more", "title: \"& more\""),
    ("title: *Kyiv* burns", "title: \"*Kyiv* burns\""),
    ("title: | x", "title: \"| x\""),
    ("title: > x", "title: \"> x\""),
    ("title: [Live] Kyiv", "title: \"[Live] Kyiv\""),
    ("tags: [#war, #metoo]", "tags: [\"#war\", \"#metoo\"]"),
    ("title: {a} b", "title: \"{a} b\""),
    ("title: Talks: day two", "title: \"Talks: day two\""),
    ("title: The week:", "title: \"The week:\""),
    ("title:Talks", "title: Talks"),
    ("title:\"Talks", "title: '\"Talks'"),
    ("title: \"Talks", "title: \"Talks\""),
    ("- name: Talks: day two", "- name: \"Talks: day two\""),
];

#[test]
fn the_hint_is_the_line_mended_and_can_be_read() {
    for (line, mended) in MENDED {
        for after in ["", "date: 2025-05-01\n"] {
            if !after.is_empty() && line.starts_with('-') {
                continue;
            }
            let text = format!("{line}\n{after}");
            let report = Report::new(&text, 0);
            assert!(report.parse(FRONT_MATTER_BYTES).is_none(), "{text}");
            let found = report.finish("x").1;
            let fix = found[0].fix.as_ref().unwrap_or_else(|| panic!("{text}: {found:?}"));
            assert_eq!((&*fix.text, fix.span.line, fix.span.column), (*mended, 1, 1), "{text}");
            assert_eq!(found[0].hints, [format!("write {mended}")]);
            let text = format!("{mended}\n{after}");
            let report = Report::new(&text, 0);
            assert!(report.parse(FRONT_MATTER_BYTES).is_some(), "{text}");
        }
    }
}

/// The words of the two parsers are in their sources; none of them is ever printed.
#[test]
fn no_parser_speaks_to_editors() {
    let jargon = [
        "simple key", "block mapping", "block sequence", "scalar", "could not find", "did not find",
        "not allowed in this context", "flow", "token", "expected", "indicator", "node", "directive",
        "while",
    ];
    for (line, _) in MENDED {
        for (before, after) in [
            ("", ""),
            ("a: 1\n", ""),
            ("", "b: 2\n"),
            ("a:\n  ", "\n  - b\n"),
            ("- ", "\n- a: b"),
            ("a: [", "\n"),
            ("a: \"", ""),
        ] {
            for cut in [line.len(), line.len() / 2, 8] {
                let line: String = line.chars().take(cut).collect();
                let text = format!("{before}{line}\n{after}");
                let report = Report::new(&text, 0);
                report.parse(FRONT_MATTER_BYTES);
                for said in report.finish("x").1 {
                    let words =
                        [said.message.as_str()].into_iter().chain(said.hints.iter().map(String::as_str));
                    for words in words {
                        assert!(!jargon.iter().any(|jargon| words.contains(jargon)), "{text:?}: {words}");
                    }
                }
            }
        }
    }
}

#[test]
fn nothing_panics() {
    for text in [
        "a: \"é", "é: 'x' é: y", ":", "- ", "\"", "'", "%", "? - : [", "a: b: \u{2028}", "\r\r:\t: x",
        "---\na: 1\n---\nb",
    ] {
        let report = Report::new(text, 0);
        report.parse(FRONT_MATTER_BYTES);
    }
}
