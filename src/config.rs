//! `newsprint.yaml`: what a site decides for itself.
//!
//! [`Config::read`] reads it; without a file, [`Config::default`] holds.

mod analytics;
mod announce;
mod article_layout;
mod attachments;
mod base_url;
mod checks;
mod colour;
mod comments;
mod csp;
mod email;
mod feeds;
mod fonts;
mod hiding;
mod ignored;
mod keys;
mod languages;
mod offline;
mod pattern;
mod pictures;
mod place;
mod presence;
mod publishing;
mod read;
mod service;
mod social_cards;
mod theme;
mod trust;
mod values;

pub use analytics::{Analytics, Statistics};
pub use announce::{Announce, Encryption, IndexNow, Provider, Smtp};
pub use article_layout::ArticleLayout;
pub use attachments::Attachments;
pub use base_url::BaseUrl;
pub use checks::{Checks, Level, OptionValue, RuleSetting};
use chrono_tz::Tz;
pub use comments::{Comments, GISCUS, Mapping, UTTERANCES};
pub use email::{Email, Mailbox, Subscribe, is_mail_address, is_merge_tag};
pub use feeds::{FeedFormat, FeedOf, Feeds, OldFeed};
pub use fonts::{Font, StackKind};
pub use ignored::Ignored;
pub use keys::KEYS;
pub use languages::Language;
pub use offline::Offline;
pub use pattern::{Pattern, PatternPart};
pub use pictures::{PictureFormat, Pictures};
pub use place::Place;
pub use presence::{Presence, QUERY, Search};
pub use publishing::{Publishing, is_branch};
pub use social_cards::SocialCards;
pub use theme::{Accent, Density, HeaderLogo, LinkGroup, Scheme, Theme};
pub use trust::{CorrectionsPlace, Policy};

use crate::content::front_matter::{ArticleType, Extra};
use crate::content::markdown::{HtmlPolicy, Players};

/// The configuration, complete: every key has its value or its default.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Config {
    /// Name of the site.
    pub title: String,
    /// A line under the name.
    pub tagline: Option<String>,
    /// What the site is, for feeds and search engines.
    pub description: Option<String>,
    /// Where it will stand.
    pub base_url: BaseUrl,
    /// BCP 47.
    pub language: String,
    /// The languages of the site besides its own.
    pub languages: Vec<Language>,
    /// Before the path of every page in this language: nothing for the site's own, `/uk` for another.
    pub prefix: String,
    /// Decides "today", "the month of" and dates without a zone.
    pub timezone: Tz,
    /// An e-mail address, or a URL, in which `{url}` stands for the address of an article.
    pub contact: Option<String>,
    /// Shown in the footer and in feeds.
    pub copyright: Option<String>,
    /// How the newsroom is known elsewhere.
    pub presence: Presence,
    /// Links of the navigation, in order.
    pub menu: Vec<MenuItem>,
    /// Groups of links in the footer; none for those that the theme has by itself.
    pub footer: Vec<LinkGroup>,
    /// How the theme looks.
    pub theme: Theme,
    /// What pages may load and run, as they say it (Content Security Policy Level 3); none is stated without.
    pub policy: Option<String>,
    /// The same for pages with comments.
    pub policy_with_comments: Option<String>,
    /// Who keeps what readers say under articles.
    pub comments: Option<Comments>,
    /// Who counts visits.
    pub analytics: Option<Analytics>,
    /// Whether browsers keep a copy of the latest edition.
    pub offline: Offline,
    /// Articles per page of a list; at least 1.
    pub paginate: usize,
    /// Feeds.
    pub feeds: Feeds,
    /// Related articles.
    pub related: Related,
    /// Addresses.
    pub permalinks: Permalinks,
    /// Whether articles of an edition's period that are in no edition are said.
    pub say_left_out: bool,
    /// What becomes of raw HTML.
    pub html: HtmlPolicy,
    /// `https`, `http`, `mailto` … : schemes that links may have, in lower case.
    pub link_schemes: Vec<String>,
    /// Which files a text may publish.
    pub attachments: Attachments,
    /// Where corrections stand on an article.
    pub corrections: CorrectionsPlace,
    /// What the newsroom publishes of how it works.
    pub policies: Vec<Policy>,
    /// How many articles a tag has at least to be indexed and to have a feed; at least 1.
    pub index_tags_from: usize,
    /// Which addresses are played on the page.
    pub players: Players,
    /// Whether the newest update of a live article comes first.
    pub live_newest_first: bool,
    /// How many seconds after its last update a live article is over; never without.
    pub live_over_after: Option<i64>,
    /// Whether crops are made of leading pictures.
    pub crops: bool,
    /// What else is made of pictures.
    pub pictures: Pictures,
    /// Which pages get a card for networks.
    pub social_cards: SocialCards,
    /// Editions as e-mails.
    pub email: Email,
    /// Where readers ask for them.
    pub subscribe: Option<Subscribe>,
    /// Who is told of what was published.
    pub announce: Announce,
    /// Where `newsprint publish` puts it.
    pub publish: Publishing,
    /// Files that are no part of the site.
    pub ignore: Ignored,
    /// What `newsprint check` looks for.
    pub checks: Checks,
    /// Where what is known of the site is kept, relative to the site's root.
    pub cache: String,
    /// The domain of a `CNAME` file.
    pub cname: Option<String>,
    /// Whatever the site's templates want.
    pub extra: Extra,
}

