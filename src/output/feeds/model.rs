//! A feed and its items, whatever the format: plain texts without what XML cannot hold, absolute addresses, and HTML that
//! stands on its own.

use std::borrow::Cow;
use std::sync::Arc;

use super::text::{self, clean};
use crate::address::uri;
use crate::content::Date;
use crate::content::front_matter::Source;
use crate::hash::FastSet;
use crate::output::context::Context;
use crate::output::urls::ascii;
use crate::output::urls::print_absolute;
use crate::site::drawn::ForNetworks;
use crate::site::{Article, ArticleId, Site, TermId};
use crate::source::Changed;

/// A feed.
pub struct Feed {
    /// Plain text.
    pub title: String,
    /// What it is, plain text.
    pub description: Option<String>,
    /// The page whose feed it is, without base path. The feed stands in that page's folder.
    pub page: String,
    /// Its permanent identity, an IRI that is no address.
    pub id: String,
    /// Newest first.
    pub items: Vec<FeedItem>,
}

/// What a feed holds: an article, an edition, a correction.
pub struct FeedItem {
    /// Its permanent identity, as the editors wrote it or as it was made; in no case from its address.
    pub id: String,
    /// Its page, absolute.
    pub url: String,
    /// Plain text, never empty.
    pub title: String,
    /// When it was published.
    pub published: Date,
    /// When it last changed in substance; not before that.
    pub updated: Date,
    /// BCP 47, when it is not the feed's.
    pub language: Option<String>,
    /// Our authors.
    pub authors: Vec<Author>,
    /// Who reported it; the first leads.
    pub sources: Vec<Reported>,
    /// Topics and tags, and what kind of journalism it is, if it is no news.
    pub categories: Vec<String>,
    /// Plain text; empty when there is none.
    pub summary: String,
    /// Its text, HTML with absolute addresses; none when it is not passed on.
    pub content: Option<Arc<str>>,
    /// Its leading picture.
    pub picture: Option<Picture>,
    /// Names or addresses of the licences of what it is made from.
    pub rights: Vec<String>,
}

/// One of our authors.
pub struct Author {
    /// As the registry calls them.
    pub name: String,
    /// Their page, absolute.
    pub url: Option<String>,
}

/// An outlet that reported an item.
pub struct Reported {
    /// The outlet.
    pub name: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The original.
    pub url: Option<String>,
}

/// A leading picture that may be passed on.
pub struct Picture {
    /// Absolute.
    pub url: String,
    /// Pixels.
    pub size: Option<(u32, u32)>,
    /// Alternative text.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
}

impl Feed {
    /// When the newest of its items changed.
    pub fn updated(&self) -> Option<Date> {
        self.items.iter().map(|item| item.updated).max()
    }
}

impl Reported {
    /// "Outlet: headline", as far as known.
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.name.iter().chain(&self.title).map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join(": "))
    }
}

impl Picture {
    /// Its media type, by its ending.
    pub fn media_type(&self) -> Option<&'static str> {
        let ending = self.url.rsplit_once('.')?.1.to_ascii_lowercase();
        Some(match ending.as_str() {
            "jpg" | "jpeg" => "image/jpeg",
            "png" => "image/png",
            "gif" => "image/gif",
            "webp" => "image/webp",
            "avif" => "image/avif",
            "svg" => "image/svg+xml",
            _ => return None,
        })
    }

    /// The attributes of `media:content` (Media RSS 1.5.1).
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let mut attributes = vec![("url", self.url.clone()), ("medium", "image".to_owned())];
        attributes.extend(self.media_type().map(|kind| ("type", kind.to_owned())));
        if let Some((width, height)) = self.size {
            attributes.extend([("width", width.to_string()), ("height", height.to_string())]);
        }
        attributes
    }
}

/// The title of the feed of a list: "Trade – The Brief Desk".
pub fn title(context: &Context, list: &str) -> String {
    let config = &context.site().config;
    let title = context.texts(&config.language).get("title.feed", None, &|place| match place {
        "title" => Some(list.to_owned()),
        "site" => Some(config.title.clone()),
        _ => None,
    });
    title.unwrap_or_else(|| list.to_owned())
}

/// A headline as the title of an item; one of which nothing is left says where it leads.
pub(in crate::output) fn headline(text: &str, url: &str) -> String {
    let title = clean(text);
    if title.trim().is_empty() { url.to_owned() } else { title }
}

