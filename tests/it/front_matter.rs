//! The keys of front matter are those that docs/writing.md tells of, under the names that it tells.

use newsprint::internals::KEYS;

use crate::harness::fixture;

/// Names in backticks.
fn names(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_documentation_has_every_key_under_every_name_and_no_other() {
    let text = std::fs::read_to_string(fixture("../docs/writing.md")).expect("docs/writing.md");
    let (_, table) = text.split_once("| Key | Also read as |").expect("the table of all keys");
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split('|').skip(1).collect()).collect();
    let told: Vec<&str> = rows.iter().filter_map(|row| names(row[0]).next()).collect();
    let known: Vec<&str> = KEYS.iter().map(|key| key.names[0]).collect();
    assert_eq!(told, known, "the keys, in the order of the table");
    for (key, row) in KEYS.iter().zip(&rows) {
        // `published: false` is a value. Of some that have very many names a few are told.
        let told: Vec<&str> = names(row[1]).filter(|name| !name.contains(':')).collect();
        let others = &key.names[1..];
        match row[1].contains('…') {
            true => assert!(others.iter().any(|name| told.contains(name)), "{}: {told:?}", key.names[0]),
            false => assert_eq!(told, others, "{}", key.names[0]),
        }
    }
}
