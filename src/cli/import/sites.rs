//! `newsprint import --from jekyll …`: a whole site of another generator, or a feed.
#![allow(clippy::disallowed_methods)] // an edge: reads and writes files of the site

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;
use walkdir::WalkDir;

use super::ImportArguments;
use crate::build::Options;
use crate::cli::{CLEAN, FAILED, PARTIAL, messages, say_errors};
use crate::config::Config;
use crate::content::Date;
use crate::files::{Written, write_new};
use crate::import::sites::{
    Bytes, Destination, Fared, Files, Folder, GENERATORS, OldSite, Plan, Report, generator, in_shell, place,
    plan, read, written_at,
};
use crate::rewrite::{self, Rewrite};
use crate::scaffold::document::Fault;
use crate::scaffold::starter::{example_at, is_example};
use crate::site::Flags;
use crate::source::{self, CONFIG};

/// How a whole site is imported.
#[derive(Args, Debug)]
#[command(next_help_heading = "Whole sites")]
pub(super) struct SitesArguments {
    /// A whole site or feed, made by this: its folder or file stands where a page would
    #[arg(long, value_name = "GENERATOR", value_parser = PossibleValuesParser::new(GENERATORS.iter().map(|generator| generator.name)), conflicts_with_all = ["paste", "title", "brief", "edition", "topic", "tag", "language", "selector", "download", "licence", "republished", "slug", "again", "explain", "stdout", "edit"])]
    pub(super) from: Option<String>,
    /// Below content/, the folder that its articles go into
    #[arg(long, value_name = "FOLDER", requires = "from")]
    into: Option<String>,
    /// The first so many texts, to try it
    #[arg(long, value_name = "N", requires = "from")]
    limit: Option<usize>,
    /// Write the pattern that keeps its addresses into newsprint.yaml, if there is none
    #[arg(long, requires = "from")]
    permalinks: bool,
}

/// Imports the site that `pages` names.
pub(super) fn run(from: &str, whole: &ImportArguments) -> u8 {
    let arguments = &whole.sites;
    let options = whole.site.options(Flags::default());
    let (config, text) = match config(&options) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let today = match options.now.moment(&config) {
        Ok(now) => Date::at(now, config.timezone).map(|date| Date { has_time: false, ..date }.as_written()),
        Err(fault) => return say_errors(&options.root, vec![fault]),
    };
    let (mut site, old) = match old_site(from, whole, &options.root) {
        Ok(old) => old,
        Err(fault) => return fault.say(&options),
    };
    let is_placed = site.base.is_some();
    let files = files(&options.root);
    let ids = ids(&options.root, &files);
    let bytes = |path: &str| fs::read(options.root.join(path)).ok();
    let examples = examples(&options.root, &files);
    let here = Destination {
        root: &options.root,
        config: &config,
        files: &files,
        read: &bytes,
        examples: &examples,
        ids: &ids,
        limit: arguments.limit,
        today: today.unwrap_or_default(),
        takes_pattern: arguments.permalinks,
    };
    let of_old = Files { fits: &|path| old.fits(path), bytes: &|path| old.file(path) };
    let mut plan = plan(&mut site, &here, &of_old);
    let pattern = plan.pattern.clone().filter(|_| arguments.permalinks);
    let has_permalinks =
        || text.iter().flat_map(|text| text.lines()).any(|line| line.starts_with("permalinks:"));
    if let Some(pattern) = pattern.as_ref().filter(|_| has_permalinks()) {
        return messages::usage(&format!(
            "--permalinks: newsprint.yaml has `permalinks:` already; write `article: \"{pattern}\"` there"
        ));
    }
    let line = pattern.map(|pattern| format!("permalinks: {{article: \"{pattern}\"}}\n"));
    if !is_placed && plan.leads_to_old_site() {
        plan.advice.push(
            "Where the old site stood is not known: with --url ADDRESS, links to pictures and files lead there."
                .to_owned(),
        );
    }
    let is_left = |path: &&String| plan.examples.iter().all(|(gone, _)| gone != *path);
    let left: Vec<&str> = examples.keys().filter(is_left).map(String::as_str).collect();
    let dead = menu_of_examples(&left, (&config, &files, &bytes), &plan);
    plan.advice.extend(said_of_examples(&left, &dead, &options.root));
    if !whole.dry_run {
        if let Err(fault) = place(&mut plan, &old, &options.root) {
            return messages::failed(&format!(
                "{fault}; what was written before stays, and a second import goes on from there"
            ));
        }
        if let Some(line) = line
            && let Err(fault) = add_line(&options.root, text, &line)
        {
            return messages::failed(&format!("{fault}; add this line to it: {}", line.trim_end()));
        }
    }
    say(&plan, whole);
    match plan.fared() {
        Fared::Well => CLEAN,
        Fared::InPart => PARTIAL,
        Fared::NotAtAll => FAILED,
    }
}

