//! The dates that readers see: beside the headline, or below the text where a line says what it is the date of.
//!
//! A line that is nothing but a date, or a date and who wrote the text, has its date, and so has one that says "published". What
//! stands beside other words may be the day of an event or a deadline, and what stands above the headline among the page's own
//! things is the day on which the page was read.

use dom_query::NodeRef;

use super::super::Sources;
use super::super::head::{Line, Side, Stand, marks};
use super::label::{self, Label};
use super::{Moment, is_plausible, written};
use crate::content::date::words;
use crate::import::newsroom::{byline, furniture};

/// How many words a line may have that is there for its date, beside that.
const WORDS: usize = 14;
/// How many a sentence may have that says when the text was published, and a heading that is no heading.
const SENTENCE: usize = 30;
const HEADING: usize = 6;

/// What readers see.
#[derive(Default)]
pub(super) struct Seen {
    /// The date that is said to be that of publication.
    pub(super) published: Option<Dated>,
    /// A date that nothing is said of.
    pub(super) plain: Option<Dated>,
    /// The date of a change.
    pub(super) updated: Option<Dated>,
}

/// A date as readers see it.
#[derive(Debug, Clone)]
pub(super) struct Dated {
    pub(super) moment: Moment,
    /// Whether it may be another day.
    pub(super) is_ambiguous: bool,
    /// Whether it may be the day of something else than the text.
    pub(super) is_doubtful: bool,
    /// Where it stands, for messages.
    pub(super) place: &'static str,
}

impl Dated {
    fn new(moment: Moment, line: &Line<'_>) -> Self {
        let is_around = line.stand == Stand::Around;
        let place = if is_around { "a line around the article" } else { "a line beside the headline" };
        Self { moment, is_ambiguous: false, is_doubtful: is_around, place }
    }

    /// Says how a date was read that may be either of two days.
    fn read(&mut self, is_month_first: bool) {
        if self.is_ambiguous {
            self.place = match is_month_first {
                true => "a line of the page, read with the month first",
                false => "a line of the page, read with the day first",
            };
        }
    }
}

/// Reads the lines of the article's head and tail; of each kind the nearest to the headline that is without doubt.
pub(super) fn read(sources: &Sources<'_>, is_month_first: bool) -> Seen {
    let mut seen = Seen::default();
    let mut mentioned = None;
    for (at, line) in sources.lines.iter().enumerate() {
        let above =
            sources.lines[..at].iter().chain(&sources.lines[at + 1..]).find(|other| other.at + 1 == line.at);
        for (dated, label) in of_line(line, above, is_month_first) {
            let is_long = line.text().split_whitespace().count() > WORDS;
            let place = match label {
                Some(Label::Published) if is_long => &mut mentioned,
                Some(Label::Published) => &mut seen.published,
                Some(Label::Updated) => &mut seen.updated,
                None if line.side == Side::Head => &mut seen.plain,
                Some(Label::Other) | None => continue,
            };
            if place.as_ref().is_none_or(|known| known.is_doubtful && !dated.is_doubtful) {
                *place = Some(dated);
            }
        }
    }
    // "This text was first published on …, and has been changed since."
    seen.published = seen.published.or(mentioned);
    seen
}

/// The dates of a line, each with what it is the date of.
fn of_line(line: &Line<'_>, above: Option<&Line<'_>>, is_month_first: bool) -> Vec<(Dated, Option<Label>)> {
    let text = line.text();
    let dates = written::dates(&text);
    let time = time(line);
    let by_marks = || {
        // Comments are published, too.
        if line.side == Side::Tail {
            return None;
        }
        let names = format!(
            "{} {}",
            line.marks(0),
            time.as_ref().map(|(_, marks)| marks.as_str()).unwrap_or_default()
        );
        label::of_marks(&names).or_else(|| label::of_marks(&line.marks(1)))
    };
    let by_above = || above.and_then(|above| label::alone(&above.text()));
    if dates.is_empty() {
        // "3 days ago", for those who read the page that day.
        let is_short = text.split_whitespace().count() <= WORDS;
        return match &time {
            Some((moment, _)) if is_short => {
                vec![(
                    Dated::new(moment.clone(), line),
                    label::before(&text).or_else(by_above).or_else(by_marks),
                )]
            }
            _ => Vec::new(),
        };
    }
    let beside = text.split_whitespace().count();
    let mut from = 0;
    let mut found = Vec::new();
    for date in &dates {
        let said = label::before(&text[from..date.range.start]);
        from = date.range.end;
        // Sentences have dates, too.
        let most = match said {
            Some(Label::Published) => SENTENCE,
            Some(_) if !line.is_heading => WORDS + 6,
            None if !line.is_heading => WORDS,
            _ => HEADING,
        };
        if beside > most {
            continue;
        }
        let label = said.or_else(|| (dates.len() == 1).then(|| by_above().or_else(by_marks)).flatten());
        let mut dated = Dated::new(date.moment.clone(), line);
        dated.is_ambiguous = date.other.is_some();
        if let Some(other) = date.other.filter(|_| is_month_first) {
            dated.moment = dated.moment.on(other);
        }
        if let Some((told, _)) = &time {
            let is_day = told.day() == dated.moment.day() || date.other == Some(told.day());
            // A day later or earlier in another zone.
            let is_near = matches!((told, &dated.moment), (Moment::Zoned(_), Moment::Day(_)))
                && told.days_after(&dated.moment).abs() <= 1;
            if let Some(moment) = told.shown(&dated.moment) {
                dated.moment = moment;
                dated.is_ambiguous = false;
            } else if is_day {
                // The same to the second, and told for machines, which do not mix days and months.
                dated.moment = told.clone();
                dated.is_ambiguous = false;
            } else if dates.len() == 1 && !is_near {
                // Readers are shown one day, and machines are told another.
                dated.is_doubtful = true;
            }
        }
        // "Open until 15 March 2025", "3 May 1961 – 4 June 2024", "3–5 May 2025": of what, nobody says.
        dated.is_doubtful |= date.is_span || label.is_none() && !is_when_or_by(line, &text);
        dated.read(is_month_first);
        found.push((dated, label));
    }
    if found.iter().filter(|(_, label)| label.is_none()).count() > 1 {
        for (dated, _) in found.iter_mut().filter(|(_, label)| label.is_none()) {
            dated.is_doubtful = true;
        }
    }
    found
}

