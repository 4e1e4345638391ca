//! Small files for machines: `robots.txt`, `.nojekyll`, `CNAME`, the key of IndexNow.

use super::context::Context;
use super::ingredient::{Collect, Ingredient};
use super::job::{Made, Output, Planner, Subject};
use super::news_sitemap;
use super::origin::Origin;
use super::urls::ascii;
use crate::hash::Digest;
use crate::output::class::Class;
use crate::site::Site;
use crate::source::Changed;

/// `/robots.txt` (RFC 9309): everything may be read, and here are the sitemaps. A site's own in `static/` wins.
pub struct Robots;
/// `/.nojekyll`: GitHub Pages serves the files as they are.
pub struct NoJekyll;
/// `/CNAME`: the domain of a site on GitHub Pages, when one is configured.
pub struct Cname;
/// `/KEY.txt`: search engines look there whether it is the site itself that tells them what has changed.
pub struct IndexNowKey;

/// Absolute addresses of the sitemaps.
fn sitemaps(site: &Site) -> Vec<String> {
    let all = [Some(site.at("/sitemap.xml")), news_sitemap::url(site)];
    all.into_iter().flatten().map(|url| ascii(site, &url)).collect()
}

fn own(plan: &Planner<'_>, name: &str) -> bool {
    plan.assets.contains_key(name)
}

impl Output for Robots {
    fn name(&self) -> &'static str {
        "robots"
    }

    fn class(&self) -> Class {
        Class::Feed
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !own(plan, "robots.txt") {
            plan.add("/robots.txt", Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Sitemaps, Digest::of(&context.sites().flat_map(sitemaps).collect::<Vec<_>>()));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let mut text = "User-agent: *\nDisallow:\n\n".to_owned();
        for url in context.sites().flat_map(sitemaps) {
            text.extend(["Sitemap: ", &url, "\n"]);
        }
        Ok(Made::Bytes(text.into_bytes()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("robots.txt")
    }
}

impl Output for NoJekyll {
    fn name(&self) -> &'static str {
        "nojekyll"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if !own(plan, ".nojekyll") {
            plan.add("/.nojekyll", Subject::default());
        }
    }

    fn ingredients<'k>(&self, _: &'k Context, _: Subject, _: Collect<'_, 'k>) {}

    fn make(&self, _: &Context, _: Subject) -> Result<Made, Changed> {
        Ok(Made::Bytes(Vec::new()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own(".nojekyll")
    }
}

impl Output for Cname {
    fn name(&self) -> &'static str {
        "cname"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if plan.site.config.cname.is_some() && !own(plan, "CNAME") {
            plan.add_file("CNAME", Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Setting("cname"), Digest::of(&context.site().config.cname));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let domain = context.site().config.cname.as_deref().unwrap_or_default();
        Ok(Made::Bytes(format!("{domain}\n").into_bytes()))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Cname
    }
}

impl Output for IndexNowKey {
    fn name(&self) -> &'static str {
        "indexnow-key"
    }

    fn class(&self) -> Class {
        Class::Asset
    }

    fn is_shared(&self) -> bool {
        true
    }

    fn plan(&self, plan: &mut Planner<'_>) {
        if let Some(indexnow) = &plan.site.config.announce.indexnow {
            plan.add_file(&indexnow.file(), Subject::default());
        }
    }

    fn ingredients<'k>(&self, context: &'k Context, _: Subject, add: Collect<'_, 'k>) {
        add(Ingredient::Setting("announce"), Digest::of(&context.site().config.announce.indexnow));
    }

    fn make(&self, context: &Context, _: Subject) -> Result<Made, Changed> {
        let indexnow = context.site().config.announce.indexnow.as_ref();
        Ok(Made::Bytes(indexnow.map_or_else(Vec::new, |indexnow| indexnow.key.clone().into_bytes())))
    }

    fn origin(&self, _: &Site, _: Subject) -> Origin {
        Origin::Own("the key of IndexNow")
    }
}
