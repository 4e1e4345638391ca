//! Markup of other dialects and Markdown that failed: what is said, where, and that its hints are right when obeyed.

use super::*;

/// Code, place, and the first hint of each message.
fn said(body: &str) -> Vec<(String, String, String)> {
    let said = read(body).1.into_iter().map(|problem| {
        let span = problem.span.unwrap_or_default();
        let hint = problem.hints.first().cloned().unwrap_or_default();
        (problem.code.to_string(), format!("{}:{}", span.line - 10, span.column), hint)
    });
    said.collect()
}

/// The body after each message's change was made, or else its first hint of the form "write `…`" obeyed; from the last
/// place to the first.
fn obeyed(body: &str) -> String {
    let mut lines: Vec<String> = body.lines().map(str::to_owned).collect();
    for problem in read(body).1.into_iter().rev() {
        let hint = &problem.hints[0];
        let (span, instead) = match &problem.fix {
            Some(fix) => (fix.span, &*fix.text),
            None => (
                problem.span.expect("a place"),
                hint.split('`').nth(1).unwrap_or_else(|| panic!("{hint}: nothing to write")),
            ),
        };
        let line = &mut lines[(span.line - 11) as usize];
        let at =
            |column: u32| line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(column as usize - 1);
        let (start, end) =
            (at(span.column).expect("a place"), at(span.column + span.length).expect("a place"));
        line.replace_range(start..end, instead);
    }
    lines.join("\n")
}

