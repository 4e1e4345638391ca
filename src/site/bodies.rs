//! The site after an edit that changed nothing but the words of some articles: the index is shared, only their bodies
//! are other ones.

use std::sync::Arc;

use super::check::follow;
use super::links::Target;
use super::{Article, ArticleId, Site};
use crate::content::{Date, Document, Facts};
use crate::source::File;

impl Site {
    /// This site with other versions of some articles' documents. Nothing when any of them differs in what others see of
    /// it, is not live, or has something to be said of it: then the site has to be assembled.
    pub fn with_bodies(&self, documents: &[(Arc<Document>, Arc<File>)]) -> Option<Self> {
        let mut site = self.clone();
        for (document, file) in documents {
            let Some(Target::Live { article: Some(ArticleId(number)), .. }) =
                self.links.target_of(&document.path)
            else {
                return None;
            };
            let (id, similarity) = (ArticleId(*number), document.facts.similarity);
            let before = self.article(id).document.facts.similarity;
            if before != similarity {
                // The one that is exchanged and all that were exchanged before: what any of them may have been near to.
                if !site.similarities.is_alone(id, before) || !site.similarities.is_alone(id, similarity) {
                    return None;
                }
                Arc::make_mut(&mut site.similarities).replace(id, similarity);
            }
            let article = &mut site.articles[*number as usize];
            *article = Arc::new(self.with_body(article, document, file)?);
        }
        Some(site)
    }

    fn with_body(&self, article: &Article, document: &Arc<Document>, file: &Arc<File>) -> Option<Article> {
        if !looks_the_same(&article.document, document) {
            return None;
        }
        // Every link is one that was followed before; the headings that they name were checked then.
        let unchecked = Facts { raw_html: true, ..Facts::default() };
        let followed = follow(document, &article.url, &self.links, &|_| &unchecked);
        followed.diagnostics.is_empty().then(|| Article {
            document: Arc::clone(document),
            file: Arc::clone(file),
            body: followed.body,
            ..article.clone()
        })
    }
}

/// Whether two versions of a document are one to everything but its own body.
fn looks_the_same(before: &Document, now: &Document) -> bool {
    let (one, two) = (&before.facts, &now.facts);
    before.front == now.front
        && before.diagnostics.is_empty()
        && now.diagnostics.is_empty()
        && before.facts.excerpt == now.facts.excerpt
        && super::article::reading_time(one.words) == super::article::reading_time(two.words)
        && one.raw_html == two.raw_html
        && latest_update(one) == latest_update(two)
        && one.named.is_none()
        && two.named.is_none()
        && one.heading_ids == two.heading_ids
        && one
            .links
            .iter()
            .map(|link| (&link.href, link.alone))
            .eq(two.links.iter().map(|link| (&link.href, link.alone)))
        && one.images.iter().map(|image| &image.src).eq(two.images.iter().map(|image| &image.src))
}

/// Whether it is to come is said when the site is assembled.
fn latest_update(facts: &Facts) -> Option<Date> {
    facts.outline.as_ref().and_then(|outline| outline.latest_update)
}
