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
        let helps = "there is no clipboard here (no DISPLAY, no WAYLAND_DISPLAY): put the text into a file";
        let is_paste = arguments == ["--paste"];
        assert_eq!(said(&output).contains(helps), is_paste && cfg!(target_os = "linux"), "{}", said(&output));
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

/// A message that a browser saved of a page, one of HTML alone, one in an older encoding, and what is left of one.
#[test]
fn messages_are_read_whatever_their_parts_are_coded_in() {
    let site = site();
    let page = "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n";
    let html = "<html><head><meta charset=3D\"utf-8\"><title>Die F=C3=A4hre</title></head><body><article><h1>Die F=C3=A4hre f=C3=A4hrt</h1><p>Die F=C3=A4hre=\r\n f=C3=A4hrt wieder, sagte der Hafen am Dienstag, und zwar alle zwanzig Minuten bis in die Nacht.</p><p>Im Winter war sie nur jede Stunde gefahren, weil Leute fehlten, die sie steuern.</p></article></body></html>";
    site.write(
        "saved.mht",
        format!("From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/2025/02/11/faehre\r\nSubject: =?utf-8?Q?Die=20F=C3=A4hre?=\r\nDate: Tue, 11 Feb 2025 09:14:20 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x1\"\r\n\r\n\r\n----x1\r\n{page}Content-Location: https://harbour.example/2025/02/11/faehre\r\n\r\n{html}\r\n----x1--\r\n"),
    );
    let head = "From: a@b.example\r\nDate: Tue, 11 Feb 2025 09:14:20 +0100\r\nMIME-Version: 1.0\r\n";
    let bare = "<p>Die F=C3=A4hre f=C3=A4hrt wieder, sagte der Hafen am Dienstag, und zwar alle zwanzig Minuten bis in die Nacht.</p><p>Im Winter war sie nur jede Stunde gefahren, weil <a href=3D\"https://a.example/b\">Leute</a> fehlten.</p>";
    site.write(
        "html.eml",
        format!("Subject: =?utf-8?q?Die_F=C3=A4hre_f=C3=A4hrt?=\r\n{head}{page}\r\n{bare}\r\n"),
    );
    let old: Vec<u8> = [
        format!("Subject: =?iso-8859-1?q?Die_F=E4hre_f=E4hrt?=\r\n{head}Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n").as_bytes(),
        b"Die F\xe4hre f\xe4hrt wieder, sagte der Hafen am Dienstag.\r\n\r\nIm Winter war sie nur jede Stunde gefahren.\r\n",
    ]
    .concat();
    std::fs::write(site.path().join("old.eml"), old).expect("a file");
    // Its head was copied, and its text as a program shows it.
    site.write("head.txt", "From: a@b.example\nSubject: =?utf-8?q?Die_F=C3=A4hre?=\n =?utf-8?q?_f=C3=A4hrt?=\nDate: Tue, 11 Feb 2025 09:14:20 +0100\n\nDie Fähre fährt wieder, sagte der Hafen am Dienstag.\n\nIm Winter war sie nur jede Stunde gefahren.\n");
    for name in ["saved.mht", "html.eml", "old.eml", "head.txt"] {
        let output = import(&site, &[name, "--stdout", "--again"]);
        let draft = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{name}: {}", said(&output));
        assert!(draft.starts_with("---\ntitle: Die Fähre fährt\n"), "{name}: {draft}");
        assert!(draft.contains("\nDie Fähre fährt wieder, sagte"), "{name}: {draft}");
        assert!(draft.contains("    published: 2025-02"), "{name}: {draft}");
        assert!(!draft.contains("=C3") && !draft.contains('<') && !draft.contains("--x1"), "{name}: {draft}");
        let url = "    url: https://harbour.example/2025/02/11/faehre\n";
        assert_eq!(draft.contains(url), name == "saved.mht", "{name}: {draft}");
    }
    site.write("none.eml", format!("Subject: x\r\n{head}Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"));
    let output = import(&site, &["none.eml"]);
    assert!(
        !output.status.success() && said(&output).contains("without a text of its own"),
        "{}",
        said(&output)
    );
}

#[test]
fn whoever_leaves_an_email_is_no_text_of_it_and_elsewhere_it_is_asked() {
    let site = site();
    let text = "The ferry will run until eleven at night from March on, the port said.\n\nIt had stopped at seven since the autumn.\n\nBest regards,\nPeter Dale\nPress office, Port of Melby\n";
    site.write("mail.txt", format!("From: Peter Dale\nSubject: Ferry to run until late\n\n{text}"));
    site.write("text.txt", format!("Ferry to run until late\n\n{text}"));
    for (name, is_left_out) in [("mail.txt", true), ("text.txt", false)] {
        let output = import(&site, &[name, "--stdout", "--again"]);
        let draft = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(draft.contains("It had stopped at seven"), "{name}: {draft}{}", said(&output));
        assert_eq!(draft.contains("Best regards"), !is_left_out, "{name}: {draft}");
        assert_eq!(
            draft.matches("<!-- Part of the text?").count(),
            usize::from(!is_left_out),
            "{name}: {draft}"
        );
    }
}
