//! Comments of other programs, which CommonMark prints: what somebody wrote so that nobody reads it.
//!
//! They are cut out of a body before anything reads it, so that facts and HTML know nothing of them; [`Cuts`] leads from
//! places in what is left to places in the file. Code is never touched. HTML comments are the parser's, but for those
//! that CommonMark takes for text: they hold an empty line in a paragraph, reach out of a quotation or a table's cell.
//!
//! Obsidian `%%…%%`: <https://help.obsidian.md/syntax#Comments>. Liquid `{% comment %}`, `{% # … %}`:
//! <https://shopify.github.io/liquid/tags/template/>. Jinja, Nunjucks, Twig and Tera `{# … #}`:
//! <https://jinja.palletsprojects.com/en/stable/templates/#comments>. MDX `{/* … */}`: <https://mdxjs.com/docs/what-is-mdx/>.
//! Go templates `{{/* … */}}`: <https://pkg.go.dev/text/template#hdr-Actions>. CriticMarkup `{>> … <<}`:
//! <https://fletcher.github.io/MultiMarkdown-6/syntax/critic.html>. kramdown `{::comment}…{:/comment}`:
//! <https://kramdown.gettalong.org/syntax.html#extensions>.

mod protected;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use protected::protected;

use crate::diagnostic::Diagnostic;

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Comment {
    place: Range<usize>,
    kind: Kind,
    /// It is opened and never closed, and lasts to the end.
    unclosed: bool,
}

/// How a comment begins and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Percent,
    Liquid,
    LiquidLine,
    Jinja,
    Mdx,
    Go,
    Critic,
    Kramdown,
    Html,
}

impl Kind {
    fn ends(self) -> [&'static str; 2] {
        match self {
            Self::Percent => ["%%", "%%"],
            Self::Liquid => ["{% comment %}", "{% endcomment %}"],
            Self::LiquidLine => ["{% #", "%}"],
            Self::Jinja => ["{#", "#}"],
            Self::Mdx => ["{/*", "*/}"],
            Self::Go => ["{{/*", "*/}}"],
            Self::Critic => ["{>>", "<<}"],
            Self::Kramdown => ["{::comment}", "{:/comment}"],
            Self::Html => ["<!--", "-->"],
        }
    }
}

/// How far the end of a block is looked for, in bytes.
const LONGEST_BLOCK: usize = 4096;
/// How often the code of a body is looked for anew because a comment reached into what seemed to be code.
const REREADINGS: usize = 16;

/// What was cut out of a body.
#[derive(Debug, Default)]
pub(super) struct Cuts {
    comments: Vec<Comment>,
    /// What is cut, with the white space that would be left over; in order.
    cuts: Vec<Range<usize>>,
    /// From which place in what is left on how much was cut before it.
    shifts: Vec<(usize, usize)>,
}

impl Cuts {
    /// Looks for comments.
    pub(super) fn find(body: &str) -> Self {
        if !may_hold_comments(body) {
            return Self::default();
        }
        let comments = find(body);
        let mut cuts: Vec<Range<usize>> = Vec::with_capacity(comments.len());
        for comment in &comments {
            let cut = with_space(body, &comment.place);
            // Two comments side by side may want the same white space.
            let start = cut.start.max(cuts.last().map_or(0, |last| last.end));
            cuts.push(start..cut.end.max(start));
        }
        Self::of(comments, cuts)
    }

    fn of(comments: Vec<Comment>, cuts: Vec<Range<usize>>) -> Self {
        let mut before = 0;
        let shift = |cut: &Range<usize>| {
            let at = cut.start - before;
            before += cut.len();
            (at, before)
        };
        let shifts = cuts.iter().map(shift).collect();
        Self { comments, cuts, shifts }
    }

