//! The two sides: a site with its articles, and the server that shows it.

use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::common::corpus::{Article, Corpus, Flavour, Written};
use crate::common::hugo::{self, Hugo, HugoSite};
use crate::common::newsprint::{self, Newsprint};
use crate::common::scratch::Scratch;
use crate::common::tree;

/// A generator and its site.
pub(crate) struct Side<'a> {
    generator: Generator<'a>,
    /// How long it may take to start, and to show an edit.
    pub(crate) limit: Duration,
    /// The articles to edit, newest first; the home page lists them all.
    pub(crate) articles: Vec<Article>,
    /// Bytes of Markdown.
    pub(crate) written: Written,
}

enum Generator<'a> {
    Newsprint(Newsprint),
    Hugo(&'a Hugo, HugoSite),
}

/// So many articles the home page lists for sure: a page of the list.
const ON_THE_HOME_PAGE: usize = 20;

impl<'a> Side<'a> {
    /// Writes the site for newsprint.
    pub(crate) fn newsprint(
        corpus: &Corpus,
        scratch: &Scratch,
        feeds: &str,
        limit: Duration,
    ) -> io::Result<Self> {
        let site = Newsprint { site: scratch.path("newsprint"), output: scratch.path("newsprint-output") };
        let written = newsprint::write_site(&site.site, corpus, feeds)?;
        let articles = corpus.newest(ON_THE_HOME_PAGE, Flavour::Newsprint);
        Ok(Self { generator: Generator::Newsprint(site), limit, articles, written })
    }

    /// Writes the site for Hugo.
    pub(crate) fn hugo(
        hugo: &'a Hugo,
        corpus: &Corpus,
        scratch: &Scratch,
        limit: Duration,
    ) -> io::Result<Self> {
        let site = HugoSite {
            site: scratch.path("hugo"),
            output: scratch.path("hugo-output"),
            caches: scratch.path("hugo-caches"),
        };
        let written = hugo::write_site(&site.site, corpus)?;
        let articles = corpus.newest(ON_THE_HOME_PAGE, Flavour::Hugo);
        Ok(Self { generator: Generator::Hugo(hugo, site), limit, articles, written })
    }

    pub(crate) fn name(&self) -> &'static str {
        match self.generator {
            Generator::Newsprint(_) => "newsprint",
            Generator::Hugo(..) => "Hugo",
        }
    }

    pub(crate) fn site(&self) -> &Path {
        match &self.generator {
            Generator::Newsprint(site) => &site.site,
            Generator::Hugo(_, site) => &site.site,
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
        tree::remove(self.site())
    }
}
