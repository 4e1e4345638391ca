//! What is to be said of the names in front matter: those nearly like one that a registry or a file describes, and
//! texts that may be several names.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::article::Names;
use super::naming::term_kind;
use super::split::Split;
use super::terms::{TermKind, TermNames, key};
use super::{Article, TermId};
use crate::content::Document;
use crate::content::named::{NameKind, OneText};
use crate::content::near::Near;
use crate::content::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Span};

/// Whether a registry or a file describes a name. A tag that is named like a topic is that topic.
fn describes(all: Names<'_>, kind: NameKind, name: &str) -> bool {
    let described =
        |names: &TermNames| names.find_exactly(name).is_some_and(|id| names.name(id).is_described());
    described(all[term_kind(kind)]) || kind == NameKind::Tag && described(all[TermKind::Topic])
}

/// Whether a name is described, or of a person or an outlet that some article names.
fn knows(all: Names<'_>, kind: NameKind, name: &str) -> bool {
    let people = matches!(kind, NameKind::Author | NameKind::Source);
    describes(all, kind, name) || people && all[term_kind(kind)].find_exactly(name).is_some()
}

/// Says what is doubtful in the names of articles and of what is held back.
pub(super) fn check(
    all: Names<'_>,
    split: &Split,
    articles: &[Arc<Article>],
    held: &[Arc<Document>],
) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let is_doubtful = |text: &OneText| !split.splits(text) && is_doubtful(all, text);
    let texts = |document: &'_ Arc<Document>| {
        let doubtful = document.one_texts().iter().filter(|text| is_doubtful(text));
        doubtful.map(|text| text.problem.clone()).collect::<Vec<_>>()
    };
    said.par_extend(articles.par_iter().flat_map_iter(|article| texts(&article.document)));
    said.extend(held.iter().flat_map(texts));
    for kind in [NameKind::Topic, NameKind::Tag, NameKind::Source, NameKind::Author, NameKind::Story] {
        nearly(all, split, kind, (articles, held), &mut said);
    }
    said
}

fn is_doubtful(all: Names<'_>, text: &OneText) -> bool {
    !describes(all, text.kind, &text.text)
        && (!text.if_known || text.parts.iter().all(|part| knows(all, text.kind, part)))
}

/// Warns of names that no registry and no file describes, when they are nearly one that is described.
fn nearly(
    all: Names<'_>,
    split: &Split,
    kind: NameKind,
    (articles, held): (&[Arc<Article>], &[Arc<Document>]),
    said: &mut Vec<Diagnostic>,
) {
    let names = all[term_kind(kind)];
    let mut described: BTreeMap<&str, &str> = BTreeMap::new();
    if kind == NameKind::Tag {
        described.extend(described_names(all[TermKind::Topic], kind));
    }
    described.extend(described_names(names, kind));
    if described.is_empty() {
        return;
    }
    let near = Near::new(described.iter().map(|(key, name)| (*key, *name)));
    let doubtful = |name: &str| match describes(all, kind, name) {
        true => None,
        false => near.find(&key(name)),
    };
    let mut of_term = vec![false; names.numbers()];
    for (id, term) in names.all() {
        of_term[id.0 as usize] =
            !term.is_described() && term.is_topic.is_none() && near.find(&term.key).is_some();
    }
    let articles = if of_term.contains(&true) { articles } else { &[] };
    let of_articles = articles.iter().filter(|article| {
        let is = |id: &TermId| of_term.get(id.0 as usize).copied().unwrap_or(false);
        match kind {
            NameKind::Topic => article.topics.iter().any(is),
            NameKind::Tag => article.tags.iter().any(is),
            NameKind::Author => article.authors.iter().any(is),
            NameKind::Source => article.outlets.iter().flatten().any(is),
            NameKind::Story => article.story.iter().any(is),
        }
    });
    for document in of_articles.map(|article| &article.document).chain(held) {
        for (name, place) in named(document, kind) {
            // Of what may be several names something else is said.
            let one = document.one_texts().iter().any(|text| {
                text.kind == kind && *text.text == *name && !split.splits(text) && is_doubtful(all, text)
            });
            for name in split.names(document, kind, name).filter(|_| !one) {
                if let Some(meant) = doubtful(name) {
                    said.push(unknown(kind, name, meant, document).at(place));
                }
            }
        }
    }
}

/// The names of described terms by their keys: what is near to an alias means the name.
fn described_names(names: &TermNames, kind: NameKind) -> impl Iterator<Item = (&str, &str)> {
    names.keys().filter_map(move |(key, id)| {
        let term = names.name(id);
        let name = if kind == NameKind::Story { term.slug.as_str() } else { &term.name };
        term.is_described().then_some((key, name))
    })
}

/// The names of a kind in a document's front matter, and where they stand.
fn named(document: &Document, kind: NameKind) -> Vec<(&str, Span)> {
    let front = &document.front;
    let names: Vec<&str> = match kind {
        NameKind::Topic => front.topics.iter().collect(),
        NameKind::Tag => front.tags.iter().collect(),
        NameKind::Author => front.authors.iter().map(|credit| &*credit.name).collect(),
        NameKind::Source => front.sources.iter().filter_map(|source| source.name.as_deref()).collect(),
        NameKind::Story => front.rare().story.iter().map(Slug::as_str).collect(),
    };
    names.into_iter().zip(document.places(kind)).collect()
}

fn unknown(kind: NameKind, name: &str, meant: &str, document: &Document) -> Diagnostic {
    let (what, registry) = match kind {
        NameKind::Topic => ("topic", None),
        NameKind::Story => ("story", None),
        NameKind::Tag => ("tag", TermKind::Tag.registry()),
        NameKind::Author => ("author", TermKind::Author.registry()),
        NameKind::Source => ("outlet", TermKind::Source.registry()),
    };
    let (message, hint) = match registry {
        None => (format!("no file describes the {what} `{name}`"), format!("did you mean `{meant}`?")),
        Some(registry) => (
            format!("no registry names the {what} `{name}`"),
            format!("did you mean `{meant}`? else give it an entry in {}", registry.path()),
        ),
    };
    Diagnostic::warning(Code::UnknownName, message.clone())
        .in_file(&*document.path)
        .hint(hint.clone())
        .cause(format!("{what} {name}"), message)
        .remedy(hint)
}