    /// The body without them.
    pub(super) fn apply<'b>(&self, body: &'b str) -> Cow<'b, str> {
        if self.cuts.is_empty() {
            return Cow::Borrowed(body);
        }
        let mut left = String::with_capacity(body.len());
        let mut at = 0;
        for cut in &self.cuts {
            left.push_str(&body[at..cut.start]);
            at = cut.end;
        }
        left.push_str(&body[at..]);
        Cow::Owned(left)
    }

    /// Where a place in what is left stands in the body.
    pub(super) fn place(&self, at: usize) -> usize {
        let next = self.shifts.partition_point(|(from, _)| *from <= at);
        at + next.checked_sub(1).map_or(0, |last| self.shifts[last].1)
    }

    /// What is to be said of them, each with its place in the body.
    pub(super) fn said(&self) -> impl Iterator<Item = (Range<usize>, Diagnostic)> + '_ {
        self.comments.iter().filter_map(|comment| {
            let [open, close] = comment.kind.ends();
            if comment.unclosed {
                let message = format!("a comment is opened here with `{open}` and never closed");
                let hint = format!("write `{close}` where it ends; if it shall be printed, write `\\{open}`");
                return Some((
                    comment.place.clone(),
                    Diagnostic::error("comment-unclosed", message).hint(hint),
                ));
            }
            // HTML's are those that one shall write.
            (comment.kind != Kind::Html).then(|| {
                let message = format!("`{open} … {close}` is a comment of another program: it is left out");
                let hint = "write `<!-- … -->`, or put it between backticks if it shall be printed";
                (comment.place.clone(), Diagnostic::warning("foreign-comment", message).hint(hint))
            })
        })
    }
}

/// A text of front matter without comments, and what began the first of them; none when it holds none.
pub(crate) fn without_comments(text: &str) -> Option<(String, &'static str)> {
    if !may_hold_comments(text) && !text.contains("<!--") {
        return None;
    }
    let comments: Vec<Comment> = scan(text, 0, &[]).into_iter().filter(|comment| !comment.unclosed).collect();
    let first = comments.first()?.kind.ends()[0];
    let cuts = comments.iter().map(|comment| with_space(text, &comment.place)).collect();
    Some((Cuts::of(comments, cuts).apply(text).trim().to_owned(), first))
}

/// A guess that never misses one.
fn may_hold_comments(body: &str) -> bool {
    let bytes = body.as_bytes();
    memchr::memchr3_iter(b'%', b'{', b'<', bytes).any(|at| match bytes[at] {
        b'%' => bytes.get(at + 1) == Some(&b'%'),
        b'{' => opened(body, at).is_some(),
        // One that ends on its line, and not in a table, is the parser's.
        _ => {
            let rest = &bytes[at..];
            rest.starts_with(b"<!--")
                && memchr::memmem::find(rest, b"-->")
                    .is_none_or(|end| memchr::memchr2(b'\n', b'|', &rest[..end]).is_some())
        }
    })
}

/// The comment that begins at a brace, and the length of its mark.
fn opened(body: &str, at: usize) -> Option<(Kind, usize)> {
    let rest = &body[at..];
    if rest.starts_with("{/*") {
        return Some((Kind::Mdx, 3));
    }
    if rest.starts_with("{{/*") || rest.starts_with("{{- /*") {
        return Some((Kind::Go, 4));
    }
    if rest.starts_with("{>>") {
        return Some((Kind::Critic, 3));
    }
    if rest.strip_prefix("{::comment").is_some_and(|rest| rest.starts_with(['}', ' '])) {
        return Some((Kind::Kramdown, "{::comment".len()));
    }
    if let Some(inside) = rest.strip_prefix("{%") {
        let inside = inside.trim_start_matches('-').trim_start_matches([' ', '\t']);
        let word = inside.strip_prefix("comment");
        if word.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')) {
            return Some((Kind::Liquid, 2));
        }
        return inside.starts_with('#').then_some((Kind::LiquidLine, 2));
    }
    let inside = rest.strip_prefix("{#")?;
    // `{#id}` and `{#id .class}` belong to a heading.
    let blank = inside.starts_with(|c: char| c.is_whitespace() || c == '-');
    let attribute = inside
        .find(['}', '{', '\n'])
        .is_some_and(|end| inside[end..].starts_with('}') && !inside[..end].ends_with('#'));
    (blank || !attribute).then_some((Kind::Jinja, 2))
}

