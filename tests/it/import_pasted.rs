//! Texts that are given to `newsprint import` as they were copied: with their address, with marks of pages, or as nothing.

use crate::import::{import, said, site};

#[test]
fn a_text_with_its_address_is_no_list_and_nothing_is_no_text() {
    let site = site();
    let text = "The fee rises to 14 euros\n\nThe fee will rise to 14 euros a ton next year, the board said on Sunday.\n\nNobody had expected it, it was said.\n";
    for (name, text) in [
        ("first.txt", format!("https://harbour.example/2025/02/12/fee?utm_source=x\n\n{text}")),
        ("bare.txt", format!("harbour.example/2025/02/12/fee\n\n{text}")),
        ("last.txt", format!("{text}\nhttps://harbour.example/2025/02/12/fee\n")),
    ] {
        site.write(name, text);
        let output = import(&site, &[name, "--stdout", "--again"]);
        let draft = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {}", said(&output));
        assert!(draft.starts_with("---\ntitle: The fee rises to 14 euros\n"), "{name}: {draft}");
        assert!(draft.contains("    url: https://harbour.example/2025/02/12/fee"), "{name}: {draft}");
        assert!(draft.contains("- name: The Harbour Post\n"), "{name}: {draft}");
        assert!(draft.contains("    published: 2025-02-12"), "{name}: {draft}");
        assert!(!draft.contains("\nhttps://"), "{name}: {draft}");
    }
    // A headline with its address is enough for a brief.
    site.write("two.txt", "The fee rises to 14 euros\n\nhttps://harbour.example/2025/02/12/fee\n");
    let output = import(&site, &["two.txt", "--stdout", "--brief"]);
    assert!(output.status.success(), "{}", said(&output));
    assert!(String::from_utf8_lossy(&output.stdout).contains("title: The fee rises to 14 euros\n"));
    // A line that is nearly an address is one of a list; and what says nothing is none of both.
    site.write("list.txt", "https://a.example/1\n# more\nb.example/2\n");
    site.write("blank.txt", "\u{feff}\n \n");
    for (arguments, part) in
        [(&["list.txt"][..], "line 3 of the list is no address"), (&["blank.txt"], "the file is empty")]
    {
        let output = import(&site, arguments);
        assert!(!output.status.success() && said(&output).contains(part), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("--paste"), "{}", said(&output));
    }
    for arguments in [&["-"][..], &["--paste"]] {
        let output = import(&site, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(said(&output).contains("nothing came in"), "{arguments:?}: {}", said(&output));
        assert!(!said(&output).contains("import --paste"), "{arguments:?}: {}", said(&output));
    }
}

#[test]
fn a_piece_of_a_page_is_read_as_its_text() {
    let site = site();
    site.write(
        "piece.txt",
        "<p>The board <b>approves</b> the budget</p>\n<p>The board approved the <a href=\"https://a.example/b\">budget</a> on Tuesday by 21 votes to 9, and its head thanked all sides.</p>\n<ul><li>Roads: 3 million</li></ul>",
    );
    let output = import(&site, &["piece.txt", "--stdout"]);
    let draft = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", said(&output));
    assert!(draft.contains("title: The board approves the budget\n"), "{draft}");
    assert!(draft.contains("approved the [budget](https://a.example/b) on Tuesday"), "{draft}");
    assert!(draft.contains("\n- Roads: 3 million\n"), "{draft}");
}
