//! The keys of `newsprint.yaml`: those of the root, and of the sections that are read beside them. Every other section has its table
//! where it is read.

use super::analytics::ANALYTICS as OF_ANALYTICS;
use super::announce::OF_ANNOUNCE;
use super::checks::LEVELS;
use super::comments::COMMENTS as OF_COMMENTS;
use super::csp::POLICY;
use super::email::{OF_EMAIL, SUBSCRIBING};
use super::feeds::OF_FEEDS;
use super::languages::OF_A_LANGUAGE;
use super::offline::OFFLINE_WORDS;
use super::pictures::OF_PICTURES;
use super::publishing::OF_PUBLISH;
use super::social_cards::CARDS;
use super::theme::{GROUP, OF_THEME};
use super::trust::{OF_CORRECTIONS, OF_POLICIES, OF_TAGS};
use super::values::MENU_ENTRY;
use crate::content::markdown::HtmlPolicy;
use crate::shape::{Key, Known, Section, Shape, choice, keys};

/// `editions.left_out`.
pub(super) const SAY: [(&str, bool); 2] = [("warn", true), ("ignore", false)];
/// `markdown.html`.
pub(super) const POLICIES_OF_HTML: [(&str, HtmlPolicy); 3] =
    [("safe", HtmlPolicy::Safe), ("escape", HtmlPolicy::Escape), ("trusted", HtmlPolicy::Trusted)];
/// `live.order`.
pub(super) const ORDERS: [(&str, bool); 2] = [("newest", true), ("oldest", false)];

