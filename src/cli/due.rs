//! `newsprint due`: the next moment at which something appears or expires.

use clap::Args;

use super::site::{Opened, SiteArguments, opened};
use super::table::{RowFormat, Table};
use super::{CLEAN, FAILED, messages};
use crate::content::Date;
use crate::overview::schedule;
use crate::site::Flags;

/// Say when the next article appears or expires
///
/// Prints what is due then, and ends with 0; with 1 when nothing is. So a script knows whether a build is needed.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint due                              the next moment, and what is due then
  newsprint due --within 1h && …             is anything due within an hour?
  newsprint due --since 2025-02-14T05:00 && newsprint build
                                             has anything become due since then?")]
pub(super) struct DueArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Only what is due within this time from now: 90m, 12h, 7d
    #[arg(long, value_name = "TIME", conflicts_with = "since")]
    within: Option<String>,
    /// What has become due from this moment until now, instead of what is to come
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    format: RowFormat,
}

pub(super) fn run(arguments: &DueArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { all, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let site = all.context.site();
    let (now, zone) = (site.now, site.config.timezone);
    let since = arguments.since.as_deref().map(|text| {
        let parsed = Date::parse(text, zone).map(|(date, _)| date.timestamp);
        parsed.map_err(|error| format!("--since {text}: {}; {}", error.message, error.hint))
    });
    let (since, within) = match (since.transpose(), arguments.within.as_deref().map(seconds).transpose()) {
        (Ok(since), Ok(within)) => (since, within),
        (Err(fault), _) | (_, Err(fault)) => return messages::usage(&fault),
    };
    let mut due: Vec<_> = all.context.sites().flat_map(|site| schedule(site, since.unwrap_or(now))).collect();
    due.sort_by_key(|due| due.date.timestamp);
    let last = match (since, within) {
        (Some(_), _) => now,
        (None, Some(within)) => now.saturating_add(within),
        // What is due at the same moment as the next is due with it.
        (None, None) => due.first().map_or(now, |next| next.date.timestamp),
    };
    due.retain(|due| due.date.timestamp <= last);
    let mut table = Table::new(&["date", "what", "title", "path"]);
    for due in &due {
        let date = due.date.to_rfc3339();
        table.row([date.into(), due.turn.as_str().into(), due.title.clone().into(), due.path.clone().into()]);
    }
    table.print(arguments.format);
    if due.is_empty() {
        messages::say("Nothing is due; `newsprint list held` has what readers do not see");
        return FAILED;
    }
    CLEAN
}

/// `90m`, `12h`, `7d` in seconds.
fn seconds(text: &str) -> Result<i64, String> {
    let units = [("m", 60), ("h", 3600), ("d", 86_400)];
    let parsed = units.into_iter().find_map(|(unit, seconds)| {
        let number: u32 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
        i64::from(number).checked_mul(seconds)
    });
    parsed.ok_or_else(|| format!("--within {text} is no time: write 90m, 12h or 7d"))
}
