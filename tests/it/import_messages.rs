//! Messages and press releases as `newsprint import` reads them: under embargo, answered, sent on, with stubs and with attachments.

use crate::import::{import, said, site};

const TEXT: [&str; 3] = [
    "The ferry across the bay will run until eleven at night from March on, the port said on Tuesday.",
    "It had stopped at seven since the autumn, because nobody could be found to steer it after dark.",
    "A crossing still costs three euros, and pupils go free on all days of the week but Sunday.",
];

/// The text as a page's paragraphs, or as a message's.
fn page() -> String {
    TEXT.map(|text| format!("<p>{text}</p>")).concat()
}

fn plain() -> String {
    TEXT.join("\n\n")
}

/// A message of a press office.
fn message(subject: &str, kind: &str, body: &str) -> String {
    format!(
        "From: Port of Melby <press@melby.example>\nTo: desk@brief.example\nDate: Tue, 11 Feb 2025 09:14:20 +0100\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: {kind}\n\n{body}\n"
    )
}

/// What became of a text: its draft, and what was said of it.
fn drafted(name: &str, text: impl AsRef<[u8]>, more: &[&str]) -> (String, String) {
    let site = site();
    site.write(name, text);
    let output = import(&site, &[&[name, "--stdout", "--again", "--explain"], more].concat());
    assert!(output.status.success(), "{name}: {}", said(&output));
    (String::from_utf8_lossy(&output.stdout).into_owned(), said(&output))
}

#[test]
fn an_embargo_is_no_date_and_stays_in_the_draft() {
    for line in [
        "EMBARGOED until 06:00 on Thursday 13 February 2025", "Embargo: 13 February 2025, 10:00 GMT",
        "STRICTLY EMBARGOED UNTIL 10am ON 13 FEBRUARY",
        "NOT FOR PUBLICATION BEFORE 13 FEBRUARY 2025, 10 A.M.", "Sperrfrist: 13. Februar 2025, 10 Uhr",
        "PRESSEMITTEILUNG – Sperrfrist: 13. Februar 2025, 10 Uhr",
        "Sous embargo jusqu’au 13 février 2025 à 10 h",
        "Embargado hasta el 13 de febrero de 2025 a las 10:00", "Ембарго до 10:00 13 лютого 2025 року",
    ] {
        let headline = "Ferry to run until late";
        let html = format!("<h1>{headline}</h1><p><b>{line}</b></p>{}", page());
        for (name, text) in [
            ("above.txt", format!("{line}\n\n{headline}\n\n{}", plain())),
            ("below.txt", format!("{headline}\n\n{line}\n\n{}", plain())),
            ("mail.eml", message(headline, "text/plain", &format!("{line}\n\n{}", plain()))),
            ("html.eml", message(headline, "text/html", &html)),
            (
                "page.html",
                format!(
                    "<html><head><title>{headline}</title></head><body><article>{html}</article></body></html>"
                ),
            ),
        ] {
            let (draft, said) = drafted(name, text, &["--url", "https://harbour.example/a"]);
            assert!(draft.starts_with("---\ntitle: Ferry to run until late\n"), "{name}: {draft}");
            let comment = format!("<!-- Under embargo, do not publish before: {line} -->");
            assert!(draft.contains(&format!("---\n\n{comment}\n\n{}", TEXT[0])), "{name}: {draft}");
            assert_eq!(draft.matches(line).count(), 1, "{name}: {draft}");
            assert!(!draft.contains("2025-02-13"), "{name}: {draft}");
            assert!(said.contains("it is under embargo") && said.contains(line), "{name}: {said}");
        }
    }
    // A brief says it, too, and headlines about embargoes are none.
    let text = format!("Ferry to run until late\n\nEmbargo: 13 February 2025, 10:00\n\n{}", plain());
    let (draft, _) = drafted("brief.txt", text, &["--brief"]);
    let said = "draft: true  # under embargo, do not publish before: Embargo: 13 February 2025, 10:00\n";
    assert!(draft.contains(said), "{draft}");
    let (draft, said) = drafted("about.txt", format!("Embargo on grain: ports wait\n\n{}", plain()), &[]);
    assert!(draft.starts_with("---\ntitle: \"Embargo on grain: ports wait\"\n"), "{draft}");
    assert!(!draft.contains("<!--") && !said.contains("under embargo"), "{said}");
}

