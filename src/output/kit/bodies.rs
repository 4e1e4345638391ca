//! Texts of documents as HTML: for their own pages, for feeds and for e-mails.

use std::sync::Arc;

use super::Kit;
use crate::content::markdown::{self, Cards, HtmlPolicy, Labels, Live, Options, Rendered};
use crate::content::{Document, Kind};
use crate::output::feeds::text::{self, Passable};
use crate::site::ArticleId;
use crate::site::links::{From, Resolver};
use crate::source::{Changed, File};

/// How many articles' texts for feeds are kept: the newest stand in the feeds of the site, of their topics and of all
/// their tags. About 25 MB.
pub(super) const FEED_BODIES: usize = 1 << 12;

impl Kit {
    /// The HTML of an article's body for feeds, with absolute addresses.
    ///
    /// # Errors
    /// When its file is not what it was.
    pub fn feed_body(&self, id: ArticleId) -> Result<Arc<str>, Changed> {
        let article = self.site().article(id);
        self.feed_bodies.get(id, || {
            let body = self.body(&article.document, &article.file, &article.url, true)?;
            Ok(text::item(self, article, &body).into())
        })
    }

    /// The HTML of a document's body: for its own page, or (`absolute`) for a feed.
    ///
    /// # Errors
    /// When its file is not what it was.
    pub fn body(
        &self,
        document: &Document,
        file: &File,
        url: &str,
        absolute: bool,
    ) -> Result<Rendered, Changed> {
        self.body_with(document, file, url, absolute, self.site().config.html)
    }

    /// The same with raw HTML as `html` has it.
    ///
    /// # Errors
    /// When its file is not what it was.
    pub fn body_with(
        &self,
        document: &Document,
        file: &File,
        url: &str,
        absolute: bool,
        html: HtmlPolicy,
    ) -> Result<Rendered, Changed> {
        let site = self.site();
        let mut bytes = Vec::new();
        self.reader().read(file, &mut bytes)?;
        let language = document.language(&site.config.language);
        let texts = self.texts(language);
        let labels: [String; 10] = [
            "markdown.anchor",
            "markdown.footnotes",
            "markdown.footnote_back",
            "player.video",
            "player.audio",
            "alert.note",
            "alert.tip",
            "alert.important",
            "alert.warning",
            "alert.caution",
        ]
        .map(|key| texts.plain(key));
        let [
            anchor,
            footnotes,
            footnote_back,
            play_video,
            play_audio,
            note,
            tip,
            important,
            warning,
            caution,
        ] = &labels;
        let time = |date, other_day| crate::output::live::time(texts, date, other_day);
        let live = document.front.live_from().map(|date| Live {
            date,
            zone: site.config.timezone,
            newest_first: site.config.live_newest_first,
            time: &time,
        });
        let base = if absolute { site.config.base_url.absolute(url) } else { String::new() };
        let options = Options {
            language,
            html,
            trusted_on_pages: site.config.html == HtmlPolicy::Trusted,
            raw_html: document.facts.raw_html,
            cards: match document.kind {
                Kind::Edition => Cards::Apart,
                kind if kind.has_cards() => Cards::Omit,
                _ => Cards::Keep,
            },
            live,
            players: &site.config.players,
            plays: !absolute,
            fragment_base: &base,
            anchors: !absolute,
            labels: Labels {
                anchor,
                footnotes,
                footnote_back,
                play_video,
                play_audio,
                note,
                tip,
                important,
                warning,
                caution,
            },
        };
        let from = From { path: &document.path, url };
        let resolver = Resolver { links: &site.links, from, base: &site.config.base_url, absolute };
        if absolute {
            let passable = Passable { resolver, rights: &site.rights, texts };
            return Ok(markdown::render(document.body(&bytes), &options, &passable));
        }
        Ok(markdown::render(document.body(&bytes), &options, &resolver))
    }
}