/// The items of articles.
///
/// # Errors
/// When the file of one of them is not what it was.
pub(super) fn articles(context: &Context, ids: &[ArticleId]) -> Result<Vec<FeedItem>, Changed> {
    ids.iter().map(|id| article(context, *id)).collect()
}

/// The item of an article. It shows what [`super::items`] hands out.
///
/// # Errors
/// When its file is not what it was.
fn article(context: &Context, id: ArticleId) -> Result<FeedItem, Changed> {
    let site = context.site();
    let article = site.article(id);
    let front = &article.document.front;
    let full = site.config.feeds.full && !front.republished;
    let url = ascii(site, &article.url);
    let author = |id: &TermId| {
        let term = site.authors.get(*id);
        let url = term.has_page().then(|| ascii(site, &term.url));
        Author { name: clean(&term.name), url }
    };
    let licences = front.sources.iter().filter_map(|source| source.rare().licence.as_deref());
    Ok(FeedItem {
        id: clean(&article.id),
        title: headline(&front.title, &url),
        url,
        published: article.date,
        updated: article.modified,
        language: other_language(article.language(&site.config.language), site),
        authors: article.authors.iter().take(CATEGORIES).map(author).collect(),
        sources: article
            .sources()
            .iter()
            .zip(&article.outlets)
            .take(CATEGORIES)
            .map(|(source, outlet)| reported(site, source, *outlet))
            .collect(),
        categories: categories(context, article),
        summary: clean(&article.document.summary(&site.config.language)),
        content: if full {
            Some(text::of_article(context, id)?).filter(|html| !html.trim().is_empty())
        } else {
            None
        },
        picture: picture(site, article),
        rights: licences.map(clean).collect(),
    })
}

/// A language that is not the site's.
pub(in crate::output) fn other_language(language: &str, site: &Site) -> Option<String> {
    (!language.eq_ignore_ascii_case(&site.config.language)).then(|| language.to_owned())
}

/// Topics and tags without hidden ones. A tag that is named like a topic is that topic: one category.
fn categories(context: &Context, article: &Article) -> Vec<String> {
    let site = context.site();
    let topics: FastSet<TermId> = article.topics.iter().copied().collect();
    let mut of_tags = FastSet::default();
    let tags = article.tags.iter().map(|id| site.tags.get(*id)).filter(|tag| !tag.hidden);
    let tags =
        tags.filter(|tag| tag.is_topic.is_none_or(|topic| !topics.contains(&topic) && of_tags.insert(topic)));
    let language = article.language(&site.config.language);
    let label = text::label(context, article.document.front.article_type, language);
    let named = article.topics.iter().map(|id| &site.topics.get(*id).name).chain(tags.map(|tag| &tag.name));
    // A topic and a kind of journalism may be called alike. No more are looked at than are written.
    let (mut names, mut known) = (Vec::new(), FastSet::default());
    for name in named.chain(&label).map(|name| clean(name)).filter(|name| !name.trim().is_empty()) {
        if names.len() == CATEGORIES {
            break;
        }
        if known.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// Of how many categories, authors and sources an item is at most. A list's feed holds items, and a tag has a list: without a bound an article
/// with thousands of tags would write each of them thousands of times.
const CATEGORIES: usize = 100;

fn reported(site: &Site, source: &Source, outlet: Option<TermId>) -> Reported {
    Reported {
        name: outlet.map(|id| clean(&site.sources.get(id).name)),
        title: source.title.as_deref().map(clean),
        url: source.url.as_deref().map(|url| uri(url).into_owned()),
    }
}

/// The leading picture. That of an outlet that does not let its pictures be passed on stays out.
fn picture(site: &Site, article: &Article) -> Option<Picture> {
    let (image, found) = article.document.front.image.as_ref().zip(article.image.as_ref())?;
    let (url, size) = match found.drawn(site) {
        Some(ForNetworks { url, size }) => (url, size),
        None => (Cow::Borrowed(&*found.url), found.size),
    };
    (!article.image_withheld).then(|| Picture {
        url: uri(&print_absolute(&site.config.base_url, &url)).into_owned(),
        size,
        alt: clean(&image.alt),
        credit: image.credit.as_deref().map(clean),
    })
}
