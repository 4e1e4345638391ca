//! Topics and stories that are described in one language, and named in others.

use super::terms::Terms;
use super::{Site, TermKind};
use crate::content::name::untranslated;
use crate::diagnostic::Diagnostic;
use crate::hash::FastSet;

/// Warns of topics and stories that a file describes in one language, when articles in another name them and no file
/// describes them there: their pages have a name that nobody wrote for readers of that language.
pub(super) fn check(sites: &[Site]) -> Vec<Diagnostic> {
    let (mut said, mut met) = (Vec::new(), FastSet::default());
    for (number, site) in sites.iter().enumerate().filter(|_| sites.len() > 1) {
        for (kind, of) in [(TermKind::Topic, topics as fn(&Site) -> &Terms), (TermKind::Story, stories)] {
            for (_, term) in of(site).iter() {
                let Some(page) = &term.page else { continue };
                let others = sites.iter().enumerate().filter(|(other, _)| *other != number);
                for (_, other) in others {
                    let there = of(other).find(term.slug.as_str()).map(|id| of(other).get(id));
                    let Some(there) = there.filter(|there| there.page.is_none()) else { continue };
                    let language = &*other.config.language;
                    if there.articles.is_empty() || !met.insert((kind, there.slug.clone(), language)) {
                        continue;
                    }
                    let path = &*page.document.path;
                    let original = untranslated(path);
                    let stem = original.strip_suffix(".md").unwrap_or(&original);
                    let message = format!(
                        "the {} \"{}\" has no file in {language}, where {} names it",
                        kind.as_str(),
                        page.document.front.title,
                        there.articles.iter().next().map_or("", |id| &other.article(*id).document.path)
                    );
                    let hint = match language == sites[0].config.language {
                        true => format!("describe it in {stem}.md"),
                        false => format!("describe it in {stem}.{language}.md, with its `title:`"),
                    };
                    let summary = format!("{} have no file in {language}", kind.plural());
                    let warning = Diagnostic::warning("one-language", message).in_file(path).hint(hint);
                    said.push(warning.cause(format!("{} {language}", kind.plural()), summary));
                }
            }
        }
    }
    said
}

fn topics(site: &Site) -> &Terms {
    &site.topics
}

fn stories(site: &Site) -> &Terms {
    &site.stories
}
