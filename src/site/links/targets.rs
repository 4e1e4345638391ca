//! The documents that links may name, and how they are found anew after an edit.

use std::sync::Arc;

use super::{DocumentId, HeldTarget, Target};
use crate::address::{composed, nfc};
use crate::content::{Document, Kind, name};
use crate::hash::{FastMap, FastSet};
use crate::site::place::Placed;
use crate::site::previous::Reusable;
use crate::site::visibility::Reason;

/// What is to be added to the targets: by its path, composed.
type NewTarget = (Arc<str>, Target);

/// The documents that links may name. All names are composed (NFC), whatever form they have on the disk.
#[derive(Debug, Default)]
pub struct Targets {
    /// By path.
    pub(super) by_path: Arc<FastMap<Arc<str>, Target>>,
    /// Paths without the date in their name → the paths with it, the last first.
    pub(super) undated: Arc<FastMap<Box<str>, Vec<Arc<str>>>>,
    /// Articles by address.
    pub(super) articles: Arc<FastMap<Arc<str>, DocumentId>>,
    /// The numbers that documents have now, by their ids; empty where each has its number for an id.
    pub(super) numbers: Arc<[u32]>,
    /// How many documents there are in the language; those of others are numbered after them.
    pub(in crate::site) documents: u32,
    /// Those that are not live.
    not_live: Arc<[Arc<str>]>,
    /// Whether two documents had one name, or two articles one address: the last one has it.
    has_doubles: bool,
}

impl Targets {
    /// The documents of one language, and the paths at which something else stands than in `reusable`, if these are known:
    /// what stands as it did is not added again. None for a site of several languages, whose targets know the documents of
    /// each other.
    pub(in crate::site) fn new(
        reusable: Option<&Reusable<'_>>,
        placed: &[Placed],
        held: &[(Reason, &Document)],
        unreadable: &[Arc<str>],
    ) -> (Self, Option<FastSet<Arc<str>>>) {
        let held = held.iter().map(|(reason, document)| {
            (composed(&document.path), Target::Held(Arc::new(HeldTarget::new(*reason, document))))
        });
        let unreadable = unreadable.iter().map(|path| (composed(path), Target::Unreadable));
        let not_live: Vec<NewTarget> = held.chain(unreadable).collect();
        match reusable.and_then(|reusable| Self::after(reusable, placed, &not_live)) {
            Some((targets, changed)) => (targets, Some(changed)),
            None => (Self::of(placed, not_live), None),
        }
    }

    /// The targets from nothing. Of two documents at one address, or with one name in another form, the last one counts.
    fn of(placed: &[Placed], not_live: Vec<NewTarget>) -> Self {
        let documents = placed.len() as u32;
        let mut targets = Self { not_live: paths(&not_live), documents, ..Self::default() };
        let live = (0..).map(DocumentId).zip(placed).map(|(id, place)| target_of(id, place));
        for (path, target) in live.chain(not_live) {
            targets.has_doubles |= !targets.add(path, target);
        }
        targets
    }

    /// The targets after an edit, and the paths at which something else stands. An id that is free is given to whoever comes.
    /// None where two documents have one name or one address: whoever goes leaves it to the other.
    fn after(
        reusable: &Reusable<'_>,
        placed: &[Placed],
        not_live: &[NewTarget],
    ) -> Option<(Self, FastSet<Arc<str>>)> {
        let before = &reusable.site.links.targets;
        if before.has_doubles {
            return None;
        }
        let mut targets = Self {
            by_path: Arc::clone(&before.by_path),
            undated: Arc::clone(&before.undated),
            articles: Arc::clone(&before.articles),
            numbers: Arc::default(),
            documents: placed.len() as u32,
            not_live: paths(not_live),
            has_doubles: false,
        };
        let ids_before = before.ids();
        let mut ids = before.staying(reusable, placed, &ids_before);
        let mut is_used = vec![false; ids_before.len().max(before.numbers.len())];
        for id in ids.iter().flatten() {
            if std::mem::replace(&mut is_used[*id as usize], true) {
                return None;
            }
        }
        let mut changed: FastSet<Arc<str>> = FastSet::default();
        let gone = reusable.difference.gone.iter();
        let gone = gone.map(|number| &reusable.site.articles[*number as usize].document);
        for document in gone.chain(reusable.site.all_pages().map(|page| &page.document)) {
            if let Some(Target::Live { document: DocumentId(id), .. }) = targets.at(&document.path)
                && !is_used[*id as usize]
            {
                let path = composed(&document.path);
                targets.remove(&path);
                changed.insert(path);
            }
        }
        let stands = |(path, target): &NewTarget| before.by_path.get(path) == Some(target);
        if targets.not_live != before.not_live || !not_live.iter().all(stands) {
            before.not_live.iter().for_each(|path| targets.remove(path));
            changed.extend(before.not_live.iter().chain(targets.not_live.iter()).cloned());
            if not_live.iter().any(|(path, target)| !targets.add(Arc::clone(path), target.clone())) {
                return None;
            }
        }
        let free = (0..).zip(&is_used).filter(|(_, is_used)| !**is_used).map(|(id, _)| id);
        let mut free = free.chain(is_used.len() as u32..);
        for (id, place) in ids.iter_mut().zip(placed).filter(|(id, _)| id.is_none()) {
            let new = free.next()?;
            *id = Some(new);
            let (path, target) = target_of(DocumentId(new), place);
            if !targets.add(path, target) {
                return None;
            }
        }
        let mut numbers = vec![u32::MAX; ids.iter().flatten().max().map_or(0, |id| *id as usize + 1)];
        for (number, id) in (0..).zip(ids.iter().flatten()) {
            numbers[*id as usize] = number;
        }
        targets.numbers = numbers.into();
        let others =
            placed.iter().enumerate().filter(|(number, place)| !reusable.has(*number, &place.document));
        changed.extend(others.map(|(_, place)| composed(&place.document.path)));
        Some((targets, changed))
    }

