//! What differs between a folder and a place, and how it gets there.
//!
//! 1. [`look`] reads the manifest, and the journal of whoever was interrupted;
//! 2. [`compare`] says what is to be done;
//! 3. [`transfer`] claims the manifest, writes one rank of files after another, then removes, and writes the manifest anew.
//!
//! A kill at any moment leaves a site that serves: what a page shows is there before the page, and what is no longer shown goes when no
//! page shows it. The next transfer goes on from the journal.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::destination::{Destination, Fault, Version};
use super::files::Published;
use super::manifest::{Claim, Header, MANIFEST, Manifest, Unreadable, part, part_path};
use super::rank::{Rank, headers};
use crate::hash::Digest;
use crate::paths;

/// So many files, or so many bytes, make a part of the journal: that much is sent again after an interruption.
const FILES_OF_PART: usize = 64;
const BYTES_OF_PART: u64 = 16 << 20;
/// So long after the last sign of another publisher, in seconds, it is taken for dead.
const PATIENCE: u64 = 15 * 60;

/// What a place has.
#[derive(Debug, Clone)]
pub struct State {
    /// The manifest, with what the journal says.
    pub manifest: Manifest,
    /// The version of the manifest that stands there; none when there is none.
    version: Option<Version>,
    /// When whoever claims it has last been heard of, in seconds since 1970.
    heard: i64,
}

/// Why what a place has is not gone by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The place cannot be asked.
    Place(Fault),
    /// The manifest is none, or of a later newsprint.
    Manifest(Unreadable),
}

/// Looks at a place.
///
/// # Errors
/// Why nothing can be known of it.
pub fn look(place: &dyn Destination) -> Result<State, Refused> {
    let Some((bytes, version)) = place.read(MANIFEST).map_err(Refused::Place)? else {
        return Ok(State { manifest: Manifest::default(), version: None, heard: 0 });
    };
    let mut manifest = Manifest::read(&bytes).map_err(Refused::Manifest)?;
    let mut heard = 0;
    if let Some(claim) = &manifest.header.claim {
        heard = claim.at;
        let mut number = 0;
        while let Some((bytes, _)) = place.read(&part_path(number)).map_err(Refused::Place)?
            && let Some(at) = manifest.take_part(&bytes)
        {
            heard = heard.max(at);
            number += 1;
        }
        manifest.header.parts = manifest.header.parts.max(number);
    }
    Ok(State { manifest, version: Some(version), heard })
}

impl State {
    /// Whether newsprint has published there before.
    pub fn is_known(&self) -> bool {
        self.version.is_some()
    }

    /// Whether a transfer was interrupted.
    pub fn is_interrupted(&self) -> bool {
        self.manifest.header.claim.is_some()
    }

    /// Whether somebody else is publishing at this moment, as far as that can be known; since when.
    pub fn is_busy(&self, by: &str, now: i64) -> Option<i64> {
        let claim = self.manifest.header.claim.as_ref().filter(|claim| claim.by != by)?;
        // A clock that is ahead is no reason to wait for it.
        (now.abs_diff(self.heard) < PATIENCE).then_some(claim.at)
    }
}

/// What is to be done.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// Files that are new there, or have other bytes; sorted by rank and path.
    pub uploads: Vec<(Rank, Published)>,
    /// Files that are gone, and are removed at the end.
    pub removals: Vec<String>,
    /// Files that are gone, and have to make way before.
    in_the_way: Vec<String>,
    /// How many files are there already.
    pub unchanged: usize,
}

impl Difference {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.uploads.is_empty() && self.gone().next().is_none()
    }

    /// All files that are gone.
    pub fn gone(&self) -> impl Iterator<Item = &str> {
        self.in_the_way.iter().chain(&self.removals).map(String::as_str)
    }

    /// The bytes of all uploads.
    pub fn bytes(&self) -> u64 {
        self.uploads.iter().map(|(_, file)| file.size).sum()
    }
}

/// What is to be done so that a place has these files.
pub fn compare(manifest: &Manifest, files: Vec<Published>, rank: &dyn Fn(&str) -> Rank) -> Difference {
    let mut difference = Difference::default();
    let live: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let folded: BTreeSet<String> = live.iter().map(|path| paths::fold(path).into_owned()).collect();
    for file in files {
        match manifest.files.get(&file.path) {
            Some(Some(known)) if *known == (file.digest, file.size) => {
                difference.unchanged += 1;
            }
            _ => difference.uploads.push((rank(&file.path), file)),
        }
    }
    difference.uploads.sort_by(|one, other| (one.0, &one.1.path).cmp(&(other.0, &other.1.path)));
    for path in manifest.files.keys().filter(|path| !live.contains(*path)) {
        // To some file systems it is another's name; or it is a file where a folder has to be, or the other way round.
        let is_above = || {
            live.range(format!("{path}/")..).next().is_some_and(|next| next.starts_with(&format!("{path}/")))
        };
        let is_below = || path.match_indices('/').any(|(end, _)| live.contains(&path[..end]));
        let stands_in_the_way = folded.contains(&*paths::fold(path)) || is_above() || is_below();
        let list = if stands_in_the_way { &mut difference.in_the_way } else { &mut difference.removals };
        list.push(path.clone());
    }
    difference
}

