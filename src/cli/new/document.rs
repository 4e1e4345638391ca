//! `newsprint new article`, `topic`, `story` and `page`: a document with its front matter.

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::{Finish, check, date, from_archetype};
use crate::build::Options;
use crate::cli::language;
use crate::cli::messages;
use crate::cli::site::{Opened, SiteArguments, opened};
use crate::content::Slug;
use crate::content::front_matter::ArticleType;
use crate::line::one_line;
use crate::scaffold::archetype::Field;
use crate::scaffold::document::{Fault, ending, folder, names, spelled, written};
use crate::site::{Flags, Site, TermKind};

/// Write a new article, with what is known about it
///
/// Its file stands where the newest article does, with the day in its name. Topics, tags, outlets, authors and stories are
/// spelled as the site spells them; of a name that is nearly one of them nothing is written, but the name. Its front matter is
/// that of archetypes/article.md (or of its type: archetypes/opinion.md), if the site has one. It is a draft until
/// `draft: true` is taken out.
#[derive(Args, Debug)]
#[command(after_long_help = "Examples:
  newsprint new article \"Ministers meet\" --topic Trade --tag Grain --tag \"Black Sea\"
  newsprint new article \"Ministers meet\" --source https://outlet.example/report --edit
  newsprint new article \"Why grain matters\" --type explainer --date 2025-02-14T06:00")]
pub(super) struct ArticleArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// Its headline
    #[arg(value_name = "HEADLINE")]
    title: String,
    /// A topic; the first is its primary one
    #[arg(long, value_name = "NAME")]
    topic: Vec<String>,
    /// A tag
    #[arg(long, value_name = "NAME")]
    tag: Vec<String>,
    /// Who reported it: the address of their report, or an outlet's name
    #[arg(long, value_name = "URL")]
    source: Vec<String>,
    /// Who writes it
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// The running story that it belongs to
    #[arg(long, value_name = "NAME")]
    story: Option<String>,
    /// What it is [default: news]
    #[arg(long = "type", value_name = "TYPE", value_parser = PossibleValuesParser::new(ArticleType::ALL.map(ArticleType::as_str)))]
    article_type: Option<String>,
    /// The digest line: a sentence for lists and feeds
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    /// When it is published; without a zone it is in the site's [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// A folder for it, in which its pictures lie beside the text
    #[arg(long)]
    bundle: bool,
    #[command(flatten)]
    named: Named,
}

/// Write a new topic: its page, its introduction
#[derive(Args, Debug)]
pub(super) struct TopicArguments {
    #[command(flatten)]
    document: DocumentArguments,
}

/// Write a new running story: its page, what it is about
#[derive(Args, Debug)]
pub(super) struct StoryArguments {
    #[command(flatten)]
    document: DocumentArguments,
}

/// Write a new page of its own, like the imprint
#[derive(Args, Debug)]
pub(super) struct PageArguments {
    #[command(flatten)]
    document: DocumentArguments,
}

#[derive(Args, Debug)]
struct DocumentArguments {
    #[command(flatten)]
    site: SiteArguments,
    /// What it is called
    #[arg(value_name = "TITLE")]
    title: String,
    /// What it is, in a sentence
    #[arg(long, value_name = "TEXT")]
    summary: Option<String>,
    #[command(flatten)]
    named: Named,
}

/// What all documents may be told.
#[derive(Args, Debug)]
struct Named {
    /// What its file and its address are called [default: as its title]
    #[arg(long, value_name = "NAME")]
    slug: Option<String>,
    /// Its language, in a site of several [default: the one without a prefix]
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Publish it as it is, without `draft: true`
    #[arg(long)]
    no_draft: bool,
    #[command(flatten)]
    finish: Finish,
}

impl Named {
    /// The slug of the file.
    ///
    /// # Errors
    /// There is no letter in it.
    fn slug(&self, title: &str) -> Result<Slug, String> {
        let (flag, text) = self.slug.as_deref().map_or(("", title), |slug| ("--slug ", slug));
        Slug::new(text)
            .ok_or_else(|| format!("{flag}{text} has no letter or digit for an address; give a --slug"))
    }

    /// Whether it is a draft, whatever an archetype says.
    fn draft(&self) -> Field {
        if self.no_draft { Field::absent("draft") } else { Field::raw("draft", "true") }
    }

    fn fields(&self, title: &str, summary: Option<&str>) -> Vec<Field> {
        let mut fields = vec![Field::text("title", title)];
        fields.extend(summary.map(|summary| Field::text("summary", &one_line(summary))));
        fields
    }
}

pub(super) fn article(arguments: &ArticleArguments) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { all, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let named = &arguments.named;
    let asked = language::context(&all.context, named.language.as_deref()).map_err(Fault::from);
    let written = asked.and_then(|context| write_article(context.site(), &options, arguments));
    match written {
        Ok((path, text, remarks)) => {
            named.finish.file(&options, (&path, "--slug"), &text, (&format!("Wrote {path}"), &remarks))
        }
        Err(fault) => fault.say(&options),
    }
}

