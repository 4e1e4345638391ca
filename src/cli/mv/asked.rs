//! What `newsprint mv OLD NEW` asks for: which files move where, or which name becomes which.
#![allow(clippy::disallowed_methods)] // an edge: asks where it is

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::MoveArguments;
use crate::content::{Document, Slug, name};
use crate::line::one_line;
use crate::rename::{Input, NewName, Request, has_outlet};
use crate::site::{Site, TermKind};

/// What is asked for.
///
/// # Errors
/// What is wrong with the command line.
pub(super) fn request(arguments: &MoveArguments, root: &Path, input: &Input<'_>) -> Result<Request, String> {
    let MoveArguments { old, new, kind, merge, .. } = arguments;
    if kind.is_none() {
        let place =
            in_site(root, old).filter(|path| is_there(input, path)).or_else(|| at_address(input, old));
        if let Some(from) = place {
            return Ok(Request { moves: moves(input, root, &from, new)?, name: None });
        }
        if old.ends_with(".md") || Path::new(old).exists() {
            return Err(format!("{old} is no file or folder in content/ of this site"));
        }
    }
    let (old, new) = (one_line(old), one_line(new));
    if new.is_empty() || new.contains(char::is_control) {
        return Err("the new name is empty, or holds something that nobody can read".to_owned());
    }
    let site = input.all[0];
    let has_it = |kind: &TermKind| {
        let is_term = input.all.iter().any(|site| site.terms(*kind).find(&old).is_some());
        is_term || *kind == TermKind::Source && has_outlet(input, &old)
    };
    let kinds: Vec<TermKind> = match kind {
        Some(kind) => vec![TermKind::from(*kind)],
        None => TermKind::ALL.into_iter().filter(has_it).collect(),
    };
    let kind = match kinds[..] {
        [] => {
            let near =
                TermKind::ALL.into_iter().find_map(|kind| Some((kind, site.terms(kind).nearly(&old)?)));
            let near =
                near.map(|(kind, term)| format!("; did you mean the {} `{}`?", kind.as_str(), term.name));
            return Err(format!(
                "nothing is called `{old}`: it is no file or folder, no address, and no name of a topic, story, tag, outlet or author{}",
                near.unwrap_or_default()
            ));
        }
        [kind] => kind,
        _ => {
            let kinds: Vec<String> = kinds.iter().map(|kind| article(*kind)).collect();
            return Err(format!("`{old}` is the name of {}: say which with --kind", kinds.join(" and of ")));
        }
    };
    let moves = match input.all[0].terms(kind).find(&new) {
        Some(_) if *merge => BTreeMap::new(),
        _ => moves_of_term(input, kind, &old, &new),
    };
    Ok(Request { moves, name: Some(NewName { kind, old, new, may_merge: *merge }) })
}

/// "a tag", "an author".
fn article(kind: TermKind) -> String {
    format!("a{} {}", if kind == TermKind::Author { "n" } else { "" }, kind.as_str())
}

/// A relative path without `.` and `..`, with `/`; none of one that is absolute or leads out of where it begins.
fn plain(path: &Path) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

/// A path of the site, relative to its root: from the working directory, or else from the root.
fn in_site(root: &Path, given: &str) -> Option<String> {
    let absolute = |path: &Path| {
        let path = std::path::absolute(path).ok()?;
        Some(path.components().fold(PathBuf::new(), |mut whole, part| {
            match part {
                Component::ParentDir => drop(whole.pop()),
                part => whole.push(part),
            }
            whole
        }))
    };
    let from_here = absolute(Path::new(given))
        .zip(absolute(root))
        .and_then(|(path, root)| plain(path.strip_prefix(root).ok()?));
    let in_content = |path: &String| path.starts_with("content/");
    from_here.filter(in_content).or_else(|| plain(Path::new(given)).filter(in_content))
}

/// Whether there is a file or a folder with files at a path. Registries stay where they are.
fn is_there(input: &Input<'_>, path: &str) -> bool {
    let folder = format!("{path}/");
    input.files.iter().any(|file| **file == *path && !path.ends_with(".yaml") || file.starts_with(&folder))
}

/// The file of the document at an address.
fn at_address(input: &Input<'_>, address: &str) -> Option<String> {
    let of_site = |site: &&Site| {
        let inside = site.links.own(address).unwrap_or(address);
        let pages = site.all_pages().map(|page| (&page.url, &page.document));
        let mut all = site.articles.iter().map(|article| (&article.url, &article.document)).chain(pages);
        all.find(|(url, _)| ***url == *inside).map(|(_, document)| document.path.to_string())
    };
    input.all.iter().find_map(of_site)
}

