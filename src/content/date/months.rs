//! Names of months, whole and as they are shortened, in English, Ukrainian, German, French, Spanish, Italian, Portuguese, Dutch,
//! Polish and Russian; Slavic ones in the case that dates have (Unicode CLDR 46, `months/format`), and in the nominative.

const NAMES: [&str; 12] = [
    "january jan січня січень січ januar jänner jän janvier janv enero ene gennaio gen janeiro \
     januari stycznia styczeń sty января январь янв",
    "february feb feber febr лютого лютий лют februar février fevrier févr fév febrero febbraio fevereiro \
     fev februari lutego luty lut февраля февраль фев февр",
    "march mar березня березень бер märz maerz mär mrz mars marzo março maart mrt marca marzec марта \
     март мар",
    "april apr квітня квітень квіт кві avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель \
     апр",
    "may травня травень трав тра mai mayo maggio mag maio mei maja maj мая май",
    "june jun червня червень черв чер juni juin junio giugno giu junho czerwca czerwiec cze июня июнь \
     июн",
    "july jul липня липень лип juli juillet juil julio luglio lug julho lipca lipiec lip июля июль \
     июл",
    "august aug серпня серпень серп сер août aout agosto ago augustus sierpnia sierpień sie августа \
     август авг",
    "september sep sept вересня вересень вер septembre septiembre setiembre settembre setembro set \
     września wrzesień wrz сентября сентябрь сен сент",
    "october oct жовтня жовтень жовт жов oktober okt octobre octubre ottobre ott outubro out \
     października październik paź октября октябрь окт",
    "november nov листопада листопад лист лис novembre noviembre novembro listopada listopad lis \
     ноября ноябрь ноя нояб",
    "december dec грудня грудень груд гру dezember dez décembre decembre déc diciembre dic dicembre \
     dezembro grudnia grudzień gru декабря декабрь дек",
];

/// The longest name, in bytes.
const LONGEST: usize = 24;

/// The number of a month by its name: the whole word, with or without a full stop behind it.
pub(crate) fn number(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 || word.len() > LONGEST || word.starts_with(|one: char| one.is_ascii_digit()) {
        return None;
    }
    let word = word.to_lowercase();
    let at = NAMES.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u32::try_from(at + 1).ok()
}

/// Whether a word names a month and is hardly another one: "out" and "set" are Portuguese months.
pub(crate) fn is_month(word: &str) -> bool {
    const OTHERS: &[&str] = &["out", "set", "gen", "sie", "lis", "lip", "maj", "sty", "lut", "mag", "lug"];
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    number(&word).is_some() && !OTHERS.contains(&&*word)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, number};

    #[test]
    fn a_name_is_that_of_one_month_and_no_beginning_of_a_word() {
        for (at, names) in NAMES.iter().enumerate() {
            for name in names.split(' ') {
                assert_eq!(number(name), u32::try_from(at + 1).ok(), "{name}");
            }
        }
        for word in
            ["Marathon", "Mayor", "Junior", "Augustine", "Decent", "Settle", "Marché", "Листя", "ma", "2025"]
        {
            assert_eq!(number(word), None, "{word}");
        }
        assert_eq!(number("DEC."), Some(12));
    }
}
