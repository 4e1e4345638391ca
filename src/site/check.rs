//! Follows every link and picture of a document: what it leads to is hashed, what leads nowhere is said.

use std::num::NonZeroU32;

use super::links::{Broken, Dead, Destination, From, HeldTarget, LinkedFile, Links, Named, from_file, named};
use super::shown::{no_attachment, not_shown};
use super::{ArticleId, Picture};
use crate::address::to_path;
use crate::content::markdown::anchors::is_anchor;
use crate::content::markdown::{self, Link};
use crate::content::mistyped::{mistyped, without_scheme};
use crate::content::{Document, Facts, Kind, Lines};
use crate::diagnostic::{Diagnostic, Severity, Span, did_you_mean};
use crate::hash::Digest;

/// What following a document's links gave.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// Hash of the body and of where its links and pictures lead.
    pub(super) body: Digest,
    /// The articles that its cards pick, in order, each once.
    pub(super) cards: Vec<ArticleId>,
    /// An edition's: where its links lead within the site, by the numbers of the links. Addresses have no base path.
    pub(super) leads: Vec<Lead>,
    /// Files that it shows or links to, by address.
    pub(super) copies: Vec<(String, LinkedFile)>,
    /// Its leading picture.
    pub(super) image: Option<Picture>,
    /// What leads nowhere.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Where a link of an edition leads.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// The number of the link.
    pub(super) link: u32,
    /// Whether it is a card, or would be if its article were live.
    pub(super) card: bool,
    pub(super) to: To,
}

/// See [`Lead`].
#[derive(Debug, Clone)]
pub(super) enum To {
    /// An article.
    Article(ArticleId),
    /// Another page of the site, by its address without base path.
    Page(String),
    /// What is held back.
    Held,
}

/// Follows the links of `document`, which stands at `url`. `facts_of` gives the facts of a live document.
pub(super) fn follow<'a>(
    document: &Document,
    url: &str,
    links: &Links,
    facts_of: &dyn Fn(u32) -> &'a Facts,
) -> Followed {
    let from = From { path: &document.path, url };
    let mut followed = Followed::default();
    let mut led: Vec<(String, Option<(u32, u32)>)> = Vec::new();
    let cards = cards(document, from, links);
    for (number, link) in (0..).zip(&document.facts.links) {
        let card = link.alone.is_some_and(|block| cards.contains(&block));
        let destination = match links.resolve(from, &link.href) {
            Ok(destination) => destination,
            Err(broken) => {
                // Where only the words are shown: another page than one with the link.
                led.push(("\0".to_owned(), None));
                followed.diagnostics.push(broken_link(document, links, &link.href, link.span, broken));
                continue;
            }
        };
        match destination {
            Destination::Outside | Destination::Unreadable => {}
            Destination::Path(inside) => {
                led.push((inside.to_owned(), None));
                let path = inside.split(['#', '?']).next().unwrap_or_default();
                let to = links.at_address(path).map_or_else(|| To::Page(path.to_owned()), To::Article);
                followed.lead(document, number, card, to);
                if inside.len() < link.href.len()
                    && let Some(file) = links.file_at(inside)
                {
                    followed.diagnostics.push(own_address(document, link, file));
                }
            }
            Destination::Held(held, suffix) => {
                followed.diagnostics.push(held_link(document, link, held, card));
                // When it is due nobody may be there to correct a build that stops.
                if held.comes_due {
                    let headings = held.headings.as_ref();
                    followed.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                }
                led.push((String::new(), None));
                followed.lead(document, number, card, To::Held);
            }
            Destination::Document { url, article, document: target, suffix } => {
                led.push((format!("{url}{suffix}"), None));
                let to = article.map_or_else(|| To::Page(url.to_string()), To::Article);
                followed.lead(document, number, card, to);
                let facts = facts_of(target);
                // The theme's own anchors, and those of cards and briefs, are no headings.
                let of_page = suffix.strip_prefix("#theme-").is_some()
                    || facts.outline.is_some() && suffix.strip_prefix('#').is_some_and(is_anchor);
                let headings = (!facts.raw_html && !of_page).then_some(&facts.heading_ids);
                followed.diagnostics.extend(broken_fragment(document, link, suffix, headings));
                if article.is_none() && link.alone.is_some() && document.kind.has_cards() {
                    let elsewhere = target >= links.documents;
                    followed.diagnostics.push(card_of_no_article(document, link.span, elsewhere));
                }
            }
            Destination::File(url, file) => {
                led.push((url.clone(), None));
                followed.keep(document, links, Some(link.span), (url, file));
            }
        }
        if card
            && let Some(Named::Live(id)) = links.article(from, &link.href)
            && !followed.cards.contains(&id)
        {
            followed.cards.push(id);
        }
    }
    followed.diagnostics.extend(named(document, links, facts_of));
    for image in &document.facts.images {
        let src = links.address_of_picture(&image.src);
        followed.diagnostics.extend(read_as(document, &image.src, &src, Some(image.span)));
        match links.resolve(from, &src) {
            Ok(Destination::File(url, file)) => {
                led.push((url.clone(), file.size));
                let problem = not_shown(&document.path, &image.src, Some(image.span), &file);
                if followed.keep(document, links, Some(image.span), (url, file)) {
                    followed.diagnostics.extend(problem);
                }
            }
            Ok(Destination::Outside) => {}
            Ok(_) => {
                followed.diagnostics.push(missing_image(&document.path, &image.src, Some(image.span), None))
            }
            Err(broken) => {
                followed.diagnostics.push(missing_image(
                    &document.path,
                    &image.src,
                    Some(image.span),
                    Some(links.missing(broken)),
                ));
            }
        }
    }
    if let Some(image) = &document.front.image {
        let place = document.image_place();
        let src = links.address_of_picture(&image.src);
        followed.diagnostics.extend(read_as(document, &image.src, &src, place));
        match links.resolve(from, &src) {
            Ok(Destination::File(url, file)) => {
                followed.image = Some(Picture::ours(&url, &file));
                let problem = not_shown(&document.path, &image.src, place, &file);
                if followed.keep(document, links, place, (url, file)) {
                    followed.diagnostics.extend(problem);
                }
            }
            Ok(Destination::Outside) => {
                followed.image = Some(Picture::elsewhere(&image.src));
            }
            Ok(_) => followed.diagnostics.push(missing_image(&document.path, &image.src, place, None)),
            Err(broken) => followed.diagnostics.push(missing_image(
                &document.path,
                &image.src,
                place,
                Some(links.missing(broken)),
            )),
        }
    }
    followed.body = Digest::of(&(document.body_hash, &document.front.rare().language, led, cards));
    followed
}

