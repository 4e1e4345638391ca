//! An item of an old site → the text of a document here, read back by the parser that will read it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fields::{self, Decided, compose};
use super::index::Index;
use super::names::{self, Named};
use super::permalinks::day_in;
use super::remark::{Cause, Remark};
use super::shortcodes::{self, Syntax};
use super::site::{Body, Dialect, Item, OldSite};
use super::targets::{Found, Ways};
use super::{html, kramdown, liquid, unpublished};
use crate::config::Config;
use crate::content::Kind;
use crate::content::document::{Document, ParseContext, parse};
use crate::content::front_matter::path_of_site;
use crate::content::markdown::code_blocks;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::address_of;

/// A document, or why there is none.
#[derive(Debug)]
pub struct Converted {
    /// Relative to the site's root.
    pub path: String,
    /// The file; none when it would be no document.
    pub text: Option<String>,
    /// Held back.
    pub is_draft: bool,
    /// What it shows and links to.
    pub found: Found,
    /// What is to be said of it besides.
    pub remarks: Vec<Remark>,
    /// Its address here.
    pub address: Option<String>,
    /// Old addresses that lead on to it.
    pub aliases: Vec<String>,
    /// What it names.
    pub names: Vec<Named>,
    /// Whether builds will warn that it names no source.
    pub is_unsourced: bool,
    /// Of the addresses of the reports that it retells.
    pub reports: Box<[u64]>,
    /// Its parts that patterns of addresses are made of: date, slug.
    pub place: Option<((i32, u32, u32), String)>,
}

impl Converted {
    /// Of an item that is passed over.
    pub fn passed_over(item: &Item, cause: Cause) -> Self {
        let remark = Remark::of(cause, &item.from);
        Self::none(format!("content/{}", item.path), Found::default(), vec![remark])
    }

    fn none(path: String, found: Found, remarks: Vec<Remark>) -> Self {
        Self {
            path,
            text: None,
            is_draft: false,
            found,
            remarks,
            address: None,
            aliases: Vec::new(),
            names: Vec::new(),
            is_unsourced: false,
            reports: Box::default(),
            place: None,
        }
    }
}

/// What documents here are read with.
#[derive(Clone)]
pub struct Here {
    /// The site's configuration.
    pub config: Config,
    /// Of its texts.
    pub context: ParseContext,
    /// The day of the import.
    pub today: String,
    /// Days that texts of the site begin with: the file and its `date:`.
    pub days: BTreeMap<String, String>,
}

/// How often a text is written anew because a key of it could not be read.
const TRIES: usize = 6;

