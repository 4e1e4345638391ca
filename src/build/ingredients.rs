//! What an output is made of is what its ingredients say: one thing of the example digest after another is changed, and an
//! output whose bytes are others then must have another input, or another answer to what its template asked.
//!
//! The gate makes one change of each third kind; `NEWSPRINT_ALL_EDITS=1 cargo test --lib build::ingredients` makes all of them,
//! which takes an hour.

#![allow(clippy::disallowed_methods, reason = "the tests write a site")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::make::finish;
use super::{Engine, Loaded, Now, Options, Report};
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;
use crate::output::context::Context;
use crate::output::ingredient::Ingredient;
use crate::output::{Class, Job, OUTPUTS};
use crate::render::Trace;
use crate::site::Flags;
use crate::site::queries::Question;
use crate::source::Look;

fn options(root: &Path) -> Options {
    Options {
        root: root.to_path_buf(),
        output: root.join("public"),
        cache: None,
        base_url: None,
        now: Now::Written("2025-02-15T12:00:00Z".to_owned()),
        flags: Flags::default(),
        force: false,
        strict: false,
        verify: false,
        program: Digest::of("test").into(),
        keep_good: false,
        temporary: std::env::temp_dir(),
        fresh: true,
        explain: false,
        plain_assets: true,
        shard: None,
    }
}

/// An output of the site before the change.
struct Known {
    input: Digest,
    trace: Trace,
    bytes: Vec<u8>,
}

/// One change: what it is, of what kind, and the files that are others then (none: gone).
struct Edit {
    what: String,
    kind: String,
    path: String,
    text: Option<String>,
}

/// The example digest in a folder of its own.
struct Example {
    folder: tempfile::TempDir,
    engine: Engine,
}

impl Example {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        for part in ["content", "data", "static", "newsprint.yaml"] {
            for entry in WalkDir::new(source.join(part)).into_iter().filter_map(Result::ok) {
                let target = folder.path().join(entry.path().strip_prefix(source).expect("a part"));
                match entry.file_type().is_dir() {
                    true => std::fs::create_dir_all(target).expect("a folder"),
                    false => drop(std::fs::copy(entry.path(), target).expect("a copy")),
                }
            }
        }
        let engine = Engine::new(&options(folder.path()));
        Self { folder, engine }
    }

    /// The site, after looking at these files.
    fn site(&mut self, look: Look<'_>, last: Option<&(Loaded, Report)>) -> (Option<Loaded>, Report) {
        let options = options(self.folder.path());
        self.engine.look(&options, look);
        self.engine.site(&options, last.map(|(loaded, report)| (loaded, report)))
    }
}

fn bytes(context: &Context, job: &Job) -> (Vec<u8>, Trace) {
    let made = job.make(context).unwrap_or_else(|changed| panic!("{} changed", changed.path));
    let finished = finish(context.of(job), made).expect("no file changes");
    let finished = finished.unwrap_or_else(|problem| panic!("{}: {problem:?}", job.path));
    (finished.bytes, finished.trace)
}

#[test]
fn an_output_with_other_bytes_has_another_input() {
    let mut example = Example::new();
    let (loaded, report) = example.site(Look::Everything, None);
    let loaded = loaded.expect("the example digest");
    let jobs: Vec<&Job> =
        loaded.plan.jobs.iter().filter(|job| job.output().class() != Class::Asset).collect();
    let known = jobs.par_iter().map(|job| {
        let (bytes, trace) = bytes(&loaded.context, job);
        let known = Known { input: job.input(&loaded.context), trace, bytes };
        ((job.path.to_string(), job.output().name()), known)
    });
    let known: BTreeMap<_, _> = known.collect();
    let all = std::env::var_os("NEWSPRINT_ALL_EDITS").is_some();
    let (mut seen, mut faults, mut edits) = (BTreeSet::new(), BTreeSet::new(), 0);
    let mut last = Some((loaded, report));
    let mut looked: BTreeSet<String> = BTreeSet::new();
    for Edit { what, kind, path, text } in edits_of(example.folder.path()) {
        let too_much = || {
            let rare = ["gone", "number", "true", "false"].iter().any(|one| what.ends_with(one));
            rare || seen.contains(&kind) || !Digest::of(&kind).0.is_multiple_of(3)
        };
        if !all && too_much() {
            continue;
        }
        let file = example.folder.path().join(&path);
        let before = std::fs::read(&file).expect("a file");
        match &text {
            Some(text) => std::fs::write(&file, text).expect("a file"),
            None => std::fs::remove_file(&file).expect("a file"),
        }
        looked.insert(path.clone());
        let (loaded, report) = example.site(Look::At(&looked), last.as_ref());
        // What is wrong with it is another test's to say.
        last = loaded
            .filter(|_| !report.diagnostics.iter().any(Diagnostic::is_error))
            .map(|loaded| (loaded, report));
        if let Some((Loaded { context, plan, .. }, _)) = &last {
            let is_stale = |job: &&Job| {
                known.get(&(job.path.to_string(), job.output().name())).is_some_and(|known| {
                    let answers = |(question, answer): (&Question, &Digest)| {
                        context.of(job).answer_digest(question) == *answer
                    };
                    let is_same = job.input(context) == known.input && known.trace.iter().all(answers);
                    is_same && bytes(context, job).0 != known.bytes
                })
            };
            let jobs: Vec<&Job> = if all { plan.jobs.iter().collect() } else { some(&plan.jobs, edits) };
            let stale = jobs.into_par_iter().filter(is_stale);
            faults.par_extend(stale.map(|job| format!("{} ({}): {what}", job.path, job.output().name())));
            seen.insert(kind);
            edits += 1;
        }
        std::fs::write(&file, before).expect("a file");
        looked = BTreeSet::from([path]);
    }
    assert!(edits > 50, "{edits} edits");
    assert!(faults.is_empty(), "stale, since no ingredient of them is another one:\n{faults:#?}");
}

