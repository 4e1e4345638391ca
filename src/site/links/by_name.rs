//! Links by a name, as other generators have them (`[[The vote]]`, `{% post_url 2025-02-12-talks %}`): which file is meant,
//! so that the message can say what to write.

use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::{Links, Target};
use crate::content::markdown::{NamedLink, means_nothing, path_of};
use crate::content::slug::Slug;
use crate::content::{Document, Facts, name};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::hash::FastMap;

/// Files by all that a text may call them: path, name with and without date, title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in super::super) struct Names {
    by_key: FastMap<Box<str>, Vec<Arc<str>>>,
}

/// What a named link was found to mean.
enum Meant {
    One(Arc<str>),
    Several(Arc<str>, Arc<str>),
    None,
}

impl Names {
    pub(in super::super) fn new<'a>(
        documents: impl Iterator<Item = &'a Document>,
        files: impl Iterator<Item = &'a Arc<str>>,
    ) -> Self {
        let mut names = Self::default();
        for document in documents {
            let path = &document.path;
            let plain = path.strip_suffix(".md").unwrap_or(path);
            let plain = plain.strip_suffix("/index").unwrap_or(plain);
            let inside = plain.strip_prefix("content/").unwrap_or(plain);
            names.add(inside, path);
            let stem = inside.rsplit('/').next().unwrap_or(inside);
            names.add(stem, path);
            if let Some(undated) = name::without_date(path) {
                let undated = undated.strip_suffix(".md").unwrap_or(&undated);
                let undated = undated.strip_suffix("/index").unwrap_or(undated);
                names.add(undated.rsplit('/').next().unwrap_or(undated), path);
            }
            names.add(&document.front.title, path);
        }
        for path in files {
            names.add(path.strip_prefix("content/").unwrap_or(path), path);
            names.add(path.rsplit('/').next().unwrap_or(path), path);
        }
        names
    }

    /// Whether there is none: no text has a link by a name.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    fn add(&mut self, called: &str, path: &Arc<str>) {
        if called.is_empty() {
            return;
        }
        let paths = self.by_key.entry(key(called)).or_default();
        // All names of a path are added one after another.
        if paths.last() != Some(path) {
            paths.push(Arc::clone(path));
        }
    }

    /// The file that a name means: of several the one in the folder `beside`.
    fn find(&self, called: &str, beside: &str) -> Meant {
        let called = called.trim().trim_start_matches(['/', '@']).trim_start_matches("./");
        let called = called.strip_suffix(".md").or_else(|| called.strip_suffix(".html")).unwrap_or(called);
        let last = called.rsplit('/').next().unwrap_or(called);
        for called in [called, last] {
            let Some(paths) = self.by_key.get(&key(called)).filter(|paths| !paths.is_empty()) else {
                continue;
            };
            let here = |path: &&Arc<str>| folder(path) == beside;
            return match (&paths[..], paths.iter().find(here)) {
                ([one], _) | (_, Some(one)) => Meant::One(Arc::clone(one)),
                ([one, two, ..], None) => Meant::Several(Arc::clone(one), Arc::clone(two)),
                ([], None) => Meant::None,
            };
        }
        Meant::None
    }
}

/// As names compare: without regard to capitals, and to `-` or `_` for spaces.
fn key(called: &str) -> Box<str> {
    let folded: String = called.nfc().collect::<String>().to_lowercase();
    folded
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .into()
}

/// What is to be said of the named links of a document. `facts_of` gives the facts of a live document.
pub(in super::super) fn named<'a>(
    document: &Document,
    links: &Links,
    facts_of: &dyn Fn(u32) -> &'a Facts,
) -> Vec<Diagnostic> {
    let named = document.facts.named.iter().flat_map(|named| &named.links);
    let said = named.map(|link| {
        let said = match link.text.strip_prefix("[[").and_then(|text| text.strip_suffix("]]")) {
            Some(inside) => wikilink(document, links, facts_of, link, inside),
            None => tag(document, links, link),
        };
        said.in_file(&*document.path).at(link.span)
    });
    said.collect()
}

