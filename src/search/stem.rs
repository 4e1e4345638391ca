//! Words without their endings, so that a query finds other forms of its words.
//!
//! It is done by tables: a row of steps, in each of which the longest ending that fits is replaced. The browser gets the same
//! tables as data. They are light on purpose: what is left is nearly always the beginning of the word, so that whoever types
//! it finds it before it is whole.
//!
//! - English: plurals as in D. Harman's "How effective is suffixing?" (JASIS 42, 1991), -ed and -ing as in M. F. Porter's "An
//!   algorithm for suffix stripping" (Program 14, 1980), without what he takes off after that.
//! - Ukrainian: the endings of nouns and adjectives as the tables of declension in the orthography of 2019 ("Український
//!   правопис") have them, consonants that change before them (Прага, у Празі), vowels that come and go (день, дня). Letters are
//!   folded: ї is і, й is и. That і stands for о or е in a closed syllable (Київ, Києва) is looked after by whoever asks.

use serde::Serialize;

use super::words::fold;

/// An ending, what takes its place, how many letters the whole has at least afterwards, and whether there has to be a vowel
/// before the ending.
type Rule = (&'static str, &'static str, usize, bool);

/// The steps for words in Latin letters, where they are English or names.
const ENGLISH: &[&[Rule]] = &[
    &[
        ("news", "news", 4, false),
        ("ss", "ss", 2, false),
        ("us", "us", 2, false),
        ("is", "is", 2, false),
        ("sses", "ss", 3, false),
        ("ies", "y", 3, false),
        ("s", "", 3, false),
    ],
    &[("united", "united", 6, false), ("eed", "ee", 3, false), ("ed", "", 3, true), ("ing", "", 3, true)],
    &[("ee", "ee", 2, false), ("e", "", 3, false), ("y", "i", 4, false)],
];

/// Letters that are doubled before -ed and -ing: planned, running.
const DOUBLED: &str = "bdgmnprt";

/// The steps for words in Cyrillic letters.
const UKRAINIAN: &[&[Rule]] = &[
    &[("ся", "", 4, false), ("сь", "", 4, false)],
    &[
        // Vowels that are in the nominative alone.
        ("ець", "ц", 4, false),
        ("ок", "к", 4, false),
        ("строк", "строк", 5, false),
        ("січень", "січн", 4, false),
        ("квітень", "квітн", 4, false),
        ("травень", "травн", 4, false),
        ("червень", "червн", 4, false),
        ("липень", "липн", 4, false),
        ("серпень", "серпн", 4, false),
        ("вересень", "вересн", 4, false),
        ("жовтень", "жовтн", 4, false),
        ("грудень", "грудн", 4, false),
        ("рівень", "рівн", 4, false),
        ("ами", "", 3, false),
        ("ями", "", 3, false),
        ("ими", "", 3, false),
        ("іми", "", 3, false),
        ("ові", "", 3, false),
        ("еві", "", 3, false),
        ("єві", "", 3, false),
        ("ого", "", 3, false),
        ("ього", "", 3, false),
        ("ому", "", 3, false),
        ("ьому", "", 3, false),
        ("ьою", "", 3, false),
        ("ьої", "", 3, false),
        ("ах", "", 3, false),
        ("ях", "", 3, false),
        ("их", "", 3, false),
        ("іх", "", 3, false),
        ("ам", "", 3, false),
        ("ям", "", 3, false),
        ("им", "", 3, false),
        ("ім", "", 3, false),
        ("ом", "", 3, false),
        ("ем", "", 3, false),
        ("єм", "", 3, false),
        ("ою", "", 3, false),
        ("ею", "", 3, false),
        ("єю", "", 3, false),
        ("ів", "", 3, false),
        ("ей", "", 3, false),
        ("ий", "", 3, false),
        ("ій", "", 3, false),
        ("ої", "", 3, false),
        ("а", "", 3, false),
        ("я", "", 3, false),
        ("о", "", 3, false),
        ("е", "", 3, false),
        ("є", "", 3, false),
        ("у", "", 3, false),
        ("ю", "", 3, false),
        ("и", "", 3, false),
        ("і", "", 3, false),
        ("ь", "", 3, false),
    ],
    &[
        ("ь", "", 3, false),
        ("ов", "", 3, false),
        ("ев", "", 3, false),
        ("єв", "", 3, false),
        ("ів", "", 3, false),
    ],
    &[
        ("нн", "н", 3, false),
        ("лл", "л", 3, false),
        ("тт", "т", 3, false),
        ("дд", "д", 3, false),
        ("сс", "с", 3, false),
        ("зз", "з", 3, false),
        ("чч", "ч", 3, false),
        ("жж", "ж", 3, false),
        ("шш", "ш", 3, false),
        ("ц", "к", 3, false),
        ("г", "з", 3, false),
    ],
];