/// As many jobs of each output as the gate has time for; others for each edit.
fn some(jobs: &[Job], edit: usize) -> Vec<&Job> {
    const EACH: usize = 2;
    let outputs = jobs.chunk_by(|one, next| one.output().name() == next.output().name());
    outputs
        .flat_map(|jobs| jobs.iter().cycle().skip(edit * EACH % jobs.len()).take(EACH.min(jobs.len())))
        .collect()
}

/// What of which files an ingredient says.
fn says(what: Ingredient<'_>, said: &mut BTreeSet<(&'static str, String)>) {
    match what {
        Ingredient::Card(article) | Ingredient::RelatedArticle(article) => {
            said.insert(("card", article.document.path.to_string()));
        }
        Ingredient::Body(path) => drop(said.insert(("body", path.to_owned()))),
        Ingredient::Term(_, term) => {
            said.extend(term.page.as_ref().map(|page| ("body", page.document.path.to_string())));
        }
        Ingredient::File(path) => drop(said.insert(("bytes", path.to_owned()))),
        Ingredient::Indexed(articles) => {
            let paths = articles.iter().map(|article| article.document.path.to_string());
            said.extend(paths.flat_map(|path| [("card", path.clone()), ("body", path)]));
        }
        _ => {}
    }
}

#[test]
fn a_maker_reads_only_what_its_ingredients_name() {
    let sites = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut roots: Vec<_> =
        std::fs::read_dir(sites).expect("sites").map(|site| site.expect("a site").path()).collect();
    roots.sort();
    roots.push(Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf());
    let (mut faults, mut made, mut outputs) = (BTreeSet::new(), 0, BTreeSet::new());
    for root in roots {
        let options = options(&root);
        let mut engine = Engine::new(&options);
        engine.look(&options, Look::Everything);
        let Some(Loaded { context, plan, .. }) = engine.site(&options, None).0 else { continue };
        let asset = |job: &&Job| job.output().class() != Class::Asset;
        for job in plan.jobs.iter().filter(asset) {
            let mut said = BTreeSet::new();
            job.ingredients(&context, &mut |what, _| says(what, &mut said));
            context.of(job).reads().take();
            let Ok(_) = job.make(&context) else { continue };
            let unsaid: Vec<_> = context.of(job).reads().take().difference(&said).cloned().collect();
            if !unsaid.is_empty() {
                faults.insert(format!(
                    "{}: {} ({}) reads {unsaid:?}",
                    root.display(),
                    job.path,
                    job.output().name()
                ));
            }
            made += 1;
            outputs.insert(job.output().name());
        }
    }
    let all: BTreeSet<_> =
        OUTPUTS.iter().filter(|one| one.class() != Class::Asset).map(|one| one.name()).collect();
    let never: Vec<_> = all.difference(&outputs).collect();
    assert!(made > 1000 && never.is_empty(), "{made} outputs, none of {never:?}");
    assert!(faults.is_empty(), "read, and no ingredient names it:\n{faults:#?}");
}

