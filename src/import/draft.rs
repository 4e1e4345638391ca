//! An imported article → the text of a draft, as the site writes its own: names in the spelling of the registries, and beside
//! each guess a comment that says so.

pub mod sources;

use std::sync::Arc;

use super::article::{Article, Form};
use super::block::{Block, Comment, Picture};
use super::facts::{Found, Provenance};
use super::markdown;
use super::notice::{Hint, Notice};
use crate::content::document::{ParseContext, parse};
use crate::content::yaml::write::scalar;
use crate::content::{Date, Document, Kind, Slug, unwritten};
use crate::line::one_line;
use crate::paths::OutPath;
use crate::scaffold::archetype::{self, Field};
use crate::scaffold::document::{check, ending, folder, written};
use crate::site::{Site, TermKind};

/// What editors choose.
#[derive(Debug, Clone)]
pub struct Choices {
    /// The moment that the draft is dated with.
    pub date: Date,
    /// Topics, in the site's spelling.
    pub topics: Vec<String>,
    /// Tags, in the site's spelling.
    pub tags: Vec<String>,
    /// Our own summary, if it is written already.
    pub summary: Option<String>,
    /// Headline, source, and a summary to be written; nothing of the text.
    pub is_brief: bool,
    /// There is only a line of an edition, and no file: nobody's name or address stands in its way.
    pub is_entry: bool,
    /// In a folder of its own, with its pictures.
    pub is_bundle: bool,
    /// What its file is called, besides the date.
    pub slug: Option<Slug>,
    /// Under what terms the text may be used.
    pub licence: Option<String>,
    /// Whether the text is taken over whole.
    pub is_republished: bool,
    /// The text as somebody has written it anew, as Markdown; none where it is what was found.
    pub body: Option<String>,
}

/// A draft that may be written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its file, relative to the site's folder.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What is to be said of it.
    pub remarks: Vec<Notice>,
    /// What a build reads in it.
    pub document: Option<Arc<Document>>,
}

/// Writes a draft. `archetype` is the site's, or the built-in one.
///
/// # Errors
/// Why there is none: no headline, a licence that nobody found, an address that is taken.
pub fn draft(
    site: &Site,
    context: &ParseContext,
    article: &Article,
    choices: &Choices,
    archetype: &str,
) -> Result<Draft, Notice> {
    let Some(title) = &article.title else {
        return Err(Notice::with("no headline was found", Hint::Headline));
    };
    let mut remarks = Vec::new();
    let slug = match choices.is_entry {
        true => Slug::new(&title.value).map(|slug| slug.to_string()).unwrap_or_default(),
        false => file_name(&title.value, choices, &mut remarks)?,
    };
    let licence =
        choices.licence.clone().or_else(|| article.licence.as_ref().map(|licence| licence.value.clone()));
    if choices.is_republished && licence.is_none() {
        let why = "the page names no licence, and a text may be taken over whole only under one";
        return Err(Notice::with(why, Hint::Licence));
    }
    for (kind, names) in [(TermKind::Topic, &choices.topics), (TermKind::Tag, &choices.tags)] {
        let is_new = |name: &&String| site.terms(kind).find(name).is_none();
        if let Some((name, why)) =
            names.iter().filter(is_new).find_map(|name| Some((name, no_address(name)?)))
        {
            return Err(format!("no {} can be called “{name}”: {why}", kind.as_str()).into());
        }
    }
    let mut fields = vec![field("title", title)];
    fields.push(Field::raw("date", &written(choices.date, site.config.timezone)));
    fields.extend(summary(article, choices));
    if article.form == Form::Live {
        fields.push(Field::raw("type", "live"));
    } else if let Some(label) = article.label {
        fields.push(Field::raw("type", label));
    }
    for (key, names) in [("topics", &choices.topics), ("tags", &choices.tags)] {
        fields.extend((!names.is_empty()).then(|| Field::list(key, names)));
    }
    let sources = sources::sources(site, article, licence.as_deref(), choices.date, &mut remarks);
    fields.extend((!sources.is_empty()).then(|| Field::lines("sources", sources)));
    if choices.is_republished {
        fields.push(Field::raw("republished", "true"));
    }
    if let Some(place) = &article.place {
        fields.push(Field::lines("extra", format!("extra:\n  dateline: {}\n", scalar(&place.value, false))));
    }
    // A brief has no text that a comment could stand above.
    let embargo = article.embargo.as_ref().filter(|_| choices.is_brief);
    let embargo = embargo.map(|line| format!("  # under embargo, do not publish before: {}", one_line(line)));
    fields.push(Field::raw("draft", &format!("true{}", embargo.unwrap_or_default())));
    let filled = archetype::fill(front_alone(archetype), &fields)
        .map_err(|why| format!("the archetype of articles cannot be filled in: {why}"))?;
    let body = match &choices.body {
        _ if choices.is_brief => String::new(),
        Some(body) => body.clone(),
        None => markdown::write(&blocks(article, choices)),
    };
    let text = if body.is_empty() { filled } else { format!("{filled}\n{body}") };
    let (year, month, day) = (choices.date.year(), choices.date.month(), choices.date.day());
    let name = format!("{}/{year:04}-{month:02}-{day:02}-{slug}", folder(site, choices.date));
    let ending = ending(site);
    let path = if choices.is_bundle { format!("{name}/index{ending}") } else { format!("{name}{ending}") };
    if !choices.is_entry {
        check(site, context, &path, &text).map_err(Notice::from)?;
    }
    let document = Kind::of(&path)
        .and_then(|kind| parse(&Arc::from(path.as_str()), kind, text.as_bytes(), context).ok())
        .map(Arc::new);
    kept_back(article, &mut remarks);
    guesses(article, &mut remarks);
    // Whoever wrote the text anew has seen them.
    if !choices.is_brief && choices.body.is_none() {
        doubts(article, &mut remarks);
    }
    Ok(Draft { path, text, remarks, document })
}

