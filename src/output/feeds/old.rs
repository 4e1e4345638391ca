//! Addresses at which feeds stood before: they answer with the feed itself, since readers' programs do not follow pages that
//! lead on. What a feed says of its own address is the new one.
//!
//! `feeds.paths` names such addresses. Where a list has an old address (an alias in a registry, `aliases:` of a topic, a
//! story or the home page), the feeds below it are old addresses, too.

use std::collections::BTreeSet;

use crate::config::{FeedFormat, FeedOf, OldFeed, PATH};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::hash::FastMap;
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::Collect;
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::list::{List, feed_url, kind};
use crate::output::origin::Origin;
use crate::paths::OutPath;
use crate::site::{Site, TermId, TermKind};
use crate::source::Changed;

/// The addresses of `feeds.paths`.
pub struct MovedFeeds;
/// The feeds of lists that have old addresses, below these.
pub struct AliasFeeds;

/// Where an entry of `feeds.paths` leads.
enum Target {
    /// To a feed.
    Feed(List, FeedFormat),
    /// To the feed of a list in a format that is not made.
    OtherFormat(List, FeedFormat),
    /// To a list that is known and has no feed now.
    NoFeed,
    /// To nothing that is known.
    Nothing,
}

/// Every list that may have a feed, whether it has one or not.
fn every_list(site: &Site) -> impl Iterator<Item = List> {
    let terms = FeedOf::ALL.into_iter().filter_map(kind).flat_map(|kind| {
        // A tag that is named like a topic has the topic's address, and no feed.
        let own = site.terms(kind).iter().filter(|(_, term)| term.is_topic.is_none());
        own.map(move |(id, _)| List::Term(kind, id))
    });
    [List::Home, List::Editions, List::Corrections].into_iter().chain(terms)
}

/// What an address leads to: a list's own address stands for its feed in the first format.
fn target(site: &Site, to: &str) -> Target {
    let Some((list, format)) = every_list(site).find_map(|list| Some((list, below(&list.url(site), to)?)))
    else {
        return Target::Nothing;
    };
    let formats = &site.config.feeds.formats;
    match format.or_else(|| formats.first().copied()) {
        Some(format) if list.has_feed(site) && formats.contains(&format) => Target::Feed(list, format),
        Some(format) if list.has_feed(site) => Target::OtherFormat(list, format),
        _ => Target::NoFeed,
    }
}

/// Whether an address is that of the list at `url`, or of its feed in some format. Makes no texts: it is asked of every list
/// for every old address.
fn below(url: &str, address: &str) -> Option<Option<FeedFormat>> {
    let stem = url.strip_suffix(".html").unwrap_or(url).trim_end_matches('/');
    if address == url {
        return Some(None);
    }
    match address.strip_prefix(stem)? {
        "" | "/" => Some(None),
        rest => {
            let file = rest.strip_prefix('/')?;
            FeedFormat::ALL.into_iter().find(|format| format.file() == file).map(Some)
        }
    }
}

impl OldFeed {
    /// Whether it leads to something in the site's own language: of all languages, that with the longest home address above it.
    fn is_of(&self, site: &Site) -> bool {
        let to = format!("{}/", self.to);
        let above = site.languages.iter().filter(|language| to.starts_with(&language.home));
        let language = above.max_by_key(|language| language.home.len());
        language.is_some_and(|language| language.code == site.config.language)
    }

    /// The feed with which it answers.
    fn feed(&self, site: &Site) -> Option<(List, FeedFormat)> {
        match target(site, &self.to) {
            Target::Feed(list, format) => Some((list, format)),
            _ => None,
        }
    }

    /// What is to be said of it when it leads to no feed. What is known and has no feed at the moment (its last article has
    /// expired, say) stops no build.
    fn problem(&self, site: &Site) -> Option<Diagnostic> {
        const CODE: Code = Code::OldFeed;
        let Self { from, to, span } = self;
        let problem = match target(site, to) {
            Target::Feed(..) => return None,
            Target::OtherFormat(list, format) => {
                let message =
                    format!("`{from}` leads to `{to}`, and feeds are not made as {}", format.name());
                let own = feed_url(site, &list.url(site)).unwrap_or_default();
                let hint = format!("add `{}` to `feeds.formats`, or lead it to `{own}`", format.as_str());
                Diagnostic::error(CODE, message).hint(hint)
            }
            Target::NoFeed => {
                let message = format!("`{from}` leads to `{to}`, which has no feed at the moment");
                Diagnostic::warning(CODE, message)
                    .hint("readers get nothing there: lead it to another feed, or see `feeds.of` and `tags.index_from`")
            }
            Target::Nothing if is_held_back(site, to) => {
                let message = format!("`{from}` leads to `{to}`, which is held back");
                Diagnostic::warning(CODE, message).hint("readers get nothing there until it is shown")
            }
            Target::Nothing => {
                let lists: Vec<_> = every_list(site).filter(|list| list.has_feed(site)).collect();
                let mut addresses: Vec<String> =
                    lists.iter().map(|list| list.url(site).into_owned()).collect();
                let feeds = lists.iter().filter_map(|list| feed_url(site, &list.url(site)));
                addresses.extend(feeds);
                let hint = match did_you_mean(to, addresses.iter().map(String::as_str)) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => "write the address of a feed, or of the page whose feed it is".to_owned(),
                };
                Diagnostic::error(CODE, format!("`{from}` leads to `{to}`, and there is no such feed"))
                    .hint(hint)
            }
        };
        Some(problem.in_file(PATH).at(*span))
    }
}

