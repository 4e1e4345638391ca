//! Names that differ in nothing but hyphens, spaces and points, and would have one address.

use super::TermKind;
use crate::content::Slug;
use crate::diagnostic::{Code, Diagnostic};
use crate::site::TermId;

/// A name that was taken for that of another term.
pub(super) struct Joined {
    /// The number of that term.
    pub(super) term: TermId,
    pub(super) name: String,
    /// The file that names it.
    pub(super) by: String,
}

impl Joined {
    /// The warning about it; `taken_for` is the other term's name.
    pub(super) fn warning(&self, kind: TermKind, taken_for: &str) -> Diagnostic {
        let (name, plural) = (&self.name, kind.plural());
        let message = format!(
            "the {} \"{name}\" would have the address of \"{taken_for}\", and is taken for it",
            kind.as_str()
        );
        let hint = match kind.registry() {
            Some(registry) => {
                format!("write \"{taken_for}\", or make it one of its `aliases:` in {}", registry.path())
            }
            None => format!("write \"{taken_for}\""),
        };
        let summary = format!("{plural} would have the address of \"{taken_for}\", and are taken for it");
        Diagnostic::warning(Code::SlugClash, message).in_file(&self.by).hint(hint).cause(taken_for, summary)
    }
}

/// What two names have in common that are written with other hyphens, spaces, points or quotation marks, and would have
/// one address: `Open Source`, `open-source`. Signs that make another thing of a name count (`C`, `C++`, `C#`), and so
/// does every letter (`Jose`, `José`).
pub fn alike(key: &str) -> Option<String> {
    let separates = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '_' | '.' | ',' | ';' | ':' | '/' | '(' | ')' | '"' | '\'')
            || matches!(c, '‐'..='―' | '‘'..='‟' | '«' | '»' | '·' | '…')
    };
    let bare: String = key.chars().filter(|c| !separates(*c)).collect();
    (!bare.is_empty()).then(|| Some(format!("{}\0{bare}", Slug::new(key)?.as_str()))).flatten()
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn what_separates_words_does_not_count_and_all_else_does() {
        for (one, other) in [
            ("open source", "open-source"),
            ("glib", "-glib"),
            ("leap 15.2", "leap \"15.2\""),
            ("rpmlint", "rpmlint,"),
            ("x.asia summit", "x asia summit"),
        ] {
            assert!(alike(one).is_some() && alike(one) == alike(other), "{one}, {other}");
        }
        for (one, other) in [("c", "c++"), ("jose", "josé"), ("ab", "a-b"), ("c#", "c"), ("1.52", "15.2")] {
            assert_ne!(alike(one), alike(other), "{one}, {other}");
        }
        assert_eq!(alike("..."), None);
    }
}