keys! {
    /// The keys of `newsprint.yaml`, in the order of the documentation.
    pub KEYS:
    TITLE: ["title"], Shape::Text, "Untitled digest", "",
        "Name of the site.";
    TAGLINE: ["tagline", "subtitle"], Shape::Text, "", "",
        "A line under the name.";
    DESCRIPTION: ["description"], Shape::Text, "", "",
        "What the site is. Used by the home page for search engines and by the site's feed.";
    BASE_URL: ["base_url", "baseURL", "baseUrl"], Shape::WebAddress, "http://localhost:1111/", "https://digest.example.org/",
        "[Where the site will stand](#the-address-of-the-site).";
    LANGUAGE: ["language", "lang", "languageCode", "default_language"], Shape::Language, "en", "",
        "Language of the site: `en`, `uk`, `pt-BR`. A document may have its own.";
    LANGUAGES: ["languages"], Shape::ByLanguage(&Shape::Keys(&Section::of(OF_A_LANGUAGE))), "", "{uk: {title: Стіл новин}}",
        "[Other languages of the site](#several-languages), by their codes.";
    TIMEZONE: ["timezone", "timeZone"], Shape::Name(Known::Zones), "UTC", "Europe/Kyiv",
        "Zone of dates that are written without one; it also decides on which day an article stands in addresses and in the archive. A name like `Europe/Kyiv`; capitals do not matter.";
    CONTACT: ["contact"], Shape::Text, "", "desk@example.org",
        "How to reach the newsroom. Linked in the footer, and by [“Report an error”](#trust) on every article.";
    COPYRIGHT: ["copyright"], Shape::Text, "", "",
        "Printed in the footer and in feeds.";
    LOGO: ["logo"], Shape::Text, "", "/brand/logo.png",
        "The newsroom's logo. The header shows it beside the name, unless [`theme.logo`](#theme) says another; and it is in the structured data of every article and of the home page: the publisher's `logo`. Best a square of 512 × 512 pixels, at least 112 × 112. SVG will do.";
    SOCIAL_IMAGE: ["social_image"], Shape::Text, "", "/brand/social.png",
        "What networks show of a shared page that has no picture of its own, or one that they cannot show or that [may not be passed on](writing.md#pictures-of-others). PNG or JPEG, best 1200 × 630 pixels; an SVG is [drawn for them](#social-cards). Without it the logo takes its place.";
    SOCIAL_CARDS: ["social_cards"], Shape::Either(&[Shape::Switch, Shape::List(&choice!(CARDS))]), "false", "[articles, editions]",
        "[Which pages get a picture for networks that shows their headline](#social-cards).";
    PROFILES: ["profiles", "same_as", "sameAs"], Shape::List(&Shape::WebAddress), "", "[https://social.example/@desk]",
        "The newsroom's own pages elsewhere: Mastodon, Bluesky, Wikidata … They are its `sameAs` on the home page, and links with `rel=\"me\"` there and in the footer, by which Mastodon knows that a profile is yours.";
    SEARCH: ["search"], Shape::Either(&[Shape::Switch, Shape::Text]), "true", "https://search.example.org/?q={query}",
        "[Where the site can be searched](#search).";
    MENU: ["menu"], Shape::List(&Shape::Keys(&MENU_ENTRY)), "", "[{name: World, url: /topics/world/}]",
        "[The navigation](#menu).";
    FOOTER: ["footer"], Shape::List(&Shape::Keys(&GROUP)), "", "[{name: About us, items: [{name: Imprint, url: /imprint/}]}]",
        "[Links at the end of each page](#footer).";
    THEME: ["theme"], Shape::Keys(&Section::of(OF_THEME)), "", "{density: dense}",
        "[How the theme looks](#theme).";
    CSP: ["csp"], Shape::Either(&[Shape::Switch, Shape::Keys(&POLICY)]), "true", "{script-src: [https://stats.example.org]}",
        "[What pages may load and run](#csp).";
    PAGINATE: ["paginate"], Shape::Whole { least: 1, most: 10000 }, "20", "",
        "Articles on each page of a list.";
    FEEDS: ["feeds"], Shape::Keys(&Section::of(OF_FEEDS)), "", "{content: summary}",
        "[Feeds](#feeds).";
    RELATED: ["related"], Shape::Keys(&Section::of(OF_RELATED)), "", "{articles: 6}",
        "[Related articles](#related).";
    EDITIONS: ["editions"], Shape::Keys(&Section::of(OF_EDITIONS)), "", "{left_out: ignore}",
        "[Whether an edition says what it leaves out](#editions).";
    CORRECTIONS: ["corrections"], Shape::Keys(&Section::of(OF_CORRECTIONS)), "", "{place: top}",
        "[Where corrections stand](#trust).";
    POLICIES: ["policies"], Shape::Keys(&Section::of(OF_POLICIES)), "", "{ethics: /about/ethics/}",
        "[What the newsroom publishes of how it works](#trust).";
    TAGS: ["tags"], Shape::Keys(&Section::of(OF_TAGS)), "", "{index_from: 3}",
        "[Tags with few articles](#small-tags).";
    PERMALINKS: ["permalinks"], Shape::Keys(&Section::of(OF_PERMALINKS)), "", "{explainer: \"/{slug}/\"}",
        "[Addresses](#permalinks).";
    MARKDOWN: ["markdown"], Shape::Keys(&Section::of(OF_MARKDOWN)), "", "{html: escape}",
        "[What texts may hold](#markdown).";
    PLAYERS: ["players"], Shape::List(&Shape::Name(Known::Players)), "", "[youtube, vimeo]",
        "[Which addresses are played](#players).";
    LIVE: ["live"], Shape::Keys(&Section::of(OF_LIVE)), "", "{order: oldest}",
        "[Live articles](#live).";
    PICTURES: ["pictures"], Shape::Either(&[Shape::Switch, Shape::Keys(&Section::of(OF_PICTURES))]), "", "{quality: 70}",
        "[Widths and formats of pictures](#pictures).";
    CROPS: ["crops"], Shape::Switch, "true", "",
        "Whether [crops](#crops) are made of leading pictures.";
    EMAIL: ["email"], Shape::Keys(&Section::of(OF_EMAIL)), "", "{from: The Brief Desk <digest@example.org>}",
        "[Editions as e-mails](#e-mail).";
    SUBSCRIBE: ["subscribe"], Shape::Keys(&SUBSCRIBING), "", "{action: \"https://provider.example/subscribe\"}",
        "[Where readers subscribe](#subscribe).";
    COMMENTS: ["comments"], Shape::Either(&[Shape::Off, Shape::Keys(&OF_COMMENTS)]), "", "{isso: {url: \"https://comments.example.org\"}}",
        "[What readers say under articles](#comments).";
    ANALYTICS: ["analytics"], Shape::Either(&[Shape::Off, Shape::Keys(&OF_ANALYTICS)]), "", "{goatcounter: {code: mycode}}",
        "[Who counts visits](#analytics).";
    OFFLINE: ["offline"], Shape::Either(&[Shape::Switch, choice!(OFFLINE_WORDS)]), "false", "remove",
        "[Whether browsers keep a copy of the latest edition](#offline).";
    ANNOUNCE: ["announce"], Shape::Either(&[Shape::Off, Shape::Keys(&Section::of(OF_ANNOUNCE))]), "", "{indexnow: 4f1c0b9a7d2e}",
        "[Who is told of what was published](#newsprint-announce).";
    PUBLISH: ["publish"], Shape::Keys(&Section::of(OF_PUBLISH)), "", "{branch: gh-pages}",
        "[Where `newsprint publish` puts the site](#newsprint-publish).";
    CHECKS: ["checks"], Shape::ByRule(&Shape::Either(&[choice!(LEVELS), Shape::Off, Shape::Mapping])), "", "{headline-length: off}",
        "[Which rules `newsprint check` has](checks.md#setting-rules).";
    IGNORE: ["ignore"], Shape::List(&Shape::Text), "", "[content/inbox/]",
        "Files below the site's folders that are no part of it: patterns as in `.gitignore`, from the site's folder: `content/inbox/`, `'*.private.md'`. They are passed over without a word. A `README.md` and an empty note in `content/` never need it.";
    CACHE: ["cache"], Shape::Text, ".newsprint", ".cache/newsprint",
        "Where what is known of the site is [kept](#cache), in the site's folder.";
    CNAME: ["cname"], Shape::Text, "", "digest.example.org",
        "[The domain on GitHub Pages](#cname).";
    EXTRA: ["extra"], Shape::Mapping, "", "{motto: \"Read less, know more\"}",
        "[The site's own values](#extra).";
}

