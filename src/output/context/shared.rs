//! The part of a context that template functions reach too: the site, its files, and the answers to their questions.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tera::Value;

use super::derivatives::{Derivatives, PictureStore};
use crate::address::nfc;
use crate::hash::Digest;
use crate::output::cache::ByArticle;
use crate::output::view::cards::{self, TermValues};
use crate::output::view::editions::edition;
use crate::output::view::terms::term;
use crate::render::Ask;
use crate::site::queries::{self, Question};
use crate::site::related::Related;
use crate::site::{ArticleId, Site};
use crate::source::Reader;
use crate::theme::Asset;

/// How many cards are kept: enough for the lists that are made at the same time, at any size of site.
const CARDS: usize = 1 << 14;

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
    pub(super) asset_names: OnceLock<Vec<String>>,
    pub(super) copy_names: OnceLock<Vec<String>>,
    /// What was made of pictures.
    pub(super) derivatives: Derivatives,
    cards: ByArticle<Value>,
    term_values: TermValues,
    answers: Mutex<BTreeMap<Question, (Value, Digest)>>,
    digests: Mutex<BTreeMap<Question, Digest>>,
}

impl Shared {
    pub(super) fn new(
        site: Site,
        reader: Reader,
        assets: Arc<BTreeMap<String, Asset>>,
        data: Arc<BTreeMap<String, Value>>,
        related: Arc<Related>,
        pictures: &Arc<dyn PictureStore>,
    ) -> Self {
        let cards = ByArticle::new(site.articles.len(), CARDS);
        let term_values = TermValues::new(&site);
        Self {
            site,
            reader,
            assets,
            data,
            related,
            derivatives: Derivatives::new(pictures),
            asset_names: OnceLock::new(),
            copy_names: OnceLock::new(),
            cards,
            term_values,
            answers: Mutex::default(),
            digests: Mutex::default(),
        }
    }

    /// Hash of the answer to a question, without the answer.
    pub(super) fn answer_digest(&self, question: &Question) -> Digest {
        let lock = || self.digests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(digest) = lock().get(question) {
            return *digest;
        }
        let digest = question.digest(&self.site);
        lock().insert(question.clone(), digest);
        digest
    }

    pub(super) fn card(&self, id: ArticleId) -> Value {
        let made = || Ok(cards::value((&self.site, self), self.site.article(id), &self.term_values));
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
                Some((id, _)) => Value::from_serializable(&term((site, self), *kind, id)),
                None => Value::none(),
            },
            Question::Terms(kind, limit) => {
                let terms = queries::terms(site, *kind, *limit);
                let views = terms.into_iter().map(|(id, _)| term((site, self), *kind, id));
                Value::from_serializable(&views.collect::<Vec<_>>())
            }
            Question::Edition(name) => match queries::edition(site, name) {
                Some(found) => Value::from_serializable(&edition((site, self), found)),
                None => Value::none(),
            },
            Question::Editions(limit) => {
                let editions = queries::editions(site, *limit).iter();
                let views: Vec<_> = editions.map(|found| edition((site, self), found)).collect();
                Value::from_serializable(&views)
            }
        };
        let answer = (value, self.answer_digest(question));
        lock().insert(question.clone(), answer.clone());
        answer
    }

    fn asset(&self, path: &str) -> Option<String> {
        let found = self.assets.get(path).or_else(|| {
            // In the other Unicode form, on the disk or in the template.
            let composed = nfc(path);
            let is_it = |(known, _): &(&String, &Asset)| !known.is_ascii() && nfc(known) == composed;
            self.assets.iter().find(is_it).map(|(_, asset)| asset)
        });
        Some(self.site.config.base_url.page(&found?.url))
    }

    fn data(&self, name: &str) -> Option<Value> {
        self.data.get(&*nfc(name)).cloned()
    }

    fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.site.config.base_url.origin)
    }
}
