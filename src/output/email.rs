//! Editions as e-mails: `email.html` and `email.txt` beside the page of each, and the message of both.
//!
//! Mail clients know little of what browsers do, so the page's own HTML will not do: `email.html` is a template of its own
//! whose styles are put into attributes (`html.rs`), of texts that are fitted for it (`fit.rs`). What may not be passed on
//! stays out, as it does of feeds.

mod fit;
mod flow;
mod html;
mod message;
mod text;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::Value;
use url::Url;

pub use html::too_large;
pub use message::{Addressees, Message, sender};

use self::fit::Fitting;
use self::html::MergeTags;
use super::context::Context;
use super::edition::{self, edition};
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::urls::{folder, print_absolute, print_url};
use super::view::editions;
use super::view::email::{EmailPage, MailView};
use super::view::head::Head;
use super::view::images::Toneless;
use super::view::{self, Card, ImageView, PolicyLink, Withheld, cards};
use crate::content::markdown::HtmlPolicy;
use crate::content::markdown::{Piece, shown};
use crate::diagnostic::Diagnostic;
use crate::output::class::Class;
use crate::site::{ArticleId, Edition, EditionId, Picture, Site};
use crate::source::Changed;

/// `email.html` beside the page of each edition, by the template of that name.
pub struct EmailPages;
/// `email.txt` beside it.
pub struct EmailTexts;

fn plan(plan: &mut Planner<'_>, name: &str) {
    let site = plan.site;
    if !site.config.email.publish {
        return;
    }
    for (index, edition) in (0..).zip(site.editions.iter()) {
        plan.add(&format!("{}{name}", folder(&edition.page.url)), Subject { index, page: 0 });
    }
}

/// What shows of an edition in its mail.
fn ingredients<'k>(site: &'k Site, edition: &'k Edition, add: Collect<'_, 'k>) {
    edition::ingredients(site, edition, add);
    add(Ingredient::Rights, site.rights.digest());
}

fn origin(site: &Site, subject: Subject) -> Origin {
    Origin::Email(edition(site, EditionId(subject.index)).page.document.path.to_string())
}

impl Output for EmailPages {
    fn name(&self) -> &'static str {
        "email"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, planner: &mut Planner<'_>) {
        plan(planner, "email.html");
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        ingredients(site, edition(site, EditionId(subject.index)), add);
        add(Ingredient::Navigation, site.shell);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        html_part(context, edition(context.site(), EditionId(subject.index)))
    }

    fn said(&self, context: &Context, subject: Subject, bytes: &[u8]) -> Option<Diagnostic> {
        too_large(edition(context.site(), EditionId(subject.index)), bytes)
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        origin(site, subject)
    }
}

impl Output for EmailTexts {
    fn name(&self) -> &'static str {
        "email-text"
    }

    fn class(&self) -> Class {
        Class::Page
    }

    fn plan(&self, planner: &mut Planner<'_>) {
        plan(planner, "email.txt");
    }

    fn ingredients<'k>(&self, context: &'k Context, subject: Subject, add: Collect<'_, 'k>) {
        ingredients(context.site(), edition(context.site(), EditionId(subject.index)), add);
    }

    fn make(&self, context: &Context, subject: Subject) -> Result<Made, Changed> {
        let text = text_part(context, edition(context.site(), EditionId(subject.index)))?;
        Ok(Made::Bytes(text.into_bytes()))
    }

    fn origin(&self, site: &Site, subject: Subject) -> Origin {
        origin(site, subject)
    }
}

/// The HTML part.
///
/// # Errors
/// When its file is not what it was.
pub fn html_part(context: &Context, edition: &Edition) -> Result<Made, Changed> {
    let site = context.site();
    let config = &site.config;
    let front = &edition.page.document.front;
    let language = edition.page.document.language(&config.language).to_owned();
    let texts = context.texts(&language);
    let tags = MergeTags::new(edition);
    let mut page = Head { title: &front.title, url: &edition.page.url, ..Head::default() }
        .page(context, "email", &language);
    page.head = Value::safe_string(&html::head(site, texts, edition));
    let view = EmailPage {
        site: context.site_value(),
        page,
        mail: MailView {
            preheader: preheader(site, edition),
            image_withheld: withheld(site, edition),
            unsubscribe: config.email.unsubscribe.as_deref().map(|text| tags.place(text)),
            merge_tags: (config.email.merge_tags.iter())
                .map(|(name, text)| (name.clone(), tags.place(text)))
                .collect::<BTreeMap<_, _>>(),
            contact: contact(site),
            policies: policies(site),
            address: config.email.address.clone(),
        },
        edition: edition_view(site, edition),
        blocks: blocks(context, edition, pieces(context, edition)?),
    };
    let path = Arc::clone(&edition.page.document.path);
    let tags = tags.of(&config.email);
    Ok(Made::Treated {
        name: "email.html".to_owned(),
        variables: view::variables(&view),
        language,
        treat: Box::new(move |html| html::finish(&html, &tags, &path)),
    })
}

/// The text part.
///
/// # Errors
/// When its file is not what it was.
pub fn text_part(context: &Context, edition: &Edition) -> Result<String, Changed> {
    Ok(text::text(context, edition, pieces(context, edition)?))
}