/// What will be an error on the day it is due is said while somebody writes, and stops nothing till then.
pub(super) fn said_early(found: Vec<Diagnostic>) -> impl Iterator<Item = Diagnostic> {
    let errors = found.into_iter().filter(Diagnostic::is_error);
    errors.map(|problem| Diagnostic { severity: Severity::Warning, ..problem })
}

impl Followed {
    /// Notes where a link of an edition leads.
    fn lead(&mut self, document: &Document, link: u32, card: bool, to: To) {
        if document.kind == Kind::Edition {
            self.leads.push(Lead { link, card, to });
        }
    }

    /// A file of `static/` is there anyway; one of `content/` is copied because somebody shows it, if texts may publish
    /// such files: says whether they may.
    fn keep(
        &mut self,
        by: &Document,
        links: &Links,
        span: Option<Span>,
        (url, file): (String, LinkedFile),
    ) -> bool {
        let problem = no_attachment(&by.path, span, &file, &links.attachments);
        let is_kept = problem.is_none();
        if is_kept && file.beside {
            self.copies.push((url, file));
        }
        self.diagnostics.extend(problem);
        is_kept
    }
}

/// The paragraphs and lists of a document that are cards: all of their links lead to articles. The page leaves these
/// out and no others, since it asks the same of each link.
fn cards(document: &Document, from: From<'_>, links: &Links) -> Vec<NonZeroU32> {
    if !document.kind.has_cards() {
        return Vec::new();
    }
    let blocks = document.facts.links.chunk_by(|one, next| one.alone == next.alone);
    let is_card = |block: &[Link]| block.iter().all(|link| links.article(from, &link.href).is_some());
    blocks.filter_map(|block| block.first()?.alone.filter(|_| is_card(block))).collect()
}

