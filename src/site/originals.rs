//! Translations of what is not there.

use std::borrow::Cow;
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::name::untranslated;
use crate::content::{Document, Kind};
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::FastSet;
use crate::source::File;

/// Warns of articles, pages and editions that their names call translations (`slug.uk.md`) when there is no original, in
/// the site's language: neither `slug.md` nor `slug.en.md`. What is held back or broken is there all the same.
pub(super) fn check(
    documents: &[(Arc<Document>, Arc<File>)],
    unreadable: &[Arc<str>],
    language: &str,
) -> Vec<Diagnostic> {
    let is_translation = |path: &str| matches!(untranslated(path), Cow::Owned(_));
    if !documents.par_iter().any(|(document, _)| is_translation(&document.path)) {
        return Vec::new();
    }
    let paths = || documents.iter().map(|(document, _)| &document.path).chain(unreadable);
    let originals: FastSet<&str> = paths().map(|path| &**path).collect();
    let alone = |document: &&Document| {
        let original = untranslated(&document.path);
        let named = original.strip_suffix(".md").map(|stem| format!("{stem}.{language}.md"));
        // A term is there when articles name it, and the home page always is. Each language counts its own editions.
        matches!(document.kind, Kind::Article | Kind::Page)
            && is_translation(&document.path)
            && !originals.contains(&*original)
            && !named.is_some_and(|named| originals.contains(&*named))
    };
    let warning = |document: &Document| {
        let original = untranslated(&document.path);
        let ending = document.name().language.unwrap_or_default();
        let message = format!("this is a translation of {original}, which is not there");
        let hint = format!(
            "add the original; a text that is in this language alone is named without `.{ending}`, with \
             `language: {ending}` in its front matter"
        );
        Diagnostic::warning(Code::NoOriginal, message)
            .in_file(&*document.path)
            .hint(hint.clone())
            .cause(ending, format!("files that end in `.{ending}.md` are translations of what is not there"))
            .remedy(hint)
    };
    documents.iter().map(|(document, _)| &**document).filter(alone).map(warning).collect()
}
