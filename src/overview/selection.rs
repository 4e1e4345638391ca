//! Which articles a list has.

use crate::content::Period;
use crate::content::front_matter::ArticleType;
use crate::content::{Day, Document};
use crate::site::{Article, ArticleId, Site, TermId, TermKind};

/// What an article may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Lacking {
    /// Anybody who reported it, where it is news.
    Source,
    /// The address of a report.
    Url,
    /// A digest line of its own.
    Summary,
    /// A topic.
    Topic,
    /// A tag.
    Tag,
    /// Who wrote it.
    Author,
    /// A leading picture.
    Image,
    /// What its leading picture shows.
    Alt,
    /// Who made its leading picture.
    Credit,
}

impl Lacking {
    fn holds(self, article: &Article) -> bool {
        let front = &article.document.front;
        let image = front.image.as_deref();
        match self {
            Self::Source => {
                article.sources().is_empty() && front.article_type.is_reported() && !front.republished
            }
            Self::Url => article.sources().iter().all(|source| source.url.is_none()),
            Self::Summary => front.summary.is_none(),
            Self::Topic => article.topics.is_empty(),
            Self::Tag => article.tags.is_empty(),
            Self::Author => article.authors.is_empty(),
            Self::Image => image.is_none(),
            Self::Alt => image.is_some_and(|image| image.alt.is_empty()),
            Self::Credit => image.is_some_and(|image| image.credit.is_none()),
        }
    }
}

/// Of what articles have to be, and what they have to lack; all of it at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Terms that they name; of a tag also by the tags below it.
    pub terms: Vec<(TermKind, TermId)>,
    /// What they are.
    pub article_type: Option<ArticleType>,
    /// The days of which they are, in the site's zone.
    pub days: Option<Period>,
    /// In no edition: neither as a card nor by a link.
    pub in_no_edition: bool,
    /// What they lack.
    pub lacking: Vec<Lacking>,
}

impl Selection {
    /// The articles of a site that fit, newest first.
    pub fn articles(&self, site: &Site) -> Vec<ArticleId> {
        site.latest().filter(|id| self.fits(site, *id)).collect()
    }

    fn fits(&self, site: &Site, id: ArticleId) -> bool {
        let article = site.article(id);
        // They are in the order of their numbers, newest first.
        let of_term = |(kind, term): &(TermKind, TermId)| {
            site.terms(*kind).get(*term).articles.binary_search(&id).is_ok()
        };
        let of_day = |days: Period| day(site, &article.document).is_some_and(|day| days.contains(day));
        self.article_type.is_none_or(|wanted| article.document.front.article_type == wanted)
            && self.days.is_none_or(of_day)
            && (!self.in_no_edition || site.mentions.of_article(id).is_empty())
            && self.lacking.iter().all(|lacking| lacking.holds(article))
            && self.terms.iter().all(of_term)
    }
}

/// The day of an article in the site's zone.
pub(super) fn day(site: &Site, document: &Document) -> Option<Day> {
    let (year, month, day) = site.civil(document.front.date?.timestamp);
    Day::new(year, month, day)
}
