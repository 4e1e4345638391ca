//! Outputs that cannot stand beside each other: at one path, at paths that are one to some file systems, or a file where
//! another one needs a folder.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::plan::Plan;
use super::reserved;
use crate::config::{PATH, Pattern, PatternPart};
use crate::content::document::Kind;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::hash::{FastMap, FastSet};
use crate::output::{Job, Origin};
use crate::site::{Site, civil};
use crate::theme::Asset;

/// How many of those that want one path are named.
const NAMED: usize = 3;

/// Says which jobs want one path. All that want the same one are one message.
pub(super) fn clashes(sites: &[Site], assets: &BTreeMap<String, Asset>, jobs: &[Job]) -> Vec<Diagnostic> {
    let folded: Vec<_> = jobs.par_iter().map(|job| job.path.folded()).collect();
    let mut taken: FastMap<&str, usize> = FastMap::default();
    taken.reserve(jobs.len());
    let mut crowds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, path) in folded.iter().enumerate() {
        let first = *taken.entry(path).or_insert(index);
        if first != index && !was_said(&jobs[index], &jobs[first]) {
            crowds.entry(first).or_insert_with(|| vec![first]).push(index);
        }
    }
    let by = |index: usize| jobs[index].origin(sites, assets);
    let mut diagnostics: Vec<Diagnostic> =
        crowds.into_values().map(|crowd| one_path(sites, jobs, &crowd, &by)).collect();
    for (index, path) in folded.iter().enumerate() {
        for other in parents(path).filter_map(|parent| taken.get(parent)) {
            let (one, two) = (by(*other), by(index));
            let message = format!(
                "`{}` by {one} is a file where `{}` by {two} needs a folder",
                jobs[*other].path.as_str(),
                jobs[index].path.as_str(),
            );
            let problem = Diagnostic::error(Code::PathClash, message).hint(way_out(&one, &two));
            let span = jobs[*other].span(sites);
            diagnostics.push(label(two.blame(problem), &one, span));
        }
    }
    diagnostics
}

/// The folders in which a path stands.
pub(super) fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

/// Whether [`clashes`] may have something to say: a quick look at neighbours in the order of paths, and at the few paths
/// that are other than most (some systems take them for others; a file's name without a point, a folder's with one).
pub(super) fn may_clash(plan: &Plan) -> bool {
    let jobs = || plan.jobs.par_iter();
    let folded = jobs().filter_map(|job| match job.path.folded() {
        Cow::Borrowed(_) => None,
        Cow::Owned(folded) => Some(folded),
    });
    let folded: Vec<String> = folded.collect();
    let different: FastSet<&str> = folded.iter().map(|path| &**path).collect();
    let is_taken = |path: &str| different.contains(path) || !plan.numbers(path).is_empty();
    let is_like_a_file = |path: &str| path.rsplit('/').next().unwrap_or(path).contains('.');
    let has_plain = jobs().any(|job| !is_like_a_file(job.path.as_str()));
    let needs_a_file = |job: &Job| {
        let path = job.path.folded();
        parents(&path).any(|parent| (has_plain || is_like_a_file(parent)) && is_taken(parent))
    };
    plan.has_doubles()
        || different.len() < folded.len()
        || folded.iter().any(|path| !plan.numbers(path).is_empty())
        || jobs().any(needs_a_file)
}

/// The same of jobs that were added to a plan in which nothing could clash.
pub(super) fn new_may_clash(plan: &Plan, new: &[u32]) -> bool {
    let is_folded = |job: &Job| matches!(job.path.folded(), Cow::Owned(_));
    let may_meet_folded = || plan.jobs.par_iter().any(is_folded);
    !new.is_empty() && may_meet_folded()
        || new.iter().map(|number| &plan.jobs[*number as usize].path).any(|path| {
            let path = path.as_str();
            plan.numbers(path).len() > 1
                || parents(path).any(|parent| !plan.numbers(parent).is_empty())
                || plan.has_below(&format!("{path}/"))
        })
}

/// Shows what else wants the path, where it can be changed.
fn label(problem: Diagnostic, by: &Origin, span: Option<Span>) -> Diagnostic {
    match by.file() {
        Some(file) => problem.label_in(file, span, format!("by {by}")),
        None => problem,
    }
}

/// Whether two of one kind at one path were said to be one before anything was planned.
fn was_said(job: &Job, other: &Job) -> bool {
    let same_kind =
        job.maker == other.maker && job.language == other.language && job.subject.page == other.subject.page;
    same_kind && job.path == other.path && job.output().is_said_to_clash()
}

