//! `newsprint check --fix`: what mends itself is mended, and nothing else changes.

use super::{CLEAN, check, codes, front, with};
use crate::harness::tree;

#[test]
fn what_mends_itself_is_mended_and_nothing_else_changes() {
    let body = "Some\u{200b}thing\u{feff}\u{200b}.\r\n\r\nThe minister, TK, arrived.";
    let site =
        with(&front("title", "title: 'Talks begin in Geneva.'  # a comment").replace('\n', "\r\n"), body);
    let texts = || tree(&site.path().join("content"));
    let before = texts();
    let dry = check(&site, &["--fix", "--dry-run"]);
    assert_eq!(texts(), before);
    let shown = String::from_utf8_lossy(&dry.stdout).into_owned();
    assert!(
        shown.contains("-title: 'Talks begin in Geneva.'")
            && shown.contains("+title: 'Talks begin in Geneva'"),
        "{shown}"
    );
    let run = check(&site, &["--fix"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(said.contains("Made 3 changes in 1 file"), "{said}");
    let after = String::from_utf8(texts()["2025-02-12-talks.md"].clone()).expect("UTF-8");
    let expected = String::from_utf8(before["2025-02-12-talks.md"].clone()).expect("UTF-8");
    assert_eq!(after, expected.replace("Geneva.'", "Geneva'").replace(['\u{200b}', '\u{feff}'], ""));
    assert_eq!(codes(&site, &[]), ["unfinished"], "what only an editor can mend is left");
}

#[test]
fn what_nobody_sees_is_taken_out_of_headlines_too() {
    let site = with(&front("title", "title: Talks\u{200b} begin\u{ad}\u{200b} in Geneva"), "Text.");
    let run = check(&site, &["--fix", "--format", "json"]);
    assert_eq!(run.stdout, b"", "nothing is left, and no difference stands in what programs read");
    let text = std::fs::read_to_string(site.path().join("content/2025-02-12-talks.md")).expect("a text");
    assert!(text.contains("title: Talks begin in Geneva\n"), "{text}");
}

#[test]
fn nothing_is_taken_out_that_makes_markup_of_words() {
    for (body, mended) in [
        ("So\u{200b}me words.", true),
        ("A word\u{200b}, and more.", true),
        ("**a**\u{200b}**b**", false),
        ("\u{200b}# No headline", false),
        ("2025\u{200b}. May", false),
        ("[a]\u{200b}(b)", false),
    ] {
        let site = with(CLEAN, body);
        check(&site, &["--fix"]);
        let text = std::fs::read_to_string(site.path().join("content/2025-02-12-talks.md")).expect("a text");
        assert_eq!(!text.contains('\u{200b}'), mended, "{body:?}: {text}");
    }
    let title = "a\u{200d}b and \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let site = with(&front("title", &format!("title: \"{title}\"")), "Text.");
    check(&site, &["--fix"]);
    let text = std::fs::read_to_string(site.path().join("content/2025-02-12-talks.md")).expect("a text");
    assert!(text.contains("ab and \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}"), "{text}");
}
