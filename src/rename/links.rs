//! Links and pictures: what leads to a file or an address that changes, and what a moved text leads to from its new place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::Draft;
use super::documents::start_in;
use super::tree::Tree;
use crate::address::{of_path, to_path};
use crate::content::Document;
use crate::content::front_matter;
use crate::content::markdown::definitions;
use crate::content::registry::RegistryKind;
use crate::diagnostic::{Fix, Span};
use crate::edits::Replacement;
use crate::site::links::{escaped, is_outside, join, relative, split_suffix};
use crate::site::{Site, TermKind};

impl Draft<'_> {
    /// Files beside moved texts that no other text shows or links to move with them, where the text goes to another folder.
    pub(super) fn take_along(&mut self, tree: &Tree) {
        let moved: Vec<(String, String)> = self.moves.clone().into_iter().collect();
        if moved.is_empty() {
            return;
        }
        let folder =
            |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
        let mut used: BTreeMap<String, BTreeSet<Arc<str>>> = BTreeMap::new();
        for (_, document) in self.documents() {
            let hrefs = document.facts.links.iter().map(|link| &*link.href);
            let pictures = document.facts.images.iter().map(|image| &*image.src);
            let front = document.front.image.iter().map(|image| &*image.src);
            for href in hrefs.chain(pictures).chain(front) {
                if let Some(file) = file_at(tree, &document.path, href) {
                    used.entry(file.to_owned()).or_default().insert(Arc::clone(&document.path));
                }
            }
        }
        for (registry, terms) in
            RegistryKind::ALL.map(|kind| (kind, self.input.all[0].terms(TermKind::of(kind))))
        {
            for image in terms.iter().filter_map(|(_, term)| term.entry.as_ref()?.image.as_ref()) {
                if let Some(file) = file_at(tree, registry.path(), &image.src) {
                    used.entry(file.to_owned()).or_default().insert(Arc::from(registry.path()));
                }
            }
        }
        for (from, to) in &moved {
            let (old, new) = (folder(from), folder(to));
            if old == new || !from.ends_with(".md") {
                continue;
            }
            for file in tree.below(&old).filter(|file| !file.ends_with(".md") && !file.ends_with(".yaml")) {
                let only_here =
                    used.get(file).is_some_and(|by| by.iter().all(|by| self.moves.contains_key(&**by)));
                let there = format!("{new}{}", &file[old.len()..]);
                if only_here && !self.moves.contains_key(file) && !self.has(&there) {
                    self.moves.insert(file.to_owned(), there);
                }
            }
        }
    }
}

/// The file of `content/` that a path in a text or a registry names.
pub(super) fn file_at<'t>(tree: &'t Tree, from: &str, href: &str) -> Option<&'t str> {
    let is_path = !is_outside(href) && !href.starts_with('/');
    is_path.then(|| tree.find(&join(from, &to_path(split_suffix(href).0))?)).flatten()
}

/// What links are mended by.
struct Mending<'a> {
    moves: &'a BTreeMap<String, String>,
    before: &'a Tree,
    after: Tree,
    addresses: &'a BTreeMap<String, String>,
}

/// Mends the links and pictures of all texts.
pub(super) fn mend(
    draft: &mut Draft<'_>,
    tree: &Tree,
    addresses: &BTreeMap<String, String>,
) -> Result<(), String> {
    let moves = draft.moves.clone();
    let mending = Mending { moves: &moves, before: tree, after: tree.after(&moves), addresses };
    for (number, document) in draft.documents() {
        let site = draft.input.all[number];
        let links = document.facts.links.iter().map(|link| (&*link.href, link.span));
        let pictures = document.facts.images.iter().map(|image| (&*image.src, image.span));
        let image = document.front.image.as_ref().zip(document.image_place());
        let image = image.map(|(image, span)| (&*image.src, span));
        let mut mended: Vec<(&str, Span, String)> = Vec::new();
        for (href, span) in links.chain(pictures).chain(image) {
            if let Some(new) = mending.mended(site, &document.path, href) {
                mended.push((href, span, new));
            }
        }
        if mended.is_empty() {
            continue;
        }
        let text = draft.text(&document.path)?.to_owned();
        let written = Written::of(&document, &text);
        for (href, span, new) in mended {
            let edits = written.edits(href, span, &new);
            if edits.is_empty() {
                draft.remarks.insert(format!(
                    "{}:{}: write `{new}` in the place of `{href}`: how it is written there cannot be told",
                    draft.place(&document.path),
                    span.line
                ));
            }
            edits.into_iter().for_each(|edit| draft.edit(&document.path, edit));
        }
    }
    Ok(())
}