/// Whether all of a difference can be carried out, as far as can be known before it begins.
///
/// # Errors
/// What stands in the way.
pub fn check(place: &dyn Destination, difference: &Difference) -> Result<(), Fault> {
    let uploads = difference.uploads.iter().map(|(_, file)| &*file.path);
    uploads.chain(difference.gone()).try_for_each(|path| place.may_reach(path))
}

/// How a difference is carried out.
pub struct Run<'a> {
    /// Where.
    pub place: &'a dyn Destination,
    /// What is said of the site.
    pub header: Header,
    /// Who publishes.
    pub claim: Claim,
    /// How many files at a time.
    pub jobs: usize,
    /// Seconds since 1970.
    pub clock: &'a (dyn Fn() -> i64 + Sync),
    /// Called with the bytes of a file that has arrived, or 0 for one that was removed.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// What has arrived since the last part of the journal.
#[derive(Default)]
struct Journal<'d> {
    arrived: Vec<(&'d str, Digest, u64)>,
    bytes: u64,
    parts: u32,
}

/// Carries out a difference.
///
/// # Errors
/// Why it could not be: what has arrived until then is known to the next one.
pub fn transfer(run: &Run<'_>, state: &State, difference: &Difference) -> Result<(), Fault> {
    let mut files = state.manifest.files.clone();
    // Also what is removed may be gone at any moment from now on, and is not there already if the site has it again next time.
    let touched = difference.uploads.iter().map(|(_, file)| &*file.path).chain(difference.gone());
    files.extend(touched.map(|path| (path.to_owned(), None)));
    let header = run.header.clone().claimed(run.claim.clone(), state.manifest.header.parts);
    let claimed = Manifest { header, files };
    let version = run.place.replace(MANIFEST, claimed.text().into_bytes(), state.version.as_ref())?;

    run.each(&difference.in_the_way, |path| run.place.remove(path).map(|()| (run.progress)(0)))?;
    let journal = Mutex::new(Journal::default());
    let mut written = Ok(());
    for rank in Rank::ALL {
        let of_rank: Vec<_> = difference.uploads.iter().filter(|(of, _)| *of == rank).collect();
        written = run.each(&of_rank, |(rank, file)| {
            run.place.put(file, &headers(file, *rank))?;
            (run.progress)(file.size);
            let mut journal = journal.lock().unwrap_or_else(PoisonError::into_inner);
            journal.arrived.push((&file.path, file.digest, file.size));
            journal.bytes += file.size;
            let is_full = journal.arrived.len() >= FILES_OF_PART || journal.bytes >= BYTES_OF_PART;
            if is_full { run.write_part(&mut journal, &version) } else { Ok(()) }
        });
        if written.is_err() {
            break;
        }
    }
    let mut journal = journal.into_inner().unwrap_or_else(PoisonError::into_inner);
    let kept = run.write_part(&mut journal, &version);
    // What went wrong first is what is said.
    written.and(kept)?;
    run.each(&difference.removals, |path| run.place.remove(path).map(|()| (run.progress)(0)))?;

    let mut files = claimed.files;
    let gone: BTreeSet<&str> = difference.gone().collect();
    files.retain(|path, _| !gone.contains(&**path));
    files.extend(
        difference.uploads.iter().map(|(_, file)| (file.path.clone(), Some((file.digest, file.size)))),
    );
    let parts = journal.parts.max(claimed.header.parts);
    let whole = Manifest { header: run.header.clone().written(&run.claim), files };
    run.place.replace(MANIFEST, whole.text().into_bytes(), Some(&version))?;
    // They say nothing any more, so it does not matter if some stay.
    for number in 0..parts {
        let _ = run.place.remove(&part_path(number));
    }
    run.place.sweep();
    Ok(())
}

impl Run<'_> {
    /// Writes down what has arrived, unless somebody else has taken over.
    fn write_part(&self, journal: &mut Journal<'_>, version: &Version) -> Result<(), Fault> {
        if self.place.version(MANIFEST)?.as_ref() != Some(version) {
            return Err(Fault::Raced);
        }
        if journal.arrived.is_empty() {
            return Ok(());
        }
        let claim = Claim { at: (self.clock)(), ..self.claim.clone() };
        self.place.write(&part_path(journal.parts), part(&claim, &journal.arrived).into_bytes())?;
        *journal = Journal { parts: journal.parts + 1, ..Journal::default() };
        Ok(())
    }

    /// Does something for each of many, several at a time; begins none after the first fault.
    fn each<T: Sync>(&self, all: &[T], act: impl Fn(&T) -> Result<(), Fault> + Sync) -> Result<(), Fault> {
        let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
        let fault = Mutex::new(None);
        std::thread::scope(|scope| {
            for _ in 0..self.jobs.clamp(1, all.len().max(1)) {
                scope.spawn(|| {
                    while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if stopped.load(Ordering::Relaxed) {
                            return;
                        }
                        if let Err(what) = act(one) {
                            stopped.store(true, Ordering::Relaxed);
                            fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(what);
                        }
                    }
                });
            }
        });
        fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}
