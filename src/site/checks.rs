//! What is said of finished sites: a registry of checks. What is found out while a site is put together is said there.
//!
//! A new check is a function of sites that are complete, and a line in [`CHECKS`].

use std::sync::Arc;

use super::{Site, drawn, editions, one_language, pictures, registered, shown, social_cards};
use crate::diagnostic::{Code, Diagnostic};

/// One check.
struct Check {
    /// What it may say.
    codes: &'static [Code],
    /// The function, of the sites of all languages.
    run: fn(&[&Site]) -> Vec<Diagnostic>,
    /// Whether a site that came of another without being assembled is the same in all that the function reads.
    is_same: fn(&Site, &Site) -> bool,
}

impl Check {
    fn said(&self, sites: &[&Site]) -> Vec<Diagnostic> {
        let said = (self.run)(sites);
        debug_assert!(said.iter().all(|one| self.codes.contains(&one.code)), "{:?}: {said:?}", self.codes);
        said
    }
}

/// All checks. What they say is sorted where it is printed.
const CHECKS: &[Check] = &[
    Check { codes: &[Code::NotAPicture], run: |sites| shown::misnamed(sites[0]), is_same: by_assembly },
    Check {
        codes: &[Code::PictureUnreadable, Code::PictureTooLarge],
        run: |sites| each(sites, pictures::check),
        is_same: by_assembly,
    },
    Check { codes: &[Code::UndrawnSvg], run: |sites| each(sites, drawn::check), is_same: by_assembly },
    Check {
        codes: &[Code::SocialCard],
        run: |sites| each(sites, social_cards::check),
        // An edit after which a card comes or goes is one after which the site is assembled.
        is_same: by_assembly,
    },
    Check {
        codes: &[Code::UnknownName],
        run: |sites| each(sites, registered::unknown_names),
        is_same: by_assembly,
    },
    Check { codes: &[Code::OneLanguage], run: one_language::check, is_same: by_assembly },
    Check {
        codes: &[Code::EditionNumber, Code::EditionPeriod],
        run: |sites| each(sites, |site| editions::check(&site.editions)),
        is_same: by_assembly,
    },
    Check {
        codes: &[Code::EditionLeftOut],
        run: |sites| each(sites, editions::check_left_out),
        is_same: |before, site| Arc::ptr_eq(&before.mentions, &site.mentions),
    },
    Check {
        codes: &[Code::DuplicateText, Code::DuplicateSource, Code::SameTitle],
        run: |sites| each(sites, |site| site.similarities.said.to_vec()),
        is_same: |before, site| Arc::ptr_eq(&before.similarities, &site.similarities),
    },
];

/// What it reads differs only between sites that were assembled.
fn by_assembly(_: &Site, _: &Site) -> bool {
    true
}

fn each(sites: &[&Site], check: fn(&Site) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    sites.iter().flat_map(|site| check(site)).collect()
}

/// What all checks say of the sites of all languages.
pub(super) fn said(sites: &[Site]) -> Vec<Diagnostic> {
    let sites: Vec<&Site> = sites.iter().collect();
    CHECKS.iter().flat_map(|check| check.said(&sites)).collect()
}

/// What they said of the sites before an edit and say no longer, and what they say now.
pub(super) fn differences(before: &[&Site], sites: &[Site]) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let sites: Vec<&Site> = sites.iter().collect();
    let (mut resolved, mut raised) = (Vec::new(), Vec::new());
    let reads_others =
        |check: &&Check| !before.iter().zip(&sites).all(|(was, now)| (check.is_same)(was, now));
    for check in CHECKS.iter().filter(reads_others) {
        let (was, now) = (check.said(before), check.said(&sites));
        if was != now {
            resolved.extend(was);
            raised.extend(now);
        }
    }
    (resolved, raised)
}