impl Mending<'_> {
    /// What an address in a text becomes; none when it can stay.
    fn mended(&self, site: &Site, from: &str, href: &str) -> Option<String> {
        if is_outside(href) {
            let inside = site.links.own(href)?;
            let new = new_address(self.addresses, inside)?;
            return Some(format!("{}{new}", &href[..href.len() - inside.len()]));
        }
        let (path, suffix) = split_suffix(href);
        let decoded = to_path(path);
        if let Some(inside) = decoded.strip_prefix('/') {
            if !decoded.ends_with(".md") {
                return new_address(self.addresses, href);
            }
            let below = inside.strip_prefix("content/");
            let file = self.before.find(&join("content/", below.unwrap_or(inside))?)?;
            let new = self.moves.get(file)?;
            let new = if below.is_some() { new } else { new.strip_prefix("content/").unwrap_or(new) };
            return Some(format!("/{}{suffix}", escaped(new)));
        }
        if path.is_empty() {
            return None;
        }
        let new_from = self.moves.get(from).map_or(from, String::as_str);
        let file = self.before.find(&join(from, &decoded)?)?;
        let new = self.moves.get(file).map_or(file, String::as_str);
        if join(new_from, &decoded).and_then(|path| self.after.find(&path)) == Some(new) {
            return None;
        }
        let mut way = relative(new_from, new);
        if !decoded.ends_with(".md")
            && let Some(folder) = way.strip_suffix("/index.md")
        {
            way = format!("{folder}{}", if decoded.ends_with('/') { "/" } else { "" });
        }
        Some(format!("{}{suffix}", escaped(&way)))
    }
}

/// What an address of the site becomes, with its query and fragment: that of a page, of a list's further pages, of its feeds.
pub(super) fn new_address(addresses: &BTreeMap<String, String>, href: &str) -> Option<String> {
    let (path, suffix) = split_suffix(href);
    let decoded = to_path(path);
    let path = of_path(&decoded);
    let path = path.strip_suffix("index.html").filter(|path| path.ends_with('/')).unwrap_or(&path);
    let exact = addresses.get(path).or_else(|| addresses.get(&format!("{path}/")));
    if let Some(new) = exact {
        return Some(format!("{new}{suffix}"));
    }
    let (old, rest) = path.match_indices('/').rev().find_map(|(at, _)| {
        let new = addresses.get(&path[..=at])?;
        Some((new, &path[at + 1..]))
    })?;
    let is_of_list = rest.starts_with("page/") || matches!(rest, "feed.xml" | "atom.xml" | "feed.json");
    (is_of_list && old.ends_with('/')).then(|| format!("{old}{rest}{suffix}"))
}

/// Where the addresses of a text stand in it.
struct Written<'t> {
    text: &'t str,
    /// Of links by reference.
    definitions: Vec<(String, Option<Range<usize>>)>,
}

impl<'t> Written<'t> {
    fn of(document: &Document, text: &'t str) -> Self {
        let body = front_matter::split(text.as_bytes(), document.kind).ok().map(|(_, split)| split.body);
        let definitions = match body.and_then(|body| Some((body, start_in(text, body)?))) {
            None => Vec::new(),
            Some((body, start)) => {
                let of_file = |place: Range<usize>| place.start + start..place.end + start;
                definitions(body).into_iter().map(|(href, place)| (href, place.map(of_file))).collect()
            }
        };
        Self { text, definitions }
    }

    /// What has to be written where an address was read at a span, or somewhere in it, so that it is another.
    fn edits(&self, href: &str, span: Span, new: &str) -> Vec<Replacement> {
        let Some(place) = Replacement::of(&Fix { span, text: "".into() }, self.text) else {
            return Vec::new();
        };
        let written = &self.text[place.start..place.end];
        // A value of HTML or of YAML may have quotes, and a query is written in its own way there.
        let start = place.start + (written.len() - written.trim_start_matches(['"', '\'']).len());
        let (path, _) = split_suffix(href);
        if !path.is_empty() && split_suffix(written.trim_matches(['"', '\''])).0 == path {
            return vec![Replacement::new(start..start + path.len(), split_suffix(new).0)];
        }
        let defined = self.definitions.iter().filter(|(dest, _)| dest == href);
        let defined = defined.filter_map(|(_, place)| Some(Replacement::new(place.clone()?, new)));
        match self.inline(href, &place).filter(|_| written.starts_with(['[', '!'])) {
            // What follows a link by reference may be another link.
            Some(inline) if written.contains("](") || self.definitions.is_empty() => {
                vec![Replacement::new(inline, new)]
            }
            _ => defined.collect(),
        }
    }

    /// The address in `[words](address "title")`, where marks stand before some of its characters.
    fn inline(&self, href: &str, place: &Replacement) -> Option<Range<usize>> {
        let rest = &self.text[place.start..];
        rest.match_indices("](").find_map(|(at, _)| {
            let start = at + 2 + usize::from(rest[at + 2..].starts_with('<'));
            let ends = |c: char| c.is_whitespace() || matches!(c, '>' | ')');
            let mut end = start;
            while let Some(next) = rest[end..].find(ends) {
                end += next;
                if !rest[..end].ends_with('\\') {
                    break;
                }
                end += 1;
            }
            let plain = rest[start..end].replace('\\', "");
            (plain == href).then(|| place.start + start..place.start + end)
        })
    }
}
