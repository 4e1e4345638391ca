//! Cards for networks, of pages that have no picture: which pages have one is known to [`crate::site::social_cards`].
//!
//! A card is a drawing by a template, `social-card.svg`. Rendering it costs next to nothing and drawing it does: what was drawn is
//! kept by the text of the drawing.

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::term;
use super::view::social_card::{Shown, SocialCardPage, card};
use super::view::variables;
use crate::content::front_matter::ArticleType;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::render::format_date;
use crate::site::{ArticleId, Site, TermId, TermKind, social_cards};
use crate::source::Changed;

/// The template of all cards.
pub const TEMPLATE: &str = "social-card.svg";

/// One card beside each page of a kind that has one.
pub struct SocialCards(pub CardsOf);

/// Of which pages.
#[derive(Debug, Clone, Copy)]
pub enum CardsOf {
    /// Articles.
    Articles,
    /// Editions.
    Editions,
    /// Topics or stories.
    Terms(TermKind),
}

impl Output for SocialCards {
    fn name(&self) -> &'static str {
        match self.0 {
            CardsOf::Articles => "article-card",
            CardsOf::Editions => "edition-card",
            CardsOf::Terms(TermKind::Story) => "story-card",
            CardsOf::Terms(_) => "topic-card",
        }
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn template(&self) -> Option<&'static str> {
        Some(TEMPLATE)
    }

    fn is_about_one(&self) -> bool {
        !matches!(self.0, CardsOf::Editions)
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        let site = plan.site;
        let mut add = |index: u32, url: Option<String>| {
            if let Some(url) = url {
                plan.add_file(&url, Subject { index, page: 0 });
            }
        };
        match self.0 {
            CardsOf::Articles if site.config.social_cards.articles => {
                let articles = (0..).zip(&site.articles);
                articles.for_each(|(index, article)| add(index, social_cards::of_article(site, article)));
            }
            CardsOf::Editions => {
                let editions = (0..).zip(site.editions.iter());
                editions.for_each(|(index, edition)| add(index, social_cards::of_edition(site, edition)));
            }
            CardsOf::Terms(kind) => {
                let terms = site.terms(kind).iter();
                terms.for_each(|(id, term)| add(id.0, social_cards::of_term(site, kind, term)));
            }
            CardsOf::Articles => {}
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        let shown = Digest::of(&self.shown(context, subject));
        match self.0 {
            CardsOf::Articles => {
                let article = site.article(ArticleId(subject.index));
                add(Ingredient::Card(article), shown);
            }
            CardsOf::Editions => add(Ingredient::Edition(&site.editions[subject.index as usize]), shown),
            CardsOf::Terms(kind) => {
                add(Ingredient::Term(kind, site.terms(kind).get(TermId(subject.index))), shown);
            }
        }
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let config = &context.site().config;
        let shown = self.shown(context, subject);
        let language = shown.language.to_owned();
        let card = card(shown, &config.title, config.theme.accent);
        let view = SocialCardPage { site: context.site_value(), card };
        let of = Box::new(self.page(context.site(), subject));
        Ok(Made::Card { name: TEMPLATE, variables: variables(&view), language, of })
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        Origin::Card(Box::new(self.page(site, subject)))
    }
}

impl SocialCards {
    /// The page of a card.
    fn page(&self, site: &Site, subject: Subject) -> Origin {
        match self.0 {
            CardsOf::Articles => {
                Origin::Document(site.article(ArticleId(subject.index)).document.path.to_string())
            }
            CardsOf::Editions => {
                Origin::Document(site.editions[subject.index as usize].page.document.path.to_string())
            }
            CardsOf::Terms(kind) => term::origin(site, kind, TermId(subject.index)),
        }
    }

    fn shown<'k>(&self, context: &'k Context, subject: Subject) -> Shown<'k> {
        let site = context.site();
        let own = &*site.config.language;
        let in_words = |date: &str, language: &str| format_date(date, "long", context.texts(language)).ok();
        match self.0 {
            CardsOf::Articles => {
                let article = site.article(ArticleId(subject.index));
                let language = article.language(own);
                let front = &article.document.front;
                let of_type = || match article.over {
                    Some(_) => context.texts(language).plain("live.over"),
                    None => context.texts(language).plain(&format!("type.{}", front.article_type.as_str())),
                };
                let topic = article.topics.first().map(|id| site.topics.get(*id).name_in(language, own));
                Shown {
                    kind: "article",
                    title: &front.title,
                    label: (front.article_type != ArticleType::News).then(of_type),
                    kicker: topic.map(str::to_owned),
                    date: in_words(&article.date.to_rfc3339(), language),
                    language,
                }
            }
            CardsOf::Editions => {
                let edition = &site.editions[subject.index as usize];
                let document = &edition.page.document;
                let language = document.language(own);
                let number = edition.number().map(|number| number.to_string());
                let fill = |place: &str| number.clone().filter(|_| place == "number");
                let kicker = context.texts(language).get("edition.number", None, &fill);
                let kicker = kicker.filter(|_| number.is_some());
                Shown {
                    kind: "edition",
                    title: &document.front.title,
                    label: None,
                    kicker,
                    date: in_words(&edition.date.to_rfc3339(), language),
                    language,
                }
            }
            CardsOf::Terms(kind) => {
                let found = site.terms(kind).get(TermId(subject.index));
                let language = term::language(site, found);
                Shown {
                    kind: kind.as_str(),
                    title: &found.name,
                    label: None,
                    kicker: Some(context.texts(language).plain(&format!("social_card.{}", kind.as_str()))),
                    date: None,
                    language,
                }
            }
        }
    }
}
