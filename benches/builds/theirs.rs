//! Hugo's builds of its sites at one size.

use std::fs;
use std::io;
use std::time::Duration;

use crate::common::corpus::Corpus;
use crate::common::hugo::{Hugo, HugoSite, Variant};
use crate::common::scratch::Scratch;
use crate::common::tree::{self, Tree};
use crate::measure::{self, Cost, Run};
use crate::report::{Row, Take};

/// A site that takes longer than this, in seconds, is built once.
const TOO_LONG_TO_REPEAT: f64 = 60.0;

/// The builds of one of Hugo's sites so far.
pub(crate) struct Theirs {
    site: HugoSite,
    costs: Vec<Cost>,
    stopped: bool,
    tree: Option<Tree>,
    /// Whether to build it again.
    open: bool,
}

/// What a row is called.
pub(crate) fn label(variant: Variant) -> &'static str {
    match variant {
        Variant::Lean => "Hugo cold, lean",
        Variant::Equal => "Hugo cold, equal",
        Variant::Related => "Hugo cold, equal and related",
    }
}

impl Theirs {
    /// Writes the site.
    pub(crate) fn new(variant: Variant, corpus: &Corpus, scratch: &Scratch) -> io::Result<Self> {
        let site = HugoSite::new(variant, scratch);
        // With related articles or without, it is the same site.
        if !site.site.exists() {
            site.write(corpus)?;
        }
        Ok(Self { site, costs: Vec::new(), stopped: false, tree: None, open: true })
    }

    /// One more cold build, if there is to be one. One that fails is told, and is the last at this size.
    pub(crate) fn build(&mut self, hugo: &Hugo, limit: Duration, scratch: &Scratch) -> io::Result<()> {
        if !self.open {
            return Ok(());
        }
        self.site.make_cold()?;
        let name = self.site.variant.name();
        let log = scratch.path("hugo.log");
        match measure::run(&mut hugo.build(&self.site), &log, Some(limit))? {
            Run::Done(cost) => {
                eprint!(", {name} {:.3} s", cost.wall);
                if fs::read_to_string(&log)?.contains("WARN") {
                    eprint!(" (with warnings)");
                }
                self.tree = Some(tree::count(&self.site.output)?);
                self.costs.push(cost);
                self.open = cost.wall < TOO_LONG_TO_REPEAT;
            }
            Run::Stopped(cost) => {
                eprint!(", {name} stopped after {:.0} s", cost.wall);
                self.costs = vec![cost];
                (self.stopped, self.tree, self.open) = (true, None, false);
            }
            Run::Failed(how) => {
                eprint!(", {name} failed: {how}");
                self.open = false;
            }
        }
        self.site.make_cold()
    }

    /// Removes the site.
    pub(crate) fn remove(&self) -> io::Result<()> {
        tree::remove(&self.site.site)
    }

    /// The site, if the time limit ended a build of it: more articles take it longer still.
    pub(crate) fn too_slow(&self) -> Option<Variant> {
        self.stopped.then_some(self.site.variant)
    }

    /// The row, if there is anything to tell.
    pub(crate) fn row(self, articles: usize) -> Option<Row> {
        let Self { site, costs, stopped, tree, .. } = self;
        let label = label(site.variant).to_owned();
        (!costs.is_empty()).then_some(Row { articles, label, costs, stopped, take: Take::Median, tree })
    }
}
