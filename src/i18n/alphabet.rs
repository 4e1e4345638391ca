//! The order of names in a language (Unicode CLDR, collation): where its alphabet has the letters, capitals beside small
//! ones, accents after what has none.

use std::convert::Infallible;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// The alphabet of a language.
pub struct Alphabet(Option<CollatorBorrowed<'static>>);

impl Alphabet {
    /// Of a language by its tag; one that is not known has the order that all scripts have together.
    pub fn of(language: &str) -> Self {
        let locale = Locale::try_from_str(language).unwrap_or(Locale::UNKNOWN);
        Self(Collator::try_new(locale.into(), CollatorOptions::default()).ok())
    }

    /// Bytes by which a name stands in its place among others. Made once per name: that costs more than comparing.
    pub fn place(&self, name: &str) -> Vec<u8> {
        let Some(collator) = &self.0 else { return name.as_bytes().to_vec() };
        let mut place = Vec::with_capacity(name.len() * 2 + 8);
        match collator.write_sort_key_to(name, &mut place) {
            Ok(()) => place,
            Err(never) => {
                let never: Infallible = never;
                match never {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;

    fn sorted(language: &str, names: &str) -> String {
        let alphabet = Alphabet::of(language);
        let mut names: Vec<&str> = names.split(' ').collect();
        names.sort_by_key(|name| alphabet.place(name));
        names.join(" ")
    }

    #[test]
    fn the_ukrainian_alphabet() {
        let letters = "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я";
        let mut mixed: Vec<&str> = letters.split(' ').collect();
        mixed.sort_unstable();
        assert_eq!(sorted("uk", &mixed.join(" ")), letters);
        assert_eq!(
            sorted("uk", "Яна ґанок Ганна гетьман Єва Емма Їжак Іван"),
            "Ганна гетьман ґанок Емма Єва Іван Їжак Яна"
        );
        assert_eq!(sorted("uk", "NATO ООН Захід"), "Захід ООН NATO", "its own script comes first");
    }

    #[test]
    fn accents_and_capitals_stand_beside_their_letters() {
        assert_eq!(sorted("en", "zebra Énergie energy Zurich eagle"), "eagle Énergie energy zebra Zurich");
        assert_eq!(sorted("sv", "ö z å ä a"), "a z å ä ö");
        assert_eq!(sorted("de", "Zürich Österreich Oslo"), "Oslo Österreich Zürich");
        assert_eq!(sorted("pl", "ł l m ż z ź"), "l ł m z ź ż");
        assert_eq!(sorted("cs", "chata cihla had"), "cihla had chata");
        assert_eq!(sorted("no such language", "b a"), "a b");
    }
}
