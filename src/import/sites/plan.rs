//! What an import writes: no path twice, nothing over what is there, nothing that was imported before.

mod advice;
mod existing;
mod passes;
mod paths;
mod placing;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

pub use self::advice::in_shell;
use self::advice::{addresses, said_of_left, said_of_unsourced};
use self::existing::Existing;
pub use self::existing::written_at;
use self::passes::convert_all;
use self::paths::name_apart;
use self::placing::Placing;
use super::convert::{Converted, Here};
use super::names::{self, ToldApart};
use super::remark::{Cause, Remark};
use super::site::{Item, OldSite};
use crate::build::parse_context;
use crate::config::{Config, Pattern};
use crate::rewrite::Rewrite;
use crate::site::TermKind;

/// The site that is imported into, as far as an import looks at it.
pub struct Destination<'d> {
    /// Where it is, as the working directory has it: for commands in what is said.
    pub root: &'d Path,
    /// Its configuration.
    pub config: &'d Config,
    /// Its files, relative to its root.
    pub files: &'d BTreeSet<String>,
    /// The bytes of one.
    pub read: &'d (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    /// Its examples that nobody has changed since `newsprint init` wrote them, with what they say.
    pub examples: &'d BTreeMap<String, String>,
    /// Identities in its texts, and whose they are.
    pub ids: &'d BTreeMap<String, String>,
    /// How many texts are imported at most.
    pub limit: Option<usize>,
    /// The day of the import, which undated texts have.
    pub today: String,
    /// Whether the pattern of articles' addresses may become the one that keeps most.
    pub takes_pattern: bool,
}

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is written.
    New,
    /// Lines are added to its end.
    AddedTo,
    /// It is there, with these bytes.
    AsItWas,
    /// There is another file of that name.
    LeftAlone,
}

impl Fate {
    /// For programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::AddedTo => "added-to",
            Self::AsItWas => "as-it-was",
            Self::LeftAlone => "left-alone",
        }
    }
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bytes {
    /// A text that was made.
    Text(String),
    /// A text of the site with something added.
    Rewrite(Rewrite),
    /// A file of the old site.
    Copy(String),
}

/// A file that an import writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Relative to the site's root.
    pub path: String,
    /// The file of the old site that it was.
    pub from: String,
    /// What it holds.
    pub bytes: Bytes,
    /// What becomes of it.
    pub fate: Fate,
    /// A text that is held back.
    pub is_draft: bool,
}

impl Planned {
    /// Whether it is a text, and no file that texts show.
    pub fn is_text(&self) -> bool {
        matches!(self.bytes, Bytes::Text(_))
    }
}

/// All that an import does.
#[derive(Debug, Default)]
pub struct Plan {
    /// Its files, texts first.
    pub files: Vec<Planned>,
    /// Examples of `newsprint init` that are taken out before: path, and what it says.
    pub examples: Vec<(String, String)>,
    /// What is said.
    pub remarks: Vec<Remark>,
    /// What the site's editors may want to write into its configuration.
    pub advice: Vec<String>,
    /// The pattern that would keep more addresses than the site's own.
    pub pattern: Option<String>,
}

/// How an import fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fared {
    /// Whatever can be imported is here.
    Well,
    /// Something is not, for a fault.
    InPart,
    /// Texts have faults, and no text is here.
    NotAtAll,
}

impl Plan {
    /// Whether texts show or link to files of the old site that are not there.
    pub fn leads_to_old_site(&self) -> bool {
        let leads = |remark: &Remark| matches!(remark.cause, Cause::MissingPicture | Cause::MissingTarget);
        self.remarks.iter().any(leads)
    }

    /// How it fared. What is made by templates alone is no fault, and what is here with other words is none.
    pub fn fared(&self) -> Fared {
        match self.remarks.iter().any(|remark| remark.cause.is_fault()) {
            false => Fared::Well,
            true if self.files.iter().any(|file| file.is_text() && !file.from.is_empty()) => Fared::InPart,
            true => Fared::NotAtAll,
        }
    }
}

/// The files of an old site that texts show.
pub struct Files<'f> {
    /// Whether one can be brought along, or why not.
    pub fits: &'f dyn Fn(&str) -> Result<(), Remark>,
    /// What it holds.
    pub bytes: &'f dyn Fn(&str) -> Result<Vec<u8>, Remark>,
}

