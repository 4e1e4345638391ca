//! The site after an edit that can be told from the documents that changed: see [`advance()`].

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Reach;
use super::dead_links::has_dead_links;
use super::plan::plan;
use super::read::Parsed;
use super::{Engine, Loaded};
use crate::content::Kind;
use crate::diagnostic::Diagnostic;
use crate::output::ingredient::touched;
use crate::site::{Advanced, Change, Site, advance};

impl Engine {
    /// The site that comes of the last one, if the edit can be told from the documents that changed (see [`advance()`]), and
    /// all that is to be said of it.
    pub(super) fn advance(
        &mut self,
        before: &Loaded,
        said: &[Diagnostic],
        now: i64,
    ) -> Option<(Loaded, Vec<Diagnostic>)> {
        let sites: Vec<&Site> = before.context.sites().collect();
        if sites.iter().any(|site| site.next_due.is_some_and(|due| due <= now) || now < site.now) {
            return None;
        }
        // What is said of a file that was wrong is not said of the document that stood there.
        if self.changed.iter().any(|path| self.substituted.contains(path)) {
            return None;
        }
        let change = |path: &Arc<str>| {
            let entry = self.sources.get(path)?;
            let Some(Parsed::Document(document)) = &entry.made else { return None };
            Change::of(&sites, Arc::clone(document), Arc::clone(&entry.file))
        };
        let changes: Vec<Change> = self.changed.iter().map(change).collect::<Option<_>>()?;
        let Advanced { sites, replaced, replan, mut resolved, mut raised, .. } = advance(&sites, &changes)?;
        let mut planned = Arc::clone(&before.plan);
        if replan {
            planned = Arc::new(plan(&sites, before.context.assets(), Some(&before.plan)));
            resolved.extend(before.plan.said.iter().cloned());
            raised.extend(planned.said.iter().cloned());
        } else if sites.iter().any(|site| has_dead_links(site, &planned, &changes)) {
            return None;
        }
        let mut diagnostics = without(said, resolved)?;
        // What else is said of a file has the places at which its front matter names something.
        let is_said_of = |change: &Change| {
            diagnostics.iter().any(|problem| problem.path.as_deref() == Some(&*change.document.path))
        };
        let has_moved = |change: &&Change| change.before.named != change.document.named;
        if changes.iter().filter(has_moved).any(is_said_of) {
            return None;
        }
        diagnostics.extend(raised);
        let context = before.context.advance(sites, &replaced)?;
        if let Some(related) = &mut self.related {
            related.advance(&context);
        }
        diagnostics.sort_unstable();
        diagnostics.dedup();
        let mut about = BTreeSet::new();
        for change in &changes {
            context.sites().for_each(|site| touched(site, &change.document, &mut about));
        }
        let is_edition = |change: &Change| change.document.kind == Kind::Edition;
        // What an edition speaks of has other ingredients then; and with another plan there are other outputs.
        let is_whole = !changes.iter().any(is_edition) && Arc::ptr_eq(&planned, &before.plan);
        let reach = if is_whole { Reach::InPlace(about.into_iter().collect()) } else { Reach::Unknown };
        Some((Loaded { context, plan: planned, epoch: before.epoch.clone(), reach }, diagnostics))
    }
}

/// Sorted diagnostics without some of them, each as often as it is given; none when they are not among them.
fn without(all: &[Diagnostic], mut resolved: Vec<Diagnostic>) -> Option<Vec<Diagnostic>> {
    resolved.sort_unstable();
    let mut resolved = resolved.iter().peekable();
    let left = all.iter().filter(|problem| resolved.next_if(|gone| gone == problem).is_none());
    let left = left.cloned().collect();
    resolved.next().is_none().then_some(left)
}
