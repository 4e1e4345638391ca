//! Pages in, blocks out, seen as Markdown.

use super::blocks;
use crate::import::markdown::write;

fn read(html: &str) -> String {
    let base = "https://a.example/news/1".parse().ok();
    write(&blocks(html, base.as_ref()).expect("a page"))
}

#[track_caller]
fn check(html: &str, markdown: &str) {
    assert_eq!(read(html).trim_end(), markdown, "{html}");
}

#[test]
fn text_and_marks() {
    check("<p>One<br><br>Two<br>lines", "One\n\nTwo\\\nlines");
    check("<div>Loose <b>text</b><p>Block</p>and <i>more</i></div>", "Loose **text**\n\nBlock\n\nand *more*");
    check("<p><b><i>Both</i></b>, <b>one</b><b> bold</b>, <b> </b>none", "**_Both_**, **one bold**, none");
    check(
        "<p><span class=drop>T</span>he soft&shy;ly zero&#8203;width&nbsp;word",
        "The softly zerowidth\u{a0}word",
    );
    check(
        "<p>He <q>said</q> <code>x</code> <del>not</del> <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby>",
        "He “said” `x` ~~not~~ 字(ji)",
    );
    check(
        "<p>Seen<span hidden>no</span><span style='display: none'>no</span><span class='sr-only'>no</span><template>no</template>",
        "Seen",
    );
    check(
        "<p><b>Nobody closes <p>anything <i>here</p><p>so",
        "**Nobody closes**\n\n**anything _here_**\n\n**_so_**",
    );
    check("<h2>One <em>two</em></h2><h1>Head", "## One *two*\n\n## Head");
    check(
        "<pre><code class='language-rust'>fn a() {\n    b\n}</code></pre>",
        "```rust\nfn a() {\n    b\n}\n```",
    );
    check("<details><summary>More</summary><p>Text</p></details>", "More\n\nText");
    check("<dl><dt>Term<dd>Words</dl>", "Term\n\nWords");
}

#[test]
fn links() {
    check(
        "<p><a href='/b?utm_source=c'>Words</a> <a href='//b.example/c'>d</a>",
        "[Words](https://a.example/b?utm_source=c) [d](https://b.example/c)"
            .replace("?utm_source=c", "")
            .as_str(),
    );
    check("<p>a <a href='javascript:x()'>b</a> <a href='#c'>d</a> <a>e</a> <a href='/f'></a>g", "a b d e g");
    check("<base href='https://b.example/x/'><p><a href=c>d</a>", "[d](https://b.example/x/c)");
    check("<a href=/b><p>One</p><p>Two</p></a>", "One\n\nTwo");
    check("<p><a href='https://www.google.com/url?q=https://b.example/'>b</a>", "[b](https://b.example/)");
    check("<p><a href='/b'><img src=/c.jpg alt=C></a>", "![C](https://a.example/c.jpg)");
}

#[test]
fn lists_quotations_and_tables() {
    check("<ul><li>a<ul><li>b<li>c</ul><li><p>d</p></ul>", "- a\n  - b\n  - c\n- d");
    check("<ol start=3><li><p>a</p><p>b</p><li>c</ol>", "3. a\n\n   b\n\n4. c");
    check("<li>a<li>b", "a\n\nb");
    check("<blockquote><p>a</p><ul><li>b</ul><footer>— C</footer></blockquote>", "> a\n>\n> - b\n>\n> — C");
    check(
        "<table><thead><tr><th>A<th>B|C</thead><tr><td>1<td><b>2</b><br>3</table>",
        "| A | B\\|C |\n| --- | --- |\n| 1 | **2** 3 |",
    );
    check("<table><tr><td>Layout<p>text</table>", "Layout\n\ntext");
    check(
        "<blockquote class=twitter-tweet><p>Words</p>&mdash; Jo (@jo) <a href='https://twitter.com/jo/status/1'>May 1</a></blockquote>",
        "> Words\n>\n> — Jo (@jo) [May 1](https://twitter.com/jo/status/1)",
    );
}

#[test]
fn pictures() {
    check(
        "<figure><img src=/a.jpg alt=A><figcaption>Said <span class=credit>Jo</span></figcaption></figure>",
        "![A](https://a.example/a.jpg \"Said | Jo\")",
    );
    check(
        "<figure><img src=/a.jpg><img src=/b.jpg><figcaption>Both</figcaption></figure>",
        "![](https://a.example/a.jpg)\n\n![](https://a.example/b.jpg \"Both\")",
    );
    check(
        "<a href=/x><figure><img data-src=/a.jpg src='data:image/gif;base64,R0'><figcaption>Said</figcaption></figure></a>",
        "![](https://a.example/a.jpg \"Said\")",
    );
    check(
        "<picture><source srcset='/a.webp 1x'><img src=/a.jpg alt='A  b'></picture>",
        "![A b](https://a.example/a.jpg)",
    );
    check(
        "<img srcset='/s.jpg 100w, /l.jpg 900w'><img src=/t.gif width=1 height=1><img src='data:x'>",
        "![](https://a.example/l.jpg)",
    );
    check(
        "<amp-img src=/a.jpg alt=A></amp-img><img src=a.jpg alt=''>",
        "![A](https://a.example/a.jpg)\n\n![](https://a.example/news/a.jpg)",
    );
    check("<p>Text <img src=/a.png alt=A> in it", "Text ![A](https://a.example/a.png) in it");
    check("<figure><blockquote>Words</blockquote><figcaption>Jo</figcaption></figure>", "> Words\n\nJo");
    check(
        "<img src='data:image/gif;base64,R0' class=lazy><noscript><img src=/a.jpg alt=A></noscript><noscript>Scripts!</noscript>",
        "![A](https://a.example/a.jpg)",
    );
    check(
        "<img data-src=/a.jpg src=/t.gif><noscript><img src=/a.jpg></noscript>",
        "![](https://a.example/a.jpg)",
    );
}

#[test]
fn players() {
    for (html, address) in [
        (
            "<iframe src='https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=9&rel=0'></iframe>",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9",
        ),
        (
            "<amp-youtube data-videoid=dQw4w9WgXcQ></amp-youtube>",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        ("<iframe src='//player.vimeo.com/video/7?h=ab'></iframe>", "https://vimeo.com/7/ab"),
        (
            "<iframe src='https://geo.dailymotion.com/player.html?video=x8abc'></iframe>",
            "https://www.dailymotion.com/video/x8abc",
        ),
        (
            "<iframe src='https://open.spotify.com/embed/episode/4rOo'></iframe>",
            "https://open.spotify.com/episode/4rOo",
        ),
        (
            "<iframe src='https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b'></iframe>",
            "https://soundcloud.com/a/b",
        ),
        ("<video><source src=/a.mp4></video>", "https://a.example/a.mp4"),
        ("<iframe src='https://ads.example/x'></iframe>", ""),
        ("<iframe src='https://www.youtube.com/embed/x\"><script>'></iframe>", ""),
        ("<video src=blob:x></video>", ""),
    ] {
        check(html, address);
    }
}