/// Plans the import of a site with the files that it has: converts its texts, tells their names apart, and says what becomes of
/// each file. All texts are converted, also for a try: what is written is what it will be when the others are here.
pub fn plan(site: &mut OldSite, here: &Destination<'_>, old: &Files<'_>) -> Plan {
    let limit = here.limit.unwrap_or(usize::MAX).min(site.items.len());
    let mut plan = Plan { remarks: std::mem::take(&mut site.remarks), ..Plan::default() };
    plan.remarks.extend(name_apart(site));
    let moved = follow_moved(site, here);
    let mut existing = Existing::of(here, site, &parse_context(here.config));
    let context = Here {
        config: here.config.clone(),
        context: parse_context(here.config),
        today: here.today.clone(),
        days: std::mem::take(&mut existing.days),
    };
    let (context, mut converted) = with_best_pattern(site, here, &existing, context, &mut plan);
    let told = told_apart(&converted[..limit], here, &existing);
    if !told.merged.is_empty() {
        for (kind, name, other) in &told.merged {
            let known = if *kind == TermKind::Author { &mut site.people } else { &mut site.terms };
            known.insert(name.clone(), other.clone());
        }
        converted = convert_all(site, &context, &existing);
    }
    plan.remarks.append(&mut site.remarks);
    plan.advice.extend(told.advice);
    let is_moved = |(number, _): &(usize, (&Item, &Converted))| moved.contains_key(number);
    let comes = site.items.iter().zip(&converted).enumerate().take(limit).filter(|one| !is_moved(one));
    let comes: Vec<(&Item, &Converted)> = comes.map(|(_, one)| one).collect();
    let gone = existing.giving_way(&comes, here);
    plan.advice.extend(existing.advice(&comes, &gone, here));
    plan.advice.extend(said_of_left(&converted, limit));
    let mut placing = Placing::new(here, &gone);
    plan.examples = gone.into_iter().collect();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut unsourced = 0;
    for (number, (item, one)) in site.items.iter().zip(converted).enumerate().take(limit) {
        plan.remarks.extend(one.remarks);
        plan.remarks.extend(one.found.remarks);
        let Some(text) = one.text else { continue };
        if let Some(path) = moved.get(&number) {
            plan.remarks.push(Remark::of(Cause::Moved, &item.from).about(path.clone()));
            continue;
        }
        if let Some(file) = existing.retells(&one.reports, &one.path) {
            if item.is_of_others {
                plan.remarks.push(Remark::of(Cause::Known, &item.from).about(file));
                continue;
            }
            if !existing.is_own(file) {
                plan.remarks.push(Remark::of(Cause::Retold, &item.from).about(file));
            }
        }
        files.extend(one.found.files);
        let fate = placing.text(one.path, &item.from, text, one.is_draft);
        unsourced += usize::from(one.is_unsourced && fate == Fate::New);
    }
    plan.advice.extend(said_of_unsourced(unsourced));
    placing.registries(told.files, told.rewrites);
    files.into_iter().for_each(|(path, from)| placing.copy(path, from, old));
    plan.files = placing.files;
    plan.remarks.append(&mut placing.remarks);
    let (tried, left) = site.items.split_at(limit);
    let tried: HashSet<&str> = tried.iter().map(|item| &*item.from).collect();
    let left: HashSet<&str> =
        left.iter().map(|item| &*item.from).filter(|from| !tried.contains(from)).collect();
    plan.remarks.retain(|remark| !left.contains(&*remark.file));
    plan.remarks.sort();
    plan
}

/// Gives items that were imported before the places at which they stand by now, so that links lead there; by their numbers.
fn follow_moved(site: &mut OldSite, here: &Destination<'_>) -> BTreeMap<usize, String> {
    let mut moved = BTreeMap::new();
    for (number, item) in site.items.iter_mut().enumerate() {
        let known = item.id.as_ref().and_then(|id| here.ids.get(id));
        let below = known.and_then(|path| path.strip_prefix("content/")).filter(|below| *below != item.path);
        if let Some(below) = below {
            moved.insert(number, format!("content/{below}"));
            below.clone_into(&mut item.path);
        }
    }
    moved
}

