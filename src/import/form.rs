//! The fields of an article as a form shows them, and an article as a form corrects it.
//!
//! What a form does not change keeps its provenance: a guess that nobody has looked at stays a guess.

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::article::{Article, Origin};
use super::draft::{sources, standfirst};
use super::facts::{Found, Moment, Provenance};
use super::input::address;
use super::newsroom::byline::Person;
use crate::line::one_line;

/// The fields, in the order in which they are shown.
pub const FIELDS: [&str; 12] = [
    "title", "summary", "outlet", "url", "author", "role", "published", "language", "licence", "reporter",
    "reporter_url", "dateline",
];

/// Where a value of a form comes from.
const FORM: &str = "the form";

/// What a form says.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// By field.
    pub fields: BTreeMap<String, String>,
    /// Fields whose guess an editor has looked at and found right.
    pub sure: BTreeSet<String>,
}

/// What is shown of a field. `outlet` is who published it, as it is written ([`sources::page_outlet`]).
pub fn shown(article: &Article, outlet: Option<&Found<String>>, field: &str) -> Option<Found<String>> {
    let origin = article.origin.as_ref();
    let of_origin = |value: Option<String>| {
        let origin = origin?;
        value.map(|value| Found::new(value, origin.provenance, origin.place.clone()))
    };
    let found = match field {
        "title" => article.title.clone(),
        "summary" => standfirst(article).cloned(),
        "outlet" => outlet.cloned(),
        "url" => article.url.clone().map(|url| url.map(String::from)),
        "author" => sources::authors(article),
        // Roles that are not of all authors are for whoever fills it in.
        "role" => sources::role(article).or_else(|| {
            let roles = sources::roles_apart(article)?;
            Some(Found::new(String::new(), Provenance::Visible, roles))
        }),
        "published" => article.published.clone().map(|moment| moment.map(|moment| moment.written())),
        "language" => article.language.clone(),
        "licence" => article.licence.clone(),
        "reporter" => {
            article.agency.clone().or_else(|| of_origin(origin.and_then(|origin| origin.value.name.clone())))
        }
        "reporter_url" => {
            of_origin(origin.and_then(|origin| origin.value.url.as_ref().map(ToString::to_string)))
        }
        "dateline" => article.place.clone(),
        _ => None,
    };
    found.map(|found| found.map(|value| one_line(&value)))
}

/// The article as a form corrects it, which showed [`shown`] of it.
///
/// # Errors
/// Which field says what it cannot.
pub fn corrected(article: &Article, outlet: Option<&Found<String>>, form: &Form) -> Result<Article, String> {
    let mut changed: BTreeMap<&str, String> = BTreeMap::new();
    let mut all: BTreeMap<&str, String> = BTreeMap::new();
    let mut sure = Vec::new();
    for field in FIELDS {
        let before = shown(article, outlet, field).map(|found| found.value).unwrap_or_default();
        let value = form.fields.get(field).map_or_else(|| before.clone(), |text| one_line(text));
        if value != before {
            changed.insert(field, value.clone());
        } else if form.sure.contains(field) {
            sure.push(field);
        }
        all.insert(field, value);
    }
    let mut article = article.clone();
    let text = |value: &str| (!value.is_empty()).then(|| given(value.to_owned()));
    for (field, value) in &changed {
        match *field {
            "title" => article.retitle(text(value)),
            "summary" => article.standfirst = text(value),
            "outlet" => article.outlet = text(value),
            "url" => article.url = link("address", value)?.map(given),
            "published" => article.published = moment(value)?.map(given),
            "language" => article.language = text(value),
            "licence" => article.licence = text(value),
            "dateline" => article.place = text(value),
            _ => {}
        }
    }
    let of = |field: &str| Some(all[field].clone()).filter(|value| !value.is_empty());
    if changed.contains_key("author") || changed.contains_key("role") {
        article.people = match (of("author"), of("role")) {
            (Some(name), role) => vec![given(Person { name, role, ..Person::default() })],
            (None, None) => Vec::new(),
            (None, Some(role)) => return Err(format!("“{role}” is a role of nobody: name the author, too")),
        };
    }
    if changed.contains_key("reporter") || changed.contains_key("reporter_url") {
        let origin =
            Origin { name: of("reporter"), url: link("address of the first report", &all["reporter_url"])? };
        article.agency = None;
        article.origin = (origin != Origin::default()).then(|| given(origin));
    }
    sure.into_iter().for_each(|field| confirm(&mut article, outlet, field));
    Ok(article)
}

/// What an editor has looked at and found right is as good as written by the editor.
fn confirm(article: &mut Article, outlet: Option<&Found<String>>, field: &str) {
    fn sure<T>(found: Option<&mut Found<T>>) {
        if let Some(found) = found {
            found.provenance = Provenance::Given;
            FORM.clone_into(&mut found.place);
        }
    }
    match field {
        "title" => sure(article.title.as_mut()),
        "summary" => sure(article.standfirst.as_mut()),
        "outlet" => article.outlet = outlet.map(|outlet| given(outlet.value.clone())),
        "url" => sure(article.url.as_mut()),
        "published" => sure(article.published.as_mut()),
        "language" => sure(article.language.as_mut()),
        "licence" => sure(article.licence.as_mut()),
        "dateline" => sure(article.place.as_mut()),
        "author" => article.people.iter_mut().for_each(|person| sure(Some(person))),
        "reporter" | "reporter_url" => {
            sure(article.agency.as_mut());
            sure(article.origin.as_mut());
        }
        _ => {}
    }
}

