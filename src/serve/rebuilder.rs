//! The thread that owns the site: it takes what changed, makes the next [`Live`], and hands it to all requests at once.
#![allow(clippy::disallowed_methods)] // an edge: the clock

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use super::live::{Live, Rebuild};
use super::watch::{Batch, Names, Signal, Watch, next};
use crate::build::{Engine, Inputs, Loaded, Now, Options, Report, verify};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Look;
use crate::theme::AssetSource;

/// How often everything is looked at where the system does not tell what changed.
const POLL: Duration = Duration::from_millis(500);
/// How long after a folder has come it is looked at once more.
const AGAIN: Duration = Duration::from_millis(150);
/// How often what cannot be read is tried again: nobody tells when it can.
const RETRY: Duration = Duration::from_secs(1);
/// Pictures up to this size, and so many bytes of them in all, are kept for the time when their files cannot be read.
const PICTURE: u64 = 16 << 20;
const PICTURES: u64 = 256 << 20;

/// The thread that owns the site and makes it anew.
pub struct Rebuilder {
    /// As for a build.
    options: Options,
    /// The moment is the present, read at each rebuild.
    clock: bool,
    /// Look at everything again and again instead of being told.
    poll: bool,
    /// Folders to look at once more: what was put into a new folder before it was watched, nobody told.
    again: BTreeSet<String>,
    /// What could not be read at the last look.
    unreadable: BTreeSet<String>,
}

/// What a rebuilder says on its way.
pub trait Reporter: Sync {
    /// A new site is there, of which something else is to be said than of the one before.
    fn said(&self, before: &Live, live: &Live);
    /// It is known how many outputs the rebuild that led to a site made stale, or nobody will know.
    fn rebuilt(&self, live: &Live);
    /// Something that is no message about the site.
    fn note(&self, text: &str);
}

impl Rebuilder {
    /// A rebuilder; with `clock` the moment is the present, with `poll` everything is looked at again and again.
    pub fn new(options: Options, clock: bool, poll: bool) -> Self {
        Self { options, clock, poll, again: BTreeSet::new(), unreadable: BTreeSet::new() }
    }

    /// The site as it is now, and the engine that made it. When there is something wrong that leaves nothing to show, it is
    /// one that waits; when there is no such site at all, none.
    pub fn open(&mut self) -> (Engine, Option<Live>, Report) {
        let started = Instant::now();
        self.read_clock();
        let mut engine = Engine::new(&self.options);
        engine.look(&self.options, Look::Everything);
        self.unreadable = engine.unreadable();
        let (loaded, report) = engine.site(&self.options, None);
        // No edit of a file mends those.
        let hopeless = |problem: &Diagnostic| matches!(problem.code, Code::Usage | Code::Root);
        if loaded.is_none() && report.diagnostics.iter().any(hopeless) {
            return (engine, None, report);
        }
        let rebuild = Rebuild { took: started.elapsed(), ..Rebuild::default() };
        match self.live(&engine, loaded, 1, report, rebuild) {
            Ok(live) => (engine, Some(live), Report::default()),
            Err(report) => (engine, None, *report),
        }
    }

    /// The next site, or one that waits.
    fn live(
        &self,
        engine: &Engine,
        loaded: Option<Loaded>,
        number: u64,
        report: Report,
        rebuild: Rebuild,
    ) -> Result<Live, Box<Report>> {
        match loaded {
            Some(loaded) => Ok(Live::new(number, loaded, report, rebuild)),
            None => match engine.placeholder(&self.options) {
                Some(placeholder) => Ok(Live::waiting(number, placeholder, report, rebuild)),
                None => Err(Box::new(report)),
            },
        }
    }

    /// Watches, and publishes the site whenever it is another one, until [`Signal::End`] comes.
    pub fn run(
        self,
        engine: Engine,
        live: &watch::Sender<Arc<Live>>,
        signals: (&Receiver<Signal>, Sender<Signal>),
        say: &dyn Reporter,
    ) {
        let is_over = AtomicBool::new(false);
        let options = self.options.clone();
        std::thread::scope(|scope| {
            let (sender, lives) = mpsc::channel();
            let _ = sender.send(Arc::clone(&live.borrow()));
            scope.spawn(|| look_after(lives, &options, &|| is_over.load(Ordering::Relaxed), say));
            self.watch_and_rebuild(engine, live, signals, (&sender, say));
            is_over.store(true, Ordering::Relaxed);
            drop(sender);
        });
    }