/// What the draft's file is called, besides its date, and so its address. A name that systems keep for themselves (`con`) becomes
/// another one.
fn file_name(title: &str, choices: &Choices, remarks: &mut Vec<Notice>) -> Result<String, Notice> {
    let Some(slug) = choices.slug.clone().or_else(|| Slug::new(title)) else {
        return Err(Notice::with(format!("“{title}” has no letter or digit for an address"), Hint::FileName));
    };
    let Some(why) = no_address(slug.as_str()) else { return Ok(slug.to_string()) };
    let other = format!("{slug}-1");
    remarks.push(format!("Its address ends in {other}: {why}").into());
    Ok(other)
}

/// Why nothing of a name can have an address, as a clause; none where it can.
fn no_address(name: &str) -> Option<String> {
    match Slug::new(name) {
        Some(slug) => OutPath::new(slug.as_str()).err().map(|why| why.to_string()),
        None => Some("it has no letter or digit".to_owned()),
    }
}

/// The front matter of an archetype: what stands below it is for texts that are written, not for those that are found.
fn front_alone(archetype: &str) -> &str {
    let text = archetype.trim_start_matches('\u{feff}');
    let end = text
        .strip_prefix("---")
        .and_then(|rest| rest.find("\n---").map(|at| at + "---".len() + "\n---".len()));
    match end {
        Some(end) => {
            let line = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
            &text[..line]
        }
        None => "",
    }
}

/// A field; beside a guess stands a comment.
fn field(key: &'static str, found: &Found<String>) -> Field {
    let value = scalar(&one_line(&found.value), false);
    Field::raw(key, &format!("{value}{}", comment(found)))
}

/// What stands beside a value that nobody said.
fn comment<T>(found: &Found<T>) -> String {
    match found.provenance {
        Provenance::Given | Provenance::Structured | Provenance::Visible => String::new(),
        Provenance::Address | Provenance::Guessed => format!("  # a guess: {}", one_line(&found.place)),
    }
}

