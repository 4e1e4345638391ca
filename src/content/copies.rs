//! Second versions of a file, by the names that programs give them.
//!
//! What a program that synchronises folders puts beside a file when two people saved it (a *conflicted copy*) is named so
//! that there is no doubt. What a file manager, a browser or a camera calls a copy may be a name of its own, so that it
//! takes the original beside it to tell.
//!
//! Dropbox (in the language of its user): <https://help.dropbox.com/organize/conflicted-copy>. Nextcloud, ownCloud:
//! <https://docs.nextcloud.com/desktop/latest/conflicts.html>. Syncthing:
//! <https://docs.syncthing.net/users/syncing.html#conflicting-changes>. Seafile:
//! <https://help.seafile.com/syncing_client/file_conflicts/>. Synology Drive:
//! <https://kb.synology.com/en-eu/DSM/tutorial/Synology_Drive_file_conflict_resolution>. Resilio Sync:
//! <https://help.resilio.com/hc/en-us/articles/204753629-Conflict-files-in-Sync>. FileCloud:
//! <https://www.getfilecloud.com/supportdocs/display/2SD/20.1+Managing+Sync+Conflicts>. Git:
//! <https://git-scm.com/docs/git-mergetool>. What Proton Drive writes is known from names that people report.

mod beside;

use std::borrow::Cow;

pub use self::beside::Copies;
use crate::address::nfc;
use crate::diagnostic::{Code, Diagnostic};