/// `[[name#heading|words]]`.
fn wikilink<'a>(
    document: &Document,
    links: &Links,
    facts_of: &dyn Fn(u32) -> &'a Facts,
    link: &NamedLink,
    inside: &str,
) -> Diagnostic {
    let message = format!("`{}` means nothing here: it is shown as text", link.text);
    let problem = Diagnostic::warning(Code::ForeignMarkup, message)
        .cause("[[", "links in double brackets (`[[name]]`) mean nothing here: they are shown as text")
        .remedy("write the words and the path of the file: `[words](file.md)`");
    let (target, words) =
        match inside.split_once('|').map(|(target, words)| (target.trim_end_matches('\\'), words)) {
            // Some wikis have the words first.
            Some((words, target)) if is_none(links, document, words) && !is_none(links, document, target) => {
                (target, Some(words))
            }
            Some((target, words)) => (target, Some(words)),
            None => (inside, None),
        };
    let (called, heading) =
        target.split_once('#').map_or((target, ""), |(called, heading)| (called, heading));
    let shown = words.unwrap_or(if called.is_empty() { heading } else { called }).trim();
    let shown = shown.rsplit('/').next().filter(|_| words.is_none()).unwrap_or(shown);
    let meant = match called.trim() {
        "" => Meant::One(Arc::clone(&document.path)),
        called => links.names.find(called, folder(&document.path)),
    };
    match meant {
        Meant::One(path) => {
            let fragment = fragment(document, links, facts_of, &path, heading);
            let own = path == document.path;
            let target = if own && !fragment.is_empty() { fragment } else { format!("{}{fragment}", relative(&document.path, &path)) };
            problem.hint(format!("write `[{shown}]({})`", in_parentheses(&target)))
        }
        Meant::Several(one, two) => {
            let [one, two] = [one, two].map(|path| in_parentheses(&relative(&document.path, &path)));
            problem.hint(format!("write `[{shown}]({one})` or `[{shown}]({two})`: both have that name"))
        }
        Meant::None => problem.hint(format!(
            "no file has that name or title: write its words alone, `{shown}`, or a link with a path, `[{shown}](file.md)`"
        )),
    }
}

fn is_none(links: &Links, document: &Document, target: &str) -> bool {
    let called = target.split('#').next().unwrap_or("").trim();
    matches!(links.names.find(called, folder(&document.path)), Meant::None)
}

/// `{% post_url 2025-02-12-talks %}`, alone or in the target of a link.
fn tag(document: &Document, links: &Links, link: &NamedLink) -> Diagnostic {
    let inside = link.text.trim_start_matches(['{', '<', '%', '-', ' ']);
    let mut name = inside.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("link");
    if link.text.starts_with("{{ site") || name == "site" {
        name = "link";
    }
    let problem = means_nothing(&link.text, name)
        .remedy("write the path from each file: `[words](../2025-02-12-talks.md)`");
    let called = path_of(&link.text);
    let called = called.as_deref().map(|called| called.split_once('#').unwrap_or((called, "")));
    let meant = called.map(|(called, _)| links.names.find(called, folder(&document.path)));
    match (meant, called) {
        (Some(Meant::One(path)), Some((_, fragment))) => {
            let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
            let target = format!("{}{fragment}", relative(&document.path, &path));
            problem.hint(format!("write `{}`", in_parentheses(&target)))
        }
        (Some(Meant::Several(one, two)), _) => {
            let [one, two] = [one, two].map(|path| in_parentheses(&relative(&document.path, &path)));
            problem.hint(format!("write `{one}` or `{two}`: both have that name"))
        }
        _ => problem.hint("write a link to the file: `[text](../other.md)`"),
    }
}

/// `#heading` as the id that the heading has; nothing where there is none.
fn fragment<'a>(
    document: &Document,
    links: &Links,
    facts_of: &dyn Fn(u32) -> &'a Facts,
    path: &str,
    heading: &str,
) -> String {
    let heading = heading.rsplit('#').next().unwrap_or(heading);
    let Some(id) = Slug::new(heading) else { return String::new() };
    let facts = match links.targets.by_path.get(path) {
        _ if path == &*document.path => &document.facts,
        Some(Target::Live { document, .. }) => facts_of(links.number(*document)),
        _ => return String::new(),
    };
    let near = || did_you_mean(id.as_str(), facts.heading_ids.iter());
    let known = facts.heading_ids.iter().find(|known| *known == id.as_str()).or_else(near);
    known.map_or_else(String::new, |id| format!("#{id}"))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path (relative to the site's root) as the text at `by` has to write it.
pub(in crate::site) fn from_file(by: &str, path: &str) -> String {
    path.strip_prefix("static").map_or_else(|| relative(by, path), str::to_owned)
}

/// The path to a file from another.
pub fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (folder(from).split('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(one, two)| one == two).count();
    let up = vec![".."; from.len() - shared];
    up.into_iter().chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// A path as the target of a link: between `<` and `>` if it needs that.
fn in_parentheses(path: &str) -> String {
    match path.contains([' ', '(', ')']) {
        true => format!("<{path}>"),
        false => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_one_file_to_another() {
        for (from, to, path) in [
            ("content/a.md", "content/b.md", "b.md"),
            ("content/a.md", "content/x/b.md", "x/b.md"),
            ("content/x/a.md", "content/b.md", "../b.md"),
            ("content/x/y/a.md", "content/x/z/b.md", "../z/b.md"),
            ("content/x/index.md", "content/x/map.pdf", "map.pdf"),
        ] {
            assert_eq!(relative(from, to), path, "{from} {to}");
        }
    }

    #[test]
    fn names_compare_as_they_are_written_in_notes() {
        assert_eq!(key("The Vote"), key("the-vote"));
        assert_eq!(key("the_vote"), key(" The  vote"));
        assert_ne!(key("vote"), key("the vote"));
    }
}
