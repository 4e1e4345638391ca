//! From `newsprint.yaml` to a [`Config`].

#[cfg(test)]
mod tests;

use serde_yaml::{Mapping, Value};

use super::analytics::analytics;
use super::announce::announce;
use super::checks::checks;
use super::comments::comments;
use super::csp::{self, csp};
use super::email::{email, subscribe};
use super::feeds::feeds;
use super::hiding;
use super::ignored::ignored;
use super::keys;
use super::languages::languages;
use super::offline::offline;
use super::pictures::pictures;
use super::presence::presence;
use super::publishing::publishing;
use super::social_cards::social_cards;
use super::theme::{footer, theme};
use super::trust::{corrections, policies, tags};
use super::values::{cache, cname, contact, menu, players, scheme, zone};
use super::{Attachments, BaseUrl, Comments, Config, PATH, Pattern, Subscribe};
use crate::content::conflict;
use crate::content::front_matter::{ArticleType, Extra, decode};
use crate::content::markdown::HtmlPolicy;
use crate::content::yaml::{FILE_BYTES, FieldValue, Fields, Report};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::Key;

impl Config {
    /// Reads the configuration; without a file, everything has its default and a warning says so. The override is
    /// what `--base-url` says. There is none when anything is an error.
    pub fn read(file: Option<&[u8]>, base_url_override: Option<&str>) -> (Option<Self>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let given = base_url_override.map(BaseUrl::parse);
        if let Some(Err(fault)) = &given {
            let problem = Diagnostic::error(Code::Usage, format!("`--base-url` {fault}"));
            diagnostics.push(problem.hint(BASE_URL_HINT));
        }
        let given = given.and_then(Result::ok);
        let (config, mut found) = match file {
            Some(bytes) => from_file(bytes, base_url_override.is_some()),
            None => (Some(Self::default()), vec![without_file()]),
        };
        diagnostics.append(&mut found);
        let clean = !diagnostics.iter().any(Diagnostic::is_error);
        let config = config.map(|config| match given {
            Some(base_url) => Self { base_url, ..config },
            None => config,
        });
        (config.filter(|_| clean), diagnostics)
    }
}

const BASE_URL_HINT: &str =
    "write where the site will stand: https://digest.example.org/ or https://user.github.io/repo/";

fn without_file() -> Diagnostic {
    let message = "there is no newsprint.yaml, so the site has no name and no address";
    Diagnostic::warning(Code::NoConfig, message)
        .hint("write one beside content/, with `title:` and `base_url:`")
}

fn from_file(bytes: &[u8], has_base_url: bool) -> (Option<Config>, Vec<Diagnostic>) {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(problem) => return (None, vec![problem.in_file(PATH)]),
    };
    if let Some(problem) = conflict::find(text, Vec::new) {
        return (None, vec![problem.in_file(PATH)]);
    }
    let report = Report::new(text, 0);
    let value = report.parse(FILE_BYTES).map(|value| match value {
        Value::Null => Value::Mapping(Mapping::new()),
        value => value,
    });
    let config = value.as_ref().and_then(|value| {
        let root = FieldValue::root(value, &report);
        root.fields("write lines of `key: value`").map(|fields| config(&fields, has_base_url))
    });
    (config, report.finish(PATH).1)
}

