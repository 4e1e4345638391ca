//! What makers work with: the site, its texts, and the values that many pages share.

pub(super) mod bodies;
pub mod derivatives;
mod drawings;
mod page;
mod reads;
mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use tera::Value;

use self::bodies::FEED_BODIES;
pub use self::derivatives::PictureStore;
pub use self::drawings::Drawn;
pub use self::shared::Shared;
use super::cache::ByArticle;
use super::front::{self, Front};
use super::segments::Segments;
use super::segments::cache::SegmentCache;
use super::shown_pictures;
use super::view::images::Tones;
use super::view::site::{navigation, site_view};
use crate::hash::Digest;
use crate::i18n::{I18n, Texts};
use crate::picture::Wanted;
use crate::render::{Ask, RenderCache, Renderer, Scene};
use crate::site::queries::Question;
use crate::site::related::Related;
use crate::site::{ArticleId, Copy, Site, drawn};
use crate::source::{File, Reader};
use crate::theme::Asset;

/// Everything that a maker may reach: the epoch, the site, and its texts.
///
/// It knows one language of the site, and holds those of the others.
pub struct Context {
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
    shown_pictures: OnceLock<Vec<(Arc<File>, Vec<Wanted>)>>,
    drawings: OnceLock<Vec<Arc<File>>>,
    segments: OnceLock<Segments>,
    /// Shared by all contexts of a site, as long as it advances.
    segment_cache: Arc<SegmentCache>,
    reads: reads::Reads,
}

impl Context {
    /// Gets everything ready that does not depend on a single page. The sites are those of all languages, each with its
    /// related articles.
    pub fn new(
        sites: Vec<(Site, Arc<Related>)>,
        reader: &Reader,
        assets: BTreeMap<String, Asset>,
        data: BTreeMap<String, Value>,
        i18n: &I18n,
        (renderer, pictures): (&Arc<Renderer>, &Arc<dyn PictureStore>),
    ) -> Option<Self> {
        let (assets, data) = (Arc::new(assets), Arc::new(data));
        let mut contexts = sites.into_iter().map(|(site, related)| {
            let (assets, data) = (Arc::clone(&assets), Arc::clone(&data));
            let shared = Shared::new(site, reader.clone(), assets, data, related, pictures);
            Self::of_site(shared, i18n, Arc::clone(renderer))
        });
        let own = contexts.next()?;
        Some(Self { others: contexts.collect(), ..own })
    }

    fn of_site(shared: Shared, i18n: &I18n, renderer: Arc<Renderer>) -> Self {
        let site = &shared.site;
        let names: Arc<[String]> =
            site.languages.iter().map(|language| i18n.texts(&language.code).plain("language.name")).collect();
        let site_view = site_view(site, &names);
        let site_value = Value::from_serializable(&site_view);
        let navigation = Arc::new(navigation(&site_view));
        let texts = languages(site).into_iter().map(|language| {
            let texts = Arc::new(i18n.texts(language));
            (language.to_owned(), texts)
        });
        let texts = texts.collect();
        Self::from_shared(shared, renderer, (site_value, names), navigation, &texts, Arc::default())
    }

    /// The same for sites that came of those of this one; `replaced` are the articles of each that are other versions of
    /// themselves.
    #[must_use]
    pub fn advance(&self, sites: Vec<Site>, replaced: &[Vec<ArticleId>]) -> Option<Self> {
        let contexts = self.languages().zip(sites).zip(replaced);
        let mut contexts = contexts.map(|((context, site), replaced)| context.advance_one(site, replaced));
        let own = contexts.next()?;
        Some(Self { others: contexts.collect(), ..own })
    }

    fn advance_one(&self, site: Site, replaced: &[ArticleId]) -> Self {
        let Shared { reader, assets, data, related, derivatives, .. } = &*self.shared;
        let (assets, data) = (Arc::clone(assets), Arc::clone(data));
        let related = related.advance(&site, replaced).map_or_else(|| Arc::clone(related), Arc::new);
        let site_view = site_view(&site, &self.language_names);
        let (site_value, navigation) =
            (Value::from_serializable(&site_view), Arc::new(navigation(&site_view)));
        let shared = Shared::new(site, reader.clone(), assets, data, related, derivatives.store());
        let texts = self.scenes.iter().map(|(language, scene)| (language.clone(), Arc::clone(&scene.texts)));
        let renderer = Arc::clone(&self.renderer);
        let said = (site_value, Arc::clone(&self.language_names));
        let kept = Arc::clone(&self.segment_cache);
        Self::from_shared(shared, renderer, said, navigation, &texts.collect(), kept)
    }

    fn from_shared(
        shared: Shared,
        renderer: Arc<Renderer>,
        (site_value, language_names): (Value, Arc<[String]>),
        navigation: Arc<BTreeSet<String>>,
        texts: &BTreeMap<String, Arc<Texts>>,
        segment_cache: Arc<SegmentCache>,
    ) -> Self {
        let feed_bodies = ByArticle::new(shared.site.articles.len(), FEED_BODIES);
        let shared = Arc::new(shared);
        let kept = Arc::new(RenderCache::default());
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
        Self {
            renderer,
            shared,
            site_value,
            language_names,
            scenes,
            front: OnceLock::new(),
            feed_bodies,
            shown_pictures: OnceLock::new(),
            drawings: OnceLock::new(),
            segments: OnceLock::new(),
            segment_cache,
            others: Vec::new(),
            reads: reads::Reads::default(),
        }
    }