keys! {
    /// `related:`.
    pub(super) OF_RELATED:
    RELATED_ARTICLES: ["articles"], Shape::Whole { least: 0, most: 20 }, "4", "",
        "The most related articles that an article shows. `0` shows none, and none are looked for.";
}

keys! {
    /// `editions:`.
    pub(super) OF_EDITIONS:
    LEFT_OUT: ["left_out"], choice!(SAY), "warn", "",
        "Whether there is a [warning](messages.md#edition-left-out) for articles of an edition's period that no edition speaks of. The server's page `/__newsprint/` lists them in either case.";
}

keys! {
    /// `permalinks:`.
    pub(super) OF_PERMALINKS:
    AT_ARTICLE: ["article"], Shape::Text, "\"/{year}/{month}/{slug}/\"", "",
        "The pattern of the addresses of articles, with `{year}`, `{month}`, `{day}`, `{type}` and `{slug}`.";
    AT_EDITION: ["edition"], Shape::Text, "\"/editions/{slug}/\"", "",
        "The pattern of the addresses of editions, with `{year}`, `{month}`, `{day}` and `{slug}`.";
    AT_TOPIC: ["topic"], Shape::Text, "\"/topics/{slug}/\"", "",
        "The pattern of the addresses of topics, with `{slug}`.";
    AT_STORY: ["story"], Shape::Text, "\"/stories/{slug}/\"", "",
        "The pattern of the addresses of stories, with `{slug}`.";
    AT_TAG: ["tag"], Shape::Text, "\"/tags/{slug}/\"", "",
        "The pattern of the addresses of tags, with `{slug}`.";
    AT_SOURCE: ["source"], Shape::Text, "\"/sources/{slug}/\"", "",
        "The pattern of the addresses of outlets, with `{slug}`.";
    AT_AUTHOR: ["author"], Shape::Text, "\"/authors/{slug}/\"", "",
        "The pattern of the addresses of authors, with `{slug}`.";
    AT_PAGE: ["page"], Shape::Text, "\"/{slug}/\"", "",
        "The pattern of the addresses of standalone pages, with `{slug}`.";
    AT_NEWS: ["news"], Shape::Text, "", "\"/news/{slug}/\"",
        "The pattern of the addresses of articles of `type: news`, where they are not those of `article`.";
    AT_OPINION: ["opinion"], Shape::Text, "", "\"/opinion/{slug}/\"",
        "The pattern of the addresses of articles of `type: opinion`, where they are not those of `article`.";
    AT_ANALYSIS: ["analysis"], Shape::Text, "", "\"/analysis/{slug}/\"",
        "The pattern of the addresses of articles of `type: analysis`, where they are not those of `article`.";
    AT_EXPLAINER: ["explainer"], Shape::Text, "", "\"/explainer/{slug}/\"",
        "The pattern of the addresses of articles of `type: explainer`, where they are not those of `article`.";
    AT_OBITUARY: ["obituary"], Shape::Text, "", "\"/obituary/{slug}/\"",
        "The pattern of the addresses of articles of `type: obituary`, where they are not those of `article`.";
    AT_LIVE: ["live"], Shape::Text, "", "\"/live/{slug}/\"",
        "The pattern of the addresses of articles of `type: live`, where they are not those of `article`.";
    AT_SPONSORED: ["sponsored"], Shape::Text, "", "\"/sponsored/{slug}/\"",
        "The pattern of the addresses of articles of `type: sponsored`, where they are not those of `article`.";
}

keys! {
    /// `markdown:`.
    pub(super) OF_MARKDOWN:
    HTML: ["html"], choice!(POLICIES_OF_HTML), "safe", "",
        "What becomes of HTML in texts.";
    LINK_SCHEMES: ["link_schemes"], Shape::List(&Shape::Text), "[http, https, mailto, tel, sms, irc, ircs, xmpp, ftp, ftps, news, nntp, geo, webcal]", "",
        "Schemes that links in texts may have. The list replaces the default.";
    ATTACHMENTS: ["attachments"], Shape::List(&Shape::Text), "", "[html, ipynb]",
        "Endings of further files that texts may [publish](#attachments).";
}

keys! {
    /// `live:`.
    pub(super) OF_LIVE:
    ORDER: ["order"], choice!(ORDERS), "newest", "",
        "Which update of a [live article](writing.md#live-articles) comes first.";
    OVER_AFTER: ["over_after"], Shape::Either(&[Shape::Whole { least: 1, most: 8784 }, Shape::Off]), "24", "",
        "How long after its last update a live article is over, if it does not say itself when it was.";
}

/// The pattern of the addresses of a type of article.
pub(super) fn of_type(name: &str) -> Option<&'static Key> {
    OF_PERMALINKS.iter().find(|key| key.names[0] == name)
}
