//! What is said of links and pictures, with what to write instead.

use crate::address::to_path;
use crate::content::markdown::{self, Link};
use crate::content::mistyped::{mistyped, without_scheme};
use crate::content::{Document, Lines};
use crate::diagnostic::{Code, Diagnostic, Span, did_you_mean};
use crate::site::links::{Broken, Dead, HeldTarget, Links, from_file};

/// A picture whose address holds a tag of a template language that stands for the site's root.
pub(super) fn read_as(
    document: &Document,
    written: &str,
    read: &str,
    span: Option<Span>,
) -> Option<Diagnostic> {
    let is_changed = written != read;
    is_changed.then(|| {
        let message = format!("`{written}` holds a template tag: the picture is taken from `{read}`");
        let problem = Diagnostic::warning(Code::Embed, message)
            .in_file(&*document.path)
            .hint(format!("write `{read}`"))
            .cause(
                "picture",
                "addresses of pictures hold template tags: the pictures are taken from the site's root",
            )
            .remedy("write the path from the site's root: `/img/a.png` for `{{ site.url }}/img/a.png`");
        Diagnostic { span, ..problem }
    })
}

/// What is wrong with the `#part` that a link ends with. `headings` are the ids of the document that it leads to; none
/// when it holds raw HTML, which may bring ids of its own.
pub(super) fn broken_fragment(
    document: &Document,
    link: &Link,
    suffix: &str,
    headings: Option<&Lines>,
) -> Option<Diagnostic> {
    let id = suffix.strip_prefix('#').filter(|id| !id.is_empty())?;
    let headings = headings?;
    let composed = to_path(id);
    if headings.iter().any(|known| known == id || *known == *composed) {
        return None;
    }
    let meant = did_you_mean(id, headings.iter());
    let message = format!("`{}`: there is no heading `#{id}` in that document", link.href);
    let problem = Diagnostic::warning(Code::BrokenFragment, message).in_file(&*document.path).at(link.span);
    Some(match meant {
        Some(meant) => problem.hint(format!("did you mean `#{meant}`?")),
        None => problem.hint("its headings have the ids that their words make: `## The vote` is `#the-vote`"),
    })
}

/// The message with what to write instead of an address that is no path: one that is mistyped, one of the web or of mail
/// without its scheme, or one that holds template tags. Without any of these the message comes back as it was.
pub(super) fn meant_address(problem: Diagnostic, address: &str) -> Result<Diagnostic, Diagnostic> {
    if markdown::holds(address) {
        let problem = problem
            .cause("{{", "addresses hold template tags of another generator, and lead to no file")
            .remedy("write the path from the site's root: `/about/` for `{{ site.url }}/about/`");
        return Ok(match markdown::path_of(address) {
            Some(path) => problem.hint(format!("write `{path}`")),
            None => problem.hint("template tags mean nothing here: write the address itself"),
        });
    }
    if let Some(path) = address.strip_prefix("@/") {
        // As Zola has them, from its `content/`.
        return Ok(problem.hint(format!("write `/{path}`")));
    }
    let windows = address.contains('\\').then(|| address.replace('\\', "/"));
    let meant =
        mistyped(address).and_then(|fault| fault.meant).or_else(|| without_scheme(address)).or(windows);
    match meant {
        Some(meant) => Ok(problem.hint(format!("write `{meant}`"))),
        None => Err(problem),
    }
}

pub(super) fn broken_link(
    document: &Document,
    links: &Links,
    href: &str,
    span: Span,
    broken: Broken,
) -> Diagnostic {
    let problem = match broken {
        Broken::OutOfContent if let Some(dead) = Dead::above_content(href) => dead_link(href, span, dead),
        Broken::Dead(path) => {
            let problem = dead_link(href, span, Dead::of(href).unwrap_or(Dead::Page));
            match links.nearest_if_few(&path).filter(|near| **near != *document.path) {
                Some(near) => Diagnostic {
                    hints: vec![did_you_mean_file(&document.path, &near)],
                    cause: None,
                    fix: None,
                    ..problem
                },
                None => problem,
            }
        }
        Broken::Missing(meant) => {
            let problem = Diagnostic::error(Code::BrokenLink, format!("`{href}` leads to no file"));
            match meant.filter(|meant| **meant != *document.path) {
                Some(meant) => problem.hint(did_you_mean_file(&document.path, &meant)),
                None => meant_address(problem, href).unwrap_or_else(|problem| {
                    missing_target(problem, href).hint(
                        "write the path from this file (`2025-02-12-slug.md`, with `../` for each folder up), or an \
                         address from the site's root (`/topics/ukraine/`)",
                    )
                }),
            }
        }
        Broken::Ambiguous(one, two) => {
            Diagnostic::error(Code::AmbiguousLink, format!("`{href}` could be {one} or {two}"))
                .hint("write the name with its date")
        }
        Broken::OutOfContent => {
            Diagnostic::error(Code::BrokenLink, format!("`{href}` leads out of the site's `content/`"))
                .hint("put the file into `content/`, or into `static/` and write its address from there")
        }
    };
    problem.in_file(&*document.path).at(span)
}

