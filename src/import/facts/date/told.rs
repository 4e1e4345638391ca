//! The dates that machines are told.

use super::super::{Sources, structured};
use super::{Moment, is_plausible};

/// Names of meta elements that say when a text was published, the surest first.
const PUBLISHED: &[&str] = &[
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "parsely-pub-date", "sailthru.date", "article.published", "published-date", "publishdate",
    "publish-date", "publish_date", "pubdate", "pub_date", "publication_date", "published_at",
    "published_time", "ptime", "dateposted", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date", "dcterms.date", "citation_publication_date", "citation_online_date", "citation_date",
    "article_date_original", "cxenseparse:recs:publishtime", "date", "displaydate", "article:create_at",
    "created", "dc.date.created", "datecreated", "og:published_time", "rnews:datepublished",
    "publication-date", "og:pubdate", "bt:pubdate", "date.published", "iso-8601-publish-date",
];
/// Those that say when it was changed.
const UPDATED: &[&str] = &[
    "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "revised", "lastmod", "article:updated", "updated_time",
    "modified_time", "updated",
];

/// How much of a page's scripts is searched for a date, in occurrences of its name.
const OCCURRENCES: usize = 50;

/// What machines are told, and where.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) moment: Moment,
    pub(super) place: String,
    /// Whether the place does not say what it is the date of.
    pub(super) is_vague: bool,
}

/// Names of meta elements that do not: programs put there when they made the page, too.
const VAGUE: &[&str] = &["date", "created", "datecreated", "displaydate"];

/// The dates of publication that machines are told, by place.
pub(super) fn published(sources: &Sources<'_>) -> Vec<Told> {
    let things = thing(sources, &["datePublished", "uploadDate", "dateCreated"]);
    let meta = meta(sources, PUBLISHED);
    // What may be of another article says nothing where another place says when.
    let things = things.filter(|_| meta.is_none() || !sources.things.is_doubtful());
    things.into_iter().chain(meta).collect()
}

/// The date of the last change.
pub(super) fn updated(sources: &Sources<'_>) -> Option<Told> {
    thing(sources, &["dateModified"]).or_else(|| meta(sources, UPDATED))
}

fn thing(sources: &Sources<'_>, keys: &[&str]) -> Option<Told> {
    let article = sources.things.article()?;
    keys.iter().find_map(|key| {
        let moment = Moment::parse(&structured::text(article, key)?).filter(is_plausible)?;
        // Articles have videos in them, which came before or after.
        let is_of_video = || {
            let name = structured::text(article, "name").map(|name| super::super::key(&name));
            *key == "uploadDate" && name.is_none_or(|name| name != super::super::key(sources.title))
        };
        let place = format!("{} {key}", sources.things.place());
        Some(Told { moment, place, is_vague: is_of_video() || sources.things.is_doubtful() })
    })
}

fn meta(sources: &Sources<'_>, names: &[&str]) -> Option<Told> {
    names.iter().find_map(|name| {
        let moment =
            sources.meta.all(name).iter().find_map(|text| Moment::parse(text).filter(is_plausible))?;
        Some(Told { moment, place: format!("meta {name}"), is_vague: VAGUE.contains(name) })
    })
}

/// A date that the page's programs are given: the first `"datePublished"` or the like of its scripts.
pub(super) fn in_scripts(sources: &Sources<'_>) -> Option<Told> {
    let html = &sources.page.html;
    [
        "datePublished", "publishedAt", "published_at", "publishDate", "publishedDate", "publish_date",
        "firstPublishedAt",
    ]
    .iter()
    .find_map(|name| {
        let found = memchr::memmem::find_iter(html.as_bytes(), name.as_bytes()).take(OCCURRENCES);
        let moment = found.filter_map(|at| value(&html[at + name.len()..])).find(is_plausible)?;
        Some(Told { moment, place: format!("{name} in a script"), is_vague: false })
    })
}

/// The date behind a key of JSON, which may be escaped once more, in a text or in an attribute.
fn value(text: &str) -> Option<Moment> {
    let is_quote = |text: &str| text.trim_start_matches('\\').starts_with('"') || text.starts_with("&quot;");
    let skip = |text: &'_ str| {
        text.trim_start_matches('\\').trim_start_matches('"').trim_start_matches("&quot;").len()
    };
    if !is_quote(text) {
        return None;
    }
    let rest = text[text.len() - skip(text)..].trim_start().strip_prefix(':')?.trim_start();
    let rest = &rest[rest.len() - skip(rest)..];
    let end =
        rest.bytes().take(40).position(|byte| matches!(byte, b'"' | b'\\' | b'&' | b',' | b'}' | b'<'))?;
    Moment::parse(&rest[..end])
}
