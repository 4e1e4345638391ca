//! What all outputs are made of, as hashes: by them the server tells how many outputs an edit made stale.
//!
//! After an edit that [`advance`](fn@crate::site::advance) could tell from its documents, only those outputs are hashed again of which
//! an ingredient is about what changed ([`Ingredient::about`](crate::output::ingredient::Ingredient::about)). After one that
//! moved documents, those that are about one article or term are hashed again if that was touched, and all others.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Loaded, Plan};
use crate::hash::Digest;
use crate::output::Job;
use crate::output::ingredient::About;

/// The hash of what each output of a plan is made of, but for what is related to it: that is found when a page is asked
/// for.
pub struct Inputs {
    plan: Arc<Plan>,
    epoch: Digest,
    /// In the plan's order.
    digests: Vec<Digest>,
    about: Arc<ByAbout>,
}

/// What an edit reached: of which ingredients outputs may be others.
#[derive(Debug)]
pub enum Reach {
    /// No others than those about these: all documents and outputs are in their places.
    InPlace(Vec<About>),
    /// Documents moved; of outputs that are about one thing no others than those about these.
    Moved(Vec<About>),
    /// That can't be told, or there was no site before.
    Unknown,
}

/// Which outputs have an ingredient about something.
struct ByAbout {
    /// What ingredients are about, ascending.
    about: Vec<u32>,
    /// Where the jobs of each begin, with the end of the last.
    starts: Vec<u32>,
    jobs: Vec<u32>,
}

impl Inputs {
    /// Those of a site; none when `is_over` says meanwhile that nobody wants them any more. One thread finds them, so that
    /// others can answer requests.
    pub fn of(loaded: &Loaded, is_over: &dyn Fn() -> bool) -> Option<Self> {
        let jobs = &loaded.plan.jobs;
        let (mut digests, mut entries) = (Vec::with_capacity(jobs.len()), Vec::with_capacity(jobs.len() * 8));
        for (number, job) in (0_u32..).zip(jobs) {
            if number % 256 == 0 && is_over() {
                return None;
            }
            digests.push(job.own_input(&loaded.context, &mut |About(about)| entries.push((about, number))));
        }
        let about = Arc::new(ByAbout::of(entries));
        Some(Self { plan: Arc::clone(&loaded.plan), epoch: loaded.epoch.digest, digests, about })
    }

    /// Those of the next site, and how many outputs are other than they were, new or gone; none when `is_over` says meanwhile
    /// that nobody wants them any more.
    pub fn next(self, loaded: &Loaded, is_over: &dyn Fn() -> bool) -> Option<(Self, usize)> {
        let is_clear = self.plan.is_free_of_clashes() && loaded.plan.is_free_of_clashes();
        match &loaded.reach {
            Reach::InPlace(touched) if Arc::ptr_eq(&self.plan, &loaded.plan) => {
                Some(self.advance(loaded, touched))
            }
            Reach::Moved(touched) if is_clear && self.epoch == loaded.epoch.digest => {
                self.follow(loaded, touched, is_over)
            }
            _ => self.recompute(loaded, is_over),
        }
    }

    /// The same of any later site.
    pub fn recompute(self, loaded: &Loaded, is_over: &dyn Fn() -> bool) -> Option<(Self, usize)> {
        let later = Self::of(loaded, is_over)?;
        let stale = self.stale(&later);
        Some((later, stale))
    }

    fn advance(mut self, loaded: &Loaded, touched: &[About]) -> (Self, usize) {
        let mut jobs: Vec<u32> = touched.iter().flat_map(|about| self.about.jobs(*about)).copied().collect();
        jobs.sort_unstable();
        jobs.dedup();
        let job = |number: &u32| -> &Job { &loaded.plan.jobs[*number as usize] };
        let now: Vec<Digest> =
            jobs.par_iter().map(|number| job(number).own_input(&loaded.context, &mut |_| {})).collect();
        let mut stale = 0;
        for (number, now) in jobs.iter().zip(now) {
            let known = &mut self.digests[*number as usize];
            stale += usize::from(std::mem::replace(known, now) != now);
        }
        (self, stale)
    }

    /// Those of a site with another plan: what is about one thing that was not touched stays what it was.
    fn follow(self, loaded: &Loaded, touched: &[About], is_over: &dyn Fn() -> bool) -> Option<(Self, usize)> {
        let jobs = &loaded.plan.jobs;
        let matching = self.plan.matching(jobs);
        let mut is_touched = vec![false; self.digests.len()];
        touched
            .iter()
            .flat_map(|about| self.about.jobs(*about))
            .for_each(|job| is_touched[*job as usize] = true);
        let stays = |job: &Job, was: u32| {
            let before = &self.plan.jobs[was as usize];
            job.output().is_about_one() && before.maker == job.maker && !is_touched[was as usize]
        };
        let (mut digests, mut stale) = (Vec::with_capacity(jobs.len()), 0);
        // What is about the same things as before, by the numbers that jobs had.
        let mut stay = vec![None; self.digests.len()];
        let mut entries = Vec::new();
        for ((number, job), was) in (0_u32..).zip(jobs).zip(&matching.before) {
            if number % 256 == 0 && is_over() {
                return None;
            }
            let was = was.map(|was| was as usize);
            if let Some(was) = was.filter(|was| stays(job, *was as u32)) {
                stay[was] = Some(number);
                digests.push(self.digests[was]);
                continue;
            }
            digests.push(job.own_input(&loaded.context, &mut |About(about)| entries.push((about, number))));
            stale += usize::from(was.is_none_or(|was| self.digests[was] != digests[number as usize]));
        }
        let stay = self.about.entries().filter_map(|(about, was)| Some((about, stay[was as usize]?)));
        let about = Arc::new(ByAbout::of(stay.chain(entries).collect()));
        stale += matching.now.iter().filter(|now| now.is_none()).count();
        Some((Self { plan: Arc::clone(&loaded.plan), digests, about, epoch: self.epoch }, stale))
    }

    fn stale(&self, next: &Self) -> usize {
        let is_other = self.epoch != next.epoch;
        let jobs = next.plan.jobs.iter().zip(&next.digests);
        let changed = jobs.filter(|(job, input)| {
            let known = self.plan.number(&job.path);
            is_other || known.is_none_or(|known| self.digests[known] != **input)
        });
        let gone = self.plan.jobs.iter().filter(|job| next.plan.number(&job.path).is_none());
        changed.count() + gone.count()
    }

    /// The hashes, in the order of the plan.
    #[cfg(not(alone))]
    pub fn digests(&self) -> &[Digest] {
        &self.digests
    }
}

impl ByAbout {
    /// That of outputs with ingredients about something: pairs of that and the number of a job.
    fn of(mut entries: Vec<(u32, u32)>) -> Self {
        // What comes of the last site is sorted but for the few new ones.
        entries.sort();
        entries.dedup();
        let mut about = Self { about: Vec::new(), starts: vec![0], jobs: Vec::with_capacity(entries.len()) };
        for same in entries.chunk_by(|one, two| one.0 == two.0) {
            about.about.push(same[0].0);
            about.jobs.extend(same.iter().map(|(_, job)| *job));
            about.starts.push(about.jobs.len() as u32);
        }
        about
    }

    /// The pairs that it was made of, in their order.
    fn entries(&self) -> impl Iterator<Item = (u32, u32)> {
        self.about.iter().flat_map(|about| self.jobs(About(*about)).iter().map(|job| (*about, *job)))
    }

    fn jobs(&self, About(about): About) -> &[u32] {
        match self.about.binary_search(&about) {
            Ok(at) => &self.jobs[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }
}
