//! All items converted, and again where what became of one changes another:
//!
//! - what is no document is nothing to link to: whatever links to it is converted without it;
//! - no two have one address: all but one get another, and whatever links to them leads there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::convert::{Converted, Here, convert};
use super::super::fields::folded;
use super::super::index::Index;
use super::super::remark::{Cause, Remark};
use super::super::site::OldSite;
use super::super::workers::{self, Fault, Work};
use super::existing::Existing;
use crate::import::worker::DEADLINE;

/// How often items are converted anew because of others.
const MOST_PASSES: usize = 6;
/// What is said of those that had to be converted once more.
const UNSETTLED: &str =
    "many texts change each other's addresses: look whether a build says that two have one";

/// Converts all items, until nothing more changes.
pub(super) fn convert_all(site: &mut OldSite, here: &Arc<Here>, existing: &Existing) -> Vec<Converted> {
    let mut gone: BTreeSet<usize> = BTreeSet::new();
    let mut converted: Vec<Converted> = Vec::new();
    let mut wanted: BTreeSet<usize> = (0..site.items.len()).collect();
    for _ in 0..MOST_PASSES {
        let numbers: Vec<usize> = std::mem::take(&mut wanted).into_iter().collect();
        let anew = convert_some(site, &gone, &numbers, here);
        if converted.is_empty() {
            converted = anew;
        } else {
            numbers.into_iter().zip(anew).for_each(|(number, one)| converted[number] = one);
        }
        let is_gone = |(number, one): (usize, &Converted)| one.text.is_none().then_some(number);
        let now: BTreeSet<usize> = converted.iter().enumerate().filter_map(is_gone).collect();
        if now != gone {
            let links = |one: &Converted| one.found.items.iter().any(|item| now.contains(item));
            wanted
                .extend(converted.iter().enumerate().filter(|(_, one)| links(one)).map(|(number, _)| number));
            gone = now;
        }
        wanted.extend(clashes(site, &converted, existing));
        if wanted.is_empty() {
            break;
        }
    }
    let unsettled =
        wanted.into_iter().map(|number| Remark::of(Cause::Other(UNSETTLED), &site.items[number].from));
    let unsettled: Vec<Remark> = unsettled.collect();
    site.remarks.extend(unsettled);
    converted
}

/// Converts items by their numbers. One that does not end, or that its thread does not survive, is passed over.
fn convert_some(
    site: &mut OldSite,
    gone: &BTreeSet<usize>,
    numbers: &[usize],
    here: &Arc<Here>,
) -> Vec<Converted> {
    let shared = Arc::new(std::mem::take(site));
    let (of_worker, gone, here) = (shared.clone(), gone.clone(), here.clone());
    let work: Work<Converted> = Arc::new(move |channel| {
        let index = Index::without(&of_worker, &gone);
        channel.is_ready();
        for number in channel.asked() {
            channel.answer(convert(&of_worker, &index, &of_worker.items[number], &here));
        }
    });
    let results = workers::run(numbers, DEADLINE, &work);
    drop(work);
    // A thread that was given up has it still.
    *site = Arc::try_unwrap(shared).unwrap_or_else(|shared| (*shared).clone());
    let or_none = |(number, result): (&usize, Result<Converted, Fault>)| {
        result.unwrap_or_else(|fault| {
            let cause = match fault {
                Fault::Slow => Cause::Slow,
                Fault::Failed => Cause::Failed,
            };
            Converted::passed_over(&site.items[*number], cause)
        })
    };
    numbers.iter().zip(results).map(or_none).collect()
}

/// Texts that would have the address of another: they keep their old ones, or get one with a number; what leads to another text
/// leads there.
fn clashes(site: &mut OldSite, converted: &[Converted], existing: &Existing) -> BTreeSet<usize> {
    let mut by_address: ByAddress = BTreeMap::new();
    for (number, one) in converted.iter().enumerate().filter(|(_, one)| one.text.is_some()) {
        if let Some(address) = &one.address {
            by_address.entry(folded(address)).or_default().push(number);
        }
    }
    let mut anew = of_addresses(site, converted, existing, &by_address);
    anew.extend(of_aliases(site, converted, existing, &by_address));
    anew
}

