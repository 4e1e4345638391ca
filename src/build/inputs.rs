//! What all outputs are made of, as hashes: by them the server tells how many outputs an edit made stale.
//!
//! After an edit that [`advance`](fn@crate::site::advance) could tell from its documents, only those outputs are hashed again of which
//! an ingredient is about what changed ([`Ingredient::about`](crate::output::ingredient::Ingredient::about)).

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
        entries.sort_unstable();
        entries.dedup();
        let mut about =
            ByAbout { about: Vec::new(), starts: vec![0], jobs: Vec::with_capacity(entries.len()) };
        for same in entries.chunk_by(|one, two| one.0 == two.0) {
            about.about.push(same[0].0);
            about.jobs.extend(same.iter().map(|(_, job)| *job));
            about.starts.push(about.jobs.len() as u32);
        }
        Some(Self {
            plan: Arc::clone(&loaded.plan),
            epoch: loaded.epoch.digest,
            digests,
            about: Arc::new(about),
        })
    }

    /// Those of the next site, and how many outputs are other than they were, new or gone; none when `is_over` says meanwhile
    /// that nobody wants them any more.
    pub fn next(self, loaded: &Loaded, is_over: &dyn Fn() -> bool) -> Option<(Self, usize)> {
        match &loaded.touched {
            Some(touched) if Arc::ptr_eq(&self.plan, &loaded.plan) => Some(self.advance(loaded, touched)),
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
    fn jobs(&self, About(about): About) -> &[u32] {
        match self.about.binary_search(&about) {
            Ok(at) => &self.jobs[self.starts[at] as usize..self.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }
}