/// What may be changed in the site: each line of front matter and of registries in three ways, the text, and whole files.
fn edits_of(root: &Path) -> Vec<Edit> {
    let mut edits = Vec::new();
    for entry in WalkDir::new(root.join("content")).sort_by_file_name().into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(root).expect("below it").to_str().expect("UTF-8").to_owned();
        if !entry.file_type().is_file() || !(path.ends_with(".md") || path.ends_with(".yaml")) {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a text");
        let mut parts = path.split('/').skip(1);
        let of = match parts.next().expect("a name") {
            "2025" => "article",
            other => other,
        };
        let mut add = |what: &str, text: Option<String>| {
            // The gate has time for one of each key of each kind of document.
            let kind = format!("{of} {}", what.split_once('/').map_or(what, |(key, _)| key));
            edits.push(Edit { what: format!("{path}: {what}"), kind, path: path.clone(), text });
        };
        add("file gone", None);
        let front_matter = match text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")) {
            Some(end) => 4..end + 5,
            None => 0..if path.ends_with(".md") { 0 } else { text.len() },
        };
        of_lines(&text, front_matter.clone(), &mut add);
        if path.ends_with(".md") {
            for line in MORE {
                let key = line.split(':').next().expect("a key");
                if !text[front_matter.clone()].lines().any(|line| line.starts_with(&format!("{key}:"))) {
                    add(
                        &format!("{line}, new"),
                        Some(format!("---\n{line}\n{}", &text[4.min(text.len())..])),
                    );
                }
            }
            of_text(&text, front_matter.end, &mut add);
        }
    }
    edits
}

/// Keys that a document may not have yet.
const MORE: [&str; 16] = [
    "updated: 2025-02-14T20:00",
    "expires: 2026-01-01",
    "noindex: true",
    "type: opinion",
    "type: explainer",
    "summary: Another summary",
    "story: ukraine-talks",
    "topics: [Trade]",
    "tags: [Ukraine, zz]",
    "authors: [Zz Top]",
    "sources: [{name: Reuters, url: 'https://www.reuters.com/zz'}]",
    "canonical: https://a.example/zz",
    "corrections: [{date: 2025-02-14, text: Zz.}]",
    "image: {src: /brand/social.png, alt: Zz}",
    "extra: {zz: 1}",
    "withdrawn: {date: 2025-02-14, text: Zz.}",
];

/// Each line of YAML: without it and what hangs on it; with more words at the end of each of its values; with another number.
fn of_lines(text: &str, range: std::ops::Range<usize>, add: &mut dyn FnMut(&str, Option<String>)) {
    let mut start = range.start;
    while start < range.end {
        let end = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
        let line = text[start..end].trim_end();
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
        let key: String = line
            .trim_start_matches([' ', '-', '{'])
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            let mut rest = end;
            while rest < range.end {
                let next = text[rest..].split_inclusive('\n').next().unwrap_or_default();
                if indent(next) <= indent(line) && !next.trim().is_empty() {
                    break;
                }
                rest += next.len();
            }
            add(&format!("{key} gone"), Some(format!("{}{}", &text[..start], &text[rest..])));
            let mut inner = key.clone();
            for (at, c) in line.char_indices().chain([(line.len(), '\n')]) {
                let before = line[..at].trim_end_matches(['"', '\'']);
                if matches!(c, ',' | '}' | ']' | '\n')
                    && before.ends_with(|c: char| c.is_alphanumeric() || c == '.')
                {
                    let at = start + before.len();
                    let name = before.rsplit(['{', ',', '[']).next().unwrap_or_default();
                    if let Some((name, _)) = name.split_once(':') {
                        inner = name.trim_start_matches([' ', '-']).to_owned();
                    }
                    add(&format!("{key}/{inner} longer"), Some(format!("{}zz{}", &text[..at], &text[at..])));
                }
            }
            if let Some(at) = line.rfind(|c: char| c.is_ascii_digit()) {
                let other = if &line[at..=at] == "1" { "2" } else { "1" };
                let at = start + at;
                add(
                    &format!("{key} another number"),
                    Some(format!("{}{other}{}", &text[..at], &text[at + 1..])),
                );
            }
            for (one, other) in [("true", "false"), ("false", "true")] {
                if line.contains(one) {
                    let other = line.replacen(one, other, 1);
                    add(
                        &format!("{key} {one}"),
                        Some(format!("{}{other}\n{}", &text[..start], &text[end..])),
                    );
                }
            }
        }
        start = end;
    }
}

/// The text: none, another word in each kind of line, other links.
fn of_text(text: &str, start: usize, add: &mut dyn FnMut(&str, Option<String>)) {
    add("text gone", Some(text[..start].to_owned()));
    add("text longer", Some(format!("{text}\n\nMore of it, with [a link](https://a.example/zz).\n")));
    add("heading more", Some(format!("{text}\n\n## A heading\n\nMore of it.\n")));
    add("player more", Some(format!("{text}\n\nhttps://youtu.be/dQw4w9WgXcQ\n")));
    add("picture more", Some(format!("{text}\n\n![Zz](/brand/social.png \"Of it | Reuters\")\n")));
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = at + line.trim_end().len();
        if !line.trim().is_empty() {
            let kind: String = line.chars().take_while(|c| !c.is_alphanumeric()).take(3).collect();
            add(&format!("line {kind:?} longer"), Some(format!("{} zz{}", &text[..end], &text[end..])));
            add(&format!("line {kind:?} gone"), Some(format!("{}{}", &text[..at], &text[at + line.len()..])));
        }
        at += line.len();
    }
}