    /// The ids of documents that were there at their addresses before, these targets being those of the last site.
    fn staying(&self, reusable: &Reusable<'_>, placed: &[Placed], ids: &[u32]) -> Vec<Option<u32>> {
        let articles = placed.partition_point(|place| place.document.kind == Kind::Article);
        let id = |(number, place): (usize, &Placed)| {
            let same = reusable.difference.number_before(number as u32).filter(|_| number < articles);
            if let Some(before) = same {
                return Some(ids[before as usize]);
            }
            match self.at(&place.document.path)? {
                Target::Live { url, is_article, document: DocumentId(id) } => {
                    (*url == place.url && *is_article == (number < articles)).then_some(*id)
                }
                _ => None,
            }
        };
        placed.iter().enumerate().map(id).collect()
    }

    /// The target that a file is, in any Unicode form of its name.
    pub(in crate::site) fn at(&self, file: &str) -> Option<&Target> {
        self.by_path.get(&*nfc(file))
    }

    /// The ids of its language's documents by their numbers.
    fn ids(&self) -> Vec<u32> {
        let mut ids: Vec<u32> = (0..self.documents).collect();
        for (id, number) in (0..).zip(self.numbers.iter()) {
            if let Some(place) = ids.get_mut(*number as usize) {
                *place = id;
            }
        }
        ids
    }

    /// Adds a target at a path, composed. Says whether it stands alone at its name and its address.
    pub(in crate::site) fn add(&mut self, path: Arc<str>, target: Target) -> bool {
        let mut is_alone = true;
        if let Target::Live { url, is_article: true, document } = &target {
            let other = Arc::make_mut(&mut self.articles).insert(Arc::clone(url), *document);
            is_alone = other.is_none();
        }
        if !self.by_path.contains_key(&path)
            && let Some(undated) = name::without_date(&path)
        {
            let paths = Arc::make_mut(&mut self.undated).entry(undated.into()).or_default();
            paths.insert(paths.partition_point(|other| *other > path), Arc::clone(&path));
        }
        Arc::make_mut(&mut self.by_path).insert(path, target).is_none() && is_alone
    }

    /// Takes away what stands at a path, composed.
    fn remove(&mut self, path: &Arc<str>) {
        if let Some(Target::Live { url, is_article: true, .. }) =
            Arc::make_mut(&mut self.by_path).remove(path)
        {
            Arc::make_mut(&mut self.articles).remove(&url);
        }
        let Some(undated) = name::without_date(path) else { return };
        let all = Arc::make_mut(&mut self.undated);
        if let Some(paths) = all.get_mut(&*undated) {
            paths.retain(|other| other != path);
            if paths.is_empty() {
                all.remove(&*undated);
            }
        }
    }
}

fn paths(targets: &[NewTarget]) -> Arc<[Arc<str>]> {
    targets.iter().map(|(path, _)| Arc::clone(path)).collect()
}

fn target_of(document: DocumentId, place: &Placed) -> NewTarget {
    let is_article = place.document.kind == Kind::Article;
    (composed(&place.document.path), Target::Live { url: Arc::clone(&place.url), is_article, document })
}
