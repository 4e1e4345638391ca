//! `newsprint list`: what a site has, for its editors.

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::messages;
use super::site::{Opened, SiteArguments, opened, period};
use super::table::{RowFormat, Table};
use super::{CLEAN, FAILED, language};
use crate::content::front_matter::ArticleType;
use crate::overview::{Lacking, Selection, schedule};
use crate::site::{Flags, Site, TermKind};

/// List articles, editions, names, and what is held back
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint list                                 all articles, newest first
  newsprint list --topic Trade --without source  of a topic, those that name nobody who reported it
  newsprint list --in-no-edition --days 2025-02-08/2025-02-14
  newsprint list held                            what readers do not see, and why
  newsprint list due                             what appears or expires, and when
  newsprint list tags --format json | jq -r 'select(.articles == 1).name'")]
pub(super) struct ListArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// What is listed
    #[arg(value_enum, default_value_t = What::Articles)]
    what: What,
    /// Articles of a topic
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// Articles with a tag, or one below it
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,
    /// Articles that retell an outlet
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Articles of an author
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// Articles of a running story
    #[arg(long, value_name = "NAME")]
    story: Vec<String>,
    /// Articles of a type
    #[arg(long = "type", value_name = "TYPE", value_parser = clap::builder::PossibleValuesParser::new(ArticleType::ALL.map(ArticleType::as_str)))]
    article_type: Option<String>,
    /// Articles of these days: 2025-02-08/2025-02-14, or one day
    #[arg(long, value_name = "FIRST/LAST")]
    days: Option<String>,
    /// Articles that no edition links to
    #[arg(long)]
    in_no_edition: bool,
    /// Articles that lack something
    #[arg(long, value_enum, value_name = "WHAT")]
    without: Vec<Lacking>,
    /// Also what is held back: drafts, what is to come, what has expired
    #[arg(long)]
    all: bool,
    /// The language, in a site of several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// The first so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    format: RowFormat,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Articles, newest first
    Articles,
    /// Editions, newest first
    Editions,
    /// Standalone pages
    Pages,
    /// Topics by name, and how many articles each has
    Topics,
    /// Tags
    Tags,
    /// Running stories
    Stories,
    /// Outlets
    Sources,
    /// Our authors
    Authors,
    /// What readers do not see, and why
    Held,
    /// What appears or expires, the next first
    Due,
}

impl What {
    fn kind(self) -> Option<TermKind> {
        match self {
            Self::Topics => Some(TermKind::Topic),
            Self::Tags => Some(TermKind::Tag),
            Self::Stories => Some(TermKind::Story),
            Self::Sources => Some(TermKind::Source),
            Self::Authors => Some(TermKind::Author),
            Self::Articles | Self::Editions | Self::Pages | Self::Held | Self::Due => None,
        }
    }
}