/// The files that move when a file or a folder does.
fn moves(input: &Input<'_>, root: &Path, from: &str, new: &str) -> Result<BTreeMap<String, String>, String> {
    let is_file = input.files.iter().any(|file| **file == *from);
    let is_text = from.ends_with(".md");
    // A text in a folder of its own is that folder.
    let bundle = from.strip_suffix("/index.md").filter(|folder| is_file && *folder != "content");
    let (from, is_file) = bundle.map_or((from, is_file), |folder| (folder, false));
    let parent = from.rsplit_once('/').map_or("content", |(folder, _)| folder);
    let own_name = from.rsplit('/').next().unwrap_or(from);
    let in_content = |path: String| path.starts_with("content/").then_some(path);
    let beside = || {
        let is_name = !new.is_empty() && !new.contains(['/', '\\']);
        is_name.then(|| plain(Path::new(&format!("{parent}/{new}"))).and_then(in_content))?
    };
    let mut to = in_site(root, new)
        .or_else(beside)
        .or_else(|| {
            plain(Path::new(new)).filter(|path| !path.is_empty()).map(|path| format!("content/{path}"))
        })
        .ok_or_else(|| format!("{new} is not in content/ of this site"))?;
    let is_folder =
        new.ends_with(['/', '\\']) || input.files.iter().any(|file| file.starts_with(&format!("{to}/")));
    if is_folder {
        to = format!("{}/{own_name}", to.trim_end_matches('/'));
    }
    let to = match to.strip_suffix("/index.md") {
        Some(folder) if bundle.is_some() => folder.to_owned(),
        _ => to,
    };
    if is_file && is_text && !to.ends_with(".md") {
        to_check(&to)?;
    }
    let to = if is_file && is_text && !to.ends_with(".md") { format!("{to}.md") } else { to };
    if is_file && !is_text && to.rsplit('.').next() != from.rsplit('.').next() {
        return Err(format!("{to} has another ending than {from}"));
    }
    if !is_file && to.ends_with(".md") {
        return Err(format!("{from} is a folder, and moves as one: name a folder"));
    }
    if to.starts_with(&format!("{from}/")) {
        return Err(format!("{from} cannot move into itself"));
    }
    let mut moves = BTreeMap::new();
    for file in input.files {
        let place = match is_file {
            true if **file == *from => Some(to.clone()),
            // Translations are found by their names.
            true if is_text
                && file.ends_with(".md")
                && name::untranslated(file) == name::untranslated(from) =>
            {
                let ending =
                    |path: &str| path[path.len().min(name::untranslated(path).len() - 3)..].to_owned();
                let stem = name::untranslated(&to);
                Some(format!("{}{}", &stem[..stem.len() - 3], ending(file)))
            }
            true => None,
            false => {
                file.strip_prefix(from).filter(|rest| rest.starts_with('/')).map(|rest| format!("{to}{rest}"))
            }
        };
        moves.extend(place.map(|place| (file.to_string(), place)));
    }
    moves.retain(|from, to| from != to);
    if moves.is_empty() {
        return Err(format!("{from} is there already"));
    }
    let stays = |path: &str| input.files.iter().any(|file| **file == *path) && !moves.contains_key(path);
    match moves.values().find(|to| stays(to)) {
        Some(taken) => Err(format!("there is {taken} already")),
        None => Ok(moves),
    }
}

/// A name of a file that has an ending which is not that of a text.
fn to_check(to: &str) -> Result<(), String> {
    match to.rsplit('/').next().and_then(|name| name.rsplit_once('.')) {
        Some((_, ending))
            if !ending.is_empty()
                && ending.len() <= 4
                && ending.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
        {
            Err(format!("{to} would be no text: its name has to end in `.md`"))
        }
        _ => Ok(()),
    }
}

/// The files of a topic or a story that is called otherwise: they are named by its slug, unless it has one of its own.
fn moves_of_term(input: &Input<'_>, kind: TermKind, old: &str, new: &str) -> BTreeMap<String, String> {
    let mut moves = BTreeMap::new();
    let Some(slug) = Slug::new(new) else { return moves };
    let folder = format!("content/{}/", kind.plural());
    for site in &input.all {
        let terms = site.terms(kind);
        let page = terms.find(old).and_then(|id| terms.get(id).page.as_ref());
        let has_own = |document: &Document| {
            let rare = document.front.rare();
            rare.slug.is_some() || rare.url.is_some()
        };
        let Some(page) = page.filter(|page| !has_own(&page.document)) else { continue };
        let path = &*page.document.path;
        let Some(stem) = path.strip_prefix(&*folder) else { continue };
        let own = stem.split(['/', '.']).next().unwrap_or(stem);
        for file in input.files {
            let rest = file.strip_prefix(&*folder).and_then(|file| file.strip_prefix(own));
            let rest =
                rest.filter(|rest| rest.starts_with('/') || rest.ends_with(".md") && rest.starts_with('.'));
            moves.extend(rest.map(|rest| (file.to_string(), format!("{folder}{slug}{rest}"))));
        }
    }
    moves.retain(|from, to| from != to);
    moves
}
