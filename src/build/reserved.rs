//! The addresses of newsprint's own lists, at which no document can stay: the list comes with the first thing it lists.

use super::Plan;
use crate::config::Search;
use crate::diagnostic::{Code, Diagnostic};
use crate::output::Job;
use crate::site::Site;

/// Where they stand, and what they list.
const LISTS: [(&str, &str); 9] = [
    ("archive/index.html", "all articles by month"),
    ("authors/index.html", "authors"),
    ("corrections/index.html", "corrections"),
    ("editions/index.html", "editions"),
    ("search/index.html", "what a search finds"),
    ("sources/index.html", "outlets"),
    ("stories/index.html", "stories"),
    ("tags/index.html", "tags"),
    ("topics/index.html", "topics"),
];

/// Warns of documents at these addresses, as long as the list is not there; when it is, they clash.
pub(super) fn documents_at(
    site: &Site,
    plan: &Plan,
    jobs_at: &dyn Fn(&str) -> Vec<usize>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (path, _) in LISTS {
        if path == "search/index.html" && site.config.presence.search != Search::Own {
            continue;
        }
        let own = format!("{}{path}", site.at("/").trim_start_matches('/'));
        let jobs: Vec<&Job> = jobs_at(&own).into_iter().map(|number| &plan.jobs[number]).collect();
        let [job] = jobs[..] else { continue };
        if usize::from(job.language) != site.language_number() {
            continue;
        }
        let Some(document) = job.output().document(site, job.subject) else { continue };
        let hint = way_out(path, &document.path).unwrap_or_default();
        let address = own.trim_end_matches("index.html");
        let message = format!(
            "`/{address}` is kept for a list of newsprint's own, which comes when there is something in it"
        );
        diagnostics
            .push(Diagnostic::warning(Code::ReservedAddress, message).in_file(&*document.path).hint(hint));
    }
    diagnostics
}

/// What to do about a document at the address of a list.
pub(super) fn way_out(path: &str, file: &str) -> Option<String> {
    let (path, list) = LISTS.iter().find(|(list, _)| *list == path)?;
    let address = path.trim_end_matches("index.html");
    Some(format!(
        "`/{address}` is the list of {list}: give {file} another `slug:`; no alias can lead on from `/{address}`"
    ))
}
