//! What templates are put together from: by what they extend, include and call.

use std::collections::{BTreeMap, BTreeSet};

use crate::theme::Template;

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
