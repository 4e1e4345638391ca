//! Slugs: the ASCII words of an address.
//!
//! Ukrainian is romanised by the national table (Cabinet of Ministers, resolution 55 of 27 January 2010), which
//! knows the beginning of a word from its inside; everything else by a library.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::address::{self, Undecodable};

/// The most bytes that a slug may have; it is cut at a hyphen.
const LONGEST: usize = 100;

/// Lower-case ASCII letters and digits, words joined by single hyphens. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Box<str>")]
pub struct Slug(Box<str>);

impl Slug {
    /// The slug of a text; none when nothing of it is left.
    pub fn new(text: &str) -> Option<Self> {
        let mut words = Words::default();
        if text.is_ascii() {
            words.push_ascii(text);
        } else {
            romanise(&super::characters::tidy(text).nfc().collect::<String>(), &mut words);
        }
        words.finish().map(|slug| Self(slug.into()))
    }

    /// The slug of what somebody wrote as one, perhaps copied out of an address: percent-encoded bytes are decoded once.
    ///
    /// # Errors
    /// Encoded bytes that are no text, or would be dots and slashes of a path.
    pub fn written(text: &str) -> Result<Option<Self>, Undecodable> {
        match address::decode(text) {
            Ok(text) => Ok(Self::new(&text)),
            // "50% off"
            Err(Undecodable::Percent) => Ok(Self::new(text)),
            Err(fault) => Err(fault),
        }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<Box<str>> for Slug {
    type Error = &'static str;

    /// A slug that was written down as text.
    fn try_from(text: Box<str>) -> Result<Self, Self::Error> {
        match Self::new(&text) {
            Some(slug) if slug.0 == text => Ok(slug),
            _ => Err("this is no slug"),
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Collects letters and digits; whatever else comes between them is one hyphen.
#[derive(Default)]
struct Words {
    text: String,
    gap: bool,
}

impl Words {
    fn push_ascii(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                if self.gap && !self.text.is_empty() {
                    self.text.push('-');
                }
                self.gap = false;
                self.text.push(c.to_ascii_lowercase());
            } else if c != '\'' {
                self.gap = true;
            }
        }
    }

    fn finish(mut self) -> Option<String> {
        if self.text.len() > LONGEST {
            let cut = self.text[..=LONGEST].rfind('-').filter(|cut| *cut > 0).unwrap_or(LONGEST);
            self.text.truncate(cut);
        }
        (!self.text.is_empty()).then_some(self.text)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | 'ʹ')
}

fn romanise(text: &str, words: &mut Words) {
    let mut previous: Option<char> = None;
    for c in text.chars() {
        if is_apostrophe(c) {
            // Vanishes, and the word goes on: the letter after it is inside.
            continue;
        }
        let lower = c.to_lowercase().next().unwrap_or(c);
        let inside = previous.is_some_and(char::is_alphabetic);
        match ukrainian(lower, inside, previous) {
            Some(letters) => words.push_ascii(letters),
            // What the library cannot say is a gap between words.
            None => words.push_ascii(deunicode::deunicode_char(c).unwrap_or(" ")),
        }
        previous = Some(lower);
    }
}

/// The table of the resolution; `inside` a word some letters are written otherwise.
fn ukrainian(letter: char, inside: bool, previous: Option<char>) -> Option<&'static str> {
    Some(match (letter, inside) {
        ('а', _) => "a",
        ('б', _) => "b",
        ('в', _) => "v",
        // "зг" is "zgh", lest it be read as "ж".
        ('г', _) if previous == Some('з') => "gh",
        ('г', _) => "h",
        ('ґ', _) => "g",
        ('д', _) => "d",
        ('е', _) => "e",
        ('є', false) => "ye",
        ('є', true) => "ie",
        ('ж', _) => "zh",
        ('з', _) => "z",
        ('и', _) => "y",
        ('і', _) => "i",
        ('ї', false) => "yi",
        ('ї', true) => "i",
        ('й', false) => "y",
        ('й', true) => "i",
        ('к', _) => "k",
        ('л', _) => "l",
        ('м', _) => "m",
        ('н', _) => "n",
        ('о', _) => "o",
        ('п', _) => "p",
        ('р', _) => "r",
        ('с', _) => "s",
        ('т', _) => "t",
        ('у', _) => "u",
        ('ф', _) => "f",
        ('х', _) => "kh",
        ('ц', _) => "ts",
        ('ч', _) => "ch",
        ('ш', _) => "sh",
        ('щ', _) => "shch",
        ('ь', _) => "",
        ('ю', false) => "yu",
        ('ю', true) => "iu",
        ('я', false) => "ya",
        ('я', true) => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Slug, Undecodable};

    fn slug(text: &str) -> String {
        Slug::new(text).map_or_else(String::new, |slug| slug.to_string())
    }

    #[test]
    fn what_was_copied_out_of_an_address_is_decoded_once() {
        let written = |text| Slug::written(text).map(|slug| slug.map(|slug| slug.to_string()));
        let some = |slug: &str| Ok(Some(slug.to_owned()));
        assert_eq!(written("%D0%BA%D0%B8%D1%97%D0%B2"), some("kyiv"));
        assert_eq!(written("a%20b"), some("a-b"));
        assert_eq!(written("a%2520b"), some("a-20b"));
        assert_eq!(written("50% off"), some("50-off"));
        assert_eq!(written("%FF"), Err(Undecodable::Bytes));
        assert_eq!(written("a%2fb"), Err(Undecodable::Hidden));
        assert_eq!(written("%21"), Ok(None));
    }

    #[test]
    fn the_examples_of_the_resolution() {
        for (word, latin) in [
            ("Алушта", "alushta"),
            ("Борщагівка", "borshchahivka"),
            ("Вінниця", "vinnytsia"),
            ("Гадяч", "hadiach"),
            ("Згорани", "zghorany"),
            ("Розгон", "rozghon"),
            ("Ґалаґан", "galagan"),
            ("Єнакієве", "yenakiieve"),
            ("Гаєвич", "haievych"),
            ("Житомир", "zhytomyr"),
            ("Закарпаття", "zakarpattia"),
            ("Медвин", "medvyn"),
            ("Іршава", "irshava"),
            ("Їжакевич", "yizhakevych"),
            ("Кадиївка", "kadyivka"),
            ("Мар'їне", "marine"),
            ("Йосипівка", "yosypivka"),
            ("Стрий", "stryi"),
            ("Київ", "kyiv"),
            ("Знам'янка", "znamianka"),
            ("Феодосія", "feodosiia"),
            ("Харків", "kharkiv"),
            ("Біла Церква", "bila-tserkva"),
            ("Шостка", "shostka"),
            ("Щербухи", "shcherbukhy"),
            ("Гоща", "hoshcha"),
            ("Юрій", "yurii"),
            ("Крюківка", "kriukivka"),
            ("Яготин", "yahotyn"),
            ("Ярошенко", "yaroshenko"),
            ("Костянтин", "kostiantyn"),
            ("Русь", "rus"),
            ("Богдан Згурський", "bohdan-zghurskyi"),
            ("Короп'є", "koropie"),
            ("Короп’є", "koropie"),
            ("Коропʼє", "koropie"),
            ("Есмань", "esman"),
            ("Троць", "trots"),
            ("Ужгород", "uzhhorod"),
            ("Чернівці", "chernivtsi"),
            ("Олексій", "oleksii"),
            ("Наталія", "nataliia"),
            ("ЗГУРСЬКИЙ", "zghurskyi"),
        ] {
            assert_eq!(slug(word), latin, "{word}");
        }
    }

    #[test]
    fn other_texts() {
        assert_eq!(slug("Don't panic: 5% of GDP & more"), "dont-panic-5-of-gdp-more");
        assert_eq!(slug("  --Déjà vu—naïve façade--"), "deja-vu-naive-facade");
        assert_eq!(slug("Straße"), "strasse");
        assert_eq!(slug("!!!"), "");
        assert_eq!(slug("北京"), "bei-jing");
        let long = slug(&"word ".repeat(60));
        assert!(long.len() <= 100 && long.ends_with("word"), "{long}");
    }
}
