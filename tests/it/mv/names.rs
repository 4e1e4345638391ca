//! Names of topics, tags and people: in whatever form they are written, and two that become one.

use super::*;

#[test]
fn names_are_mended_in_whatever_form_they_are_written() {
    let site = Site::with(&[
        (
            "content/2025-02-01-a.md",
            &article(
                "tags:\n  - grain-deal # first\n  - 'Grain Deal'\n  - Ships\nauthors: By Anna Example\n",
                "A.",
            ),
        ),
        (
            "content/2025-02-02-b.md",
            &article(
                "Tags: [\"GRAIN DEAL\", Ships]\ntaxonomies: {topics: [Sea]}\n",
                "B [c](/tags/grain-deal/).",
            ),
        ),
        (
            "content/2025-02-03-c.md",
            &article(
                "categories: Sea\nauthor: {name: Anna Example, role: Editor}\nseries: The long talks\n",
                "C.",
            ),
        ),
        ("content/tags.yaml", "Grain deal:\n  aliases:\n    - grain pact\nShips: {parent: grain pact}\n"),
        ("content/authors.yaml", "- Anna Example\n- Bo\n"),
    ]);
    site.built(&[]);
    moved(&site, &["grain pact", "Grain: agreement"]);
    assert_eq!(
        read(&site, "content/tags.yaml"),
        "Grain: agreement:\n".replace("Grain: agreement", "\"Grain: agreement\"")
            + "  aliases:\n    - grain pact\n    - Grain deal\nShips: {parent: \"Grain: agreement\"}\n"
    );
    assert!(
        read(&site, "content/2025-02-01-a.md")
            .contains("tags:\n  - \"Grain: agreement\" # first\n  - \"Grain: agreement\"\n  - Ships\n"),
        "{}",
        read(&site, "content/2025-02-01-a.md")
    );
    assert!(
        read(&site, "content/2025-02-02-b.md").contains("Tags: [\"Grain: agreement\", Ships]\n"),
        "{}",
        read(&site, "content/2025-02-02-b.md")
    );
    assert!(read(&site, "content/2025-02-02-b.md").contains("[c](/tags/grain-agreement/)"));
    moved(&site, &["Anna Example", "Anna Exemplar"]);
    assert_eq!(
        read(&site, "content/authors.yaml"),
        "- name: Anna Exemplar\n  aliases: [Anna Example]\n- Bo\n"
    );
    assert!(read(&site, "content/2025-02-01-a.md").contains("authors: By Anna Exemplar\n"));
    assert!(read(&site, "content/2025-02-03-c.md").contains("author: {name: Anna Exemplar, role: Editor}\n"));
    // What no file describes keeps its address by one.
    moved(&site, &["Sea", "Black Sea", "--kind", "topic"]);
    assert_eq!(
        read(&site, "content/topics/black-sea.md"),
        "---\ntitle: Black Sea\naliases: [/topics/sea/]\n---\n"
    );
    moved(&site, &["The long talks", "Talks"]);
    assert!(read(&site, "content/2025-02-03-c.md").contains("categories: Black Sea\n"));
    assert!(read(&site, "content/2025-02-03-c.md").contains("series: Talks\n"));
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("Gone:"), "{}", run.stderr);
    for old in ["tags/grain-deal", "authors/anna-example", "topics/sea", "stories/the-long-talks"] {
        assert!(site.page(&format!("{old}/index.html")).contains("http-equiv=\"refresh\""), "{old}");
    }
}

#[test]
fn two_names_become_one_only_when_that_is_asked_for() {
    let tags = "- name: Cereals\n  aliases: [Corn]\n  description: Food.\n- name: Grain\n- Ships\n";
    let site = Site::with(&[
        ("content/2025-02-01-a.md", &article("tags: [Cereals, Grain]\n", "A.")),
        ("content/2025-02-02-b.md", &article("tags: [corn, Ships]\n", "B.")),
        ("content/tags.yaml", tags),
    ]);
    site.built(&[]);
    let refused = mv(&site, &["Cereals", "grain"]);
    assert_eq!(refused.code, 1);
    assert_eq!(
        refused.said,
        "error: there is a tag `Grain` already: `--merge` makes one of both; nothing was written\n"
    );
    let dry = moved(&site, &["Cereals", "grain", "--merge", "--dry-run"]);
    assert_eq!(read(&site, "content/tags.yaml"), tags);
    let done = moved(&site, &["Cereals", "grain", "--merge"]);
    assert_eq!(dry.shown, done.shown);
    assert_eq!(dry.said, format!("{}Nothing was written: this was a dry run\n", done.said));
    assert!(done.said.contains("/tags/cereals/ leads to /tags/grain/ from now on\n"), "{}", done.said);
    assert!(done.said.contains("note: The entry of `Cereals` had description of its own"), "{}", done.said);
    assert_eq!(read(&site, "content/tags.yaml"), "- name: Grain\n  aliases: [Cereals, Corn]\n- Ships\n");
    assert!(read(&site, "content/2025-02-01-a.md").contains("tags: [Grain]\n"));
    assert!(read(&site, "content/2025-02-02-b.md").contains("tags: [Grain, Ships]\n"));
    assert!(site.built(&[]).contains_key("tags/cereals/index.html"));
}

