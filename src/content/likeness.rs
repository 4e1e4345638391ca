//! What tells that two articles may be one: the addresses of their sources, and the words of their titles.

use xxhash_rust::xxh3::xxh3_64;

use super::name_lists::key;
use super::tracking::is_tracking;

/// Parameters that say in what form a text is shown, or to whom: without them it is the same article.
const FORMS: &[&str] = &["amp", "feature", "outputtype", "ref"];

/// An address without what differs between two ways to the same article: scheme, `www.` and mobile hosts, tracking
/// parameters, the order of the others, the fragment, a slash at the end. None when it names no article but an outlet:
/// many articles may have that one.
pub fn normalised(url: &str) -> Option<String> {
    let rest = url.trim();
    let rest = rest.split_once("://").map_or(rest, |(_, rest)| rest);
    // `#!/article/1` is how some sites name their pages.
    let rest = match rest.split_once('#') {
        Some((before, fragment)) if !fragment.starts_with(['!', '/']) => before,
        _ => rest,
    };
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let path = path.strip_suffix("/amp").unwrap_or(path);
    let mut parameters: Vec<&str> =
        query.split('&').filter(|parameter| !parameter.is_empty() && !is_dropped(parameter)).collect();
    if path.is_empty() && parameters.is_empty() {
        return None;
    }
    parameters.sort_unstable();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host).to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let mut normalised = String::with_capacity(url.len());
    let labels: Vec<&str> = host.split('.').collect();
    for (number, label) in labels.iter().enumerate() {
        // The last two are the domain itself, whatever they are called.
        if number + 2 < labels.len() && matches!(*label, "www" | "m" | "mobile" | "amp") {
            continue;
        }
        normalised.push_str(label);
        normalised.push('.');
    }
    normalised.pop();
    normalised.push('/');
    normalised.push_str(path);
    for (number, parameter) in parameters.iter().enumerate() {
        normalised.push(if number == 0 { '?' } else { '&' });
        normalised.push_str(parameter);
    }
    Some(normalised)
}

/// Whether an address without this parameter leads to the same article.
fn is_dropped(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or(parameter);
    is_tracking(name) || FORMS.contains(&&*name.to_ascii_lowercase())
}

/// The number of an address's normal form.
pub fn address_key(url: &str) -> Option<u64> {
    normalised(url).map(|url| xxh3_64(url.as_bytes()))
}

