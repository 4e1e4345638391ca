//! Names of topics, tags, outlets, authors and stories, wherever front matter has them: any spelling that means the one that
//! gets another name.

use std::collections::{BTreeMap, BTreeSet};

use super::Draft;
use super::documents::{Moved, front_places, moved_by};
use crate::content::named::NameKind;
use crate::content::registry::{Entry, RegistryKind};
use crate::content::yaml::scalars::{Step, without};
use crate::content::{Document, Kind, Slug};
use crate::diagnostic::{Fix, Span};
use crate::edits::Replacement;
use crate::site::terms::key;
use crate::site::{TermId, TermKind, pattern};

/// A name that becomes another.
#[derive(Debug, Clone)]
pub struct NewName {
    /// What it is of.
    pub kind: TermKind,
    /// Any spelling of it.
    pub old: String,
    /// The new one.
    pub new: String,
    /// Whether it may be one that there is already: then both are one.
    pub may_merge: bool,
}

/// What becomes of the names and the slug of a term.
pub(super) struct Change {
    pub(super) kind: TermKind,
    /// Its number in each language.
    ids: Vec<Option<TermId>>,
    /// Its spelling and slug.
    pub(super) old: (String, Slug),
    /// The same then; no spelling where that stays.
    pub(super) new: (Option<String>, Slug),
    /// What it is called in other languages: that stays.
    keep: BTreeSet<String>,
    /// What a registry says of it.
    pub(super) entry: Option<Entry>,
    /// The term with which it becomes one, in the site's own language.
    pub(super) target: Option<TermId>,
    /// Whether a file describes it.
    pub(super) has_file: bool,
    /// Whether it has a page that readers see.
    pub(super) is_published: bool,
}

/// The slugs of topics and stories whose files move.
pub(super) fn slugs(draft: &Draft<'_>, moved: &[Moved]) -> Vec<Change> {
    let mut changes: BTreeMap<(TermKind, String), Change> = BTreeMap::new();
    for Moved { document, new, language, .. } in moved {
        let kind = match document.kind {
            Kind::Topic => TermKind::Topic,
            Kind::Story => TermKind::Story,
            _ => continue,
        };
        let terms = draft.input.all[*language].terms(kind);
        let is_it = |(_, term): &(TermId, &crate::site::Term)| {
            term.page.as_ref().is_some_and(|page| page.document.path == document.path)
        };
        let (Some((_, term)), Some(slug)) = (terms.iter().find(is_it), slug_of(new)) else { continue };
        if term.slug != slug {
            let change = of_term(draft, kind, &term.slug.to_string(), (None, slug));
            changes.extend(change.map(|change| ((kind, term.slug.to_string()), change)));
        }
    }
    changes.into_values().collect()
}

fn slug_of(document: &Document) -> Option<Slug> {
    document.front.rare().slug.clone().or_else(|| Slug::new(&document.name().slug_text))
}

fn of_term(draft: &Draft<'_>, kind: TermKind, name: &str, new: (Option<String>, Slug)) -> Option<Change> {
    let ids: Vec<Option<TermId>> = draft.input.all.iter().map(|site| site.terms(kind).find(name)).collect();
    let number = ids.iter().position(Option::is_some)?;
    let terms: Vec<_> = draft
        .input
        .all
        .iter()
        .zip(&ids)
        .filter_map(|(site, id)| Some(site.terms(kind).get((*id)?)))
        .collect();
    let term = terms[0];
    let old = (term.name.clone(), term.slug.clone());
    let own = key(&term.name);
    let names = terms.iter().map(|term| key(&term.name));
    let registered = term.entry.iter().flat_map(|entry| entry.names.values().map(|name| key(name)));
    let keep = names.chain(registered).filter(|name| *name != own).collect();
    let live = draft.input.live.get(number).and_then(|site| {
        let terms = site.terms(kind);
        terms.find(&old.0).map(|id| {
            let term = terms.get(id);
            // The address of a tag that is named like a topic leads there.
            term.has_page() || term.is_topic.is_some() && !term.articles.is_empty()
        })
    });
    let (entry, has_file) = (term.entry.clone(), term.has_file);
    Some(Change {
        kind,
        ids,
        old,
        new,
        keep,
        entry,
        target: None,
        has_file,
        is_published: live == Some(true),
    })
}

/// The tag that is named like a topic which gets another name: it is one with it.
pub(super) fn tag_like(draft: &Draft<'_>, name: &NewName) -> Option<NewName> {
    let site = draft.input.all[0];
    let topic = site.terms(TermKind::Topic).find(&name.old).filter(|_| name.kind == TermKind::Topic)?;
    let topic = site.terms(TermKind::Topic).get(topic);
    let tag = site.terms(TermKind::Tag).find(&topic.name)?;
    let tag = site.terms(TermKind::Tag).get(tag);
    tag.is_topic.is_some().then(|| NewName {
        kind: TermKind::Tag,
        old: tag.name.clone(),
        new: name.new.clone(),
        may_merge: true,
    })
}