#[test]
fn who_writes_the_old_name_of_a_topic_is_told_the_new_one() {
    let site = Site::with(&[
        ("content/topics/trade.md", "---\ntitle: Trade\n---\nAll of it.\n"),
        ("content/2025-02-01-a.md", &article("topics: [Trade]\n", "A.")),
    ]);
    moved(&site, &["Trade", "Commerce", "--kind", "topic"]);
    site.write("content/2025-02-02-b.md", article("topics: [Trade]\n", "B."));
    let run = site.build(&[]);
    assert!(
        run.stderr.contains("the topic `Trade` is called `Commerce` now: write `Commerce`"),
        "{}",
        run.stderr
    );
}

#[test]
fn outlets_that_briefs_name_are_renamed() {
    let site = Site::with(&[
        ("content/2025-02-01-a.md", "---\ntitle: One\nsources: [The Quay]\n---\nA.\n"),
        (
            "content/editions/2025-02-02.md",
            "---\ntitle: First\n---\n\n[A](https://a.example/x \"The Quay\") — x\n\n- [B](<https://b.example/x> 'the quay') — The Quay says so.\n\
             - [C](https://c.example/x ( The Quay )) — x\n- [D](https://d.example/x \"Other\")\n\n[E][e]\n\n\
             [F](https://f.example/x \"The&#32;Quay\") — x\n\n[e]: https://e.example/x \"The Quay\"\n\nA [link](https://g.example/ \"The Quay\") among words.\n",
        ),
    ]);
    site.built(&[]);
    let done = moved(&site, &["The Quay", "Quay \"(R&D)\"", "--kind", "source"]);
    assert_eq!(
        read(&site, "content/editions/2025-02-02.md"),
        "---\ntitle: First\n---\n\n[A](https://a.example/x \"Quay \\\"(R&D)\\\"\") — x\n\n- [B](<https://b.example/x> 'Quay \"(R&D)\"') — The Quay says so.\n\
         - [C](https://c.example/x ( Quay \"\\(R&D\\)\" )) — x\n- [D](https://d.example/x \"Other\")\n\n[E][e]\n\n\
         [F](https://f.example/x \"The&#32;Quay\") — x\n\n[e]: https://e.example/x \"The Quay\"\n\nA [link](https://g.example/ \"The Quay\") among words.\n",
    );
    for line in ["02.md:11: ", "02.md:13: "] {
        let named = done
            .said
            .lines()
            .any(|said| said.contains(line) && said.contains("names `The Quay`: write `Quay "));
        assert!(named, "{line}: {}", done.said);
    }
    // Both names mean it, so that no brief loses it meanwhile.
    site.built(&[]);
    let page = site.page("editions/2025-02-02/index.html");
    assert!(!page.contains(">The Quay<"), "{page}");
}

#[test]
fn an_outlet_that_briefs_alone_name_is_renamed_in_them() {
    let brief = |outlet: &str| {
        format!(
            "---\ntitle: First\n---\n\n[A](https://a.example/x \"{outlet}\") — x\n\n- [B](https://b.example/x 'Other')\n"
        )
    };
    let draft = |outlet: &str| brief(outlet).replacen("title: First", "title: Second\ndraft: true", 1);
    let begun = || {
        Site::with(&[
            ("content/2025-02-01-a.md", "---\ntitle: One\nsources: [The Wire]\n---\nA.\n"),
            ("content/editions/2025-02-02.md", &brief("The Quay")),
            ("content/editions/2025-02-03.md", &draft("the quay")),
        ])
    };
    for arguments in [&["The Quay", "Quay \"Post\""][..], &["The Quay", "Quay \"Post\"", "--kind", "source"]]
    {
        let site = begun();
        moved(&site, arguments);
        assert_eq!(read(&site, "content/editions/2025-02-02.md"), brief("Quay \\\"Post\\\""));
        assert_eq!(read(&site, "content/editions/2025-02-03.md"), draft("Quay \\\"Post\\\""));
        assert!(!site.path().join("content/sources.yaml").exists(), "it had no page");
        site.built(&[]);
    }
    // Another outlet's name makes one of both, which has to be asked for.
    let site = begun();
    let refused = mv(&site, &["The Quay", "The Wire"]);
    assert!(refused.said.contains("there is a source `The Wire` already: `--merge`"), "{}", refused.said);
    moved(&site, &["The Quay", "The Wire", "--merge"]);
    assert_eq!(read(&site, "content/editions/2025-02-02.md"), brief("The Wire"));
    let refused = mv(&site, &["Nobody", "X"]);
    assert!(refused.said.contains("nothing is called `Nobody`"), "{}", refused.said);
}
