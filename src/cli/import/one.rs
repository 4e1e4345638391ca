//! One page or text: read, compared with what the site has, written.

use std::path::PathBuf;

use super::words::worded;
use super::{ImportArguments, Outcome, explain, json, pictures, say};
use crate::build::Options;
use crate::cli::messages;
use crate::cli::new::print;
use crate::cli::site::one_line;
use crate::import::article::Article;
use crate::import::draft::{Choices, Draft};
use crate::import::facts::{Found, Provenance};
use crate::import::input::{Input, Reader};
use crate::import::known::{By, brief, known};
use crate::import::notice::{Hint, Notice};
use crate::import::place;
use crate::site::Site;

/// What all inputs are imported with.
pub(super) struct Work<'a> {
    pub(super) options: &'a Options,
    /// The site in the language of the drafts.
    pub(super) site: &'a Site,
    /// The site in all its languages.
    pub(super) sites: &'a [&'a Site],
    pub(super) choices: Choices,
    pub(super) reader: Reader,
    pub(super) arguments: &'a ImportArguments,
}

impl Work<'_> {
    /// Imports one.
    pub(super) fn import(&self, input: Input, reports: &mut Vec<json::Report>) -> Outcome {
        let name = input.name.clone();
        let article = match self.read(input) {
            Ok(article) => article,
            Err(why) => return self.failed(&name, &worded(&why), reports),
        };
        if self.arguments.explain {
            explain::explain(&name, &article, |text| say(self.arguments, text));
        }
        if let Some(why) = article.nothing(self.choices.is_brief) {
            self.cards(&article);
            return self.failed(&name, &worded(&why.into()), reports);
        }
        let made = match place::prepared(&self.options.root, self.site, &article, &self.choices) {
            Ok(made) => made,
            Err(why) => return self.failed(&name, &worded(&why), reports),
        };
        let found = known(self.sites.iter().copied(), &article, made.document.as_deref());
        if let Some(found) =
            found.as_ref().filter(|found| found.by != By::Translation && !self.arguments.again)
        {
            let why = Notice::with(found.said(), Hint::Again);
            return self.failed(&name, &worded(&why), reports);
        }
        let edition = self.arguments.edition.as_deref().map(|name| place::edition(self.site, name));
        let edition = edition.and_then(Result::ok).map(|edition| &*edition.page.document.path);
        let brief = brief(self.sites.iter().copied(), &article, edition);
        // Beside an article a brief may stand; a second brief is one that somebody forgot.
        if let (Some(brief), Some(edition)) = (&brief, edition)
            && self.choices.is_brief
            && !self.arguments.again
        {
            return self.failed(&name, &worded(&brief.twice(edition)), reports);
        }
        let mut report = json::Report::new(&name, &article, Some(&made));
        let outcome = self.place(&name, &article, made, &mut report);
        for note in &article.notes {
            say(self.arguments, &format!("warning: {name}: {}", worded(&(*note).into())));
        }
        if let Some(found) = found {
            say(self.arguments, &found.said());
        }
        if let Some(brief) = brief {
            say(self.arguments, &brief.said());
        }
        self.cards(&article);
        reports.push(report);
        outcome
    }

    fn failed(&self, name: &str, why: &str, reports: &mut Vec<json::Report>) -> Outcome {
        reports.push(json::Report::failed(name, why));
        if !self.arguments.json {
            messages::failed(&format!("{name}: {why}"));
        }
        Outcome::Failed
    }

    /// What an input says.
    fn read(&self, input: Input) -> Result<Article, Notice> {
        let mut article = self.reader.read(input)?;
        let flag = |given: &Option<String>| given.as_deref().map(one_line).filter(|text| !text.is_empty());
        if let Some(title) = flag(&self.arguments.title) {
            article.retitle(Some(Found::new(title, Provenance::Given, "--title")));
        }
        if let Some(language) = flag(&self.arguments.language) {
            article.language = Some(Found::new(language, Provenance::Given, "--language"));
        }
        Ok(article)
    }

    /// Puts a draft into place, and its card into the edition.
    fn place(&self, name: &str, article: &Article, made: Draft, report: &mut json::Report) -> Outcome {
        let fail = |report: &mut json::Report, why: &str| {
            messages::failed(why);
            report.because(why);
            Outcome::Failed
        };
        let edition = self.arguments.edition.as_deref().map(|name| place::edition(self.site, name));
        let edition = match edition.transpose() {
            Ok(edition) => edition.map(|edition| &*edition.page.document.path),
            Err(why) => return fail(report, &worded(&why)),
        };
        if self.arguments.stdout {
            print(&made.text);
            return Outcome::Done;
        }
        let is_entry_alone = self.choices.is_brief && edition.is_some();
        let entry =
            match place::entry(self.site, article, &made, is_entry_alone, self.choices.summary.as_deref()) {
                Ok(entry) => entry,
                Err(why) => return fail(report, &format!("{name}: {}", worded(&why))),
            };
        if self.arguments.dry_run {
            if !is_entry_alone {
                say(self.arguments, &format!("Would write {}", made.path));
            }
            made.remarks.iter().for_each(|remark| say(self.arguments, &worded(remark)));
            if let Some(path) = edition {
                say(self.arguments, &format!("Would add to {path}: {}", entry.markdown));
            }
            return Outcome::Done;
        }
        let mut outcome = Outcome::Done;
        if !is_entry_alone {
            if let Err(why) = place::place(&self.options.root, &made) {
                return fail(report, &worded(&why));
            }
            report.written(&made.path);
            say(self.arguments, &format!("Wrote {}", made.path));
            outcome = Outcome::Written(PathBuf::from(&made.path));
            if self.arguments.download {
                // A text without its pictures shows them where they were.
                match pictures::download(self, article, &made) {
                    Ok(Some(text)) => report.made_anew(&text),
                    Ok(None) => {}
                    Err(why) => outcome = fail(report, &why),
                }
            }
        }
        made.remarks.iter().for_each(|remark| say(self.arguments, &worded(remark)));
        if let Some(path) = edition {
            match place::add_entry(&self.options.root, self.site, path, &entry) {
                Ok(()) => {
                    say(self.arguments, &format!("Added to {path}: {}", entry.markdown));
                    if is_entry_alone {
                        outcome = Outcome::Written(PathBuf::from(path));
                    }
                }
                Err(why) => return fail(report, &worded(&why)),
            }
        }
        outcome
    }

    /// Offers other articles that the page names, as briefs.
    fn cards(&self, article: &Article) {
        /// More of them are no screen.
        const MOST: usize = 20;
        if article.briefs.is_empty() || self.arguments.json {
            return;
        }
        say(
            self.arguments,
            &match article.briefs.len() {
                1 => "It names another article, which may be a brief:".to_owned(),
                count => format!("It names {count} other articles, which may be briefs:"),
            },
        );
        for card in article.briefs.iter().take(MOST) {
            say(self.arguments, &format!("  {}", place::offered(self.site, article, card)));
        }
        if article.briefs.len() > MOST {
            say(self.arguments, &format!("  … and {} more; --json names all", article.briefs.len() - MOST));
        }
    }
}
