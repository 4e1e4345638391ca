//! Topics and stories that are described in one language, and named in others.

use super::terms::{Term, Terms};
use super::{Page, Site, TermKind};
use crate::content::name::untranslated;
use crate::diagnostic::{Code, Diagnostic};
use crate::hash::FastSet;

/// Warns of topics and stories that a file describes in one language, when articles in another name them and no file
/// describes them there: their pages have a name that nobody wrote for readers of that language.
pub(super) fn check(sites: &[&Site]) -> Vec<Diagnostic> {
    let (mut said, mut met) = (Vec::new(), FastSet::default());
    for (kind, of) in [(TermKind::Topic, topics as fn(&Site) -> &Terms), (TermKind::Story, stories)] {
        let described = sites
            .iter()
            .flat_map(|site| of(site).iter().filter_map(|(_, term)| Some((term, term.page.as_ref()?))));
        for (term, page) in described {
            for (number, site) in sites.iter().enumerate() {
                let there = of(site).find(term.slug.as_str()).map(|id| of(site).get(id));
                let Some(there) = there.filter(|there| there.page.is_none()) else { continue };
                if !there.articles.is_empty() && met.insert((kind, &there.slug, number)) {
                    said.push(undescribed(kind, page, there, site, number == 0));
                }
            }
        }
    }
    said
}

fn undescribed(kind: TermKind, page: &Page, there: &Term, site: &Site, is_main: bool) -> Diagnostic {
    let (path, language) = (&*page.document.path, &site.config.language);
    let original = untranslated(path);
    let stem = original.strip_suffix(".md").unwrap_or(&original);
    let named_by = there.articles.first().map_or("", |id| &*site.article(*id).document.path);
    let (title, one, all) = (&page.document.front.title, kind.as_str(), kind.plural());
    let message = format!("the {one} \"{title}\" has no file in {language}, where {named_by} names it");
    let hint = match is_main {
        true => format!("describe it in {stem}.md"),
        false => format!("describe it in {stem}.{language}.md, with its `title:`"),
    };
    let warning = Diagnostic::warning(Code::OneLanguage, message).in_file(path).hint(hint);
    warning.cause(
        format!("{all} {language}"),
        format!("{all} have no file in {language}, where articles name them"),
    )
}

fn topics(site: &Site) -> &Terms {
    &site.topics
}

fn stories(site: &Site) -> &Terms {
    &site.stories
}
