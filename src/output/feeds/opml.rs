//! All feeds of the site as a list of subscriptions (OPML 2.0): programs that read feeds take them in at once.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::page::{Group, groups, ingredients};
use super::text::clean;
use crate::config::FeedFormat;
use crate::output::class::Class;
use crate::output::context::Context;
use crate::output::ingredient::Collect;
use crate::output::job::{Made, Output, Planner, Subject};
use crate::output::list::any_feeds;
use crate::output::origin::Origin;
use crate::output::urls::ascii;
use crate::site::Site;
use crate::source::Changed;

/// `/feeds.opml`.
pub struct Opml;

/// Where it stands, without base path.
pub fn url(site: &Site) -> String {
    site.at("/feeds.opml")
}

impl Output for Opml {
    fn name(&self) -> &'static str {
        "feeds-opml"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        // A file of the site's own goes before.
        let path = url(plan.site);
        if any_feeds(plan.site) && !plan.assets.contains_key(path.trim_start_matches('/')) {
            plan.add(&path, Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        ingredients(context.site(), add);
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        // Writing into memory cannot fail; an empty file would be seen at once.
        Ok(Made::Bytes(write(context).unwrap_or_default()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the list of all feeds")
    }
}

fn write(context: &Context) -> std::io::Result<Vec<u8>> {
    let site = context.site();
    let config = &site.config;
    // Each list once: in RSS, which every program reads, if that is made.
    let formats = &config.feeds.formats;
    let format = Some(FeedFormat::Rss).filter(|rss| formats.contains(rss)).or(formats.first().copied());
    let groups = groups(context);
    let mut writer = Writer::new(Vec::with_capacity(1024 + groups.len() * 4096));
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let outlines = |writer: &mut Writer<Vec<u8>>, group: &Group| -> std::io::Result<()> {
        for feed in &group.lists {
            let name = clean(&feed.name);
            let list = feed.list.url(site);
            let mut outline = writer
                .create_element("outline")
                .with_attribute(("type", "rss"))
                .with_attribute(("text", name.as_str()))
                .with_attribute(("title", name.as_str()));
            if let Some(format) = format {
                let address = ascii(site, &format.url(&list));
                outline = outline.with_attribute(("xmlUrl", address.as_str()));
            }
            outline = outline
                .with_attribute(("htmlUrl", ascii(site, &list).as_str()))
                .with_attribute(("language", config.language.as_str()));
            if format == Some(FeedFormat::Rss) {
                outline = outline.with_attribute(("version", "RSS2"));
            }
            outline.write_empty()?;
        }
        Ok(())
    };
    writer.create_element("opml").with_attribute(("version", "2.0")).write_inner_content(|writer| {
        writer.create_element("head").write_inner_content(|writer| {
            writer.create_element("title").write_text_content(BytesText::new(&clean(&config.title)))?;
            Ok(())
        })?;
        writer.create_element("body").write_inner_content(|writer| {
            for group in &groups {
                match &group.name {
                    None => outlines(writer, group)?,
                    Some(name) => {
                        let outline =
                            writer.create_element("outline").with_attribute(("text", name.as_str()));
                        outline.write_inner_content(|writer| outlines(writer, group))?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(())
    })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}