    fn watch_and_rebuild(
        mut self,
        mut engine: Engine,
        live: &watch::Sender<Arc<Live>>,
        (signals, sender): (&Receiver<Signal>, Sender<Signal>),
        (count, say): (&Sender<Arc<Live>>, &dyn Reporter),
    ) {
        let root = self.options.root.clone();
        let mut watch = self.watch(&root, sender.clone(), say);
        // What changed between the first look and the beginning of the watch is found by one more.
        let _ = sender.send(Signal::Anything);
        let unkept = self.keep_facts(&mut engine, say);
        keep_texts(Arc::clone(&live.borrow()));
        loop {
            let names = watch.as_ref().map_or_else(Names::new, Watch::names);
            let batch = next(signals, &root, &names, self.wake(&live.borrow()));
            let started = Instant::now();
            let places = match batch {
                Batch::End => break,
                Batch::Everything => None,
                Batch::Time if self.poll => None,
                Batch::Time => Some(std::mem::take(&mut self.again)),
                Batch::At(places) => {
                    self.again.extend(places.iter().filter(|place| root.join(place).is_dir()).cloned());
                    Some(places)
                }
            };
            let come = watch.as_mut().map_or(Ok(Vec::new()), Watch::folders).unwrap_or_default();
            let places = places.map(|places| &places | &self.unreadable);
            let look = match &places {
                Some(places) if come.is_empty() => Look::At(places),
                _ => Look::Everything,
            };
            self.read_clock();
            let mut changed = engine.look(&self.options, look);
            let unreadable = engine.unreadable();
            if self.unreadable.difference(&unreadable).any(|place| root.join(place).is_dir()) {
                // What is in a folder that could not be looked into was not watched either.
                if let Some(watch) = &mut watch {
                    watch.renew();
                }
                changed.extend(engine.look(&self.options, Look::Everything));
            }
            self.unreadable = unreadable;
            let before = Arc::clone(&live.borrow());
            if changed.is_empty() && !self.is_due(&before) {
                continue;
            }
            let shared = Some((before.loaded(), &before.report)).filter(|_| !before.is_waiting());
            let (loaded, report) = engine.site(&self.options, shared);
            let changed: Vec<String> = changed.iter().map(ToString::to_string).collect();
            let files = self.options.verify.then(|| engine.files());
            let rebuild = Rebuild { changed, took: started.elapsed(), files, ..Rebuild::default() };
            let Ok(next) = self.live(&engine, loaded, before.number + 1, report, rebuild) else { continue };
            let next = Arc::new(next);
            live.send_replace(Arc::clone(&next));
            say.said(&before, &next);
            // It ends when this does.
            let _ = count.send(Arc::clone(&next));
            keep_pictures(next);
        }
        if !unkept {
            self.keep_facts(&mut engine, say);
        }
    }

    /// Whether what is known of the files could not be kept, which is said.
    fn keep_facts(&self, engine: &mut Engine, say: &dyn Reporter) -> bool {
        let kept = engine.keep_facts();
        let cache = engine.cache(&self.options);
        kept.map_err(|error| say.note(&crate::build::unkept(&cache, &error))).is_err()
    }

    fn watch(&mut self, root: &Path, sender: Sender<Signal>, say: &dyn Reporter) -> Option<Watch> {
        if self.poll {
            return None;
        }
        match Watch::new(root, sender) {
            Ok(watch) => Some(watch),
            Err(error) => {
                say.note(&format!(
                    "the system does not tell what changes ({error}): looking again and again"
                ));
                self.poll = true;
                None
            }
        }
    }

