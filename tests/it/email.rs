//! Editions as e-mails: the files beside their pages, and the message of `newsprint email`, read by another library.

mod merge_tags;

use std::process::{Command, Output};

use mail_parser::{Encoding, HeaderValue, Message, MessageParser, MimeHeaders};

use crate::harness::{NOW, Site};

const FILE: &str = "content/editions/2025-02-14.md";
const HTML: &str = "editions/2025-02-14/email.html";
const TEXT: &str = "editions/2025-02-14/email.txt";

fn email(site: &Site, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsprint"));
    command.args(["email", "--root"]).arg(site.path()).args(arguments);
    if !arguments.contains(&"--now") {
        command.args(["--now", NOW]);
    }
    command.output().expect("newsprint runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The message of an edition.
fn eml(site: &Site, arguments: &[&str]) -> Vec<u8> {
    let output = email(site, arguments);
    assert!(output.status.success(), "{}", said(&output));
    output.stdout
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).expect("a message")
}

/// A header as it stands, unfolded.
fn header(bytes: &[u8], name: &str) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).replace("\r\n ", " ");
    let head = text.split("\r\n\r\n").next()?.to_owned();
    let value = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")))?.to_owned();
    Some(value)
}

/// A site with an edition of one article and this configuration.
fn site(email: &str) -> Site {
    let site = Site::bare();
    site.write(
        "newsprint.yaml",
        format!(
            "title: The Brief Desk\nbase_url: https://user.example/brief/\ntimezone: Europe/Kyiv\n{email}"
        ),
    );
    site.write("content/2025-02-12-one.md", "---\ntitle: One\nsources: [S]\n---\nText of it.\n");
    site.write(FILE, edition("title: The first\nnumber: 1\n", "[One](../2025-02-12-one.md)\n"));
    site
}

fn edition(front: &str, text: &str) -> String {
    format!("---\n{front}date: 2025-02-14T18:00\n---\n{text}")
}

const FROM: &str = "email:\n  from: The Brief Desk <digest@brief.example>\n";

#[test]
fn the_message_has_both_parts_as_they_are_published() {
    let site = site(
        "email:\n  from: Короткий огляд <digest@brief.example>\n  reply_to: desk@brief.example\n  list_id: digest.brief.example\n",
    );
    site.write(
        FILE,
        edition("title: Їжаки й порти 🦔\nnumber: 1\n", "Привіт.\n\n[One](../2025-02-12-one.md)\n"),
    );
    site.built(&[]);
    let bytes = eml(&site, &["1"]);
    let message = parsed(&bytes);
    assert_eq!(message.subject(), Some("Їжаки й порти 🦔"));
    let from = message.from().and_then(|from| from.first()).expect("a sender");
    assert_eq!((from.name(), from.address()), (Some("Короткий огляд"), Some("digest@brief.example")));
    let reply = message.reply_to().and_then(|reply| reply.first()).expect("who gets the answers");
    assert_eq!(reply.address(), Some("desk@brief.example"));
    assert_eq!(
        message.date().map(mail_parser::DateTime::to_rfc3339).as_deref(),
        Some("2025-02-14T18:00:00+02:00")
    );
    assert_eq!(header(&bytes, "Date").as_deref(), Some("Fri, 14 Feb 2025 18:00:00 +0200"));
    assert_eq!(header(&bytes, "MIME-Version").as_deref(), Some("1.0"));
    assert_eq!(header(&bytes, "List-Id").as_deref(), Some("\"The Brief Desk\" <digest.brief.example>"));
    assert!(
        message.message_id().is_some_and(|id| id.ends_with("@user.example")),
        "{:?}",
        message.message_id()
    );
    let kind = message.content_type().expect("a type");
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    assert_eq!((message.text_body_count(), message.html_body_count()), (1, 1));
    // The last part is the one that readers see who can (RFC 2046, section 5.1.4).
    let kinds: Vec<_> = message.parts[1..]
        .iter()
        .map(|part| {
            let kind = part.content_type().expect("a type");
            assert_eq!(kind.attribute("charset").map(str::to_ascii_lowercase).as_deref(), Some("utf-8"));
            assert!(
                matches!(part.encoding, Encoding::QuotedPrintable | Encoding::Base64),
                "{:?}",
                part.encoding
            );
            kind.subtype().unwrap_or_default().to_owned()
        })
        .collect();
    assert_eq!(kinds, ["plain", "html"]);
    let same = |one: &str, other: &str| assert_eq!(one.replace("\r\n", "\n").trim_end(), other.trim_end());
    same(&message.body_text(0).expect("text"), &site.page(TEXT));
    same(&message.body_html(0).expect("HTML"), &site.page(HTML));
    assert!(bytes.is_ascii(), "something is not encoded");
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let site = site(FROM);
    let first = eml(&site, &["1"]);
    for name in
        ["2025-02-14", FILE, "/editions/2025-02-14/", "https://user.example/brief/editions/2025-02-14/"]
    {
        assert!(eml(&site, &[name]) == first, "{name}");
    }
    let absolute = site.path().join(FILE);
    assert!(eml(&site, &[&absolute.to_string_lossy()]) == first);
    assert!(eml(&site, &["1", "--now", "2026-01-01"]) == first, "the clock shows");
    // A changed text leaves the identity.
    let id = parsed(&first).message_id().map(str::to_owned);
    site.write(FILE, edition("title: Another\nnumber: 1\n", "Other words.\n"));
    let second = eml(&site, &["1"]);
    assert!(second != first);
    assert_eq!(parsed(&second).message_id().map(str::to_owned), id);
    let file = site.path().join("issue.eml");
    let file = file.to_string_lossy();
    assert!(eml(&site, &["1", "--output", &file]).is_empty());
    assert!(std::fs::read(&*file).expect("the message") == second);
    site.built(&[]);
    assert_eq!(eml(&site, &["1", "--html"]), site.page(HTML).into_bytes());
    assert_eq!(eml(&site, &["1", "--text"]), site.page(TEXT).into_bytes());
}