/// Whether a line says when, and beside it no more than who wrote it: "Apply by 4 May 2025" and "4 May 2025, Town hall" do not. Where
/// its page calls it the date, other words may stand beside it.
fn is_when_or_by(line: &Line<'_>, text: &str) -> bool {
    let is_called = line.inner.iter().chain([&line.node]).any(|node| is_date_mark(&marks(node)));
    if is_called && furniture::is_when(text) {
        return true;
    }
    line.parts.iter().flat_map(|part| part.split(BARS)).any(|piece| is_dated(piece.trim()))
        || says_when_or_by(text)
}

/// What stands between the pieces of a line.
const BARS: [char; 7] = ['|', '·', '•', '⋅', '●', '—', '–'];

/// The same of a text, or of one of its pieces between bars.
pub(super) fn says_when_or_by(text: &str) -> bool {
    let whole = text.replace(" - ", " | ").replace(" / ", " | ");
    is_when(&whole) || is_by(text) || whole.split(BARS).any(|piece| is_dated(piece.trim()))
}

/// Whether a piece has a date, and nothing beside it.
fn is_dated(piece: &str) -> bool {
    !written::dates(piece).is_empty() && (is_when(piece) || is_by(piece))
}

/// Whether a text is a date, and nothing beside it but a day of the week, a time, and small words.
fn is_when(text: &str) -> bool {
    let is_small = |word: &str| {
        let lower = word.to_lowercase();
        words::says_nothing(&lower)
            || word.starts_with(|one: char| one.is_ascii_digit())
            || ["am", "pm", "a.m", "p.m", "vom", "el", "la", "las", "il", "op"].contains(&&*lower)
            || word.chars().all(char::is_uppercase) && words::zone(&lower).is_some()
    };
    let is_sign = |one: char| !one.is_alphanumeric() && !matches!(one, '.' | '\'' | 'ʼ');
    undated(text)
        .split(is_sign)
        .map(|word| word.trim_matches('.'))
        .filter(|word| !word.is_empty())
        .all(is_small)
}

/// Whether a text says who wrote something, with or without a date.
fn is_by(text: &str) -> bool {
    byline::read(&undated(text)).is_some_and(|byline| !byline.people.is_empty())
}

/// A text without its dates.
fn undated(text: &str) -> String {
    let mut rest = text.to_owned();
    for date in written::dates(text).iter().rev() {
        rest.replace_range(date.range.clone(), " ");
    }
    rest
}

/// Names of an element that holds the date of a text, and not of an event.
fn is_date_mark(marks: &str) -> bool {
    const YES: [&str; 7] = ["date", "publish", "posted", "timestamp", "meta", "dateline", "byline"];
    const NO: [&str; 8] = ["event", "deadline", "expir", "start", "end-", "calendar", "due", "issue"];
    YES.iter().any(|name| marks.contains(name)) && !NO.iter().any(|name| marks.contains(name))
}

/// The date of a `time` element in, or around, a line, and how it is marked.
fn time(line: &Line<'_>) -> Option<(Moment, String)> {
    let around = line.node.ancestors_it(Some(2));
    let within = line.inner.iter().copied();
    let mut times = [line.node].into_iter().chain(around).chain(within).filter(|node| node.has_name("time"));
    times.find_map(|node| Some((of_time(&node)?, marks(&node))))
}

/// What a `time` element says to machines.
pub(super) fn of_time(node: &NodeRef<'_>) -> Option<Moment> {
    let written = ["datetime", "content", "title"].into_iter().find_map(|name| node.attr(name))?;
    Moment::parse(&written).filter(is_plausible)
}

/// Whether a `time` element may be that of publication: nothing in it, around it or in its names says that it is not.
pub(super) fn is_published(node: &NodeRef<'_>) -> bool {
    let around = || node.parent().map(|parent| parent.text()).filter(|text| text.len() <= 200);
    let label = label::before(&node.text())
        .or_else(|| label::before(&around()?))
        .or_else(|| label::of_marks(&marks(node)));
    label.is_none_or(|label| label == Label::Published)
}
