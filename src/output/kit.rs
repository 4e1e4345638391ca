//! What makers work with: the site, its texts, and the values that many pages share.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::Value;

use super::Job;
use super::crops;
use super::feeds::text::{self, Passable};
use super::home::{self, Front};
use super::kept::ByArticle;
use super::view::cards;
use super::view::site::{navigation, site_view};
use crate::content::markdown::{self, Cards, HtmlPolicy, Labels, Live, Options, Rendered};
use crate::content::{Document, Kind};
use crate::hash::Digest;
use crate::i18n::{I18n, Texts};
use crate::render::{Ask, Kept, Renderer, Scene};
use crate::site::links::{From, Resolver};
use crate::site::queries::{self, Question};
use crate::site::related::Related;
use crate::site::{ArticleId, Copy, Site};
use crate::source::{Changed, File, Reader};
use crate::theme::Asset;

/// Everything that a maker may reach: the epoch, the site, and its texts.
///
/// It knows one language of the site, and holds those of the others.
pub struct Kit {
    /// The templates.
    pub renderer: Arc<Renderer>,
    shared: Arc<Shared>,
    site_value: Value,
    /// What the languages of the site are called, each by itself.
    language_names: Arc<[String]>,
    scenes: BTreeMap<String, Arc<Scene>>,
    front: OnceLock<Front>,
    feed_bodies: ByArticle<Arc<str>>,
    /// Those of the other languages, in their order; only the one of the site's own has them.
    others: Vec<Self>,
    crops: crops::Kept,
}

/// How many cards are kept: enough for the lists that are made at the same time, at any size of site.
const CARDS: usize = 1 << 14;

/// How many articles' texts for feeds are kept: the newest stand in the feeds of the site, of their topics and of all
/// their tags. About 25 MB.
const FEED_BODIES: usize = 1 << 12;

/// The part of it that template functions reach too.
pub struct Shared {
    /// The site.
    pub site: Site,
    /// Reads its files again.
    pub reader: Reader,
    /// All assets by path below `static/`.
    pub assets: Arc<BTreeMap<String, Asset>>,
    /// `data/`.
    pub data: Arc<BTreeMap<String, Value>>,
    /// Related articles, found when they are asked for.
    pub related: Arc<Related>,
    /// Paths of assets and addresses of copies, by their numbers.
    asset_names: OnceLock<Vec<String>>,
    copy_names: OnceLock<Vec<String>>,
    cards: ByArticle<Value>,
    answers: Mutex<BTreeMap<Question, (Value, Digest)>>,
    digests: Mutex<BTreeMap<Question, Digest>>,
}

impl Kit {
    /// Gets everything ready that does not depend on a single page. The sites are those of all languages, each with its
    /// related articles.
    pub fn new(
        sites: Vec<(Site, Arc<Related>)>,
        reader: &Reader,
        assets: BTreeMap<String, Asset>,
        data: BTreeMap<String, Value>,
        i18n: &I18n,
        renderer: &Arc<Renderer>,
    ) -> Option<Self> {
        let (assets, data) = (Arc::new(assets), Arc::new(data));
        let mut kits = sites.into_iter().map(|(site, related)| {
            let (assets, data) = (Arc::clone(&assets), Arc::clone(&data));
            Self::of_site(site, reader.clone(), assets, data, i18n, Arc::clone(renderer), related)
        });
        let own = kits.next()?;
        Some(Self { others: kits.collect(), ..own })
    }

    fn of_site(
        site: Site,
        reader: Reader,
        assets: Arc<BTreeMap<String, Asset>>,
        data: Arc<BTreeMap<String, Value>>,
        i18n: &I18n,
        renderer: Arc<Renderer>,
        related: Arc<Related>,
    ) -> Self {
        let names: Arc<[String]> =
            site.languages.iter().map(|language| i18n.texts(&language.code).plain("language.name")).collect();
        let site_view = site_view(&site, &names);
        let site_value = Value::from_serializable(&site_view);
        let navigation = Arc::new(navigation(&site_view));
        let texts = languages(&site).into_iter().map(|language| {
            let texts = Arc::new(i18n.texts(language));
            (language.to_owned(), texts)
        });
        let texts = texts.collect();
        let shared = Shared::new(site, reader, assets, data, related);
        Self::from_shared(shared, renderer, (site_value, names), navigation, &texts)
    }

    /// The same for sites that differ from those of this one by nothing but bodies.
    #[must_use]
    pub fn with_bodies_of(&self, sites: Vec<Site>) -> Option<Self> {
        let mut kits = self.languages().zip(sites).map(|(kit, site)| kit.with_bodies_in(site));
        let own = kits.next()?;
        Some(Self { others: kits.collect(), ..own })
    }