/// What a hostile, or only unlucky, editor writes.
fn hostile() -> Site {
    let site = site(
        "email:\n  from: 'Desk, \"the\" <digest@brief.example>'\n  unsubscribe: '*|UNSUB|*'\nmarkdown: {html: trusted}\n",
    );
    let title = "\"Weekly\\r\\nBcc: victim@example.org\\n\\n<script>alert(1)</script> </title></style> & 'a' 🦔 \\u202eשלום\"";
    let long = "слово ".repeat(400);
    let word = "x".repeat(2_000);
    let text = format!(
        "{long}\n\n{word}\n\n</style><script>alert(1)</script>\n\n<form action=\"/x\"><input name=\"q\"><button>Go</button></form>\n\n\
         <img src=\"/img/raw.png\" onerror=\"x()\"> <a href=\"&#47;raw\">raw</a> <iframe src=\"//x.example/\"></iframe>\n\n\
         <link rel=\"stylesheet\" href=\"https://x.example/x.css\"><style>@import url(https://x.example/y.css);</style>\n\n\
         ## <b>Bold</b> & شَرِكَة\n\n[One](../2025-02-12-one.md)\n\n\
         [</a><script>](https://wire.example/a?b=\"c\"&d) — text </td></table> *|UNSUB|*\n\n![a \"b\" <c>](/img/a.png)\n\n.\n\nFrom here\n"
    );
    site.write(FILE, edition(&format!("title: {title}\nnumber: 1\n"), &text));
    site.write("content/2025-02-12-one.md", "---\ntitle: '</h3><script>x</script> \"&amp;\" newsprint-merge-0'\nsources: [{name: '<i>S</i>', url: 'https://s.example/'}]\nsummary: '-->]]> </style>'\n---\nText.\n");
    for name in ["raw", "a"] {
        site.write(&format!("static/img/{name}.png"), "x");
    }
    site
}

