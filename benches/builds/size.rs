//! All of the measuring at one size.
//!
//! 1. Write the sites.
//! 2. Build with newsprint once, uncounted: what it wrote is the floor's model, and its space is now used before.
//! 3. In turns: the floor, newsprint cold and then warm (`warm`), Hugo.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::common::corpus::{Corpus, Flavour};
use crate::common::hugo::{self, Hugo, HugoSite};
use crate::common::interrupt;
use crate::common::newsprint::{self, Newsprint};
use crate::common::scratch::Scratch;
use crate::common::tree::{self, Tree};
use crate::floor;
use crate::measure::{self, Cost, Run};
use crate::report::{Row, Share, Take};
use crate::warm::{self, Warm};

const FLOOR: &str = "floor";
const FLOOR_2: &str = "floor, 2 threads";
const NEWSPRINT: &str = "newsprint cold";
const HUGO: &str = "Hugo cold";

/// The ratios to print: (what is divided, by what).
pub(crate) const RATIOS: &[(&str, &str)] = &[(NEWSPRINT, FLOOR), (HUGO, NEWSPRINT)];

/// The shares of the cold build to print.
pub(crate) const SHARES: &[Share] = &[
    (warm::NO_CHANGE, NEWSPRINT, Some((10_000, 10))),
    (warm::BODY, NEWSPRINT, Some((10_000, 12))),
    (warm::HEADLINE, NEWSPRINT, None),
];

/// A side that takes longer than this, in seconds, runs once.
const TOO_LONG_TO_REPEAT: f64 = 60.0;

/// What does not depend on the size.
pub(crate) struct Options<'a> {
    pub(crate) runs: usize,
    pub(crate) hugo: Option<&'a Hugo>,
    pub(crate) hugo_limit: Duration,
    pub(crate) scratch: &'a Scratch,
    /// The formats of newsprint's feeds.
    pub(crate) feeds: &'a str,
}

/// Writes the two sites of `size` articles below `folder`.
pub(crate) fn write_corpus(folder: &Path, size: usize, feeds: &str) -> io::Result<()> {
    let corpus = Corpus::plan(size);
    newsprint::write_site(&folder.join("newsprint"), &corpus, feeds)?;
    hugo::write_site(&folder.join("hugo"), &corpus)?;
    Ok(())
}

/// Measures every side at `size` articles. Also tells how many megabytes of Markdown they are.
pub(crate) fn measure(size: usize, options: &Options<'_>) -> io::Result<(f64, Vec<Row>)> {
    let Options { runs, scratch, .. } = *options;
    let ours = Newsprint { site: scratch.path("newsprint"), output: scratch.path("newsprint-output") };
    let theirs = HugoSite {
        site: scratch.path("hugo"),
        output: scratch.path("hugo-output"),
        caches: scratch.path("hugo-caches"),
    };
    let model = scratch.path("model");

    eprintln!("{size} articles: writing the sites");
    let corpus = Corpus::plan(size);
    let written = newsprint::write_site(&ours.site, &corpus, options.feeds)?;
    if options.hugo.is_some() {
        hugo::write_site(&theirs.site, &corpus)?;
    }
    let mut warm = Warm::new(corpus.newest(runs, Flavour::Newsprint));
    drop(corpus);

    eprintln!("{size} articles: newsprint, uncounted");
    ours.make_cold()?;
    build_ours(&ours, scratch)?;
    fs::rename(&ours.output, &model)?;
    let tree = tree::count(&model)?;

    let (mut floors, mut floors_2, mut newsprints) = (Vec::new(), Vec::new(), Vec::new());
    let mut hugos = Theirs { open: options.hugo.is_some(), ..Theirs::default() };
    for round in 1..=runs {
        interrupt::check()?;
        eprint!("{size} articles, round {round} of {runs}:");
        let [one, two] = floor::measure(&model, scratch)?;
        eprint!(" floor {:.3} s,", one.wall);
        floors.push(one);
        floors_2.push(two);
        ours.make_cold()?;
        let cost = build_ours(&ours, scratch)?;
        eprint!(" newsprint {:.3} s", cost.wall);
        newsprints.push(cost);
        warm.round(round, &ours, scratch)?;
        ours.make_cold()?;
        if let (true, Some(hugo)) = (hugos.open, options.hugo) {
            hugos.build(hugo, &theirs, options)?;
        }
        eprintln!();
    }
    for folder in [&ours.site, &theirs.site, &model] {
        tree::remove(folder)?;
    }

    let row = |label, costs, take, tree| Row { articles: size, label, costs, stopped: false, take, tree };
    let best = |costs: &[Cost]| costs.iter().map(|cost| cost.wall).fold(f64::MAX, f64::min);
    let quicker_with_2 = best(&floors_2) < best(&floors);
    let mut rows = vec![row(FLOOR, floors, Take::Best, Some(tree))];
    if quicker_with_2 {
        rows.push(row(FLOOR_2, floors_2, Take::Best, Some(tree)));
    }
    rows.push(row(NEWSPRINT, newsprints, Take::Median, Some(tree)));
    rows.extend(warm.costs().map(|(label, costs)| row(label, costs, Take::Median, None)));
    if !hugos.costs.is_empty() {
        rows.push(Row { stopped: hugos.stopped, ..row(HUGO, hugos.costs, Take::Median, hugos.tree) });
    }
    Ok((written as f64 / 1e6, rows))
}

/// A build by newsprint, warm if there was one before. One that fails ends the benchmark.
pub(crate) fn build_ours(site: &Newsprint, scratch: &Scratch) -> io::Result<Cost> {
    match measure::run(&mut site.build(), &scratch.path("newsprint.log"), None)? {
        Run::Done(cost) => Ok(cost),
        Run::Stopped(_) => unreachable!("there is no limit"),
        Run::Failed(how) => Err(io::Error::other(format!("newsprint: {how}"))),
    }
}

/// Hugo's runs so far.
#[derive(Default)]
struct Theirs {
    costs: Vec<Cost>,
    stopped: bool,
    tree: Option<Tree>,
    /// Whether to run it again.
    open: bool,
}

impl Theirs {
    /// One more cold build by Hugo. One that fails is told, and ends Hugo's runs at this size.
    fn build(&mut self, hugo: &Hugo, site: &HugoSite, options: &Options<'_>) -> io::Result<()> {
        site.make_cold()?;
        let log = options.scratch.path("hugo.log");
        match measure::run(&mut hugo.build(site), &log, Some(options.hugo_limit))? {
            Run::Done(cost) => {
                eprint!(", Hugo {:.3} s", cost.wall);
                if fs::read_to_string(&log)?.contains("WARN") {
                    eprint!(" (with warnings)");
                }
                self.tree = Some(tree::count(&site.output)?);
                self.costs.push(cost);
                self.open = cost.wall < TOO_LONG_TO_REPEAT;
            }
            Run::Stopped(cost) => {
                eprint!(", Hugo stopped after {:.0} s", cost.wall);
                self.costs = vec![cost];
                (self.stopped, self.tree, self.open) = (true, None, false);
            }
            Run::Failed(how) => {
                eprint!(", Hugo failed: {how}");
                self.open = false;
            }
        }
        site.make_cold()
    }
}