/// What a new name changes.
///
/// # Errors
/// There is no such term, or the new name is that of another.
pub(super) fn change(draft: &Draft<'_>, name: &NewName, moved: &[Moved]) -> Result<Change, String> {
    let NewName { kind, old, new, may_merge } = name;
    let kind = *kind;
    let none = || format!("no {} is called `{old}`", kind.as_str());
    let slug =
        Slug::new(new).ok_or_else(|| format!("no address can be made of `{new}`: use letters or digits"))?;
    let mut change = of_term(draft, kind, old, (Some(new.clone()), slug)).ok_or_else(none)?;
    let terms = draft.input.all[0].terms(kind);
    let own = change.ids[0];
    // A tag that is called like a topic has no page but that.
    let topics = draft.input.all[0].terms(TermKind::Topic);
    let topic = topics.find(new).filter(|_| kind == TermKind::Tag);
    if let Some(topic) = topic.filter(|topic| own.and_then(|own| terms.get(own).is_topic) != Some(*topic)) {
        return Err(format!(
            "there is a topic `{}`: a tag of its name would be the same; write the topic into the articles instead",
            topics.get(topic).name
        ));
    }
    if change.keep.contains(&key(old)) {
        return Err(format!(
            "`{old}` is what {} is called in another language: change it {}",
            change.old.0,
            kind.registry().map_or_else(
                || "in its file's `title:`".to_owned(),
                |registry| format!("below `names:` in {}", registry.path())
            )
        ));
    }
    match terms.find(new).filter(|other| Some(*other) != own) {
        Some(other) if *may_merge => {
            let term = terms.get(other);
            if change.has_file {
                return Err(format!(
                    "both `{}` and `{}` would have a text: move what shall stay into one of the files, delete the other, and try again",
                    change.old.0, term.name
                ));
            }
            if Some(other) == own.and_then(|own| terms.get(own).above) || term.above == own && own.is_some() {
                return Err(format!(
                    "one of `{}` and `{}` is the `parent:` of the other: take that out first",
                    change.old.0, term.name
                ));
            }
            if change.entry.is_some() && term.entry.is_none() {
                let registry = kind.registry().map_or("its registry", RegistryKind::path);
                return Err(format!(
                    "{registry} describes `{}` and not `{}`: merge the other way round",
                    change.old.0, term.name
                ));
            }
            change.new = (Some(term.name.clone()), term.slug.clone());
            change.target = Some(other);
        }
        Some(other) => {
            return Err(format!(
                "there is a {} `{}` already: `--merge` makes one of both",
                kind.as_str(),
                terms.get(other).name
            ));
        }
        None => {
            let of_file = moved.iter().find_map(|moved| slug_of(&moved.new));
            let own = change.entry.as_ref().and_then(|entry| entry.slug.clone());
            if let Some(slug) = own {
                change.new.1 = slug;
            } else if change.has_file {
                // A file that keeps its name keeps its slug.
                change.new.1 = of_file.unwrap_or_else(|| change.old.1.clone());
            }
        }
    }
    Ok(change)
}

impl Change {
    /// Whether anything but capitals and spaces becomes another.
    pub(super) fn is_respelling(&self) -> bool {
        self.new.0.as_ref().is_some_and(|new| key(new) == key(&self.old.0))
    }

    /// The addresses of its pages before and then. That of a file is its document's.
    pub(super) fn addresses(&self, draft: &Draft<'_>) -> Vec<(String, String)> {
        let of_site = |(site, id): (&&crate::site::Site, &Option<TermId>)| {
            let term = site.terms(self.kind).get((*id)?);
            if term.is_topic.is_some() || term.page.is_some() {
                return None;
            }
            let new = pattern(&site.config.permalinks, self.kind).expand_slug(self.new.1.as_str());
            (term.url != new).then(|| (term.url.clone(), new))
        };
        draft.input.all.iter().zip(&self.ids).filter_map(of_site).collect()
    }

    /// Whether a name means it, in a language.
    fn is_meant(&self, draft: &Draft<'_>, language: usize, name: &str) -> bool {
        let found = draft.input.all[language].terms(self.kind).find(name);
        found.is_some() && found == self.ids[language]
    }

    /// What a name becomes that means it; none when it stays.
    pub(super) fn becomes(&self, draft: &Draft<'_>, language: usize, name: &str) -> Option<String> {
        if !self.is_meant(draft, language, name) || self.keep.contains(&key(name)) {
            return None;
        }
        let (old, new) = (&self.old, &self.new);
        // A story is named by its slug, whatever the words are that it is written in.
        let is_file = matches!(self.kind, TermKind::Topic | TermKind::Story);
        let by_slug =
            is_file && name == old.1.as_str() && (self.kind == TermKind::Story || key(name) != key(&old.0));
        let by_words = self.kind == TermKind::Story && Slug::new(name).as_ref() == Some(&old.1);
        let becomes = match &new.0 {
            _ if by_slug => new.1.to_string(),
            Some(name) if !by_words || Slug::new(name).as_ref() == Some(&new.1) => name.clone(),
            _ if by_words => new.1.to_string(),
            _ => return None,
        };
        (becomes != name).then_some(becomes)
    }
}

