//! Who reported an imported article, as front matter: the outlet that reported it first, then the page that it was found on.

use url::Url;

use super::{comment, no_address};
use crate::content::Date;
use crate::content::yaml::write::scalar;
use crate::import::article::{Article, Origin};
use crate::import::facts::{Found, Provenance};
use crate::import::newsroom::byline::Person;
use crate::import::notice::{Hint, Notice};
use crate::line::one_line;
use crate::site::{Site, TermKind};

/// What the page that a text was found on did, where another outlet reported it.
const VIA: &str = "via";

/// The lines of `sources:`; empty where nothing is known.
pub(super) fn sources(
    site: &Site,
    article: &Article,
    licence: Option<&str>,
    today: Date,
    remarks: &mut Vec<Notice>,
) -> String {
    let url = article.url.as_ref().map(|url| url.clone().map(String::from));
    let page = outlet(site, article.outlet.as_ref(), article.url.as_ref().map(|url| &url.value), remarks);
    // A text of no page is of where it says that it is from.
    let is_of_page = page.is_some() || url.is_some();
    let (page, url) = match article.origin.as_ref().filter(|_| !is_of_page) {
        Some(origin) => {
            let value = &origin.value;
            let named =
                value.name.clone().map(|name| Found { value: name, ..origin.clone().map(|_| String::new()) });
            let of_origin = value
                .url
                .as_ref()
                .map(|url| Found { value: url.to_string(), ..origin.clone().map(|_| String::new()) });
            (outlet(site, named.as_ref(), value.url.as_ref(), remarks), of_origin)
        }
        None => (page, url),
    };
    if page.is_none() && article.url.is_none() && article.agency.is_none() && article.origin.is_none() {
        remarks.push(Notice::with("Nothing says who published it", Hint::Publisher));
    }
    let reporter = reporter(site, article, page.as_ref(), remarks);
    let mut items: Vec<Item> = Vec::new();
    let mut first = Item::default();
    match &reporter {
        Some(reporter) => {
            first.add("name", reporter.name.as_ref());
            first.add("url", reporter.url.as_ref().map(|url| visible(url.to_string())).as_ref());
        }
        None => {
            first.add("name", page.as_ref());
            first.add("url", url.as_ref());
        }
    }
    first.add("title", article.title_of_page.as_ref().or(article.title.as_ref()));
    first.authors(article);
    first.add("role", role(article).as_ref());
    first.add(
        "published",
        article.published.as_ref().map(|moment| moment.clone().map(|moment| moment.written())).as_ref(),
    );
    let retrieved = Date { has_time: false, ..today }.as_written();
    if url.is_some() && reporter.is_none() {
        first.plain("retrieved", &retrieved);
    }
    let own = site.config.language.split('-').next().unwrap_or("").to_owned();
    first.add("language", article.language.as_ref().filter(|language| language.value != own));
    if let Some(licence) = licence {
        first.plain("licence", licence);
    }
    items.push(first);
    if reporter.is_some() && (page.is_some() || url.is_some()) {
        let mut via = Item::default();
        via.add("name", page.as_ref());
        via.add("url", url.as_ref());
        via.plain("role", VIA);
        via.plain("retrieved", &retrieved);
        items.push(via);
    }
    // A headline alone says nothing that the article does not.
    items.retain(|item| item.tells);
    if items.is_empty() {
        return String::new();
    }
    format!("sources:\n{}", items.into_iter().map(|item| item.lines).collect::<String>())
}

/// Who published it, as it is written.
pub fn page_outlet(site: &Site, article: &Article) -> Option<Found<String>> {
    outlet(site, article.outlet.as_ref(), article.url.as_ref().map(|url| &url.value), &mut Vec::new())
}

/// Who published a page, for a brief that leads there; none where the registry says it by the address, or nobody does.
pub fn brief_outlet(site: &Site, article: &Article, url: &Url) -> Option<Found<String>> {
    let is_known = site.sources.at_address(url.as_str()).is_some();
    let found = page_outlet(site, article).filter(|_| !is_known);
    found.filter(|found| url.host_str() != Some(found.value.as_str()))
}

/// An outlet in the registry's spelling: by its address, unless an editor knows better; by its name; or as the page spells it.
fn outlet(
    site: &Site,
    named: Option<&Found<String>>,
    url: Option<&Url>,
    remarks: &mut Vec<Notice>,
) -> Option<Found<String>> {
    let is_given = named.is_some_and(|named| named.provenance == Provenance::Given);
    let at_address = url.filter(|_| !is_given).and_then(|url| site.sources.at_address(url.as_str()));
    if let Some(id) = at_address {
        return Some(Found::new(
            site.sources.get(id).name.clone(),
            Provenance::Structured,
            "content/sources.yaml",
        ));
    }
    let Some(named) = named else {
        remarks.extend(url.and_then(Url::host_str).map(|host| {
            format!("No outlet of content/sources.yaml has the domain {host}, and the page names none: fill in its name").into()
        }));
        return None;
    };
    let terms = site.terms(TermKind::Source);
    let name = one_line(&named.value);
    if let Some(id) = terms.find(&name) {
        return Some(Found { value: terms.get(id).name.clone(), ..named.clone() });
    }
    // An outlet has a page, and a build stops where that has no address.
    if let Some(why) = no_address(&name) {
        remarks.push(
            format!(
                "No outlet can be called “{name}” ({why}): fill in another name, or give it a `slug:` in content/sources.yaml"
            )
            .into(),
        );
        return None;
    }
    match terms.nearly(&name) {
        Some(near) => {
            remarks.push(format!("The outlet “{name}” is nearly “{}”: is it that one?", near.name).into())
        }
        None => remarks.push(Notice::with(format!("“{name}” is a new outlet"), Hint::NewOutlet)),
    }
    Some(Found { value: name, ..named.clone() })
}

