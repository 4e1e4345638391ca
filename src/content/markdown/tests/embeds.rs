//! Players and embeds: what is played, what is a link, what is said of the rest.

use super::*;

fn page(body: &str) -> String {
    html_with(body, &Options { players: &PLAYERS, ..OPTIONS })
}

fn feed(body: &str) -> String {
    html_with(body, &Options { players: &PLAYERS, plays: false, ..OPTIONS })
}

const FRAME: &str = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ";

#[test]
fn an_address_alone_is_a_player() {
    let bare = format!(
        "<figure class=\"player player-video\" data-player=\"{FRAME}\"><a href=\"https://youtu.be/dQw4w9WgXcQ\">\
         <span class=\"player-action\">Play video (YouTube)</span></a></figure>"
    );
    assert_eq!(page("https://youtu.be/dQw4w9WgXcQ"), bare);
    assert_eq!(page("<https://youtu.be/dQw4w9WgXcQ>"), bare);
    assert_eq!(page("A\n\n  https://youtu.be/dQw4w9WgXcQ \n\nB"), format!("<p>A</p>\n{bare}\n<p>B</p>"));
    assert_eq!(
        page("[The *speech*](https://youtu.be/dQw4w9WgXcQ \"x\")"),
        bare.replace(
            "<span class=\"player-a",
            "<span class=\"player-title\">The <em>speech</em></span> <span class=\"player-a"
        )
    );
    assert_eq!(
        page("[The \"talk\"](talk.mp3)"),
        "<figure class=\"player player-audio\"><audio controls preload=\"none\" src=\"talk.mp3\"></audio>\
         <figcaption><a href=\"talk.mp3\">The “talk”</a></figcaption></figure>"
    );
    // Emphasis is no part of an address.
    assert!(page("https://youtu.be/_Qw4w9WgXc_").contains("href=\"https://youtu.be/_Qw4w9WgXc_\""));
}

#[test]
fn in_feeds_it_is_a_link() {
    assert_eq!(
        feed("https://youtu.be/dQw4w9WgXcQ"),
        "<p><a href=\"https://youtu.be/dQw4w9WgXcQ\">Play video (YouTube)</a></p>"
    );
    assert_eq!(feed("[A talk](talk.mp3)"), "<p><a href=\"talk.mp3\">A talk</a></p>");
}

#[test]
fn elsewhere_it_is_a_link_as_written() {
    for body in [
        "See https://youtu.be/dQw4w9WgXcQ", "[a](https://youtu.be/dQw4w9WgXcQ) and more",
        "- [a](https://youtu.be/dQw4w9WgXcQ)", "> [a](https://youtu.be/dQw4w9WgXcQ)",
        "`https://youtu.be/dQw4w9WgXcQ`", "[a](https://a.example/)",
        "[![x](y.png)](https://youtu.be/dQw4w9WgXcQ)",
    ] {
        assert!(!page(body).contains("player"), "{body}");
    }
    assert!(!html("https://youtu.be/dQw4w9WgXcQ").contains("player"));
}

#[test]
fn an_address_that_stays_text_is_said() {
    let said = |body: &str| problems(body).iter().filter(|problem| problem.starts_with("embed")).count();
    for body in [
        "https://twitter.com/a/status/1", "a\n\n  https://www.facebook.com/a/posts/1?x=y \n\nb",
        "https://social.example/@who/123", "- https://youtu.be/dQw4w9WgXcQ",
        "1. https://youtu.be/dQw4w9WgXcQ\n\n2. b", "> https://youtu.be/dQw4w9WgXcQ",
    ] {
        assert_eq!(said(body), 1, "{body}");
    }
    for body in [
        "<https://twitter.com/a/status/1>", "[a](https://twitter.com/a/status/1)",
        "See https://twitter.com/a/status/1", "https://x.com/", "https://outlet.example/steel",
        "`https://x.com/a/status/1`", "    https://x.com/a/status/1",
    ] {
        assert_eq!(said(body), 0, "{body}");
    }
}

#[test]
fn raw_html_makes_no_player() {
    // The page's own player stands beside raw HTML, and what raw HTML says of one is taken out.
    let body = "<figure class=\"player\" data-player=\"javascript:x\"><a href=\"https://a.example\">x</a></figure>\n\n\
        <i title='<figure id=\"theme-player-0\"></figure>'>y</i> <figure id=\"theme-player-0\"></figure>\n\n\
        [a<b onclick=x title='>](https://youtu.be/dQw4w9WgXcQ)\n\nhttps://youtu.be/dQw4w9WgXcQ";
    let shown = page(body);
    assert!(hostile::is_harmless(&shown), "{shown}");
    assert!(!shown.contains("javascript"), "{shown}");
    assert_eq!(
        shown.matches("data-player=").count(),
        shown.matches(&format!("data-player=\"{FRAME}\"")).count()
    );
    assert!(shown.contains("Play video (YouTube)"), "{shown}");
}

#[test]
fn facts_of_players() {
    let facts = facts_of("https://youtu.be/dQw4w9WgXcQ\n\n[v](https://vimeo.com/1)\n\nText.");
    assert_eq!(
        facts.links.iter().map(|link| &*link.href).collect::<Vec<_>>(),
        ["https://youtu.be/dQw4w9WgXcQ", "https://vimeo.com/1"]
    );
    assert_eq!((facts.excerpt.as_deref(), facts.words), (Some("Text."), 2));
    let outline = read_with(
        "https://youtu.be/dQw4w9WgXcQ\n\n[v](https://vimeo.com/1)\n\n[v](https://vimeo.com/1) — said",
        true,
    )
    .0
    .outline
    .unwrap_or_default();
    assert_eq!((outline.briefs.len(), outline.briefs[0].link, outline.of_link.len()), (1, 2, 3));
}

#[test]
fn other_embeds_are_said() {
    assert_eq!(
        problems(
            "<iframe width=\"560\" src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0\"></iframe>\n\n\
             {{< youtube dQw4w9WgXcQ >}}\n\n`{{< x >}}`\n\n    {% include a %}\n\n```\n![[x]]\n```\n\na ![[b.png]] c\n\n<!-- {% x %} -->"
        ),
        [
            "embed 11:1+74 `<iframe>` shows nothing here; the words in it stay",
            "embed 13:1+27 `{{< youtube dQw4w9WgXcQ >}}` means nothing here: it is shown as text",
            "embed 23:3+10 `![[b.png]]` means nothing here: it is shown as text",
        ]
    );
    let hints = |body: &str| read(body).1.into_iter().flat_map(|problem| problem.hints).collect::<Vec<_>>();
    let youtube = "write its address alone in a paragraph: https://www.youtube.com/watch?v=dQw4w9WgXcQ";
    assert_eq!(hints("<iframe src=\"//www.youtube.com/embed/dQw4w9WgXcQ\"></iframe>"), [youtube]);
    assert_eq!(
        hints("<video controls src=\"a.mp4\"></video>"),
        ["write a link to it alone in a paragraph: `[what it is](a.mp4)`"]
    );
    assert_eq!(
        hints("<iframe src='https://maps.example/x'></iframe>"),
        ["write a link: `[what it shows](https://maps.example/x)`"]
    );
    assert_eq!(
        hints("<iframe src=\"https://maps.example/\nx\"></iframe>"),
        ["write a link: `[what it shows](https://maps.example/x)`"]
    );
    assert_eq!(hints("<object></object>"), ["write a link to what it shows"]);
}
