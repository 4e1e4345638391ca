//! Patterns of files' names, as settings of generators have them: `*`, `?`, `[a-z]`, `{a,b}`. A star may stand for several
//! folders, as `fnmatch` has it.

/// The longest pattern that is read, in bytes.
const MOST_BYTES: usize = 1 << 10;
/// How many patterns one with braces may stand for.
const MOST_FORMS: usize = 64;

/// A pattern: all its forms without braces. None when it cannot be read.
#[derive(Debug)]
pub struct Glob(Option<Vec<Vec<Sign>>>);

#[derive(Debug)]
enum Sign {
    Letter(char),
    /// `?`
    Any,
    /// `*`
    Many,
    /// `[a-z]`: ranges, and whether it is any other letter.
    Class(Vec<(char, char)>, bool),
}

impl Sign {
    fn is(&self, letter: char) -> bool {
        match self {
            Self::Letter(known) => *known == letter,
            Self::Any | Self::Many => true,
            Self::Class(ranges, is_other) => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter)) != *is_other
            }
        }
    }
}

impl Glob {
    /// Reads a pattern.
    pub fn new(pattern: &str) -> Self {
        let short = Some(pattern).filter(|pattern| pattern.len() <= MOST_BYTES);
        // `**/` stands for no folder, too.
        let forms = short.and_then(|pattern| forms(&pattern.replace("**/", "{*/,}")));
        Self(forms.map(|forms| forms.iter().map(|form| signs(form)).collect()))
    }

    /// Reads a pattern in which braces are letters, as `fnmatch` has it.
    pub fn without_braces(pattern: &str) -> Self {
        let forms = || ["*/", ""].map(|folder| signs(&pattern.replace("**/", folder))).into();
        Self((pattern.len() <= MOST_BYTES).then(forms))
    }

    /// Reads a regular expression, as far as a pattern can say the same: text, `^`, `$`, `.`, `.*`, `.+`, `(a|b)`.
    pub fn of_expression(expression: &str) -> Self {
        pattern_of(expression).map_or(Self(None), |pattern| Self::new(&pattern))
    }

    /// Whether a path fits. To a pattern that cannot be read all do: it may be there to hide them.
    pub fn fits(&self, path: &str) -> bool {
        let Some(forms) = &self.0 else { return true };
        let letters: Vec<char> = path.chars().collect();
        forms.iter().any(|signs| is_match(signs, &letters))
    }

    /// Whether it does, or a folder in which it stands.
    pub fn fits_part(&self, path: &str) -> bool {
        self.fits(path) || path.match_indices('/').any(|(at, _)| self.fits(&path[..at]))
    }
}

/// What a pattern with braces stands for; none when that is too much, or a brace has no other.
fn forms(pattern: &str) -> Option<Vec<String>> {
    let mut done: Vec<String> = Vec::new();
    let mut left = vec![pattern.to_owned()];
    while let Some(form) = left.pop() {
        // The innermost braces first.
        let Some(close) = form.find('}') else {
            if form.contains('{') {
                return None;
            }
            done.push(form);
            continue;
        };
        let open = form[..close].rfind('{')?;
        for part in form[open + 1..close].split(',') {
            left.push(format!("{}{part}{}", &form[..open], &form[close + 1..]));
        }
        if left.len() + done.len() > MOST_FORMS {
            return None;
        }
    }
    Some(done)
}

fn signs(pattern: &str) -> Vec<Sign> {
    let letters: Vec<char> = pattern.chars().collect();
    let mut signs = Vec::with_capacity(letters.len());
    let mut at = 0;
    while at < letters.len() {
        let (sign, length) = match letters[at] {
            '*' => (Sign::Many, 1),
            '?' => (Sign::Any, 1),
            '[' => class(&letters[at..]).unwrap_or((Sign::Letter('['), 1)),
            letter => (Sign::Letter(letter), 1),
        };
        signs.push(sign);
        at += length;
    }
    signs
}

