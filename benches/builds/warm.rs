//! newsprint's warm builds: after a build, and with what that left behind.
//!
//! 1. Nothing has changed.
//! 2. A sentence was added to a recent article.
//! 3. It got another headline.
//!
//! Each round takes another article and other words, and ends with the article as it was.

use std::fs;
use std::io;

use crate::common::corpus::Article;
use crate::common::edit::Edit;
use crate::common::newsprint::Newsprint;
use crate::common::scratch::Scratch;
use crate::measure::Cost;
use crate::size::build_ours;

pub(crate) const NO_CHANGE: &str = "newsprint, no change";
pub(crate) const BODY: &str = "newsprint, one body edited";
pub(crate) const HEADLINE: &str = "newsprint, one headline edited";

/// The warm builds so far.
pub(crate) struct Warm {
    articles: Vec<Article>,
    no_change: Vec<Cost>,
    body: Vec<Cost>,
    headline: Vec<Cost>,
}

impl Warm {
    /// None yet; `articles` are those to edit, in turns.
    pub(crate) fn new(articles: Vec<Article>) -> Self {
        Self { articles, no_change: Vec::new(), body: Vec::new(), headline: Vec::new() }
    }

    /// One more of each. `site` was built before.
    pub(crate) fn round(&mut self, number: usize, site: &Newsprint, scratch: &Scratch) -> io::Result<()> {
        let file = site.site.join(&self.articles[number % self.articles.len()].file);
        let original = fs::read_to_string(&file)?;
        let mut text = original.clone();

        self.no_change.push(build_ours(site, scratch)?);
        Edit::Body.apply(&mut text, number);
        fs::write(&file, &text)?;
        self.body.push(build_ours(site, scratch)?);
        Edit::Headline.apply(&mut text, number);
        fs::write(&file, &text)?;
        self.headline.push(build_ours(site, scratch)?);

        let walls = [&self.no_change, &self.body, &self.headline].map(|costs| costs[costs.len() - 1].wall);
        eprint!(" (warm {:.3}, {:.3}, {:.3})", walls[0], walls[1], walls[2]);
        fs::write(&file, original)
    }

    /// The three rows.
    pub(crate) fn costs(self) -> [(&'static str, Vec<Cost>); 3] {
        [(NO_CHANGE, self.no_change), (BODY, self.body), (HEADLINE, self.headline)]
    }
}