fn name_kind(kind: TermKind) -> NameKind {
    match kind {
        TermKind::Topic => NameKind::Topic,
        TermKind::Tag => NameKind::Tag,
        TermKind::Source => NameKind::Source,
        TermKind::Author => NameKind::Author,
        TermKind::Story => NameKind::Story,
    }
}

/// The names of a kind in a front matter, and where they stand.
fn names(document: &Document, kind: TermKind) -> Vec<(&str, Span)> {
    let front = &document.front;
    let names: Vec<&str> = match kind {
        TermKind::Topic => front.topics.iter().collect(),
        TermKind::Tag => front.tags.iter().collect(),
        TermKind::Source => front.sources.iter().filter_map(|source| source.name.as_deref()).collect(),
        TermKind::Author => front.authors.iter().map(|author| &*author.name).collect(),
        TermKind::Story => front.rare().story.iter().map(Slug::as_str).collect(),
    };
    let named = names.into_iter().zip(document.places(name_kind(kind)));
    // What a topic gathers.
    let gather = front.rare().gather.iter();
    let gathered = gather.flat_map(|gather| {
        let tags = gather.tags.iter().map(|name| (TermKind::Tag, name));
        let sources = gather.sources.iter().map(|name| (TermKind::Source, name));
        tags.chain(sources).zip(gather.places.iter().copied())
    });
    // A topic gathers what is tagged with the name of a topic, too.
    let is_of = |of: TermKind| of == kind || of == TermKind::Tag && kind == TermKind::Topic;
    named.chain(gathered.filter(|((of, _), _)| is_of(*of)).map(|((_, name), span)| (name, span))).collect()
}

/// Mends the names in front matter.
pub(super) fn mend(draft: &mut Draft<'_>, change: &Change) -> Result<(), String> {
    for (language, document) in draft.documents() {
        let named = names(&document, change.kind);
        let is_among = |part: &str| change.is_meant(draft, language, part);
        let several = document.one_texts().iter().filter(|text| {
            text.kind == name_kind(change.kind) && text.parts.iter().any(is_among) && !is_among(&text.text)
        });
        let path = draft.place(&document.path);
        let several: Vec<String> = several
            .map(|text| {
                let old = &change.old.0;
                format!("{path} names `{old}` with others in one text, `{}`: change it by hand", text.text)
            })
            .collect();
        draft.remarks.extend(several);
        let has_target = change.target.is_some_and(|target| {
            let terms = draft.input.all[language].terms(change.kind);
            language == 0 && named.iter().any(|(name, _)| terms.find(name) == Some(target))
        });
        let meant: Vec<_> = named
            .iter()
            .filter(|(name, _)| change.becomes(draft, language, name).is_some())
            .map(|(_, span)| *span)
            .collect();
        if meant.is_empty() {
            continue;
        }
        let text = draft.text(&document.path)?.to_owned();
        let (places, start) = front_places(&text, document.kind);
        for span in meant {
            let at = Replacement::of(&Fix { span, text: "".into() }, &text).map(|place| place.start);
            let scalar =
                places.scalars.iter().find(|scalar| !scalar.is_key && Some(start + scalar.place.start) == at);
            let written = scalar.map(|scalar| scalar.text.trim()).unwrap_or_default();
            // "By Anna Example"
            let (before, name) = match change.kind {
                TermKind::Author => ["By ", "by ", "BY "]
                    .into_iter()
                    .find_map(|by| Some((by, written.strip_prefix(by)?.trim_start())))
                    .filter(|_| !change.is_meant(draft, language, written))
                    .unwrap_or(("", written)),
                _ => ("", written),
            };
            let new = change.becomes(draft, language, name);
            let edit = match (scalar, new) {
                (Some(scalar), Some(_))
                    if has_target && matches!(scalar.path.last(), Some(Step::Item(_))) =>
                {
                    without(&text[start..], &places, scalar)
                }
                (Some(scalar), Some(new)) => scalar.replaced(&format!("{before}{new}")),
                _ => None,
            };
            match edit {
                Some(edit) => draft.edit(&document.path, moved_by(edit, start)),
                None => {
                    let path = draft.place(&document.path).to_owned();
                    draft.remarks.insert(format!(
                        "{path}:{}: `{}` is written there in a way that only you can change",
                        span.line, change.old.0
                    ));
                }
            }
        }
    }
    Ok(())
}
