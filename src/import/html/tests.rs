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
    check("<p><time><span>12 May 2025</span><span>6:40 PM</span></time>", "12 May 2025 6:40 PM");
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
    check(
        "<a href=/b><img src=/c.jpg alt=C><h3>One</h3><p>Two</p></a><p>Three",
        "![C](https://a.example/c.jpg)\n\n### [One](https://a.example/b)\n\n[Two](https://a.example/b)\n\nThree",
    );
    check("<p><a href='https://www.google.com/url?q=https://b.example/'>b</a>", "[b](https://b.example/)");
    check("<p><a href='/b'><img src=/c.jpg alt=C></a>", "![C](https://a.example/c.jpg)");
}

#[test]
fn what_opens_is_read() {
    check(
        "<h3><button aria-controls=a>Who pays?</button></h3><div id=a hidden><p>The town.</p></div><button>Print</button>",
        "### Who pays?\n\nThe town.",
    );
    check(
        "<h3><a href='#b'>Who pays?</a></h3><div id=b style='display: none'>The town.</div><div id=c hidden>Menu</div>",
        "### Who pays?\n\nThe town.",
    );
}

#[test]
fn captions_are_known_by_their_names() {
    check(
        "<div class=slide><img src=/a.jpg alt=A><div class=slide-caption>The quay at noon</div></div><p>Text.",
        "![A](https://a.example/a.jpg \"The quay at noon\")\n\nText.",
    );
    // The caption of something else than what stands beside it.
    check(
        "<div><div class=caption-box><img src=/a.jpg alt=A><p>One.</p></div><p>Two.</p></div>",
        "![A](https://a.example/a.jpg)\n\nOne.\n\nTwo.",
    );
}

#[test]
fn marks_of_notes_stay() {
    check(
        "<p>He said so,<sup><a href='#n1'>1</a></sup> and she<sup><a href='#n2'>[2]</a></sup>.",
        "He said so,¹ and she².",
    );
    check("<p>Above<sup><a href='#top'>up</a></sup>", "Above");
}

#[test]
fn pages_in_tables_are_no_tables() {
    let text = "The council approved the budget by 21 votes to 9. ".repeat(10);
    check(
        &format!("<table><tr><td colspan=2>Town of Melby<td>a<tr><td>Menu<td>{text}<td>Hours</table>"),
        &format!("Town of Melby\n\na\n\nMenu\n\n{}\n\nHours", text.trim()),
    );
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
fn tables_keep_the_places_of_their_cells() {
    // Cells that span others, and empty ones.
    check(
        "<table><tr><th>Port<th colspan=2>Ships<tr><td rowspan=2>North<td>in<td>1<tr><td>out<td>2<tr><td><td colspan=100>none</table>",
        "| Port | Ships | Ships |\n| --- | --- | --- |\n| North | in | 1 |\n| North | out | 2 |\n|  | none |  |",
    );
    // A caption, and no head.
    check(
        "<table><caption>Ships <b>by</b> port</caption><tr><td>North<td>1<tr><td>South<td>2</table>",
        "Ships **by** port\n\n|  |  |\n| --- | --- |\n| North | 1 |\n| South | 2 |",
    );
    check(
        "<table><tr><td><b>Port</b><td><strong>Ships</strong><tr><td>North<td>1</table>",
        "| Port | Ships |\n| --- | --- |\n| North | 1 |",
    );
    check(
        "<table><tr><th>Port<td>North<tr><th>Ships<td>1</table>",
        "|  |  |\n| --- | --- |\n| Port | North |\n| Ships | 1 |",
    );
    check(
        "<table><tr><th>A<th>B<tr><td>a<br>b | c<p>d</p><ul><li>e</ul><td><img src=/f.jpg alt=F><code>g|h</code> i\\|j</table>",
        "| A | B |\n| --- | --- |\n| a b \\| c d e | ![F](https://a.example/f.jpg)`g\\|h` i\\\\\\|j |",
    );
    // One in another: nothing is lost.
    check(
        "<table><tr><td>One<td>Two<tr><td>Three<td><table><tr><th>A<th>B<tr><td>1<td>2</table></table>",
        "One\n\nTwo\n\nThree\n\n| A | B |\n| --- | --- |\n| 1 | 2 |",
    );
}

#[test]
fn tables_of_a_million_columns_cost_nothing() {
    let cells = "<td colspan=1000000 rowspan=1000000>x".repeat(3_000);
    let table = format!("<table><tr><th>a<th>b<tr>{cells}{}</table>", "<tr><td>y<td>z".repeat(1_000));
    let markdown = read(&table);
    assert!(
        markdown.contains('x') && markdown.contains('z') && markdown.len() < 8_000_000,
        "{}",
        markdown.len()
    );
    // A short cell far to the right, and many rows below it.
    let wide =
        format!("<table><tr>{}<td rowspan=60000>x{}</table>", "<td>x".repeat(4_000), "<tr><td>y".repeat(500));
    let markdown = read(&wide);
    assert!(markdown.contains('y') && markdown.len() < 200_000, "{}", markdown.len());
}

#[test]
fn pictures_of_sets_are_the_widest_of_use() {
    for (html, expected) in [
        ("<img src='/p?w=100' srcset='/p?w=320 320w, /p?w=1600 1600w, /p?w=6000 6000w'>", "p?w=1600"),
        ("<img src='/p?w=100' srcset='/p?w=5000 5000w,/p?w=4000 4000w'>", "p?w=4000"),
        ("<img src=/p.jpg srcset='/t.jpg 100w'>", "p.jpg"),
        ("<img src=/p.jpg srcset='/p.jpg 1x, /p2.jpg 2x'>", "p2.jpg"),
        ("<img src=/b.gif data-src=/s.jpg data-srcset='/s.jpg 400w, /l.jpg 1200w'>", "l.jpg"),
        ("<img src=/b.gif srcset=/b.gif data-src=/l.jpg>", "l.jpg"),
        ("<img src=/s.jpg data-src='/news/{width}/l.jpg'>", "s.jpg"),
        ("<img srcset='/c/w_400,h_300/a.jpg 400w, /c/w_1200,h_900/a.jpg 1200w'>", "c/w_1200,h_900/a.jpg"),
        (
            "<picture><source media='(max-width: 600px)' srcset='/crop.jpg 1400w'><source srcset='/s.webp 480w, /l.webp 1280w'><img src=/p.jpg></picture>",
            "l.webp",
        ),
        (
            "<picture><source data-srcset='/l.webp 1280w'><img src='data:image/gif;base64,R0'></picture>",
            "l.webp",
        ),
        ("<img src=/p.jpg srcset=' , ,x,, NaNw'>", "news/x"),
    ] {
        check(html, &format!("![](https://a.example/{expected})"));
    }
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
        (
            "<iframe src='https://www.youtube.com/embed/x\"><script>'></iframe>",
            "<!-- The page shows here: https://www.youtube.com/embed/x%22%3E%3Cscript%3E -->",
        ),
        (
            "<iframe title='Spending  by year' src='https://charts.example/a/'></iframe>",
            "<!-- The page shows here: Spending by year, https://charts.example/a/ -->",
        ),
        ("<object data=/plan.pdf></object>", "<!-- The page shows here: https://a.example/plan.pdf -->"),
        ("<iframe width=1 src='https://charts.example/a'></iframe>", ""),
        ("<video src=blob:x></video>", ""),
    ] {
        check(html, address);
    }
}