/// Its text, with absolute addresses, as mail clients show it. What the site trusts raw HTML to do on its pages, no mail
/// can do: it is always sanitised.
fn pieces(context: &Context, edition: &Edition) -> Result<Vec<Piece>, Changed> {
    let site = context.site();
    let page = &edition.page;
    let html = match site.config.html {
        HtmlPolicy::Trusted => HtmlPolicy::Safe,
        html => html,
    };
    let pieces = context.body_with(&page.document, &page.file, &page.url, true, html)?.pieces;
    let Ok(url) = Url::parse(&site.config.base_url.absolute(&page.url)) else { return Ok(pieces) };
    let texts = context.texts(page.document.language(&site.config.language));
    let instead = |alt: &str| {
        let fill = |place: &str| (place == "alt").then(|| alt.trim_end_matches('.').to_owned());
        texts.get("email.picture", None, &fill).unwrap_or_else(|| alt.to_owned())
    };
    let fitting = Fitting { page: &url, instead: &instead };
    let fitted = pieces.into_iter().map(|piece| match piece {
        // Few mail clients know what a page hides.
        Piece::Text(html) => Piece::Text(fitting.fit(&shown(&html))),
        Piece::Heading { level, id, html, text } => {
            Piece::Heading { level, id, html: fitting.fit(&shown(&html)), text }
        }
        Piece::Brief { href, title, text, outlet, anchor } => {
            let [title, text] = [title, text].map(|html| fitting.fit(&shown(&html)));
            Piece::Brief { href, title, text, outlet, anchor }
        }
        Piece::Card { .. } => piece,
    });
    Ok(fitted.collect())
}

fn blocks(context: &Context, edition: &Edition, pieces: Vec<Piece>) -> Vec<view::editions::Block> {
    let site = context.site();
    let mut blocks =
        edition::blocks(context, edition, pieces, &|id| Value::from_serializable(&card(site, id)));
    for block in &mut blocks {
        if let Some(outlet) = &mut block.outlet {
            make_absolute(site, &mut outlet.url);
        }
        // Nothing leads to a place in a mail.
        block.id = None;
    }
    blocks
}

/// The card of an article, with absolute addresses and a picture that mail clients show.
fn card(site: &Site, id: ArticleId) -> Card {
    let mut card = cards::card((site, &Toneless), site.article(id));
    let links = card.tags.iter_mut().chain(&mut card.topic).chain(&mut card.story).map(|link| &mut link.url);
    let authors = card.authors.iter_mut().map(|author| &mut author.url);
    let outlets = card.sources.iter_mut().filter_map(|outlet| outlet.url.as_mut());
    for url in links.chain(authors).chain(outlets).chain([&mut card.url]) {
        *url = origin_of(site, url);
    }
    let found = site.article(id).image.as_ref();
    card.image = card.image.and_then(|image| picture(site, image, found));
    card
}

/// A path with its base path, absolute.
fn origin_of(site: &Site, path: &str) -> String {
    match path.starts_with('/') && !path.starts_with("//") {
        true => format!("{}{path}", site.config.base_url.origin),
        false => path.to_owned(),
    }
}

fn make_absolute(site: &Site, url: &mut Option<String>) {
    if let Some(url) = url {
        *url = origin_of(site, url);
    }
}

/// A picture as it stands in a mail; none if many mail clients would not show it.
fn picture(site: &Site, image: ImageView, found: Option<&Picture>) -> Option<ImageView> {
    let image = match found.and_then(|found| found.drawn(site)) {
        Some(drawn) => ImageView {
            src: print_url(&site.config.base_url, &drawn.url),
            width: drawn.size.map(|(width, _)| width),
            height: drawn.size.map(|(_, height)| height),
            ..image
        },
        None => image,
    };
    if !fit::is_shown(&image.src) {
        return None;
    }
    let size = image.width.zip(image.height).map(|(width, height)| fit::size(width, height));
    Some(ImageView {
        src: origin_of(site, &image.src),
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        ..image
    })
}

/// What names an edition, with absolute addresses.
fn edition_view(site: &Site, edition: &Edition) -> view::editions::EditionView {
    let mut view = editions::edition((site, &Toneless), edition);
    view.url = origin_of(site, &view.url);
    view.summary = edition.page.document.front.summary.as_deref().map(str::to_owned);
    view.image = view.image.filter(|_| withheld(site, edition).is_none());
    view.image = view.image.and_then(|image| picture(site, image, edition.page.image.as_ref()));
    view
}

/// Whose leading picture may not be passed on.
fn withheld(site: &Site, edition: &Edition) -> Option<Withheld> {
    let image = edition.page.document.front.image.as_deref().filter(|_| edition.page.image.is_some())?;
    let credit = image.credit.as_deref().filter(|credit| site.rights.withhold(credit))?;
    Some(Withheld { credit: credit.to_owned() })
}

/// What mail clients show beside the subject: what the editors wrote of this edition or of all, else how it begins.
fn preheader(site: &Site, edition: &Edition) -> Option<String> {
    let document = &edition.page.document;
    let written = document.front.summary.as_deref().or(site.config.email.preheader.as_deref());
    let text = written.map_or_else(|| document.summary(&site.config.language).into_owned(), str::to_owned);
    Some(text).filter(|text| !text.is_empty())
}

fn contact(site: &Site) -> Option<String> {
    let contact = site.config.contact.as_deref()?;
    let home = site.config.base_url.absolute(&site.at("/"));
    Some(match contact.contains("://") {
        true => view::report::with_url(contact, &home),
        false => format!("mailto:{contact}"),
    })
}

fn policies(site: &Site) -> Vec<PolicyLink> {
    let base = &site.config.base_url;
    let link = |policy: &crate::config::Policy| PolicyLink {
        name: policy.name,
        url: print_absolute(base, &policy.url),
    };
    site.config.policies.iter().map(link).collect()
}
