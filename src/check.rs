//! The newsroom's lint: what an editor would say of a text before it is printed.
//!
//! What stops a build, or is said by it, is found where content is read and the site is put together. Rules are about wording,
//! sources and habits: nothing that is published depends on them, and each newsroom may switch them off. [`RULES`] is the
//! registry; a rule is one file in `rules/`, and says its code, how severe it is, its options and how it looks.
//!
//! Nothing here reads a file: texts are asked for.

mod allow;
mod rule;
mod rules;
mod settings;
mod text;

use allow::Allowed;
use rayon::prelude::*;

pub use rule::{Look, OptionDefault, Rule, RuleOptions};
pub use rules::RULES;
pub use settings::Settings;
pub use text::Text;

use crate::content::Document;
use crate::diagnostic::Diagnostic;
use crate::site::Site;

/// What is asked about.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Files and folders by their paths from the site's folder, which itself is the empty one; all of it when there is no such
    /// list.
    pub places: Option<Vec<String>>,
    /// Drafts, too.
    pub drafts: bool,
    /// Whether somebody named the files one by one, so that drafts among them are meant.
    pub named: bool,
}

impl Scope {
    /// Whether what is said of a file is asked for.
    pub fn holds(&self, path: &str) -> bool {
        let is_in = |place: &String| {
            place.is_empty()
                || path.strip_prefix(&**place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.places.as_ref().is_none_or(|places| places.iter().any(is_in))
    }

    fn holds_document(&self, document: &Document) -> bool {
        let front = &document.front;
        let is_file = || self.named && self.places.iter().flatten().any(|place| **place == *document.path);
        self.holds(&document.path)
            && (self.drafts || !front.draft || is_file())
            && front.rare().withdrawn.is_none()
    }
}

/// The documents of a scope.
pub fn documents<'a>(sites: &[&'a Site], scope: &Scope) -> Vec<(&'a Site, &'a Document)> {
    let documents = sites.iter().flat_map(|site| site.documents().map(move |document| (*site, &**document)));
    documents.filter(|(_, document)| scope.holds_document(document)).collect()
}

/// How many documents of a scope are looked at, and how many drafts in it are not.
pub fn counts(sites: &[&Site], scope: &Scope) -> (usize, usize) {
    let all = sites.iter().flat_map(|site| site.documents());
    let drafts = all.filter(|document| scope.holds(&document.path) && document.front.draft);
    let drafts = drafts.filter(|document| !scope.holds_document(document)).count();
    (documents(sites, scope).len(), drafts)
}

/// How much of a site is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// A few articles: what counts or compares articles would be wrong.
    Part,
}

/// What a site's rules say of it: of the texts in a scope, and where that is the whole site, of the site as a whole.
///
/// `text` gives the text of a file by its path.
pub fn check(
    (sites, extent): (&[&Site], Extent),
    scope: &Scope,
    settings: &Settings,
    text: &(dyn Fn(&str) -> Option<String> + Sync),
) -> Vec<Diagnostic> {
    let mut documents = documents(sites, scope);
    documents.retain(|(_, document)| !settings.passes_over(&document.path));
    let looked: Vec<(Vec<Diagnostic>, Vec<Allowed>)> = documents
        .par_iter()
        .filter_map(|(site, document)| of_text(site, document, &text(&document.path)?, settings))
        .collect();
    let (said, exceptions): (Vec<_>, Vec<_>) = looked.into_iter().unzip();
    let mut said: Vec<Diagnostic> = said.into_iter().flatten().collect();
    let is_asked = |path: &str| scope.holds(path) && !settings.passes_over(path);
    let is_of_scope = |one: &Diagnostic| one.path.as_deref().map_or(scope.places.is_none(), is_asked);
    said.extend(of_sites(sites, extent, settings).into_iter().filter(is_of_scope));
    let exceptions: Vec<Allowed> = exceptions.into_iter().flatten().collect();
    allow::allowed(said, &exceptions, settings)
}

/// What those rules say that look at more than a text, whatever is asked about.
pub fn of_sites(sites: &[&Site], extent: Extent, settings: &Settings) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for (rule, options) in settings.on() {
        if let Some(look) = rule.look.of_site(extent) {
            let found = sites.iter().flat_map(|site| look(site, &options));
            said.extend(found.map(|one| options.as_set(one)));
        }
    }
    said
}

/// Whether a rule says it that looks at a text, and at what names in it mean.
pub fn is_of_text(one: &Diagnostic) -> bool {
    settings::rule_of(one.code).is_some_and(|rule| matches!(rule.look, Look::Text(_)))
}

/// What the rules say of one text, and what it is an exception of; none when it cannot be taken apart.
fn of_text(
    site: &Site,
    document: &Document,
    source: &str,
    settings: &Settings,
) -> Option<(Vec<Diagnostic>, Vec<Allowed>)> {
    let text = Text::read(site, document, source)?;
    let (exceptions, mut said) = allow::exceptions(&text);
    for (rule, options) in settings.on() {
        if let Look::Text(look) = rule.look {
            said.extend(look(&text, &options).into_iter().map(|one| options.as_set(one)));
        }
    }
    Some((said, exceptions))
}