/// Converts an item.
pub fn convert(site: &OldSite, index: &Index<'_>, item: &Item, here: &Here) -> Converted {
    let path = format!("content/{}", item.path);
    let ways = Ways::new(site, index, item, &path);
    let (body, mut remarks) = body(site, item, &ways);
    let Some(body) = body else {
        let found = ways.found();
        return Converted::none(path, found, remarks);
    };
    let picture = |src: &str| ways.picture(src);
    let is_doubtful = |remark: &Remark| matches!(remark.cause, Cause::PairUnknown(_));
    let hidden = unpublished::in_part(&item.body)
        .or_else(|| remarks.iter().any(is_doubtful).then_some(unpublished::BETWEEN_TAGS));
    let mut decided = Decided { date: date_of(item), hidden, ..Decided::default() };
    let zone = here.config.timezone;
    let mut result: Result<(String, Document), Vec<Diagnostic>> = Err(Vec::new());
    for _ in 0..TRIES {
        let composed = compose(item, site, &decided, &picture, zone);
        let text = format!("---\n{}---\n\n{}", composed.yaml, body.trim_start_matches('\n'));
        let read = parse(&Arc::from(&*path), item.kind, text.as_bytes(), &here.context);
        let (said, document) = match read {
            Ok(document) => (document.diagnostics.to_vec(), Some(document)),
            Err(said) => (said, None),
        };
        if note_unfit(&said, &composed.yaml, &mut decided) {
            continue;
        }
        // A draft without a date would stop the builds that show drafts.
        if let Some(document) = &document
            && document.kind == Kind::Article
            && document.front.date.is_none()
            && decided.provisional.is_none()
        {
            decided.provisional = Some(here.days.get(&path).unwrap_or(&here.today).clone());
            continue;
        }
        let errors: Vec<Diagnostic> = said.into_iter().filter(Diagnostic::is_error).collect();
        let Some(document) = document.filter(|_| errors.is_empty()) else {
            result = Err(errors);
            break;
        };
        let moved = decided.url.is_none() && decided.alias.is_none();
        let decides =
            moved && !decided.unfit.contains("url") && keep_address(item, &document, here, &mut decided);
        result = Ok((text, document));
        if !decides {
            remarks.extend(composed.remarks);
            break;
        }
    }
    let found = ways.found();
    match result {
        Ok((text, document)) => {
            let address = address_of(&document, &here.config);
            let place = document.front.date.map(|date| {
                let date = date.in_zone(zone);
                let slug = document.front.rare().slug.as_ref().map(ToString::to_string).or_else(|| {
                    crate::content::Slug::new(&document.name().slug_text).map(|slug| slug.to_string())
                });
                ((date.year(), date.month(), date.day()), slug.unwrap_or_default())
            });
            let is_draft = document.front.draft;
            let aliases = document.front.rare().aliases.clone();
            let names = names::of(&document);
            let reports = document.likeness.sources.clone();
            let is_unsourced = document.diagnostics.iter().any(|said| said.code == Code::NoSource);
            Converted {
                path,
                text: Some(text),
                is_draft,
                found,
                remarks,
                address,
                aliases,
                names,
                is_unsourced,
                reports,
                place,
            }
        }
        Err(errors) => {
            let code = errors.first().map_or("front matter", |error| error.code.as_str());
            let detail = errors.first().map(|error| error.message.clone()).unwrap_or_default();
            remarks.push(Remark::of(Cause::DoesNotRead(code), &item.from).about(detail));
            Converted::none(path, found, remarks)
        }
    }
}

/// Whether something has to be written so that an item's old address stays or leads on.
fn keep_address(item: &Item, document: &Document, here: &Here, decided: &mut Decided) -> bool {
    let Some(old) = &item.address else { return false };
    if path_of_site(old).is_err() || old.contains(['{', '}']) || old.contains("/:") || old == "/" {
        return false;
    }
    let new = address_of(document, &here.config);
    if new.as_deref().is_some_and(|new| fields::folded(new) == fields::folded(old)) {
        return false;
    }
    match item.is_fixed && document.kind != Kind::Home {
        true => decided.url = Some(old.clone()),
        false if item.without.contains(&fields::folded(old)) => return false,
        false => decided.alias = Some(old.clone()),
    }
    true
}

/// Keys whose values are entries with keys of their own. One that cannot be read takes nothing else along.
const WITH_ENTRIES: [&str; 4] = ["sources", "corrections", "withdrawn", "republished"];

/// Notes the keys of front matter that are read as something else than they are there; whether there are any that were not noted.
fn note_unfit(said: &[Diagnostic], yaml: &str, decided: &mut Decided) -> bool {
    let lines: Vec<&str> = yaml.lines().collect();
    let keys: Vec<(usize, &str)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.starts_with([' ', '-', '#']))
        .filter_map(|(number, line)| Some((number, line.split_once(':')?.0)))
        .collect();
    let is_about_value = |problem: &&Diagnostic| {
        let is_known = matches!(
            problem.code,
            Code::NoEffect | Code::UnknownKey | Code::UnknownType | Code::InvalidPath | Code::InvalidDate
        );
        (problem.is_error() || is_known) && !matches!(problem.code, Code::MissingDate | Code::MissingTitle)
    };
    let mut is_new = false;
    for problem in said.iter().filter(is_about_value) {
        // The first line of the file opens the front matter.
        let line = problem.span.map_or(0, |span| span.line as usize);
        let Some(line) = line.checked_sub(2).filter(|line| *line < lines.len()) else { continue };
        let Some((top, key)) = keys.iter().rev().find(|(number, _)| *number <= line) else { continue };
        let key = key.trim_matches(['"', '\'']).to_ascii_lowercase().replace('-', "_");
        if WITH_ENTRIES.contains(&&*key)
            && let Some((entry, inner)) = within(&lines[top + 1..=line])
            && decided.unfit_within.insert((key.clone(), entry, inner))
        {
            is_new = true;
            continue;
        }
        let all = names_of(&key).into_iter().filter(|key| key != "title" && key != "extra");
        for key in all {
            is_new |= decided.unfit.insert(key);
        }
    }
    is_new
}

