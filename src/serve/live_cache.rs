//! What many requests want to know of one [`Live`], found out once.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde_json::{Value, json};

use super::live::{Answer, Live};
use super::overlay;
use super::request::OWN;
use crate::diagnostic::Diagnostic;
use crate::hash::Digest;

/// What an address shows.
#[derive(Debug, Clone)]
pub(super) enum ShownPage {
    /// Something of this hash.
    Is(Digest),
    /// A message instead of a page; the hash is the message's.
    Failed(Box<Diagnostic>, Digest),
    /// Nobody knows: a file has changed since the site was read.
    Unknown,
}

/// What changed among the assets from one site to the next: addresses with base path.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// Style sheets.
    pub(super) styles: Vec<String>,
    /// Everything else.
    pub(super) others: Vec<String>,
}

/// What is known of one site. Holds nothing of it: a site is large, and its successor's requests should let it go.
#[derive(Default)]
pub(super) struct LiveCache {
    errors: OnceLock<Option<Arc<str>>>,
    notes: OnceLock<Arc<Value>>,
    assets: OnceLock<Digest>,
    shown: Mutex<HashMap<String, Arc<OnceLock<ShownPage>>>>,
    since: Mutex<HashMap<u64, Arc<OnceLock<Arc<Assets>>>>>,
}

/// The moment of the newest site that was asked about.
#[derive(Default)]
pub(super) struct LiveCaches {
    current: Mutex<(u64, Arc<LiveCache>)>,
}

/// Of how many addresses it is remembered what they show: more than there can be open pages.
const REMEMBERED: usize = 1024;

impl LiveCaches {
    /// What is known of a site; nothing yet when it is another than before.
    pub(super) fn of(&self, live: &Live) -> Arc<LiveCache> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if current.0 < live.number {
            *current = (live.number, Arc::default());
        }
        if current.0 == live.number { Arc::clone(&current.1) } else { Arc::default() }
    }
}

impl LiveCache {
    /// The site's errors as a page shows them; none when there are none.
    pub(super) fn errors(&self, live: &Live, source: overlay::Source<'_>) -> Option<Arc<str>> {
        let errors = || overlay::errors(&live.report.diagnostics, source).map(Into::into);
        self.errors.get_or_init(errors).clone()
    }

    /// What every page is told of the site: why which addresses (with base path) are not live, and its warnings.
    pub(super) fn notes(&self, live: &Live, source: overlay::Source<'_>) -> Arc<Value> {
        let notes = || {
            let base = &live.loaded().context.site().config.base_url;
            let held: BTreeMap<String, String> =
                live.held().map(|(_, url, why)| (base.page(url), why)).collect();
            let (count, html) = overlay::warnings(&live.report.diagnostics, source);
            Arc::new(json!({ "held": held, "warnings": { "count": count, "html": html } }))
        };
        Arc::clone(self.notes.get_or_init(notes))
    }

    /// Hash of all assets.
    pub(super) fn assets(&self, live: &Live) -> Digest {
        *self.assets.get_or_init(|| Digest::of(&live.assets()))
    }

    /// What an address (without base path, decoded) shows.
    pub(super) fn shown(&self, live: &Live, path: &str) -> ShownPage {
        let known = {
            let mut known = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
            if known.len() >= REMEMBERED {
                known.clear();
            }
            Arc::clone(known.entry(path.to_owned()).or_default())
        };
        known.get_or_init(|| shown(live, path)).clone()
    }

    /// What changed among the assets since `before`.
    pub(super) fn since(&self, live: &Live, before: &Live) -> Arc<Assets> {
        let known = {
            let mut known = self.since.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry(before.number).or_default())
        };
        Arc::clone(known.get_or_init(|| Arc::new(changed(&before.assets(), live))))
    }
}

/// The hash of a page as a reader of the server sees it: its bytes in a build, and what its ribbon says.
pub(super) fn page_digest(bytes: &[u8], ribbon: Option<&str>) -> Digest {
    let digest = Digest::of_bytes(bytes);
    ribbon.map_or(digest, |ribbon| Digest::of(&(digest, ribbon)))
}

/// The hash of a message that stands where a page should be.
pub(super) fn failure_digest(problem: &Diagnostic) -> Digest {
    Digest::of(problem)
}

/// The hash of the page that says why nothing of a site can be shown.
pub(super) fn waiting_digest(live: &Live) -> Digest {
    Digest::of(&live.report.diagnostics)
}

fn shown(live: &Live, path: &str) -> ShownPage {
    if path.starts_with(OWN) {
        return ShownPage::Is(Digest(live.number.into()));
    }
    if live.is_waiting() {
        return ShownPage::Is(waiting_digest(live));
    }
    let answer = match live.answer(path) {
        Answer::Nothing => live.not_found(),
        answer => answer,
    };
    match answer {
        Answer::Made { bytes, .. } => ShownPage::Is(page_digest(&bytes, live.preview(path).as_deref())),
        Answer::File { file, .. } => ShownPage::Is(file.hash),
        Answer::Elsewhere(url) => ShownPage::Is(Digest::of(&url)),
        Answer::Nothing => ShownPage::Is(Digest::default()),
        Answer::Failed(problem) => {
            let digest = failure_digest(&problem);
            ShownPage::Failed(Box::new(problem), digest)
        }
        Answer::Changed => ShownPage::Unknown,
    }
}

fn changed(before: &BTreeMap<&str, Digest>, live: &Live) -> Assets {
    let now = live.assets();
    let differs = now.iter().filter(|(url, hash)| before.get(*url) != Some(hash)).map(|(url, _)| *url);
    let gone = before.keys().filter(|url| !now.contains_key(*url)).copied();
    let base = &live.loaded().context.site().config.base_url;
    let (styles, others) = differs.chain(gone).map(|url| base.page(url)).partition(|url| is_style(url));
    Assets { styles, others }
}

fn is_style(url: &str) -> bool {
    url.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("css"))
}
