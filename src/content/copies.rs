//! Second versions of a file, by the names that programs give them.
//!
//! What a program that synchronises folders puts beside a file when two people saved it (a *conflicted copy*) is named so
//! that there is no doubt. What a file manager, a browser or a camera calls a copy may be a name of its own, so that it
//! takes the original beside it to tell.
//!
//! Dropbox: <https://help.dropbox.com/organize/conflicted-copy>. Nextcloud, ownCloud:
//! <https://docs.nextcloud.com/desktop/latest/conflicts.html>. Syncthing:
//! <https://docs.syncthing.net/users/syncing.html#conflicting-changes>. Seafile:
//! <https://help.seafile.com/syncing_client/file_conflicts/>. Git: <https://git-scm.com/docs/git-mergetool>.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;

/// A warning about a file (relative to the site's root) whose name says that it is a conflicted copy: it is passed over.
pub fn conflicted(path: &str) -> Option<Diagnostic> {
    let is_conflicted = path.split('/').skip(1).any(|name| {
        let name = name.to_lowercase();
        let after = |mark: &str| name.split_once(mark).map(|(_, rest)| rest.to_owned());
        let number = |rest: String| rest.starts_with(|c: char| c.is_ascii_digit());
        // `x (Ann's conflicted copy 2025-05-01)`, `x (conflicted copy 2025-05-01 101500)`, `x (Case Conflict)`.
        let in_brackets = after(" (").is_some_and(|rest| {
            rest.contains("conflicted copy")
                || rest.contains("case conflict")
                || rest.contains("sync conflict")
        });
        in_brackets
            || after(".sync-conflict-").is_some_and(number)
            || after("_conflict-").is_some_and(number)
            || name.contains("(sfconflict ")
            || name.contains("[conflict]")
            || name.contains("[conflicted]")
            || ["_backup_", "_base_", "_local_", "_remote_"].iter().any(|mark| {
                after(mark).is_some_and(|rest| {
                    let end = rest.split('.').next().unwrap_or("");
                    !end.is_empty() && end.len() >= 2 && end.bytes().all(|byte| byte.is_ascii_digit())
                })
            })
    });
    is_conflicted.then(|| {
        let message = "this is a conflicted copy that a program made: it is passed over";
        Diagnostic::warning("conflicted-copy", message)
            .in_file(path)
            .hint("take what is right of it over into the file itself, and delete the copy")
    })
}

/// Warnings about files of `content/` that look like copies of others beside them. `exists` says whether there is a file
/// at a path.
pub fn beside_originals<'a>(
    paths: impl Iterator<Item = &'a str>,
    exists: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let texts = paths
        .filter(|path| path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".yaml")));
    let copies = texts.filter_map(|path| {
        let original = originals(path).into_iter().find(|original| exists(original))?;
        let (becomes, hint) = match path.ends_with(".md") {
            true => (
                "both are read",
                "delete the one that is not right; if both shall stay, give it a name of its own",
            ),
            false => ("this one is not read", "take what is right of it over into the other, and delete it"),
        };
        let message = format!("this file looks like a copy of {original}: {becomes}");
        // Each names another original: they are not one fault.
        Some(Diagnostic::warning("copy-beside-original", message).in_file(path).hint(hint))
    });
    copies.collect()
}

/// Whether two files are versions of one by their names: one a copy of the other, or both of a third.
pub fn are_versions(one: &str, two: &str) -> bool {
    let of = |path: &str| originals(path).into_iter().chain([path.to_owned()]).collect::<Vec<_>>();
    let versions = of(two);
    of(one).iter().any(|path| versions.contains(path))
}

/// The paths that a file would have if its name, or that of its bundle, were without what makes it a copy.
fn originals(path: &str) -> Vec<String> {
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
        "copy of ",
        "kopie von ",
        "kopia ",
        "copie de ",
        "copia de ",
        "cópia de ",
        "копия ",
        "копія ",
        "kopie van ",
        "copy_of_",
    ];
    const AFTER: [&str; 8] = ["copy", "kopie", "copie", "copia", "cópia", "kopia", "копия", "копія"];
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
        Some((rest, word)) if AFTER.iter().any(|copy| word.ends_with(copy)) => {
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
    const COMPUTERS: [&str; 8] =
        ["-desktop-", "-laptop-", "-win-", "-pc", "macbook", "imac", "iphone", "ipad"];
    let lower = name.to_ascii_lowercase();
    let word = COMPUTERS.iter().filter_map(|computer| lower.rfind(computer)).max().unwrap_or(0);
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
        ] {
            assert!(conflicted(&format!("content/{name}")).is_some(), "{name}");
        }
        for name in [
            "the-conflict-2025.md",
            "conflicted copy.md",
            "a_local_news.md",
            "a (conflict).md",
            "a_base_5.md",
        ] {
            assert!(conflicted(&format!("content/{name}")).is_none(), "{name}");
        }
    }

    #[test]
    fn copies_beside_originals() {
        let of = |path: &str| {
            let known = [
                "content/a.md",
                "content/x y.md",
                "content/b/index.md",
                "content/a.uk.md",
                "content/tags.yaml",
            ];
            let found = beside_originals(std::iter::once(path), |path| known.contains(&path));
            found.first().map(|problem| {
                problem.message.split_once(" of ").unwrap().1.split(':').next().unwrap().to_owned()
            })
        };
        for name in [
            "a copy",
            "a copy 2",
            "a (1)",
            "a(1)",
            "a 2",
            "a - Copy",
            "a - Copy (2)",
            "Copy of a",
            "a Kopie",
            "a - Kopie",
            "a (Kopie)",
            "a (copy)",
            "a (another copy)",
            "a — копия",
            "a-copy",
            "a_copy",
            "a-DESKTOP-4F5G6H",
            "a-Anns-MacBook",
        ] {
            assert_eq!(of(&format!("content/{name}.md")).as_deref(), Some("content/a.md"), "{name}");
        }
        assert_eq!(of("content/x y copy.md").as_deref(), Some("content/x y.md"));
        assert_eq!(of("content/b (1)/index.md").as_deref(), Some("content/b/index.md"));
        assert_eq!(of("content/a copy.uk.md").as_deref(), Some("content/a.uk.md"));
        assert_eq!(of("content/tags (1).yaml").as_deref(), Some("content/tags.yaml"));
        for name in [
            "a.md",
            "photocopy.md",
            "a-2.md",
            "c copy.md",
            "copy.md",
            "(1).md",
            "a-NATO.md",
            "2.md",
            "a 2025.md",
        ] {
            assert_eq!(of(&format!("content/{name}")), None, "{name}");
        }
    }
}
