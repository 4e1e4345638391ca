//! Modules use only what stands above them: ARCHITECTURE.md's two tables are the rule, and this reads the paths of `src/`.
//!
//! A name in the first column stands for a file, its folder, or both. What is compiled for tests alone may look anywhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/`: where it stands, and the paths in it, from the root of the crate.
struct Module {
    path: Vec<String>,
    uses: Vec<Vec<String>>,
}

/// The names in the first column of the table below a heading.
fn floors(document: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, rest) = document.split_once(heading).expect("the heading");
    let rows =
        rest.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = rows.filter_map(|row| row.split('|').nth(1));
    let names = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2));
    let module = |name: &str| {
        name.trim_end_matches('/').trim_end_matches(".rs").split('/').map(str::to_owned).collect()
    };
    names.map(module).collect()
}

/// On which floor what a path leads to stands: that of the longest name it begins with.
fn floor(floors: &[Vec<String>], path: &[String]) -> Option<usize> {
    let of = |path: &[String]| floors.iter().position(|name| name == path);
    (1..=path.len()).rev().find_map(|length| of(&path[..length]))
}

/// Takes out what only tests compile; adds the names of modules that are files of their own.
fn without_tests(text: &str, tests: &mut Vec<String>) -> String {
    let mut kept = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        if !(line.starts_with("#[cfg(test)]") || line.starts_with("#[cfg(any(test")) {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        let item = lines.by_ref().find(|line| !line.starts_with("#[")).unwrap_or_default();
        if let Some((_, name)) = item.trim_end_matches(';').split_once("mod ").filter(|_| item.ends_with(';'))
        {
            tests.push(name.to_owned());
        } else if item.ends_with('{') && !item.contains(" use ") && !item.starts_with("use ") {
            lines.by_ref().find(|line| *line == "}");
        } else {
            // Or what follows would be passed over with it.
            assert!(item.ends_with(';'), "an item of tests whose end nobody knows: {item}");
        }
    }
    kept
}

/// The paths that begin with `crate`, `self` or `super`, each of a group by itself.
fn paths(text: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for start in ["crate::", "self::", "super::"] {
        for (at, _) in text.match_indices(start) {
            let before = &text[..at];
            let is_part = before.ends_with(|c: char| c.is_alphanumeric() || "_:$".contains(c));
            if !is_part && !before.ends_with("pub(in ") {
                tree(&text[at..], &[], &mut found);
            }
        }
    }
    found
}

/// The paths of a use tree; says how much of the text it is.
fn tree(text: &str, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        at += text[at..].len() - text[at..].trim_start().len();
        if text[at..].starts_with('{') {
            at += 1;
            while !text[at..].starts_with('}') {
                at += tree(&text[at..], &path, found);
                at += text[at..].find([',', '}']).expect("a group that ends");
                at += usize::from(text[at..].starts_with(','));
                at += text[at..].len() - text[at..].trim_start().len();
            }
            return at + 1;
        }
        let length = text[at..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len() - at);
        path.extend(Some(text[at..at + length].to_owned()).filter(|name| !name.is_empty()));
        at += length;
        match text[at..].strip_prefix("::") {
            Some(rest) if rest.starts_with(|c: char| c.is_alphanumeric() || "_{".contains(c)) => at += 2,
            _ => break,
        }
    }
    found.push(path);
    at
}

/// A path from the root of the crate.
fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let mut whole = if path[0] == "crate" { Vec::new() } else { module.to_vec() };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => drop(whole.pop()),
            name => whole.push(name.to_owned()),
        }
    }
    whole
}

fn read(folder: &Path, module: &[String], modules: &mut Vec<Module>) {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.is_dir())
        .collect();
    files.sort();
    let mut tests = Vec::new();
    for file in &files {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let mut own = module.to_vec();
        own.extend(Some(stem.to_owned()).filter(|stem| !matches!(stem.as_str(), "mod" | "lib")));
        let mut of_tests = Vec::new();
        let text = without_tests(&fs::read_to_string(file).unwrap(), &mut of_tests);
        tests.extend(of_tests.into_iter().map(|name| [own.as_slice(), &[name]].concat()));
        let uses = paths(&text).iter().map(|path| absolute(path, &own)).collect();
        modules.push(Module { path: own, uses });
    }
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
        read(&entry, &[module, &[name]].concat(), modules);
    }
    modules.retain(|module| !tests.iter().any(|test| module.path.starts_with(test)));
}

fn modules() -> Vec<Module> {
    let mut modules = Vec::new();
    read(Path::new("src"), &[], &mut modules);
    assert!(modules.len() > 200, "{} modules", modules.len());
    modules
}

/// What uses something below it; `module` is the part of the crate that the floors are of.
fn faults(floors: &[Vec<String>], modules: &[Module], part: &[String]) -> BTreeSet<String> {
    let within = |path: &[String]| path.strip_prefix(part).map(<[String]>::to_vec);
    let mut faults = BTreeSet::new();
    for module in modules {
        let Some(path) = within(&module.path) else { continue };
        let Some(own) = floor(floors, &path) else {
            faults.insert(format!("{} stands on no floor", module.path.join("::")));
            continue;
        };
        for used in &module.uses {
            let Some(path) = within(used) else { continue };
            if floor(floors, &path).is_none_or(|floor| floor > own) {
                faults.insert(format!("{} uses {}", module.path.join("::"), used.join("::")));
            }
        }
    }
    faults
}

#[test]
fn modules_use_only_what_stands_above_them() {
    let document = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let floors = floors(&document, "\n## Where things are\n");
    let modules: Vec<Module> = modules().into_iter().filter(|module| !module.path.is_empty()).collect();
    let faults = faults(&floors, &modules, &[]);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn outputs_use_only_what_stands_above_them() {
    let document = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let floors = floors(&document, "\n### Inside `output/`\n");
    // The registry, which is the module itself, knows all of them.
    let (mut modules, part) = (modules(), ["output".to_owned()]);
    modules.retain(|module| module.path.starts_with(&part) && module.path != part);
    let faults = faults(&floors, &modules, &part);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn paths_are_read() {
    let mut tests = Vec::new();
    let text = "use crate::a::{self, b::{C, D as E}, f};\n// crate::no\nfn g() { super::h::i() }\n#[cfg(test)]\nmod tests {\n    use crate::no;\n}\n#[cfg(any(test, x))]\n#[doc(hidden)]\npub mod only;\n";
    let text = without_tests(text, &mut tests);
    assert_eq!(tests, ["only"]);
    let found: Vec<String> =
        paths(&text).iter().map(|path| absolute(path, &["m".into(), "n".into()]).join("::")).collect();
    assert_eq!(found, ["a", "a::b::C", "a::b::D", "a::f", "m::h::i"]);
}
