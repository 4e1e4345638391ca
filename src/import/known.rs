//! Whether a site has an article already, or a translation or a brief of it.

use url::Url;

use super::article::Article;
use super::edition;
use super::notice::{Hint, Notice};
use crate::content::{Document, likeness};
use crate::site::{Article as Own, Edition, Site, are_alike};

/// What a site has of an imported article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file.
    pub path: String,
    /// How it is known.
    pub by: By,
    /// Its card, as an edition shows it.
    card: String,
}

impl Known {
    /// What is said of it.
    pub fn said(&self) -> String {
        let path = &self.path;
        match self.by {
            By::Address => format!("{path} retells that report already"),
            By::Text => format!("{path} has nearly the same title and text"),
            By::Translation => format!("{path} is of the same report in another language"),
        }
    }

    /// Whether it stands in the way of another draft.
    pub fn is_in_the_way(&self) -> bool {
        self.by != By::Translation
    }

    /// Why it is not imported again. For an edition that was to show it, its card is there already.
    pub fn again(&self, is_for_edition: bool) -> Notice {
        let card = match is_for_edition {
            true => format!(" (a line `{}` puts its card into the edition)", self.card),
            false => String::new(),
        };
        Notice::with(format!("{}{card}", self.said()), Hint::Again)
    }
}

/// How an article is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A source has its address.
    Address,
    /// Title and text are nearly the same.
    Text,
    /// A source has the address of its translation.
    Translation,
}

/// What sites have of an article, the surest first. `document` is the article as it would be written.
pub fn known<'a>(
    sites: impl Iterator<Item = &'a Site>,
    article: &Article,
    document: Option<&Document>,
) -> Option<Known> {
    let own = addresses(article);
    let translations: Vec<u64> =
        article.translations.iter().filter_map(key).filter(|key| !own.contains(key)).collect();
    let mut found: Option<Known> = None;
    for site in sites {
        for other in &site.articles {
            let by = by(&own, &translations, document, other);
            if let Some(by) = by.filter(|by| found.as_ref().is_none_or(|found| *by < found.by)) {
                let path = other.document.path.to_string();
                let card = edition::card(&other.document.front.title, &path).markdown;
                found = Some(Known { path, by, card });
            }
        }
    }
    found
}

/// A brief of an edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// The edition's file.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// The words of the heading that it stands under.
    pub section: Option<String>,
}

impl Brief {
    /// What is said of it.
    pub fn said(&self) -> String {
        format!("{}:{} has that report as a brief already{}", self.path, self.line, self.under())
    }

    /// Why an edition does not get it a second time. It is for editors to say if another one shall; twice in one no report stands.
    pub fn twice(&self, edition: &str) -> Notice {
        let Self { path, line, .. } = self;
        match self.is_in(edition) {
            true => format!("{path}:{line} has that already{}, and was not changed", self.under()).into(),
            false => Notice::with(self.said(), Hint::Again),
        }
    }

    /// Whether it stands in an edition's file.
    pub fn is_in(&self, edition: &str) -> bool {
        self.path == edition
    }

    fn under(&self) -> String {
        self.section.as_ref().map(|section| format!(", under “{section}”")).unwrap_or_default()
    }
}

/// The brief that leads to the report of an article, in drafts of editions and in those that are out: that of `edition` (a file), if it
/// has one, else the newest edition's.
pub fn brief<'a>(
    sites: impl Iterator<Item = &'a Site>,
    article: &Article,
    edition: Option<&str>,
) -> Option<Brief> {
    let own = addresses(article);
    let of_site = |site: &'a Site| {
        let briefs =
            site.editions.iter().filter_map(|edition| brief_in(edition, &own, &site.config.language));
        briefs.collect::<Vec<_>>()
    };
    let all: Vec<Brief> = sites.flat_map(of_site).collect();
    let in_edition = all.iter().position(|brief| Some(&*brief.path) == edition);
    all.into_iter().nth(in_edition.unwrap_or(0))
}

fn brief_in(edition: &Edition, own: &[u64], language: &str) -> Option<Brief> {
    let document = &edition.page.document;
    let outline = document.facts.outline.as_ref()?;
    outline.briefs.iter().find_map(|brief| {
        let number = brief.link as usize;
        let link = document.facts.links.get(number)?;
        let key = likeness::address_key(&link.href)?;
        let section = outline.of_link.get(number).copied().flatten();
        let section = section.and_then(|section| outline.sections.get(section as usize));
        own.contains(&key).then(|| Brief {
            path: document.path.to_string(),
            line: link.span.line,
            section: section.map(|section| section.text(document.language(language)).into_owned()),
        })
    })
}

/// The addresses of an article's report, in their normal form.
fn addresses(article: &Article) -> Vec<u64> {
    let own = [
        article.url.as_ref().map(|url| &url.value),
        article.origin.as_ref().and_then(|origin| origin.value.url.as_ref()),
        article.amp_of.as_ref(),
    ];
    own.into_iter().flatten().filter_map(key).collect()
}

fn key(url: &Url) -> Option<u64> {
    likeness::address_key(url.as_str())
}

fn by(own: &[u64], translations: &[u64], document: Option<&Document>, other: &Own) -> Option<By> {
    let sources = &other.document.likeness.sources;
    if own.iter().any(|address| sources.contains(address)) {
        return Some(By::Address);
    }
    if document.is_some_and(|document| are_alike(document, &other.document)) {
        return Some(By::Text);
    }
    translations.iter().any(|address| sources.contains(address)).then_some(By::Translation)
}