    fn with_bodies_in(&self, site: Site) -> Self {
        let Shared { reader, assets, data, related, .. } = &*self.shared;
        let (assets, data, related) = (Arc::clone(assets), Arc::clone(data), Arc::clone(related));
        let shared = Shared::new(site, reader.clone(), assets, data, related);
        let texts = self.scenes.iter().map(|(language, scene)| (language.clone(), Arc::clone(&scene.texts)));
        let navigation = self.scenes.values().next().map(|scene| Arc::clone(&scene.navigation));
        let renderer = Arc::clone(&self.renderer);
        let said = (self.site_value.clone(), Arc::clone(&self.language_names));
        Self::from_shared(shared, renderer, said, navigation.unwrap_or_default(), &texts.collect())
    }

    fn from_shared(
        shared: Shared,
        renderer: Arc<Renderer>,
        (site_value, language_names): (Value, Arc<[String]>),
        navigation: Arc<BTreeSet<String>>,
        texts: &BTreeMap<String, Arc<Texts>>,
    ) -> Self {
        let feed_bodies = ByArticle::new(shared.site.articles.len(), FEED_BODIES);
        let shared = Arc::new(shared);
        let kept = Arc::new(Kept::default());
        let scenes = texts.iter().map(|(language, texts)| {
            let scene = Scene {
                ask: Arc::clone(&shared) as Arc<dyn Ask>,
                texts: Arc::clone(texts),
                language: language.clone(),
                site: site_value.clone(),
                navigation: Arc::clone(&navigation),
                renderer: Arc::clone(&renderer),
                kept: Arc::clone(&kept),
            };
            (language.clone(), Arc::new(scene))
        });
        let scenes = scenes.collect();
        let (front, crops, others) = (OnceLock::new(), crops::Kept::default(), Vec::new());
        Self { renderer, shared, site_value, language_names, scenes, front, feed_bodies, crops, others }
    }

    /// The one of a job's language.
    pub fn of(&self, job: &Job) -> &Self {
        match job.language {
            0 => self,
            number => &self.others[usize::from(number) - 1],
        }
    }

    /// Those of all languages, the site's own first.
    pub fn languages(&self) -> impl Iterator<Item = &Self> + Clone {
        std::iter::once(self).chain(&self.others)
    }

    /// The sites of all languages, the own first.
    pub fn sites(&self) -> impl Iterator<Item = &Site> + Clone {
        self.languages().map(Self::site)
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.shared.site
    }

    /// Reads its files again.
    pub fn reader(&self) -> &Reader {
        &self.shared.reader
    }

    /// All assets by path below `static/`.
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.shared.assets
    }

    /// An asset and its path by its number, in the order of the paths.
    pub fn asset(&self, number: u32) -> Option<(&str, &Asset)> {
        let assets = &self.shared.assets;
        let names = self.shared.asset_names.get_or_init(|| assets.keys().cloned().collect());
        let (path, asset) = assets.get_key_value(names.get(number as usize)?)?;
        Some((path, asset))
    }

    /// A file of `content/` that is copied, by its number, in the order of the addresses.
    pub fn copy(&self, number: u32) -> Option<&Copy> {
        let copies = &self.site().copies;
        let names = self.shared.copy_names.get_or_init(|| copies.keys().cloned().collect());
        copies.get(names.get(number as usize)?)
    }

    /// The crops that were made last.
    pub(super) fn crops(&self) -> &crops::Kept {
        &self.crops
    }

    /// The card of an article.
    pub fn card(&self, id: ArticleId) -> Value {
        self.shared.card(id)
    }

    /// The cards of articles.
    pub fn cards(&self, ids: &[ArticleId]) -> Vec<Value> {
        ids.iter().map(|id| self.card(*id)).collect()
    }

    /// The articles that are related to one, the most first.
    pub fn related(&self, id: ArticleId) -> &[ArticleId] {
        self.shared.related.of(self.site(), id)
    }

    /// Why articles are related, and what is found out of them at once.
    pub fn relations(&self) -> &Related {
        &self.shared.related
    }

    /// Which article stands where on the front page, laid out once for all its pages.
    pub fn front(&self) -> &Front {
        self.front.get_or_init(|| home::front(self.site()))
    }

    /// Hash of the answer to a question that a template asked.
    pub fn answer_digest(&self, question: &Question) -> Digest {
        self.shared.answer_digest(question)
    }

    /// `site` in every view.
    pub fn site_value(&self) -> Value {
        self.site_value.clone()
    }

    /// What the languages of the site are called, each by itself, in the order of [`Site::languages`].
    pub fn language_names(&self) -> &[String] {
        &self.language_names
    }

    /// The scene for a page in a language that the site uses.
    pub fn scene(&self, language: &str) -> &Arc<Scene> {
        let own = self.scenes.get(language).or_else(|| self.scenes.get(&self.site().config.language));
        own.unwrap_or_else(|| unreachable!("the site's own language has a scene"))
    }

    /// The interface texts of a language that the site uses.
    pub fn texts(&self, language: &str) -> &Texts {
        &self.scene(language).texts
    }

    /// The title of a page of a list, the first being 0: only the first goes without its number.
    pub fn numbered(&self, title: &str, language: &str, page: usize) -> String {
        if page == 0 {
            return title.to_owned();
        }
        let numbered = self.texts(language).get("title.numbered", None, &|place| match place {
            "title" => Some(title.to_owned()),
            "page" => Some((page + 1).to_string()),
            _ => None,
        });
        numbered.unwrap_or_else(|| title.to_owned())
    }

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
        let time = |date, other_day| super::live::time(texts, date, other_day);
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

