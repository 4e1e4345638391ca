//! Whom machines are told to be the author.

use super::super::{Sources, structured};
use super::names;

/// Names of meta elements that say who wrote a text, the surest first.
const NAMES: &[&str] = &[
    "author", "parsely-author", "sailthru.author", "article:author_name", "dc.creator", "dcterms.creator",
    "citation_author", "byl", "byline", "dc.contributor", "article:author", "og:article:author",
    "author_name", "cxenseparse:author", "twitter:data1", "twitter:data2",
];

/// The most authors: more are a list of members.
const MOST: usize = 50;

/// An author as machines are told.
pub(super) struct Told {
    pub(super) name: String,
    /// Whether it is said to be no person.
    pub(super) is_organisation: bool,
    /// Whether it may be that of another article.
    pub(super) is_doubtful: bool,
    pub(super) place: String,
}

/// The authors: those of the surest place that names somebody, then those of others.
pub(super) fn read(sources: &Sources<'_>) -> Vec<Told> {
    let mut all = of_things(sources);
    if !sources.things.is_doubtful()
        && all.iter().any(|told| !told.is_organisation && names::is_person(&told.name))
    {
        return all;
    }
    for name in NAMES {
        // A label says what the value is: others are minutes of reading.
        if let Some(number) = name.strip_prefix("twitter:data")
            && !sources
                .meta
                .first(&[&format!("twitter:label{number}")])
                .is_some_and(|(_, label)| is_author(label))
        {
            continue;
        }
        let mut values: Vec<Told> = Vec::new();
        for value in sources.meta.all(name).iter().take(MOST) {
            let name_of = if name.starts_with("citation") || name.starts_with("dc") {
                names::turned(value)
            } else {
                names::trimmed(value)
            };
            if !values.iter().any(|told| told.name == name_of) && !name_of.is_empty() {
                values.push(Told {
                    name: name_of,
                    is_organisation: false,
                    is_doubtful: false,
                    place: format!("meta {name}"),
                });
            }
        }
        let is_found = values.iter().any(|told| names::is_person(&told.name));
        if is_found {
            // What may be of another article says nothing where another place says who.
            all.retain(|told| !told.is_doubtful);
        }
        all.extend(values);
        if is_found {
            break;
        }
    }
    all
}

fn is_author(label: &str) -> bool {
    [
        "written by", "author", "автор", "von", "verfasst von", "geschrieben von", "écrit par",
        "escrito por", "autor", "scritto da",
    ]
    .iter()
    .any(|word| label.to_lowercase().starts_with(word))
}

fn of_things(sources: &Sources<'_>) -> Vec<Told> {
    let Some(article) = sources.things.article() else { return Vec::new() };
    for key in ["author", "creator"] {
        let mut all: Vec<Told> = Vec::new();
        for (name, types) in structured::names(sources.things, article, key).into_iter().take(MOST) {
            let name = names::trimmed(&name);
            let is_organisation =
                types.iter().any(|kind| kind.contains("Organization") || kind == "Corporation");
            if !name.is_empty() && !all.iter().any(|told| told.name == name) {
                all.push(Told {
                    name,
                    is_organisation,
                    is_doubtful: sources.things.is_doubtful(),
                    place: format!("{} {key}", sources.things.place()),
                });
            }
        }
        if !all.is_empty() {
            return all;
        }
    }
    Vec::new()
}