#[test]
fn no_text_breaks_out_of_its_place() {
    let site = hostile();
    let bytes = eml(&site, &["1"]);
    let message = parsed(&bytes);
    for line in bytes.split(|byte| *byte == b'\n') {
        assert!(line.is_empty() || line.ends_with(b"\r"), "a bare line feed");
        assert!(line.len() <= 998, "{} bytes in a line", line.len());
    }
    assert!(message.bcc().is_none() && header(&bytes, "Bcc").is_none());
    let subject = message.subject().expect("a subject");
    assert!(
        subject.contains("Weekly Bcc: victim@example.org <script>") && subject.contains("🦔"),
        "{subject}"
    );
    let names: Vec<&str> = message.headers().iter().map(mail_parser::Header::name).collect();
    assert_eq!(
        names,
        ["From", "Subject", "Date", "Message-ID", "MIME-Version", "List-Unsubscribe", "Content-Type"]
    );
    let HeaderValue::Address(from) = message.header("From").expect("a sender") else { panic!() };
    assert_eq!(from.first().and_then(|from| from.address()), Some("digest@brief.example"));
    assert_eq!(message.parts.len(), 3);
    let html = message.body_html(0).expect("HTML").into_owned();
    is_fit_for_mail(&html);
    assert!(html.contains("href=\"https://user.example/brief/raw\""), "{html}");
    assert!(html.contains("&lt;script&gt;"), "{html}");
}

#[test]
fn pictures_that_may_not_be_passed_on_are_not_in_it() {
    let site = site(FROM);
    site.write("content/sources.yaml", "- {name: Wire, redistribute: false}\n");
    for name in ["leading", "card", "inside", "passable"] {
        site.write(&format!("static/img/{name}.jpg"), "x");
    }
    site.write(
        "content/2025-02-12-one.md",
        "---\ntitle: One\nsources: [S]\nimage: {src: /img/card.jpg, alt: A, credit: Jo Doe / Wire}\n---\nText.\n",
    );
    let front = "title: The first\nnumber: 1\nimage: {src: /img/leading.jpg, alt: A, credit: Wire}\n";
    let text = "[One](../2025-02-12-one.md)\n\n![A quay](/img/inside.jpg \"Caption | Wire\")\n\n![A ship](/img/passable.jpg)\n";
    site.write(FILE, edition(front, text));
    let bytes = eml(&site, &["1"]);
    let message = parsed(&bytes);
    let (html, text) = (message.body_html(0).expect("HTML"), message.body_text(0).expect("text"));
    for name in ["leading", "card", "inside"] {
        assert!(!html.contains(&format!("{name}.jpg")) && !text.contains(&format!("{name}.jpg")), "{name}");
    }
    assert!(html.contains("src=\"https://user.example/brief/img/passable.jpg\" alt=\"A ship\""), "{html}");
    assert_eq!(
        html.matches("in the article").count() + html.matches("see it on the page").count(),
        3,
        "{html}"
    );
    assert!(text.contains("[Picture: A quay. By Wire; see it on the page]"), "{text}");
}

#[test]
fn no_line_of_a_message_is_too_long() {
    let site = site(
        "email:\n  from: Desk <digest@brief.example>\n  unsubscribe: 'https://brief.example/{{ a long tag }}'\n",
    );
    let tag = format!("https://brief.example/{{{{ {} }}}}", "a ".repeat(60).trim());
    for title in ["x".repeat(2_000), "ї".repeat(1_500), format!("{} 🦔", "word ".repeat(300).trim())] {
        site.write(
            "newsprint.yaml",
            format!("title: '{title}'\nbase_url: https://a.example/\ncontact: їжак@brief.example\nemail: {{from: d@a.example, unsubscribe: '{tag}'}}\n"),
        );
        site.write(FILE, edition(&format!("title: '{title}'\n"), "Text.\n"));
        let bytes = eml(&site, &["2025-02-14"]);
        let longest = bytes.split(|byte| *byte == b'\n').map(<[u8]>::len).max();
        assert!(longest <= Some(998), "{longest:?}");
        assert!(bytes.is_ascii());
        let message = parsed(&bytes);
        assert_eq!(message.subject(), Some(&*title));
        assert!(message.body_text(0).expect("text").contains(&format!("Unsubscribe: {tag}")));
    }
    site.write("newsprint.yaml", "title: T\nbase_url: 'http://[::1]:1111/'\ncontact: їжак@brief.example\n");
    assert!(said(&email(&site, &["2025-02-14"])).contains("error[email-from]"));
}