/// The number of the entry that the last of these lines below a key is about, and the key in it.
fn within(lines: &[&str]) -> Option<(usize, String)> {
    let entry = lines.iter().filter(|line| line.starts_with("  - ")).count().saturating_sub(1);
    let key = lines.iter().rev().find_map(|line| {
        let inside = ["  - ", "    ", "  "].iter().find_map(|start| line.strip_prefix(start))?;
        inside.split_once(':').map(|(key, _)| key).filter(|_| !inside.starts_with([' ', '-']))
    })?;
    Some((entry, key.trim_matches(['"', '\'']).to_owned()))
}

/// A key, and those of others that became it.
fn names_of(key: &str) -> Vec<String> {
    let others: &[&str] = match key {
        "topics" => &["topic", "categories", "category"],
        "tags" => &["tag"],
        "updated" => {
            &["lastmod", "modified", "last_modified_at", "updated_at", "last_updated", "last_modified"]
        }
        "expires" => &["expirydate", "expiry_date", "unpublish_date"],
        "language" => &["lang", "locale"],
        "image" => &["cover", "images", "featured_image", "feature_image", "thumbnail", "banner", "header"],
        "story" => &["series"],
        "canonical" => &["canonical_url", "canonicalurl"],
        "id" => &["guid"],
        "sources" => &["source", "source_name", "source_url", "external_url"],
        "authors" => &["author", "byline"],
        _ => &[],
    };
    std::iter::once(key).chain(others.iter().copied()).map(str::to_owned).collect()
}

/// The date that an item's address says, where its front matter and its name say none.
fn date_of(item: &Item) -> Option<String> {
    if item.kind != Kind::Article || crate::content::name::of(&item.path).ok()?.date.is_some() {
        return None;
    }
    day_in(item.address.as_ref()?).map(|day| day.to_string())
}

/// The text of an item as Markdown, and its remarks.
fn body(site: &OldSite, item: &Item, ways: &Ways<'_>) -> (Option<String>, Vec<Remark>) {
    let mut remarks = Vec::new();
    let (dialect, text) = match &item.body {
        Body::Markdown(dialect, text) => (*dialect, text),
        Body::Html(text) => {
            let markdown = html::markdown(site, item, text, &mut remarks).map(|text| ways.rewrite(&text));
            return (markdown, remarks);
        }
    };
    let reference = |name: &str| ways.find(name);
    let mut say = |mut said: Vec<(Cause, usize, String)>, text: &str| {
        let mut lines = (0, 0);
        // What was captured is said where it is shown.
        said.sort_by_key(|(_, at, _)| *at);
        for (cause, at, detail) in said {
            let between = text.get(lines.0..at).unwrap_or("");
            lines = (at, lines.1 + between.bytes().filter(|byte| *byte == b'\n').count() as u32);
            remarks.push(Remark::of(cause, &item.from).at(item.line + lines.1 + 1).about(detail));
        }
    };
    let converted = match dialect {
        Dialect::Plain => text.clone(),
        Dialect::Liquid => {
            let page = item.values();
            let surroundings = liquid::Surroundings {
                site: &site.variables,
                page: &page,
                includes: &site.includes,
                target: &reference,
            };
            let rendered = liquid::render(text, &surroundings);
            say(rendered.said, text);
            let (converted, said) = kramdown::convert(&rendered.text);
            // Lines of what was evaluated are not those of the file.
            say(if rendered.text == *text { said } else { at_start(said) }, &rendered.text);
            converted
        }
        Dialect::Hugo | Dialect::Zola => {
            let syntax = if dialect == Dialect::Hugo { Syntax::Hugo } else { Syntax::Zola };
            let code =
                if text.contains("{{") || text.contains("{%") { code_blocks(text) } else { Vec::new() };
            let (converted, said) = shortcodes::convert(text, syntax, &code, &reference, &site.tags);
            say(said, text);
            converted
        }
    };
    (Some(ways.rewrite(&converted)), remarks)
}

fn at_start(said: Vec<(Cause, usize, String)>) -> Vec<(Cause, usize, String)> {
    said.into_iter().map(|(cause, _, detail)| (cause, 0, detail)).collect()
}
