//! Each key of front matter, set and taken out again.

use newsprint::internals;

use super::session::{LANGUAGES, Session, path};

/// Each key that front matter may have, with two values of it.
const KEYS: &[(&str, [&str; 2])] = &[
    ("title", ["title: Another", "title: The third"]),
    ("date", ["date: 2025-01-30", "date: 2025-04-01"]),
    ("updated", ["updated: 2025-02-11", "updated: 2025-02-12 10:00"]),
    ("expires", ["expires: 2025-01-01", "expires: 2025-12-01"]),
    (
        "withdrawn",
        ["withdrawn: {date: 2025-02-01, text: Wrong.}", "withdrawn: {date: 2025-02-02, text: No.}"],
    ),
    ("draft", ["draft: true", "draft: false"]),
    ("type", ["type: opinion", "type: explainer"]),
    ("summary", ["summary: A line.", "summary: Another line."]),
    ("authors", ["authors: [Ann]", "authors: [Ann and Ben]"]),
    ("sources", ["sources: [Press]", "sources: ['https://wire.example/3']"]),
    ("republished", ["republished: true", "republished: false"]),
    ("topics", ["topics: [War, Trade]", "topics: [Trad]"]),
    ("tags", ["tags: [Tag 1, New]", "tags: tag 1"]),
    ("story", ["story: talks", "story: others"]),
    (
        "image",
        [
            "image: {src: 'https://t.example/a.png', alt: A}",
            "image: {src: 'https://t.example/a.png', alt: B}",
        ],
    ),
    (
        "corrections",
        ["corrections: [{date: 2025-02-10, text: Six.}]", "corrections: [{date: 2025-02-10, text: Five.}]"],
    ),
    ("live", ["live: {ended: 2025-02-14 19:20}\ntype: live", "live: {ended: 2027-02-14 19:20}\ntype: live"]),
    ("id", ["id: one", "id: two"]),
    ("aliases", ["aliases: [/old/]", "aliases: [/older/]"]),
    ("slug", ["slug: other", "slug: others"]),
    ("url", ["url: /other/", "url: /others/"]),
    ("language", ["language: uk", "language: de"]),
    ("canonical", ["canonical: https://t.example/c/", "canonical: https://other.example/c/"]),
    ("noindex", ["noindex: true", "noindex: false"]),
    ("comments", ["comments: false", "comments: true"]),
    ("number", ["number: 3", "number: 4"]),
    ("covers", ["covers: 2025-02-01/2025-02-02", "covers: 2025-02-03"]),
    ("gather", ["gather: {tags: [Tag 1]}", "gather: {tags: [Tag 2], sources: [Wire]}"]),
    ("extra", ["extra: {a: 1}", "extra: {a: 2}"]),
    ("unknown", ["unknown: 1", "unknown: 2"]),
];

#[test]
fn every_key_of_front_matter_is_followed() {
    for key in internals::KEYS {
        assert!(KEYS.iter().any(|(name, _)| name == &key.names[0]), "{}: with two values", key.names[0]);
    }
    let mut session = Session::new(LANGUAGES);
    for path in [
        path(12).as_str(),
        "content/topics/trade.md",
        "content/editions/2025-02-07.md",
        "content/pages/about.md",
    ] {
        let original = session.texts[path].clone();
        for (key, values) in KEYS {
            for value in values {
                let mut text = original.clone();
                text.front.insert(key, (*value).to_owned());
                session = session.write(path, &text, &(path, value));
            }
            session = session.write(path, &original, &(path, key, "taken out"));
        }
    }
}
