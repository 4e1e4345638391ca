//! A picture that readers or the repository wait for.

use std::collections::BTreeMap;

use super::pictures::shown;
use crate::check::{Look, OptionDefault, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;
use crate::site::pictures::is_derivable;

pub(super) const RULE: Rule = Rule {
    code: Code::PictureHeavy,
    severity: Some(Severity::Warning),
    options: &[
        // What newsprint makes smaller ones of is only heavy for the repository.
        ("original_kb", OptionDefault::Number(20_000)),
        ("kb", OptionDefault::Number(1_000)),
    ],
    look: Look::Documents(look),
};

fn look(site: &Site, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let mut found = BTreeMap::new();
    for (document, file) in shown(site) {
        let is_made_smaller = is_derivable(file) && !site.config.pictures.widths.is_empty();
        let most = options.number(if is_made_smaller { "original_kb" } else { "kb" });
        let kb = file.len / 1000;
        if kb > most {
            let message = format!("{} has {kb} KB", file.path);
            let hint = match is_made_smaller {
                true => format!(
                    "readers get smaller ones, but the repository carries it: save it with at most {most} KB"
                ),
                false => format!(
                    "readers load it as it is: save it with at most {most} KB, or as JPEG, PNG or WebP"
                ),
            };
            let one = Diagnostic::warning(RULE.code, message).in_file(&*document.path).hint(hint);
            // One file is one fault, however many texts show it.
            found.entry(&file.path).or_insert(one);
        }
    }
    found.into_values().collect()
}
