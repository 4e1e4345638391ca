//! Names that are nearly one of many: an index that finds them without comparing each with each.
//!
//! Two names are near when their words are, one by one, but for a letter (two in a long name): one too many, missing,
//! exchanged, or two that changed places. What differs by a rule and not by a slip is not near: numbers, and in words of
//! up to four letters another letter (Iran and Iraq). The index holds each name with every letter left out once (and
//! twice, while that stays small), as symmetric deletion does: what is near to a name has such a form in common with it.

use crate::hash::FastMap;

/// Shorter names are near to too many.
const SHORTEST: usize = 4;
/// Longer ones are no names, and their forms would be too many.
const LONGEST: usize = 64;
/// From so many letters on a name may have two slips.
const LONG: usize = 10;
/// As long as there are at most so many forms, two letters are left out as well.
const FORMS: usize = 400_000;

/// Names to be near to. They are keys: in lower case, with single spaces.
pub struct Near<'n, T> {
    names: Vec<(&'n str, T)>,
    forms: FastMap<u64, Vec<u32>>,
    twice: bool,
}

impl<'n, T: Copy> Near<'n, T> {
    /// An index of names, each with what it stands for.
    pub fn new(names: impl IntoIterator<Item = (&'n str, T)>) -> Self {
        let fits = |name: &str| (SHORTEST..=LONGEST).contains(&name.chars().count());
        let names: Vec<_> = names.into_iter().filter(|(name, _)| fits(name)).collect();
        let pairs = |(name, _): &(&str, T)| name.chars().count().pow(2) / 2;
        let twice = names.iter().map(pairs).sum::<usize>() <= FORMS;
        let mut index = Self { names: Vec::new(), forms: FastMap::default(), twice };
        for (number, (name, _)) in names.iter().enumerate() {
            forms(name, twice, &mut |form| {
                let known: &mut Vec<u32> = index.forms.entry(form).or_default();
                if known.last() != Some(&(number as u32)) {
                    known.push(number as u32);
                }
            });
        }
        index.names = names;
        index
    }

    /// What the nearest name stands for, if one is near: of several the first by the alphabet. A name itself is not near.
    pub fn find(&self, name: &str) -> Option<T> {
        if self.names.is_empty() || !(SHORTEST..=LONGEST).contains(&name.chars().count()) {
            return None;
        }
        let mut best: Option<(usize, &str, T)> = None;
        let mut met: Vec<u32> = Vec::new();
        forms(name, self.twice, &mut |form| {
            // So many names that differ in one place are a row (Draft A, Draft B), not slips.
            met.extend(self.forms.get(&form).into_iter().flatten().take(IN_FORM));
        });
        met.sort_unstable();
        met.dedup();
        for number in met {
            let (known, means) = self.names[number as usize];
            let Some(distance) = distance(name, known).filter(|distance| *distance > 0) else { continue };
            if best.is_none_or(|(least, first, _)| (distance, known) < (least, first)) {
                best = Some((distance, known, means));
            }
        }
        best.map(|(.., means)| means)
    }
}

/// With how many names of one form a name is compared.
const IN_FORM: usize = 64;

/// Hashes of a name and of what is left when letters are left out.
fn forms(name: &str, twice: bool, add: &mut dyn FnMut(u64)) {
    let letters: Vec<char> = name.chars().collect();
    let without = |one: usize, two: usize| {
        let left = letters.iter().enumerate().filter(|(at, _)| *at != one && *at != two);
        // FNV: a form is made far more often than it is found.
        left.fold(0xcbf2_9ce4_8422_2325, |hash: u64, (_, letter)| {
            (hash ^ u64::from(u32::from(*letter))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let none = letters.len();
    add(without(none, none));
    for one in 0..letters.len() {
        add(without(one, none));
        if twice && letters.len() >= LONG {
            (one + 1..letters.len()).for_each(|two| add(without(one, two)));
        }
    }
}

/// In how many letters two names differ, if they are near.
fn distance(one: &str, two: &str) -> Option<usize> {
    let digits = |name: &'_ str| name.chars().filter(|c| c.is_numeric()).collect::<String>();
    if digits(one) != digits(two) {
        return None;
    }
    let most = if one.chars().count().min(two.chars().count()) >= LONG { 2 } else { 1 };
    let words = |name: &'_ str| name.split(' ').count();
    if words(one) != words(two) {
        // A space or a hyphen too many or too few.
        let whole = strsim::damerau_levenshtein(one, two);
        return (whole <= 1).then_some(whole);
    }
    let alone = words(one) == 1;
    let mut sum = 0;
    for (one, two) in one.split(' ').zip(two.split(' ')) {
        if one != two {
            sum += of_words(one, two, alone)?;
        }
    }
    (sum <= most).then_some(sum)
}

fn of_words(one: &str, two: &str, alone: bool) -> Option<usize> {
    let [first, second] = [one, two].map(|word| word.chars().count());
    let (least, same) = (first.min(second), first == second);
    let distance = strsim::damerau_levenshtein(one, two);
    let exchanged = || {
        let letters = |word: &str| {
            let mut letters: Vec<char> = word.chars().collect();
            letters.sort_unstable();
            letters
        };
        letters(one) == letters(two)
    };
    let fits = match distance {
        1 if least >= 5 => true,
        1 if same => least >= 4 && exchanged(),
        1 => least >= if alone { 4 } else { 3 },
        2 => least >= LONG,
        _ => false,
    };
    fits.then_some(distance)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'n>(names: &[&'n str], name: &str) -> Option<&'n str> {
        Near::new(names.iter().map(|name| (*name, *name))).find(name)
    }

    #[test]
    fn slips_are_near() {
        for (known, slip) in [
            ("elections", "electons"),
            ("anna example", "ana example"),
            ("the example times", "the exampel times"),
            ("ukraine", "urkaine"),
            ("iran", "irna"),
            ("україна", "украіна"),
            ("parliament", "parlament"),
            ("presidential election", "presidental eleciton"),
            ("black sea", "blacksea"),
        ] {
            assert_eq!(find(&["zzzzz", known], slip), Some(known));
        }
    }

    #[test]
    fn what_differs_by_a_rule_is_not() {
        for (known, other) in [
            ("iran", "iraq"),
            ("north korea", "south korea"),
            ("budget 2024", "budget 2025"),
            ("g20", "g7"),
            ("slovakia", "slovenia"),
            ("austria", "australia"),
            ("niger", "nigeria"),
            ("john smith", "joan smith"),
            ("elections", "elections"),
            ("eu", "un"),
        ] {
            assert_eq!(find(&[known], other), None, "{known} {other}");
        }
    }

    /// However many names there are, each is compared with few.
    #[test]
    fn many_names_are_not_compared_with_each_other() {
        let names: Vec<String> = (0..20_000).map(|n| format!("tag number {n}")).collect();
        let near = Near::new(names.iter().map(|name| (&**name, ())));
        assert!(!near.twice);
        let compared = |name: &str| {
            let mut count = 0;
            forms(name, false, &mut |form| {
                count += near.forms.get(&form).map_or(0, |names| names.len().min(IN_FORM));
            });
            count
        };
        assert!((0..200).map(|n| compared(&format!("tag nmber {n}"))).max() < Some(2_000));
    }
}
