//! Who reported it, and who wrote our text.

use chrono_tz::Tz;
use serde_yaml::Value;

use super::{Credit, RareOfSource, Source, kept, keys, several};
use crate::address::uri;
use crate::content::named::{NameKind, Noted};
use crate::content::yaml::convert::is_web_address;
use crate::content::yaml::{FieldValue, Fields, Finder};
use crate::diagnostic::Code;
use crate::shape::{Known, Section, Shape, keys};

keys! {
    /// Who reported it, and where.
    pub(super) OF_A_SOURCE:
    NAME: ["name", "outlet"], Shape::Name(Known::Sources), "", "The Example Times",
        "The outlet. Without it the registry may know it by the domain of the address.";
    URL: ["url", "link"], Shape::WebAddress, "", "https://times.example.org/grain",
        "The address of their report.";
    TITLE: ["title", "headline"], Shape::Text, "", "Grain talks end without a deal",
        "Their headline, unchanged and in its language.";
    AUTHOR: ["author", "authors", "byline"], Shape::List(&Shape::Text), "", "Jo Doe",
        "Their reporter.";
    ROLE: ["role"], Shape::Text, "", "reporting",
        "What that reporter or the outlet did.";
    PUBLISHED: ["published", "date"], Shape::Date, "", "2025-02-11",
        "When they published it.";
    RETRIEVED: ["retrieved", "accessed"], Shape::Date, "", "2025-02-12",
        "When you read it.";
    LANGUAGE: ["language", "lang"], Shape::Language, "", "en-GB",
        "The language of the report.";
    ARCHIVE: ["archive", "archive_url"], Shape::WebAddress, "", "https://archive.example.org/grain",
        "The address of an archived copy.";
    LICENCE: ["licence", "license"], Shape::Text, "", "CC BY 4.0",
        "The name or the address of its licence.";
}

keys! {
    /// Who wrote our text, and what they did.
    pub(super) OF_A_CREDIT:
    PERSON: ["name"], Shape::Name(Known::Authors), "", "Anna Example",
        "The name.";
    DID: ["role"], Shape::Text, "", "translation",
        "What they did.";
}

/// Keys of which one has to be there.
const NAMED: &[&str] = &["name", "outlet", "url", "link", "title", "headline"];
/// Who reported it.
pub(super) const SOURCE: Section = Section::of(OF_A_SOURCE).needing(&[NAMED]);
/// Who wrote our text.
pub(super) const CREDIT: Section = Section::of(OF_A_CREDIT).needing(&[PERSON.names]);

/// `sources`, or one `source` with `source_name` and `source_url`.
pub(super) fn read(fields: &Fields<'_>, zone: Tz, noted: &Noted) -> Box<[Source]> {
    let (whole, parts) = keys::SOURCES.names.split_at(2);
    let (name, url) = (fields.take(&parts[..1]), fields.take(&parts[1..]));
    let given = fields.take(whole);
    let whole = given.as_ref().filter(|item| matches!(item.value(), Value::Sequence(_) | Value::Mapping(_)));
    if let Some(given) = whole {
        for other in [&name, &url].into_iter().flatten() {
            let message =
                format!("`{}` is passed over, because `{}` names the source", other.key(), given.key());
            other.warning(Code::Synonym, message, "write `name:` and `url:` inside it");
        }
        let mut finder = Finder::below(given);
        return given.items().iter().filter_map(|item| source(item, zone, (noted, &mut finder))).collect();
    }
    let mut one = Source::default();
    // An outlet that `source_name` names is no other one.
    let unnoted = Noted::default();
    if let Some(item) = &given {
        let noted = if name.is_some() { &unnoted } else { noted };
        one = source(item, zone, (noted, &mut Finder::below(item))).unwrap_or_default();
    }
    if let Some((item, text)) = name.as_ref().and_then(|item| Some((item, item.text()?))) {
        noted.name(NameKind::Source, Finder::below(item).next(item));
        several::note(item, &text, NameKind::Source, noted);
        one.name = Some(text.into());
    }
    if let Some(url) = url.and_then(|item| item.web_address()) {
        one.url = Some(url.into());
        noted.keep_outlet_whole();
    }
    if one == Source::default() { Box::default() } else { Box::new([one]) }
}

