//! A topic that does not say what it is about.

use crate::check::{Look, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: Code::TopicIntroduction,
    severity: Some(Severity::Warning),
    options: &[],
    look: Look::Site(look),
};

fn look(site: &Site, _: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let silent = site.topics.iter().filter(|(_, topic)| {
        let document = topic.page.as_ref().map(|page| &page.document);
        let says =
            document.is_some_and(|document| document.front.summary.is_some() || document.facts.words > 0);
        !says && !topic.articles.is_empty()
    });
    silent
        .map(|(_, topic)| {
            let message = format!("the topic {} has no introduction", topic.name);
            let found = Diagnostic::warning(RULE.code, message).cause("", "topics have no introduction");
            match &topic.page {
                Some(page) => found
                    .in_file(&*page.document.path)
                    .hint("write below its front matter what it is about, and what has happened so far"),
                None => found.hint(format!(
                    "write `newsprint new topic \"{}\"`, and what it is about, and what has happened so far",
                    topic.name
                )),
            }
        })
        .collect()
}