fn config(fields: &Fields<'_>, has_base_url: bool) -> Config {
    let default = Config::default();
    let text = |names| fields.take(names).and_then(|item| item.text());
    let title = text(keys::TITLE.names);
    if title.is_none()
        && fields.take_one("title").is_none_or(|item| item.any_text().is_some_and(|text| text.is_empty()))
    {
        fields.item().warning(
            Code::NoTitle,
            "the site has no `title`",
            "write `title:` with the name of the digest",
        );
    }
    let base_url = fields.take(keys::BASE_URL.names);
    if base_url.is_none() && !has_base_url {
        let message = "the site has no `base_url`, so feeds and sitemap say http://localhost:1111/";
        fields.item().warning(Code::NoBaseUrl, message, BASE_URL_HINT);
    }
    let mut config = Config {
        title: title.unwrap_or(default.title),
        tagline: text(keys::TAGLINE.names),
        description: text(keys::DESCRIPTION.names),
        base_url: base_url.and_then(|item| base_url_of(&item)).unwrap_or(default.base_url),
        language: fields
            .take(keys::LANGUAGE.names)
            .and_then(|item| item.language())
            .unwrap_or(default.language),
        languages: Vec::new(),
        prefix: default.prefix,
        timezone: fields.take(keys::TIMEZONE.names).and_then(|item| zone(&item)).unwrap_or(default.timezone),
        contact: fields.take(keys::CONTACT.names).and_then(|item| contact(&item)),
        copyright: text(keys::COPYRIGHT.names),
        presence: presence(fields),
        menu: fields.take(keys::MENU.names).map(|item| menu(&item)).unwrap_or_default(),
        footer: fields.take(keys::FOOTER.names).map(|item| footer(&item)).unwrap_or_default(),
        theme: default.theme,
        policy: default.policy,
        policy_with_comments: default.policy_with_comments,
        comments: fields.take(keys::COMMENTS.names).and_then(|item| comments(&item)),
        analytics: fields.take(keys::ANALYTICS.names).and_then(|item| analytics(&item)),
        offline: fields.take(keys::OFFLINE.names).and_then(|item| offline(&item)).unwrap_or_default(),
        paginate: fields
            .take(keys::PAGINATE.names)
            .and_then(|item| item.count(10_000))
            .unwrap_or(default.paginate),
        feeds: default.feeds,
        related: default.related,
        permalinks: default.permalinks,
        say_left_out: default.say_left_out,
        announce: fields.take(keys::ANNOUNCE.names).map(|item| announce(&item)).unwrap_or_default(),
        publish: fields.take(keys::PUBLISH.names).map(|item| publishing(&item)).unwrap_or_default(),
        checks: fields.take(keys::CHECKS.names).map(|item| checks(&item)).unwrap_or_default(),
        ignore: fields.take(keys::IGNORE.names).map(|item| ignored(&item)).unwrap_or_default(),
        html: default.html,
        link_schemes: default.link_schemes,
        attachments: default.attachments,
        corrections: default.corrections,
        policies: default.policies,
        index_tags_from: default.index_tags_from,
        players: fields.take(keys::PLAYERS.names).map_or(default.players, |item| players(&item)),
        live_newest_first: default.live_newest_first,
        live_over_after: default.live_over_after,
        crops: fields.take(keys::CROPS.names).and_then(|item| item.switch()).unwrap_or(default.crops),
        pictures: fields.take(keys::PICTURES.names).map_or(default.pictures, |item| pictures(&item)),
        social_cards: fields
            .take(keys::SOCIAL_CARDS.names)
            .map_or(default.social_cards, |item| social_cards(&item)),
        email: default.email,
        subscribe: default.subscribe,
        cache: fields.take(keys::CACHE.names).and_then(|item| cache(&item)).unwrap_or(default.cache),
        cname: fields.take(keys::CNAME.names).and_then(|item| cname(&item)),
        extra: Extra(fields.take(keys::EXTRA.names).and_then(|item| item.mapping())),
    };
    if let Some(item) = fields.take(keys::LANGUAGES.names) {
        config.languages = languages(&item, &config.language);
    }
    for (key, read) in SECTIONS {
        let item = fields.take(key.names);
        if let Some(section) = item.as_ref().and_then(|item| item.fields("write its keys below it, indented"))
        {
            read(&section, &mut config);
            hiding::check(&section);
            section.finish(&[], None);
        }
    }
    // What a page may load and send depends on what the site is configured to.
    if let Some(sources) = fields.take(keys::CSP.names).map_or(Some(csp::Sources::new()), |item| csp(&item)) {
        let form = matches!(config.subscribe, Some(Subscribe::Form { .. })).then(csp::form);
        let counter = config.analytics.as_ref().map(|analytics| analytics.service.needs());
        let needs: Vec<csp::Need> = form.into_iter().flatten().chain(counter.into_iter().flatten()).collect();
        let comments = config.comments.as_ref().map(Comments::needs).unwrap_or_default();
        config.policy = Some(csp::policy(&sources, &needs));
        config.policy_with_comments = Some(csp::policy(&sources, needs.iter().chain(&comments)));
    } else {
        (config.policy, config.policy_with_comments) = (None, None);
    }
    hiding::check(fields);
    fields.finish(&[], Some("a site's own values go under `extra:`"));
    config
}

