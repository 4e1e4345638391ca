//! What a registry says, and what is wrong with it.

use super::*;

fn parse(kind: RegistryKind, text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    read(kind, text.as_bytes(), chrono_tz::UTC)
}

fn places(said: &[Diagnostic]) -> Vec<(&str, u32)> {
    said.iter().map(|d| (d.code.as_str(), d.span.map_or(0, |span| span.line))).collect()
}

#[test]
fn lists_mappings_and_bare_names() {
    let (entries, said) = parse(
        RegistryKind::Sources,
        "- Reuters\n- name: BBC\n  domains: [https://www.BBC.co.uk/, bbc.com]\n  redistribute: false\n  names: {uk: БіБіСі}\n",
    );
    assert_eq!(said, []);
    assert!(entries[0].redistribute && entries[0].name == "Reuters" && entries[0].span.line == 1);
    assert_eq!(
        (entries[1].domains.join(" "), entries[1].redistribute),
        ("bbc.co.uk bbc.com".to_owned(), false)
    );
    let (entries, said) =
        parse(RegistryKind::Tags, "Ukraine: {aliases: [Україна]}\n2025:\nhs: {name: Hanna}\n");
    assert_eq!(said, []);
    let names: Vec<_> = entries.iter().map(|e| (e.name.as_str(), e.aliases.join(" "))).collect();
    assert_eq!(
        names,
        [("Ukraine", "Україна".to_owned()), ("2025", String::new()), ("Hanna", "hs".to_owned())]
    );
    assert_eq!(parse(RegistryKind::Tags, "# nothing\n"), (vec![], vec![]));
}

#[test]
fn faults() {
    let text = "- name: Defence\n  aliases: [defense]\n- DEFENSE\n- name: X\n  lable: y\n- {url: 'ftp://x.org'}\n- [a]\n";
    let expected = [
        ("duplicate-name", 3),
        ("unknown-key", 5),
        ("missing-name", 6),
        ("invalid-url", 6),
        ("invalid-value", 7),
    ];
    assert_eq!(places(&parse(RegistryKind::Sources, text).1), expected);
    let text = "A: {slug: '!!!'}\nBlack Sea: {aliases: [Sea]}\nC: {parent: Blak Sea}\nD: {parent: sea}\nE: {parent: ~}\n";
    let expected = [("invalid-value", 1), ("unknown-name", 3)];
    assert_eq!(places(&parse(RegistryKind::Tags, text).1), expected);
    assert_eq!(places(&parse(RegistryKind::Tags, "just text\n").1), [("invalid-value", 1)]);
    assert_eq!(read(RegistryKind::Tags, b"a\n\xFF", chrono_tz::UTC).1[0].code, Code::NotUtf8);
}