impl Shared {
    fn new(
        site: Site,
        reader: Reader,
        assets: Arc<BTreeMap<String, Asset>>,
        data: Arc<BTreeMap<String, Value>>,
        related: Arc<Related>,
    ) -> Self {
        let cards = ByArticle::new(site.articles.len(), CARDS);
        Self {
            site,
            reader,
            assets,
            data,
            related,
            asset_names: OnceLock::new(),
            copy_names: OnceLock::new(),
            cards,
            answers: Mutex::default(),
            digests: Mutex::default(),
        }
    }

    /// Hash of the answer to a question, without the answer.
    fn answer_digest(&self, question: &Question) -> Digest {
        let lock = || self.digests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(digest) = lock().get(question) {
            return *digest;
        }
        let digest = question.digest(&self.site);
        lock().insert(question.clone(), digest);
        digest
    }

    fn card(&self, id: ArticleId) -> Value {
        let made = || Ok(Value::from_serializable(&cards::card(&self.site, self.site.article(id))));
        self.cards.get(id, made).unwrap_or_else(|never: Infallible| match never {})
    }
}

impl Ask for Shared {
    fn answer(&self, question: &Question) -> (Value, Digest) {
        let lock = || self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = lock().get(question) {
            return answer.clone();
        }
        let site = &self.site;
        let value = match question {
            Question::Articles { .. } => {
                let cards: Vec<Value> = question.articles(site).into_iter().map(|id| self.card(id)).collect();
                Value::from(cards)
            }
            Question::Term(kind, name) => match queries::find(site, *kind, name) {
                Some((id, _)) => Value::from_serializable(&super::term::view(site, *kind, id)),
                None => Value::none(),
            },
            Question::Terms(kind, limit) => {
                let terms = queries::terms(site, *kind, *limit);
                let views = terms.into_iter().map(|(id, _)| super::term::view(site, *kind, id));
                Value::from_serializable(&views.collect::<Vec<_>>())
            }
            Question::Edition(name) => match queries::edition(site, name) {
                Some(edition) => Value::from_serializable(&super::edition::view(site, edition)),
                None => Value::none(),
            },
            Question::Editions(limit) => {
                let editions = queries::editions(site, *limit).iter();
                let views: Vec<_> = editions.map(|edition| super::edition::view(site, edition)).collect();
                Value::from_serializable(&views)
            }
        };
        let answer = (value, self.answer_digest(question));
        lock().insert(question.clone(), answer.clone());
        answer
    }

    fn asset(&self, path: &str) -> Option<String> {
        Some(self.site.config.base_url.page(&self.assets.get(path)?.url))
    }

    fn data(&self, name: &str) -> Option<Value> {
        self.data.get(name).cloned()
    }

    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.site.config.base_url.origin)
    }
}

/// The languages that a site uses, its own among them.
fn languages(site: &Site) -> BTreeSet<&str> {
    let own = site.config.language.as_str();
    let withdrawn = site.withdrawn.iter().map(|withdrawn| &withdrawn.document);
    let documents = site.all_pages().map(|page| &page.document).chain(withdrawn);
    let pages = documents.filter_map(|document| document.own_language());
    site.articles.iter().map(|article| article.language(own)).chain(pages).chain([own]).collect()
}
