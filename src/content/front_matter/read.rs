//! One key after another, from YAML to a [`FrontMatter`].

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;
use serde_yaml::{Mapping, Value};

use super::hidden::{self, Hidden};
use super::keys::Key;
use super::passed_over::PASSED_OVER;
use super::{ArticleType, Extra, FrontMatter, Gather, Rare, Split, kept, keys, media, paths, sources, terms};
use crate::content::document::Kind;
use crate::content::hiding::{HidingKey, Meaning};
use crate::content::named::{NameKind, NamePositions, Noted};
use crate::content::yaml::{FRONT_MATTER_BYTES, FieldValue, Fields, Finder, Report};
use crate::content::{Date, Period, Slug};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::shape::{Known, Section, Shape, keys};

keys! {
    /// What is said of a live article.
    pub(super) OF_A_LIVE_ARTICLE:
    ENDED: ["ended", "end"], Shape::Date, "", "2025-02-14 19:20",
        "When it was over.";
}

keys! {
    /// What a topic gathers.
    pub(super) GATHERED:
    TAGS: ["tags", "tag"], Shape::List(&Shape::Name(Known::Tags)), "", "[Grain, Tariffs]",
        "Articles that have one of these tags.";
    SOURCES: ["sources", "source"], Shape::List(&Shape::Name(Known::Sources)), "", "[The Example Trade Journal]",
        "Articles that have one of these outlets among their sources.";
}

/// When a live article was over.
pub(super) const LIVE_END: Section = Section::of(OF_A_LIVE_ARTICLE);
/// What a topic gathers.
pub(super) const GATHERING: Section = Section::of(GATHERED);

/// Reads the front matter of the document at `path`; none when it is no YAML. What is an error in it is empty in
/// what comes back. `file_date` is the date in the file's name, `zone` the one of dates without a zone.
pub fn read(
    split: &Split<'_>,
    path: &str,
    kind: Kind,
    file_date: Option<NaiveDate>,
    zone: Tz,
) -> (Option<FrontMatter>, NamePositions, Vec<Diagnostic>) {
    let report = Report::new(split.yaml, split.yaml_line).cutting_comments();
    let noted = Noted::default();
    let value = report.parse(FRONT_MATTER_BYTES).map(|value| match value {
        Value::Null => Value::Mapping(Mapping::new()),
        value => value,
    });
    let front = value.as_ref().and_then(|value| {
        let root = FieldValue::root(value, &report);
        let fields = root.fields("write lines of `key: value` between the fences")?;
        Some(document(&fields, (&report, &noted), kind, file_date, zone))
    });
    (front, noted.finish(path), report.finish(path).1)
}

