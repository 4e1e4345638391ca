//! What an import writes: no path twice, nothing over what is there, nothing that was imported before.

mod advice;
mod existing;
mod passes;
mod paths;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use self::advice::{addresses, said_of_left};
use self::existing::Existing;
pub use self::existing::quoted;
use self::passes::all;
use self::paths::name_apart;
use super::convert::{Converted, Here};
use super::names::{self, ToldApart};
use super::remark::{Cause, Remark};
use super::site::{Item, OldSite};
use crate::build::parse_context;
use crate::config::{Config, Pattern};
use crate::paths::{OutPath, fold};
use crate::rewrite::Rewrite;
use crate::site::TermKind;

/// The site that is imported into, as far as an import looks at it.
pub struct Destination<'d> {
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

/// Plans the import of a site with the files that it has.
pub fn plan(site: &mut OldSite, here: &Destination<'_>, old: &Files<'_>) -> Plan {
    let mut plan = Plan { remarks: std::mem::take(&mut site.remarks), ..Plan::default() };
    // All are converted, also for a try: what is written is what it will be when the others are here.
    let limit = here.limit.unwrap_or(usize::MAX).min(site.items.len());
    let twice = name_apart(site);
    plan.remarks.extend(twice);
    // What was imported before is linked to where it stands by now.
    let mut moved: BTreeMap<usize, String> = BTreeMap::new();
    for (number, item) in site.items.iter_mut().enumerate() {
        let known = item.id.as_ref().and_then(|id| here.ids.get(id));
        let below = known.and_then(|path| path.strip_prefix("content/")).filter(|below| *below != item.path);
        if let Some(below) = below {
            moved.insert(number, format!("content/{below}"));
            below.clone_into(&mut item.path);
        }
    }
    let mut existing = Existing::of(here, site, &parse_context(here.config));
    let mut context = Here {
        config: here.config.clone(),
        context: parse_context(here.config),
        today: here.today.clone(),
        days: std::mem::take(&mut existing.days),
    };
    let before = here.takes_pattern.then(|| site.clone());
    let mut shared = Arc::new(context.clone());
    let mut converted = all(site, &shared, &existing);
    let counted = addresses(site, &converted);
    let better = counted.better.as_ref().and_then(|(text, _)| Some((text, Pattern::parse(text, true).ok()?)));
    plan.pattern = better.as_ref().map(|(text, _)| (*text).clone());
    let is_taken = here.takes_pattern && better.is_some();
    if let Some((before, (_, pattern))) = before.zip(better) {
        *site = before;
        context.config.permalinks.article = pattern;
        shared = Arc::new(context);
        converted = all(site, &shared, &existing);
    }
    plan.advice.extend(counted.said(is_taken));
    plan.advice.extend(counted.said_of_path(site, &here.config.base_url));
    let told = told_apart(&converted[..limit], here, &existing);
    if !told.merged.is_empty() {
        for (kind, name, other) in &told.merged {
            let known = if *kind == TermKind::Author { &mut site.people } else { &mut site.terms };
            known.insert(name.clone(), other.clone());
        }
        converted = all(site, &shared, &existing);
    }
    plan.remarks.append(&mut site.remarks);
    plan.advice.extend(told.advice);
    let is_moved = |(number, _): &(usize, (&Item, &Converted))| moved.contains_key(number);
    let comes = site.items.iter().zip(&converted).enumerate().take(limit).filter(|one| !is_moved(one));
    let comes: Vec<(&Item, &Converted)> = comes.map(|(_, one)| one).collect();
    let gone = existing.giving_way(&comes, here);
    plan.advice.extend(existing.advice(&comes, &gone, here));
    plan.examples = gone.into_iter().collect();
    let gone: BTreeSet<&String> = plan.examples.iter().map(|(path, _)| path).collect();
    let is_here = |path: &String| here.files.contains(path) && !gone.contains(path);
    let mut taken: HashSet<String> =
        here.files.iter().filter(|path| is_here(path)).map(|path| fold(path).into_owned()).collect();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut unsourced = 0;
    plan.advice.extend(said_of_left(&converted, limit));
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
        let fate = match is_here(&one.path) {
            true if (here.read)(&one.path).as_deref() == Some(text.as_bytes()) => Fate::AsItWas,
            true => Fate::LeftAlone,
            false if taken.insert(fold(&one.path).into_owned()) => Fate::New,
            false => Fate::LeftAlone,
        };
        if fate == Fate::LeftAlone {
            plan.remarks.push(Remark::of(Cause::Exists, &item.from).about(one.path.clone()));
        }
        let is_draft = one.is_draft;
        unsourced += usize::from(one.is_unsourced && fate == Fate::New);
        plan.files.push(Planned {
            path: one.path,
            from: item.from.clone(),
            bytes: Bytes::Text(text),
            fate,
            is_draft,
        });
    }
    plan.advice.extend((unsourced > 0).then(|| {
        format!(
            "Articles that name no source: {unsourced}. Each build warns of them (`no-source`): write `sources:` where they retell others,\n  \
             and `sources: []` where they are your own."
        )
    }));
    let added = |path: String, bytes: Bytes, fate: Fate| Planned {
        path,
        from: String::new(),
        bytes,
        fate,
        is_draft: false,
    };
    for (path, text) in told.files {
        let is_free = taken.insert(fold(&path).into_owned());
        plan.files.extend(is_free.then(|| added(path, Bytes::Text(text), Fate::New)));
    }
    for rewrite in told.rewrites {
        plan.files.push(added(rewrite.path.clone(), Bytes::Rewrite(rewrite), Fate::AddedTo));
    }
    for (path, from) in files {
        if let Err(fault) = OutPath::new(&path) {
            plan.remarks.push(Remark::of(Cause::Unreadable, &from).about(fault.to_string()));
            continue;
        }
        if let Err(remark) = (old.fits)(&from) {
            plan.remarks.push(remark);
            continue;
        }
        let is_same = || match ((here.read)(&path), (old.bytes)(&from)) {
            (Some(one), Ok(two)) => one == two,
            _ => false,
        };
        let fate = match here.files.contains(&path) {
            true if is_same() => Fate::AsItWas,
            true => Fate::LeftAlone,
            false if taken.insert(fold(&path).into_owned()) => Fate::New,
            false => Fate::LeftAlone,
        };
        if fate == Fate::LeftAlone {
            plan.remarks.push(Remark::of(Cause::Exists, &from).about(path.clone()));
        }
        plan.files.push(Planned {
            path,
            from: from.clone(),
            bytes: Bytes::Copy(from),
            fate,
            is_draft: false,
        });
    }
    let (tried, left) = site.items.split_at(limit);
    let tried: HashSet<&str> = tried.iter().map(|item| &*item.from).collect();
    let left: HashSet<&str> =
        left.iter().map(|item| &*item.from).filter(|from| !tried.contains(from)).collect();
    plan.remarks.retain(|remark| !left.contains(&*remark.file));
    plan.remarks.sort();
    plan
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
        Item {
            from: format!("old/{path}"),
            line: 0,
            head: serde_yaml::from_str("{title: A, date: 2020-02-03}").expect("a mapping"),
            body: Body::Markdown(Dialect::Plain, text.to_owned()),
            kind: Kind::Article,
            path: path.to_owned(),
            address: None,
            is_fixed: false,
            hidden: None,
            id: None,
            language: None,
            without: BTreeSet::new(),
            bundle: None,
            page: None,
            is_of_others: false,
            number: None,
        }
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
