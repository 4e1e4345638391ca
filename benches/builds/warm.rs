//! newsprint's warm builds: after a build, and with what that left behind.
//!
//! 1. Nothing has changed.
//! 2. One edit of each kind (`common::edit`), one after the other, and a build after each.
//!
//! Each round takes other articles and other words, and ends with the site as it was.

use std::io;

use crate::common::edit::{Edit, Site};
use crate::common::newsprint::Newsprint;
use crate::common::scratch::Scratch;
use crate::measure::Cost;
use crate::report::Share;
use crate::size::build_ours;

/// The warm builds so far.
pub(crate) struct Warm {
    site: Site,
    no_change: Vec<Cost>,
    edited: Vec<(Edit, Vec<Cost>)>,
}

impl Warm {
    /// None yet. `site` has drafts for as many rounds as there will be.
    pub(crate) fn new(site: Site) -> Self {
        let kinds = Edit::ALL.into_iter().filter(|edit| edit.is_for_builds());
        Self { site, no_change: Vec::new(), edited: kinds.map(|edit| (edit, Vec::new())).collect() }
    }

    /// One more of each; rounds count from 1. `newsprint` was built before.
    pub(crate) fn round(
        &mut self,
        number: usize,
        newsprint: &Newsprint,
        scratch: &Scratch,
    ) -> io::Result<()> {
        let cost = build_ours(newsprint, scratch)?;
        eprint!(" (warm {:.3}", cost.wall);
        self.no_change.push(cost);
        let mut inverses = Vec::new();
        for (edit, costs) in &mut self.edited {
            let step = edit.change(&self.site, number)?.step;
            inverses.push(step.inverse()?);
            step.apply()?;
            let cost = build_ours(newsprint, scratch)?;
            eprint!(", {:.3}", cost.wall);
            costs.push(cost);
        }
        eprint!(")");
        inverses.iter().rev().try_for_each(|inverse| inverse.apply())
    }

    /// What each row is called, and its costs.
    pub(crate) fn costs(self) -> impl Iterator<Item = (String, Vec<Cost>)> {
        let edited = self.edited.into_iter().map(|(edit, costs)| (label(Some(edit)), costs));
        [(label(None), self.no_change)].into_iter().chain(edited)
    }
}

/// The rows as shares of `cold`, with the seconds that are aimed at.
pub(crate) fn shares(cold: &'static str) -> Vec<Share> {
    let edits = Edit::ALL.into_iter().filter(|edit| edit.is_for_builds()).map(Some);
    let targets = |edit: Option<Edit>| -> &'static [(usize, f64)] {
        match edit {
            None => &[(10_000, 0.1), (100_000, 0.7)],
            Some(Edit::Headline) => &[(10_000, 0.2), (100_000, 1.5)],
            Some(_) => &[],
        }
    };
    let rows = [None].into_iter().chain(edits);
    rows.map(|edit| Share { warm: label(edit), cold, targets: targets(edit) }).collect()
}

fn label(edit: Option<Edit>) -> String {
    match edit {
        None => "newsprint, no change".to_owned(),
        Some(edit) => format!("newsprint, one edit: {}", edit.name()),
    }
}