#[test]
fn a_page_of_a_message_has_no_other_message_in_it() {
    let head = "<p><b>Von:</b> Mia Brandt &lt;mia@hafen.example&gt;<br><b>Gesendet:</b> Montag, 10. Februar 2025 17:02<br><b>An:</b> Hafen<br><b>Betreff:</b> WG: Fähre</p>";
    let answered =
        format!("<div>{}</div><div>{head}</div><p>How long will it run, and who pays?</p>", page());
    let (draft, said) = drafted("answer.eml", message("AW: Ferry runs late", "text/html", &answered), &[]);
    assert!(draft.starts_with("---\ntitle: Ferry runs late\n"), "{draft}");
    assert!(draft.contains("    published: 2025-02-11T09:14:20+01:00\n"), "{draft}");
    assert!(draft.contains("- name: Port of Melby  # a guess: who sent the message"), "{draft}");
    assert!(draft.trim_end().ends_with(TEXT[2]) && said.contains("Von: Mia Brandt"), "{draft}{said}");
    let sent_on = format!("<p>FYI</p><div>{head}{}</div>", page());
    let (draft, said) = drafted("forward.eml", message("Fwd: Ferry runs late", "text/html", &sent_on), &[]);
    assert!(draft.starts_with("---\ntitle: Fähre\n"), "{draft}");
    assert!(draft.contains("    published: 2025-02-10T17:02:00\n"), "{draft}");
    assert!(draft.contains("- name: Mia Brandt  # a guess"), "{draft}");
    assert!(draft.contains(&format!("---\n\n{}", TEXT[0])) && said.contains("FYI"), "{draft}{said}");
    // In letters alone, too.
    let text = format!(
        "{}\n\n________________________________\nVon: Mia Brandt\nGesendet: 10. Februar 2025\nAn: Hafen\nBetreff: Fähre\n\nWho pays?",
        plain()
    );
    let (draft, said) = drafted("letters.eml", message("AW: Ferry runs late", "text/plain", &text), &[]);
    assert!(draft.trim_end().ends_with(TEXT[2]) && said.contains("Von: Mia Brandt"), "{draft}{said}");
}

#[test]
fn of_the_parts_of_a_message_the_one_with_the_text_is_read() {
    let part = |kind: &str, body: &str| format!("--b\nContent-Type: {kind}; charset=utf-8\n\n{body}\n");
    for stub in [
        "To view this e-mail, open it in a browser: https://melby.example/v",
        "Ferry news\n\nUnsubscribe: https://melby.example/u",
        "",
    ] {
        let parts = format!("{}{}--b--", part("text/plain", stub), part("text/html", &page()));
        let (draft, _) =
            drafted("stub.eml", message("Ferry runs late", "multipart/alternative; boundary=b", &parts), &[]);
        assert!(draft.contains(&format!("---\n\n{}", TEXT[0])) && draft.contains(TEXT[2]), "{draft}");
    }
    let attached = "--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=\"hours.pdf\"\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b--";
    let parts = format!("{}{attached}", part("text/plain", &plain()));
    let site = site();
    site.write("files.eml", message("Ferry runs late", "multipart/mixed; boundary=b", &parts));
    let output = import(&site, &["files.eml"]);
    let said = said(&output);
    assert!(said.contains("One attachment of the message was left behind: hours.pdf"), "{said}");
    // No encoding is said, and the letters are those of an older one.
    let old = [
        message("Ferry", "text/plain", "").as_bytes(),
        b"Die F\xe4hre f\xe4hrt wieder, sagte der Hafen f\xfcr Gro\xdfschiffe am Dienstag.\n",
    ]
    .concat();
    let (draft, said) = drafted("old.eml", old, &[]);
    assert!(draft.contains("Die Fähre fährt wieder, sagte der Hafen für Großschiffe"), "{draft}");
    assert!(!said.contains("could not be read"), "{said}");
    // Lines that flow are one, and so are those of a short message that a program broke.
    let flowed = "The ferry across the bay will run until \neleven, the port said.\n\nIt is free.";
    let (draft, _) = drafted("flowed.eml", message("Ferry", "text/plain; format=flowed", flowed), &[]);
    assert!(draft.contains("\nThe ferry across the bay will run until eleven, the port said.\n"), "{draft}");
    let broken = "The ferry across the bay will run until eleven at night from March on,\nthe port said.\n\nIt is free for pupils.";
    let (draft, _) = drafted("broken.eml", message("Ferry", "text/plain", broken), &[]);
    assert!(draft.contains("from March on, the port said.\n"), "{draft}");
}