/// What no mail client runs, fetches or can complete is not in it.
fn is_fit_for_mail(html: &str) {
    for wrong in [
        "<script", "<form", "<input", "<button", "<iframe", "rel=\"stylesheet\"", "@import", "onerror",
        "data-css-inline",
    ] {
        assert!(!html.contains(wrong), "{wrong} in {html}");
    }
    for attribute in ["href=\"", "src=\"", "cite=\"", "action=\""] {
        for (at, found) in html.match_indices(attribute) {
            let url = html[at + found.len()..].split('"').next().unwrap_or_default();
            let whole =
                ["https://", "http://", "mailto:", "*|UNSUB|*"].iter().any(|start| url.starts_with(start));
            assert!(whole || attribute == "cite=\"" && url.is_empty(), "{url}");
        }
    }
    assert_eq!(html.matches("<style").count(), html.matches("</style>").count());
    assert_eq!(html.matches("</html>").count(), 1);
    assert!(html.contains("<meta name=\"color-scheme\" content=\"light dark\">"));
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn a_mail_that_will_be_cut_off_is_said_in_every_build() {
    let site = site(FROM);
    let text = format!(
        "{}\n\n## Long one\n\n{}",
        "short\n\n".repeat(9),
        "A paragraph of some words.\n\n".repeat(2_500)
    );
    site.write(FILE, edition("title: Large\nnumber: 1\n", &text));
    let first = site.build(&[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stderr.contains("warning[email-size]: its e-mail has "), "{}", first.stderr);
    assert!(first.stderr.contains("the largest section is “Long one” with "), "{}", first.stderr);
    let warm = site.build(&[]);
    assert!(
        warm.stderr.contains("0 written") && warm.stderr.contains("warning[email-size]"),
        "{}",
        warm.stderr
    );
    assert!(said(&email(&site, &["1"])).contains("warning[email-size]"));
    assert_eq!(site.build(&["--strict"]).code, 1);
    site.write(FILE, edition("title: Small\nnumber: 1\n", "Short.\n"));
    assert!(!site.build(&[]).stderr.contains("email-size"));
}

#[test]
fn what_is_asked_for_and_is_not_there_is_said() {
    let site = site("");
    let output = email(&site, &["1"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error[email-from]"), "{}", said(&output));
    let output = email(&site, &["2025-02-41"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "error: there is no edition 2025-02-41; did you mean 2025-02-14?; the last ones are 2025-02-14 (number 1)\n";
    assert_eq!(said(&output), expected);
    site.write(
        "content/editions/2025-02-15.md",
        "---\ntitle: Next\ndraft: true\ndate: 2025-02-15\n---\nText.\n",
    );
    let output = email(&site, &["2025-02-15"]);
    assert!(
        said(&output).contains("content/editions/2025-02-15.md is held back: a draft"),
        "{}",
        said(&output)
    );
    let output = email(&site, &["2025-02-15", "--drafts", "--text"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("Next"));
    site.write("content/2025-02-12-one.md", "---\ntitle: [\n---\n");
    let output = email(&site, &["1"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    assert_eq!(email(&site, &["1", "--now", "nonsense"]).status.code(), Some(2));
    // The mail address of the newsroom will do for a sender.
    let site = self::site("contact: desk@brief.example\n");
    assert_eq!(
        header(&eml(&site, &["1"]), "From").as_deref(),
        Some("\"The Brief Desk\" <desk@brief.example>")
    );
}

#[test]
fn the_mail_stands_in_the_folder_of_its_edition_and_in_no_sitemap() {
    let site = site("permalinks: {edition: '/issues/{year}/{slug}.html'}\n");
    let tree = site.built(&[]);
    assert!(
        tree.contains_key("issues/2025/2025-02-14/email.html")
            && tree.contains_key("issues/2025/2025-02-14/email.txt")
    );
    let html = site.page("issues/2025/2025-02-14/email.html");
    assert!(
        html.contains(
            "<link rel=\"canonical\" href=\"https://user.example/brief/issues/2025/2025-02-14.html\">"
        ),
        "{html}"
    );
    assert!(!site.page("sitemap.xml").contains("email"));
    is_fit_for_mail(&html);
}
