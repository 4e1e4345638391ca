use super::*;

fn hugo(text: &str) -> (String, Vec<String>) {
    let target = |path: &str| (path == "a.md").then(|| "../a.md".to_owned());
    let (out, said) = convert(text, Syntax::Hugo, &[], &target, &BTreeMap::new());
    (out, said.into_iter().map(|(cause, ..)| cause.to_string()).collect())
}

#[test]
fn what_has_an_equivalent() {
    for (text, markdown) in [
        ("{{< youtube dQw4w9WgXcQ >}}", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("{{< vimeo id=\"76979871\" >}}", "https://vimeo.com/76979871"),
        ("[a]({{< ref \"a.md\" >}})", "[a](../a.md)"),
        (
            "{{< figure src=\"a.png\" alt=\"A\" caption=\"C \\\"x\\\"\" attr=\"Ben\" >}}",
            "![A](a.png \"C 'x' | Ben\")",
        ),
        ("{{< img-right src=\"a b.png\" alt=\"A\" >}}", "![A](<a b.png>)"),
        ("{{< highlight go \"linenos=table\" >}}\nx := 1\n{{< /highlight >}}", "```go\nx := 1\n```"),
        ("{{< tweet user=\"ben\" id=\"123\" >}}", "[A post on X](https://x.com/ben/status/123)"),
        ("{{< gist ben 0a1b >}}", "[Code: ben/0a1b](https://gist.github.com/ben/0a1b)"),
        ("{{% note %}}\nMind this.\n{{% /note %}}", "> [!NOTE]\n> Mind this."),
        ("{{< quote author=\"Jo\" >}}We agree.{{< /quote >}}", "> We agree.\n> — Jo"),
        ("`{{</* youtube x */>}}`", "`{{< youtube x >}}`"),
    ] {
        let (out, said) = hugo(text);
        assert_eq!(out.trim(), markdown, "{text}");
        assert_eq!(said, [""; 0], "{text}");
    }
}

#[test]
fn what_has_none() {
    let (out, said) = hugo("a {{< chart x=1 >}} b {{< box title=\"T\" >}}in{{< /box >}} {{< /lost >}}");
    assert_eq!(out, "a {{< chart x=1 >}} b \n\n**T**\n\nin ");
    assert_eq!(said.len(), 3);
    for text in ["{{ .Title }}", "{{< never", "{{<>}}", "{{< 5 >}}"] {
        assert_eq!(hugo(text), (text.to_owned(), Vec::new()));
    }
}

#[test]
fn of_zola() {
    let convert = |text| convert(text, Syntax::Zola, &[], &|_| None, &BTreeMap::new()).0;
    assert_eq!(
        convert("{{ youtube(id=\"dQw4w9WgXcQ\", autoplay=true) }}").trim(),
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    );
    assert_eq!(convert("{% quote(author=\"Jo, of X\") %}\nYes.\n{% end %}").trim(), "> Yes.\n> — Jo, of X");
    assert_eq!(convert("{{/* a() */}} {{x}} {% end %}"), "{{ a() }} {{x}} ");
}

#[test]
fn hostile_texts_end() {
    for text in [
        "{{<".repeat(50_000),
        "{{< a >}}".repeat(20_000) + &"{{< /b >}}".repeat(20_000),
        "{{< a >}}".repeat(20_000) + &"{{< /a >}}".repeat(20_000),
        "{{<".repeat(100_000) + ">}}",
        "{{< ".repeat(60_000) + &" ".repeat(60_000) + ">}}",
        "{{<a(".repeat(60_000) + ">}}",
        "a {{%}} b".to_owned(),
    ] {
        convert(&text, Syntax::Hugo, &[], &|_| None, &BTreeMap::new());
    }
    for text in [
        "{{".repeat(100_000) + "}}",
        "{{ a".repeat(60_000) + "(}}",
        "{{-".repeat(60_000) + &" -".repeat(60_000) + "}}",
        "{%".repeat(100_000) + "a() %}",
    ] {
        convert(&text, Syntax::Zola, &[], &|_| None, &BTreeMap::new());
    }
}