fn source(item: &FieldValue<'_>, zone: Tz, (noted, finder): (&Noted, &mut Finder)) -> Option<Source> {
    if !matches!(item.value(), Value::Mapping(_)) {
        let text = item.text()?;
        if is_web_address(&text) {
            return Some(Source { url: Some(uri(&text).into()), ..Source::default() });
        }
        if text.contains("://") || is_nearly_an_address(&text) {
            item.web_address()?;
        }
        noted.name(NameKind::Source, finder.next(item));
        several::note(item, &text, NameKind::Source, noted);
        return Some(Source::named(&text));
    }
    let fields = item.fields("write `name:` and `url:` below it")?;
    let text = |names| fields.take(names).and_then(|item| item.text()).map(String::into_boxed_str);
    let address = |names| fields.take(names).and_then(|item| item.web_address()).map(String::into_boxed_str);
    let date = |names| fields.take(names).and_then(|item| item.date(zone));
    let name = fields.take(NAME.names).and_then(|item| {
        let name = item.text()?;
        noted.name(NameKind::Source, finder.inside(&item, NAME.names));
        several::note(&item, &name, NameKind::Source, noted);
        Some(name.into_boxed_str())
    });
    let source = Source {
        name,
        url: address(URL.names),
        title: text(TITLE.names),
        author: fields
            .take(AUTHOR.names)
            .map(|item| item.texts().join(", ").into_boxed_str())
            .filter(|a| !a.is_empty()),
        rare: kept(RareOfSource {
            role: text(ROLE.names),
            published: date(PUBLISHED.names),
            retrieved: date(RETRIEVED.names),
            language: fields
                .take(LANGUAGE.names)
                .and_then(|item| item.language())
                .map(String::into_boxed_str),
            archive: address(ARCHIVE.names),
            licence: text(LICENCE.names),
        }),
    };
    fields.finish(&[], None);
    if !NAMED.iter().any(|name| fields.take_one(name).is_some()) {
        fields.error(
            Code::InvalidValue,
            "a source names no outlet, address or headline",
            "write `name:` or `url:`",
        );
        return None;
    }
    Some(source)
}

/// Whether a text is an address with a slip, and no name: `http:/x.example/a`, `https//x.example`, `www.x.example/a`.
fn is_nearly_an_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let begins = ["http:/", "https:/", "http//", "https//"].iter().any(|start| lower.starts_with(start));
    !text.contains(char::is_whitespace) && (begins || lower.starts_with("www.") && text.contains('/'))
}

/// `authors`: names, or `{name, role}`.
pub(super) fn credits(item: &FieldValue<'_>, noted: &Noted) -> Box<[Credit]> {
    let mut finder = Finder::below(item);
    item.items().iter().filter_map(|item| credit(item, (noted, &mut finder))).collect()
}

fn credit(item: &FieldValue<'_>, (noted, finder): (&Noted, &mut Finder)) -> Option<Credit> {
    if !matches!(item.value(), Value::Mapping(_)) {
        let text = item.text()?;
        let name = without_by(&text);
        noted.name(NameKind::Author, finder.next(item));
        several::note(item, name, NameKind::Author, noted);
        return Some(Credit { name: name.into(), role: None });
    }
    let fields = item.fields("write `name:` below it")?;
    let name = fields.take(PERSON.names).and_then(|item| {
        let name = item.text()?;
        noted.name(NameKind::Author, finder.inside(&item, PERSON.names));
        several::note(&item, &name, NameKind::Author, noted);
        Some(name)
    });
    let role = fields.take(DID.names).and_then(|item| item.text()).map(String::into_boxed_str);
    fields.finish(&[], None);
    if name.is_none() {
        fields.error(Code::InvalidValue, "an author has no name", "write `name:` below it");
    }
    Some(Credit { name: name?.into(), role })
}

/// A byline as it is printed, "By Anna Example", names Anna Example.
fn without_by(text: &str) -> &str {
    let rest = ["By ", "by ", "BY "].iter().find_map(|by| text.strip_prefix(by)).map(str::trim_start);
    rest.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(text)
}
