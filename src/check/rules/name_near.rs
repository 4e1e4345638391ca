//! Two names that nobody described and that are one but for a letter.

use crate::check::{Look, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::site::terms::FEW;
use crate::site::{Site, Term, TermKind};

pub(super) const RULE: Rule =
    Rule { code: Code::NameNear, severity: Some(Severity::Warning), options: &[], look: Look::Site(look) };

/// How many times as often the name is used that is meant.
const TIMES: usize = 4;

fn look(site: &Site, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    [TermKind::Topic, TermKind::Tag, TermKind::Source, TermKind::Author]
        .into_iter()
        .flat_map(|kind| of_kind(site, kind))
        .collect()
}

/// Whether a slip of the fingers makes one name of the other: people may well have names that are as alike as their
/// grandfathers'.
fn is_slip(one: &str, other: &str) -> bool {
    let most = if one.chars().count() < 8 { 1 } else { 2 };
    strsim::damerau_levenshtein(&one.to_lowercase(), &other.to_lowercase()) <= most
}

fn of_kind(site: &Site, kind: TermKind) -> Vec<Diagnostic> {
    // What a registry or a file describes is compared by every build.
    let terms: Vec<&Term> =
        site.terms(kind).iter().map(|(_, term)| term).filter(|term| !term.is_described()).collect();
    let rare = terms.iter().filter(|term| (1..=FEW).contains(&term.articles.len()));
    let of_term = |term: &&Term| {
        // Years and numbers differ by a letter and are others.
        if term.name.chars().count() < 4 || term.name.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let more = terms.iter().filter(|other| other.articles.len() >= TIMES * term.articles.len());
        let others = more.map(|other| &*other.name).filter(|name| name.chars().count() > 3);
        let meant = did_you_mean(&term.name, others).filter(|meant| is_slip(&term.name, meant))?;
        let article = site.article(*term.articles.first()?);
        let message =
            format!("{} `{}` is nearly `{meant}`, which is named more often", kind.as_str(), term.name);
        let found = Diagnostic::warning(RULE.code, message).in_file(&*article.document.path);
        Some(found.hint(format!("write `{meant}`, or give both an entry in content/{}.yaml", kind.plural())))
    };
    rare.filter_map(of_term).collect()
}