/// Whoever reported a text that was found elsewhere.
struct Reporter {
    name: Option<Found<String>>,
    url: Option<Url>,
}

/// The agency of a dateline, or where the page says that the text was first; none where that is the page's own outlet.
fn reporter(
    site: &Site,
    article: &Article,
    page: Option<&Found<String>>,
    remarks: &mut Vec<Notice>,
) -> Option<Reporter> {
    let is_page = |name: &str| page.is_some_and(|page| page.value.eq_ignore_ascii_case(name));
    if let Some(agency) = &article.agency {
        let named = outlet(site, Some(agency), None, &mut Vec::new());
        return named
            .filter(|named| !is_page(&named.value))
            .map(|name| Reporter { name: Some(name), url: None });
    }
    let origin = article.origin.as_ref().filter(|_| article.outlet.is_some() || article.url.is_some())?;
    let Found { value: Origin { name, url }, provenance, place } = origin;
    let is_same_host = |url: &Url| {
        let host = |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        article.url.as_ref().is_some_and(|own| host(&own.value) == host(url))
    };
    let url = url.clone().filter(|url| !is_same_host(url));
    let named = name.clone().map(|name| Found::new(name, *provenance, place.clone()));
    let name = outlet(site, named.as_ref(), url.as_ref(), remarks).filter(|name| !is_page(&name.value));
    (name.is_some() || url.is_some()).then_some(Reporter { name, url })
}

fn visible(value: String) -> Found<String> {
    Found::new(value, Provenance::Visible, "")
}

/// Those who wrote it, in one line.
pub fn authors(article: &Article) -> Option<Found<String>> {
    let first = article.people.first()?;
    let names: Vec<&str> = article.people.iter().map(|person| person.value.name.as_str()).collect();
    let worst = article.people.iter().max_by_key(|person| person.provenance).unwrap_or(first);
    Some(Found::new(names.join(", "), worst.provenance, worst.place.clone()))
}

/// What they are, where all are one thing: a source has one role, which readers take for that of all its authors.
pub fn role(article: &Article) -> Option<Found<String>> {
    let mut roles = article.people.iter().map(|person| person.value.role.as_deref());
    let first = roles.next()??;
    roles.all(|role| role == Some(first)).then(|| visible(first.to_owned()))
}

/// What each of them is, where `role` cannot say it: "Jo Doe: reporter; Al Roe: editor".
pub fn roles_apart(article: &Article) -> Option<String> {
    let of = |person: &Found<Person>| Some(format!("{}: {}", person.value.name, person.value.role.as_ref()?));
    let roles: Vec<String> = article.people.iter().filter_map(of).collect();
    (role(article).is_none() && !roles.is_empty()).then(|| roles.join("; "))
}

/// An item of the list, as lines.
#[derive(Default)]
struct Item {
    lines: String,
    tells: bool,
}

impl Item {
    fn add(&mut self, key: &str, found: Option<&Found<String>>) {
        if let Some(found) = found {
            self.line(key, &format!("{}{}", scalar(&one_line(&found.value), false), comment(found)));
        }
    }

    /// Those who wrote it; what the keys of a source have no place for stands in a comment.
    fn authors(&mut self, article: &Article) {
        let Some(found) = authors(article) else { return };
        // Not even in a comment YAML takes every character (YAML 1.2.2, section 5.1).
        let is_taken = |c: &char| !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        let apart =
            roles_apart(article).map(|roles| one_line(&roles).chars().filter(is_taken).collect::<String>());
        let comment = match (comment(&found), apart) {
            (guess, None) => guess,
            (guess, Some(roles)) if guess.is_empty() => format!("  # {roles}"),
            (guess, Some(roles)) => format!("{guess}; {roles}"),
        };
        self.line("author", &format!("{}{comment}", scalar(&one_line(&found.value), false)));
    }

    fn plain(&mut self, key: &str, value: &str) {
        self.line(key, &scalar(value, false));
    }

    fn line(&mut self, key: &str, value: &str) {
        let mark = if self.lines.is_empty() { '-' } else { ' ' };
        self.lines.push_str(&format!("  {mark} {key}: {value}\n"));
        self.tells |= matches!(key, "name" | "url" | "author" | "published");
    }
}
