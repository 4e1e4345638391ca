//! Texts of documents as HTML: for their own pages, for feeds and for e-mails.

use std::cell::RefCell;

use super::Context;
use crate::content::markdown::{
    self, Cards, HtmlPolicy, Labels, Live, Options, Rendered, Resolve, ResolvedImage, ResolvedLink,
    Responsive,
};
use crate::content::{Date, Document, Kind};
use crate::i18n::Texts;
use crate::output::view::images;
use crate::render::format_date;
use crate::site::Rights;
use crate::site::links::{From, Resolver};
use crate::source::{Changed, File};

/// How many articles' texts for feeds are kept: the newest stand in the feeds of the site, of their topics and of all
/// their tags. About 25 MB.
pub(super) const FEED_BODIES: usize = 1 << 12;

impl Context {
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
        self.reads().note("body", &document.path);
        let mut bytes = Vec::new();
        self.reader().read(file, &mut bytes)?;
        let language = document.language(&site.config.language);
        let texts = self.texts(language);
        let labels: [String; 10] = [
            "markdown.anchor", "markdown.footnotes", "markdown.footnote_back", "player.video",
            "player.audio", "alert.note", "alert.tip", "alert.important", "alert.warning", "alert.caution",
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
        let time = |date, other_day| time(texts, date, other_day);
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
        let from = From::new(&document.path, url);
        let resolver = Resolver { links: &site.links, from, base: &site.config.base_url, absolute };
        let at = match absolute {
            true => Place::Away(&site.rights, texts),
            false => Place::Page(self, RefCell::default()),
        };
        let shown = Shown { resolver, at };
        let rendered = markdown::render(document.body(&bytes), &options, &shown);
        match shown.at {
            Place::Page(_, changed) => changed.take().map_or(Ok(rendered), Err),
            Place::Away(..) => Ok(rendered),
        }
    }
}

/// The time of a live article's update, with the day when it is another than the article's.
fn time(texts: &Texts, date: Date, other_day: bool) -> String {
    let moment = date.to_rfc3339();
    let format = |name| format_date(&moment, name, texts).unwrap_or_default();
    if !other_day {
        return format("time");
    }
    let with_day = texts.get("article.date_time", None, &|place| match place {
        "date" => Some(format("long")),
        "time" => Some(format("time")),
        _ => None,
    });
    with_day.unwrap_or_default()
}

/// Answers as the resolver does, but for pictures.
struct Shown<'a> {
    /// Where links and pictures lead.
    resolver: Resolver<'a>,
    at: Place<'a>,
}

/// Where a body is shown.
enum Place<'a> {
    /// On its page, which knows in which widths and formats there are pictures. One of them may not be what it was.
    Page(&'a Context, RefCell<Option<Changed>>),
    /// Elsewhere: pictures stay out whose owner does not let them be passed on; the texts are those of the article's language.
    Away(&'a Rights, &'a Texts),
}

impl Resolve for Shown<'_> {
    fn link(&self, href: &str) -> ResolvedLink {
        self.resolver.link(href)
    }

    fn allows(&self, href: &str) -> bool {
        self.resolver.allows(href)
    }

    fn is_card(&self, href: &str) -> bool {
        self.resolver.is_card(href)
    }

    fn card_anchor(&self, href: &str) -> Option<String> {
        self.resolver.card_anchor(href)
    }

    fn image(&self, src: &str) -> ResolvedImage {
        let resolved = self.resolver.image(src);
        let Place::Page(context, changed) = &self.at else { return resolved };
        let Ok(found) = self.resolver.links.picture(self.resolver.from, src) else { return resolved };
        let Some(file) = found.file.as_deref() else { return resolved };
        let Some((formats, srcset)) = images::whole(context.site(), &found, &resolved.url) else {
            return resolved;
        };
        let tone = context.tone(file).unwrap_or_else(|now| {
            changed.replace(Some(now));
            None
        });
        let formats = formats.into_iter().map(|format| (format.r#type, format.srcset)).collect();
        let tone = tone.map(|tone| tone.to_string());
        let responsive = Responsive { formats, srcset, tone };
        ResolvedImage { responsive: Some(Box::new(responsive)), ..resolved }
    }

    fn placeholder(&self, alt: &str, credit: &str) -> Option<String> {
        let Place::Away(rights, texts) = self.at else { return None };
        rights.withhold(credit).then(|| instead_of_picture(texts, alt, credit))
    }
}

/// "[Picture: a ship. By Jo Doe; see it on the page]".
pub(in crate::output) fn instead_of_picture(texts: &Texts, alt: &str, credit: &str) -> String {
    let key = if alt.is_empty() { "picture.withheld_bare" } else { "picture.withheld_text" };
    let text = texts.get(key, None, &|place| match place {
        "alt" => Some(alt.trim_end_matches('.').to_owned()),
        "credit" => Some(credit.to_owned()),
        _ => None,
    });
    text.unwrap_or_else(|| credit.to_owned())
}
