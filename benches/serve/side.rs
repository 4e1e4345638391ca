//! The two sides: a site with its articles, and the server that shows it.

use std::io;
use std::process::Command;
use std::time::Duration;

use crate::common::corpus::{Corpus, Flavour, Written};
use crate::common::edit::Site;
use crate::common::hugo::{Hugo, HugoSite, Variant};
use crate::common::newsprint::{self, Newsprint};
use crate::common::scratch::Scratch;
use crate::common::tree;

/// A generator and its site.
pub(crate) struct Side<'a> {
    generator: Generator<'a>,
    /// How long it may take to start, and to show an edit.
    pub(crate) limit: Duration,
    /// The site as the one that is edited.
    pub(crate) edited: Site,
    /// Bytes of Markdown.
    pub(crate) written: Written,
}

enum Generator<'a> {
    Newsprint(Newsprint),
    Hugo(&'a Hugo, HugoSite),
}

impl<'a> Side<'a> {
    /// Writes the site for newsprint, to be edited `edits` times in each way.
    pub(crate) fn newsprint(
        corpus: &Corpus,
        scratch: &Scratch,
        feeds: &str,
        edits: usize,
        limit: Duration,
    ) -> io::Result<Self> {
        let site = Newsprint { site: scratch.path("newsprint"), output: scratch.path("newsprint-output") };
        let written = newsprint::write_site(&site.site, corpus, feeds)?;
        let edited = Site::new(&site.site, corpus, Flavour::Newsprint, edits)?;
        Ok(Self { generator: Generator::Newsprint(site), limit, edited, written })
    }

    /// Writes one of the sites for Hugo, to be edited `edits` times in each way.
    pub(crate) fn hugo(
        (hugo, variant): (&'a Hugo, Variant),
        corpus: &Corpus,
        scratch: &Scratch,
        edits: usize,
        limit: Duration,
    ) -> io::Result<Self> {
        let site = HugoSite::new(variant, scratch);
        let written = site.write(corpus)?;
        let edited = Site::new(&site.site, corpus, Flavour::Hugo, edits)?;
        Ok(Self { generator: Generator::Hugo(hugo, site), limit, edited, written })
    }

    pub(crate) fn name(&self) -> &'static str {
        match &self.generator {
            Generator::Newsprint(_) => "newsprint",
            Generator::Hugo(_, site) => site.variant.name(),
        }
    }

    /// The server's command line.
    pub(crate) fn serve(&self, port: u16) -> Command {
        match &self.generator {
            Generator::Newsprint(site) => site.serve(port),
            Generator::Hugo(hugo, site) => hugo.serve(site, port),
        }
    }

    /// Forgets what earlier servers left behind.
    pub(crate) fn make_cold(&self) -> io::Result<()> {
        match &self.generator {
            Generator::Newsprint(site) => site.make_cold(),
            Generator::Hugo(_, site) => site.make_cold(),
        }
    }

    /// Removes the site and all that was made of it.
    pub(crate) fn remove(&self) -> io::Result<()> {
        self.make_cold()?;
        tree::remove(&self.edited.folder)
    }
}
