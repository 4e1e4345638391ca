//! What registries and rules name that has to be somewhere: pictures of entries, names that a topic gathers by.

use super::check::missing_image;
use super::copies::{ShownFiles, take_shown};
use super::links::{Destination, From, Links};
use super::membership::Lists;
use super::shown::{no_attachment, not_shown};
use super::terms::{TermKind, TermNames, key};
use super::{Picture, Site, TermId};
use crate::content::near::Near;
use crate::content::registry::RegistryKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::FastMap;

/// The pictures of a registry's entries. One is copied when its term has a page: what is held back shows nowhere.
/// `lists` are the articles of the terms.
pub(super) fn pictures(
    (names, lists): (&TermNames, &Lists),
    registry: RegistryKind,
    links: &Links,
    shown: &mut ShownFiles,
    diagnostics: &mut Vec<Diagnostic>,
) -> FastMap<TermId, Picture> {
    let mut pictures = FastMap::default();
    for (id, term) in names.all() {
        let Some(entry) = &term.entry else { continue };
        let Some(src) = entry.image.as_ref().map(|image| &*image.src) else { continue };
        let mut image = None;
        let from = From::new(registry.path(), &term.url);
        let broken = match links.resolve(from, src).map_err(|broken| links.missing(broken)) {
            Ok(Destination::Outside) => {
                image = Some(Picture::elsewhere(src));
                None
            }
            Ok(Destination::File(url, file)) => {
                image = Some(Picture::ours(&url, &file));
                let place = Some(entry.image_place);
                let problem = no_attachment(registry.path(), place, &file, &links.attachments);
                let problem = problem.or_else(|| not_shown(registry.path(), src, place, &file));
                let has_page = term.has_page_with(!lists[id.0 as usize].is_empty());
                let is_copied = file.beside && !problem.as_ref().is_some_and(Diagnostic::is_error);
                if has_page && (is_copied || !file.beside && file.is_derivable()) {
                    take_shown(shown, registry.path(), &[(url, file)], diagnostics);
                }
                diagnostics.extend(problem);
                None
            }
            Ok(_) => Some(None),
            Err(broken) => Some(Some(broken)),
        };
        let place = Some(entry.image_place);
        diagnostics.extend(broken.map(|broken| missing_image(registry.path(), src, place, broken)));
        pictures.extend(image.map(|image| (id, image)));
    }
    pictures
}

/// Warns of names in `gather:` that no article and no registry bears.
pub(super) fn unknown_names(site: &Site) -> Vec<Diagnostic> {
    let names = site.names();
    let (tags, sources) = (names[TermKind::Tag], names[TermKind::Source]);
    let mut diagnostics = Vec::new();
    let (mut near_tags, mut near_sources) = (None, None);
    for (_, page) in site.topics.pages() {
        let Some(gather) = &page.document.front.rare().gather else { continue };
        let wanted = gather.tags.iter().map(|name| (name, "tag", tags));
        let wanted = wanted.chain(gather.sources.iter().map(|name| (name, "outlet", sources)));
        for ((name, kind, named), place) in wanted.zip(&gather.places) {
            // A tag that is named like a topic is that topic.
            let is_topic = || kind == "tag" && names[TermKind::Topic].find(name).is_some();
            if named.find(name).is_some() || is_topic() {
                continue;
            }
            let near = match kind {
                "tag" => near_tags.get_or_insert_with(|| Near::new(tags.keys())),
                _ => near_sources.get_or_insert_with(|| Near::new(sources.keys())),
            };
            let hint = match near.find(&key(name)) {
                Some(meant) => format!("did you mean `{}`?", named.name(meant).name),
                None => "correct it, or take it out".to_owned(),
            };
            let message = format!("no article and no registry names the {kind} \"{name}\"");
            let problem = Diagnostic::warning(Code::UnknownName, message).in_file(&*page.document.path);
            diagnostics.push(problem.at(*place).hint(hint));
        }
    }
    diagnostics
}