fn given<T>(value: T) -> Found<T> {
    Found::new(value, Provenance::Given, FORM)
}

fn link(name: &str, text: &str) -> Result<Option<Url>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match address(text).filter(Url::has_host) {
        Some(url) => Ok(Some(url)),
        None => Err(format!("the {name} is none of the web: “{text}”")),
    }
}

fn moment(text: &str) -> Result<Option<Moment>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match Moment::parse(text) {
        Some(moment) => Ok(Some(moment)),
        None => Err(format!("“{text}” is no date: write it like 2025-02-12 or 2025-02-12T10:00+01:00")),
    }
}

/// A line of what stood on a page, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// What it is in the draft.
    pub became: Became,
}

/// What a line of a page is in a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A part of the text.
    Text,
    /// The headline.
    Headline,
    /// Nothing: why.
    LeftOut(&'static str),
}

/// What stood on the page in its order, with what became of each line.
pub fn lines(article: &Article) -> Vec<Line> {
    let mut removed: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
    for left_out in article.removed.iter().rev() {
        removed.entry(one_line(&left_out.text)).or_default().push(left_out.why.phrase());
    }
    let title = article.title.as_ref().map(|title| one_line(&title.value));
    let lines = article.lines.iter().map(|line| one_line(line)).filter(|line| !line.is_empty());
    let became = |text: String| {
        let became = match removed.get_mut(&text).and_then(Vec::pop) {
            _ if title.as_ref() == Some(&text) => Became::Headline,
            Some(why) => Became::LeftOut(why),
            None if article.blocks.is_empty() => Became::LeftOut("no part of a text"),
            None => Became::Text,
        };
        Line { text, became }
    };
    lines.map(became).collect()
}

/// A text that was edited in a browser as a file has it: line ends, and nothing that is no text.
pub fn body(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .collect();
    let kept = kept.trim_matches('\n').trim_end();
    if kept.is_empty() { String::new() } else { format!("{kept}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::newsroom::furniture::Why;
    use crate::import::paste::Removed;

    fn form(fields: &[(&str, &str)], sure: &[&str]) -> Form {
        Form {
            fields: fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
            sure: sure.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    fn article() -> Article {
        let guess = |text: &str| Found::new(text.to_owned(), Provenance::Guessed, "the first of two");
        let person = Person { name: "Jo Doe".into(), role: Some("Reporter".into()), ..Person::default() };
        Article {
            title: Some(guess("Harbour opens")),
            people: vec![Found::new(person, Provenance::Visible, "the byline")],
            agency: Some(guess("Agency")),
            ..Article::default()
        }
    }

    #[test]
    fn what_is_not_changed_keeps_its_provenance() {
        let of = |form: Form| corrected(&article(), None, &form).expect("an article");
        let same =
            of(form(&[("title", " Harbour  opens "), ("author", "Jo Doe"), ("role", "Reporter")], &[]));
        assert_eq!(same.title.expect("a title").provenance, Provenance::Guessed);
        assert_eq!(same.people, article().people);
        let sure = of(form(&[("title", "Harbour opens")], &["title"]));
        assert_eq!(sure.title.expect("a title").provenance, Provenance::Given);
        // The source has no other title, which would still be a guess.
        assert_eq!(sure.title_of_page, None);
        let other = of(form(&[("title", "Harbour closes"), ("author", "Jo Dow"), ("role", "Reporter")], &[]));
        assert_eq!(other.title.expect("a title").value, "Harbour closes");
        let person = &other.people[0].value;
        assert_eq!((&*person.name, person.role.as_deref()), ("Jo Dow", Some("Reporter")));
        let none = of(form(&[("title", ""), ("reporter", "")], &[]));
        assert_eq!((none.title, none.agency, none.origin), (None, None, None));
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for (field, value) in [
            ("url", "javascript:alert(1)"),
            ("url", "file:///etc/passwd"),
            ("published", "soon"),
            ("author", ""),
        ] {
            let fault = corrected(&article(), None, &form(&[(field, value)], &[]));
            assert!(fault.is_err(), "{field}: {value}");
        }
    }

    #[test]
    fn lines_say_what_became_of_them() {
        let mut article = article();
        article.lines = ["Menu", "Harbour opens", "A text.", "Menu", ""].map(str::to_owned).to_vec();
        let block = crate::import::block::Inline::plain("A text.");
        article.blocks = vec![crate::import::block::Block::Paragraph(block)];
        article.removed = vec![Removed { text: "Menu".into(), why: Why::Menu }];
        let lines = lines(&article);
        let menu = Became::LeftOut(Why::Menu.phrase());
        let became: Vec<Became> = lines.iter().map(|line| line.became).collect();
        assert_eq!(became, [menu, Became::Headline, Became::Text, Became::Text]);
    }

    #[test]
    fn bodies_are_text() {
        assert_eq!(body("\r\n\r\na\u{0}\rb \r\n\r\n"), "a\nb\n");
        assert_eq!(body(" \n"), "");
    }
}