/// The path of the new article, its text, and remarks.
fn write_article(
    site: &Site,
    options: &Options,
    arguments: &ArticleArguments,
) -> Result<(String, String, Vec<String>), Fault> {
    let title = one_line(&arguments.title);
    if title.is_empty() {
        return Err(Fault::Usage("the headline is empty".to_owned()));
    }
    let slug = arguments.named.slug(&title)?;
    let date = date(site, arguments.date.as_deref())?;

    let mut remarks = Vec::new();
    let mut names = |kind, flag, given: &[String]| names(site, kind, flag, given, &mut remarks);
    let topics = names(TermKind::Topic, "--topic", &arguments.topic)?;
    let tags = names(TermKind::Tag, "--tag", &arguments.tag)?;
    let authors = names(TermKind::Author, "--author", &arguments.author)?;
    let story = names(TermKind::Story, "--story", arguments.story.as_slice())?;
    let mut sources = Vec::new();
    for given in &arguments.source {
        sources.push(source(site, given, &mut remarks)?);
    }

    let mut fields = arguments.named.fields(&title, arguments.summary.as_deref());
    fields.push(Field::raw("date", &written(date, site.config.timezone)));
    fields.extend(arguments.article_type.as_ref().map(|name| Field::raw("type", name)));
    for (key, names) in [("topics", &topics), ("tags", &tags), ("authors", &authors)] {
        fields.extend((!names.is_empty()).then(|| Field::list(key, names)));
    }
    fields.extend((!sources.is_empty()).then(|| Field::mappings("sources", &sources)));
    fields.push(arguments.named.draft());
    fields.extend(story.first().map(|story| Field::text("story", story)));
    let archetypes: Vec<&str> = arguments.article_type.as_deref().into_iter().chain(["article"]).collect();
    let text = from_archetype(options, &archetypes, &fields)?;

    let (year, month, day) = (date.year(), date.month(), date.day());
    let name = format!("{}/{year:04}-{month:02}-{day:02}-{slug}", folder(site, date));
    let ending = ending(site);
    let path = if arguments.bundle { format!("{name}/index{ending}") } else { format!("{name}{ending}") };
    check(site, &path, &text)?;
    if !arguments.named.no_draft {
        remarks.push("Take `draft: true` out when it may be published.".to_owned());
    }
    Ok((path, text, remarks))
}

/// What is known of a source by an address or by an outlet's name; empty where an editor has to fill it in.
fn source(
    site: &Site,
    given: &str,
    remarks: &mut Vec<String>,
) -> Result<Vec<(&'static str, String)>, String> {
    let given = given.trim();
    let is_address = given.starts_with("https://") || given.starts_with("http://");
    let name = if is_address {
        if url::Url::parse(given).is_err() {
            return Err(format!("--source {given} is no web address"));
        }
        let known = site.sources.at_address(given).map(|id| site.sources.get(id).name.clone());
        if known.is_none() {
            remarks.push(format!(
                "No outlet of content/sources.yaml has the domain of {given}: fill in its name"
            ));
        }
        let same = |url: &str| url.trim_end_matches('/') == given.trim_end_matches('/');
        let retold = site.articles.iter().find(|article| {
            article.document.front.sources.iter().filter_map(|source| source.url.as_deref()).any(same)
        });
        remarks
            .extend(retold.map(|article| format!("{} retells that report already", article.document.path)));
        known.unwrap_or_default()
    } else {
        spelled(site, TermKind::Source, "--source", given)?.0
    };
    let url = if is_address { given.to_owned() } else { String::new() };
    Ok(vec![("name", name), ("url", url), ("title", String::new()), ("author", String::new())])
}

pub(super) fn topic(arguments: &TopicArguments) -> u8 {
    document(&arguments.document, "topic", "topics", Some(TermKind::Topic))
}

pub(super) fn story(arguments: &StoryArguments) -> u8 {
    document(&arguments.document, "story", "stories", Some(TermKind::Story))
}

pub(super) fn page(arguments: &PageArguments) -> u8 {
    document(&arguments.document, "page", "pages", None)
}

fn document(arguments: &DocumentArguments, archetype: &str, folder: &str, kind: Option<TermKind>) -> u8 {
    let options = arguments.site.options(Flags::default());
    let Opened { all, .. } = match opened(&options) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let named = &arguments.named;
    let site = match language::context(&all.context, named.language.as_deref()) {
        Ok(context) => context.site(),
        Err(fault) => return messages::usage(&fault),
    };
    let mut title = one_line(&arguments.title);
    let mut remarks = Vec::new();
    // What articles name already keeps its spelling and its address.
    let known = kind.and_then(|kind| Some(site.terms(kind).get(site.terms(kind).find(&title)?)));
    if let Some(page) = known.and_then(|term| term.page.as_ref()) {
        return messages::failed(&format!(
            "there is {} already, and nothing was written",
            page.document.path
        ));
    }
    if let Some(known) = known {
        title.clone_from(&known.name);
    } else if let Some(near) = kind.and_then(|kind| site.terms(kind).nearly(&title)) {
        remarks.push(format!("There is “{}”, which is nearly the same", near.name));
    }
    let slug = match known.filter(|_| named.slug.is_none()) {
        Some(known) => known.slug.clone(),
        None => match named.slug(&title) {
            Ok(slug) => slug,
            Err(fault) => return messages::usage(&fault),
        },
    };
    let mut fields = named.fields(&title, arguments.summary.as_deref());
    // As a draft a topic or a story would be taken from the articles that name it.
    let is_draft = kind.is_none() && !named.no_draft;
    fields.push(if is_draft { named.draft() } else { Field::absent("draft") });
    let path = format!("content/{folder}/{slug}{}", ending(site));
    let text = from_archetype(&options, &[archetype], &fields)
        .and_then(|text| check(site, &path, &text).map(|()| text));
    let text = match text {
        Ok(text) => text,
        Err(fault) => return fault.say(&options),
    };
    if is_draft {
        remarks.push("Take `draft: true` out when it may be published.".to_owned());
    }
    named.finish.file(&options, (&path, "--slug"), &text, (&format!("Wrote {path}"), &remarks))
}
