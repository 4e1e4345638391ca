//! Tags that lead from an article to nothing else.

use crate::check::{Look, OptionDefault, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: Code::TagUsedOnce,
    severity: Some(Severity::Warning),
    // A new site has nothing but such tags.
    options: &[("articles", OptionDefault::Number(50))],
    look: Look::Site(look),
};

fn look(site: &Site, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    if (site.articles.len() as u64) < options.number("articles") {
        return Vec::new();
    }
    let once = site.tags.iter().filter(|(_, tag)| tag.articles.len() == 1 && !tag.is_described());
    once.map(|(_, tag)| {
        let article = site.article(tag.articles[0]);
        Diagnostic::warning(RULE.code, format!("no other article has the tag `{}`", tag.name))
            .in_file(&*article.document.path)
            .hint("take it out, or use one that others have: `newsprint list tags` shows all")
            .cause("", "tags that one article alone has lead readers nowhere")
    })
    .collect()
}
