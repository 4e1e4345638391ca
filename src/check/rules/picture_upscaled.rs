//! A leading picture that pages show larger than it is.

use super::pictures::{leading, width_below};
use crate::check::{Look, OptionDefault, Rule, RuleOptions};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::site::Site;

pub(super) const RULE: Rule = Rule {
    code: Code::PictureUpscaled,
    severity: Some(Severity::Warning),
    // The width of an article's column in the default theme, in CSS pixels.
    options: &[("width", OptionDefault::Number(736))],
    look: Look::Documents(look),
};

fn look(site: &Site, options: &RuleOptions<'_>) -> Vec<Diagnostic> {
    let most = options.number("width");
    let small = leading(site).filter_map(|(document, picture)| Some((document, width_below(picture, most)?)));
    small
        .map(|(document, width)| {
            let message =
                format!("the picture is {width} pixels wide and is shown {most} wide: it is blurred");
            Diagnostic::warning(RULE.code, message)
                .in_file(&*document.path)
                .hint("take a larger one, or show it in the text, where it stays as it is")
                .cause("", "pictures are shown larger than they are")
        })
        .collect()
}