/// Converts all items; again by the pattern that keeps most addresses, where that is asked for. With what they were converted with.
fn with_best_pattern(
    site: &mut OldSite,
    here: &Destination<'_>,
    existing: &Existing,
    context: Here,
    plan: &mut Plan,
) -> (Arc<Here>, Vec<Converted>) {
    let before = here.takes_pattern.then(|| site.clone());
    let context = Arc::new(context);
    let converted = convert_all(site, &context, existing);
    let counted = addresses(site, &converted);
    let better = counted.better.as_ref().and_then(|(text, _)| Some((text, Pattern::parse(text, true).ok()?)));
    plan.pattern = better.as_ref().map(|(text, _)| (*text).clone());
    let taken = before.zip(better);
    plan.advice.extend(counted.said(taken.is_some(), here.takes_pattern));
    plan.advice.extend(counted.said_of_path(site, &here.config.base_url));
    let Some((before, (_, pattern))) = taken else { return (context, converted) };
    *site = before;
    let mut context = (*context).clone();
    context.config.permalinks.article = pattern;
    let context = Arc::new(context);
    let converted = convert_all(site, &context, existing);
    (context, converted)
}

/// Tells the names of documents apart, from each other and from those in the site that is imported into.
fn told_apart(converted: &[Converted], here: &Destination<'_>, existing: &Existing) -> ToldApart {
    let zone = here.config.timezone;
    let into = names::Site { files: here.files, read: here.read, names: &existing.names, zone };
    let written = converted.iter().filter(|one| one.text.is_some());
    names::told_apart(written.flat_map(|one| &one.names), &into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::Kind;
    use crate::import::sites::site::{Body, Dialect};

    pub(super) fn item(path: &str, text: &str) -> Item {
        Item::new(
            format!("old/{path}"),
            serde_yaml::from_str("{title: A, date: 2020-02-03}").expect("a mapping"),
            Body::Markdown(Dialect::Plain, text.to_owned()),
            Kind::Article,
            path.to_owned(),
        )
    }

    #[test]
    fn many_texts_of_one_name_are_told_apart() {
        let items = ["a.md", "a~2.md", "A.md", "a.md"].map(|path| item(path, ""));
        let mut site = OldSite { items: items.to_vec(), ..OldSite::default() };
        assert_eq!(name_apart(&mut site).len(), 2);
        let paths: Vec<&str> = site.items.iter().map(|item| &*item.path).collect();
        assert_eq!(paths, ["a.md", "a~2.md", "A~3.md", "a~4.md"]);
        let mut many = OldSite { items: vec![item("a.md", ""); 20_000], ..OldSite::default() };
        assert_eq!(name_apart(&mut many).len(), 19_999);
        assert_eq!(many.items[19_999].path, "a~20000.md");
    }

    #[test]
    fn a_file_that_is_too_large_is_named_and_passed_over() {
        let mut site =
            OldSite { items: vec![item("a.md", "![A](/a.png) ![B](/b.png)")], ..OldSite::default() };
        site.files = ["a.png", "b.png"].map(|name| (format!("/{name}"), name.to_owned())).into();
        let config = Config::read(Some(b"title: T\nbase_url: https://news.example/\n"), None);
        let config = config.0.unwrap_or_else(|| panic!("{:?}", config.1));
        let here = Destination {
            root: Path::new(""),
            config: &config,
            files: &BTreeSet::new(),
            read: &|_| None,
            examples: &BTreeMap::new(),
            ids: &BTreeMap::new(),
            limit: None,
            today: "2025-02-15".to_owned(),
            takes_pattern: false,
        };
        let fits = |path: &str| match path {
            "a.png" => Err(Remark::of(Cause::TooLarge, path)),
            _ => Ok(()),
        };
        let plan = plan(&mut site, &here, &Files { fits: &fits, bytes: &|_| Ok(Vec::new()) });
        let paths: Vec<&str> = plan.files.iter().map(|file| &*file.path).collect();
        assert_eq!(paths, ["content/a.md", "static/b.png"]);
        assert!(plan.remarks.contains(&Remark::of(Cause::TooLarge, "a.png")), "{:?}", plan.remarks);
        assert_eq!(plan.fared(), Fared::InPart);
        let fault = || vec![Remark::of(Cause::NotUtf8, "a.md")];
        assert_eq!(Plan { files: Vec::new(), remarks: fault(), ..plan }.fared(), Fared::NotAtAll);
        let template = vec![Remark::of(Cause::Template, "a.md")];
        assert_eq!(Plan { remarks: template, ..Plan::default() }.fared(), Fared::Well);
    }
}