pub(super) fn run(arguments: &ListArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { live, all, has_errors, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let shows_all = match arguments.what {
        // What is held back is what readers do not see, whatever else is listed.
        What::Held => false,
        What::Due => true,
        _ => arguments.all,
    };
    let loaded = if shows_all { &all } else { &live };
    let asked = arguments.language.as_deref();
    let table = language::context(&loaded.context, asked).and_then(|context| {
        // What waits is asked for in all languages, unless one is named.
        let sites =
            || loaded.context.sites().filter(|site| asked.is_none() || std::ptr::eq(*site, context.site()));
        table(context.site(), sites, arguments)
    });
    match table {
        Ok(table) => {
            if table.len() == 0 && arguments.format == RowFormat::Table {
                messages::say("Nothing is of that kind");
            }
            table.print(arguments.format);
            if has_errors { FAILED } else { CLEAN }
        }
        Err(fault) => messages::usage(&fault),
    }
}

fn table<'s, S: Iterator<Item = &'s Site>>(
    site: &Site,
    sites: impl Fn() -> S,
    arguments: &ListArguments,
) -> Result<Table, String> {
    let selection = selection(site, arguments)?;
    let limit = arguments.limit.unwrap_or(usize::MAX);
    if let Some(kind) = arguments.what.kind() {
        return Ok(terms(site, kind, limit));
    }
    Ok(match arguments.what {
        What::Editions => editions(site, limit),
        What::Pages => pages(site, limit),
        What::Held => held(sites(), limit),
        What::Due => due(sites(), limit),
        _ => articles(site, &selection, limit),
    })
}

fn selection(site: &Site, arguments: &ListArguments) -> Result<Selection, String> {
    let ListArguments {
        topic, tag, source, author, story, article_type, days, in_no_edition, without, ..
    } = arguments;
    let mut selection =
        Selection { in_no_edition: *in_no_edition, lacking: without.clone(), ..Selection::default() };
    for (kind, names) in [
        (TermKind::Topic, topic),
        (TermKind::Tag, tag),
        (TermKind::Source, source),
        (TermKind::Author, author),
        (TermKind::Story, story),
    ] {
        for name in names {
            let terms = site.terms(kind);
            let id = terms.find(name).ok_or_else(|| {
                let near = terms
                    .nearly(name)
                    .map_or_else(String::new, |near| format!("; did you mean `{}`?", near.name));
                format!("--{} {name}: no article names it{near}", kind.as_str())
            })?;
            selection.terms.push((kind, id));
        }
    }
    let named = |name: &String| ArticleType::ALL.into_iter().find(|known| known.as_str() == name);
    selection.article_type = article_type.as_ref().and_then(named);
    selection.days = period("--days", days.as_deref())?;
    if arguments.what != What::Articles && selection != Selection::default() {
        return Err(
            "--topic, --tag and the like select articles: write `newsprint list articles …`".to_owned()
        );
    }
    Ok(selection)
}

fn articles(site: &Site, selection: &Selection, limit: usize) -> Table {
    let mut table = Table::new(&["date", "title", "topic", "path", "url"]);
    for id in selection.articles(site).into_iter().take(limit) {
        let article = site.article(id);
        let topic = article.topics.first().map(|id| site.topics.get(*id).name.clone());
        table.row([
            json!(article.date.in_zone(site.config.timezone).as_written().replace('T', " ")),
            json!(&*article.document.front.title),
            json!(topic),
            json!(&*article.document.path),
            json!(url(site, &article.url)),
        ]);
    }
    table
}

fn url(site: &Site, url: &str) -> String {
    site.config.base_url.absolute(url)
}

fn editions(site: &Site, limit: usize) -> Table {
    let mut table = Table::new(&["number", "title", "covers", "articles", "path", "url"]);
    for edition in site.editions.iter().take(limit) {
        table.row([
            json!(edition.number()),
            json!(&*edition.page.document.front.title),
            json!(edition.covers().map(|days| days.to_string())),
            json!(edition.articles().len()),
            json!(&*edition.page.document.path),
            json!(url(site, &edition.page.url)),
        ]);
    }
    table
}

fn pages(site: &Site, limit: usize) -> Table {
    let mut table = Table::new(&["title", "path", "url"]);
    for page in site.pages.iter().chain(site.home.as_deref()).take(limit) {
        let document = &page.document;
        table.row([json!(&*document.front.title), json!(&*document.path), json!(url(site, &page.url))]);
    }
    table
}

fn terms(site: &Site, kind: TermKind, limit: usize) -> Table {
    let mut table = Table::new(&["name", "articles", "described", "url"]);
    for (_, term) in site.terms(kind).iter().take(limit) {
        let page = term.has_page().then(|| url(site, &term.url));
        table.row([json!(term.name), json!(term.articles.len()), json!(term.is_described()), json!(page)]);
    }
    table
}

fn held<'s>(sites: impl Iterator<Item = &'s Site>, limit: usize) -> Table {
    let mut table = Table::new(&["why", "title", "path"]);
    for held in sites.flat_map(|site| site.held.iter()).take(limit) {
        table.row([json!(held.reason.describe()), json!(held.title), json!(held.path)]);
    }
    table
}

fn due<'s>(sites: impl Iterator<Item = &'s Site>, limit: usize) -> Table {
    let mut due: Vec<_> = sites.flat_map(|site| schedule(site, site.now)).collect();
    due.sort_by_key(|due| due.date.timestamp);
    let mut table = Table::new(&["date", "what", "title", "path"]);
    for due in due.into_iter().take(limit) {
        let date = Value::String(due.date.to_rfc3339());
        table.row([date, json!(due.turn.as_str()), json!(due.title), json!(due.path)]);
    }
    table
}