/// Whether an address is that of a topic or a story whose file is held back, or of its feed.
fn is_held_back(site: &Site, to: &str) -> bool {
    let links = &site.config.permalinks;
    site.held.iter().any(|held| {
        let pattern = match () {
            () if held.path.starts_with("content/topics/") => &links.topic,
            () if held.path.starts_with("content/stories/") => &links.story,
            () => return false,
        };
        below(&pattern.expand_slug(&held.slug), to).is_some()
    })
}

impl Output for MovedFeeds {
    fn name(&self) -> &'static str {
        "moved-feed"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        for (index, old) in (0..).zip(&site.config.feeds.paths) {
            if !old.is_of(site) {
                continue;
            }
            if old.feed(site).is_some() {
                plan.add(&old.from, Subject { index, page: 0 });
            } else if !site.links.is_incomplete() {
                // While a document has errors, the list that it makes is not there.
                plan.diagnostics.extend(old.problem(site));
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        if let Some((list, _)) = moved(context.site(), subject).feed(context.site()) {
            list.ingredients(context, add);
        }
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        match moved(context.site(), subject).feed(context.site()) {
            Some((list, format)) => super::write(context, list, format),
            // Nothing is planned for what leads to no feed.
            None => Ok(Made::Bytes(Vec::new())),
        }
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::MovedFeed(moved(site, subject).from.clone())
    }

    fn span(&self, site: &Site, subject: Subject) -> Option<Span> {
        Some(moved(site, subject).span)
    }
}

fn moved(site: &Site, subject: Subject) -> &OldFeed {
    &site.config.feeds.paths[subject.index as usize]
}

impl Output for AliasFeeds {
    fn name(&self) -> &'static str {
        "alias-feed"
    }

    /// Two that name one alias were said to clash for the page that leads on from it.
    fn is_said_to_clash(&self) -> bool {
        true
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        if site.redirects.is_empty() {
            return;
        }
        let lists = every_list(site).filter(|list| list.has_feed(site));
        let lists: FastMap<_, _> = lists.map(|list| (list.url(site), list)).collect();
        let file = |url: &str| OutPath::of_url(url).ok();
        let written: BTreeSet<OutPath> =
            site.config.feeds.paths.iter().filter_map(|old| file(&old.from)).collect();
        for redirect in site.redirects.iter() {
            let Some(list) = lists.get(redirect.to.as_str()) else { continue };
            for format in &site.config.feeds.formats {
                let url = format.url(&redirect.from);
                // What somebody put there on purpose goes before.
                let is_taken = file(&url)
                    .is_none_or(|path| written.contains(&path) || plan.assets.contains_key(path.as_str()));
                if !is_taken {
                    plan.add(&url, code(*list, *format));
                }
            }
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        decode(subject).0.ingredients(context, add);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let (list, format) = decode(subject);
        super::write(context, list, format)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::AliasFeed(Box::new(decode(subject).0.origin(site)))
    }
}

const KINDS: [TermKind; 4] = [TermKind::Topic, TermKind::Tag, TermKind::Story, TermKind::Author];

/// A list and a format as numbers.
fn code(list: List, format: FeedFormat) -> Subject {
    let (of, index) = match list {
        List::Home => (0, 0),
        List::Editions => (1, 0),
        List::Corrections => (2, 0),
        List::Term(kind, id) => (3 + KINDS.iter().position(|k| *k == kind).unwrap_or(0) as u32, id.0),
    };
    let formats = FeedFormat::ALL.len() as u32;
    let format = FeedFormat::ALL.iter().position(|f| *f == format).unwrap_or(0) as u32;
    Subject { index, page: of * formats + format }
}

fn decode(subject: Subject) -> (List, FeedFormat) {
    let formats = FeedFormat::ALL.len() as u32;
    let format = FeedFormat::ALL[(subject.page % formats) as usize];
    let list = match subject.page / formats {
        0 => List::Home,
        1 => List::Editions,
        2 => List::Corrections,
        of => List::Term(KINDS[of as usize - 3], TermId(subject.index)),
    };
    (list, format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_a_list_and_of_its_feeds() {
        for (url, address, expected) in [
            ("/topics/x/", "/topics/x/", Some(None)),
            ("/topics/x/", "/topics/x", Some(None)),
            ("/topics/x/", "/topics/x/feed.xml", Some(Some(FeedFormat::Rss))),
            ("/topics/x/", "/topics/x/atom.xml", Some(Some(FeedFormat::Atom))),
            ("/topics/x.html", "/topics/x.html", Some(None)),
            ("/topics/x.html", "/topics/x/feed.json", Some(Some(FeedFormat::Json))),
            ("/", "/", Some(None)),
            ("/", "/feed.xml", Some(Some(FeedFormat::Rss))),
            ("/uk/", "/uk/feed.xml", Some(Some(FeedFormat::Rss))),
            ("/", "/topics/x/", None),
            ("/topics/x/", "/topics/xy/", None),
            ("/topics/x/", "/topics/x/other.xml", None),
        ] {
            assert_eq!(below(url, address), expected, "{url} {address}");
        }
    }

    #[test]
    fn lists_and_formats_are_told_by_numbers() {
        for list in [
            List::Home,
            List::Editions,
            List::Corrections,
            List::Term(TermKind::Topic, TermId(3)),
            List::Term(TermKind::Author, TermId(0)),
        ] {
            for format in FeedFormat::ALL {
                assert_eq!(decode(code(list, format)), (list, format));
            }
        }
    }
}