/// A link that the configuration has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SiteLink {
    /// Its text.
    pub name: String,
    /// `/topics/ukraine/` (gets the base path) or an absolute address.
    pub url: String,
}

/// An entry of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MenuItem {
    /// Where it leads.
    pub link: SiteLink,
    /// Links below it.
    pub items: Vec<SiteLink>,
}

impl Config {
    /// Where the navigation leads, in order, each entry followed by those below it.
    pub fn menu_urls(&self) -> impl Iterator<Item = &String> {
        self.menu.iter().flat_map(|item| std::iter::once(&item.link).chain(&item.items)).map(|link| &link.url)
    }

    /// Which place an address has in the navigation; the last when it has none.
    pub fn place_in_menu(&self, url: &str) -> usize {
        self.menu_urls().position(|other| other == url).unwrap_or(usize::MAX)
    }
}

/// `related:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Related {
    /// How many an article shows; none with 0.
    pub articles: usize,
}

/// Schemes that links may have: those that open a program of the reader's, and that no browser runs as one of the page.
const LINK_SCHEMES: [&str; 14] = [
    "http", "https", "mailto", "tel", "sms", "irc", "ircs", "xmpp", "ftp", "ftps", "news", "nntp", "geo",
    "webcal",
];

/// `permalinks:`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Permalinks {
    /// Articles, unless their type has its own.
    pub article: Pattern,
    /// By type of article.
    pub by_type: Vec<(ArticleType, Pattern)>,
    /// Topics.
    pub topic: Pattern,
    /// Editions.
    pub edition: Pattern,
    /// Running stories.
    pub story: Pattern,
    /// Tags.
    pub tag: Pattern,
    /// Outlets.
    pub source: Pattern,
    /// Authors.
    pub author: Pattern,
    /// Standalone pages.
    pub page: Pattern,
}

/// Where the configuration stands, relative to the site's root.
pub const PATH: &str = "newsprint.yaml";

const HOUR: i64 = 60 * 60;

/// Where what is known of a site is kept, unless the site says another folder.
const CACHE: &str = ".newsprint";

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Untitled digest".to_owned(),
            tagline: None,
            description: None,
            base_url: BaseUrl::default(),
            language: "en".to_owned(),
            languages: Vec::new(),
            prefix: String::new(),
            timezone: Tz::UTC,
            contact: None,
            copyright: None,
            presence: Presence::default(),
            menu: Vec::new(),
            footer: Vec::new(),
            theme: Theme::default(),
            policy: Some(csp::policy(&csp::Sources::new(), [])),
            policy_with_comments: Some(csp::policy(&csp::Sources::new(), [])),
            comments: None,
            analytics: None,
            offline: Offline::Off,
            paginate: 20,
            feeds: Feeds::default(),
            related: Related { articles: 4 },
            permalinks: Permalinks::default(),
            announce: Announce::default(),
            publish: Publishing::default(),
            ignore: Ignored::default(),
            checks: Checks::default(),
            say_left_out: true,
            html: HtmlPolicy::Safe,
            link_schemes: LINK_SCHEMES.map(str::to_owned).to_vec(),
            attachments: Attachments::default(),
            corrections: CorrectionsPlace::End,
            policies: Vec::new(),
            index_tags_from: 1,
            players: Players::default(),
            live_newest_first: true,
            live_over_after: Some(24 * HOUR),
            crops: true,
            pictures: Pictures::default(),
            social_cards: SocialCards::default(),
            email: Email::default(),
            subscribe: None,
            cache: CACHE.to_owned(),
            cname: None,
            extra: Extra::default(),
        }
    }
}

impl Default for Permalinks {
    fn default() -> Self {
        let folder = |name: &str| {
            Pattern(vec![
                PatternPart::Text(format!("/{name}")),
                PatternPart::Slug,
                PatternPart::Text("/".to_owned()),
            ])
        };
        let slash = || PatternPart::Text("/".to_owned());
        Self {
            article: Pattern(vec![
                slash(),
                PatternPart::Year,
                slash(),
                PatternPart::Month,
                slash(),
                PatternPart::Slug,
                slash(),
            ]),
            by_type: Vec::new(),
            topic: folder("topics/"),
            edition: folder("editions/"),
            story: folder("stories/"),
            tag: folder("tags/"),
            source: folder("sources/"),
            author: folder("authors/"),
            page: folder(""),
        }
    }
}
