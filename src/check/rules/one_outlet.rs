//! An edition whose news is all of one outlet.

use std::collections::BTreeSet;

use crate::check::{Look, OptionDefault, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::{Site, TermId};

pub(super) const RULE: Rule = Rule {
    code: Code::OneOutlet,
    severity: Some(Severity::Warning),
    options: &[("articles", OptionDefault::Number(4))],
    look: Look::Site(look),
};

fn look(site: &Site, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for edition in site.editions.iter() {
        let sourced = edition.articles().into_iter().map(|id| &site.article(id).outlets);
        let sourced: Vec<_> = sourced.filter(|outlets| !outlets.is_empty()).collect();
        let outlets: BTreeSet<Option<TermId>> =
            sourced.iter().flat_map(|outlets| outlets.iter().copied()).collect();
        if let Some(Some(outlet)) = outlets.first()
            && outlets.len() == 1
            && sourced.len() as u64 >= options.number("articles")
        {
            let name = &site.sources.get(*outlet).name;
            let message = format!("all {} reports of this edition are of {name}", sourced.len());
            let one = Diagnostic::warning(RULE.code, message).in_file(&*edition.page.document.path);
            found.push(one.hint("add what somebody else reported, or say in the edition why it is so"));
        }
    }
    found
}
