//! What the editors may want to write into the site's configuration.

use super::super::convert::Converted;
use super::super::fields::folded;
use super::super::site::OldSite;
use crate::config::{Config, Pattern};
use crate::content::Kind;

/// What would keep more addresses than the site's pattern does.
pub(super) fn advice(
    site: &OldSite,
    converted: &[Converted],
    config: &Config,
    pattern: &mut Option<String>,
) -> Option<String> {
    let articles = || {
        site.items.iter().zip(converted).filter(|(item, one)| {
            item.kind == Kind::Article && one.text.is_some() && !item.is_fixed && item.address.is_some()
        })
    };
    let all = articles().count();
    let kept = articles().filter(|(item, one)| {
        one.address.as_ref().zip(item.address.as_ref()).is_some_and(|(new, old)| folded(new) == folded(old))
    });
    let (kept, proposed) = (kept.count(), site.pattern.as_ref()?);
    let read = Pattern::parse(proposed, true).ok()?;
    let would = articles().filter(|(item, one)| {
        let Some((date, slug)) = &one.place else { return false };
        let new = read.expand(*date, slug, "news");
        item.address.as_ref().is_some_and(|old| folded(&new) == folded(old))
    });
    let would = would.count();
    if read == config.permalinks.article || would <= kept {
        return (all > 0 && kept > 0).then(|| {
            format!("Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`).")
        });
    }
    *pattern = Some(proposed.clone());
    Some(format!(
        "Addresses: {kept} of {all} stay as they were; the others lead on (`aliases:`). With --permalinks, which writes\n  \
         `permalinks: {{article: \"{proposed}\"}}` into newsprint.yaml, {would} of {all} stay."
    ))
}
