//! How the times of a live article's updates are printed.

use crate::content::Date;
use crate::i18n::Texts;
use crate::render::format_date;

/// The time of a live article's update, with the day when it is another than the article's.
pub(super) fn time(texts: &Texts, date: Date, other_day: bool) -> String {
    let moment = date.to_rfc3339();
    let format = |name| format_date(&moment, name, texts).unwrap_or_default();
    if !other_day {
        return format("time");
    }
    let with_day = texts.get("article.date_time", None, &|place| match place {
        "date" => Some(format("long")),
        "time" => Some(format("time")),
        _ => None,
    });
    with_day.unwrap_or_default()
}