type Section = fn(&Fields<'_>, &mut Config);

const SECTIONS: &[(Key, Section)] = &[
    (keys::FEEDS, feeds),
    (keys::RELATED, related),
    (keys::PERMALINKS, permalinks),
    (keys::MARKDOWN, markdown),
    (keys::CORRECTIONS, corrections),
    (keys::POLICIES, policies),
    (keys::TAGS, tags),
    (keys::EDITIONS, editions),
    (keys::LIVE, live),
    (keys::EMAIL, email),
    (keys::SUBSCRIBE, subscribe),
    (keys::THEME, theme),
];

fn related(fields: &Fields<'_>, config: &mut Config) {
    if let Some(articles) = fields.take(keys::RELATED_ARTICLES.names).and_then(|item| item.whole(0, 20)) {
        config.related.articles = articles;
    }
}

fn permalinks(fields: &Fields<'_>, config: &mut Config) {
    let pattern = |key: Key, dated| fields.take(key.names).and_then(|item| pattern(&item, dated));
    let links = &mut config.permalinks;
    for (key, place) in [(keys::AT_ARTICLE, &mut links.article), (keys::AT_EDITION, &mut links.edition)] {
        if let Some(found) = pattern(key, true) {
            *place = found;
        }
    }
    for (key, place) in [
        (keys::AT_TOPIC, &mut links.topic),
        (keys::AT_STORY, &mut links.story),
        (keys::AT_TAG, &mut links.tag),
        (keys::AT_SOURCE, &mut links.source),
        (keys::AT_AUTHOR, &mut links.author),
        (keys::AT_PAGE, &mut links.page),
    ] {
        if let Some(found) = pattern(key, false) {
            *place = found;
        }
    }
    links.by_type.extend(
        ArticleType::ALL
            .into_iter()
            .filter_map(|kind| Some((kind, pattern(*keys::of_type(kind.as_str())?, true)?))),
    );
}

fn editions(fields: &Fields<'_>, config: &mut Config) {
    if let Some(say) = fields.take(keys::LEFT_OUT.names).and_then(|item| item.choice(&keys::SAY)) {
        config.say_left_out = say;
    }
}

fn pattern(item: &FieldValue<'_>, dated: bool) -> Option<Pattern> {
    match Pattern::parse(&item.text()?, dated) {
        Ok(pattern) => Some(pattern),
        Err((message, hint)) => {
            item.error(Code::InvalidPermalink, format!("`{}` {message}", item.label()), hint);
            None
        }
    }
}

fn markdown(fields: &Fields<'_>, config: &mut Config) {
    if let Some(html) = fields.take(keys::HTML.names).and_then(|item| item.choice(&keys::POLICIES_OF_HTML)) {
        config.html = html;
    }
    if let Some(item) = fields.take(keys::LINK_SCHEMES.names) {
        config.link_schemes = item.items().iter().filter_map(scheme).collect();
    }
    if let Some(item) = fields.take(keys::ATTACHMENTS.names) {
        config.attachments = Attachments::read(&item);
    }
    if config.html == HtmlPolicy::Trusted {
        config.attachments = Attachments::any();
    }
}

fn live(fields: &Fields<'_>, config: &mut Config) {
    if let Some(newest) = fields.take(keys::ORDER.names).and_then(|item| item.choice(&keys::ORDERS)) {
        config.live_newest_first = newest;
    }
    if let Some(item) = fields.take(keys::OVER_AFTER.names) {
        // Only a word says never: no hours at all would be always.
        let never = item.as_switch() == Some(false) && !matches!(item.value(), Value::Number(_));
        let hours = || item.count(24 * 366).map(|hours| hours as i64 * super::HOUR);
        config.live_over_after = if never { None } else { hours() };
    }
}

fn base_url_of(item: &FieldValue<'_>) -> Option<BaseUrl> {
    match BaseUrl::parse(&item.text()?) {
        Ok(found) => Some(found),
        Err(fault) => {
            item.error(Code::InvalidBaseUrl, format!("`{}` {fault}", item.label()), BASE_URL_HINT);
            None
        }
    }
}