/// A picture whose address holds a tag of a template language that stands for the site's root.
fn read_as(document: &Document, written: &str, read: &str, span: Option<Span>) -> Option<Diagnostic> {
    let is_changed = written != read;
    is_changed.then(|| {
        let message = format!("`{written}` holds a template tag: the picture is taken from `{read}`");
        let problem = Diagnostic::warning("embed", message)
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
fn broken_fragment(
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
    let problem = Diagnostic::warning("broken-fragment", message).in_file(&*document.path).at(link.span);
    Some(match meant {
        Some(meant) => problem.hint(format!("did you mean `#{meant}`?")),
        None => problem.hint("its headings have the ids that their words make: `## The vote` is `#the-vote`"),
    })
}

/// The message with what to write instead of an address that is no path: one that is mistyped, one of the web or of mail
/// without its scheme, or one that holds template tags. Without any of these the message comes back as it was.
fn meant_address(problem: Diagnostic, address: &str) -> Result<Diagnostic, Diagnostic> {
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

fn broken_link(document: &Document, links: &Links, href: &str, span: Span, broken: Broken) -> Diagnostic {
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
            let problem = Diagnostic::error("broken-link", format!("`{href}` leads to no file"));
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
            Diagnostic::error("ambiguous-link", format!("`{href}` could be {one} or {two}"))
                .hint("write the name with its date")
        }
        Broken::OutOfContent => {
            Diagnostic::error("broken-link", format!("`{href}` leads out of the site's `content/`"))
                .hint("put the file into `content/`, or into `static/` and write its address from there")
        }
    };
    problem.in_file(&*document.path).at(span)
}

/// A link that leads to nothing, and surely to no file.
fn dead_link(href: &str, span: Span, dead: Dead) -> Diagnostic {
    let nowhere = |cause: &str, summary: &str| {
        let message = format!("`{href}` leads to no file: only its words are shown");
        Diagnostic::warning("broken-link", message)
            .cause(cause, format!("{summary}: only their words are shown"))
    };
    match dead {
        Dead::Tag => {
            let message =
                format!("`{href}` holds a template tag, and leads to no file: only its words are shown");
            let problem = Diagnostic::warning("embed", message);
            meant_address(problem, href).unwrap_or_else(|problem| problem)
        }
        Dead::Empty if href.is_empty() => {
            let problem =
                Diagnostic::warning("broken-link", "the link has no target: only its words are shown");
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
fn own_address(document: &Document, link: &Link, file: &str) -> Diagnostic {
    let message = format!("`{}` is an address of this site, written in full", link.href);
    let hint = format!("write the path to its file, {file}: then it can be a card, and is checked");
    Diagnostic::warning("own-address", message).in_file(&*document.path).at(link.span).hint(hint)
}

fn held_link(document: &Document, link: &Link, held: &HeldTarget, card: bool) -> Diagnostic {
    let (href, why) = (&link.href, &held.why);
    let shown = if card { "its card is left out" } else { "only the link's words are shown" };
    Diagnostic::warning("held-link", format!("`{href}` is {why}: {shown}"))
        .in_file(&*document.path)
        .at(link.span)
        .hint(match held.is_gone {
            true => "it does not come back: take the link out, or say in a word what became of it",
            false => "nothing is to be done if it will be shown in time; else take the link out",
        })
}

/// A link that has the form of a card leads to something else, or `elsewhere`: to another language.
fn card_of_no_article(document: &Document, span: Span, elsewhere: bool) -> Diagnostic {
    let (message, hint) = match elsewhere {
        false => (
            "only articles have cards, and this is none: it stays a link",
            "write it inside a sentence, or link to an article",
        ),
        true => (
            "a card is an article in the language of its page, and this is in another: it stays a link",
            "write it inside a sentence, or translate the article: name.uk.md beside name.md",
        ),
    };
    Diagnostic::warning("card-without-article", message).in_file(&*document.path).at(span).hint(hint)
}

/// The hint with a file's path as the file at `by` has to write it.
fn did_you_mean_file(by: &str, meant: &str) -> String {
    format!("did you mean `{}`?", from_file(by, meant))
}

/// There is no picture `src`, which the file at `path` names.
pub(super) fn missing_image(path: &str, src: &str, span: Option<Span>, broken: Option<Broken>) -> Diagnostic {
    let problem = Diagnostic::error("missing-image", format!("there is no picture `{src}`"));
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
fn missing_from(problem: Diagnostic, src: &str) -> Diagnostic {
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
fn missing_target(problem: Diagnostic, href: &str) -> Diagnostic {
    let path = href.split(['#', '?']).next().unwrap_or(href);
    match path.rsplit_once('/') {
        Some((folder, _)) => problem
            .cause(format!("{folder}/"), format!("links lead to files in `{folder}/` that are not there")),
        None => problem.cause(path, format!("`{path}` is linked to and not there")),
    }
}
