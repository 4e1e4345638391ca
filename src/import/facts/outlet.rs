//! Who published an article, where, and under what terms.

use url::Url;

use super::{Found, Provenance, Sources, key, line, structured};
use crate::import::links::cleaned;

/// The outlet's name: of those that machines are told the first that the page's host or title bears out. Others are those of
/// the program that runs the site, of an agency, or of whoever logged in.
pub(super) fn read(sources: &Sources<'_>) -> Option<Found<String>> {
    let publishers =
        sources.things.article().map(|article| structured::names(sources.things, article, "publisher"));
    let publishers = publishers
        .into_iter()
        .flatten()
        .map(|(name, _)| (name, format!("{} publisher", sources.things.place()), true));
    let named = ["og:site_name", "dc.publisher", "citation_journal_title", "application-name"];
    let metas = named
        .iter()
        .filter_map(|name| Some((sources.meta.all(name).first()?.clone(), format!("meta {name}"), false)));
    let all: Vec<(String, String, bool)> =
        publishers.chain(metas).filter(|(name, ..)| !name.contains("://")).collect();
    if let Some((name, place, _)) = all.iter().find(|(name, ..)| is_own(sources, name)) {
        return Some(Found::new(short(sources, name), Provenance::Structured, place.clone()));
    }
    let (name, place, is_publisher) = all.into_iter().find(|(name, ..)| !is_login(name))?;
    // Some name the section of their site: "U.S."
    let is_sure = sources.page.url.is_none() || is_publisher;
    Some(Found::new(name, if is_sure { Provenance::Structured } else { Provenance::Guessed }, place))
}

/// Whether the host or the title of a page has a name in it.
fn is_own(sources: &Sources<'_>, name: &str) -> bool {
    let title = sources.page.first("head > title").map(|title| key(&title.text())).unwrap_or_default();
    let name = key(name);
    let is_titled = title.ends_with(&format!(" {name}")) || title.starts_with(&format!("{name} "));
    !name.is_empty() && (is_titled || is_host(sources, &name))
}

/// Whether a name is what the host is called, or a part of it.
fn is_host(sources: &Sources<'_>, name: &str) -> bool {
    let dense =
        |text: &str| text.chars().filter(|one| one.is_alphanumeric()).collect::<String>().to_lowercase();
    let host = sources.page.url.as_ref().and_then(Url::host_str).unwrap_or("").trim_start_matches("www.");
    // Without "com" and "co.uk".
    let labels: Vec<&str> = host
        .split('.')
        .filter(|label| label.len() > 3 || !matches!(*label, "com" | "org" | "net" | "co"))
        .collect();
    let labels = &labels[..labels.len().saturating_sub(usize::from(labels.len() > 1))];
    let name = dense(name);
    name.len() > 1
        && labels.iter().map(|label| dense(label)).any(|label| {
            label.len() > 1
                && (label == name
                    || (name.len() > 3 && label.contains(&name))
                    || (label.len() > 3 && name.contains(&label)))
        })
}

/// A name without the subjects or the motto that stand behind it.
fn short(sources: &Sources<'_>, name: &str) -> String {
    let parts =
        [" | ", " - ", " – ", " — ", ": ", " · "].iter().filter_map(|divider| name.split_once(divider));
    let first = parts.map(|(first, _)| first.trim()).min_by_key(|first| first.len());
    first.filter(|first| is_host(sources, first)).unwrap_or(name).to_owned()
}

fn is_login(name: &str) -> bool {
    !name.contains(' ') && (name.contains('_') || name.to_lowercase().contains("admin"))
}

/// The address that the page calls its own: of the same site, or it is another page's.
pub(super) fn canonical(sources: &Sources<'_>) -> Option<Found<Url>> {
    let page = sources.page;
    let meta = || sources.meta.first(&["og:url"]).and_then(|(_, value)| address(sources, value));
    let article = || {
        sources
            .things
            .article()
            .and_then(|article| structured::address(article, "url"))
            .and_then(|url| address(sources, &url))
    };
    let link = || link(sources);
    let named: [(&str, &dyn Fn() -> Option<Url>); 3] =
        [("`rel=canonical`", &link), ("meta og:url", &meta), ("JSON-LD url", &article)];
    let found = named
        .into_iter()
        .filter_map(|(place, find)| Some(Found::new(cleaned(find()?), Provenance::Structured, place)));
    let is_own = |url: &Url| page.url.as_ref().is_none_or(|own| site(own) == site(url));
    // A front page is nobody's article.
    let is_front = |url: &Url| url.path().len() <= 1 && url.query().is_none();
    let mut found = found.filter(|found| {
        is_own(&found.value) && (!is_front(&found.value) || page.url.as_ref().is_none_or(is_front))
    });
    found.next().or_else(|| {
        page.url
            .clone()
            .map(|url| Found::new(cleaned(url), Provenance::Given, "the address that was asked for"))
    })
}

