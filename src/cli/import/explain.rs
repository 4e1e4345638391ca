//! Where each field comes from, and what was left out and why.

use std::collections::BTreeMap;

use crate::import::article::Article;
use crate::import::facts::{Found, Provenance};
use crate::line::{one_line, shortened};

/// How many things of one reason are shown.
const SHOWN: usize = 5;
/// How much of one, in characters.
const LENGTH: usize = 70;

/// Says it, line by line.
pub(super) fn explain(name: &str, article: &Article, mut say: impl FnMut(&str)) {
    say(&format!("{name}:"));
    fields(article, |name, value, found| {
        say(&format!("  {name:<10} {}  ({}: {})", short(value), found.0.word(), found.1));
    });
    let mut removed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for left_out in &article.removed {
        removed.entry(left_out.why.phrase()).or_default().push(&left_out.text);
    }
    if !removed.is_empty() {
        say("  Left out:");
    }
    for (why, texts) in removed {
        say(&format!("    {why} ({})", texts.len()));
        for text in texts.iter().take(SHOWN) {
            say(&format!("      {}", short(text)));
        }
    }
}

/// Each field that was found, with its value and where it comes from.
pub(super) fn fields(article: &Article, mut each: impl FnMut(&'static str, &str, (Provenance, &str))) {
    fn of<T>(found: &Found<T>) -> (Provenance, &str) {
        (found.provenance, found.place.as_str())
    }
    let mut text = |name, found: &Option<Found<String>>| {
        if let Some(found) = found {
            each(name, &found.value, of(found));
        }
    };
    text("title", &article.title);
    text("summary", &article.standfirst);
    text("outlet", &article.outlet);
    text("agency", &article.agency);
    text("dateline", &article.place);
    text("language", &article.language);
    text("licence", &article.licence);
    for (name, moment) in [("published", &article.published), ("updated", &article.updated)] {
        if let Some(found) = moment {
            each(name, &found.value.written(), of(found));
        }
    }
    for person in &article.people {
        let said = [Some(person.value.name.as_str()), person.value.role.as_deref()];
        each("author", &said.into_iter().flatten().collect::<Vec<_>>().join(", "), of(person));
    }
    if let Some(found) = &article.url {
        each("url", found.value.as_str(), of(found));
    }
    if let Some(found) = &article.origin {
        let said = [found.value.name.clone(), found.value.url.as_ref().map(ToString::to_string)];
        each("origin", &said.into_iter().flatten().collect::<Vec<_>>().join(" "), of(found));
    }
}

fn short(text: &str) -> String {
    shortened(&one_line(text), LENGTH)
}
