//! The dates that readers see: beside the headline, or below the text where a line says what it is the date of.

use dom_query::NodeRef;

use super::super::Sources;
use super::super::head::{Line, Side, marks};
use super::label::{self, Label};
use super::{Moment, is_plausible, written};
use crate::import::newsroom::{byline, furniture};

/// How many words a line may have that is there for its date, beside that.
const WORDS: usize = 14;
/// How many a sentence may have that says when the text was published, and a heading that is no heading.
const SENTENCE: usize = 30;
const HEADING: usize = 6;
/// How many nodes of an element are looked at.
const NODES: usize = 200;

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
}

/// Reads the lines of the article's head and tail; of each kind the nearest to the headline.
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
            place.get_or_insert(dated);
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
                    Dated { moment: moment.clone(), is_ambiguous: false, is_doubtful: false },
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
        let mut dated =
            Dated { moment: date.moment.clone(), is_ambiguous: date.other.is_some(), is_doubtful: false };
        if let Some(other) = date.other.filter(|_| is_month_first) {
            dated.moment = dated.moment.on(other);
        }
        // The same to the second, and told for machines, which do not mix days and months.
        if let Some((moment, _)) = &time
            && (moment.day() == dated.moment.day() || date.other == Some(moment.day()))
        {
            dated = Dated { moment: moment.clone(), is_ambiguous: false, is_doubtful: false };
        } else if dates.len() == 1 && time.is_some() {
            // Readers are shown one day, and machines are told another.
            dated.is_doubtful = true;
        }
        // "Open until 15 March 2025", "3 May 1961 – 4 June 2024": of what, nobody says.
        dated.is_doubtful |= label.is_none() && (dates.len() > 1 || !is_when_or_by(&text));
        found.push((dated, label));
    }
    found
}

/// Whether a line says when, and beside it no more than who wrote it or where.
fn is_when_or_by(text: &str) -> bool {
    furniture::is_when(text) || byline::read(text).is_some_and(|byline| !byline.people.is_empty())
}

/// The date of a `time` element in, or around, a line, and how it is marked.
fn time(line: &Line<'_>) -> Option<(Moment, String)> {
    let around = line.node.ancestors_it(Some(2));
    let within = line.node.descendants_it().take(if line.is_whole { NODES } else { 0 });
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