const VOWELS: &str = "aeiouy";

/// A rule with its letters folded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FoldedRule(String, String, usize, bool);

type Steps = Vec<Vec<FoldedRule>>;

/// Takes endings off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stemmer {
    /// Of words in Latin letters; empty where they are those of a language of which nothing is known here.
    latin: Steps,
    /// Of words in Cyrillic letters.
    cyrillic: Steps,
}

impl Stemmer {
    /// That of a site in a language (BCP 47). Words in Latin letters have the endings of English there, or on a site that is
    /// not written in Latin letters.
    pub fn new(language: &str) -> Self {
        const NOT_LATIN: [&str; 22] = [
            "uk", "ru", "be", "bg", "mk", "sr", "kk", "ky", "mn", "el", "he", "ar", "fa", "ur", "hi", "bn",
            "ka", "hy", "zh", "ja", "ko", "th",
        ];
        let primary = language.split('-').next().unwrap_or_default();
        let is_english = primary == "en" || NOT_LATIN.contains(&primary);
        Self { latin: if is_english { english() } else { Steps::new() }, cyrillic: folded(UKRAINIAN) }
    }

    /// A folded word without its ending.
    pub fn stem(&self, word: &str) -> String {
        let steps = match word.chars().next() {
            _ if word.bytes().any(|byte| byte.is_ascii_digit()) => return word.to_owned(),
            Some('a'..='z') => &self.latin,
            Some('\u{400}'..='\u{52F}') => &self.cyrillic,
            _ => return word.to_owned(),
        };
        let mut stem = word.to_owned();
        for step in steps {
            if let Some(next) = step.iter().find_map(|rule| rule.apply(&stem)) {
                stem = next;
            }
        }
        stem
    }
}

impl FoldedRule {
    fn apply(&self, word: &str) -> Option<String> {
        let Self(ending, instead, least, vowel) = self;
        let before = word.strip_suffix(ending.as_str())?;
        let has_vowel = || before.contains(|c| VOWELS.contains(c));
        let is_long = before.chars().count() + instead.chars().count() >= *least;
        (is_long && (!vowel || has_vowel())).then(|| format!("{before}{instead}"))
    }
}

/// The steps for English, with a rule for each letter that is doubled.
fn english() -> Steps {
    let mut steps = folded(ENGLISH);
    let rule =
        |letter: char, ending| FoldedRule(format!("{letter}{letter}{ending}"), letter.to_string(), 3, true);
    let doubled = DOUBLED.chars().flat_map(|letter| ["ed", "ing"].map(|ending| rule(letter, ending)));
    // They are longer than what is left without them.
    steps[1].splice(0..0, doubled.collect::<Vec<_>>());
    steps
}

/// The steps with their letters folded, the longest endings first.
fn folded(steps: &[&[Rule]]) -> Steps {
    let rule =
        |&(ending, instead, least, vowel): &Rule| FoldedRule(fold(ending), fold(instead), least, vowel);
    let step = |rules: &&[Rule]| {
        let mut rules: Vec<FoldedRule> = rules.iter().map(rule).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.0.chars().count()));
        rules.dedup();
        rules
    };
    steps.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(words: &str) {
        let stemmer = Stemmer::new("uk");
        let stems: Vec<String> = words.split(' ').map(|word| stemmer.stem(&fold(word))).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{words}: {stems:?}");
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for words in [
            "Росія Росії Росію Росією",
            "Києва Києву Києвом Києві",
            "Харків Харкова Харкову Харковом Харкові",
            "Львова Львів Львовом Львові",
            "закон закону закони законів законами законах законом",
            "рішення рішенням рішень рішеннями рішеннях",
            "безпека безпеки безпеці безпеку безпекою",
            "допомога допомоги допомозі допомогою",
            "українець українця українці українців українцями",
            "Зеленський Зеленського Зеленському Зеленським",
            "військовий військові військових військовими військовому",
            "січень січня січні",
            "ринок ринку ринки ринків",
            "строк строку строки",
            "значення значень значенням",
            "людина людини людиною",
            "країна країни країн країнами",
            "election elections",
            "country countries",
            "price prices priced pricing",
            "negotiate negotiates negotiated negotiating",
            "plan plans planned planning",
            "tax taxes taxed",
            "add added adding",
        ] {
            are_one(words);
        }
    }

    #[test]
    fn words_stay_apart() {
        let stemmer = Stemmer::new("en");
        for [one, other] in [["new", "news"], ["unit", "united"], ["f16", "f1"], ["us", "u"], ["sing", "s"]] {
            assert_ne!(stemmer.stem(one), stemmer.stem(other));
        }
        assert_eq!(Stemmer::new("de").stem("wahlen"), "wahlen");
    }
}
