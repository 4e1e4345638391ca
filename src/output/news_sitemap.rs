//! `news-sitemap.xml`: the articles of the last two days (Google's extension of the protocol for news, 0.9).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::context::Context;
use super::feeds::text::clean;
use super::ingredient::{Collect, Ingredient, card};
use super::job::{Made, Output, Planner, Subject};
use super::origin::Origin;
use super::sitemap::{LONGEST, NAMESPACE};
use super::urls::ascii;
use crate::content::Date;
use crate::output::class::Class;
use crate::site::{Article, Site};
use crate::source::Changed;

const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";

/// One file, as soon as there is an article that may be found.
///
/// A sitemap must not be empty: when nothing is news, the newest article stands there as any other page does.
pub struct NewsSitemap;

/// Where it stands, without base path; none when the site has none.
pub fn url(site: &Site) -> Option<String> {
    let fresh = &site.fresh;
    (fresh.last.is_some() || !fresh.articles.is_empty()).then(|| site.at("/news-sitemap.xml"))
}

impl Output for NewsSitemap {
    fn name(&self) -> &'static str {
        "news-sitemap"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if let Some(url) = url(plan.site) {
            plan.add(&url, Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        let site = context.site();
        site.fresh.articles.iter().for_each(|id| card(site, *id, add));
        if let Some(last) = site.fresh.last.map(|id| site.article(id)) {
            add(
                Ingredient::Target(&last.document.path),
                crate::hash::Digest::of(&(&last.url, last.modified)),
            );
        }
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        Ok(Made::Bytes(write(context.site()).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the sitemap for news")
    }
}

/// Writing into memory does not fail.
fn write(site: &Site) -> std::io::Result<Vec<u8>> {
    let fresh = site.fresh.articles.iter().map(|id| site.article(*id));
    let mut writer = Writer::new(Vec::with_capacity(fresh.len() * 400 + 300));
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = writer.create_element("urlset").with_attribute(("xmlns", NAMESPACE));
    root.with_attribute(("xmlns:news", NEWS)).write_inner_content(|writer| {
        for article in fresh.filter(|article| ascii(site, &article.url).len() <= LONGEST) {
            entry(writer, site, article)?;
        }
        if let Some(last) = site.fresh.last.map(|id| site.article(id)) {
            writer.create_element("url").write_inner_content(|writer| {
                text(writer, "loc", &ascii(site, &last.url))?;
                text(writer, "lastmod", &last.modified.to_rfc3339())
            })?;
        }
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(writer: &mut Writer<Vec<u8>>, site: &Site, article: &Article) -> std::io::Result<()> {
    let config = &site.config;
    writer.create_element("url").write_inner_content(|writer| {
        text(writer, "loc", &ascii(site, &article.url))?;
        writer.create_element("news:news").write_inner_content(|writer| {
            writer.create_element("news:publication").write_inner_content(|writer| {
                text(writer, "news:name", &clean(&config.title))?;
                text(writer, "news:language", &language(article.language(&config.language)))
            })?;
            text(writer, "news:publication_date", &moment(article.date))?;
            text(writer, "news:title", &clean(&article.document.front.title))
        })?;
        Ok(())
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text)).map(drop)
}

/// A day when no time was written: a midnight that nobody meant would be wrong.
fn moment(date: Date) -> String {
    let mut text = date.to_rfc3339();
    if !date.has_time {
        text.truncate("2025-02-12".len());
    }
    text
}

/// The language as the extension wants it: two or three letters, and which of its two scripts Chinese is written in.
fn language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    match parts.next().unwrap_or_default() {
        "zh" => match parts.any(|part| matches!(part, "tw" | "hk" | "mo" | "hant")) {
            true => "zh-tw".to_owned(),
            false => "zh-cn".to_owned(),
        },
        primary => primary.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn languages_as_the_extension_wants_them() {
        for (tag, wanted) in [
            ("en", "en"),
            ("en-GB", "en"),
            ("uk", "uk"),
            ("yue-Hant", "yue"),
            ("zh", "zh-cn"),
            ("zh-Hans-SG", "zh-cn"),
            ("zh-TW", "zh-tw"),
            ("zh-Hant-HK", "zh-tw"),
        ] {
            assert_eq!(language(tag), wanted, "{tag}");
        }
    }
}
