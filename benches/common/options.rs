//! The options that all benchmarks have.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::hugo::{self, Hugo, Variant};
use super::prose::Length;

/// What does not depend on what is measured.
#[derive(Args)]
pub(crate) struct Shared {
    /// Where to put sites and outputs [default: the RAM disk, else the folder for temporary files]
    #[arg(long, value_name = "DIR")]
    pub(crate) scratch: Option<PathBuf>,
    /// Hugo's sites to measure [default: lean,equal for builds, equal for servers]
    #[arg(long, value_name = "SITES", value_delimiter = ',', conflicts_with = "no_hugo")]
    hugo: Option<Vec<Variant>>,
    /// Leave Hugo out
    #[arg(long)]
    pub(crate) no_hugo: bool,
    /// Articles of a paragraph, not of 6 kB
    #[arg(long)]
    short: bool,
    /// The formats of newsprint's feeds; Hugo's sites have RSS
    #[arg(long, value_name = "FORMATS", default_value = "rss")]
    pub(crate) feeds: String,
    /// Seconds after which Hugo is stopped
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    hugo_timeout: u64,
    /// Cargo passes this
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Shared {
    /// How long the texts of articles are.
    pub(crate) fn length(&self) -> Length {
        if self.short { Length::Short } else { Length::Usual }
    }

    /// The Hugo to measure, if there is one and it is wanted. That one is missing is told.
    pub(crate) fn hugo(&self) -> Option<Hugo> {
        if self.no_hugo {
            return None;
        }
        let hugo = Hugo::find();
        if hugo.is_none() {
            eprintln!("{}", hugo::HOW_TO_GET_IT);
        }
        hugo
    }

    /// Hugo's sites to measure, each once: those that were asked for, or `usual`.
    pub(crate) fn variants(&self, usual: &[Variant]) -> Vec<Variant> {
        let wanted = self.hugo.as_deref().unwrap_or(usual);
        Variant::value_variants().iter().copied().filter(|variant| wanted.contains(variant)).collect()
    }

    /// How long Hugo may take.
    pub(crate) fn hugo_limit(&self) -> Duration {
        Duration::from_secs(self.hugo_timeout)
    }
}

/// Numbers of articles in ascending order, each once.
pub(crate) fn ascending(articles: &[u32]) -> Vec<usize> {
    let mut sizes: Vec<usize> = articles.iter().map(|size| *size as usize).collect();
    sizes.sort_unstable();
    sizes.dedup();
    sizes
}

/// The first line of a report: programs, machine and place.
pub(crate) fn machine(newsprint: &str, hugo: Option<&Hugo>, place: &str) -> String {
    let hugo = hugo.map_or("no Hugo", |hugo| &hugo.version);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!("{newsprint}, {hugo}; {cores} cores; on {place}.")
}