/// A warning about a file (relative to the site's root) whose name says that it is a conflicted copy: it is passed over.
pub fn conflicted(path: &str) -> Option<Diagnostic> {
    let is_conflicted = path.split('/').skip(1).any(|name| {
        let written = nfc(name);
        let name = written.to_lowercase();
        let after = |mark: &str| name.split_once(mark).map(|(_, rest)| rest.to_owned());
        let number = |rest: String| rest.starts_with(|c: char| c.is_ascii_digit());
        in_brackets(&name)
            || after(".sync-conflict-").is_some_and(number)
            || after("_conflict-").is_some_and(number)
            || name.contains("[conflict]")
            || name.contains("[conflicted]")
            || of_synology(&name)
            || of_resilio(&written)
            || ["_backup_", "_base_", "_local_", "_remote_"].iter().any(|mark| {
                after(mark).is_some_and(|rest| {
                    let end = rest.split('.').next().unwrap_or("");
                    !end.is_empty() && end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
    });
    is_conflicted.then(|| {
        let message = "this is a conflicted copy that a program made: it is passed over";
        Diagnostic::warning(Code::ConflictedCopy, message)
            .in_file(path)
            .hint("take what is right of it over into the file itself, and delete the copy")
    })
}

/// How the words for "conflict" begin in the languages of such programs, and those for "copy".
const CONFLICT: [&str; 13] = [
    "conflict", "konflikt", "conflit", "конфлікт", "конфликт", "канфлікт", "競合", "冲突", "衝突", "충돌",
    "çakış", "ristirii", "ütköz",
];
const COPY: [&str; 14] = [
    "copy", "copi", "cópi", "còpi", "kopi", "kópi", "копі", "копи", "kopya", "コピー", "副本", "複本",
    "사본", "másolat",
];

/// `x (Ann's conflicted copy 2025-05-01)`, `x (In Konflikt stehende Kopie von Ann 2025-05-01)`, `x (Case Conflict)`,
/// `x (# Edit conflict 2025-05-01 abc #)`, `x (SFConflict ann@x.org 2025-05-01)`, `x(Conflict_ann_2025-05-01-10-15-00)`.
fn in_brackets(name: &str) -> bool {
    const KINDS: [&str; 7] = ["case ", "sync ", "encoding ", "space ", "edit ", "sf", "ending "];
    let Some(at) = name.find(['(', '（']) else { return false };
    let close = name[at..].rfind([')', '）']).map_or(name.len(), |close| at + close);
    let words = &name[at..close];
    let begins =
        |stems: &[&str]| stems.iter().any(|stem| words[1..].trim_start_matches('\u{ff08}').starts_with(stem));
    let of = |stems: &[&str]| stems.iter().any(|stem| words.contains(stem));
    let is_dated = || {
        words.as_bytes().windows(8).any(|part| {
            let digits = part.iter().filter(|byte| byte.is_ascii_digit()).count();
            digits == 8 || digits == 6 && part[4] == b'-' && part[7] == b'-'
        })
    };
    words.starts_with("(# name clash ")
        || words.contains("case clash")
        || of(&CONFLICT)
            && (of(&COPY)
                // "(Ukraine conflict since 2022-02-24)" is a headline.
                || begins(&CONFLICT) && is_dated()
                || KINDS.iter().any(|kind| words.contains(&format!("{kind}conflict"))))
}

/// `x_Anns-PC_May-01-1015-2025_Conflict.md`, `x_Anns-PC_May-01-1015-2025_CaseConflict_1.md`.
fn of_synology(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let Some((before, reason)) = stem.rsplit_once('_') else { return false };
    let date: Vec<&str> = before.rsplit('_').next().unwrap_or("").split('-').collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    reason.ends_with("conflict")
        && matches!(&*date, [_, day, time, year] if digits(day) && digits(time) && digits(year) && year.len() == 4)
}

/// `x.Conflict.md`, `x.Conflict2.md`; "sudan.conflict.md" is a name.
fn of_resilio(name: &str) -> bool {
    let is_mark = |part: &str| {
        part.strip_prefix("Conflict")
            .is_some_and(|number| number.trim().bytes().all(|byte| byte.is_ascii_digit()))
    };
    name.split('.').skip(1).any(is_mark)
}

/// Whether two files are versions of one by their names: one a copy of the other, or both of a third.
pub fn are_versions(one: &str, two: &str) -> bool {
    let of = |path: &str| originals(path).into_iter().chain([path.to_owned()]).collect::<Vec<_>>();
    let versions = of(two);
    of(one).iter().any(|path| versions.contains(path))
}

/// The paths that a file would have if its name, or that of its bundle, were without what makes it a copy.
pub fn originals(path: &str) -> Vec<String> {
    let Some((folder, file)) = path.rsplit_once('/') else { return Vec::new() };
    let Some((stem, ending)) = file.rsplit_once('.') else { return Vec::new() };
    let mut found: Vec<String> = Vec::new();
    if let Some(original) = original(stem) {
        found.push(format!("{folder}/{original}.{ending}"));
    }
    found.extend(without_computer(stem).map(|original| format!("{folder}/{original}.{ending}")));
    // `vote (1).uk.md` is a copy of `vote.uk.md`.
    if let Some((stem, language)) = stem.rsplit_once('.')
        && let Some(original) = original(stem)
    {
        found.push(format!("{folder}/{original}.{language}.{ending}"));
    }
    if (stem == "index" || stem.starts_with("index."))
        && let Some((above, bundle)) = folder.rsplit_once('/')
        && let Some(original) = original(bundle)
    {
        found.push(format!("{above}/{original}/{file}"));
    }
    found
}

/// A name without what makes it a copy: ` (1)`, ` copy 2`, ` - Kopie`, `Copy of `, ` 2`, `-DESKTOP-4F5G`.
fn original(name: &str) -> Option<Cow<'_, str>> {
    const BEFORE: [&str; 10] = [
        "copy of ", "kopie von ", "kopia ", "copie de ", "copia de ", "cópia de ", "копия ", "копія ",
        "kopie van ", "copy_of_",
    ];
    const AFTER: [&str; 8] = ["copy", "kopie", "copie", "copia", "cópia", "kopia", "копия", "копія"];
    // Most names have none of the marks: a space, a bracket, or one of the words.
    let bytes = name.as_bytes();
    let ends_with = |word: &str| {
        bytes.len() >= word.len() && bytes[bytes.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
    };
    let is_marked = !name.is_ascii()
        || bytes.iter().any(|byte| matches!(byte, b' ' | b')'))
        || bytes.contains(&b'_') && name.to_ascii_lowercase().contains("copy_of_")
        || AFTER.iter().any(|word| ends_with(word));
    if !is_marked {
        return None;
    }
    let lower = name.to_lowercase();
    // Where lower case has other lengths, only names in lower case are looked at.
    let end = |count: usize| (lower.len() == name.len()).then(|| name.get(..count)).flatten();
    // `2025-05-01-Copy of vote`: the date stays.
    let day = name.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'-').count();
    for at in [0, day] {
        for mark in BEFORE {
            if lower.get(at..).is_some_and(|rest| rest.starts_with(mark)) && lower.len() == name.len() {
                let rest = format!("{}{}", &name[..at], &name[at + mark.len()..]);
                return (!rest.is_empty()).then_some(Cow::Owned(rest));
            }
        }
    }
    // A number, bare or in brackets, may stand alone or behind the word.
    let trimmed = lower.trim_end();
    let unnumbered = match trimmed.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((rest, number)) if is_number(number) => rest.trim_end(),
        Some((rest, word))
            if AFTER.iter().any(|copy| word.ends_with(copy))
                || CONFLICT.iter().any(|stem| word.starts_with(stem)) =>
        {
            return end(rest.trim_end_matches([' ', '-']).len())
                .filter(|name| !name.is_empty())
                .map(Cow::Borrowed);
        }
        _ => match trimmed.rsplit_once(' ') {
            Some((rest, number)) if is_number(number) => rest.trim_end(),
            _ => trimmed,
        },
    };
    let word = AFTER.iter().find_map(|copy| unnumbered.strip_suffix(copy));
    let bare = match word.filter(|rest| rest.ends_with([' ', '-', '_', '—', '–'])) {
        Some(rest) => rest.trim_end_matches([' ', '-', '_', '—', '–']),
        None if unnumbered.len() < trimmed.len() => unnumbered,
        None => return None,
    };
    end(bare.len()).filter(|name| !name.is_empty()).map(Cow::Borrowed)
}

fn is_number(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What may be left of a name without the computer's, which OneDrive puts behind a hyphen.
fn without_computer(name: &str) -> impl Iterator<Item = &str> {
    let words = name.as_bytes();
    let begins = |at: usize, word: &str| {
        words.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes()))
    };
    // Every text of a site is looked at, so each name is passed once.
    let is_computer = |at: &usize| match words[*at].to_ascii_lowercase() {
        b'-' => ["-desktop-", "-laptop-", "-win-", "-pc"].iter().any(|word| begins(*at, word)),
        b'm' => begins(*at, "macbook"),
        b'i' => ["imac", "iphone", "ipad"].iter().any(|word| begins(*at, word)),
        _ => false,
    };
    let word = (0..words.len()).rev().find(is_computer).unwrap_or(0);
    let hyphens = name.match_indices('-').map(|(at, _)| at).filter(move |at| *at > 0 && *at <= word);
    hyphens.map(|at| &name[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicted_copies() {
        for name in [
            "a (Ann's conflicted copy 2025-05-01).md",
            "a (conflicted copy 2025-05-01 101500).md",
            "a (Case Conflict).md",
            "a.sync-conflict-20250501-101500-ABCDEFG.md",
            "a_conflict-20250501-101500.md",
            "a (SFConflict ann@x.org 2025-05-01-10-15-00).md",
            "a_REMOTE_1234.md",
            "a (conflicted copy 2025-05-01)/index.md",
            "a (In Konflikt stehende Kopie von Ann 2025-05-01).md",
            "a (Copie en conflit de Ann 2025-05-01).md",
            "a (Copia en conflicto de Ann 2025-05-01).md",
            "a (конфліктна копія від Ann 2025-05-01).md",
            "a (kopia powodująca konflikt użytkownika Ann 2025-05-01).md",
            "a (Co\u{301}pia em conflito de Ann 2025-05-01).md",
            "a (Annの競合コピー 2025-05-01).md",
            "a (Unicode Encoding Conflict).md",
            "a (Whitespace Conflict).md",
            "a (Selective Sync Conflict).md",
            "a (# Edit conflict 2025-05-01 abcDEF #).md",
            "a (# Name clash 2025-05-01 abcDEF #).md",
            "a(Conflict_ann (Web browser)_2025-05-01-22-50-36).md",
            "a (Conflict 2025-05-01).md",
            "a_Anns-PC_May-01-1015-2025_Conflict.md",
            "a_Anns-PC_May-01-1015-2025_CaseConflict_1.md",
            "a.Conflict.md",
            "a.Conflict2.md",
            "a [conflicted].md",
        ] {
            assert!(conflicted(&format!("content/{name}")).is_some(), "{name}");
        }
        for name in [
            "the-conflict-2025.md", "conflicted copy.md", "a_local_news.md", "a (conflict).md",
            "a (the conflict in numbers).md", "the_conflict.md", "sudan.conflict.md",
            "talks (Ukraine conflict since 2022-02-24).md", "a (Kyiv) frozen conflict 20250101.md",
            "2025-05-01-conflict.uk.md", "vote_in_conflict.md", "a_base_5.md",
        ] {
            assert!(conflicted(&format!("content/{name}")).is_none(), "{name}");
        }
    }

    #[test]
    fn copies_beside_originals() {
        let of = |path: &str| {
            let known = [
                "content/a.md", "content/x y.md", "content/b/index.md", "content/a.uk.md",
                "content/tags.yaml",
            ];
            let found = Copies::of([std::sync::Arc::from(path)].iter())
                .beside_originals(|path| known.contains(&path));
            found.first().map(|problem| {
                problem.message.split_once(" of ").unwrap().1.split(':').next().unwrap().to_owned()
            })
        };
        for name in [
            "a copy", "a copy 2", "a (1)", "a(1)", "a 2", "a - Copy", "a - Copy (2)", "Copy of a", "a Kopie",
            "a - Kopie", "a (Kopie)", "a (copy)", "a (another copy)", "a (Conflict)", "a (Konflikt 2)",
            "a — копия", "a-copy", "a_copy", "a-DESKTOP-4F5G6H", "a-Anns-MacBook",
        ] {
            assert_eq!(of(&format!("content/{name}.md")).as_deref(), Some("content/a.md"), "{name}");
        }
        assert_eq!(of("content/x y copy.md").as_deref(), Some("content/x y.md"));
        assert_eq!(of("content/b (1)/index.md").as_deref(), Some("content/b/index.md"));
        assert_eq!(of("content/a copy.uk.md").as_deref(), Some("content/a.uk.md"));
        assert_eq!(of("content/tags (1).yaml").as_deref(), Some("content/tags.yaml"));
        for name in [
            "a.md", "photocopy.md", "a-2.md", "c copy.md", "copy.md", "(1).md", "a-NATO.md", "2.md",
            "a 2025.md",
        ] {
            assert_eq!(of(&format!("content/{name}")), None, "{name}");
        }
    }
}
