//! A page of the site, as its template sees it.

use tera::Value;

use super::Context;
use crate::i18n::direction;
use crate::output::view::feeds::links;
use crate::output::view::head::Head;
use crate::output::view::site::section;
use crate::output::view::{PageView, translations};

impl Head<'_> {
    /// The page's view, with the head in it.
    pub fn page(&self, context: &Context, kind: &'static str, language: &str) -> PageView {
        let site = context.site();
        let base = &site.config.base_url;
        let feeds =
            self.feed.map(|(_, list)| links(base, &site.config.feeds.formats, list)).unwrap_or_default();
        PageView {
            head: Value::safe_string(&self.html(site, context.texts(language), language)),
            title: if self.title.is_empty() { site.config.title.clone() } else { self.title.to_owned() },
            url: base.page(self.url),
            absolute_url: base.absolute(self.url),
            language: language.to_owned(),
            direction: direction(language),
            translations: translations::views(site, context.language_names(), self.url),
            kind,
            section: section(site, self.within.iter().map(|part| &**part)),
            feed: feeds.first().map(|feed| feed.url.clone()),
            feeds,
            player: self.player,
        }
    }
}