    fn read_clock(&mut self) {
        if self.clock {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            self.options.now = Now::At(i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        }
    }

    /// When to look again though nothing was told.
    fn wake(&self, live: &Live) -> Option<Instant> {
        if self.poll {
            return Some(Instant::now() + POLL);
        }
        if !self.again.is_empty() {
            return Some(Instant::now() + AGAIN);
        }
        let retry = (!self.unreadable.is_empty()).then(|| Instant::now() + RETRY);
        match (self.due(live), retry) {
            (Some(due), Some(retry)) => Some(due.min(retry)),
            (due, retry) => due.or(retry),
        }
    }

    fn due(&self, live: &Live) -> Option<Instant> {
        let due = next_due(live).filter(|_| self.clock)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let due = Duration::from_secs(u64::try_from(due).ok()?);
        // Timers of a machine that sleeps are late; an hour is soon enough to find that out.
        Some(Instant::now() + due.saturating_sub(now).min(Duration::from_secs(3600)))
    }

    fn is_due(&self, live: &Live) -> bool {
        let Now::At(now) = self.options.now else { return false };
        next_due(live).is_some_and(|due| due <= now)
    }
}

/// The next moment at which a language of the site becomes another.
fn next_due(live: &Live) -> Option<i64> {
    live.loaded().context.sites().filter_map(|site| site.next_due).min()
}

/// Keeps the texts of all documents, in the background, for the time when one of them is overwritten by a broken one.
fn keep_texts(live: Arc<Live>) {
    std::thread::spawn(move || {
        let context = &live.loaded().context;
        for site in context.sites() {
            let pages = site.all_pages().map(|page| &page.file);
            for file in pages.chain(site.articles.iter().map(|article| &article.file)) {
                context.reader().keep(file);
            }
        }
        keep_pictures(Arc::clone(&live));
    });
}

/// Keeps pictures and other files that are copied, for the time when one of them cannot be read. What is kept already, and
/// what is more than there is room for, is passed over.
fn keep_pictures(live: Arc<Live>) {
    std::thread::spawn(move || {
        let context = &live.loaded().context;
        let assets = context.assets().values().filter_map(|asset| match &asset.from {
            AssetSource::File(file) => Some(file),
            AssetSource::BuiltIn(_) | AssetSource::Configured(_) => None,
        });
        let copies = context.sites().flat_map(|site| site.copies.values().map(|copy| &copy.file));
        let mut room = PICTURES;
        for file in assets.chain(copies).filter(|file| file.len <= PICTURE) {
            let Some(left) = room.checked_sub(file.len) else { return };
            room = left;
            context.reader().keep(file);
        }
    });
}

/// Makes the index of related articles, so that no request has to wait for it.
fn make_index(loaded: &Loaded) {
    loaded.context.languages().for_each(|context| context.relations().make_index(context.site()));
}

/// Finds out of each site how many outputs the rebuild that led to it made stale, while the next one may be under way
/// already, and verifies it if that is asked for. The first is the one that the server began with. Of those that come while
/// it is at work only the last is looked at.
fn look_after(lives: Receiver<Arc<Live>>, options: &Options, is_over: &dyn Fn() -> bool, say: &dyn Reporter) {
    let mut inputs = lives.recv().ok().and_then(|live| {
        make_index(live.loaded());
        Inputs::of(live.loaded(), is_over)
    });
    while let Ok(mut live) = lives.recv() {
        let mut is_next = true;
        while let Ok(newer) = lives.try_recv() {
            let older = std::mem::replace(&mut live, newer);
            say.rebuilt(&older);
            is_next = false;
        }
        let loaded = live.loaded();
        make_index(loaded);
        let next = inputs.take().and_then(|inputs| match is_next {
            true => inputs.next(loaded, is_over),
            false => inputs.recompute(loaded, is_over),
        });
        if let Some((now, stale)) = next {
            inputs = Some(now);
            // Set once, here.
            let _ = live.rebuild.stale.set(stale);
        }
        say.rebuilt(&live);
        if let Some(files) = live.rebuild.files {
            say.note(&verified(verify::differences(loaded, &live.report, files, options)));
        }
    }
}

/// What is said of a site that was compared with the one from nothing.
fn verified(differences: Option<Vec<String>>) -> String {
    match differences.as_deref() {
        None => "Not verified: a file is wrong, or has changed since".to_owned(),
        Some([]) => "Verified: it is the site from nothing".to_owned(),
        Some(found) => format!(
            "This is a fault of newsprint: please report it with the edits that led to it. Other than from nothing: {}",
            found.join("; ")
        ),
    }
}