/// `[a-z]`, `[!a]`, `[]a]`: the sign, and how many letters it has.
fn class(letters: &[char]) -> Option<(Sign, usize)> {
    let is_other = matches!(letters.get(1), Some('!' | '^'));
    let first = if is_other { 2 } else { 1 };
    // A bracket at the beginning is one of the letters.
    let end = (first + 1..letters.len()).find(|at| letters[*at] == ']')?;
    let mut ranges = Vec::new();
    let mut inner = &letters[first..end];
    while let [from, rest @ ..] = inner {
        match rest {
            ['-', to, rest @ ..] => {
                ranges.push((*from, *to));
                inner = rest;
            }
            _ => {
                ranges.push((*from, *from));
                inner = rest;
            }
        }
    }
    Some((Sign::Class(ranges, is_other), end + 1))
}

/// Whether all of a text fits: on a fault it goes back to the last star, never further.
fn is_match(signs: &[Sign], text: &[char]) -> bool {
    let (mut sign, mut letter) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while letter < text.len() {
        match signs.get(sign) {
            Some(Sign::Many) => {
                star = Some((sign, letter));
                sign += 1;
            }
            Some(known) if known.is(text[letter]) => {
                sign += 1;
                letter += 1;
            }
            _ => match &mut star {
                Some((of, from)) => {
                    *from += 1;
                    (sign, letter) = (*of + 1, *from);
                }
                None => return false,
            },
        }
    }
    signs[sign..].iter().all(|sign| matches!(sign, Sign::Many))
}

/// A regular expression as a pattern; none where no pattern says the same.
fn pattern_of(expression: &str) -> Option<String> {
    let start = expression.strip_prefix('^');
    let mut out = String::from(if start.is_some() { "" } else { "*" });
    let mut letters = start.unwrap_or(expression).chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '$' if letters.peek().is_none() => return Some(out),
            '.' => match letters.peek() {
                Some('*') => {
                    letters.next();
                    out.push('*');
                }
                Some('+') => {
                    letters.next();
                    out.push_str("?*");
                }
                _ => out.push('?'),
            },
            '\\' => match letters.next()? {
                // Letters after it stand for others.
                letter if letter.is_alphanumeric() || "*?[]{}".contains(letter) => return None,
                letter => out.push(letter),
            },
            '(' => out.push('{'),
            ')' => out.push('}'),
            '|' if out.matches('{').count() > out.matches('}').count() => out.push(','),
            '*' | '+' | '?' | '[' | ']' | '{' | '}' | '|' | '^' | '$' | ',' => return None,
            letter => out.push(letter),
        }
        // What is repeated is no pattern.
        if matches!(letters.peek(), Some('*' | '+' | '?' | '{')) {
            return None;
        }
    }
    out.push('*');
    Some(out)
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
            ("a[.md", "a[.md", true),
            ("é+(x)", "é+(x)", true),
            ("[b-d]", "c", true),
            ("[b-d]", "e", false),
            ("a*b*c", "axbxbxc", true),
            ("a*b*c", "axbx", false),
            ("{a,b{c,d}}.md", "bd.md", true),
            ("{a,b{c,d}}.md", "b.md", false),
            // What cannot be read.
            ("{a", "b", true),
        ] {
            assert_eq!(Glob::new(pattern).fits(path), fits, "{pattern} {path}");
        }
        assert!(Glob::without_braces("{a*").fits("{ab") && !Glob::without_braces("{a*").fits("ab"));
        assert!(Glob::without_braces("**/.*").fits(".a") && Glob::without_braces("**/.*").fits("a/.b"));
        assert!(!Glob::without_braces("**/.*").fits("a/b.md"));
        assert!(Glob::new(&"{".repeat(10_000)).fits("a"));
        assert!(Glob::new(&"{a,b}".repeat(200)).fits("x"));
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
            // What no pattern says.
            (r"\d+\.md$", "/x", true),
            ("[ab]+", "/x", true),
            ("(", "/x", true),
        ] {
            assert_eq!(Glob::of_expression(expression).fits(path), fits, "{expression} {path}");
        }
    }
}
