//! `newsprint new edition`: the next edition, with what came since the last one.

use clap::Args;

use super::{Finish, check, date, from_archetype};
use crate::cli::language;
use crate::cli::messages;
use crate::cli::site::{Opened, SiteArguments, opened, period};
use crate::content::Slug;
use crate::i18n::Texts;
use crate::scaffold::archetype::Field;
use crate::scaffold::document::{ending, written};
use crate::site::next_edition::{Covered, Phrases, Wish, next_edition};
use crate::site::{Edition, Flags, Site};

/// Write the next edition into content/editions/
///
/// Its number and its period are the next ones, and are written into it. It has the articles of the period as cards,
/// grouped by primary topic, what was corrected since the last edition in articles that editions speak of, and what is
/// held back in a comment. It is a draft until its editors take `draft: true` out.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new edition                                 the articles since the last edition
  newsprint new edition --date 2025-02-14T06:00         published then, and covering until that day
  newsprint new edition --covers 2025-02-08/2025-02-14  of these days, whatever other editions cover
  newsprint new edition --covers 2025-02-14 --slug evening  a second one of a day
  newsprint new edition --language uk                   of the articles in that language
  newsprint new edition --stdout                        only show it")]
pub(super) struct EditionArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// When it is to be published; without a zone it is in the site's [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Its title [default: "Edition 12", in the language of the site]
    #[arg(long)]
    title: Option<String>,
    /// The first and the last day that it covers [default: from the day after the last edition's to its date]
    #[arg(long, value_name = "FIRST/LAST")]
    covers: Option<String>,
    /// The language of a site that has several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// What its file and its address are called besides the date
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    #[command(flatten)]
    finish: Finish,
}

pub(super) fn run(arguments: &EditionArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { live, all, has_errors, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    if has_errors {
        return messages::failed("nothing was written: what is wrong might be missing from the edition");
    }
    let asked = arguments.language.as_deref();
    let asked = language::context(&live.context, asked)
        .and_then(|live| Ok((live, language::context(&all.context, asked)?, wish(arguments, live.site())?)));
    let (live, all, wish) = match asked {
        Ok(asked) => asked,
        Err(fault) => return messages::usage(&fault),
    };
    let (site, all) = (live.site(), all.site());
    let next = match next_edition(site, all, &wish, &phrases(live.texts(&site.config.language))) {
        Ok(next) => next,
        Err(covered) => {
            return messages::failed(&said_of_covered(&covered, &wish, site));
        }
    };
    let mut fields = vec![
        Field::text("title", &next.title),
        Field::raw("number", &next.number.to_string()),
        Field::raw("date", &written(wish.date, site.config.timezone)),
        Field::raw("covers", &next.covers.to_string()),
    ];
    fields.push(Field::raw("draft", "true"));
    fields.extend(next.slug.as_deref().map(|slug| Field::text("slug", slug)));
    let text = match from_archetype(&options, &["edition"], &fields) {
        Ok(text) => format!("{text}{}", next.text),
        Err(fault) => return fault.say(&options),
    };
    let (year, month, day) = site.civil(wish.date.timestamp);
    let slug = wish.slug.as_ref().map_or_else(String::new, |slug| format!("-{slug}"));
    let path = format!("content/editions/{year:04}-{month:02}-{day:02}{slug}{}", ending(site));
    if let Err(fault) = check(all, &path, &text) {
        return fault.say(&options);
    }
    let count = match next.articles {
        1 => "one article".to_owned(),
        count => format!("{count} articles"),
    };
    let remark = match next.articles {
        0 => {
            "No article is of these days: put briefs into it (`newsprint import --brief --edition`), or delete it and name other days with --covers."
        }
        _ => "Give it a title and opening words, and take `draft: true` out when it may be published.",
    };
    let mut remarks = vec![remark.to_owned()];
    let shares_days = |edition: &&Edition| {
        edition.covers().is_some_and(|days| days.first <= next.covers.last && next.covers.first <= days.last)
    };
    remarks.extend(all.editions.iter().find(shares_days).map(|other| {
        let other = &other.page.document.path;
        format!("{other} covers days of it, too: take `covers:` out of one of them, for a build warns of days that two have.")
    }));
    let said = format!("Wrote {path}: number {}, {}, {count}", next.number, next.covers);
    arguments.finish.file(&options, (&path, "--date or a --slug"), &text, (&said, &remarks))
}

/// Why there is no edition of itself, and the command that makes a second one of that day.
fn said_of_covered(covered: &Covered, wish: &Wish, site: &Site) -> String {
    let Covered { by, until } = covered;
    let (year, month, day) = site.civil(wish.date.timestamp);
    let (today, slug) = (format!("{year:04}-{month:02}-{day:02}"), wish.slug.as_ref());
    let slug = slug.map_or_else(|| "evening".to_owned(), ToString::to_string);
    format!(
        "{by} covers until {until}, and there are no days since then; say with --covers which days it covers, and with --slug what it is called beside another one of its day, such as `--covers {today} --slug {slug}`"
    )
}

fn wish(arguments: &EditionArguments, site: &Site) -> Result<Wish, String> {
    let date = date(site, arguments.date.as_deref())?;
    let covers = period("--covers", arguments.covers.as_deref())?;
    let slug = arguments.slug.as_deref().map(|text| {
        Slug::new(text).ok_or_else(|| format!("--slug {text} has no letter or digit for an address"))
    });
    let title = arguments.title.clone().filter(|title| !title.trim().is_empty());
    Ok(Wish { date, title, slug: slug.transpose()?, covers })
}

fn phrases(texts: &Texts) -> Phrases {
    Phrases {
        title: texts.plain("edition.new_title"),
        other: texts.plain("edition.other"),
        corrections: texts.plain("corrections.heading"),
        in_edition: texts.plain("edition.in"),
        withdrawn: texts.plain("edition.withdrawn"),
        held: texts.plain("edition.held"),
    }
}
