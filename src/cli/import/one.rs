//! One page or text: read, compared with what the site has, written.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::words::worded;
use super::{ImportArguments, Outcome, explain, json, pictures, say};
use crate::build::Options;
use crate::cli::messages;
use crate::cli::new::print;
use crate::import::article::Article;
use crate::import::draft::{Choices, Draft};
use crate::import::facts::{Found, Provenance};
use crate::import::input::{Input, Reader};
use crate::import::known::{brief, known};
use crate::import::notice::{Hint, Notice};
use crate::import::place;
use crate::line::one_line;
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
    /// Whether it is one input alone: then nobody asks which one a remark is about.
    pub(super) single: bool,
}

/// What was told of all inputs.
#[derive(Default)]
pub(super) struct Told {
    /// For programs, one of each.
    pub(super) reports: Vec<json::Report>,
    /// What was said of outlets: of many pages of one outlet it is said once.
    outlets: BTreeSet<String>,
}

impl Work<'_> {
    /// Imports one.
    pub(super) fn import(&self, input: Input, told: &mut Told) -> Outcome {
        let name = input.name.clone();
        let article = match self.read(input) {
            Ok(article) => article,
            Err(why) => return self.failed(&name, &worded(&why), told),
        };
        if self.arguments.explain {
            explain::explain(&name, &article, |text| say(self.arguments, text));
        }
        if let Some(why) = article.nothing(self.choices.is_brief) {
            self.cards(&name, &article);
            return self.failed(&name, &worded(&why.into()), told);
        }
        let made = place::prepared(&self.options.root, self.site, &article, &self.choices);
        // What the site has of it already is the reason behind a name that is taken.
        let document = made.as_ref().ok().and_then(|made| made.document.as_deref());
        let found = known(self.sites.iter().copied(), &article, document);
        if let Some(found) = found.as_ref().filter(|found| found.is_in_the_way() && !self.arguments.again) {
            let why = found.again(self.arguments.edition.is_some());
            return self.failed(&name, &worded(&why), told);
        }
        let made = match made {
            Ok(made) => made,
            Err(why) => return self.failed(&name, &worded(&why), told),
        };
        let edition = self.edition().and_then(Result::ok);
        let brief = brief(self.sites.iter().copied(), &article, edition);
        // Beside an article a brief may stand; a second brief is one that somebody forgot.
        if let (Some(brief), Some(edition)) = (&brief, edition)
            && self.choices.is_brief
            && !self.arguments.again
        {
            return self.failed(&name, &worded(&brief.twice(edition)), told);
        }
        let mut report = json::Report::new(&name, &article, Some(&made));
        let (outcome, faults) = self.place(&name, &article, made, (&mut report, &mut told.outlets));
        for note in &article.notes {
            say(self.arguments, &format!("warning: {name}: {}", worded(&(*note).into())));
        }
        if let Some(found) = found {
            self.say_of(&name, &found.said());
        }
        if let Some(brief) = brief {
            self.say_of(&name, &brief.said());
        }
        self.cards(&name, &article);
        // What went wrong stands last, where it is seen.
        for why in &faults {
            report.because(why);
            if !self.arguments.json {
                messages::failed(why);
            }
        }
        told.reports.push(report);
        outcome
    }

    /// Says something of an input.
    fn say_of(&self, name: &str, text: &str) {
        say(self.arguments, &self.of(name, text.to_owned()));
    }

    /// What is said of an input: of which one, where there are several.
    pub(super) fn of(&self, name: &str, text: String) -> String {
        if self.single { text } else { format!("{name}: {text}") }
    }

    fn failed(&self, name: &str, why: &str, told: &mut Told) -> Outcome {
        told.reports.push(json::Report::failed(name, why));
        if !self.arguments.json {
            messages::failed(&format!("{name}: {why}"));
        }
        Outcome::Failed
    }

    /// The file of the edition that is to show it, if there is one.
    fn edition(&self) -> Option<Result<&str, Notice>> {
        let edition = place::edition(self.site, self.arguments.edition.as_deref()?);
        Some(edition.map(|edition| &*edition.page.document.path))
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

    /// Puts a draft into place, and its card into the edition; and says what went wrong.
    fn place(
        &self,
        name: &str,
        article: &Article,
        made: Draft,
        (report, outlets): (&mut json::Report, &mut BTreeSet<String>),
    ) -> (Outcome, Vec<String>) {
        let failed = |why: &Notice| (Outcome::Failed, vec![format!("{name}: {}", worded(why))]);
        let edition = match self.edition().transpose() {
            Ok(edition) => edition,
            Err(why) => return failed(&why),
        };
        let (root, is_entry) = (&self.options.root, self.choices.is_entry);
        let entry = match place::entry(self.site, article, &made, is_entry, self.choices.summary.as_deref()) {
            Ok(entry) => entry,
            Err(why) => return failed(&why),
        };
        if is_entry {
            report.entry(&entry.markdown);
        }
        if self.arguments.stdout {
            let text = if is_entry { format!("{}\n", entry.markdown) } else { made.text };
            print(&text);
            return (Outcome::Done, Vec::new());
        }
        let mut said = || {
            for remark in &made.remarks {
                let text = worded(remark);
                if remark.hint != Some(Hint::NewOutlet) || outlets.insert(text.clone()) {
                    self.say_of(name, &text);
                }
            }
        };
        if self.arguments.dry_run {
            if !is_entry {
                if let Err(why) = place::is_free(root, &made) {
                    return failed(&why);
                }
                say(self.arguments, &format!("Would write {}", made.path));
            }
            said();
            if let Some(path) = edition {
                if let Err(why) = place::added(root, self.site, path, &entry) {
                    return failed(&why);
                }
                say(self.arguments, &format!("Would add to {path}: {}", entry.markdown));
            }
            return (Outcome::Done, Vec::new());
        }
        let (mut outcome, mut faults) = (Outcome::Done, Vec::new());
        if !is_entry {
            if let Err(why) = place::place(root, &made) {
                return failed(&why);
            }
            report.written(&made.path);
            say(self.arguments, &format!("Wrote {}", made.path));
            outcome = Outcome::Written(PathBuf::from(&made.path));
            if self.arguments.download {
                // A text without its pictures shows them where they were.
                match pictures::download(self, name, article, &made) {
                    Ok(Some(text)) => report.made_anew(&text),
                    Ok(None) => {}
                    Err(why) => {
                        outcome = Outcome::Failed;
                        faults.push(self.of(name, why));
                    }
                }
            }
        }
        said();
        if let Some(path) = edition {
            match place::add_entry(root, self.site, path, &entry) {
                Ok(()) => {
                    say(self.arguments, &format!("Added to {path}: {}", entry.markdown));
                    if is_entry {
                        report.added(path);
                        outcome = Outcome::Written(PathBuf::from(path));
                    }
                }
                Err(why) => {
                    outcome = Outcome::Failed;
                    faults.push(self.of(name, worded(&why)));
                }
            }
        }
        (outcome, faults)
    }

    /// Offers other articles that the page names, as briefs.
    fn cards(&self, name: &str, article: &Article) {
        /// More of them are no screen.
        const MOST: usize = 20;
        if article.briefs.is_empty() || self.arguments.json {
            return;
        }
        self.say_of(
            name,
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