/// The different words of a title as numbers, ascending: capitals, marks and the order of words do not count.
pub fn title_words(title: &str) -> Vec<u64> {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<u64> = words.map(|word| xxh3_64(word.to_lowercase().as_bytes())).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// A title without what tells nobody two of them apart: capitals, spaces, marks of punctuation.
pub fn title_key(title: &str) -> String {
    const MARKS: &str = "!?.,:;…'\"«»‹›“”‘’„‚—–-‐‑()[]";
    key(&title.replace(|c: char| MARKS.contains(c), " "))
}

/// How many words a title is known by.
pub const TITLE: usize = 4;

/// A few words of a title as numbers, ascending, 0 where there are no more. Which ones is left to chance, but the same
/// words are drawn from titles that have them (a bottom-k sketch), the long ones first. The numbers are small, since a site
/// keeps them of all articles: two words may have one, so what they find has to be compared.
pub fn title_mark(title: &str) -> [u16; TITLE] {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let numbers = words.map(|word| {
        let is_short = u16::from(word.chars().count() < 4) << 15;
        is_short | (xxh3_64(word.to_lowercase().as_bytes()) as u16 >> 1).max(1)
    });
    let mut numbers: Vec<u16> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.resize(TITLE, 0);
    std::array::from_fn(|place| numbers[place])
}

/// Titles that share two of the words they are known by share one of these. A title of one word is known by it.
pub fn title_keys(mark: &[u16; TITLE]) -> impl Iterator<Item = u64> {
    let alone = mark[1] == 0;
    let words = mark.iter().enumerate().filter(|(_, word)| **word != 0);
    let pair = move |place: usize, one: u16| {
        let others = mark[place + 1..].iter().filter(|other| **other != 0);
        others.map(move |other| u64::from(one) << 32 | u64::from(*other))
    };
    let single = (alone && mark[0] != 0).then(|| u64::from(mark[0]) << 32);
    words.flat_map(move |(place, one)| pair(place, *one)).chain(single)
}

/// Whether two titles have at least half of all their words in common.
/// Titles of a series that tell their issues apart say other things: "Core 3.2.1 is out", "Report for 2024", "Letter #7".
pub fn are_titles_near(one: &str, two: &str) -> bool {
    if issues(one) != issues(two) {
        return false;
    }
    let (one, two) = (title_words(one), title_words(two));
    let common = one.iter().filter(|word| two.binary_search(word).is_ok()).count();
    2 * common >= one.len() + two.len() - common
}

/// What numbers an issue of a series in a title, in its order: versions (`3.2.1`, `v3`), years, `#7`, and a number behind a
/// word for an issue. How many people came is none: two reports of one event may differ in it.
fn issues(title: &str) -> Vec<&str> {
    const BEFORE: [&str; 12] = [
        "issue", "no", "nr", "№", "number", "part", "vol", "volume", "episode", "week", "edition", "preview",
    ];
    let mut before = "";
    let mut found = Vec::new();
    for word in
        title.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ':' | '/' | '–' | '—'))
    {
        let word = word.trim_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '#' | '№')));
        if word.is_empty() {
            continue;
        }
        let digits = word.trim_start_matches(|c: char| !c.is_ascii_digit());
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // `5.5` may be a share that was corrected.
        let parts = digits.split('.').filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count();
        let is_version = parts > 2
            || parts > 1 && (digits.contains('-') || word.starts_with(['v', 'V']))
            || word.chars().count() == digits.len() + 1
                && word.starts_with(['v', 'V', '#', '№'])
                && is_number(digits);
        let is_year =
            word.len() == 4 && is_number(word) && (word.starts_with("19") || word.starts_with("20"));
        let follows = is_number(word) && BEFORE.iter().any(|known| before.eq_ignore_ascii_case(known));
        if is_version || is_year || follows {
            found.push(word);
        }
        before = word;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_one_article_are_one_address() {
        for url in [
            "https://outlet.example/a/story",
            "http://www.outlet.example/a/story/",
            "https://m.outlet.example/a/story?utm_source=x&fbclid=y#comments",
            "https://Outlet.example:443/a/story/amp/",
            "https://outlet.example/a/story/index.html?",
        ] {
            assert_eq!(normalised(url).as_deref(), Some("outlet.example/a/story"), "{url}");
        }
        let other = |url| normalised(url).unwrap_or_default();
        assert_eq!(other("https://x.example/?id=1&at_medium=z&b=2"), "x.example/?b=2&id=1");
        assert_eq!(other("https://en.m.wiki.example/Kyiv"), "en.wiki.example/Kyiv");
        assert_eq!(other("https://m.example/x"), "m.example/x");
        assert_ne!(other("https://x.example/a"), other("https://x.example/A"));
        for url in
            ["https://outlet.example", "https://www.outlet.example/?utm_source=x", "https://o.example/#top"]
        {
            assert_eq!(normalised(url), None, "{url}");
        }
    }

    #[test]
    fn titles_that_are_nearly_one() {
        let title = "Washington steps back from Europe’s security";
        assert!(are_titles_near(title, "WASHINGTON steps back from security in Europe"));
        assert!(!are_titles_near(title, "Kyiv steps forward"));
        for (one, two) in [
            ("Ruby 3.2.4 Released", "Ruby 3.3.1 Released"),
            ("Node v14.17.3 (LTS)", "Node v14.17.6 (LTS)"),
            ("The economy in 2023", "The economy in 2024"),
            ("Weekly letter #7 of the port", "Weekly letter #8 of the port"),
            ("Weekly news of the port, issue 7", "Weekly news of the port, issue 8"),
        ] {
            assert!(!are_titles_near(one, two), "{one}");
        }
        assert!(are_titles_near("At least 5 dead in a storm at sea", "At least 7 dead in a storm at sea"));
        assert!(are_titles_near("Prices rise by 5.5 per cent", "Prices rise by 5.6 per cent"));
        assert!(are_titles_near("Budget 2025: what changes now", "Budget 2025 – what now changes"));
        assert_eq!(title_mark(title), title_mark("Washington: steps back from Europe's security!"));
        let share = |one: &str, two: &str| {
            let (one, two) = (title_mark(one), title_mark(two));
            title_keys(&one).any(|key| title_keys(&two).any(|other| other == key))
        };
        assert!(share("Talks open", "The talks open"));
        assert!(share("Briefing", "briefing!"));
        assert!(!share("Talks open", "Talks end"));
        assert_eq!(title_keys(&title_mark("")).count(), 0);
        assert_eq!(title_keys(&title_mark("Talks open in Riyadh today, officials say")).count(), 6);
        assert!(!are_titles_near("", "Kyiv"));
    }
}
