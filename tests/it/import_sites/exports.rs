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

/// Cards as Ghost writes them into a post's HTML, and what each becomes.
const CARDS: &[(&str, &str)] = &[
    (
        r#"<figure class="kg-card kg-bookmark-card kg-card-hascaption"><a class="kg-bookmark-container" href="https://x.example/grain"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Grain talks</div><div class="kg-bookmark-description">They end.</div><div class="kg-bookmark-metadata"><img class="kg-bookmark-icon" src="https://x.example/icon.png" alt=""><span class="kg-bookmark-author">The Quay</span><span class="kg-bookmark-publisher">Anna Example</span></div></div><div class="kg-bookmark-thumbnail"><img src="https://x.example/t.png" alt=""></div></a><figcaption><p><span>Read it first.</span></p></figcaption></figure>"#,
        "[Grain talks](https://x.example/grain)\n\nThey end.\n\nThe Quay · Anna Example\n\n![](https://x.example/t.png \"Read it first.\")",
    ),
    (
        r#"<div class="kg-card kg-file-card"><a class="kg-file-card-container" href="__GHOST_URL__/content/files/r.pdf" title="Download" download><div class="kg-file-card-contents"><div class="kg-file-card-title">The report</div></div></a></div>"#,
        "[The report](/content/files/r.pdf)",
    ),
    (
        r#"<figure class="kg-card kg-gallery-card kg-card-hascaption"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="https://x.example/g1.png" alt="One"></div><div class="kg-gallery-image"><img src="https://x.example/g2.png" alt="Two"></div></div></div><figcaption><p><span>The two quays</span></p></figcaption></figure>"#,
        "![One](https://x.example/g1.png)\n\n![Two](https://x.example/g2.png \"The two quays\")",
    ),
    (
        r#"<div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">A word to <b><strong>all</strong></b> readers.</div></div>"#,
        "💡 A word to **all** readers.",
    ),
    (
        r#"<div class="kg-card kg-toggle-card" data-kg-toggle-state="close"><div class="kg-toggle-heading"><h4 class="kg-toggle-heading-text"><span>Who pays?</span></h4><button class="kg-toggle-card-icon"><svg viewBox="0 0 24 24"><path d="M1"></path></svg></button></div><div class="kg-toggle-content"><p>The harbour does.</p></div></div>"#,
        "#### Who pays?\n\nThe harbour does.",
    ),
    (
        r#"<div class="kg-card kg-button-card kg-align-center"><a href="https://x.example/join" class="kg-btn kg-btn-accent">Join us now</a></div>"#,
        "[Join us now](https://x.example/join)",
    ),
    (
        r#"<div class="kg-card kg-product-card"><div class="kg-product-card-container"><img src="https://x.example/p.png" class="kg-product-card-image"><div class="kg-product-card-title-container"><h4 class="kg-product-card-title"><span>The Rope</span></h4></div><div class="kg-product-card-rating"><span class="kg-product-card-rating-active kg-product-card-rating-star"><svg><path d="M1"></path></svg></span><span class="kg-product-card-rating-star"><svg></svg></span></div><div class="kg-product-card-description"><p>Holds well.</p></div><a href="https://x.example/rope" class="kg-product-card-button"><span>Buy it</span></a></div></div>"#,
        "![](https://x.example/p.png)\n\n#### The Rope\n\n★☆\n\nHolds well.\n\n[Buy it](https://x.example/rope)",
    ),
    (
        r#"<figure class="kg-card kg-embed-card kg-card-hascaption"><iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?feature=oembed" title="T"></iframe><figcaption><p><span>The song of the ferry</span></p></figcaption></figure>"#,
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ\n\nThe song of the ferry",
    ),
    (
        r#"<figure class="kg-card kg-embed-card"><blockquote class="twitter-tweet"><p>Late again.</p>— The Quay <a href="https://t.example/1">February 3</a></blockquote><script async src="https://t.example/widgets.js"></script></figure>"#,
        "> Late again.\n>\n> — The Quay [February 3](https://t.example/1)",
    ),
    (
        r#"<!--kg-card-begin: html--><div style="x"><p>By hand <b>bold</b></p><form action="https://forms.example/f"><input name="q"></form><script>var x;</script></div><!--kg-card-end: html-->"#,
        "By hand **bold**",
    ),
    (
        r#"<div class="kg-card kg-audio-card"><img src="" class="kg-audio-thumbnail kg-audio-hide"><div class="kg-audio-player-container"><audio src="https://x.example/talk.mp3"></audio><div class="kg-audio-title">The talk</div><div class="kg-audio-player"><button aria-label="Play audio"></button><span class="kg-audio-current-time">0:00</span><div class="kg-audio-time">/<span class="kg-audio-duration">213.05</span></div><input type="range"></div></div></div>"#,
        "https://x.example/talk.mp3\n\nThe talk",
    ),
    (
        r#"<figure class="kg-card kg-video-card kg-card-hascaption"><div class="kg-video-container"><video src="https://x.example/v.mp4"></video><div class="kg-video-overlay"><button></button></div><div class="kg-video-player-container"><div class="kg-video-player"><span class="kg-video-current-time">0:00</span></div></div></div><figcaption><p>The quay at night</p></figcaption></figure>"#,
        "https://x.example/v.mp4\n\nThe quay at night",
    ),
    (
        r#"<div class="kg-card kg-header-card"><h2 class="kg-header-card-header">The head of it</h2><h3 class="kg-header-card-subheader">Below the head</h3><a href="https://x.example/go" class="kg-header-card-button">Go there</a></div>"#,
        "## The head of it\n\n### Below the head\n\n[Go there](https://x.example/go)",
    ),
    (
        r#"<div class="kg-card kg-signup-card"><h2 class="kg-signup-card-heading">Sign up here</h2><p class="kg-signup-card-subheading">Every morning.</p><form class="kg-signup-card-form" data-members-form="signup"><input type="email"><button><span>Subscribe</span></button><div class="kg-signup-card-success">Email sent!</div></form></div>"#,
        "## Sign up here\n\nEvery morning.",
    ),
    (
        r#"<div class="kg-card kg-cta-card"><div class="kg-cta-sponsor-label"><span>Sponsored</span></div><div class="kg-cta-text"><p>Help the harbour.</p></div><a href="https://x.example/help" class="kg-cta-button">Help now</a></div>"#,
        "Sponsored\n\nHelp the harbour.\n\n[Help now](https://x.example/help)",
    ),
    (
        r#"<figure class="kg-card kg-code-card"><pre><code class="language-js">let a = 1;</code></pre><figcaption><p>A line of code</p></figcaption></figure>"#,
        "```js\nlet a = 1;\n```\n\nA line of code",
    ),
];

#[test]
fn cards_of_ghost_are_texts_or_named() {
    let html: String = CARDS.iter().map(|(html, _)| *html).collect();
    let lexical =
        r#"{\"root\":{\"children\":[{\"type\":\"email\",\"html\":\"<p>Dear readers of the mail</p>\"}]}}"#;
    let export = ghost(&html, "").replace("\"slug\"", &format!("\"lexical\":\"{lexical}\",\"slug\""));
    let (_, site, report) = imported("ghost", &[("export.json", &export), ("content/files/r.pdf", "pdf")]);
    let written = text(&site, "content/2020-01-01-g.md");
    let (_, body) = written.split_once("\n---\n\n").expect("front matter");
    let expected: Vec<&str> = CARDS.iter().map(|(_, markdown)| *markdown).collect();
    assert_eq!(body.trim_end(), expected.join("\n\n"));
    assert_eq!(text(&site, "static/content/files/r.pdf"), "pdf");
    holds(
        &report,
        &[
            "    1  parts that only e-mails had", ": <p>Dear readers of the mail</p>",
            "    3  forms and scripts", "<form action=\"https://forms.example/f\">",
            "data-members-form=\"signup\"",
        ],
    );
    assert_eq!(site.build(&["--drafts"]).code, 0);
}