/// The old site, as it is to be imported, and its files.
fn old_site(from: &str, whole: &ImportArguments, root: &Path) -> Result<(OldSite, Arc<Folder>), Fault> {
    let usage = |why: String| Fault::Usage(why);
    let generator = generator(from).ok_or_else(|| usage(format!("--from {from}: not known")))?;
    let [path] = &whole.pages[..] else {
        return Err(usage(format!("--from {from} takes one folder or file: {}", generator.takes)));
    };
    if path.contains("://") {
        return Err(usage(format!(
            "--from {from} reads files, and fetches nothing: save {path} first, and name that file"
        )));
    }
    let given = whole.url.as_deref().map(super::given_address).transpose()?;
    let old = Arc::new(Folder::open(Path::new(path)).map_err(usage)?);
    if is_within(root, Path::new(path)) {
        return Err(usage(
            "the old site is a part of this one: name the folder that it stands in".to_owned(),
        ));
    }
    let (name, takes) = (generator.name, generator.takes);
    let mut site = read(generator, &old)
        .map_err(|fault| usage(format!("{path}: {fault} (--from {name} takes {takes})")))?;
    site.remarks.extend(old.remarks.iter().cloned());
    if let Some(folder) = &whole.sites.into {
        site.move_into(folder).map_err(|fault| usage(format!("--into {folder}: {fault}")))?;
    }
    if let Some(mut url) = given.filter(|_| site.base.is_none()) {
        if url.path() == "/" {
            url.set_path(&site.below);
        }
        site.stand_at(Some(url));
    }
    Ok((site, old))
}

fn say(plan: &Plan, arguments: &ImportArguments) {
    let report = Report::new(plan, arguments.dry_run);
    match arguments.json {
        true => drop(writeln!(anstream::stdout(), "{}", report.json())),
        false => messages::say(report.text().trim_end()),
    }
}

/// The configuration of the site that is imported into, and its text if there is a file.
fn config(options: &Options) -> Result<(Config, Option<String>), u8> {
    let bytes = source::config_text(&options.root).map_err(|fault| say_errors(&options.root, vec![fault]))?;
    let text = bytes.as_deref().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let (config, said) = Config::read(bytes.as_deref(), options.base_url.as_deref());
    match config {
        Some(config) => Ok((config, text)),
        None => Err(say_errors(&options.root, said)),
    }
}

/// The files of a site that an import could meet.
fn files(root: &Path) -> BTreeSet<String> {
    let below = |folder: &str| WalkDir::new(root.join(folder)).into_iter().filter_map(Result::ok);
    let entries = ["content", "static"].into_iter().flat_map(below);
    let files = entries.filter(|entry| !entry.file_type().is_dir());
    let path = |entry: walkdir::DirEntry| {
        let below = entry.path().strip_prefix(root).ok()?.to_str()?.to_owned();
        Some(below.replace(std::path::MAIN_SEPARATOR, "/"))
    };
    files.filter_map(path).collect()
}

/// The examples among the files of a site that are still as `init` wrote them, with what they say.
fn examples(root: &Path, files: &BTreeSet<String>) -> BTreeMap<String, String> {
    let texts = files.iter().filter(|path| path.ends_with(".md")).filter_map(|path| {
        let text = fs::read_to_string(root.join(path)).ok()?;
        is_example(path, &text).then(|| (path.clone(), text))
    });
    texts.collect()
}

/// What the report says of examples that stay; `menu` are the lines of the menu that lead to them.
fn said_of_examples(paths: &[&str], menu: &[String], root: &Path) -> Option<String> {
    let command: Vec<String> = paths.iter().map(|path| in_shell(root, path)).collect();
    let lines: String = menu.iter().map(|line| format!("\n  - {line}")).collect();
    let and_menu = match menu {
        [] => String::new(),
        [_] => format!("\nThen take the line that leads to them out of `menu:` in newsprint.yaml:{lines}"),
        _ => format!("\nThen take the lines that lead to them out of `menu:` in newsprint.yaml:{lines}"),
    };
    (!paths.is_empty()).then(|| {
        format!(
            "Examples of `newsprint init` stand here, too. To take them out:\n  rm {}{and_menu}",
            command.join(" ")
        )
    })
}

