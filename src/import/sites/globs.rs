//! Patterns of files' names, as settings of generators have them: `*`, `?`, `[a-z]`, `{a,b}`. A star may stand for several
//! folders, as `fnmatch` has it. And expressions of names, of which they need not fit the whole.

use globset::{GlobBuilder, GlobMatcher};
use regex::{Regex, RegexBuilder};

/// The longest pattern that is read, and the largest program that is made of an expression, in bytes.
const MOST_BYTES: usize = 1 << 10;
const MOST_PROGRAM: usize = 1 << 20;

/// A pattern or an expression.
#[derive(Debug)]
pub enum Glob {
    /// The whole name fits, or not.
    Whole(GlobMatcher),
    /// A part of it does.
    Part(Regex),
    /// It cannot be read. All names fit: it may be there to hide them.
    Unreadable,
}

impl Glob {
    /// Reads a pattern.
    pub fn new(pattern: &str) -> Self {
        let read = |pattern| {
            let mut builder = GlobBuilder::new(pattern);
            builder.backslash_escape(false).empty_alternates(true).build().ok()
        };
        let short = Some(pattern).filter(|pattern| pattern.len() <= MOST_BYTES);
        short.and_then(read).map_or(Self::Unreadable, |glob| Self::Whole(glob.compile_matcher()))
    }

    /// Reads a pattern in which braces are letters, as `fnmatch` has it.
    pub fn without_braces(pattern: &str) -> Self {
        let escape = |letter| match letter {
            '{' => "[{]".to_owned(),
            '}' => "[}]".to_owned(),
            letter => String::from(letter),
        };
        Self::new(&pattern.chars().map(escape).collect::<String>())
    }

    /// Reads a regular expression, in the syntax of RE2.
    pub fn of_expression(expression: &str) -> Self {
        RegexBuilder::new(expression).size_limit(MOST_PROGRAM).build().map_or(Self::Unreadable, Self::Part)
    }

    /// Whether a path fits.
    pub fn fits(&self, path: &str) -> bool {
        match self {
            Self::Whole(glob) => glob.is_match(path),
            Self::Part(expression) => expression.is_match(path),
            Self::Unreadable => true,
        }
    }

    /// Whether it does, or a folder in which it stands.
    pub fn fits_part(&self, path: &str) -> bool {
        self.fits(path) || path.match_indices('/').any(|(at, _)| self.fits(&path[..at]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_or_do_not() {
        for (pattern, path, fits) in [
            ("*.md", "a/b.md", true),
            ("*.md", "a.mdx", false),
            ("temp/*", "temp/a/b.md", true),
            ("temp/*", "temporary/a.md", false),
            ("**/.*", ".a", true),
            ("**/.*", "a/.b/c", true),
            ("*.{rst,txt}", "a.txt", true),
            ("[!a]?.md", "bc.md", true),
            ("[!a]?.md", "ac.md", false),
            ("[]a].md", "a.md", true),
            ("é+(x)", "é+(x)", true),
            ("[b-d]", "c", true),
            ("[b-d]", "e", false),
            ("a*b*c", "axbxbxc", true),
            ("a*b*c", "axbx", false),
            ("{a,b{c,d}}.md", "bd.md", true),
            ("{a,b{c,d}}.md", "b.md", false),
            // What cannot be read.
            ("{a", "b", true),
            ("a[.md", "b", true),
        ] {
            assert_eq!(Glob::new(pattern).fits(path), fits, "{pattern} {path}");
        }
        assert!(Glob::without_braces("{a*").fits("{ab") && !Glob::without_braces("{a*").fits("ab"));
        assert!(Glob::without_braces("**/.*").fits(".a") && Glob::without_braces("**/.*").fits("a/.b"));
        assert!(!Glob::without_braces("**/.*").fits("a/b.md"));
        assert!(Glob::new(&"{".repeat(10_000)).fits("a"));
        assert!(!Glob::new(&"*a".repeat(500)).fits(&"a".repeat(400)));
    }

    #[test]
    fn expressions() {
        for (expression, path, fits) in [
            (r"\.Rmd$", "/a/b.Rmd", true),
            (r"\.Rmd$", "/a/b.Rmd.md", false),
            ("_files", "/a_files/b.md", true),
            (r"^/content/.*\.txt$", "/content/a/b.txt", true),
            (r"(one|two)\.md$", "/two.md", true),
            (r"(one|two)\.md$", "/three.md", false),
            (r"\d+\.md$", "/12.md", true),
            (r"\d+\.md$", "/x.md", false),
            // What cannot be read, or is larger than any that somebody wrote.
            ("(", "/x", true),
            (r"(\w{1000}){1000}", "/x", true),
        ] {
            assert_eq!(Glob::of_expression(expression).fits(path), fits, "{expression} {path}");
        }
    }
}