fn summary(article: &Article, choices: &Choices) -> Option<Field> {
    if let Some(summary) = &choices.summary {
        return Some(Field::text("summary", &one_line(summary)));
    }
    if choices.is_brief {
        return Some(Field::raw("summary", unwritten::MARK));
    }
    standfirst(article).map(|text| field("summary", text))
}

/// The page's own summary, where its text does not begin with it. There readers would have it twice: in a new line below the
/// headline, and as the beginning of the text, of which the automatic summary is made anyway.
pub fn standfirst(article: &Article) -> Option<&Found<String>> {
    let words = |text: &str| {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect::<Vec<_>>()
    };
    let found = article.standfirst.as_ref()?;
    let said = words(&found.value);
    let mut text = article
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Paragraph(_)))
        .flat_map(|block| words(&block.text()));
    let end = found.value.trim_end();
    let is_cut = end.ends_with('…') || end.ends_with("...");
    // The last word of one that was cut may be a part of another.
    let whole = if is_cut { said.len().saturating_sub(1) } else { said.len() };
    let is_again = said[..whole].iter().all(|word| text.next().as_ref() == Some(word))
        && said[whole..].iter().all(|part| text.next().is_some_and(|word| word.starts_with(part)));
    (said.is_empty() || !is_again || found.provenance == Provenance::Given).then_some(found)
}

/// The text. Of one that is taken over whole pictures stay behind: their rights are another matter.
fn blocks(article: &Article, choices: &Choices) -> Vec<Block> {
    let unpictured = |block: &Block| match block {
        Block::Picture(picture) if choices.is_republished => {
            Block::Picture(Picture { src: String::new(), ..picture.clone() })
        }
        block => block.clone(),
    };
    article.blocks.iter().map(unpictured).collect()
}

/// Says until when it must not be published, and what stayed behind.
fn kept_back(article: &Article, remarks: &mut Vec<Notice>) {
    if let Some(line) = &article.embargo {
        remarks.push(format!("Under embargo (“{}”): do not publish before", one_line(line)).into());
    }
    let names = article.attachments.join(", ");
    match article.attachments.len() {
        0 => {}
        1 => remarks.push(format!("One attachment of the message was left behind: {names}").into()),
        count => remarks.push(format!("{count} attachments of the message were left behind: {names}").into()),
    }
}

/// Says which values nobody said.
fn guesses(article: &Article, remarks: &mut Vec<Notice>) {
    let mut guess = |name: &str, place: Option<&String>| {
        remarks.extend(place.map(|place| format!("{name} is a guess ({place}): look at it").into()));
    };
    guess("The headline", article.title.as_ref().filter(|found| found.is_guess()).map(|found| &found.place));
    guess(
        "When it was published",
        article.published.as_ref().filter(|found| found.is_guess()).map(|found| &found.place),
    );
    guess("Who wrote it", article.people.iter().find(|found| found.is_guess()).map(|found| &found.place));
    guess("The outlet", article.outlet.as_ref().filter(|found| found.is_guess()).map(|found| &found.place));
    guess(
        "The language",
        article.language.as_ref().filter(|found| found.is_guess()).map(|found| &found.place),
    );
}

/// Says that something may be none of the text, or could not be brought along.
fn doubts(article: &Article, remarks: &mut Vec<Notice>) {
    let has = |is_meant: fn(&Comment) -> bool| {
        article
            .blocks
            .iter()
            .filter(move |block| matches!(block, Block::Comment(one) if is_meant(one)))
            .count()
    };
    let mut say = |said: String| remarks.push(said.into());
    match has(|comment| matches!(comment, Comment::Asked(_))) {
        0 => {}
        1 => say("One line may not be part of the text: a comment stands before it".to_owned()),
        count => say(format!("{count} lines may not be part of the text: comments stand before them")),
    }
    if has(|comment| matches!(comment, Comment::Embedded(_))) > 0 {
        say("The page shows a map, a chart or the like within its text: a comment in the draft names it"
            .to_owned());
    }
}