fn find(body: &str) -> Vec<Comment> {
    let mut work = Cow::Borrowed(body);
    let mut found: Vec<Comment> = Vec::new();
    let mut at = 0;
    for _ in 0..REREADINGS {
        let code = protected(&work);
        let comments = scan(&work, at, &code);
        // A comment that ends in what seems to be code: what is code is another question without it.
        let reaches = |comment: &Comment| {
            let end = comment.place.end;
            let next = code.partition_point(|code| code.end <= end);
            !comment.unclosed && code.get(next).is_some_and(|code| code.start < end)
        };
        let last = comments.iter().position(reaches);
        let sure = last.map_or(comments.len(), |last| last + 1);
        found.extend(comments.into_iter().take(sure));
        let (Some(_), Some(comment)) = (last, found.last()) else { return found };
        at = comment.place.end;
        let mut masked = work.into_owned().into_bytes();
        for comment in &found {
            masked[comment.place.clone()].fill(b'x');
        }
        work = Cow::Owned(String::from_utf8_lossy(&masked).into_owned());
    }
    // A text that is nothing but riddles: whatever may be a comment is one.
    found.extend(scan(&work, at, &[]));
    found
}

/// Comments from `at` on that do not begin in one of the places of `code`, which are sorted and apart.
fn scan(body: &str, mut at: usize, code: &[Range<usize>]) -> Vec<Comment> {
    let bytes = body.as_bytes();
    let inside = |at: usize| {
        let next = code.partition_point(|code| code.end <= at);
        code.get(next).filter(|code| code.start <= at).map(|code| code.end)
    };
    let mut found = Vec::new();
    let mut may_end_raw = true;
    while let Some(start) = memchr::memchr3(b'%', b'{', b'<', &bytes[at..]).map(|next| at + next) {
        if let Some(end) = inside(start) {
            at = end;
            continue;
        }
        let rest = &body[start..];
        let escapes = bytes[..start].iter().rev().take_while(|byte| **byte == b'\\').count();
        let run = rest.bytes().take_while(|byte| *byte == b'%').count();
        let opened = match bytes[start] {
            _ if escapes % 2 == 1 => None,
            b'%' => (run == 2).then_some((Kind::Percent, 2)),
            b'{' => opened(body, start),
            _ => rest.starts_with("<!--").then_some((Kind::Html, 2)),
        };
        let Some((kind, mark)) = opened else {
            // Liquid shows as it is what stands between these.
            let raw = rest.strip_prefix("{%").map(|raw| raw.trim_start_matches(['-', ' ']));
            let is_raw =
                may_end_raw && raw.is_some_and(|raw| raw.starts_with("raw ") || raw.starts_with("raw%"));
            let after = is_raw.then(|| memchr::memmem::find(rest.as_bytes(), b"endraw")).flatten();
            may_end_raw &= !is_raw || after.is_some();
            at = start + after.unwrap_or(run.max(1));
            continue;
        };
        let end = match kind {
            Kind::Percent => match percent_end(body, start, &inside) {
                Some(end) => end,
                None => {
                    at = start + run;
                    continue;
                }
            },
            Kind::Liquid => liquid_end(rest).map_or(usize::MAX, |end| start + end),
            Kind::Kramdown => kramdown_end(rest).map_or(usize::MAX, |end| start + end),
            // `<!-->` and `<!--->` are whole, too.
            kind => {
                let close = kind.ends()[1];
                let close = if kind == Kind::Go { "}}" } else { close };
                let end = memchr::memmem::find(&rest.as_bytes()[mark..], close.as_bytes());
                end.map_or(usize::MAX, |end| start + mark + end + close.len())
            }
        };
        let unclosed = end == usize::MAX;
        let end = end.min(body.len());
        found.push(Comment { place: start..end, kind, unclosed });
        at = end;
    }
    found
}

