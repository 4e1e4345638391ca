//! What templates are put together from: by what they extend, include and call.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::front_matter::ArticleType;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::theme::{self, Template};

/// Of each template, the other templates that it names: in `extends`, `include` and `part(name=…)`, by the tag of a
/// component, and by calling `card(…)`.
pub(super) fn parts(templates: &BTreeMap<String, Template>) -> BTreeMap<String, BTreeSet<String>> {
    let mut components: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, template) in templates {
        let defined =
            template.text.split("{% component ").chain(template.text.split("{%- component ")).skip(1);
        components.extend(defined.filter_map(|rest| Some((rest.split_once('(')?.0.trim(), name.as_str()))));
    }
    let of = |own: &str, template: &Template| -> BTreeSet<String> {
        // Names stand in quotation marks; which of the words between them are templates is found out by asking.
        let quoted = template.text.split('"').filter(|word| templates.contains_key(*word));
        let called = template.text.split('<').skip(1).filter_map(|rest| {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_')?;
            components.get(&rest[..end]).copied()
        });
        let card = template.text.contains("card(").then_some("card.html");
        let all = quoted.chain(called).chain(card).filter(|name| *name != own);
        all.map(str::to_owned).collect()
    };
    templates.iter().map(|(name, template)| (name.clone(), of(name, template))).collect()
}

/// Warns of a site's own templates that no page is made of: `own` says of each template whether it is the site's.
pub(super) fn unused(
    own: &BTreeMap<String, bool>,
    parts: &BTreeMap<String, BTreeSet<String>>,
) -> Vec<Diagnostic> {
    let of_types: Vec<String> =
        ArticleType::ALL.iter().map(|kind| format!("article-{}.html", kind.as_str())).collect();
    let is_asked = |name: &String| theme::is_built_in(name) || of_types.contains(name);
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> = own.keys().filter(|name| is_asked(name)).map(String::as_str).collect();
    while let Some(name) = next.pop() {
        if used.insert(name) {
            next.extend(parts.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    let unused = own.iter().filter(|(name, own)| **own && !used.contains(name.as_str()));
    let known = || own.keys().filter(|name| is_asked(name)).chain(&of_types).map(String::as_str);
    let doubt = |(name, _): (&String, &bool)| {
        let problem = Diagnostic::warning(Code::UnusedTemplate, "no page is made of this template")
            .in_file(format!("templates/{name}"));
        match did_you_mean(name, known()) {
            Some(meant) => problem.hint(format!("did you mean templates/{meant}?")),
            None => problem.hint("include it in another one, or take it out; docs/templates.md has the names that pages are made of"),
        }
    };
    unused.map(doubt).collect()
}
