//! A leading picture that networks and search engines show small or not at all.

use super::pictures::{leading, width_below};
use crate::check::{Look, OptionDefault, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: Code::PictureSmall,
    severity: Some(Severity::Warning),
    // From 1200 pixels on Google shows large previews (Search Central, "Get on Discover").
    options: &[("width", OptionDefault::Number(1200))],
    look: Look::Documents(look),
};

fn look(site: &Site, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let most = options.number("width");
    let small = leading(site).filter_map(|(document, picture)| Some((document, width_below(picture, most)?)));
    small
        .map(|(document, width)| {
            let message =
                format!("the picture is {width} pixels wide: networks and search engines show it small");
            Diagnostic::warning(RULE.code, message)
                .in_file(&*document.path)
                .hint(format!("take one that is {most} pixels wide or more"))
                .cause("", "pictures are too small for networks and search engines")
        })
        .collect()
}
