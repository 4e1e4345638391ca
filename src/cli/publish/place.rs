//! A site in a folder, on S3 or behind SFTP.
#![allow(clippy::disallowed_methods)] // an edge: the clock, who publishes

use std::fs::File;
use std::hash::BuildHasher;
use std::io::{Read, Seek, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::{Done, Publish};
use crate::build::reserved_folder;
use crate::cli::messages;
use crate::cli::{CLEAN, PARTIAL};
use crate::config::{Config, Place};
use crate::deploy::destination::{Bucket, Destination, Fault, Local, Service, Sftp};
use crate::deploy::git::{Changed, Repository};
use crate::deploy::manifest::{Claim, Header, Unreadable};
use crate::deploy::transfer::{self, Difference, Refused, Run, State};
use crate::hash::Digest;
use crate::source::CONFIG;

/// How many files are uploaded at a time.
const JOBS: usize = 8;

/// Publishes it: what has changed there. A folder is taken from `base`.
///
/// # Errors
/// The exit code, when nothing was published, or not all. Why was said.
pub(super) fn publish<'a>(publish: &'a Publish<'_>, to: &str, base: &Path) -> Result<Done<'a>, u8> {
    let Publish { arguments, options, config, .. } = publish;
    let address =
        Place::parse(to).map_err(|fault| messages::usage(&format!("--to {} {}", fault.shown, fault.why)))?;
    let nothing = |why: &str| messages::failed(&format!("nothing was published to {to}: {why}"));
    if let Some(fault) = super::placeholder(&options.root, publish.base(), None) {
        return Err(messages::failed(&fault));
    }
    if let Place::Folder(folder) = &address
        && is_within(&base.join(folder), &options.output)
    {
        return Err(messages::usage(&format!("--to {to}: this is where the site is built")));
    }
    if let Place::Folder(folder) = &address {
        let usual = options.root.join(Config::default().cache);
        if let Some(why) = reserved_folder(&options.root, &[&usual, &publish.cache], &base.join(folder)) {
            return Err(messages::usage(&format!("--to {to}: {why}")));
        }
    }
    let (endpoint, region) = (config.publish.endpoint.clone(), config.publish.region.clone());
    let service = Service { endpoint, region };
    let place = open(&address, base, &service).map_err(|fault| nothing(&words(&fault)))?;
    let state = transfer::look(&*place).map_err(|refused| nothing(&refusal(&refused)))?;
    let publisher = Publisher::of(publish).map_err(|fault| nothing(&fault))?;
    let repository = Repository::of(&options.root).ok();
    let site = publish.base().absolute("/");
    if !arguments.force {
        may_follow(&*place, &state, &site, repository.as_ref(), &publisher).map_err(|why| nothing(&why))?;
    }
    let mut ready = publish.ready()?;
    let folder = std::mem::take(&mut ready.folder);
    super::left_out(&folder.left_out);
    let all = folder.files.len();
    let files = folder.hashed().map_err(|error| publish.unreadable(&error))?;
    let difference = transfer::compare(&state.manifest, files, &|path| ready.rank(path));
    if difference.is_empty() && !state.is_interrupted() && state.is_known() {
        messages::say(&format!("{to} has all of it already: nothing was published"));
        return Err(CLEAN);
    }
    transfer::check(&*place, &difference).map_err(|fault| nothing(&words(&fault)))?;
    let changed = changed(&difference, &state);
    super::changes(&changed);
    if arguments.dry_run {
        messages::say(&format!("Nothing was published: {to} would have {all} files"));
        return Err(CLEAN);
    }
    if state.is_interrupted() {
        messages::say("Going on where a transfer was interrupted");
    }
    let source = repository.as_ref().and_then(Repository::head);
    let bar = messages::progress_of_bytes(difference.bytes());
    let done = AtomicUsize::new(0);
    let run = Run {
        place: &*place,
        header: Header::new(site.clone(), source),
        claim: publisher.claim(),
        jobs: arguments.jobs.unwrap_or(JOBS),
        clock: &seconds,
        progress: &|bytes| {
            done.fetch_add(1, Ordering::Relaxed);
            bar.inc(bytes);
        },
    };
    let outcome = transfer::transfer(&run, &state, &difference);
    bar.finish_and_clear();
    match outcome {
        Ok(()) => {
            let same = match difference.unchanged {
                0 => String::new(),
                same => format!(" ({same} were there already)"),
            };
            messages::say(&format!("Published {all} files to {to}{same}, for {site}"));
            Ok(Done { ready, changed })
        }
        Err(fault) => match done.into_inner() {
            0 => Err(nothing(&words(&fault))),
            some => {
                let of = difference.uploads.len() + difference.gone().count();
                messages::failed(&format!(
                    "{to} has {some} of {of} changes: {}; publish again, and it goes on from there",
                    words(&fault)
                ));
                Err(PARTIAL)
            }
        },
    }
}

fn open(address: &Place, base: &Path, service: &Service) -> Result<Box<dyn Destination>, Fault> {
    Ok(match address {
        Place::Folder(folder) => Box::new(Local::new(base.join(folder))),
        Place::S3 { bucket, prefix } => Box::new(Bucket::new(bucket, prefix, service)?),
        Place::Sftp { user, host, port, folder } => {
            Box::new(Sftp::connect(user.as_deref(), host, *port, folder)?)
        }
    })
}

/// Whether a folder is another one, or in it; as far as they are there.
fn is_within(folder: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    matches!((real(folder), real(other)), (Ok(folder), Ok(other)) if folder.starts_with(&other))
}

/// Whether what stands there may be replaced without asking.
fn may_follow(
    place: &dyn Destination,
    state: &State,
    site: &str,
    repository: Option<&Repository>,
    publisher: &Publisher,
) -> Result<(), String> {
    let has = |path: &str| place.has(path).map_err(|fault| words(&fault));
    let header = &state.manifest.header;
    if !state.is_known() {
        if has(CONFIG)? {
            return Err("it has the texts of a site, and not what is made of them".to_owned());
        }
        if has("index.html")? {
            return Err("a site is there that newsprint did not put there; look at it, and publish over it with --force".to_owned());
        }
        return Ok(());
    }
    if let Some(since) = state.is_busy(&publisher.id, seconds()) {
        let minutes = seconds().saturating_sub(since).max(0) / 60;
        return Err(format!(
            "another machine has been publishing there for {minutes} min; wait for its end, or take over with --force if it has died"
        ));
    }
    if header.site != site {
        return Err(format!(
            "it has the site of {}; if that is to be this one now, publish with --force",
            header.site
        ));
    }
    match (&header.source, repository) {
        (Some(source), Some(repository)) if !repository.has_in_history(source) => Err(format!(
            "what is there was made from {}, which is not in the history of your branch (or not in this clone: `git fetch --unshallow`); \
             pull first. If it is in nobody's, its author has not pushed it; --force publishes over it",
            source.get(..12).unwrap_or(source)
        )),
        (Some(_), None) => Err("what is there was made from a commit, and your texts are in no repository; --force publishes over it".to_owned()),
        _ => Ok(()),
    }
}

fn changed(difference: &Difference, state: &State) -> Vec<Changed> {
    let uploads = difference.uploads.iter().map(|(_, file)| {
        let status = if state.manifest.files.contains_key(&file.path) { 'M' } else { 'A' };
        Changed { status, path: file.path.clone() }
    });
    let gone = difference.gone().map(|path| Changed { status: 'D', path: path.to_owned() });
    let mut changed: Vec<Changed> = uploads.chain(gone).collect();
    changed.sort_by(|one, other| one.path.cmp(&other.path));
    changed
}

fn words(fault: &Fault) -> String {
    match fault {
        Fault::Said(said, None) => said.clone(),
        Fault::Said(said, Some(hint)) => format!("{said}; {hint}"),
        Fault::Raced => {
            "somebody else has published there in this moment; publish again, and theirs is looked at first"
                .to_owned()
        }
        Fault::Changed(path) => format!("{path} of the output has just changed; publish again"),
    }
}

fn refusal(refused: &Refused) -> String {
    match refused {
        Refused::Place(fault) => words(fault),
        Refused::Manifest(Unreadable::Newer) => {
            "a newer newsprint has published there; update this one".to_owned()
        }
        Refused::Manifest(Unreadable::Damaged) => format!(
            "its list of files, {}, is damaged; remove it, and publish with --force",
            crate::deploy::manifest::MANIFEST
        ),
    }
}

/// Seconds since 1970.
fn seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// Who publishes: a number that the site's cache keeps and that says nothing of anybody, and a lock, so that it is one at a time.
struct Publisher {
    id: String,
    _lock: Option<File>,
}

impl Publisher {
    fn of(publish: &Publish<'_>) -> Result<Self, String> {
        let cache = &publish.cache;
        let kept = std::fs::create_dir_all(cache).and_then(|()| {
            File::options().create(true).truncate(false).read(true).write(true).open(cache.join("publisher"))
        });
        // Where nothing can be kept it is another one each time.
        let Ok(mut file) = kept else { return Ok(Self { id: unique(), _lock: None }) };
        if let Err(std::fs::TryLockError::WouldBlock) = file.try_lock() {
            return Err("the same site is being published at this moment".to_owned());
        }
        let mut id = String::new();
        let read = file.read_to_string(&mut id);
        if read.is_err() || id.len() != 32 {
            id = unique();
            let _ = file.rewind().and_then(|()| file.set_len(0)).and_then(|()| file.write_all(id.as_bytes()));
        }
        Ok(Self { id, _lock: Some(file) })
    }

    fn claim(&self) -> Claim {
        Claim { id: unique(), by: self.id.clone(), at: seconds() }
    }
}

/// What no other has.
fn unique() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    // Its keys are the system's random numbers.
    let random = std::hash::RandomState::new().hash_one(since);
    Digest::of(&(since.as_nanos(), std::process::id(), random)).to_string()
}
