//! Bodies with comments of other programs, and with what only looks like some.

use super::*;

fn left(body: &str) -> String {
    Cuts::find(body).apply(body).into_owned()
}

#[test]
fn comments_go_and_text_stays() {
    for (body, expected) in [
        ("a %%b%% c", "a c"),
        ("a\n\n%%\nb\n\nc\n%%\n\nd", "a\n\n\nd"),
        ("- a\n%% x %%\n- b\n", "- a\n- b\n"),
        ("%%x%%    a", "a"),
        ("a %%b\n\nc%% d", "a d"),
        ("5%% of it\n\n%%\nb\n%%\n", "5%% of it\n\n"),
        ("{% comment %}a `{% endcomment %} b` c", "b` c"),
        ("a {%- comment -%}b{%- endcomment -%} c", "a c"),
        ("a {# b #} c {#- d -#}", "a c"),
        ("a {/* b */} c {{/* d */}} e {>> f <<} g", "a c e g"),
        ("a {% # b %} c", "a c"),
        ("a\n\n{::comment}\nb\n\nb\n{:/comment}\n\nd", "a\n\n\nd"),
        ("a {::comment}b{:/} c {::comment /} d", "a c d"),
        ("a <!-- b\n\nc --> d", "a d"),
        ("> <!-- a\n\nb --> c", "> c"),
        ("%% a `b` %% c `d` %%e%%", "c `d`"),
        ("%%\n```\n%%\n\na %%b%% c\n", "\na c\n"),
        ("<p>a %%b%% c</p>", "<p>a c</p>"),
        ("a {{! b }} c {{!-- b }} b --}} d {{~!-- b --~}} e {{-- b --}} f {{# b #}} g", "a c d e f g"),
        ("a <%# b %> c <%-- b %> b --%> d <#-- b --> e", "a c d e"),
        ("a {{< comment >}} b\n\nb {{< /comment >}} c {{% comment %}}b{{% /comment %}} d", "a c d"),
        ("a\n\n{{!--\nb\n\nb\n--}}\n\nd", "a\n\n\nd"),
    ] {
        assert_eq!(left(body), expected, "{body}");
    }
}

#[test]
fn notes_go_wherever_a_line_begins() {
    for (body, expected) in [
        ("a\n[//]: # (b)\nc", "a\nc"),
        ("- a\n[//]: # (b (b) b)\n- c", "- a\n- c"),
        ("- a\n  [//]: # (b) b\n- c", "- a\n- c"),
        ("> a\n> [//]: # \"b\"\n> c", "> a\n>\n> c"),
        ("a\n- [//]: # (b)\n- c", "a\n- c"),
        ("[//]: # b b\n[//]: b\nc", "c"),
        ("a\n[//]: # (b\nb)\nc", "a\nc"),
        ("a\r\n[//]: # (b)\r\nc", "a\r\nc"),
        (
            "a\n[comment]: <> (b)\n[_metadata_:b]: # \"b\"\n[hidden]: # 'b'\n[//]: <> (b)\n[]: # (b)\nc",
            "a\nc",
        ),
        ("a\n[whatever]: # (b)\nc", "a\nc"),
        ("a [//]: # (b (b) b) c", "a c"),
        ("*a* [//]: <> (b)", "*a*"),
        ("a\n[//]: # (b `b)\nc `d` e", "a\nc `d` e"),
    ] {
        assert_eq!(left(body), expected, "{body}");
        assert_eq!(Cuts::find(body).said().count(), 0, "{body}");
    }
    for body in [
        "```\n[//]: # (b)\n```\n", "    [//]: # (b)\n", "a `\n[//]: # (b)` c", "[top]: # \"b\"\n\n[top]",
        "[a]: #b\n\n[a]", "[todo]: #\n\n[a][todo]", "a [b]: # (b)", "a [//]: # b", "a `[//]: # (b)`",
        "[a]: https://x.org 'b'",
    ] {
        assert_eq!(left(body), body, "{body}");
    }
    let body = "a\n\n[//]: # (b\n\nb";
    let said: Vec<_> = Cuts::find(body).said().map(|(_, problem)| problem.is_error()).collect();
    assert_eq!((left(body).trim(), said), ("a", vec![true]));
}

