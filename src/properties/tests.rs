//! The short run of the gate; `.cargo/config.toml` says why its inputs are the same each time.

use std::fmt;

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::*;

/// Printed as it is written in a test.
struct Input(Vec<u8>);

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// So many inputs from a strategy, always the same.
fn run(cases: u32, strategy: impl Strategy<Value = Vec<u8>>, holds: fn(&[u8])) {
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    let run = TestRunner::new(config).run(&strategy.prop_map(Input), |input| {
        holds(&input.0);
        Ok(())
    });
    if let Err(fault) = run {
        panic!("{fault}");
    }
}

/// Seeds and findings of the fuzz targets.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    #![allow(clippy::disallowed_methods)] // a test reads its inputs
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut paths: Vec<_> =
        std::fs::read_dir(&folder).expect("seeds").map(|entry| entry.expect("a seed").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a seed")).collect()
}

/// Seeds with pieces of one another, and with bytes changed, left out and put in.
fn near(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<Vec<u8>> = seeds
        .iter()
        .flat_map(|seed| seed.split_inclusive(|byte| b"\n \0:,".contains(byte)).map(<[u8]>::to_vec))
        .collect();
    let change = (any::<prop::sample::Index>(), 0..4_u8, any::<u8>(), prop::sample::select(pieces));
    (prop::sample::select(seeds), prop::collection::vec(change, 0..8)).prop_map(|(mut bytes, changes)| {
        for (place, kind, byte, piece) in changes {
            let at = place.index(bytes.len() + 1);
            match kind {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => bytes[at] = byte,
                2 if at < bytes.len() => drop(bytes.remove(at)),
                _ => drop(bytes.splice(at..at, piece)),
            }
        }
        bytes
    })
}

fn holds_of(name: &str) {
    let (_, holds) = PROPERTIES.iter().find(|(target, _)| *target == name).expect("a target");
    let seeds = seeds(name);
    for seed in &seeds {
        holds(seed);
    }
    run(400, near(seeds), *holds);
    run(100, prop::collection::vec(any::<u8>(), 0..200), *holds);
}

#[test]
fn configurations() {
    holds_of("configuration");
}

#[test]
fn dates() {
    holds_of("date");
}

#[test]
fn texts_in_feeds() {
    holds_of("feed");
    run(1000, sentences(), feed);
}

#[test]
fn front_matters() {
    holds_of("front_matter");
}

#[test]
fn texts_on_pages() {
    holds_of("page");
    run(2000, sentences(), page);
}

#[test]
fn pictures() {
    holds_of("picture");
}

#[test]
fn registries() {
    holds_of("registry");
}

#[test]
fn requests() {
    holds_of("request");
}

/// See [`sentences::sentence`].
fn sentences() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 1..24).prop_map(|mut bytes| {
        bytes.insert(0, 0xff);
        bytes
    })
}
