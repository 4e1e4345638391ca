//! `newsprint stats`: how much there was of what.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::site::{Opened, SiteArguments, opened, period};
use super::table::{RowFormat, Table};
use super::{CLEAN, FAILED, language, messages};
use crate::overview::{Statistics, last_weeks, statistics};
use crate::site::Flags;

/// How many topics, outlets and gaps are shown to people.
const SHOWN: usize = 10;

/// Count articles by week, topic and outlet
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint stats                              the last twelve weeks
  newsprint stats --days 2025-01-01/2025-12-31
  newsprint stats --format json")]
pub(super) struct StatsArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Of these days [default: the last twelve weeks]
    #[arg(long, value_name = "FIRST/LAST")]
    days: Option<String>,
    /// The language, in a site of several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// How it is printed: for people, or as one JSON object
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    format: RowFormat,
}

pub(super) fn run(arguments: &StatsArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { live, has_errors, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let days = match period("--days", arguments.days.as_deref()) {
        Ok(days) => days,
        Err(fault) => return messages::usage(&fault),
    };
    let counted = language::context(&live.context, arguments.language.as_deref()).map(|context| {
        let site = context.site();
        statistics(site, days.unwrap_or_else(|| last_weeks(site)))
    });
    match counted {
        Ok(counted) => {
            print(&counted, arguments.format);
            if has_errors { FAILED } else { CLEAN }
        }
        Err(fault) => messages::usage(&fault),
    }
}

/// A closed pipe is no reason to complain.
fn print(counted: &Statistics, format: RowFormat) {
    let line = |text: &str| {
        let _ = writeln!(anstream::stdout(), "{text}");
    };
    if format == RowFormat::Json {
        return line(&serde_json::to_string(counted).unwrap_or_default());
    }
    let Statistics { first, last, articles, weeks, topics, without_topic, outlets, without_source, gaps } =
        counted;
    line(&format!("{articles} article{} from {first} to {last}\n", if *articles == 1 { "" } else { "s" }));
    let most = weeks.iter().map(|week| week.articles).max().unwrap_or(0).max(1);
    let mut by_week = Table::new(&["week_of", "articles", " "]);
    for week in weeks {
        let bar = "█".repeat((week.articles * 30).div_ceil(most));
        by_week.row([json!(week.monday), json!(week.articles), json!(bar)]);
    }
    by_week.print(format);
    let mut by_topic = Table::new(&["topic", "articles"]);
    topics.iter().take(SHOWN).for_each(|topic| by_topic.row([json!(topic.name), json!(topic.articles)]));
    let others: usize = topics.iter().skip(SHOWN).count();
    section(&by_topic, others, *without_topic, "name no topic");
    let mut by_outlet = Table::new(&["outlet", "articles", "first", "percent"]);
    for outlet in outlets.iter().take(SHOWN) {
        by_outlet.row([
            json!(outlet.name),
            json!(outlet.articles),
            json!(outlet.first),
            json!(outlet.percent),
        ]);
    }
    section(&by_outlet, outlets.len().saturating_sub(SHOWN), *without_source, "name no outlet");
    if !gaps.is_empty() {
        let more = if gaps.len() > SHOWN { ", …" } else { "" };
        let some: Vec<&str> = gaps.iter().take(SHOWN).map(String::as_str).collect();
        line(&format!("\nDays without an article: {}{more}", some.join(", ")));
    }
}

fn section(table: &Table, others: usize, without: usize, what: &str) {
    if table.len() == 0 && without == 0 {
        return;
    }
    let mut out = anstream::stdout();
    let _ = writeln!(out);
    table.print(RowFormat::Table);
    if others > 0 {
        let _ = writeln!(out, "… and {others} more");
    }
    if without > 0 {
        let _ = writeln!(out, "{without} {what}");
    }
}