#[test]
fn what_frames_a_release_is_neither_its_headline_nor_its_text() {
    for (above, title) in [
        ("PRESS RELEASE: Ferry to run until late", "Ferry to run until late"),
        ("Press release no. 12/2025\n11 February 2025\n\nFerry to run until late", "Ferry to run until late"),
        ("Pressemitteilung Nr. 12/2025\n\nFähre fährt bis in die Nacht", "Fähre fährt bis in die Nacht"),
        ("NEWS RELEASE\nFor immediate use\n\nFerry to run until late", "Ferry to run until late"),
    ] {
        for below in [
            "- ENDS -\n\nNotes to editors:\nPictures can be had.\n\nMedia contact:\nPeter Dale\n+44 20 7946 0123",
            "Pressekontakt:\nPeter Dale, Tel. 030 1234567",
            "Contact: Peter Dale, +44 20 7946 0123",
        ] {
            let (draft, said) = drafted("release.txt", format!("{above}\n\n{}\n\n{below}\n", plain()), &[]);
            assert!(draft.starts_with(&format!("---\ntitle: {title}\n")), "{draft}");
            assert!(draft.trim_end().ends_with(TEXT[2]) && !draft.contains("<!--"), "{draft}");
            assert!(said.contains("Peter Dale"), "{said}");
        }
    }
    let (draft, _) =
        drafted("mail.eml", message("Communiqué de presse : Le bac", "text/plain", &plain()), &[]);
    assert!(
        draft.starts_with("---\ntitle: \"Communiqué de presse : Le bac\"\n")
            || draft.starts_with("---\ntitle: Le bac\n"),
        "{draft}"
    );
}

#[test]
fn staff_and_the_day_of_first_publication_are_read_and_no_text() {
    for lines in [
        "By Staff\nThe Harbour Post\nFeb. 12, 2025", "The Harbour Post Staff\n12 February 2025",
        "From our correspondent\n12 February 2025",
    ] {
        let (draft, _) =
            drafted("staff.txt", format!("Ferry to run until late\n{lines}\n\n{}", plain()), &[]);
        assert!(draft.contains("    published: 2025-02-12\n"), "{lines}: {draft}");
        assert!(draft.contains(&format!("---\n\n{}", TEXT[0])), "{lines}: {draft}");
        assert_eq!(draft.contains("- name: The Harbour Post"), lines.contains("Post"), "{lines}: {draft}");
    }
    for line in [
        "First published on February 12, 2025 / 8:16 AM", "Zuerst veröffentlicht am 12. Februar 2025",
        "Publié initialement le 12 février 2025",
    ] {
        let (draft, said) =
            drafted("first.txt", format!("Ferry to run until late\n\n{}\n\n{line}\n", plain()), &[]);
        assert!(draft.contains("    published: 2025-02-12"), "{line}: {draft}");
        assert!(!draft.contains(line) && !draft.contains("- name:"), "{line}: {draft}{said}");
    }
    // Signs of what is so and what is not stay both.
    let text =
        format!("Ferry to run until late\n\n{}\n\n✔ Cheap and good\n✘ No crane\n\n{}\n", TEXT[0], TEXT[1]);
    let (draft, _) = drafted("signs.txt", text, &[]);
    assert!(draft.contains("✔ Cheap and good") && draft.contains("✘ No crane"), "{draft}");
}
