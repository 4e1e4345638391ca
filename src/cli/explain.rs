//! `newsprint explain`: what a page is made of.

use std::io::Write;

use clap::Args;

use super::messages::{self, Messages};
use super::site::SiteArguments;
use super::{CLEAN, exit_code_of};
use crate::build::{Engine, Loaded, explain};
use crate::diagnostic::did_you_mean;
use crate::diagnostic::print::Format;
use crate::output::Job;
use crate::paths::{OutPath, site_url};
use crate::site::Flags;
use crate::source::Look;

/// Say what a page is made of, and what its templates asked
///
/// Names the template and what it includes, the content files and registries that show in the page, and the questions
/// that its templates asked of the site, with how much of an answer there was. When one of these changes, the page is
/// made again.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint explain /                               the home page
  newsprint explain /topics/ukraine/                by its address
  newsprint explain content/2025-02-12-slug.md      by the file that it shows
  newsprint explain feed.xml                        by its file in the output")]
pub(super) struct ExplainArguments {
    /// An address (with or without https://…), a file of the output, or a content file
    path: String,
    #[command(flatten)]
    site: SiteArguments,
    /// Show drafts too
    #[arg(long)]
    drafts: bool,
    /// Show what is dated in the future too
    #[arg(long)]
    future: bool,
}

pub(super) fn run(arguments: &ExplainArguments) -> u8 {
    let flags = Flags { drafts: arguments.drafts, future: arguments.future, expired: false };
    let options = arguments.site.options(flags);
    let mut engine = Engine::new(&options);
    engine.look(&options, Look::Everything);
    let (loaded, report) = engine.site(&options, None);
    let Some(loaded) = loaded else {
        Messages { root: &options.root, format: Format::Human, quiet: true }.print(&report);
        return exit_code_of(&report.diagnostics);
    };
    let Some(job) = find(&loaded, &arguments.path) else {
        let hint = hint(&loaded, &arguments.path);
        return messages::failed(&format!("nothing is made at {}{hint}", arguments.path));
    };
    match explain::explain(&loaded, job) {
        Ok(explanation) => {
            // A closed pipe is no reason to complain.
            let _ = write!(anstream::stdout(), "{explanation}");
            CLEAN
        }
        Err(problem) => messages::failed(&problem),
    }
}

/// What may have been meant by a path at which nothing is made, or why nothing is.
fn hint(loaded: &Loaded, path: &str) -> String {
    let mut held = loaded.context.sites().flat_map(|site| site.held.iter());
    if let Some(held) = held.find(|held| *held.path == *path.trim_start_matches("./")) {
        return format!(": it is held back, {}", held.reason.describe());
    }
    let urls: Vec<String> = loaded.plan.jobs.iter().map(|job| site_url(job.path.as_str())).collect();
    let mut files: Vec<&str> = Vec::new();
    for site in loaded.context.sites() {
        files.extend(site.articles.iter().map(|article| &*article.document.path));
        files.extend(site.all_pages().map(|page| &*page.document.path));
        files.extend(site.held.iter().map(|held| &*held.path));
    }
    let near = did_you_mean(path, urls.iter().map(String::as_str).chain(files));
    near.map_or(String::new(), |near| format!("; did you mean {near}?"))
}

/// The job that a path means: a file of the output, an address, or a content file.
fn find<'a>(loaded: &'a Loaded, path: &str) -> Option<&'a Job> {
    let site = loaded.context.site();
    let inside = path.strip_prefix(&site.config.base_url.origin).unwrap_or(path);
    let inside = inside.trim_start_matches("./");
    let by_file = || {
        let shows = |job: &&Job| job.document(&loaded.context).is_some_and(|d| *d.path == *inside);
        loaded.plan.jobs.iter().find(shows)
    };
    let by_path = |path: &str| OutPath::new(path).ok().and_then(|path| loaded.plan.job(&path));
    let by_url = |path: &str| {
        let decoded = crate::address::to_path(path);
        OutPath::of_path(&decoded).ok().and_then(|path| loaded.plan.job(&path))
    };
    let without_base = inside.strip_prefix(site.config.base_url.path.trim_end_matches('/'));
    by_file().or_else(|| by_path(inside)).or_else(|| by_url(inside)).or_else(|| by_url(without_base?))
}