/// Where `{:/comment}` or `{:/}` ends; `{::comment /}` is whole.
fn kramdown_end(rest: &str) -> Option<usize> {
    let open = rest.find('}')? + 1;
    if rest[..open].ends_with("/}") {
        return Some(open);
    }
    let ends = |close: &str| rest.find(close).map(|at| at + close.len());
    [ends("{:/comment}"), ends("{:/}")].into_iter().flatten().min()
}

/// Where `{% endcomment %}` ends.
fn liquid_end(rest: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let tag = at + rest[at..].find("{%")?;
        at = tag + 2;
        if rest[at..].trim_start_matches('-').trim_start().starts_with("endcomment") {
            return Some(at + rest[at..].find("%}")? + 2);
        }
    }
}

/// Where the comment ends that `%%` at `start` begins. A `%%` behind a number may be a mistyped sign that begins none.
fn percent_end(body: &str, start: usize, inside: &impl Fn(usize) -> Option<usize>) -> Option<usize> {
    let bytes = body.as_bytes();
    // Whether nothing but some characters stands before a place on its line.
    let begins = |at: usize, marks: &[u8]| {
        bytes[..at].iter().rev().find(|byte| !marks.contains(byte)).is_none_or(|byte| *byte == b'\n')
    };
    // A line of its own begins a block that such a line ends, whatever seems to be code between them.
    let is_lone = |at: usize| {
        let mut rest = bytes[at + 2..].iter();
        begins(at, b" \t>") && rest.find(|byte| !b" \t\r".contains(byte)).is_none_or(|byte| *byte == b'\n')
    };
    let begins_block = is_lone(start);
    let marks = |from: usize| {
        memchr::memmem::find_iter(&bytes[from..], b"%%")
            .map(move |at| from + at)
            .filter(|at| inside(*at).is_none() || begins_block && is_lone(*at))
    };
    let close = marks(start + 2).next()?;
    let next = close + 2;
    let of_number = |at: usize| body[..at].ends_with(|c: char| c.is_ascii_digit());
    if begins(start, b" \t>-*+") || !of_number(start) {
        return Some(next);
    }
    // "5%% and 6%%" are two numbers.
    let is_sign = !body[start + 2..].starts_with(char::is_alphanumeric);
    if is_sign && of_number(close) {
        return None;
    }
    let window = &bytes[start..bytes.len().min(start + LONGEST_BLOCK)];
    let blank = memchr::memmem::find(window, b"\n\n").or_else(|| memchr::memmem::find(window, b"\n\r\n"));
    let block = start + blank.unwrap_or(window.len());
    let in_block = marks(start).take_while(|at| *at < block).count();
    (in_block % 2 == 0).then_some(next)
}

/// A comment and the white space that nobody needs without it: the line that it has for itself, or one of two spaces.
fn with_space(body: &str, comment: &Range<usize>) -> Range<usize> {
    let before = body[..comment.start].trim_end_matches([' ', '\t']);
    let after = body[comment.end..].trim_start_matches([' ', '\t']);
    let after_at = body.len() - after.len();
    let begins = before.is_empty() || before.ends_with('\n');
    let rest = after.strip_prefix("\r\n").or_else(|| after.strip_prefix('\n'));
    match (begins, rest) {
        (true, Some(rest)) => before.len()..body.len() - rest.len(),
        (true, None) => comment.start..after_at,
        // Two spaces at the end of a line would break it.
        (false, Some(_)) => before.len()..after_at,
        (false, None) if after.is_empty() => before.len()..after_at,
        (false, None) if before.len() < comment.start => comment.start..after_at,
        (false, None) => comment.clone(),
    }
}
