//! The text part: the same edition for who reads mail without HTML, in lines of 72 columns.

use super::flow::Flow;
use super::{card, contact, policies, withheld};
use crate::content::markdown::Piece;
use crate::i18n::Texts;
use crate::output::context::Context;
use crate::output::edition;
use crate::output::view::{Card, OutletLink};
use crate::render::format_date;
use crate::site::{Edition, Site};

/// What goes before what belongs to a card or a brief.
const INDENT: &str = "  ";

/// An edition as text; `pieces` are those of its body.
pub(super) fn text(context: &Context, edition: &Edition, pieces: Vec<Piece>) -> String {
    let site = context.site();
    let texts = context.texts(edition.page.document.language(&site.config.language));
    let mut flow = Flow::default();
    masthead(site, texts, edition, &mut flow);
    for piece in pieces {
        match piece {
            Piece::Text(html) => {
                flow.set_apart();
                flow.html(&html);
                flow.set_apart();
            }
            Piece::Heading { html, .. } => flow.heading(&Flow::inline(&html), '-'),
            Piece::Card { href, .. } => {
                if let Some(id) = edition::picked(site, edition, &href) {
                    self::picked(&card(site, id), texts, &mut flow);
                }
            }
            Piece::Brief { href, .. } if edition::is_taken_back(site, edition, &href) => {}
            Piece::Brief { href, title, text, outlet, .. } => {
                let outlet = edition::outlet_beside(site, &href, &title, outlet.as_deref());
                let mut line = Flow::inline(&title);
                if !text.is_empty() {
                    line.push_str(" — ");
                    line.push_str(&Flow::inline(&text));
                }
                if let Some(outlet) = outlet {
                    line.push_str(" · ");
                    line.push_str(&named(&outlet));
                }
                flow.set_apart();
                flow.block(&line, "");
                flow.block(&format!("<{href}>"), "");
                flow.set_apart();
            }
        }
    }
    colophon(site, texts, &mut flow);
    flow.finish()
}

/// Whose digest it is, which issue, what it covers, and where it stands.
fn masthead(site: &Site, texts: &Texts, edition: &Edition, flow: &mut Flow) {
    let document = &edition.page.document;
    let date =
        |date: &str, format: &str| format_date(date, format, texts).unwrap_or_else(|_| date.to_owned());
    let mut facts = Vec::new();
    if let Some(number) = edition.number() {
        facts.extend(filled(texts, "edition.number", &[("number", number.to_string())]));
    }
    facts.push(date(&edition.date.to_rfc3339(), "long"));
    if let Some(period) = edition.covers() {
        let [first, last] = [period.first, period.last].map(|day| day.to_rfc3339());
        if first != last {
            let days = [("first", date(&first, "short")), ("last", date(&last, "short"))];
            facts.extend(filled(texts, "edition.covers", &days));
        }
    }
    flow.block(&site.config.title, "");
    flow.block(&facts.join(" · "), "");
    flow.heading(&document.front.title, '=');
    if let Some(summary) = &document.front.summary {
        flow.block(summary, "");
        flow.set_apart();
    }
    let url = site.config.base_url.absolute(&edition.page.url);
    flow.block(&format!("{}: <{url}>", texts.plain("email.browser")), "");
    flow.set_apart();
    if let Some(withheld) = withheld(site, edition) {
        flow.block(
            &filled(texts, "picture.withheld", &[("credit", withheld.credit)]).unwrap_or_default(),
            "",
        );
        flow.set_apart();
    }
}

/// An article that the edition picks.
fn picked(card: &Card, texts: &Texts, flow: &mut Flow) {
    let kind = (card.r#type != "news").then(|| texts.plain(&format!("type.{}", card.r#type)));
    let title = kind.map_or_else(|| card.title.clone(), |kind| format!("{kind}: {}", card.title));
    flow.set_apart();
    flow.block(&title, "");
    flow.block(&format!("<{}>", card.url), INDENT);
    flow.block(&card.summary, INDENT);
    if !card.sources.is_empty() {
        let names: Vec<String> = card.sources.iter().map(named).collect();
        flow.block(&filled(texts, "email.via", &[("names", names.join(", "))]).unwrap_or_default(), INDENT);
    }
    flow.set_apart();
}

/// An outlet with what readers should know of it.
fn named(outlet: &OutletLink) -> String {
    match &outlet.label {
        Some(label) => format!("{} ({label})", outlet.name),
        None => outlet.name.clone(),
    }
}

/// Why it comes, how to end that, and who sends it.
fn colophon(site: &Site, texts: &Texts, flow: &mut Flow) {
    let email = &site.config.email;
    flow.set_apart();
    flow.block(&"-".repeat(super::flow::COLUMNS), "");
    flow.block(
        &filled(texts, "email.reason", &[("site", site.config.title.clone())]).unwrap_or_default(),
        "",
    );
    if let Some(address) = &email.unsubscribe {
        // A merge tag is printed as it is written, so it cannot be wrapped.
        flow.verbatim(&format!("{}: {}", texts.plain("email.unsubscribe"), bracketed(address)));
    }
    flow.set_apart();
    if let Some(contact) = contact(site) {
        let shown = contact.strip_prefix("mailto:").unwrap_or(&contact);
        flow.block(&format!("{}: {}", texts.plain("nav.contact"), bracketed(shown)), "");
    }
    for policy in policies(site) {
        let name = texts.plain(&format!("policy.{}", policy.name));
        flow.block(&format!("{name}: <{}>", policy.url), "");
    }
    flow.set_apart();
    if !email.address.is_empty() {
        flow.block(&site.config.title, "");
        email.address.iter().for_each(|line| flow.block(line, ""));
    }
    flow.set_apart();
    if let Some(copyright) = &site.config.copyright {
        flow.block(copyright, "");
    }
}

/// A web address between angle brackets; anything else as it is.
fn bracketed(text: &str) -> String {
    match text.starts_with("http") && !crate::config::is_merge_tag(text) {
        true => format!("<{text}>"),
        false => text.to_owned(),
    }
}

fn filled(texts: &Texts, key: &str, values: &[(&str, String)]) -> Option<String> {
    texts.get(key, None, &|place| {
        values.iter().find(|(name, _)| *name == place).map(|(_, value)| value.clone())
    })
}
