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
    ] {
        assert_eq!(left(body), expected, "{body}");
    }
}

#[test]
fn what_is_none_stays() {
    for body in [
        "100%% is rare",
        "5%% and 6%% of all",
        "a `%%b%%` c",
        "```\n%%b%%\n{% comment %}\n```\n",
        "    %%b%%\n",
        "<pre>%%b%%</pre>",
        "<code>{# b #}</code>",
        "a \\%%b c \\{# d #}",
        "## A {#a}\n\n## B {#b .c}\n",
        "[a](https://x.org/%%b%%)",
        "<https://x.org/%%b%%>",
        "a <!-- %% --> b <!-- %% --> c",
        "{% raw %}{# a #}{% endraw %}",
        "%%%% a %%%%",
        "{% include a %} {{ b }} {< c >}",
    ] {
        assert_eq!(left(body), body, "{body}");
    }
}

#[test]
fn unclosed_ones_hide_the_rest_and_are_errors() {
    for body in [
        "a {% comment %} b",
        "a {# b",
        "a {/* b",
        "a {>> b",
        "a {::comment} b",
        "a <!-- b\n\nc",
        "> <!-- b\n\nc",
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
    for body in
        ["%%`".repeat(20_000), "{#`".repeat(20_000), "<!-- |".repeat(20_000), "5%% a\n".repeat(20_000)]
    {
        assert!(left(&body).len() <= body.len());
    }
}