fn document(
    fields: &Fields<'_>,
    (report, noted): (&Report<'_>, &Noted),
    kind: Kind,
    file_date: Option<NaiveDate>,
    zone: Tz,
) -> FrontMatter {
    let take = |key: Key| key.take(fields, kind);
    let article = kind == Kind::Article;

    let hidden = hidden::read(fields, kind, zone);
    let type_of = take(keys::TYPE);
    let hides_as_type = type_of.as_ref().is_some_and(hidden::hides_as_type);
    let article_type = type_of.and_then(|item| article_type(&item)).unwrap_or_default();
    let published = published(fields, report, kind.is_dated(), file_date, hidden.embargo, zone);
    let (topics, tags) = terms::read(fields, noted);
    let front = FrontMatter {
        title: title(fields, report, kind),
        date: published,
        updated: take(keys::UPDATED).and_then(|item| item.date(zone)),
        draft: hidden.by.is_some() || hides_as_type,
        article_type,
        summary: take(keys::SUMMARY).and_then(|item| item.text()).map(String::into_boxed_str),
        authors: take(keys::AUTHORS).map(|item| sources::credits(&item, noted)).unwrap_or_default(),
        sources: sources::read(fields, zone, noted),
        republished: take(keys::REPUBLISHED).and_then(|item| item.switch()).unwrap_or(false),
        topics,
        tags,
        image: take(keys::IMAGE).and_then(|item| media::image(&item)).map(Box::new),
        noindex: hidden.noindex,
        rare: kept(rare(fields, (kind, article_type), &hidden, zone, noted)),
    };
    hidden::mistyped(fields);
    fields.finish(PASSED_OVER, Some("a site's own values go under `extra:`"));

    order(fields, &front);
    if !article {
        keys::of_articles(fields);
    }
    if front.republished && !front.sources.iter().any(|source| source.rare().licence.is_some()) {
        let place = fields.take_one("republished").map_or(report.top(), |item| item.span());
        let message = "a republished text names no licence";
        let hint = "write `licence:` with its source";
        report.push(Diagnostic::error(Code::NoLicence, message).at(place).hint(hint));
    }
    // A source that is wrong was already said to be.
    let named = keys::SOURCES.names.iter().any(|name| fields.take_one(name).is_some());
    if article && front.article_type.is_reported() && !named && !front.republished && !front.draft {
        let hint = "write `sources:` with `name:` and `url:` of who reported it";
        report.push(
            Diagnostic::warning(Code::NoSource, "the article names no source").at(report.top()).hint(hint),
        );
    }
    front
}

/// Warns of dates that cannot follow each other as they do.
fn order(fields: &Fields<'_>, front: &FrontMatter) {
    let Some(published) = front.date else { return };
    let warn = |key: Key, what: &str, hint: &str| {
        if let Some(item) = key.names.iter().find_map(|name| fields.take_one(name)) {
            item.warning(Code::DateOrder, format!("`{}` {what}", item.key()), hint);
        }
    };
    // A day without a time may be the day on which it was published.
    let day = |date: Date| (date.year(), date.month(), date.day());
    let is_before = |date: Date| match date.has_time && published.has_time {
        true => date.timestamp < published.timestamp,
        false => day(date) < day(published),
    };
    if front.updated.is_some_and(is_before) {
        let hint = "correct one of the two dates, or take it out: what changed before publication needs none";
        warn(keys::UPDATED, "is before the date of publication", hint);
    }
    if front.rare().live_ended.is_some_and(is_before) {
        let hint = "correct one of the two dates: what is over was published before";
        warn(keys::LIVE, "ends before the date of publication", hint);
    }
    if front.rare().expires.is_some_and(|date| date.timestamp <= published.timestamp) {
        let hint = "correct one of the two dates; what shall not be shown may have `draft: true`";
        warn(keys::EXPIRES, "is not after the date of publication: this is never shown", hint);
    }
}

fn rare(
    fields: &Fields<'_>,
    (kind, article_type): (Kind, ArticleType),
    hidden: &Hidden,
    zone: Tz,
    noted: &Noted,
) -> Rare {
    let take = |key: Key| key.take(fields, kind);
    Rare {
        hidden_by: hidden.by.filter(|key| !key.is_plain()),
        expires: take(keys::EXPIRES).and_then(|item| item.end(zone)),
        story: take(keys::STORY).and_then(|item| story(&item, noted)),
        corrections: take(keys::CORRECTIONS).map(|item| media::corrections(&item, zone)).unwrap_or_default(),
        withdrawn: take(keys::WITHDRAWN).and_then(|item| media::withdrawal(&item, zone)),
        live_ended: take(keys::LIVE).and_then(|item| live_ended(&item, article_type, zone)),
        id: take(keys::ID).and_then(|item| item.text()).map(String::into_boxed_str),
        aliases: take(keys::ALIASES).map(|item| paths::aliases(&item)).unwrap_or_default(),
        slug: take(keys::SLUG).and_then(|item| item.slug()),
        // Eleventy's `permalink: false` asks for no page: it is no address, and hides.
        url: take(keys::URL)
            .filter(|item| item.as_switch() != Some(false))
            .and_then(|item| paths::url(&item))
            .map(String::into_boxed_str),
        language: take(keys::LANGUAGE).and_then(|item| item.language()).map(String::into_boxed_str),
        canonical: take(keys::CANONICAL).and_then(|item| item.web_address()).map(String::into_boxed_str),
        number: take(keys::NUMBER).and_then(|item| item.count(999_999)).map(|number| number as u32),
        covers: take(keys::COVERS).and_then(|item| period(&item)),
        without_comments: take(keys::COMMENTS).is_some_and(|item| refuses_comments(&item)),
        gather: take(keys::GATHER).and_then(|item| gather(&item)),
        extra: Extra(take(keys::EXTRA).and_then(|item| item.mapping())),
    }
}

/// `live: {ended: …}`; only live articles have an end.
fn live_ended(item: &FieldValue<'_>, article_type: ArticleType, zone: Tz) -> Option<Date> {
    if item.as_switch().is_some() {
        return None;
    }
    let keys = item.fields("write `live: {ended: 2025-02-14 19:20}`")?;
    let ended = keys.take(ENDED.names).and_then(|item| item.date(zone));
    keys.finish(&[], None);
    let is_live = article_type == ArticleType::Live;
    if !is_live {
        let message = "`live` has no effect here: only articles of `type: live` have an end";
        item.warning(Code::NoEffect, message, "take it out");
    }
    ended.filter(|_| is_live)
}

fn title(fields: &Fields<'_>, report: &Report<'_>, kind: Kind) -> Box<str> {
    let item = fields.take(keys::TITLE.names);
    let title = item.as_ref().map(|item| item.any_text());
    if kind != Kind::Home && matches!(title.as_ref().map(|title| title.as_deref()), None | Some(Some(""))) {
        let empty = fields.empty("title");
        let message = if empty.is_some() { "the title is empty" } else { "the title is missing" };
        let place = item.map(|item| item.span()).or(empty).unwrap_or_else(|| report.top());
        let hint = match empty {
            Some(_) => {
                "write the headline behind `title:`, in quotes if it begins with a mark like `#` or `&`"
            }
            None => "write `title:` and the headline",
        };
        report.push(Diagnostic::error(Code::MissingTitle, message).at(place).hint(hint));
    }
    title.flatten().unwrap_or_default().into()
}

/// When it is published.
fn published(
    fields: &Fields<'_>,
    report: &Report<'_>,
    dated: bool,
    file_date: Option<NaiveDate>,
    publish: Option<Date>,
    zone: Tz,
) -> Option<Date> {
    // `published: false` is no date, and neither is `published: never`.
    let is_date = fields.take_one("published").is_some_and(|item| {
        HidingKey::of("published").is_some_and(|key| key.meaning(item.value()) == Meaning::Other)
    });
    let names: Vec<&str> =
        keys::DATE.names.iter().copied().filter(|name| is_date || *name != "published").collect();
    let written = fields.take(&names);
    let embargoes = fields.every(&keys::EMBARGO);
    let given = written.is_some() || publish.is_some() || !embargoes.is_empty();
    let date = |item: Option<FieldValue<'_>>| item.and_then(|item| item.date(zone));
    // None comes before every date: the latest of them is one that is there.
    let embargo = embargoes.into_iter().map(|(item, _)| date(Some(item))).max().flatten();
    let mut found = date(written).max(embargo).max(publish);
    if !given {
        found = file_date.and_then(|day| Date::from_ymd(day.year(), day.month(), day.day(), zone));
    }
    if dated && !given && found.is_none() {
        let hint = "write `date: 2025-02-12`, or begin the file's name with the date: 2025-02-12-slug.md";
        report.push(Diagnostic::error(Code::MissingDate, "the date is missing").at(report.top()).hint(hint));
    }
    found
}

fn article_type(item: &FieldValue<'_>) -> Option<ArticleType> {
    let text = item.text()?.to_lowercase();
    if keys::NO_TYPES.contains(&&*text) {
        return None;
    }
    let found = ArticleType::ALL.into_iter().find(|kind| kind.as_str() == text);
    if found.is_none() {
        let known = ArticleType::ALL.map(ArticleType::as_str);
        let hint = match did_you_mean(&text, known) {
            _ if hidden::hides_as_type(item) => "write `draft: true`".to_owned(),
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("take it out, or write one of {}", known.join(", ")),
        };
        let message = match hidden::hides_as_type(item) {
            true => format!("`{text}` is not a type of article: the text is held back"),
            false => format!("`{text}` is not a type of article: it is news"),
        };
        item.warning(Code::UnknownType, message, hint);
    }
    found
}

fn story(item: &FieldValue<'_>, noted: &Noted) -> Option<Slug> {
    let items = item.items();
    let first = items.first()?;
    let found = first.slug()?;
    noted.name(NameKind::Story, Finder::below(item).next(first));
    Some(found)
}

/// `covers: 2025-02-08/2025-02-14`.
fn period(item: &FieldValue<'_>) -> Option<Period> {
    let period = Period::parse(&item.text()?);
    if let Err(fault) = &period {
        let message = format!("`{}` {fault}", item.label());
        item.error(Code::InvalidPeriod, message, "write the first and the last day: 2025-02-08/2025-02-14");
    }
    period.ok()
}

/// `comments: false`. Where another generator has settings of its own there, they mean nothing here.
fn refuses_comments(item: &FieldValue<'_>) -> bool {
    item.as_switch() == Some(false)
}

fn gather(item: &FieldValue<'_>) -> Option<Gather> {
    let fields = item.fields("write `gather: {tags: [Ukraine, Kyiv]}`")?;
    let mut places = Vec::new();
    let mut texts = |names| {
        let item = fields.take(names);
        let items = item.as_ref().map(|item| item.items()).unwrap_or_default();
        let found = items.iter().filter_map(|item| Some((item.text()?, item.span())));
        let (texts, found): (Vec<String>, Vec<Span>) = found.unzip();
        places.extend(found);
        texts.iter().collect()
    };
    let (tags, sources) = (texts(TAGS.names), texts(SOURCES.names));
    let gather = Gather { tags, sources, places };
    fields.finish(&[], None);
    Some(gather)
}