/// A link that leads to nothing, and surely to no file.
pub(super) fn dead_link(href: &str, span: Span, dead: Dead) -> Diagnostic {
    let nowhere = |cause: &str, summary: &str| {
        let message = format!("`{href}` leads to no file: only its words are shown");
        Diagnostic::warning(Code::BrokenLink, message)
            .cause(cause, format!("{summary}: only their words are shown"))
    };
    match dead {
        Dead::Tag => {
            let message =
                format!("`{href}` holds a template tag, and leads to no file: only its words are shown");
            let problem = Diagnostic::warning(Code::Embed, message);
            meant_address(problem, href).unwrap_or_else(|problem| problem)
        }
        Dead::Empty if href.is_empty() => {
            let problem =
                Diagnostic::warning(Code::BrokenLink, "the link has no target: only its words are shown");
            problem
                .hint("write the address between its parentheses, or take brackets and parentheses away")
                .cause("", "links have no target: only their words are shown")
        }
        Dead::Elsewhere(meant) => {
            let problem = nowhere("scheme", "links to other sites lack their scheme or are mistyped")
                .hint(format!("write `{meant}`"))
                .remedy("write each address as browsers show it: `https://host.example/page`");
            // The link as a whole stands for an address that is written in another way.
            let is_address = span.length as usize == href.chars().count();
            if is_address { problem.fix(span, meant) } else { problem }
        }
        Dead::Empty | Dead::Page => nowhere("page", "links lead to addresses at which this site has no file")
            .hint(
                "write the path from this file (`2025-02-12-slug.md`, with `../` for each folder up), an address \
                 from the site's root (`/topics/ukraine/`), or a whole one with `https://`",
            ),
    }
}

/// An article that is named by its whole address: it works, but is no card and breaks when the site moves.
pub(super) fn own_address(document: &Document, link: &Link, file: &str) -> Diagnostic {
    let message = format!("`{}` is an address of this site, written in full", link.href);
    let hint = format!("write the path to its file, {file}: then it can be a card, and is checked");
    Diagnostic::warning(Code::OwnAddress, message).in_file(&*document.path).at(link.span).hint(hint)
}

pub(super) fn held_link(document: &Document, link: &Link, held: &HeldTarget, card: bool) -> Diagnostic {
    let (href, why) = (&link.href, &held.why);
    let shown = if card { "its card is left out" } else { "only the link's words are shown" };
    Diagnostic::warning(Code::HeldLink, format!("`{href}` is {why}: {shown}"))
        .in_file(&*document.path)
        .at(link.span)
        .hint(match held.is_gone {
            true => "it does not come back: take the link out, or say in a word what became of it",
            false => "nothing is to be done if it will be shown in time; else take the link out",
        })
}

/// A link that has the form of a card leads to something else, or `elsewhere`: to another language.
pub(super) fn card_of_no_article(document: &Document, span: Span, elsewhere: bool) -> Diagnostic {
    let (message, hint) = match elsewhere {
        false => (
            "only articles have cards, and this is none: it stays a link",
            "write it inside a sentence, or link to an article",
        ),
        true => (
            "a card is an article in the language of its page, and this is in another: it stays a link",
            "write it inside a sentence, or translate the article into the language of the page",
        ),
    };
    Diagnostic::warning(Code::CardWithoutArticle, message).in_file(&*document.path).at(span).hint(hint)
}

/// The hint with a file's path as the file at `by` has to write it.
pub(super) fn did_you_mean_file(by: &str, meant: &str) -> String {
    format!("did you mean `{}`?", from_file(by, meant))
}

/// There is no picture `src`, which the file at `path` names.
pub(in crate::site) fn missing_image(
    path: &str,
    src: &str,
    span: Option<Span>,
    broken: Option<Broken>,
) -> Diagnostic {
    let problem = Diagnostic::error(Code::MissingImage, format!("there is no picture `{src}`"));
    let problem = match broken {
        Some(Broken::Missing(Some(meant))) => problem.hint(did_you_mean_file(path, &meant)),
        Some(Broken::OutOfContent) => problem.hint("a picture may not be outside `content/` or `static/`"),
        Some(Broken::Missing(None)) if !src.starts_with('/') => meant_address(problem, src)
            .unwrap_or_else(|problem| problem.hint("the path is from this file: put the picture beside it")),
        _ if src.starts_with('/') => {
            problem.hint(format!("a path that begins with `/` is in `static`: static{src}"))
        }
        _ => problem.hint("the path is from this file: put the picture beside it"),
    };
    let problem = missing_from(problem, src).in_file(path);
    match span {
        Some(span) => problem.at(span),
        None => problem,
    }
}

/// One folder that was forgotten is missed by many texts.
pub(super) fn missing_from(problem: Diagnostic, src: &str) -> Diagnostic {
    let inside = src.trim_start_matches('/');
    let folder = inside.split_once('/').map(|(folder, _)| folder).filter(|folder| *folder != "..");
    match (src.starts_with('/'), folder) {
        (true, Some(folder)) => problem
            .cause(format!("/{folder}/"), format!("pictures in `/{folder}/` are not there"))
            .remedy(format!("put the folder with the pictures into static/: static/{folder}/")),
        (true, None) => problem
            .cause("/", "pictures at the root of the site are not there")
            .remedy("put the pictures into static/"),
        (false, _) => problem
            .cause("", "pictures beside texts are not there")
            .remedy("a path is from the text's own file: put the pictures beside it, or into static/ with `/` before the path"),
    }
}

/// What one missing file or folder is to many links.
pub(super) fn missing_target(problem: Diagnostic, href: &str) -> Diagnostic {
    let path = href.split(['#', '?']).next().unwrap_or(href);
    match path.rsplit_once('/') {
        Some((folder, _)) => problem
            .cause(format!("{folder}/"), format!("links lead to files in `{folder}/` that are not there")),
        None => problem.cause(path, format!("`{path}` is linked to and not there")),
    }
}