#[test]
fn each_is_said_at_its_place() {
    for (body, place, hint) in [
        ("{: .lead}\nA text.", "1:1", "take it out"),
        ("A text.\n{: #part}", "2:1", "take it out"),
        ("* TOC\n{:toc}", "2:1", "table of contents"),
        ("A [link](https://x.example/){:target=\"_blank\"} here.", "1:29", "take it out"),
        ("A [link](https://x.example/){.wide} here.", "1:29", "take it out"),
        ("![a](https://x.example/a.png){width=50%}", "1:30", "take it out"),
        ("## Part\n{: #the-part}", "2:1", "`## Part {#the-part}`"),
        ("A text.\n{.lead}", "2:1", "take it out"),
        ("{::options parse_block_html=\"true\" /}\n\nText.", "1:1", "take it out"),
        (":::note\nText.\n:::", "1:1", "`> [!NOTE]`"),
        ("::: danger Mind\nText.\n:::", "1:1", "`> [!CAUTION]`"),
        ("::: {.callout-tip}\nText.\n:::", "1:1", "`> [!TIP]`"),
        (":::details[More]\nText.\n:::", "1:1", "<details>"),
        ("!!! note\n    Text.", "1:1", "`> [!NOTE]`"),
        ("!!! warning \"Mind\"\n    Text.", "1:1", "`> [!WARNING]`"),
        ("??? note \"Mind\"\n    Text.", "1:1", "`> [!NOTE]`"),
        ("???+ tip\n    Text.", "1:1", "`> [!TIP]`"),
        ("/// note | Mind\nText.\n///", "1:1", "`> [!NOTE]`"),
        ("!> Mind this.", "1:1", "`> [!IMPORTANT]`"),
        ("> :::tip\n> Text.\n> :::", "1:3", "`> [!TIP]`"),
        ("[toc]\n\nText.", "1:1", "table of contents"),
        ("[[_TOC_]]\n\nText.", "1:1", "table of contents"),
        ("> [!info]\n> Text.", "1:3", "`[!NOTE]`"),
        ("> [!danger]-\n> Text.", "1:3", "`[!CAUTION]`"),
        ("> [!tip]+ Title\n> Text.", "1:3", "`[!TIP]`"),
        ("> [! NOTE]\n> Text.", "1:3", "`[!NOTE]`"),
        ("> [!WARNNG]\n> Text.", "1:3", "`[!WARNING]`"),
        ("[!NOTE]\nText.", "1:1", "`> [!NOTE]`"),
        ("> Text.\n> [!NOTE]\n> Text.", "2:3", "empty line"),
        ("Text^[A note in the line.] here.", "1:5", "`[^1]`"),
        ("```\ncode\n\nText.", "1:1", "write ```"),
        ("A sentence that goes on.\n---\nText.", "2:1", "empty line above"),
        ("| a | b |\n| c | d |", "1:1", "`|---|---|`"),
        ("| a | b | c |\n|---|---|\n| d | e | f |", "2:1", "`|---|---|---|`"),
        ("See [a [b](https://x.example/) c](https://y.example/).", "1:35", "behind the other"),
        ("A text.\n[name]: https://x.example/", "2:1", "empty line"),
        ("{{ page.title }}", "1:1", "what it stands for"),
        ("<div>{{ page.title }}</div>", "1:6", "what it stands for"),
        ("<%= yield %>", "1:1", "what it stands for"),
        ("import Tabs from '@theme/Tabs';\n\nText.", "1:1", "take it out"),
        ("import {a, b} from \"./x.js\"\n\nText.", "1:1", "take it out"),
        ("export const meta = {title: 'x'}\n\nText.", "1:1", "take it out"),
        ("<Tabs items={[\"a\", \"b\"]}>\n\nText.", "1:1", "as Markdown"),
        ("See <Link to={useUrl('/x')}> here", "1:5", "as Markdown"),
        ("[caption id=\"a1\" width=\"300\"]Words[/caption]", "1:1", "`![what it shows]"),
        ("[caption id=”a1″ width=”300″]Words[/caption]", "1:1", "`![what it shows]"),
        ("Text.\n\n[gallery]", "3:1", "each picture"),
        ("[embed]https://youtu.be/dQw4w9WgXcQ[/embed]", "1:1", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("[su_button url=\"https://x.example/\"]Words[/su_button]", "1:1", "as Markdown"),
        ("[quote]Words[/quote]", "1:1", "`> `"),
        ("[color=red]Words[/color]", "1:1", "`[/color]`"),
        ("image::map.png[The port]", "1:1", "`![The port](map.png)`"),
        (".. image:: map.png", "1:1", "`![what it shows](map.png)`"),
        (".. code-block:: python", "1:1", "backticks"),
        ("See :doc:`the guide` here", "1:5", "[the guide]"),
        ("They said:\n2. one\n3. two", "2:1", "empty line above"),
        ("1.One thing\n2.Another", "1:1", "`1. `"),
        ("They said:\n– one\n– two", "2:1", "`- `"),
        ("They said:\n> • one", "2:3", "`- `"),
    ] {
        if body.contains("– ") {
            assert_eq!(said(body).len(), 2, "{body}");
            continue;
        }
        let found = said(body);
        assert_eq!(found.len(), 1, "{body}\n{found:?}");
        assert_eq!(found[0].1, place, "{body}\n{found:?}");
        assert!(found[0].2.contains(hint), "{body}\n{found:?}");
    }
}

#[test]
fn a_hint_that_is_obeyed_gives_what_was_meant() {
    for (body, meant) in [
        ("A ==marked== word", "<p>A <mark>marked</mark> word</p>"),
        ("++added++, and more", "<p><ins>added</ins>, and more</p>"),
        ("H~2~O and CO~2~", "<p>H<sub>2</sub>O and CO<sub>2</sub></p>"),
        ("x^2^ and the 19^th^.", "<p>x<sup>2</sup> and the 19<sup>th</sup>.</p>"),
        (":smile: (:+1:)", "<p>😄 (👍)</p>"),
        ("##Part", "<h2 id=\"part\">Part</h2>"),
        ("A ** bold ** word", "<p>A <strong>bold</strong> word</p>"),
        ("**“Yes.”**she said", "<p><strong>“Yes.”</strong>she said</p>"),
        ("a&nbsp b and &amp;mdash; c", "<p>a\u{a0} b and — c</p>"),
        ("| a | b |\n|---|\n| c | d |", "</table></div>"),
        ("[a](the report.pdf)", "<p><a href=\"the%20report.pdf\">a</a></p>"),
        (
            "See ![a](my map.svg) here",
            "<p>See <img src=\"/base/my%20map.svg\" alt=\"a\" loading=\"lazy\" decoding=\"async\"> here</p>",
        ),
        ("[a](https://x.example/A_(b)", "<p><a href=\"https://x.example/A_(b)\">a</a></p>"),
        ("[a](https://x.example/ and so on", "<p><a href=\"https://x.example/\">a</a> and so on</p>"),
        ("[a](b.md \"Title)", "<p><a href=\"b/\" title=\"Title\">a</a></p>"),
        ("[a](b.md “Title”)", "<p><a href=\"b/\" title=\"Title\">a</a></p>"),
        ("[a](b.md Title of it)", "<p><a href=\"b/\" title=\"Title of it\">a</a></p>"),
        (
            "![a](a.png =100x200)",
            "<p><img src=\"/base/a.png\" alt=\"a\" width=\"4\" height=\"3\" loading=\"lazy\" decoding=\"async\"></p>",
        ),
        ("[a](<b.md)", "<p><a href=\"b/\">a</a></p>"),
        ("[a] (https://x.example/)", "<p><a href=\"https://x.example/\">a</a></p>"),
        ("(a b)[https://x.example/]", "<p><a href=\"https://x.example/\">a b</a></p>"),
        ("[a]<https://x.example/>", "<p><a href=\"https://x.example/\">a</a></p>"),
        ("[a](https://https://x.example/)", "<p><a href=\"https://x.example/\">a</a></p>"),
        ("[a](http:/x.example/\u{200b})", "<p><a href=\"http://x.example/\">a</a></p>"),
        ("[a]({{ site.url }}/about/)", "<p><a href=\"/about/\">a</a></p>"),
        (
            "![a]({{ '/img/x.png' | relative_url }})",
            "<p><img src=\"/base//img/x.png\" alt=\"a\" loading=\"lazy\" decoding=\"async\"></p>",
        ),
        ("[b]bold[/b] and [I]italic[/I]", "<p><strong>bold</strong> and <em>italic</em></p>"),
        ("[url=https://x.example/]a[/url]", "<p><a href=\"https://x.example/\">a</a></p>"),
        ("h2. Part", "<h2 id=\"part\">Part</h2>"),
        ("bq. Words", "<blockquote>"),
        ("== Part", "<h2 id=\"part\">Part</h2>"),
        ("A \"b c\":https://x.example/a, d", "<p>A <a href=\"https://x.example/a\">b c</a>, d</p>"),
        ("See link:https://x.example/[words].", "<p>See <a href=\"https://x.example/\">words</a>.</p>"),
        ("A `b c <https://x.example/>`__ d", "<p>A <a href=\"https://x.example/\">b c</a> d</p>"),
        ("He *said * it", "<p>He <em>said</em> it</p>"),
        ("He **said **it", "<p>He <strong>said</strong> it</p>"),
        ("**Ann: **No.", "<p><strong>Ann:</strong> No.</p>"),
        ("see:** this**, now", "<p>see: <strong>this</strong>, now</p>"),
        ("**Note:* x", "<p><strong>Note:</strong> x</p>"),
        ("[a][nam] [b][name]\n\n[name]: https://x.example/", "<a href=\"https://x.example/\">a</a>"),
    ] {
        let mended = obeyed(body);
        assert!(html(&mended).contains(meant), "{body}\n{mended}\n{}", html(&mended));
        assert_eq!(problems(&mended), [""; 0], "{body}\n{mended}");
    }
}

#[test]
fn references_and_definitions() {
    let codes = |body: &str| {
        said(body).into_iter().map(|(code, place, _)| format!("{code} {place}")).collect::<Vec<_>>()
    };
    assert_eq!(
        codes("See [words][nam] and ![x][pic], [BIP][].\n\n[name]: https://x.example/"),
        [
            "missing-definition 1:5", "missing-definition 1:22", "missing-definition 1:33",
            "unused-definition 3:1"
        ]
    );
    assert!(said("See [words][nam].\n\n[name]: https://x.example/")[0].2.contains("`[words][name]`"));
    for body in [
        "[a][B], [b][], [b]\n\n[b]: https://x.example/", "[//]: # (a note)\n\nText.",
        "[sic] a[0][i] [1][2] list[i][]",
    ] {
        assert_eq!(codes(body), [""; 0], "{body}");
    }
}

#[test]
fn what_is_meant_as_it_stands_says_nothing() {
    for body in [
        "a == b, C++ and C++, ~5 or ~6, 2^10 and 3^2^4, 10:30:00, [sic], {x}, {a, b}, `==x==`",
        "{ok} {:ok, value} (a {b}) {1} {.5} $x$ 5 {% of all",
        "Wait!!! What??? Yes... ::: no",
        "!!! Wow",
        "x=1; y==2; if (a==b && c==d)",
        "`[[x]]` and <code>[[x]]</code>",
        "    {: .note}\n    [[x]]",
        "```\n:::note\n==x==\n{{ x }}\n```",
        "\\[[x]] \\==x== \\:smile: \\{: .note} \\##x",
        "a:b:c, std::vec::Vec, 12:smile:3, http://x.example:80/",
        "the ~user and ~/.config~ files, a~b",
        "#hashtag and #1",
        "AT&T, R&D, a&b=c&copy=2, &c; fish &amp; chips, &nbsp;x",
        "2 ** 3 ** 4 and price** or tax**",
        "Why now?\n--------\n\nTitle\n---\n\nText.",
        "[1] (see below) and [a] (v. Chr.), (a) [b], f(x)[i]",
        "| a | b |\n|---|---|\n| c | d |",
        "a | b\n--|--\nc | d",
        "> [!NOTE]\n> Text.\n\n> [!tip]\n> Text.",
        "## Part {#part .wide}",
        "~~~\ncode\n~~~",
        "- a\n\n  ```\n  code\n  ```\n\nText.",
        "[[1]](https://x.example/) [[1]] [[ -f x ]]",
        "<script>var a = \"{{ x }}\";</script>",
        "<!-- {{ x }} {% y %} -->\n\nText.",
        "a++ + b, i++ and ++j",
        "^_^ and ^^ and a^b",
        "Term\n: Definition",
        "import duties from China fell; export of grain, too",
        "import fees:\n\nexport default rates are low",
        "a < b and c={d}, x <y z, I <3 you",
        "Watch it [video], see [gallery], [b] and [i], a[b] and [/x], [quote] here",
        "[caption] of a picture, [code] and [list]",
        "• a • b • c\n\n• • •",
        "He came –\n– and went",
        "It fell by\n-5 degrees\n-6 degrees",
        "Options:\n-v verbose\n-q quiet",
        "It was in\n1986. Then it was gone in\n1988. So it was.",
        "Line one  \n• a  \n• b",
        "prices *net and *gross",
        "call f(x, **kwargs, **options)",
        "*Excluding tax. 5 * 3 * 4 = 60 and a* b*",
        "**Prices in euros",
        "\"Words\": https://x.example/ and \"a\":\"b\"",
        "h2o. bq. text and p. 5. Water",
        "He asked: == what? 5 == 5",
        "10:`x` and a:b:`c`",
        "`a`_b and `x`__",
        "O\n\no no",
        "See [[Bug #1]] and [[x]].\n\n[Bug #1]: https://x.example/1\n[x]: https://x.example/",
        "[2][ https://x.example/](https://x.example/)",
        "[A. Lee](https://x.example/a)\n------------------------------",
        "Write to <your-name>, a Map<String, List> and <Thing>.",
        "[a](https://x.example/?q=b%20)",
        "<meta name=\"keywords\" content=\"a\">\n\nText.",
    ] {
        let found: Vec<_> =
            said(body).into_iter().filter(|(code, ..)| code != "embed" || !body.contains("script")).collect();
        assert_eq!(found, [], "{body}");
    }
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    for sign in [
        "[[", "](", "{:", "==", "++", "**", "x^", "x~", ":::", "[!", "&amp;", "{{", "[a][b]", ":a",
        "| a |\n", "]\n(",
    ] {
        let body = sign.repeat(40_000);
        let before = std::time::Instant::now();
        let _ = read(&body);
        assert!(before.elapsed().as_secs() < 20, "{sign}");
    }
}

/// GFM leaves them out.
#[test]
fn what_stands_beyond_a_tables_columns_is_said() {
    let head = "| a | b |\n|---|---|\n";
    for (row, place) in [("| c | d | e |", "3:11"), ("c | d | *e* f | g", "3:9"), ("| `c|d` | e |", "3:11")] {
        let all = said(&format!("{head}{row}\n"));
        assert_eq!(all.len(), 1, "{row}: {all:?}");
        assert_eq!((&*all[0].0, &*all[0].1), ("broken-markup", place), "{row}");
    }
    for row in ["| c | d |", "c", "| c | d | |", "| c \\| d | e |", "| c | d |  "] {
        assert_eq!(said(&format!("{head}{row}\n")), [], "{row}");
    }
}

#[test]
fn braces_that_a_heading_loses_are_said() {
    for (body, place) in [("## The patch{,.orig}\n", "1:13"), ("## The patch {draft}\n", "1:14")] {
        let all = said(body);
        assert_eq!(all.len(), 1, "{body}: {all:?}");
        assert_eq!((&*all[0].0, &*all[0].1), ("broken-markup", place));
    }
    for body in ["## A {#a .b lang=uk}\n", "## A \\{b}\n", "## A {b} c\n"] {
        assert_eq!(said(body), [], "{body}");
    }
}
