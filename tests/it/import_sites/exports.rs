//! Exports: what they show that is not in them, and what plugins wrote into their texts.

use std::process::Command;

use super::{holds, import, imported, text};
use crate::harness::{Site, run};

fn ghost(html: &str, settings: &str) -> String {
    let html = html.replace('"', "\\\"");
    format!(
        r#"{{"db":[{{"data":{{"posts":[{{"id":"1","title":"G","slug":"g","html":"{html}","status":"published","visibility":"public","published_at":"2020-01-01T00:00:00.000Z"}}],"settings":[{settings}]}}}}]}}"#
    )
}

const PARTS: &str = r#"<p>a <img src="__GHOST_URL__/content/images/a.png" alt=""> b</p><figure><img src="/content/images/c.png" alt="A quay"><figcaption>The quay</figcaption></figure><audio src="__GHOST_URL__/content/media/a.mp3"></audio><iframe src="https://maps.example/x"></iframe>"#;

#[test]
fn pictures_of_ghost_lead_to_where_they_stood() {
    let known = r#"{"key":"url","value":"https://old.example/"}"#;
    for (settings, arguments, is_known) in
        [(known, &[][..], true), ("", &["--url", "https://old.example"], true), ("", &[], false)]
    {
        let (old, site) = (Site::bare(), Site::with(&[]));
        old.write("export.json", ghost(PARTS, settings));
        let run = import(&site, "ghost", &old, "export.json", arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let written = text(&site, "content/2020-01-01-g.md");
        assert!(!written.contains("invalid") && !run.stderr.contains("invalid"), "{written}\n{}", run.stderr);
        holds(
            &run.stderr,
            &["pictures that are not among the files", "/content/images/a.png", "https://maps.example/x"],
        );
        assert_eq!(run.stderr.contains("with --url ADDRESS"), !is_known, "{}", run.stderr);
        holds(
            &written,
            match is_known {
                true => &[
                    "a [a.png](https://old.example/content/images/a.png) b",
                    "\n[A quay](https://old.example/content/images/c.png \"The quay\")",
                    "\nhttps://old.example/content/media/a.mp3\n",
                ],
                // Nobody knows where: what is shown is what it is called.
                false => &[
                    "a [a.png](/content/images/a.png) b", "[A quay](/content/images/c.png \"The quay\")",
                    "\n[a.mp3](/content/media/a.mp3)\n",
                ],
            },
        );
    }
}

#[test]
fn files_of_ghost_come_along() {
    let (_, site, _) = imported(
        "ghost",
        &[
            ("export.json", &ghost(PARTS, "")),
            ("content/images/a.png", "png"),
            ("content/images/c.png", "png"),
            ("content/media/a.mp3", "mp3"),
        ],
    );
    holds(
        &text(&site, "content/2020-01-01-g.md"),
        &[
            "a ![](/content/images/a.png) b", "![A quay](/content/images/c.png \"The quay\")",
            "[a.mp3](/content/media/a.mp3)",
        ],
    );
    assert_eq!(text(&site, "static/content/media/a.mp3"), "mp3");
}

#[test]
fn a_site_of_wordpress_below_a_path() {
    let item = |id: u8, name: &str, body: &str| {
        format!(
            "<item><title>{name}</title><link>https://old.example/blog/2020/02/{name}/</link><content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>2020-02-03 12:00:00</wp:post_date><wp:post_name>{name}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>"
        )
    };
    let body = "<p><a href=\"https://old.example/blog/?p=2\">two</a> <a href=\"/blog/?p=2&amp;x=1#c\">too</a> <a href=\"/blog/2020/02/two/\">three</a></p>\
         <p><img src=\"https://old.example/blog/wp-content/uploads/a.png\" alt=\"A\"> <img src=\"/blog/wp-content/uploads/gone.png\" alt=\"B\"></p>\
         <figure class=\"wp-block-gallery\"><ul><li><figure><img src=\"/blog/wp-content/uploads/a-300x200.png\" alt=\"C\"/><figcaption>The quay</figcaption></figure></li></ul></figure>\
         [caption id=\"x\"]<a href=\"https://x.example/\"><img src=\"https://x.example/d.png\" alt=\"D\" /></a> By <a href=\"https://x.example/e\">E</a>[/caption]\
         <p>[contact-form-7 id=\"12\" title=\"C\"]</p><p>[mystery_tag a=\"b\"]</p><p>[pullquote]So it is.[/pullquote]</p><p>[row]Within.[/row] and [sic]</p>";
    let (_, site, report) = imported(
        "wordpress",
        &[
            (
                "export.xml",
                &format!(
                    "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" xmlns:content=\"c\"><channel><link>https://old.example/blog</link>{}{}</channel></rss>",
                    item(1, "one", body),
                    item(2, "two", "<p>Two.</p>")
                ),
            ),
            ("wp-content/uploads/a.png", "png"),
        ],
    );
    let written = text(&site, "content/2020-02-03-one.md");
    holds(
        &written,
        &[
            "[two](2020-02-03-two.md) [too](2020-02-03-two.md#c) [three](2020-02-03-two.md)",
            "![A](/wp-content/uploads/a.png)",
            "\n[B](https://old.example/blog/wp-content/uploads/gone.png)",
            "![C](/wp-content/uploads/a.png \"The quay\")",
            "https://x.example/d.png \"By E\"",
            "> So it is.",
            "Within. and",
            "contact-form-7",
        ],
    );
    assert!(!written.contains("aliases") && !written.contains("[/row"), "{written}");
    holds(
        &report,
        &[
            "Addresses: 2 of 2 stay as they were.", "`[contact-form-7]` means nothing",
            "`[mystery_tag]` means nothing", "`[row]` has no equivalent",
        ],
    );
    assert!(!report.contains("sic"), "{report}");
}

#[test]
fn an_export_of_wordpress_is_no_feed() {
    let (old, site) = (Site::bare(), Site::with(&[]));
    old.write("export.xml", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel></channel></rss>");
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["import", "--root"]).arg(site.path()).arg(old.path().join("export.xml"));
    holds(&run(command).stderr, &["an export of WordPress", "--from wordpress"]);
}

#[test]
fn cards_of_ghost_keep_what_they_lead_to() {
    let cards = r#"<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://x.example/grain"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Grain talks</div><div class="kg-bookmark-description">They end.</div></div><div class="kg-bookmark-thumbnail"><img src="https://x.example/t.png" alt=""></div></a></figure><div class="kg-card kg-file-card"><a class="kg-file-card-container" href="__GHOST_URL__/content/files/r.pdf" title="Download" download><div class="kg-file-card-contents"><div class="kg-file-card-title">The report</div><div class="kg-file-card-metadata"><div class="kg-file-card-filename">r.pdf</div></div></div></a></div>"#;
    let (_, site, _) =
        imported("ghost", &[("export.json", &ghost(cards, "")), ("content/files/r.pdf", "pdf")]);
    let written = text(&site, "content/2020-01-01-g.md");
    holds(&written, &["Grain talks", "](https://x.example/grain)", "The report", "](/content/files/r.pdf)"]);
    assert_eq!(text(&site, "static/content/files/r.pdf"), "pdf");
}
