//! What every command that reads a site takes: where it is, where it will stand, and the moment.
#![allow(clippy::disallowed_methods)] // an edge: the clock and the program's own file

use std::io::Read;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;

use crate::build::{Now, Options};
use crate::hash::Digest;
use crate::site::Flags;

#[derive(Args, Debug)]
pub(super) struct SiteArguments {
    /// The site's folder: the one that holds content/ and newsprint.yaml
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// Where what is known of the site is kept from one run to the next [default: .newsprint/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
    /// Where the site will stand, instead of `base_url` in newsprint.yaml
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// As of this moment; without a zone it is in the site's [default: the present]
    #[arg(long, value_name = "DATE")]
    pub(super) now: Option<String>,
}

impl SiteArguments {
    /// The options of a build that shows what `flags` show, into the default folder.
    pub(super) fn options(&self, flags: Flags) -> Options {
        let root = self.root.clone();
        Options {
            output: root.join("public"),
            cache: self.cache.clone(),
            base_url: self.base_url.clone(),
            now: self.now.clone().map_or_else(present, Now::Written),
            flags,
            force: false,
            strict: false,
            verify: false,
            program: program(),
            keep_good: false,
            temporary: std::env::temp_dir(),
            fresh: false,
            explain: false,
            plain_assets: false,
            root,
        }
    }
}

fn present() -> Now {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Now::At(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Hash of the running program: another program may make other bytes of the same input.
fn program() -> Digest {
    let read = || {
        let mut file = std::fs::File::open(std::env::current_exe()?)?;
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        let mut piece = vec![0; 256 << 10];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Digest(hasher.digest128())),
                read => hasher.update(&piece[..read]),
            }
        }
    };
    read().unwrap_or_else(|_: std::io::Error| Digest::of(env!("CARGO_PKG_VERSION")))
}
