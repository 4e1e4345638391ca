//! Keys in mappings as people write them.

use super::super::FRONT_MATTER_BYTES;
use super::*;

fn with(text: &str, read: impl FnOnce(Fields<'_>)) -> Vec<Diagnostic> {
    let report = Report::new(text, 1);
    let value = report.parse(FRONT_MATTER_BYTES).expect("YAML");
    read(FieldValue::root(&value, &report).fields("").expect("a mapping"));
    report.finish("x.md").1
}

#[test]
fn synonyms_and_unknown_keys() {
    let found = with("excerpt: b\r\nsummary: a\r\ntitel: c\r\nlayout: d\r\n", |fields| {
        assert_eq!(fields.take(&["summary", "excerpt"]).and_then(|item| item.text()).as_deref(), Some("a"));
        assert!(fields.take(&["title"]).is_none());
        fields.finish(&["layout"], None);
    });
    assert_eq!(found[0].message, "`summary` and `excerpt` say the same thing, `excerpt` is passed over");
    assert_eq!(found[0].span, Some(Span { line: 2, column: 1, length: 7 }));
    assert_eq!((found[1].span.unwrap().line, found[1].hints[0].as_str()), (4, "did you mean `title`?"));
    assert_eq!(found.len(), 2);
}

#[test]
fn keys_are_read_whatever_their_capitals() {
    let found = with("Draft: true\nexpiry-date: x\nSUMMARY: a\nsummary: b\nLAYOUT: c\n", |fields| {
        assert_eq!(fields.take(&["draft"]).and_then(|item| item.switch()), Some(true));
        assert_eq!(fields.take(&["expires", "expiryDate"]).and_then(|i| i.text()).as_deref(), Some("x"));
        assert_eq!(fields.take(&["summary"]).and_then(|item| item.text()).as_deref(), Some("b"));
        fields.finish(&["layout"], None);
    });
    let said: Vec<_> = found.iter().map(|d| (d.span.unwrap().line, d.code.as_str(), &*d.hints[0])).collect();
    assert_eq!(
        said,
        [
            (2, "key-spelling", "write `draft:`"),
            (3, "key-spelling", "write `expiryDate:`"),
            (4, "synonym", "write `summary` alone"),
            (4, "key-spelling", "write `summary:`"),
        ]
    );
}

#[test]
fn unknown_keys_that_are_not_shown_are_said_to_be_there() {
    let text: String = (0..300).map(|n| format!("unknown-{n}: x\n")).collect();
    let found = with(&text, |fields| fields.finish(&[], None));
    assert_eq!(found.len(), 201);
    assert_eq!(found.last().map(|d| d.code.as_str()), Some("more-problems"));
}

#[test]
fn numbers_and_booleans_as_written() {
    let text = "a: 1.10\nb: [2025, True, 0x1F, x]\nc: ~\nd: [[1]]\ne: {f: [1]}\n";
    let found = with(text, |fields| {
        assert_eq!(fields.take(&["a"]).unwrap().text().as_deref(), Some("1.10"));
        assert_eq!(fields.take(&["b"]).unwrap().texts(), ["2025", "True", "0x1F", "x"]);
        assert!(fields.take(&["c"]).is_none());
        assert!(fields.take(&["d"]).unwrap().texts().is_empty());
        let inner = fields.take(&["e"]).unwrap();
        assert!(inner.fields("").unwrap().take(&["f"]).unwrap().text().is_none());
    });
    let said: Vec<_> =
        found.iter().map(|d| (d.span.unwrap().line, d.span.unwrap().column, &*d.message)).collect();
    assert_eq!(said, [(5, 5, "`d` must be text, not a list"), (6, 8, "`e.f` must be text, not a list")]);
}
