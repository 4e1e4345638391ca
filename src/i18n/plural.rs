//! Which plural form a number takes in a language (Unicode CLDR, plural rules of cardinals).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules};

/// For how many numbers the form is known beforehand: most counts on a page are small, and asking costs more than the rest
/// of printing them.
const SMALL: usize = 256;

/// The rules of a language. They follow from its name, which is compared and hashed where they are kept.
#[derive(Clone, Default)]
pub(super) struct Rules {
    small: Arc<[&'static str]>,
}

impl Rules {
    /// Of a language by its tag.
    pub(super) fn of(language: &str) -> Self {
        let rules = rules(language);
        Self { small: (0..SMALL as u64).map(|count| form(rules.as_ref(), count)).collect() }
    }

    /// The form of a whole number in the language whose rules these are.
    pub(super) fn form(&self, language: &str, count: i64) -> &'static str {
        let count = count.unsigned_abs();
        let known = usize::try_from(count).ok().and_then(|count| self.small.get(count));
        known.copied().unwrap_or_else(|| form(rules(language).as_ref(), count))
    }
}

fn rules(language: &str) -> Option<PluralRules> {
    PluralRules::try_new_cardinal(Locale::try_from_str(language).ok()?.into()).ok()
}

/// In a language without rules all numbers take one form.
fn form(rules: Option<&PluralRules>, count: u64) -> &'static str {
    match rules.map(|rules| rules.category_for(count)) {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rules")
    }
}

impl PartialEq for Rules {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Rules {}

impl Hash for Rules {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_by_language() {
        let forms = |language, counts: &[i64]| -> Vec<&'static str> {
            let rules = Rules::of(language);
            counts.iter().map(|count| rules.form(language, *count)).collect()
        };
        let counts = [0, 1, 2, 5, 11, 12, 14, 21, 22, 25, 111, 1001];
        let east =
            ["many", "one", "few", "many", "many", "many", "many", "one", "few", "many", "many", "one"];
        for language in ["uk", "uk-UA", "ru", "be"] {
            assert_eq!(forms(language, &counts), east, "{language}");
        }
        assert_eq!(forms("en-GB", &[0, 1, 2, 21]), ["other", "one", "other", "other"]);
        assert_eq!(forms("fr", &[0, 1, 2]), ["one", "one", "other"]);
        assert_eq!(
            forms("pl", &[1, 2, 5, 12, 21, 22, 112]),
            ["one", "few", "many", "many", "many", "few", "many"]
        );
        assert_eq!(forms("cs", &[1, 3, 5]), ["one", "few", "other"]);
        assert_eq!(forms("lt", &[1, 2, 10, 21]), ["one", "few", "other", "one"]);
        assert_eq!(forms("ar", &[0, 1, 2, 3, 11, 100]), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!(forms("cy", &[0, 1, 2, 3, 6, 4]), ["zero", "one", "two", "few", "many", "other"]);
        assert_eq!(forms("ja", &[1, 2]), ["other", "other"]);
        assert_eq!(forms("x-nothing", &[1]), ["other"]);
        assert_eq!(forms("en", &[-1, i64::MIN]), ["one", "other"]);
    }
}