/// Where the text was first: what the page says, or the page of another site that it calls the one to be found.
pub(super) fn based_on(sources: &Sources<'_>) -> Option<Found<Url>> {
    let told = sources.things.article().and_then(|article| structured::address(article, "isBasedOn"));
    if let Some(url) = told.and_then(|url| sources.page.address(&url)) {
        return Some(Found::new(
            url,
            Provenance::Structured,
            format!("{} isBasedOn", sources.things.place()),
        ));
    }
    let own = sources.page.url.as_ref()?;
    let other = link(sources).filter(|url| site(url) != site(own) && url.path().len() > 1)?;
    Some(Found::new(cleaned(other), Provenance::Guessed, "`rel=canonical`, of another site"))
}

fn link(sources: &Sources<'_>) -> Option<Url> {
    let link = sources.page.first("link[rel~='canonical']")?;
    address(sources, &link.attr("href")?)
}

/// A whole address of the web; one that begins with its host has lost its scheme.
fn address(sources: &Sources<'_>, written: &str) -> Option<Url> {
    let host = sources.page.url.as_ref().and_then(Url::host_str).unwrap_or("www.");
    let is_bare =
        written.starts_with("www.") || (written.starts_with(host) && written[host.len()..].starts_with('/'));
    let url =
        if is_bare { Url::parse(&format!("https://{written}")).ok() } else { sources.page.address(written) };
    url.filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// The last two parts of a host, or three below endings like "co.uk": what one outlet has.
fn site(url: &Url) -> String {
    let host = url.host_str().unwrap_or("");
    let parts: Vec<&str> = host.split('.').collect();
    let is_below = parts.len() > 2 && parts[parts.len() - 1].len() == 2 && parts[parts.len() - 2].len() <= 3;
    parts[parts.len().saturating_sub(if is_below { 3 } else { 2 })..].join(".")
}

/// The page of which this is the form for phones.
pub(super) fn amp_of(sources: &Sources<'_>) -> Option<Url> {
    let html = sources.page.document.html_root();
    let is_amp = html.has_attr("amp") || html.has_attr("\u{26a1}");
    let link = sources.page.first("link[rel~='canonical']").filter(|_| is_amp)?;
    let url = sources.page.address(&link.attr("href")?)?;
    (sources.page.url.as_ref() != Some(&url)).then_some(url)
}

/// What search engines show below the title.
pub(super) fn description(sources: &Sources<'_>) -> Option<Found<String>> {
    let told = sources.things.article().and_then(|article| structured::text(article, "description"));
    if let Some(text) = told.filter(|text| (21..=2000).contains(&text.chars().count())) {
        return Some(Found::new(text, Provenance::Structured, "JSON-LD description"));
    }
    let (name, value) =
        sources.meta.first(&["og:description", "description", "twitter:description", "dc.description"])?;
    Some(Found::new(value.to_owned(), Provenance::Structured, format!("meta {name}")))
}

/// The terms that the page names for its text: an address of a licence, or its name.
pub(super) fn licence(sources: &Sources<'_>) -> Option<Found<String>> {
    let told = sources.things.article().and_then(|article| {
        structured::address(article, "license").or_else(|| structured::text(article, "license"))
    });
    if let Some(licence) = told {
        return Some(Found::new(line(&licence), Provenance::Structured, "JSON-LD license"));
    }
    let link =
        sources.page.first("link[rel~='license']").or_else(|| sources.page.first("a[rel~='license']"))?;
    let url = sources.page.address(&link.attr("href")?)?;
    Some(Found::new(url.into(), Provenance::Structured, "`rel=license`"))
}
