//! What all outputs are made of, as hashes: by them the server tells how many outputs an edit made stale.
//!
//! After an edit that [`advance`](fn@crate::site::advance) could tell from its documents, only those outputs are hashed again of which
//! an ingredient is about what changed ([`Ingredient::about`](crate::output::ingredient::Ingredient::about)). After one that
//! moved documents, those that are about one article or term are hashed again if that was touched, and all others.

use std::sync::Arc;

use rayon::prelude::*;

use super::Reach;
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
#[derive(Default)]
struct ByAbout {
    /// What ingredients are about, ascending.
    about: Vec<u32>,
    /// Where the jobs of each begin.
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
        let about = Arc::new(ByAbout::default().next(&|_| None, entries));
        Some(Self { plan: Arc::clone(&loaded.plan), epoch: loaded.epoch.digest, digests, about })
    }

    /// Those of the next site, and how many outputs are other than they were, new or gone; none when `is_over` says meanwhile
    /// that nobody wants them any more.
    pub fn next(self, loaded: &Loaded, is_over: &dyn Fn() -> bool) -> Option<(Self, usize)> {
        let is_clear = self.plan.is_free_of_clashes() && loaded.plan.is_free_of_clashes();
        match &loaded.touched {
            Reach::Only(touched) if Arc::ptr_eq(&self.plan, &loaded.plan) => {
                Some(self.advance(loaded, touched))
            }
            Reach::Lists(touched) if is_clear && self.epoch == loaded.epoch.digest => {
                Some(self.follow(loaded, touched))
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
    fn follow(self, loaded: &Loaded, touched: &[About]) -> (Self, usize) {
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
        let before = matching.before.par_iter().zip(jobs).with_min_len(256);
        let hashed = before.map(|(was, job)| match was.filter(|was| stays(job, *was)) {
            Some(was) => (self.digests[was as usize], None),
            None => {
                let mut about = Vec::new();
                let digest = job.own_input(&loaded.context, &mut |About(one)| about.push(one));
                (digest, Some(about))
            }
        });
        let hashed: Vec<(Digest, Option<Vec<u32>>)> = hashed.collect();
        let is_stale = |(was, (digest, _)): (&Option<u32>, &(Digest, _))| {
            was.is_none_or(|was| self.digests[was as usize] != *digest)
        };
        let stale = matching.before.iter().zip(&hashed).filter(|one| is_stale(*one)).count();
        let gone = matching.now.iter().filter(|now| now.is_none()).count();
        let mut new: Vec<(u32, u32)> = Vec::new();
        for (number, (_, about)) in (0..).zip(&hashed) {
            new.extend(about.iter().flatten().map(|about| (*about, number)));
        }
        let stays = |was: &u32| matching.now[*was as usize].filter(|now| hashed[*now as usize].1.is_none());
        let about = Arc::new(self.about.next(&stays, new));
        let digests = hashed.into_iter().map(|(digest, _)| digest).collect();
        (Self { plan: Arc::clone(&loaded.plan), digests, about, epoch: self.epoch }, stale + gone)
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
    /// That of the next site: `stays` gives the number that a job has now of which the ingredients are about the same things;
    /// of the others `new` says what they are about.
    fn next(&self, stays: &dyn Fn(&u32) -> Option<u32>, mut new: Vec<(u32, u32)>) -> Self {
        new.sort_unstable();
        new.dedup();
        let mut new = new.into_iter().peekable();
        let mut next = Self { jobs: Vec::with_capacity(self.jobs.len() + new.len()), ..Self::default() };
        for about in &self.about {
            while let Some((other, _)) = new.peek().copied().filter(|(other, _)| other < about) {
                next.add(
                    other,
                    std::iter::from_fn(|| new.next_if(|(one, _)| *one == other)).map(|(_, job)| job),
                );
            }
            let stay = self.jobs(About(*about)).iter().filter_map(stays);
            let come = std::iter::from_fn(|| new.next_if(|(one, _)| one == about)).map(|(_, job)| job);
            next.add(*about, stay.chain(come));
        }
        while let Some((other, _)) = new.peek().copied() {
            next.add(other, std::iter::from_fn(|| new.next_if(|(one, _)| *one == other)).map(|(_, job)| job));
        }
        next
    }

    fn add(&mut self, about: u32, jobs: impl Iterator<Item = u32>) {
        let before = self.jobs.len();
        self.jobs.extend(jobs);
        if self.jobs.len() > before {
            self.about.push(about);
            self.starts.push(before as u32);
        }
    }

    fn jobs(&self, About(about): About) -> &[u32] {
        match self.about.binary_search(&about) {
            Ok(at) => {
                let end = self.starts.get(at + 1).map_or(self.jobs.len(), |end| *end as usize);
                &self.jobs[self.starts[at] as usize..end]
            }
            Err(_) => &[],
        }
    }
}