/// Texts by the addresses that they would have, folded.
type ByAddress = BTreeMap<String, Vec<usize>>;

/// Texts that get another address.
fn of_addresses(
    site: &mut OldSite,
    converted: &[Converted],
    existing: &Existing,
    by_address: &ByAddress,
) -> BTreeSet<usize> {
    let mut anew = BTreeSet::new();
    let mut given: BTreeSet<String> = BTreeSet::new();
    for (address, numbers) in by_address {
        let is_taken = existing.is_taken(address);
        if numbers.len() < 2 && !is_taken {
            continue;
        }
        let mut kept: BTreeSet<String> = BTreeSet::new();
        let mut left: Vec<usize> = Vec::new();
        // Of an address that many would have, where to go on.
        let mut next: HashMap<&str, usize> = HashMap::new();
        for number in numbers {
            let item = &mut site.items[*number];
            match item.address.as_deref().map(folded) {
                Some(old) if !existing.is_taken(&old) && kept.insert(old.clone()) => {
                    if !item.is_fixed {
                        item.is_fixed = true;
                        anew.insert(*number);
                    }
                }
                _ => left.push(*number),
            }
        }
        for number in left {
            let item = &mut site.items[number];
            // It stood at the address of another there: here the pattern makes one for it.
            if let Some(old) = item.address.take_if(|_| item.is_fixed) {
                site.remarks.push(Remark::of(Cause::SameAddress, &item.from).about(old.clone()));
                item.without.insert(folded(&old));
                item.is_fixed = false;
                anew.insert(number);
                continue;
            }
            if !is_taken && kept.insert(address.clone()) {
                continue;
            }
            let Some(own) = &converted[number].address else { continue };
            let is_free = |new: &String| {
                let new = folded(new);
                !by_address.contains_key(&new) && !existing.is_taken(&new) && !given.contains(&new)
            };
            let count = next.entry(own).or_insert(2);
            let mut others = std::iter::from_fn(|| {
                let new = numbered(own, *count);
                *count += 1;
                Some(new)
            });
            if let Some(new) = others.find(is_free) {
                given.insert(folded(&new));
                site.remarks.push(Remark::of(Cause::SameAddress, &item.from).about(new.clone()));
                item.without.extend(item.address.as_deref().map(folded));
                (item.address, item.is_fixed) = (Some(new), true);
                anew.insert(number);
            }
        }
    }
    anew
}

/// Texts to which an old address does not lead, since another stands there, or has it too.
fn of_aliases(
    site: &mut OldSite,
    converted: &[Converted],
    existing: &Existing,
    by_address: &ByAddress,
) -> BTreeSet<usize> {
    let mut anew = BTreeSet::new();
    let mut aliases: BTreeMap<String, usize> = BTreeMap::new();
    for (number, one) in converted.iter().enumerate().filter(|(_, one)| one.text.is_some()) {
        for alias in &one.aliases {
            let alias = folded(alias);
            let is_taken = by_address.get(&alias).is_some_and(|numbers| *numbers != [number])
                || existing.is_taken(&alias)
                || *aliases.entry(alias.clone()).or_insert(number) != number;
            if is_taken && site.items[number].without.insert(alias) {
                anew.insert(number);
            }
        }
    }
    anew
}

/// An address with a number at its end: `/a-2/`, `/a-2.html`.
fn numbered(address: &str, number: usize) -> String {
    let (stem, ending) = match address.strip_suffix(".html") {
        Some(stem) => (stem, ".html"),
        None => (address.trim_end_matches('/'), "/"),
    };
    format!("{stem}-{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::item;
    use super::*;

    #[test]
    fn many_texts_of_one_address_have_numbers() {
        const COUNT: usize = 20_000;
        let mut site = OldSite { items: vec![item("a.md", ""); COUNT], ..OldSite::default() };
        let of = |item| Converted {
            text: Some(String::new()),
            address: Some("/a.html".to_owned()),
            ..Converted::passed_over(item, Cause::Slow)
        };
        let converted: Vec<Converted> = site.items.iter().map(of).collect();
        assert_eq!(clashes(&mut site, &converted, &Existing::default()).len(), COUNT - 1);
        assert_eq!(site.items[COUNT - 1].address.as_deref(), Some("/a-20000.html"));
    }
}