/// A site's configuration, its files, and what reads one.
type Here<'h> = (&'h Config, &'h BTreeSet<String>, &'h dyn Fn(&str) -> Option<Vec<u8>>);

/// The entries of the menu that lead nowhere without the examples at `paths`.
fn menu_of_examples(paths: &[&str], (config, files, read): Here<'_>, plan: &Plan) -> Vec<String> {
    let stays = |file: &&String| file.ends_with(".md") && !paths.contains(&file.as_str());
    let comes = plan.files.iter().filter_map(|file| match &file.bytes {
        Bytes::Text(text) => Some((&*file.path, text.clone())),
        _ => None,
    });
    let text = |path: &str| read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let stay = files.iter().filter(stays).filter_map(|path| Some((path.as_str(), text(path)?)));
    let texts: Vec<(&str, String)> = comes.chain(stay).collect();
    let leads_nowhere = |url: &str| {
        let Some(example) = example_at(url).filter(|example| paths.iter().any(|path| example.is(path)))
        else {
            return false;
        };
        let has_topic = |text: &str| {
            let names = written_at(text, &["topics", "topic"]).unwrap_or_default();
            let mut names = names.split([',', '[', ']', '"', '\'']);
            example.topic.is_some_and(|topic| names.any(|name| name.trim().eq_ignore_ascii_case(topic)))
        };
        !texts.iter().any(|(path, text)| example.is(path) || has_topic(text))
    };
    let links = config.menu.iter().flat_map(|item| std::iter::once(&item.link).chain(&item.items));
    let dead = links.filter(|link| leads_nowhere(&link.url));
    dead.map(|link| format!("{{name: {}, url: {}}}", link.name, link.url)).collect()
}

/// Identities that texts of a site name: by them what was imported before is known, wherever it stands by now.
fn ids(root: &Path, files: &BTreeSet<String>) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for path in files.iter().filter(|path| path.starts_with("content/") && path.ends_with(".md")) {
        let Ok(text) = fs::read_to_string(root.join(path)) else { continue };
        if let Some(id) = written_at(&text, &["id", "guid"]) {
            ids.insert(id.trim().trim_matches(['"', '\'']).to_owned(), path.clone());
        }
    }
    ids
}

fn is_within(root: &Path, old: &Path) -> bool {
    let (Ok(root), Ok(old)) = (root.canonicalize(), old.canonicalize()) else { return false };
    ["content", "static"].iter().any(|folder| old.starts_with(root.join(folder))) || old == root
}

/// Adds a line to the configuration, of which `text` is what was read of it before.
fn add_line(root: &Path, text: Option<String>, line: &str) -> Result<(), String> {
    let Some(before) = text else {
        return match write_new(&root.join(CONFIG), line) {
            Ok(Written::New) => Ok(()),
            Ok(Written::WasThere) => Err(format!("{CONFIG} has changed meanwhile")),
            Err(error) => Err(format!("{CONFIG} cannot be written: {error}")),
        };
    };
    let end = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let after = format!("{before}{end}{line}");
    rewrite::write(root, &[Rewrite { path: CONFIG.to_owned(), before, after }]).map_err(|fault| fault.why)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_named_as_a_shell_reads_them() {
        let paths = ["content/about.md", "content/it's one.md"];
        let said = said_of_examples(&paths, &[], Path::new("")).expect("two examples");
        assert!(said.ends_with(r"rm content/about.md 'content/it'\''s one.md'"), "{said}");
    }

    #[test]
    fn a_line_is_added_to_what_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(CONFIG);
        assert_eq!(add_line(folder.path(), None, "a: 1\n"), Ok(()));
        assert!(add_line(folder.path(), None, "b: 2\n").is_err_and(|fault| fault.contains("meanwhile")));
        assert_eq!(add_line(folder.path(), Some("a: 1\n".to_owned()), "b: 2\n"), Ok(()));
        assert!(add_line(folder.path(), Some("a: 1\n".to_owned()), "c: 3\n").is_err());
        assert_eq!(fs::read_to_string(file).expect("a file"), "a: 1\nb: 2\n");
    }
}
