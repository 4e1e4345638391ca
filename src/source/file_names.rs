//! Which files are a site's, by their names: what systems, version control and editors put into folders by themselves is
//! passed over without a word, and what begins with a dot for another reason with one.
//!
//! The names are those of <https://github.com/github/gitignore/tree/main/Global> (macOS, Windows, Linux, Vim, Emacs,
//! MicrosoftOffice, LibreOffice, Backup, Dropbox, JetBrains, VisualStudioCode) and of the documentation of Nextcloud, Syncthing
//! and Obsidian.

use crate::diagnostic::{Code, Diagnostic};

/// What becomes of a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// It is read.
    Read,
    /// It is some tool's own.
    Tools,
    /// It is passed over because of its name, which its owner may not know.
    PassedOver,
}

/// Names with a dot that hosts ask for: RFC 8615, and the documentation of Apache, GitHub Pages and Codeberg Pages.
const PUBLISHED: [&str; 4] = [".well-known", ".htaccess", ".nojekyll", ".domains"];

/// Names that tools make, in lower case.
#[rustfmt::skip]
const TOOLS: [&str; 46] = [
    ".appledb", ".appledesktop", ".appledouble", ".apdisk", ".com.apple.timemachine.donotpresent", ".directory",
    ".documentrevisions-v100", ".ds_store", ".fseventsd", ".localized", ".lsoverride", ".spotlight-v100", ".temporaryitems",
    ".trashes", ".volumeicon.icns", "__macosx", "network trash folder", "temporary items",
    "$recycle.bin", "desktop.ini", "ehthumbs.db", "ehthumbs_vista.db", "recycler", "system volume information", "thumbs.db",
    ".bzr", ".cvsignore", ".hg", ".hgignore", ".hgtags", ".svn", "cvs", ".keep", ".gitkeep",
    ".dropbox", ".dropbox.attr", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".stignore",
    ".stversions", ".obsidian", ".trash", ".idea", ".vscode",
];

/// How names begin that tools make.
const BEGINNINGS: [&str; 13] = [
    "._", ".git", ".#", ".~", "~$", ".nfs", ".fuse_hidden", ".trash-", ".sync_", ".goutputstream-",
    ".syncthing.", "~syncthing~", ".editorconfig",
];

/// How names end that editors make while they write.
const ENDINGS: [&str; 5] = ["~", ".swp", ".swo", ".swx", ".crswap"];

/// How names end of copies that somebody or something put away.
const PUT_AWAY: [&str; 10] =
    [".bak", ".back", ".backup", ".crdownload", ".orig", ".part", ".rej", ".temp", ".tmp", ".temporary"];

/// Whether the name of a file or folder hides it, and no host asks for it.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.') && !PUBLISHED.contains(&name)
}

/// What becomes of a file or folder of this name in one of a site's folders (`static`).
pub(super) fn class(folder: &str, name: &str) -> Class {
    let lower = name.to_lowercase();
    let is_tools = TOOLS.contains(&&*lower)
        || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || name.starts_with('#') && name.ends_with('#') && name.len() > 1
        || name == "Icon\r";
    if is_tools {
        return Class::Tools;
    }
    if folder == "static" {
        if PUBLISHED.contains(&name) {
            return Class::Read;
        }
        if PUT_AWAY.iter().any(|ending| lower.ends_with(ending)) {
            return Class::PassedOver;
        }
    }
    // What stood in a text before: nobody means it to be a text of its own.
    if [".orig", ".rej", ".bak"].iter().any(|ending| lower.ends_with(ending)) {
        return Class::Tools;
    }
    if name.starts_with('.') { Class::PassedOver } else { Class::Read }
}

/// The one warning about all files and folders that were passed over, in order.
pub(super) fn passed_over<'a>(mut paths: impl Iterator<Item = &'a str>) -> Option<Diagnostic> {
    const NAMED: usize = 20;
    let first = paths.next()?;
    let rest: Vec<&str> = paths.collect();
    let because =
        "passed over because of a dot at the beginning of a name, or an ending of copies that were put away";
    let problem = if rest.is_empty() {
        Diagnostic::warning(Code::HiddenFile, format!("this is {because}")).in_file(first)
    } else {
        let named: Vec<&str> = std::iter::once(first).chain(rest.iter().copied()).take(NAMED).collect();
        let more = match rest.len() + 1 - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("these are {because}: {}{more}", named.join(", "));
        Diagnostic::warning(Code::HiddenFile, message)
    };
    Some(problem.hint(
        "take it out of the site's folders, or rename it if readers shall have it; with a dot only `.well-known/`, \
         `.htaccess`, `.nojekyll` and `.domains` in static/ are published",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_a_sites_or_a_tools_or_neither() {
        for (folder, name, expected) in [
            ("static", ".well-known", Class::Read),
            ("static", ".htaccess", Class::Read),
            ("static", ".nojekyll", Class::Read),
            ("static", "_headers", Class::Read),
            ("static", "_redirects", Class::Read),
            ("static", "cvs.pdf", Class::Read),
            ("content", "#1.md", Class::Read),
            ("content", "~a.md", Class::Read),
            ("content", "a.md.bak", Class::Tools),
            ("static", "plan.bak", Class::PassedOver),
            ("content", ".well-known", Class::PassedOver),
            ("static", ".htpasswd", Class::PassedOver),
            ("static", ".env", Class::PassedOver),
            ("content", ".notes.md", Class::PassedOver),
            ("static", ".DS_Store", Class::Tools),
            ("static", "._photo.jpg", Class::Tools),
            ("static", "THUMBS.DB", Class::Tools),
            ("static", "Desktop.ini", Class::Tools),
            ("static", ".git", Class::Tools),
            ("static", ".gitattributes", Class::Tools),
            ("content", "a.md~", Class::Tools),
            ("content", ".a.md.swp", Class::Tools),
            ("content", "#a.md#", Class::Tools),
            ("content", ".#a.md", Class::Tools),
            ("static", "~$report.docx", Class::Tools),
            ("static", ".~lock.report.odt#", Class::Tools),
            ("content", ".obsidian", Class::Tools),
        ] {
            assert_eq!(class(folder, name), expected, "{folder}/{name}");
        }
    }
}