/// The jobs of `crowd`, two or more, want one path.
fn one_path(sites: &[Site], jobs: &[Job], crowd: &[usize], by: &dyn Fn(usize) -> Origin) -> Diagnostic {
    let mut origins: Vec<(Origin, Option<Span>)> =
        crowd.iter().map(|index| (by(*index), jobs[*index].span(sites))).collect();
    if origins.len() > 2 {
        origins.sort_by_cached_key(|(by, _)| by.to_string());
    }
    let (one, two) = (&origins[0].0, &origins[1].0);
    let (path, other) = (jobs[crowd[1]].path.as_str(), jobs[crowd[0]].path.as_str());
    let message = match origins.len() {
        2 if path == other => format!("the path `{path}` is made twice: by {one} and by {two}"),
        2 => format!("the paths `{other}` by {one} and `{path}` by {two} are one to some file systems"),
        count => {
            let named = origins.iter().take(NAMED).map(|(by, _)| format!("by {by}")).collect::<Vec<_>>();
            let rest = match count - named.len() {
                0 => String::new(),
                rest => format!(" and {rest} more"),
            };
            let address = path.strip_suffix("index.html").unwrap_or(path);
            format!("the address `/{address}` is made {count} times: {}{rest}", named.join(", "))
        }
    };
    let span = crowd.iter().rev().find_map(|index| jobs[*index].span(sites));
    let file =
        span.map(|_| PATH).or_else(|| origins[1..].iter().chain(&origins[..1]).find_map(|(by, _)| by.file()));
    let problem =
        Diagnostic { span, path: file.map(str::to_owned), ..Diagnostic::error(Code::PathClash, message) };
    let others = origins.iter().take(NAMED).filter(|(by, other)| (by.file(), *other) != (file, span));
    let problem = others.fold(problem, |problem, (by, span)| label(problem, by, *span));
    if let Some(pattern) = with_day(sites, jobs, crowd) {
        let remedy = format!("write `permalinks: {{{pattern}}}` in newsprint.yaml");
        return problem
            .hint(format!("{remedy}: then each day has an address of its own"))
            .cause("{day}", "articles of several days have one address")
            .remedy(remedy);
    }
    let reserved = [one, two].into_iter().find_map(|by| match by {
        Origin::Document(file) => reserved::way_out(path, file),
        _ => None,
    });
    problem.hint(renamed(sites, &origins).or(reserved).unwrap_or_else(|| way_out(one, two)))
}

/// What a name of a topic or a story is called now, where its page is an old address of one.
fn renamed(sites: &[Site], origins: &[(Origin, Option<Span>)]) -> Option<String> {
    let old = origins.iter().find_map(|(by, _)| match by {
        Origin::Term(kind, name) => Some((*kind, name)),
        _ => None,
    });
    let (kind, old) = old?;
    let new = origins.iter().find_map(|(by, _)| match by {
        Origin::Alias(file) => sites.iter().find_map(|site| {
            let pages = site.terms(kind).iter().filter_map(|(_, term)| term.page.as_ref());
            pages.map(|page| &page.document).find(|document| *document.path == **file)
        }),
        _ => None,
    })?;
    let new = &new.front.title;
    Some(format!(
        "the {} `{old}` is called `{new}` now: write `{new}` in the articles that name it",
        kind.as_str()
    ))
}

/// The pattern of addresses with the day in it, when that sets all of `crowd` apart: articles of as many days.
fn with_day(sites: &[Site], jobs: &[Job], crowd: &[usize]) -> Option<String> {
    let mut days = BTreeSet::new();
    let mut patterns = BTreeSet::new();
    for job in crowd.iter().map(|index| &jobs[*index]) {
        let site = &sites[usize::from(job.language)];
        let document = job.output().document(site, job.subject)?;
        if document.kind != Kind::Article || document.front.rare().url.is_some() {
            return None;
        }
        let kind = document.front.article_type;
        // Those of other languages have their prefix before the site's own pattern.
        let permalinks = &sites[0].config.permalinks;
        let own = permalinks.by_type.iter().find(|(of, _)| *of == kind);
        patterns.insert(own.map_or(("article", permalinks.article.to_string()), |(kind, pattern)| {
            (kind.as_str(), pattern.to_string())
        }));
        days.insert(civil(site.config.timezone, document.front.date?.timestamp));
    }
    let sets_apart = |pattern: &str| {
        Pattern::parse(pattern, true).is_ok_and(|Pattern(parts)| !parts.contains(&PatternPart::Day))
    };
    if days.len() < crowd.len() || !patterns.iter().any(|(_, pattern)| sets_apart(pattern)) {
        return None;
    }
    let with_day = |pattern: &str| match pattern.contains("{month}/") {
        true => pattern.replacen("{month}/", "{month}/{day}/", 1),
        false => pattern.replacen("{slug}", "{year}/{month}/{day}/{slug}", 1),
    };
    let entry = |(kind, pattern): &(&str, String)| format!("{kind}: \"{}\"", with_day(pattern));
    Some(patterns.iter().map(entry).collect::<Vec<_>>().join(", "))
}

/// What to do about two outputs that cannot stand beside each other, by what they are made of.
fn way_out(one: &Origin, two: &Origin) -> String {
    if one.is_translation(two) {
        return "a translation needs its language under `languages:` in newsprint.yaml, and neither the other's \
            `language:` nor its `url:`"
            .to_owned();
    }
    match (one, two) {
        (Origin::MovedFeed(_), _) | (_, Origin::MovedFeed(_)) => {
            "take it out of `feeds.paths`, or give the other another address".to_owned()
        }
        (_, Origin::Static(file)) | (Origin::Static(file), _) => {
            format!("rename or move {file}, or give the other another address")
        }
        (Origin::Alias(_), _) | (_, Origin::Alias(_)) => {
            "give one of them another `slug:`, or take the alias out".to_owned()
        }
        _ => "give one of them another `slug:`".to_owned(),
    }
}