    /// The one of a language, by its number.
    pub fn in_language(&self, number: u8) -> &Self {
        match number {
            0 => self,
            number => &self.others[usize::from(number) - 1],
        }
    }

    /// Those of all languages, the site's own first.
    pub fn languages(&self) -> impl Iterator<Item = &Self> + Clone {
        std::iter::once(self).chain(&self.others)
    }

    /// That of a language, by its code in whatever case (RFC 5646, section 2.1.1).
    pub fn by_code(&self, code: &str) -> Option<&Self> {
        self.languages().find(|context| context.site().config.language.eq_ignore_ascii_case(code))
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
        self.reads.note("bytes", path);
        Some((path, asset))
    }

    /// A file of `content/` that is copied, by its number, in the order of the addresses.
    pub fn copy(&self, number: u32) -> Option<&Copy> {
        let copies = &self.site().copies;
        let names = self.shared.copy_names.get_or_init(|| copies.keys().cloned().collect());
        copies.get(names.get(number as usize)?)
    }

    /// Knows the colours of pictures.
    pub fn tones(&self) -> &dyn Tones {
        &*self.shared
    }

    /// The pictures that pages show, and what is made of each, in the order of the addresses.
    pub(super) fn shown_pictures(&self) -> &[(Arc<File>, Vec<Wanted>)] {
        self.shown_pictures.get_or_init(|| shown_pictures::list(self.site()))
    }

    /// The files of which drawings are made for networks, in the order of the addresses.
    pub(super) fn drawings(&self) -> &[Arc<File>] {
        self.drawings.get_or_init(|| drawn::all(self.site()).into_values().collect())
    }

    /// One of them, by its number.
    pub(super) fn drawn(&self, number: u32) -> Option<&Arc<File>> {
        self.drawings().get(number as usize)
    }

    /// The segments of the search's index.
    pub(super) fn segments(&self) -> &Segments {
        self.segments.get_or_init(|| Segments::of(self.site()))
    }

    /// Those that were made last.
    pub(super) fn segment_cache(&self) -> &SegmentCache {
        &self.segment_cache
    }

    /// The articles' texts for feeds that were made last.
    pub(super) fn feed_bodies(&self) -> &ByArticle<Arc<str>> {
        &self.feed_bodies
    }

    /// What makers read of it, in tests.
    pub(crate) fn reads(&self) -> &reads::Reads {
        &self.reads
    }

    /// The card of an article.
    pub fn card(&self, id: ArticleId) -> Value {
        self.reads.note("card", &self.site().article(id).document.path);
        self.shared.card(id)
    }

    /// The cards of articles.
    pub fn cards(&self, ids: &[ArticleId]) -> Vec<Value> {
        ids.iter().map(|id| self.card(*id)).collect()
    }

    /// The articles that are related to one, the most first.
    pub fn related(&self, id: ArticleId) -> &[ArticleId] {
        let related = self.shared.related.of(self.site(), id);
        related.iter().for_each(|id| self.reads.note("card", &self.site().article(*id).document.path));
        related
    }

    /// Why articles are related, and what is found out of them at once.
    pub fn relations(&self) -> &Arc<Related> {
        &self.shared.related
    }

    /// Which article stands where on the front page, laid out once for all its pages.
    pub fn front(&self) -> &Front {
        self.front.get_or_init(|| front::front(self.site()))
    }

    /// Hash of the answer to a question that a template asked.
    pub fn answer_digest(&self, question: &Question) -> Digest {
        self.shared.answer_digest(question)
    }

    /// `site` in every view.
    pub fn site_value(&self) -> Value {
        self.site_value.clone()
    }

    /// What the languages of the site are called, each by itself, in the order of [`Site::languages`](crate::site::SiteInLanguage::languages).
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

    /// What a list is, of which nobody said it: the interface text `description.<kind>`, on further pages with their number.
    pub fn described(&self, kind: &str, title: &str, count: usize, language: &str, page: usize) -> String {
        let texts = self.texts(language);
        let fill = |place: &str| match place {
            "title" => Some(title.to_owned()),
            "site" => Some(self.site().config.title.clone()),
            "count" => Some(count.to_string()),
            _ => None,
        };
        let key = format!("description.{kind}");
        let text = texts.get(&key, i64::try_from(count).ok(), &fill).unwrap_or_default();
        self.description_of(&text, language, page)
    }

    /// The description of a page of a list: only the first goes without its number.
    pub fn description_of(&self, text: &str, language: &str, page: usize) -> String {
        if page == 0 {
            return text.to_owned();
        }
        let numbered = self.texts(language).get("description.numbered", None, &|place| match place {
            "title" => Some(text.to_owned()),
            "page" => Some((page + 1).to_string()),
            _ => None,
        });
        numbered.unwrap_or_else(|| text.to_owned())
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
}

/// The languages that a site uses, its own among them.
fn languages(site: &Site) -> BTreeSet<&str> {
    let own = site.config.language.as_str();
    let withdrawn = site.withdrawn.iter().map(|withdrawn| &withdrawn.document);
    let documents = site.all_pages().map(|page| &page.document).chain(withdrawn);
    let pages = documents.filter_map(|document| document.own_language());
    site.articles.iter().map(|article| article.language(own)).chain(pages).chain([own]).collect()
}
