//! All of the measuring at one size.
//!
//! 1. Write the sites.
//! 2. Build with newsprint once, uncounted: what it wrote is the floor's model, and its space is now used before.
//! 3. In turns: the floor, newsprint cold and then warm (`warm`), cold without related articles, Hugo (`theirs`).

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use crate::common::corpus::{Corpus, Flavour};
use crate::common::edit::Site;
use crate::common::hugo::{self, Hugo, Variant};
use crate::common::interrupt;
use crate::common::newsprint::{self, Newsprint, Without};
use crate::common::options::Shared;
use crate::common::prose::Length;
use crate::common::scratch::Scratch;
use crate::common::tree;
use crate::floor;
use crate::measure::{self, Cost, Run};
use crate::report::{Ratio, Row, Take};
use crate::theirs::{self, Theirs};
use crate::warm::Warm;

const FLOOR: &str = "floor";
const FLOOR_2: &str = "floor, 2 threads";
pub(crate) const NEWSPRINT: &str = "newsprint cold";

/// The ratios to print.
pub(crate) fn ratios() -> Vec<Ratio> {
    let ratio = |over, under, target| Ratio { over, under, target };
    let [lean, equal, related] = [Variant::Lean, Variant::Equal, Variant::Related].map(theirs::label);
    vec![
        ratio(NEWSPRINT, FLOOR, Some((10_000, "at most 4.5× and 8×"))),
        ratio(NEWSPRINT, Without::Search.label(), Some((10_000, "at most 1.2× and 1.2×"))),
        ratio(NEWSPRINT, Without::Theme.label(), None),
        ratio(lean, NEWSPRINT, None),
        ratio(equal, Without::Related.label(), Some((10_000, "at least 8× and 8×"))),
        ratio(equal, NEWSPRINT, None),
        ratio(related, NEWSPRINT, Some((10_000, "at least 80× and 80×"))),
    ]
}

/// What does not depend on the size.
pub(crate) struct Options<'a> {
    pub(crate) runs: usize,
    pub(crate) hugo: Option<&'a Hugo>,
    /// Hugo's sites.
    pub(crate) variants: &'a [Variant],
    pub(crate) hugo_limit: Duration,
    pub(crate) scratch: &'a Scratch,
    /// The formats of newsprint's feeds.
    pub(crate) feeds: &'a str,
    pub(crate) length: Length,
}

/// What was found at one size.
pub(crate) struct Measured {
    /// Megabytes of Markdown.
    pub(crate) megabytes: f64,
    pub(crate) rows: Vec<Row>,
    /// Hugo's sites that the time limit ended.
    pub(crate) too_slow: Vec<Variant>,
}

/// Writes all sites of `size` articles below `folder`, or newsprint's alone.
pub(crate) fn write_corpus(folder: &Path, size: usize, shared: &Shared) -> io::Result<()> {
    let corpus = Corpus::plan(size, shared.length());
    newsprint::write_site(&folder.join("newsprint"), &corpus, &shared.feeds)?;
    if shared.no_hugo {
        return Ok(());
    }
    hugo::write_site(&folder.join("hugo"), Variant::Lean, &corpus)?;
    hugo::write_site(&folder.join("hugo-equal"), Variant::Equal, &corpus)?;
    Ok(())
}

/// Measures every side at `size` articles.
pub(crate) fn measure(size: usize, options: &Options<'_>) -> io::Result<Measured> {
    let Options { runs, scratch, .. } = *options;
    let ours = Newsprint { site: scratch.path("newsprint"), output: scratch.path("newsprint-output") };
    let model = scratch.path("model");

    eprintln!("{size} articles: writing the sites");
    let corpus = Corpus::plan(size, options.length);
    let written = newsprint::write_site(&ours.site, &corpus, options.feeds)?;
    let variants = if options.hugo.is_some() { options.variants } else { &[] };
    let theirs = variants.iter().map(|variant| Theirs::new(*variant, &corpus, scratch));
    let mut theirs: Vec<Theirs> = theirs.collect::<io::Result<_>>()?;
    let mut warm = Warm::new(Site::new(&ours.site, &corpus, Flavour::Newsprint, runs)?);
    drop(corpus);

    eprintln!("{size} articles: newsprint, uncounted");
    ours.make_cold()?;
    build_ours(&ours, scratch)?;
    fs::rename(&ours.output, &model)?;
    let tree = tree::count(&model)?;

    let (mut floors, mut floors_2) = (Vec::new(), Vec::new());
    let mut newsprints = Vec::new();
    // The counterpart of Hugo's equal site, and what search and theme cost.
    let mut less = [Without::Search, Without::Theme].map(|without| (without, Vec::new(), None)).to_vec();
    if variants.contains(&Variant::Equal) {
        less.insert(0, (Without::Related, Vec::new(), None));
    }
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
        for (without, costs, made) in &mut less {
            newsprint::configure(&ours.site, options.feeds, *without)?;
            let cost = build_ours(&ours, scratch)?;
            eprint!(", {} {:.3} s", without.label(), cost.wall);
            costs.push(cost);
            *made = Some(tree::count(&ours.output)?);
            newsprint::configure(&ours.site, options.feeds, Without::Nothing)?;
            ours.make_cold()?;
        }
        if let Some(hugo) = options.hugo {
            for site in &mut theirs {
                site.build(hugo, options.hugo_limit, scratch)?;
            }
        }
        eprintln!();
    }
    for folder in [&ours.site, &model] {
        tree::remove(folder)?;
    }
    theirs.iter().try_for_each(Theirs::remove)?;

    let row = |label: &str, costs, take, tree| {
        let label = label.to_owned();
        Row { articles: size, label, costs, stopped: false, take, tree }
    };
    let best = |costs: &[Cost]| costs.iter().map(|cost| cost.wall).fold(f64::MAX, f64::min);
    let quicker_with_2 = best(&floors_2) < best(&floors);
    let mut rows = vec![row(FLOOR, floors, Take::Best, Some(tree))];
    if quicker_with_2 {
        rows.push(row(FLOOR_2, floors_2, Take::Best, Some(tree)));
    }
    rows.push(row(NEWSPRINT, newsprints, Take::Median, Some(tree)));
    rows.extend(warm.costs().map(|(label, costs)| row(&label, costs, Take::Median, None)));
    rows.extend(
        less.into_iter().map(|(without, costs, made)| row(without.label(), costs, Take::Median, made)),
    );
    let too_slow = theirs.iter().filter_map(Theirs::too_slow).collect();
    rows.extend(theirs.into_iter().filter_map(|site| site.row(size)));
    Ok(Measured { megabytes: written as f64 / 1e6, rows, too_slow })
}

/// A build by newsprint, warm if there was one before. One that fails ends the benchmark.
pub(crate) fn build_ours(site: &Newsprint, scratch: &Scratch) -> io::Result<Cost> {
    match measure::run(&mut site.build(), &scratch.path("newsprint.log"), None)? {
        Run::Done(cost) => Ok(cost),
        Run::Stopped(_) => unreachable!("there is no limit"),
        Run::Failed(how) => Err(io::Error::other(format!("newsprint: {how}"))),
    }
}