#[test]
fn titles_and_descriptions_have_none() {
    for (body, expected) in [
        ("![a](/a.png \"b %%c%% | d\")", "![a](/a.png \"b | d\")"),
        ("[a](/x \"b <!-- c -->\")", "[a](/x \"b \")"),
        ("[a](</x (> 'b {# c #} d')", "[a](</x (> 'b d')"),
        ("[a](/x (b {/* c */} d))", "[a](/x (b d))"),
        ("[a](/%%x%% \"b {{!-- c --}} d\")", "[a](/%%x%% \"b d\")"),
        ("![a %%b%% c](/a.png)", "![a c](/a.png)"),
        ("![a {{/* b */}} c][d]\n\n[d]: /a.png \"e <!-- f --> g\"\n", "![a c][d]\n\n[d]: /a.png \"e g\"\n"),
        ("<img src=\"%%x%%\" alt=\"a %%b%% c\">", "<img src=\"%%x%%\" alt=\"a c\">"),
        ("a <b title='c <!-- d --> e'>f</b>", "a <b title='c e'>f</b>"),
        ("a <!-- b --> [c](/x \"d\")", "a <!-- b --> [c](/x \"d\")"),
        ("[a](/x 'b\n{# c\nc #} d') %%e%%", "[a](/x 'b\nd')"),
    ] {
        assert_eq!(left(body), expected, "{body}");
    }
    // One that is not closed ends with its title.
    let body = "[a](/x \"b {# c\") d %%e%%";
    let cuts = Cuts::find(body);
    assert_eq!(cuts.apply(body), "[a](/x \"b \") d");
    let said: Vec<_> = cuts.said().map(|(_, problem)| problem.is_error()).collect();
    assert_eq!(said, [true, false]);
}

#[test]
fn what_is_none_stays() {
    for body in [
        "100%% is rare", "5%% and 6%% of all", "a `%%b%%` c", "```\n%%b%%\n{% comment %}\n```\n",
        "    %%b%%\n", "<pre>%%b%%</pre>", "<code>{# b #}</code>", "a \\%%b c \\{# d #}",
        "## A {#a}\n\n## B {#b .c}\n", "[a](https://x.org/%%b%%)", "<https://x.org/%%b%%>",
        "a <!-- %% --> b <!-- %% --> c", "{% raw %}{# a #}{% endraw %}", "%%%% a %%%%",
        "{% include a %} {{ b }} {< c >}", "{{#if a}} {{#each b}} {{--}} <% a %> {{< comments >}}",
        "`{{! a }}` `<%# a %>`",
    ] {
        assert_eq!(left(body), body, "{body}");
    }
}

#[test]
fn unclosed_ones_hide_the_rest_and_are_errors() {
    for body in [
        "a {% comment %} b", "a {# b", "a {/* b", "a {>> b", "a {::comment} b", "a\n\n%% b", "a\n- %%\n  b",
        "a {{! b", "a {{!-- b }}", "a <%# b", "a {{< comment >}} b", "a <!-- b\n\nc", "> <!-- b\n\nc",
    ] {
        let cuts = Cuts::find(body);
        assert!(!cuts.apply(body).contains('b'), "{body}");
        assert!(cuts.said().all(|(_, problem)| problem.is_error()) && cuts.said().count() == 1, "{body}");
    }
}

#[test]
fn places_lead_back() {
    let body = "a %%b%% c %%d%% e";
    let cuts = Cuts::find(body);
    let left = cuts.apply(body);
    assert_eq!(left, "a c e");
    for letter in ['a', 'c', 'e'] {
        assert_eq!(body[cuts.place(left.find(letter).unwrap())..].chars().next(), Some(letter));
    }
}

#[test]
fn hostile_bodies_end_soon() {
    for body in ["%%`", "{#`", "<!-- |", "5%% a\n", "]:", "[a]: # (", "[//]: # (\n\n", "[a]: # (b)\n", "{{<`"]
        .map(|mark| mark.repeat(20_000))
    {
        assert!(left(&body).len() <= body.len());
    }
}
